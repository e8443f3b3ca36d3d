"""The analyst's desk with 100 000 made-up projects: the table turns pages and sorts; rows come by the page."""

import json
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.browser.running_app import RunningApp, free_port, running_app
from tests.browser.watched_page import wait_live, watched_page
from tests.synthetic import PROJECTS, publish_synthetic

LARGEST = 340_000
"""Bytes of the largest answer to an interaction, before compression."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder: Path = tmp_path_factory.mktemp("synthetic")
    publish_synthetic(folder)
    port = free_port()
    settings = {"ATLAS_DATA_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(port)}
    with running_app("synthetic", [sys.executable, "app.py", "serve"], port=port, ready="/readyz", env=settings) as app:
        yield app


@pytest.mark.timeout(300)
def test_a_hundred_thousand_projects_stay_on_the_server(desk: RunningApp, browser: Browser) -> None:
    with watched_page(browser, desk.origin) as (page, watch):
        sizes: list[int] = []
        rows: list[int] = []

        def note(answer: Response) -> None:
            if "_dash-update-component" in answer.url and answer.status == 200:
                body = answer.body()
                sizes.append(len(body))
                found = json.loads(body).get("response", {}).get("projects-table", {}).get("getRowsResponse")
                rows.extend([len(found["rowData"])] if found else [])

        page.on("response", note)
        page.goto("/projects")
        wait_live(page)
        expect(page.locator("#root .synthetic")).to_be_visible()
        count = page.locator("#root h1")
        expect(count).to_have_attribute("data-count", str(PROJECTS))
        total = page.locator("#projects-table [data-ref=lbRecordCount]")
        expect(total).to_have_text("100,000")
        page.locator("#projects-table [data-ref=btLast]").click()
        expect(page.locator("#projects-table [data-ref=lbFirstRowOnPage]")).to_have_text("99,951")
        expect(page.locator("#projects-table [row-index='99951'] .card-name")).to_be_visible()
        page.locator('#projects-table .ag-header-cell[col-id="amount_yi"] .ag-header-cell-label').click()
        page.locator('.board [data-key="signed"] a.board-head').click()
        expect(count).not_to_have_attribute("data-count", str(PROJECTS))
        expect(total).to_have_text(f"{int(count.get_attribute('data-count') or 0):,}")
        page.locator('#projects-charts [data-mark="period"][data-key="2022"] a').click()
        expect(page.locator("#root [data-chip=period]")).to_be_visible()
        expect(total).to_have_text(f"{int(count.get_attribute('data-count') or 0):,}")
        page.locator(".chip-clear").click()
        page.locator('[data-group-by="stage"]').click()
        group = page.locator('#projects-table [data-group="signed"]')
        group.click()
        expect(group).to_have_attribute("aria-expanded", "true")
        page.locator("#projects-table [data-ref=btNext]").click()
        expect(page.locator("#projects-table [row-index='60'] .inside-group")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert rows, "the table asked for no rows"
        assert max(rows) <= 200
        assert max(sizes) <= LARGEST
        watch.check()


def _asked(address: str, method: str = "GET") -> tuple[int, bytes]:
    """Status and body, each time over a connection of its own, so that any of the processes may answer."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.mark.timeout(180)
def test_a_workbook_of_all_projects_tells_how_far_it_is_and_can_be_cancelled(desk: RunningApp) -> None:
    job = secrets.token_hex(16)
    watched = f"{desk.origin}/export/jobs/{job}"
    with ThreadPoolExecutor(1) as pool:
        file = pool.submit(_asked, f"{desk.origin}/export/view.xlsx?page=projects&job={job}")
        told: list[dict[str, int]] = []
        while not (told and told[-1]["running"] and told[-1]["done"]) and not file.done():
            told.append(json.loads(_asked(watched)[1]))
            time.sleep(0.05)
        assert not file.done(), f"the file was there before it could be watched: {told[-3:]}"
        more = [json.loads(_asked(watched)[1]) for _ in range(12)]
        assert all(answer["running"] and 0 < answer["done"] <= answer["of"] for answer in more), more
        assert [answer["done"] for answer in more] == sorted(answer["done"] for answer in more)
        assert _asked(desk.origin + "/projects")[0] == 200
        assert not file.done(), "the page waited for the file"
        assert _asked(watched, "DELETE")[0] == 204
        assert file.result() == (409, b"cancelled")
    assert json.loads(_asked(watched)[1])["running"] is False
