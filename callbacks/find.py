"""Searching: the hits for what one types, as plain JSON for the combobox in the header."""

from dataclasses import asdict

from dash import Dash
from flask import Response, jsonify, request

from callbacks.current import Library
from data.search import Hit, make_ready, search
from data.store import Store
from layouts import ids
from layouts.messages import message
from layouts.numbers import quantity
from layouts.view_state import LANGS, ViewState


def register(app: Dash, library: Library) -> None:
    """Register the search."""
    make_ready()

    @app.server.get("/search")
    def find() -> Response:
        lang = request.args.get("lang", "")
        asked = request.args.get("edition", "")[:64]
        store = library.store(asked)
        state = ViewState(
            lang=lang if lang in LANGS else ViewState.parse("/")[0].lang,
            edition=asked if asked == store.edition.edition_id else "",
        )
        return jsonify([option(store, hit, state) for hit in search(store, request.args.get("q", ""))])


def option(store: Store, hit: Hit, state: ViewState) -> dict[str, str]:
    """A hit as an option.

    Args:
        store: the store.
        hit: what was found.
        state: the view state whose language and edition the address keeps.

    Returns:
        ``name``, ``about`` (what it is and where) and ``href``.
    """
    lang = state.lang
    name = hit.label_zh if lang == "zh" else hit.label_en
    place = store.regions.get(hit.region)
    about = [] if hit.kind == "region" else [message(lang, f"kind-{hit.kind}")]
    if place is not None and place.level == "county" and (hit.kind == "region" or hit.project):
        about.append(store.regions[place.parent].short(lang))
    if hit.cities:
        about.append(("、" if lang == "zh" else ", ").join(store.regions[code].short(lang) for code in hit.cities))
    elif place is not None and hit.kind != "region":
        about.append(place.short(lang))
    if hit.project is not None:
        yi = hit.project.amount_yi
        amount = message(lang, "search-no-amount") if yi is None else quantity(yi, "亿元", "CNY 100 million", lang)
        about += [message(lang, f"stage-{hit.project.stage}"), str(amount)]
        address = state.with_(page="projects", **asdict(hit.project.selection)).address
        return {"name": name, "about": " · ".join(about), "href": f"{address}#{ids.PROJECTS_LIST}"}
    if hit.kind in ("chain", "industry"):
        page = ViewState(page="industry", item=hit.key, lang=lang, edition=state.edition)
        return {"name": name, "about": " · ".join(about), "href": page.address}
    if hit.cities:
        chosen = state.with_(page="projects", region=hit.cities)
        return {"name": name, "about": " · ".join(about), "href": f"{chosen.address}#{ids.PROJECTS_LIST}"}
    is_place = place is not None and place.level in ("prefecture", "county")
    place_page = ViewState(page="place", place=hit.region, lang=lang, edition=state.edition)
    target = place_page if is_place else ViewState(lang=lang, edition=state.edition)
    return {"name": name, "about": " · ".join(about), "href": target.address}
