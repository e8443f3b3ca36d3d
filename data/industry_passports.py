"""Passports of what is known of an industry: its counts, and the employees of its sections."""

from data.industry import counted
from data.passport_form import Passport
from data.store import Source, Store


def documents(store: Store, ids: str) -> tuple[Source, ...]:
    """The documents of some ids separated by ``;``."""
    return tuple(store.sources[i] for i in ids.split(";") if i in store.sources)


def inferred_year(store: Store, source_id: str) -> tuple[str, str, str] | None:
    """Year and basis, in Chinese and English, where a document's year was inferred."""
    rows = store.rows("SELECT year, basis_zh, basis_en FROM inferred_years WHERE source_id = ?", [source_id])
    return (rows[0]["year"], rows[0]["basis_zh"], rows[0]["basis_en"]) if rows else None


def employment_passport(store: Store, key: str) -> Passport | None:
    """Employees of a section of GB/T 4754, by the row's number in the table; None when there is no such row."""
    if not (key.isascii() and key.isdecimal()) or len(key) > 6:
        return None
    rows = store.rows("SELECT * FROM employment WHERE rowid = ? AND employees IS NOT NULL", [int(key)])
    if not rows:
        return None
    r = rows[0]
    return Passport(
        f"employment:{key}",
        "employment",
        r["region_code"],
        f"从业人员 · {r['industry_zh']}",
        f"Employees · {store.english('employment_industries', r['industry_zh'])}",
        r["employees"],
        "人",
        "people",
        r["as_printed"],
        r["period"],
        sources=documents(store, r["source_id"]),
        inferred=inferred_year(store, r["source_id"]),
    )


_LISTED_SOURCES = 20


def industry_passport(store: Store, rest: str) -> Passport | None:
    """A count of what is known of an industry (``data.industry.counted``); None when there is no such count."""
    found = counted(store, rest)
    if found is None:
        return None
    n = len(found.sources)
    cut = (
        (
            (
                f"共依据 {n} 份文件,此处列出引用最多的 {_LISTED_SOURCES} 份。",
                f"It rests on {n} documents; the {_LISTED_SOURCES} cited most are listed.",
            ),
        )
        if n > _LISTED_SOURCES
        else ()
    )
    sources = ";".join(("s-atlas", *found.sources[:_LISTED_SOURCES]))
    return Passport(
        f"industry:{rest}",
        "count",
        found.region,
        found.title_zh,
        found.title_en,
        float(found.value),
        "条",
        "records",
        scope="atlas",
        sources=documents(store, sources),
        cautions=cut,
    )
