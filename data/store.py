"""The store: one open edition in an embedded DuckDB, and the small things every question needs.

The questions themselves live in ``series.py``, ``place.py``, ``passports.py`` and ``search.py``; they get a store and
return plain values. Tables are loaded once; a question reads an aggregate or an index, not the raw rows.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from data.editions import Edition
from data.periods import period_label
from data.projects_cube import build as build_projects_cube

PROVINCE = "140000"

_SHOWN_SQL = """
CREATE TABLE shown AS
WITH base AS (
    SELECT f.*, r.level, i.direction, i.rung, i.family
    FROM figures f JOIN regions r USING (region_code) JOIN indicators i USING (indicator_id)
    WHERE f.leads
), ranked AS (
    SELECT *,
        CASE WHEN comparable AND nature = 'result' AND level = 'prefecture' THEN rank() OVER (
            PARTITION BY indicator_id, period, scope_id, nature, level, comparable
            ORDER BY CASE WHEN direction = 'lower_better' THEN value ELSE -value END) END AS rank,
        count(*) FILTER (WHERE comparable) OVER (PARTITION BY indicator_id, period, scope_id, nature, level) AS rank_of
    FROM base
)
SELECT s.*, p.figure_id AS previous_id, p.value AS previous_value, p.period AS previous_period
FROM ranked s LEFT JOIN ranked p
    ON p.region_code = s.region_code AND p.indicator_id = s.indicator_id AND p.scope_id = s.scope_id
    AND p.nature = s.nature AND s.nature = 'result' AND s.comparable AND p.comparable
    AND s.qualifier = 'exact' AND p.qualifier = 'exact'
    AND p.period_start = s.period_start - 12 AND p.period_end = s.period_end - 12 AND s.period_start > 0
    AND NOT EXISTS (
        SELECT 1 FROM cautions c
        WHERE c.kind = 'break' AND c.indicator_id = s.indicator_id AND c.region_code IN ('*', s.region_code)
        AND c.period = left(p.period, 4) || '/' || left(s.period, 4))
"""


@dataclass(frozen=True, slots=True)
class Region:
    """A place: code, names, its parent and level."""

    code: str
    name_zh: str
    short_zh: str
    name_en: str
    short_en: str
    pinyin: str
    pinyin_plain: str
    initials: str
    parent: str
    level: str

    def name(self, lang: str) -> str:
        """Full name in a language."""
        return self.name_zh if lang == "zh" else self.name_en

    def short(self, lang: str) -> str:
        """Short name in a language."""
        return self.short_zh if lang == "zh" else self.short_en


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something measured; ``unit_zh`` is the unit of every value in the store."""

    indicator_id: str
    label_zh: str
    label_en: str
    unit_zh: str
    unit_en: str
    family: str
    rung: str
    additive: bool
    direction: str
    comparable: bool
    core: bool
    definition_zh: str
    definition_en: str

    def label(self, lang: str) -> str:
        """Label in a language."""
        return self.label_zh if lang == "zh" else self.label_en

    def definition(self, lang: str) -> str:
        """Definition in a language."""
        return self.definition_zh if lang == "zh" else self.definition_en


@dataclass(frozen=True, slots=True)
class Source:
    """A document; ``url`` is "" unless it may be linked (official and press only)."""

    source_id: str
    title: str
    title_en: str
    publisher: str
    publisher_en: str
    date: str
    url: str
    tier: str
    note: str
    note_zh: str

    def heading(self, lang: str) -> tuple[str, str]:
        """The title for a page, and the language it is in ("" for the page's own): some documents are in English.

        Args:
            lang: language of the page.

        Returns:
            Title and ``zh-Hans``, ``en`` or "".
        """
        if lang == "en" and self.title_en:
            return self.title_en, ""
        written = "zh" if any("\u3400" <= sign <= "\u9fff" for sign in self.title) else "en"
        return self.title, "" if written == lang else {"zh": "zh-Hans", "en": "en"}[written]


