"""Sharing the view on screen: its link and a QR code of it."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

import segno
from dash import Dash, Input, Output, html

from layouts import ids
from layouts.messages import message
from layouts.view_state import MAX_ADDRESS, ViewState
from settings import Settings


def register(app: Dash, settings: Settings) -> None:
    """Register sharing."""

    @app.callback(Output(ids.SHARE_BODY, "children"), Input(ids.SHARE_REQUEST, "data"), prevent_initial_call=True)
    def share(request: dict[str, Any] | None) -> list[Any]:
        request = request if isinstance(request, dict) else {}
        href = public_address(str(request.get("href", "")), settings.public_url)
        lang = ViewState.parse(str(request.get("address", "/")))[0].lang
        return share_card(href if _is_address(href) else "", lang)


def public_address(href: str, origin: str) -> str:
    """The address to share.

    Args:
        href: address of the page, as the browser tells it.
        origin: the public address of the atlas, "" when none is set.

    Returns:
        The same page under the public address; ``href`` as it is when none is set or it is no address.
    """
    if not origin or not _is_address(href):
        return href
    parts = urlsplit(href)
    return f"{origin}{urlunsplit(('', '', parts.path or '/', parts.query, parts.fragment))}"


def _is_address(href: str) -> bool:
    """Is it an address as a browser tells it: http(s), percent-encoded, not endless?"""
    try:
        return len(href) <= MAX_ADDRESS and href.isascii() and urlsplit(href).scheme in ("http", "https")
    except ValueError:
        return False


def share_card(href: str, lang: str) -> list[Any]:
    """The card: link, copy button and, unless the address is longer than one can hold, a QR code."""
    card = [
        html.H2(message(lang, "share-title"), className="section-title"),
        html.P(html.A(href, href=href, className="share-link")),
        html.Button(
            message(lang, "share-copy"),
            type="button",
            className="button",
            **{"data-copy": href, "data-copied": message(lang, "share-copied")},
        ),
    ]
    try:
        code = segno.make(href or "-", error="m", micro=False)
    except segno.DataOverflowError:
        return card
    picture = code.svg_data_uri(scale=4, border=2, dark="#1F2933")
    label = message(lang, "share-qr")
    return [*card, html.Img(src=picture, alt=label, className="share-code"), html.P(label, className="note")]
