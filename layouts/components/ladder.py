"""The ladder 洽谈→签约→开工→投产→到位: rungs beside each other, never added, a rate only where the scopes agree."""

from typing import Any

from dash import html

from data.columns import RUNGS
from data.series import Figure, ladder
from data.store import Store
from layouts.components.figure import figure, shown
from layouts.messages import message
from layouts.numbers import percent

SAME_PROJECTS = {("signed_projects", "signed_started_projects")}
"""Pairs whose second counts a part of the first: only there is the ratio a conversion rate."""


def ladder_block(store: Store, region: str, period: str, scope: str, lang: str) -> html.Div | None:
    """The rungs of a region, period and scope.

    Args:
        store: the store.
        region: region code.
        period: period key.
        scope: scope id.
        lang: language of the page.

    Returns:
        A block with a row a rung, or None when fewer than two rungs are known.
    """
    rungs = ladder(store, region, period, scope)
    if len(rungs) < 2:
        return None
    counts = [cells["count"] for cells in rungs.values() if "count" in cells]
    largest = max((f.value for f in counts), default=0)
    first = rungs.get("签约", {}).get("count")
    rows: list[Any] = []
    for rung in RUNGS:
        cells = rungs.get(rung)
        if not cells:
            continue
        count, amount = cells.get("count"), cells.get("amount")
        share = count.value / largest if count and largest else 0.0
        figures = [shown(store, item, lang) for item in (count, amount) if item is not None]
        label = message(lang, f"rung-{_SLUGS[rung]}")
        children = [html.Span(label, className="rung-label"), html.Span(figures, className="rung-figures")]
        if count is not None and first is not None and count is not first and first.value:
            children.append(_rate(first, count, lang))
        bar = html.Span(
            className="bar-fill",
            style={"width": f"{share * 100:.1f}%"},
            **{"aria-hidden": "true", "data-class": _TONES[rung]},
        )
        rows.append(
            html.Li([html.Div(children, className="rung-text"), html.Span(bar, className="rung-bar")], className="rung")
        )
    when = store.period_label(period, lang, scope)
    title = html.H3(
        [
            message(lang, "ladder"),
            html.Span(f" {store.scope_label(scope, lang)} · {when}", className="muted", **{"data-text": "label"}),
        ],
        className="section-title",
    )
    return html.Div([title, html.Ol(rows, className="ladder")], className="ladder-block")


_SLUGS = {"洽谈": "talks", "签约": "signed", "开工": "started", "投产": "completed", "到位": "funds"}
_TONES = {"洽谈": "1", "签约": "4", "开工": "3", "投产": "2", "到位": "1"}


def _rate(first: Figure, count: Figure, lang: str) -> html.Button:
    """The second rung as a share of the first, named for what it is."""
    same = (first.indicator, count.indicator) in SAME_PROJECTS
    text = message(lang, "rate-conversion" if same else "rate-ratio", rate=percent(count.value / first.value, 0))
    sources = ";".join(dict.fromkeys((first.source, count.source)))
    return figure(text, count.figure_id, sources, lang, class_name="rate")
