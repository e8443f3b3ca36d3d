"""Many small maps of the eleven prefectures: the outlines once in a page, each map a few references to them.

Belongs here: SVG of the small maps and their common classes. Does not belong here: what is counted, the cards around
them, colours (the page's style sheet paints ``[data-class]``).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from geodata.boundaries import Boundaries

BREAKS = (1, 2, 4, 8, 16)
"""From which count on each class begins: every step doubles, the same for all maps of a page, so that they compare."""

_PREFIX = "mini"


def class_of(count: int) -> int | None:
    """The class of a count.

    Args:
        count: a whole number.

    Returns:
        0…4, or None for nothing known.
    """
    return sum(count >= edge for edge in BREAKS) - 1 if count >= BREAKS[0] else None


def class_texts() -> tuple[str, ...]:
    """What each class holds: ``1``, ``2–3``, ``4–7``, ``8–15``, ``16+``."""
    ends = (*(edge - 1 for edge in BREAKS[1:]), None)
    return tuple(
        f"{low}+" if high is None else (f"{low}" if low == high else f"{low}–{high}")
        for low, high in zip(BREAKS, ends, strict=True)
    )


def outlines(boundaries: "Boundaries") -> str:
    """The outlines that all small maps of a page refer to; stands in the page once, before them.

    Args:
        boundaries: the outlines.

    Returns:
        A hidden SVG element.
    """
    paths = "".join(
        f'<path id="{_PREFIX}-{code}" fill-rule="evenodd" d="{outline.path["coarse"]}"/>'
        for code, outline in boundaries.prefectures.items()
    )
    return f'<svg class="mini-outlines" aria-hidden="true" width="0" height="0"><defs>{paths}</defs></svg>'


def small_map(boundaries: "Boundaries", counts: Mapping[str, int], label: str) -> str:
    """One small map.

    Args:
        boundaries: the outlines, for the view box.
        counts: prefecture code → count; a code that is missing counts as 0.
        label: what a screen reader says; "" when what stands beside the map says it already.

    Returns:
        An SVG element that refers to ``outlines``; all texts escaped.
    """
    left, top, right, bottom = boundaries.province.bbox
    air = 12
    box = f"{left - air} {top - air} {right - left + 2 * air} {bottom - top + 2 * air}"
    said = f' role="img" aria-label={quoteattr(label)}' if label else ' aria-hidden="true"'
    uses = []
    for code in boundaries.prefectures:
        klass = class_of(counts.get(code, 0))
        look = "" if klass is None else f' data-class="{klass}"'
        uses.append(f'<use href="#{_PREFIX}-{escape(code)}"{look}/>')
    return f'<svg class="mini" viewBox="{box}"{said}>{"".join(uses)}</svg>'
