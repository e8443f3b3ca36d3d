"""How answers travel: security headers, compression, cache lifetimes, health, and the production server."""

import hashlib
import json
import re
from datetime import timedelta
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cachelib import SimpleCache
from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, g, jsonify, request
from flask_compress import Compress
from gunicorn.app.base import BaseApplication
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from callbacks.current import Library
from layouts.components.map_block import frame_svg
from settings import Settings

ROOT = Path(__file__).parent.parent
_YEAR = "public, max-age=31536000, immutable"
_HASHED = re.compile(r"^/assets/fonts/.+\.[0-9a-f]{8}\.woff2$|^/_dash-component-suites/.+\.v\d[^/]*m\d+\.")
_TEXTS = ("text/css", "text/javascript", "application/javascript")
_CALLBACKS = "/_dash-update-component"
_DASH_PAGES = ("/_dash-layout", "/_dash-dependencies")
_UNKEPT = ";not kept"
_NO_PAGES = ("/export/", "/assets/", "/_dash-", "/data/", "/map/", "/parts/")
_LEVELS_AROUND = {"prefecture": ("province", "prefecture"), "county": ("province", "prefecture", "county")}
"""What a map of prefectures or counties may be focused on."""
_FRAME = re.compile(r"([0-9]{6})\.(prefecture|county)\.(zh|en)")


def address_of_request() -> str:
    """Path and query of the page that is asked for."""
    query = request.query_string.decode("utf-8", "replace")
    return request.path + (f"?{query}" if query else "")


def address_of_page() -> str:
    """Path and query of the page that asks for its layout, told by the browser's Referer; "/" when it tells none."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:  # no address at all, such as "http://["
        return "/"
    if parts.netloc and parts.netloc != request.host:
        return "/"
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def remember_status(status: int) -> None:
    """Keep the status of the first response until the answer is sent."""
    g.atlas_status = status


_SCRIPT = re.compile(r'<script src="([^"]+)"')
_START = "/assets/00_start.js"
_HEAVY = ("dash_mantine_components", "dash_ag_grid")


def script_list(scripts: str, *, heavy: bool) -> dict[str, str]:
    """What the starter loads, from the script tags that Dash would write.

    Args:
        scripts: Dash's script tags.
        heavy: does the page use the large component libraries?

    Returns:
        ``scripts``, empty elements with the addresses in their order, and ``start``, the address of the starter.
    """
    found = [unescape(address) for address in _SCRIPT.findall(scripts)]
    start = next(address for address in found if _START in address)
    wanted = [
        address
        for address in found
        if address != start and "/dash_table/" not in address and (heavy or not any(name in address for name in _HEAVY))
    ]
    # Dash looks for a src that names its renderer; data-src pleases it and loads nothing.
    items = "".join(f'<i data-src="{escape(address)}"></i>' for address in wanted)
    return {"scripts": items, "start": escape(start)}


_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"[^>]*>')
_LATE_STYLES = {"05_fonts": "", "30_projects": "projects", "31_industry": "industry", "40_stage": "present"}
"""Style sheets that the first view does without, and the page that cannot ("" for none)."""


def style_list(css: str, page: str) -> dict[str, str]:
    """What the first view is styled with, and what the starter loads once it is painted.

    Args:
        css: Dash's style sheet tags.
        page: the page that is answered.

    Returns:
        ``css``, tags that hold back the first paint, and ``late``, empty elements with the addresses of the others (and
        the tags again, for a browser without scripts).
    """
    tags = {match[0]: unescape(match[1]) for match in _STYLE.finditer(css)}
    late = {
        tag: address
        for tag, address in tags.items()
        if any(name in address and page != owner for name, owner in _LATE_STYLES.items())
    }
    items = "".join(f'<i data-style="{escape(address)}"></i>' for address in late.values())
    return {
        "css": "\n".join(tag for tag in tags if tag not in late),
        "late": f"{items}<noscript>{''.join(late)}</noscript>",
    }


def content_security_policy() -> str:
    """The policy: everything from here, no inline script at all."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


def _tag(response: Response) -> None:
    """An entity tag by content, and an empty answer for a browser that has this content already."""
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20], weak=True)
    response.make_conditional(request)


_MAX_BODY = 1 << 18


def body_problem(app: Dash, body: Any) -> str:
    """What is wrong with the body of a callback's request, which anybody may send.

    Args:
        app: the application.
        body: the parsed JSON.

    Returns:
        What was expected, "" when the body names a callback of ours with all that it takes. Values are for the callback
        to judge.
    """
    if not isinstance(body, dict):
        return "expected an object with output, outputs, inputs and changedPropIds"
    output = body.get("output")
    callback = app.callback_map.get(output) if isinstance(output, str) else None
    if callback is None or "callback" not in callback:
        return "there is no such output"
    wanted = {
        "outputs": str(output).strip(".").split("..."),
        "inputs": [f"{item['id']}.{item['property']}" for item in callback["inputs"]],
        "state": [f"{item['id']}.{item['property']}" for item in callback["state"]],
    }
    for part, names in wanted.items():
        found = body.get(part, [])
        items = [found] if part == "outputs" and isinstance(found, dict) else found
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            return f"expected {part} as a list of objects with id and property"
        if [f"{item.get('id')}.{item.get('property')}" for item in items] != names:
            return f"these are not the {part} of that output"
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        return "expected changedPropIds as a list of names"
    return ""


