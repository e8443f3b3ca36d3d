"""Questions about one place: its figures, projects, clusters, industries, events, statements, corrections."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from data.series import FIGURE_SQL, Figure, figure_of
from data.store import Store

CLUSTER_KINDS = (
    "chain_master",
    "specialised_town",
    "development_zone",
    "national_cluster",
    "base",
    "park",
    "leading_company",
    "chain_core",
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project record; several records may be stages of one project and are never added up."""

    project_id: str
    name_zh: str
    name_en: str
    investor_zh: str
    investor_en: str
    origin_zh: str
    origin_en: str
    region: str
    industries: tuple[str, ...]
    amount_yi: float | None
    stage: str
    stage_date: str
    source: str


@dataclass(frozen=True, slots=True)
class ClusterFigure:
    """A figure of a cluster; ``reference`` is what its passport answers to."""

    reference: str
    value: float
    unit_zh: str
    unit_en: str
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """A chain master, specialised town, zone, park, base or leading company."""

    cluster_id: str
    kind: str
    name_zh: str
    name_en: str
    region: str
    chain_zh: str
    chain_en: str
    industries: tuple[str, ...]
    source: str
    figures: tuple[ClusterFigure, ...]


@dataclass(frozen=True, slots=True)
class CityIndustry:
    """An industry a place calls pillar, emerging, speciality or a key chain, with the words it rests on."""

    region: str
    role: str
    industry_zh: str
    industries: tuple[str, ...]
    as_printed: str
    source: str


@dataclass(frozen=True, slots=True)
class Event:
    """A promotion event."""

    event_id: str
    period: str
    name_zh: str
    name_en: str
    place_zh: str
    place_en: str
    organiser_zh: str
    organiser_en: str
    region: str
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the article the atlas starts from; ``correction`` is the id of its correction or ""."""

    statement_id: str
    region: str
    period: str
    kind: str
    text_zh: str
    text_en: str
    value: float | None
    unit: str
    as_printed: str
    source: str
    correction: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A declared correction."""

    correction_id: str
    row_key: str
    printed_value: str
    right_value: str
    as_printed: str
    reason_zh: str
    reason_en: str
    evidence: tuple[str, ...]


def _in(codes: list[str]) -> str:
    return f"IN ({','.join('?' * len(codes))})"


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part and part != "unspecified")


@lru_cache(maxsize=256)
def figures_of(store: Store, region: str) -> tuple[Figure, ...]:
    """All leading figures of a region itself, newest first within an indicator."""
    rows = store.rows(
        FIGURE_SQL + "WHERE region_code = ? ORDER BY indicator_id, period_end DESC, period_start, figure_id", [region]
    )
    return tuple(figure_of(row) for row in rows)


@lru_cache(maxsize=256)
def projects_in(store: Store, region: str) -> tuple[Project, ...]:
    """Project records of a region and of everything inside it, the newest stage first."""
    codes = store.within(region)
    rows = store.rows(
        "SELECT p.*, pi.industry_id, o.origin_zh, o.origin_en "
        "FROM projects p LEFT JOIN project_industry pi USING (project_id) "
        "LEFT JOIN investor_origin o ON coalesce(p.origin_place, '') = coalesce(o.text, '') "
        f"WHERE p.region_code {_in(codes)} ORDER BY stage_date DESC NULLS LAST, amount_yi DESC NULLS LAST, project_id",
        codes,
    )
    return tuple(
        Project(
            r["project_id"],
            r["name_zh"],
            store.english("projects", r["project_id"], r["name_zh"]),
            r["investor"],
            store.english("investors", r["investor"]),
            r["origin_zh"] if r["origin_place"] else "",
            r["origin_en"] if r["origin_place"] else "",
            r["region_code"],
            _split(r["industry_id"]),
            r["amount_yi"],
            r["stage"],
            r["stage_date"],
            r["source_id"],
        )
        for r in rows
    )


@lru_cache(maxsize=256)
def clusters_in(store: Store, region: str) -> tuple[Cluster, ...]:
    """Clusters of a region and of everything inside it, by kind, those with figures first.

    Rows of one name and place are one cluster.
    """
    codes = store.within(region)
    rows = store.rows(
        "SELECT c.*, ci.industry_id FROM clusters c LEFT JOIN cluster_industry ci USING (cluster_id) "
        f"WHERE c.region_code {_in(codes)}",
        codes,
    )
    figures: dict[str, list[ClusterFigure]] = {}
    sql = (
        "SELECT f.* FROM cluster_figures f JOIN clusters c USING (cluster_id) "
        f"WHERE c.region_code {_in(codes)} ORDER BY cluster_id, sequence"
    )
    for r in store.rows(sql, codes):
        unit = r["unit"]
        entry = ClusterFigure(
            f"cluster:{r['cluster_id']}:{r['sequence']}",
            r["figure"],
            unit,
            store.english("units", unit) if unit else "",
            r["period"],
            r["source_id"],
        )
        figures.setdefault(r["cluster_id"], []).append(entry)
    found = [
        Cluster(
            r["cluster_id"],
            r["kind"],
            r["name_zh"],
            store.english("clusters", r["cluster_id"], r["name_zh"]),
            r["region_code"],
            r["chain_zh"],
            store.english("cluster_chains", r["chain_zh"]) if r["chain_zh"] else "",
            _split(r["industry_id"]),
            r["source_id"],
            tuple(figures.get(r["cluster_id"], ())),
        )
        for r in rows
    ]
    merged: dict[tuple[str, str, str], Cluster] = {}
    for cluster in sorted(found, key=lambda c: (not c.figures, c.cluster_id)):
        key = (cluster.kind, cluster.name_zh, cluster.region)
        have = merged.get(key)
        merged[key] = (
            cluster
            if have is None
            else replace(
                have,
                figures=(*have.figures, *cluster.figures),
                industries=tuple(dict.fromkeys((*have.industries, *cluster.industries))),
            )
        )
    return tuple(
        sorted(merged.values(), key=lambda c: (CLUSTER_KINDS.index(c.kind), not c.figures, c.region, c.cluster_id))
    )


