"""The facts of the article that the atlas starts from: each is found on the page of its place, as it was printed."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seen import printed, read, visit

with (Path(__file__).parent.parent / "data" / "article_facts.csv").open(encoding="utf-8") as file:
    FACTS = list(csv.DictReader(file))
BY_PLACE: dict[str, list[dict[str, str]]] = defaultdict(list)
for fact in FACTS:
    BY_PLACE[fact["region_code"]].append(fact)
MOVED = ("a22", "a23", "a24", "a25")
"""Printed under 晋中; they describe 晋城."""


def statement(fact: dict[str, str]) -> str:
    """What the fact says, without the note of who moved it."""
    return re.sub(r"\(原文印作.*\)$", "", fact["statement_zh"])


def test_there_are_forty_two() -> None:
    assert len(FACTS) == 42 and {fact["fact_id"] for fact in FACTS if "晋中" in fact["statement_zh"]} == set(MOVED)


@pytest.mark.parametrize("code", sorted(BY_PLACE))
def test_a_place_shows_its_facts(page: Page, code: str) -> None:
    screen = visit(page, "/" if code == "140000" else f"/city/{code}")
    said = page.locator("#root .statement").evaluate_all(
        "(items) => items.map((i) => i.textContent.replace(/\\s+/g, ' '))"
    )
    missing = []
    for fact in BY_PLACE[code]:
        found = [text for text in said if statement(fact) in text] or [screen.text] * (statement(fact) in screen.text)
        amount = f"{printed(float(fact['value']))} {fact['unit']}" if fact["value"] else ""
        over = "超" if re.search("[余多]", fact["as_printed"]) and amount else ""
        if not any(f"{over}{amount}" in text for text in found):
            missing.append(f"{fact['fact_id']} {statement(fact)} {over}{amount}")
    assert not missing


def test_what_was_printed_under_the_wrong_city_stands_under_the_right_one(page: Page) -> None:
    visit(page, "/city/140500")
    for fact in BY_PLACE["140500"]:
        item = page.locator("#root .statement").filter(has_text=statement(fact))
        assert item.count() >= 1, fact["fact_id"]
        note = item.first.locator(".correction-note")
        expect(note).to_have_count(1)
        expect(note).to_contain_text("晋中")
        expect(note).to_contain_text("晋城")
        if fact["value"]:
            expect(item.first.locator(f"[data-figure='statement:{fact['fact_id']}']")).to_have_count(1)
    page.locator("#root .statement .correction-note a").first.evaluate("(link) => link.click()")
    expect(page.locator("#root .page-sources #c-01")).to_be_in_viewport()
    visit(page, "/city/140700")
    own = read(page).text
    for fact in BY_PLACE["140500"]:
        assert statement(fact) not in own and fact["as_printed"] not in own, fact["fact_id"]
        expect(page.locator(f"#root [data-figure='statement:{fact['fact_id']}']")).to_have_count(0)
    note = page.locator("#root .correction-note")
    expect(note).to_contain_text("4 条")
    expect(note).to_contain_text("晋城")
    note.locator("a").click()
    expect(page).to_have_url(re.compile(r"/city/140500$"))
