"""Hostile and broken addresses: every one gets a page, quietly saying what it could not use, and none is ever an error.

Belongs here: addresses, Referers and callback bodies that nobody honest writes. Does not belong here: what a good
address shows (`tests/browser`).
"""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SCRIPT = "<script>alert(1)</script>"
LINK = re.compile(r"/(?!/)|#|https?://(?!evil)|data:image/svg\+xml|$")
NOTICED: tuple[tuple[Any, ...], ...] = (
    # places
    ("/city/999999", 404),
    ("/city/000000", 404),
    ("/city/100000", 404),  # the nation
    ("/city/149900", 404),  # in the province's range, but nobody's
    ("/city/14010", 404),
    ("/city/1401000", 404),
    ("/city/abc", 404),
    ("/city/-1", 404),
    ("/city/z-001", 404),  # a zone has no page
    ("/city/１４０１００", 404),  # full-width digits
    ("/city/140100%00", 404),
    ("/city/140100%0a", 200, False),  # addresses lose their line breaks, as in a browser
    (f"/city/{quote(SCRIPT)}", 404),
    ("/city/140100/140105", 404),
    ("/CITY/140100", 404),
    # paths
    ("/../../etc/passwd", 404),
    ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ("/..%5c..%5cwindows%5cwin.ini", 404),
    ("/city/../../../etc/shadow", 404),
    ("/%00", 404),
    ("/%ff%fe", 404),
    ("/%0d%0aSet-Cookie:%20a=b", 404),
    ("//evil.example", 404),
    ("//evil.example/%2f..", 404),
    ("/http://[::1", 404),
    ("/" + "a" * 10_000, 404),
    ("/" + "a/" * 1_500, 404),
    ("/sources/../../app.py", 404),
    ("/.git/config", 404),
    ("/wp-login.php?user=admin", 404),
    (f"/{quote(SCRIPT)}", 404),
    ("/javascript:alert(1)", 404),
    # parameters
    (f"/?indicator={SCRIPT}", 200),
    (f"/?indicator={quote(SCRIPT)}", 200),
    ("/?indicator=%22%20onmouseover%3D%22alert(1)", 200),
    ("/?indicator=%27%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", 200),
    ("/?indicator=" + "x" * 10_000, 200),
    ("/?indicator=%00", 200),
    ("/?indicator=%ff%fe", 200),
    ("/?indicator=%E2%80%AEgdp_yi", 200),  # right-to-left override
    ("/?indicator=ｇｄｐ＿ｙｉ", 200),  # full-width letters
    ("/?indicator=gdp_yi%27%3B%20DROP%20TABLE%20figures%3B--", 200),
    ("/?indicator=gdp_yi%27%20OR%20%271%27%3D%271", 200),
    ("/?indicator=../../../etc/passwd", 200),
    ("/?indicator={{7*7}}${7*7}%25{7*7}", 200),
    ("/?indicator=gdp_yi&period=9999", 200),
    ("/?indicator=gdp_yi&period=-1", 200),
    ("/?indicator=gdp_yi&scope=nope&period=1900", 200),
    ("/?indicator=signed_amount_yi&period=2020&scope=out_of_province", 200),  # 省外 in a year that has none
    ("/?scope=" + quote("省外"), 200),
    ("/?level=county&indicator=talks_projects", 200),  # no county publishes it
    ("/?level[]=county", 200, False),  # not one of our names: left alone
    ("/?level=[]", 200),
    ("/?level=" + "9" * 400, 200),
    ("/?lang=fr", 200),
    ("/?lang=en%00", 200),
    ("/?edition=../../etc", 200),
    ("/?edition=..%2f..%2fetc%2fpasswd", 200),
    ("/?edition=2026-01-01-00000000", 200),
    ("/?region=999999", 200),
    ("/?region=100000", 200),
    ("/?region=140100%0a", 200),
    ("/city/140500?compare=abc,140100", 200),
    ("/city/140500?compare=999999", 200),
    ("/city/140500?indicator=nope&period=latest", 200),
    ("/?period=latest&indicator=nope", 200),
    ("/?period=latest", 200),  # the latest of what?
    ("/?period=latest&level=county&lang=en", 200),
    ("/city/140500?period=latest", 200),
    ("/projects?period=latest", 200),
    ("/?" + "&".join(["region=140100"] * 1_000), 200),
    ("/?" + "&".join(f"a{n}=1" for n in range(1_000)), 200),
    ("/?indicator=http://[", 200),
    ("/sources?edition=%3Csvg%20onload=alert(1)%3E", 200),
    ("/?;;;;&&&&====", 200, False),
    ("/?%", 200, False),
    ("/?=&=&", 200, False),
)
"""(address, status) and, where nothing of ours was asked for, False: no notice."""

