"""``/embed``: one map of a view for pages of other sites, and who may show it (``ATLAS_EMBED_ORIGINS``)."""

from dash import Dash
from flask import Response, request

from callbacks.current import Library
from layouts.embed import embed_page
from layouts.exports.address import ExportError, page_address
from layouts.exports.lines import imprint
from layouts.exports.view import view_of
from layouts.view_state import MAX_ADDRESS
from settings import Settings

_PATH = "/embed"
_NOBODY = "'none'"
_STYLES = ("05_fonts.css", "10_atlas.css", "map.css", "31_industry.css")


def policy(origins: tuple[str, ...]) -> str:
    """The content security policy of an embedded map: no scripts at all, framed by these origins only."""
    return (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        f"base-uri 'self'; form-action 'none'; frame-ancestors {' '.join(origins) or _NOBODY}"
    )


def register(app: Dash, library: Library, settings: Settings) -> None:
    """Register the embedded map. Comes before ``deliver``, whose headers this page replaces."""
    server = app.server
    csp = policy(settings.framing_origins)

    @server.after_request
    def may_be_framed(response: Response) -> Response:
        if request.path == _PATH:
            response.headers["Content-Security-Policy"] = csp
            del response.headers["X-Frame-Options"]
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            # Links open the atlas in a window of its own, which must not be cut off from the frame that opened it.
            response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return response

    @server.get(_PATH)
    def embed() -> Response:
        if len(request.query_string) > MAX_ADDRESS:
            return Response(f"the address is longer than {MAX_ADDRESS} characters", status=414, mimetype="text/plain")
        store = library.store(request.args.get("edition", "")[:64])
        try:
            view = view_of(store, page_address(list(request.args.items(multi=True))))
            if view.map is None:
                msg = "this page is no single map: name a place, or one industry"
                raise ExportError(msg)
        except ExportError as error:
            return Response(str(error), status=404, mimetype="text/plain")
        lines = imprint(store, view, request.url_root, settings.map_review_number, sources=view.map.sources)
        styles = tuple(app.get_asset_url(name) for name in _STYLES)
        return Response(embed_page(store, view, view.map, lines, styles), mimetype="text/html")
