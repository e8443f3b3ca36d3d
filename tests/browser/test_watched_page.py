"""The watch itself is watched: a page that misbehaves is noticed, also under a strict content security policy."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser.screens import overflows
from tests.browser.watched_page import axe_violations, wait_live, watched_page

POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src *"
GOOD = "<h1>好</h1><p>一切如常</p>"
BAD = """<img src="http://198.51.100.7/pixel.png"><script src="/throws.js"></script><button></button>
<div style="width:2000px">too wide</div><p style="overflow:hidden;width:40px;white-space:nowrap">cut off at edge</p>"""


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        scripts = {
            "/live.js": "document.documentElement.dataset.live = 'true'",
            "/throws.js": "throw new Error('torn')",
        }
        body = BAD if self.path == "/bad" else GOOD
        head = '<!doctype html><html lang="zh"><title>t</title><script src="/live.js"></script>'
        text = scripts.get(self.path, f"{head}<main>{body}</main>")
        self.send_response(204 if self.path == "/favicon.ico" else 200)
        self.send_header("Content-Type", "text/javascript" if self.path in scripts else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def origin() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_good_page_passes(browser: Browser, origin: str) -> None:
    with watched_page(browser, origin) as (page, watch):
        page.goto("/good")
        wait_live(page)
        assert axe_violations(page) == []
        assert overflows(page) == []
        watch.check()


def test_a_bad_page_is_noticed(browser: Browser, origin: str) -> None:
    with watched_page(browser, origin) as (page, watch):
        page.goto("/bad")
        assert {line.split(":")[0] for line in axe_violations(page)} == {"critical button-name", "critical image-alt"}
        assert [line.split(" ")[1] for line in overflows(page)] == ["reaches", "cuts"]
        with pytest.raises(AssertionError, match=r"198\.51\.100\.7/pixel"):
            watch.check()
        watch.foreign.clear()
        with pytest.raises(AssertionError, match="uncaught torn"):
            watch.check()
        watch.expect("torn")
        watch.expect("Failed to load resource")
        watch.check()
        watch.expect("something that does not happen")
        with pytest.raises(AssertionError, match="did not happen"):
            watch.check()