ADDRESSES = [(address, status, not rest) for address, status, *rest in NOTICED]


class Outline(HTMLParser):
    """What a browser would make of a page, as far as it can hurt: scripts, handlers, addresses, notices."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.notices = 0
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.handlers += [f"{tag} {name}" for name in found if name.startswith("on")]
        self.links += [value for name in ("href", "src") if (value := found.get(name))]
        self.notices += "notice" in (found.get("class") or "").split()
        if tag == "script":
            self.scripts.append(found)


@pytest.fixture(scope="module")
def tags(fetch: Callable[..., Any]) -> set[str]:
    """The elements of honest pages: no hostile page may hold another."""
    honest = ("/", "/city/140500", "/sources", "/?period=latest&indicator=signed_amount_yi", "/nowhere")
    return set().union(*(Outline(fetch(address).text).tags for address in honest))


def harmless(page: str, tags: set[str]) -> Outline:
    """Fail when a page holds what was never written by us."""
    outline = Outline(page)
    assert not outline.handlers
    assert outline.tags <= tags
    assert len(outline.scripts) == len(Outline(page[page.index("<footer hidden>") :]).scripts)  # only Dash's own
    assert all(LINK.match(link) for link in outline.links)
    assert SCRIPT not in page
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page), "control characters"
    return outline


@pytest.mark.parametrize(("address", "status", "noticed"), ADDRESSES, ids=[a[0][:50] for a in ADDRESSES])
def test_a_broken_address_gets_a_page_that_says_so(
    fetch: Callable[..., Any], tags: set[str], address: str, status: int, noticed: bool
) -> None:
    answer = fetch(address)
    if answer.status_code == 308:  # doubled slashes are merged, on this very host
        assert re.match(r"(http://localhost)?/(?!/)", answer.location)
        answer = fetch(answer.location.removeprefix("http://localhost"))
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    outline = harmless(answer.text, tags)
    assert bool(outline.notices) == noticed
    assert outline.notices <= 4
    query = address.partition("?")[2]
    live = update(fetch, "root.children", "page-request.data", address)
    layout = fetch("/_dash-layout", headers={"Referer": "http://localhost" + quote(address, safe="/?&=%:")[:60_000]})
    parts = fetch(f"/parts?{query}")
    for other in (live, layout, parts):
        assert other.status_code == 200 and other.mimetype == "application/json"
        json.loads(other.text)


def test_forty_at_least() -> None:
    assert len({address for address, *_ in ADDRESSES}) >= 40


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=anything, pairs=st.lists(st.tuples(st.sampled_from(["indicator", "period", "scope", "level"]), anything)))
def test_no_text_is_an_error(
    fetch: Callable[..., Any], tags: set[str], path: str, pairs: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{name}={quote(value)}" for name, value in pairs)
    for address in (f"/city/{quote(path)}?{query}", f"/?{query}"):
        answer = fetch(address)
        assert answer.status_code in (200, 404) or (answer.status_code == 308 and answer.location)
        if answer.status_code != 308:
            harmless(answer.text, tags)


REFERERS = (
    "",
    "javascript:alert(1)",
    "http://[::1",
    "http://evil.example/city/140500",
    "http://localhost:99999/",
    "http://localhost/" + "a" * 9_000,
    "http://localhost/%00%ff?indicator=%00",
    f"http://localhost/?indicator={SCRIPT}",
    "\xff\xfe",
)


@pytest.mark.parametrize("referer", REFERERS, ids=[r[:40] for r in REFERERS])
def test_a_hostile_referer_gets_a_layout(fetch: Callable[..., Any], referer: str) -> None:
    answer = fetch("/_dash-layout", headers={"Referer": referer})
    assert answer.status_code == 200
    assert "evil" not in answer.text
    if "evil" in referer:  # another site does not choose what our page opens with
        stores = {child["props"].get("id"): child["props"] for child in answer.json["props"]["children"]}
        assert stores["shown"]["data"] == "/"


def update(fetch: Callable[..., Any], output: str, trigger: str, value: Any) -> Any:
    """Call a callback as the browser does."""
    (out_id, out_property), (in_id, in_property) = output.split("."), trigger.split(".")
    body = {
        "output": output,
        "outputs": {"id": out_id, "property": out_property},
        "inputs": [{"id": in_id, "property": in_property, "value": value}],
        "changedPropIds": [trigger],
    }
    return fetch("/_dash-update-component", method="POST", json=body)


def properties(component: Any) -> Iterator[tuple[str, str]]:
    """Names and values of all text properties in a callback's answer."""
    if isinstance(component, list):
        for child in component:
            yield from properties(child)
    elif isinstance(component, dict):
        for name, value in component.items():
            if isinstance(value, str):
                yield name, value
            yield from properties(value)


