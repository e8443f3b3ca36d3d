"""Presenting: the data of a story for the stage, and the single file that needs neither server nor network."""

import hashlib
import json
from urllib.parse import quote

from dash import Dash
from flask import Response, request

from callbacks.current import Library
from data.store import Store
from layouts.reports.story_file import story_file
from layouts.stage import stage_data
from layouts.stories import story
from layouts.view_state import LANGS
from settings import Settings


def register(app: Dash, library: Library, settings: Settings) -> None:
    """Register the addresses of stories."""
    server = app.server

    def store_of_request() -> Store:
        return library.store(request.args.get("edition", "")[:64])

    @server.get("/present/<story_id>.json")
    def stage(story_id: str) -> Response:
        store = store_of_request()
        try:
            found = story(store, story_id)
        except KeyError as error:
            return _missing(error)
        data = stage_data(store, found, settings.link_root(request.host_url), settings.map_review_number)
        response = Response(json.dumps(data, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")
        response.headers["Cache-Control"] = "no-cache"
        response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20], weak=True)
        response.make_conditional(request)
        return response

    @server.get("/export/story.html")
    def single_file() -> Response:
        store = store_of_request()
        lang = request.args.get("lang", settings.lang)
        try:
            found = story(store, request.args.get("story", "province")[:64])
        except KeyError as error:
            return _missing(error)
        lang = lang if lang in (*LANGS, "both") else settings.lang
        body = story_file(store, found, lang, settings.link_root(request.host_url), settings.map_review_number)
        name = quote(f"{found.title.of('en' if lang == 'en' else 'zh')}.html")
        response = Response(body, mimetype="text/html")
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"story-{found.id}-{lang}.html\"; filename*=UTF-8''{name}"
        )
        return response


def _missing(error: KeyError) -> Response:
    return Response(str(error.args[0])[:500], status=404, mimetype="text/plain")
