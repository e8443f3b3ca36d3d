"""What an indicator says on the map, region by region, and the same as a payload for the browser.

Belongs here: marks, symbols, their compact JSON form. Does not belong here: geometry, SVG (`map.py`), choosing values
and classes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_STATES = {"value": "v", "not-published": "n", "not-comparable": "c"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What an indicator says of one region.

    Attributes:
        code: GB/T 2260 code.
        state: "value", "not-published" or "not-comparable".
        klass: Amount class 0..4; None unless the state is "value".
        text: Printed under the name; may be "". What is wider than eight Latin characters is left to the hover card.
        label: The whole sentence for screen readers.
        figure: Id of the figure; "" if none.
        source: Source ids separated by a space.
        href: Where Enter and click lead; "" for nowhere.

    Raises:
        ValueError: State and class contradict each other or are unknown.
    """

    code: str
    state: str
    klass: int | None
    text: str
    label: str
    figure: str
    source: str
    href: str = ""

    def __post_init__(self) -> None:
        """Refuse what the map could not show."""
        if self.state not in _STATES:
            raise ValueError(f"Mark {self.code}: state {self.state!r}, expected one of {', '.join(_STATES)}.")
        if self.klass is not None and (self.state != "value" or self.klass not in range(5)):
            raise ValueError(
                f"Mark {self.code}: class {self.klass} with state {self.state!r}, expected None, "
                "or 0 to 4 with state 'value'."
            )


@dataclass(frozen=True, slots=True)
class Symbol:
    """A region's latest known figure, whatever its period and scope: a circle without class or rank.

    Attributes:
        code: GB/T 2260 code.
        radius: Share of the largest circle's radius, 0..1, the root of the value's share so that area is as the value.
        value: The value in the indicator's unit, as the circle shows it.
        lines: The texts beside the circle: value, period and, where it says more, scope.
        label: The whole sentence for screen readers; replaces the mark's.
        figure: Id of the figure.
        source: Source ids separated by a space.
        hollow: Something is there, its figure is not published: an outlined circle on a region that looks as its mark
            says.
    """

    code: str
    radius: float
    value: float
    lines: tuple[str, ...]
    label: str
    figure: str
    source: str
    hollow: bool = False

    def __post_init__(self) -> None:
        """Refuse a circle larger than the largest."""
        if not 0 <= self.radius <= 1:
            raise ValueError(f"Symbol {self.code}: radius {self.radius}, expected a share of the largest, 0 to 1.")


def paint_payload(marks: Iterable[Mark], symbols: Iterable[Symbol], painted_key: str) -> dict[str, Any]:
    """Say what an indicator paints, in few bytes: values in columns, never geometry.

    A column is a list in the order of the codes, or one string where all its texts are the same once each region's own
    code is written "{}".

    Args:
        marks: One mark a region.
        symbols: The "latest known" layer.
        painted_key: Names the state; the live map shows it as `data-painted` when it has painted.

    Returns:
        A JSON object: `key`; `c` codes; `s` one letter a region, the class 0..4, or v (value without a class), n (not
        published), c (not comparable); the columns `t` texts, `l` labels, `f` figures, `r` sources, `h` addresses; `y`
        symbols as lists of code, radius, lines, label, figure, source, and 1 where hollow.
    """
    rows = sorted(marks, key=lambda mark: mark.code)
    codes = [mark.code for mark in rows]
    payload: dict[str, Any] = {
        "key": painted_key,
        "c": [int(code) for code in codes],
        "s": "".join(_STATES[mark.state] if mark.klass is None else str(mark.klass) for mark in rows),
    }
    for column, values in (
        ("t", [mark.text for mark in rows]),
        ("l", [mark.label for mark in rows]),
        ("f", [mark.figure for mark in rows]),
        ("r", [mark.source for mark in rows]),
        ("h", [mark.href for mark in rows]),
    ):
        payload[column] = _column(codes, values)
    payload["y"] = [
        [int(circle.code), round(circle.radius, 3), list(circle.lines), circle.label, circle.figure, circle.source]
        + [1] * circle.hollow
        for circle in symbols
    ]
    return payload


def _column(codes: Sequence[str], values: Sequence[str]) -> list[str] | str:
    # A text that holds braces of its own could not be told from a template.
    if any("{}" in value for value in values):
        return list(values)
    templates = {value.replace(code, "{}") for code, value in zip(codes, values, strict=True)}
    return templates.pop() if len(templates) == 1 else list(values)
