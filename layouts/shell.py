"""The shell: header, search, language, share, the page, footer, and the dialogs that lie over it."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from data.industry import industry_of
from data.store import Store
from layouts import ids
from layouts.components.link import go, link
from layouts.messages import message
from layouts.view_state import Notice, ViewState

BUILT_PAGES = ("overview", "industry", "projects", "present", "sources")
"""Pages in the order of the navigation."""

HEAVY_PAGES = ("projects",)
"""Pages that use the large component libraries (Mantine, AG Grid): only they load them."""

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' "
    "rx='5' fill='%23B23A2E'/%3E%3Cpath d='M7 8v16M16 5v19M25 8v16M7 24h18' stroke='%23FAF8F4' stroke-width='3' "
    "fill='none'/%3E%3C/svg%3E"
)
"""The icon of the browser's tab, in the page itself: a mountain (山)."""

HTML_LANG = {"zh": "zh-Hans", "en": "en"}


def header(state: ViewState) -> html.Header:
    """Title, pages, search, language, share."""
    lang = state.lang
    nav = []
    for name in BUILT_PAGES:
        target = ViewState(page=name, lang=lang, edition=state.edition)
        here = state.page == name or (name == "overview" and state.page == "place")
        current = {"aria-current": "page" if state.page == name else "true"} if here else {}
        nav.append(html.Li(go(message(lang, f"nav-{name}"), target, **current)))
    other = "en" if lang == "zh" else "zh"
    language = link(
        html.Span(message(lang, "other-language"), lang=HTML_LANG[other]),
        state,
        class_name="button",
        lang=other,
        label=message(lang, "switch-language"),
    )
    language.hrefLang = HTML_LANG[other]
    share = html.Button(message(lang, "share"), type="button", className="button", **{"data-share": ""})
    first = ViewState(page="present", item="province", lang=lang, edition=state.edition)
    stage = go(message(lang, "start-present"), first, class_name="button button-accent")
    return html.Header(
        [
            html.A(message(lang, "skip"), href="#main", className="skip"),
            go(message(lang, "title"), ViewState(lang=lang, edition=state.edition), class_name="brand"),
            html.Nav(html.Ul(nav), className="pages", **{"aria-label": message(lang, "pages")}),
            html.Div([search_box(lang), language, share, stage], className="header-tools"),
        ],
        className="header",
    )


def search_box(lang: str) -> html.Div:
    """The place of the search box; ``assets/14_search.js`` puts a combobox (accessible-autocomplete) into it."""
    texts = {
        "data-label": message(lang, "search"),
        "data-placeholder": message(lang, "search-placeholder"),
        "data-nothing": message(lang, "search-nothing"),
    }
    return html.Div(className="search-box", **{"data-search": lang, **texts})


def footer(store: Store, lang: str, review_number: str) -> html.Footer:
    """Edition, boundary source and map-review line."""
    manifest = store.edition.manifest
    edition = message(
        lang,
        "edition",
        title=manifest["title_zh" if lang == "zh" else "title_en"],
        date=store.edition.date,
        id=store.edition.edition_id,
    )
    return html.Footer(
        [
            html.P(edition, **{"data-text": "label"}),
            html.P(boundary_line(lang, review_number), className="boundary-line", **{"data-text": "label"}),
            html.P(message(lang, "licence")),
        ],
        className="footer",
    )


def boundary_line(lang: str, review_number: str) -> str:
    """Where the boundaries come from, and the map-review number as far as it is confirmed."""
    return (
        message(lang, "boundary-confirmed", number=review_number)
        if review_number
        else message(lang, "boundary-unconfirmed")
    )


def notice_list(notices: tuple[Notice, ...], lang: str) -> html.Div:
    """What of an address could not be used, said quietly."""
    items = []
    for notice in notices[:4]:
        parameter = message(lang, f"parameter-{notice.parameter}")
        items.append(
            html.P(
                message(lang, notice.message, parameter=parameter, value=notice.value),
                className="notice",
                **{"data-text": "note"},
            )
        )
    return html.Div(items, id=ids.NOTICES, role="status", className="notices")


