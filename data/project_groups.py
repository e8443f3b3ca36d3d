"""The rows of a selection in groups: what each group has, and the page of groups and rows that is looked at.

Groups are counted by the rules of ``project_selection.py``: amounts are added within one stage only. Not here: how a
group is called or looks.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.place import Project
from data.project_rows import MAX_ROWS, rows_where, searched
from data.project_selection import Rung, Selection, Tally, among, select_sql
from data.projects_cube import SPANNING, STAGE_IDS, UNDATED, UNKNOWN
from data.store import PROVINCE, Store

_DIMENSION_OF = {
    "city": ("places", "prefecture"),
    "county": ("regions", "place"),
    "stage": ("all", "stage"),
    "chain": ("chains", "chain"),
    "origin": ("origins", "origin"),
    "year": ("years", "year"),
}
"""Grouping → the part of a result that counts it, and the column that tells it."""

GROUPINGS = tuple(_DIMENSION_OF)
"""What rows can be grouped by."""

_ROWS_AS_CELLS = (
    "(SELECT * REPLACE (coalesce(amount_yi, 0) AS amount_yi), 1 AS n, "
    "CASE WHEN amount_yi IS NULL THEN 0 ELSE 1 END AS n_amount FROM project_facts)"
)
"""Rows with the columns of ``project_cube``: texts are looked for in rows, which cells do not have."""


@dataclass(frozen=True, slots=True)
class GroupedPage:
    """Some lines of a grouped table.

    Attributes:
        lines: a ``Tally`` heads its group, the records of an open group follow it.
        total: how many lines the table has.
    """

    lines: tuple[Tally | Project, ...]
    total: int


def groups(store: Store, selection: Selection, by: str, contains: dict[str, str] | None = None) -> tuple[Tally, ...]:
    """The groups of a selection.

    Args:
        store: the store.
        selection: the selection.
        by: one of ``GROUPINGS``. A record in several chains is in the group of each.
        contains: column of ``project_rows.SEARCHED`` → text it must contain; narrows the table only.

    Returns:
        A tally a group that has records. Keys: region code (``county``: as in the row, so a prefecture's own group
        holds what is known by prefecture only), stage id, chain id or "" for no chain, origin id, year. Stages in the
        order of the ladder, years newest first, counties city by city, the others with most records first.

    Raises:
        ValueError: when it is none of ``GROUPINGS``.
    """
    if by not in _DIMENSION_OF:
        msg = f"group by {by!r}: expected one of {', '.join(GROUPINGS)}"
        raise ValueError(msg)
    return _groups(store, selection, by, tuple(sorted((contains or {}).items())))


@lru_cache(maxsize=256)
def _groups(store: Store, selection: Selection, by: str, contains: tuple[tuple[str, str], ...]) -> tuple[Tally, ...]:
    where, values = searched(store, selection, dict(contains))
    sql = select_sql(where, (_DIMENSION_OF[by][0],), _ROWS_AS_CELLS if contains else "project_cube")
    rungs: dict[str, dict[str, Rung]] = {}
    for r in store.rows(sql, values):
        rung = Rung(r["stage"], r["n"], r["n_amount"], float(r["amount_yi"]))
        rungs.setdefault(r["stage"] if by == "stage" else r["k"], {})[rung.stage] = rung
    found = [
        Tally(key, sum(r.n for r in parts.values()), sum(r.n_amount for r in parts.values()), parts)
        for key, parts in rungs.items()
    ]
    return tuple(sorted(found, key=lambda tally: _place_in_order(by, tally)))


def _place_in_order(by: str, tally: Tally) -> tuple[bool, int, str]:
    """What is not known comes last."""
    key = tally.key
    if by == "stage":
        return False, STAGE_IDS.index(key), ""
    if by == "year":
        last = (SPANNING, UNDATED)
        return key in last, last.index(key) if key in last else -int(key), ""
    if by == "county":
        return key == PROVINCE, 0, key
    return key in ("", UNKNOWN, PROVINCE), -tally.n, key


def group_condition(by: str, key: str) -> tuple[str, list[Any]]:
    """The rows of a group, as a condition on ``project_facts``; goes together with that of the selection."""
    if by == "chain":
        return "set_id IN (SELECT set_id FROM project_chains WHERE chain = ?)", [key]
    return among(_DIMENSION_OF[by][1], [key])


def grouped_rows(
    store: Store,
    selection: Selection,
    by: str,
    opened: frozenset[str],
    *,
    sort: tuple[tuple[str, bool], ...] = (),
    offset: int = 0,
    limit: int = 50,
    contains: dict[str, str] | None = None,
) -> GroupedPage:
    """A page of a grouped table.

    Args:
        store: the store.
        selection: the selection.
        by: one of ``GROUPINGS``.
        opened: keys of the groups that are open; keys of no group are ignored.
        sort: as ``project_rows.rows``; orders the records inside each group.
        offset: lines before the page.
        limit: lines of the page, at most ``MAX_ROWS``.
        contains: as ``project_rows.rows``.

    Returns:
        The page.

    Raises:
        ValueError: when a column cannot be sorted or searched by, or it is none of ``GROUPINGS``.
    """
    first, most = max(0, offset), max(0, min(limit, MAX_ROWS))
    chosen, values = searched(store, selection, contains or {})
    lines: list[Tally | Project] = []
    at = 0  # lines before the group that is looked at
    for tally in groups(store, selection, by, contains):
        if first <= at < first + most:
            lines.append(tally)
        at += 1
        if tally.key not in opened:
            continue
        start, end = max(first, at), min(first + most, at + tally.n)
        if start < end:
            inside, more = group_condition(by, tally.key)
            where = f"({chosen}) AND {inside}"
            lines += rows_where(store, where, [*values, *more], sort=sort, offset=start - at, limit=end - start)
        at += tally.n
    return GroupedPage(tuple(lines), at)
