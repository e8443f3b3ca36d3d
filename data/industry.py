"""Questions about one industry across the province: who has what, segment by segment, and what has been measured.

An industry is a chain of the provincial list (``ch05``) or an entry of the taxonomy (``hydrogen``); what belongs to an
entry below it belongs to it too. Counts say what is known to this atlas, never what exists. Does not belong here: the
selection of projects, segments of a chain (``industry_segments.py``), sentences, anything drawn.
"""

from dataclasses import dataclass
from functools import lru_cache

from data.place import CityIndustry, Cluster, Project, clusters_in, projects_in
from data.store import PROVINCE, Store

COMPANY_KINDS = ("chain_master", "chain_core", "leading_company")
ZONE_KINDS = ("development_zone", "park", "base", "national_cluster")
TOWN_KINDS = ("specialised_town",)

_KINDS = {
    "companies": COMPANY_KINDS,
    "zones": ZONE_KINDS,
    "towns": TOWN_KINDS,
    "masters": ("chain_master", "chain_core"),
}
COUNTS = ("evidence", "projects", "clusters", "companies", "zones", "towns", "masters", "statements")
"""What is counted of an industry in a region; see ``Evidence.count``."""

COUNT_TITLES = {
    "evidence": ("依据", "evidence"),
    "projects": ("项目记录", "project records"),
    "clusters": ("集群、园区与企业", "clusters, zones and firms"),
    "companies": ("企业", "firms"),
    "zones": ("开发区、园区与基地", "zones, parks and bases"),
    "towns": ("专业镇", "specialised towns"),
    "masters": ("链主与链核企业", "chain leaders and core firms"),
    "statements": ("产业表述", "statements"),
    "places": ("有依据的市", "cities with evidence"),
}


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry as the atlas files it.

    Attributes:
        industry_id: id in the taxonomy.
        chain_id: id among the provincial key chains, "" when it is none.
        name_zh: name in Chinese.
        name_en: name in English.
        level: ``sector``, ``chain`` or ``industry``.
        parent: id of the entry above, "" for a sector.
        gbt4754: sections and divisions of GB/T 4754 behind it, separated by ``;``.
        definition: what it covers, in Chinese.
    """

    industry_id: str
    chain_id: str
    name_zh: str
    name_en: str
    level: str
    parent: str
    gbt4754: str
    definition: str

    @property
    def item(self) -> str:
        """How addresses name it: the chain's id where there is one."""
        return self.chain_id or self.industry_id

    def name(self, lang: str) -> str:
        """Name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an industry in a region and everything inside it."""

    region: str
    projects: tuple[Project, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    statements: tuple[CityIndustry, ...] = ()

    def count(self, what: str = "evidence") -> int:
        """How many there are.

        Args:
            what: one of ``COUNTS``; ``statements`` counts the documents in which the place names the industry, and
                ``evidence`` is statements, clusters and project records together.

        Returns:
            A whole number, 0 when nothing is known.

        Raises:
            KeyError: when it is none of ``COUNTS``.
        """
        if what == "evidence":
            return self.count("statements") + len(self.clusters) + len(self.projects)
        if what == "projects":
            return len(self.projects)
        if what == "clusters":
            return len(self.clusters)
        if what == "statements":
            return len({s.source for s in self.statements})
        return sum(c.kind in _KINDS[what] for c in self.clusters)

    def sources(self, what: str = "evidence") -> tuple[str, ...]:
        """Source ids behind a count, those cited most first."""
        kinds = _KINDS.get(what)
        ids: list[str] = []
        if what in ("evidence", "projects"):
            ids += [p.source for p in self.projects]
        if what in ("evidence", "clusters") or kinds:
            ids += [c.source for c in self.clusters if kinds is None or c.kind in kinds]
        if what in ("evidence", "statements"):
            ids += sorted({s.source for s in self.statements})
        return tuple(sorted(dict.fromkeys(ids), key=lambda i: (-ids.count(i), i)))


@lru_cache(maxsize=8)
def industries(store: Store) -> dict[str, Industry]:
    """Industry id → industry, in the order of the taxonomy; what is not filed (``unspecified``) is left out."""
    chains = {
        r["name_zh"]: r["chain_id"]
        for r in store.rows("SELECT DISTINCT chain_id, name_zh FROM chains ORDER BY chain_id")
    }
    return {
        r["industry_id"]: Industry(
            r["industry_id"],
            chains.get(r["name_zh"], "") if r["provincial_chain"] == "yes" else "",
            r["name_zh"],
            r["name_en"],
            r["level"],
            r["parent_id"],
            r["gbt4754"],
            r["definition"],
        )
        for r in store.rows("SELECT * FROM industries ORDER BY rowid")
        if r["industry_id"] != "unspecified"
    }


def industry_of(store: Store, item: str) -> Industry | None:
    """The industry that an address names, by its chain id or its id in the taxonomy; None when there is none."""
    known = industries(store)
    return known.get(item) or next((i for i in known.values() if i.chain_id and i.chain_id == item), None)


def chains(store: Store) -> tuple[Industry, ...]:
    """The provincial key chains in the order of their ids."""
    return tuple(sorted((i for i in industries(store).values() if i.chain_id), key=lambda i: i.chain_id))


def inside(store: Store, industry_id: str) -> tuple[Industry, ...]:
    """The entries directly below an industry."""
    return tuple(i for i in industries(store).values() if i.parent == industry_id)


@lru_cache(maxsize=512)
def with_all_inside(store: Store, industry_id: str) -> frozenset[str]:
    """An industry's id and those of everything below it."""
    found = {industry_id}
    for child in inside(store, industry_id):
        found |= with_all_inside(store, child.industry_id)
    return frozenset(found)


@lru_cache(maxsize=4)
def _statements(store: Store) -> tuple[CityIndustry, ...]:
    rows = store.rows(
        "SELECT c.*, m.industry_id FROM city_industries c JOIN industry_map m ON c.industry_zh = m.text "
        "ORDER BY region_code, role, industry_zh"
    )
    return tuple(
        CityIndustry(
            r["region_code"],
            r["role"],
            r["industry_zh"],
            tuple(i for i in r["industry_id"].split(";") if i and i != "unspecified"),
            r["as_printed"],
            r["source_id"],
        )
        for r in rows
    )


@lru_cache(maxsize=512)
def evidence(store: Store, industry_id: str) -> dict[str, Evidence]:
    """What is known of an industry, for the province and each of its prefectures.

    Args:
        store: the store.
        industry_id: id in the taxonomy.

    Returns:
        Region code → evidence: the province first, then the prefectures in the order of their codes. The province holds
        rows that name no city too, so its count may exceed the sum of the cities'.
    """
    wanted = with_all_inside(store, industry_id)
    projects = [p for p in projects_in(store, PROVINCE) if not wanted.isdisjoint(p.industries)]
    clusters = [c for c in clusters_in(store, PROVINCE) if not wanted.isdisjoint(c.industries)]
    statements = [s for s in _statements(store) if not wanted.isdisjoint(s.industries)]
    found = {PROVINCE: Evidence(PROVINCE, tuple(projects), tuple(clusters), tuple(statements))}
    for code in store.prefectures:
        within = {code, *store.children(code)}
        found[code] = Evidence(
            code,
            tuple(p for p in projects if p.region in within),
            tuple(c for c in clusters if c.region in within),
            tuple(s for s in statements if s.region in within),
        )
    return found


def ranked(store: Store, industry_id: str) -> tuple[Evidence, ...]:
    """The prefectures with evidence of an industry: those with most first, equal ones by code."""
    found = [e for code, e in evidence(store, industry_id).items() if code != PROVINCE and e.count()]
    return tuple(sorted(found, key=lambda e: (-e.count(), e.region)))


def by_evidence(store: Store, wanted: tuple[Industry, ...]) -> tuple[Industry, ...]:
    """Industries by how much is known of them in the province, most first."""
    return tuple(sorted(wanted, key=lambda i: (-evidence(store, i.industry_id)[PROVINCE].count(), i.item)))


def listed(store: Store, industry: Industry) -> tuple[tuple[str, str, str], ...]:
    """Where an industry stands in the provincial list: (year or years, the source's words, source id)."""
    rows = store.rows(
        "SELECT year_listed, as_printed, source_id FROM chains WHERE chain_id = ? ORDER BY year_listed, source_id",
        [industry.chain_id],
    )
    return tuple((r["year_listed"], r["as_printed"], r["source_id"]) for r in rows)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of an industry, for its passport: value, titles and all documents behind it."""

    region: str
    title_zh: str
    title_en: str
    value: int
    sources: tuple[str, ...]


def counted(store: Store, reference: str) -> Counted | None:
    """Answer what a count of an industry rests on.

    Args:
        store: the store.
        reference: ``<item>:<what>:<region>``, for example ``ch05:projects:140200``; ``what`` is one of ``COUNTS`` or
            ``places``, the region the province or a prefecture.

    Returns:
        The count, or None when there is no such one.
    """
    item, _, rest = reference.partition(":")
    what, _, region = rest.partition(":")
    industry = industry_of(store, item)
    if industry is None or what not in COUNT_TITLES:
        return None
    found = evidence(store, industry.industry_id).get(region)
    if found is None or (what == "places" and region != PROVINCE):
        return None
    zh, en = COUNT_TITLES[what]
    places = ranked(store, industry.industry_id)
    value = len(places) if what == "places" else found.count(what)
    sources = found.sources("evidence" if what == "places" else what)
    return Counted(region, f"{industry.name_zh} · {zh}", f"{industry.name_en} · {en}", value, sources)
