"""The tables of a view as typed rows: the map's figures, a place's figures, evidence of industries, project records.

Columns are machine names that say their unit (``amount_yi``); labels in both languages are in the catalogue
(``export-column-…``). Rows that may be many come in chunks, so that a file of any length is written in little memory.
Does not belong here: choosing what a view shows, writing files.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from data.columns import COLUMNS
from data.industry import Industry, evidence, ranked
from data.place import figures_of, industry_name
from data.project_rows import NEWEST_FIRST, records
from data.project_selection import Selection, condition
from data.series import Figure
from data.store import PROVINCE, Store
from layouts.components.figure import printed
from layouts.messages import message
from layouts.selection import MapView

Cell = str | int | float | None
Row = tuple[Cell, ...]
CHUNK = 4000
"""Rows of a chunk: each costs one question to the store."""

NUMBERS = ("value", "amount_yi")
INTEGERS = ("rank", "with_amount", "evidence", "projects", "companies", "zones", "towns", "statements", "places")
_UNITS = {"amount_yi": COLUMNS["amount_yi"].unit}
_COUNTS = ("evidence", "projects", "companies", "zones", "towns", "statements")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a view.

    Attributes:
        name: machine name, also of its sheet.
        columns: machine names of the columns.
        count: how many rows there are.
        chunks: gives the rows, a list at a time.
    """

    name: str
    columns: tuple[str, ...]
    count: int
    chunks: Callable[[], Iterable[list[Row]]]

    def rows(self) -> Iterator[Row]:
        """All rows."""
        for chunk in self.chunks():
            yield from chunk


def kind_of(column: str) -> str:
    """Type of a column: ``number``, ``integer`` or ``string``."""
    return "number" if column in NUMBERS else "integer" if column in INTEGERS else "string"


def label_of(column: str, lang: str) -> str:
    """Label of a column with its unit, in a language."""
    label = message(lang, f"export-column-{column.replace('_', '-')}")
    unit = _UNITS.get(column, "")
    if not unit:
        return label
    return f"{label}({unit})" if lang == "zh" else f"{label} (CNY 100 million)"


def table_of(name: str, columns: tuple[str, ...], rows: list[Row]) -> Table:
    """A table whose rows are few."""
    return Table(name, columns, len(rows), lambda: [rows])


FIGURE_COLUMNS = (
    "region_code",
    "region",
    "state",
    "rank",
    "indicator_id",
    "indicator",
    "period",
    "period_name",
    "scope",
    "value",
    "unit",
    "shown",
    "qualifier",
    "reason",
    "figure_id",
    "source_ids",
    "sources",
)


def publishers(store: Store, ids: str, lang: str) -> str:
    """Who published some sources, each once."""
    names = []
    for source_id in ids.split(";"):
        source = store.sources.get(source_id)
        if source is not None:
            name = source.publisher if lang == "zh" else source.publisher_en or source.publisher
            names.append(name or source.title)
    return "; ".join(dict.fromkeys(names))


def _figure_row(store: Store, item: Figure, view: MapView | None, state: str, lang: str) -> Row:
    indicator = view.indicator if view is not None else store.indicators[item.indicator]
    why = ""
    if state == "not-comparable":
        why = message(lang, f"not-comparable-{item.reason or 'scope'}", scope=store.scope_label(item.scope, lang))
    return (
        item.region,
        store.regions[item.region].name(lang),
        message(lang, f"export-state-{state}"),
        item.rank if state in ("value", "count") and (view is None or view.level == "prefecture") else None,
        indicator.indicator_id,
        indicator.label(lang),
        item.period,
        store.period_label(item.period, lang, item.scope),
        store.scope_label(item.scope, lang),
        item.value,
        indicator.unit_zh if lang == "zh" else indicator.unit_en,
        str(printed(store, item, lang, view.largest if view is not None else None)),
        message(lang, f"qualifier-{item.qualifier}"),
        why,
        item.figure_id,
        item.source,
        publishers(store, item.source, lang),
    )


def map_rows(store: Store, view: MapView) -> list[Row]:
    """A row for each region of a map, in the order of its ranking; then what is not comparable, then what is blank.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        Rows of ``FIGURE_COLUMNS``; a region without a figure has a row without a value.
    """
    lang = view.state.lang
    rows: list[Row] = []
    if view.mode == "latest":
        rows = [_figure_row(store, f, view, "latest", lang) for f in view.latest]
    elif view.series is not None:
        state = "count" if view.mode == "known" else "value"
        rows = [_figure_row(store, f, view, state, lang) for f in view.ranked]
        rows += [_figure_row(store, f, view, "not-comparable", lang) for f in view.series.others.values()]
    have = {row[0] for row in rows}
    key = view.series.key if view.series else None
    period = store.period_label(key.period, lang, key.scope) if key else ""
    scope = store.scope_label(key.scope, lang) if key else ""
    for code in view.codes:
        if code not in have:
            name, state = store.regions[code].name(lang), message(lang, "export-state-not-published")
            label = view.indicator.label(lang)
            about: Row = (key.period if key else "", period, scope)
            rows.append((code, name, state, None, view.indicator.indicator_id, label, *about, None, *[""] * 7))
    return rows


