"""Where investors come from and where they go: Sankey and table, and transfers between places in the province."""

import json
from collections.abc import Sequence
from typing import Any

from dash import html

from data.project_selection import GROUP_IDS, Flow
from data.store import PROVINCE, Store
from layouts.components.bars import row_bars
from layouts.components.drawing import Drawing
from layouts.components.link import link
from layouts.components.project_charts import origin_bars
from layouts.figures.map_style import SCREEN, Theme
from layouts.figures.sankey import Node, Ribbon, draw_sankey
from layouts.messages import message
from layouts.numbers import plain
from layouts.project_view import ProjectsView, value_label


def flow_drawing(store: Store, view: ProjectsView, *, theme: Theme = SCREEN, caption_lines: Sequence[str] = ()) -> str:
    """The flows from groups of origins to prefectures as an SVG drawing.

    Args:
        store: the store.
        view: the selection on screen.
        theme: ``SCREEN`` for the page, another for a sheet.
        caption_lines: lines below a sheet.

    Returns:
        The drawing; "" when the origin of no record is stated.
    """
    flows = view.result.flows
    if not flows:
        return ""
    lang = view.lang
    starts = [g for g in GROUP_IDS if any(f.start == g for f in flows)]
    ends = sorted({f.end for f in flows})
    ribbons = [
        Ribbon(
            f.start,
            f.end,
            f.tally.n,
            message(lang, "flow-spoken", start=value_label(store, "origin", f.start, lang),
                    end=value_label(store, "region", f.end, lang), n=f.tally.n),
        )
        for f in flows
    ]  # fmt: skip
    known = sum(f.tally.n for f in flows)
    return draw_sankey(
        [_node(store, view, "origin", key) for key in starts],
        [_node(store, view, "region", key) for key in ends],
        ribbons,
        title=message(lang, "flows-title"),
        description=message(lang, "flows-known", n=known, of=view.result.count),
        theme=theme,
        caption_lines=caption_lines,
    )


def _node(store: Store, view: ProjectsView, dimension: str, key: str) -> Node:
    label = value_label(store, dimension, key, view.lang)
    if key == PROVINCE:
        return Node(key, label)
    anchor = link("", view.state, **view.toggled(dimension, key))
    change = json.dumps(json.loads(anchor.to_plotly_json()["props"]["data-change"]), separators=(",", ":"))
    return Node(key, label, str(anchor.href), change, view.is_on(dimension, key))


def flows_block(store: Store, view: ProjectsView) -> list[Any]:
    """Drawing, table and transfers."""
    lang = view.lang
    flows = view.result.flows
    known = sum(f.tally.n for f in flows)
    share = html.P(
        message(lang, "flows-known", n=known, of=view.result.count),
        className="note",
        **{"data-figure": "selection:origin:known", "data-source": "s-atlas"},
    )
    left: list[Any] = [html.H2(message(lang, "flows-title"), className="section-title"), share]
    drawing = flow_drawing(store, view)
    if drawing:
        scroll = {"tabIndex": 0, "role": "region", "aria-label": message(lang, "flows-title")}
        left.append(html.Div(Drawing(drawing), className="sankey-scroll", **scroll))
        left.append(flow_table(store, view, flows))
    else:
        left.append(html.P(message(lang, "flows-none"), className="empty-state"))
    right: list[Any] = [
        html.H2(message(lang, "origins-title"), className="section-title"),
        row_bars(view, "origin", origin_bars(store, view), message(lang, "origins-title")),
        *transfers(store, view),
    ]
    return [html.Div(left, className="flows-left"), html.Div(right, className="flows-right")]


def flow_table(store: Store, view: ProjectsView, flows: tuple[Flow, ...]) -> html.Details:
    """The flows as a table."""
    lang = view.lang
    rows = [
        html.Tr(
            [
                html.Th(value_label(store, "origin", f.start, lang), scope="row"),
                html.Td(value_label(store, "region", f.end, lang)),
                html.Td(
                    plain(f.tally.n),
                    className="number-cell",
                    **{"data-figure": f"selection:flow:{f.start}:{f.end}", "data-source": "s-atlas"},
                ),
            ],
            **{"data-flow": f"{f.start}|{f.end}", "data-n": str(f.tally.n)},
        )
        for f in sorted(flows, key=lambda f: (-f.tally.n, f.start, f.end))
    ]
    heads = [html.Th(message(lang, key), scope="col") for key in ("filter-name-origin", "place", "unit-records")]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="table table-flows")
    return html.Details([html.Summary(message(lang, "as-table")), table], className="more")


def transfers(store: Store, view: ProjectsView) -> list[Any]:
    """Projects first talked about in one place that landed in another; says so when no row names both."""
    lang = view.lang
    flows = view.result.transfers
    parts: list[Any] = [html.H2(message(lang, "transfers-title"), className="section-title")]
    if not flows:
        return [*parts, html.P(message(lang, "transfers-none"), className="empty-state")]
    known = sum(f.tally.n for f in flows)
    moved = [f for f in flows if f.start != f.end]
    note = html.P(
        message(lang, "transfers-known", n=known, of=view.result.count, moved=sum(f.tally.n for f in moved)),
        className="note",
        **{"data-figure": "selection:transfer:known", "data-source": "s-atlas"},
    )
    parts.append(note)
    if moved:
        scroll = {"tabIndex": 0, "role": "region", "aria-label": message(lang, "transfers-title")}
        parts.append(html.Div(Drawing(transfer_drawing(store, view)), className="sankey-scroll", **scroll))
        parts.append(transfer_table(store, view, moved))
    return parts


def transfer_drawing(
    store: Store, view: ProjectsView, *, theme: Theme = SCREEN, caption_lines: Sequence[str] = ()
) -> str:
    """The records that landed elsewhere than they were first talked about, as flows between places.

    Arguments and result as ``flow_drawing``.
    """
    lang = view.lang
    moved = [f for f in view.result.transfers if f.start != f.end]
    if not moved:
        return ""
    names = {code: store.regions[code].short(lang) for f in moved for code in (f.start, f.end)}
    ribbons = [
        # A place may stand on both sides: its two nodes need keys of their own.
        Ribbon(
            f"from-{f.start}",
            f.end,
            f.tally.n,
            message(lang, "flow-spoken", start=names[f.start], end=names[f.end], n=f.tally.n),
        )
        for f in moved
    ]
    return draw_sankey(
        [Node(f"from-{code}", names[code]) for code in sorted({f.start for f in moved})],
        [_node(store, view, "region", code) for code in sorted({f.end for f in moved})],
        ribbons,
        title=message(lang, "transfers-title"),
        theme=theme,
        caption_lines=caption_lines,
    )


def transfer_table(store: Store, view: ProjectsView, moved: Sequence[Flow]) -> html.Details:
    """The transfers as a table, most first."""
    lang = view.lang
    rows = [
        html.Tr(
            [
                html.Th(store.regions[f.start].name(lang), scope="row"),
                html.Td(store.regions[f.end].name(lang)),
                html.Td(
                    plain(f.tally.n),
                    className="number-cell",
                    **{"data-figure": f"selection:transfer:{f.start}:{f.end}", "data-source": "s-atlas"},
                ),
            ],
            **{"data-transfer": f"{f.start}|{f.end}", "data-n": str(f.tally.n)},
        )
        for f in sorted(moved, key=lambda f: (-f.tally.n, f.start, f.end))
    ]
    heads = [html.Th(message(lang, key), scope="col") for key in ("transfer-from", "transfer-to", "unit-records")]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="table table-flows")
    return html.Details([html.Summary(message(lang, "as-table")), table], className="more")
