"""总览 · the province: one map, its ranking, its sentence, the ladder, events and what was corrected."""

from typing import Any

from dash import html

from data.place import corrections, events_in, figures_of, statements_of
from data.series import Figure, ladders
from data.store import PROVINCE, Store
from layouts import ids
from layouts.components.block import Block
from layouts.components.evidence import event_list, statement_list
from layouts.components.figure import figure, shown
from layouts.components.ladder import ladder_block
from layouts.components.legend import legend
from layouts.components.link import go, to_place
from layouts.components.map_block import map_block
from layouts.components.pickers import indicator_picker, level_switch, mode_links, scope_line, timeline_row
from layouts.components.ranking import ranking
from layouts.components.take_along import take_along
from layouts.components.take_away import take_away
from layouts.messages import message
from layouts.numbers import growth
from layouts.selection import MapView
from layouts.sentences import map_headline
from layouts.view_state import ViewState

_KEY_FIGURES = ("signed_projects", "signed_amount_yi", "signed_started_projects", "funds_in_place_yi")


def headline(store: Store, view: MapView) -> list[Any]:
    """The headline in words, with its number as a button, and the sentences under it."""
    lang = view.state.lang
    line = map_headline(store, view)
    title: list[Any] = [line.title]
    if line.lead is not None and line.number is not None:
        title += [
            figure(
                line.number,
                line.lead.figure_id,
                line.lead.source,
                lang,
                qualifier=line.lead.qualifier,
                class_name="figure-title",
            ),
            line.after,
        ]
    details: list[Any] = []
    for detail in line.details:
        if detail.reference:
            details.append(
                html.P(figure(detail.text, detail.reference, detail.source, lang, class_name="figure-sentence"))
            )
        else:
            details.append(html.P(detail.text, **{"data-text": "label"}))
    after = {"data-figure": line.lead.figure_id, "data-source": line.lead.source.replace(";", " ")} if line.lead else {}
    kicker = html.P(store.regions[PROVINCE].name(lang), className="kicker")
    return [
        kicker,
        html.H1(title, className="headline", tabIndex=-1, **{**after, "data-passive": ""}),
        html.Div(details, className="headline-details"),
    ]


def _latest_by_indicator(store: Store, region: str) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for item in figures_of(store, region):
        if item.nature == "result" and len(item.period) == 4:
            found.setdefault(item.indicator, item)
    return found


def key_figures(store: Store, lang: str) -> html.Dl:
    """The province's newest yearly investment figures, each with its change on the year before."""
    cards = []
    newest = _latest_by_indicator(store, PROVINCE)
    for indicator in _KEY_FIGURES:
        item = newest.get(indicator)
        if item is None:
            continue
        when = store.period_label(item.period, lang, item.scope)
        label = [html.Span(store.indicators[indicator].label(lang)), html.Span(when, className="key-period")]
        lines: list[Any] = [html.Span(label, className="key-what", **{"data-text": "label"})]
        if item.previous_value:
            change = item.value / item.previous_value - 1
            text = message(
                lang,
                "change-on",
                change=growth(change),
                period=store.period_label(item.previous_period, lang),
            )
            lines.append(figure(text, f"change:{item.figure_id}", item.source, lang, class_name="change"))
        cards.append(
            html.Div(
                [html.Dt(lines, className="key-label"), html.Dd(shown(store, item, lang, class_name="key-number"))],
                className="key-card",
            )
        )
    return html.Dl(cards, className="key-figures")


def overview(store: Store, view: MapView) -> html.Div:
    """The page of the province.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        The page.
    """
    state, lang = view.state, view.state.lang
    toolbar = html.Div(
        [
            html.Div(
                [
                    indicator_picker(store, view, state),
                    Block(
                        mode_links(store, view, state),
                        id=ids.OVERVIEW_MODE,
                        className="segments",
                        attributes={"role": "group", "aria-label": message(lang, "mode")},
                    ),
                    level_switch(store, view, state),
                ],
                className="toolbar-left",
            ),
            html.Div(
                [
                    Block(scope_line(store, view, state), className="scope-line", id=ids.OVERVIEW_SCOPE),
                    Block([take_along(state), take_away(store, state)], className="take-bar"),
                ],
                className="toolbar-right",
            ),
        ],
        className="toolbar",
    )
    left = html.Section(
        [
            Block(headline(store, view), id=ids.OVERVIEW_HEADLINE, attributes={"aria-live": "polite"}),
            Block(
                [
                    html.H2(message(lang, "province-figures"), className="visually-hidden"),
                    key_figures(store, lang),
                    *ladder_blocks(store, PROVINCE, lang),
                ]
            ),
        ],
        className="column column-story",
        **{"aria-label": message(lang, "column-story")},
    )
    middle = html.Section(
        [
            map_block(store, view, ids.OVERVIEW_MAP, PROVINCE),
            Block(legend(store, view), id=ids.OVERVIEW_LEGEND, className="legend"),
            Block(timeline_row(store, view, state), id=ids.OVERVIEW_TIMELINE, className="timeline"),
        ],
        className="column column-map",
        **{"aria-label": message(lang, "column-map")},
    )
    right = html.Section(
        [
            Block(ranking(store, view), id=ids.OVERVIEW_RANKING),
            Block(
                [
                    html.H2(message(lang, "events"), className="section-title"),
                    event_list(store, events_in(store, PROVINCE), lang, limit=6),
                ]
            ),
        ],
        className="column column-ranking",
        **{"aria-label": message(lang, "column-ranking")},
    )
    below = Block(
        [
            html.Div(
                [
                    html.H2(message(lang, "province-says"), className="section-title"),
                    statement_list(store, statements_of(store, PROVINCE), lang),
                ]
            ),
            html.Div([html.H2(message(lang, "corrected"), className="section-title"), correction_list(store, state)]),
        ],
        tag="section",
        className="band band-two",
    )
    return html.Div(
        [toolbar, html.Div([left, middle, right], className="columns columns-overview"), below],
        className="page page-overview",
    )


def ladder_blocks(store: Store, region: str, lang: str) -> list[Any]:
    """The newest yearly ladder and the newest batch, in this order, as far as they are known."""
    blocks: list[Any] = []
    for wanted in ("all_promotion", "devzone_batch"):
        for period, scope in ladders(store, region):
            block = (
                ladder_block(store, region, period, scope, lang)
                if scope == wanted and (wanted != "all_promotion" or len(period) == 4)
                else None
            )
            if block is not None:
                blocks.append(block)
                break
    return blocks


def correction_list(store: Store, state: ViewState) -> html.Ul:
    """What was printed wrongly, in the open."""
    lang = state.lang
    items = []
    for item in corrections(store):
        places: list[Any] = []
        if item.right_value and item.printed_value != item.right_value and item.right_value in store.regions:
            wrong, right = store.regions[item.printed_value].name(lang), store.regions[item.right_value]
            places = [
                message(lang, "correction-from-to", wrong=wrong),
                " ",
                go(right.name(lang), to_place(state, right.code)),
            ]
        reason = item.reason_zh if lang == "zh" else item.reason_en
        quote = html.Q(item.as_printed, lang="zh-Hans", **{"data-text": "quote"})
        items.append(
            html.Li(
                [quote, html.Span(places), html.P(reason, className="note", **{"data-text": "note"})],
                className="correction",
            )
        )
    return html.Ul(items, className="corrections")