VALUES: tuple[Any, ...] = (
    *(None, 5, [], {}, "x", ["/"], "/\x00", "//evil.example/city/140100", "x" * 20_000),
    {"reference": {"a": 1}, "address": []},
    {"reference": "o-'; DROP TABLE figures;--", "address": "http://["},
    {"reference": "cluster:x:99999999999999999999", "address": "/"},
    {"reference": "product:²", "address": "/"},
    {"reference": "count:<img src=x>:140100", "address": "/?lang=en"},
    {"reference": "rank:rank:rank:", "address": "/"},
    {"href": "javascript:alert(1)", "address": "/"},
    {"href": "http://[", "address": "/"},
    {"href": "http://localhost/?" + "region=140100&" * 260, "address": "/"},  # more than a QR code holds
    {"href": "http://localhost/\ud800", "address": "/"},
)


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_no_value_breaks_a_callback(fetch: Callable[..., Any], number: int) -> None:
    answers = {
        "page": update(fetch, "root.children", "page-request.data", VALUES[number]),
        "passport": update(fetch, "passport-body.children", "passport-request.data", VALUES[number]),
        "share": update(fetch, "share-body.children", "share-request.data", VALUES[number]),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 200)
    for answer in answers.values():
        for name, text in properties(answer.json):
            if name == "html":
                outline = Outline(text)
                assert not outline.handlers and not outline.scripts and "img" not in outline.tags
            elif name in ("href", "src"):
                assert LINK.match(text)


def each(name: str, *values: Any) -> list[dict[str, Any]]:
    return [{name: value} for value in values]


GRID = (
    *each("startRow", "abc", [1], {}, 1e400, -5, 10**30, True),
    {"startRow": 50, "endRow": 10},
    {"startRow": 0, "endRow": 10**9},
    *each("sortModel", 5, "x", [5], [{"colId": [], "sort": {}}], [{"colId": "1; DROP TABLE projects"}]),
    *each("filterModel", 5, [1], {"name": 5}, {"name": {"filter": "\ud800"}}, {"name": {"filter": [5]}}),
    {"filterModel": {"name": {"filter": "\x00%_'"}}},
    *each("context", 5, [], {"address": []}, {"address": "http://["}, {"address": "x" * 9_999}),
)


@pytest.mark.parametrize("value", GRID, ids=[ascii(v)[:60] for v in GRID])
def test_no_request_for_rows_breaks_the_table(fetch: Callable[..., Any], value: Any) -> None:
    answer = update(fetch, "projects-table.getRowsResponse", "projects-table.getRowsRequest", value)
    assert answer.status_code == 200
    found = answer.json["response"]["projects-table"]["getRowsResponse"]
    assert len(found["rowData"]) <= 200 and found["rowCount"] >= 0


