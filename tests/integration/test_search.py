"""The search by HTTP: what a hit says in each language, and that its address shows what was found.

Does not belong here: what is found (`tests/data/test_search.py`), hostile queries (`test_hostile_addresses.py`).
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

Fetch = Callable[..., Any]


@pytest.mark.parametrize(
    ("query", "lang", "name", "about"),
    [
        ("jtt", "zh", "晋陶陶瓷产业园", "项目 · 晋城 · 阳城 · 在建 · 12 亿元"),
        ("Jintao", "en", "Jintao Ceramics Industrial Park", "Project · Jincheng · Yangcheng · under construction · "),
        ("协鑫30MW", "zh", "协鑫30MW光伏发电", "项目 · 长治 · 黎城 · 签约 · 金额未公布"),
    ],
)
def test_a_hit_leads_to_a_page_with_the_project(fetch: Fetch, query: str, lang: str, name: str, about: str) -> None:
    hit = next(h for h in fetch(f"/search?q={quote(query)}&lang={lang}").json if h["name"] == name)
    assert hit["about"].startswith(about) and set(hit) == {"name", "about", "href"}
    address, _, anchor = hit["href"].partition("#")
    page = fetch(address)
    assert page.status_code == 200 and anchor == "projects-list"
    table = page.text[page.text.index("projects-grid-static") :]
    assert name in table and 'class="notice"' not in page.text


@pytest.mark.parametrize(("query", "lang"), [("氢", "zh"), ("Hydrogen", "en")])
def test_a_chain_leads_to_its_own_page(fetch: Fetch, query: str, lang: str) -> None:
    hit = fetch(f"/search?q={quote(query)}&lang={lang}").json[0]
    assert hit["href"].partition("?")[0] == "/industry/ch05"
    assert hit["name"] in fetch(hit["href"]).text


def test_a_company_in_several_cities_leads_to_the_projects_of_all_of_them(fetch: Fetch) -> None:
    hit = next(h for h in fetch(f"/search?q={quote('京东')}&lang=zh").json if h["name"] == "京东")
    assert hit["about"] == "投资方 · 大同、运城"
    assert hit["href"] == "/projects?region=140200&region=140800#projects-list"


def test_no_hit_leads_nowhere(fetch: Fetch) -> None:
    for query in ("a", "t", "yuan", "晋", "项目"):
        for hit in fetch(f"/search?q={quote(query)}&lang=en").json:
            page = fetch(hit["href"].partition("#")[0])
            assert page.status_code == 200 and 'class="notice"' not in page.text, hit
