"""The live map in a browser, in a small Dash application of its own: adopted or fetched, painted, walked, opened."""

import csv
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, Input, Output, html
from flask import Response, request
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from geodata.boundaries import load_boundaries
from layouts.components.atlas_map import AtlasMap
from layouts.figures.map import Frame, Mark, Symbol, draw, draw_frame, make_frame, paint_payload
from tests.browser.watched_page import Watch, watched_page

ROOT = Path(__file__).resolve().parents[2]
LIVE = "#react-entry-point .atlas-map"
HOSTILE = "<img src=x onerror=\"window.hurt=1\"> & 'x'"


@lru_cache
def frame(level: str) -> Frame:
    with (ROOT / "data" / "tables" / "regions.csv").open(encoding="utf-8") as file:
        names = {row["region_code"]: row["short_zh"] for row in csv.DictReader(file)}
    return make_frame(load_boundaries(), names, level, "140000", "zh")


def marks(level: str, shift: int) -> list[Mark]:
    return [
        Mark(r.code, "not-published", None, "未公布", f"{r.name}:未公布", "", "", f"/city/{r.code}")
        if (i + shift) % 4 == 3
        else Mark(
            r.code, "value", (i + shift) % 4, f"{i + shift}", f"{r.name} {HOSTILE}", "f1", "s1", f"/city/{r.code}"
        )
        for i, r in enumerate(frame(level).regions)
    ]


def paint(level: str, shift: int) -> dict[str, Any]:
    return paint_payload(marks(level, shift), (), f"{level}.{shift}")


def atlas_map() -> AtlasMap:
    the_frame = frame("prefecture")
    return AtlasMap(
        id="map",
        src=f"/map/{the_frame.key}.svg?v=1",
        svg=draw(the_frame, marks("prefecture", 0), title="地图", painted="prefecture.0"),
        paint=paint("prefecture", 0),
        selected="",
        title="地图",
        hint="按 Enter 打开",
        texts={"unit": "个", "period": "2023年", "scope": "省级开发区", "ask": "按 P 查出处"},
    )


class FirstViewDash(Dash):
    """Puts the static first view into the page when the address says `?first`."""

    def interpolate_index(self, **kwargs: Any) -> str:  # type: ignore[override]
        first = f'<div id="first-view">{atlas_map().to_static_html()}</div>' if "first" in request.args else ""
        noting = "<script>window.firstNode = document.querySelector('#first-view svg')</script>"
        kwargs["app_entry"] = first + noting + kwargs["app_entry"]
        return str(super().interpolate_index(**kwargs))


def make_app() -> Dash:
    app = FirstViewDash(
        __name__,
        assets_folder=str(ROOT / "assets"),
        assets_ignore=r"^(?!(20_atlas_map\.js|map\.css)$)",
        update_title="",
    )
    app.layout = html.Div(
        [
            atlas_map(),
            html.Div("大同", **{"data-row": "140200"}),
            html.Button("repaint", id="repaint"),
            html.Button("counties", id="counties"),
            html.Button("latest", id="latest"),
            html.Pre(id="event"),
        ]
    )

    @app.server.route("/map/<key>.svg")
    def neutral(key: str) -> Response:
        return Response(draw_frame(frame(key.split(".")[1])), mimetype="image/svg+xml")

    @app.callback(Output("event", "children"), Input("map", "event"), prevent_initial_call=True)
    def show(event: dict[str, Any]) -> str:
        return json.dumps(event)

    @app.callback(Output("map", "paint"), Input("repaint", "n_clicks"), prevent_initial_call=True)
    def repaint(clicks: int) -> dict[str, Any]:
        return paint("prefecture", clicks)

    @app.callback(
        Output("map", "src"), Output("map", "paint", True), Input("counties", "n_clicks"), prevent_initial_call=True
    )
    def counties(_: int) -> tuple[str, dict[str, Any]]:
        return f"/map/{frame('county').key}.svg?v=1", paint("county", 0)

    @app.callback(Output("map", "paint", True), Input("latest", "n_clicks"), prevent_initial_call=True)
    def latest(_: int) -> dict[str, Any]:
        circle = Symbol("140200", 0.5, 328.54, ("328.54 亿元", "2023年上半年", HOSTILE), "大同:最新", "f9", "s9")
        blank = [Mark(r.code, "not-published", None, "", r.name, "", "", "/x") for r in frame("prefecture").regions]
        return paint_payload(blank, [circle], "latest")

    return app


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, make_app().server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(origin: str, browser: Browser) -> Iterator[Callable[[str], Page]]:
    with ExitStack() as stack:
        watches: list[Watch] = []

        def go(path: str) -> Page:
            page, watch = stack.enter_context(watched_page(browser, origin))
            watches.append(watch)
            page.add_init_script(
                """window.heard = [];
                for (const name of ['atlas:navigate', 'atlas:ask'])
                  document.addEventListener(name, (e) => { heard.push([name, e.detail]); e.preventDefault(); });"""
            )
            page.goto(path)
            expect(page.locator(f"{LIVE} svg[data-painted]")).to_have_count(1)
            return page

        yield go
        for watch in watches:
            watch.check()


