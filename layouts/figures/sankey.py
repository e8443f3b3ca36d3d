"""Flows from groups of origins to places as ribbons: layout and SVG. Pure: counts in, text out.

Two columns, each node as high as its flows, ribbons ordered as the nodes are so that few cross. Own SVG and not
Plotly's Sankey: it is there in the first response, its nodes are links, and a sheet needs no browser to be drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from layouts.figures.map_style import LIGHT, SANS, SCREEN, Theme

_GAP = 10
_LEAST = 3.0
_NODE = 12


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow.

    Attributes:
        start: key of the node on the left.
        end: key of the node on the right.
        value: its width, a positive count.
        label: the whole sentence about it.
    """

    start: str
    end: str
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node.

    Attributes:
        key: its key.
        label: its name.
        href: where it leads, "" for nowhere.
        change: JSON for ``data-change`` of a live link, "" for none.
        on: is it selected by itself?
    """

    key: str
    label: str
    href: str = ""
    change: str = ""
    on: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node stands: top and height in pixels, and the count it is as high as."""

    top: float
    height: float
    value: int


def place_nodes(nodes: Sequence[Node], totals: Mapping[str, int], height: float) -> dict[str, Box]:
    """Stack the nodes of one column.

    Args:
        nodes: the nodes, top to bottom.
        totals: key → count.
        height: height of the column in pixels.

    Returns:
        Key → box; heights are proportional to the counts, yet never below three pixels.
    """
    whole = sum(totals.get(node.key, 0) for node in nodes) or 1
    room = height - _GAP * max(len(nodes) - 1, 0)
    boxes = {}
    top = 0.0
    for node in nodes:
        value = totals.get(node.key, 0)
        tall = max(_LEAST, value / whole * room)
        boxes[node.key] = Box(top, tall, value)
        top += tall + _GAP
    return boxes


def draw_sankey(
    left: Sequence[Node],
    right: Sequence[Node],
    ribbons: Sequence[Ribbon],
    *,
    title: str,
    description: str = "",
    caption_lines: Sequence[str] = (),
    width: int = 720,
    theme: Theme = LIGHT,
) -> str:
    """Draw flows.

    Args:
        left: nodes the flows start from.
        right: nodes they end at.
        ribbons: the flows; their nodes are among ``left`` and ``right``.
        title: name of the drawing; printed unless the theme is ``SCREEN``.
        description: what it says, for screen readers.
        caption_lines: source, edition and link, printed below.
        width: width in pixels.
        theme: colours; ``SCREEN`` takes the page's tokens.

    Returns:
        An SVG document; all texts escaped.

    Raises:
        KeyError: when a ribbon names a node that is not given.
    """
    sheet = theme is not SCREEN
    tall = max(len(left), len(right)) * 26.0 + 40
    head, foot = (38, 16 + 17 * len(caption_lines)) if sheet else (8, 8)
    starts, ends = {n.key: 0 for n in left}, {n.key: 0 for n in right}
    for ribbon in ribbons:
        starts[ribbon.start] += ribbon.value
        ends[ribbon.end] += ribbon.value
    a, b = place_nodes(left, starts, tall), place_nodes(right, ends, tall)
    tall = max([*(box.top + box.height for box in (*a.values(), *b.values())), 40.0])
    height = head + tall + foot
    x0, x1 = _room(left, starts) + _NODE, width - _room(right, ends) - _NODE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sankey" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" role="group" aria-label="{escape(title)}" aria-description="{escape(description)}" '
        f'font-family="{escape(SANS) if sheet else "inherit"}" font-size="13">'
    ]
    if sheet:
        out.append(f'<rect width="{width}" height="{height:.0f}" fill="{theme.paper}"/>')
        out.append(f'<text y="22" font-size="17" font-weight="700" fill="{theme.ink}">{escape(title)}</text>')
    out.append(f'<g transform="translate(0 {head})">')
    rank = {node.key: i for i, node in enumerate(left)} | {node.key: i for i, node in enumerate(right)}
    used_a, used_b = dict.fromkeys(a, 0.0), dict.fromkeys(b, 0.0)
    for ribbon in sorted(ribbons, key=lambda r: (rank[r.start], rank[r.end])):
        from_box, to_box = a[ribbon.start], b[ribbon.end]
        thick0 = ribbon.value / from_box.value * from_box.height
        thick1 = ribbon.value / to_box.value * to_box.height
        y0, y1 = from_box.top + used_a[ribbon.start], to_box.top + used_b[ribbon.end]
        used_a[ribbon.start] += thick0
        used_b[ribbon.end] += thick1
        middle = (x0 + x1) / 2
        path = (
            f"M{x0} {y0:.1f}C{middle} {y0:.1f} {middle} {y1:.1f} {x1} {y1:.1f}V{y1 + thick1:.1f}"
            f"C{middle} {y1 + thick1:.1f} {middle} {y0 + thick0:.1f} {x0} {y0 + thick0:.1f}Z"
        )
        out.append(
            f'<path class="ribbon" data-start="{escape(ribbon.start)}" data-end="{escape(ribbon.end)}" '
            f'data-value="{ribbon.value}" d="{path}" fill="{theme.amounts[2]}" fill-opacity="0.55">'
            f"<title>{escape(ribbon.label)}</title></path>"
        )
    for nodes, boxes, x, anchor, text_x in (
        (left, a, x0 - _NODE, "end", x0 - _NODE - 8),
        (right, b, x1, "start", x1 + _NODE + 8),
    ):
        for node in nodes:
            out.append(_node(node, boxes[node.key], x, anchor, text_x, theme))
    out.append("</g>")
    for line, text in enumerate(caption_lines if sheet else ()):
        y = head + tall + 22 + line * 17
        out.append(f'<text y="{y:.0f}" font-size="11.5" fill="{theme.muted}">{escape(text)}</text>')
    return "".join([*out, "</svg>"])


def _room(nodes: Sequence[Node], totals: Mapping[str, int]) -> int:
    """Width that the longest name of a column takes, with its count, in pixels."""
    texts = [f"{node.label} {totals[node.key]}" for node in nodes]
    return max((sum(13 if ord(sign) > 0x2E7F else 7 for sign in text) for text in texts), default=0) + 12


def _node(node: Node, box: Box, x: float, anchor: str, text_x: float, theme: Theme) -> str:
    weight = ' font-weight="700"' if node.on else ""
    inner = (
        f'<rect x="{x}" y="{box.top:.1f}" width="{_NODE}" height="{box.height:.1f}" fill="{theme.amounts[4]}"/>'
        f'<text x="{text_x}" y="{box.top + box.height / 2 + 4.5:.1f}" text-anchor="{anchor}" '
        f'fill="{theme.ink}"{weight}>'
        f'{escape(node.label)} <tspan fill="{theme.muted}">{box.value}</tspan></text>'
    )
    if not node.href:
        return f'<g data-node="{escape(node.key)}">{inner}</g>'
    current = ' aria-current="true"' if node.on else ""
    return (
        f'<a href="{escape(node.href)}" data-node="{escape(node.key)}" data-change="{escape(node.change)}"{current} '
        f'aria-label="{escape(node.label)} {box.value}">{inner}</a>'
    )