@lru_cache(maxsize=256)
def industries_of(store: Store, region: str) -> tuple[CityIndustry, ...]:
    """What a place itself (not the places inside it) says its industries are."""
    rows = store.rows(
        "SELECT c.*, m.industry_id FROM city_industries c LEFT JOIN industry_map m ON c.industry_zh = m.text "
        "WHERE region_code = ? ORDER BY role, industry_zh",
        [region],
    )
    return tuple(
        CityIndustry(
            r["region_code"], r["role"], r["industry_zh"], _split(r["industry_id"]), r["as_printed"], r["source_id"]
        )
        for r in rows
    )


@lru_cache(maxsize=256)
def events_in(store: Store, region: str) -> tuple[Event, ...]:
    """Promotion events of a region and of everything inside it, newest first; the undated last."""
    codes = store.within(region)
    rows = store.rows(
        f"SELECT * FROM events WHERE region_code {_in(codes)} ORDER BY period DESC NULLS LAST, event_id", codes
    )
    return tuple(
        Event(
            r["event_id"],
            r["period"],
            r["name_zh"],
            store.english("events", r["event_id"], r["name_zh"]),
            r["place"],
            store.english("places", r["place"]) if r["place"] else "",
            r["organiser_zh"],
            store.english("organisers", r["organiser_zh"]) if r["organiser_zh"] else "",
            r["region_code"],
            r["source_id"],
        )
        for r in rows
    )


@lru_cache(maxsize=256)
def statements_of(store: Store, region: str) -> tuple[Statement, ...]:
    """Statements of the seed article about a place itself, after correction."""
    rows = store.rows(
        "SELECT s.*, c.correction_id FROM statements s LEFT JOIN corrections c ON c.corrected_table = 'statements' AND "
        "c.row_key = s.statement_id WHERE s.region_code = ? ORDER BY statement_id",
        [region],
    )
    return tuple(
        Statement(
            r["statement_id"],
            r["region_code"],
            r["period"],
            r["kind"],
            r["statement_zh"],
            r["statement_en"],
            r["value"],
            r["unit"],
            r["as_printed"],
            r["source_id"],
            r["correction_id"],
        )
        for r in rows
    )


@lru_cache(maxsize=8)
def corrections(store: Store) -> tuple[Correction, ...]:
    """All corrections."""
    zh = {
        r["key"]: r["text_zh"] for r in store.rows("SELECT key, text_zh FROM notes_zh WHERE \"table\" = 'corrections'")
    }
    return tuple(
        Correction(
            r["correction_id"],
            r["row_key"],
            r["printed_value"],
            r["right_value"],
            r["as_printed"],
            zh.get(r["correction_id"], r["reason"]),
            r["reason"],
            _split(r["evidence_source_ids"]),
        )
        for r in store.rows("SELECT * FROM corrections ORDER BY correction_id")
    )


def counts(store: Store, region: str) -> dict[str, Figure]:
    """Indicator → the count of what this atlas knows of a region."""
    return {
        f.indicator: f for f in figures_of(store, region) if f.indicator.startswith("known_") and f.scope == "atlas"
    }


def industry_name(store: Store, industry: str, lang: str) -> str:
    """The name of an industry of the taxonomy."""
    return _industry_names(store).get(industry, {"zh": industry, "en": industry})[lang]


@lru_cache(maxsize=8)
def _industry_names(store: Store) -> dict[str, dict[str, str]]:
    rows = store.rows("SELECT industry_id, name_zh, name_en FROM industries")
    return {r["industry_id"]: {"zh": r["name_zh"], "en": r["name_en"]} for r in rows}


def product_output(store: Store, region: str) -> list[dict[str, Any]]:
    """Products made in a place, newest first, with ``row`` as the number its passport answers to."""
    return store.rows(
        "SELECT *, rowid AS row FROM product_output WHERE region_code = ? ORDER BY period DESC, product_zh", [region]
    )
