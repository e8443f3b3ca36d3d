"""Printed numbers: exact, the same amount in both languages, with a true minus sign, percentages rounded half up."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import Store
from layouts.numbers import Quantity, percent, plain, quantity, signed

NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15).map(float),
    st.decimals(-(10**9), 10**9, places=4).map(float),
    st.floats(-1e15, 1e15, allow_nan=False),
)
# What one of each English unit is in its base unit, and one of each Chinese unit in the same base.
ENGLISH = {
    "CNY bn": 10**9, "CNY m": 10**6, "CNY thousand": 10**3, "USD bn": 10**9, "USD m": 10**6, "USD thousand": 10**3,
    "million people": 10**6, "thousand people": 10**3, "million t": 10**6, "thousand t": 10**3, "GW": 10**6,
    "MW": 10**3,
    "TWh": 10**9, "thousand m²": 10**3, "million m²": 10**6, "million pieces": 10**6,
}  # fmt: skip
CHINESE = {
    "亿元": 10**8, "万元": 10**4, "亿美元": 10**8, "万美元": 10**4, "万人": 10**4, "亿吨": 10**8, "万吨": 10**4,
    "万千瓦": 10**4, "亿千瓦时": 10**8, "万平方米": 10**4, "亿件": 10**8,
}  # fmt: skip


def read(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("−", "-").rstrip("%"))


@given(NUMBERS)
def test_a_number_is_printed_exactly(value: float) -> None:
    text = plain(value)
    assert read(text) == Fraction(Decimal(str(value)))
    assert re.fullmatch(r"−?(0|[1-9]\d{0,2}(,\d{3})*)(\.\d*[1-9])?", text)
    assert "-" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15800, "15,800"), (0.27, "0.27"), (-3.5, "−3.5"), (1929.8, "1,929.8"), (0, "0"), (-0.0, "0"),
        (1e22, "10,000,000,000,000,000,000,000"), (0.1 + 0.2, "0.30000000000000004"), (Decimal("4.50"), "4.5"),
        (1e-7, "0.0000001"), (999, "999"), (1000, "1,000"),
    ],
)  # fmt: skip
def test_plain_numbers(value: float, text: str) -> None:
    assert plain(value) == text


@given(NUMBERS, st.sampled_from(sorted(CHINESE)), st.one_of(st.none(), NUMBERS))
def test_both_languages_print_the_same_amount(value: float, unit: str, like: float | None) -> None:
    zh = quantity(value, unit, "CNY 100 million", "zh", like=like)
    en = quantity(value, unit, "CNY 100 million", "en", like=like)
    assert zh == Quantity(plain(value), unit)
    assert read(en.text) * ENGLISH[en.unit] == read(zh.text) * CHINESE[unit]
    assert not re.search("[\u4e00-\u9fff]", str(en))


@given(st.lists(NUMBERS, min_size=2, max_size=8), st.sampled_from(sorted(CHINESE)))
def test_one_series_has_one_unit(values: list[float], unit: str) -> None:
    largest = max(abs(v) for v in values)
    assert len({quantity(v, unit, "", "en", like=largest).unit for v in values}) == 1


def test_no_english_unit_begins_with_a_number(store: Store) -> None:
    """“3.5 10,000 vehicles” and “70 CNY 100 million” would send the reader to the calculator."""
    units = {(i.unit_zh, i.unit_en) for i in store.indicators.values()}
    for table in ("cluster_figures", "statements", "product_output"):
        for row in store.rows(f"SELECT DISTINCT unit FROM {table} WHERE unit <> ''"):
            units.add((row["unit"], store.english("units", row["unit"])))
    assert len(units) > 150
    for unit_zh, unit_en in units:
        for value in (0.0, 0.04, 3.5, 70.0, 20_000.0):
            printed = quantity(value, unit_zh, unit_en, "en")
            assert not re.match(r"(CNY)? ?\d", printed.unit), f"{unit_zh}: {printed}"


@pytest.mark.parametrize(
    ("unit_en", "each"), [("10,000 vehicles", 10**4), ("50,000 t", 50_000), ("100 million m³", 10**8)]
)
@given(value=NUMBERS)
def test_counted_units_keep_their_amount(unit_en: str, each: int, value: float) -> None:
    printed = quantity(value, "?", unit_en, "en")
    word, _, what = printed.unit.rpartition(" ")
    assert what == unit_en.rsplit(" ", 1)[1]
    assert (
        read(printed.text) * {"million": 10**6, "thousand": 10**3, "": 1}[word] == Fraction(Decimal(str(value))) * each
    )


@pytest.mark.parametrize(
    ("unit_zh", "value", "en"),
    [
        ("亿元", 1929.8, "CNY 192.98 bn"), ("亿元", 0.5, "CNY 50 m"),
        ("亿元", 9.5, "CNY 950 m"), ("个", 1, "1 project"), ("名", 2, "No. 2"),
        ("万元", 99, "CNY 990 thousand"), ("%", 11.9, "11.9%"),
        ("万人", 530.4, "5.304 million people"), ("万人", 12.3, "123 thousand people"), ("个", 20, "20 projects"),
        ("万辆", 3.5, "35 thousand vehicles"), ("亿元产值", 70, "CNY 7 bn (output value)"), ("万辆", 0, "0 vehicles"),
    ],
)  # fmt: skip
def test_units_as_they_are_read(unit_zh: str, value: float, en: str) -> None:
    unit_en = {
        "%": "%",
        "名": "rank",
        "个": "projects",
        "万辆": "10,000 vehicles",
        "亿元产值": "CNY 100 million (output value)",
    }.get(unit_zh, "?")
    assert str(quantity(value, unit_zh, unit_en, "en")) == en


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (0.8497, 0, "85%"), (0.845, 0, "85%"), (0.844, 0, "84%"), (0.005, 0, "1%"), (0.12345, 1, "12.3%"),
        (0.1235, 1, "12.4%"), (0.125, 1, "12.5%"), (1, 1, "100%"), (-0.0005, 1, "−0.1%"), (0, 1, "0%"),
        (12.3, 1, "1,230%"),
    ],
)  # fmt: skip
def test_percentages_are_rounded_half_up(share: float, digits: int, text: str) -> None:
    """Half to even would make 84.5 % an 84 and 85.5 % an 86."""
    assert percent(share, digits) == text


@given(st.decimals(-100, 100, places=6).map(float), st.integers(0, 3))
def test_a_percentage_is_nearest(share: float, digits: int) -> None:
    off = abs(read(percent(share, digits)) - 100 * Fraction(Decimal(str(share))))
    assert off <= Fraction(1, 2 * 10**digits)


@pytest.mark.parametrize(
    ("value", "text"), [(12.34, "+12.3"), (-4, "−4"), (0, "0"), (0.04, "0"), (-0.04, "0"), (0.05, "+0.1")]
)
def test_a_difference_has_its_sign(value: float, text: str) -> None:
    assert signed(value) == text
