"""Figures against an independent computation from the CSV files: units, leading sources, rivals, counts, ratios, ranks.

Belongs here: what becomes of sound rows. The oracle reads the files with the csv module and knows the rules from the
facts' own notes; it calls nothing of `data/` but the values under test. Does not belong here: series
(`test_series.py`).
"""

import json
import re
import shutil
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.editions import Edition, assemble, publish
from data.figures import harmonise
from data.store import Store
from data.tables_reader import TABLES_DIR, TablesInvalidError

Rows = list[dict[str, str]]
TIERS = ["official", "press", "seed", "copy", "weak", "atlas"]
# Printed unit, unit of the indicator → how many of the one make one of the other.
METRES = {"公顷": Fraction(10_000), "平方公里": Fraction(1_000_000)}
TENS = {"万": 4, "亿": 8}
YEAR = re.compile(r"\d{4}")


def scale(unit: str) -> tuple[Fraction, str]:
    """A Chinese unit as a factor and its base: 万元 is (10 000, 元)."""
    if unit in METRES:
        return METRES[unit], "平方米"
    power = TENS.get(unit[:1], 0) if len(unit) > 1 else 0
    base = unit[1:] if power else unit
    return Fraction(10) ** power, {"户": "个", "家": "个", "项": "个"}.get(base, base)


def span(period: str) -> tuple[int, int]:
    """First and last month of a printed period, as year × 12 + month."""
    ends = []
    for part in period.split("/"):
        year, rest = int(part[:4]), part[4:]
        if rest.startswith("H"):
            ends.append((year * 12 + (int(rest[1]) - 1) * 6, year * 12 + int(rest[1]) * 6 - 1))
        elif rest.startswith("Q"):
            ends.append((year * 12 + (int(rest[1]) - 1) * 3, year * 12 + int(rest[1]) * 3 - 1))
        elif rest:
            ends.append((year * 12 + int(rest[1:3]) - 1,) * 2)
        else:
            ends.append((year * 12, year * 12 + 11))
    return ends[0][0], ends[-1][1]


@pytest.fixture(scope="module")
def figures(edition: Edition) -> pd.DataFrame:
    return pd.read_parquet(edition.table("figures"))


@pytest.fixture(scope="module")
def observed(figures: pd.DataFrame) -> pd.DataFrame:
    return figures[figures["figure_id"].str.startswith("o-")]


@pytest.fixture(scope="module")
def expected(printed: dict[str, Rows]) -> list[dict[str, Any]]:
    """The observations, harmonised by the oracle."""
    indicators = {r["indicator_id"]: r for r in printed["indicators"]}
    tiers = {r["source_id"]: r["tier"] for r in printed["sources"]}
    dates = {r["source_id"]: r["date"] for r in printed["sources"]}
    scopes = {(r["indicator_id"], r["scope_text"]): r["scope_id"] for r in printed["scope_map"]}
    rows = []
    for row in printed["observations"]:
        of = indicators[row["indicator_id"]]
        target = indicators[of["canonical_id"]]
        if Decimal(of["factor"]) != 1:
            value = Fraction(row["value"]) * Fraction(of["factor"])
        else:
            (have, base), (want, wanted) = scale(row["unit"]), scale(target["unit_zh"])
            assert base == wanted or not target["unit_zh"], (row["unit"], target["unit_zh"])
            value = Fraction(row["value"]) * have / want
        scope = scopes.get((target["indicator_id"], row["scope"]), row["scope"] or "unstated")
        nature = {"target": "target", "cumulative": "cumulative"}.get(row["qualifier"], "result")
        source = row["source_id"]
        rows.append(
            {
                "key": (row["region_code"], target["indicator_id"], span(row["period"]), scope, nature),
                "value": value,
                "row": row,
                "source": source,
                "tier": tiers[source],
                "comparable": target["comparable"] == "yes" and tiers[source] != "weak",
                # Negative dates: the later one is the smaller.
                "order": (
                    TIERS.index(tiers[source]),
                    row["qualifier"] != "exact",
                    (*(-ord(c) for c in dates[source]), 0),
                ),
            }
        )
    return rows


def key_of(figure: Any) -> tuple[Any, ...]:
    scope = figure.scope_text if figure.scope_id.startswith("as_") else figure.scope_id
    return (
        figure.region_code,
        figure.indicator_id,
        (figure.period_start, figure.period_end),
        scope,
        figure.nature,
    )


