"""Segments of a chain, as sources describe them, with what this atlas knows of each product or step, and the gaps.

No source says which segment a firm or project belongs to. They are assigned by the words of their names and texts and
by the industry they are filed under: a rule, told on the page, not a judgement. A gap is what nothing is known of.
"""

from dataclasses import dataclass
from functools import lru_cache

from data.industry import evidence, industries, with_all_inside
from data.place import Cluster, Project, clusters_in, projects_in
from data.segment_words import holds, is_telling, link_words
from data.store import PROVINCE, Store

SEGMENTS = ("up", "mid", "down", "")
"""Segments in the order of the chain; "" holds links whose place in the chain the source does not state."""


@dataclass(frozen=True, slots=True)
class Link:
    """One product or step of a segment, and what is known of it.

    Attributes:
        text: the source's word for it.
        projects: project records whose name or wording holds the word.
        clusters: firms, zones and towns whose name or wording holds it.
    """

    text: str
    projects: tuple[Project, ...]
    clusters: tuple[Cluster, ...]

    @property
    def known(self) -> int:
        """How many records are known."""
        return len(self.projects) + len(self.clusters)


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a chain as one source describes it.

    Attributes:
        segment: one of ``SEGMENTS``.
        text: what the source puts into it.
        as_printed: the source's sentence.
        source: source id.
        links: its products or steps, in the source's order.
    """

    segment: str
    text: str
    as_printed: str
    source: str
    links: tuple[Link, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Links of which this atlas knows nothing."""
        return tuple(link.text for link in self.links if not link.known)


@lru_cache(maxsize=4)
def _wording(store: Store) -> dict[str, str]:
    """Id of a project or cluster → its name and the words of its source."""
    rows = store.rows(
        "SELECT project_id AS id, concat_ws(' ', name_zh, industry_zh, as_printed) AS words FROM projects UNION ALL "
        "SELECT cluster_id, concat_ws(' ', name_zh, chain_zh, as_printed) FROM clusters"
    )
    return {r["id"]: r["words"] for r in rows}


def _id(record: Project | Cluster) -> str:
    return record.project_id if isinstance(record, Project) else record.cluster_id


@lru_cache(maxsize=64)
def segments(store: Store, industry_id: str) -> tuple[Segment, ...]:
    """The segments of a chain, as far as sources describe them.

    Records are assigned by words: no source says which segment a firm belongs to, but names, wordings and the industry
    they are filed under often do.

    Args:
        store: the store.
        industry_id: id in the taxonomy.

    Returns:
        Segments in the order of ``SEGMENTS``; () when no source describes them.
    """
    industry = industries(store)[industry_id]
    rows = store.rows(
        "SELECT *, rowid FROM chain_segments WHERE chain_id = ? ORDER BY rowid", [industry.chain_id or "-"]
    )
    known = evidence(store, industry_id)[PROVINCE]
    wording = _wording(store)
    inside_it = {i: industries(store)[i].name_zh for i in with_all_inside(store, industry_id) if i != industry_id}
    everything: tuple[Project | Cluster, ...] = (*clusters_in(store, PROVINCE), *projects_in(store, PROVINCE))
    own = {p.project_id for p in known.projects} | {c.cluster_id for c in known.clusters}

    def fits(record: Project | Cluster, word: str) -> bool:
        if _id(record) in own:
            text = wording[_id(record)]
            filed = (inside_it.get(i, "") for i in record.industries)
            return holds(text, word) or any(word in name for name in filed)
        # What a chain takes in or passes on is filed elsewhere; there only the whole word in its
        # name counts, and no everyday one.
        return is_telling(word) and word in record.name_zh

    found = []
    for r in sorted(rows, key=lambda r: SEGMENTS.index(r["segment"])):
        links = []
        for word in link_words(r["name_zh"]):
            fitting = [record for record in everything if fits(record, word)]
            links.append(
                Link(
                    word,
                    tuple(record for record in fitting if isinstance(record, Project)),
                    tuple(record for record in fitting if isinstance(record, Cluster)),
                )
            )
        found.append(Segment(r["segment"], r["name_zh"], r["as_printed"], r["source_id"], tuple(links)))
    return tuple(found)
