"""Up to three other cities beside this one: same indicator, same period, same scope, or the reason why not."""

from typing import Any

from dash import html

from data.series import COMPARED, Figure, common_series, series
from data.store import Store
from layouts.components.figure import shown
from layouts.components.link import link
from layouts.messages import message
from layouts.view_state import ViewState

MAX_OTHERS = 3


def compare_block(store: Store, state: ViewState) -> list[Any]:
    """A table of this city and the chosen others.

    Args:
        store: the store.
        state: the view state of a city's page.

    Returns:
        The choice of cities and, when some are chosen, the table.
    """
    lang = state.lang
    others = [c for c in state.compare if c in store.prefectures and c != state.place][:MAX_OTHERS]
    choices = []
    for code in store.prefectures:
        if code == state.place:
            continue
        on = code in others
        wanted = tuple(c for c in others if c != code) if on else (*others, code)
        if on or len(others) < MAX_OTHERS:
            name = store.regions[code].short(lang)
            choices.append(link(name, state, class_name="chip chip-on" if on else "chip", current=on, compare=wanted))
        else:
            choices.append(html.Span(store.regions[code].short(lang), className="chip chip-off"))
    chooser = html.Div(choices, className="chips", role="group", **{"aria-label": message(lang, "compare-with")})
    hint = html.P(message(lang, "compare-hint"), className="note", **{"data-text": "note"})
    if not others:
        return [hint, chooser]
    codes = [state.place, *others]
    rows = []
    for indicator in COMPARED:
        key = common_series(store, indicator, codes)
        if key is None:
            continue
        found = series(store, key, "prefecture")
        cells = [
            html.Td(_cell(store, found.values.get(c), found.others.get(c), lang), className="number-cell")
            for c in codes
        ]
        about = store.period_and_scope(key.period, key.scope, lang)
        head = html.Th(
            [html.Span(store.indicators[indicator].label(lang)), html.Span(about, className="muted row-scope")],
            scope="row",
            **{"data-text": "label"},
        )
        rows.append(html.Tr([head, *cells]))
    columns = [html.Th(html.Span(message(lang, "indicator"), className="visually-hidden"), scope="col")]
    columns += [html.Th(store.regions[c].name(lang), scope="col") for c in codes]
    table = html.Table([html.Thead(html.Tr(columns)), html.Tbody(rows)], className="table table-compare")
    return [
        hint,
        chooser,
        html.Div(
            table, className="table-scroll", tabIndex=0, role="region", **{"aria-label": message(lang, "compare")}
        ),
    ]


def _cell(store: Store, item: Figure | None, other: Figure | None, lang: str) -> Any:
    if item is not None:
        return shown(store, item, lang)
    if other is not None:
        why = message(lang, f"not-comparable-{other.reason or 'scope'}", scope=store.scope_label(other.scope, lang))
        return html.Span(
            [
                shown(store, other, lang),
                html.Span("≠", className="not-comparable-sign"),
                html.Span(why, className="muted row-scope", **{"data-text": "note"}),
            ],
            **{"data-state": "not-comparable"},
        )
    return html.Span(message(lang, "not-published"), className="muted", **{"data-state": "not-published"})
