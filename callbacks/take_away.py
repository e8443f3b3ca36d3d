"""Taking it away: the one-page brief, the bulletin, the slides. Routes only; ``layouts/reports`` makes the pages."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from dash import Dash
from flask import Response, request

from callbacks.current import Library
from data.store import Store
from layouts.exports.address import ExportError, page_address
from layouts.reports.brief import SubjectError, brief_pdf, subject_of
from layouts.reports.bulletin import bulletin_pdf
from layouts.reports.bulletin_series import FamilyError
from layouts.reports.slides import LANGS, story_pptx
from layouts.reports.slides_master import GROUNDS
from layouts.stories import Story, StoryError, from_json, story
from layouts.stories.model import MAX_FILE_CHARACTERS
from layouts.view_state import MAX_ADDRESS, ViewState
from settings import Settings

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_AT_ONCE = 2
_WAIT_SECONDS = 20


class _RefusedError(ValueError):
    """A request that cannot be answered; the message says why."""


def register(app: Dash, library: Library, settings: Settings) -> None:
    """Register the addresses of brief, bulletin and slides."""
    server = app.server
    # A file keeps one thread busy for a second or two; the others go on answering pages.
    turns = threading.BoundedSemaphore(_AT_ONCE)

    def answer(make: Callable[[Store], Response]) -> Response:
        if len(request.query_string) > MAX_ADDRESS:
            return _text(f"the address is longer than {MAX_ADDRESS} characters: leave something out", 414)
        wanted = request.args.get("edition", "")[:64]
        store = library.store(wanted)
        if wanted and wanted != store.edition.edition_id:
            return _text(f"edition={wanted!r} is not kept here; leave it out for {store.edition.edition_id}", 404)
        if not turns.acquire(timeout=_WAIT_SECONDS):
            return _text("other files are being made; ask again in a minute", 503)
        try:
            return make(store)
        except (ExportError, SubjectError, FamilyError, StoryError, _RefusedError) as error:
            return _text(str(error), 404)
        finally:
            turns.release()

    @server.get("/export/brief.pdf")
    def brief() -> Response:
        def make(store: Store) -> Response:
            state, _ = ViewState.parse(page_address(list(request.args.items(multi=True))))
            subject = subject_of(store, state)
            body = brief_pdf(
                store,
                state,
                root=settings.link_root(request.host_url),
                review_number=settings.map_review_number,
                printed=datetime.now(UTC).date(),
            )
            return _file(body, PDF, f"{subject.name}.pdf", "brief.pdf")

        return answer(make)

    @server.get("/export/bulletin.pdf")
    def bulletin() -> Response:
        def make(store: Store) -> Response:
            family = request.args.get("family", "investment")[:40]
            lang = ViewState.parse(f"/?lang={request.args.get('lang', '')[:8]}")[0].lang
            body = bulletin_pdf(
                store,
                family,
                lang,
                root=settings.link_root(request.host_url),
                review_number=settings.map_review_number,
                printed=datetime.now(UTC).date(),
            )
            return _file(body, PDF, f"bulletin-{family}-{lang}.pdf", "bulletin.pdf")

        return answer(make)

    @server.get("/export/story.pptx")
    def slides() -> Response:
        return answer(lambda store: _slides(store, _story(store), settings))

    @server.post("/export/story.pptx")
    def edited_slides() -> Response:
        """Slides of a story that a presenter has edited: the body is the story's file."""
        if (request.content_length or 0) > 4 * MAX_FILE_CHARACTERS:
            return _text(f"the story file is longer than {MAX_FILE_CHARACTERS} characters", 413)
        text = request.get_data().decode("utf-8", "replace")
        return answer(lambda store: _slides(store, from_json(text), settings))


def _story(store: Store) -> Story:
    try:
        return story(store, request.args.get("story", "province")[:64])
    except KeyError as error:
        raise _RefusedError(str(error.args[0])[:500]) from error


def _slides(store: Store, found: Story, settings: Settings) -> Response:
    lang, ground = request.args.get("lang", settings.lang), request.args.get("ground", "dark")
    if lang not in LANGS or ground not in GROUNDS:
        expected = f"expected one of {', '.join(LANGS)} and one of {', '.join(GROUNDS)}"
        msg = f"lang={lang[:20]!r}, ground={ground[:20]!r}: {expected}"
        raise _RefusedError(msg)
    unknown = {s.map.focus for s in found.scenes if s.map} - store.regions.keys()
    if unknown:
        msg = f"story {found.id}: a map shows region {sorted(unknown)[0]!r}, which this edition does not have"
        raise _RefusedError(msg)
    root = settings.link_root(request.host_url)
    body = story_pptx(store, found, lang, ground=ground, root=root, review_number=settings.map_review_number)
    return _file(body, PPTX, f"{found.title.of('en' if lang == 'en' else 'zh')}.pptx", f"story-{found.id}-{lang}.pptx")


def _file(body: bytes, mimetype: str, name: str, plain_name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    quoted = quote(name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quoted}"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _text(text: str, status: int) -> Response:
    return Response(text, status=status, mimetype="text/plain")
