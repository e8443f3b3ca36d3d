"""A random walk over the analyst's desk: after every step everything on screen is the same selection, by pandas' count.

Belongs here: steps a person can take on /projects, and the comparison. Does not belong here: how pandas selects
(`tests/selected_by_pandas.py`).
"""

import io
import random
import re
import time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.running_app import TEST_DATA, RunningApp
from tests.browser.watched_page import Watch, axe_violations, wait_live
from tests.selected_by_pandas import Expected, Oracle

STEPS = 210
DIMENSIONS = ("industry", "stage", "origin", "region", "period", "amount")

_READ = """() => {
  const root = document.querySelector('#root');
  const h1 = root.querySelector('h1');
  const marks = (where) => Object.fromEntries(['industry', 'stage', 'origin', 'period', 'amount'].map((name) => [
    name, Object.fromEntries([...root.querySelectorAll(`${where} [data-mark="${name}"]`)].map((m) =>
      [m.dataset.key, Number(m.dataset.n)]))]));
  const grid = root.querySelector('#projects-table');
  const first = [...(grid || h1).querySelectorAll('.ag-pinned-left-cols-container .ag-row')]
    .map((r) => [Number(r.getAttribute('row-index')), r.querySelector('[data-figure]')?.dataset.figure || ''])
    .sort((a, b) => a[0] - b[0]);
  return {
    address: h1.dataset.address, count: Number(h1.dataset.count),
    sums: Object.fromEntries([...root.querySelectorAll('#projects-headline [data-rung]')].map((r) =>
      [r.dataset.rung, Number(r.dataset.amount)])),
    board: Object.fromEntries([...root.querySelectorAll('.board [data-rung]')].map((r) =>
      [r.dataset.rung, Number(r.dataset.amount)])),
    charts: marks('#projects-charts'), flows: marks('#projects-flows'), stages: marks('.board').stage,
    ribbons: [...root.querySelectorAll('.flows-left .ribbon')]
      .map((r) => [r.dataset.start, r.dataset.end, Number(r.dataset.value)]),
    flowRows: [...root.querySelectorAll('[data-flow]')].map((r) => [...r.dataset.flow.split('|'), Number(r.dataset.n)]),
    map: Object.fromEntries([...root.querySelectorAll('svg[data-map] a[data-region]')].map((a) =>
      [a.dataset.region, a.getAttribute('aria-label')])),
    chips: [...root.querySelectorAll('[data-chip]')].map((c) => [c.dataset.chip, c.dataset.value]),
    first, painted: root.querySelector('svg[data-map]').dataset.painted,
    total: grid?.querySelector('[data-ref=lbRecordCount]')?.textContent || '',
    lang: document.documentElement.lang,
  };
}"""


@pytest.fixture
def oracle(server: RunningApp) -> Oracle:
    edition = (TEST_DATA / "current").read_text(encoding="utf-8").strip()
    return Oracle(TEST_DATA / "editions" / edition)


def pairs(address: str) -> list[tuple[str, str]]:
    """The parameters of an address, sorted, without the language."""
    return sorted(pair for pair in parse_qsl(urlsplit(address).query) if pair[0] != "lang")


