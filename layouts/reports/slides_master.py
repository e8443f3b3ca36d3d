"""The master of the slides: theme colours and fonts, backgrounds, one layout for each kind of scene.

Belongs here: everything a person changes once for all slides. Does not belong here: what a slide says (``slides.py``).

We start from the template of python-pptx (a valid file that PowerPoint opens without repair) and put our own theme,
master and layouts into it; the ramp of amounts is accent 1 to 5, so recolouring the theme recolours the maps.
"""

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Inches

from layouts.figures.map_style import LIGHT, STAGE, Theme

WIDTH, HEIGHT = 13.333, 7.5  # inches, 16:9
SANS, SERIF = ("Arial", "Noto Sans SC"), ("Cambria", "Noto Serif SC")
"""(Latin, Chinese) face of texts and of headlines. Office brings the Latin ones everywhere; the Chinese ones are on
Windows since 2025 and free for every other machine, and where they lack, Office takes a Chinese face of its own. The
Latin letters of a Chinese face would not do: its quotation marks are a full em wide."""

GROUNDS = {"dark": STAGE, "light": LIGHT}
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in inches."""

    x: float
    y: float
    w: float
    h: float

    @property
    def width_pt(self) -> float:
        """Width in points."""
        return self.w * 72

    @property
    def height_pt(self) -> float:
        """Height in points."""
        return self.h * 72


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout.

    Attributes:
        index: its ``idx``; the title has 0.
        kind: its ``type`` in the file form.
        name: what a person sees in the selection pane.
        box: where it stands.
        size: type size in points.
        colour: theme colour name.
        bold: bold?
        serif: in the headline face?
        anchor: ``t``, ``ctr`` or ``b``.
        align: ``l``, ``ctr`` or ``r``.
    """

    index: int
    kind: str
    name: str
    box: Box
    size: float
    colour: str = "tx1"
    bold: bool = False
    serif: bool = False
    anchor: str = "t"
    align: str = "l"


TITLE, KICKER, LEAD, LABEL, POINTS, SOURCE, CHART, TABLE = 0, 10, 11, 12, 13, 14, 15, 16
_LEFT, _TEXT = 0.83, 5.95
MAP_BOX = Box(8.55, 0.42, 4.35, 6.1)
LEGEND_BOX = Box(6.95, 4.55, 1.75, 2.0)
WIDE_MAP_BOX = Box(7.0, 0.42, 5.9, 6.1)
LOW_LEGEND_BOX = Box(_LEFT, 4.6, 3.4, 1.95)
NUMBER_BOX = Box(_LEFT, 6.86, 1.2, 0.32)


def _kicker(width: float = _TEXT) -> Holder:
    return Holder(KICKER, "body", "Kicker", Box(_LEFT, 0.62, width, 0.42), 16, "tx2")


def _source() -> Holder:
    return Holder(SOURCE, "body", "Source", Box(4.2, 6.83, 8.7, 0.36), 12, "tx2", anchor="ctr", align="r")


def _title(box: Box, size: float, anchor: str = "t") -> Holder:
    return Holder(TITLE, "title", "Headline", box, size, bold=True, serif=True, anchor=anchor)


