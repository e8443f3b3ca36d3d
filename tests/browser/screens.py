"""Photographs of every page, for people to look at: `make screens` writes build/screens/<name>-<lang>-<w>x<h>.png.

Belongs here: the list of views worth looking at, and warnings about what does not fit. Does not belong here: anything
that fails a test; whether a page looks right is for eyes.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.running_app import ROOT, running_atlas
from tests.browser.watched_page import launch, wait_live, watched_page

PREFECTURES = tuple(f"14{number:02d}00" for number in range(1, 12))


def _play(page: Page) -> None:
    page.locator("#root [data-play]").click()
    expect(page.locator("#root [data-play]")).to_have_attribute("aria-pressed", "true")


def _passport(page: Page) -> None:
    page.locator("#root .key-number").first.click()
    expect(page.locator("dialog#passport .passport-rows")).to_be_visible()


def _share(page: Page) -> None:
    page.locator("#root [data-share]").click()
    expect(page.locator("dialog#share .share-code")).to_be_visible()


def _search(text: str) -> Callable[[Page], None]:
    def step(page: Page) -> None:
        page.locator("#search").fill(text)
        expect(page.locator(".autocomplete__menu--visible li").first).not_to_have_text("…")

    return step


def _open(selector: str) -> Callable[[Page], None]:
    def step(page: Page) -> None:
        page.locator(f"#root {selector} > summary").first.click()

    return step


def _unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('#root details.more').forEach((fold) => (fold.open = true))")


SCREENS: tuple[tuple[str, str], ...] = (
    ("overview", "/"),
    ("overview-county", "/?level=county"),
    ("overview-latest", "/?period=latest&indicator=signed_amount_yi"),
    ("overview-latest-county", "/?period=latest&indicator=signed_projects&level=county"),
    ("overview-derived", "/?indicator=gdp_per_head_yuan"),
    ("overview-known", "/?indicator=known_projects"),
    ("overview-known-county", "/?indicator=known_projects&level=county"),
    ("overview-other-scope", "/?indicator=signed_amount_yi"),
    ("overview-notice", "/?indicator=nothing&period=1066&level=county&compare=999999"),
    ("overview-playing", "/?indicator=gdp_yi"),
    ("overview-indicators", "/"),
    ("overview-files", "/"),
    ("overview-brief", "/"),
    ("overview-passport", "/"),
    ("overview-share", "/"),
    ("overview-search", "/"),
    ("overview-search-none", "/"),
    *((f"city-{code}", f"/city/{code}") for code in PREFECTURES),
    ("city-unfolded", "/city/140200"),
    ("county-140525", "/city/140525"),
    ("county-140923", "/city/140923"),
    ("compare", "/city/140400?compare=140200&compare=140800"),
    ("industries", "/industry"),
    ("industry-ch05", "/industry/ch05"),
    ("industry-coal", "/industry/coal?compare=ch05"),
    ("industry-one-city", "/industry/yellow_wine"),
    ("projects", "/projects"),
    ("projects-filtered", "/projects?industry=new_energy&region=140200"),
    ("projects-empty", "/projects?industry=coal&origin=germany"),
    ("stories", "/present"),
    ("stage-province", "/present/province"),
    ("stage-140500", "/present/140500?scene=2"),
    ("sources", "/sources"),
    ("embed", "/embed?indicator=gdp_yi"),
    ("missing", "/nowhere"),
)
STEPS: dict[str, Callable[[Page], None]] = {
    "overview-playing": _play,
    "overview-indicators": _open("details[data-picker='indicator']"),
    "overview-files": _open(".take-bar details:first-child"),
    "overview-brief": _open(".take-bar details:last-child"),
    "overview-passport": _passport,
    "overview-share": _share,
    "overview-search": _search("tai"),
    "overview-search-none": _search("xqxqx"),
    "city-unfolded": _unfold,
}
"""What is done on a page before its picture is taken."""

IN_WINDOW = ("overview-indicators", "overview-files", "overview-brief", "overview-passport", "overview-share", "embed")
"""Views of which only the window is photographed: what lies over the page is placed in it."""

EXPECTED = {"missing": "404"}
"""Errors that a view is meant to report."""

SIZES = ((1440, 900), (1920, 1080), (390, 844))
LANGUAGES = ("zh", "en")
OUT = ROOT / "build" / "screens"

# Lists what does not fit: the outermost elements that reach beyond the window, and texts cut off by their own box.
# What an ancestor scrolls or clips on purpose is left out, and so is the drawing inside an svg.
_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth, found = [], beyond = new Set();
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
  const held = e => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (beyond.has(p) || getComputedStyle(p).overflowX !== 'visible') return true;
    }
    return false;
  };
  for (const e of document.body.querySelectorAll('*:not(svg *, #js-plotly-tester)')) {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || !box.height || style.visibility === 'hidden') continue;
    if ((box.right > wide + 1 || box.left < -1) && !held(e)) {
      beyond.add(e);
      found.push(`${name(e)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${wide} px`);
    }
    const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    // One pixel boxes are texts for screen readers.
    if (text && box.width > 2 && ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1) {
      found.push(`${name(e)} cuts "${e.textContent.trim().slice(0, 40)}" (${e.scrollWidth} in ${e.clientWidth} px)`);
    }
  }
  return found;
}"""


