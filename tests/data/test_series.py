"""Questions about a series, against pandas on the Parquet files: who is in it, what is not comparable, what is newest.

Belongs here: `data.series`. Does not belong here: how figures come about (`test_figures.py`).
"""

from dataclasses import asdict
from typing import Any

import pandas as pd
import pytest

from data.editions import Edition
from data.series import Series, catalogue, coverages, has_break, ladder, ladders, latest, series, timeline, trend
from data.store import Store

LEVELS = ("prefecture", "county")


@pytest.fixture(scope="module")
def results(edition: Edition) -> pd.DataFrame:
    """Leading results with the level and parent of their place."""
    figures = pd.read_parquet(edition.table("figures"))
    regions = pd.read_parquet(edition.table("regions"))[["region_code", "level", "parent_code"]]
    figures = figures[figures["leads"] & (figures["nature"] == "result")]
    return figures.merge(regions, on="region_code")


@pytest.mark.parametrize("level", LEVELS)
def test_the_catalogue_holds_every_series_and_its_coverage(store: Store, results: pd.DataFrame, level: str) -> None:
    here = results[results["level"] == level]
    classed = here[here["comparable"]]
    expected = classed.groupby(["indicator_id", "period", "scope_id"])["region_code"].nunique().to_dict()
    known = here.groupby(["indicator_id", "period"])["region_code"].nunique().to_dict()
    found = {(c.key.indicator, c.key.period, c.key.scope): (c.comparable, c.known) for c in coverages(store, level)}
    assert found == {key: (n, known[key[:2]]) for key, n in expected.items()}
    for indicator, choices in catalogue(store, level).items():
        assert [c.key.indicator for c in choices] == [indicator] * len(choices)
        assert [c.comparable for c in choices] == sorted((c.comparable for c in choices), reverse=True)
        for c in choices:
            periods = [t.key.period for t in timeline(store, indicator, c.key.scope, level)]
            ends = dict(zip(classed["period"], classed["period_end"], strict=True))
            assert [ends[p] for p in periods] == sorted(ends[p] for p in periods)
            assert c.key.period in periods


def classed_in(found: Series) -> dict[str, float]:
    return {code: figure["value"] for code, figure in asdict(found)["values"].items() if figure["nature"] == "result"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_series_holds_what_is_comparable_the_rest_beside_it_and_nothing_for_the_silent(
    store: Store, results: pd.DataFrame, level: str
) -> None:
    beside = silent = provinces = 0
    codes = {code for code, region in store.regions.items() if region.level == level}
    for coverage in coverages(store, level):
        key = coverage.key
        found = series(store, key, level)
        same = results[(results["indicator_id"] == key.indicator) & (results["period"] == key.period)]
        here = same[same["level"] == level]
        mine = here[here["comparable"] & (here["scope_id"] == key.scope)]
        classed = classed_in(found)
        assert classed == dict(zip(mine["region_code"], mine["value"], strict=True))
        assert set(found.others) == set(here["region_code"]) - set(mine["region_code"])
        for code, figure in found.others.items():
            assert not figure.comparable or figure.scope != key.scope
            choices = here[here["region_code"] == code]
            assert figure.figure_id in set(choices["figure_id"])
            # The least doubtful of several stands for the place.
            assert figure.comparable or not choices["comparable"].any()
        own = same[(same["region_code"] == "140000") & same["comparable"] & (same["scope_id"] == key.scope)]
        assert (found.province.value if found.province else None) == (own["value"].iloc[0] if len(own) else None)
        assert {f.nature for f in found.others.values()} <= {"result"}
        beside += len(found.others)
        silent += len(codes - set(classed) - set(found.others))
        provinces += found.province is not None
    assert silent > 50 and provinces > 5
    assert beside > 5 or level == "county"


@pytest.mark.parametrize("level", LEVELS)
def test_the_latest_is_the_newest_of_each_place_and_no_doubtful_one(
    store: Store, results: pd.DataFrame, level: str
) -> None:
    here = results[(results["level"] == level) & (results["tier"] != "weak")]
    for indicator, group in here.groupby("indicator_id"):
        found = latest(store, str(indicator), level)
        assert [f.region for f in found] == sorted(set(group["region_code"]))
        newest = group.groupby("region_code")["period_end"].max()
        by_id = group.set_index("figure_id")
        for f in found:
            assert by_id.loc[f.figure_id, "period_end"] == newest[f.region]
    assert latest(store, "no_such_indicator", level) == ()


def test_a_trend_has_whole_years_of_one_scope(store: Store, results: pd.DataFrame) -> None:
    yearly = results[results["comparable"] & (results["period_end"] - results["period_start"] == 11)]
    yearly = yearly[yearly["period"].str.len() == 4]
    for (indicator, scope, region), group in yearly.groupby(["indicator_id", "scope_id", "region_code"]):
        found = trend(store, str(indicator), str(scope), str(region))
        expected = group.sort_values("period")
        assert [(f.period, f.value) for f in found] == list(zip(expected["period"], expected["value"], strict=True))


def test_ladders_hold_one_scope_and_period_and_no_rung_twice(store: Store, results: pd.DataFrame) -> None:
    ids: set[str] = set(results.loc[results["comparable"], "figure_id"])
    some = 0
    for region in store.regions:
        for period, scope in ladders(store, region):
            rungs = ladder(store, region, period, scope)
            cells: list[Any] = [f for kinds in rungs.values() for f in kinds.values()]
            assert {(f.region, f.period, f.scope, f.nature) for f in cells} <= {(region, period, scope, "result")}
            assert {f.figure_id for f in cells} <= ids
            for rung, kinds in rungs.items():
                for kind, f in kinds.items():
                    indicator = store.indicators[f.indicator]
                    assert indicator.rung == rung
                    assert {"count": "个", "amount": "亿元"}[kind] == indicator.unit_zh
            some += len(rungs) > 1
    assert some > 10


def test_a_declared_break_lies_between_the_years_it_names(store: Store) -> None:
    assert has_break(store, "gdp_yi", "2023", "2024")
    assert has_break(store, "gdp_yi", "2020", "2025")
    assert not has_break(store, "gdp_yi", "2021", "2023")
    assert not has_break(store, "gdp_growth_pct", "2023", "2024")
