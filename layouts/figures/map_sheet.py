"""The map as a sheet that stands alone: its own style, title, legend, captions.

Belongs here: what is set around the map in an exported SVG. Does not belong here: the map itself (`map.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from layouts.figures.labels import extent
from layouts.figures.map_frame import Frame
from layouts.figures.map_style import Theme, stylesheet

_LEAST_WIDTH_PX = 620  # captions want a line length, whatever the shape of the region
_MARGIN_PX, _TITLE_PX, _TEXT_PX, _SWATCH_PX = 24, 22, 12, (64, 12)
_LEADING = 1.5


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A swatch with its text.

    Attributes:
        look: "0".."4" for an amount class, "not-published" or "not-comparable".
        text: What stands under it, such as "10–20" or "未公布".
    """

    look: str
    text: str


def sheet(
    frame: Frame,
    body: str,
    root_attributes: str,
    theme: Theme,
    prefix: str,
    title: str,
    description: str,
    caption_lines: Sequence[str],
    legend: Sequence[LegendItem],
) -> str:
    """Set the map on a sheet.

    Args:
        frame: The frame.
        body: What is inside the map's SVG.
        root_attributes: The root's attributes, escaped, with a leading space.
        theme: `LIGHT` or `STAGE`.
        prefix: Prefix of the ids in the drawing.
        title: Printed above the map; without title, legend and captions the sheet is the map alone.
        description: Printed under the title.
        caption_lines: Printed at the bottom; long ones are broken.
        legend: Swatches between map and captions, in this order.

    Returns:
        An SVG document with width and height in CSS pixels. Texts are the caller's, escaped here.
    """
    px = frame.px
    x, y, width, height = frame.view_box
    bare = not (title or description or caption_lines or legend)
    wide = width if bare else max(width, _LEAST_WIDTH_PX * px)
    left = x - (wide - width) / 2
    pen = _Pen(left + _MARGIN_PX * px, wide - 2 * _MARGIN_PX * px, px)
    above = pen.head(title, description)
    below = pen.foot(caption_lines, legend, prefix)
    total = above.height + height + below.height
    style = [
        stylesheet(theme, prefix=prefix, px=px),
        *(f"svg[data-map] .swatch-{i} {{ fill: {colour} }}" for i, colour in enumerate(theme.amounts)),
        f"svg[data-map] .swatch-not-published {{ fill: url(#{prefix}-hatch) }}",
        f"svg[data-map] .swatch-not-comparable {{ fill: url(#{prefix}-dots) }}",
        f"svg[data-map] .sheet {{ fill: {theme.ink} }}",
        f"svg[data-map] .sheet .quiet {{ fill: {theme.muted} }}",
        f"svg[data-map] .sheet .ground {{ fill: {theme.paper} }}",
    ]
    box = f'x="{left:g}" y="{y:g}" width="{wide:g}" height="{height:g}"'
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {y - above.height:g} {wide:g} {total:g}" '
            f'width="{wide / px:.0f}" height="{total / px:.0f}"{root_attributes}>',
            f"<title>{escape(title)}</title>" if title else "",
            f"<desc>{escape(description)}</desc>" if description else "",
            f"<style>{escape(chr(10).join(style))}</style>",
            f'<g class="sheet"><rect class="ground" x="{left:g}" y="{y - above.height:g}" width="{wide:g}" '
            f'height="{total:g}"/></g>',
            f'<clipPath id="{prefix}-clip"><rect {box}/></clipPath><g clip-path="url(#{prefix}-clip)">{body}</g>',
            f'<g class="sheet">{above.at(y - above.height)}{below.at(y + height)}</g>',
            "</svg>",
        ]
    )


@dataclass(frozen=True, slots=True)
class _Block:
    height: float
    pieces: tuple[tuple[float, str], ...]  # offset from the top, SVG with a place for the y

    def at(self, top: float) -> str:
        return "".join(piece.replace("{y}", f"{round(top + offset, 1):g}") for offset, piece in self.pieces)


