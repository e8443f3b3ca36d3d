"""The bulletin (通报): all eleven cities on one family of indicators, with ranks and their change, targets against actuals.

Belongs here: choosing the series of a family, ranking them fairly against the year before, pairing targets with results.
Does not belong here: how the page is set (``templates/bulletin.typ``).

A rank is compared with the year before only among the cities that are in both series: a city that joins or leaves would
otherwise move the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.periods import parse_period
from data.place import figures_of
from data.series import Coverage, Figure, Series, SeriesKey, catalogue, series
from data.store import Store
from layouts.messages import has_message, message
from layouts.numbers import percent, plain, signed
from layouts.reports.brief_parts import Footnotes, colours
from layouts.reports.typeset import one_page
from layouts.reports.wording import change_text, foot_lines, spoken
from layouts.selection import choose_map
from layouts.sentences import map_headline
from layouts.shell import HTML_LANG
from layouts.view_state import ViewState

FAMILIES: dict[str, tuple[str, ...]] = {
    "investment": ("investment", "pipeline"),
    "economy": ("economy", "derived"),
    "population": ("population",),
    "industry": ("industry",),
    "cluster": ("cluster",),
    "atlas": ("atlas",),
}
"""Family of a bulletin → families of indicators it holds."""

_HOMES = {"population_density": "population", "known_projects_per_million": "atlas"}
"""Derived indicators that belong to another bulletin than their family."""

MOST_SERIES = 5
_LEAST = 3  # cities: fewer make no comparison
# How many series and how many targets, the fullest first.
_ROOMS = tuple((series_, rows) for series_ in (5, 4, 3, 2) for rows in (14, 12, 10, 9, 8, 7, 6, 5, 4, 3))
_SOURCE_EM = {"zh": 36, "en": 44}


class FamilyError(ValueError):
    """A bulletin was asked for a family that there is not, or that holds nothing to compare."""


def _position(store: Store, indicator: str, family: str) -> int:
    """Where an indicator's family stands in a bulletin; -1 when it does not belong there."""
    home = _HOMES.get(indicator, store.indicators[indicator].family)
    return FAMILIES[family].index(home) if home in FAMILIES[family] else -1


def _whole_year(key: SeriesKey) -> bool:
    return len(key.period) == 4 or not key.period or key.scope == "devzone_batch"


def _end(key: SeriesKey) -> int:
    return parse_period(key.period).end if key.period else 0


def _chosen(coverages: Sequence[Coverage]) -> Coverage | None:
    """The newest series of an indicator that compares at least half as many cities as the best covered one."""
    fitting = [c for c in coverages if c.comparable >= _LEAST]
    if not fitting:
        return None
    yearly = [c for c in fitting if _whole_year(c.key)] or fitting
    most = max(c.comparable for c in yearly)
    return max((c for c in yearly if c.comparable * 2 >= most), key=lambda c: (_end(c.key), c.comparable))


def chosen_series(store: Store, family: str) -> list[SeriesKey]:
    """The series a bulletin compares.

    Args:
        store: the store.
        family: a key of ``FAMILIES``.

    Returns:
        At most ``MOST_SERIES``, one an indicator, the newest first and among equals the best covered.

    Raises:
        FamilyError: when there is no such family, or nothing of it is known for three cities.
    """
    if family not in FAMILIES:
        msg = f"family={family!r}: expected one of {', '.join(FAMILIES)}"
        raise FamilyError(msg)
    found = []
    for indicator, coverages in catalogue(store, "prefecture").items():
        if _position(store, indicator, family) >= 0:
            best = _chosen(coverages)
            if best is not None:
                found.append(best)
    if not found:
        msg = f"family={family!r}: no indicator of it is known for {_LEAST} cities of one period and scope; choose another"
        raise FamilyError(msg)
    found.sort(
        key=lambda c: (
            _position(store, c.key.indicator, family) if family == "economy" else 0,
            -_end(c.key),
            not store.indicators[c.key.indicator].core,
            -c.comparable,
            c.key.indicator,
        )
    )
    return [c.key for c in found[:MOST_SERIES]]


def ranks(values: dict[str, float], lower_better: bool) -> dict[str, int]:
    """Competition ranks (1, 2, 2, 4) of some values.

    Args:
        values: region code → value.
        lower_better: is the lowest the first?

    Returns:
        Region code → rank.
    """
    sign = 1 if lower_better else -1
    return {code: 1 + sum(sign * other < sign * value for other in values.values()) for code, value in values.items()}


