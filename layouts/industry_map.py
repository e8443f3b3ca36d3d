"""What the map of one industry shows: a count of what is known, or a published indicator that compares cities.

The result is the same ``MapView`` as on the other pages, so map, ranking, legend and sentence are made by the same
functions. Does not belong here: the page around it.
"""

from dataclasses import replace
from typing import Any

from data.industry import COUNT_TITLES, Industry, evidence
from data.industry_measures import comparable_series
from data.measures import Classes, classify
from data.series import Figure, Series, SeriesKey
from data.store import PROVINCE, Indicator, Store
from layouts.selection import MapView, choose_map
from layouts.view_state import Notice, ViewState

MAP_COUNTS = ("evidence", "projects", "companies", "zones", "towns", "statements")
"""Counts that the map of an industry offers, the one it opens with first."""

_UNIT_LIKE = "known_projects"
"""Counts are printed like this indicator's (records, 条)."""


def reference(industry: Industry, what: str, region: str) -> str:
    """The passport reference of a count of an industry in a region."""
    return f"industry:{industry.item}:{what}:{region}"


def count_figure(industry: Industry, what: str, region: str, n: int) -> Figure:
    """A count as a figure that map and ranking can show."""
    fields: dict[str, Any] = {
        "qualifier": "exact",
        "source": "s-atlas",
        "tier": "atlas",
        "comparable": True,
        "reason": "",
    }
    empty: dict[str, Any] = {
        "rank": None,
        "rank_of": 0,
        "previous_id": "",
        "previous_value": None,
        "previous_period": "",
    }
    return Figure(
        figure_id=reference(industry, what, region),
        region=region,
        indicator=_UNIT_LIKE,
        period="",
        scope="atlas",
        nature="result",
        value=float(n),
        **fields,
        **empty,
    )


def _count_indicator(store: Store, industry: Industry, what: str) -> Indicator:
    like = store.indicators[_UNIT_LIKE]
    zh, en = COUNT_TITLES[what]
    label_zh, label_en = f"{industry.name_zh}已知{zh}", f"{industry.name_en} {en} known"
    return Indicator(
        what,
        label_zh,
        label_en,
        like.unit_zh,
        like.unit_en,
        "atlas",
        "",
        True,
        "neutral",
        True,
        True,
        label_zh,
        label_en,
    )


def _none_is_palest(classes: Classes) -> Classes:
    """The class that holds nothing but zero in the palest tone: a count of none is not a low count."""
    if not classes.bounds or classes.bounds[0] != (0, 0):
        return classes
    return replace(classes, tones=(0, *classes.tones[1:]))


def choose_industry_map(store: Store, state: ViewState, industry: Industry) -> tuple[MapView, tuple[Notice, ...]]:
    """Resolve what the map of an industry shows.

    Args:
        store: the store.
        state: the view state; ``indicator`` is one of ``MAP_COUNTS`` or an indicator of ``comparable_series``.
        industry: the industry.

    Returns:
        The map's view, and notices about choices that were not to be had.
    """
    measured = {key.indicator: key for key in comparable_series(store, industry.industry_id)}
    if state.indicator in measured:
        return choose_map(store, state.with_(level="prefecture"))
    notices: tuple[Notice, ...] = ()
    what = state.indicator or MAP_COUNTS[0]
    if what not in MAP_COUNTS:
        notices = (Notice("notice-unknown-value", "indicator", what[:40]),)
        what = MAP_COUNTS[0]
    found = evidence(store, industry.industry_id)
    codes = store.prefectures
    values = {code: count_figure(industry, what, code, found[code].count(what)) for code in codes}
    key = SeriesKey(what, "", "atlas")
    province = count_figure(industry, what, PROVINCE, found[PROVINCE].count(what))
    view = MapView(
        state.with_(level="prefecture"),
        "known",
        "prefecture",
        codes,
        _count_indicator(store, industry, what),
        Series(key, "prefecture", values, {}, province),
        (),
        _none_is_palest(classify([f.value for f in values.values()])),
        None,
        (),
        (),
    )
    return view, notices