class _Pen:
    """Sets lines of text and swatches one under the other."""

    def __init__(self, left: float, width: float, px: float) -> None:
        self._left, self._width, self._px = left, width, px

    def head(self, title: str, description: str) -> _Block:
        pieces: list[tuple[float, str]] = []
        used = _MARGIN_PX if title or description else 0.0
        used = self._set(pieces, used, broken(title, self._room(_TITLE_PX)), _TITLE_PX, "", "700")
        used = self._set(pieces, used, broken(description, self._room(_TEXT_PX + 1)), _TEXT_PX + 1, "quiet", "400")
        return _Block(used * self._px, tuple(pieces))

    def foot(self, caption_lines: Sequence[str], legend: Sequence[LegendItem], prefix: str) -> _Block:
        pieces: list[tuple[float, str]] = []
        used = 12.0 if legend or caption_lines else 0.0
        if legend:
            used = self._swatches(pieces, used, legend)
        for line in caption_lines:
            used = self._set(pieces, used, broken(line, self._room(_TEXT_PX)), _TEXT_PX, "quiet", "400")
        return _Block((used + (_MARGIN_PX if pieces else 0)) * self._px, tuple(pieces))

    def _room(self, size: float) -> float:
        return self._width / self._px / size

    def _set(
        self,
        pieces: list[tuple[float, str]],
        used: float,
        lines: Sequence[str],
        size: float,
        name: str,
        weight: str,
    ) -> float:
        for line in lines:
            used += size * _LEADING
            pieces.append(
                (
                    (used - size * (_LEADING - 1)) * self._px,
                    f'<text class="{name}" x="{self._left:g}" y="{{y}}" font-size="{size * self._px:.1f}" '
                    f'font-weight="{weight}">{_literal(line)}</text>',
                )
            )
        return used

    def _swatches(self, pieces: list[tuple[float, str]], used: float, legend: Sequence[LegendItem]) -> float:
        """Draw swatches in rows; each is as wide as its text needs."""
        px, x = self._px, self._left
        for item in legend:
            wide = max(_SWATCH_PX[0], (extent(item.text) + 1) * _TEXT_PX) * px
            if x + wide > self._left + self._width and x > self._left:
                x, used = self._left, used + _SWATCH_PX[1] + 2.6 * _TEXT_PX
            swatch = _SWATCH_PX[0] * px
            pieces.append(
                (
                    used * px,
                    f'<rect class="swatch-{item.look}" x="{x:g}" y="{{y}}" width="{swatch:g}" '
                    f'height="{_SWATCH_PX[1] * px:g}"/>',
                )
            )
            pieces.append(
                (
                    (used + _SWATCH_PX[1] + 1.3 * _TEXT_PX) * px,
                    f'<text x="{x:g}" y="{{y}}" font-size="{_TEXT_PX * px:.1f}">{_literal(item.text)}</text>',
                )
            )
            x += wide + 4 * px
        return used + _SWATCH_PX[1] + 2.6 * _TEXT_PX


def _literal(text: str) -> str:
    # The place for the y must not be found in a text.
    return escape(text).replace("{", "&#123;")


def broken(text: str, room: float) -> list[str]:
    """Break a text into lines: between Chinese characters, else at spaces; within a word only when no line holds it.

    Args:
        text: One paragraph.
        room: Width of a line in em.

    Returns:
        The lines; none for an empty text.
    """
    lines: list[str] = []
    line = ""
    for piece in (part for whole in _pieces(text) for part in _cut(whole, room)):
        if line and extent(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _cut(word: str, room: float) -> list[str]:
    """Cut a word that no line holds, such as an address, into parts that one does."""
    if extent(word.rstrip()) <= room:
        return [word]
    parts = [""]
    for sign in word:
        if parts[-1] and extent(parts[-1] + sign) > room:
            parts.append("")
        parts[-1] += sign
    return parts


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for sign in text:
        closing = sign in "，。、；：）》」』”！？,.;:)"
        wide = ord(sign) > 0x2E7F
        if pieces and (closing or (not wide and not pieces[-1].endswith(" ") and ord(pieces[-1][-1]) <= 0x2E7F)):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces
