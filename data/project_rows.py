"""The rows of a selection of projects, a page at a time: the only place where project rows are read.

Not here: counts and sums (``project_selection.py``).
"""

from dataclasses import dataclass
from typing import Any

from data.place import Project
from data.project_selection import Selection, condition, select
from data.projects_cube import STAGE_IDS
from data.store import Store

MAX_ROWS = 200
"""Most rows one page may have: what a request can cost."""

_STAGE_ORDER = (
    "list_position(['none', 'talks', 'signed', 'started', 'building', 'completed'], CAST(f.stage AS VARCHAR))"
)

SORTS = {
    "name_zh": "f.name_zh",
    "name_en": "f.name_en",
    "investor": "nullif(f.investor, '')",
    "origin": "nullif(CAST(f.origin AS VARCHAR), 'unknown')",
    "place": "f.place",
    "industry": "nullif(f.industry_set, 'unspecified')",
    "amount_yi": "f.amount_yi",
    "stage": _STAGE_ORDER,
    "stage_date": "f.month_end",
}
"""What rows can be sorted by; what is not stated comes last in either direction."""

NEWEST_FIRST = "f.month_end DESC NULLS LAST, f.month_start DESC, f.amount_yi DESC NULLS LAST, f.project_id"
"""The order of records that nobody has sorted, on screen and in files: newest stage, largest amount, id."""

SEARCHED = ("name_zh", "name_en", "investor")
"""Columns in which a text can be looked for within the table."""


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows of a selection.

    Attributes:
        rows: the rows asked for.
        total: how many rows the selection has, after ``contains``.
    """

    rows: tuple[Project, ...]
    total: int


def rows(
    store: Store,
    selection: Selection,
    *,
    sort: tuple[tuple[str, bool], ...] = (),
    offset: int = 0,
    limit: int = 50,
    contains: dict[str, str] | None = None,
) -> RowPage:
    """A page of the rows of a selection.

    Args:
        store: the store.
        selection: the selection.
        sort: (column of ``SORTS``, descending), the first counts first; then newest stage, largest amount, id.
        offset: rows before the page.
        limit: rows of the page, at most ``MAX_ROWS``.
        contains: column of ``SEARCHED`` → text it must contain, in any case of letters; narrows the table only.

    Returns:
        The page.

    Raises:
        ValueError: when a column cannot be sorted or searched by.
    """
    where, values = searched(store, selection, contains or {})
    total = select(store, selection).count
    if contains:
        total = store.rows(f"SELECT count(*) AS n FROM project_facts f WHERE {where}", values)[0]["n"]
    return RowPage(rows_where(store, where, values, sort=sort, offset=offset, limit=limit), int(total))


def searched(store: Store, selection: Selection, contains: dict[str, str]) -> tuple[str, list[Any]]:
    """A selection, narrowed by texts looked for within the table, as a condition on ``project_facts``.

    Args:
        store: the store.
        selection: the selection.
        contains: column of ``SEARCHED`` → text it must contain, in any case of letters.

    Returns:
        SQL for a WHERE, and its values.

    Raises:
        ValueError: when a column cannot be searched by.
    """
    where, values = condition(store, selection)
    for column, text in contains.items():
        if column not in SEARCHED:
            msg = f"search in {column!r}: expected one of {', '.join(SEARCHED)}"
            raise ValueError(msg)
        where += f" AND contains(lower({column}), lower(?))"
        values.append(text)
    return where, values


def rows_where(
    store: Store,
    where: str,
    values: list[Any],
    *,
    sort: tuple[tuple[str, bool], ...] = (),
    offset: int = 0,
    limit: int = 50,
) -> tuple[Project, ...]:
    """Records that fit a condition on ``project_facts``, in the order of the table.

    Args:
        store: the store.
        where: the condition.
        values: its values.
        sort: (column of ``SORTS``, descending), the first counts first; then newest stage, largest amount, id.
        offset: records before the first.
        limit: most records, at most ``MAX_ROWS``.

    Returns:
        The records.

    Raises:
        ValueError: when a column cannot be sorted by.
    """
    for column, _ in sort:
        if column not in SORTS:
            msg = f"sort by {column!r}: expected one of {', '.join(SORTS)}"
            raise ValueError(msg)
    order = [f"{SORTS[column]} {'DESC' if down else 'ASC'} NULLS LAST" for column, down in sort]
    order.append(NEWEST_FIRST)
    ids = f"SELECT f.project_id FROM project_facts f WHERE {where} ORDER BY {', '.join(order)} LIMIT ? OFFSET ?"
    found = store.rows(ids, [*values, max(0, min(limit, MAX_ROWS)), max(0, offset)])
    return records(store, [r["project_id"] for r in found])


def first_of_each_stage(store: Store, selection: Selection, limit: int) -> dict[str, tuple[Project, ...]]:
    """The largest records of each stage, for the cards of the stage board.

    Args:
        store: the store.
        selection: the selection.
        limit: most records a stage.

    Returns:
        Stage id → records: those with an amount first, the largest first, then the newest.
    """
    where, values = condition(store, selection)
    order = "amount_yi DESC NULLS LAST, month_end DESC NULLS LAST, project_id"
    # A question a stage: the first few of each are found without ranking all.
    each = [
        f"(SELECT '{stage}' AS stage, project_id FROM project_facts "
        f"WHERE {where} AND stage = TRY_CAST('{stage}' AS cube_stage) ORDER BY {order} LIMIT {int(limit)})"
        for stage in STAGE_IDS
        if not selection.stage or stage in selection.stage
    ]
    found = store.rows(" UNION ALL ".join(each), values * len(each))
    by_id = {p.project_id: p for p in records(store, [r["project_id"] for r in found])}
    stages: dict[str, tuple[Project, ...]] = {}
    for r in found:
        stages[r["stage"]] = (*stages.get(r["stage"], ()), by_id[r["project_id"]])
    return stages


def records(store: Store, ids: list[str]) -> tuple[Project, ...]:
    """Project records by their ids, in the order of the ids; ids nobody has are left out."""
    if not ids:
        return ()
    marks = ",".join("?" * len(ids))
    sql = (
        "SELECT p.*, f.industry_set, f.name_en, o.origin_zh, o.origin_en "
        "FROM project_facts f JOIN projects p USING (project_id) "
        "LEFT JOIN investor_origin o ON p.origin_place = o.text "
        f"WHERE f.project_id IN ({marks})"
    )
    found = {
        r["project_id"]: Project(
            r["project_id"],
            r["name_zh"],
            r["name_en"],
            r["investor"],
            store.english("investors", r["investor"]) if r["investor"] else "",
            r["origin_zh"],
            r["origin_en"],
            r["region_code"],
            tuple(i for i in r["industry_set"].split(";") if i != "unspecified"),
            r["amount_yi"],
            r["stage"],
            r["stage_date"],
            r["source_id"],
        )
        for r in store.rows(sql, ids)
    }
    return tuple(found[i] for i in ids if i in found)
