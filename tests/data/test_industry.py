"""What is known of an industry, against a second count made from the tables with the csv module and sets alone."""

from collections.abc import Callable
from typing import Any

import pytest

from data.industry import (
    COUNTS,
    chains,
    counted,
    evidence,
    industries,
    industry_of,
    ranked,
    with_all_inside,
)
from data.industry_measures import INDICATORS, comparable_series, employees, product_run, products, published
from data.industry_segments import holds, link_words, segments
from data.passports import passport
from data.project_selection import Selection, select
from data.store import PROVINCE, Store

Rows = list[dict[str, str]]
Printed = dict[str, Rows]


@pytest.fixture(scope="module")
def below(printed: Printed) -> Callable[[str], set[str]]:
    children: dict[str, list[str]] = {}
    for row in printed["industries"]:
        children.setdefault(row["parent_id"], []).append(row["industry_id"])

    def all_of(industry: str) -> set[str]:
        return {industry}.union(*(all_of(child) for child in children.get(industry, [])))

    return all_of


def filed(rows: Rows, key: str) -> dict[str, set[str]]:
    return {row[key]: set(row["industry_id"].split(";")) for row in rows}


def count(printed: Printed, wanted: set[str], region: str) -> dict[str, int]:
    """What the tables hold of some industries in a region and inside it."""
    parent = {row["region_code"]: row["parent_code"] for row in printed["regions"]}

    def inside(code: str) -> bool:
        return code == region or (code in parent and inside(parent[code]))

    of_project = filed(printed["project_industry"], "project_id")
    of_cluster = filed(printed["cluster_industry"], "cluster_id")
    of_text = filed(printed["industry_map"], "text")
    projects = [r for r in printed["projects"] if of_project.get(r["project_id"], set()) & wanted]
    # Rows of one name, kind and place are one cluster, filed as any of them is.
    merged: dict[tuple[str, str, str], set[str]] = {}
    for row in printed["clusters"]:
        key = (row["kind"], row["name_zh"], row["region_code"])
        merged[key] = merged.get(key, set()) | of_cluster.get(row["cluster_id"], set())
    clusters = [key for key, of in merged.items() if of & wanted and inside(key[2])]
    said = {
        r["source_id"]
        for r in printed["city_industries"]
        if of_text.get(r["industry_zh"], set()) & wanted and inside(r["region_code"])
    }
    n_projects = sum(inside(r["region_code"]) for r in projects)
    return {
        "projects": n_projects,
        "clusters": len(clusters),
        "towns": sum(kind == "specialised_town" for kind, _, _ in clusters),
        "statements": len(said),
        "evidence": n_projects + len(clusters) + len(said),
    }


def test_counts_of_every_industry_and_city_equal_a_second_count(
    store: Store, printed: Printed, below: Callable[[str], set[str]]
) -> None:
    chosen = [
        i for i in industries(store) if i in ("energy", "new_energy", "coal", "baijiu") or industries(store)[i].chain_id
    ]
    assert len(chosen) == 20
    for industry in chosen:
        for region in (PROVINCE, *store.prefectures):
            found = evidence(store, industry)[region]
            assert {
                what: found.count(what) for what in ("projects", "clusters", "towns", "statements", "evidence")
            } == (count(printed, below(industry), region)), (industry, region)


def test_project_counts_are_those_of_the_selection(store: Store) -> None:
    for industry in industries(store):
        found = evidence(store, industry)
        chosen = select(store, Selection(industry=(industry,)))
        assert found[PROVINCE].count("projects") == chosen.count
        for code in store.prefectures:
            tally = chosen.places.get(code)
            assert found[code].count("projects") == (tally.n if tally else 0), (industry, code)


def test_the_sixteen_chains_are_found_by_both_names(store: Store, printed: Printed) -> None:
    assert [i.chain_id for i in chains(store)] == [f"ch{n:02d}" for n in range(1, 17)]
    for row in printed["chain_industry"]:
        assert industry_of(store, row["chain_id"]) is industry_of(store, row["industry_id"])
    assert industry_of(store, "") is None and industry_of(store, "unspecified") is None


def test_ranking_leaves_out_cities_without_evidence_and_keeps_the_order(store: Store) -> None:
    found = ranked(store, "hydrogen")
    counts = [e.count() for e in found]
    assert counts == sorted(counts, reverse=True) and min(counts) > 0
    assert {e.region for e in found} == {c for c in store.prefectures if evidence(store, "hydrogen")[c].count()}


