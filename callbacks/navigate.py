"""Going to another page: the address changed in a way that needs a new screen."""

from urllib.parse import urlsplit

from dash import ClientsideFunction, Dash, Input, Output, State, html

from callbacks.current import Library
from layouts import ids
from layouts.pages import show
from layouts.view_state import ViewState
from settings import Settings


def register(app: Dash, library: Library, settings: Settings) -> None:
    """Register the callbacks of navigation."""
    app.clientside_callback(
        ClientsideFunction("atlas", "route"),
        Output(ids.PAGE_REQUEST, "data"),
        Output(ids.VIEW_REQUEST, "data"),
        Output(ids.PROJECTS_REQUEST, "data"),
        Output(ids.SHOWN, "data"),
        Input(ids.URL, "pathname"),
        Input(ids.URL, "search"),
        State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "settled"),
        Output(ids.ROOT, "className"),
        Input(ids.ROOT, "children"),
        prevent_initial_call=True,
    )

    @app.callback(Output(ids.ROOT, "children"), Input(ids.PAGE_REQUEST, "data"), prevent_initial_call=True)
    def show_page(address: str) -> html.Div:
        address = str(address or "/")
        state, _ = ViewState.parse(address)
        return show(library.store(state.edition), address, settings.map_review_number).content


def path_of(url: str) -> str:
    """Path and query of an address that may carry scheme and host."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
