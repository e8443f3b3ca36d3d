"""Selecting projects: a filter changes the address, the address changes all parts; rows come by the page."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, no_update

from callbacks.current import Library
from data.store import Store
from layouts import ids
from layouts.components.project_grid import grid_rows
from layouts.pages import resolve
from layouts.project_view import choose_projects
from layouts.projects import repaint_projects
from layouts.static_html import to_html
from layouts.view_state import ViewState

_PARTS = (
    (ids.PROJECTS_HEADLINE, "html", "headline"),
    (ids.PROJECTS_CHIPS, "html", "chips"),
    (ids.PROJECTS_MAP, "src", "src"),
    (ids.PROJECTS_MAP, "paint", "paint"),
    (ids.PROJECTS_MAP, "texts", "texts"),
    (ids.PROJECTS_MAP, "selected", "selected"),
    (ids.PROJECTS_MAP_SIDE, "html", "side"),
    (ids.PROJECTS_CHARTS, "html", "charts"),
    (ids.PROJECTS_BOARD, "html", "board"),
    (ids.PROJECTS_FLOWS, "html", "flows"),
    (ids.PROJECTS_TABLE_HEAD, "html", "head"),
)


def parts_of(store: Store, address: str) -> list[Any]:
    """Everything that a selection changes, in the order of the callback's outputs."""
    state, _ = resolve(store, address)
    view, parts = repaint_projects(store, state)
    values = [to_html(parts[name], ids=True) if prop == "html" else parts[name] for _, prop, name in _PARTS]
    return [*values, *parts["filters"], view.state.address]


def address_of(request: dict[str, Any]) -> str:
    """The address a grid's request is made for, which comes with it."""
    context = request.get("context")
    return str(context.get("address") or "/projects") if isinstance(context, dict) else "/projects"


_MOST_ROWS = 10**9


def checked(request: dict[str, Any]) -> dict[str, Any]:
    """A grid's request, which anybody may send, without what is of a shape that no grid sends."""
    rows = {name: request.get(name) for name in ("startRow", "endRow")}
    sort, filters = request.get("sortModel"), request.get("filterModel")
    texts = {
        column: {**model, "filter": str(model.get("filter") or "").encode("utf-8", "replace").decode()}
        for column, model in (filters.items() if isinstance(filters, dict) else ())
        if isinstance(model, dict)
    }
    return {
        **request,
        **{name: n if isinstance(n, int) and 0 <= n <= _MOST_ROWS else None for name, n in rows.items()},
        "sortModel": sort if isinstance(sort, list) else [],
        "filterModel": texts,
    }


def rows_of(store: Store, request: dict[str, Any]) -> dict[str, Any]:
    """The rows a grid asks for."""
    state, _ = resolve(store, address_of(request))
    view, _ = choose_projects(store, state)
    return grid_rows(store, view, request)


def register(app: Dash, library: Library) -> None:
    """Register the callbacks of the projects' page."""
    app.clientside_callback(
        ClientsideFunction("projects", "choose"),
        Output(ids.PROJECTS_CHOSEN, "data"),
        *(Input(name, "value") for name in ids.PROJECTS_FILTERS),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("projects", "reload"),
        Output(ids.PROJECTS_TABLE, "className"),
        Input(ids.PROJECTS_LOADED, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        *(Output(component, prop) for component, prop, _ in _PARTS),
        *(Output(name, prop) for name in ids.PROJECTS_FILTERS for prop in ("data", "value", "placeholder")),
        Output(ids.PROJECTS_LOADED, "data"),
        Input(ids.PROJECTS_REQUEST, "data"),
        prevent_initial_call=True,
    )
    def select(address: str) -> list[Any]:
        address = str(address or "/projects")
        state, _ = ViewState.parse(address)
        return parts_of(library.store(state.edition), address)

    @app.callback(
        Output(ids.PROJECTS_TABLE, "getRowsResponse"),
        Input(ids.PROJECTS_TABLE, "getRowsRequest"),
        prevent_initial_call=True,
    )
    def fetch_rows(request: dict[str, Any] | None) -> Any:
        if not isinstance(request, dict):
            return no_update
        request = checked(request)
        state, _ = ViewState.parse(address_of(request))
        return rows_of(library.store(state.edition), request)
