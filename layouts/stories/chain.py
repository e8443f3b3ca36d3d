"""The story of a key chain: where it is, its segments, its companies, its projects.

Belongs here: which chains have enough facts for a story, which scenes it has. Does not belong here: numbers, texts, how
a scene is made (``compose.py``).
"""

from dataclasses import dataclass
from functools import lru_cache

from data.industry import chains, evidence, listed
from data.measures import classify
from data.place import Cluster, Project
from data.store import PROVINCE, Store
from layouts.shell import BUILT_PAGES
from layouts.stories.compose import closing_scene, cluster_item, list_scene, project_item, varied
from layouts.stories.model import Bar, Item, MapMark, MapSpec, Point, Scene, Story, Text
from layouts.stories.parts import EMPTY, amount, chinese_marks, join, place_name, places, quiet_map, say, source_lines
from layouts.view_state import ViewState

LEAST_CLUSTERS = 3
LEAST_RECORDS = 8
LEAST_PREFECTURES = 2
_ROWS = 6
_CITED = 6
_SEGMENTS = ("up", "mid", "down", "")


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What is known of a key chain.

    Attributes:
        chain_id: id.
        name: its name.
        clusters: chain masters, towns, zones, bases, parks and companies of the chain.
        projects: its project records.
        counts: prefecture → pieces of evidence there (statements, clusters, project records), those with none left out.
        cited: prefecture → ids of the documents behind its count, those cited most first, separated by ``;``.
        sources: ids of the documents that name it a key chain.
    """

    chain_id: str
    name: Text
    clusters: tuple[Cluster, ...]
    projects: tuple[Project, ...]
    counts: dict[str, int]
    cited: dict[str, str]
    sources: str

    @property
    def has_enough(self) -> bool:
        """Is there enough for a story: three clusters, eight records in all, in two prefectures?"""
        return (
            len(self.clusters) >= LEAST_CLUSTERS
            and len(self.clusters) + len(self.projects) >= LEAST_RECORDS
            and len(self.counts) >= LEAST_PREFECTURES
        )


@lru_cache(maxsize=4)
def chain_facts(store: Store) -> dict[str, ChainFacts]:
    """Every key chain with its facts, as the page of the industry counts them (``data.industry.evidence``).

    Args:
        store: the store.

    Returns:
        Chain id → facts, in the order of the ids.
    """
    found = {}
    for industry in chains(store):
        known = evidence(store, industry.industry_id)
        cities = {e.region: e for e in known.values() if e.region != PROVINCE and e.count()}
        documents = dict.fromkeys(source for _, _, source in listed(store, industry))
        found[industry.chain_id] = ChainFacts(
            industry.chain_id,
            Text(industry.name_zh, store.english("chains", industry.chain_id, industry.name_en)),
            known[PROVINCE].clusters,
            known[PROVINCE].projects,
            {code: e.count() for code, e in cities.items()},
            {code: ";".join(e.sources()[:_CITED]) for code, e in cities.items()},
            ";".join(documents),
        )
    return found


def prefecture(store: Store, code: str) -> str:
    """The prefecture a region is or lies in, "" for the province itself."""
    while code in store.regions and store.regions[code].level not in ("prefecture", "province", "nation"):
        code = store.regions[code].parent
    return code if code in store.prefectures else ""


def chain_story(store: Store, chain_id: str) -> Story:
    """Make the story of a key chain.

    Args:
        store: the store.
        chain_id: a chain with enough facts.

    Returns:
        Scenes for which there are facts.

    Raises:
        KeyError: when there is no such chain, or it has too few facts.
    """
    facts = chain_facts(store).get(chain_id)
    if facts is None or not facts.has_enough:
        enough = ", ".join(c for c, f in chain_facts(store).items() if f.has_enough)
        msg = f"no story of chain {chain_id!r}: expected one with enough facts ({enough})"
        raise KeyError(msg)
    page = ViewState(page="industry", item=chain_id) if "industry" in BUILT_PAGES else ViewState()
    name = join(facts.name, say("story-chain-kicker"))
    scenes: list[Scene | None] = [
        _title(store, facts, name, page),
        _map(store, facts, name, page),
        _bars(store, facts, name, page),
        _segments(store, facts, name, page),
        _companies(store, facts, name, page),
        _projects(store, facts, name, page),
        closing_scene(store, page.address, name, quiet_map(PROVINCE)),
    ]
    return Story(
        chain_id,
        say("story-chain", chain=facts.name),
        store.edition.edition_id,
        store.edition.date,
        tuple(s for s in scenes if s is not None),
    )


def _ranked(facts: ChainFacts) -> list[tuple[str, int]]:
    return sorted(facts.counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _title(store: Store, facts: ChainFacts, name: Text, page: ViewState) -> Scene:
    most = [code for code, _ in _ranked(facts)]
    return Scene(
        "title",
        "title",
        page.address,
        name,
        say("story-chain-headline", chain=facts.name, places=places(store, most[:2])),
        None,
        EMPTY,
        (Point(say("story-chain-note"), "", ""),),
        source_lines(store, facts.sources),
        (say("count-note"),),
        map=quiet_map(PROVINCE, most[0]),
    )


def _count(facts: ChainFacts, code: str, value: int) -> tuple[str, str, float, str, str]:
    return f"industry:{facts.chain_id}:evidence:{code}", facts.cited.get(code, "s-atlas"), float(value), "条", ""


def _spec(store: Store, facts: ChainFacts) -> MapSpec:
    classes = classify([float(v) for v in facts.counts.values()])
    marks = []
    for code in store.prefectures:
        value = facts.counts.get(code, 0)
        tone = classes.tone(value) if value else None
        text = say("story-chain-mark", place=place_name(store, code), chain=facts.name, n=value)
        marks.append(
            MapMark(
                code,
                "value",
                tone,
                amount(*_count(facts, code, value)),
                text,
            )
        )
    legend = []
    for (low, high), tone in zip(classes.bounds, classes.tones, strict=True):
        span = f"{low:g}" if low == high else f"{low:g}–{high:g}"
        legend.append((tone, Text(span, span)))
    return MapSpec("prefecture", PROVINCE, "", "", "", "atlas", say("story-chain-legend"), tuple(legend), tuple(marks))


def _map(store: Store, facts: ChainFacts, name: Text, page: ViewState) -> Scene:
    code, value = _ranked(facts)[0]
    same = [c for c, v in _ranked(facts) if v == value]
    return Scene(
        "map",
        "map",
        page.address,
        name,
        say("story-chain-most", places=places(store, same)),
        amount(*_count(facts, code, value)),
        say("story-chain-count"),
        tuple(_next_points(store, facts, len(same))),
        source_lines(store, *(facts.cited[c] for c, _ in _ranked(facts)), leading=facts.cited[code]),
        (say("story-chain-note"),),
        label=say("story-chain-legend"),
        map=_spec(store, facts),
    )


def _next_points(store: Store, facts: ChainFacts, after: int) -> list[Point]:
    """The places that follow the first, each with its count."""
    found = []
    for code, value in _ranked(facts)[after : after + 3]:
        number = amount(*_count(facts, code, value))
        said = Text(number.printed("zh"), number.printed("en"))
        text = say("story-chain-place", place=place_name(store, code, short=True), value=said)
        found.append(Point(text, number.reference, number.source))
    return found


def _bars(store: Store, facts: ChainFacts, name: Text, page: ViewState) -> Scene | None:
    ranked = _ranked(facts)
    if len(ranked) < 3:
        return None
    classes = classify([float(v) for _, v in ranked])
    without = [c for c in store.prefectures if c not in facts.counts]
    named = Text(
        "、".join(store.regions[c].short_zh for c in without), ", ".join(store.regions[c].short_en for c in without)
    )
    points = [Point(say("story-chain-without", places=named), "", "")] if without else []
    points.append(Point(say("story-chain-note"), "", ""))
    rows = tuple(
        Bar(
            code,
            place_name(store, code, short=True),
            amount(*_count(facts, code, value)),
            value / ranked[0][1],
            classes.tone(value),
        )
        for code, value in ranked
    )
    return Scene(
        "bars",
        "bars",
        page.address,
        name,
        say("story-chain-spread", n=len(ranked)),
        None,
        EMPTY,
        tuple(points),
        source_lines(store, *(facts.cited[c] for c, _ in _ranked(facts)), leading=facts.cited[ranked[0][0]]),
        (say("story-chain-note"),),
        label=say("story-chain-legend"),
        bars=rows,
    )


def _segments(store: Store, facts: ChainFacts, name: Text, page: ViewState) -> Scene | None:
    rows = store.rows("SELECT * FROM chain_segments WHERE chain_id = ? ORDER BY name_zh", [facts.chain_id])
    if len(rows) < 2:
        return None
    rows.sort(key=lambda r: _SEGMENTS.index(r["segment"]))
    items = []
    for r in rows:
        key = f"{facts.chain_id}:{r['name_zh']}"
        english = store.english("chain_segments", r["name_zh"], store.english("chain_segments", key, r["name_zh"]))
        part = say(f"story-segment-{r['segment'] or 'whole'}")
        items.append(
            Item(Text(chinese_marks(r["name_zh"]), english), part, None, f"source:{r['source_id']}", r["source_id"])
        )
    return list_scene(
        "segments",
        page.address,
        name,
        say("story-segments", chain=facts.name),
        items[:_ROWS],
        source_lines(store, *(i.source for i in items)),
        lead_label=say("story-segments-label"),
    )


def _companies(store: Store, facts: ChainFacts, name: Text, page: ViewState) -> Scene:
    items = [cluster_item(c, _where(store, c.region)) for c in varied(facts.clusters, _ROWS)]
    return list_scene(
        "companies",
        page.address,
        name,
        say("story-chain-clusters", chain=facts.name),
        items,
        source_lines(store, *(i.source for i in items)),
        lead_label=say("story-clusters-label"),
    )


def _projects(store: Store, facts: ChainFacts, name: Text, page: ViewState) -> Scene | None:
    best: dict[str, Project] = {}
    for p in sorted(facts.projects, key=lambda p: (p.amount_yi is None, -(p.amount_yi or 0), p.project_id)):
        best.setdefault(p.name_zh, p)
    chosen = list(best.values())[:_ROWS]
    if len(chosen) < 2:
        return None
    items = [project_item(store, p, _where(store, p.region)) for p in chosen]
    return list_scene(
        "projects",
        page.address,
        name,
        say("story-chain-projects", chain=facts.name),
        items,
        source_lines(store, *(i.source for i in items)),
        notes=(say("projects-note"),),
        lead_label=say("story-projects-label"),
    )


def _where(store: Store, region: str) -> Text:
    home = prefecture(store, region)
    return place_name(store, home, short=True) if home else place_name(store, region, short=True)