def register(app: Dash, library: Library, settings: Settings) -> None:
    """Register headers, compression, health and the addresses of map frames. Comes last."""
    server = app.server

    @server.before_request
    def callback_body() -> Response | None:
        """Refuse what no page of ours sends, which Dash would answer with a server error."""
        if request.path != _CALLBACKS or request.method != "POST":
            return None
        request.max_content_length = _MAX_BODY
        try:
            problem = body_problem(app, json.loads(request.get_data())) if request.is_json else "expected JSON"
        except RequestEntityTooLarge:
            problem = f"it is longer than {_MAX_BODY} bytes"
        except (ValueError, RecursionError):
            problem = "it is no JSON"
        text = f"This request cannot be answered: {problem}. Load the page anew."
        return Response(text, status=400, mimetype="text/plain") if problem else None

    cache = _Kept(threshold=200, default_timeout=0)
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=400,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/csv",
            "text/javascript",
            "application/javascript",
            "application/json",
            "application/geo+json",
            "image/svg+xml",
        ],
        COMPRESS_CACHE_KEY=_compress_key,
        COMPRESS_CACHE_BACKEND=lambda: cache,
    )
    Compress(server)
    policy = content_security_policy()

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        versioned = (request.path.startswith("/map/") and request.args.get("v")) or (
            request.path.startswith("/assets/") and request.args.get("m")  # Dash writes when the file was changed
        )
        kept = versioned or _HASHED.match(request.path)
        if kept and response.status_code in (200, 304):  # an error must not be kept for a year
            response.headers["Cache-Control"] = _YEAR
            if response.mimetype in _TEXTS:
                response.direct_passthrough = False
                response.make_sequence()  # as one piece it is compressed once and kept; as a stream each time anew
        elif response.mimetype == "text/html" and response.status_code == 200:
            response.headers["Cache-Control"] = "no-cache"
            response.status_code = g.pop("atlas_status", 200)
            if response.status_code == 200:
                _tag(response)
        elif request.path in _DASH_PAGES and response.status_code == 200:
            response.headers["Cache-Control"] = "no-cache"
            response.vary.add("Referer")
            _tag(response)
        return response

    @server.errorhandler(DependencyException)
    def no_such_script(_: DependencyException) -> Response:
        """Dash raises for a script that it does not know; its text would list the packages."""
        return Response("no such script", status=404, mimetype="text/plain")

    @server.errorhandler(404)
    def nowhere(error: NotFound) -> Response | NotFound:
        """The page that says so also for a path that no rule fits, such as one with a line break in it."""
        return error if request.path.startswith(_NO_PAGES) else Response(app.index(), mimetype="text/html")

    @server.get("/healthz")
    def healthz() -> Response:
        return jsonify({"status": "alive", "edition": library.store().edition.edition_id})

    @server.get("/readyz")
    def readyz() -> Response:
        body: dict[str, Any] = {"status": "ready", "edition": library.store().edition.edition_id}
        if library.problem:
            body["warning"] = library.problem
        return jsonify(body)

    @server.get("/map/<key>.svg")
    def frame(key: str) -> Response:
        match = _FRAME.fullmatch(key)
        store = library.store()
        focus = store.regions.get(match[1]) if match else None
        if not match or focus is None or focus.level not in _LEVELS_AROUND[match[2]]:
            return Response("no such map", status=404, mimetype="text/plain")
        response = Response(frame_svg(store, match[2], match[1], match[3]), mimetype="image/svg+xml")
        response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16])
        response.make_conditional(request)
        return response


class _Kept(SimpleCache):  # type: ignore[misc, unused-ignore]
    """Compressed bodies by address; what has no key (``_compress_key``) is never kept, or pages would mix."""

    def get(self, key: str) -> Any:
        return None if key.endswith(_UNKEPT) else super().get(key)

    def set(self, key: str, value: Any, timeout: int | timedelta | None = None) -> bool | None:
        return False if key.endswith(_UNKEPT) else super().set(key, value, timeout)


def _compress_key(request_: Any) -> str:
    """Only what never changes under its address is kept compressed."""
    path = request_.full_path
    kept = path.startswith(("/assets/", "/_dash-component-suites/", "/map/")) and request_.method == "GET"
    return path if kept else _UNKEPT


class _Server(BaseApplication):  # type: ignore[misc, unused-ignore]
    """gunicorn with options from code; loaded once, then forked."""

    def __init__(self, server: Flask, options: dict[str, Any]) -> None:
        self.options = options
        self.server = server
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.server


def serve(server: Flask, *, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until stopped.

    Args:
        server: the WSGI application, loaded before the workers are forked.
        host: address to listen on.
        port: port to listen on.
        workers: processes.
        threads: threads of each.
    """
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": threads,
        "preload_app": True,
        "keepalive": 30,
        "timeout": 60,
        "accesslog": None,
        "loglevel": "warning",
        "limit_request_line": 8190,
    }
    _Server(server, options).run()
