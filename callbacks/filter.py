"""Choosing another indicator, period or scope: values are sent, never geometry.

The parts are a plain address (``/parts``), so that the browser may keep them and fetch them ahead.
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output
from flask import Response, request

from callbacks.current import Library
from data.store import Store
from layouts import ids
from layouts.components.pickers import offered
from layouts.pages import repaint
from layouts.static_html import to_html
from layouts.view_state import MAX_ADDRESS, ViewState

_OUTPUTS = (
    (ids.OVERVIEW_MAP, "paint", "paint"),
    (ids.OVERVIEW_MAP, "texts", "texts"),
    (ids.OVERVIEW_HEADLINE, "html", "headline"),
    (ids.OVERVIEW_LEGEND, "html", "legend"),
    (ids.OVERVIEW_TIMELINE, "html", "timeline"),
    (ids.OVERVIEW_RANKING, "html", "ranking"),
    (ids.OVERVIEW_SCOPE, "html", "scope"),
    (ids.OVERVIEW_PICKED, "html", "picked"),
    (ids.OVERVIEW_MODE, "html", "mode"),
)


@lru_cache(maxsize=1024)
def _values(store: Store, address: str) -> list[Any]:
    parts = repaint(store, address)
    return [parts[name] if prop != "html" else to_html(parts[name]) for _, prop, name in _OUTPUTS]


@lru_cache(maxsize=16)
def _ahead(store: Store, level: str, lang: str) -> str:
    state = ViewState(level=level, lang=lang)
    found = {}
    for pairs in offered(store, level).values():
        for indicator, _ in pairs:
            address = state.with_(indicator=indicator.indicator_id).address
            found[address] = {"values": _values(store, address)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def register(app: Dash, library: Library) -> None:
    """Register the parts and the callback that hands them to the page."""
    app.clientside_callback(
        ClientsideFunction("atlas", "repaint"),
        *(Output(component, prop) for component, prop, _ in _OUTPUTS),
        Input(ids.VIEW_REQUEST, "data"),
        prevent_initial_call=True,
    )

    @app.server.get("/parts")
    def parts() -> Response:
        query = request.query_string.decode("utf-8", "replace")[:MAX_ADDRESS]
        address = f"/?{query}" if query else "/"
        state, _ = ViewState.parse(address)
        store = library.store(state.edition)
        body = json.dumps({"values": _values(store, address)}, ensure_ascii=False, separators=(",", ":"))
        return _json(body, store)

    @app.server.get("/parts/<level>.<lang>.json")
    def ahead(level: str, lang: str) -> Response:
        state, notices = ViewState.parse(f"/?level={level}&lang={lang}")
        store = library.store()
        if notices:
            return Response("unknown level or language", status=404, mimetype="text/plain")
        return _json(_ahead(store, state.level, state.lang), store)


def _json(body: str, store: Store) -> Response:
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(f"{store.edition.edition_id}-{hashlib.sha256(body.encode()).hexdigest()[:20]}")
    response.make_conditional(request)
    return response
