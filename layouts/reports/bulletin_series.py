"""What a bulletin compares: the series of a family of indicators, ranks against the year before, targets with results.

Belongs here: choosing, ranking and pairing figures. Does not belong here: the words and the page (``bulletin.py``).

A rank is compared with the year before only among the cities that are in both series: a city that joins or leaves would
otherwise move the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.periods import parse_period
from data.place import figures_of
from data.series import Coverage, Figure, Series, SeriesKey, catalogue
from data.store import Store

FAMILIES: dict[str, tuple[str, ...]] = {
    "investment": ("investment", "pipeline"),
    "economy": ("economy", "derived"),
    "population": ("population",),
    "industry": ("industry",),
    "cluster": ("cluster",),
    "atlas": ("atlas",),
}
"""Family of a bulletin → families of indicators it holds."""

_HOMES = {"population_density": "population", "known_projects_per_million": "atlas"}
"""Derived indicators that belong to another bulletin than their family."""

MOST_SERIES = 5
_LEAST = 3  # cities: fewer make no comparison


class FamilyError(ValueError):
    """A bulletin was asked for a family that there is not, or that holds nothing to compare."""


def _position(store: Store, indicator: str, family: str) -> int:
    """Where an indicator's family stands in a bulletin; -1 when it does not belong there."""
    home = _HOMES.get(indicator, store.indicators[indicator].family)
    return FAMILIES[family].index(home) if home in FAMILIES[family] else -1


def _whole_year(key: SeriesKey) -> bool:
    return len(key.period) == 4 or not key.period or key.scope == "devzone_batch"


def _end(key: SeriesKey) -> int:
    return parse_period(key.period).end if key.period else 0


def _chosen(coverages: Sequence[Coverage]) -> Coverage | None:
    """The newest series of an indicator that compares at least half as many cities as the best covered one."""
    fitting = [c for c in coverages if c.comparable >= _LEAST]
    if not fitting:
        return None
    yearly = [c for c in fitting if _whole_year(c.key)] or fitting
    most = max(c.comparable for c in yearly)
    return max((c for c in yearly if c.comparable * 2 >= most), key=lambda c: (_end(c.key), c.comparable))


def chosen_series(store: Store, family: str) -> list[SeriesKey]:
    """The series a bulletin compares.

    Args:
        store: the store.
        family: a key of ``FAMILIES``.

    Returns:
        At most ``MOST_SERIES``, one an indicator, the newest first and among equals the best covered.

    Raises:
        FamilyError: when there is no such family, or nothing of it is known for three cities.
    """
    if family not in FAMILIES:
        msg = f"family={family!r}: expected one of {', '.join(FAMILIES)}"
        raise FamilyError(msg)
    found = []
    for indicator, coverages in catalogue(store, "prefecture").items():
        if _position(store, indicator, family) >= 0:
            best = _chosen(coverages)
            if best is not None:
                found.append(best)
    if not found:
        msg = f"family={family!r}: none of it is known for {_LEAST} cities in one period and scope; choose another"
        raise FamilyError(msg)
    found.sort(
        key=lambda c: (
            _position(store, c.key.indicator, family) if family == "economy" else 0,
            -_end(c.key),
            not store.indicators[c.key.indicator].core,
            -c.comparable,
            c.key.indicator,
        )
    )
    return [c.key for c in found[:MOST_SERIES]]


def ranks(values: dict[str, float], lower_better: bool) -> dict[str, int]:
    """Competition ranks (1, 2, 2, 4) of some values.

    Args:
        values: region code → value.
        lower_better: is the lowest the first?

    Returns:
        Region code → rank.
    """
    sign = 1 if lower_better else -1
    return {code: 1 + sum(sign * other < sign * value for other in values.values()) for code, value in values.items()}


def rank_moves(store: Store, found: Series) -> tuple[dict[str, int], int]:
    """How ranks moved since a year before, among the cities that are in both series.

    Args:
        store: the store.
        found: the series.

    Returns:
        Region code → places gained (negative: lost), and how many cities are in both; nothing below three.
    """
    both = {code: f for code, f in found.values.items() if f.previous_value is not None}
    if len(both) < _LEAST:
        return {}, len(both)
    lower = store.indicators[found.key.indicator].direction == "lower_better"
    now = ranks({code: f.value for code, f in both.items()}, lower)
    before = ranks({code: float(f.previous_value or 0) for code, f in both.items()}, lower)
    return {code: before[code] - now[code] for code in both}, len(both)


@dataclass(frozen=True, slots=True)
class Target:
    """A target and what became of it.

    Attributes:
        target: the target.
        actual: the result of the same indicator and period, or of a part of the period; None when none is published.
        relation: ``same`` scope and period, ``part`` of the period, ``scope`` unlike, or ``none``.
    """

    target: Figure
    actual: Figure | None
    relation: str


def targets(store: Store, family: str) -> list[Target]:
    """All targets of the cities in a family: those with a result first, then the newest.

    Args:
        store: the store.
        family: a key of ``FAMILIES``.

    Returns:
        One row a city, indicator and period: targets of one value under two wordings of the scope are one target.
    """
    rows: list[Target] = []
    for code in store.prefectures:
        figures = [f for f in figures_of(store, code) if _position(store, f.indicator, family) >= 0]
        results = [f for f in figures if f.nature == "result" and f.tier != "weak"]
        seen: dict[tuple[str, str, float], Target] = {}
        for target in (f for f in figures if f.nature == "target"):
            row = _paired(target, [f for f in results if f.indicator == target.indicator and f.period])
            key = (target.indicator, target.period, target.value)
            if key not in seen or _ORDER.index(row.relation) < _ORDER.index(seen[key].relation):
                seen[key] = row
        rows += seen.values()
    return sorted(rows, key=lambda r: (_ORDER.index(r.relation), -parse_period(r.target.period).end, r.target.region))


_ORDER = ("same", "part", "scope", "none")


def _paired(target: Figure, results: Sequence[Figure]) -> Target:
    span = parse_period(target.period)
    for item in results:
        if item.scope == target.scope and item.period == target.period:
            return Target(target, item, "same")
    for item in results:
        inside = parse_period(item.period)
        if item.scope == target.scope and span.start <= inside.start and inside.end <= span.end:
            return Target(target, item, "part")
    for item in results:
        if item.period == target.period:
            return Target(target, item, "scope")
    return Target(target, None, "none")
