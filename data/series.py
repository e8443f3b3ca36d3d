"""Questions about one indicator across the map: which series there are, who is in one, what is newest.

Only results are mapped; targets and running totals are shown on a place's page, never classed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.store import PROVINCE, Store


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as shown.

    Attributes:
        figure_id: id that the passport answers to.
        region: region code.
        indicator: canonical indicator id.
        period: period key, "" for counts of this edition.
        scope: scope id.
        nature: ``result``, ``target`` or ``cumulative``.
        value: in the indicator's unit.
        qualifier: ``exact``, ``over``, ``about``, ``target`` or ``cumulative``.
        source: source ids separated by ``;``.
        tier: tier of the (leading) source.
        comparable: may it be classed and ranked within its series?
        reason: why not: ``indicator``, ``weak``, ``caution`` or "".
        rank: rank among the prefectures of the series, None when it has none.
        rank_of: how many prefectures of the series are ranked.
        previous_id: id of the figure one year earlier in the same series, "" when there is none or the series breaks.
        previous_value: its value.
        previous_period: its period.
    """

    figure_id: str
    region: str
    indicator: str
    period: str
    scope: str
    nature: str
    value: float
    qualifier: str
    source: str
    tier: str
    comparable: bool
    reason: str
    rank: int | None
    rank_of: int
    previous_id: str
    previous_value: float | None
    previous_period: str


FIGURE_SQL = (
    "SELECT figure_id, region_code, indicator_id, period, scope_id, nature, value, qualifier, source_id, tier, "
    "comparable, reason, rank, rank_of, previous_id, previous_value, previous_period FROM shown "
)


def figure_of(row: dict[str, Any]) -> Figure:
    """A row of ``shown`` as a figure."""
    return Figure(
        row["figure_id"],
        row["region_code"],
        row["indicator_id"],
        row["period"],
        row["scope_id"],
        row["nature"],
        row["value"],
        row["qualifier"],
        row["source_id"],
        row["tier"],
        row["comparable"],
        row["reason"],
        row["rank"],
        row["rank_of"],
        row["previous_id"],
        row["previous_value"],
        row["previous_period"],
    )


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """One indicator, one period, one scope: what a map may show at once."""

    indicator: str
    period: str
    scope: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a level a series covers.

    Attributes:
        key: the series.
        comparable: how many regions are classed in it.
        known: how many regions have any figure for the indicator and period, whatever its scope.
    """

    key: SeriesKey
    comparable: int
    known: int


@dataclass(frozen=True, slots=True)
class Series:
    """A series on the map.

    Attributes:
        key: which series.
        level: ``prefecture`` or ``county``.
        values: region code → figure that is classed and ranked.
        others: region code → figure of the same indicator and period that may not be compared with them.
        province: the province's own figure of the series, if there is one.
    """

    key: SeriesKey
    level: str
    values: dict[str, Figure]
    others: dict[str, Figure]
    province: Figure | None


@lru_cache(maxsize=8)
def coverages(store: Store, level: str) -> tuple[Coverage, ...]:
    """All series of a level that class at least one region, the best-covered and newest first within an indicator.

    Args:
        store: the store.
        level: ``prefecture`` or ``county``.

    Returns:
        Coverages ordered by indicator, then coverage, then period (newest first).
    """
    rows = store.rows(
        """
        WITH r AS (SELECT * FROM shown WHERE level = ? AND nature = 'result'),
        k AS (SELECT indicator_id, period, count(DISTINCT region_code) AS known FROM r GROUP BY ALL),
        c AS (SELECT indicator_id, period, period_end, scope_id, count(*) AS n FROM r WHERE comparable GROUP BY ALL)
        SELECT c.*, k.known FROM c JOIN k USING (indicator_id, period)
        ORDER BY indicator_id, n DESC, period_end DESC, scope_id
        """,
        [level],
    )
    return tuple(Coverage(SeriesKey(r["indicator_id"], r["period"], r["scope_id"]), r["n"], r["known"]) for r in rows)


@lru_cache(maxsize=8)
def catalogue(store: Store, level: str) -> dict[str, tuple[Coverage, ...]]:
    """Indicator id → its series at a level, the one to open with first."""
    result: dict[str, list[Coverage]] = {}
    for coverage in coverages(store, level):
        result.setdefault(coverage.key.indicator, []).append(coverage)
    return {indicator: tuple(found) for indicator, found in result.items()}


def timeline(store: Store, indicator: str, scope: str, level: str) -> tuple[Coverage, ...]:
    """The periods of an indicator and scope, oldest first."""
    found = [c for c in catalogue(store, level).get(indicator, ()) if c.key.scope == scope]
    order = {
        r["period"]: (r["period_end"], r["period_start"])
        for r in store.rows(
            "SELECT DISTINCT period, period_end, period_start FROM shown WHERE indicator_id = ? AND scope_id = ?",
            [indicator, scope],
        )
    }
    return tuple(sorted(found, key=lambda c: order[c.key.period]))


@lru_cache(maxsize=512)
def series(store: Store, key: SeriesKey, level: str) -> Series:
    """One indicator, one period, one scope across a level.

    Args:
        store: the store.
        key: the series.
        level: ``prefecture`` or ``county``.

    Returns:
        The classed figures, and those of the same indicator and period that are not comparable with them.
    """
    rows = store.rows(
        FIGURE_SQL + "WHERE indicator_id = ? AND period = ? AND (level = ? OR region_code = ?) AND nature = 'result' "
        "ORDER BY region_code, comparable DESC, tier = 'weak', figure_id",
        [key.indicator, key.period, level, PROVINCE],
    )
    values: dict[str, Figure] = {}
    others: dict[str, Figure] = {}
    province = None
    for row in rows:
        figure = figure_of(row)
        if figure.region == PROVINCE:
            if figure.scope == key.scope and figure.comparable:
                province = figure
        elif figure.scope == key.scope and figure.comparable:
            values[figure.region] = figure
        else:
            others.setdefault(figure.region, figure)
    others = {code: figure for code, figure in others.items() if code not in values}
    return Series(key, level, values, others, province)


@lru_cache(maxsize=128)
def latest(store: Store, indicator: str, level: str) -> tuple[Figure, ...]:
    """Each region's newest result for an indicator, whatever its period and scope, in the order of the codes.

    Figures of sources without an author (tier ``weak``) are left out.
    """
    rows = store.rows(
        FIGURE_SQL + "WHERE indicator_id = ? AND level = ? AND nature = 'result' AND tier <> 'weak' "
        "QUALIFY row_number() OVER (PARTITION BY region_code "
        "ORDER BY period_end DESC, period_start, comparable DESC, figure_id) = 1 ORDER BY region_code",
        [indicator, level],
    )
    return tuple(figure_of(row) for row in rows)


@lru_cache(maxsize=256)
def trend(store: Store, indicator: str, scope: str, region: str) -> tuple[Figure, ...]:
    """A region's results of one indicator and scope that span whole years, oldest first."""
    rows = store.rows(
        FIGURE_SQL + "WHERE indicator_id = ? AND scope_id = ? AND region_code = ? AND nature = 'result' AND comparable "
        "AND period_end - period_start = 11 ORDER BY period_end",
        [indicator, scope, region],
    )
    return tuple(figure_of(row) for row in rows)


