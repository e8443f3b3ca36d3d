"""The table of the projects in groups, by click and by key: every line is what pandas makes of the Parquet files.

Does not belong here: the table without groups (`test_projects_walk.py`).
"""

import io
import re
import time
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.running_app import TEST_DATA, RunningApp
from tests.browser.watched_page import axe_violations, wait_live
from tests.selected_by_pandas import Oracle

GROUPINGS = ("city", "county", "stage", "chain", "origin", "year")
PAGE = 50

_READ = """() => {
  const grid = document.querySelector('#projects-table');
  const cell = (at, name) => grid.querySelector(`.ag-row[row-index="${at}"] [col-id="${name}"]`);
  const lines = [...grid.querySelectorAll('.ag-cell[col-id="name"]')].map((name) => {
    const at = Number(name.closest('.ag-row').getAttribute('row-index'));
    const head = name.querySelector('[data-group]');
    const amount = cell(at, 'amount_yi');
    if (!head) return { at, record: name.querySelector('[data-figure]')?.dataset.figure || '' };
    return {
      at, group: head.dataset.group, open: head.getAttribute('aria-expanded'),
      count: name.querySelector('.group-line > :last-child').textContent,
      amount: amount?.querySelector('.group-amount > :first-child').textContent || '',
      share: amount?.querySelector('.group-share').textContent || '',
      stage: cell(at, 'stage')?.querySelector('.stage').className.split('stage-').pop() || '',
    };
  });
  return lines.sort((a, b) => a.at - b.at);
}"""


@pytest.fixture
def oracle(server: RunningApp) -> Oracle:
    edition = (TEST_DATA / "current").read_text(encoding="utf-8").strip()
    return Oracle(TEST_DATA / "editions" / edition)


@pytest.fixture
def tall(page: Page) -> Page:
    """A window in which the grid shows a whole page of lines at once."""
    page.set_viewport_size({"width": 1700, "height": 1000})
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
        "document.createElement('style'), {textContent: '#projects-table {height: 3000px !important}'})))"
    )
    return page


def group_by(page: Page, by: str) -> None:
    page.locator(f'[data-group-by="{by}"]').click()
    expect(page.locator(f'[data-group-by="{by}"]')).to_have_attribute("aria-pressed", "true")


def read(page: Page, wanted: list[str]) -> list[dict[str, Any]]:
    """The lines of the table's page, once they are these (keys of groups, ids of records)."""
    deadline = time.monotonic() + 15
    while True:
        lines: list[dict[str, Any]] = page.evaluate(_READ)
        found = [line.get("group", line.get("record", "").removeprefix("project:")) for line in lines]
        if found == wanted[: len(found)] and len(found) >= min(len(wanted), PAGE):
            return lines
        assert time.monotonic() < deadline, f"found {found}, expected {wanted[:PAGE]}"
        page.wait_for_timeout(50)


def keys_in_order(oracle: Oracle, address: str, by: str) -> list[str]:
    groups = oracle.groups(address, by)
    if by == "stage":
        order = ("talks", "signed", "started", "building", "completed", "none")
        return [key for key in order if key in groups]
    if by == "year":
        years = sorted((key for key in groups if key.isdecimal()), reverse=True)
        return years + [key for key in ("spanning", "undated") if key in groups]
    if by == "county":
        return sorted(groups, key=lambda key: (key == "140000", key))
    return sorted(groups, key=lambda key: (key in ("", "unknown", "140000"), -len(groups[key]), key))


def check_line(line: dict[str, Any], part: pd.DataFrame, oracle: Oracle) -> None:
    """Count, and the sum of one stage with how many amounts it is of."""
    assert int(re.sub(r"\D", "", line["count"])) == len(part), line
    at_stage = part[part["stage_id"] == line["stage"]]
    known = int(at_stage["amount_yi"].notna().sum())
    if not len(at_stage):
        assert (line["amount"], line["share"]) == ("—", "无记录"), line
        return
    assert line["share"] == f"{known}/{len(at_stage)} 条有金额", line
    if not known:
        assert line["amount"] == "未公布", line
        return
    number = re.fullmatch(r"([\d,.]+) 亿元", line["amount"])
    assert number is not None, line
    assert float(number[1].replace(",", "")) == pytest.approx(oracle.sum_once(at_stage), rel=1e-3, abs=0.006), line


@pytest.mark.parametrize("query", ["", "stage=signed&stage=started&period=2021/2025", "industry=gbt-38"])
def test_groups_count_and_add_as_pandas_does(tall: Page, oracle: Oracle, query: str) -> None:
    address = f"/projects?{query}"
    tall.goto(address)
    wait_live(tall)
    rungs = set()
    for by in GROUPINGS:
        group_by(tall, by)
        groups = oracle.groups(address, by)
        lines = read(tall, keys_in_order(oracle, address, by))
        for line in lines:
            check_line(line, groups[line["group"]], oracle)
        stages = {line["stage"] for line in lines}
        assert by == "stage" or len(stages) == 1, "one column of sums is of one stage"
        rungs |= stages if by != "stage" else set()
    assert len(rungs) == 1
    group_by(tall, "")
    expect(tall.locator("#projects-table [data-group]")).to_have_count(0)