_SCENE = (
    _kicker(),
    _title(Box(_LEFT, 1.06, _TEXT, 1.5), 34),
    Holder(LEAD, "body", "Number", Box(_LEFT, 2.62, _TEXT, 1.2), 66, "hlink", bold=True, anchor="ctr"),
    Holder(LABEL, "body", "Label", Box(_LEFT, 3.84, _TEXT, 0.72), 16, "tx2"),
    Holder(POINTS, "body", "Points", Box(_LEFT, 4.6, _TEXT, 2.05), 18),
    _source(),
)
LAYOUTS: dict[str, tuple[str, tuple[Holder, ...]]] = {
    "map": ("Map · 地图", _SCENE),
    "chart": (
        "Chart · 图表",
        (*_SCENE, Holder(CHART, "chart", "Chart", Box(7.2, 0.62, 5.7, 5.95), 14)),
    ),
    "list": (
        "List · 列表",
        (
            _kicker(11.6),
            _title(Box(_LEFT, 1.06, 11.6, 0.8), 32),
            Holder(LABEL, "body", "Label", Box(_LEFT, 1.86, 11.6, 0.42), 16, "tx2"),
            Holder(TABLE, "tbl", "Table", Box(_LEFT, 2.42, 12.07, 4.2), 16),
            _source(),
        ),
    ),
    "title": (
        "Title · 封面",
        (
            Holder(KICKER, "body", "Kicker", Box(_LEFT, 1.5, _TEXT + 0.6, 0.5), 20, "tx2"),
            _title(Box(_LEFT, 2.05, _TEXT + 0.6, 2.3), 44),
            Holder(POINTS, "body", "Points", Box(_LEFT, 4.5, _TEXT + 0.6, 2.0), 20),
            _source(),
        ),
    ),
    "closing": (
        "Closing · 结束",
        (
            Holder(KICKER, "body", "Kicker", Box(_LEFT, 0.9, _TEXT + 0.6, 0.5), 20, "tx2"),
            _title(Box(_LEFT, 1.4, _TEXT + 0.6, 1.15), 44),
            Holder(POINTS, "body", "Points", Box(_LEFT, 4.75, _TEXT + 0.6, 1.85), 20),
            _source(),
        ),
    ),
}


def box_of(layout: str, index: int) -> Box:
    """Where a placeholder of a layout stands."""
    return next(h.box for h in LAYOUTS[layout][1] if h.index == index)


def new_deck(ground: str) -> tuple[Deck, dict[str, SlideLayout]]:
    """An empty deck with our master.

    Args:
        ground: ``dark`` or ``light``.

    Returns:
        The deck and its layouts by kind (keys of ``LAYOUTS``).
    """
    theme = GROUNDS[ground]
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    package = deck.part.package
    for relation in [r for r in package._rels.values() if r.reltype == RT.THUMBNAIL]:
        package.drop_rel(relation.rId)  # a picture of the template, not of our slides
    master = deck.slide_master
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    part = master.part.part_related_by(RT.THEME)
    part._blob = _theme_xml(theme, ground).encode()
    _replace_content(master._element, _master_shapes(), theme)
    colour_map = master._element.find("{*}clrMap")
    pairs = ("dk1", "lt1", "dk2", "lt2") if ground == "dark" else ("lt1", "dk1", "lt2", "dk2")
    for name, value in zip(("bg1", "tx1", "bg2", "tx2"), pairs, strict=True):
        colour_map.set(name, value)
    styles = master._element.find("{*}txStyles")
    styles.getparent().replace(styles, parse_xml(_text_styles()))
    found: dict[str, SlideLayout] = {}
    for layout, (key, (name, holders)) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        layout._element.attrib.pop("type", None)
        layout._element.set("preserve", "1")
        _replace_content(layout._element, "".join(_holder_xml(h, i + 2) for i, h in enumerate(holders)) + _rule(), None)
        layout._element.find("{*}cSld").set("name", name)
        found[key] = layout
    return deck, found


def _replace_content(element: Any, shapes: str, theme: Theme | None) -> None:
    """Put our shapes (and, on the master, the background) into a master or layout."""
    content = element.find("{*}cSld")
    ground = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        if theme
        else ""
    )
    fresh = parse_xml(
        f'<p:cSld {_NS}>{ground}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{shapes}</p:spTree></p:cSld>"
    )
    element.replace(content, fresh)


