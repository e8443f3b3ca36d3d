"""The bulletin (通报): all eleven cities on one family of indicators, ranks and their change, targets against actuals.

Belongs here: the words of the page. Does not belong here: which series, ranks and targets (``bulletin_series.py``), how
it is set (``templates/bulletin.typ``).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.series import SeriesKey, series
from data.store import Store
from layouts.components.figure import change
from layouts.messages import has_message, message
from layouts.numbers import percent, plain, signed
from layouts.reports.brief_parts import Footnotes, colours
from layouts.reports.bulletin_series import Target, chosen_series, rank_moves, targets
from layouts.reports.typeset import one_page
from layouts.reports.wording import foot_lines, spoken
from layouts.selection import choose_map
from layouts.sentences import map_headline
from layouts.shell import HTML_LANG
from layouts.view_state import ViewState

# How many series and how many targets, the fullest first.
_ROOMS = tuple((series_, rows) for series_ in (5, 4, 3, 2) for rows in (14, 12, 10, 9, 8, 7, 6, 5, 4, 3))
_SOURCE_EM = {"zh": 36, "en": 44}


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
            lines = [rank, change(store, item, lang), said]
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
    since = next((f.previous_period for f in found.values.values() if f.previous_value is not None), "")
    if since:
        coverage += " · " + message(lang, "bulletin-since", period=store.period_label(since, lang))
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
        "lead": [detail.text for detail in headline.details[1:4]],  # the first names what stands in the table
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
