"""Lists of what is known: events, statements, projects, clusters, industries, each with its source."""

from typing import Any

from dash import html

from data.place import CLUSTER_KINDS, Cluster, Event, Project, Statement, industry_name
from data.store import Store
from layouts.components.figure import figure
from layouts.components.link import go, to_place
from layouts.messages import message
from layouts.numbers import plain, quantity
from layouts.view_state import ViewState


def source_link(store: Store, source_id: str, lang: str) -> html.Button:
    """Who says so: a short name that opens the document's passport."""
    source = store.sources[source_id]
    name = source.publisher if lang == "zh" else (source.publisher_en or source.publisher)
    chinese = {"lang": "zh-Hans"} if lang == "en" and not source.publisher_en else {}
    text = name or message(lang, f"tier-{source.tier}")
    return html.Button(
        html.Span(text, **chinese),
        type="button",
        className="source",
        title=message(lang, "ask-source"),
        **{"data-figure": f"source:{source_id}", "data-source": source_id, "data-text": "name"},
    )


def more(rows: list[Any], shown: int, lang: str, wrap: Any) -> list[Any]:
    """A list of which the first rows are open and the rest one click away."""
    if len(rows) <= shown + 2:
        return [wrap(rows)]
    rest = html.Details(
        [html.Summary(message(lang, "more", n=len(rows) - shown), **{"data-text": "label"}), wrap(rows[shown:])],
        className="more",
    )
    return [wrap(rows[:shown]), rest]


def event_list(store: Store, events: tuple[Event, ...], lang: str, limit: int = 6) -> html.Div:
    """Promotion events, newest first."""
    if not events:
        return html.Div(html.P(message(lang, "none-events"), className="muted"))
    rows: list[Any] = []
    for event in events:
        name = event.name_zh if lang == "zh" else event.name_en
        place = event.place_zh if lang == "zh" else event.place_en
        when = store.period_label(event.period, lang) if event.period else message(lang, "undated")
        about = " · ".join(filter(None, (when, place)))
        rows.append(
            html.Li(
                [html.Strong(name), html.Span(about, className="muted"), source_link(store, event.source, lang)],
                className="event",
                **{"data-text": "name"},
            )
        )
    return html.Div(more(rows, limit, lang, lambda part: html.Ul(part, className="events")))


def statement_list(store: Store, statements: tuple[Statement, ...], lang: str) -> html.Ul | None:
    """Statements of the article the atlas starts from; a corrected one says so beside it."""
    if not statements:
        return None
    items = []
    for item in statements:
        reference = f"statement:{item.statement_id}"
        children: list[Any]
        if lang == "en" and item.value is not None:
            # The English sentence says the number itself.
            children = [figure(item.text_en, reference, item.source, lang, class_name="figure-sentence")]
        else:
            children = [html.Span(item.text_zh if lang == "zh" else item.text_en, **{"data-text": "quote"})]
        if lang == "zh" and item.value is not None:
            number = quantity(item.value, item.unit, "", lang)
            over = "over" if "多" in item.as_printed or "余" in item.as_printed else "exact"
            children += [" ", figure(number, reference, item.source, lang, qualifier=over, class_name="figure-strong")]
        children += [" ", source_link(store, item.source, lang)]
        if item.correction:
            children.append(correction_note(store, item, lang))
        items.append(html.Li(children, className="statement"))
    return html.Ul(items, className="statements")


def correction_note(store: Store, item: Statement, lang: str) -> html.P:
    """That a statement was printed under another place."""
    row = store.rows("SELECT printed_value, right_value FROM corrections WHERE correction_id = ?", [item.correction])[0]
    wrong = store.regions[row["printed_value"]].name(lang)
    right = store.regions[row["right_value"]].name(lang)
    link = html.A(message(lang, "see-correction"), href=f"/sources{_query(lang)}#{item.correction}", **{"data-nav": ""})
    return html.P(
        [message(lang, "corrected-from", wrong=wrong, right=right), " ", link],
        className="correction-note",
        **{"data-correction": item.correction},
    )


def _query(lang: str) -> str:
    return ViewState(page="sources", lang=lang).address.removeprefix("/sources")


def stage_slug(stage: str) -> str:
    """Message id of a stage."""
    return {
        "洽谈": "stage-talks",
        "签约": "stage-signed",
        "开工": "stage-started",
        "在建": "stage-building",
        "投产": "stage-completed",
    }.get(stage, "stage-none")


