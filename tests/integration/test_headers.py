"""How answers travel: strict headers, lifetimes, compression, health, and downloads that are what they say.

Belongs here: headers and the data package. Does not belong here: hostile addresses (`test_hostile_addresses`).
"""

import base64
import csv
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import brotli
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from app import AtlasDash, create_app
from callbacks.download import csv_cell
from data.editions import TABLES_DIR, publish
from settings import Settings
from tests.integration.conftest import Answer

Fetch = Callable[..., Answer]
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KINDS: dict[str, tuple[str, dict[str, Any], int]] = {
    "page": ("/", {}, 200),
    "place": ("/city/140500?lang=en", {}, 200),
    "no page": ("/nowhere", {}, 404),
    "health": ("/healthz", {}, 200),
    "ready": ("/readyz", {}, 200),
    "style": ("/assets/10_atlas.css", {}, 200),
    "no asset": ("/assets/nope.css", {}, 404),
    "map": ("/map/140000.prefecture.zh.svg?v=1", {}, 200),
    "no map": ("/map/nope.svg?v=1", {}, 404),
    "parts": ("/parts?indicator=gdp_yi", {}, 200),
    "layout": ("/_dash-layout", {}, 200),
    "callbacks": ("/_dash-dependencies", {}, 200),
    "bad callback": (
        "/_dash-update-component",
        {"method": "POST", "data": b"{", "content_type": "application/json"},
        400,
    ),
    "broken callback": ("/_dash-update-component", {"method": "POST", "json": []}, 400),
    "search": ("/search?q=taiyuan", {}, 200),
    "csv": ("/data/regions.csv", {}, 200),
    "parquet": ("/data/regions.parquet", {}, 200),
    "geojson": ("/data/prefectures.geojson", {}, 200),
    "package": ("/data/datapackage.json", {}, 200),
    "no table": ("/data/nope.csv", {}, 404),
    "wrong method": ("/", {"method": "POST"}, 405),
}


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_locked_down(fetch: Fetch, kind: str) -> None:
    address, options, status = KINDS[kind]
    answer = fetch(address, **options)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in STRICT} == STRICT
    assert "Set-Cookie" not in answer.headers
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    policy = directives(answer.headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"] and policy["frame-ancestors"] == ["'none'"]
    allowed = {"'self'"} | {source for source in policy["script-src"] if source.startswith("'sha256-")}
    assert set(policy["script-src"]) == allowed  # no unsafe-inline, no unsafe-eval, no host, no scheme
    for name, sources in policy.items():
        local = {"'self'", "'none'", "data:", "blob:"} | (allowed if name == "script-src" else set())
        assert set(sources) <= local | ({"'unsafe-inline'"} if name == "style-src" else set()), name
    if status >= 400:
        assert "max-age" not in answer.headers.get("Cache-Control", "")


def test_no_script_stands_in_the_page_but_those_the_policy_names(fetch: Fetch) -> None:
    answer = fetch("/city/140500")
    allowed = directives(answer.headers["Content-Security-Policy"])["script-src"]
    inert = {"application/json", "text/plain"}
    for attributes, text in re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL):
        kind = re.search(r'type="([^"]*)"', attributes)
        if text.strip() and not (kind and kind[1] in inert):
            assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in allowed
    assert not re.search(r"<[^>]+\son\w+=", answer.text)


def test_health_names_the_edition(fetch: Fetch, atlas: AtlasDash) -> None:
    edition = atlas.library.store().edition.edition_id
    for address, status in (("/healthz", "alive"), ("/readyz", "ready")):
        answer = fetch(address)
        assert answer.json == {"status": status, "edition": edition}


def test_the_first_page_is_asked_for_again_but_not_sent_again(fetch: Fetch) -> None:
    tags = set()
    for address in ("/", "/?lang=en", "/city/140500", "/?indicator=gdp_yi"):
        for encoding in ("identity", "br"):
            first = fetch(address, headers={"Accept-Encoding": encoding})
            assert first.headers["Cache-Control"] == "no-cache"
            again = fetch(address, headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.get_data()) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]
            assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
            tags.add(first.headers["ETag"])
        other = fetch(address, headers={"If-None-Match": 'W/"0123456789"'})
        assert other.status_code == 200 and other.get_data()
    assert len(tags) >= 4


