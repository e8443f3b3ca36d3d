"""From a view state to a selection of projects, checked, with everything the page needs to say about it.

Map, charts, board, table and chips are all made from the one ``ProjectsView``, so they cannot disagree. Not here:
anything drawn.
"""

from dataclasses import dataclass
from typing import Any

from data.gbt4754 import PREFIX, section_of
from data.industry import industries
from data.project_classes import division_nodes, segment_nodes
from data.project_facets import facets
from data.project_selection import (
    DIMENSIONS,
    GROUP_IDS,
    Selection,
    SelectionResult,
    chains,
    is_period,
    nearest_amount,
    origins,
    select,
)
from data.projects_cube import STAGE_IDS, STAGES, UNKNOWN
from data.store import PROVINCE, Store
from layouts.messages import has_message, message
from layouts.numbers import plain, quantity
from layouts.view_state import Notice, ViewState

AMOUNT_INDICATOR = "amount-"
"""``indicator=amount-signed``: the map shows amounts, of one stage; without it, records."""

UNSPECIFIED = "unspecified"
"""The taxonomy's place for what is not filed."""


EMPTY: dict[str, Any] = {name: "" if name in ("period", "amount") else () for name in DIMENSIONS}
"""Dimension → its value in a view state that does not narrow by it."""


@dataclass(frozen=True, slots=True)
class ProjectsView:
    """A selection on screen.

    Attributes:
        state: the view state, with every code and spelling checked.
        selection: the selection it asks for.
        result: what holds of it.
        facets: dimension → value → records with the filters of the other dimensions.
    """

    state: ViewState
    selection: Selection
    result: SelectionResult
    facets: dict[str, dict[str, int]]

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.state.lang

    @property
    def rung(self) -> str:
        """The stage whose amounts the map shows, "" when it shows records."""
        return self.state.indicator.removeprefix(AMOUNT_INDICATOR) if self.state.indicator else ""

    def values(self, dimension: str) -> tuple[str, ...]:
        """The selected values of a dimension, as they stand in the address."""
        value = getattr(self.state, dimension)
        return value if isinstance(value, tuple) else ((value,) if value else ())

    def without(self, dimension: str, value: str) -> dict[str, Any]:
        """What taking one value away changes."""
        if isinstance(EMPTY[dimension], str):
            return {dimension: ""}
        return {dimension: tuple(v for v in self.values(dimension) if v != value)}

    def toggled(self, dimension: str, value: str) -> dict[str, Any]:
        """What a click on a mark changes: the value alone is selected, or nothing when it was alone already."""
        if self.values(dimension) == (value,):
            return {dimension: EMPTY[dimension]}
        return {dimension: value if isinstance(EMPTY[dimension], str) else (value,)}

    def is_on(self, dimension: str, value: str) -> bool:
        """Is the value selected by itself?"""
        return value in self.values(dimension)


def choose_projects(store: Store, state: ViewState) -> tuple[ProjectsView, tuple[Notice, ...]]:
    """Check what an address asks for.

    Args:
        store: the store.
        state: the view state; its region codes are known to exist.

    Returns:
        The view, and notices about what could not be used.
    """
    notices: list[Notice] = []

    def known(name: str, good: set[str], other: dict[str, str] | None = None) -> tuple[str, ...]:
        found: list[str] = []
        for value in getattr(state, name):
            named = (other or {}).get(value, value)
            if named not in good:
                notices.append(Notice("notice-unknown-value", name, value[:40]))
            elif named not in found:
                found.append(named)
        return tuple(found)

    tree = industries(store)
    items = {i.industry_id: i.item for i in tree.values()}
    period, amount, indicator = state.period, state.amount, state.indicator
    if period and not is_period(period):
        notices.append(Notice("notice-unknown-value", "period", period[:40]))
        period = ""
    if amount and nearest_amount(amount) != amount:
        notices.append(Notice("notice-nearest-amount", "amount", amount[:40]))
        amount = nearest_amount(amount)
    if indicator and indicator.removeprefix(AMOUNT_INDICATOR) not in STAGE_IDS:
        notices.append(Notice("notice-unknown-value", "indicator", indicator[:40]))
        indicator = ""
    state = state.with_(
        industry=known(
            "industry", {*items.values(), UNSPECIFIED, *division_nodes(store), *segment_nodes(store)}, items
        ),
        stage=known("stage", set(STAGE_IDS), STAGES),
        origin=known("origin", {*origins(store), *GROUP_IDS}),
        region=tuple(code for code in state.region if code != PROVINCE),
        period=period,
        amount=amount,
        indicator=indicator,
    )
    selection = selection_of(store, state)
    return ProjectsView(state, selection, select(store, selection), facets(store, selection)), tuple(notices)


