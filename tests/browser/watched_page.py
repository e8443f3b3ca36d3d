"""A browser that can reach the application alone, and pages that remember what went wrong in them.

Belongs here: launching Chromium, watching pages, waiting, accessibility rules. Does not belong here: starting the
application (`running_app`) and what a page should hold (the tests).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, ViewportSize

# Playwright's own route() is the first wall; this is the second, for what it cannot see (service workers, preconnects).
OFFLINE_ARGS = (
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP: ViewportSize = {"width": 1440, "height": 900}


@dataclass(slots=True)
class Watch:
    """What happened in the pages of one context that should not.

    Attributes:
        foreign: Addresses asked for that are not the application's.
        errors: Console errors and uncaught exceptions, with the page's address.
        expected: Parts of errors that a test provokes on purpose, such as "404".
    """

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """Declare that an error containing this text is meant to happen.

        Args:
            part: A part of the error's text; case matters.
        """
        self.expected.append(part)

    def check(self) -> None:
        """Fail when something happened that should not, or an expected error did not.

        Raises:
            AssertionError: Names the addresses and errors.
        """
        assert not self.foreign, f"the page asked for other addresses, expected none: {self.foreign}"
        unexpected = [error for error in self.errors if not any(part in error for part in self.expected)]
        assert not unexpected, f"errors in the page, expected none: {unexpected}"
        absent = [part for part in self.expected if not any(part in error for error in self.errors)]
        assert not absent, f"errors that the test expects did not happen: {absent}"


def launch(playwright: Playwright, *extra_args: str) -> Browser:
    """Start the system's Chromium, headless and offline.

    Args:
        playwright: Playwright's entry point.
        *extra_args: Further command-line arguments of Chromium.

    Returns:
        The browser; close it after use.

    Raises:
        RuntimeError: There is no chromium.
    """
    path = shutil.which("chromium")
    if path is None:
        raise RuntimeError("no `chromium` on the PATH, expected Debian's: run `make test`, which installs it.")
    return playwright.chromium.launch(executable_path=path, args=[*OFFLINE_ARGS, *extra_args])


def watch_context(context: BrowserContext, origin: str) -> Watch:
    """Block every address but the application's in a context, and note what goes wrong in its pages.

    Args:
        context: A context without pages yet.
        origin: The application's address without a path.

    Returns:
        The notes, filled while pages are used.
    """
    watch = Watch()

    def gate(route: Route) -> None:
        if route.request.url.startswith((f"{origin}/", "data:", "blob:")):
            route.continue_()
        else:
            watch.foreign.append(route.request.url)
            route.abort()

    def attend(page: Page) -> None:
        page.on("console", lambda m: watch.errors.append(f"{page.url}: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda error: watch.errors.append(f"{page.url}: uncaught {error}"))

    context.route("**/*", gate)
    context.on("page", attend)
    return watch


@contextmanager
def watched_page(browser: Browser, origin: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """Open a page in a fresh context that reaches one application only.

    Args:
        browser: From `launch`.
        origin: The application's address without a path; `page.goto("/")` is relative to it.
        **options: Of Playwright's `new_context`, such as `viewport` or `bypass_csp`.

    Yields:
        The page and the notes on it; call `Watch.check()` at the end.
    """
    defaults: dict[str, Any] = {"viewport": DESKTOP, "reduced_motion": "reduce", "base_url": origin}
    context = browser.new_context(**{**defaults, **options})
    try:
        watch = watch_context(context, origin)
        yield context.new_page(), watch
    finally:
        context.close()


def wait_live(page: Page, timeout_ms: float = 15_000) -> None:
    """Wait until the page has taken over from its first view and answers to clicks.

    A locator is used because Playwright's `wait_for_function` evaluates a string, which the page's content security
    policy forbids.

    Args:
        page: A page of the atlas.
        timeout_ms: How long to wait, in milliseconds.

    Raises:
        playwright.sync_api.TimeoutError: `<html data-live="true">` did not appear.
    """
    page.locator("html[data-live=true]").wait_for(state="attached", timeout=timeout_ms)


def axe_violations(page: Page) -> list[str]:
    """Check a page by the rules of axe-core, as shipped by axe-playwright-python.

    Works under the page's content security policy: the script comes in through the debugging interface.

    Args:
        page: The page in the state to be checked.

    Returns:
        A line for each serious or critical violation: impact, rule, help, and the first elements; empty when there
        are none.
    """
    source = resources.files("axe_playwright_python") / "axe.min.js"
    # The trailing value keeps Playwright from carrying axe itself back to Python.
    page.evaluate(source.read_text(encoding="utf-8") + "\n;true")
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['impact']} {found['id']}: {found['help']} at {[node['target'] for node in found['nodes']][:5]}"
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
    ]
