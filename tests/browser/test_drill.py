"""From the province to a city to a county and back, by pointer, keyboard, history and address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seen import PREFECTURES, arrive, read, repainted, visit
from tests.browser.watched_page import Watch, wait_live


def region(page: Page, code: str) -> None:
    """Click on a region of the map where its label stands: at a point inside, whatever its shape."""
    page.locator(f"#root text[data-label-for='{code}'][data-room]").click(force=True)


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement?.closest('svg') && document.activeElement.dataset.region"))


def test_eleven_and_a_hundred_and_seventeen(page: Page) -> None:
    province = visit(page, "/")
    assert tuple(province.regions) == PREFECTURES
    page.locator("#root .segments a", has_text="县").click()
    county = arrive(page, "/?level=county")
    assert len(county.regions) == 117
    assert all(code[4:] != "00" and f"{code[:4]}00" in PREFECTURES for code in county.regions)
    assert {state for state, *_ in county.regions.values()} <= {"value", "not-published", "not-comparable"}
    drawn = page.locator("#root svg a[data-region] path").evaluate_all(
        "(paths) => paths.filter((p) => p.getBBox().width > 0 && getComputedStyle(p).fill !== 'none').length"
    )
    assert drawn == 117


def test_click_enter_and_the_second_click_drill(page: Page) -> None:
    province = visit(page, "/?indicator=gdp_yi")
    region(page, "140500")
    city = arrive(page, "/city/140500")
    assert "晋城" in city.headline and {code[:4] for code in city.regions} == {"1405"}
    page.go_back()
    assert arrive(page, "/?indicator=gdp_yi") == province
    region(page, "140500")  # once more on the same
    assert arrive(page, "/city/140500") == city
    page.go_back()
    arrive(page, "/?indicator=gdp_yi")
    page.locator("#root svg a[data-region='140500']").focus()
    page.keyboard.press("Enter")
    assert arrive(page, "/city/140500") == city
    region(page, "140524")
    county = arrive(page, "/city/140524")
    assert "陵川" in county.text and county.regions.keys() == city.regions.keys()
    expect(page.locator("#root svg a[data-region='140524']")).to_have_attribute("aria-current", "true")
    region(page, "140524")  # where one is already: nothing happens
    assert arrive(page, "/city/140524") == county


def test_escape_and_breadcrumb_lead_up(page: Page) -> None:
    visit(page, "/city/140524?lang=en")
    page.keyboard.press("Escape")
    assert "Jincheng" in arrive(page, "/city/140500?lang=en").title
    page.keyboard.press("Escape")
    province = arrive(page, "/?lang=en")
    assert len(province.regions) == 11 and province.lang == "en"
    page.keyboard.press("Escape")  # there is nothing above the province
    assert arrive(page, "/?lang=en") == province
    visit(page, "/city/140524")
    crumbs = page.locator("#root .breadcrumb a")
    assert crumbs.all_text_contents() == ["山西省", "晋城市"]
    crumbs.nth(1).click()
    arrive(page, "/city/140500")
    page.locator("#root .breadcrumb a").first.click()
    assert len(arrive(page, "/").regions) == 11


def test_a_choice_of_the_map_survives_the_way_down_and_back(page: Page) -> None:
    """Esc and breadcrumb lead up to the province as it opens; Back leads to what one had chosen there."""
    visit(page, "/")
    page.locator("#root .picker-indicator summary").click()
    page.locator("#root .picker-panel a", has_text="地区生产总值增速").first.click()
    chosen = repainted(page, "gdp_growth_pct|")
    address = page.evaluate("() => location.pathname + location.search")
    region(page, "140200")
    arrive(page, "/city/140200")
    page.go_back()
    assert arrive(page, address) == chosen
    page.go_back()
    repainted(page, "batch_signed_projects|")


@pytest.mark.parametrize(
    "address",
    [
        "/?indicator=population_10k&level=county",
        "/?indicator=signed_amount_yi&period=latest&lang=en",
        "/city/140200?compare=140100&compare=140400",
        "/sources?lang=en",
    ],
)
def test_reload_forward_and_a_pasted_link_give_the_same_screen(
    page: Page, open_page: Callable[..., tuple[Page, Watch]], address: str
) -> None:
    first = visit(page, address)
    page.reload()
    wait_live(page)
    assert read(page) == first
    away = ("/" if address.startswith("/sources") else "/sources") + ("?lang=en" if "lang=en" in address else "")
    page.locator(f"#root .pages a[href='{away}']").click()
    elsewhere = arrive(page, away)
    page.go_back()
    assert arrive(page, address) == first
    page.go_forward()
    assert arrive(page, away) == elsewhere
    other, _ = open_page()
    assert visit(other, address) == first


def test_arrows_move_between_regions(page: Page) -> None:
    visit(page, "/")
    page.locator("#root svg a[data-region][tabindex='0']").focus()
    visited = [focused(page)]
    for key in ("ArrowUp", "ArrowUp", "ArrowRight", "ArrowDown", "End", "Home"):
        page.keyboard.press(key)
        visited.append(focused(page))
    # 太原 → 忻州 → 朔州 → 大同 → back south; the last and the first by code
    assert visited[:4] == ["140100", "140900", "140600", "140200"]
    assert visited[4] in ("140900", "140300") and visited[5:] == ["141100", "140100"]
    expect(page.locator(".atlas-map-card")).to_contain_text("太原")
    page.keyboard.press("ArrowDown")
    south = focused(page)
    page.keyboard.press("Enter")
    arrive(page, f"/city/{south}")
    page.locator("#root svg a[data-region][tabindex='0']").focus()
    page.keyboard.press("End")
    last = focused(page)
    assert last[:4] == south[:4] and last[4:] != "00"
    page.keyboard.press("Enter")
    arrive(page, f"/city/{last}")
