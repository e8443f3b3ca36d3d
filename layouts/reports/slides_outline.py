"""An outline as one native freeform shape.

Belongs here: writing a freeform of several rings. Does not belong here: which outline, and how it is painted.

python-pptx has a builder for this whose time grows with the square of the points (a map of eleven outlines took two
seconds); the file form itself is simple, so it is written here.
"""

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml

Ring = Sequence[tuple[int, int]]
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def add_outline(shapes: Any, rings: Sequence[Ring], left: float, top: float, scale: float) -> Any:
    """Add a freeform.

    Args:
        shapes: the shapes of a slide or of a group.
        rings: closed rings of whole units; a ring inside another is a hole (even-odd).
        left: where the units' zero lies, EMU from the left.
        top: the same from the top.
        scale: EMU of a unit.

    Returns:
        The python-pptx shape, without style, fill or line of its own.
    """
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    x0, y0, wide, tall = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    path = "".join(
        "".join(
            f'<a:{"lnTo" if n else "moveTo"}><a:pt x="{x - x0}" y="{y - y0}"/></a:{"lnTo" if n else "moveTo"}>'
            for n, (x, y) in enumerate(ring)
        )
        + "<a:close/>"
        for ring in rings
    )
    tree = shapes._spTree if hasattr(shapes, "_spTree") else shapes._grpSp
    tree.append(
        parse_xml(
            f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{shapes._next_shape_id}" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{round(left + x0 * scale)}" y="{round(top + y0 * scale)}"/>'
            f'<a:ext cx="{round(wide * scale)}" cy="{round(tall * scale)}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/>'
            '<a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{wide}" h="{tall}">{path}</a:path></a:pathLst></a:custGeom></p:spPr></p:sp>'
        )
    )
    shapes._recalculate_extents()
    return list(shapes)[-1]
