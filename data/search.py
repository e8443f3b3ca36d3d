"""Search over everything that has a name: places, companies, industries, chains, towns, zones, projects.

Characters, pinyin with and without tones, initials and English all find the same thing (pypinyin for what has no
romanisation in the tables). The names are laid end to end in one text, the best entry first: a name is looked for at
the speed of the machine however many projects there are, and the search ends with the last hit that is shown.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pypinyin import lazy_pinyin

from data.industry import industries
from data.project_selection import Selection
from data.projects_cube import UNDATED
from data.store import PROVINCE, Store


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is said of a project that was found.

    Attributes:
        stage: stage id.
        amount_yi: amount in 亿元 (CNY 100 million), None when not published.
        selection: the narrowest selection that holds it: its place, stage, period, size class and first industry.
    """

    stage: str
    amount_yi: float | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: ``region``, ``chain``, ``industry``, ``chain_master``, ``specialised_town``, …, ``project``.
        key: its id; for a chain or an industry as addresses name it.
        region: code of the place it belongs to, "" for a chain or an industry.
        label_zh: name in Chinese.
        label_en: name in English.
        project: what is said of a project, None for everything else.
        cities: codes of the cities of a company that invests in several, () otherwise.
    """

    kind: str
    key: str
    region: str
    label_zh: str
    label_en: str
    project: ProjectFacts | None = None
    cities: tuple[str, ...] = ()


class _Names:
    """Entries and their keys as one text that can be scanned: the keys of an entry follow each other, a line each."""

    def __init__(self, entries: list[tuple[Hit, tuple[str, ...]]]) -> None:
        self.hits = [hit for hit, _ in entries]
        lines = ["\n".join(keys) for _, keys in entries]
        self.text = "\n" + "\n".join(lines) + "\n"
        self.starts = []
        at = 0
        for line in lines:
            self.starts.append(at)
            at += len(line) + 1

    def _with(self, pattern: str) -> Iterator[Hit]:
        """Entries one of whose keys holds the pattern, in their order."""
        at = self.text.find(pattern)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield self.hits[number]
            if number + 1 == len(self.starts):
                return
            at = self.text.find(pattern, self.starts[number + 1])

    def found(self, wanted: str) -> Iterator[Hit]:
        """Entries with the wanted text: as a whole name, then as a beginning, then anywhere; some more than once."""
        yield from self._with(f"\n{wanted}\n")
        yield from self._with(f"\n{wanted}")
        if len(wanted) > 1:
            yield from self._with(wanted)


def plain(text: str) -> str:
    """Lower case, without tone marks, spaces and hyphens; ü as v."""
    text = unicodedata.normalize("NFKC", text).lower().translate(str.maketrans("üǖǘǚǜ", "vvvvv"))
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return "".join(c for c in text if c.isalnum())


def make_ready() -> None:
    """Load the pronunciations, which takes half a second, before somebody waits for them."""
    lazy_pinyin("晋")


def _keys(*texts: str) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        found.append(plain(text))
        if any("\u4e00" <= c <= "\u9fff" for c in text):
            syllables = lazy_pinyin(text)
            found.append(plain("".join(syllables)))
            found.append(plain("".join(s if s in text else s[0] for s in syllables)))
    return tuple(dict.fromkeys(key for key in found if key))


@lru_cache(maxsize=4)
def _index(store: Store) -> tuple[_Names, _Names]:
    """The names of an edition, and apart from them those of its projects; made once."""
    order = {"province": 0, "prefecture": 1, "county": 2, "chain": 3, "industry": 4}

    def rank(entry: tuple[Hit, tuple[str, ...]]) -> tuple[int, int]:
        hit = entry[0]
        what = store.regions[hit.key].level if hit.kind == "region" else hit.kind
        return order.get(what, 5), len(hit.label_zh)

    projects = [
        (Hit("project", r["project_id"], r["place"], r["name_zh"], r["name_en"]), _keys(r["name_zh"], r["name_en"]))
        for r in store.rows("SELECT project_id, name_zh, name_en, place FROM project_facts ORDER BY project_id")
    ]
    return _Names(sorted(_entries(store), key=rank)), _Names(sorted(projects, key=rank))


def _entries(store: Store) -> list[tuple[Hit, tuple[str, ...]]]:
    """Everything that has a name but the projects."""
    entries: list[tuple[Hit, tuple[str, ...]]] = []
    for code, r in store.regions.items():
        if r.level in ("province", "prefecture", "county"):
            keys = [
                plain(r.name_zh),
                plain(r.short_zh),
                plain(r.name_en),
                plain(r.short_en),
                plain(r.pinyin),
                plain(r.initials),
            ]
            keys += [plain(part) for part in r.pinyin_plain.split()]
            entries.append((Hit("region", code, code, r.name_zh, r.name_en), tuple(dict.fromkeys(filter(None, keys)))))
    for row in store.rows("SELECT * FROM clusters ORDER BY cluster_id"):
        english = store.english("clusters", row["cluster_id"], row["name_zh"])
        hit = Hit(row["kind"], row["cluster_id"], row["region_code"], row["name_zh"], english)
        entries.append((hit, _keys(row["name_zh"], english)))
    for row in store.rows(
        "SELECT investor, min(region_code) AS region, "
        "list_sort(list(DISTINCT left(region_code, 4) || '00') FILTER (region_code NOT LIKE '1400%')) AS cities "
        "FROM projects WHERE investor <> '' GROUP BY investor ORDER BY investor"
    ):
        english = store.english("investors", row["investor"])
        several = tuple(row["cities"]) if len(row["cities"] or ()) > 1 else ()
        hit = Hit("investor", row["investor"], row["region"], row["investor"], english, cities=several)
        entries.append((hit, _keys(row["investor"], english)))
    for industry in industries(store).values():
        kind = "chain" if industry.chain_id else "industry"
        hit = Hit(kind, industry.item, "", industry.name_zh, industry.name_en)
        entries.append((hit, _keys(industry.name_zh, industry.name_en)))
    return entries


def _facts(store: Store, hits: list[Hit]) -> list[Hit]:
    """Projects with what is said of them."""
    if not hits:
        return []
    marks = ",".join("?" * len(hits))
    sql = (
        "SELECT project_id, place, stage, stage_date, amount_class, amount_yi, industry_set FROM project_facts "
        f"WHERE project_id IN ({marks})"
    )
    rows = {r["project_id"]: r for r in store.rows(sql, [hit.key for hit in hits])}
    return [replace(hit, project=_project(rows[hit.key])) for hit in hits]


def _project(row: dict[str, Any]) -> ProjectFacts:
    selection = Selection(
        industry=tuple(row["industry_set"].split(";")[:1]),
        stage=(row["stage"],),
        region=(row["place"],) if row["place"] != PROVINCE else (),
        period=row["stage_date"] or UNDATED,
        amount=row["amount_class"],
    )
    return ProjectFacts(row["stage"], None if row["amount_yi"] is None else float(row["amount_yi"]), selection)


def search(store: Store, query: str, limit: int = 12) -> list[Hit]:
    """Find things by name.

    Args:
        store: the store.
        query: what a person typed; the first 64 characters count.
        limit: how many hits at most.

    Returns:
        Hits, the best first: whole names before beginnings before parts; places before industries before the rest.
        Projects come last; where other hits would fill the list, a third of it is theirs.
    """
    wanted = plain(query[:64])
    if not wanted:
        return []
    names, projects = _index(store)
    found: dict[tuple[str, str], Hit] = {}
    for hit in names.found(wanted):
        # Of what is called the same, such as one company named by two tables, the first stands for all.
        found.setdefault((hit.kind, hit.key if hit.kind == "region" else hit.label_zh), hit)
        if len(found) == limit:
            break
    records: dict[str, Hit] = {}
    for hit in projects.found(wanted):
        if len(records) == max(limit // 3, limit - len(found)):
            break
        records.setdefault(hit.key, hit)
    return [*list(found.values())[: limit - len(records)], *_facts(store, list(records.values()))]
