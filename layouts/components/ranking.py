"""The ranking: a table that is the map in words, for the eye beside the map and for a screen reader alike."""

from typing import Any

from dash import html

from data.series import Figure
from data.store import Store
from layouts.components.figure import figure, shown
from layouts.components.link import go, to_place
from layouts.messages import message
from layouts.numbers import quantity
from layouts.selection import MapView


def _row(store: Store, view: MapView, code: str, cells: list[Any], state: str) -> html.Tr:
    lang = view.state.lang
    region = store.regions[code]
    name = go(region.short(lang), to_place(view.state, code), label=region.name(lang), class_name="ranking-name")
    attributes = {"data-region": code, "data-row": code}
    if state:
        attributes["data-state"] = state
    return html.Tr([html.Th(name, scope="row"), *cells], className="ranking-row", **attributes)


def _bar(share: float, tone: int | None) -> html.Td:
    if share <= 0:  # nothing has no bar; the least of something has two pixels
        return html.Td(className="ranking-bar", **{"aria-hidden": "true"})
    width = f"{share * 100:.1f}%"
    return html.Td(
        html.Span(
            className="bar-fill", style={"width": width}, **({"data-class": str(tone)} if tone is not None else {})
        ),
        className="ranking-bar",
        **{"aria-hidden": "true"},
    )


def _empty_bar() -> html.Td:
    return html.Td(html.Span(className="bar-empty"), className="ranking-bar", **{"aria-hidden": "true"})


def ranking(store: Store, view: MapView) -> list[Any]:
    """The ranking of a map; in the mode ``latest`` a plain list in the order of the codes, with period and scope.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        Heading, table and note.
    """
    lang = view.state.lang
    indicator = view.indicator
    if view.mode == "latest":
        return _latest(store, view)
    ranked = view.ranked
    largest = max((abs(f.value) for f in ranked), default=1) or 1
    rows: list[Any] = []
    for item in ranked:
        number = html.Td(shown(store, item, lang, unit=False, like=view.largest), className="ranking-value")
        rows.append(
            _row(store, view, item.region, [_bar(abs(item.value) / largest, view.classes.tone(item.value)), number], "")
        )
    others = view.series.others if view.series else {}
    for code, item in others.items():
        number = html.Td(
            [
                shown(store, item, lang, unit=False, like=view.largest),
                html.Span("≠", className="not-comparable-sign", title=_why(store, item, lang)),
            ],
            className="ranking-value",
        )
        rows.append(_row(store, view, code, [_empty_bar(), number], "not-comparable"))
    blank = [
        code for code in view.codes if (view.series is None or code not in view.series.values) and code not in others
    ]
    if len(blank) <= 11:
        for code in blank:
            text = html.Td(html.Span(message(lang, "not-published"), className="muted"), className="ranking-value")
            rows.append(_row(store, view, code, [_empty_bar(), text], "not-published"))
    unit = quantity(view.largest, indicator.unit_zh, indicator.unit_en, lang).unit
    period = store.period_label(view.series.key.period, lang, view.series.key.scope) if view.series else ""
    note: list[Any] = []
    if others:
        reasons = dict.fromkeys(_why(store, item, lang) for item in others.values())
        note.extend(
            html.P(
                [html.Span("≠ ", className="not-comparable-sign"), reason],
                className="note",
                **{"data-text": "note"},
            )
            for reason in list(reasons)[:3]
        )
    if len(blank) > 11:
        note.append(
            html.P(
                figure(
                    message(lang, "rest-not-published", n=len(blank)),
                    "count:coverage:140000",
                    "s-atlas",
                    lang,
                    class_name="figure-sentence",
                ),
                className="note",
            )
        )
    elif blank:
        note.append(html.P(message(lang, "not-published-not-zero"), className="note"))
    return [
        html.Div(
            [
                html.H2(indicator.label(lang), className="section-title"),
                html.Span(" · ".join(filter(None, (unit, period))), className="muted", **{"data-text": "label"}),
            ],
            className="section-head",
        ),
        html.Div(
            html.Table(
                [html.Caption(indicator.label(lang), className="visually-hidden"), *_bodies(rows)],
                className="ranking-table",
            ),
            className="ranking-scroll",
            **_scrolls(len(rows), lang),
        ),
        *note,
    ]


_IN_SIGHT = 24
"""Rows that a long table shows before it is scrolled, and a few more."""


def _bodies(rows: list[Any]) -> list[html.Tbody]:
    """The rows in sight and those below them, which a browser may lay out later."""
    parts = (rows[:_IN_SIGHT], rows[_IN_SIGHT:])
    return [html.Tbody(part) for part in parts if part]


def _scrolls(n: int, lang: str) -> dict[str, Any]:
    """A long table scrolls, and what scrolls can be reached by keyboard."""
    return {"tabIndex": 0, "role": "region", "aria-label": message(lang, "ranking")} if n > 14 else {}


def _why(store: Store, item: Figure, lang: str) -> str:
    reason = item.reason or "scope"
    return message(lang, f"not-comparable-{reason}", scope=store.scope_label(item.scope, lang))


def _latest(store: Store, view: MapView) -> list[Any]:
    lang = view.state.lang
    rows = []
    have = {f.region: f for f in view.latest}
    shown_codes = view.codes if view.level == "prefecture" else tuple(c for c in view.codes if c in have)
    for code in shown_codes:
        item = have.get(code)
        if item is None:
            cells = [
                html.Td(
                    html.Span(message(lang, "not-published"), className="muted"), className="ranking-value", colSpan=2
                )
            ]
            rows.append(_row(store, view, code, cells, "not-published"))
            continue
        when = store.period_and_scope(item.period, item.scope, lang)
        what = html.Td(
            html.Span(when, className="muted", **{"data-text": "label"}),
            className="ranking-scope",
        )
        rows.append(
            _row(
                store,
                view,
                code,
                [what, html.Td(shown(store, item, lang, like=view.largest), className="ranking-value")],
                "",
            )
        )
    return [
        html.Div(
            html.H2(message(lang, "latest-list", indicator=view.indicator.label(lang)), className="section-title"),
            className="section-head",
        ),
        html.P(message(lang, "latest-warning"), className="note"),
        html.Div(
            html.Table(
                [html.Caption(view.indicator.label(lang), className="visually-hidden"), html.Tbody(rows)],
                className="ranking-table ranking-table-latest",
            ),
            className="ranking-scroll",
            **_scrolls(len(rows), lang),
        ),
    ]