def _frame(box: Box) -> str:
    x, y, w, h = (int(Inches(v)) for v in (box.x, box.y, box.w, box.h))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _holder_xml(holder: Holder, number: int) -> str:
    index = f' idx="{holder.index}"' if holder.index else ""
    size = "" if holder.kind in ("title", "sldNum") else ' sz="quarter"'
    face = "mj" if holder.serif else "mn"
    style = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{holder.align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{int(holder.size * 100)}" b="{int(holder.bold)}"><a:solidFill>'
        f'<a:schemeClr val="{holder.colour}"/></a:solidFill>'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/></a:defRPr></a:lvl1pPr>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(holder.name)}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{holder.kind}"{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(holder.box)}</p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{holder.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p><a:r><a:rPr/><a:t>{escape(holder.name)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def number_xml(number: int, shape_id: int) -> str:
    """The slide's own number as a field of the ``sldNum`` placeholder: it follows when slides are moved."""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{shape_id}" name="Number of the slide"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="4"/></p:nvPr></p:nvSpPr><p:spPr/>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="en-GB"/><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>'
    )


def _number_holder(shape_id: int) -> str:
    return _holder_xml(
        Holder(4, "sldNum", "Number of the slide", NUMBER_BOX, 12, "tx2", anchor="ctr"), shape_id
    ).replace(
        "<a:r><a:rPr/><a:t>Number of the slide</a:t></a:r>",
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>',
    )


def _master_shapes() -> str:
    body = Holder(1, "body", "Text", Box(_LEFT, 2.0, 11.6, 4.6), 18)
    return _holder_xml(_title(Box(_LEFT, 1.06, 11.6, 0.9), 34), 2) + _holder_xml(body, 3) + _number_holder(4)


def _rule() -> str:
    """A hairline above number and source, and the slide's number, on every layout."""
    line = (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="40" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr>'
        f'<p:spPr>{_frame(Box(_LEFT, 6.76, 12.07, 0))}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:schemeClr val="folHlink"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )
    return _number_holder(41) + line


def _text_styles() -> str:
    def levels(size: int, face: str, bold: int) -> str:
        run = (
            f'<a:defRPr sz="{size}" b="{bold}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/></a:defRPr>'
        )
        return "".join(
            f'<a:lvl{n}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" hangingPunct="1">'
            f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:buNone/>{run}</a:lvl{n}pPr>'
            for n in range(1, 6)
        )

    return (
        f"<p:txStyles {_NS}><p:titleStyle>{levels(3400, 'mj', 1)}</p:titleStyle><p:bodyStyle>{levels(1800, 'mn', 0)}"
        f"</p:bodyStyle><p:otherStyle>{levels(1400, 'mn', 0)}</p:otherStyle></p:txStyles>"
    )


def _theme_xml(theme: Theme, ground: str) -> str:
    """Theme of the file form: dark and light pairs, the ramp as accents, our faces for Latin and Chinese."""
    dark, light = (theme.paper, theme.ink) if ground == "dark" else (theme.ink, theme.paper)
    dark2, light2 = (theme.not_published, theme.muted) if ground == "dark" else (theme.muted, theme.not_published)
    slots = {
        "dk1": dark,
        "lt1": light,
        "dk2": dark2,
        "lt2": light2,
        **{f"accent{i + 1}": colour for i, colour in enumerate(theme.amounts)},
        "accent6": theme.specialised,
        "hlink": theme.accent,
        "folHlink": theme.hatch,  # nothing here is a visited link: the slot holds the hatching and the hairlines
    }
    colours = "".join(f'<a:{name}><a:srgbClr val="{value.lstrip("#")}"/></a:{name}>' for name, value in slots.items())

    def fonts(tag: str, faces: tuple[str, str]) -> str:
        return (
            f'<a:{tag}><a:latin typeface="{faces[0]}"/><a:ea typeface="{faces[1]}"/><a:cs typeface=""/>'
            f'<a:font script="Hans" typeface="{faces[1]}"/></a:{tag}>'
        )

    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Shanxi Investment Atlas">'
        "<a:themeElements>"
        f'<a:clrScheme name="Atlas {ground}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Atlas">{fonts("majorFont", SERIF)}{fonts("minorFont", SANS)}</a:fontScheme>'
        f'<a:fmtScheme name="Atlas"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
