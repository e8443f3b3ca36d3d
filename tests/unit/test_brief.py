"""Brief and bulletin are read back: one page, our fonts in it, text that can be selected, the store's numbers."""

import csv
import io
import re
import shutil
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from pypdf import PdfReader

from data.editions import publish
from data.place import figures_of
from data.series import series
from data.store import PROVINCE, Store
from data.tables_reader import TABLES_DIR
from layouts.reports.brief import SubjectError, brief_pdf
from layouts.reports.brief_place import chosen_figures
from layouts.reports.bulletin import bulletin_data, bulletin_pdf
from layouts.reports.bulletin_series import FAMILIES, FamilyError, chosen_series, rank_moves, ranks, targets
from layouts.stories.parts import chinese_marks
from layouts.view_state import ViewState

TODAY = date(2026, 11, 24)
HAN = re.compile("[㐀-鿿]")
SUBJECTS = (
    "/",
    *(f"/city/{code}" for code in ("140100", "140200", "140300", "140500", "140900", "141100", "140525", "140213")),
    "/industry/ch05",
    "/industry/ch09",
    "/industry/new_energy",
    "/city/140200?compare=140400&compare=140500&compare=140800",
    "/?industry=ch01",
)


def _brief(store: Store, address: str, lang: str = "zh") -> PdfReader:
    state, _ = ViewState.parse(address)
    made = brief_pdf(store, state.with_(lang=lang), root="https://atlas.example", printed=TODAY)
    return PdfReader(io.BytesIO(made))


