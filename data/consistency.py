"""Rules that hold between rows: hierarchies without circles, one canonical indicator, what the atlas itself relies on.

Belongs here: what no single cell can show to be wrong. Does not belong here: cells, keys and references
(``tables_reader.py``), and anything that changes a value.
"""

import pandas as pd

from data.tables_reader import LINE, Problem, TablesInvalidError
from geodata.regions import level_of

DERIVED_INDICATORS = (
    "known_projects",
    "known_events",
    "known_specialised_towns",
    "known_zones",
    "known_chain_masters",
    "known_companies",
    "known_sources",
    "gdp_per_head_yuan",
    "population_density",
    "known_projects_per_million",
)
"""Indicators whose figures ``derived.py`` makes: they must be defined like the others."""

OWN_SOURCES = ("s-article", "s-atlas", "s-boundary")
"""Sources the atlas names by itself."""

CAUTION_KINDS = ("not_comparable", "break", "note")
"""A caution of another kind would be read by nobody."""


def check_consistency(frames: dict[str, pd.DataFrame]) -> None:
    """Look for rows that contradict each other.

    Args:
        frames: tables whose cells, keys and references are sound.

    Raises:
        TablesInvalidError: with every contradiction found, when there is one.
    """
    problems = [
        *_levels(frames["regions"]),
        *_circles(frames["regions"], "regions", "region_code", "parent_code"),
        *_circles(frames["industries"], "industries", "industry_id", "parent_id"),
        *_canonical(frames["indicators"]),
        *_present(frames["indicators"], "indicators", "indicator_id", DERIVED_INDICATORS),
        *_present(frames["sources"], "sources", "source_id", OWN_SOURCES),
        *_caution_kinds(frames["cautions"]),
        *_repeated(frames["observations"]),
    ]
    if problems:
        raise TablesInvalidError(problems)


def _levels(frame: pd.DataFrame) -> list[Problem]:
    problems = []
    for line, code, level in zip(frame[LINE], frame["region_code"], frame["level"], strict=True):
        wanted = level_of(code)
        if level != wanted:
            problems.append(Problem("regions.csv", line, "level", level, f"{wanted}, the level of {code} by GB/T 2260"))
    return problems


def _circles(frame: pd.DataFrame, table: str, key: str, parent: str) -> list[Problem]:
    above = dict(zip(frame[key], frame[parent], strict=True))
    problems = []
    for line, start, first in zip(frame[LINE], frame[key], frame[parent], strict=True):
        seen, at = {start}, first
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at is not None:
            problems.append(Problem(f"{table}.csv", line, parent, first, f"what is above {start}, not a circle"))
    return problems


def _canonical(frame: pd.DataFrame) -> list[Problem]:
    canonical = dict(zip(frame["indicator_id"], frame["canonical_id"], strict=True))
    return [
        Problem("indicators.csv", line, "canonical_id", target, "an indicator that is its own canonical indicator")
        for line, target in zip(frame[LINE], frame["canonical_id"], strict=True)
        if canonical[target] != target
    ]


def _present(frame: pd.DataFrame, table: str, column: str, wanted: tuple[str, ...]) -> list[Problem]:
    known = set(frame[column])
    return [
        Problem(f"{table}.csv", 0, column, "", f"a row for {name!r}, which the atlas relies on")
        for name in wanted
        if name not in known
    ]


def _caution_kinds(frame: pd.DataFrame) -> list[Problem]:
    return [
        Problem("cautions.csv", line, "kind", kind, f"one of {', '.join(CAUTION_KINDS)}")
        for line, kind in zip(frame[LINE], frame["kind"], strict=True)
        if kind not in CAUTION_KINDS
    ]


def _repeated(frame: pd.DataFrame) -> list[Problem]:
    """Two rows that say the same with the same words would be one figure with two rivals that are itself."""
    again = frame.duplicated([column for column in frame.columns if column != LINE])
    return [
        Problem("observations.csv", line, "", value, "a row that does not stand in the file already")
        for line, value in zip(frame.loc[again, LINE], frame.loc[again, "as_printed"], strict=True)
    ]