def test_every_observation_becomes_one_figure_in_the_unit_of_its_indicator(
    expected: list[dict[str, Any]], observed: pd.DataFrame
) -> None:
    mine = Counter((e["key"], e["source"], e["row"]["as_printed"], float(e["value"])) for e in expected)
    theirs = Counter((key_of(f), f.source_id, f.as_printed, f.value) for f in observed.itertuples())
    assert mine == theirs
    assert observed["figure_id"].is_unique
    printed_form = Counter((e["row"]["value"], e["row"]["unit"], e["row"]["as_printed"]) for e in expected)
    kept = Counter(zip(observed["printed_value"], observed["printed_unit"], observed["as_printed"], strict=True))
    assert printed_form == kept


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "factor", "is_"),
    [
        ("12345.6", "万元", "亿元", "1", "1.23456"),
        ("0.1", "万元", "亿元", "1", "0.00001"),
        ("5304000", "人", "万人", "1", "530.4"),
        ("8", "公顷", "平方公里", "1", "0.08"),
        ("17", "户", "家", "1", "17"),
        ("-3.5", "%", "%", "1", "-3.5"),
        ("2760.3", "万吨", "亿吨", "0.0001", "0.27603"),
    ],
)
def test_units_are_harmonised_exactly(value: str, unit: str, wanted: str, factor: str, is_: str) -> None:
    """Decimal arithmetic: 0.1 万元 is 0.00001 亿元 and nothing beside it."""
    assert harmonise(value, unit, wanted, factor) == Decimal(is_)
    have, want = scale(unit), scale(wanted)
    assert Fraction(is_) == Fraction(value) * have[0] / want[0] and have[1] == want[1]


def test_a_unit_of_something_else_is_not_harmonised() -> None:
    with pytest.raises(KeyError):
        harmonise("1", "公斤", "亿元", "1")


def test_the_better_source_leads_then_the_exact_then_the_later(
    expected: list[dict[str, Any]], observed: pd.DataFrame
) -> None:
    groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for e in expected:
        groups[e["key"]].append(e)
    leads: dict[Any, list[Any]] = defaultdict(list)
    for f in observed[observed["leads"]].itertuples():
        leads[key_of(f)].append(f)
    assert leads.keys() == groups.keys()
    contested = 0
    for key, group in groups.items():
        assert len(leads[key]) == 1, key
        best = min(e["order"] for e in group)
        winners = {(e["source"], float(e["value"])) for e in group if e["order"] == best}
        assert (leads[key][0].source_id, leads[key][0].value) in winners, key
        contested += len({e["order"] for e in group}) > 1
    assert contested >= 20, "hardly anything is contested: the rule is not exercised"


def test_rivals_name_each_other(observed: pd.DataFrame) -> None:
    rivals = {f.figure_id: set(filter(None, f.rivals.split(";"))) for f in observed.itertuples()}
    groups: dict[Any, set[str]] = defaultdict(set)
    for f in observed.itertuples():
        groups[key_of(f)].add(f.figure_id)
    for group in groups.values():
        for figure_id in group:
            assert rivals[figure_id] == group - {figure_id}
    assert sum(len(group) > 1 for group in groups.values()) > 50


def test_targets_and_running_totals_are_no_results(observed: pd.DataFrame) -> None:
    assert set(observed["qualifier"]) == {"exact", "over", "about", "target", "cumulative"}
    for qualifier in ("target", "cumulative"):
        assert set(observed.loc[observed["qualifier"] == qualifier, "nature"]) == {qualifier}
    assert set(observed.loc[observed["nature"] == "result", "qualifier"]) == {"exact", "over", "about"}


def test_what_the_notes_forbid_is_not_compared(
    expected: list[dict[str, Any]], observed: pd.DataFrame, printed: dict[str, Rows]
) -> None:
    cautions = [c for c in printed["cautions"] if c["kind"] == "not_comparable"]

    def forbidden(row: dict[str, str], indicator: str) -> bool:
        return any(
            c["indicator_id"] == indicator
            and c["region_code"] in ("", "*", row["region_code"])
            and (not c["period"] or span(c["period"]) == span(row["period"]))
            and (not c["scope_text"] or c["scope_text"] == row["scope"])
            for c in cautions
        )

    mine = {
        (e["key"], e["source"], e["row"]["as_printed"]): e["comparable"] and not forbidden(e["row"], e["key"][1])
        for e in expected
    }
    theirs = {(key_of(f), f.source_id, f.as_printed): f.comparable for f in observed.itertuples()}
    assert mine == theirs
    assert not observed.loc[observed["tier"] == "weak", "comparable"].any()
    assert (observed["reason"] == "").equals(observed["comparable"])
    assert {"weak", "caution", "indicator"} <= set(observed["reason"])


