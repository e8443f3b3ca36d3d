"""The projects as an aggregate: what a filter reads instead of the rows.

One cell of ``project_cube`` is a place, a set of industries and segments, a stage, an origin, a span of months, a size
class and a first contact: it grows with these, not with the projects. ``project_facts`` is the rows themselves with the
same keys, read only for the page of rows that is on screen. Made once, when an edition is opened.

Not here: the questions (``project_selection.py``, ``project_rows.py``).
"""

import duckdb

from data.gbt4754 import PREFIX, section_sql
from data.periods import parse_period
from data.project_segments import build as build_segments

STAGES = {"洽谈": "talks", "签约": "signed", "开工": "started", "在建": "building", "投产": "completed"}
"""Stage as in the table → its id in addresses."""

NO_STAGE = "none"
STAGE_IDS = (*STAGES.values(), NO_STAGE)
"""All stage ids, in the order of the ladder; ``none`` is a record whose source states no stage."""

ORIGIN_GROUPS = {
    "京津冀": "group-jjj",
    "长三角": "group-yrd",
    "粤港澳大湾区": "group-gba",
    "其他省份": "group-other",
    "山西省内": "group-shanxi",
    "港澳台": "group-hmt",
    "国外": "group-abroad",
}
"""Group of origins as in the table → its id in addresses."""

UNKNOWN = "unknown"
"""Id of an origin, a group of origins or a size that the source does not state."""

AMOUNT_EDGES = (0, 1, 5, 10, 50, 100, 500)
"""Lower edges of the size classes in 亿元 (CNY 100 million); a class holds low ≤ amount < high, the last is open."""

UNDATED = "undated"
SPANNING = "spanning"
"""Year of a record that has no date, or whose span is longer than a calendar year."""

_TIER_ORDER = {"official": "0", "press": "1", "seed": "2", "copy": "3", "weak": "4"}


def amount_classes() -> tuple[str, ...]:
    """The size classes as they stand in addresses: ``0-1``, ``1-5``, …, ``500-``, in this order."""
    highs = (*map(str, AMOUNT_EDGES[1:]), "")
    return tuple(f"{low}-{high}" for low, high in zip(AMOUNT_EDGES, highs, strict=True))


def _amount_sql() -> str:
    """Size class of ``p.amount_yi``."""
    cases = [
        f"WHEN p.amount_yi >= {low} THEN '{name}'"
        for low, name in reversed(list(zip(AMOUNT_EDGES, amount_classes(), strict=True)))
    ]
    return f"CASE WHEN p.amount_yi IS NULL THEN '{UNKNOWN}' {' '.join(cases)} END"


def _case(column: str, names: dict[str, str], other: str) -> str:
    cases = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in names.items())
    return f"CASE {column} {cases} ELSE '{other}' END"


_TEXTS_SQL = f"""
CREATE TEMP TABLE project_texts AS
WITH tiers AS (SELECT source_id, {_case("tier", _TIER_ORDER, "9")} AS tier_order FROM sources),
origins AS (SELECT coalesce(text, '') AS text, any_value(origin_id) AS origin_id, any_value("group") AS origin_group
            FROM investor_origin GROUP BY 1),
english AS (SELECT id_or_text AS project_id, any_value(name_en) AS name_en FROM names_en
            WHERE "table" = 'projects' GROUP BY 1)
SELECT p.project_id, p.name_zh, coalesce(e.name_en, p.name_zh) AS name_en, coalesce(p.investor, '') AS investor,
    p.region_code AS place,
    CASE WHEN r.level = 'county' THEN r.parent_code ELSE p.region_code END AS prefecture,
    {_case("p.stage", STAGES, NO_STAGE)} AS stage,
    coalesce(o.origin_id, '{UNKNOWN}') AS origin,
    {_case("o.origin_group", ORIGIN_GROUPS, UNKNOWN)} AS origin_group,
    coalesce(i.industry_id, 'unspecified') AS industry_set, coalesce(g.segment_set, '') AS segment_set,
    p.stage_date, m.month_start, m.month_end,
    CASE WHEN m.month_start IS NULL THEN '{UNDATED}' WHEN m.month_start // 12 = m.month_end // 12
        THEN CAST(m.month_start // 12 AS VARCHAR) ELSE '{SPANNING}' END AS year,
    CAST(p.amount_yi AS DECIMAL(18, 6)) AS amount_yi,
    {_amount_sql()} AS amount_class,
    coalesce(p.first_contact_code, '') AS first_contact,
    p.source_id,
    -- Two sources may report one project at one stage: its amount is added once, the better source's first.
    CASE WHEN p.amount_yi IS NOT NULL AND count(p.amount_yi) OVER same > 1
        THEN md5(concat_ws('|', p.name_zh, p.region_code, p.stage)) END AS repeat_group,
    row_number() OVER (same ORDER BY p.amount_yi IS NULL, t.tier_order, p.stage_date DESC NULLS LAST, p.project_id)
        AS repeat_rank
FROM projects p JOIN regions r USING (region_code) LEFT JOIN tiers t USING (source_id)
LEFT JOIN origins o ON coalesce(p.origin_place, '') = o.text
LEFT JOIN project_industry i USING (project_id) LEFT JOIN english e USING (project_id)
LEFT JOIN stage_months m ON p.stage_date = m.stage_date
LEFT JOIN (SELECT project_id, string_agg(node, ';' ORDER BY node) AS segment_set FROM project_segments GROUP BY 1) g
    USING (project_id)
WINDOW same AS (PARTITION BY p.name_zh, p.region_code, p.stage)
"""

