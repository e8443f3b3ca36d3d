"""A place's trend beside the province's: the chart, and the same values as a table whose numbers can be asked."""

from typing import Any

from dash import html

from data.store import PROVINCE, Store
from layouts import ids
from layouts.components.block import Block
from layouts.components.chart import charted
from layouts.components.figure import printed, shown
from layouts.figures.trend import trend_figure
from layouts.messages import message
from layouts.trends import place_trend


def trend_block(store: Store, code: str, lang: str) -> list[Any]:
    """The place's trend beside the province's, where both have at least two years of one scope."""
    found = place_trend(store, code)
    if found is None:
        return []
    indicator, own, beside, years, breaks = found.indicator, found.own, found.beside, found.years, found.breaks
    label = store.indicators[indicator].label(lang)
    names = (store.regions[code].short(lang), store.regions[PROVINCE].short(lang))
    unit = printed(store, own[-1], lang).unit
    scale = (
        float(printed(store, own[-1], lang).text.replace(",", "").replace("−", "-")) / own[-1].value
        if own[-1].value
        else 1.0
    )
    drawn = trend_figure(
        [(f.period, round(f.value * scale, 6)) for f in own],
        [(f.period, round(f.value * scale, 6)) for f in beside],
        names=names,
        unit=unit,
        breaks=breaks,
    )
    head = html.Thead(
        html.Tr(
            [
                html.Th(message(lang, "year"), scope="col"),
                *[html.Th(n, scope="col") for n in names[: 2 if beside else 1]],
            ]
        )
    )
    own_by, beside_by = {f.period: f for f in own}, {f.period: f for f in beside}
    body = []
    for year in years:
        cells = [
            html.Td(
                shown(store, by[year], lang)
                if year in by
                else html.Span(message(lang, "not-published"), className="muted"),
                className="number-cell",
            )
            for by in ((own_by, beside_by) if beside else (own_by,))
        ]
        body.append(html.Tr([html.Th(year, scope="row", **{"data-text": "label"}), *cells]))
    table = html.Details(
        [html.Summary(message(lang, "as-table")), html.Table([head, html.Tbody(body)], className="table")],
        className="more",
    )
    note = [html.P(message(lang, "series-break"), className="note")] if breaks else []
    title = html.H2([label, html.Span(f" {unit}", className="muted")], className="section-title")
    return [title, charted(id=ids.PLACE_TREND, figure=drawn, label=label), Block([*note, table])]
