"""The passport of a count or a sum of a selection of projects: what was counted, and the sources most records rest on.

References: ``selection:count``, ``selection:<dimension>:<value>``, ``selection:amounts:<stage>``,
``selection:sum:<stage>``, ``selection:flow:<group>:<prefecture>``, ``selection:transfer:<from>:<prefecture>``,
``selection:group:<grouping>:<key>``, ``selection:group-sum:<stage>:<grouping>:<key>``.
They name a figure only together with the selection on screen.
"""

from typing import Any

from data.passports import Passport
from data.project_groups import GROUPINGS, group_condition, groups
from data.project_selection import DIMENSIONS, Rung, Selection, SelectionResult, Tally, condition, select
from data.store import Store

_SOURCES = 12
_Condition = tuple[str, list[Any]]
"""The records a figure is of: a condition on ``project_facts``, and its values."""


def selected_passport(store: Store, selection: Selection, reference: str) -> Passport | None:
    """Answer where a figure of a selection comes from.

    Args:
        store: the store.
        selection: the selection on screen.
        reference: see the module's docstring.

    Returns:
        The passport; None when the selection has no such figure.
    """
    _, _, rest = reference.partition(":")
    what, _, value = rest.partition(":")
    result = select(store, selection)
    if what in ("group", "group-sum"):
        return _of_group(store, selection, reference)
    if what == "sum":
        inner = condition(store, _narrowed(selection, "stage", value))
        return _sum(store, selection, reference, result.all.rung(value), inner)
    if what == "amounts":
        inner = condition(store, _narrowed(selection, "stage", value))
        return _count(store, selection, reference, result.all.rung(value).n_amount, inner)
    tally = _tally(result, what, value)
    if tally is None:
        return None
    narrowed = _narrowed(selection, what, value) if what in DIMENSIONS and value != "known" else selection
    return _count(store, selection, reference, tally.n, condition(store, narrowed))


def _of_group(store: Store, selection: Selection, reference: str) -> Passport | None:
    """The count of a group of the table, or the sum of one stage in it."""
    _, what, *parts = reference.split(":")
    stage = parts.pop(0) if what == "group-sum" and parts else ""
    by, key = (*parts, "", "")[:2]
    tally = next((t for t in groups(store, selection, by) if t.key == key), None) if by in GROUPINGS else None
    if tally is None or (what == "group-sum" and stage not in tally.rungs):
        return None
    where, values = condition(store, _narrowed(selection, "stage", stage) if stage else selection)
    inside, more = group_condition(by, key)
    narrowed = (f"({where}) AND {inside}", [*values, *more])
    if what == "group":
        return _count(store, selection, reference, tally.n, narrowed)
    return _sum(store, selection, reference, tally.rung(stage), narrowed)


def _tally(result: SelectionResult, what: str, value: str) -> Tally | None:
    if what == "count":
        return result.all
    if what in ("flow", "transfer") or value == "known":
        flows = result.transfers if what == "transfer" else result.flows
        start, _, end = value.partition(":")
        found = [f.tally for f in flows if value == "known" or (f.start, f.end) == (start, end)]
        return Tally(value, sum(t.n for t in found), sum(t.n_amount for t in found)) if found else None
    tables: dict[str, dict[str, Tally]] = {
        "industry": result.industries,
        "stage": result.stages,
        "origin": {**result.origins, **result.origin_groups},
        "region": {**result.regions, **result.places},
        "period": {**result.years, **result.months},
        "amount": result.sizes,
    }
    return tables[what].get(value, Tally(value)) if what in tables else None


def _narrowed(selection: Selection, dimension: str, value: str) -> Selection:
    """The selection with one more value that must hold; a value outside it leaves the selection as it is."""
    changed = {name: getattr(selection, name) for name in DIMENSIONS}
    changed[dimension] = value if dimension in ("period", "amount") else (value,)
    return Selection(**changed)


def _sum(store: Store, selection: Selection, reference: str, rung: Rung, inner: _Condition) -> Passport | None:
    if not rung.n_amount:
        return None
    share_zh, share_en = f"{rung.n} 条中 {rung.n_amount} 条有金额", f"{rung.n_amount} of {rung.n} have an amount"
    titles = (f"同一阶段已公布金额合计（{share_zh}）", f"Sum of amounts at one stage ({share_en})")
    return _passport(store, reference, titles, rung.amount_yi, ("亿元", "CNY 100 million"), inner, selection)


def _count(store: Store, selection: Selection, reference: str, n: int, inner: _Condition) -> Passport:
    titles = ("当前选择中的项目记录", "Project records of this selection")
    return _passport(store, reference, titles, n, ("条", "records"), inner, selection)


def _passport(
    store: Store,
    reference: str,
    titles: tuple[str, str],
    value: float,
    units: tuple[str, str],
    inner: _Condition,
    selection: Selection,
) -> Passport:
    where, values = inner
    sql = f"SELECT source_id FROM project_facts WHERE {where} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {_SOURCES}"
    return Passport(
        reference,
        "count",
        selection.region[0] if len(selection.region) == 1 else "",
        *titles,
        value,
        *units,
        period=selection.period if selection.period[:1].isdecimal() else "",
        scope="atlas",
        sources=tuple(store.sources[r["source_id"]] for r in store.rows(sql, values)),
    )
