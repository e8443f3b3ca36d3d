"""Parts of the page of one industry: what is known in words, cities with evidence, what was measured, lists.

Does not belong here: the pages (``industry.py``), segments (``industry_segments.py``), comparison.
"""

from typing import Any

from dash import html

from data.industry import COMPANY_KINDS, Industry, evidence, listed, ranked
from data.industry_measures import comparable_series, employees, product_run, products, published
from data.place import CLUSTER_KINDS, Cluster
from data.series import Figure
from data.store import PROVINCE, Store
from layouts import ids
from layouts.components.block import Block
from layouts.components.chart import charted
from layouts.components.evidence import more, project_table, source_link
from layouts.components.figure import figure, shown
from layouts.components.link import go, link, to_place
from layouts.figures.trend import trend_figure
from layouts.industry_map import MAP_COUNTS, reference
from layouts.messages import message
from layouts.numbers import percent, plain, quantity
from layouts.selection import MapView
from layouts.view_state import ViewState

_MOST_CITIES = 6
_MOST_QUOTES = 4
_MOST_PRODUCTS = 12


def _sentence(text: str, ref: str, lang: str) -> html.P:
    return html.P(figure(text, ref, "s-atlas", lang, class_name="figure-sentence"))


def head_details(store: Store, industry: Industry, lang: str) -> list[Any]:
    """What is known, in sentences computed from the counts of map and ranking."""
    all_of = evidence(store, industry.industry_id)
    whole, found = all_of[PROVINCE], ranked(store, industry.industry_id)
    of = len(store.prefectures)
    parts = message(
        lang,
        "industry-known",
        n=whole.count(),
        projects=whole.count("projects"),
        clusters=whole.count("clusters"),
        statements=whole.count("statements"),
    )
    details: list[Any] = [_sentence(parts, reference(industry, "evidence", PROVINCE), lang)]
    if found:
        share = percent(found[0].count() / sum(e.count() for e in found), 0)
        text = message(lang, "industry-places", n=len(found), of=of, missing=of - len(found), share=share)
        details.append(_sentence(text, reference(industry, "places", PROVINCE), lang))
    details.append(html.P(message(lang, "industry-basis"), className="note"))
    return [html.Div(details, className="headline-details")]


def listed_line(store: Store, industry: Industry, lang: str) -> list[Any]:
    """Since when a chain is on the provincial list, with the source's words."""
    if not industry.chain_id:
        return []
    rows = [
        html.Li(
            [
                html.Q(words, lang="zh-Hans", **{"data-text": "quote"}),
                " ",
                source_link(store, source, lang),
            ]
        )
        for _, words, source in listed(store, industry)
    ]
    years = "、".join(
        dict.fromkeys(year.replace("/", "—" if lang == "zh" else "–") for year, _, _ in listed(store, industry))
    )
    return [
        html.Details(
            [
                html.Summary(
                    message(lang, "industry-listed", years=years if lang == "zh" else years.replace("、", ", ")),
                    **{"data-text": "label"},
                ),
                html.Ul(rows, className="quotes"),
            ],
            className="more",
        )
    ]


def measure_links(store: Store, industry: Industry, view: MapView) -> list[html.A]:
    """What the map may show: counts that are complete, and indicators that compare at least two cities."""
    state, lang = view.state, view.state.lang
    shown_now = view.indicator.indicator_id
    items = []
    for what in MAP_COUNTS:
        n = evidence(store, industry.industry_id)[PROVINCE].count(what)
        if n:
            change = "" if what == MAP_COUNTS[0] else what
            text = message(lang, f"industry-count-{what}")
            items.append(
                link(
                    text, state, class_name="segment", current=shown_now == what, indicator=change, period="", scope=""
                )
            )
    for key in comparable_series(store, industry.industry_id):
        text = store.indicators[key.indicator].label(lang)
        items.append(
            link(
                text,
                state,
                class_name="segment",
                current=shown_now == key.indicator,
                indicator=key.indicator,
                period="",
                scope="",
            )
        )
    return items