def bodies() -> Iterator[tuple[str, bytes]]:
    """Bodies that no browser of ours sends."""
    good = {
        "output": "passport-body.children",
        "outputs": {"id": "passport-body", "property": "children"},
        "inputs": [{"id": "passport-request", "property": "data", "value": None}],
        "changedPropIds": ["passport-request.data"],
    }
    for text in ("", "{", "[]", "null", "{}", "5", '"x"', "NaN", "[" * 5_000, '{"output":' * 5_000):
        yield text[:20], text.encode()
    yield "bytes", b"\xff\xfe\x00"
    yield "form", b"output=passport-body.children"
    yield "huge", json.dumps({**good, "more": "x" * 2_000_000}).encode()
    item = {"id": "passport-request", "property": "data", "value": None}
    wrong_parts: dict[str, tuple[Any, ...]] = {
        "output": (None, 5, [], {}, "", "nope.children", "..a.b...c.d..", "root.className", "__class__", "x" * 9_999),
        "outputs": (None, 5, "x", [], [5], {}, {"id": "root", "property": "children"}, [{}, {}]),
        "inputs": (None, 5, "x", [], {}, [5], [[item]], [item, item], [{"id": {"a": 1}, "property": []}]),
        "state": (None, 5, "x", {}, [5], [item]),
        "changedPropIds": (None, 5, "x", {}, [5], [None], [["passport-request.data"]]),
    }
    for name, wrongs in wrong_parts.items():
        for wrong in wrongs:
            yield f"{name}={wrong}"[:60], json.dumps({**good, name: wrong}).encode()


@pytest.mark.parametrize("body", [body for _, body in bodies()], ids=[name for name, _ in bodies()])
def test_a_malformed_callback_is_refused_in_a_sentence(fetch: Callable[..., Any], body: bytes) -> None:
    answer = fetch("/_dash-update-component", method="POST", data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.text.startswith("This request cannot be answered: ") and answer.text.endswith(".")
    assert not re.search(r"Traceback|File \"|\.py|/site-packages/", answer.text)
    assert len(answer.text) < 200
    assert update(fetch, "passport-body.children", "passport-request.data", None).status_code == 200


def test_an_error_of_ours_stays_an_error(
    fetch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: Any) -> None:
        raise ValueError("a mistake of the house")

    monkeypatch.setattr("callbacks.ask.passport", breaks)
    answer = update(fetch, "passport-body.children", "passport-request.data", {"reference": "x", "address": "/"})
    assert answer.status_code == 500 and "mistake" not in answer.text
    assert any(r.exc_info and "mistake" in str(r.exc_info[1]) for r in caplog.records)


OTHER = {
    "/map/140000.prefecture.zh.svg": 200,
    "/map/140105.county.zh.svg": 200,
    "/map/140105.prefecture.zh.svg": 404,  # a county has no map of prefectures
    "/map/999999.county.zh.svg": 404,
    "/map/100000.county.zh.svg": 404,
    "/map/140000.county.fr.svg": 404,
    "/map/140100.county.zh%0a.svg": 404,
    "/map/140100.county.zh%00.svg": 404,
    "/map/..%2f..%2fapp.svg": 404,
    f"/map/{quote(SCRIPT)}.svg": 404,
    "/data/nope.csv": 404,
    "/data/manifest.csv": 404,
    "/data/..%2fmanifest.csv": 404,
    "/data/..%2f..%2fcurrent.parquet": 404,
    "/data/figures%00.csv": 404,
    "/data/%ff.csv": 404,
    f"/data/{quote(SCRIPT)}.csv": 404,
    "/data/nation.geojson": 404,
    "/data/..%2f..%2fapp.geojson": 404,
    "/parts/nope.zh.json": 404,
    "/parts/prefecture.fr.json": 404,
    "/parts/%ff.zh.json": 404,
    "/search": 200,
    "/search?q=" + "x" * 10_000: 200,
    f"/search?q={quote(SCRIPT)}&lang=fr": 200,
    "/search?q=%00&lang=%00&edition=../../etc": 200,
    "/search?q=%ff%fe%ED%A0%80": 200,
    "/search?q=%27%3B%20DROP%20TABLE%20clusters%3B--": 200,
    "/assets/../app.py": 404,
    "/assets/%2e%2e/settings.py": 404,
    "/assets/..%2f..%2fetc/passwd": 404,
    "/_dash-component-suites/dash/../../../app.py": 404,
    "/_dash-component-suites/nope/x.js": 404,
}


@pytest.mark.parametrize("address", OTHER, ids=[address[:50] for address in OTHER])
def test_what_is_not_a_page_is_there_or_not(fetch: Callable[..., Any], address: str) -> None:
    answer = fetch(address)
    assert answer.status_code == OTHER[address]
    assert SCRIPT not in answer.text or answer.mimetype == "text/plain"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", ["/", "/city/140500", "/data/figures.csv", "/map/140000.county.zh.svg", "/parts"])
def test_the_atlas_is_read_only(fetch: Callable[..., Any], address: str, method: str) -> None:
    assert fetch(address, method=method, data=b"x").status_code == 405
