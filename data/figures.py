"""From observations to figures: one unit an indicator, one spelling a scope and a period, the leading source first.

A figure is an observation that may be shown. Its *series* is (indicator, period, scope, nature); only figures of one
series are ever compared. Targets and running totals are natures of their own and never meet results.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from data.columns import TIERS
from data.periods import parse_period
from data.tables_reader import LINE, Problem, TablesInvalidError

UNIT_FACTORS: dict[tuple[str, str], Decimal] = {
    ("万元", "亿元"): Decimal("0.0001"),
    ("人", "万人"): Decimal("0.0001"),
    ("万吨", "亿吨"): Decimal("0.0001"),
    ("公顷", "平方公里"): Decimal("0.01"),
    ("户", "家"): Decimal(1),
    ("个", "家"): Decimal(1),
    ("项", "个"): Decimal(1),
}
"""Printed unit → unit of the indicator: what a printed value is multiplied by."""

NATURES = {"exact": "result", "over": "result", "about": "result", "target": "target", "cumulative": "cumulative"}

FIGURE_COLUMNS = [
    "figure_id",
    "region_code",
    "indicator_id",
    "period",
    "period_start",
    "period_end",
    "scope_id",
    "scope_text",
    "nature",
    "value",
    "qualifier",
    "as_printed",
    "printed_value",
    "printed_unit",
    "source_id",
    "tier",
    "leads",
    "rivals",
    "comparable",
    "reason",
    "inputs",
]


@dataclass(frozen=True, slots=True)
class _Caution:
    region: str
    indicator: str
    period: str
    scope_text: str

    def fits(self, region: str, indicator: str, period: str, scope: str) -> bool:
        return (
            self.indicator == indicator
            and self.region in ("*", "", region)
            and (not self.period or parse_period(self.period).key == period)
            and (not self.scope_text or self.scope_text == scope)
        )


def stable_id(prefix: str, *parts: object) -> str:
    """An id that the same content always gets.

    Args:
        prefix: one or two letters that say what kind of thing it is.
        parts: what identifies it.

    Returns:
        ``<prefix>-<10 hex digits of SHA-1>``.
    """
    digest = hashlib.sha1("\x1f".join(str(part) for part in parts).encode(), usedforsecurity=False).hexdigest()
    return f"{prefix}-{digest[:10]}"


def printed_scope_id(text: str) -> str:
    """The id of a scope that only one source words this way: comparable only with the same words."""
    return "as_" + hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]


def harmonise(value: str, unit: str, wanted: str, factor: str) -> Decimal:
    """Turn a printed value into the unit of the canonical indicator.

    Args:
        value: the number as text.
        unit: its unit as printed.
        wanted: unit of the canonical indicator.
        factor: factor the indicator declares for a synonym in another unit.

    Returns:
        The value in ``wanted``.

    Raises:
        KeyError: when no rule leads from the one unit to the other.
    """
    number = Decimal(value)
    if Decimal(factor) != 1:
        return number * Decimal(factor)
    if unit == wanted:
        return number
    return number * UNIT_FACTORS[unit, wanted]


def build_figures(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """All figures that stand in the observations.

    Args:
        tables: validated, corrected tables.

    Returns:
        A frame with ``FIGURE_COLUMNS``; ``leads`` is True for the one figure of a (region, series) that is shown,
        chosen by tier, then exact before rounded, then by the later date; ``rivals`` holds the ids of the others.

    Raises:
        TablesInvalidError: when a unit cannot be harmonised.
    """
    indicators = {row["indicator_id"]: row for row in tables["indicators"].to_dict("records")}
    sources = {row["source_id"]: row for row in tables["sources"].to_dict("records")}
    scope_map = {
        (r["indicator_id"], r["scope_text"] or ""): r["scope_id"] for r in tables["scope_map"].to_dict("records")
    }
    not_comparable = [
        _Caution(r["region_code"] or "", r["indicator_id"], r["period"] or "", r["scope_text"] or "")
        for r in tables["cautions"].to_dict("records")
        if r["kind"] == "not_comparable"
    ]
    problems: list[Problem] = []
    rows: list[dict[str, Any]] = []
    for row in tables["observations"].to_dict("records"):
        indicator = indicators[row["indicator_id"]]
        canonical = indicators[indicator["canonical_id"]]
        try:
            value = harmonise(row["value"], row["unit"], canonical["unit_zh"] or "", indicator["factor"])
        except KeyError:
            expected = f"{canonical['unit_zh']} or a unit that data/figures.py can turn into it"
            problems.append(Problem("observations.csv", row[LINE], "unit", row["unit"], expected))
            continue
        period = parse_period(row["period"])
        scope_text = row["scope"] or ""
        scope_id = scope_map.get((canonical["indicator_id"], scope_text))
        if scope_id is None:
            scope_id = printed_scope_id(scope_text) if scope_text else "unstated"
        tier = sources[row["source_id"]]["tier"]
        reason = ""
        if canonical["comparable"] != "yes":
            reason = "indicator"
        elif tier == "weak":
            reason = "weak"
        elif any(c.fits(row["region_code"], canonical["indicator_id"], period.key, scope_text) for c in not_comparable):
            reason = "caution"
        rows.append(
            {
                "figure_id": stable_id("o", *(row[c] for c in row if c != LINE)),
                "region_code": row["region_code"],
                "indicator_id": canonical["indicator_id"],
                "period": period.key,
                "period_start": period.start,
                "period_end": period.end,
                "scope_id": scope_id,
                "scope_text": scope_text,
                "nature": NATURES[row["qualifier"]],
                "value": float(value),
                "qualifier": row["qualifier"],
                "as_printed": row["as_printed"],
                "printed_value": row["value"],
                "printed_unit": row["unit"],
                "source_id": row["source_id"],
                "tier": tier,
                "comparable": not reason,
                "reason": reason,
                "inputs": "",
            }
        )
    if problems:
        raise TablesInvalidError(problems)
    return _rank_sources(pd.DataFrame(rows), sources)


def _rank_sources(frame: pd.DataFrame, sources: dict[str, dict[str, Any]]) -> pd.DataFrame:
    """Mark the leading figure of each (region, series) and name the ones that disagree with it."""
    frame = frame.assign(
        _tier=frame["tier"].map(TIERS.index),
        _date=frame["source_id"].map(lambda s: sources[s]["date"] or ""),
        _exact=(frame["qualifier"] != "exact").astype(int),
    )
    frame = frame.sort_values(
        ["_tier", "_exact", "_date", "figure_id"], ascending=[True, True, False, True], kind="stable"
    )
    keys = ["region_code", "indicator_id", "period", "scope_id", "nature"]
    frame["leads"] = ~frame.duplicated(keys)
    rivals: dict[str, str] = {}
    shared = frame[frame.duplicated(keys, keep=False)]
    for _, ids in shared.groupby(keys, sort=False)["figure_id"]:
        for one in ids:
            rivals[one] = ";".join(sorted(other for other in ids if other != one))
    frame["rivals"] = frame["figure_id"].map(rivals).fillna("")
    frame = frame.sort_values(["indicator_id", "period_end", "region_code", "figure_id"], kind="stable")
    return frame[FIGURE_COLUMNS].reset_index(drop=True)
