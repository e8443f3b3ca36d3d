"""One measured visit: a cold load, a warm load, and a change of the indicator.

Belongs here: what a person does, and when. Does not belong here: what counts as drawn (the probes), statistics
(`report`).
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.traffic import Traffic
from tests.browser.watched_page import DESKTOP

PROBES = Path(__file__).resolve().parent / "probes"
TIMEOUT_S = 60
QUIET_S = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What one step cost.

    Attributes:
        ms: From the start (of the navigation, or the click) until it was painted, in milliseconds.
        received: Bytes over the wire, headers included.
        requests: How many requests it took.
    """

    ms: float
    received: int
    requests: int


@dataclass(frozen=True, slots=True)
class Subject:
    """An application to be measured.

    Attributes:
        name: "atlas" or "tutorial": also the name of its probe.
        origin: Its address.
        path: Of the page that shows the map.
        regions: How many regions the map has, 11 or 117.
        choose: Opens the picker and returns the function that clicks another indicator in it.
    """

    name: str
    origin: str
    path: str
    regions: int
    choose: Callable[[Page], Callable[[], None]]


def visit(browser: Browser, subject: Subject) -> dict[str, Reading]:
    """Visit an application once with an empty cache, once more, and change the indicator.

    Args:
        browser: Chromium, other addresses blocked.
        subject: The application.

    Returns:
        "cold seen", "cold live", "warm seen", "warm live" and "switch", each with what it cost.

    Raises:
        RuntimeError: Something was not drawn in time, or another address was asked for.
    """
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    try:
        context.add_init_script(f"window.atlasBenchRegions = {subject.regions};")
        for probe in ("common", subject.name):
            context.add_init_script(path=PROBES / f"{probe}.js")
        readings = {}
        for cache in ("cold", "warm"):
            page, traffic = _load(context, subject)
            for mark in ("seen", "live"):
                readings[f"{cache} {mark}"] = _reading(page, traffic, mark)
            if cache == "cold":
                page.close()
        readings["switch"] = _switch(page, traffic, subject)
        if traffic.foreign:
            raise RuntimeError(f"{subject.name} asked for other addresses, expected none: {traffic.foreign}")
        return readings
    finally:
        context.close()


def choose_in_atlas(indicator: str) -> Callable[[Page], Callable[[], None]]:
    """Make the choice of an indicator in the atlas's picker.

    Args:
        indicator: The id of the indicator to change to.

    Returns:
        See `Subject.choose`.
    """

    def choose(page: Page) -> Callable[[], None]:
        links = page.locator("details[data-picker] a[data-change]")
        changes = [json.loads(text) for text in links.evaluate_all("links => links.map(link => link.dataset.change)")]
        numbers = [number for number, change in enumerate(changes) if change.get("indicator") == indicator]
        if not numbers:
            offered = sorted({str(change.get("indicator")) for change in changes})
            raise RuntimeError(f"no a[data-change] in details[data-picker] offers {indicator!r}; offered: {offered}")
        link = links.nth(numbers[0])
        for closed in link.locator("xpath=ancestor::details[not(@open)]").all():
            closed.locator("summary").first.click()
        return link.click

    return choose


def choose_in_tutorial(page: Page) -> Callable[[], None]:
    """Make the choice of the third indicator in the tutorial's dropdown; see `Subject.choose`."""
    page.locator("#indicator").click()
    option = page.locator(".dash-dropdown-option").nth(2)
    option.wait_for()
    return option.click


def _load(context: BrowserContext, subject: Subject) -> tuple[Page, Traffic]:
    page = context.new_page()
    traffic = Traffic(page, subject.origin)
    page.goto(subject.origin + subject.path, wait_until="commit")
    _wait(page, subject, "() => window.atlasBench?.seen && window.atlasBench?.live", "drawn and live")
    _settle(page, traffic)
    return page, traffic


def _switch(page: Page, traffic: Traffic, subject: Subject) -> Reading:
    click = subject.choose(page)
    _settle(page, traffic)
    page.evaluate("() => window.atlasBench.armSwitch()")
    armed = float(page.evaluate("() => (performance.timeOrigin + performance.now()) / 1000"))
    click()
    _wait(page, subject, "() => window.atlasBench.switched && window.atlasBench.clicked", "repainted after the click")
    _settle(page, traffic)
    marks = _marks(page)
    # All that was asked for because of the click counts, also what arrives after the painting.
    return Reading(marks["switched"] - marks["clicked"], traffic.received(time.time(), armed), traffic.requests(armed))


def _reading(page: Page, traffic: Traffic, mark: str) -> Reading:
    marks = _marks(page)
    until = (marks["origin"] + marks[mark]) / 1000
    return Reading(marks[mark], traffic.received(until), traffic.requests(0) - traffic.requests(until))


def _marks(page: Page) -> dict[str, Any]:
    return dict(page.evaluate("() => ({...window.atlasBench, origin: performance.timeOrigin})"))


def _wait(page: Page, subject: Subject, condition: str, expected: str) -> None:
    # Not wait_for_function: it evaluates a string in the page, which a content security policy may forbid.
    deadline = time.monotonic() + TIMEOUT_S
    while not page.evaluate(condition):
        if time.monotonic() > deadline:
            raise RuntimeError(
                f"{subject.name} at {page.url} was not {expected} within {TIMEOUT_S} s; marks: {_marks(page)}. "
                f"See build/logs/bench-{subject.name}.log and probes/{subject.name}.js for what is waited for."
            )
        page.wait_for_timeout(50)


def _settle(page: Page, traffic: Traffic) -> None:
    quiet_since = time.monotonic()
    deadline = quiet_since + TIMEOUT_S
    while time.monotonic() - quiet_since < QUIET_S and time.monotonic() < deadline:
        page.wait_for_timeout(50)
        if traffic.pending:
            quiet_since = time.monotonic()
