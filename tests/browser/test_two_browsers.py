"""Two people at once do not see each other's choices, and one address shows both the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.seen import arrive, read, repainted, visit
from tests.browser.watched_page import Watch

Open = Callable[..., tuple[Page, Watch]]


def pick(page: Page, label: str) -> None:
    page.locator("#root .picker-indicator summary").click()
    page.locator("#root .picker-label").get_by_text(label, exact=True).click()


def test_two_choices_do_not_meet(open_page: Open) -> None:
    ann, _ = open_page()
    bob, _ = open_page()
    start = visit(ann, "/")
    assert visit(bob, "/?lang=en").painted == start.painted
    pick(ann, "地区生产总值")
    hers = repainted(ann, "gdp_yi|")
    assert read(bob).painted == start.painted
    pick(bob, "Specialised towns known")
    his = repainted(bob, "known_specialised_towns|")
    assert read(ann) == hers
    ann.locator("#root tr[data-row='140200'] a").click()
    city = arrive(ann, "/city/140200")
    assert read(bob) == his
    bob.locator("#root tr[data-row='140400'] a").click()
    assert arrive(bob, "/city/140400?lang=en").painted
    assert read(ann) == city
    for page, address, seen in ((ann, "/?indicator=gdp_yi", hers), (bob, "/?indicator=known_specialised_towns", his)):
        page.go_back()
        back = repainted(page, seen.painted)
        assert back == seen, address


@pytest.mark.parametrize("address", ["/", "/?indicator=signed_amount_yi&period=latest&lang=en", "/city/140300"])
def test_one_address_is_one_screen(open_page: Open, address: str) -> None:
    ann, _ = open_page()
    bob, _ = open_page(viewport={"width": 1920, "height": 1080}, locale="en-GB", timezone_id="America/New_York")
    visit(bob, "/sources")
    assert visit(ann, address) == visit(bob, address)


def test_a_link_made_by_clicks_shows_what_was_clicked(open_page: Open) -> None:
    ann, _ = open_page()
    bob, _ = open_page()
    visit(ann, "/?level=county")
    pick(ann, "常住人口")
    chosen = repainted(ann, "population_10k|")
    assert len(chosen.regions) == 117
    received = visit(bob, ann.evaluate("() => location.href"))
    assert (received.headline, received.rows, received.regions) == (chosen.headline, chosen.rows, chosen.regions)
