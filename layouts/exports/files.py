"""Tables as CSV and Parquet, maps as GeoJSON. Written chunk by chunk into an open file."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.boundaries import FILES
from layouts.exports.address import ExportError
from layouts.exports.cells import safe
from layouts.exports.lines import Imprint
from layouts.exports.progress import Report, silent
from layouts.exports.tables import Row, Table, kind_of, label_of
from layouts.exports.view import ExportView

_ARROW = {"number": pa.float64(), "integer": pa.int64(), "string": pa.string()}


def _chunks(table: Table, report: Report) -> Iterator[list[Row]]:
    done = 0
    report(done, table.count)
    for chunk in table.chunks():
        yield chunk
        done += len(chunk)
        report(done, table.count)


def write_csv(table: Table, out: IO[bytes], report: Report = silent) -> None:
    """Write a table as CSV: UTF-8 with a byte-order mark, so that spreadsheets read the Chinese.

    Args:
        table: the table.
        out: where to.
        report: told after every chunk.

    Raises:
        CancelledError: when the report says so.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    for chunk in _chunks(table, report):
        writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in chunk)
    text.flush()
    text.detach()  # closing would close the caller's file


def write_parquet(table: Table, view: ExportView, lines: Imprint, out: IO[bytes], report: Report = silent) -> None:
    """Write a table as Parquet; the schema's metadata hold title, source, edition and link, each column's its label.

    Args:
        table: the table.
        view: the view it belongs to.
        lines: its imprint.
        out: where to.
        report: told after every chunk.

    Raises:
        CancelledError: when the report says so.
    """
    lang = view.state.lang
    fields = [pa.field(name, _ARROW[kind_of(name)], metadata={"label": label_of(name, lang)}) for name in table.columns]
    about = {"title": view.title, "source": lines.source, "edition": lines.edition, "link": lines.link}
    schema = pa.schema(fields, metadata=about)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for chunk in _chunks(table, report):
            columns: Sequence[Sequence[Any]] = list(zip(*chunk, strict=True)) or [[] for _ in table.columns]
            arrays = [pa.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def write_geojson(view: ExportView, lines: Imprint, out: IO[bytes]) -> None:
    """Write the regions of a map with what the map shows of each (RFC 7946: WGS 84, longitude first).

    Args:
        view: the view.
        lines: its imprint.
        out: where to.

    Raises:
        ExportError: when the view has no regions to draw.
    """
    part = view.map
    if part is None:
        msg = "this page is no single map: take its table along (csv, xlsx, parquet), or open one industry"
        raise ExportError(msg)
    rows = {str(row[0]): row for row in part.rows}
    file = FILES / ("counties.geojson" if part.level == "county" else "prefectures.geojson")
    shapes = json.loads(file.read_text(encoding="utf-8"))
    features = [
        {
            "type": "Feature",
            "id": shape["properties"]["region_code"],
            "properties": dict(zip(part.columns, rows[shape["properties"]["region_code"]], strict=True)),
            "geometry": shape["geometry"],
        }
        for shape in shapes["features"]
        if shape["properties"]["region_code"] in rows
    ]
    body = {
        "type": "FeatureCollection",
        "name": view.slug,
        "title": view.title,
        "source": lines.source,
        "edition": lines.edition,
        "boundaries": lines.boundary,
        "link": lines.link,
        "features": features,
    }
    out.write(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())
