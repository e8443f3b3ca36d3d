"""数据与来源 · where everything comes from: coverage, indicators, corrections, documents, downloads."""

from typing import Any

from dash import html

from data.place import corrections
from data.schema import TABLES
from data.series import catalogue
from data.store import Store
from layouts.components.block import Block
from layouts.components.evidence import source_link
from layouts.components.figure import figure
from layouts.components.link import go, to_overview, to_place
from layouts.messages import message
from layouts.numbers import plain
from layouts.view_state import ViewState

_TIERS = ("official", "press", "seed", "copy", "weak", "atlas")


def sources_page(store: Store, state: ViewState) -> html.Div:
    """The page of data and sources.

    Args:
        store: the store.
        state: the view state (language, edition).

    Returns:
        The page.
    """
    lang = state.lang
    sections = (
        ("sources-coverage", _coverage(store, state)),
        ("sources-corrections", _corrections(store, state)),
        ("sources-indicators", _indicators(store, state)),
        ("sources-documents", _documents(store, lang)),
        ("sources-downloads", _downloads(store, state)),
    )
    contents = html.Nav(
        html.Ul([html.Li(html.A(message(lang, key), href=f"#{key}")) for key, _ in sections]),
        className="contents",
        **{"aria-label": message(lang, "contents")},
    )
    body = [
        html.Section([html.H2(message(lang, key), className="section-title"), *parts], id=key, className="band")
        for key, parts in sections
    ]
    title = html.H1(message(lang, "sources-title"), className="headline", tabIndex=-1)
    head = html.Div(
        [title, html.P(message(lang, "sources-lead"), className="lead"), contents], className="sources-head"
    )
    return html.Div(Block([head, *body]), className="page page-sources")


def _coverage(store: Store, state: ViewState) -> list[Any]:
    """Indicator × city: the newest period there is, for every core indicator."""
    lang = state.lang
    rows = store.rows(
        "SELECT indicator_id, region_code, arg_max(period, period_end) AS newest FROM shown "
        "WHERE level = 'prefecture' AND nature = 'result' AND family NOT IN ('atlas', 'derived') GROUP BY ALL"
    )
    cells = {(r["indicator_id"], r["region_code"]): r for r in rows}
    known = sorted(
        (
            i
            for i in catalogue(store, "prefecture")
            if store.indicators[i].core and store.indicators[i].family not in ("atlas", "derived")
        ),
        key=lambda i: (-sum((i, c) in cells for c in store.prefectures), i),
    )
    head = html.Thead(
        html.Tr(
            [html.Th(message(lang, "indicator"), scope="col")]
            + [html.Th(go(store.regions[c].short(lang), to_place(state, c)), scope="col") for c in store.prefectures]
            + [html.Th(message(lang, "cities-with"), scope="col")]
        )
    )
    body = []
    for indicator in known:
        name = go(store.indicators[indicator].label(lang), to_overview(state).with_(indicator=indicator))
        line: list[Any] = [html.Th(name, scope="row", **{"data-text": "label"})]
        n = 0
        for code in store.prefectures:
            cell = cells.get((indicator, code))
            if cell is None:
                line.append(
                    html.Td(
                        html.Span("—", **{"aria-label": message(lang, "not-published")}),
                        className="coverage-none",
                        **{"data-state": "not-published"},
                    )
                )
            else:
                n += 1
                text = store.period_label(cell["newest"], lang)
                line.append(
                    html.Td(
                        html.Span(
                            text,
                            className="coverage-some",
                            **{"data-text": "label"},
                        )
                    )
                )
        line.append(html.Td(figure(plain(n), f"count:coverage:{indicator}", "s-atlas", lang), className="number-cell"))
        body.append(html.Tr(line))
    table = html.Table([head, html.Tbody(body)], className="table table-coverage")
    return [
        html.P(message(lang, "coverage-note"), className="note"),
        html.Div(
            table,
            className="table-scroll",
            tabIndex=0,
            role="region",
            **{"aria-label": message(lang, "sources-coverage")},
        ),
    ]


def _corrections(store: Store, state: ViewState) -> list[Any]:
    lang = state.lang
    items = []
    for item in corrections(store):
        change: list[Any] = []
        if (
            item.right_value in store.regions
            and item.printed_value in store.regions
            and item.printed_value != item.right_value
        ):
            wrong, right = store.regions[item.printed_value].name(lang), store.regions[item.right_value]
            change = [
                html.P(
                    [
                        message(lang, "correction-from-to", wrong=wrong),
                        " ",
                        go(right.name(lang), to_place(state, right.code)),
                    ]
                )
            ]
        evidence = html.Span([source_link(store, s, lang) for s in item.evidence], className="source-list")
        reason = item.reason_zh if lang == "zh" else item.reason_en
        items.append(
            html.Li(
                [
                    html.Q(item.as_printed, lang="zh-Hans", **{"data-text": "quote"}),
                    *change,
                    html.P(reason, className="note", **{"data-text": "note"}),
                    *([html.P([message(lang, "evidence"), " ", evidence])] if item.evidence else []),
                ],
                id=item.correction_id,
                className="correction",
            )
        )
    return [html.Ul(items, className="corrections")]


