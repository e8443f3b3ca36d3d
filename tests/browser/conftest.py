"""Fixtures of the tests in a real browser: one server and one browser for all, a fresh context for each test.

Belongs here: fixtures. Does not belong here: how a server or a browser is started (`running_app`, `watched_page`).
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running_app import RunningApp, running_atlas
from tests.browser.watched_page import Watch, launch, watched_page


@pytest.fixture(scope="session")
def server() -> Iterator[RunningApp]:
    """The atlas, started as the README says; its log is build/logs/atlas.log."""
    with running_atlas() as app:
        yield app


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with every address but this machine's blocked."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_page(server: RunningApp, browser: Browser) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Open pages in contexts of their own, as different people would; checked when the test ends.

    Call it with options of Playwright's `new_context`; it returns the page and its `Watch`.
    """
    with ExitStack() as stack:
        watches: list[Watch] = []

        def open_one(**options: Any) -> tuple[Page, Watch]:
            page, watch = stack.enter_context(watched_page(browser, server.origin, **options))
            watches.append(watch)
            return page, watch

        yield open_one
        for watch in watches:
            watch.check()


@pytest.fixture
def opened(open_page: Callable[..., tuple[Page, Watch]]) -> tuple[Page, Watch]:
    """One page at 1440 × 900 with reduced motion, and its watch."""
    return open_page()


@pytest.fixture
def page(opened: tuple[Page, Watch]) -> Page:
    """The page of the test; fails the test when it asked for another address or reported an error."""
    return opened[0]


@pytest.fixture
def watch(opened: tuple[Page, Watch]) -> Watch:
    """The notes on `page`; `watch.expect("404")` declares an error that the test provokes."""
    return opened[1]
