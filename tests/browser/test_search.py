"""The search box finds a project, and the screen of the hit shows it, from any page.

Does not belong here: what is found (`tests/data/test_search.py`), finding places (`test_drill.py`).
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watched_page import wait_live


@pytest.mark.parametrize(
    ("start", "query", "name"),
    [
        ("/", "jtt", "晋陶陶瓷产业园"),
        ("/city/140500?lang=en", "Jintao", "Jintao Ceramics Industrial Park"),
        ("/projects", "晋陶", "晋陶陶瓷产业园"),  # only repainted: the table is scrolled to all the same
    ],
)
def test_a_project_that_was_found_is_on_screen(page: Page, start: str, query: str, name: str) -> None:
    page.goto(start)
    wait_live(page)
    page.locator("#search").fill(query)
    page.get_by_role("option").filter(has_text=name).first.click()
    page.wait_for_url("**/projects?*#projects-list")
    wait_live(page)
    expect(page.locator(".projects-grid").get_by_text(name).first).to_be_in_viewport(timeout=10_000)
