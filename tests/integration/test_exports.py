"""Files of a view by HTTP: each opens in the program it is for, and holds what the page shows.

Belongs here: whole files, headers, cancelling, hostile addresses. Does not belong here: addresses, cells and drawings
by themselves (`tests/unit/test_exports.py`).
"""

import io
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import duckdb
import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import resvg_py
from flask.testing import FlaskClient

from app import AtlasDash, create_app
from data.editions import publish
from data.project_rows import rows
from layouts.exports.address import DRAWN
from layouts.exports.tables import kind_of
from layouts.project_view import choose_projects
from layouts.view_state import ViewState
from settings import Settings
from tests.synthetic import write_tables

Fetch = Callable[..., Any]
VIEWS = {
    "": "/",
    "indicator=gdp_yi&level=county": "/?indicator=gdp_yi&level=county",
    "indicator=known_projects&lang=en": "/?indicator=known_projects&lang=en",
    "indicator=signed_amount_yi&period=latest": "/?indicator=signed_amount_yi&period=latest",
    "page=industry&industry=ch05&lang=en": "/industry/ch05?lang=en",
    "page=industry&industry=coal&indicator=advanced_coal_capacity_share_pct": (
        "/industry/coal?indicator=advanced_coal_capacity_share_pct"
    ),
    "page=place&region=140500": "/city/140500",
}
"""Query of a file → the page it is of."""

ROW = re.compile(r'<tr [^>]*\bdata-row="(\d{6})"[^>]*>(.*?)</tr>', re.DOTALL)
NUMBER = re.compile(r'<span class="figure-number">([^<]+)</span>')


def on_screen(page: str) -> dict[str, str]:
    """Region → number as the ranking prints it, "" where there is none."""
    return {code: (found[1] if (found := NUMBER.search(cells)) else "") for code, cells in ROW.findall(page)}


def file(fetch: Fetch, form: str, query: str) -> bytes:
    answer = fetch(f"/export/view.{form}" + (f"?{query}" if query else ""))
    assert answer.status_code == 200, answer.text[:300]
    return bytes(answer.data)


def frame(fetch: Fetch, query: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(file(fetch, "csv", query)), dtype={"region_code": str}, keep_default_na=False)


@pytest.mark.parametrize("query", [q for q in VIEWS if "region=" not in q and "ch05" not in q])
def test_the_csv_holds_the_numbers_of_the_screen(fetch: Fetch, query: str) -> None:
    shown = on_screen(fetch(VIEWS[query]).text)
    table = frame(fetch, query)
    assert set(shown) <= set(table["region_code"])
    assert len(table) == (117 if "county" in query else 11)
    for code, text in shown.items():
        (row,) = table[table["region_code"] == code].to_dict("records")
        if text:
            assert row["shown"].split(" ")[0].removesuffix("%") == text.removesuffix("%"), (code, row)
        else:
            assert row["value"] == "" and row["figure_id"] == ""


def test_the_csv_of_an_industry_counts_as_its_map_does(fetch: Fetch) -> None:
    shown = on_screen(fetch("/industry/ch05?lang=en").text)
    table = frame(fetch, "page=industry&industry=ch05&lang=en")
    assert dict(zip(table["region_code"], table["evidence"].astype(str), strict=True)) == shown
    assert (table["projects"] + table["companies"] + table["towns"] <= table["evidence"]).all()


@pytest.mark.parametrize(
    "query",
    ["stage=signed", "region=140200&industry=energy", "origin=group-jjj&lang=en", "amount=unknown", "period=1999", ""],
)
def test_the_csv_of_projects_has_the_rows_the_page_counts(fetch: Fetch, query: str) -> None:
    page = fetch(f"/projects?{query}").text
    count = int(re.search(r'data-count="(\d+)"', page)[1])  # type: ignore[index]
    table = frame(fetch, f"page=projects&{query}")
    assert len(table) == count and table["project_id"].is_unique


@pytest.mark.parametrize("query", ["", "region=140200", "stage=none&lang=en"])
def test_the_csv_of_projects_has_the_order_of_the_table(fetch: Fetch, atlas: AtlasDash, query: str) -> None:
    store = atlas.library.store()
    view, _ = choose_projects(store, ViewState.parse(f"/projects?{query}")[0])
    shown = [
        p.project_id
        for at in range(0, view.result.count, 100)
        for p in rows(store, view.selection, offset=at, limit=100).rows
    ]
    table = frame(fetch, f"page=projects&{query}")
    assert list(table["project_id"]) == shown and len(shown) > 10
    assert list(table["stage_date"]) != sorted(table["stage_date"], reverse=True)  # a month is not before its year