_DIGESTS = """
import hashlib, json
from app import create_app
from settings import Settings
client = create_app(Settings()).server.test_client()
pages = ("/", "/city/140100?lang=en", "/projects", "/industry/ch05", "/sources", "/parts", "/embed")
asked = [(page, {}) for page in pages]
asked += [("/_dash-layout", {"Referer": "http://localhost" + page}) for page in ("/", "/projects", "/present/province")]
answers = [client.get(address, headers=headers) for address, headers in asked]
print(json.dumps([[a.headers.get("ETag"), hashlib.sha256(a.get_data()).hexdigest()] for a in answers]))
"""


def test_a_restart_changes_no_byte(data_dir: Path, root: Path) -> None:
    """Sets have another order in every process; what is written must not."""
    found = []
    for seed in ("1", "777"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "ATLAS_DATA_DIR": str(data_dir)}
        command = [sys.executable, "-c", _DIGESTS]
        done = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    assert found[0] == found[1] and len(found[0]) == 10


def linked(page: str) -> Iterable[str]:
    """Addresses of the scripts and styles of a page."""
    return re.findall(r'(?:src|href|data-src)="(/(?:_dash-component-suites|assets)/[^"]+)"', page)


def test_lifetimes(fetch: Fetch, root: Path) -> None:
    year = "public, max-age=31536000, immutable"
    page = fetch("/").text
    map_address = re.search(r"/map/[\w.]+\.svg\?v=\w+", json.dumps(fetch("/_dash-layout").json))
    font = next((root / "assets" / "fonts").glob("*.woff2")).name
    assert map_address
    suites = [address for address in linked(page) if address.startswith("/_dash-component-suites/")]
    assert len(suites) >= 3
    for address in (*suites, map_address[0], f"/assets/fonts/{font}"):
        answer = fetch(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, year), address
    for address in ("/map/140000.prefecture.zh.svg", "/parts", "/data/regions.csv", "/", "/city/140500", "/healthz"):
        assert "immutable" not in fetch(address).headers.get("Cache-Control", ""), address
    missing = f"/assets/fonts/{re.sub('[0-9a-f]{8}(?=.woff2)', '00000000', font)}"
    for address in ("/map/999999.county.zh.svg?v=1", missing):  # an error is not kept for a year
        answer = fetch(address)
        assert answer.status_code == 404 and "immutable" not in answer.headers.get("Cache-Control", "")


def same(body: bytes) -> bytes:
    """A body without the token that Dash draws anew for every page."""
    return re.sub(rb'"end_id":"[^"]*"', b"", body)


# Flask-Compress leaves the closing of a file it streams to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_compressed_answers_are_those_of_their_address(fetch: Fetch) -> None:
    """A compressed layout was once served for a page: the compressor's cache knew it by its path alone."""
    requests: tuple[tuple[str, dict[str, str]], ...] = (
        ("/", {}),
        ("/?indicator=gdp_yi", {}),
        ("/?lang=en", {}),
        ("/city/140500", {}),
        ("/sources", {}),
        ("/_dash-layout", {"Referer": "http://localhost/city/140500"}),
        ("/_dash-layout", {"Referer": "http://localhost/?lang=en"}),
        ("/_dash-layout", {}),
        ("/parts?indicator=gdp_yi", {}),
        ("/parts?indicator=population_10k", {}),
        ("/data/regions.csv", {}),
        ("/data/indicators.csv", {}),
        ("/map/140000.prefecture.zh.svg?v=1", {}),
        ("/map/140000.prefecture.en.svg?v=1", {}),
        ("/assets/10_atlas.css", {}),
    )
    plain = [
        same(fetch(address, headers={**more, "Accept-Encoding": "identity"}).get_data()) for address, more in requests
    ]
    assert len(set(plain)) == len(plain)
    for _ in range(2):  # the second time from what was kept
        for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
            for (address, more), body in zip(requests, plain, strict=True):
                answer = fetch(address, headers={**more, "Accept-Encoding": encoding})
                assert answer.headers["Content-Encoding"] == encoding, address
                assert "Accept-Encoding" in answer.headers["Vary"]
                assert len(answer.get_data()) < 0.6 * len(body)
                assert same(unpack(answer.get_data())) == body, address


