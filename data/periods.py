"""Periods as the sources print them ("2023", "2023H1", "2023-12", "2023-01/2023-09"), made comparable.

Two spellings of one span (2024Q1, 2024-01/2024-03) become one period. Nothing here knows an indicator.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_YEAR = re.compile(r"(\d{4})", re.ASCII)
_HALF = re.compile(r"(\d{4})H([12])", re.ASCII)
_QUARTER = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)

PERIOD_PATTERN = r"^\d{4}(H[12]|Q[1-4]|-\d{2}(-\d{2})?)?(/\d{4}(-\d{2})?)?$"

_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A span of whole months.

    Attributes:
        end: last month as ``year * 12 + month - 1`` (first in the ordering: later periods sort later).
        start: first month in the same count.
    """

    end: int
    start: int

    @property
    def months(self) -> int:
        """Length in months."""
        return self.end - self.start + 1

    @property
    def key(self) -> str:
        """The one spelling of this span.

        ``2023``, ``2023H1``, ``2023Q1``, ``2023-12``, ``2021/2023`` or ``2023-01/2023-09``.
        """
        y0, m0 = divmod(self.start, 12)
        y1, m1 = divmod(self.end, 12)
        if m0 == 0 and m1 == 11:
            return f"{y0}" if y0 == y1 else f"{y0}/{y1}"
        if y0 == y1 and self.months == 1:
            return f"{y0}-{m0 + 1:02d}"
        if y0 == y1 and self.months == 6 and m0 in (0, 6):
            return f"{y0}H{m0 // 6 + 1}"
        if y0 == y1 and self.months == 3 and m0 % 3 == 0:
            return f"{y0}Q{m0 // 3 + 1}"
        return f"{y0}-{m0 + 1:02d}/{y1}-{m1 + 1:02d}"

    def before(self) -> "Period":
        """The same span one year earlier."""
        return Period(self.end - 12, self.start - 12)


def _simple(text: str) -> tuple[int, int]:
    if m := _YEAR.fullmatch(text):
        return int(m[1]) * 12, int(m[1]) * 12 + 11
    if m := _HALF.fullmatch(text):
        first = int(m[1]) * 12 + (int(m[2]) - 1) * 6
        return first, first + 5
    if m := _QUARTER.fullmatch(text):
        first = int(m[1]) * 12 + (int(m[2]) - 1) * 3
        return first, first + 2
    if m := _MONTH.fullmatch(text) or _DAY.fullmatch(text):
        first = int(m[1]) * 12 + int(m[2]) - 1
        return first, first
    msg = f"period {text!r}: expected YYYY, YYYYH1, YYYYQ1, YYYY-MM, YYYY-MM-DD or two of these joined by '/'"
    raise ValueError(msg)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read a period.

    Args:
        text: as printed in the tables.

    Returns:
        The span in whole months.

    Raises:
        ValueError: when the text is no period, or ends before it begins.
    """
    first, joined, last = text.partition("/")
    start, end = _simple(first)
    if joined:
        end = _simple(last)[1]
    if end < start:
        msg = f"period {text!r} ends before it begins"
        raise ValueError(msg)
    return Period(end, start)


def period_label(text: str, lang: str) -> str:
    """A period in words.

    Args:
        text: a period; "" gives "".
        lang: ``zh`` or ``en``.

    Returns:
        For example ``2023年1—9月`` or ``Jan–Sep 2023``.
    """
    if not text:
        return ""
    if _DAY.fullmatch(text):
        year, month, day = text.split("-")
        return (
            f"{year}年{int(month)}月{int(day)}日" if lang == "zh" else f"{int(day)} {_MONTHS_EN[int(month) - 1]} {year}"
        )
    p = parse_period(text)
    y0, m0 = divmod(p.start, 12)
    y1, m1 = divmod(p.end, 12)
    key = p.key
    if lang == "zh":
        if "H" in key:
            return f"{y0}年{'上' if key.endswith('1') else '下'}半年"
        if "Q" in key:
            return f"{y0}年{'一二三四'[int(key[-1]) - 1]}季度"
        if m0 == 0 and m1 == 11:
            return f"{y0}年" if y0 == y1 else f"{y0}—{y1}年"
        if p.start == p.end:
            return f"{y0}年{m0 + 1}月"
        return f"{y0}年{m0 + 1}—{m1 + 1}月" if y0 == y1 else f"{y0}年{m0 + 1}月—{y1}年{m1 + 1}月"
    if "H" in key:
        return f"H{key[-1]} {y0}"
    if "Q" in key:
        return f"Q{key[-1]} {y0}"
    if m0 == 0 and m1 == 11:
        return f"{y0}" if y0 == y1 else f"{y0}–{y1}"
    if p.start == p.end:
        return f"{_MONTHS_EN[m0]} {y0}"
    if y0 == y1:
        return f"{_MONTHS_EN[m0]}–{_MONTHS_EN[m1]} {y0}"
    return f"{_MONTHS_EN[m0]} {y0} – {_MONTHS_EN[m1]} {y1}"