def test_ranks_and_changes_are_what_the_values_say(store: Store, printed: dict[str, Rows]) -> None:
    shown = pd.DataFrame(store.rows("SELECT * FROM shown"))
    series = ["indicator_id", "period", "scope_id", "nature"]
    cities = shown[(shown["level"] == "prefecture") & shown["comparable"] & (shown["nature"] == "result")]
    low = {r["indicator_id"] for r in printed["indicators"] if r["direction"] == "lower_better"}
    for (indicator, *_), group in cities.groupby(series):
        for f in group.itertuples():
            better = sum((v < f.value) if indicator in low else (v > f.value) for v in group["value"])
            assert (f.rank, f.rank_of) == (better + 1, len(group)), f.figure_id
    assert shown.loc[~shown.index.isin(cities.index), "rank"].isna().all()
    assert cities.groupby(series)["rank"].apply(lambda ranks: ranks.duplicated().any()).any(), "no tie is exercised"

    breaks = {
        (c["indicator_id"], place, *c["period"].split("/"))
        for c in printed["cautions"]
        if c["kind"] == "break"
        for place in [c["region_code"]]
    }
    assert breaks
    exact = shown[(shown["nature"] == "result") & shown["comparable"] & (shown["qualifier"] == "exact")]
    at = {(f.region_code, f.indicator_id, f.scope_id, f.period_start, f.period_end): f for f in exact.itertuples()}
    changes = broken = 0
    for f in shown.itertuples():
        before = at.get((f.region_code, f.indicator_id, f.scope_id, f.period_start - 12, f.period_end - 12))
        if before is None or f.figure_id not in set_of(exact) or not f.period_start:
            assert f.previous_id == "", f.figure_id
            continue
        years = (before.period[:4], f.period[:4])
        if any((f.indicator_id, place, *years) in breaks for place in ("*", f.region_code)):
            broken += 1
            assert f.previous_id == "", f"{f.figure_id}: a change across a declared break"
        else:
            changes += 1
            assert (f.previous_id, f.previous_value, f.previous_period) == (
                before.figure_id,
                before.value,
                before.period,
            )
    assert changes > 100 and broken > 0


_IDS: dict[int, set[str]] = {}


def set_of(frame: pd.DataFrame) -> set[str]:
    return _IDS.setdefault(id(frame), set(frame["figure_id"]))


@pytest.fixture(scope="module")
def inside(printed: dict[str, Rows]) -> dict[str, list[str]]:
    """A place → its code and those of everything inside it; by the parents, not by the digits."""
    parents = {r["region_code"]: r["parent_code"] for r in printed["regions"]}
    found: dict[str, list[str]] = {code: [code] for code in parents}
    for code in parents:
        at = parents[code]
        while at:
            found[at].append(code)
            at = parents[at]
    return {code: codes for code, codes in found.items() if code != "100000"}


def test_known_counts_are_counted_anew(
    figures: pd.DataFrame, printed: dict[str, Rows], inside: dict[str, list[str]]
) -> None:
    kinds = {
        "known_specialised_towns": {"specialised_town"},
        "known_zones": {"development_zone"},
        "known_chain_masters": {"chain_master"},
        "known_companies": {"leading_company", "chain_core"},
    }
    theirs = {(f.indicator_id, f.region_code): f.value for f in figures.itertuples() if f.figure_id.startswith("k-")}
    mine: dict[tuple[str, str], int] = {}
    for code, codes in inside.items():
        mine["known_projects", code] = sum(r["region_code"] in codes for r in printed["projects"])
        mine["known_events", code] = sum(r["region_code"] in codes for r in printed["events"])
        for indicator, wanted in kinds.items():
            mine[indicator, code] = len(
                {
                    (r["kind"], r["name_zh"], r["region_code"])
                    for r in printed["clusters"]
                    if r["region_code"] in codes and r["kind"] in wanted
                }
            )
        mine["known_sources", code] = len(
            {
                r["source_id"]
                for table in ("observations", "projects", "clusters", "city_industries", "events")
                for r in printed[table]
                if r["region_code"] in codes
            }
        )
    assert theirs == mine
    assert mine["known_projects", "140000"] == len(printed["projects"])


