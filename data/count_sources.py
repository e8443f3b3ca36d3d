"""Which documents the counted rows rest on: what the passport of a count of this atlas lists beside the atlas itself.

Not here: the counts (``derived.py``, or the page that prints one), counts of an industry (``industry.py``).
"""

from collections import Counter
from collections.abc import Iterable

from data.place import (
    CLUSTER_KINDS,
    CityIndustry,
    Cluster,
    Project,
    clusters_in,
    corrections,
    industries_of,
    projects_in,
)
from data.store import Store

KNOWN = {
    "known_projects": ("projects", ()),
    "known_events": ("events", ()),
    "known_specialised_towns": ("clusters", ("specialised_town",)),
    "known_zones": ("clusters", ("development_zone",)),
    "known_chain_masters": ("clusters", ("chain_master",)),
    "known_companies": ("clusters", ("leading_company", "chain_core")),
    "projects": ("projects", ()),
    **{kind: ("clusters", (kind,)) for kind in CLUSTER_KINDS},
}
"""What is counted → the table whose rows are, and which kinds of them (all when empty); with all inside a region."""

_SPOKEN = ("observations", "projects", "clusters", "city_industries", "events")
"""Tables whose documents ``known_sources`` counts."""


def counted_sources(store: Store, what: str, of: str) -> tuple[str, ...]:
    """The documents behind a count.

    Args:
        store: the store.
        what: one of ``KNOWN``, ``known_sources``, ``evidence`` or ``evidence-<industry>``, ``corrections``,
            ``coverage``, ``tier-<tier>``, ``rows-<table>``.
        of: code of the region, or id of the indicator of a coverage; "" for the whole edition.

    Returns:
        Source ids, those behind most rows first; () for a count that has no rows with sources.
    """
    found = Counter(part for ids in _of_rows(store, what, of) for part in ids.split(";") if part in store.sources)
    return tuple(sorted(found, key=lambda source: (-found[source], source)))


def _of_rows(store: Store, what: str, of: str) -> Iterable[str]:
    """The ``source_id`` of each row that is counted."""
    if what == "coverage" and of in store.indicators:
        rows = store.rows("SELECT source_id FROM figures WHERE indicator_id = ? AND leads", [of])
        return [r["source_id"] for r in rows]
    if what.startswith("tier-"):
        return [s.source_id for s in store.sources.values() if s.tier == what.removeprefix("tier-")]
    if what.startswith("rows-"):
        return _of_table(store, what.removeprefix("rows-"))
    if of not in store.regions:
        return []
    if what in KNOWN:
        return _of_region(store, *KNOWN[what], of)
    if what == "known_sources":
        return [source for table in _SPOKEN for source in _of_region(store, table, (), of)]
    if what == "corrections":
        return [source for c in corrections(store) if c.printed_value == of for source in c.evidence]
    if what == "evidence" or what.startswith("evidence-"):
        return _of_evidence(store, of, what.removeprefix("evidence").removeprefix("-"))
    return []


def _of_region(store: Store, table: str, kinds: tuple[str, ...], region: str) -> list[str]:
    codes = store.within(region)
    sql = f"SELECT source_id FROM {table} WHERE region_code IN ({','.join('?' * len(codes))})"
    if kinds:
        sql += f" AND kind IN ({','.join('?' * len(kinds))})"
    return [r["source_id"] for r in store.rows(sql, [*codes, *kinds])]


def _of_evidence(store: Store, region: str, industry: str) -> list[str]:
    """What speaks of an industry of a place ("": of any): its own words, clusters, project records."""
    rows: tuple[CityIndustry | Cluster | Project, ...] = (
        *industries_of(store, region),
        *clusters_in(store, region),
        *projects_in(store, region),
    )
    return [row.source for row in rows if not industry or industry in row.industries]


def _of_table(store: Store, name: str) -> list[str]:
    if name not in store.edition.manifest["tables"]:
        return []
    columns = {r["column_name"] for r in store.rows(f"DESCRIBE {name}")}
    return [r["source_id"] for r in store.rows(f"SELECT source_id FROM {name}")] if "source_id" in columns else []
