"""Searching: hits while one types, and going to what is chosen."""

from dash import Dash, Input, Output, State

from callbacks.current import Library
from data.search import Hit, search
from data.store import Store
from layouts import ids
from layouts.messages import message
from layouts.view_state import ViewState


def register(app: Dash, library: Library) -> None:
    """Register the search box."""

    @app.callback(
        Output(ids.SEARCH, "data"),
        Input(ids.SEARCH, "searchValue"),
        State(ids.URL, "pathname"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def find(query: str | None, pathname: str, query_string: str) -> list[dict[str, str]]:
        state, _ = ViewState.parse((pathname or "/") + (query_string or ""))
        store = library.store(state.edition)
        return [option(store, hit, state) for hit in search(store, str(query or ""))]

    app.clientside_callback(
        """(value) => {
            if (!value) return [dash_clientside.no_update, dash_clientside.no_update];
            document.dispatchEvent(new CustomEvent('atlas:navigate', {detail: {href: value.split(' ')[0]}, cancelable: true}));
            return [null, ''];
        }""",
        Output(ids.SEARCH, "value"),
        Output(ids.SEARCH, "searchValue"),
        Input(ids.SEARCH, "value"),
        prevent_initial_call=True,
    )


def option(store: Store, hit: Hit, state: ViewState) -> dict[str, str]:
    """A hit as an option: what it is, where it is, and the address it leads to."""
    lang = state.lang
    name = hit.label_zh if lang == "zh" else hit.label_en
    about = []
    if hit.kind != "region":
        about.append(message(lang, f"kind-{hit.kind}"))
    place = store.regions.get(hit.region)
    if place is not None and hit.kind == "region":
        parent = store.regions.get(place.parent)
        about += [parent.short(lang)] if parent and place.level == "county" else []
    elif place is not None:
        about.append(place.short(lang))
    code = hit.region if hit.region and store.regions[hit.region].level in ("prefecture", "county") else ""
    target = (
        ViewState(page="place", place=code, lang=lang, edition=state.edition)
        if code
        else ViewState(lang=lang, edition=state.edition)
    )
    return {"value": f"{target.address} {hit.kind} {hit.key}", "label": " · ".join([name, *about])}
