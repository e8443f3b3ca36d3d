"""Industries and files of a view in a browser: links follow the state, long files show progress, maps are embedded.

Belongs here: what needs a real browser. Does not belong here: what a file holds (`tests/integration/test_exports.py`).
"""

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.running_app import free_port, running_atlas
from tests.browser.seen import read, visit
from tests.browser.test_language import misplaced
from tests.browser.watched_page import Watch, axe_violations, wait_live, watched_page

PAGES = ("/industry", "/industry/ch05", "/industry/coal?compare=energy,ch05", "/industry/ch09", "/industry/ch07")
MENU = "#root details[data-picker=take-along]"


def open_menu(page: Page) -> None:
    page.locator(f"{MENU} > summary").click()


def taken(page: Page, form: str) -> pd.DataFrame:
    with page.expect_download() as download:
        page.locator(f"{MENU} a[data-export={form}]").first.click()
    content = download.value.path().read_bytes()
    return pd.read_csv(io.BytesIO(content), dtype={"region_code": str}, keep_default_na=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_pages_of_industries_speak_one_language_and_break_no_rule(page: Page, address: str, lang: str) -> None:
    visit(page, address + ("&" if "?" in address else "?") + f"lang={lang}")
    assert misplaced(page, lang) == []
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page) == []


def test_from_the_list_to_an_industry_to_a_city_and_back(page: Page) -> None:
    visit(page, "/industry?lang=en")
    page.locator("#root .mini-link", has_text="Hydrogen").first.click()
    expect(page).to_have_url(re.compile(r"/industry/ch05\?lang=en$"))
    expect(page.locator("#root h1")).to_contain_text("Lüliang")
    page.locator("#root .industry-measures a", has_text="Project records").click()
    expect(page).to_have_url(re.compile(r"indicator=projects"))
    expect(page.locator("#root tr[data-row='141100']")).to_contain_text("17")
    page.locator("#root svg a[data-region='141100']").click()
    expect(page).to_have_url(re.compile(r"/city/141100\?lang=en$"))
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/industry\?lang=en$"))
    expect(page.locator("#root .mini")).not_to_have_count(0)


def test_numbers_of_an_industry_tell_what_they_rest_on(page: Page) -> None:
    visit(page, "/industry/ch05?lang=en")
    page.locator("#root .headline-details button").first.click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Hydrogen · evidence")
    expect(dialog.locator(".passport-number")).to_have_text("60")


def test_a_file_is_of_what_is_on_screen_also_after_a_choice(page: Page) -> None:
    visit(page, "/")
    page.locator("#root a.segment", has_text="图谱所知").click()
    expect(page.locator("#root svg[data-painted^='known_projects']")).to_have_count(1)
    open_menu(page)
    table = taken(page, "csv").set_index("region_code")
    for code, _, text in read(page).rows:
        assert text.endswith(f" {table['value'][code]:.0f}") or text.endswith(f"{table['value'][code]:.0f}"), text
    link = page.locator(f"{MENU} a[data-size=slide]:not([data-chart])")
    link.hover()
    expect(link).to_have_attribute(
        "href", re.compile(r"^/export/view\.png\?page=overview&indicator=known_projects&size=slide$")
    )


def test_the_menu_is_reached_and_closed_by_keyboard(page: Page) -> None:
    visit(page, "/city/140500?lang=en")
    page.locator(f"{MENU} > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f"{MENU} a[data-export=csv]")).to_be_focused()
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith(
        "/export/view.csv?page=place&region=140500"
    )
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).not_to_have_attribute("open", re.compile(".*"))


@pytest.fixture
def slow(page: Page) -> Iterator[list[str]]:
    """A server that has made three of ten parts of a file and does not finish it."""
    cancelled: list[str] = []

    def job(route: Route) -> None:
        if route.request.method == "DELETE":
            cancelled.append(route.request.url)
            return route.fulfill(status=204)
        return route.fulfill(
            status=200, content_type="application/json", body=json.dumps({"running": True, "done": 3, "of": 10})
        )

    waiting: list[Route] = []
    page.route("**/export/view.xlsx*", lambda route: waiting.append(route))
    page.route("**/export/jobs/*", job)
    yield cancelled
    page.unroute_all(behavior="ignoreErrors")


