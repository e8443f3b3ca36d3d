"""The pages of industries: no bare number, sentences that agree with the counts, gaps and refusals in words.

Belongs here: the component trees. Does not belong here: what the data are (`tests/data/test_industry.py`).
"""

import re

import pytest

from data.industry import evidence, industries, industry_of, ranked
from data.industry_segments import segments
from data.store import PROVINCE, Store
from geodata.boundaries import load_boundaries
from layouts.figures.small_multiples import BREAKS, class_of, class_texts, outlines, small_map
from layouts.industry_segments import gaps_sentence
from layouts.messages import message
from layouts.pages import show
from layouts.static_html import to_html
from tests.unit.test_every_number_has_a_source import complaints, complaints_of_map, maps

PAGES = [
    "/industry", "/industry/ch05", "/industry/ch07?compare=ch05,ch11", "/industry/coal?compare=energy,ch05,ch07",
    "/industry/coal?indicator=advanced_coal_capacity_share_pct", "/industry/materials", "/industry/health_services",
    "/industry/ch16?indicator=statements", "/industry/third_gen_semiconductor",
]  # fmt: skip


def page(store: Store, address: str, lang: str = "zh") -> str:
    return to_html(show(store, address + ("&" if "?" in address else "?") + f"lang={lang}").content)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_no_number_is_bare(store: Store, address: str, lang: str) -> None:
    tree = show(store, address + ("&" if "?" in address else "?") + f"lang={lang}").content
    assert complaints(store, tree) == []
    drawings = list(maps(tree))
    assert len(drawings) == (0 if address == "/industry" else 1)
    for drawing in drawings:
        assert complaints_of_map(store, drawing._svg) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_industry_has_a_page_and_a_place_in_the_list(store: Store, lang: str) -> None:
    listed = page(store, "/industry", lang)
    for industry in industries(store).values():
        screen = show(store, f"/industry/{industry.item}?lang={lang}")
        assert (screen.status, screen.state.item) == (200, industry.item)
        assert industry.name(lang) in listed
    assert show(store, "/industry/nothing").status == 404
    assert show(store, "/industry/hydrogen").state.item == "ch05"  # one page, one address


def test_the_outlines_stand_once_and_every_small_map_refers_to_them(store: Store) -> None:
    written = page(store, "/industry")
    assert written.count('id="mini-140100"') == 1
    assert len(set(re.findall(r'href="#(mini-\d+)"', written))) == 11
    assert written.count('<svg class="mini"') > 120
    assert len(written) < 260_000


def test_small_maps_share_their_classes() -> None:
    assert [class_of(n) for n in (0, 1, 2, 3, 4, 7, 8, 15, 16, 400)] == [None, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert len(class_texts()) == len(BREAKS) == 5
    boundaries = load_boundaries()
    drawn = small_map(boundaries, {"140100": 3, "140200": 0}, 'a "label" <b>')
    assert drawn.count("<use ") == 11 and drawn.count("data-class") == 1
    assert "<b>" not in drawn
    assert outlines(boundaries).count("<path") == 11


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_names_who_has_most(store: Store, lang: str) -> None:
    for item in ("ch05", "coal", "ch02", "baijiu"):
        industry = industry_of(store, item)
        assert industry is not None
        found = ranked(store, industry.industry_id)
        first = [e for e in found if e.count() == found[0].count()]
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", page(store, f"/industry/{item}", lang))
        assert heading
        for place in first:
            assert store.regions[place.region].short(lang) in heading[1]
        assert not [e for e in found if e not in first and store.regions[e.region].short(lang) in heading[1]]
        whole = evidence(store, industry.industry_id)[PROVINCE]
        said = message(
            lang, "industry-known", n=whole.count(), projects=len(whole.projects),
            clusters=len(whole.clusters), statements=whole.count("statements"),
        )  # fmt: skip
        assert said in page(store, f"/industry/{item}", lang)


def test_gaps_are_named_and_what_no_source_describes_is_said(store: Store) -> None:
    assert "储氢、运氢、加氢" in gaps_sentence(store, segments(store, "hydrogen"), "zh")
    assert message("zh", "industry-no-segments") in page(store, "/industry/ch09")
    assert message("en", "industry-no-chain") in page(store, "/industry/coal", "en")
    assert message("zh", "industry-no-employees") in page(store, "/industry/coal")


def test_comparison_takes_three_more_on_one_axis_and_refuses_other_units(store: Store) -> None:
    written = page(store, "/industry/coal?compare=ch05,ch07,coal,nothing,ch11,ch01")
    columns = re.search(r'table-industries"><thead>(.*?)</thead>', written)
    assert columns and columns[1].count("<th") == 1 + 4
    assert message("zh", "industry-compare-refused") in written and "不可比" not in columns[1]
    widths = [float(w) for w in re.findall(r'class="compare-cell".*?width:([\d.]+)%', written)]
    assert max(widths) == 100.0
    assert message("zh", "industry-overlap", whole="能源", part="煤炭") in page(store, "/industry/coal?compare=energy")


def test_an_unknown_measure_or_industry_is_said(store: Store) -> None:
    assert "gdp_yi" in page(store, "/industry/ch05?indicator=gdp_yi")
    assert "nothing" in page(store, "/industry/nothing")