def test_ratios_are_the_ratios_of_their_inputs(figures: pd.DataFrame, store: Store) -> None:
    at = {f.figure_id: f for f in figures.itertuples()}
    areas = {r["region_code"]: r["area_km2"] for r in areas_of_the_boundaries()}
    derived = figures[figures["figure_id"].str.startswith("d-")]
    assert set(derived["indicator_id"]) == {"gdp_per_head_yuan", "population_density", "known_projects_per_million"}
    for f in derived.itertuples():
        inputs = [at[i] for i in f.inputs.split(";")]
        assert all(i.leads and i.comparable and i.nature == "result" for i in inputs)
        assert {i.region_code for i in inputs} == {f.region_code}
        own = set(f.source_id.split(";"))
        assert own == {s for i in inputs for s in i.source_id.split(";")} | (
            {"s-boundary"} if f.indicator_id == "population_density" else set()
        )
        if f.indicator_id == "gdp_per_head_yuan":
            gdp, people = inputs
            assert (gdp.indicator_id, people.indicator_id) == ("gdp_yi", "population_10k")
            assert gdp.period == people.period == f.period
            assert f.value == pytest.approx(gdp.value * 1e8 / (people.value * 1e4), abs=0.5)
        elif f.indicator_id == "population_density":
            (people,) = inputs
            assert people.period == f.period
            assert f.value == pytest.approx(people.value * 1e4 / areas[f.region_code], abs=0.06)
        else:
            count, people = inputs
            assert count.indicator_id == "known_projects"
            assert f.value == pytest.approx(count.value / (people.value / 100), abs=0.06)
    heads = figures[(figures["indicator_id"] == "population_10k") & figures["leads"] & figures["comparable"]]
    assert len(derived[derived["indicator_id"] == "population_density"]) == len(
        heads[heads["period"].str.fullmatch(YEAR) & heads["scope_id"].isin(["resident_year_end", "census_2020"])]
        .groupby(["region_code", "period"])
        .size()
    )
    assert {f.region_code for f in derived.itertuples() if f.indicator_id == "known_projects_per_million"} >= set(
        store.prefectures
    )


def areas_of_the_boundaries() -> list[dict[str, Any]]:
    folder = TABLES_DIR.parents[1] / "geodata" / "files"
    found: list[dict[str, Any]] = []
    for level in ("province", "prefectures", "counties"):
        features = json.loads((folder / f"{level}.geojson").read_text(encoding="utf-8"))["features"]
        found.extend(feature["properties"] for feature in features)
    return found


def test_corrections_are_applied_and_the_tables_keep_what_was_printed(store: Store, printed: dict[str, Rows]) -> None:
    corrected = [c for c in printed["corrections"] if c["corrected_table"]]
    assert [c["row_key"] for c in corrected] == ["a22", "a23", "a24", "a25"]
    in_file = {r["statement_id"]: r["region_code"] for r in printed["statements"]}
    in_store = {
        r["statement_id"]: r["region_code"] for r in store.rows("SELECT statement_id, region_code FROM statements")
    }
    for statement_id, code in in_file.items():
        declared = [c for c in corrected if c["row_key"] == statement_id]
        assert in_store[statement_id] == (declared[0]["right_value"] if declared else code)
        assert not declared or declared[0]["printed_value"] == code


@pytest.mark.parametrize("value", ["140500", "140100"])
def test_a_correction_stops_when_its_printed_value_is_no_longer_there(tmp_path: Path, value: str) -> None:
    """Also when somebody has typed the right value over the printed one."""
    tables = Path(shutil.copytree(TABLES_DIR, tmp_path / "tables"))
    path = tables / "statements.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\na23,140700,", f"\na23,{value},"), encoding="utf-8")
    with pytest.raises(
        TablesInvalidError, match=r"corrections\.csv, line 3, column printed_value: found '140700'.*guard"
    ):
        assemble(tables)
    with pytest.raises(TablesInvalidError):
        publish(tables, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