def test_every_count_has_a_passport_with_its_value_and_sources(store: Store) -> None:
    for item in ("ch05", "coal", "materials", "prefab_construction"):
        for what in (*COUNTS, "places"):
            found = passport(store, f"industry:{item}:{what}:{PROVINCE}")
            assert found is not None and found.value == counted(store, f"{item}:{what}:{PROVINCE}").value  # type: ignore[union-attr]
            assert found.sources and found.title_zh and found.title_en
    many = passport(store, f"industry:materials:evidence:{PROVINCE}")
    assert many is not None and len(many.sources) == 21 and many.cautions
    for wrong in ("", "ch05", "ch05:evidence", "ch99:evidence:140000", "ch05:nothing:140000", "ch05:evidence:140105"):
        assert counted(store, wrong) is None
        assert passport(store, f"industry:{wrong}") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("多晶硅、硅棒、硅片", ("多晶硅", "硅棒", "硅片")),
        ("多晶硅—硅片—电池", ("多晶硅", "硅片", "电池")),
        ("辅材和设备(光伏玻璃、背板、设备)", ("光伏玻璃", "背板", "设备")),
        ("轮毂、压铸件、型材等零部件配套", ("轮毂", "压铸件", "型材")),
        ("硅料-硅片-电池-组件(主链)", ("硅料", "硅片", "电池", "组件")),
    ],
)
def test_a_segments_text_is_read_as_its_products(text: str, words: tuple[str, ...]) -> None:
    assert link_words(text) == words


def test_a_word_is_found_by_its_tail_but_not_by_two_characters() -> None:
    assert holds("120万吨氧化铝", "高品质氧化铝")
    assert holds("铝型材项目", "节能环保型材")
    assert not holds("轨道交通项目", "轨道交通用型材")
    assert not holds("新材料应用", "氢能源应用")


def test_segments_name_what_is_known_and_what_is_not(store: Store) -> None:
    described = {i.item: segments(store, i.industry_id) for i in chains(store)}
    assert sum(bool(found) for found in described.values()) == 7
    steel = described["ch01"]
    assert [s.segment for s in steel] == ["up", "mid", "down"]
    assert steel[0].gaps == ("绿色冶金", "废钢", "铬镍资源")
    hydrogen = {link.text: link.known for s in described["ch05"] for link in s.links}
    assert hydrogen["制氢"] >= 3 and hydrogen["储氢"] == 0
    # Filed under an industry of that name inside the chain, though the name says something else.
    machines = {link.text: link for s in described["ch03"] for link in s.links}["工程机械"]
    assert machines.known and any("工程机械" not in p.name_zh for p in machines.projects)
    # An everyday word counts inside the chain only: batteries of vehicles are no photovoltaic cells.
    cells = {link.text: link for s in described["ch07"] for link in s.links}["电池"]
    assert all(set(r.industries) & with_all_inside(store, "photovoltaics") for r in cells.projects)
    for found in described.values():
        for segment in found:
            assert segment.source in store.sources
            for link in segment.links:
                assert all("industry" not in c.kind for c in link.clusters)
    assert segments(store, "coal") == ()


def test_every_word_of_a_segment_has_an_english_name(store: Store) -> None:
    words = {link.text for i in chains(store) for s in segments(store, i.industry_id) for link in s.links}
    assert {w for w in words if ("segment_links", w) not in store.names_en} == set()


def test_measures_name_indicators_and_industries_that_exist(store: Store) -> None:
    assert set(INDICATORS) <= set(industries(store))
    assert {i for found in INDICATORS.values() for i in found} <= set(store.indicators)
    assert published(store, "coal")["advanced_coal_capacity_share_pct"]
    assert {key.indicator for key in comparable_series(store, "coal")} >= {"advanced_coal_capacity_share_pct"}
    for item in published(store, "energy").values():
        assert len({f.region for f in item}) == len(item)


def test_a_run_of_years_prefers_the_better_source_and_one_unit(store: Store, printed: Printed) -> None:
    run = product_run(store, "coal")
    assert run is not None and (run.region, run.unit_zh) == (PROVINCE, "亿吨")
    tiers = {s["source_id"]: s["tier"] for s in printed["sources"]}
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in printed["product_output"]:
        if (row["region_code"], row["product_zh"]) == (PROVINCE, "原煤") and row["period"].isdecimal():
            rows.setdefault(row["period"], []).append(row)
    order = ("official", "press", "seed", "copy", "weak", "atlas")
    assert [year for year, *_ in run.years] == sorted(rows)
    for year, value, reference, source in run.years:
        assert order.index(tiers[source]) == min(order.index(tiers[r["source_id"]]) for r in rows[year])
        (row,) = [r for r in rows[year] if r["source_id"] == source]
        factor = 10_000 if row["unit"] == "万吨" else 1
        assert value == pytest.approx(float(row["value"]) / factor)
        found = passport(store, reference)
        assert found is not None and found.as_printed == row["as_printed"]
    assert product_run(store, "hydrogen") is None


def test_products_belong_to_the_industry_and_employees_to_its_section(store: Store) -> None:
    assert {p.name_zh for p in products(store, "baijiu")} >= {"白酒"}
    assert not {p.name_zh for p in products(store, "hydrogen")}
    (mining,) = employees(store, "coal")
    assert mining.name_zh == "采矿业" and passport(store, mining.reference).value == mining.value  # type: ignore[union-attr]
    assert "magnesium" in with_all_inside(store, "materials")
