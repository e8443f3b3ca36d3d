"""Passports: every number of the edition has one with sources that exist, and nothing else has."""

import re
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.passports import Passport, passport
from data.store import Store


def sound(store: Store, item: Passport | None, reference: str) -> Passport:
    assert item is not None, f"{reference} has no passport"
    assert item.reference == reference
    assert item.sources, f"{reference} names no source"
    assert all(store.sources[s.source_id] is s for s in item.sources)
    assert item.title_zh and item.title_en
    assert not item.region or item.region in store.regions
    for inner in item.inputs:
        sound(store, inner, inner.reference)
    return item


def test_every_figure_has_one_with_its_own_words(store: Store) -> None:
    """Leading or not: a rival is asked for as well."""
    rows = store.rows("SELECT * FROM figures")
    by_id = {r["figure_id"]: r for r in rows}
    for row in rows:
        item = sound(store, passport(store, row["figure_id"]), row["figure_id"])
        assert item.value == row["value"]
        assert (item.as_printed, item.qualifier, item.scope) == (row["as_printed"], row["qualifier"], row["scope_id"])
        assert {s.source_id for s in item.sources} == set(row["source_id"].split(";"))
        assert item.kind == {"o": "figure", "k": "count", "d": "derived"}[row["figure_id"][0]]
        assert bool(item.as_printed) == (item.kind == "figure")
        assert [i.reference for i in item.inputs] == [i for i in row["inputs"].split(";") if i]
        rivals = {r.figure_id: r.value for r in item.rivals}
        assert rivals == {i: by_id[i]["value"] for i in row["rivals"].split(";") if i}
        agree = [r.value == item.value for r in item.rivals]
        assert agree == sorted(agree), "those that disagree come first"
    assert len(rows) > 2_500


def series_of(row: dict[str, Any]) -> tuple[str, ...]:
    return row["indicator_id"], row["period"], row["scope_id"]


def test_every_rank_and_change_leads_to_what_it_was_made_from(store: Store) -> None:
    shown = store.rows("SELECT * FROM shown WHERE level = 'prefecture'")
    peers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in shown:
        if row["comparable"] and row["nature"] == "result":
            peers[series_of(row)] |= set(row["source_id"].split(";"))
    ranks = changes = 0
    for row in shown:
        rank, change = (passport(store, f"{kind}:{row['figure_id']}") for kind in ("rank", "change"))
        assert (rank is not None) == (row["rank"] is not None)
        assert (change is not None) == bool(row["previous_id"])
        if rank is not None:
            ranks += 1
            sound(store, rank, f"rank:{row['figure_id']}")
            assert rank.value == row["rank"]
            assert {s.source_id for s in rank.sources} == peers[series_of(row)]
        if change is not None:
            changes += 1
            sound(store, change, f"change:{row['figure_id']}")
            assert [i.reference for i in change.inputs] == [row["figure_id"], row["previous_id"]]
            assert change.value == pytest.approx(row["value"] - row["previous_value"])
    assert ranks > 200 and changes > 50


@pytest.mark.parametrize(
    ("sql", "form"),
    [
        ("SELECT project_id AS a, '' AS b FROM projects", "project:{a}"),
        ("SELECT cluster_id AS a, sequence AS b FROM cluster_figures", "cluster:{a}:{b}"),
        ("SELECT statement_id AS a, '' AS b FROM statements", "statement:{a}"),
        ("SELECT rowid AS a, '' AS b FROM product_output", "product:{a}"),
        ("SELECT source_id AS a, '' AS b FROM sources", "source:{a}"),
        ("SELECT region_code AS a, '' AS b FROM regions", "count:evidence:{a}"),
        ("SELECT indicator_id AS a, '' AS b FROM indicators WHERE indicator_id = canonical_id", "count:coverage:{a}"),
    ],
)
def test_every_other_number_has_one(store: Store, sql: str, form: str) -> None:
    rows = store.rows(sql)
    assert rows
    for row in rows:
        reference = form.format(**row)
        sound(store, passport(store, reference), reference)


def test_a_corrected_statement_says_so(store: Store) -> None:
    corrected = {
        r["statement_id"] for r in store.rows("SELECT row_key AS statement_id FROM corrections") if any(r.values())
    }
    for row in store.rows("SELECT statement_id FROM statements"):
        item = passport(store, f"statement:{row['statement_id']}")
        assert item is not None
        assert bool(item.correction) == (row["statement_id"] in corrected)
    assert len(corrected) == 4


