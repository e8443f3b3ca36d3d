"""Text on slides: how large it may be set to fit its box, and runs with both a Latin and a Chinese face.

Belongs here: estimating widths, choosing sizes, writing paragraphs. Does not belong here: what a slide says.

PowerPoint sets text itself, with whatever fonts the machine has; so widths are estimated generously and sizes are
written into the file, not left to an autofit that only runs when somebody edits the box.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from layouts.figures.labels import extent
from layouts.reports.typeset import printable

LEADING = 1.22
"""Height of a line as a multiple of its type, as LibreOffice and PowerPoint set Noto CJK."""

_NEAR = 0.8
SPEECH = {"zh": "zh-CN", "en": "en-GB"}
_CLOSING = "，。、；：）》」』”！？,.;:)%"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one style.

    Attributes:
        text: plain text.
        lang: ``zh`` or ``en``.
        scale: its size as a multiple of the box's.
        colour: theme colour, None for the box's own.
        bold: None for the box's own.
        serif: set in the theme's headline face?
    """

    text: str
    lang: str
    scale: float = 1.0
    colour: MSO_THEME_COLOR | None = None
    bold: bool | None = None
    serif: bool | None = None


def wide(text: str) -> float:
    """Width of a text in em, generous: quotation marks, dashes and middle dots may come in a full-width face."""
    return extent(text) + 0.42 * sum(sign in "“”‘’…—" for sign in text) + 0.7 * text.count("·")


Line = tuple[Run, ...]
"""A paragraph."""


def _pieces(text: str) -> list[str]:
    """Where a line may break: between Chinese characters, at spaces, never before closing punctuation."""
    pieces: list[str] = []
    for sign in text:
        chinese = ord(sign) > 0x2E7F
        joins = pieces and not chinese and ord(pieces[-1][-1]) <= 0x2E7F and not pieces[-1].endswith((" ", "-"))
        if pieces and (sign in _CLOSING or joins):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def lines_of(text: str, width_em: float) -> int:
    """How many lines a text takes.

    Args:
        text: one paragraph.
        width_em: width of the box in em of its type.

    Returns:
        At least one.
    """
    lines, used = 1, 0.0
    for piece in _pieces(text):
        takes = wide(piece.rstrip()) if piece.strip() else 0.0
        if used and used + takes > width_em:
            lines, used = lines + 1, 0.0
        if takes > width_em:  # a word longer than the box is broken by force
            lines += int(takes // width_em)
            takes %= width_em
        used += takes + (wide(piece) - wide(piece.rstrip()))
    return lines


def height_of(paragraphs: Sequence[Line], size: float, width: float, gap: float = 0.0) -> float:
    """How tall some paragraphs are, in points.

    Args:
        paragraphs: the paragraphs.
        size: type size in points.
        width: width of the box in points, without its margins.
        gap: space between paragraphs as a multiple of the size.

    Returns:
        The height.
    """
    total = 0.0
    for line in paragraphs:
        scale = max((run.scale for run in line), default=1.0)
        em = sum(wide(run.text) * run.scale for run in line)
        text = "".join(run.text for run in line)
        least = lines_of(text, width / size / scale)
        rows = least if len(line) == 1 else max(1, -(-int(em * size) // max(1, int(width))))
        total += rows * size * scale * LEADING
    return total + max(0, len(paragraphs) - 1) * gap * size


def fitting_size(
    paragraphs: Sequence[Line], width: float, height: float, sizes: Sequence[float], gap: float = 0.0
) -> float:
    """The largest of some sizes at which paragraphs fit a box.

    Args:
        paragraphs: the paragraphs.
        width: width of the box in points.
        height: its height in points.
        sizes: sizes in points, the largest first.
        gap: space between paragraphs as a multiple of the size.

    Returns:
        A size; the smallest when none fits (the caller shortens its texts so that this does not happen).
    """
    found = next((s for s in sizes if height_of(paragraphs, s, width, gap) <= height), sizes[-1])
    # A little smaller, where that saves a line: no single word is left on a line of its own.
    near = [s for s in sizes if _NEAR * found <= s <= found]
    return min(near, key=lambda s: (_lines(paragraphs, s, width), -s), default=found)


def _lines(paragraphs: Sequence[Line], size: float, width: float) -> float:
    """How many lines some paragraphs take, those in smaller type counted as parts of one."""
    return round(sum(height_of([line], size, width) for line in paragraphs) / (size * LEADING), 3)


def _at_most(run: Run, width: float, height: float, size: float) -> Run:
    """Cut a run to what could fill the whole box by itself: the rest of the cutting goes step by step."""
    type_size = size * run.scale
    most = max(8, int(width * height / (type_size * type_size)))  # em, as if lines touched
    characters = 2 * most  # the narrowest letters are half an em
    return run if len(run.text) <= characters else replace(run, text=run.text[:characters].rstrip() + "…")


def shortened_to(paragraphs: Sequence[Line], width: float, height: float, size: float, gap: float = 0.0) -> list[Line]:
    """Cut the longest runs until paragraphs fit a box at a size; what is cut ends in an ellipsis."""
    lines = [[_at_most(run, width, height, size) for run in line] for line in paragraphs]
    while lines and height_of([tuple(line) for line in lines], size, width, gap) > height:
        row, column = max(
            ((r, c) for r, line in enumerate(lines) for c in range(len(line))),
            key=lambda rc: wide(lines[rc[0]][rc[1]].text),
        )
        text = lines[row][column].text.rstrip("…")
        if len(text) <= 4:
            break
        lines[row][column] = replace(lines[row][column], text=text[: max(3, int(len(text) * 0.9))].rstrip() + "…")
    return [tuple(line) for line in lines]


def _face(properties: Any, serif: bool) -> None:
    """Name the theme's face for Latin and for Chinese letters; python-pptx names the Latin one only."""
    which = "mj" if serif else "mn"
    for tag, face in (("a:latin", f"+{which}-lt"), ("a:ea", f"+{which}-ea"), ("a:cs", f"+{which}-lt")):
        element = properties.find(qn(tag))
        if element is None:
            element = properties.makeelement(qn(tag), {})
            properties.append(element)
        element.set("typeface", face)


def write(
    frame: Any,
    paragraphs: Sequence[Line],
    size: float,
    *,
    gap: float = 0.0,
    align: PP_ALIGN | None = None,
    colour: MSO_THEME_COLOR | None = None,
    bold: bool | None = None,
    serif: bool = False,
) -> None:
    """Fill a text frame.

    Args:
        frame: a python-pptx ``TextFrame``.
        paragraphs: its paragraphs.
        size: type size in points.
        gap: space before each further paragraph as a multiple of the size.
        align: alignment, None for the placeholder's.
        colour: theme colour, None for the placeholder's.
        bold: None for the placeholder's.
        serif: set in the headline face?
    """
    frame.clear()
    frame.word_wrap = True
    for position, line in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        if position and gap:
            paragraph.space_before = Pt(gap * size)
        for run in line:
            piece = paragraph.add_run()
            piece.text = printable(run.text)
            font = piece.font
            font.size = Pt(round(size * run.scale * 2) / 2)
            strong = run.bold if run.bold is not None else bold
            if strong is not None:
                font.bold = strong
            tint = run.colour or colour
            if tint is not None:
                font.color.theme_color = tint
            properties = piece._r.get_or_add_rPr()
            properties.set("lang", SPEECH[run.lang])
            properties.set("altLang", "en-GB" if run.lang == "zh" else "zh-CN")
            _face(properties, run.serif if run.serif is not None else serif)
