"""Taking the data along: every table as CSV and Parquet, the boundaries as GeoJSON, and the package about them."""

import csv
import io
import json
import re
from typing import Any

import pyarrow.parquet as pq
from dash import Dash
from flask import Response, abort, request, send_file

from callbacks.current import Library
from data.package import datapackage
from data.store import Store
from geodata.boundaries import FILES
from layouts.exports.cells import safe

_NAME = re.compile(r"^[a-z_]+$")


def csv_cell(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula: text that begins like one gets an apostrophe before it."""
    return safe(value) if isinstance(value, str) else value


def table_csv(store: Store, name: str) -> str:
    """A table of an edition as CSV (UTF-8 with a byte-order mark, so that spreadsheets read the Chinese)."""
    table = pq.read_table(store.edition.table(name))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        writer.writerow([csv_cell(value) for value in row])
    return "\ufeff" + out.getvalue()


def register(app: Dash, library: Library) -> None:
    """Register the downloads."""
    server = app.server

    def store_of_request() -> Store:
        wanted = request.args.get("edition", "")[:64]
        store = library.store(wanted)
        if wanted and wanted != store.edition.edition_id:
            # Another edition's rows under this one's name would be quoted wrongly.
            text = f"no edition {wanted!r} is kept here; leave it out for the current one, {store.edition.edition_id}"
            abort(Response(text, status=404, mimetype="text/plain"))
        return store

    @server.get("/data/datapackage.json")
    def package() -> Response:
        body = json.dumps(datapackage(store_of_request().edition), ensure_ascii=False, indent=1)
        return Response(body, mimetype="application/json")

    @server.get("/data/<name>.csv")
    def as_csv(name: str) -> Response:
        store = store_of_request()
        if not _NAME.match(name) or name not in store.edition.manifest["tables"]:
            return _missing(name)
        return Response(table_csv(store, name), mimetype="text/csv")

    @server.get("/data/<name>.parquet")
    def as_parquet(name: str) -> Response:
        store = store_of_request()
        if not _NAME.match(name) or name not in store.edition.manifest["tables"]:
            return _missing(name)
        return send_file(
            store.edition.table(name).resolve(),
            mimetype="application/vnd.apache.parquet",
            download_name=f"{name}.parquet",
        )

    @server.get("/data/<level>.geojson")
    def boundaries(level: str) -> Response:
        if level not in ("province", "prefectures", "counties"):
            return _missing(level)
        return send_file(
            (FILES / f"{level}.geojson").resolve(), mimetype="application/geo+json", download_name=f"{level}.geojson"
        )


def _missing(name: str) -> Response:
    return Response(f"no table {name[:40]!r}; /data/datapackage.json lists them all", status=404, mimetype="text/plain")
