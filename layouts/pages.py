"""Which page an address shows: the one place that turns a view state into a screen."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from dash import html

from data.industry import industry_of
from data.store import Store
from layouts.components.legend import legend
from layouts.components.map_block import card_texts, payload
from layouts.components.pickers import current_choice, mode_links, scope_line, timeline_row
from layouts.components.ranking import ranking
from layouts.industry import industry_list, industry_page
from layouts.industry_map import choose_industry_map
from layouts.overview import headline, overview
from layouts.place import place_page
from layouts.present import has_story, stage_host, stories_page
from layouts.project_view import choose_projects
from layouts.projects import projects_page
from layouts.selection import choose_map
from layouts.shell import bare_screen, missing_page, screen
from layouts.sources import sources_page
from layouts.static_html import in_order, to_html
from layouts.view_state import Notice, ViewState


@dataclass(frozen=True)
class Screen:
    """A screen and its status.

    Attributes:
        state: the view state after resolving.
        content: what is shown.
        status: HTTP status of a first response, 200 or 404.
    """

    state: ViewState
    content: html.Div
    status: int

    @cached_property
    def html(self) -> str:
        """The content as the first answer holds it."""
        return to_html(self.content)


def resolve(store: Store, address: str) -> tuple[ViewState, list[Notice]]:
    """Read an address and check its codes.

    Args:
        store: the store.
        address: path and query.

    Returns:
        A view state whose place exists (or whose page is ``missing``), and notices.
    """
    state, found = ViewState.parse(address)
    notices = list(found)
    if state.page == "place":
        region = store.regions.get(state.place)
        if region is None or region.level not in ("province", "prefecture", "county"):
            notices.append(Notice("notice-unknown-place", "path", state.place))
            state = state.with_(page="missing", place="")
        elif region.level == "province":
            state = state.with_(page="overview", place="")
    if state.page == "present" and state.item and not has_story(store, state.item):
        notices.append(Notice("stage-unknown", "path", state.item[:40]))
        state = state.with_(page="missing", item="")
    if state.page == "industry" and state.item:
        industry = industry_of(store, state.item)
        if industry is None:
            notices.append(Notice("notice-unknown-industry", "path", state.item[:40]))
        state = state.with_(**({"item": industry.item} if industry else {"page": "missing", "item": ""}))
    for name in ("region", "compare"):
        values = getattr(state, name)
        if name == "compare" and state.page == "industry":
            good = tuple(v for v in values if industry_of(store, v) is not None)
        else:
            good = tuple(v for v in values if v in store.regions and v != "100000")
        notices.extend(Notice("notice-unknown-value", name, v) for v in values if v not in good)
        state = state.with_(**{name: good})
    if state.edition and state.edition != store.edition.edition_id:
        notices.append(Notice("notice-unknown-value", "edition", state.edition[:40]))
        state = state.with_(edition="")
    return state, notices


@lru_cache(maxsize=64)
def show(store: Store, address: str, review_number: str = "") -> Screen:
    """The screen of an address; the last ones are kept, since an edition never changes.

    Args:
        store: the store.
        address: path and query.
        review_number: the confirmed map-review number.

    Returns:
        The screen; a broken or unknown address gives a screen with a notice.
    """
    state, notices = resolve(store, address)
    page: Any
    if state.page == "overview":
        view, more = choose_map(store, state)
        notices.extend(more)
        page = overview(store, view)
    elif state.page == "place":
        level = store.regions[state.place].level
        within = state.place if level == "prefecture" else store.regions[state.place].parent
        view, more = choose_map(store, state, within=within)
        notices.extend(more)
        page = place_page(store, view)
    elif state.page == "projects":
        desk, more = choose_projects(store, state)
        notices.extend(more)
        state, page = desk.state, projects_page(store, desk)
    elif state.page == "industry" and (industry := industry_of(store, state.item)) is not None:
        view, more = choose_industry_map(store, state, industry)
        notices.extend(more)
        page = industry_page(store, view, industry)
    elif state.page == "industry":
        page = industry_list(store, state)
    elif state.page == "sources":
        page = sources_page(store, state)
    elif state.page == "present" and state.item:
        return Screen(state, in_order(bare_screen(store, state, stage_host(store, state))), 200)
    elif state.page == "present":
        page = stories_page(store, state)
    else:
        state = state.with_(page="missing", item="")
        page = missing_page(state)
    content = in_order(screen(store, state, page, tuple(notices), review_number))
    return Screen(state, content, 404 if state.page == "missing" else 200)


def repaint(store: Store, address: str) -> dict[str, Any]:
    """What changes on the overview when another indicator, period or scope is chosen: values, never geometry.

    Args:
        store: the store.
        address: path and query of an overview.

    Returns:
        The parts by name: ``paint``, ``texts``, ``headline``, ``legend``, ``timeline``, ``ranking``, ``scope``.
    """
    state, _ = resolve(store, address)
    view, _ = choose_map(store, state)
    return {
        "paint": payload(store, view),
        "texts": card_texts(store, view),
        "headline": headline(store, view),
        "legend": legend(store, view),
        "timeline": timeline_row(store, view, state),
        "ranking": ranking(store, view),
        "scope": scope_line(store, view, state),
        "picked": current_choice(store, view),
        "mode": mode_links(store, view, state),
    }