def selection_of(store: Store, state: ViewState) -> Selection:
    """The selection of a checked view state; chains become their industries."""
    of_chain = {i.chain_id: (i.industry_id,) for i in industries(store).values() if i.chain_id} | chains(store)
    wanted = tuple(dict.fromkeys(i for item in state.industry for i in of_chain.get(item, (item,))))
    return Selection(wanted, state.stage, state.origin, state.region, state.period, state.amount)


def rung_in_mind(view: ProjectsView) -> str:
    """The stage whose amounts stand for the selection: the only one selected, else the one with most amounts."""
    if len(view.state.stage) == 1:
        return view.state.stage[0]
    found = sorted(view.result.stages, key=lambda s: -view.result.stages[s].n_amount)
    return found[0] if found else "signed"


def value_label(store: Store, dimension: str, value: str, lang: str) -> str:
    """A value of a dimension in words.

    Args:
        store: the store.
        dimension: one of ``DIMENSIONS``.
        value: as in the address, or as a key of the result.
        lang: ``zh`` or ``en``.

    Returns:
        For example ``光伏``, ``Signed``, ``京津冀``, ``大同``, ``2023年`` or ``1–5 亿元``.
    """
    if dimension == "industry":
        if value == UNSPECIFIED:
            return message(lang, "industry-unspecified")
        if value.startswith(PREFIX):
            return division_label(value.removeprefix(PREFIX), lang)
        if value in segment_nodes(store):
            chain, segment = segment_nodes(store)[value]
            return f"{value_label(store, 'industry', chain, lang)} · {message(lang, f'industry-segment-{segment}')}"
        tree = industries(store)
        found = tree.get(value) or next((i for i in tree.values() if i.chain_id == value), None)
        return found.name(lang) if found else value
    if dimension == "stage":
        return message(lang, f"stage-{value}")
    if dimension == "origin":
        if value in GROUP_IDS:
            return message(lang, f"origin-{value}")
        return origins(store)[value][0 if lang == "zh" else 1]
    if dimension == "region":
        return message(lang, "province-only") if value == PROVINCE else store.regions[value].short(lang)
    if dimension == "period":
        if value in ("undated", "spanning"):
            return message(lang, f"period-{value}")
        return store.period_label(value, lang)
    if dimension == "amount":
        return amount_label(value, lang)
    msg = f"no dimension {dimension!r}: expected one of {', '.join(DIMENSIONS)}"
    raise KeyError(msg)


def division_label(code: str, lang: str) -> str:
    """A section or division of GB/T 4754 as it is usually written, with its name where the atlas has one: ``C38 …``."""
    key, written = f"division-{code}", section_of(code) + code if code.isdecimal() else code
    return f"{written} {message(lang, key)}" if has_message(lang, key) else written


def amount_label(value: str, lang: str) -> str:
    """A size class in words; English in CNY bn."""
    if value == UNKNOWN:
        return message(lang, "amount-not-published")
    low, _, high = value.partition("-")
    low = low if low != "0" else ""
    if not high:
        return message(lang, "amount-from", low=_yi(low, lang))
    if not low:
        return message(lang, "amount-below", high=_yi(high, lang))
    if lang == "zh":
        return f"{low}–{high} 亿元"
    return f"{plain(float(low) / 10)}–{plain(float(high) / 10)} CNY bn"


def _yi(text: str, lang: str) -> str:
    return f"{text} 亿元" if lang == "zh" else f"CNY {plain(float(text) / 10)} bn"


def printed_amount(view: ProjectsView, amount_yi: float) -> str:
    """A sum of amounts, as the page prints it."""
    return str(quantity(round(amount_yi, 2), "亿元", "CNY 100 million", view.lang))