def test_a_place_has_its_own_figures_and_its_counties(fetch: Fetch) -> None:
    table = frame(fetch, "page=place&region=140500")
    assert (table["region_code"] == "140500").sum() > 30
    assert set(table["region_code"]) == {"140500", "140502", "140521", "140522", "140524", "140525", "140581"}
    figures = [i for i in table["figure_id"] if i]
    assert len(figures) == len(set(figures))


@pytest.mark.parametrize("query", [*VIEWS, "page=projects&stage=started&lang=en", "page=industry"])
def test_parquet_in_duckdb_equals_the_csv(fetch: Fetch, query: str, tmp_path: Path) -> None:
    path = tmp_path / "view.parquet"
    path.write_bytes(file(fetch, "parquet", query))
    table = frame(fetch, query)
    columns = asked(f"DESCRIBE SELECT * FROM '{path}'")
    assert [c[0] for c in columns] == list(table.columns)
    types = {c[0]: c[1] for c in columns}
    for name, kind in (("value", "DOUBLE"), ("amount_yi", "DOUBLE"), ("rank", "BIGINT"), ("evidence", "BIGINT")):
        assert types.get(name, kind) == kind
    rows = asked(f"SELECT * FROM '{path}'")
    again = [["" if cell is None else cell for cell in row] for row in rows]
    text = [[str(float(c)) if isinstance(c, int | float) else str(c) for c in row] for row in again]
    other = [
        [str(float(c)) if isinstance(c, int | float) else str(c) for c in row] for row in table.to_numpy().tolist()
    ]
    assert [[normal(c) for c in row] for row in text] == [[normal(c) for c in row] for row in other]
    said = asked(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')")
    assert {"title", "source", "edition", "link"} <= {key for key, _ in said}


def asked(question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as db:
        return db.execute(question).fetchall()


def normal(cell: str) -> str:
    """A number in one spelling; a text without the apostrophe that guards it in a CSV."""
    try:
        return repr(float(cell))
    except ValueError:
        return cell.removeprefix("'")


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("", 11),
        ("indicator=gdp_yi&level=county", 117),
        ("page=place&region=140500", 6),
        ("page=industry&industry=ch05", 11),
        ("page=projects&level=county", 117),
    ],
)
def test_geojson_opens_in_geopandas_with_every_region_once(fetch: Fetch, query: str, n: int) -> None:
    shapes = gpd.read_file(io.BytesIO(file(fetch, "geojson", query)))
    assert len(shapes) == n and shapes["region_code"].is_unique
    assert shapes.crs.to_epsg() == 4326
    assert shapes.geometry.is_valid.all() and shapes.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all()
    west, south, east, north = shapes.total_bounds
    assert 110 < west < east < 115 and 34 < south < north < 41
    if query == "":
        values = frame(fetch, query).set_index("region_code")["value"]
        for row in shapes.itertuples():
            expected = values[row.region_code]
            assert (pd.isna(row.value) and expected == "") or row.value == float(expected)


@pytest.mark.parametrize("query", [*VIEWS, "page=projects&stage=signed"])
@pytest.mark.parametrize("size", ["screen", "slide", "a4", "card"])
def test_svg_opens_in_a_second_renderer_and_png_has_the_size_asked_for(fetch: Fetch, query: str, size: str) -> None:
    joined = f"{query}&size={size}".lstrip("&")
    svg = file(fetch, "svg", joined).decode()
    drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    assert bytes(drawn).startswith(b"\x89PNG")
    if query in ("", "page=projects&stage=signed"):
        png = file(fetch, "png", joined)
        found = (int.from_bytes(png[16:20]), int.from_bytes(png[20:24]))
        wanted = {"slide": (1920, 1080), "a4": (1240, 1754), "card": (1080, 1350)}
        assert found == wanted.get(size, found) and min(found) >= 1000