def missing_page(state: ViewState) -> html.Div:
    """The page of an address that has none."""
    lang = state.lang
    return html.Div(
        [
            html.H1(message(lang, "missing-page"), className="headline", tabIndex=-1),
            html.P(go(message(lang, "to-overview"), ViewState(lang=lang), **{"data-up": ""})),
        ],
        className="page page-missing",
    )


def document_title(state: ViewState, store: Store) -> str:
    """The title of the browser's tab."""
    title = message(state.lang, "title")
    if state.page == "place" and state.place in store.regions:
        return f"{store.regions[state.place].name(state.lang)} · {title}"
    if state.page == "industry" and (industry := industry_of(store, state.item)) is not None:
        return f"{industry.name(state.lang)} · {title}"
    if state.page in ("industry", "sources", "projects", "present"):
        return f"{message(state.lang, f'nav-{state.page}')} · {title}"
    return title


def screen(store: Store, state: ViewState, page: Any, notices: tuple[Notice, ...], review_number: str) -> html.Div:
    """Everything a person sees, for one view state.

    Args:
        store: the store.
        state: the view state.
        page: the page.
        notices: what of the address could not be used.
        review_number: the confirmed map-review number, "" when it is not confirmed.

    Returns:
        Header, page and footer, with language and title for the document.
    """
    return html.Div(
        [
            header(state),
            synthetic_banner(store, state.lang),
            html.Main([notice_list(notices, state.lang), page], id=ids.MAIN),
            footer(store, state.lang, review_number),
            dialog(ids.PASSPORT, ids.PASSPORT_BODY, state.lang),
            dialog(ids.SHARE, ids.SHARE_BODY, state.lang, "dialog-share"),
        ],
        className="screen",
        lang=HTML_LANG[state.lang],
        **{
            "data-lang": HTML_LANG[state.lang],
            "data-title": document_title(state, store),
            "data-address": state.address,
        },
    )


def synthetic_banner(store: Store, lang: str) -> html.P | None:
    """That an edition is made up for tests, where it is."""
    if not store.edition.manifest.get("synthetic"):
        return None
    return html.P(message(lang, "synthetic"), className="synthetic", role="note")


def dialog(component_id: str, body_id: str, lang: str, class_name: str = "") -> html.Dialog:
    """A dialog that lies over the page; a callback fills its body."""
    close = html.Button("×", className="close", **{"aria-label": message(lang, "close"), "data-close": ""})
    return html.Dialog(
        [html.Form(close, method="dialog"), html.Div(id=body_id)],
        id=component_id,
        className=f"dialog {class_name}".strip(),
        **{"aria-labelledby": body_id},
    )


def bare_screen(store: Store, state: ViewState, page: Any) -> html.Div:
    """A screen without header and footer: the stage."""
    return html.Div(
        html.Main(page, id=ids.MAIN),
        className="screen",
        lang=HTML_LANG[state.lang],
        **{
            "data-lang": HTML_LANG[state.lang],
            "data-title": document_title(state, store),
            "data-address": state.address,
        },
    )


def live_layout(shown: html.Div, address: str, *, heavy: bool) -> Any:
    """The layout that Dash makes live: the address, the stores and the screen.

    Args:
        shown: the screen.
        address: its address.
        heavy: does the page use Mantine's components? Then it needs their provider.

    Returns:
        The layout.
    """
    parts = [
        dcc.Location(id=ids.URL, refresh="callback-nav"),
        dcc.Store(id=ids.SHOWN, data=address),
        dcc.Store(id=ids.PAGE_REQUEST),
        dcc.Store(id=ids.VIEW_REQUEST),
        dcc.Store(id=ids.PROJECTS_REQUEST),
        dcc.Store(id=ids.PROJECTS_CHOSEN),
        dcc.Store(id=ids.PROJECTS_LOADED),
        dcc.Store(id=ids.PASSPORT_REQUEST),
        dcc.Store(id=ids.SHARE_REQUEST),
        html.Div(shown, id=ids.ROOT),
    ]
    if not heavy:
        return html.Div(parts)
    return dmc.MantineProvider(
        parts, forceColorScheme="light", theme={"fontFamily": "var(--font-sans)", "primaryColor": "dark"}
    )
