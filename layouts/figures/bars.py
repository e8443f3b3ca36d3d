"""Bars: what a bar chart says, and its drawing as an SVG sheet that stands alone. Pure: values in, text out.

On the page the same bars are HTML (``layouts/components/bars.py``), so that they can be read, clicked and reached by
keyboard before any script runs. Plotly is not used: a sheet needs no browser to be drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from layouts.figures.map_style import LIGHT, SANS, Theme

_ROW = 26
_LABEL = 190
_NUMBER = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        key: the value it stands for.
        label: the value in words.
        parts: (tone 0…4, or -1 for what is not stated; value), one after another along the bar.
        note: text after the number, such as "3 of 12 have an amount · CNY 1.2 bn".
        others: what the bar would hold if its own dimension did not narrow; drawn pale.
        on: is the value selected by itself?
    """

    key: str
    label: str
    parts: tuple[tuple[int, float], ...]
    note: str = ""
    others: float = 0
    on: bool = False

    @property
    def total(self) -> float:
        """The length of the bar."""
        return sum(value for _, value in self.parts)


def largest(bars: Sequence[Bar]) -> float:
    """The longest bar, its pale part included; 1 when there is none."""
    return max((max(bar.total, bar.others) for bar in bars), default=0) or 1


def draw_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    caption_lines: Sequence[str] = (),
    legend: Sequence[tuple[int, str]] = (),
    width: int = 720,
    theme: Theme = LIGHT,
) -> str:
    """Draw bars as a sheet: a row each, with its number.

    Args:
        bars: the bars, the first on top.
        title: printed above them.
        caption_lines: source, edition and link, printed below.
        legend: (tone, text) of the parts.
        width: width in pixels.
        theme: colours.

    Returns:
        An SVG document; all texts escaped.
    """
    scale = (width - _LABEL - _NUMBER) / largest(bars)
    top = 44 + (26 if legend else 0)
    height = top + len(bars) * _ROW + 12 + len(caption_lines) * 17 + 8
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}" font-family="{escape(SANS)}" font-size="13">',
        f'<rect width="{width}" height="{height}" fill="{theme.paper}"/>',
        f'<text x="0" y="22" font-size="17" font-weight="700" fill="{theme.ink}">{escape(title)}</text>',
    ]
    x = 0
    for tone, text in legend:
        out.append(f'<rect x="{x}" y="38" width="12" height="12" fill="{colour(tone, theme)}"/>')
        out.append(f'<text x="{x + 17}" y="49" font-size="12" fill="{theme.muted}">{escape(text)}</text>')
        x += 34 + sum(13 if ord(sign) > 0x2E7F else 7 for sign in text)
    for row, bar in enumerate(bars):
        y = top + row * _ROW
        weight = ' font-weight="700"' if bar.on else ""
        out.append(f'<text x="0" y="{y + 15}" fill="{theme.ink}"{weight}>{escape(bar.label)}</text>')
        at = float(_LABEL)
        for tone, value in bar.parts:
            wide = value * scale
            out.append(f'<rect x="{at:.1f}" y="{y + 3}" width="{wide:.1f}" height="16" fill="{colour(tone, theme)}"/>')
            at += wide
        note = f" · {bar.note}" if bar.note else ""
        number = f"{bar.total:,.0f}{note}"
        out.append(f'<text x="{at + 6:.1f}" y="{y + 15}" fill="{theme.ink}">{escape(number)}</text>')
    for line, text in enumerate(caption_lines):
        y = top + len(bars) * _ROW + 20 + line * 17
        out.append(f'<text x="0" y="{y}" font-size="11.5" fill="{theme.muted}">{escape(text)}</text>')
    return "".join([*out, "</svg>"])


def colour(tone: int, theme: Theme = LIGHT) -> str:
    """The colour of a part: a step of the amounts' ramp, or the tint of what is not stated."""
    return theme.hatch if tone < 0 else theme.amounts[tone]
