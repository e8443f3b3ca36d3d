"""Up to three other industries beside one: the same counts on the same axes; measures of other units are refused."""

from typing import Any

from dash import html

from data.industry import COUNTS, Industry, by_evidence, chains, evidence, industries, industry_of, with_all_inside
from data.industry_measures import indicators_of
from data.store import PROVINCE, Store
from layouts.components.figure import figure
from layouts.components.link import go, link, to_place
from layouts.industry_map import reference
from layouts.messages import message
from layouts.numbers import plain
from layouts.view_state import ViewState

MAX_OTHERS = 3


def others_of(store: Store, industry: Industry, state: ViewState) -> list[Industry]:
    """The industries put beside one, as the address names them; unknown ones, itself and repetitions are left out."""
    found = [industry_of(store, item) for item in state.compare]
    known = {i.industry_id: i for i in found if i is not None and i.industry_id != industry.industry_id}
    return list(known.values())[:MAX_OTHERS]


def _offered(store: Store, industry: Industry, chosen: list[Industry]) -> list[Industry]:
    """The chains, and what stands beside the industry in the taxonomy; what is chosen always."""
    beside = by_evidence(store, tuple(i for i in industries(store).values() if i.parent == industry.parent))
    keyed = by_evidence(store, chains(store)) if industry.level != "sector" else ()
    first, second = (keyed, beside) if industry.chain_id else (beside[:8], keyed)
    pool = dict.fromkeys([*chosen, *first, *second])
    return [i for i in pool if i.industry_id != industry.industry_id][:18]


def _cell(store: Store, item: Industry, what: str, region: str, largest: int, lang: str) -> html.Td:
    n = evidence(store, item.industry_id)[region].count(what)
    bar = html.Span(
        html.Span(className="bar-fill bar-verdigris", style={"width": f"{n / largest * 100:.1f}%"}) if n else None,
        className="strength-bar",
        **{"aria-hidden": "true"},
    )
    return html.Td([figure(plain(n), reference(item, what, region), "s-atlas", lang), bar], className="compare-cell")


def _rows(store: Store, items: list[Industry], lang: str) -> list[Any]:
    rows = []
    for what in COUNTS:
        counts = [evidence(store, i.industry_id)[PROVINCE].count(what) for i in items]
        head = html.Th(message(lang, f"industry-count-{what}"), scope="row")
        rows.append(html.Tr([head, *(_cell(store, i, what, PROVINCE, max(counts) or 1, lang) for i in items)]))
    return rows


def _city_rows(store: Store, items: list[Industry], state: ViewState) -> list[Any]:
    largest = max((evidence(store, i.industry_id)[c].count() for i in items for c in store.prefectures), default=1) or 1
    return [
        html.Tr(
            [
                html.Th(
                    go(store.regions[c].short(state.lang), to_place(state, c), class_name="ranking-name"), scope="row"
                ),
                *(_cell(store, i, "evidence", c, largest, state.lang) for i in items),
            ],
            **{"data-region": c},
        )
        for c in store.prefectures
    ]


def _refused(store: Store, items: list[Industry], lang: str) -> list[Any]:
    """Which published measures are not put side by side, and why."""
    lines = []
    for item in items:
        names = [store.indicators[i].label(lang) for i in indicators_of(store, item.industry_id)][:4]
        if names:
            text = ("、" if lang == "zh" else ", ").join(names)
            sign = html.Span("≠ ", className="not-comparable-sign")
            lines.append(
                html.Li(
                    [sign, html.Strong(item.name(lang)), " ", html.Span(text, className="muted")],
                    **{"data-state": "not-comparable"},
                )
            )
    if not lines:
        return []
    return [
        html.P(message(lang, "industry-compare-refused"), className="note"),
        html.Ul(lines, className="refused", **{"data-text": "label"}),
    ]


def compare_section(store: Store, industry: Industry, state: ViewState) -> list[Any]:
    """This industry and the chosen others.

    Args:
        store: the store.
        industry: the industry of the page.
        state: the view state; ``compare`` names the others.

    Returns:
        The choice and, when some are chosen, the table.
    """
    lang = state.lang
    others = others_of(store, industry, state)
    on = [i.item for i in others]
    choices: list[Any] = []
    for item in _offered(store, industry, others):
        name = item.name(lang)
        if item.item in on:
            rest = tuple(i for i in on if i != item.item)
            choices.append(link(name, state, class_name="chip chip-on", current=True, compare=rest))
        elif len(on) < MAX_OTHERS:
            choices.append(link(name, state, class_name="chip", compare=(*on, item.item)))
        else:
            choices.append(html.Span(name, className="chip chip-off"))
    parts: list[Any] = [
        html.H2(message(lang, "industry-compare"), className="section-title"),
        html.P(message(lang, "industry-compare-hint"), className="note"),
        html.Div(choices, className="chips", role="group", **{"aria-label": message(lang, "industry-compare-with")}),
    ]
    if not others:
        return parts
    items = [industry, *others]
    overlap = [
        (a, b) for a in items for b in items if a is not b and b.industry_id in with_all_inside(store, a.industry_id)
    ]
    parts += [
        html.P(message(lang, "industry-overlap", whole=a.name(lang), part=b.name(lang)), className="note")
        for a, b in overlap
    ]
    columns = [html.Th(html.Span(message(lang, "indicator"), className="visually-hidden"), scope="col")]
    columns += [html.Th(i.name(lang), scope="col") for i in items]
    cities = html.Tr(
        html.Th(message(lang, "industry-compare-cities"), scope="colgroup", colSpan=len(items) + 1),
        className="group-row",
    )
    body = html.Tbody([*_rows(store, items, lang), cities, *_city_rows(store, items, state)])
    table = html.Table([html.Thead(html.Tr(columns)), body], className="table table-compare table-industries")
    region: dict[str, Any] = {"tabIndex": 0, "role": "region", "aria-label": message(lang, "industry-compare")}
    return [*parts, html.Div(table, className="table-scroll", **region), *_refused(store, items, lang)]
