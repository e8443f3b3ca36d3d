"""Periods: one spelling a span, round trips, order, and labels in two languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.columns import COLUMNS
from data.periods import Period, parse_period, period_label

MONTHS = st.integers(1900 * 12, 2100 * 12 + 11)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    first, second = draw(MONTHS), draw(MONTHS)
    return Period(max(first, second), min(first, second))


@st.composite
def printed(draw: st.DrawFn) -> str:
    """A period as a source might print it."""
    year = draw(st.integers(1900, 2100))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 31))
    return draw(
        st.sampled_from(
            [
                f"{year}",
                f"{year}H{1 + month % 2}",
                f"{year}Q{1 + month % 4}",
                f"{year}-{month:02d}",
                f"{year}-{month:02d}-{day:02d}",
                f"{year}/{year + draw(st.integers(0, 9))}",
                f"{year}-01/{year}-{month:02d}",
                f"{year}-{month:02d}/{year + 1}-01",
            ]
        )
    )


@given(spans())
def test_a_span_has_one_spelling_that_reads_back(span: Period) -> None:
    assert parse_period(span.key) == span
    assert parse_period(span.key).key == span.key
    assert span.months >= 1


@given(printed())
def test_what_is_printed_keeps_its_months(text: str) -> None:
    span = parse_period(text)
    first, last = text.split("/")[0], text.split("/")[-1]
    assert span.start // 12 == int(first[:4]) and span.end // 12 == int(last[:4])
    assert parse_period(span.key) == span
    assert parse_period(span.before().key).key == span.before().key
    assert span.before().end == span.end - 12 and span.before().months == span.months
    assert re.fullmatch(COLUMNS["period"].pattern, text)


@given(spans(), spans())
def test_the_later_end_is_the_later_period(one: Period, other: Period) -> None:
    assert (one < other) == ((one.end, one.start) < (other.end, other.start))


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (("2023", "2023-01/2023-12", "2023/2023"), "2023"),
        (("2024Q1", "2024-01/2024-03"), "2024Q1"),
        (("2023H1", "2023-01/2023-06"), "2023H1"),
        (("2023-12", "2023-12-08", "2023-12/2023-12"), "2023-12"),
        (("2021/2023",), "2021/2023"),
        (("2023-01/2023-09",), "2023-01/2023-09"),
        (("2022-04/2022-09",), "2022-04/2022-09"),
        (("2022-12/2023-02",), "2022-12/2023-02"),
    ],
)
def test_spellings_of_one_span_are_one_period(spellings: tuple[str, ...], key: str) -> None:
    assert {parse_period(s).key for s in spellings} == {key}


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023-13", "2023-00", "2023-1", "2023Q5", "2023H3", "2023/2021", "2023-12-32", "２０２３", "2023\n",
     "2023 ", "latest", "2023Q1/", "/2023", "2023/2024/2025", "去年", "-2023", "2023-01-01T00:00", "9" * 100],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2023", "2023年", "2023"),
        ("2021/2023", "2021—2023年", "2021–2023"),
        ("2023H1", "2023年上半年", "H1 2023"),
        ("2023H2", "2023年下半年", "H2 2023"),
        ("2024Q3", "2024年三季度", "Q3 2024"),
        ("2023-12", "2023年12月", "Dec 2023"),
        ("2023-08-31", "2023年8月31日", "31 Aug 2023"),
        ("2023-01/2023-09", "2023年1—9月", "Jan–Sep 2023"),
        ("2022-12/2023-02", "2022年12月—2023年2月", "Dec 2022 – Feb 2023"),
        ("2024-01/2024-03", "2024年一季度", "Q1 2024"),
        ("", "", ""),
    ],
)
def test_periods_in_words(text: str, zh: str, en: str) -> None:
    assert (period_label(text, "zh"), period_label(text, "en")) == (zh, en)


@given(printed())
def test_a_label_names_its_years_in_its_own_language(text: str) -> None:
    zh, en = period_label(text, "zh"), period_label(text, "en")
    years = set(re.findall(r"\d{4}", text))
    assert years <= set(re.findall(r"\d{4}", zh)) and years <= set(re.findall(r"\d{4}", en))
    assert "年" in zh
    assert not re.search("[\u4e00-\u9fff]", en)
