"""How a number is printed, in both languages. English turns 亿 and 万 into bn and m, exactly (decimal arithmetic)."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SCALES: dict[str, tuple[tuple[Decimal, Decimal, str], ...]] = {
    # Chinese unit: (from this value on, multiplied by, English unit), the first that fits
    "亿元": ((Decimal(10), Decimal("0.1"), "CNY bn"), (Decimal(0), Decimal(100), "CNY m")),
    "万元": ((Decimal(100), Decimal("0.01"), "CNY m"), (Decimal(0), Decimal(10), "CNY thousand")),
    "亿美元": ((Decimal(0), Decimal("0.1"), "USD bn"),),
    "万美元": ((Decimal(100), Decimal("0.01"), "USD m"), (Decimal(0), Decimal(10), "USD thousand")),
    "万人": ((Decimal(100), Decimal("0.01"), "million people"), (Decimal(0), Decimal(10), "thousand people")),
    "亿吨": ((Decimal(0), Decimal(100), "million t"),),
    "万吨": ((Decimal(100), Decimal("0.01"), "million t"), (Decimal(0), Decimal(10), "thousand t")),
    "万千瓦": ((Decimal(100), Decimal("0.01"), "GW"), (Decimal(0), Decimal(10), "MW")),
    "亿千瓦时": ((Decimal(0), Decimal("0.1"), "TWh"),),
    "万平方米": ((Decimal(100), Decimal("0.01"), "million m²"), (Decimal(0), Decimal(10), "thousand m²")),
    "亿件": ((Decimal(0), Decimal(100), "million pieces"),),
}

_CURRENCIES = ("CNY", "USD")

_COUNTED = re.compile(r"(?:(CNY) )?(10,000|50,000|100 million)(?: (.*))?")
_EACH = {"10,000": Decimal(10_000), "50,000": Decimal(50_000), "100 million": Decimal(100_000_000)}
_MONEY = ((Decimal(10) ** 8, Decimal(10) ** 9, "CNY bn"), (Decimal(10) ** 6, Decimal(10) ** 6, "CNY m"))
_THINGS = ((Decimal(10) ** 6, Decimal(10) ** 6, "million"), (Decimal(10) ** 3, Decimal(10) ** 3, "thousand"))
"""From this amount on, divided by, English word."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number: ``text`` such as ``1,929.8`` and ``unit`` such as ``亿元`` ("" when it has none).

    A currency stands before its amount, as English-speaking investors write it: unit ``CNY bn`` is printed
    ``CNY 192.98 bn``.
    """

    text: str
    unit: str

    @property
    def before(self) -> str:
        """What is printed before the number: ``CNY``, ``USD``, or nothing."""
        first = self.unit.partition(" ")[0]
        if self.unit == "rank":
            return "No."
        return first if first in _CURRENCIES else ""

    @property
    def behind(self) -> str:
        """What is printed behind the number: ``bn``, ``亿元``, ``projects``, ``%``, or nothing."""
        if self.unit == "rank":
            return ""
        unit = self.unit.removeprefix(self.before).lstrip()
        return _singular(unit) if self.text == "1" else unit

    def __str__(self) -> str:
        """Number and unit in one line."""
        gap = "" if not self.behind or self.behind == "%" else " "
        return f"{self.before} {self.text}{gap}{self.behind}".lstrip()


def _singular(unit: str) -> str:
    """“1 record”, “1 company”, “1 person” where the unit is a plain English plural; any other unit as it is."""
    if unit == "people":
        return "person"
    return re.sub(r"(?<=[a-z])ies$", "y", unit) if unit.endswith("ies") else re.sub(r"(?<=[a-rt-z])s$", "", unit)


def plain(value: float | Decimal) -> str:
    """A number with thousands separators, no exponent and no trailing zeros.

    Args:
        value: any finite number.

    Returns:
        For example ``15,800``, ``0.27``, ``−3.5`` (with a true minus sign).
    """
    number = Decimal(str(value))
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "0") else "0"


def quantity(value: float, unit_zh: str, unit_en: str, lang: str, *, like: float | None = None) -> Quantity:
    """A value with its unit.

    Args:
        value: in ``unit_zh``.
        unit_zh: unit in Chinese.
        unit_en: unit in English.
        lang: ``zh`` or ``en``.
        like: the value whose unit is used, so that the numbers of one series share a unit; by default the value itself.

    Returns:
        The printed number; English amounts are scaled without rounding.
    """
    if lang == "zh":
        return Quantity(plain(value), unit_zh)
    number = Decimal(str(value))
    size = number if like is None else Decimal(str(like))
    for least, factor, unit in _SCALES.get(unit_zh, ()):
        if abs(size) >= least:
            return Quantity(plain(number * factor), unit)
    return _counted(number, size, unit_en)


def _counted(number: Decimal, size: Decimal, unit_en: str) -> Quantity:
    """“35 thousand vehicles” where the unit is “10,000 vehicles”: two numbers in a row nobody can read."""
    match = _COUNTED.fullmatch(unit_en)
    if not match:
        return Quantity(plain(number), unit_en)
    each = _EACH[match[2]]
    for least, divisor, word in _MONEY if match[1] else _THINGS:
        if abs(size) * each >= least:
            return Quantity(plain(number * each / divisor), " ".join(filter(None, (word, match[3]))))
    return Quantity(plain(number * each), " ".join(filter(None, ("CNY" if match[1] else "", match[3]))))


def percent(share: float, digits: int = 1) -> str:
    """A share as a percentage, rounded half up: ``0.8497`` → ``85%`` with no digits.

    Args:
        share: 1 is 100 %.
        digits: digits after the point; zeros at the end are dropped.

    Returns:
        Text with the percent sign.
    """
    number = (Decimal(str(share)) * 100).quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_UP")
    return f"{plain(number)}%"


def growth(ratio: float) -> str:
    """A relative change with its sign, ``+12.3%``; with two digits when one would round it to nothing."""
    digits = 1 if abs(ratio) >= 0.0005 else 2
    text = percent(abs(ratio), digits)
    return text if text == "0%" else ("+" if ratio > 0 else "−") + text


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign, ``+12.3`` or ``−4``."""
    number = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_UP")
    text = plain(number)
    return text if text.startswith("−") or text == "0" else f"+{text}"
