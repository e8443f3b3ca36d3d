"""The language switch changes every text and keeps the view; no page holds the other page's language."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seen import PREFECTURES, Screen, read, settled, visit
from tests.browser.watched_page import Watch

ADDRESSES = (
    "/",
    "/?indicator=signed_amount_yi&period=latest",
    "/?indicator=known_projects",
    "/?level=county",
    "/?indicator=gdp_yi&period=2021",
    "/?indicator=x_1&compare=999999",
    *(f"/city/{code}" for code in PREFECTURES),
    "/city/140200?compare=140100&compare=140400",
    "/city/140525",
    "/city/140923",
    "/sources",
    "/nowhere",
)

# Every text that somebody may see or hear, with the language that its element says it is in. What is typed for
# machines (scripts, styles, ids in <code>) is left out; what is folded or for screen readers only is not.
TEXTS = """() => {
  const found = [], spoken = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'data-copied'];
  const language = (node) => (node.closest('[lang]')?.getAttribute('lang') || '').slice(0, 2);
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.currentNode; node; node = walk.nextNode()) {
    if (node.nodeType === 3) {
      const text = node.data.replace(/\\s+/g, ' ').trim();
      const parent = node.parentElement;
      if (text && !parent.closest('script, style, noscript, code')) found.push([language(parent), text]);
    } else {
      for (const name of spoken) if (node.getAttribute(name)) found.push([language(node), node.getAttribute(name)]);
    }
  }
  return found;
}"""

CHINESE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
URL = re.compile(r"https?://\S+")
# Words of three letters or more with a small one among them: GDP, LED, GW and ids are none. Within a Chinese text,
# a name that begins with a capital passes (Topcon, Apollo Park): firms and products have no other.
ENGLISH = re.compile(r"(?<![A-Za-z0-9&.@/_-])[A-Za-z]*[a-z][A-Za-z]*(?![A-Za-z0-9@_])")
ALLOWED = {
    *("Parquet", "GeoJSON", "Excel", "Fisher", "Jenks", "Enter", "Esc", "datapackage", "json"),
    *(
        "freewechat",
        "cinic",
        "kxdb",
        "citypopulation",
        "xuehua",
        "frykit",
        "gdp",
    ),  # sites, a package, a title as printed
}


def misplaced(page: Page, lang: str) -> list[str]:
    """Texts in the other language that do not say so."""
    texts = page.evaluate(TEXTS)
    if lang == "en":
        return [text for said, text in texts if said != "zh" and CHINESE.search(text)]
    found = []
    for said, text in texts:
        words = [word for word in ENGLISH.findall(URL.sub("", text)) if len(word) > 2 and word not in ALLOWED]
        if said != "en" and (words if not CHINESE.search(text) else [word for word in words if word[0].islower()]):
            found.append(text)
    return found


def switched(page: Page, lang: str) -> Screen:
    """Wait until the page speaks a language."""
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("#root > .screen")).to_have_attribute("lang", lang)
    return settled(page)


def same_view(zh: Screen, en: Screen) -> None:
    """Fail when the two do not show the same in two languages."""
    assert (en.painted, len(en.rows)) == (zh.painted, len(zh.rows))
    assert {code: said[:2] for code, said in en.regions.items()} == {
        code: said[:2] for code, said in zh.regions.items()
    }
    assert [row[:2] for row in en.rows] == [row[:2] for row in zh.rows]
    assert not {said for *_, said in en.regions.values()} & {said for *_, said in zh.regions.values()}
    assert en.title != zh.title and en.headline != zh.headline and en.text != zh.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_switch_changes_every_text_and_keeps_the_view(page: Page, watch: Watch, address: str) -> None:
    if address == "/nowhere":
        watch.expect("404")
    zh = visit(page, address)
    assert zh.lang == "zh-Hans"
    assert misplaced(page, "zh") == []
    before = page.evaluate("() => location.pathname + location.search")
    page.locator("#root .header a[hreflang]").click()
    en = switched(page, "en")
    assert misplaced(page, "en") == []
    same_view(zh, en)
    now = page.evaluate("() => location.pathname + location.search")
    assert now.replace("&lang=en", "").replace("?lang=en", "") == before
    page.locator("#root .header a[hreflang]").click()
    assert switched(page, "zh-Hans") == zh
    assert page.evaluate("() => location.pathname + location.search") == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_dialogs_speak_the_language_of_the_page(page: Page, lang: str) -> None:
    visit(page, f"/city/140500?lang={lang}")
    for number in page.locator("#root .table-figures .figure").all()[:3]:
        number.click()
        expect(page.locator("#passport .passport-rows")).to_be_visible()
        assert misplaced(page, lang) == []
        page.keyboard.press("Escape")
    page.locator("#root [data-share]").click()
    expect(page.locator("#share img")).to_be_visible()
    assert misplaced(page, lang) == []
    page.keyboard.press("Escape")
    page.locator("#search").fill("taiyuan" if lang == "en" else "太原")
    expect(page.get_by_role("option").first).to_be_visible()
    assert misplaced(page, lang) == []


def test_a_choice_made_before_the_switch_is_kept(page: Page) -> None:
    visit(page, "/")
    page.locator("#root .picker-indicator summary").click()
    page.locator("#root .picker-panel a", has_text="地区生产总值").first.click()
    expect(page.locator("#root svg[data-painted^='gdp_']")).to_have_count(1)
    zh = read(page)
    page.locator("#root .header a[hreflang]").click()
    same_view(zh, switched(page, "en"))
