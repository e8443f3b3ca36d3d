"""产业 · all industries as small multiples, and one chain or industry across the map.

Belongs here: the two pages put together. Does not belong here: their parts (``industry_parts.py``,
``industry_segments.py``, ``industry_compare.py``), what the map shows (``industry_map.py``).
"""

from typing import Any

from dash import html

from data.industry import Industry, by_evidence, chains, evidence, industries, inside, ranked, with_all_inside
from data.industry_measures import product_run
from data.industry_segments import segments
from data.store import PROVINCE, Store
from geodata.boundaries import load_boundaries
from layouts import ids
from layouts.components.block import Block
from layouts.components.drawing import Drawing
from layouts.components.figure import figure
from layouts.components.legend import legend
from layouts.components.link import go
from layouts.components.map_block import map_block
from layouts.components.ranking import ranking
from layouts.components.take_along import take_along
from layouts.figures.small_multiples import class_texts, outlines, small_map
from layouts.industry_compare import compare_section
from layouts.industry_map import reference
from layouts.industry_parts import (
    cities_section,
    clusters_section,
    head_details,
    listed_line,
    measure_links,
    measures_section,
    projects_section,
    trend_section,
)
from layouts.industry_segments import segments_section
from layouts.messages import message
from layouts.numbers import plain
from layouts.selection import MapView
from layouts.sentences import within
from layouts.view_state import ViewState

_TOP_PLACES = 3


def to_industry(state: ViewState, industry: Industry) -> ViewState:
    """The page of an industry, seen from another page: language and edition stay, the rest starts anew."""
    return ViewState(page="industry", item=industry.item, lang=state.lang, edition=state.edition)


def _count(store: Store, industry: Industry, lang: str) -> html.Button:
    n = evidence(store, industry.industry_id)[PROVINCE].count()
    return figure(
        message(lang, "evidence-count", n=n),
        reference(industry, "evidence", PROVINCE),
        "s-atlas",
        lang,
        class_name="mini-count",
    )


def _card(store: Store, industry: Industry, state: ViewState, *, large: bool) -> html.Li:
    lang = state.lang
    found = ranked(store, industry.industry_id)
    svg = small_map(load_boundaries(), {e.region: e.count() for e in found}, "")
    name = html.Span(industry.name(lang), className="mini-name", **{"data-text": "name"})
    children: list[Any] = [go([Drawing(svg), name], to_industry(state, industry), class_name="mini-link")]
    children.append(_count(store, industry, lang))
    if large and found:
        places = [
            html.Li(
                [
                    html.Span(store.regions[e.region].short(lang)),
                    " ",
                    figure(plain(e.count()), reference(industry, "evidence", e.region), "s-atlas", lang),
                ]
            )
            for e in found[:_TOP_PLACES]
        ]
        children.append(html.Ul(places, className="mini-places"))
    return html.Li(
        children, className="mini-card" if large else "mini-card mini-card-small", **{"data-industry": industry.item}
    )


def class_legend(lang: str) -> html.Ul:
    """The classes that all small maps share."""
    none = html.Li(
        [
            html.Span(className="swatch swatch-none", **{"aria-hidden": "true"}),
            html.Span(message(lang, "industry-none-known"), className="legend-text"),
        ]
    )
    steps = [
        html.Li(
            [
                html.Span(className="swatch", **{"data-class": str(tone), "aria-hidden": "true"}),
                html.Span(text, className="legend-text"),
            ],
            **{"data-figure": f"count:classes:{PROVINCE}", "data-source": "s-atlas", "data-passive": ""},
        )
        for tone, text in enumerate(class_texts())
    ]
    return html.Ul([*steps, none], className="legend-swatches")


def industry_list(store: Store, state: ViewState) -> html.Div:
    """All chains and industries, each as a small map.

    Args:
        store: the store.
        state: the view state.

    Returns:
        The page.
    """
    lang = state.lang
    found = by_evidence(store, chains(store))
    first, last = found[0], found[-1]
    n = {i.item: evidence(store, i.industry_id)[PROVINCE].count() for i in (first, last)}
    sentence = message(
        lang,
        "industry-list-detail",
        first=within(first.name(lang), lang),
        n=n[first.item],
        last=within(last.name(lang), lang),
        m=n[last.item],
    )
    head = html.Div(
        [
            html.Div(
                [
                    html.H1(
                        message(lang, "industry-list-title", n=len(found)),
                        className="headline",
                        tabIndex=-1,
                        **{"data-passive": "", "data-figure": f"count:chains:{PROVINCE}", "data-source": "s-10107d8"},
                    ),
                    html.P(
                        figure(
                            sentence,
                            reference(first, "evidence", PROVINCE),
                            "s-atlas",
                            lang,
                            class_name="figure-sentence",
                        )
                    ),
                    html.P(message(lang, "industry-basis"), className="note"),
                ]
            ),
            html.Div(
                [
                    html.P(message(lang, "industry-legend"), className="legend-title"),
                    class_legend(lang),
                    take_along(state),
                ],
                className="legend industry-legend",
            ),
        ],
        className="industry-head",
    )
    sectors = by_evidence(store, tuple(i for i in industries(store).values() if i.level == "sector"))
    blocks: list[Any] = [
        html.Section(
            [
                html.H2(message(lang, "industry-chains"), className="section-title"),
                html.Ul([_card(store, i, state, large=True) for i in found], className="minis"),
            ],
            className="band",
        )
    ]
    for sector in sectors:
        contained = with_all_inside(store, sector.industry_id) - {sector.industry_id}
        below = [i for i in industries(store).values() if i.industry_id in contained]
        known = [i for i in by_evidence(store, tuple(below)) if evidence(store, i.industry_id)[PROVINCE].count()]
        unknown = [i.name(lang) for i in below if i not in known]
        rest = (
            [
                html.P(
                    [message(lang, "industry-nothing-of"), " ", ("、" if lang == "zh" else ", ").join(unknown)],
                    className="note",
                    **{"data-state": "not-published"},
                )
            ]
            if unknown
            else []
        )
        blocks.append(
            html.Section(
                [
                    html.H2(sector.name(lang), className="visually-hidden"),
                    html.Ul([_card(store, sector, state, large=True)], className="minis sector-map"),
                    html.Div(
                        [
                            html.Ul(
                                [_card(store, i, state, large=False) for i in known], className="minis minis-small"
                            ),
                            *rest,
                        ]
                    ),
                ],
                className="band sector",
            )
        )
    return html.Div(Block([Drawing(outlines(load_boundaries())), head, *blocks]), className="page page-industries")