def state(page: Page) -> dict[str, tuple[str, str]]:
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.atlas-map a[data-region]')].map(
          (a) => [a.dataset.region, a.dataset.state, a.dataset.class ?? ''])"""
    )
    return {code: (look, klass) for code, look, klass in rows}


def looks(level: str, shift: int) -> dict[str, tuple[str, str]]:
    return {m.code: (m.state, "" if m.klass is None else str(m.klass)) for m in marks(level, shift)}


def focused(page: Page) -> str | None:
    return page.evaluate("document.activeElement.getAttribute('data-region')")


def test_the_first_view_is_taken_over_and_not_drawn_again(visit: Callable[[str], Page]) -> None:
    page = visit("/?first")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    assert page.evaluate(f"document.querySelector('{LIVE} svg') === window.firstNode")
    assert page.locator("svg[data-map]").count() == 1
    page.locator("#repaint").click()
    expect(page.locator(f"{LIVE} svg")).to_have_attribute("data-painted", "prefecture.1")
    assert page.evaluate(f"document.querySelector('{LIVE} svg') === window.firstNode")
    assert state(page) == looks("prefecture", 1)
    assert not [url for url in asked if "/map/" in url]


def test_eleven_then_a_hundred_and_seventeen_are_painted(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    assert state(page) == looks("prefecture", 0)
    fills = page.evaluate(
        "() => [...document.querySelectorAll('.atlas-map a[data-region] path')].map((p) => getComputedStyle(p).fill)"
    )
    assert len(set(fills)) == 4 and any("-hatch" in fill for fill in fills)
    pattern = page.evaluate(
        """() => { const path = document.querySelector('a[data-state=not-published] path');
             return document.querySelector(getComputedStyle(path).fill.match(/#[\\w-]+/)[0]).tagName; }"""
    )
    assert pattern == "pattern"
    page.locator("#counties").click()
    expect(page.locator(f"{LIVE} svg")).to_have_attribute("data-painted", "county.0")
    assert state(page) == looks("county", 0) and len(state(page)) == 117


def test_one_tab_stop_and_arrows_that_go_where_they_point(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert focused(page) == "140100"
    page.keyboard.press("Tab")
    assert focused(page) is None
    page.keyboard.press("Shift+Tab")
    steps = [
        ("ArrowUp", "140900"),
        ("ArrowUp", "140600"),
        ("ArrowRight", "140200"),
        ("End", "141100"),
        ("Home", "140100"),
    ]
    for key, code in steps:
        page.keyboard.press(key)
        assert focused(page) == code, key
    page.keyboard.press("ArrowUp")
    assert page.locator(".atlas-map .overlay .focus").get_attribute("href") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "140900"


def test_enter_click_and_the_second_click_open(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#event")).to_have_text('{"type": "open", "region": "140100", "n": 1}')
    for n in (2, 3):
        page.locator('text[data-label-for="140500"]').click(force=True)  # the name lets the click through
        expect(page.locator("#event")).to_have_text(f'{{"type": "open", "region": "140500", "n": {n}}}')
    page.keyboard.press("p")
    heard = page.evaluate("window.heard")
    assert [name for name, _ in heard] == ["atlas:navigate"] * 3 + ["atlas:ask"]
    assert heard[0][1]["href"] == "/city/140100" and heard[2][1]["href"] == "/city/140500"
    assert heard[3][1] == {"figure": "f1", "source": "s1", "region": "140500"}
    with page.context.expect_page() as other:
        page.locator('a[data-region="140800"] path').click(modifiers=["ControlOrMeta"])
    assert other.value.url.endswith("/city/140800")
    assert len(page.evaluate("window.heard")) == 4


def test_the_card_says_what_is_there_and_stays_in_sight(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    card = page.locator(".atlas-map-card")
    expect(card).to_be_hidden()
    page.locator('text[data-label-for="140500"]').hover(force=True)
    expect(card).to_be_visible()
    assert card.locator("p").all_text_contents() == [
        "晋城",
        "4 个",
        "2023年 · 省级开发区",
        "按 Enter 打开 · 按 P 查出处",
    ]
    page.mouse.move(2, 890)
    expect(card).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    expect(card).to_contain_text("吕梁")
    page.set_viewport_size({"width": 390, "height": 700})
    page.locator('text[data-label-for="140200"]').hover(force=True)
    expect(card).to_contain_text("大同")
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0


def test_map_and_rows_warm_each_other(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    row, region = page.locator('[data-row="140200"]'), page.locator('a[data-region="140200"]')
    page.locator('text[data-label-for="140200"]').hover(force=True)
    expect(row).to_have_class("is-hot")
    expect(region).to_have_class("is-hot")
    page.mouse.move(2, 890)
    expect(row).not_to_have_class("is-hot")
    row.hover()
    expect(region).to_have_class("is-hot")
    page.mouse.move(2, 890)
    expect(region).not_to_have_class("is-hot")


def test_symbols_come_and_go_and_texts_stay_texts(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    page.locator("#latest").click()
    expect(page.locator(f"{LIVE} svg")).to_have_attribute("data-painted", "latest")
    expect(page.locator(".atlas-map .symbols circle")).to_have_count(1)
    lines = page.locator('text[data-label-for="140200"] tspan').all_text_contents()
    assert lines[:2] == ["328.54 亿元", "2023年上半年"] and lines[2].startswith("<img")
    page.locator('text[data-label-for="140200"]').hover(force=True)
    expect(page.locator(".atlas-map-card")).to_contain_text(HOSTILE)
    page.locator("#repaint").click()
    expect(page.locator(".atlas-map .symbols circle")).to_have_count(0)
    expect(page.locator(".atlas-map .note")).to_have_count(0)
    assert state(page) == looks("prefecture", 1)
    assert page.locator('a[data-region="140200"]').get_attribute("aria-label") == f"大同 {HOSTILE}"
    assert page.evaluate("window.hurt") is None


def test_a_drawing_that_does_not_come_is_said(visit: Callable[[str], Page], origin: str, browser: Browser) -> None:
    with watched_page(browser, origin) as (page, watch):
        page.route("**/map/*.svg*", lambda route: route.fulfill(status=503, body="no"))
        watch.expect("answered 503")
        watch.expect("Failed to load resource")
        page.goto("/")
        expect(page.get_by_role("alert")).to_contain_text("没有载入")
        watch.check()
