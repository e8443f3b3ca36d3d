"""The first answer is the page: seen before scripts, read without them, taken over without a jump; search, share."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.seen import PREFECTURES, arrive, read, short_names, table, visit
from tests.browser.watched_page import Watch, wait_live

Open = Callable[..., tuple[Page, Watch]]
VIEWS = ("/", "/?indicator=gdp_yi&lang=en", "/?indicator=signed_amount_yi&period=latest", "/city/140500")


@pytest.mark.parametrize("address", VIEWS)
def test_without_scripts_the_page_can_be_read(open_page: Open, address: str) -> None:
    plain, _ = open_page(java_script_enabled=False)
    plain.goto(address)
    lang = "en" if "lang=en" in address else "zh"
    map_ = plain.locator("svg[data-map]")
    expect(map_).to_be_visible()
    codes = [c for c in short_names() if c.startswith("1405") and c != "140500"] if "city" in address else PREFECTURES
    expect(map_.locator("a[data-region]")).to_have_count(len(codes))
    for code in codes:
        label = map_.locator(f"text[data-label-for='{code}'][data-room]")
        if "city" not in address:  # every city's name finds room; small districts' may not
            expect(label).to_contain_text(short_names(lang)[code])
    expect(plain.locator("h1")).to_be_visible()
    if "city" not in address:
        expect(plain.locator("tr[data-row]")).to_have_count(11)
        plain.locator("tr[data-row='140200'] a").click()  # links are links
        expect(plain.locator("h1")).to_contain_text(short_names(lang)["140200"])
    live, _ = open_page()
    shown = visit(live, address)
    still, _ = open_page(java_script_enabled=False)
    still.goto(address)
    assert read(still) == shown


WHERE = """() => Object.fromEntries([
  ['map', 'svg[data-map]'], ['region', 'svg a[data-region] path'], ['headline', 'h1'], ['row', 'tr[data-row]'],
  ['header', '.header'], ['search', '.search-box'], ['share', '[data-share]'], ['legend', '.legend'],
  ['column', '.column:nth-of-type(3)'], ['footer', 'footer.footer'],
].map(([name, selector]) => {
  const root = document.querySelector('#first-view') || document.querySelector('#root');
  const box = root.querySelector(selector)?.getBoundingClientRect();
  return [name, box ? [box.x, box.y, box.width, box.height].map(Math.round) : null];
}))"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", ["/", "/city/140500?lang=en", "/sources"])
def test_the_take_over_moves_nothing(open_page: Open, address: str, width: int) -> None:
    page, _ = open_page(viewport={"width": width, "height": 900})
    held: list[Route] = []
    holding = [True]

    def hold(route: Route) -> None:
        if holding[0]:
            held.append(route)
        else:
            route.fallback()

    page.route(re.compile(r"\.js(\?|$)"), hold)
    page.goto(address, wait_until="commit")
    page.locator("#first-view footer.footer").wait_for()
    while not page.evaluate("() => [...document.querySelectorAll('link[rel=stylesheet]')].every((l) => l.sheet)"):
        page.wait_for_timeout(20)
    page.evaluate("() => document.fonts.ready.then(() => null)")
    before: dict[str, Any] = page.evaluate(WHERE)
    assert page.locator("html").get_attribute("data-live") == "false" and held
    holding[0] = False
    for route in held:
        route.fallback()
    wait_live(page)
    page.evaluate("() => document.fonts.ready.then(() => null)")
    expect(page.locator("#first-view")).to_have_count(0)
    after = page.evaluate(WHERE)
    # Our own fonts come after the first paint: far below the window a line may break elsewhere, near it nothing moves.
    moved = {
        name: (box, after[name])
        for name, box in before.items()
        if box
        and (
            not after[name]
            or any(
                abs(a - b) > max(1, box[1] / 300 if box[1] > 2700 else 0) for a, b in zip(box, after[name], strict=True)
            )
        )
    }
    assert not moved


def test_two_families_of_our_own_fonts(page: Page) -> None:
    visit(page, "/")
    loaded = page.evaluate(
        "() => [...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family.replace(/[\"']/g, ''))"
    )
    assert len(set(loaded)) >= 2
    assert any("Serif" in family for family in loaded) and any("Sans" in family for family in loaded)
    used = page.evaluate(
        "() => performance.getEntriesByType('resource').map((e) => e.name).filter((n) => /woff2/.test(n))"
    )
    assert used and all("/assets/fonts/" in name for name in used)


def search(page: Page, query: str, expected: str) -> None:
    """Type a query, and wait for the first hit to be the expected one."""
    box = page.locator("#search")
    box.fill("")
    box.press_sequentially(query)
    expect(page.get_by_role("option").first).to_contain_text(expected)


@pytest.mark.parametrize("query", ["大同", "datong", "DATONG", "dt", "Dàtóng", "dà tóng"])
def test_a_city_is_found_however_it_is_written(page: Page, query: str) -> None:
    visit(page, "/")
    search(page, query, "大同")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "大同" in arrive(page, "/city/140200").headline


def test_a_company_and_a_town_are_found_where_they_are(page: Page) -> None:
    clusters = table("clusters")
    counties = clusters["region_code"].str.startswith("14") & (clusters["region_code"] != "140000")
    for kind in ("leading_company", "specialised_town"):
        row = clusters[(clusters["kind"] == kind) & counties].drop_duplicates("name_zh", keep=False).iloc[0]
        visit(page, "/")
        search(page, row["name_zh"], row["name_zh"])
        page.get_by_role("option").first.click()
        arrive(page, f"/city/{row['region_code']}")


def test_search_by_keyboard_and_in_vain(page: Page) -> None:
    visit(page, "/city/140100?lang=en")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.locator("#search").press_sequentially("zzqqxx")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/city/140100\?lang=en$"))
    search(page, "tai yuan", "Taiyuan")
    page.keyboard.press("Escape")  # leaves the list, not the page
    expect(page).to_have_url(re.compile(r"/city/140100\?lang=en$"))


def test_share_shows_the_link_and_a_picture_of_it(page: Page) -> None:
    visit(page, "/?indicator=gdp_yi&lang=en")
    page.locator("#root [data-share]").click()
    dialog = page.locator("#share")
    expect(dialog.locator(".share-link")).to_have_text(page.url)
    expect(dialog.locator("[data-copy]")).to_have_attribute("data-copy", page.url)
    first = dialog.locator("img")
    assert first.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") > 80
    picture = first.get_attribute("src")
    page.keyboard.press("Escape")
    page.locator("#root tr[data-row='140100'] a").click()
    arrive(page, "/city/140100?lang=en")
    page.locator("#root [data-share]").click()
    expect(dialog.locator(".share-link")).to_have_text(page.url)
    assert dialog.locator("img").get_attribute("src") != picture
