"""The table of the projects: AG Grid with the rows of the page looked at, a plain table in the first view.

The grid asks for its rows a block at a time. Not here: reading rows (``data/project_rows.py``).
"""

from typing import Any

import dash_ag_grid as dag
from dash import html

from data.columns import COLUMNS
from data.industry import industries
from data.place import Project
from data.project_groups import grouped_rows
from data.project_rows import RowPage, rows
from data.project_selection import Tally
from data.projects_cube import NO_STAGE, STAGES
from data.store import Store
from layouts import ids
from layouts.components.figure import figure
from layouts.components.project_groups import asked_groups, group_line, group_note
from layouts.messages import message
from layouts.numbers import plain, quantity
from layouts.project_view import ProjectsView
from layouts.static_html import to_html

PAGE_SIZE = 50
_STATIC_ROWS = 20
_COLUMNS = ("name", "place", "investor", "origin", "industry", "amount_yi", "stage", "stage_date", "source")
_WIDTHS = {
    "name": 300,
    "place": 110,
    "investor": 150,
    "origin": 90,
    "industry": 130,
    "amount_yi": 116,
    "stage": 92,
    "stage_date": 136,
    "source": 116,
}
"""Least width of each column in pixels; a wide window gives each its share of the rest."""


class ProjectGrid(dag.AgGrid):  # type: ignore[misc, unused-ignore]
    """AG Grid with a plain table in its place until it works."""

    _static: Any = ""

    def to_static_html(self) -> str:
        """The first rows as a table, in the height the grid will have."""
        return f'<div class="projects-grid projects-grid-static">{to_html(self._static)}</div>'


def row(store: Store, p: Project, lang: str) -> dict[str, Any]:
    """A record as the grid shows it: texts in the language of the page, and what a click asks for.

    Args:
        store: the store.
        p: the record.
        lang: language of the page.

    Returns:
        A flat dictionary; ``amount_text`` is printed, ``amount_yi`` is the value in 亿元.
    """
    source = store.sources[p.source]
    publisher = source.publisher if lang == "zh" else (source.publisher_en or source.publisher)
    tree = industries(store)
    place = store.regions[p.region]
    above = store.regions.get(place.parent)
    where = place.short(lang)
    if above is not None and place.level == "county":
        where = f"{above.short(lang)} · {where}"
    names = [tree[i].name(lang) for i in p.industries if i in tree]
    return {
        "id": p.project_id,
        "name": p.name_zh if lang == "zh" else p.name_en,
        "place": where,
        "investor": p.investor_zh if lang == "zh" else p.investor_en,
        "origin": p.origin_zh if lang == "zh" else p.origin_en,
        "industry": ("、" if lang == "zh" else ", ").join(names),
        "amount_yi": p.amount_yi,
        "amount_text": amount_text(p, lang),
        "stage": message(lang, f"stage-{STAGES.get(p.stage, NO_STAGE)}"),
        "stage_class": STAGES.get(p.stage, NO_STAGE),
        "stage_date": store.period_label(p.stage_date, lang) if p.stage_date else "",
        "source": publisher or message(lang, f"tier-{source.tier}"),
        "source_id": p.source,
    }


def amount_text(p: Project, lang: str) -> str:
    """The amount of a record as printed, or that none was published."""
    if p.amount_yi is None:
        return message(lang, "amount-not-published")
    return str(quantity(p.amount_yi, "亿元", "CNY 100 million", lang))


def grid_rows(store: Store, view: ProjectsView, request: dict[str, Any]) -> dict[str, Any]:
    """The rows a grid asks for.

    Args:
        store: the store.
        view: the selection on screen.
        request: ``startRow``, ``endRow``, ``sortModel``, ``filterModel`` and ``context`` of AG Grid; what cannot be
            used is ignored.

    Returns:
        ``rowData`` and ``rowCount``; in groups, their lines are counted too.
    """
    lang = view.lang
    start = max(0, int(request.get("startRow") or 0))
    end = max(start, int(request.get("endRow") or start + PAGE_SIZE))
    names = {"name": f"name_{lang}"}
    sort = tuple(
        (names.get(str(item.get("colId")), str(item.get("colId"))), item.get("sort") == "desc")
        for item in (request.get("sortModel") or [])
        if isinstance(item, dict) and item.get("colId") in (*_COLUMNS[:-1],)
    )
    texts = {
        names.get(column, column): str(model.get("filter") or "")[:80]
        for column, model in (request.get("filterModel") or {}).items()
        if column in ("name", "investor") and isinstance(model, dict) and model.get("filter")
    }
    by, opened = asked_groups(request)
    if by:
        wanted: dict[str, Any] = {"sort": sort, "offset": start, "limit": end - start, "contains": texts}
        grouped = grouped_rows(store, view.selection, by, opened, **wanted)
        lines = [
            group_line(store, view, by, line, is_open=line.key in opened, asked=not texts)
            if isinstance(line, Tally)
            else {**row(store, line, lang), "inside": True}
            for line in grouped.lines
        ]
        return {"rowData": lines, "rowCount": grouped.total}
    page = rows(store, view.selection, sort=sort, offset=start, limit=end - start, contains=texts)
    return {"rowData": [row(store, p, lang) for p in page.rows], "rowCount": page.total}