def _headline(store: Store, industry: Industry, lang: str) -> str:
    found = ranked(store, industry.industry_id)
    name = industry.name(lang)
    if not found:
        return message(lang, "industry-headline-none", industry=name)
    first = [e for e in found if e.count() == found[0].count()]
    if len(first) > 3:
        return message(lang, "industry-headline-many", industry=name, n=len(found))
    names = [store.regions[e.region].short(lang) for e in first]
    places = "、".join(names) if lang == "zh" else " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return message(lang, "industry-headline", industry=name, places=places, n=len(first))


def _breadcrumb(industry: Industry, store: Store, state: ViewState) -> html.Nav:
    lang = state.lang
    steps: list[Any] = [
        html.Li(
            go(
                message(lang, "nav-industry"),
                ViewState(page="industry", lang=lang, edition=state.edition),
                **({} if industry.parent else {"data-up": ""}),
            )
        )
    ]
    above: list[Industry] = []
    at = industry
    while at.parent:
        at = industries(store)[at.parent]
        above.insert(0, at)
    for step in above:
        up = {"data-up": ""} if step is above[-1] else {}
        steps.append(html.Li(go(step.name(lang), to_industry(state, step), **up)))
    steps.append(html.Li(html.Span(industry.name(lang), **{"aria-current": "page"})))
    return html.Nav(html.Ol(steps), className="breadcrumb", **{"aria-label": message(lang, "breadcrumb")})


def industry_page(store: Store, view: MapView, industry: Industry) -> html.Div:
    """The page of one chain or industry.

    Args:
        store: the store.
        view: what its map shows.
        industry: the industry.

    Returns:
        The page.
    """
    state, lang = view.state, view.state.lang
    has_trend = product_run(store, industry.industry_id) is not None
    toolbar = html.Div(
        [
            html.Div(_breadcrumb(industry, store, state), className="toolbar-left"),
            html.Div(Block(take_along(state, without=() if has_trend else ("trend",))), className="toolbar-right"),
        ],
        className="toolbar",
    )
    kicker = (
        message(lang, "industry-chain-kicker")
        if industry.chain_id
        else message(lang, f"industry-level-{industry.level}")
    )
    children = by_evidence(store, inside(store, industry.industry_id))
    below = (
        [
            html.H2(message(lang, "industry-inside"), className="section-title"),
            html.Ul([_card(store, i, state, large=False) for i in children], className="minis minis-small"),
        ]
        if children
        else []
    )
    story = Block(
        [
            Drawing(outlines(load_boundaries())),
            html.P(kicker, className="kicker", **{"data-text": "label"}),
            html.H1(_headline(store, industry, lang), className="headline", tabIndex=-1),
            *head_details(store, industry, lang),
            *listed_line(store, industry, lang),
            *below,
        ],
        tag="section",
        className="column column-story",
        attributes={"aria-label": message(lang, "column-story")},
    )
    middle = html.Section(
        [
            Block(
                measure_links(store, industry, view),
                className="segments industry-measures",
                attributes={"role": "group", "aria-label": message(lang, "indicator")},
            ),
            map_block(store, view, ids.INDUSTRY_MAP, PROVINCE),
            Block(legend(store, view), className="legend"),
        ],
        className="column column-map",
        **{"aria-label": message(lang, "column-map")},
    )
    right = Block(
        [*ranking(store, view), *cities_section(store, industry, lang)],
        tag="section",
        className="column column-ranking",
        attributes={"aria-label": message(lang, "ranking")},
    )
    bands: list[Any] = [
        Block(
            segments_section(store, industry, segments(store, industry.industry_id), state),
            tag="section",
            className="band",
        ),
        Block(clusters_section(store, industry, state), tag="section", className="band"),
        Block(projects_section(store, industry, state), tag="section", className="band"),
    ]
    measures = html.Section(
        [*trend_section(store, industry, lang), Block(measures_section(store, industry, lang))],
        className="band",
    )
    compare = Block(compare_section(store, industry, state), tag="section", className="band")
    return html.Div(
        [
            toolbar,
            html.Div([story, middle, right], className="columns columns-overview columns-industry"),
            *bands,
            measures,
            compare,
        ],
        className="page page-industry",
    )
