"""What is to be seen on a page of the atlas, read from it, and what should be, read from the edition's files.

Belongs here: reading screens and Parquet files. Does not belong here: clicking, waiting, and anything that asks the
application's own code what it shows: the tests compare the two.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from playwright.sync_api import Page, expect

from tests.browser.running_app import TEST_DATA
from tests.browser.watched_page import wait_live

PREFECTURES = tuple(f"14{number:02d}00" for number in range(1, 12))


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person would say is on a screen.

    Attributes:
        lang: Language of the document.
        title: The tab's title.
        painted: Which indicator, period and scope the map says it shows.
        headline: The headline.
        text: All text of the main part, folded parts included, white space made one.
        regions: Code → (state, class, what a screen reader says) for every region of the map.
        rows: (code, state, text) for every row of the ranking, () where there is none.
    """

    lang: str
    title: str
    painted: str
    headline: str
    text: str
    regions: dict[str, tuple[str, str, str]]
    rows: tuple[tuple[str, str, str], ...]


_READ = """() => {
  const root = document.querySelector('#first-view') || document.querySelector('#root');
  const tidy = (text) => (text || '').replace(/\\s+/g, ' ').trim();
  const attribute = (node, name) => (node && node.getAttribute(name)) || '';
  const regions = {};
  root.querySelectorAll('svg a[data-region]').forEach((a) => {
    if (regions[a.dataset.region]) throw new Error(`region ${a.dataset.region} is on the map twice`);
    regions[a.dataset.region] = [attribute(a, 'data-state'), attribute(a, 'data-class'), attribute(a, 'aria-label')];
  });
  const main = root.querySelector('main').cloneNode(true);
  main.querySelectorAll('svg, .chart').forEach((node) => node.remove());
  return {
    lang: document.documentElement.lang,
    title: document.title,
    painted: attribute(root.querySelector('svg[data-map]'), 'data-painted'),
    headline: tidy(root.querySelector('h1')?.textContent),
    text: tidy(main.textContent),
    regions,
    rows: [...root.querySelectorAll('tr[data-row]')].map((r) => [
      r.dataset.region, r.dataset.state || 'value', tidy(r.textContent)]),
  };
}"""


def read(page: Page) -> Screen:
    """Read the screen.

    Args:
        page: A page of the atlas, live or not.

    Returns:
        What is on it.
    """
    found = page.evaluate(_READ)
    regions = {code: tuple(said) for code, said in found.pop("regions").items()}
    rows = tuple(tuple(row) for row in found.pop("rows"))
    return Screen(**found, regions=regions, rows=rows)


def visit(page: Page, address: str) -> Screen:
    """Open an address by hand and wait until it answers to clicks.

    Args:
        page: The page.
        address: Path and query.

    Returns:
        What is on it then.
    """
    page.set_default_timeout(10_000)
    page.goto(address)
    wait_live(page)
    return read(page)


def arrive(page: Page, path: str) -> Screen:
    """Wait until a page of the atlas has come without a reload.

    Args:
        page: The page, after a click or key that leads elsewhere.
        path: Path and query of where it leads.

    Returns:
        What is on it.
    """
    expect(page).to_have_url(re.compile(rf"^http://[^/]+{re.escape(path)}$"))
    expect(page.locator("#root > .screen")).to_have_attribute("data-address", path)
    return settled(page)


def settled(page: Page) -> Screen:
    """Wait until the map of the page that is there has been drawn, if the page has one.

    Args:
        page: The page.

    Returns:
        What is on it.
    """
    if page.locator("#root .atlas-map").count():
        expect(page.locator("#root .atlas-map svg[data-painted]:not([data-painted=''])")).to_have_count(1)
    return read(page)


def repainted(page: Page, key: str) -> Screen:
    """Wait until the map shows something else.

    Args:
        page: The page.
        key: What the map should say it shows: "indicator|period|scope", or the beginning of it.

    Returns:
        What is on the page then.
    """
    expect(page.locator("#root .atlas-map svg")).to_have_attribute("data-painted", re.compile("^" + re.escape(key)))
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return read(page)


def unfold(page: Page) -> None:
    """Open everything that is folded, except the lists that lie over the page."""
    page.evaluate("() => document.querySelectorAll('#root details:not([data-picker])').forEach((d) => (d.open = true))")


@lru_cache
def table(name: str) -> pd.DataFrame:
    """A table of the edition on screen, as its Parquet file holds it.

    Args:
        name: Name of the table.

    Returns:
        The frame; missing texts are "".
    """
    edition = (TEST_DATA / "current").read_text(encoding="utf-8").strip()
    frame = pd.read_parquet(TEST_DATA / "editions" / edition / f"{name}.parquet")
    texts = frame.select_dtypes(["string", "object"]).columns
    frame[texts] = frame[texts].fillna("")
    return frame


def results(indicator: str, level: str) -> pd.DataFrame:
    """Results that lead and may be compared, for the places of a level.

    Args:
        indicator: Canonical indicator id.
        level: "prefecture" or "county".

    Returns:
        Rows of the table of figures.
    """
    codes = table("regions").query("level == @level")["region_code"]
    found = table("figures")
    right = found["leads"] & found["comparable"] & (found["nature"] == "result")
    return found[right & (found["indicator_id"] == indicator) & found["region_code"].isin(codes)]


def short_names(lang: str = "zh") -> dict[str, str]:
    """Code → short name.

    Args:
        lang: "zh" or "en".

    Returns:
        All regions.
    """
    regions = table("regions")
    return dict(zip(regions["region_code"], regions[f"short_{lang}"], strict=True))


def printed(value: float) -> str:
    """A number as a newspaper prints it: thousands separators, no zeros at the end, a true minus.

    Args:
        value: The number.

    Returns:
        For example "1,929.8".
    """
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def figure_of(row: Any) -> str:
    """The selector of a figure's buttons.

    Args:
        row: Row of the table of figures, as a named tuple.

    Returns:
        A CSS selector.
    """
    return f"[data-figure='{row.figure_id}']"
