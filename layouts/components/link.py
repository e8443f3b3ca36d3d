"""Links. A link says what it changes; in the browser the change is applied to the address that is on screen."""

import json
from typing import Any

from dash import html

from layouts.view_state import ViewState, default_lang


def link(
    children: Any, state: ViewState, *, class_name: str = "", current: bool = False, label: str = "", **changes: Any
) -> html.A:
    """A link to the same view with something changed.

    Args:
        children: what is shown.
        state: the view on screen.
        class_name: CSS classes.
        current: does it lead to what is shown already? (``aria-current``)
        label: accessible name, when the children do not say enough.
        **changes: fields of the view state and their new values.

    Returns:
        A real link with ``data-change``, so that it works without scripts and, live, without a reload.
    """
    target = state.with_(**changes)
    attributes: dict[str, Any] = {
        "data-change": json.dumps(_parameters(changes), ensure_ascii=False, separators=(",", ":"))
    }
    if current:
        attributes["aria-current"] = "true"
    if label:
        attributes["aria-label"] = label
    return html.A(children, href=target.address, className=class_name, **attributes)


def go(children: Any, state: ViewState, *, class_name: str = "", label: str = "", **attributes: Any) -> html.A:
    """A link to a view of its own.

    Args:
        children: what is shown.
        state: where it leads.
        class_name: CSS classes.
        label: accessible name, when the children do not say enough.
        **attributes: further attributes.

    Returns:
        A real link, followed without a reload when the page is live.
    """
    if label:
        attributes["aria-label"] = label
    return html.A(children, href=state.address, className=class_name, **{"data-nav": "", **attributes})


def to_place(state: ViewState, code: str) -> ViewState:
    """The page of a place, seen from another page: language and edition stay, the rest starts anew."""
    return ViewState(page="place", place=code, lang=state.lang, edition=state.edition)


def to_overview(state: ViewState) -> ViewState:
    """The overview, seen from another page."""
    return ViewState(lang=state.lang, edition=state.edition)


def _parameters(changes: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in changes.items():
        if (name, value) in (("level", "prefecture"), ("lang", default_lang())):
            value = None
        result[name] = list(value) if isinstance(value, tuple) else (value or None)
    return result
