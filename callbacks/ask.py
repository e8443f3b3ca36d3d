"""Asking a number where it comes from."""

from typing import Any

from dash import Dash, Input, Output

from callbacks.current import Library
from data.passports import passport
from data.project_passport import selected_passport
from data.project_selection import Selection
from data.store import Store
from layouts import ids
from layouts.components.block import Block
from layouts.pages import resolve
from layouts.passport import passport_card
from layouts.project_view import choose_projects
from layouts.view_state import ViewState


def _selection(store: Store, address: str) -> Selection:
    """The selection of projects that an address asks for."""
    return choose_projects(store, resolve(store, address)[0])[0].selection


def register(app: Dash, library: Library) -> None:
    """Register the passport."""

    @app.callback(Output(ids.PASSPORT_BODY, "children"), Input(ids.PASSPORT_REQUEST, "data"), prevent_initial_call=True)
    def ask(request: dict[str, Any] | None) -> Block:
        request = request if isinstance(request, dict) else {}
        state, _ = ViewState.parse(str(request.get("address", "/")))
        store = library.store(state.edition)
        reference = str(request.get("reference", ""))[:80]
        if reference.startswith("selection:"):
            # Figures of the selection on screen: their reference means something only together with the address.
            found = selected_passport(store, _selection(store, str(request.get("address", "/"))), reference)
        else:
            found = passport(store, reference)
        return Block(passport_card(store, found, state.lang), className="passport-card")
