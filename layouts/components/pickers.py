"""What is shown: the indicator with its coverage, the way of showing it, level, scope, and the timeline of periods."""

from typing import Any

from dash import html

from data.series import Coverage, catalogue, latest
from data.store import Indicator, Store
from layouts import ids
from layouts.components.block import Block
from layouts.components.link import link
from layouts.messages import message
from layouts.selection import OPENING, OPENING_COUNTY, MapView
from layouts.view_state import LATEST, ViewState

_FAMILIES = (
    "investment",
    "cluster",
    "economy",
    "population",
    "industry",
    "pipeline",
    "environment",
    "cooperation",
    "rank",
    "derived",
    "atlas",
)


def offered(store: Store, level: str) -> dict[str, list[tuple[Indicator, Coverage]]]:
    """Family → indicators a level can be coloured by, the best-covered first.

    Core indicators are offered from one figure on, the others when at least two regions can be compared.
    """
    groups: dict[str, list[tuple[Indicator, Coverage]]] = {family: [] for family in _FAMILIES}
    for indicator_id, found in catalogue(store, level).items():
        indicator = store.indicators[indicator_id]
        # The batches are investment to whoever looks for it, though the tables file them under the project pipeline.
        family = "investment" if indicator_id.startswith("batch_") else indicator.family
        if indicator.core or found[0].comparable >= 2:
            groups[family].append((indicator, found[0]))
    for group in groups.values():
        group.sort(key=_place_in_list)
    return {family: group for family, group in groups.items() if group}


def _place_in_list(pair: tuple[Indicator, Coverage]) -> tuple[bool, bool, int, str]:
    """The opening indicator first, then the core ones, the best-covered first."""
    indicator, coverage = pair
    return (
        indicator.indicator_id != OPENING.indicator,
        not indicator.core,
        -coverage.comparable,
        indicator.indicator_id,
    )


def indicator_picker(store: Store, view: MapView, state: ViewState) -> html.Details:
    """The list of indicators, each with how many regions have a figure.

    Args:
        store: the store.
        view: the map's view.
        state: the view state links start from.

    Returns:
        A disclosure whose links change the indicator.
    """
    lang = state.lang
    of = len(view.codes)
    groups: list[Any] = []
    for family, pairs in offered(store, view.level).items():
        items = []
        for indicator, coverage in pairs:
            count = html.Span(
                message(lang, "coverage-short", n=coverage.known, of=of),
                className="picker-count",
                **{
                    "data-figure": f"count:coverage:{indicator.indicator_id}",
                    "data-source": "s-atlas",
                    "data-passive": "",
                },
            )
            text = html.Span(indicator.label(lang), className="picker-label", **{"data-text": "label"})
            items.append(html.Li(link([text, count], state, indicator=indicator.indicator_id, period="", scope="")))
        groups.append(html.Section([html.H3(message(lang, f"family-{family}")), html.Ul(items)]))
    current = Block(current_choice(store, view), tag="span", id=ids.OVERVIEW_PICKED, className="picker-current")
    return html.Details(
        [
            html.Summary([html.Span(message(lang, "indicator"), className="picker-name"), current]),
            Block(html.Div(groups, className="picker-groups"), className="picker-panel"),
        ],
        className="picker picker-indicator",
        **{
            "data-picker": "indicator",
            "data-default": (OPENING if view.level == "prefecture" else OPENING_COUNTY).indicator,
            "data-ahead": f"/parts/{view.level}.{lang}.json?v={store.edition.edition_id}",
        },
    )


def current_choice(store: Store, view: MapView) -> str:
    """The chosen indicator in words."""
    return view.indicator.label(view.state.lang)


