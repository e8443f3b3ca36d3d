"""The table in groups is what pandas makes of the same files: keys, counts, sums of one stage, pages of rows."""

import pytest

from data.editions import Edition
from data.industry import chains
from data.industry_segments import segments
from data.place import Project
from data.project_classes import segment_nodes
from data.project_groups import GROUPINGS, grouped_rows, groups
from data.project_passport import selected_passport
from data.project_rows import MAX_ROWS, rows
from data.project_segments import PLACED
from data.project_selection import Selection, Tally, select
from data.store import Store
from tests.selected_by_pandas import Oracle

SELECTIONS = {
    "/projects": Selection(),
    "/projects?stage=signed&period=2021/2023": Selection(stage=("signed",), period="2021/2023"),
    "/projects?industry=new_energy&region=140200&region=140100": Selection(
        ("new_energy",), region=("140200", "140100")
    ),
    "/projects?industry=gbt-C&amount=1-": Selection(("gbt-C",), amount="1-"),
    "/projects?region=140200&period=1999": Selection(region=("140200",), period="1999"),
}


@pytest.fixture(scope="module")
def oracle(edition: Edition) -> Oracle:
    return Oracle(edition.folder)


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize("address", SELECTIONS)
def test_groups_agree_with_pandas(store: Store, oracle: Oracle, address: str, by: str) -> None:
    selection = SELECTIONS[address]
    found = {tally.key: tally for tally in groups(store, selection, by)}
    wanted = oracle.groups(address, by)
    assert {key: tally.n for key, tally in found.items()} == {key: len(part) for key, part in wanted.items()}
    for key, part in wanted.items():
        for stage, records in part.groupby("stage_id"):
            rung = found[key].rung(str(stage))
            assert (rung.n, rung.n_amount) == (len(records), records["amount_yi"].notna().sum())
            assert rung.amount_yi == pytest.approx(oracle.sum_once(records)), (key, stage)
    assert sum(tally.n for tally in found.values()) >= select(store, selection).count


@pytest.mark.parametrize("by", GROUPINGS)
def test_a_text_looked_for_narrows_the_groups(store: Store, by: str) -> None:
    text = {"name_zh": "光伏"}
    wanted = rows(store, Selection(), contains=text).total
    found = groups(store, Selection(), by, text)
    assert 0 < wanted < select(store, Selection()).count
    assert sum(tally.n for tally in found) >= wanted
    if by != "chain":
        assert sum(tally.n for tally in found) == wanted


def lines_of(store: Store, by: str, opened: frozenset[str], size: int) -> list[str]:
    """All lines of a grouped table, fetched a page at a time."""
    found: list[str] = []
    while True:
        page = grouped_rows(store, Selection(), by, opened, sort=(("amount_yi", True),), offset=len(found), limit=size)
        found += [line.key if isinstance(line, Tally) else line.project_id for line in page.lines]
        assert len(page.lines) <= min(size, MAX_ROWS)
        if len(found) >= page.total:
            assert len(found) == page.total
            return found
        assert page.lines


@pytest.mark.parametrize("size", [7, 50, 10_000])
def test_pages_join_without_gap_or_overlap(store: Store, oracle: Oracle, size: int) -> None:
    opened = frozenset({"140100", "140500", "no-such-group"})
    wanted: list[str] = []
    for tally in groups(store, Selection(), "city"):
        wanted.append(tally.key)
        if tally.key in opened:
            part = oracle.groups("/projects", "city")[tally.key]
            ordered = part.sort_values("amount_yi", ascending=False, kind="stable", na_position="last")
            wanted += list(ordered["project_id"])
    assert lines_of(store, "city", opened, size) == wanted


def test_a_record_of_two_chains_is_in_both_groups(store: Store, oracle: Oracle) -> None:
    every = frozenset(tally.key for tally in groups(store, Selection(), "chain"))
    found = lines_of(store, "chain", every, MAX_ROWS)
    twice = {line for line in found if found.count(line) > 1}
    counted = oracle.rows["nodes"].map(lambda nodes: len(nodes & {c.industry_id for c in chains(store)}))
    assert twice == set(oracle.rows.loc[counted > 1, "project_id"])
    assert twice


def test_figures_of_groups_have_passports(store: Store, oracle: Oracle) -> None:
    part = oracle.groups("/projects", "city")["140100"]
    count = selected_passport(store, Selection(), "selection:group:city:140100")
    assert count is not None
    assert count.value == len(part)
    cited = part["source_id"].value_counts()
    assert {s.source_id for s in count.sources} <= set(cited.index)
    assert count.sources[0].source_id in set(cited[cited == cited.max()].index)
    signed = part[part["stage_id"] == "signed"]
    total = selected_passport(store, Selection(), "selection:group-sum:signed:city:140100")
    assert total is not None
    assert total.value == pytest.approx(oracle.sum_once(signed))
    assert f"{signed['amount_yi'].notna().sum()} of {len(signed)} have an amount" in total.title_en
    for reference in ("group:city:150000", "group:moon:1", "group", "group-sum", "group-sum:signed:city"):
        assert selected_passport(store, Selection(), f"selection:{reference}") is None, reference


def test_segments_are_those_of_the_rule(store: Store) -> None:
    wanted: dict[str, set[str]] = {}
    for chain in chains(store):
        for part in segments(store, chain.industry_id):
            if part.segment in PLACED:
                inside = {p.project_id for link in part.links for p in link.projects}
                wanted.setdefault(f"{chain.chain_id}-{part.segment}", set()).update(inside)
    for node, inside in wanted.items():
        found = rows(store, Selection(industry=(node,)), limit=MAX_ROWS)
        assert {p.project_id for p in found.rows} == inside, node
    assert set(segment_nodes(store)) == {node for node, inside in wanted.items() if inside}


def test_what_cannot_be_grouped_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="expected one of city, county"):
        grouped_rows(store, Selection(), "investor", frozenset())
    assert all(
        isinstance(line, Tally | Project) for line in grouped_rows(store, Selection(), "year", frozenset()).lines
    )