def column_definitions(lang: str) -> list[dict[str, Any]]:
    """The columns of the grid."""
    labels = {
        "name": message(lang, "project"),
        "place": message(lang, "place"),
        "investor": message(lang, "investor"),
        "origin": message(lang, "filter-name-origin"),
        "industry": message(lang, "industry"),
        "amount_yi": message(lang, "amount"),
        "stage": message(lang, "stage"),
        "stage_date": COLUMNS["stage_date"].label_zh if lang == "zh" else COLUMNS["stage_date"].label_en,
        "source": message(lang, "source"),
    }
    special: dict[str, dict[str, Any]] = {
        "name": {"pinned": "left", "cellRenderer": "AtlasProject", "filter": "agTextColumnFilter"},
        "investor": {"filter": "agTextColumnFilter"},
        "amount_yi": {"cellRenderer": "AtlasAmount", "type": "rightAligned"},
        "stage": {"cellRenderer": "AtlasStage"},
        "source": {"cellRenderer": "AtlasSource", "sortable": False},
    }
    text = {"filterOptions": ["contains"], "maxNumConditions": 1, "debounceMs": 300}
    widths = {**_WIDTHS, "stage": 152} if lang == "en" else _WIDTHS  # "under construction" is long
    result = []
    for name in _COLUMNS:
        definition = {
            "field": name,
            "headerName": labels[name],
            "minWidth": widths[name],
            "flex": widths[name],
            **special.get(name, {}),
        }
        if "filter" in definition:
            definition["filterParams"] = text
        result.append(definition)
    return result


_LOCALE = (
    "page", "of", "to", "more", "noRowsToShow", "loadingOoo", "filterOoo", "contains", "pageSizeSelectorLabel",
    "ariaPageSizeSelectorLabel", "firstPage", "previousPage", "nextPage", "lastPage", "pinColumn", "pinLeft",
    "pinRight", "noPin", "autosizeThisColumn", "autosizeAllColumns", "resetColumns", "sortAscending", "sortDescending",
    "sortUnSort", "ariaFilterInput", "ariaFilterValue", "ariaFilteringOperator", "ariaHidden", "ariaVisible",
    "ariaLabelColumnFilter", "ariaLabelColumnMenu", "ariaLabelCellEditor", "ariaLabelDialog", "ariaMenuColumn",
    "ariaFilterColumn", "ariaSortableColumn", "ariaSkeletonCellLoading", "ariaSkeletonCellLoadingFailed",
    "ariaColumnFiltered", "applyFilter", "clearFilter", "resetFilter", "columnFilter", "columnChooser",
)  # fmt: skip
"""Words of AG Grid that can be seen or heard here; a message ``grid-<word>`` holds each."""


def project_grid(store: Store, view: ProjectsView) -> ProjectGrid:
    """The grid of a selection, with its first rows as a plain table for the first view."""
    lang = view.lang
    grid = ProjectGrid(
        id=ids.PROJECTS_TABLE,
        className="projects-grid",
        columnDefs=column_definitions(lang),
        defaultColDef={
            "sortable": True,
            "resizable": True,
            "filter": False,
            "suppressHeaderMenuButton": True,
            "wrapText": True,
        },
        rowModelType="infinite",
        dashGridOptions={
            "pagination": True,
            "paginationPageSize": PAGE_SIZE,
            "paginationPageSizeSelector": [20, 50, 100],
            "cacheBlockSize": 100,
            "maxConcurrentDatasourceRequests": 1,
            "maxBlocksInCache": 4,
            "rowHeight": 54,
            "headerHeight": 40,
            "ensureDomOrder": True,
            "enableCellTextSelection": True,
            "suppressCellFocus": False,
            "animateRows": False,
            "context": {"address": view.state.address},
            "localeText": {word: message(lang, f"grid-{word}") for word in _LOCALE},
        },
        style={"height": "720px"},
    )
    grid._static = static_table(store, rows(store, view.selection, limit=_STATIC_ROWS), lang)
    return grid


def static_table(store: Store, page: RowPage, lang: str) -> html.Table:
    """Rows as a plain table."""
    head = html.Tr([html.Th(d["headerName"], scope="col") for d in column_definitions(lang)])
    body = []
    for p in page.rows:
        cells = row(store, p, lang)
        reference = f"project:{p.project_id}"
        amount = figure(cells["amount_text"], reference, p.source, lang)
        texts = [html.Td(cells[name], **{"data-text": "name"}) for name in ("place", "investor", "origin", "industry")]
        stage = html.Span(cells["stage"], className=f"stage stage-{cells['stage_class']}")
        body.append(
            html.Tr(
                [
                    html.Th(cells["name"], scope="row", className="project-name", **{"data-text": "name"}),
                    *texts,
                    html.Td(amount, className="number-cell"),
                    html.Td(stage),
                    html.Td(cells["stage_date"], **{"data-text": "label"}),
                    html.Td(cells["source"], **{"data-text": "name"}),
                ]
            )
        )
    return html.Table([html.Thead(head), html.Tbody(body)], className="table table-projects-plain")


def table_head(view: ProjectsView) -> list[Any]:
    """Heading of the table, with the number of rows, and what it can do."""
    lang = view.lang
    count = html.Span(
        message(lang, "rows-count", n=plain(view.result.count)),
        className="muted",
        **{"data-figure": "selection:count", "data-source": "s-atlas"},
    )
    return [
        html.H2([message(lang, "table-title"), " ", count], className="section-title", id=ids.PROJECTS_LIST),
        html.P(message(lang, "table-note"), className="note"),
        group_note(view),
    ]


def column_choice(lang: str) -> html.Details:
    """Which columns are shown: boxes that ``assets/30_projects.js`` listens to."""
    boxes = [
        html.Li(
            html.Button(
                d["headerName"],
                type="button",
                className="chip",
                **{"data-column": d["field"], "aria-pressed": "true"},
            )
        )
        for d in column_definitions(lang)[1:]
    ]
    return html.Details(
        [html.Summary(message(lang, "columns")), html.Ul(boxes, className="chips")], className="more column-choice"
    )
