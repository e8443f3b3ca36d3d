"""Taking the view along: ``/export/view.<form>`` as a file, its progress, and cancelling it."""

import tempfile
import threading
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from dash import Dash
from flask import Response, jsonify, request

from callbacks import export_jobs
from callbacks.current import Library
from data.store import Store
from layouts.exports.address import FORMS, ExportError, page_address
from layouts.exports.charts import sources_of
from layouts.exports.drawing import png_of, svg_of
from layouts.exports.files import write_csv, write_geojson, write_parquet
from layouts.exports.lines import imprint
from layouts.exports.progress import CancelledError, Report
from layouts.exports.view import ExportView, view_of
from layouts.exports.workbook import write_workbook
from layouts.view_state import MAX_ADDRESS
from settings import Settings

_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_AT_ONCE = 2
_WAIT_SECONDS = 20
_IN_MEMORY = 1 << 20
_PIECE = 1 << 16


def register(app: Dash, library: Library, settings: Settings) -> None:
    """Register the files of views."""
    server = app.server
    # A long file keeps one thread busy; the others go on answering pages.
    turns = threading.BoundedSemaphore(_AT_ONCE)

    @server.get("/export/view.<form>")
    def export(form: str) -> Response:
        if form not in FORMS:
            return _refused(f"view.{form[:20]}: expected one of {', '.join(FORMS)}", 404)
        if len(request.query_string) > MAX_ADDRESS:
            return _refused(f"the address is longer than {MAX_ADDRESS} characters: leave something out", 414)
        try:
            address = page_address(list(request.args.items(multi=True)))
            store = _store(library)
            view = view_of(store, address)
        except ExportError as error:
            return _refused(str(error), 404)
        if not turns.acquire(timeout=_WAIT_SECONDS):
            return _refused("other files are being made; ask again in a minute", 503, retry=60)
        try:
            with export_jobs.reporting(request.args.get("job", "")) as report:
                out = _written(form, store, view, settings, report)
        except ExportError as error:
            return _refused(str(error), 404)
        except CancelledError:
            return _refused("cancelled", 409)
        finally:
            turns.release()
        return _sent(out, form, view)

    @server.get("/export/jobs/<job>")
    def progress(job: str) -> Response:
        found = export_jobs.progress_of(job) if export_jobs.is_job(job) else None
        response = jsonify(
            {"running": found is not None, "done": found[0] if found else 0, "of": found[1] if found else 0}
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    @server.delete("/export/jobs/<job>")
    def cancel(job: str) -> Response:
        if export_jobs.is_job(job):
            export_jobs.cancel(job)
        return Response(status=204)


def _store(library: Library) -> Store:
    wanted = request.args.get("edition", "")[:64]
    store = library.store(wanted)
    if wanted and wanted != store.edition.edition_id:
        msg = f"edition={wanted!r} is not kept here; leave it out for the current one, {store.edition.edition_id}"
        raise ExportError(msg)
    return store


def _written(form: str, store: Store, view: ExportView, settings: Settings, report: Report) -> IO[bytes]:
    """The file, whole: nothing is sent of one that could not be finished."""
    chart = request.args.get("chart", "map")
    named = sources_of(store, view, chart) if form in ("svg", "png", "geojson") else ()
    root = settings.link_root(request.host_url)
    lines = imprint(store, view, root, settings.map_review_number, sources=named)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed when it has been sent
    try:
        if form == "csv":
            write_csv(view.tables[0], out, report)
        elif form == "parquet":
            write_parquet(view.tables[0], view, lines, out, report)
        elif form == "xlsx":
            write_workbook(store, view, lines, out, report)
        elif form == "geojson":
            write_geojson(view, lines, out)
        else:
            svg = svg_of(store, view, lines, chart=chart, size=request.args.get("size", "screen"))
            out.write(png_of(svg) if form == "png" else svg.encode())
    except BaseException:
        out.close()
        raise
    return out


def _sent(out: IO[bytes], form: str, view: ExportView) -> Response:
    size = out.seek(0, 2)
    out.seek(0)
    response = Response(_pieces(out), mimetype=_TYPES[form])
    response.call_on_close(out.close)  # also when nobody reads it to the end
    name = f"atlas-{view.slug}.{form}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Export-Size"] = str(size)
    return response


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(_PIECE):
            yield piece


def _refused(text: str, status: int, *, retry: int = 0) -> Response:
    response = Response(text, status=status, mimetype="text/plain")
    if retry:
        response.headers["Retry-After"] = str(retry)
    return response
