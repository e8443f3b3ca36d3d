"""Brief, bulletin, slides and the single file: a list of links in a toolbar, beside the files of the view.

The brief is of what is on screen: ``assets/33_take_away.js`` gives its link the state of the address. The others are
of a place, whatever is chosen on its page.
"""

from typing import Any
from urllib.parse import urlencode

from dash import html

from data.store import Store
from layouts.exports.address import export_query
from layouts.messages import message
from layouts.view_state import ViewState


def story_of(store: Store, state: ViewState) -> str:
    """The story that belongs to a page: of the city, also on a page of one of its counties, else of the province."""
    region = store.regions.get(state.place)
    if region is None or region.level not in ("prefecture", "county"):
        return "province"
    return region.code if region.level == "prefecture" else region.parent


def _link(lang: str, key: str, address: str, **data: str) -> html.Li:
    return html.Li(html.A(html.Span(message(lang, f"take-away-{key}")), href=address, download="", **data))


def take_away(store: Store, state: ViewState) -> html.Details:
    """The list, as a disclosure for a toolbar.

    Args:
        store: the store.
        state: the view state of an overview or a place.

    Returns:
        A ``details`` with links to brief, bulletins, slides and single file.
    """
    lang = state.lang
    edition = [("edition", state.edition)] if state.edition else []

    def address(path: str, **parameters: str) -> str:
        return f"/export/{path}?{urlencode([*parameters.items(), *edition])}"

    found = story_of(store, state)
    query = export_query(state)
    brief = _link(lang, "brief", "/export/brief.pdf" + (f"?{query}" if query else ""), **{"data-brief": ""})
    bulletins = [
        _link(lang, f"bulletin-{family}", address("bulletin.pdf", family=family, lang=lang))
        for family in ("investment", "economy")
    ]
    slides = [
        _link(lang, f"slides-{one}", address("story.pptx", story=found, lang=one)) for one in ("zh", "en", "both")
    ]
    single = _link(lang, "single", address("story.html", story=found, lang=lang))
    groups: list[Any] = [
        _group(lang, "paper", [brief, *bulletins]),
        _group(lang, "stage", [*slides, single]),
    ]
    return html.Details(
        [html.Summary(message(lang, "take-away"), className="button"), html.Div(groups, className="take-along-panel")],
        className="take-along",
        **{"data-picker": "take-away"},
    )


def _group(lang: str, key: str, items: list[Any]) -> html.Section:
    return html.Section([html.H3(message(lang, f"take-away-{key}")), html.Ul(items)])
