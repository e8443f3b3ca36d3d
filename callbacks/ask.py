"""Asking a number where it comes from."""

from typing import Any

from dash import Dash, Input, Output

from callbacks.current import Library
from data.passports import passport
from layouts import ids
from layouts.components.block import Block
from layouts.passport import passport_card
from layouts.view_state import ViewState


def register(app: Dash, library: Library) -> None:
    """Register the passport."""

    @app.callback(Output(ids.PASSPORT_BODY, "children"), Input(ids.PASSPORT_REQUEST, "data"), prevent_initial_call=True)
    def ask(request: dict[str, Any] | None) -> Block:
        request = request if isinstance(request, dict) else {}
        state, _ = ViewState.parse(str(request.get("address", "/")))
        store = library.store(state.edition)
        found = passport(store, str(request.get("reference", ""))[:80])
        return Block(passport_card(store, found, state.lang), className="passport-card")