def rank_moves(store: Store, found: Series) -> tuple[dict[str, int], int]:
    """How ranks moved since a year before, among the cities that are in both series.

    Args:
        store: the store.
        found: the series.

    Returns:
        Region code → places gained (negative: lost), and how many cities are in both; nothing below three.
    """
    both = {code: f for code, f in found.values.items() if f.previous_value is not None}
    if len(both) < _LEAST:
        return {}, len(both)
    lower = store.indicators[found.key.indicator].direction == "lower_better"
    now = ranks({code: f.value for code, f in both.items()}, lower)
    before = ranks({code: float(f.previous_value or 0) for code, f in both.items()}, lower)
    return {code: before[code] - now[code] for code in both}, len(both)


@dataclass(frozen=True, slots=True)
class Target:
    """A target and what became of it.

    Attributes:
        target: the target.
        actual: the result of the same indicator and period, or of a part of the period; None when none is published.
        relation: ``same`` scope and period, ``part`` of the period, ``scope`` unlike, or ``none``.
    """

    target: Figure
    actual: Figure | None
    relation: str


def targets(store: Store, family: str) -> list[Target]:
    """All targets of the cities in a family: those with a result first, then the newest.

    Args:
        store: the store.
        family: a key of ``FAMILIES``.

    Returns:
        One row a city, indicator and period: targets of one value under two wordings of the scope are one target.
    """
    rows: list[Target] = []
    for code in store.prefectures:
        figures = [f for f in figures_of(store, code) if _position(store, f.indicator, family) >= 0]
        results = [f for f in figures if f.nature == "result" and f.tier != "weak"]
        seen: dict[tuple[str, str, float], Target] = {}
        for target in (f for f in figures if f.nature == "target"):
            row = _paired(target, [f for f in results if f.indicator == target.indicator and f.period])
            key = (target.indicator, target.period, target.value)
            if key not in seen or _ORDER.index(row.relation) < _ORDER.index(seen[key].relation):
                seen[key] = row
        rows += seen.values()
    return sorted(rows, key=lambda r: (_ORDER.index(r.relation), -parse_period(r.target.period).end, r.target.region))


_ORDER = ("same", "part", "scope", "none")


def _paired(target: Figure, results: Sequence[Figure]) -> Target:
    span = parse_period(target.period)
    for item in results:
        if item.scope == target.scope and item.period == target.period:
            return Target(target, item, "same")
    for item in results:
        inside = parse_period(item.period)
        if item.scope == target.scope and span.start <= inside.start and inside.end <= span.end:
            return Target(target, item, "part")
    for item in results:
        if item.period == target.period:
            return Target(target, item, "scope")
    return Target(target, None, "none")


def _column(store: Store, key: SeriesKey, lang: str, notes: Footnotes) -> dict[str, Any]:
    found = series(store, key, "prefecture")
    moves, both = rank_moves(store, found)
    largest = max((abs(f.value) for f in found.values.values()), default=0.0)
    like = max((abs(f.value) for f in (*found.values.values(), *found.others.values())), default=0.0)
    cells = []
    for code in store.prefectures:
        item, other = found.values.get(code), found.others.get(code)
        if item is not None:
            move = moves.get(code)
            said = "" if move is None else message(lang, "bulletin-move", n=abs(move), way=_way(move))
            rank = message(lang, "bulletin-rank", n=item.rank or 0)
            lines = [rank, change_text(store, item, lang), said]
            share = abs(item.value) / largest if largest else 0.0
            cells.append(
                {
                    "state": "value",
                    "value": spoken(store, item, lang, like),
                    "lines": [x for x in lines if x],
                    "share": share,
                    "first": item.rank == 1,
                }
            )
        elif other is not None:
            why = message(lang, "bulletin-apart")
            cells.append(
                {
                    "state": "not-comparable",
                    "value": spoken(store, other, lang, like),
                    "lines": [why],
                    "share": 0.0,
                    "first": False,
                }
            )
        else:
            cells.append(
                {
                    "state": "not-published",
                    "value": message(lang, "not-published"),
                    "lines": [],
                    "share": 0.0,
                    "first": False,
                }
            )
    province = found.province
    about = (store.period_label(key.period, lang, key.scope), store.scope_label(key.scope, lang))
    coverage = message(lang, "coverage-short", n=len(found.values), of=len(store.prefectures))
    if moves:
        coverage += " · " + message(lang, "bulletin-both", n=both)
    return {
        "label": store.indicators[key.indicator].label(lang),
        "about": " · ".join(filter(None, about)),
        "coverage": coverage,
        "cells": cells,
        "province": spoken(store, province, lang, like) if province is not None else message(lang, "not-published"),
        "cite": notes.cite(";".join(f.source for f in (*found.values.values(), *found.others.values())), 4),
    }


def _way(move: int) -> str:
    return "up" if move > 0 else "down" if move < 0 else "same"


