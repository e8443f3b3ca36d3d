"""项目 · the analyst's desk: one selection of project records as headline, map, charts, board, flows and table."""

from typing import Any

from dash import html

from data.store import PROVINCE, Store
from layouts import ids
from layouts.components.block import Block
from layouts.components.figure import figure
from layouts.components.map_block import frame_address
from layouts.components.project_charts import charts
from layouts.components.project_filters import chip_row, filter_bar, filter_values, hint, saved_place
from layouts.components.project_flows import flows_block
from layouts.components.project_grid import column_choice, project_grid, table_head
from layouts.components.project_groups import group_choice
from layouts.components.project_map import map_side, map_texts, paint, project_map, selected_region
from layouts.components.stage_board import rung_line, stage_board
from layouts.components.take_along import take_along
from layouts.messages import message
from layouts.numbers import plain
from layouts.project_view import ProjectsView, choose_projects, value_label
from layouts.view_state import ViewState

_NAMED = 3


def headline(store: Store, view: ProjectsView) -> list[Any]:
    """The selection in words with its count, and count and sum of each stage; nothing is added across stages."""
    lang = view.lang
    joiner, listed = message(lang, "join-filters"), message(lang, "join-values")
    parts = []
    for name in view.selection.active:
        values = view.values(name)
        texts = [value_label(store, name, v, lang) for v in values[:_NAMED]]
        more = message(lang, "filter-and-more", n=len(values) - _NAMED) if len(values) > _NAMED else ""
        parts.append(listed.join(texts) + more)
    subject = joiner.join(parts) if parts else message(lang, "all-projects")
    subject = subject[0].upper() + subject[1:]
    count = figure(plain(view.result.count), "selection:count", "s-atlas", lang, class_name="figure-title")
    records = message(lang, "headline-records", n=view.result.count)
    title: list[Any] = [f"{subject}{message(lang, 'headline-colon')}", count, records]
    rungs = [
        html.Li(
            [
                html.Span(value_label(store, "stage", stage, lang), className=f"stage stage-{stage}"),
                rung_line(view, tally.rung(stage)),
            ]
        )
        for stage, tally in view.result.stages.items()
    ]
    marks = {"data-count": str(view.result.count), "data-address": view.state.address, "data-text": "label"}
    return [
        html.H1(title, className="headline", tabIndex=-1, **marks),
        html.Ul(rungs, className="rungs", **{"aria-label": message(lang, "rungs")}),
        html.P(message(lang, "projects-note"), className="note"),
    ]


def chips(store: Store, view: ProjectsView) -> list[Any]:
    """Chips, and the hint when nothing fits."""
    return [*chip_row(store, view), *hint(store, view)]


def projects_page(store: Store, view: ProjectsView) -> html.Div:
    """The page.

    Args:
        store: the store.
        view: the selection on screen.

    Returns:
        The page; everything but the pickers and the grid works before any script runs.
    """
    lang = view.lang
    left = html.Section(
        [project_map(store, view), Block(map_side(store, view), id=ids.PROJECTS_MAP_SIDE, className="map-side")],
        className="column column-map",
        **{"aria-label": message(lang, "column-map")},
    )
    right = Block(
        charts(store, view),
        id=ids.PROJECTS_CHARTS,
        tag="section",
        className="column column-charts",
        attributes={"aria-label": message(lang, "charts")},
    )
    table = html.Section(
        [
            Block(table_head(view), id=ids.PROJECTS_TABLE_HEAD),
            Block([group_choice(lang), column_choice(lang)], className="table-choices"),
            project_grid(store, view),
        ],
        className="band band-table",
    )
    return html.Div(
        [
            html.Div(
                [
                    filter_bar(store, view),
                    html.Div(
                        [
                            Block(chips(store, view), id=ids.PROJECTS_CHIPS, className="chip-row"),
                            Block([saved_place(view), take_along(view.state)], className="saved-and-files"),
                        ],
                        className="chips-and-saved",
                    ),
                ],
                className="desk-bar",
            ),
            Block(
                headline(store, view),
                id=ids.PROJECTS_HEADLINE,
                className="desk-head",
                attributes={"aria-live": "polite"},
            ),
            html.Div([left, right], className="columns columns-desk"),
            Block(stage_board(store, view), id=ids.PROJECTS_BOARD, tag="section", className="band"),
            Block(flows_block(store, view), id=ids.PROJECTS_FLOWS, tag="section", className="band band-flows"),
            table,
        ],
        className="page page-projects",
    )


def repaint_projects(store: Store, state: ViewState) -> tuple[ProjectsView, dict[str, Any]]:
    """What changes on the page when the selection changes; its size does not depend on how many projects there are.

    Args:
        store: the store.
        state: the view state, its region codes known to exist.

    Returns:
        The view, and the parts by name: ``headline``, ``chips``, ``src``, ``paint``, ``texts``, ``selected``, ``side``,
        ``charts``, ``board``, ``flows``, ``head`` and ``filters`` (a list, as ``filter_values``).
    """
    view, _ = choose_projects(store, state)
    return view, {
        "headline": headline(store, view),
        "chips": chips(store, view),
        "src": frame_address(view.state.level, PROVINCE, view.lang),
        "paint": paint(store, view),
        "texts": map_texts(store, view),
        "selected": selected_region(view),
        "side": map_side(store, view),
        "charts": charts(store, view),
        "board": stage_board(store, view),
        "flows": flows_block(store, view),
        "head": table_head(view),
        "filters": filter_values(store, view),
    }
