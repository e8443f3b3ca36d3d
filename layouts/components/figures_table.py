"""A place's figures as a table: the newest of each indicator with period, scope, rank, change, and what is missing."""

from typing import Any

from dash import html

from data.place import figures_of
from data.series import Figure
from data.store import Store
from layouts.components.figure import change, figure, shown
from layouts.messages import message

_HEAD_FIGURES = (
    "signed_amount_yi",
    "signed_projects",
    "gdp_yi",
    "population_10k",
    "batch_signed_projects",
    "fai_growth_pct",
    "gdp_per_head_yuan",
)


def by_indicator(items: tuple[Figure, ...]) -> dict[str, list[Figure]]:
    """Indicator → its figures, in the order given."""
    grouped: dict[str, list[Figure]] = {}
    for item in items:
        grouped.setdefault(item.indicator, []).append(item)
    return grouped


def figure_row(store: Store, item: Figure, lang: str) -> html.Tr:
    """A figure with its period, scope, rank and change."""
    indicator = store.indicators[item.indicator]
    when = store.period_and_scope(item.period, item.scope, lang)
    extra: list[Any] = []
    if item.rank is not None and item.rank_of >= 2:
        text = message(lang, "rank-of", rank=item.rank, of=item.rank_of)
        extra.append(figure(text, f"rank:{item.figure_id}", item.source, lang, class_name="rank"))
    if item.previous_value:
        before = store.period_label(item.previous_period, lang)
        text = message(lang, "change-on", change=change(store, item, lang), period=before)
        extra.append(figure(text, f"change:{item.figure_id}", item.source, lang, class_name="change"))
    if item.tier == "weak":
        extra.append(html.Span(message(lang, "weak-source"), className="tag tag-weak"))
    return html.Tr(
        [
            html.Th(
                [html.Span(indicator.label(lang)), html.Span(when, className="muted row-scope")],
                scope="row",
                **{"data-text": "label"},
            ),
            html.Td(shown(store, item, lang), className="number-cell"),
            html.Td(extra, className="extra-cell"),
        ]
    )


def figures_block(store: Store, code: str, lang: str) -> list[Any]:
    """The newest figure of each indicator: the important ones open, the rest one click away."""
    grouped = by_indicator(tuple(f for f in figures_of(store, code) if not f.indicator.startswith("known_")))
    core = [i for i in _HEAD_FIGURES if i in grouped]
    core += sorted(i for i in grouped if store.indicators[i].core and i not in core)
    rest = sorted(i for i in grouped if i not in core)
    head = [figure_row(store, _best(grouped[i]), lang) for i in core[:8]]
    tail = [figure_row(store, _best(grouped[i]), lang) for i in (*core[8:], *rest)]
    blocks: list[Any] = []
    if head:
        blocks.append(
            html.Table(
                [html.Caption(message(lang, "figures"), className="visually-hidden"), html.Tbody(head)],
                className="table table-figures",
            )
        )
    else:
        blocks.append(html.P(message(lang, "none-figures"), className="muted"))
    if tail:
        table = html.Table(
            [html.Caption(message(lang, "figures"), className="visually-hidden"), html.Tbody(tail)],
            className="table table-figures",
        )
        blocks.append(
            html.Details(
                [html.Summary(message(lang, "more-figures", n=len(tail)), **{"data-text": "label"}), table],
                className="more",
            )
        )
    return blocks


def _best(items: list[Figure]) -> Figure:
    """The newest result over a year if there is one, else the newest figure of any kind."""
    yearly = [f for f in items if f.nature == "result" and (len(f.period) == 4 or not f.period)]
    results = [f for f in items if f.nature == "result"]
    return (yearly or results or items)[0]


def missing_block(store: Store, code: str, lang: str) -> html.P | None:
    """Which of the core indicators nobody has published for a place."""
    have = {f.indicator for f in figures_of(store, code)}
    wanted = (
        "signed_projects",
        "signed_amount_yi",
        "started_projects",
        "funds_in_place_yi",
        "batch_signed_projects",
        "gdp_yi",
        "population_10k",
        "fiscal_revenue_yi",
        "trade_yi",
    )
    lacking = [store.indicators[i].label(lang) for i in wanted if i not in have]
    if not lacking:
        return None
    text = ("、" if lang == "zh" else "; ").join(lacking)
    return html.P(
        [html.Strong(message(lang, "missing-title")), " ", html.Span(text, className="muted")],
        className="missing",
        **{"data-state": "not-published"},
    )
