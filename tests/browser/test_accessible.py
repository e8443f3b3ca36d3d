"""Nobody is shut out: axe finds nothing serious, nothing runs over the edge, Tab reaches what matters in order."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import overflows
from tests.browser.seen import unfold, visit
from tests.browser.watched_page import Watch, axe_violations

ADDRESSES = (
    "/",
    "/?indicator=signed_amount_yi&period=latest",
    "/?indicator=known_projects&level=county",
    "/city/140200?compare=140100",
    "/city/140923",
    "/sources",
    "/nowhere",
)


def in_language(address: str, lang: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={lang}" if lang == "en" else address


def misfits(page: Page) -> list[str]:
    """What does not fit, once charts have followed the window; Plotly's own gauge far outside is not seen."""
    for _ in range(20):
        found = [line for line in overflows(page) if "js-plotly-tester" not in line]
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"the page is {wide} px wider than the window"] * (wide > 0)
        if not found:
            break
        page.wait_for_timeout(100)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_serious_violation_and_nothing_over_the_edge(page: Page, watch: Watch, address: str, lang: str) -> None:
    if address == "/nowhere":
        watch.expect("404")
    visit(page, in_language(address, lang))
    assert axe_violations(page) == []
    unfold(page)
    for width, height in ((390, 844), (1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert misfits(page) == [], f"{width} px wide"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_dialogs_and_open_lists(page: Page, lang: str) -> None:
    visit(page, in_language("/", lang))
    page.locator("#root .ranking-value .figure").first.click()
    expect(page.locator("#passport .passport-rows")).to_be_visible()
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator("#passport").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("Escape")
    page.locator("#root [data-share]").click()
    expect(page.locator("#share img")).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#root .picker-indicator summary").click()
    page.locator("#search").fill("a")
    expect(page.get_by_role("option").first).to_be_visible()
    assert axe_violations(page) == []


def test_tab_reaches_what_matters_in_the_order_of_reading(page: Page) -> None:
    visit(page, "/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    wanted = {
        "search": "#search",
        "language": "a[hreflang]",
        "share": "[data-share]",
        "picker": ".picker summary",
        "level": ".segment[data-change*=level]",
        "figure": ".headline .figure",
        "map": "svg a[data-region]",
        "ranking": "tr[data-row] a",
        "value": "tr[data-row] .figure",
        "statement": ".statement .figure",
    }
    reached: list[str] = []
    regions = 0
    for _ in range(150):
        page.keyboard.press("Tab")
        names = page.evaluate(
            "(wanted) => Object.entries(wanted).filter(([, s]) => document.activeElement.matches(s)).map(([n]) => n)",
            wanted,
        )
        regions += "map" in names
        reached += [name for name in names if name not in reached]
        if len(reached) == len(wanted):
            break
        ring = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' || !!document.activeElement.closest('svg'); }"
        )
        assert ring, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
    assert reached == list(wanted)
    assert regions == 1  # the map is one stop; arrows walk in it


def test_skip_leads_past_the_header(page: Page) -> None:
    visit(page, "/city/140200")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('main')")