def test_only_official_and_press_sources_are_linked(store: Store) -> None:
    linked = {s.tier for s in store.sources.values() if s.url}
    assert linked == {"official", "press"}
    assert all(s.url.startswith(("http://", "https://")) for s in store.sources.values() if s.url)


def test_a_count_lists_the_documents_of_the_rows_it_counts(store: Store) -> None:
    """Against the raw tables: a city's projects, towns and evidence of an industry; bounded, the most cited first."""
    for code in store.prefectures:
        rows = store.rows(
            "SELECT source_id, count(*) AS n FROM projects WHERE left(region_code, 4) = ? GROUP BY 1 "
            "ORDER BY n DESC, source_id",
            [code[:4]],
        )
        for reference in (f"count:projects:{code}", known(store, "known_projects", code)):
            item = sound(store, passport(store, reference), reference)
            assert [s.source_id for s in item.counted] == [r["source_id"] for r in rows][:8]
            assert len(item.counted) + item.counted_more == len(rows)
        everything = passport(store, known(store, "known_sources", code))
        assert everything is not None and everything.value is not None
        assert (
            abs(len(everything.counted) + everything.counted_more - everything.value) <= 1
        )  # the atlas is no document
    evidence = passport(store, "count:evidence-coal:140200")
    assert evidence is not None and evidence.counted
    of_coal = store.rows(
        "SELECT source_id FROM projects JOIN project_industry USING (project_id) WHERE region_code LIKE '1402%' "
        "AND list_contains(string_split(industry_id, ';'), 'coal') UNION "
        "SELECT source_id FROM clusters JOIN cluster_industry USING (cluster_id) WHERE region_code LIKE '1402%' "
        "AND list_contains(string_split(industry_id, ';'), 'coal') UNION "
        "SELECT source_id FROM city_industries JOIN industry_map ON text = industry_zh WHERE region_code = '140200' "
        "AND list_contains(string_split(industry_id, ';'), 'coal')"
    )
    assert {s.source_id for s in evidence.counted} <= {r["source_id"] for r in of_coal}
    assert len(evidence.counted) + evidence.counted_more <= len(of_coal)
    unknown = passport(store, "count:evidence-nothing:140200")
    assert unknown is not None and not unknown.counted


def known(store: Store, indicator: str, code: str) -> str:
    rows = store.rows("SELECT figure_id FROM figures WHERE indicator_id = ? AND region_code = ?", [indicator, code])
    return str(rows[0]["figure_id"])


HOSTILE = [
    "", ":", "x", "o-", "o-0000000000", "o-' OR 1=1--", "rank:", "rank:rank:o-0000000000", "change:x", "project:",
    "project:' OR ''='", "project:\x00", "project:\ud800", "cluster:e-c01", "cluster:e-c01:", "cluster:e-c01:0",
    "cluster:e-c01:1:1", "cluster:e-c01:１", "cluster:e-c01:-1", "cluster:e-c01:99999999999999999999", "statement:a99",
    "product:-1", "product:1.0", "product:999999", "product:9999999", "source:s-none", "count:", "count:<b>:140000",
    "count:projects:999999", "count:projects:140000:x", "COUNT:projects:140000", "__class__:x", "大同",
    "project:" + "p" * 999,
]  # fmt: skip


@pytest.mark.parametrize("reference", HOSTILE)
def test_a_hostile_reference_has_none(store: Store, reference: str) -> None:
    assert passport(store, reference) is None


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.builds(
    lambda head, rest: f"{head}:{rest}",
    st.sampled_from(["rank", "change", "project", "cluster", "statement", "product", "source", "count"]),
    st.text(max_size=20),
)))  # fmt: skip
def test_any_reference_can_be_asked(store: Store, reference: str) -> None:
    item = passport(store, reference)
    assert item is None or item.reference == reference


def test_what_is_noted_about_a_source_is_there_in_both_languages(store: Store) -> None:
    noted = [source for source in store.sources.values() if source.note or source.note_zh]
    han = re.compile(r"[一-鿿]")
    assert len(noted) > 300
    for source in noted:
        assert source.note and not han.search(source.note), f"{source.source_id}: {source.note!r} is no English note"
        assert han.search(source.note_zh), f"{source.source_id}: {source.note_zh!r} is no Chinese note"
