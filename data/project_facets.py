"""What other filters would give: records behind every value that could be chosen, and which filter to loosen.

Not here: what the selection itself gives (``project_selection.py``).
"""

from functools import lru_cache

from data.project_selection import DIMENSIONS, Selection, condition, select, select_sql
from data.store import PROVINCE, Store

_FACETS = {
    "industry": ("industries",),
    "stage": ("all",),
    "origin": ("origins", "origin_groups"),
    "region": ("places", "regions"),
    "period": ("years",),
    "amount": ("sizes",),
}
"""Dimension → the parts of a result that hold its values."""


@lru_cache(maxsize=2048)
def _facet(store: Store, selection: Selection, dimension: str) -> dict[str, int]:
    """Value → records, read from as few cells and columns as it takes."""
    where, values = condition(store, selection)
    found: dict[str, int] = {}
    parts: dict[str, set[str]] = {}
    for r in store.rows(select_sql(where, _FACETS[dimension]), values):
        key = r["stage"] if dimension == "stage" else r["k"]
        if dimension == "region" and (
            key == PROVINCE or (r["dimension"] == "regions") != (store.regions[key].level == "county")
        ):
            continue  # a prefecture's own rows are among those of its place
        if key in parts and r["dimension"] not in parts[key]:
            continue  # "unknown" is an origin and a group of origins with the same records
        parts.setdefault(key, set()).add(r["dimension"])
        found[key] = found.get(key, 0) + r["n"]
    return found


def facets(store: Store, selection: Selection) -> dict[str, dict[str, int]]:
    """How many records each value of each dimension would have, with the filters of all other dimensions applied.

    Args:
        store: the store.
        selection: the selection.

    Returns:
        Dimension → value → records: ``industry`` (all levels), ``stage``, ``origin`` (origins and groups), ``region``
        (prefectures with their counties, and counties), ``period`` (years, ``spanning``, ``undated``), ``amount``
        (size classes, ``unknown``).
    """
    return {name: _facet(store, selection.without(name), name) for name in DIMENSIONS}


def loosen(store: Store, selection: Selection) -> tuple[tuple[str, int], ...]:
    """Which filter, when it is taken away alone, leaves records: the one that leaves most first.

    Args:
        store: the store.
        selection: a selection, as a rule one that nothing fits.

    Returns:
        (dimension, records left) for every active dimension that leaves some; () when only more than one helps.
    """
    left = [(name, select(store, selection.without(name)).count) for name in selection.active]
    return tuple(sorted(((name, n) for name, n in left if n), key=lambda pair: -pair[1]))