def mode_links(store: Store, view: MapView, state: ViewState) -> list[html.A]:
    """The three ways of showing what is known, never mixed."""
    lang = state.lang
    opening = OPENING if view.level == "prefecture" else OPENING_COUNTY
    is_atlas = view.indicator.family == "atlas"
    compare = {"period": "", "scope": ""} if not is_atlas else {"indicator": "", "period": "", "scope": ""}
    newest = view.indicator.indicator_id if not is_atlas else "signed_amount_yi"
    if not latest(store, newest, view.level):
        newest = opening.indicator
    choices = [
        ("comparable", compare),
        ("latest", {"indicator": newest, "period": LATEST, "scope": ""}),
        ("known", {"indicator": "known_projects", "period": "", "scope": ""}),
    ]
    if view.level == "county":
        choices[0] = (
            "comparable",
            compare if not is_atlas else {"indicator": "population_10k", "period": "", "scope": ""},
        )
    return [
        link(message(lang, f"mode-{name}"), state, current=view.mode == name, class_name="segment", **changes)
        for name, changes in choices
    ]


def level_switch(store: Store, view: MapView, state: ViewState) -> Block:
    """Prefectures or counties; an indicator the other level lacks is left behind."""
    lang = state.lang
    items = []
    for level in ("prefecture", "county"):
        changes: dict[str, Any] = {"level": level}
        if level != view.level and view.indicator.indicator_id not in catalogue(store, level):
            changes |= {"indicator": "", "period": "", "scope": ""}
        elif level != view.level and view.mode != "latest":
            changes |= {"period": "", "scope": ""}
            if view.indicator.indicator_id == OPENING_COUNTY.indicator:
                changes |= {"indicator": "known_projects"}
        items.append(
            link(message(lang, f"level-{level}"), state, current=view.level == level, class_name="segment", **changes)
        )
    return Block(items, className="segments", attributes={"role": "group", "aria-label": message(lang, "level")})


def scope_line(store: Store, view: MapView, state: ViewState) -> list[Any]:
    """Which scope is shown, what it counts, and the other scopes there are for the period."""
    lang = state.lang
    if view.series is None:
        return [html.Span(message(lang, "scope-mixed"), className="scope-text")]
    key = view.series.key
    children: list[Any] = [
        html.Span(message(lang, "scope"), className="picker-name"),
        html.Span(
            store.scope_label(key.scope, lang),
            className="scope-text",
            title=store.scope_definition(key.scope, lang),
            **{"data-text": "label"},
        ),
    ]
    for other in view.scopes[:3]:
        text = store.scope_label(other.key.scope, lang)
        children.append(
            link(
                text,
                state,
                class_name="chip",
                indicator=other.key.indicator,
                period=other.key.period,
                scope=other.key.scope,
            )
        )
    return children


def timeline_row(store: Store, view: MapView, state: ViewState) -> list[Any]:
    """The periods of the series as stops, with a play button where there are several."""
    lang = state.lang
    if view.series is None or len(view.periods) < 2:
        return (
            [html.Span(message(lang, "one-period"), className="muted timeline-single")]
            if view.series and view.series.key.period
            else []
        )
    stops = []
    for coverage in view.periods:
        key = coverage.key
        text = store.period_label(key.period, lang, key.scope)
        n = message(lang, "coverage-short", n=coverage.comparable, of=len(view.codes))
        stops.append(
            html.Li(
                link(
                    [html.Span(text, className="stop-label"), html.Span(n, className="stop-count")],
                    state,
                    class_name="stop",
                    current=key == view.series.key,
                    indicator=key.indicator,
                    period=key.period,
                    scope=key.scope,
                ),
                **{"data-figure": f"count:coverage:{key.indicator}", "data-source": "s-atlas", "data-passive": ""},
            )
        )
    play = html.Button(
        html.Span("▸", **{"aria-hidden": "true"}),
        type="button",
        className="play",
        **{"data-play": "", "aria-label": message(lang, "play"), "aria-pressed": "false"},
    )
    return [play, html.Ol(stops, className="stops", **{"aria-label": message(lang, "timeline")})]