def has_break(store: Store, indicator: str, earlier: str, later: str) -> bool:
    """Do the notes say that the basis of an indicator changed between two years?"""
    rows = store.rows(
        "SELECT period FROM cautions WHERE kind = 'break' AND indicator_id = ? AND region_code IN ('*', '')",
        [indicator],
    )
    spans = [r["period"].split("/") for r in rows if "/" in r["period"]]
    return any(earlier <= a and b <= later for a, b in spans)


def ladder(store: Store, region: str, period: str, scope: str) -> dict[str, dict[str, Figure]]:
    """The rungs of one region, period and scope.

    Args:
        store: the store.
        region: region code.
        period: period key.
        scope: scope id.

    Returns:
        Rung (洽谈, 签约, 开工, 投产, 到位) → {"count": figure, "amount": figure}, as far as they are known; one
        indicator a cell. Rungs are different measures: nothing here adds them.
    """
    rows = store.rows(
        "SELECT s.*, i.unit_zh FROM shown s JOIN indicators i USING (indicator_id) WHERE region_code = ? "
        "AND period = ? AND scope_id = ? AND nature = 'result' AND s.rung <> '' AND s.comparable ORDER BY indicator_id",
        [region, period, scope],
    )
    rungs: dict[str, dict[str, Figure]] = {}
    for row in rows:
        kind = {"个": "count", "亿元": "amount"}.get(row["unit_zh"])
        if kind and row["indicator_id"] in LADDER_INDICATORS:
            rungs.setdefault(row["rung"], {}).setdefault(kind, figure_of(row))
    return rungs


LADDER_INDICATORS = frozenset(
    [
        "talks_projects",
        "signed_projects",
        "signed_amount_yi",
        "signed_started_projects",
        "started_projects",
        "started_amount_yi",
        "completed_projects",
        "funds_in_place_yi",
        "batch_signed_projects",
        "batch_signed_amount_yi",
        "batch_started_projects",
        "batch_started_amount_yi",
        "batch_completed_projects",
        "batch_completed_amount_yi",
    ]
)


def ladders(store: Store, region: str) -> list[tuple[str, str]]:
    """(period, scope) of every ladder of a region with at least two rungs, newest first."""
    rows = store.rows(
        "SELECT period, scope_id, max(period_end) AS e, count(DISTINCT rung) AS n FROM shown WHERE region_code = ? "
        "AND rung <> '' AND nature = 'result' AND comparable "
        f"AND indicator_id IN ({','.join('?' * len(LADDER_INDICATORS))}) "
        "GROUP BY period, scope_id HAVING n > 1 ORDER BY e DESC, scope_id",
        [region, *sorted(LADDER_INDICATORS)],
    )
    return [(r["period"], r["scope_id"]) for r in rows]


COMPARED = (
    "signed_projects",
    "signed_amount_yi",
    "batch_signed_projects",
    "batch_signed_amount_yi",
    "batch_started_projects",
    "batch_completed_projects",
    "gdp_yi",
    "gdp_growth_pct",
    "gdp_per_head_yuan",
    "population_10k",
    "industrial_va_growth_pct",
    "industry_project_investment_share_pct",
    "transformation_assessment_rank",
    "known_projects",
    "known_specialised_towns",
    "known_zones",
)
"""The indicators by which cities are set side by side, on screen and on paper, in this order."""


def common_series(store: Store, indicator: str, codes: Sequence[str]) -> SeriesKey | None:
    """The series in which an indicator compares most of some prefectures.

    Args:
        store: the store.
        indicator: canonical indicator id.
        codes: prefecture codes.

    Returns:
        The series, the best covered and newest among equals; None when it compares fewer than two of them.
    """
    best: tuple[int, SeriesKey] | None = None
    for coverage in catalogue(store, "prefecture").get(indicator, ()):
        have = sum(code in series(store, coverage.key, "prefecture").values for code in codes)
        if best is None or have > best[0]:
            best = (have, coverage.key)
    return best[1] if best and best[0] >= 2 else None