# ---- The workbook ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [*VIEWS, "page=projects&region=140200&lang=en", "page=industry&lang=en"])
def test_the_workbook_opens_with_typed_columns_and_says_what_it_is(fetch: Fetch, query: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file(fetch, "xlsx", query)))
    sheet, about = book.worksheets[0], book.worksheets[-1]
    table = frame(fetch, query)
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref
    assert (sheet.max_row, sheet.max_column) == (len(table) + 1, len(table.columns))
    for at, name in enumerate(table.columns, 1):
        cells = [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]
        numeric = kind_of(name) != "string"
        kinds = {cell.data_type for cell in cells if cell.value is not None}
        assert kinds <= ({"n"} if numeric else {"s"}), (name, kinds)
        if name == "amount_yi":
            assert "亿元" in str(sheet.cell(1, at).value) or "CNY 100 million" in str(sheet.cell(1, at).value)
        for cell, value in zip(cells, table[name], strict=True):
            assert normal(str(cell.value if cell.value is not None else "")) == normal(str(value))
    said = "\n".join(str(c.value) for row in about.iter_rows() for c in row if c.value is not None)
    edition = fetch("/healthz").json["edition"]
    assert edition in said and "http://localhost/" in said
    assert ("天地图" in said) or ("Tianditu" in said)
    sources = {i for cell in table.get("source_ids", []) for i in str(cell).split(";") if i}
    assert sources <= set(said.split("\n"))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: apt-get install libreoffice-calc"
)
def test_the_workbook_opens_in_libreoffice(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "view.xlsx").write_bytes(file(fetch, "xlsx", "page=projects&stage=signed"))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "view.xlsx")], check=True, timeout=100)
    table = pd.read_csv(tmp_path / "view.csv", keep_default_na=False)
    assert len(table) == len(frame(fetch, "page=projects&stage=signed"))


# ---- Many rows, and what a spreadsheet must not run --------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> AtlasDash:
    """The atlas on an edition with twelve thousand made-up projects, some of whose names begin like a formula."""
    tables, data = tmp_path_factory.mktemp("tables"), tmp_path_factory.mktemp("crowded")
    write_tables(tables, 12_000)
    publish(tables, data_dir=data)
    return create_app(Settings(data_dir=data))


@pytest.fixture
def crowd(crowded: AtlasDash) -> Iterator[FlaskClient]:
    with crowded.server.test_client() as client:
        yield client


def test_a_cell_that_begins_like_a_formula_cannot_run(crowd: FlaskClient) -> None:
    answer = crowd.get("/export/view.csv?page=projects")
    table = pd.read_csv(io.BytesIO(answer.data), keep_default_na=False, dtype=str)
    assert len(table) == 12_000
    risky = table[table["project"].str.contains("=合成")]
    assert len(risky) > 3 and risky["project"].str.startswith("'=").all()
    for column in table.columns:
        assert not table[column].str.match(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)").any(), column
    book = openpyxl.load_workbook(io.BytesIO(crowd.get("/export/view.xlsx?page=projects&region=140100").data))
    found = [c for row in book.worksheets[0].iter_rows() for c in row if str(c.value).startswith("=")]
    assert len(found) == risky["region_code"].str.startswith("1401").sum() > 0
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)
    assert not [c for s in book.worksheets for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_a_long_file_tells_how_far_it_is_and_stops_when_cancelled(crowded: AtlasDash) -> None:
    job = uuid4().hex
    status: list[tuple[int, int]] = []
    seen: list[dict[str, Any]] = []

    def ask() -> None:
        with crowded.server.test_client() as client:
            answer = client.get(f"/export/view.xlsx?page=projects&job={job}")
            status.append((answer.status_code, len(answer.data)))

    worker = threading.Thread(target=ask)
    worker.start()
    with crowded.server.test_client() as client:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not any(s["done"] for s in seen):
            seen.append(client.get(f"/export/jobs/{job}").json)
            time.sleep(0.02)
        began = time.monotonic()
        assert client.get("/?lang=en").status_code == 200  # nothing else waits for it
        assert time.monotonic() - began < 5
        assert client.delete(f"/export/jobs/{job}").status_code == 204
    worker.join(60)
    assert status == [(409, len(b"cancelled"))]
    assert seen[-1]["running"] and 0 < seen[-1]["done"] < seen[-1]["of"]
    with crowded.server.test_client() as client:
        assert client.get(f"/export/jobs/{job}").json == {"running": False, "done": 0, "of": 0}
        assert client.get(f"/export/view.csv?page=projects&job={job}").status_code == 200


# ---- Headers, embedding, hostile addresses -----------------------------------------------------------------------


def test_files_are_named_and_embedding_is_closed_by_default(fetch: Fetch) -> None:
    answer = fetch("/export/view.csv?page=place&region=140500")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=atlas-140500.csv")
    assert answer.mimetype == "text/csv" and answer.headers["X-Content-Type-Options"] == "nosniff"
    embed = fetch("/embed")
    assert "frame-ancestors 'none'" in embed.headers["Content-Security-Policy"]
    assert fetch("/").headers["X-Frame-Options"] == "DENY"


def test_only_the_origins_set_may_frame_only_the_embedded_map(data_dir: Path) -> None:
    app = create_app(Settings(data_dir=data_dir, embed_origins="http://localhost:9 http://127.0.0.1:8000"))
    with app.server.test_client() as client:
        embed = client.get("/embed?page=place&region=140500&lang=en")
        policy = embed.headers["Content-Security-Policy"]
        assert (
            policy.endswith("frame-ancestors http://localhost:9 http://127.0.0.1:8000") and "script-src" not in policy
        )
        assert "X-Frame-Options" not in embed.headers
        assert "<script" not in embed.text and "Zezhou" in embed.text and "Tianditu" in embed.text
        for other in ("/", "/export/view.svg", "/embed/", "/industry"):
            answer = client.get(other, buffered=True)
            assert answer.headers["X-Frame-Options"] == "DENY", other
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], other


