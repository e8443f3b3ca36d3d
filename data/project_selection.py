"""One selection of projects, and what holds of it: counts and amounts by place, industry, stage, origin, year and size.

Everything on screen and in a file about a selection comes from one ``SelectionResult``, so that all agree. It is read
from the aggregate (``projects_cube.py``), whose size does not depend on how many projects there are.

Rules of adding: a count is of project records; amounts are added within one stage only, never across stages (one
project may stand at several); a record without an amount counts and adds nothing, so every sum comes with "n of m have
an amount"; an amount that two sources report of one project at one stage is added once.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from data.industry import industries
from data.periods import parse_period
from data.projects_cube import AMOUNT_EDGES, ENUMS, ORIGIN_GROUPS, SPANNING, STAGE_IDS, UNDATED, UNKNOWN, amount_classes
from data.store import Store

DIMENSIONS = ("industry", "stage", "origin", "region", "period", "amount")
"""What a selection can be narrowed by; the names of the parameters in the address."""

GROUP_IDS = (*ORIGIN_GROUPS.values(), UNKNOWN)
"""Ids of the groups of origins, ``unknown`` last."""

_AMOUNT = re.compile(r"^(\d{1,6}(?:\.\d+)?)?-(\d{1,6}(?:\.\d+)?)?$")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected; empty fields select everything. Values of one field widen, fields narrow each other.

    Attributes:
        industry: industry ids; each stands for itself and everything below it. Chains are given as their industries.
        stage: stage ids (``STAGE_IDS``).
        origin: origin ids or ids of groups of origins.
        region: region codes; each stands for itself and everything inside it.
        period: a period that holds the whole span of a record's stage date, ``undated``, ``spanning`` (longer than a
            calendar year), or "".
        amount: ``low-high`` in 亿元 (CNY 100 million), low ≤ amount < high, both edges of size classes and either
            left out at will; ``unknown`` for records without an amount; or "".
    """

    industry: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    period: str = ""
    amount: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """The dimensions that narrow, in the order of ``DIMENSIONS``."""
        return tuple(name for name in DIMENSIONS if getattr(self, name))

    def without(self, *dimensions: str) -> "Selection":
        """The same selection, not narrowed by these dimensions."""
        empty: dict[str, Any] = {name: getattr(Selection(), name) for name in dimensions}
        return replace(self, **empty)


