"""Search: the same thing by characters, pinyin with and without tones, initials and English, whatever is typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from data.project_rows import rows
from data.search import plain, search
from data.store import Store


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("大同", "140200"), ("大同市", "140200"), ("datong", "140200"), ("DaTong", "140200"), ("Dàtóng", "140200"),
        ("dà tóng", "140200"), ("dt", "140200"), ("吕梁", "141100"), ("lvliang", "141100"),
        ("luliang", "141100"), ("lüliang", "141100"), ("Lǚliáng", "141100"), ("ll", "141100"), ("长治", "140400"),
        ("changzhi", "140400"), ("Xinzhou", "140900"), ("shanxi", "140000"), ("泽州", "140525"),
        ("ｄａｔｏｎｇ", "140200"),
    ],
)  # fmt: skip
def test_a_place_is_the_first_hit_however_it_is_typed(store: Store, query: str, code: str) -> None:
    for form in ("NFC", "NFD"):
        hits = search(store, unicodedata.normalize(form, query))
        assert hits and hits[0].key == code, (form, [h.label_zh for h in hits])


def test_every_place_is_found_by_each_of_its_names(store: Store) -> None:
    for code, region in store.regions.items():
        if region.level == "nation":
            continue
        for name in (region.name_zh, region.name_en, region.pinyin, *region.pinyin_plain.split()):
            hits = search(store, name, limit=40)
            assert code in [h.key for h in hits if h.kind == "region"], (code, name)


@pytest.mark.parametrize("kind", ["chain_master", "specialised_town", "development_zone", "leading_company", "park"])
def test_clusters_are_found_by_name_and_belong_to_their_place(store: Store, kind: str) -> None:
    rows = store.rows("SELECT * FROM clusters WHERE kind = ? ORDER BY cluster_id", [kind])
    for row in rows[::5]:
        for query in (row["name_zh"], store.english("clusters", row["cluster_id"], row["name_zh"])):
            hits = search(store, query, limit=40)
            assert row["name_zh"] in [h.label_zh for h in hits if h.kind == kind], query
    hit = next(h for h in search(store, rows[0]["name_zh"]) if h.kind == kind)
    assert hit.region == rows[0]["region_code"]


def test_industries_and_investors_are_found(store: Store) -> None:
    for query in ("氢能", "hydrogen", "qingneng", "qn"):
        assert ("chain", "ch05") in [(h.kind, h.key) for h in search(store, query)], query
    rows = store.rows("SELECT name_zh, name_en FROM industries WHERE industry_id <> 'unspecified'")
    assert len(rows) > 100
    for row in rows:
        for name in row.values():
            hit = next(h for h in search(store, name) if h.kind != "region")
            assert hit.kind in ("chain", "industry") and name in (hit.label_zh, hit.label_en), name
    investor = store.rows("SELECT investor FROM projects WHERE investor <> '' ORDER BY investor")[0]["investor"]
    assert ("investor", investor) in [(h.kind, h.key) for h in search(store, investor)]


def test_every_project_is_found_by_each_of_its_names(store: Store) -> None:
    for row in store.rows("SELECT project_id, name_zh, name_en FROM project_facts"):
        syllables = lazy_pinyin(row["name_zh"])
        for query in (row["name_zh"], row["name_en"], " ".join(syllables)):
            hits = search(store, query, limit=40)
            assert row["project_id"] in [h.key for h in hits if h.kind == "project"], query
    initials = [h.key for h in search(store, "hwksjtqqzb") if h.kind == "project"]
    assert [h.label_zh for h in search(store, "hwksjtqqzb")] == ["华为矿山军团全球总部暨山西区域总部"] and len(
        initials
    ) == 1


def test_the_selection_of_a_project_is_narrow_and_holds_it(store: Store) -> None:
    for row in store.rows("SELECT project_id, name_zh, stage, amount_yi FROM project_facts ORDER BY project_id")[::5]:
        project = next(h.project for h in search(store, row["name_zh"], limit=40) if h.key == row["project_id"])
        assert project is not None and project.stage == row["stage"]
        assert project.amount_yi == (None if row["amount_yi"] is None else float(row["amount_yi"]))
        page = rows(store, project.selection)
        assert row["project_id"] in [p.project_id for p in page.rows] and page.total <= 10


@pytest.mark.parametrize("query", ["大同", "dt", "t", "a", "yuan", "山西", "产业园", "park"])
def test_projects_come_last_and_leave_room(store: Store, query: str) -> None:
    kinds = [h.kind for h in search(store, query)]
    n = kinds.count("project")
    assert kinds[len(kinds) - n :] == ["project"] * n and len(kinds) <= 12
    assert n <= 4 or len(kinds) - n < 8
    places = [h for h in search(store, query) if h.kind == "region"]
    assert places == [h for h in search(store, query, limit=99) if h.kind == "region"][: len(places)]


@pytest.mark.parametrize(
    "query", ["", " ", "、。", "%", "'; DROP TABLE clusters; --", "不存在的地方", "\x00", "q" * 9_999]
)
def test_nothing_is_found_for_nothing(store: Store, query: str) -> None:
    assert search(store, query) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.integers(1, 20))
def test_any_text_can_be_typed(store: Store, query: str, limit: int) -> None:
    hits = search(store, query, limit)
    assert len(hits) <= limit
    assert len({(h.kind, h.key) for h in hits}) == len(hits)
    assert plain(plain(query)) == plain(query)