def cities_section(store: Store, industry: Industry, lang: str) -> list[Any]:
    """The cities with most evidence, each with the words it rests on."""
    rows: list[Any] = []
    for item in ranked(store, industry.industry_id):
        name = store.regions[item.region].short(lang)
        parts = message(
            lang,
            "evidence-parts",
            statements=item.count("statements"),
            clusters=item.count("clusters"),
            projects=item.count("projects"),
        )
        quotes = [
            html.Li(
                [
                    html.Span(store.regions[s.region].short(lang) + ("：" if lang == "zh" else ": "), className="muted")
                    if s.region != item.region
                    else "",
                    html.Q(s.as_printed, lang="zh-Hans", **{"data-text": "quote"}),
                    " ",
                    source_link(store, s.source, lang),
                ]
            )
            for s in item.statements[:_MOST_QUOTES]
        ]
        count = figure(
            message(lang, "evidence-count", n=item.count()),
            reference(industry, "evidence", item.region),
            "s-atlas",
            lang,
            class_name="evidence-count",
        )
        places = go(message(lang, "industry-open-place", place=name), to_place(ViewState(lang=lang), item.region))
        body = [
            html.P(
                figure(
                    parts, reference(industry, "evidence", item.region), "s-atlas", lang, class_name="figure-sentence"
                ),
                className="note",
            ),
            *(
                [html.Ul(quotes, className="quotes")]
                if quotes
                else [html.P(message(lang, "industry-no-words"), className="note")]
            ),
            html.P(places, className="note"),
        ]
        rows.append(
            html.Li(
                [html.Details([html.Summary(html.Strong(name)), *body]), count],
                className="strength strength-plain",
                **{"data-region": item.region},
            )
        )
    if not rows:
        return []
    title = html.H2(message(lang, "industry-evidence"), className="section-title")
    return [title, *more(rows, _MOST_CITIES, lang, lambda part: html.Ol(part, className="strengths"))]


def _cluster(store: Store, item: Cluster, state: ViewState) -> html.Li:
    lang = state.lang
    line: list[Any] = [html.Strong(item.name_zh if lang == "zh" else item.name_en)]
    if item.region != PROVINCE:
        line.append(
            go(store.regions[item.region].short(lang), to_place(state, item.region), class_name="project-place")
        )
    line.append(source_link(store, item.source, lang))
    numbers = [
        html.Li(
            [
                figure(quantity(f.value, f.unit_zh, f.unit_en, lang), f.reference, f.source, lang),
                html.Span(
                    f" ({store.period_label(f.period, lang)})" if f.period else "",
                    className="muted",
                    **{"data-text": "label"},
                ),
            ]
        )
        for f in item.figures[:3]
    ]
    return html.Li(
        [
            html.Div(line, className="cluster-line", **{"data-text": "name"}),
            *([html.Ul(numbers, className="cluster-figures")] if numbers else []),
        ],
        className="cluster",
    )


def clusters_section(store: Store, industry: Industry, state: ViewState) -> list[Any]:
    """Chain leaders, firms, towns, zones, parks and bases of an industry, kind by kind."""
    lang = state.lang
    found = evidence(store, industry.industry_id)[PROVINCE].clusters
    what_of = {kind: "companies" for kind in COMPANY_KINDS} | {"specialised_town": "towns"}
    blocks: list[Any] = []
    for kind in CLUSTER_KINDS:
        rows: list[Any] = [_cluster(store, c, state) for c in found if c.kind == kind]
        if not rows:
            continue
        ref = reference(industry, what_of.get(kind, "zones"), PROVINCE)
        title = html.H3(
            [
                html.Span(className=f"glyph glyph-{kind}", **{"aria-hidden": "true"}),
                message(lang, f"kind-{kind}"),
                " ",
                figure(plain(len(rows)), ref, "s-atlas", lang, class_name="muted"),
            ],
            className="cluster-kind",
        )
        blocks.append(html.Section([title, *more(rows, 6, lang, lambda part: html.Ul(part, className="clusters"))]))
    title = html.H2(message(lang, "clusters"), className="section-title")
    masters: list[Any] = []
    if industry.chain_id and not any(c.kind == "chain_master" for c in found):
        masters = [html.P(message(lang, "industry-no-master"), className="missing", **{"data-state": "not-published"})]
    if not blocks:
        return [title, *masters, html.P(message(lang, "industry-no-clusters"), className="muted")]
    return [title, *masters, html.Div(blocks, className="cluster-columns")]


def projects_section(store: Store, industry: Industry, state: ViewState) -> list[Any]:
    """Project records of an industry."""
    lang = state.lang
    found = evidence(store, industry.industry_id)[PROVINCE].projects
    count = figure(plain(len(found)), reference(industry, "projects", PROVINCE), "s-atlas", lang, class_name="muted")
    return [
        html.H2([message(lang, "projects"), " ", count], className="section-title"),
        html.P(message(lang, "projects-note"), className="note"),
        project_table(store, found, PROVINCE, state, limit=10)
        if found
        else html.P(message(lang, "industry-no-projects"), className="muted"),
    ]


