"""Figures this atlas makes itself: counts of what it knows, and ratios of two published values.

A derived figure names its inputs, so that its passport is the passports of its inputs. Counts say how much is public,
never how much exists.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.figures import FIGURE_COLUMNS, stable_id
from data.periods import parse_period

ATLAS_SOURCE = "s-atlas"
BOUNDARY_SOURCE = "s-boundary"

_CLUSTER_KINDS = {
    "known_specialised_towns": ("specialised_town",),
    "known_zones": ("development_zone",),
    "known_chain_masters": ("chain_master",),
    "known_companies": ("leading_company", "chain_core"),
}


def _row(
    indicator: str,
    region: str,
    value: float,
    *,
    scope: str,
    period: str = "",
    source: str = ATLAS_SOURCE,
    inputs: str = "",
) -> dict[str, Any]:
    span = parse_period(period) if period else None
    return {
        "figure_id": stable_id("k" if not inputs else "d", indicator, region, period, scope),
        "region_code": region,
        "indicator_id": indicator,
        "period": period,
        "period_start": span.start if span else 0,
        "period_end": span.end if span else 0,
        "scope_id": scope,
        "scope_text": "",
        "nature": "result",
        "value": value,
        "qualifier": "exact",
        "as_printed": "",
        "printed_value": "",
        "printed_unit": "",
        "source_id": source,
        "tier": "atlas",
        "leads": True,
        "rivals": "",
        "comparable": True,
        "reason": "",
        "inputs": inputs,
    }


def _roll_up(counts: Mapping[str, int], parents: Mapping[str, str]) -> dict[str, int]:
    """Counts of a region and of everything inside it, for every prefecture, county and the province."""
    total = dict.fromkeys(parents, 0)
    for code, n in counts.items():
        at = code
        while at in parents:
            total[at] += n
            at = parents[at]
    return total


def known_counts(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What is known to this atlas, counted for the province, all prefectures and all counties.

    Args:
        tables: validated, corrected tables.

    Returns:
        Figures of the ``known_*`` indicators; a region with nothing known has the value 0, since the count is complete.
    """
    regions = tables["regions"]
    parents = {r.region_code: r.parent_code for r in regions.itertuples() if r.level != "nation"}
    # One town or firm may stand in several sources' rows: it is counted once by its name and place.
    clusters = tables["clusters"].drop_duplicates(["kind", "name_zh", "region_code"])
    counted = {
        "known_projects": tables["projects"]["region_code"],
        "known_events": tables["events"]["region_code"],
        **{name: clusters.loc[clusters["kind"].isin(kinds), "region_code"] for name, kinds in _CLUSTER_KINDS.items()},
    }
    rows = []
    for indicator, codes in counted.items():
        for code, n in _roll_up(codes.value_counts().to_dict(), parents).items():
            rows.append(_row(indicator, code, n, scope="atlas"))
    spoken = pd.concat(
        [
            tables[t][["region_code", "source_id"]]
            for t in ("observations", "projects", "clusters", "city_industries", "events")
        ]
    ).drop_duplicates()
    seen: dict[str, set[str]] = {code: set() for code in parents}
    for code, source in spoken.itertuples(index=False):
        at = code
        while at in parents:
            seen[at].add(source)
            at = parents[at]
    rows.extend(_row("known_sources", code, len(ids), scope="atlas") for code, ids in seen.items())
    return pd.DataFrame(rows, columns=FIGURE_COLUMNS)


def _pairs(figures: pd.DataFrame, indicator: str, scopes: tuple[str, ...]) -> dict[tuple[str, str], Any]:
    """(region, year) → leading comparable figure, the first of the scopes winning."""
    chosen: dict[tuple[str, str], Any] = {}
    pool = figures[
        (figures["indicator_id"] == indicator)
        & figures["leads"]
        & figures["comparable"]
        & (figures["nature"] == "result")
    ]
    for scope in scopes:
        for figure in pool[pool["scope_id"] == scope].itertuples():
            if len(figure.period) == 4:
                chosen.setdefault((figure.region_code, figure.period), figure)
    return chosen


def _sources(*figures: Any) -> str:
    return ";".join(dict.fromkeys(figure.source_id for figure in figures))


def ratios(figures: pd.DataFrame, known: pd.DataFrame, areas: Mapping[str, float]) -> pd.DataFrame:
    """GDP per head, population density and project records per million people.

    Args:
        figures: what ``build_figures`` returned.
        known: what ``known_counts`` returned.
        areas: region code → area in km², computed from the boundaries.

    Returns:
        Derived figures. GDP per head = GDP of the year / residents of the year (year end; the census for 2020), in
        yuan; density = residents / km²; a region without one of the inputs has no figure.
    """
    people = _pairs(figures, "population_10k", ("resident_year_end", "census_2020"))
    rows = []
    for (code, year), gdp in _pairs(figures, "gdp_yi", ("whole",)).items():
        heads = people.get((code, year))
        if heads is not None:
            value = round(gdp.value / heads.value * 10_000)
            inputs = f"{gdp.figure_id};{heads.figure_id}"
            rows.append(
                _row(
                    "gdp_per_head_yuan",
                    code,
                    value,
                    scope=heads.scope_id,
                    period=year,
                    source=_sources(gdp, heads),
                    inputs=inputs,
                )
            )
    for (code, year), heads in people.items():
        if code in areas:
            value = round(heads.value * 10_000 / areas[code], 1)
            source = f"{heads.source_id};{BOUNDARY_SOURCE}"
            rows.append(
                _row(
                    "population_density",
                    code,
                    value,
                    scope=heads.scope_id,
                    period=year,
                    source=source,
                    inputs=heads.figure_id,
                )
            )
    year = _complete_year(people)
    for count in known[known["indicator_id"] == "known_projects"].itertuples():
        heads = people.get((count.region_code, year))
        if heads is not None:
            value = round(count.value / heads.value * 100, 1)
            inputs = f"{count.figure_id};{heads.figure_id}"
            source = f"{ATLAS_SOURCE};{heads.source_id}"
            rows.append(
                _row(
                    "known_projects_per_million", count.region_code, value, scope="atlas", source=source, inputs=inputs
                )
            )
    return pd.DataFrame(rows, columns=FIGURE_COLUMNS)


def _complete_year(people: Mapping[tuple[str, str], Any]) -> str:
    """The latest year whose residents are known for all eleven prefectures, "" when there is none."""
    prefectures: dict[str, int] = {}
    for code, year in people:
        if code.startswith("14") and code.endswith("00") and code != "140000":
            prefectures[year] = prefectures.get(year, 0) + 1
    return max((year for year, n in prefectures.items() if n == 11), default="")
