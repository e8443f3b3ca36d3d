"""From a view state to what the map shows: defaults filled in, codes checked, everything the page needs in one value.

A choice that the data does not have becomes the nearest one it has, and a notice says so. Map, ranking, legend and
sentence are all made from the one ``MapView``, so they cannot disagree.
"""

from dataclasses import dataclass

from data.measures import Classes, classify
from data.series import Coverage, Figure, Series, SeriesKey, catalogue, latest, series, timeline
from data.store import Indicator, Store
from layouts.view_state import LATEST, Notice, ViewState

OPENING = SeriesKey("batch_signed_projects", "2023-12", "devzone_batch")
"""The province opens on a comparable investment series with the widest coverage among the rungs."""

OPENING_COUNTY = SeriesKey("known_projects", "", "atlas")


@dataclass(frozen=True, slots=True)
class MapView:
    """One map with everything that is said about it.

    Attributes:
        state: the view state it came from.
        mode: ``comparable`` (one series, classed), ``known`` (complete counts of this atlas, classed) or ``latest``
            (symbols, neither classed nor ranked).
        level: ``prefecture`` or ``county``.
        codes: the regions on the map, in the order of the codes.
        indicator: the indicator.
        series: the series, None in the mode ``latest``.
        latest: each region's newest figure, () in the other modes.
        classes: classes of the series.
        coverage: how much of the level the series covers.
        periods: coverages of the same indicator and scope, oldest first.
        scopes: coverages of the other scopes of the indicator and period.
    """

    state: ViewState
    mode: str
    level: str
    codes: tuple[str, ...]
    indicator: Indicator
    series: Series | None
    latest: tuple[Figure, ...]
    classes: Classes
    coverage: Coverage | None
    periods: tuple[Coverage, ...]
    scopes: tuple[Coverage, ...]

    @property
    def key(self) -> str:
        """Names what is painted: indicator, period and scope."""
        period = LATEST if self.mode == "latest" else (self.series.key.period if self.series else "")
        return f"{self.indicator.indicator_id}|{period}|{self.series.key.scope if self.series else ''}"

    @property
    def largest(self) -> float:
        """The largest absolute value shown: it decides the unit in which all are printed."""
        figures = self.latest if self.series is None else (*self.series.values.values(), *self.series.others.values())
        return max((abs(f.value) for f in figures), default=0.0)

    @property
    def ranked(self) -> tuple[Figure, ...]:
        """The classed figures, the best first (largest first where no direction is better); equal ones by code."""
        if self.series is None:
            return ()
        sign = 1 if self.indicator.direction == "lower_better" else -1
        return tuple(sorted(self.series.values.values(), key=lambda f: (sign * f.value, f.region)))


def _codes(store: Store, level: str, within: str = "") -> tuple[str, ...]:
    return tuple(c for c, r in store.regions.items() if r.level == level and (not within or r.parent == within))


def choose_map(store: Store, state: ViewState, *, within: str = "") -> tuple[MapView, tuple[Notice, ...]]:
    """Resolve what a map shows.

    Args:
        store: the store.
        state: a parsed view state.
        within: code of a prefecture: only its counties; "" for the whole province.

    Returns:
        The map's view, and notices about choices that were not to be had.
    """
    notices: list[Notice] = []
    level = "county" if within else state.level
    codes = _codes(store, level, within)
    offered = catalogue(store, level)
    indicator_id = state.indicator
    opening = OPENING if level == "prefecture" else OPENING_COUNTY
    if indicator_id and indicator_id not in store.indicators:
        notices.append(Notice("notice-unknown-value", "indicator", indicator_id[:40]))
        indicator_id = ""
    wants_latest = state.period == LATEST
    if wants_latest and indicator_id and latest(store, indicator_id, level):
        indicator = store.indicators[indicator_id]
        newest = tuple(f for f in latest(store, indicator_id, level) if f.region in codes)
        view = MapView(state, "latest", level, codes, indicator, None, newest, Classes((), ()), None, (), ())
        return view, tuple(notices)
    if indicator_id and indicator_id not in offered:
        label = store.indicators[indicator_id].label(state.lang)
        notices.append(Notice("notice-no-figures", "indicator", label))
        indicator_id = ""
    if wants_latest and not notices:
        notices.append(Notice("notice-no-latest", "period", LATEST))
    # An edition may lack the opening series: then it opens on the first there is.
    choices = offered.get(indicator_id or opening.indicator) or next(iter(offered.values()))
    key = opening if not indicator_id and any(c.key == opening for c in choices) else choices[0].key
    period = "" if wants_latest else state.period
    if period or state.scope:
        fitting = [
            c
            for c in choices
            if (not period or c.key.period == period) and (not state.scope or c.key.scope == state.scope)
        ]
        if not fitting and period:
            fitting = [c for c in choices if c.key.period == period]
            if not fitting:
                notices.append(Notice("notice-unknown-value", "period", period[:40]))
            if state.scope:
                notices.append(Notice("notice-unknown-value", "scope", _scope_text(store, state)))
        elif not fitting:
            notices.append(Notice("notice-unknown-value", "scope", _scope_text(store, state)))
        if fitting:
            key = fitting[0].key
    found = series(store, key, level)
    if within:
        values = {c: f for c, f in found.values.items() if c in codes}
        found = Series(key, level, values, {c: f for c, f in found.others.items() if c in codes}, found.province)
    coverage = next(c for c in choices if c.key == key)
    indicator = store.indicators[key.indicator]
    view = MapView(
        state,
        "known" if indicator.family == "atlas" or key.scope == "atlas" else "comparable",
        level,
        codes,
        indicator,
        found,
        (),
        classify([f.value for f in found.values.values()]),
        coverage,
        timeline(store, key.indicator, key.scope, level),
        tuple(c for c in choices if c.key.period == key.period and c.key.scope != key.scope),
    )
    return view, tuple(notices)


def _scope_text(store: Store, state: ViewState) -> str:
    return store.scope_label(state.scope, state.lang) if state.scope in store.scope_ids else state.scope[:40]