@dataclass(frozen=True, slots=True)
class Rung:
    """Records at one stage.

    Attributes:
        stage: stage id.
        n: records.
        n_amount: records with an amount.
        amount_yi: sum of the amounts in 亿元; may be given only together with ``n_amount`` of ``n``.
    """

    stage: str
    n: int
    n_amount: int
    amount_yi: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Records with one value of a dimension, stage by stage. There is no sum across stages on purpose.

    Attributes:
        key: the value.
        n: records.
        n_amount: records with an amount.
        rungs: stage id → records at that stage; only stages that occur.
    """

    key: str
    n: int = 0
    n_amount: int = 0
    rungs: dict[str, Rung] = field(default_factory=dict)

    def rung(self, stage: str) -> Rung:
        """Records at a stage, nothing where there are none."""
        return self.rungs.get(stage, Rung(stage, 0, 0, 0.0))


@dataclass(frozen=True, slots=True)
class Flow:
    """Records that go from one place to another.

    Attributes:
        start: group of origins, or code of the region of first contact.
        end: code of the prefecture (or ``140000`` where only the province is known) they come to.
        tally: the records.
    """

    start: str
    end: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class SelectionResult:
    """What holds of a selection. Dictionaries hold only keys that occur, in the order of their table.

    Attributes:
        selection: the selection.
        all: all records of the selection, with the sums of each stage in ``all.rungs``.
        stages: stage id → tally.
        places: prefecture code → tally with its counties; ``140000``: known to be in the province only.
        regions: region code as in the row (county, prefecture or province) → tally, without what is inside it.
        industries: industry id → tally of everything in and below it; a record in two industries counts in both,
            so these do not add up to ``all``.
        origins: origin id → tally.
        origin_groups: id of a group of origins → tally.
        years: ``2023``, …, ``spanning``, ``undated`` → tally.
        months: ``2023-05`` → tally, for records whose date names one month.
        sizes: size class or ``unknown`` → tally.
        flows: group of origins → prefecture, origins that are not stated left out.
        transfers: region of first contact → prefecture, for rows that name both.
    """

    selection: Selection
    all: Tally
    stages: dict[str, Tally]
    places: dict[str, Tally]
    regions: dict[str, Tally]
    industries: dict[str, Tally]
    origins: dict[str, Tally]
    origin_groups: dict[str, Tally]
    years: dict[str, Tally]
    months: dict[str, Tally]
    sizes: dict[str, Tally]
    flows: tuple[Flow, ...]
    transfers: tuple[Flow, ...]

    @property
    def count(self) -> int:
        """Records selected."""
        return self.all.n

    @property
    def n_with_amount(self) -> int:
        """Records selected that have an amount."""
        return self.all.n_amount


def parse_amount(text: str) -> tuple[float, float] | None:
    """Read an amount range.

    Args:
        text: ``1-10``, ``500-`` or ``-5``, in 亿元.

    Returns:
        (low, high), high infinite when open, or None when the text is no such range.
    """
    match = _AMOUNT.match(text)
    if not match or not (match[1] or match[2]):
        return None
    low = float(match[1] or 0)
    high = float(match[2]) if match[2] else float("inf")
    return (low, high) if low < high else None


def nearest_amount(text: str) -> str:
    """The narrowest range on edges of size classes that holds an amount range.

    Args:
        text: as ``parse_amount``, or ``unknown``.

    Returns:
        The range; "" when the text is none, or holds everything.
    """
    if text == UNKNOWN:
        return text
    parsed = parse_amount(text)
    if parsed is None:
        return ""
    low = max(edge for edge in AMOUNT_EDGES if edge <= parsed[0])
    high = min((edge for edge in AMOUNT_EDGES if edge >= parsed[1]), default=None)
    return f"{low}-{high if high is not None else ''}"


def is_period(text: str) -> bool:
    """Can a selection have this period?"""
    if text in (UNDATED, SPANNING):
        return True
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def among(column: str, values: list[str]) -> tuple[str, list[Any]]:
    """A column among values, as a condition; a value that no record has matches none."""
    mark = f"TRY_CAST(? AS cube_{column})" if column in ENUMS else "?"
    return f"{column} IN ({','.join([mark] * len(values))})", list(values)


def condition(store: Store, selection: Selection) -> tuple[str, list[Any]]:
    """The selection as a condition on ``project_cube`` or ``project_facts``, which share their keys.

    Args:
        store: the store.
        selection: the selection.

    Returns:
        SQL for a WHERE, and its values.
    """
    parts: list[tuple[str, list[Any]]] = []
    if selection.region:
        codes = sorted({code for region in selection.region for code in store.within(region)})
        parts.append(among("place", codes))
    if selection.stage:
        parts.append(among("stage", list(selection.stage)))
    if selection.origin:
        one, values = among("origin", list(selection.origin))
        group, more = among("origin_group", list(selection.origin))
        parts.append((f"({one} OR {group})", [*values, *more]))
    if selection.industry:
        nodes, values = among("node", list(selection.industry))
        parts.append((f"set_id IN (SELECT set_id FROM project_industry_nodes WHERE {nodes})", values))
    if selection.period in (UNDATED, SPANNING):
        parts.append(among("year", [selection.period]))
    elif selection.period:
        span = parse_period(selection.period)
        parts.append(("month_start >= ? AND month_end <= ?", [span.start, span.end]))
    if selection.amount == UNKNOWN:
        parts.append(among("amount_class", [UNKNOWN]))
    elif selection.amount:
        low, high = parse_amount(selection.amount) or (0, float("inf"))
        classes = [
            name for name, edge in zip(amount_classes(), AMOUNT_EDGES, strict=True) if low <= edge and edge < high
        ]
        parts.append(among("amount_class", classes) if classes else ("false", []))
    return " AND ".join(sql for sql, _ in parts) or "true", [value for _, values in parts for value in values]


_SUMS = "CAST(sum(n) AS BIGINT) AS n, CAST(sum(n_amount) AS BIGINT) AS n_amount, sum(amount_yi) AS amount_yi"
_BY_SET = f"SELECT set_id, stage, {_SUMS} FROM chosen GROUP BY set_id, stage"
_NODES = f"({_BY_SET}) JOIN project_industry_nodes USING (set_id)"

_DIMENSION_SQL = {
    "all": ("''", "''", "chosen", ""),
    "places": ("prefecture", "''", "chosen", ""),
    "regions": ("place", "''", "chosen", ""),
    "industries": ("node", "''", _NODES, ""),
    "origins": ("origin", "''", "chosen", ""),
    "origin_groups": ("origin_group", "''", "chosen", ""),
    "years": ("year", "''", "chosen", ""),
    "months": ("month_start", "''", "chosen", "WHERE month_start = month_end"),
    "sizes": ("amount_class", "''", "chosen", ""),
    "flows": ("origin_group", "prefecture", "chosen", f"WHERE origin_group <> '{UNKNOWN}'"),
    "transfers": ("first_contact", "prefecture", "chosen", "WHERE first_contact <> ''"),
}
"""Dimension → its key, a second key, where it is read, and which cells."""

_ASKED_APART = {"chains": ("chain", "''", f"({_BY_SET}) JOIN project_chains USING (set_id)", "")}
"""Dimensions that no ``SelectionResult`` holds: only the groups of the table ask for them."""


def select_sql(where: str, dimensions: tuple[str, ...], cells: str = "project_cube") -> str:
    """Dimensions of the cells that a condition leaves, stage by stage, in one question.

    Args:
        where: a condition, as ``condition`` gives it.
        dimensions: parts of a ``SelectionResult``, or ``chains``.
        cells: what has the columns of ``project_cube``.

    Returns:
        SQL; its rows have ``dimension``, ``k`` (key), ``e`` (second key), ``stage``, ``n``, ``n_amount`` and
        ``amount_yi``.
    """
    parts = []
    for name in dimensions:
        key, end, table, only = {**_DIMENSION_SQL, **_ASKED_APART}[name]
        groups = ", ".join(dict.fromkeys(column for column in (key, end, "stage") if column != "''"))
        parts.append(
            f"SELECT '{name}' AS dimension, CAST({key} AS VARCHAR) AS k, CAST({end} AS VARCHAR) AS e, "
            f"CAST(stage AS VARCHAR) AS stage, {_SUMS} FROM {table} {only} GROUP BY {groups}"
        )
    return (
        f"WITH cells AS (SELECT * FROM {cells} WHERE {where}), "
        "chosen AS MATERIALIZED (SELECT * EXCLUDE (repeat_group, repeat_rank) FROM cells WHERE repeat_group IS NULL "
        "UNION ALL SELECT * EXCLUDE (repeat_group, repeat_rank) REPLACE (CASE WHEN row_number() OVER "
        "(PARTITION BY repeat_group ORDER BY repeat_rank) = 1 THEN amount_yi ELSE 0 END AS amount_yi) "
        f"FROM cells WHERE repeat_group IS NOT NULL) {' UNION ALL '.join(parts)}"
    )


def _month(index: str) -> str:
    year, month = divmod(int(index), 12)
    return f"{year}-{month + 1:02d}"


@lru_cache(maxsize=512)
def select(store: Store, selection: Selection) -> SelectionResult:
    """What holds of a selection.

    Args:
        store: the store.
        selection: the selection, of known ids.

    Returns:
        The result; ``all.n`` is 0 when nothing fits.
    """
    where, values = condition(store, selection)
    tallies: dict[str, dict[tuple[str, str], Tally]] = {name: {} for name in _DIMENSION_SQL}
    for r in store.rows(select_sql(where, tuple(_DIMENSION_SQL)), values):
        key = _month(r["k"]) if r["dimension"] == "months" else r["k"]
        found = tallies[r["dimension"]]
        have = found.get((key, r["e"]), Tally(key))
        rung = Rung(r["stage"], r["n"], r["n_amount"], float(r["amount_yi"]))
        found[key, r["e"]] = Tally(
            key, have.n + rung.n, have.n_amount + rung.n_amount, {**have.rungs, rung.stage: rung}
        )

    def ordered(name: str, order: tuple[str, ...] = ()) -> dict[str, Tally]:
        found = {key: tally for (key, _), tally in tallies[name].items()}
        keys = [key for key in order if key in found] if order else sorted(found)
        return {key: found[key] for key in keys}

    everything = tallies["all"].get(("", ""), Tally(""))
    stages = {
        s: Tally(s, everything.rungs[s].n, everything.rungs[s].n_amount, {s: everything.rungs[s]})
        for s in STAGE_IDS
        if s in everything.rungs
    }
    years = ordered("years")
    late = {key: years.pop(key) for key in (SPANNING, UNDATED) if key in years}
    return SelectionResult(
        selection,
        everything,
        stages,
        ordered("places"),
        ordered("regions"),
        ordered("industries", (*industries(store), "unspecified")),
        ordered("origins"),
        ordered("origin_groups", GROUP_IDS),
        {**years, **late},
        ordered("months"),
        ordered("sizes", (*amount_classes(), UNKNOWN)),
        tuple(Flow(start, end, tally) for (start, end), tally in sorted(tallies["flows"].items())),
        tuple(Flow(start, end, tally) for (start, end), tally in sorted(tallies["transfers"].items())),
    )


@lru_cache(maxsize=8)
def chains(store: Store) -> dict[str, tuple[str, ...]]:
    """Id of a provincial key chain → the industries it is; {} for an edition that has no such table."""
    if "chain_industry" not in store.edition.manifest["tables"]:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for r in store.rows("SELECT chain_id, industry_id FROM chain_industry ORDER BY chain_id, industry_id"):
        found[r["chain_id"]] = (*found.get(r["chain_id"], ()), r["industry_id"])
    return found


@lru_cache(maxsize=8)
def origins(store: Store) -> dict[str, tuple[str, str, str]]:
    """Origin id → (name in Chinese, name in English, id of its group); ``unknown`` among them."""
    rows = store.rows(
        'SELECT DISTINCT origin_id, origin_zh, origin_en, "group" FROM investor_origin ORDER BY origin_id'
    )
    found = {r["origin_id"]: (r["origin_zh"], r["origin_en"], ORIGIN_GROUPS.get(r["group"], UNKNOWN)) for r in rows}
    return {**found, UNKNOWN: found.get(UNKNOWN, ("未说明", "Not stated", UNKNOWN))}
