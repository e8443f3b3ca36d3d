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
from data.series import Figure, catalogue, series
from data.store import PROVINCE, Store
from data.strengths import Strength, strengths
from layouts import ids
from layouts.components.block import Block
from layouts.components.chart import charted
from layouts.components.compare import compare_block
from layouts.components.evidence import cluster_list, event_list, project_table, source_link, statement_list
from layouts.components.figure import figure, printed, shown
from layouts.components.legend import legend
from layouts.components.link import go, link, to_overview, to_place
from layouts.components.map_block import map_block
from layouts.components.pickers import offered
from layouts.components.take_along import take_along
from layouts.components.take_away import take_away
from layouts.figures.trend import trend_figure
from layouts.messages import message
from layouts.numbers import growth, plain, signed
from layouts.overview import ladder_blocks
from layouts.selection import MapView
from layouts.trends import place_trend
from layouts.view_state import ViewState

_HEAD_FIGURES = (
    "signed_amount_yi",
    "signed_projects",
    "gdp_yi",
    "population_10k",
    "batch_signed_projects",
    "fai_growth_pct",
    "gdp_per_head_yuan",
)
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
    top = [industry_name(store, s.industry, lang) for s in found[:2] if s.statements]
    if len(top) == 2:
        return message(lang, "strength-two", place=name, first=top[0], second=top[1])
    if top:
        return message(lang, "strength-one", place=name, first=top[0])
    if found:
        return message(lang, "strength-known", place=name, first=industry_name(store, found[0].industry, lang))
    return message(lang, "strength-none", place=store.regions[code].name(lang))


def _newest(items: tuple[Figure, ...]) -> dict[str, list[Figure]]:
    grouped: dict[str, list[Figure]] = {}
    for item in items:
        grouped.setdefault(item.indicator, []).append(item)
    return grouped


def figure_row(store: Store, item: Figure, lang: str) -> html.Tr:
    """A figure with its period, scope, rank and change."""
    indicator = store.indicators[item.indicator]
    when = store.period_label(item.period, lang, item.scope)
    scope = store.scope_label(item.scope, lang)
    extra: list[Any] = []
    if item.rank is not None and item.rank_of >= 2:
        text = message(lang, "rank-of", rank=item.rank, of=item.rank_of)
        extra.append(figure(text, f"rank:{item.figure_id}", item.source, lang, class_name="rank"))
    if item.previous_value:
        if indicator.unit_zh in ("%", "名"):
            change = signed(item.value - item.previous_value, 2) + (
                "" if indicator.unit_zh == "名" else message(lang, "points")
            )
        else:
            ratio = item.value / item.previous_value - 1
            change = growth(ratio)
        text = message(lang, "change-on", change=change, period=store.period_label(item.previous_period, lang))
        extra.append(figure(text, f"change:{item.figure_id}", item.source, lang, class_name="change"))
    if item.tier == "weak":
        extra.append(html.Span(message(lang, "weak-source"), className="tag tag-weak"))
    return html.Tr(
        [
            html.Th(
                [html.Span(indicator.label(lang)), html.Span(f"{when} · {scope}", className="muted row-scope")],
                scope="row",
                **{"data-text": "label"},
            ),
            html.Td(shown(store, item, lang), className="number-cell"),
            html.Td(extra, className="extra-cell"),
        ]
    )


def figures_block(store: Store, code: str, lang: str) -> list[Any]:
    """The newest figure of each indicator: the important ones open, the rest one click away."""
    grouped = _newest(tuple(f for f in figures_of(store, code) if not f.indicator.startswith("known_")))
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


def strengths_block(store: Store, code: str, found: tuple[Strength, ...], lang: str) -> list[Any]:
    """Industries by evidence, each with the words it rests on."""
    if not found:
        return [html.P(message(lang, "none-strengths"), className="muted")]
    largest = max(s.evidence for s in found) or 1
    rows: list[Any] = []
    for s in found:
        name = industry_name(store, s.industry, lang)
        roles = [html.Span(message(lang, f"role-{r}"), className=f"tag tag-{r}") for r in s.roles]
        sources = ";".join(dict.fromkeys(x.source for x in s.statements)) or "s-atlas"
        count = figure(
            message(lang, "evidence-count", n=s.evidence),
            f"count:evidence:{code}",
            sources,
            lang,
            class_name="evidence-count",
        )
        bar = html.Span(
            html.Span(className="bar-fill bar-verdigris", style={"width": f"{s.evidence / largest * 100:.1f}%"}),
            className="strength-bar",
            **{"aria-hidden": "true"},
        )
        parts = message(lang, "evidence-parts", statements=len(s.statements), clusters=s.clusters, projects=s.projects)
        quotes = [
            html.Li(
                [
                    html.Q(x.as_printed, lang="zh-Hans", **{"data-text": "quote"}),
                    " ",
                    source_link(store, x.source, lang),
                ]
            )
            for x in s.statements
        ]
        summary = html.Summary([html.Span([html.Strong(name), *roles], className="strength-name"), bar])
        body = [
            html.P(
                figure(parts, f"count:evidence:{code}", sources, lang, class_name="figure-sentence"), className="note"
            ),
            *([html.Ul(quotes, className="quotes")] if quotes else []),
        ]
        rows.append(html.Li([html.Details([summary, *body]), count], className="strength"))
    top = html.Ol(rows[:8], className="strengths")
    if len(rows) <= 8:
        return [top]
    return [
        top,
        html.Details(
            [
                html.Summary(message(lang, "more", n=len(rows) - 8), **{"data-text": "label"}),
                html.Ol(rows[8:], className="strengths"),
            ],
            className="more",
        ),
    ]


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
    middle = Block(
        story, tag="section", className="column column-story", attributes={"aria-label": message(lang, "column-story")}
    )
    right = html.Section(
        [Block([*figures_section, *ladder_blocks(store, code, lang)]), *trend_block(store, code, lang)],
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
        for indicator, items in _newest(figures_of(store, code)).items()
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
                        figure(plain(n), f"count:{kind}:{code}", "s-atlas", lang, title=message(lang, f"kind-{kind}")),
                    ],
                    className="county-mark",
                    title=message(lang, f"kind-{kind}"),
                )
                for kind, n in sorted(kinds.items())
            ]
            items.append(html.Li([html.Span(store.regions[code].short(lang)), *marks], **{"data-region": code}))
    return html.Ul(items, className="county-marks")
