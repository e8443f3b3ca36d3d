"""Drawings of a view: its map or ranking as SVG at a chosen size, and the same as PNG.

Every drawing carries title, source, edition, boundaries with the map-review number, and the link. Does not belong here:
the map itself (``layouts.figures.map``), what it shows (``view.py``).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import resvg_py

from data.store import Store
from layouts.components.map_block import frame
from layouts.exports.address import DRAWN, SIZES, ExportError
from layouts.exports.charts import chart_of
from layouts.exports.lines import Imprint
from layouts.exports.parts import MapPart
from layouts.exports.view import ExportView
from layouts.figures.labels import extent
from layouts.figures.map import LIGHT, draw
from layouts.figures.map_sheet import broken
from layouts.figures.map_style import SANS
from layouts.reports.typefaces import MISSING, typefaces

_PAGE_PX = {"slide": (1920, 1080), "a4": (1240, 1754), "card": (1080, 1350)}
_SCREEN_ZOOM = 2.0
_SIZE = re.compile(r'<svg [^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*?>')
_ROOT_SIZE = re.compile(r'(<svg [^>]*?) width="[\d.]+" height="[\d.]+"')
_ROW, _LETTER = 38, 24


def _sentences(texts: Sequence[str], lang: str) -> str:
    """Sentences in one line; those without an end get one."""
    stop, gap = ("。", "") if lang == "zh" else (".", " ")
    return gap.join(text if text.endswith(("。", ".", "!", "?")) else text + stop for text in texts)


def _map(store: Store, part: MapPart, view: ExportView, captions: Sequence[str], *, alone: bool) -> str:
    """The map as a sheet, or alone for a sheet of another form. Its links are left out: a file has no address."""
    lang = view.state.lang
    return draw(
        frame(store, part.level, part.focus, lang),
        [replace(mark, href="") for mark in part.marks],
        symbols=part.symbols,
        selected=part.selected,
        title=view.title,
        description="" if alone else _sentences(view.details, lang),
        theme=LIGHT,
        standalone=not alone,
        caption_lines=() if alone else captions,
        legend=() if alone else part.legend,
    )


def svg_of(store: Store, view: ExportView, lines: Imprint, *, chart: str = "map", size: str = "screen") -> str:
    """A drawing of a view.

    Args:
        store: the store.
        view: the view.
        lines: what stands under it.
        chart: what is drawn, ``map`` or one of ``address.DRAWN`` of the view's page.
        size: one of ``address.SIZES``.

    Returns:
        An SVG document that stands alone, its width and height in pixels.

    Raises:
        ExportError: when the view has no map, or chart or size are unknown or have nothing to show.
    """
    charts = ("map", *DRAWN[view.state.page])
    if chart not in charts or size not in SIZES:
        found = f"chart={chart[:20]!r}, size={size[:20]!r}"
        msg = f"{found}: expected as chart one of {', '.join(charts)} and as size one of {', '.join(SIZES)}"
        raise ExportError(msg)
    if view.map is None:
        msg = "this page is no single map: take its table along (csv, xlsx, parquet), or open one industry"
        raise ExportError(msg)
    captions = lines.captions(view.state.lang)
    if chart == "map" and size == "slide":
        return _slide(store, view, view.map, captions)
    if chart == "map":
        drawn = _map(store, view.map, view, captions, alone=False)
    elif chart == "ranking":
        drawn = _ranking(view.map, captions)
    else:
        drawn = _with_margin(chart_of(store, view, chart, captions), 32)
    return drawn if size == "screen" else _on_page(drawn, _PAGE_PX[size])


def _box(svg: str) -> tuple[float, float, float, float]:
    match = _SIZE.match(svg)
    if match is None:
        msg = f"a drawing begins with {svg[:60]!r}, expected an <svg> with a viewBox"
        raise ValueError(msg)
    x, y, width, height = (float(match[i]) for i in range(1, 5))
    return x, y, width, height


def _placed(svg: str, x: float, y: float, width: float, height: float) -> str:
    """A drawing inside another one, as large as the rectangle allows, in its middle."""
    box = _box(svg)
    scale = min(width / box[2], height / box[3])
    wide, high = box[2] * scale, box[3] * scale
    bare = _ROOT_SIZE.sub(r"\1", svg, count=1)
    at = f'x="{x + (width - wide) / 2:.1f}" y="{y + (height - high) / 2:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return bare.replace("<svg ", f"<svg {at} ", 1)


def _document(size: tuple[int, int], body: str, title: str = "") -> str:
    wide, high = size
    head = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">{head}'
        f'<rect width="{wide}" height="{high}" fill="{LIGHT.paper}"/>{body}</svg>'
    )


def _with_margin(svg: str, margin: int) -> str:
    """A drawing with paper around it."""
    _, _, wide, high = _box(svg)
    size = (round(wide) + 2 * margin, round(high) + 2 * margin)
    return _document(size, _placed(svg, margin, margin, wide, high))


def _on_page(svg: str, size: tuple[int, int]) -> str:
    margin = round(size[0] * 0.03)
    return _document(size, _placed(svg, margin, margin, size[0] - 2 * margin, size[1] - 2 * margin))


def _text(x: float, y: float, text: str, size: float, *, weight: int = 400, colour: str = LIGHT.ink) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{colour}">'
        f"{escape(text)}</text>"
    )


class _Column:
    """Sets lines of text under each other."""

    def __init__(self, x: float, y: float, width: float) -> None:
        self.x, self.y, self.width = x, y, width
        self.pieces: list[str] = []

    def text(self, text: str, size: float, *, weight: int = 400, colour: str = LIGHT.ink, gap: float = 0.0) -> None:
        """Set a paragraph."""
        self.y += gap
        for line in broken(text, self.width / size):
            self.y += size * 1.4
            self.pieces.append(_text(self.x, self.y, line, size, weight=weight, colour=colour))


def _bars(column: _Column, part: MapPart, most: int) -> None:
    """Set the ranking as bars, then what has no bar."""
    shown = part.bars[:most]
    names = max((extent(bar.name) for bar in shown), default=0) * _LETTER + 20
    numbers = max((extent(bar.text) for bar in shown), default=0) * _LETTER + 16
    room = max(80.0, column.width - names - numbers)
    for bar in shown:
        column.y += _ROW
        x, y, wide = column.x + names, column.y, max(2.0, room * bar.share)
        column.pieces.append(
            _text(column.x, y, bar.name, _LETTER)
            + f'<rect x="{x:.0f}" y="{y - 20:.0f}" width="{wide:.1f}" height="22" fill="{LIGHT.amounts[bar.tone]}"/>'
            + _text(x + wide + 12, y, bar.text, _LETTER)
        )
    column.y += 10
    for text in part.apart:
        column.text(text, 18, colour=LIGHT.muted)


def _ranking(part: MapPart, captions: Sequence[str]) -> str:
    """The ranking as a sheet."""
    column = _Column(60, 40, 960)
    column.text(part.bars_title, 32, weight=700)
    column.y += 16
    _bars(column, part, 117)
    column.y += 24
    for line in captions:
        column.text(line, 16, colour=LIGHT.muted)
    words = f'<g font-family="{escape(SANS)}">{"".join(column.pieces)}</g>'
    return _document((1080, round(column.y + 50)), words, part.bars_title)


def _swatches(part: MapPart, x: float, y: float) -> str:
    """The legend in one row; what has no colour is told by words on the map itself."""
    pieces = [_text(x, y, part.legend_title, 17, weight=700)]
    y += 12
    for item in part.legend:
        if item.look.isdecimal():
            wide = max(70.0, (extent(item.text) + 1) * 17)
            colour = LIGHT.amounts[int(item.look)]
            pieces.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide - 4:.0f}" height="14" fill="{colour}"/>')
            pieces.append(_text(x, y + 34, item.text, 17, colour=LIGHT.muted))
            x += wide
    return "".join(pieces)


def _slide(store: Store, view: ExportView, part: MapPart, captions: Sequence[str]) -> str:
    """A landscape page: words and ranking on the left, the map on the right."""
    size = _PAGE_PX["slide"]
    left = _Column(80, 50, 880)
    left.text(view.title, 40, weight=700)
    left.y += 10
    for detail in view.details[:4]:
        left.text(detail, 21, colour=LIGHT.muted, gap=2)
    left.y += 18
    foot = _Column(80, 0, 880)
    for line in captions:
        foot.text(line, 15, colour=LIGHT.muted)
    top = size[1] - 44 - foot.y
    legend = top - 84 if any(item.look.isdecimal() for item in part.legend) else top
    _bars(left, part, max(3, min(11, int((legend - left.y - 24 * len(part.apart) - 30) / _ROW))))
    words = [*left.pieces, f'<g transform="translate(0 {top:.0f})">{"".join(foot.pieces)}</g>']
    if legend != top:
        words.append(_swatches(part, 80, legend))
    drawn = _placed(_map(store, part, view, (), alone=True), 1000, 40, 880, 1000)
    return _document(size, f'<g font-family="{escape(SANS)}">{"".join(words)}</g>{drawn}', view.title)


def png_of(svg: str) -> bytes:
    """A drawing as PNG, set in the fonts that ship with the atlas.

    Args:
        svg: a drawing of ``svg_of``.

    Returns:
        PNG; a page has its own pixels, any other drawing twice as many as CSS pixels.
    """
    faces = typefaces([svg])
    for sign in faces.missing:
        svg = svg.replace(sign, MISSING)
    if faces.rest:
        names = ", ".join(f"'{family}'" for family in faces.rest)
        svg = svg.replace("Atlas Sans&quot;,", f"Atlas Sans&quot;, {names},").replace(
            '"Atlas Sans",', f'"Atlas Sans", {names},'
        )
    page = any(f'width="{wide}" height="{high}"' in svg[:300] for wide, high in _PAGE_PX.values())
    # resvg takes the first size it is told; zoom keeps the drawing's own proportions.
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_dirs=list(faces.folders),
            zoom=1.0 if page else _SCREEN_ZOOM,
        )
    )