def trend_section(store: Store, industry: Industry, lang: str) -> list[Any]:
    """The longest run of years of a product of the industry, as a line and as a table."""
    run = product_run(store, industry.industry_id)
    if run is None:
        return []
    name = run.name_zh if lang == "zh" else run.name_en
    place = store.regions[run.region].short(lang)
    largest = max(value for _, value, _, _ in run.years)
    numbers = [quantity(value, run.unit_zh, run.unit_en, lang, like=largest) for _, value, _, _ in run.years]
    points = [(year, float(n.text.replace(",", ""))) for (year, *_), n in zip(run.years, numbers, strict=True)]
    drawn = trend_figure(points, [], names=(place, ""), unit=numbers[0].unit)
    drawn["data"] = [line for line in drawn["data"] if line["x"]]
    drawn["layout"]["showlegend"] = False
    body = [
        html.Tr(
            [
                html.Th(year, scope="row", **{"data-text": "label"}),
                html.Td(figure(n, ref, source, lang), className="number-cell"),
                html.Td(source_link(store, source, lang)),
            ]
        )
        for (year, _, ref, source), n in zip(run.years, numbers, strict=True)
    ]
    head = html.Thead(html.Tr([html.Th(message(lang, key), scope="col") for key in ("year", "unit", "source")]))
    head.children.children[1] = html.Th(numbers[0].unit, scope="col", className="number-cell")
    title = html.H2(
        [
            message(lang, "industry-trend", place=place, product=name),
            html.Span(f" {numbers[0].unit}", className="muted"),
        ],
        className="section-title",
    )
    note_text = message(lang, "industry-trend-note", n=len({source for *_, source in run.years}))
    note = html.P(note_text, className="note", **{"data-text": "note"})
    table = html.Table(
        [html.Caption(name, className="visually-hidden"), head, html.Tbody(body)], className="table industry-run"
    )
    return [
        title,
        html.Div(
            [charted(id=ids.INDUSTRY_TREND, figure=drawn, label=name), Block([table, note])], className="trend-beside"
        ),
    ]


def _figures(store: Store, items: tuple[Figure, ...], lang: str) -> list[Any]:
    cells: list[Any] = []
    for item in items:
        scope = store.scope_label(item.scope, lang)
        if scope == store.indicators[item.indicator].label(lang):  # says it already
            scope = ""
        when = " · ".join(filter(None, (store.period_label(item.period, lang, item.scope), scope)))
        cells.append(
            html.Li(
                [
                    html.Span(store.regions[item.region].short(lang) + " "),
                    shown(store, item, lang),
                    html.Span(f" {when}", className="muted row-scope", **{"data-text": "label"}),
                ]
            )
        )
    return cells


def measures_section(store: Store, industry: Industry, lang: str) -> list[Any]:
    """Everything that was measured of an industry, each with its own scope; nothing is added or ranked."""
    rows: list[Any] = []
    for indicator, items in published(store, industry.industry_id).items():
        label = html.Th(html.Span(store.indicators[indicator].label(lang)), scope="row", **{"data-text": "label"})
        rows.append(html.Tr([label, html.Td(html.Ul(_figures(store, items, lang), className="measured"))]))
    made = products(store, industry.industry_id)
    by_product: dict[str, list[Any]] = {}
    for item in made:
        by_product.setdefault(item.name(lang), []).append(
            html.Li(
                [
                    html.Span(store.regions[item.region].short(lang) + " "),
                    figure(quantity(item.value, item.unit_zh, item.unit_en, lang), item.reference, item.source, lang),
                    html.Span(
                        f" {store.period_label(item.period, lang)}",
                        className="muted row-scope",
                        **{"data-text": "label"},
                    ),
                ]
            )
        )
    for name, cells in list(by_product.items())[:_MOST_PRODUCTS]:
        label = html.Th(
            [html.Span(name), html.Span(message(lang, "industry-output"), className="muted row-scope")],
            scope="row",
            **{"data-text": "label"},
        )
        rows.append(html.Tr([label, html.Td(more(cells, 4, lang, lambda part: html.Ul(part, className="measured")))]))
    for worker in employees(store, industry.industry_id):
        label = html.Th(
            [
                html.Span(message(lang, "industry-employees")),
                html.Span(message(lang, "industry-section", name=worker.name(lang)), className="muted row-scope"),
            ],
            scope="row",
            **{"data-text": "label"},
        )
        number = figure(quantity(worker.value, "人", "people", lang), worker.reference, worker.source, lang)
        when = html.Span(
            f" {store.period_label(worker.period, lang)}", className="muted row-scope", **{"data-text": "label"}
        )
        rows.append(
            html.Tr(
                [
                    label,
                    html.Td(
                        html.Ul(
                            html.Li([html.Span(store.regions[PROVINCE].short(lang) + " "), number, when]),
                            className="measured",
                        )
                    ),
                ]
            )
        )
    title = html.H2(message(lang, "industry-measured"), className="section-title")
    missing = html.P(message(lang, "industry-no-employees"), className="missing", **{"data-state": "not-published"})
    if not rows:
        return [title, html.P(message(lang, "industry-not-measured"), className="muted"), missing]
    table = html.Table(
        [html.Caption(message(lang, "industry-measured"), className="visually-hidden"), html.Tbody(rows)],
        className="table table-measures",
    )
    return [title, html.P(message(lang, "industry-measured-note"), className="note"), table, missing]
