"""城市与县 · a place: its counties on the map, figures, strengths, projects, clusters, events, environment, peers."""

from typing import Any

from dash import html

from data.place import (
    clusters_in,
    corrections,
    counts,
    events_in,
    figures_of,
    industry_name,
    projects_in,
    statements_of,
)
from data.series import catalogue, series
from data.store import PROVINCE, Store
from data.strengths import Strength, strengths
from layouts import ids
from layouts.components.block import Block
from layouts.components.compare import compare_block
from layouts.components.evidence import cluster_list, event_list, project_table, statement_list
from layouts.components.figure import figure, shown
from layouts.components.figures_table import by_indicator, figure_row, figures_block, missing_block
from layouts.components.legend import legend
from layouts.components.link import go, link, to_overview, to_place
from layouts.components.map_block import map_block
from layouts.components.pickers import offered
from layouts.components.strengths import strengths_block
from layouts.components.take_along import take_along
from layouts.components.take_away import take_away
from layouts.components.trend import trend_block
from layouts.messages import message
from layouts.numbers import plain
from layouts.overview import ladder_blocks
from layouts.selection import MapView
from layouts.sentences import within
from layouts.trends import place_trend
from layouts.view_state import ViewState

_BUSINESS = ("environment", "incentive", "cooperation")
_STRENGTH_KINDS = ("industry", "cluster", "chain", "company", "specialised_town", "plan", "zone")


def breadcrumb(store: Store, code: str, state: ViewState) -> html.Nav:
    """Province › prefecture › county; the last but one is where Esc leads."""
    region = store.regions[code]
    chain = [region]
    while chain[0].parent in store.regions and store.regions[chain[0].parent].level in ("province", "prefecture"):
        chain.insert(0, store.regions[chain[0].parent])
    items: list[Any] = []
    for position, step in enumerate(chain):
        name = step.name(state.lang)
        if step is region:
            items.append(html.Li(html.Span(name, **{"aria-current": "page"})))
        else:
            target = to_overview(state) if step.code == PROVINCE else to_place(state, step.code)
            up = {"data-up": ""} if position == len(chain) - 2 else {}
            items.append(html.Li(go(name, target, **up)))
    return html.Nav(html.Ol(items), className="breadcrumb", **{"aria-label": message(state.lang, "breadcrumb")})


def _headline(store: Store, code: str, found: tuple[Strength, ...], lang: str) -> str:
    name = store.regions[code].short(lang)
    top = [within(industry_name(store, s.industry, lang), lang) for s in found[:2] if s.statements]
    if len(top) == 2:
        return message(lang, "strength-two", place=name, first=top[0], second=top[1])
    if top:
        return message(lang, "strength-one", place=name, first=top[0])
    if found:
        return message(
            lang, "strength-known", place=name, first=within(industry_name(store, found[0].industry, lang), lang)
        )
    return message(lang, "strength-none", place=store.regions[code].name(lang))


def map_choices(store: Store, view: MapView, state: ViewState) -> html.Div:
    """What the county map may be coloured by: only what at least two of the shown counties have."""
    items = []
    for pairs in offered(store, "county").values():
        for indicator, _ in pairs:
            if indicator.family in ("atlas", "population", "economy", "derived"):
                items.append((indicator, indicator.indicator_id == view.indicator.indicator_id))
    links = []
    for indicator, current in items:
        if current or _counties_with(store, indicator.indicator_id, view.codes) >= 2:
            links.append(
                html.Li(
                    link(
                        indicator.label(state.lang),
                        state,
                        current=current,
                        indicator=indicator.indicator_id,
                        period="",
                        scope="",
                    )
                )
            )
    current_label = view.indicator.label(state.lang)
    return html.Details(
        [
            html.Summary(
                [
                    html.Span(message(state.lang, "indicator"), className="picker-name"),
                    html.Span(current_label, className="picker-current"),
                ]
            ),
            Block(html.Ul(links), className="picker-panel picker-panel-narrow"),
        ],
        className="picker",
        **{"data-picker": "county"},
    )