def test_a_long_file_shows_progress_and_is_cancelled(page: Page, slow: list[str]) -> None:
    visit(page, "/projects?stage=signed")
    open_menu(page)
    page.locator(f"{MENU} a[data-export=xlsx]").click()
    box = page.locator(".export-progress")
    expect(box).to_contain_text("正在生成")
    expect(box.locator("progress")).to_have_js_property("value", 3)
    assert axe_violations(page) == []
    page.locator("#root nav.pages a", has_text="总览").click()  # nothing waits for the file
    expect(page.locator("#root svg[data-frame='140000.prefecture.zh']")).to_have_count(1)
    box.get_by_role("button", name="取消").click()
    expect(box).to_contain_text("已取消")
    (address,) = slow
    assert re.search(r"/export/jobs/[0-9a-f]{32}$", address)


def test_a_file_that_fails_says_so(page: Page, watch: Watch) -> None:
    watch.expect("503")
    visit(page, "/?lang=en")
    page.route("**/export/view.csv*", lambda route: route.fulfill(status=503, body="busy"))
    open_menu(page)
    page.locator(f"{MENU} a[data-export=csv]").click()
    expect(page.locator(".export-progress")).to_contain_text("could not be made")


# ---- Embedding ---------------------------------------------------------------------------------------------------


class _Host(BaseHTTPRequestHandler):
    """Another site, whose page frames a map of the atlas."""

    def __init__(self, frame: str, *rest: object) -> None:
        self.frame = frame
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        frame = f'<iframe src="{self.frame}" width="620" height="800"></iframe>'
        body = f'<!DOCTYPE html><html lang="en"><title>Host</title>{frame}'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def framed(browser: Browser, port: int, address: str) -> tuple[str, list[str]]:
    """The heading of a map that another site frames, "" when it may not, and what was said about it."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Host, address))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    said: list[str] = []
    try:
        page = context.new_page()
        page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_timeout(700)
        heading = page.frame_locator("iframe").locator("h1.embed-title, h1.headline")
        return (heading.inner_text() if heading.count() else ""), said
    finally:
        context.close()
        server.shutdown()
        server.server_close()


def test_only_a_site_that_is_named_frames_a_map(browser: Browser) -> None:
    port = free_port()
    with running_atlas("embed", {"ATLAS_EMBED_ORIGINS": f"http://127.0.0.1:{port}", "ATLAS_WORKERS": "1"}) as app:
        heading, said = framed(browser, port, f"{app.origin}/embed?page=place&region=140500&lang=en")
        assert "Zezhou" in heading and said == []
        other, refused = framed(browser, free_port(), f"{app.origin}/embed")
        assert other == "" and any("frame-ancestors" in text for text in refused)
        whole, refused = framed(browser, port, f"{app.origin}/")
        assert whole == "" and refused


def test_an_embedded_map_breaks_no_rule_at_any_size(open_page: Callable[..., tuple[Page, Watch]]) -> None:
    for width in (320, 620, 1100):
        page, _ = open_page(viewport={"width": width, "height": 760})
        page.goto("/embed?indicator=gdp_yi&period=latest&lang=en")
        expect(page.locator("svg a[data-region]")).to_have_count(11)
        assert axe_violations(page) == [] and misplaced(page, "en") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("script").count() == 0


def test_two_processes_answer_for_one_job(browser: Browser) -> None:
    """Whoever of the server's processes is asked knows how far a file is."""
    with running_atlas("jobs", {"ATLAS_WORKERS": "2"}) as app, watched_page(browser, app.origin) as (page, watch):
        visit(page, "/projects")
        wait_live(page)
        open_menu(page)
        with page.expect_download() as download:
            page.locator(f"{MENU} a[data-export=parquet]").click()
        assert download.value.suggested_filename == "atlas-projects.parquet"
        answers = page.evaluate(
            "() => Promise.all([...Array(8)].map(() => fetch('/export/jobs/' + '0'.repeat(32)).then((a) => a.json())))"
        )
        assert answers == [{"running": False, "done": 0, "of": 0}] * 8
        watch.check()