def _text(reader: PdfReader) -> str:
    """The text without the spaces that typesetting puts between Chinese and Latin letters."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))


def _fonts(reader: PdfReader) -> dict[str, bool]:
    """Name of each font → is its file embedded?"""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font: Any = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"].get_object()
            found[str(font["/BaseFont"])] = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    return found


def _is_tagged(reader: PdfReader, lang: str) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(lang)
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", SUBJECTS)
def test_a_brief_is_one_tagged_page_with_our_fonts_and_selectable_text(store: Store, address: str, lang: str) -> None:
    reader = _brief(store, address, lang)
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    fonts = _fonts(reader)
    assert fonts
    assert all(fonts.values())
    assert all("Atlas" in name for name in fonts), fonts
    _is_tagged(reader, lang)
    text = _text(reader)
    assert store.edition.edition_id in text
    assert ("审图号待核" if lang == "zh" else "reviewnumbertobeconfirmed") in text
    assert "https://atlas.example" in text
    if lang == "zh":
        assert len(HAN.findall(text)) > 200
    else:
        assert HAN.findall(text) == []


def _by_id(store: Store) -> dict[str, tuple[float, str]]:
    rows = (
        duckdb.connect()
        .execute(f"SELECT figure_id, value, region_code FROM '{store.edition.table('figures')}'")
        .fetchall()
    )
    return {figure_id: (value, region) for figure_id, value, region in rows}


def _plain(value: float) -> str:
    text = f"{Decimal(str(value)):,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


@pytest.mark.parametrize("code", ["140000", "140100", "140200", "140300", "140400", "140500", "140600", "140700"])
def test_its_numbers_are_the_stores(store: Store, code: str) -> None:
    text = _text(_brief(store, "/" if code == PROVINCE else f"/city/{code}"))
    known = _by_id(store)
    chosen = chosen_figures(store, code)
    assert len(chosen) == 5
    for item in chosen:
        value, region = known[item.figure_id]
        assert region == code
        assert f"{_plain(value)}{store.indicators[item.indicator].unit_zh}" in text
        assert re.sub(r"\s+", "", chinese_marks(store.indicators[item.indicator].label_zh)) in text
        if item.rank is not None and item.rank_of >= 2:
            peers = (
                duckdb.connect()
                .execute(
                    f"SELECT value FROM '{store.edition.table('figures')}' "
                    "WHERE leads AND comparable AND indicator_id = ? AND period = ? AND scope_id = ? "
                    "AND qualifier IN ('exact', 'over', 'about') "
                    "AND region_code LIKE '14__00' AND region_code <> '140000'",
                    [item.indicator, item.period, item.scope],
                )
                .fetchall()
            )
            better = sum(v > value for (v,) in peers)
            if store.indicators[item.indicator].direction == "lower_better":
                better = sum(v < value for (v,) in peers)
            assert f"第{better + 1}/{len(peers)}市" in text


def test_it_says_what_there_is_not(store: Store) -> None:
    for address in ("/city/999999", "/industry/nothing", "/?industry=zzz", "/city/140200?compare=140525"):
        with pytest.raises(SubjectError, match="expected"):
            _brief(store, address)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    """A store in which one city's largest project and its investor have names that mean something to typst."""
    nasty = '#panic("x") *b* 獬𠮷 _i_ $x^2$ @ref <l> `r` \\ // [c] \u202e' + "很长" * 80
    folder = tmp_path_factory.mktemp("hostile") / "tables"
    shutil.copytree(TABLES_DIR, folder)
    with (folder / "projects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = [r for r in rows if r["region_code"] == "140500" and r["amount_yi"]]
    largest = max(ours, key=lambda r: float(r["amount_yi"]))
    largest["name_zh"] = largest["investor"] = nasty
    largest["amount_yi"] = "9876"
    with (folder / "projects.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Store(publish(folder, tmp_path_factory.mktemp("hostile-edition"))), nasty


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_are_printed_as_they_are(hostile: tuple[Store, str], lang: str) -> None:
    store, nasty = hostile
    reader = _brief(store, "/city/140500", lang)
    assert len(reader.pages) == 1
    text = _text(reader)
    assert "9,876亿元" in text or "CNY987.6bn" in text
    if lang == "zh":
        # 獬 is not in the print cuts but in the slices of GB 2312; no font of ours has 𠮷
        assert '#panic("x")*b*獬□_i_$x^2$@ref<l>`r`\\//[c]' in text
        assert nasty[-80:] not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("family", ["investment", "economy", "population", "industry", "atlas"])
def test_a_bulletin_is_one_tagged_page_of_all_cities(store: Store, family: str, lang: str) -> None:
    reader = PdfReader(io.BytesIO(bulletin_pdf(store, family, lang, root="https://atlas.example", printed=TODAY)))
    assert len(reader.pages) == 1
    assert all(_fonts(reader).values())
    _is_tagged(reader, lang)
    text = _text(reader)
    for code in store.prefectures:
        assert store.regions[code].short(lang).replace(" ", "") in text
    if lang == "en":
        assert HAN.findall(text) == []
    for key in chosen_series(store, family)[:2]:
        for item in series(store, key, "prefecture").values.values():
            if lang == "zh":
                assert _plain(item.value) in text


def test_a_bulletin_leaves_gaps_as_gaps(store: Store) -> None:
    data = bulletin_data(store, "investment", "zh", (5, 14), printed=TODAY)
    for column, key in zip(data["columns"], chosen_series(store, "investment"), strict=True):
        found = series(store, key, "prefecture")
        for code, cell in zip(store.prefectures, column["cells"], strict=True):
            state = "value" if code in found.values else "not-comparable" if code in found.others else "not-published"
            assert cell["state"] == state
            if state != "value":
                assert cell["share"] == 0
                assert not any("第" in line for line in cell["lines"])


def test_a_family_that_there_is_not_is_named(store: Store) -> None:
    with pytest.raises(FamilyError, match="expected one of investment"):
        bulletin_pdf(store, "nothing", "zh", printed=TODAY)
    with pytest.raises(FamilyError, match="choose another"):
        bulletin_pdf(store, "cluster", "zh", printed=TODAY)


def test_ranks_move_only_among_cities_that_are_in_both_years(store: Store) -> None:
    assert ranks({"a": 3.0, "b": 1.0, "c": 3.0, "d": 2.0}, lower_better=False) == {"a": 1, "c": 1, "d": 3, "b": 4}
    assert ranks({"a": 3.0, "b": 1.0, "c": 2.0}, lower_better=True) == {"b": 1, "c": 2, "a": 3}
    moved = 0
    for family in FAMILIES:
        if family == "cluster":
            continue
        for key in chosen_series(store, family):
            found = series(store, key, "prefecture")
            moves, both = rank_moves(store, found)
            before = {code: f.previous_value for code, f in found.values.items() if f.previous_value is not None}
            assert both == len(before)
            assert set(moves) <= set(before)
            sign = -1 if store.indicators[key.indicator].direction == "lower_better" else 1
            for code, move in moves.items():
                now = sum(sign * found.values[c].value > sign * found.values[code].value for c in before)
                then = sum(sign * before[c] > sign * before[code] for c in before)
                assert move == then - now
                moved += bool(move)
    assert moved


def test_targets_meet_results_of_their_own_period_and_scope_only(store: Store) -> None:
    relations = set()
    for family in FAMILIES:
        for row in targets(store, family):
            relations.add(row.relation)
            assert row.target.nature == "target"
            if row.relation == "same":
                assert row.actual is not None
                assert row.actual.nature == "result"
                assert (row.actual.indicator, row.actual.period, row.actual.scope) == (
                    row.target.indicator,
                    row.target.period,
                    row.target.scope,
                )
            elif row.relation == "none":
                assert row.actual is None
                same = [f for f in figures_of(store, row.target.region) if f.indicator == row.target.indicator]
                assert not any(
                    f.nature == "result" and f.period == row.target.period and f.tier != "weak" for f in same
                )
    assert {"same", "none"} <= relations