def test_the_embedded_map_is_the_map_of_the_page(fetch: Fetch) -> None:
    for query, page in VIEWS.items():
        painted = [re.findall(r'data-region="(\d+)"[^>]*data-state="([\w-]+)"(?: data-class="(\d)")?', fetch(a).text)
                   for a in (f"/embed?{query}", page)]  # fmt: skip
        assert painted[0] and painted[0] == painted[1][: len(painted[0])], query


HOSTILE = [
    "page=sources", "page=../../etc/passwd", "page=%00", "page=place", "page=place&region=999999",
    "page=place&region=100000", "page=place&region=140500%0a", "page=industry&industry=nothing",
    "page=industry&industry=%3Cscript%3E", "region=%E2%80%AE", "chart=nothing", "size=1e9", "size=99999x99999",
    "page=projects&amount=-", "page=projects&industry=%27%3BDROP%20TABLE%20projects%3B--", "page=projects&stage=%ff",
    "page=projects&period=9999999", "edition=../../etc", "edition=2026-01-01-00000000", "lang=fr", "indicator=%00",
    "job=../../etc/passwd", "job=" + "0" * 33, "page=overview&page=projects", "&&&===", "indicator=" + "x" * 3000,
    "page=industry&industry=ch05&indicator=nothing", "page=place&region=140105&chart=trend&period=latest",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_is_refused_or_read_as_the_page_reads_it(fetch: Fetch, query: str) -> None:
    for form in ("csv", "xlsx", "parquet", "geojson", "svg"):
        answer = fetch(f"/export/view.{form}?{query}")
        assert answer.status_code in (200, 404), (form, answer.status_code)
        if answer.status_code == 404:
            assert answer.mimetype == "text/plain"
    assert fetch(f"/embed?{query}").status_code in (200, 404)


WORDS = ["0", "-1", "1000000000", "NaN", "Infinity", "<script>alert(1)</script>", "\x00", "\u202e", "x" * 3_000,
         "x" * 10_000, "../../etc/passwd", "%s%n", "map ", "MAP", "slide;", "[]"]  # fmt: skip
MOST_PIXELS = 24_000_000
"""Of a picture: 117 rows at twice their size are 20 million."""


@pytest.mark.parametrize("word", WORDS, ids=[ascii(w[:24]) for w in WORDS])
@pytest.mark.parametrize("name", ["chart", "size"])
def test_a_hostile_word_gets_a_sentence_and_no_picture(fetch: Fetch, name: str, word: str) -> None:
    for form in ("svg", "png"):
        answer = fetch(f"/export/view.{form}?{name}={quote(word)}")
        assert answer.status_code == (414 if len(word) > 4_000 else 404)
        assert answer.mimetype == "text/plain" and len(answer.text) < 400


def test_what_is_no_parameter_changes_no_picture(fetch: Fetch) -> None:
    plain = file(fetch, "png", "size=card")
    for word in ("0", "-5", "1000000000", "NaN"):
        more = "&".join(f"{name}={word}" for name in ("width", "height", "scale", "zoom", "dpi", "quality"))
        assert file(fetch, "png", f"size=card&{more}") == plain


@pytest.mark.parametrize("page", DRAWN)
def test_every_picture_is_bounded(fetch: Fetch, page: str) -> None:
    subject = {"place": "&region=140500", "industry": "&industry=ch05"}.get(page, "")
    for chart in ("map", *DRAWN[page]):
        answer = fetch(f"/export/view.svg?page={page}{subject}&chart={chart}&level=county")
        if answer.status_code == 404:
            assert "nothing to show" in answer.text, answer.text
            continue
        found = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', answer.text)
        assert found and 0 < float(found[1]) * float(found[2]) * 4 <= MOST_PIXELS, (chart, found)


@pytest.mark.parametrize(("address", "status"), [("/export/view.exe", 404), ("/export/view.", 404), ("/export/", 404),
                                                 ("/export/jobs/..%2f..%2fetc", 404), ("/export/jobs/x", 200),
                                                 ("/export/view.csv?" + "a=1&" * 2000, 414)])  # fmt: skip
def test_what_is_no_file(fetch: Fetch, address: str, status: int) -> None:
    assert fetch(address).status_code == status