def _counties_with(store: Store, indicator: str, codes: tuple[str, ...]) -> int:
    best = catalogue(store, "county")[indicator][0].key
    return sum(code in series(store, best, "county").values for code in codes)


def known_line(store: Store, code: str, lang: str) -> html.P:
    """What this atlas holds about a place, as figures."""
    parts: list[Any] = []
    for indicator in (
        "known_projects",
        "known_specialised_towns",
        "known_zones",
        "known_chain_masters",
        "known_companies",
        "known_sources",
    ):
        item = counts(store, code).get(indicator)
        if item is not None:
            parts.append(
                html.Span([store.indicators[indicator].label(lang), " ", shown(store, item, lang)], className="known")
            )
    return html.P(parts, className="known-line")


def place_page(store: Store, view: MapView) -> html.Div:
    """The page of a prefecture or county.

    Args:
        store: the store.
        view: the view of its county map.

    Returns:
        The page.
    """
    state, lang = view.state, view.state.lang
    code = state.place
    region = store.regions[code]
    is_city = region.level == "prefecture"
    found = strengths(store, code)
    statements = statements_of(store, code)
    projects, clusters, events = projects_in(store, code), clusters_in(store, code), events_in(store, code)
    focus = code if is_city else region.parent
    toolbar = html.Div(
        [
            html.Div(breadcrumb(store, code, state), className="toolbar-left"),
            html.Div(
                [
                    map_choices(store, view, state),
                    Block(
                        [
                            take_along(state, without=() if place_trend(store, code) else ("trend",)),
                            take_away(store, state),
                        ],
                        className="take-bar",
                    ),
                ],
                className="toolbar-right",
            ),
        ],
        className="toolbar",
    )
    map_column = html.Section(
        [
            map_block(store, view, ids.PLACE_MAP, focus, selected="" if is_city else code),
            Block(legend(store, view), className="legend"),
            Block([_marks_line(store, clusters, view, lang), known_line(store, code, lang)]),
        ],
        className="column column-map",
        **{"aria-label": message(lang, "column-map")},
    )
    story = [
        html.P(f"{region.name(lang)}", className="kicker"),
        html.H1(_headline(store, code, found, lang), className="headline", tabIndex=-1),
        html.P(message(lang, "strength-basis"), className="note"),
        *strengths_block(store, code, found, lang),
        *_statement_section(store, statements, _STRENGTH_KINDS, "from-article", lang),
        *_elsewhere(store, code, lang),
    ]
    figures_section = [
        html.H2(message(lang, "figures"), className="section-title"),
        *figures_block(store, code, lang),
        missing_block(store, code, lang),
        *_statement_section(store, statements, ("signed", "activity", "policy"), "from-article", lang),
    ]
    middle = html.Section(
        [Block(story), *trend_block(store, code, lang)],
        className="column column-story",
        **{"aria-label": message(lang, "column-story")},
    )
    right = html.Section(
        Block([*figures_section, *ladder_blocks(store, code, lang)]),
        className="column column-figures",
        **{"aria-label": message(lang, "figures")},
    )
    below: list[Any] = [
        html.Section(
            [
                html.H2(
                    [message(lang, "projects"), _count(len(projects), "projects", code, lang)],
                    className="section-title",
                ),
                html.P(message(lang, "projects-note"), className="note"),
                *_statement_section(store, statements, ("project",), "from-article", lang),
                project_table(store, projects, code, state),
            ],
            className="band",
        ),
        html.Section(
            [
                html.H2(message(lang, "clusters"), className="section-title"),
                *(
                    [html.Div(cluster_list(store, clusters, code, state), className="cluster-columns")]
                    if clusters
                    else [html.P(message(lang, "none-clusters"), className="muted")]
                ),
            ],
            className="band",
        ),
        html.Section(
            [
                html.Div(
                    [
                        html.H2(message(lang, "events"), className="section-title"),
                        *_statement_section(store, statements, ("event",), "", lang),
                        event_list(store, events, lang),
                    ]
                ),
                html.Div(
                    [
                        html.H2(message(lang, "environment"), className="section-title"),
                        *_environment(store, code, statements, lang),
                    ]
                ),
            ],
            className="band band-two",
        ),
    ]
    if is_city:
        below.append(
            html.Section(
                [html.H2(message(lang, "compare"), className="section-title"), *compare_block(store, state)],
                className="band",
            )
        )
    return html.Div(
        [toolbar, html.Div([map_column, middle, right], className="columns columns-place"), Block(below)],
        className="page page-place",
    )