def place_rows(store: Store, code: str, lang: str) -> list[Row]:
    """All leading figures of a place itself, the newest first within an indicator."""
    found = (f for f in figures_of(store, code))
    states = {True: "value", False: "not-comparable"}
    return [_figure_row(store, f, None, "count" if f.scope == "atlas" else states[f.comparable], lang) for f in found]


EVIDENCE_COLUMNS = ("region_code", "region", "industry_id", "industry", *_COUNTS, "source_ids", "sources")


def evidence_rows(store: Store, industry: Industry, lang: str) -> list[Row]:
    """What is known of an industry, city by city: those with most evidence first, those with none too."""
    all_of = evidence(store, industry.industry_id)
    order = [e.region for e in ranked(store, industry.industry_id)]
    order += [code for code in store.prefectures if code not in order]
    rows: list[Row] = []
    for code in order:
        ids = ";".join(all_of[code].sources())
        counts = tuple(all_of[code].count(what) for what in _COUNTS)
        name = store.regions[code].name(lang)
        rows.append((code, name, industry.item, industry.name(lang), *counts, ids, publishers(store, ids, lang)))
    return rows


INDUSTRY_COLUMNS = ("chain_id", "industry_id", "industry", "level", *_COUNTS, "places", "source_ids")


def industry_rows(store: Store, items: Iterable[Industry], lang: str) -> list[Row]:
    """What is known of industries in the province, a row each, in the order given."""
    rows: list[Row] = []
    for item in items:
        found = evidence(store, item.industry_id)[PROVINCE]
        counts = tuple(found.count(what) for what in _COUNTS)
        places = len(ranked(store, item.industry_id))
        level = message(lang, f"industry-level-{item.level}")
        rows.append(
            (item.chain_id, item.industry_id, item.name(lang), level, *counts, places, ";".join(found.sources()))
        )
    return rows


PROJECT_COLUMNS = (
    "project_id",
    "project",
    "investor",
    "origin",
    "region_code",
    "region",
    "prefecture",
    "industry_ids",
    "industry",
    "amount_yi",
    "stage",
    "stage_date",
    "source_ids",
    "sources",
)
_STAGES = {"洽谈": "talks", "签约": "signed", "开工": "started", "在建": "building", "投产": "completed"}


def _project_rows(store: Store, ids: list[str], lang: str) -> list[Row]:
    rows: list[Row] = []
    join = "、" if lang == "zh" else ", "
    for p in records(store, ids):
        region = store.regions[p.region]
        above = store.regions[region.parent] if region.level == "county" else region
        rows.append(
            (
                p.project_id,
                p.name_zh if lang == "zh" else p.name_en,
                p.investor_zh if lang == "zh" else p.investor_en,
                p.origin_zh if lang == "zh" else p.origin_en,
                p.region,
                region.name(lang),
                above.name(lang),
                ";".join(p.industries),
                join.join(industry_name(store, i, lang) for i in p.industries),
                p.amount_yi,
                message(lang, f"stage-{_STAGES.get(p.stage, 'none')}"),
                p.stage_date,
                p.source,
                publishers(store, p.source, lang),
            )
        )
    return rows


def projects_table(store: Store, selection: Selection, lang: str) -> Table:
    """The records of a selection, the newest stage first, as on the page.

    Args:
        store: the store.
        selection: the selection.
        lang: language of names.

    Returns:
        A table whose rows are read a chunk at a time.
    """
    where, values = condition(store, selection)
    found = store.rows(f"SELECT f.project_id FROM project_facts f WHERE {where} ORDER BY {NEWEST_FIRST}", values)
    ids = [r["project_id"] for r in found]
    starts = range(0, len(ids), CHUNK)
    return Table(
        "projects",
        PROJECT_COLUMNS,
        len(ids),
        lambda: (_project_rows(store, ids[start : start + CHUNK], lang) for start in starts),
    )


def source_ids(store: Store, table: Table) -> tuple[str, ...]:
    """Ids of all sources a table's rows name, in order of first use."""
    at = table.columns.index("source_ids")
    found = dict.fromkeys(i for row in table.rows() for i in str(row[at] or "").split(";"))
    return tuple(i for i in found if i in store.sources)


def project_source_ids(store: Store, selection: Selection) -> tuple[str, ...]:
    """Ids of all sources of the records of a selection, those behind most records first; without reading the rows."""
    where, values = condition(store, selection)
    sql = f"SELECT source_id, count(*) AS n FROM project_facts WHERE {where} GROUP BY ALL ORDER BY n DESC, source_id"
    return tuple(r["source_id"] for r in store.rows(sql, values))