def overflows(page: Page) -> list[str]:
    """List the elements that do not fit.

    Args:
        page: A page, drawn.

    Returns:
        A line for each element beyond the window's width and each text cut off by its own box.
    """
    return list(page.evaluate(_OVERFLOW))


# Plotly draws when its script, which the first view does not wait for, has come: a chart is there when it holds traces.
_DRAWN = """() => [...document.querySelectorAll('#root .dash-graph')].every((chart) =>
  chart.querySelector('.main-svg :is(.trace, .sankey-node, .sankey-nodes, .points path)'))"""


def wait_drawn(page: Page, timeout_ms: int = 10_000) -> None:
    """Wait until nothing is asked for any more, the fonts are there and every chart is drawn.

    Args:
        page: A page, live.
        timeout_ms: How long to wait for the charts, in milliseconds.

    Raises:
        playwright.sync_api.Error: A chart stayed empty, or the page never came to rest.
    """
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    for _ in range(timeout_ms // 100):
        if page.evaluate(_DRAWN):
            return
        page.wait_for_timeout(100)
    raise Error("a chart stayed empty")


def photograph(browser: Browser, origin: str, name: str, path: str, lang: str, size: tuple[int, int]) -> list[str]:
    """Write one picture.

    Args:
        browser: From `launch`.
        origin: The application's address.
        name: Of the view, for the file's name.
        path: Of the view, with its query.
        lang: "zh" or "en".
        size: Width and height of the window in CSS pixels; the picture is as high as the page.

    Returns:
        What is to be mended: errors first (they begin with "error"), then what does not fit ("overflow").
    """
    width, height = size
    target = OUT / f"{name}-{lang}-{width}x{height}.png"
    address = f"{path}{'&' if '?' in path else '?'}lang={lang}"
    with watched_page(browser, origin, viewport={"width": width, "height": height}) as (page, watch):
        notes = []
        try:
            page.goto(address)
            if path.startswith("/embed"):  # no scripts: it never becomes live
                page.wait_for_load_state("networkidle")
            else:
                wait_live(page)
                wait_drawn(page)
            if name in STEPS:
                STEPS[name](page)
                page.wait_for_load_state("networkidle")
        except Error as error:  # one broken view must not keep the others from being seen; it is reported below
            notes.append(f"error: {str(error).splitlines()[0]}")
        page.screenshot(path=target, full_page=name not in IN_WINDOW)
        expected = EXPECTED.get(name)
        notes += [f"error: {text}" for text in watch.errors if expected is None or expected not in text]
        notes += [f"error: asked for {url}" for url in watch.foreign]
        notes += [f"overflow: {text}" for text in overflows(page)]
    return notes


@contextmanager
def _address(origin: str) -> Iterator[str]:
    """The address of the atlas to be photographed: one that runs already, or one started for it."""
    if origin:
        yield origin.rstrip("/")
    else:
        with running_atlas("screens") as app:
            yield app.origin


def main(arguments: Iterable[str] | None = None) -> int:
    """Photograph the views and say what is to be mended.

    Args:
        arguments: Of the command line; the process's own by default.

    Returns:
        1 when a page did not come alive, reported an error or asked for another address; else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description="Photograph every page.")
    parser.add_argument("--only", default="", help="views whose name contains this text")
    parser.add_argument("--lang", choices=LANGUAGES, help="one language instead of both")
    parser.add_argument("--width", type=int, choices=[size[0] for size in SIZES], help="one size instead of three")
    parser.add_argument("--origin", default="", help="an atlas that runs already, such as http://127.0.0.1:8050")
    options = parser.parse_args(None if arguments is None else list(arguments))
    views = [view for view in SCREENS if options.only in view[0]]
    if not views:
        parser.error(f"--only {options.only!r} fits no view; there are: {', '.join(name for name, _ in SCREENS)}")
    languages = [options.lang] if options.lang else list(LANGUAGES)
    sizes = [size for size in SIZES if options.width in (None, size[0])]

    OUT.mkdir(parents=True, exist_ok=True)
    failed = 0
    with _address(options.origin) as origin, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, path in views:
            for lang in languages:
                for size in sizes:
                    notes = photograph(browser, origin, name, path, lang, size)
                    failed += any(note.startswith("error") for note in notes)
                    print(f"{name}-{lang}-{size[0]}x{size[1]}", *notes, sep="\n    ", flush=True)
        browser.close()
    print(f"{len(views) * len(languages) * len(sizes)} pictures in {OUT.relative_to(ROOT)}, {failed} with errors")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