def test_a_group_opens_and_sorting_and_looking_for_a_text_work_inside(tall: Page, oracle: Oracle) -> None:
    tall.goto("/projects")
    wait_live(tall)
    group_by(tall, "city")
    keys = keys_in_order(oracle, "/projects", "city")
    part = oracle.groups("/projects", "city")["140300"]
    read(tall, keys)
    tall.locator('#projects-table [data-group="140300"]').click()
    at = keys.index("140300") + 1
    lines = read(tall, [*keys[:at], *part["project_id"], *keys[at:]])
    assert [line["open"] for line in lines if "group" in line] == ["false"] * (at - 1) + ["true"] + ["false"] * (
        len(keys) - at
    )
    tall.locator('#projects-table .ag-header-cell[col-id="amount_yi"] .ag-header-cell-label').click()
    ordered = part.sort_values("amount_yi", kind="stable", na_position="last")
    read(tall, [*keys[:at], *ordered["project_id"], *keys[at:]])
    # A text in the heading narrows counts and records; the counts are then of this table only and cannot be asked.
    tall.locator('#projects-table .ag-header-cell[col-id="name"] .ag-header-cell-filter-button').click()
    tall.locator(".ag-filter input[type=text]").first.fill("光伏")
    holding = oracle.rows[oracle.rows["name_zh"].str.contains("光伏")]
    left = holding["prefecture"].value_counts()
    order = sorted(left.index, key=lambda key: (key == "140000", -left[key], key))
    inside = [i for i in ordered["project_id"] if i in set(holding["project_id"])]
    assert inside
    wanted = [line for key in order for line in (key, *(inside if key == "140300" else ()))]
    lines = read(tall, wanted)
    assert {line["group"]: int(re.sub(r"\D", "", line["count"])) for line in lines if "group" in line} == left.to_dict()
    expect(tall.locator("#projects-table .group-line [data-figure]")).to_have_count(0)


def test_keys_open_a_group_and_ask_its_figures(page: Page, oracle: Oracle) -> None:
    page.goto("/projects?lang=en")
    wait_live(page)
    page.locator('[data-group-by="stage"]').focus()
    page.keyboard.press("Enter")
    first = page.locator('#projects-table .ag-row[row-index="0"] .ag-cell[col-id="name"]')
    expect(first.locator("[data-group=talks]")).to_have_attribute("aria-expanded", "false")
    assert not axe_violations(page)
    page.locator("#projects-table .ag-header-cell[col-id=name]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(first.locator("[data-group=talks]")).to_have_attribute("aria-expanded", "true")
    talks = list(oracle.groups("/projects", "stage")["talks"]["project_id"])
    second = page.locator('#projects-table .ag-row[row-index="1"] .ag-cell[col-id="name"] [data-figure]')
    expect(second).to_have_attribute("data-figure", f"project:{talks[0]}")
    assert not axe_violations(page)
    page.keyboard.press("p")
    passport = page.locator("#passport")
    passport.locator(".passport-rows").wait_for()
    assert str(len(talks)) in passport.inner_text()
    page.keyboard.press("Escape")
    row = "() => document.activeElement.closest('.ag-row')?.getAttribute('row-index')"
    page.wait_for_function(f"({row})() === '0'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    passport.locator(".passport-rows").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function(f"({row})() === '1'")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(first.locator("[data-group=talks]")).to_have_attribute("aria-expanded", "false")


def test_the_grouping_stays_and_the_selection_rules_it(tall: Page, oracle: Oracle) -> None:
    tall.goto("/projects")
    wait_live(tall)
    group_by(tall, "city")
    read(tall, keys_in_order(oracle, "/projects", "city"))
    tall.locator('.board [data-key="signed"] a.board-head').click()
    address = "/projects?stage=signed"
    lines = read(tall, keys_in_order(oracle, address, "city"))
    for line in lines:
        check_line(line, oracle.groups(address, "city")[line["group"]], oracle)
    tall.reload()
    wait_live(tall)
    expect(tall.locator('[data-group-by="city"]')).to_have_attribute("aria-pressed", "true")
    read(tall, keys_in_order(oracle, address, "city"))
    assert "group" not in tall.url
    answer = tall.request.get("/export/view.csv?page=projects&stage=signed")
    found = pd.read_csv(io.StringIO(answer.text().lstrip("\ufeff")))
    assert sorted(found["project_id"]) == sorted(oracle.choose(address)["project_id"])
    tall.goto("/projects?region=140200&period=1999")
    wait_live(tall)
    expect(tall.locator("#projects-table .ag-overlay-no-rows-center, #projects-table .ag-overlay")).not_to_have_count(0)
    expect(tall.locator("#projects-table [data-group]")).to_have_count(0)
