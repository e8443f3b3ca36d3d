"""What the brief of a comparison of cities says: one table, only figures of one period and scope in a row.

Belongs here: the rows of the comparison and the sentence computed from them. Does not belong here: how they are set.
"""

from typing import Any

from data.place import industry_name
from data.series import COMPARED, Figure, common_series, series
from data.store import PROVINCE, Store
from data.strengths import strengths
from layouts.messages import message
from layouts.reports.brief_parts import Footnotes, joined, map_part
from layouts.reports.wording import rank_text, spoken
from layouts.selection import choose_map
from layouts.view_state import ViewState

MOST_CITIES = 4
_LEAST_ROWS = 5


def _cell(store: Store, item: Figure | None, other: Figure | None, lang: str) -> dict[str, str]:
    if item is not None:
        return {"text": spoken(store, item, lang), "note": rank_text(item, lang), "state": "value"}
    if other is not None:
        why = message(lang, "brief-other-scope")
        return {"text": f"{spoken(store, other, lang)} ≠", "note": why, "state": "not-comparable"}
    return {"text": message(lang, "not-published"), "note": "", "state": "not-published"}


def compare_rows(
    store: Store, codes: tuple[str, ...], lang: str, notes: Footnotes
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The rows of a comparison, and in how many of them each city stands first alone.

    Args:
        store: the store.
        codes: prefecture codes.
        lang: language of the page.
        notes: where sources are numbered.

    Returns:
        Rows (``label``, ``about``, ``cells``, ``cite``) and city → number of rows it leads; counts of this atlas and
        indicators without a better direction are led by nobody.
    """
    rows, wins = [], dict.fromkeys(codes, 0)
    for indicator in COMPARED:
        key = common_series(store, indicator, codes)
        if key is None:
            continue
        found = series(store, key, "prefecture")
        about = (store.period_label(key.period, lang, key.scope), store.scope_label(key.scope, lang))
        have = {c: found.values[c] for c in codes if c in found.values}
        rows.append(
            {
                "label": store.indicators[indicator].label(lang),
                "about": " · ".join(filter(None, about)),
                "cells": [_cell(store, found.values.get(c), found.others.get(c), lang) for c in codes],
                "cite": notes.cite(";".join(f.source for f in have.values()), 3),
            }
        )
        direction = store.indicators[indicator].direction
        if direction in ("higher_better", "lower_better") and store.indicators[indicator].family != "atlas":
            sign = -1 if direction == "lower_better" else 1
            best = max(sign * f.value for f in have.values())
            leaders = [c for c, f in have.items() if sign * f.value == best]
            if len(leaders) == 1:
                wins[leaders[0]] += 1
    return rows, wins


def compare_part(store: Store, codes: tuple[str, ...], state: ViewState, room: tuple[int, int]) -> dict[str, Any]:
    """Everything a brief of a comparison says.

    Args:
        store: the store.
        codes: two to four prefecture codes.
        state: the view state: language, and what the map shows.
        room: how many rows of the table (at least five) and how many industries of each city there is room for.

    Returns:
        The template's parts, ``notes`` among them.
    """
    lang = state.lang
    notes = Footnotes(store, lang)
    view, _ = choose_map(store, state.with_(region=(), compare=(), level="prefecture"))
    rows, wins = compare_rows(store, codes, lang, notes)
    shown = rows[: max(_LEAST_ROWS, room[0])]
    names = [store.regions[c].short(lang) for c in codes]
    counted = joined((message(lang, "brief-leads", place=store.regions[c].short(lang), n=wins[c]) for c in codes), lang)
    strong = []
    for code in codes:
        found = [s for s in strengths(store, code) if s.statements][: max(room[1], 2)]
        strong.append(
            {
                "label": store.regions[code].short(lang),
                "text": joined((industry_name(store, s.industry, lang) for s in found), lang),
                "cite": notes.cite(";".join(s.statements[0].source for s in found[:1]), 1),
            }
        )
    return {
        "kicker": message(lang, "compare"),
        "headline": message(lang, "brief-compare-headline", places=joined(names, lang), n=len(rows)),
        "lead": [message(lang, "brief-compare-leads", counted=counted), message(lang, "brief-compare-rule")],
        "map": map_part(store, view, PROVINCE, codes[0]),
        "figures": [],
        "figures_title": "",
        "ladder": None,
        "strengths": {
            "title": message(lang, "brief-strengths"),
            "about": message(lang, "brief-strengths-about"),
            "rows": strong,
        },
        "table": {
            "title": message(lang, "compare"),
            "about": message(lang, "brief-rows", n=len(shown), of=len(rows)) if len(shown) < len(rows) else "",
            "columns": [message(lang, "indicator"), *names],
            "rows": shown,
        },
        "projects": None,
        "notes": notes,
    }