class Store:
    """Answers questions about one edition. Safe to share between threads: every question opens its own cursor."""

    def __init__(self, edition: Edition) -> None:
        """Load an edition.

        Args:
            edition: an edition that was opened, and so is whole.
        """
        self.edition = edition
        self._db = duckdb.connect(":memory:")
        self._db.execute("SET threads TO 2")
        for name in edition.manifest["tables"]:
            if not re.fullmatch(r"[a-z_]+", name):
                msg = f"edition {edition.edition_id}: {name!r} is no table name"
                raise ValueError(msg)
            self._db.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet(?)", [str(edition.table(name))])
        self._db.execute(_SHOWN_SQL)
        build_projects_cube(self._db)

    def rows(self, sql: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        """Run a question.

        Args:
            sql: a SELECT with ``?`` for every value.
            parameters: the values.

        Returns:
            One dictionary a row; missing text is "".
        """
        cursor = self._db.cursor()
        result = cursor.execute(sql, parameters or [])
        names = [column[0] for column in result.description]
        kinds = [str(column[1]) for column in result.description]
        rows = []
        for values in result.fetchall():
            rows.append(
                {
                    name: ("" if value is None and kind in ("STRING", "VARCHAR") else value)
                    for name, kind, value in zip(names, kinds, values, strict=True)
                }
            )
        return rows

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Code → region, in the order of the codes; the nation is among them."""
        rows = self.rows("SELECT * FROM regions ORDER BY region_code")
        return {
            r["region_code"]: Region(
                r["region_code"],
                r["name_zh"],
                r["short_zh"],
                r["name_en"],
                r["short_en"],
                r["pinyin"],
                r["pinyin_plain"],
                r["initials"],
                r["parent_code"],
                r["level"],
            )
            for r in rows
        }

    @cached_property
    def prefectures(self) -> tuple[str, ...]:
        """The eleven prefecture codes."""
        return tuple(code for code, region in self.regions.items() if region.level == "prefecture")

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly below a region."""
        return tuple(c for c, region in self.regions.items() if region.parent == code)

    def within(self, code: str) -> list[str]:
        """A region and all regions inside it."""
        codes = [code]
        for child in self.children(code):
            codes.extend(self.within(child))
        return codes

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Canonical id → indicator."""
        rows = self.rows("SELECT * FROM indicators WHERE indicator_id = canonical_id ORDER BY indicator_id")
        return {
            r["indicator_id"]: Indicator(
                r["indicator_id"],
                r["label_zh"],
                r["label_en"],
                r["unit_zh"],
                r["unit_en"],
                r["family"],
                r["rung"],
                r["additive"] == "yes",
                r["direction"],
                r["comparable"] == "yes",
                r["core"] == "yes",
                r["definition_zh"],
                r["definition_en"],
            )
            for r in rows
        }

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Source id → source."""
        english = self.names_en
        notes = {
            r["key"]: r["text_zh"] for r in self.rows("SELECT key, text_zh FROM notes_zh WHERE \"table\" = 'sources'")
        }
        return {
            r["source_id"]: Source(
                r["source_id"],
                r["title"],
                english.get(("titles", r["title"]), ""),
                r["publisher"],
                english.get(("publishers", r["publisher"]), ""),
                r["date"],
                r["url"] if r["tier"] in ("official", "press") else "",
                r["tier"],
                r["note"],
                notes.get(r["source_id"], ""),
            )
            for r in self.rows("SELECT * FROM sources ORDER BY source_id")
        }

    @cached_property
    def names_en(self) -> dict[tuple[str, str], str]:
        """(kind of name, id or Chinese text) → English name."""
        rows = self.rows('SELECT "table", id_or_text, name_en FROM names_en')
        return {(r["table"], r["id_or_text"]): r["name_en"] for r in rows}

    def english(self, kind: str, key: str, fallback: str = "") -> str:
        """An English name, or the fallback (by default the key itself)."""
        return self.names_en.get((kind, key)) or fallback or key

    @cached_property
    def _scopes(self) -> dict[str, tuple[str, str, str, str]]:
        rows = self.rows("SELECT * FROM scopes")
        known = {r["scope_id"]: (r["label_zh"], r["label_en"], r["definition_zh"], r["definition_en"]) for r in rows}
        for r in self.rows("SELECT DISTINCT scope_id, scope_text FROM figures WHERE scope_id LIKE 'as_%'"):
            text = r["scope_text"]
            english = self.english("scopes", text)
            known.setdefault(r["scope_id"], (text, english, text, english))
        return known

    @cached_property
    def scope_ids(self) -> frozenset[str]:
        """All scope ids in use or defined."""
        return frozenset(self._scopes)

    def scope_label(self, scope_id: str, lang: str) -> str:
        """A scope in words."""
        return self._scopes.get(scope_id, (scope_id,) * 4)[0 if lang == "zh" else 1]

    def period_and_scope(self, period: str, scope_id: str, lang: str) -> str:
        """Period and scope of a figure in words; a scope that says no more than the period is not said again."""
        labels = (self.period_label(period, lang, scope_id), self.scope_label(scope_id, lang))
        return " · ".join(dict.fromkeys(filter(None, labels)))

    def scope_definition(self, scope_id: str, lang: str) -> str:
        """What a scope counts."""
        return self._scopes.get(scope_id, (scope_id,) * 4)[2 if lang == "zh" else 3]

    @cached_property
    def _period_names(self) -> dict[tuple[str, str], tuple[str, str]]:
        rows = self.rows("SELECT * FROM period_names")
        return {(r["scope_id"], r["period"]): (r["label_zh"], r["label_en"]) for r in rows}

    def period_label(self, period: str, lang: str, scope_id: str = "") -> str:
        """A period in words; a batch is called by its name (2023年第四次)."""
        named = self._period_names.get((scope_id, period))
        if named:
            return named[0 if lang == "zh" else 1]
        if not period:
            return "本版" if lang == "zh" else "This edition"
        return period_label(period, lang)