def _count(n: int, what: str, code: str, lang: str) -> html.Span:
    return html.Span([" ", figure(plain(n), f"count:{what}:{code}", "s-atlas", lang)], className="muted")


def _statement_section(
    store: Store, statements: tuple[Any, ...], kinds: tuple[str, ...], title: str, lang: str
) -> list[Any]:
    chosen = tuple(s for s in statements if s.kind in kinds)
    if not chosen:
        return []
    heading = [html.H3(message(lang, title), className="section-subtitle")] if title else []
    return [*heading, statement_list(store, chosen, lang)]


def _elsewhere(store: Store, code: str, lang: str) -> list[Any]:
    """On the page of the place a paragraph was wrongly printed under: that it belongs elsewhere, and not its text."""
    moved = [
        c
        for c in corrections(store)
        if c.printed_value == code and c.right_value != code and c.right_value in store.regions
    ]
    if not moved:
        return []
    right = store.regions[moved[0].right_value]
    links = go(right.name(lang), ViewState(page="place", place=right.code, lang=lang))
    return [
        html.P(
            [message(lang, "printed-here", n=len(moved)), " ", links],
            className="correction-note",
            **{"data-figure": f"count:corrections:{code}", "data-source": "s-article", "data-passive": ""},
        )
    ]


def _environment(store: Store, code: str, statements: tuple[Any, ...], lang: str) -> list[Any]:
    chosen = _statement_section(store, statements, _BUSINESS, "", lang)
    rows = [
        figure_row(store, items[0], lang)
        for indicator, items in by_indicator(figures_of(store, code)).items()
        if store.indicators[indicator].family in ("environment", "cooperation")
    ]
    table = (
        [
            html.Table(
                [html.Caption(message(lang, "environment"), className="visually-hidden"), html.Tbody(rows)],
                className="table table-figures",
            )
        ]
        if rows
        else []
    )
    return [*chosen, *table] or [html.P(message(lang, "none-environment"), className="muted")]


def _marks_line(store: Store, clusters: tuple[Any, ...], view: MapView, lang: str) -> html.Ul:
    """County by county: how many towns, zones, chain masters and parks are known there, as marks beside the map."""
    by_county: dict[str, dict[str, int]] = {}
    for c in clusters:
        if c.region in view.codes and c.kind in ("specialised_town", "development_zone", "chain_master", "park"):
            by_county.setdefault(c.region, {})
            by_county[c.region][c.kind] = by_county[c.region].get(c.kind, 0) + 1
    items = []
    for code in view.codes:
        kinds = by_county.get(code)
        if kinds:
            marks = [
                html.Span(
                    [
                        html.Span(className=f"glyph glyph-{kind}", **{"aria-hidden": "true"}),
                        html.Span(message(lang, f"kind-{kind}") + " ", **{"aria-hidden": "true"}),
                        figure(plain(n), f"count:{kind}:{code}", "s-atlas", lang, title=message(lang, f"kind-{kind}")),
                    ],
                    className="county-mark",
                )
                for kind, n in sorted(kinds.items())
            ]
            items.append(html.Li([html.Strong(store.regions[code].short(lang)), *marks], **{"data-region": code}))
    return html.Ul(items, className="county-marks")