def _indicators(store: Store, state: ViewState) -> list[Any]:
    lang = state.lang
    used = {r["indicator_id"] for r in store.rows("SELECT DISTINCT indicator_id FROM figures")}
    found = [i for i in store.indicators.values() if i.indicator_id in used]
    head = html.Thead(
        html.Tr(
            [
                html.Th(message(lang, k), scope="col")
                for k in ("indicator", "unit", "definition", "additive", "comparable")
            ]
        )
    )

    def table(items: list[Any]) -> html.Table:
        body = [
            html.Tr(
                [
                    html.Th(
                        [html.Span(i.label(lang)), html.Code(i.indicator_id, className="code")],
                        scope="row",
                        **{"data-text": "label"},
                    ),
                    html.Td(
                        i.unit_zh if lang == "zh" else i.unit_en,
                        **{"data-text": "label", "data-label": message(lang, "unit")},
                    ),
                    html.Td(i.definition(lang), **{"data-text": "note", "data-label": message(lang, "definition")}),
                    html.Td(message(lang, "yes" if i.additive else "no"), **{"data-label": message(lang, "additive")}),
                    html.Td(
                        message(lang, "yes" if i.comparable else "no"), **{"data-label": message(lang, "comparable")}
                    ),
                ],
                id=f"indicator-{i.indicator_id}",
            )
            for i in items
        ]
        return html.Table([head, html.Tbody(body)], className="table table-indicators")

    core = [i for i in found if i.core]
    rest = [i for i in found if not i.core]
    more = html.Details(
        [html.Summary(message(lang, "more", n=len(rest)), **{"data-text": "label"}), table(rest)], className="more"
    )
    return [table(core), more]


def _documents(store: Store, lang: str) -> list[Any]:
    parts: list[Any] = [html.P(message(lang, "documents-note"), className="note")]
    for tier in _TIERS:
        found = [s for s in store.sources.values() if s.tier == tier]
        if not found:
            continue
        found.sort(key=lambda s: (s.date or "0", s.source_id), reverse=True)
        rows = []
        for s in found:
            title, other = s.heading(lang)
            publisher = s.publisher if lang == "zh" or not s.publisher_en else s.publisher_en
            shown: Any = html.Span(title, **({"lang": other} if other else {}))
            if s.url:
                shown = html.A(shown, href=s.url, rel="noopener noreferrer", target="_blank")
            note = s.note_zh if lang == "zh" else s.note
            rows.append(
                html.Li(
                    [
                        shown,
                        html.Span(" · ".join(filter(None, (publisher, s.date))), className="muted"),
                        html.Code(s.source_id, className="code"),
                        *([html.Span(note, className="note")] if note else []),
                    ],
                    id=s.source_id,
                    **{"data-text": "name"},
                )
            )
        summary = html.Summary(
            [
                html.Strong(message(lang, f"tier-{tier}")),
                html.Span(
                    f" {plain(len(found))}",
                    **{"data-figure": f"count:tier-{tier}:", "data-source": "s-atlas", "data-passive": ""},
                ),
                html.Span(" · " + message(lang, f"tier-{tier}-note"), className="muted"),
            ]
        )
        parts.append(
            html.Details([summary, html.Ul(rows, className="documents")], className="more", open=tier == "official")
        )
    return parts


def _downloads(store: Store, state: ViewState) -> list[Any]:
    lang = state.lang
    suffix = f"?edition={state.edition}" if state.edition else ""
    rows = []
    for name, entry in store.edition.manifest["tables"].items():
        table = TABLES.get(name)
        title = (table.title_zh if lang == "zh" else table.title_en) if table else message(lang, "table-figures")
        rows.append(
            html.Tr(
                [
                    html.Th([html.Span(title), html.Code(name, className="code")], scope="row"),
                    html.Td(
                        figure(plain(entry["rows"]), f"count:rows-{name}:", "s-atlas", lang), className="number-cell"
                    ),
                    html.Td(
                        [
                            html.A("CSV", href=f"/data/{name}.csv{suffix}", download=""),
                            " ",
                            html.A("Parquet", href=f"/data/{name}.parquet{suffix}", download=""),
                        ]
                    ),
                ]
            )
        )
    head = html.Thead(html.Tr([html.Th(message(lang, k), scope="col") for k in ("table", "rows", "download")]))
    geo = [
        html.A(message(lang, f"download-{level}"), href=f"/data/{level}.geojson", download="")
        for level in ("prefectures", "counties")
    ]
    package = html.A("datapackage.json", href=f"/data/datapackage.json{suffix}", download="")
    return [
        html.P([message(lang, "download-lead"), " ", package, " · ", geo[0], " · ", geo[1]]),
        html.Table([head, html.Tbody(rows)], className="table table-downloads"),
    ]