def _outcome(store: Store, row: Target, lang: str) -> str:
    if row.relation == "part" and row.actual is not None:
        return message(lang, "bulletin-part", period=store.period_label(row.actual.period, lang, row.actual.scope))
    if row.relation == "scope" and row.actual is not None:
        return message(lang, "bulletin-scope", scope=store.scope_label(row.actual.scope, lang))
    if row.relation == "none" or row.actual is None:
        return message(lang, "not-published")
    if store.indicators[row.target.indicator].unit_zh == "%":
        return message(lang, "bulletin-points", n=signed(row.actual.value - row.target.value, 2))
    if not row.target.value:
        return "—"
    return message(lang, "bulletin-reached", rate=percent(row.actual.value / row.target.value))


def _target_rows(store: Store, found: Sequence[Target], lang: str, notes: Footnotes) -> list[dict[str, str]]:
    rows = []
    for row in found:
        target, actual = row.target, row.actual
        rows.append(
            {
                "place": store.regions[target.region].short(lang),
                "label": store.indicators[target.indicator].label(lang),
                "about": " · ".join(
                    (store.period_label(target.period, lang, target.scope), store.scope_label(target.scope, lang))
                ),
                "target": str(spoken(store, target, lang)).removeprefix(message(lang, "qualifier-target")).strip(),
                "actual": spoken(store, actual, lang, target.value)
                if actual is not None
                else message(lang, "not-published"),
                "outcome": _outcome(store, row, lang),
                "relation": row.relation,
                "cite": notes.cite(";".join(f.source for f in (target, actual) if f is not None), 2),
            }
        )
    return rows


def bulletin_data(
    store: Store,
    family: str,
    lang: str,
    room: tuple[int, int],
    *,
    root: str = "",
    review_number: str = "",
    printed: date,
) -> dict[str, Any]:
    """Everything a bulletin says.

    Args:
        store: the store.
        family: a key of ``FAMILIES``.
        lang: ``zh`` or ``en``.
        room: how many series and how many targets there is room for.
        root: scheme and host of the link, "" for none.
        review_number: the confirmed map-review number.
        printed: the day of printing.

    Returns:
        The data of ``bulletin.typ``.

    Raises:
        FamilyError: when there is no such family or nothing to compare in it.
    """
    keys = chosen_series(store, family)[: room[0]]
    notes = Footnotes(store, lang)
    columns = [_column(store, key, lang, notes) for key in keys]
    all_targets = targets(store, family)
    rows = _target_rows(store, all_targets[: room[1]], lang, notes)
    cities = {row.target.region for row in all_targets}
    lead = keys[0]
    state = ViewState(indicator=lead.indicator, period=lead.period, scope=lead.scope, lang=lang)
    view, _ = choose_map(store, state)
    headline = map_headline(store, view)
    title_key = f"bulletin-title-{family}"
    return {
        "lang": lang,
        "html_lang": HTML_LANG[lang],
        "title": message(lang, title_key) if has_message(lang, title_key) else message(lang, "bulletin-title"),
        "brand": message(lang, "title"),
        "kicker": message(lang, "bulletin"),
        "headline": headline.text,
        "lead": [detail.text for detail in headline.details][:4],
        "colours": colours(),
        "city": message(lang, "place"),
        "province_title": message(lang, "bulletin-province"),
        "cities": [store.regions[code].short(lang) for code in store.prefectures],
        "columns": columns,
        "targets_title": message(lang, "bulletin-targets"),
        "targets_about": message(
            lang,
            "bulletin-targets-about",
            n=len(rows),
            of=len(all_targets),
            cities=len(cities),
            all=len(store.prefectures),
        ),
        "targets_columns": [
            message(lang, k) for k in ("place", "indicator", "bulletin-target", "bulletin-actual", "bulletin-outcome")
        ],
        "targets": rows,
        "rule": message(lang, "bulletin-rule"),
        "sources_title": message(lang, "brief-sources"),
        "sources": notes.lines(_SOURCE_EM[lang]),
        "foot": foot_lines(store, lang, review_number),
        "printed": message(lang, "brief-printed", date=printed.isoformat()),
        "link": f"{root.rstrip('/')}{state.address}",
        "link_title": message(lang, "brief-live"),
        "count": plain(len(keys)),
    }


def bulletin_pdf(
    store: Store, family: str, lang: str, *, root: str = "", review_number: str = "", printed: date
) -> bytes:
    """Make the bulletin.

    Args:
        store: the store.
        family: a key of ``FAMILIES``.
        lang: ``zh`` or ``en``.
        root: scheme and host of the link, "" for none.
        review_number: the confirmed map-review number, "" when it is not confirmed.
        printed: the day of printing.

    Returns:
        A tagged PDF of exactly one A4 page, landscape.

    Raises:
        FamilyError: when there is no such family or nothing to compare in it.
        TypesetError: when the page cannot be set.
    """
    return one_page(
        "bulletin.typ",
        _ROOMS,
        lambda room: bulletin_data(store, family, lang, room, root=root, review_number=review_number, printed=printed),
        printed,
    )
