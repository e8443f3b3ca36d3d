"""What a file of a view holds: resolved by the functions that resolve the page, so that file and screen agree.

Belongs here: from an address to tables, map, filters and sources. Does not belong here: writing files (``files.py``,
``workbook.py``, ``drawing.py``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.industry import Industry, by_evidence, chains, industries, industry_of
from data.project_selection import DIMENSIONS, Selection
from data.store import PROVINCE, Store
from layouts.exports.address import ExportError
from layouts.exports.parts import PLACE_COLUMNS, MapPart, part_of_map, part_of_projects
from layouts.exports.tables import (
    EVIDENCE_COLUMNS,
    FIGURE_COLUMNS,
    INDUSTRY_COLUMNS,
    Row,
    Table,
    evidence_rows,
    industry_rows,
    map_rows,
    place_rows,
    project_source_ids,
    projects_table,
    source_ids,
    table_of,
)
from layouts.industry_map import choose_industry_map
from layouts.messages import message
from layouts.pages import resolve
from layouts.project_view import ProjectsView, choose_projects, value_label
from layouts.selection import MapView, choose_map
from layouts.sentences import map_headline
from layouts.view_state import Notice, ViewState


@dataclass(frozen=True, slots=True)
class ExportView:
    """A view, ready to be written.

    Attributes:
        state: the checked view state.
        slug: beginning of the file's name, ASCII.
        title: headline of the view.
        details: sentences under it.
        tables: its tables, the main one first.
        map: its map; None where the page has many (the list of industries).
        industry: the industry of a page of one, else None.
        projects: the selection of the page of projects, else None.
        filters: what narrows it: (label, value).
        sources: ids of the sources of everything in it.
        notices: what of the address could not be used.
    """

    state: ViewState
    slug: str
    title: str
    details: tuple[str, ...]
    tables: tuple[Table, ...]
    map: MapPart | None
    industry: Industry | None
    projects: ProjectsView | None
    filters: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    notices: tuple[Notice, ...]


def view_of(store: Store, address: str) -> ExportView:
    """What a file of a page holds.

    Args:
        store: the store.
        address: path and query of the page (``address.page_address``).

    Returns:
        The view.

    Raises:
        ExportError: when there is no such place or industry.
    """
    state, notices = resolve(store, address)
    if state.page == "place":
        return _place(store, state, notices)
    if state.page == "projects":
        return _projects(store, state, notices)
    if state.page == "industry" and not state.item:
        return _industry_list(store, state, notices)
    if state.page == "industry":
        return _industry(store, state, notices)
    if state.page == "overview":
        view, more = choose_map(store, state)
        table = table_of("figures", FIGURE_COLUMNS, map_rows(store, view))
        return _with_map(store, view, "shanxi", part_of_map(store, view, PROVINCE), (table,), (*notices, *more))
    msg = f"{address[:80]}: there is no such place or industry; look its code up on /sources"
    raise ExportError(msg)


def _with_map(
    store: Store,
    view: MapView,
    slug: str,
    part: MapPart,
    tables: tuple[Table, ...],
    notices: Iterable[Notice],
    *,
    about: tuple[tuple[str, str], ...] = (),
    sources: tuple[str, ...] = (),
    industry: Industry | None = None,
) -> ExportView:
    line = map_headline(store, view)
    ids = dict.fromkeys((*part.sources, *source_ids(store, tables[0]), *sources))
    details = tuple(detail.text for detail in line.details)
    filters = (*about, *_map_filters(store, view))
    return ExportView(
        view.state, slug, line.text, details, tables, part, industry, None, filters, tuple(ids), tuple(notices)
    )


def _map_filters(store: Store, view: MapView) -> tuple[tuple[str, str], ...]:
    lang = view.state.lang
    pairs = [
        (message(lang, "indicator"), view.indicator.label(lang)),
        (message(lang, "mode"), message(lang, f"mode-{view.mode}")),
    ]
    pairs.append((message(lang, "level"), message(lang, f"level-{view.level}")))
    if view.series is not None:
        key = view.series.key
        pairs.append((message(lang, "period"), store.period_label(key.period, lang, key.scope)))
        pairs.append((message(lang, "scope"), store.scope_label(key.scope, lang)))
    return tuple(pairs)


def _place(store: Store, state: ViewState, notices: list[Notice]) -> ExportView:
    region = store.regions[state.place]
    is_city = region.level == "prefecture"
    within = state.place if is_city else region.parent
    view, more = choose_map(store, state, within=within)
    part = part_of_map(store, view, within, "" if is_city else state.place)
    rows: list[Row] = [*place_rows(store, state.place, state.lang), *map_rows(store, view)]
    selection = Selection(region=(state.place,))
    tables = (table_of("figures", FIGURE_COLUMNS, _once(rows)), projects_table(store, selection, state.lang))
    about = ((message(state.lang, "place"), region.name(state.lang)),)
    sources = project_source_ids(store, selection)
    return _with_map(store, view, state.place, part, tables, (*notices, *more), about=about, sources=sources)


def _once(rows: list[Row]) -> list[Row]:
    """A county's own figure is on its map too: each figure has one row; blanks have one each."""
    at = FIGURE_COLUMNS.index("figure_id")
    return list({row[at] or (row[0], number): row for number, row in enumerate(rows)}.values())


