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
from layouts.components.figure import printed
from layouts.components.legend import class_texts
from layouts.components.map_block import frame
from layouts.exports.address import ExportError
from layouts.exports.lines import Imprint
from layouts.exports.view import ExportView, MapPart, ranked_figures
from layouts.figures.bars import Bar, draw_bars
from layouts.figures.labels import extent
from layouts.figures.map import LIGHT, LegendItem, Mark, draw
from layouts.figures.map_sheet import broken
from layouts.figures.map_style import SANS
from layouts.marks import marks_of, symbols_of
from layouts.messages import message
from layouts.reports.typefaces import MISSING, typefaces

CHARTS = ("map", "ranking")
"""What can be drawn of a view."""

_PAGE_PX = {"slide": (1920, 1080), "a4": (1240, 1754), "card": (1080, 1350)}
_SCREEN_ZOOM = 2.0
_SIZE = re.compile(r'<svg [^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*?>')
_ROOT_SIZE = re.compile(r'(<svg [^>]*?) width="[\d.]+" height="[\d.]+"')


def _legend(part: MapPart) -> list[LegendItem]:
    lang, view = part.view.state.lang, part.view
    items = [LegendItem(str(tone), text) for tone, text in class_texts(view)] if view.series else []
    if view.series and view.series.others:
        items.append(LegendItem("not-comparable", message(lang, "not-comparable")))
    known = {f.region for f in ranked_figures(part)} | set(view.series.others if view.series else ())
    if len(known) < len(view.codes):
        items.append(LegendItem("not-published", message(lang, "not-published")))
    return items


def _map(store: Store, part: MapPart, view: ExportView, captions: Sequence[str], *, alone: bool) -> str:
    """The map as a sheet, or alone for a sheet of another form."""
    shown = part.view
    return draw(
        frame(store, shown.level, part.focus, shown.state.lang),
        [_unlinked(mark) for mark in marks_of(store, shown)],
        symbols=symbols_of(store, shown),
        selected=part.selected,
        title=view.title,
        description="" if alone else " ".join(view.details),
        theme=LIGHT,
        standalone=not alone,
        caption_lines=() if alone else captions,
        legend=() if alone else _legend(part),
    )


def _unlinked(mark: Mark) -> Mark:
    return replace(mark, href="")


def _ranking(store: Store, part: MapPart, captions: Sequence[str]) -> str:
    shown = part.view
    lang = shown.state.lang
    bars = []
    for item in ranked_figures(part):
        tone = shown.classes.tone(item.value) if shown.series is not None else 2
        number = printed(store, item, lang, shown.largest)
        bars.append(
            Bar(item.region, store.regions[item.region].short(lang), ((tone, max(item.value, 0)),), str(number))
        )
    title = message(lang, "export-ranking-title", indicator=shown.indicator.label(lang))
    lines = [line for text in captions for line in broken(text, 58)]
    return draw_bars(bars, title=title, caption_lines=lines)


def svg_of(store: Store, view: ExportView, lines: Imprint, *, chart: str = "map", size: str = "screen") -> str:
    """A drawing of a view.

    Args:
        store: the store.
        view: the view.
        lines: what stands under it.
        chart: one of ``CHARTS``.
        size: one of ``address.SIZES``.

    Returns:
        An SVG document that stands alone, its width and height in pixels.

    Raises:
        ExportError: when the view has no map, or chart or size are unknown.
    """
    if chart not in CHARTS or size not in ("screen", *_PAGE_PX):
        sizes = ", ".join(("screen", *_PAGE_PX))
        msg = f"chart={chart[:20]!r}, size={size[:20]!r}: expected chart {' or '.join(CHARTS)} and size {sizes}"
        raise ExportError(msg)
    if view.map is None:
        msg = "this page is no single map: take its table along (csv, xlsx, parquet), or open one industry"
        raise ExportError(msg)
    captions = lines.captions(view.state.lang)
    if chart == "ranking":
        drawn = _ranking(store, view.map, captions)
    elif size == "slide":
        return _slide(store, view, view.map, captions)
    else:
        drawn = _map(store, view.map, view, captions, alone=False)
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


def _on_page(svg: str, size: tuple[int, int]) -> str:
    margin = round(size[0] * 0.03)
    return _document(size, _placed(svg, margin, margin, size[0] - 2 * margin, size[1] - 2 * margin))


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
            self.pieces.append(
                f'<text x="{self.x:g}" y="{self.y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{colour}">'
                f"{escape(line)}</text>"
            )


def _slide(store: Store, view: ExportView, part: MapPart, captions: Sequence[str]) -> str:
    """A landscape page: words and ranking on the left, the map on the right."""
    size = _PAGE_PX["slide"]
    lang, shown = view.state.lang, part.view
    left = _Column(80, 60, 860)
    left.text(view.title, 44, weight=700)
    for detail in view.details[:4]:
        left.text(detail, 22, colour=LIGHT.muted, gap=4)
    left.y += 26
    figures = ranked_figures(part)[:11]
    room = max((extent(store.regions[f.region].short(lang)) for f in figures), default=0) * 24 + 20
    largest = max((abs(f.value) for f in figures), default=1) or 1
    for item in figures:
        left.y += 38
        name = escape(store.regions[item.region].short(lang))
        number = escape(str(printed(store, item, lang, shown.largest)))
        tone = shown.classes.tone(item.value) if shown.series is not None else 2
        wide = max(2.0, (860 - room - 230) * max(item.value, 0) / largest)
        left.pieces.append(
            f'<text x="80" y="{left.y:.0f}" font-size="24" fill="{LIGHT.ink}">{name}</text>'
            f'<rect x="{80 + room:.0f}" y="{left.y - 20:.0f}" width="{wide:.1f}" height="22" '
            f'fill="{LIGHT.amounts[tone]}"/>'
            f'<text x="{80 + room + wide + 12:.1f}" y="{left.y:.0f}" font-size="24" fill="{LIGHT.ink}">{number}</text>'
        )
    foot = _Column(80, 0, 860)
    for line in captions:
        foot.text(line, 15, colour=LIGHT.muted)
    down = f'<g transform="translate(0 {size[1] - 50 - foot.y:.0f})">{"".join(foot.pieces)}</g>'
    words = f'<g font-family="{escape(SANS)}">{"".join(left.pieces)}{down}</g>'
    drawn = _placed(_map(store, part, view, (), alone=True), 980, 40, 900, 1000)
    return _document(size, words + drawn, view.title)


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