ENUMS = ("place", "prefecture", "stage", "origin", "origin_group", "year", "amount_class", "first_contact")
"""Keys kept as DuckDB enums, types ``cube_<key>``: grouping by them costs a fraction of grouping by text."""

_KEYS = (
    "place, prefecture, stage, origin, origin_group, set_id, month_start, month_end, year, amount_class, "
    "first_contact, repeat_group, CASE WHEN repeat_group IS NULL THEN 0 ELSE repeat_rank END"
)

_CUBE_SQL = f"""
CREATE TABLE project_cube AS
SELECT {_KEYS} AS repeat_rank, CAST(count(*) AS INTEGER) AS n, CAST(count(amount_yi) AS INTEGER) AS n_amount,
    CAST(coalesce(sum(amount_yi), 0) AS DECIMAL(18, 6)) AS amount_yi
FROM project_facts GROUP BY {_KEYS}
"""

_NODES_SQL = f"""
CREATE TABLE project_industry_nodes AS
WITH RECURSIVE sets AS (SELECT DISTINCT set_id, industry_set, segment_set FROM project_facts), parts AS (
    SELECT set_id, unnest(string_split(industry_set, ';')) AS node FROM sets
), codes AS (
    SELECT set_id, unnest(string_split(i.gbt4754, ';')) AS code
    FROM parts JOIN industries i ON i.industry_id = parts.node
), up AS (
    SELECT set_id, node FROM parts
    UNION
    SELECT up.set_id, i.parent_id FROM up JOIN industries i ON i.industry_id = up.node WHERE i.parent_id IS NOT NULL
)
SELECT DISTINCT set_id, node FROM up
UNION SELECT set_id, '{PREFIX}' || code FROM codes WHERE code <> ''
UNION SELECT set_id, '{PREFIX}' || {section_sql("code")} FROM codes WHERE {section_sql("code")} IS NOT NULL
UNION SELECT set_id, unnest(string_split(segment_set, ';')) FROM sets WHERE segment_set <> ''
"""
"""Each set of industries with all it is selected by: industries, those above them, divisions, segments."""

_CHAINS_SQL = """
CREATE TABLE project_chains AS
WITH chain_nodes AS (
    SELECT DISTINCT i.industry_id, c.chain_id FROM industries i JOIN chains c ON i.name_zh = c.name_zh
    WHERE i.provincial_chain = 'yes'
), of_sets AS (
    SELECT DISTINCT n.set_id, k.chain_id FROM project_industry_nodes n JOIN chain_nodes k ON n.node = k.industry_id
)
SELECT s.set_id, coalesce(o.chain_id, '') AS chain
FROM (SELECT DISTINCT set_id FROM project_facts) s LEFT JOIN of_sets o USING (set_id)
"""
"""Each set of industries with every provincial key chain it is in; "" for one that is in none."""


def _facts_sql() -> str:
    """The rows with their keys as enums, and a number for each set of industries."""
    enums = ", ".join(f"CAST({key} AS cube_{key}) AS {key}" for key in ENUMS)
    return (
        f"CREATE TABLE project_facts AS SELECT * REPLACE ({enums}), "
        "CAST(dense_rank() OVER (ORDER BY industry_set, segment_set) AS INTEGER) AS set_id FROM project_texts"
    )


def build(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables ``project_facts``, ``project_cube``, ``project_industry_nodes`` and ``project_chains``.

    Args:
        db: a database that holds the tables of an edition.
    """
    dates = [
        row[0] for row in db.execute("SELECT DISTINCT stage_date FROM projects WHERE stage_date IS NOT NULL").fetchall()
    ]
    db.execute("CREATE TEMP TABLE stage_months (stage_date VARCHAR, month_start INTEGER, month_end INTEGER)")
    if dates:
        spans = [(date, span.start, span.end) for date in dates for span in [parse_period(date)]]
        db.executemany("INSERT INTO stage_months VALUES (?, ?, ?)", spans)
    build_segments(db)
    db.execute(_TEXTS_SQL)
    for key in ENUMS:
        # Questions compare with "" and "unknown", and an edition may have no project at all: both are values always.
        values = f"SELECT DISTINCT {key} FROM project_texts UNION SELECT '' UNION SELECT '{UNKNOWN}' ORDER BY 1"
        db.execute(f"CREATE TYPE cube_{key} AS ENUM ({values})")
    db.execute(_facts_sql())
    db.execute(_CUBE_SQL)
    db.execute(_NODES_SQL)
    db.execute(_CHAINS_SQL)
    db.execute("DROP TABLE project_texts")
    db.execute("DROP TABLE stage_months")