def industry_or_error(store: Store, item: str) -> Industry:
    """The industry of an address.

    Raises:
        ExportError: when there is none.
    """
    industry = industry_of(store, item)
    if industry is None:
        msg = f"industry={item[:40]!r}: expected a chain (ch01 to ch16) or an id of the taxonomy, such as hydrogen"
        raise ExportError(msg)
    return industry


def _industry(store: Store, state: ViewState, notices: list[Notice]) -> ExportView:
    industry = industry_or_error(store, state.item)
    view, more = choose_industry_map(store, state, industry)
    lang = state.lang
    main = table_of("cities", EVIDENCE_COLUMNS, evidence_rows(store, industry, lang))
    tables = [main, projects_table(store, Selection(industry=(industry.industry_id,)), lang)]
    if view.mode == "comparable":
        tables.insert(0, table_of("figures", FIGURE_COLUMNS, map_rows(store, view)))
    return _with_map(
        store,
        view,
        f"industry-{industry.item}",
        part_of_map(store, view, PROVINCE),
        tuple(tables),
        (*notices, *more),
        about=((message(lang, "industry"), industry.name(lang)),),
        sources=source_ids(store, main),
        industry=industry,
    )


def _industry_list(store: Store, state: ViewState, notices: list[Notice]) -> ExportView:
    lang = state.lang
    order = by_evidence(store, chains(store))
    rest = by_evidence(store, tuple(i for i in industries(store).values() if i not in order))
    table = table_of("industries", INDUSTRY_COLUMNS, industry_rows(store, (*order, *rest), lang))
    title = message(lang, "industry-list-title", n=len(order))
    details = (message(lang, "industry-basis"),)
    sources = source_ids(store, table)
    return ExportView(state, "industries", title, details, (table,), None, None, None, (), sources, tuple(notices))


def _projects(store: Store, state: ViewState, notices: list[Notice]) -> ExportView:
    chosen, more = choose_projects(store, state)
    lang = state.lang
    table = projects_table(store, chosen.selection, lang)
    join = "、" if lang == "zh" else ", "
    filters = tuple(
        (message(lang, f"parameter-{name}"), join.join(value_label(store, name, v, lang) for v in chosen.values(name)))
        for name in DIMENSIONS
        if chosen.values(name)
    )
    sources = project_source_ids(store, chosen.selection)
    part = part_of_projects(store, chosen, sources)
    by_place = table_of("places", PLACE_COLUMNS, list(part.rows))
    return ExportView(
        chosen.state,
        "projects",
        message(lang, "export-projects-title", n=table.count),
        (*(f"{label}: {value}" for label, value in filters), message(lang, "projects-note")),
        (table, by_place),
        part,
        None,
        chosen,
        filters,
        sources,
        (*notices, *more),
    )