def here(page: Page) -> str:
    """Path and query on screen."""
    parts = urlsplit(page.url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class Walker:
    """One person at the desk."""

    def __init__(self, page: Page, oracle: Oracle, seed: int) -> None:
        self.page, self.oracle, self.random = page, oracle, random.Random(seed)
        self.sort: tuple[str, bool] | None = None
        self.page_no = 0
        self.log: list[str] = []

    # ---- what a step can be

    def bar(self, where: str, dimension: str) -> bool:
        """Click a bar, a head of the board or a node."""
        found = self.page.locator(
            f'{where} [data-mark="{dimension}"] a.bar, {where} [data-mark="{dimension}"] a.board-head'
        )
        if not found.count():
            return False
        found.nth(self.random.randrange(found.count())).click()
        return True

    def region(self) -> bool:
        """Click a region of the map."""
        found = self.page.locator("#root svg[data-map] a[data-region]")
        found.nth(self.random.randrange(found.count())).locator("path").dispatch_event("click", {"button": 0})
        return True

    def node(self) -> bool:
        """Click a node of the flows."""
        found = self.page.locator("svg.sankey a[data-node] rect")
        if not found.count():
            return False
        found.nth(self.random.randrange(found.count())).click(force=True)
        return True

    def chip(self) -> bool:
        """Take a filter away."""
        found = self.page.locator("#root [data-chip] a")
        if not found.count():
            return False
        found.nth(self.random.randrange(found.count())).click()
        return True

    def clear(self) -> bool:
        """Take all filters away."""
        found = self.page.locator("#root a.chip-clear")
        if not found.count():
            return False
        found.click()
        return True

    def pick(self) -> bool:
        """Add a value in a picker."""
        name = self.random.choice(("industry", "stage", "origin", "region"))
        self.page.locator(f"#projects-{name}").click()
        options = self.page.locator("[role=option]:visible")
        if not options.count():
            self.page.keyboard.press("Escape")
            return False
        before = self.page.url
        options.nth(self.random.randrange(min(options.count(), 12))).click()
        self.page.wait_for_url(lambda url: url != before)
        self.page.keyboard.press("Escape")
        self.page.locator("h1").first.dispatch_event("mousedown")
        return True

    def show(self) -> bool:
        """Another measure or level on the map."""
        found = self.page.locator("#projects-map-side a.segment")
        found.nth(self.random.randrange(found.count())).click()
        return True

    def order(self) -> bool:
        """Sort the table by another column, or the other way round."""
        column = self.random.choice(("amount_yi", "name"))
        self.page.locator(f'#projects-table .ag-header-cell[col-id="{column}"] .ag-header-cell-label').click()
        cell = self.page.locator(f'#projects-table .ag-header-cell[col-id="{column}"]')
        state = cell.get_attribute("aria-sort")
        self.sort = None if state == "none" else (column, state == "descending")
        return True

    def next_page(self) -> bool:
        """The next page of the table."""
        button = self.page.locator("#projects-table [data-ref=btNext]")
        if "ag-disabled" in (button.get_attribute("class") or ""):
            return False
        button.click()
        self.page_no += 1
        return True

    def back(self) -> bool:
        """The browser's Back."""
        if len(self.log) < 3:
            return False
        self.page.go_back()
        return "/projects" in self.page.url

    def reload(self) -> bool:
        """Load the address anew: the table's own order starts anew, the selection stays."""
        self.page.reload()
        wait_live(self.page)
        self.sort, self.page_no = None, 0
        return True

    def step(self) -> str:
        """Take one step.

        Returns:
            What was done.
        """
        ways: list[tuple[str, Any, int]] = [
            ("year", lambda: self.bar("#projects-charts", "period"), 3),
            ("industry", lambda: self.bar("#projects-charts", "industry"), 3),
            ("size", lambda: self.bar("#projects-charts", "amount"), 3),
            ("origin", lambda: self.bar("#projects-flows", "origin"), 2),
            ("stage", lambda: self.bar(".board", "stage"), 3),
            ("region", self.region, 4),
            ("node", self.node, 2),
            ("chip", self.chip, 6),
            ("clear", self.clear, 2),
            ("pick", self.pick, 4),
            ("show", self.show, 2),
            ("order", self.order, 2),
            ("next page", self.next_page, 2),
            ("back", self.back, 2),
            ("reload", self.reload, 1),
        ]
        while True:
            name, way, _ = self.random.choices(ways, [w for *_, w in ways])[0]
            before = here(self.page)
            if way():
                if pairs(before) != pairs(here(self.page)):
                    self.page_no = 0
                self.log.append(f"{name} → {here(self.page)}")
                return name

    # ---- what should be seen

    def table_ids(self, address: str) -> list[str]:
        """The records of the page of the table that is open, in order."""
        rows = self.oracle.choose(address)
        if self.sort:
            column, down = self.sort
            key = {"amount_yi": "amount_yi", "name": "name_zh"}[column]
            rows = rows.sort_values(key, ascending=not down, kind="stable", na_position="last")
        start = self.page_no * 50
        return list(rows["project_id"])[start : start + 50]

    def check(self) -> None:
        """Compare the screen with pandas; waits for what is under way."""
        deadline = time.monotonic() + 20
        while True:
            address = here(self.page)
            found = self.page.evaluate(_READ)
            wrong = self.differences(found, address, self.oracle.expect(address))
            if not wrong:
                return
            if time.monotonic() > deadline:
                steps = "\n  ".join(self.log[-8:])
                raise AssertionError(f"at {address} after\n  {steps}\n" + "\n".join(wrong))
            self.page.wait_for_timeout(40)

    def differences(self, found: dict[str, Any], address: str, wanted: Expected) -> list[str]:
        """Lines about everything that is not as it should be."""
        wrong: list[str] = []

        def same(what: str, got: Any, expected: Any) -> None:
            if got != expected:
                wrong.append(f"{what}: found {got}, expected {expected}")

        def counted(got: dict[str, int]) -> dict[str, int]:
            return {key: n for key, n in got.items() if n}

        same("address in the headline", pairs(found["address"]), pairs(address))
        same("count", found["count"], len(wanted.ids))
        sums = {k: round(v, 4) for k, v in wanted.sums.items()}
        same("sums in the headline", counted(found["sums"]), sums)
        same("sums of the board", counted(found["board"]), sums)
        same("stages", counted(found["stages"]), wanted.stages)
        years, year = counted(found["charts"]["period"]), dict(wanted.years)
        same("years", {k: n for k, n in years.items() if "-" not in k}, year)
        same("sizes", counted(found["charts"]["amount"]), wanted.sizes)
        same("origins", counted(found["flows"]["origin"]), wanted.groups)
        for item, n in found["charts"]["industry"].items():
            industry = self.oracle.industry_of.get(item, item)
            same(f"industry {item}", n, wanted.industries.get(industry, 0))
        flows = {(a, b): n for a, b, n in found["ribbons"]}
        same("ribbons", flows, wanted.flows)
        same("rows of flows", {(a, b): n for a, b, n in found["flowRows"]}, wanted.flows)
        chips = sorted((k, v) for k, v in pairs(address) if k in DIMENSIONS)
        same("chips", sorted(tuple(chip) for chip in found["chips"]), chips)
        asked = dict(pairs(address))
        same("regions of the map", len(found["map"]), 117 if asked.get("level") == "county" else 11)
        numbers = {code: [int(n) for n in re.findall(r"\d+", label)] for code, label in found["map"].items()}
        if "indicator" not in asked:
            places = wanted.counties if asked.get("level") == "county" else wanted.places
            said = {code: n[0] for code, n in numbers.items() if n and n[0]}
            same("map", said, {k: n for k, n in places.items() if k in numbers})
        else:
            rows = self.oracle.choose(address)
            rows = rows[rows["stage_id"] == asked["indicator"].removeprefix("amount-")]
            place = rows["region_code"] if asked.get("level") == "county" else rows["prefecture"]
            shares = {}
            for code, amounts in rows["amount_yi"].groupby(place):
                if code in numbers:  # "… of m records n have an amount", or "m records, none has"
                    known = int(amounts.notna().sum())
                    shares[code] = [len(amounts), known] if known else [len(amounts)]
            got = {code: n[-2:] if len(n) > 1 else n for code, n in numbers.items() if n}
            same("amounts of the map", got, shares)
        ids = [reference.removeprefix("project:") for _, reference in found["first"]]
        start = found["first"][0][0] - self.page_no * 50 if found["first"] else 0
        expected = self.table_ids(address)[start : start + len(ids)]
        same("rows of the table", ids, expected)
        if wanted.ids and not ids:
            wrong.append("rows of the table: found none")
        same("records in the table", found["total"].replace(",", ""), str(len(wanted.ids)))
        return wrong


def check_export(page: Page, oracle: Oracle) -> None:
    """The CSV of the view holds the records of the selection and their amounts."""
    query = urlencode([*parse_qsl(urlsplit(page.url).query), ("page", "projects")])
    answer = page.request.get(f"/export/view.csv?{query}")
    assert answer.ok, f"/export/view.csv answered {answer.status}"
    found = pd.read_csv(io.StringIO(answer.text().lstrip("\ufeff")), dtype={"region_code": str})
    wanted = oracle.choose(here(page))
    assert sorted(found["project_id"]) == sorted(wanted["project_id"]), here(page)
    amounts = dict(zip(found["project_id"], found["amount_yi"], strict=True))
    assert amounts == pytest.approx(dict(zip(wanted["project_id"], wanted["amount_yi"], strict=True)), nan_ok=True)


@pytest.mark.timeout(900)
def test_every_step_of_a_random_walk_agrees_with_pandas(page: Page, oracle: Oracle) -> None:
    page.goto("/projects")
    wait_live(page)
    walker = Walker(page, oracle, seed=20260)
    walker.check()
    for _ in range(STEPS):
        walker.step()
        walker.check()
        check_export(page, oracle)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_states_that_are_easily_forgotten(page: Page, oracle: Oracle, watch: Watch, lang: str) -> None:
    for query in (
        "region=140200&period=1999",  # fits no record
        "amount=unknown&stage=signed",  # no amount at all
        "industry=ch05&indicator=amount-signed",  # amounts on the map
        "region=140500&region=140100&level=county",  # two prefectures, counties
        "industry=malleable_castings",  # an industry with one city
    ):
        page.goto(f"/projects?{query}&lang={lang}")
        wait_live(page)
        walker = Walker(page, oracle, seed=1)
        walker.check()
        assert not axe_violations(page), query
    page.goto(f"/projects?region=140200&period=1999&lang={lang}")
    wait_live(page)
    page.locator(".hint a").first.click()
    Walker(page, oracle, seed=1).check()
    assert not page.locator(".hint").count()


def test_a_click_narrows_and_the_next_widens_again(page: Page, oracle: Oracle) -> None:
    page.goto("/projects")
    wait_live(page)
    walker = Walker(page, oracle, seed=1)
    for click in (
        lambda: page.locator('#projects-charts [data-key="2022"] a').click(),
        lambda: page.locator('.board [data-key="signed"] a.board-head').click(),
        lambda: page.locator('svg[data-map] a[data-region="140200"] path').first.dispatch_event("click", {"button": 0}),
        lambda: page.locator('svg.sankey a[data-node="group-yrd"] rect').click(),
    ):
        click()
        walker.check()
        assert here(page) != "/projects"
        click()
        walker.check()
        assert here(page) == "/projects"


def test_saved_selections_stay_in_the_browser_and_focus_stays_on_the_mark(page: Page, oracle: Oracle) -> None:
    page.goto("/projects?stage=signed&lang=en")
    wait_live(page)
    page.locator(".saved-box summary").click()
    page.locator(".saved-input").fill("Signed only")
    page.locator(".saved-form button").click()
    mark = page.locator('#projects-charts [data-mark="period"][data-key="2022"] a')
    mark.focus()
    page.keyboard.press("Enter")
    Walker(page, oracle, seed=1).check()
    page.wait_for_timeout(100)
    focused = "() => document.activeElement.closest('[data-mark]')?.dataset.key"
    assert page.evaluate(focused) == "2022"
    page.reload()
    wait_live(page)
    page.locator(".saved-box summary").click()
    page.locator(".saved-link").click()
    Walker(page, oracle, seed=1).check()
    assert pairs(here(page)) == [("stage", "signed")]
    page.locator("#projects-table [data-figure^='project:']").first.click()
    page.locator("#passport .passport-rows").wait_for()


def test_the_table_answers_to_the_keyboard(page: Page, oracle: Oracle) -> None:
    page.goto("/projects?lang=en")
    wait_live(page)
    Walker(page, oracle, seed=1).check()
    page.locator("#projects-table .ag-header-cell[col-id=name]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    row = "() => document.activeElement.closest('.ag-row')?.getAttribute('row-index')"
    assert page.evaluate(row) == "1"
    second = page.locator("#projects-table .ag-row[row-index='1'] .card-name").inner_text()
    page.keyboard.press("Enter")
    passport = page.locator("#passport")
    passport.locator(".passport-rows").wait_for()
    assert second in passport.inner_text()
    page.keyboard.press("Escape")
    page.locator(".column-choice summary").focus()
    page.keyboard.press("Enter")
    page.locator('[data-column="investor"]').focus()
    page.keyboard.press("Enter")
    page.locator("#projects-table .ag-header-cell[col-id=investor]").wait_for(state="detached")


def test_the_page_is_there_without_scripts(server: RunningApp, browser: Browser, oracle: Oracle) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=server.origin)
    page = context.new_page()
    page.goto("/projects?stage=signed&lang=en")
    wanted = oracle.expect("/projects?stage=signed")
    assert page.locator("h1").get_attribute("data-count") == str(len(wanted.ids))
    assert page.locator(".table-projects-plain tbody tr").count() == 20
    page.locator('.board [data-key="started"] a.board-head').click()
    assert pairs(here(page)) == [("stage", "started")]
    page.locator("[data-chip=stage] a").click()
    assert page.locator("h1").get_attribute("data-count") == str(len(oracle.rows))
    context.close()
