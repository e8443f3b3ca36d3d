"""Which segments of which chains a project is in, by the words of its name and of its source.

No source says it: the rule is that of ``industry_segments.py``, asked of all projects at once while an edition is
opened. Only segments that a source calls upstream, midstream or downstream are nodes; a chain's other links have no
place in it.
"""

from typing import Any

import duckdb

from data.segment_words import is_telling, link_words, said_of

PLACED = ("up", "mid", "down")
"""Segments that have a place in the chain, in its order."""

_TABLES = {"chain_segments", "chains", "industries", "project_industry"}


def build(db: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``project_segments``: ``project_id``, ``node`` such as ``ch07-up``.

    Args:
        db: a database that holds the tables of an edition; one without segments gives an empty table.
    """
    db.execute("CREATE TABLE project_segments (project_id VARCHAR, node VARCHAR)")
    have = {row[0] for row in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not have >= _TABLES:
        return
    names = db.execute(
        "SELECT industry_id, name_zh, coalesce(parent_id, ''), provincial_chain FROM industries"
    ).fetchall()
    chains = dict(db.execute("SELECT DISTINCT chain_id, name_zh FROM chains").fetchall())
    industry_of = {
        chain: i for chain, text in chains.items() for i, name, _, key in names if name == text and key == "yes"
    }
    below: dict[str, dict[str, str]] = {}
    for industry_id, name, parent, _ in names:
        below.setdefault(parent, {})[industry_id] = name
    rows = db.execute("SELECT DISTINCT chain_id, segment, name_zh FROM chain_segments ORDER BY ALL").fetchall()
    for chain, segment, text in rows:
        if segment in PLACED and chain in industry_of:
            inside = _all_below(below, industry_of[chain])
            where, values = _condition(industry_of[chain], inside, link_words(text))
            db.execute(f"INSERT INTO project_segments SELECT DISTINCT p.project_id, ? {_FROM} WHERE {where}",
                       [f"{chain}-{segment}", *values])  # fmt: skip


_FROM = (
    "FROM (SELECT project_id, name_zh, concat_ws(' ', name_zh, industry_zh, as_printed) AS words FROM projects) p "
    "LEFT JOIN (SELECT project_id, string_split(any_value(industry_id), ';') AS filed FROM project_industry "
    "GROUP BY 1) i USING (project_id)"
)


def _all_below(below: dict[str, dict[str, str]], industry_id: str) -> dict[str, str]:
    found = dict(below.get(industry_id, {}))
    for child in tuple(found):
        found |= _all_below(below, child)
    return found


def _condition(industry_id: str, inside: dict[str, str], words: tuple[str, ...]) -> tuple[str, list[Any]]:
    """A record filed in the chain speaks of a product, or is filed under one; another's name holds its word."""
    own = "coalesce(list_has_any(filed, ?), false)"
    filed = [industry_id, *inside]
    said = [text for word in words for text in said_of(word)]
    under = [i for i, name in inside.items() if any(word in name for word in words)]
    telling = [word for word in words if is_telling(word)]
    speaks = " OR ".join(["contains(words, ?)"] * len(said)) or "false"
    named = " OR ".join(["contains(name_zh, ?)"] * len(telling)) or "false"
    sql = f"CASE WHEN {own} THEN ({speaks}) OR list_has_any(filed, ?::VARCHAR[]) ELSE {named} END"
    return sql, [filed, *said, under, *telling]