def project_table(
    store: Store, projects: tuple[Project, ...], region: str, state: ViewState, limit: int = 12
) -> html.Div:
    """Project records of a place: name, investor and origin, industry, amount, stage."""
    lang = state.lang
    if not projects:
        return html.Div(html.P(message(lang, "none-projects"), className="muted"))
    rows: list[Any] = []
    for p in projects:
        name: list[Any] = [html.Span(p.name_zh if lang == "zh" else p.name_en, className="project-name")]
        if p.region != region:
            name.append(go(store.regions[p.region].short(lang), to_place(state, p.region), class_name="project-place"))
        investor = p.investor_zh if lang == "zh" else p.investor_en
        origin = p.origin_zh if lang == "zh" else p.origin_en
        who = " · ".join(filter(None, (investor, origin)))
        industries = ("、" if lang == "zh" else ", ").join(industry_name(store, i, lang) for i in p.industries)
        amount: Any = html.Span(message(lang, "amount-not-published"), className="muted")
        if p.amount_yi is not None:
            amount = figure(
                quantity(p.amount_yi, "亿元", "CNY 100 million", lang), f"project:{p.project_id}", p.source, lang
            )
        when = store.period_label(p.stage_date, lang) if p.stage_date else ""
        rows.append(
            html.Tr(
                [
                    html.Th(name, scope="row", **{"data-text": "name"}),
                    html.Td(
                        who or message(lang, "not-stated"),
                        className="" if who else "muted",
                        **{"data-text": "name", "data-label": message(lang, "investor")},
                    ),
                    html.Td(
                        industries or message(lang, "not-stated"),
                        className="" if industries else "muted",
                        **{"data-text": "name", "data-label": message(lang, "industry")},
                    ),
                    html.Td(amount, className="number-cell", **{"data-label": message(lang, "amount")}),
                    html.Td(
                        [
                            html.Span(message(lang, stage_slug(p.stage)), className=f"stage {stage_slug(p.stage)}"),
                            html.Span(when, className="muted", **{"data-text": "label"}),
                        ],
                        className="stage-cell",
                    ),
                    html.Td(source_link(store, p.source, lang)),
                ]
            )
        )
    head = html.Thead(
        html.Tr(
            [
                html.Th(message(lang, key), scope="col", className="number-cell" if key == "amount" else None)
                for key in ("project", "investor", "industry", "amount", "stage", "source")
            ]
        )
    )
    return html.Div(
        more(rows, limit, lang, lambda part: html.Table([head, html.Tbody(part)], className="table table-projects"))
    )


def cluster_list(
    store: Store, clusters: tuple[Cluster, ...], region: str, state: ViewState, limit: int = 5
) -> list[Any]:
    """Chain masters, towns, zones, parks and companies, kind by kind."""
    lang = state.lang
    blocks: list[Any] = []
    for kind in CLUSTER_KINDS:
        found = [c for c in clusters if c.kind == kind]
        if not found:
            continue
        rows: list[Any] = []
        for c in found:
            chain = c.chain_zh if lang == "zh" else c.chain_en
            line: list[Any] = [html.Strong(c.name_zh if lang == "zh" else c.name_en)]
            if c.region != region:
                line.append(
                    go(store.regions[c.region].short(lang), to_place(state, c.region), class_name="project-place")
                )
            if chain:
                line.append(html.Span(chain, className="muted"))
            numbers: list[Any] = []
            for f in c.figures[:4]:
                when = f" ({store.period_label(f.period, lang)})" if f.period else ""
                number = quantity(f.value, f.unit_zh, f.unit_en, lang)
                numbers.append(
                    html.Li(
                        [
                            figure(number, f.reference, f.source, lang),
                            html.Span(when, className="muted", **{"data-text": "label"}),
                        ]
                    )
                )
            line.append(source_link(store, c.source, lang))
            rows.append(
                html.Li(
                    [
                        html.Div(line, className="cluster-line", **{"data-text": "name"}),
                        *([html.Ul(numbers, className="cluster-figures")] if numbers else []),
                    ],
                    className="cluster",
                )
            )
        title = html.H3(
            [
                html.Span(className=f"glyph glyph-{kind}", **{"aria-hidden": "true"}),
                message(lang, f"kind-{kind}"),
                html.Span(
                    [" ", figure(plain(len(found)), f"count:{kind}:{region}", "s-atlas", lang)], className="muted"
                ),
            ],
            className="cluster-kind",
        )
        blocks.append(html.Section([title, *more(rows, limit, lang, lambda part: html.Ul(part, className="clusters"))]))
    return blocks
