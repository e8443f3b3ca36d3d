"""Search over everything that has a name: places, companies, industries, chains, towns, zones.

Characters, pinyin with and without tones, initials and English all find the same thing (pypinyin for what has no
romanisation in the tables).
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from data.store import Store


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: ``region``, ``industry``, ``chain_master``, ``specialised_town``, …
        key: its id.
        region: code of the place it belongs to, "" for an industry.
        label_zh: name in Chinese.
        label_en: name in English.
    """

    kind: str
    key: str
    region: str
    label_zh: str
    label_en: str


def plain(text: str) -> str:
    """Lower case, without tone marks, spaces and hyphens; ü as v."""
    text = unicodedata.normalize("NFKC", text).lower().translate(str.maketrans("üǖǘǚǜ", "vvvvv"))
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return "".join(c for c in text if c.isalnum())


def _keys(*texts: str) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        found.append(plain(text))
        if any("\u4e00" <= c <= "\u9fff" for c in text):
            found.append(plain("".join(lazy_pinyin(text))))
            found.append(plain("".join(lazy_pinyin(text, style=Style.FIRST_LETTER))))
    return tuple(dict.fromkeys(key for key in found if key))


@lru_cache(maxsize=4)
def _index(store: Store) -> tuple[tuple[Hit, tuple[str, ...]], ...]:
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
        "SELECT investor, min(region_code) AS region FROM projects WHERE investor <> '' "
        "GROUP BY investor ORDER BY investor"
    ):
        english = store.english("investors", row["investor"])
        entries.append(
            (Hit("investor", row["investor"], row["region"], row["investor"], english), _keys(row["investor"], english))
        )
    for row in store.rows(
        "SELECT industry_id, name_zh, name_en, (SELECT min(c.region_code) "
        "FROM city_industries c JOIN industry_map m ON c.industry_zh = m.text "
        "WHERE list_contains(string_split(m.industry_id, ';'), i.industry_id) AND c.region_code LIKE '14__00') "
        "AS region FROM industries i ORDER BY industry_id"
    ):
        entries.append(
            (
                Hit("industry", row["industry_id"], row["region"], row["name_zh"], row["name_en"]),
                _keys(row["name_zh"], row["name_en"]),
            )
        )
    return tuple(entries)


def _score(query: str, keys: tuple[str, ...]) -> int:
    best = 0
    for key in keys:
        if key == query:
            best = max(best, 4)
        elif key.startswith(query):
            best = max(best, 3)
        elif len(query) > 1 and query in key:
            best = max(best, 2)
    return best


def search(store: Store, query: str, limit: int = 12) -> list[Hit]:
    """Find things by name.

    Args:
        store: the store.
        query: what a person typed; the first 64 characters count.
        limit: how many hits at most.

    Returns:
        Hits, the best first: whole names before beginnings before parts; places before everything else.
    """
    wanted = plain(query[:64])
    if not wanted:
        return []
    order = {"province": 0, "prefecture": 1, "county": 2}
    scored = []
    for position, (hit, keys) in enumerate(_index(store)):
        score = _score(wanted, keys)
        if score:
            level = order[store.regions[hit.key].level] if hit.kind == "region" else 3
            scored.append((-score, level, len(hit.label_zh), position, hit))
    seen: set[tuple[str, str]] = set()
    result = []
    for *_, hit in sorted(scored, key=lambda s: s[:4]):
        if (hit.kind, hit.label_zh) not in seen or hit.kind == "region":
            seen.add((hit.kind, hit.label_zh))
            result.append(hit)
    return result[:limit]
