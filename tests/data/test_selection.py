"""A selection of projects gives what pandas computes from the same files, whatever is selected."""

import math
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.editions import Edition
from data.project_facets import facets, loosen
from data.project_rows import rows
from data.project_selection import DIMENSIONS, Selection, nearest_amount, select
from data.projects_cube import STAGE_IDS, amount_classes
from data.store import Store
from tests.selected_by_pandas import Oracle
from tests.synthetic import publish_synthetic


@pytest.fixture(scope="session")
def oracle(edition: Edition) -> Oracle:
    return Oracle(edition.folder)


def address_of(selection: Selection) -> str:
    pairs = []
    for name in DIMENSIONS:
        value = getattr(selection, name)
        pairs += [(name, v) for v in ((value,) if isinstance(value, str) else value) if v]
    return "/projects?" + urlencode(pairs)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    industries = ("energy", "new_energy", "photovoltaics", "hydrogen", "materials", "al_mg_processing", "computing",
                  "gbt-38", "gbt-C", "gbt-44", "gbt-R")  # fmt: skip
    origins = ("unknown", "group-yrd", "group-other", "sichuan", "taiwan", "group-gba")
    regions = ("140100", "140200", "140300", "141181", "140406", "141100", "140427", "140900")
    periods = ("", "2022", "2023", "2024-11", "2021/2023", "2025Q1", "undated", "spanning", "2016/2025", "1999")
    edges = ("", "1", "5", "10", "50", "100", "500")
    low, high = draw(st.sampled_from(edges)), draw(st.sampled_from(edges))
    amount = f"{low or 0}-{high}" if (low or high) and (not high or float(low or 0) < float(high)) else ""
    return Selection(
        tuple(draw(st.lists(st.sampled_from(industries), max_size=3, unique=True))),
        tuple(draw(st.lists(st.sampled_from(STAGE_IDS), max_size=3, unique=True))),
        tuple(draw(st.lists(st.sampled_from(origins), max_size=3, unique=True))),
        tuple(draw(st.lists(st.sampled_from(regions), max_size=3, unique=True))),
        draw(st.sampled_from(periods)),
        draw(st.sampled_from((amount, "unknown", ""))),
    )


def check(store: Store, oracle: Oracle, selection: Selection) -> None:
    found = select(store, selection)
    wanted = oracle.expect(address_of(selection))
    assert found.count == len(wanted.ids)
    assert {k: t.n for k, t in found.stages.items()} == wanted.stages
    assert {k: t.n_amount for k, t in found.stages.items() if t.n_amount} == wanted.with_amount
    sums = {k: t.rung(k).amount_yi for k, t in found.stages.items() if t.n_amount}
    assert sums == pytest.approx(wanted.sums)
    for name, expected in (
        ("places", wanted.places),
        ("industries", wanted.industries),
        ("origin_groups", wanted.groups),
        ("years", wanted.years),
        ("sizes", wanted.sizes),
    ):
        assert {k: t.n for k, t in getattr(found, name).items()} == expected, name
    assert {k: t.n for k, t in found.regions.items() if store.regions[k].level == "county"} == wanted.counties
    assert {(f.start, f.end): f.tally.n for f in found.flows} == wanted.flows
    assert {(f.start, f.end): f.tally.n for f in found.transfers} == wanted.transfers
    for name in ("places", "origin_groups", "years", "sizes"):
        of_stage = [math.fsum(t.rung(s).amount_yi for t in getattr(found, name).values()) for s in wanted.sums]
        assert of_stage == pytest.approx(list(wanted.sums.values())), f"{name} do not add up to the sum of a stage"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(selection=selections())
def test_select_equals_pandas(store: Store, oracle: Oracle, selection: Selection) -> None:
    check(store, oracle, selection)
    page = rows(store, selection, limit=200)
    assert [p.project_id for p in page.rows] == list(oracle.choose(address_of(selection))["project_id"])[:200]
    assert page.total == select(store, selection).count


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(selection=selections())
def test_facets_are_what_choosing_the_value_alone_gives(store: Store, selection: Selection) -> None:
    found = facets(store, selection)
    for name in DIMENSIONS:
        if name == "industry":
            continue  # an industry's count includes what is below it, as choosing it does; checked by the others' rule
        for value, n in list(found[name].items())[:4]:
            one = value if name in ("period", "amount") else (value,)
            changed = {d: getattr(selection, d) for d in DIMENSIONS} | {name: one}
            assert select(store, Selection(**changed)).count == n, (name, value)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return publish_synthetic(tmp_path_factory.mktemp("made-up"), 3_000)


def test_transfers_and_long_tails_of_made_up_projects(made_up: Edition) -> None:
    store, oracle = Store(made_up), Oracle(made_up.folder)
    for selection in (
        Selection(),
        Selection(stage=("signed",)),
        Selection(region=("140200", "140105")),
        Selection(period="2018/2020", amount="0-5"),
        Selection(industry=("energy", "hydrogen"), origin=("group-yrd",)),
    ):
        check(store, oracle, selection)
    assert select(store, Selection()).transfers


def test_everything_is_counted_once(store: Store, oracle: Oracle) -> None:
    check(store, oracle, Selection())
    whole = select(store, Selection())
    assert whole.count == len(oracle.rows)
    assert sum(t.n for t in whole.stages.values()) == whole.count
    several = [i for i in oracle.rows["industry_id"].dropna() if ";" in i]
    assert several, "no record has two industries any more: this test shows nothing"


def test_amount_reported_twice_at_one_stage_is_added_once(store: Store, oracle: Oracle) -> None:
    paid = oracle.rows[oracle.rows["amount_yi"].notna()]
    twice = paid[paid.duplicated(["name_zh", "region_code", "stage"], keep=False)]
    assert len(twice), "no amount is reported twice any more: this test shows nothing"
    first = twice.iloc[0]
    selection = Selection(stage=(first["stage_id"],), region=(first["region_code"],))
    rung = select(store, selection).all.rung(first["stage_id"])
    plain = paid[(paid["region_code"] == first["region_code"]) & (paid["stage_id"] == first["stage_id"])]
    assert rung.n_amount == len(plain)
    assert rung.amount_yi < plain["amount_yi"].sum()


def test_loosen_names_the_filters_that_help(store: Store) -> None:
    none = Selection(region=("140200",), period="1999")
    assert select(store, none).count == 0
    ways = dict(loosen(store, none))
    assert ways == {"period": select(store, Selection(region=("140200",))).count}
    assert loosen(store, Selection(period="1999", amount="unknown")) != ()
    hopeless = Selection(region=("140200",), period="1999", stage=("talks",), amount="500-", origin=("taiwan",))
    assert loosen(store, hopeless) == ()


def test_amount_classes_meet_without_gap() -> None:
    edges = [name.split("-") for name in amount_classes()]
    assert all(a[1] == b[0] for a, b in pairwise(edges))
    assert nearest_amount("3-7") == "1-10"
    assert nearest_amount("1-10") == "1-10"
    assert nearest_amount("-5") == "0-5"
    assert nearest_amount("600-") == "500-"
    assert nearest_amount("9-3") == nearest_amount("cheap") == ""