@pytest.fixture(scope="module")
def package(fetch: Fetch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data package and every CSV it names, downloaded."""
    folder = tmp_path_factory.mktemp("package")
    answer = fetch("/data/datapackage.json")
    (folder / "datapackage.json").write_bytes(answer.get_data())
    for resource in answer.json["resources"]:
        table = fetch(f"/data/{resource['path']}")
        assert (table.status_code, table.mimetype) == (200, "text/csv")
        (folder / resource["path"]).write_bytes(table.get_data())
    return folder


def test_the_data_package_is_valid_and_the_check_can_fail(package: Path, tmp_path: Path) -> None:
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert sum(task.stats["rows"] for task in report.tasks) == sum(r["rows"] for r in described) > 10_000
    broken = tmp_path / "package"
    shutil.copytree(package, broken)
    figures = (broken / "figures.csv").read_text(encoding="utf-8-sig")
    (broken / "figures.csv").write_text(re.sub(r"(,result,)([\d.]+),", r"\1many,", figures, count=1), encoding="utf-8")
    assert not Package(str(broken / "datapackage.json")).validate().valid


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_downloads_are_the_rows_of_the_edition(fetch: Fetch, atlas: AtlasDash, package: Path) -> None:
    edition = atlas.library.store().edition
    for name in edition.manifest["tables"]:
        served = fetch(f"/data/{name}.parquet")
        assert hashlib.sha256(served.get_data()).hexdigest() == edition.manifest["tables"][name]["sha256"]
        table = pq.read_table(io.BytesIO(served.get_data()))
        raw = (package / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")  # spreadsheets read the Chinese
        header, *rows = cells(raw.decode("utf-8"))
        assert header == table.column_names and len(rows) == table.num_rows
        for column, values in zip(zip(*rows, strict=True), table.columns, strict=True):
            for text, value in zip(column, values.to_pylist(), strict=True):
                if isinstance(value, float):
                    assert float(text) == value
                else:
                    expected = "" if value is None else str(value)
                    assert text == expected or (text == f"'{expected}" and expected[0] in "=+-@\t\r"), (name, text)


def test_no_cell_is_a_formula(package: Path) -> None:
    assert [csv_cell(text) for text in ("=1+1", "+A1", "-2+3", "@SUM(A1)", "\tx", "\r=1", "−3", "太原", "a=b")] == [
        *("'=1+1", "'+A1", "'-2+3", "'@SUM(A1)", "'\tx", "'\r=1", "−3", "太原", "a=b")
    ]
    assert [csv_cell(value) for value in ("-3.5", "+12", -3.5, None, 7)] == ["-3.5", "+12", -3.5, None, 7]
    number = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?")
    for path in package.glob("*.csv"):
        for row in cells(path.read_text(encoding="utf-8")):
            for text in row:
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r")) or number.fullmatch(text), (
                    path.name,
                    text,
                )


def test_an_edition_stays_what_it_was(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(TABLES_DIR, tables)
    old = publish(tables, tmp_path / "data")
    about = json.loads((tables / "edition.json").read_text(encoding="utf-8"))
    (tables / "edition.json").write_text(json.dumps({**about, "date": "2027-01-02"}), encoding="utf-8")
    events = (tables / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tables / "events.csv").write_text("".join(events[:-1]), encoding="utf-8")
    app = create_app(Settings(data_dir=tmp_path / "data"))
    client = app.server.test_client()

    def rows(query: str) -> int:
        return len(cells(client.get(f"/data/events.csv{query}").text))

    assert client.get("/healthz").json["edition"] == old.edition_id
    new = publish(tables, tmp_path / "data")  # while it runs
    assert new.edition_id != old.edition_id
    assert client.get("/healthz").json["edition"] == new.edition_id
    assert rows(f"?edition={old.edition_id}") == rows("") + 1 == rows(f"?edition={new.edition_id}") + 1
    packages = {
        edition: client.get(f"/data/datapackage.json?edition={edition}").json["version"]
        for edition in (old.edition_id, new.edition_id)
    }
    assert packages == {edition: edition for edition in packages}
    page = client.get(f"/city/140500?edition={old.edition_id}").text
    assert old.edition_id in page and new.edition_id not in page
    assert f'href="/?edition={old.edition_id}"' in page  # links stay within the edition
    assert new.edition_id in client.get("/city/140500").text
    hits = [client.get(f"/search?q=datong{more}").json[0]["href"] for more in ("", f"&edition={old.edition_id}")]
    assert hits == ["/city/140200", f"/city/140200?edition={old.edition_id}"]
    unknown = client.get("/data/events.csv?edition=2020-01-01-00000000")
    assert unknown.status_code == 404  # another edition's rows under this one's name would be quoted wrongly
    assert b"2020-01-01-00000000" in unknown.data
