"""A trend as an SVG sheet that stands alone: years along, one line a place, every point with its value. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from layouts.figures.labels import extent
from layouts.figures.map_sheet import broken
from layouts.figures.map_style import LIGHT, SANS, Theme

_WIDTH, _PLOT, _MARGIN = 760, 300, 28
_LEFT, _RIGHT = 24, 110


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is called, (year, value, value as printed), and whether it is the one meant."""

    name: str
    points: tuple[tuple[str, float, str], ...]
    leads: bool


def draw_trend(
    lines: Sequence[Line],
    *,
    title: str,
    note: str = "",
    breaks: Sequence[str] = (),
    caption_lines: Sequence[str] = (),
    theme: Theme = LIGHT,
) -> str:
    """Draw a trend.

    Args:
        lines: the lines; years are four digits.
        title: printed above, with the unit.
        note: printed under the title.
        breaks: years after which the basis changed: the lines are interrupted there.
        caption_lines: source, edition, boundaries and link, printed below.
        theme: colours.

    Returns:
        An SVG document; all texts escaped.

    Raises:
        ValueError: when there is no point to draw.
    """
    years = sorted({year for line in lines for year, _, _ in line.points})
    values = [value for line in lines for _, value, _ in line.points]
    if not years:
        msg = f"trend {title!r} has no points: expected at least one year with a value"
        raise ValueError(msg)
    low, high = min(*values, 0.0), max(*values, 0.0)
    span = (high - low) or 1
    step = (_WIDTH - 2 * _MARGIN - _LEFT - _RIGHT) / max(len(years) - 1, 1)
    head = broken(title, (_WIDTH - 2 * _MARGIN) / 20)
    words = broken(note, (_WIDTH - 2 * _MARGIN) / 13)
    top = _MARGIN + len(head) * 28 + len(words) * 20 + 24
    captions = [part for text in caption_lines for part in broken(text, (_WIDTH - 2 * _MARGIN) / 12)]
    height = top + _PLOT + 44 + len(captions) * 18 + _MARGIN

    def at(year: str, value: float) -> tuple[float, float]:
        return _MARGIN + _LEFT + years.index(year) * step, top + (high - value) / span * _PLOT

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(title)}" font-family="{escape(SANS)}" font-size="13">',
        f'<rect width="{_WIDTH}" height="{height}" fill="{theme.paper}"/>',
    ]
    y = float(_MARGIN)
    for text in head:
        y += 28
        out.append(_text(_MARGIN, y - 6, text, theme.ink, size=20, weight=700))
    for text in words:
        y += 20
        out.append(_text(_MARGIN, y - 4, text, theme.muted))
    zero = at(years[0], 0.0)[1]
    out.append(f'<path d="M{_MARGIN} {zero:.1f}H{_WIDTH - _MARGIN}" stroke="{theme.line}"/>')
    for year in years:
        out.append(_text(at(year, 0)[0], top + _PLOT + 22, year, theme.muted, anchor="middle"))
    for line in lines:
        colour, width = (theme.accent, 2.5) if line.leads else (theme.muted, 1.5)
        dash = "" if line.leads else ' stroke-dasharray="4 4"'
        for (first, a, _), (second, b, _) in pairwise(line.points):
            if not any(first <= edge < second for edge in breaks):
                (x0, y0), (x1, y1) = at(first, a), at(second, b)
                path = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
                out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>')
        for year, value, printed in line.points:
            x, level = at(year, value)
            out.append(f'<circle cx="{x:.1f}" cy="{level:.1f}" r="3.5" fill="{colour}"/>')
            beside = level - 9 if line.leads else level + 18
            out.append(_text(x, beside, printed, colour, anchor="middle"))
        if line.points:
            x, level = at(*line.points[-1][:2])
            out.append(
                _text(x + max(14.0, extent(line.points[-1][2]) * 6 + 8), level + 4, line.name, colour, weight=700)
            )
    y = top + _PLOT + 40
    for text in captions:
        y += 18
        out.append(_text(_MARGIN, y, text, theme.muted, size=12))
    return "".join([*out, "</svg>"])


def _text(
    x: float, y: float, text: str, colour: str, *, size: int = 13, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(text)}</text>'
    )
