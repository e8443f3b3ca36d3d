"""Brief, bulletin and slides by HTTP: what is sent, and that a broken request is told why."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from app import AtlasDash, create_app
from callbacks.share import public_address
from layouts.components.take_away import story_of, take_away
from layouts.stage import code_to_scan
from layouts.static_html import to_html
from layouts.stories import story, to_json
from layouts.view_state import ViewState
from settings import Settings

Fetch = Callable[..., Any]


@pytest.mark.parametrize(
    "address",
    [
        "/export/brief.pdf",
        "/export/brief.pdf?region=140500&lang=en",
        "/export/brief.pdf?page=place&region=140525",
        "/export/brief.pdf?page=place&region=140200&compare=140400&compare=140500",
        "/export/brief.pdf?industry=ch05",
        "/export/brief.pdf?page=overview&indicator=gdp_yi&period=2021&lang=en",
        "/export/brief.pdf?page=overview&level=county",
        "/export/brief.pdf?page=overview&indicator=signed_amount_yi&period=latest",
        "/export/bulletin.pdf",
        "/export/bulletin.pdf?family=economy&lang=en",
    ],
)
def test_paper_is_one_page_and_carries_a_name(fetch: Fetch, address: str) -> None:
    answer = fetch(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert re.match(r'attachment; filename="[\w.-]+\.pdf"; filename\*=UTF-8', answer.headers["Content-Disposition"])
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1


def test_the_brief_follows_the_view(fetch: Fetch) -> None:
    def text(address: str) -> str:
        return PdfReader(io.BytesIO(fetch(address).data)).pages[0].extract_text()

    assert "Gross regional product" in text("/export/brief.pdf?indicator=gdp_yi&period=2021&lang=en").split("\n")[1]
    assert "http://localhost/city/140500?lang=en" in text("/export/brief.pdf?region=140500&lang=en")


@pytest.mark.parametrize("query", ["story=province", "story=140200&lang=en", "story=ch05&lang=both&ground=light"])
def test_slides_are_sent(fetch: Fetch, atlas: AtlasDash, query: str) -> None:
    answer = fetch(f"/export/story.pptx?{query}")
    assert answer.status_code == 200
    assert answer.mimetype.endswith("presentationml.presentation")
    scenes = story(atlas.library.store(), query.split("&")[0].removeprefix("story=")).scenes
    assert len(Presentation(io.BytesIO(answer.data)).slides) == len(scenes)


def test_slides_of_an_edited_story(fetch: Fetch, atlas: AtlasDash) -> None:
    found = json.loads(to_json(story(atlas.library.store(), "140500")))
    found["scenes"] = found["scenes"][:2]
    found["scenes"][0]["headline"] = {"zh": "改过的标题 <b>", "en": "Edited"}
    answer = fetch("/export/story.pptx?lang=zh", method="POST", data=json.dumps(found))
    deck = Presentation(io.BytesIO(answer.data))
    assert next(iter(deck.slides)).shapes.title.text_frame.text == "改过的标题 <b>"
    assert len(deck.slides) == 2
    found["scenes"][1]["map"]["focus"] = "999999"
    for body in ("{}", "no json", json.dumps(found), "\x00" * 50):
        refused = fetch("/export/story.pptx", method="POST", data=body)
        assert refused.status_code == 404
        assert refused.mimetype == "text/plain"


@pytest.mark.parametrize(
    "query",
    [
        "region=999999",
        "region=abc",
        "region=140200&compare=140525",
        "industry=nothing",
        "industry=<script>",
        "page=sources",
        "page=place",
        "edition=../../etc/passwd",
        "region=100000",
        "region=%00%ff",
    ],
)
def test_a_brief_of_nothing_is_refused_with_the_reason(fetch: Fetch, query: str) -> None:
    answer = fetch(f"/export/brief.pdf?{query}")
    assert answer.status_code in (200, 404)
    if answer.status_code == 404:
        assert answer.mimetype == "text/plain"
        assert "expect" in answer.text or "is not kept here" in answer.text
    else:  # what is no code at all is left out, as everywhere: the province
        assert answer.mimetype == "application/pdf"


@pytest.mark.parametrize(
    "address",
    [
        "/export/bulletin.pdf?family=nothing",
        "/export/bulletin.pdf?family=cluster",
        "/export/story.pptx?story=nothing",
        "/export/story.pptx?lang=fr",
        "/export/story.pptx?ground=pink",
        f"/export/brief.pdf?region={'1' * 9000}",
    ],
)
def test_what_there_is_not_is_refused(fetch: Fetch, address: str) -> None:
    answer = fetch(address)
    assert answer.status_code in (404, 414)
    assert answer.mimetype == "text/plain"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_of_the_toolbar_is_answered(fetch: Fetch, atlas: AtlasDash, lang: str) -> None:
    store = atlas.library.store()
    state = ViewState(page="place", place="140525", lang=lang)
    assert story_of(store, state) == "140500"
    assert story_of(store, ViewState()) == "province"
    links = re.findall(r'href="([^"]+)"', to_html(take_away(store, state)))
    assert len(links) == 7
    for link in links:
        assert fetch(link.replace("&amp;", "&")).status_code == 200, link


def test_links_and_codes_carry_the_public_address(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir, public_url="https://atlas.example.cn")
    client = create_app(settings).server.test_client()

    def get(address: str) -> Any:
        answer = client.get(address, headers={"Host": "127.0.0.1:8050"})
        assert answer.status_code == 200
        return answer

    story_data = get("/present/140500.json").get_json()
    assert story_data["origin"] == "https://atlas.example.cn"
    address = story_data["story"]["scenes"][0]["address"]
    assert story_data["codes"][f"zh {address}"] == code_to_scan(f"https://atlas.example.cn{address}")
    page = get("/export/story.html?story=140500").get_data(as_text=True)
    assert '"origin":"https://atlas.example.cn"' in page
    brief = PdfReader(io.BytesIO(get("/export/brief.pdf?region=140500").data)).pages[0].extract_text()
    assert "https://atlas.example.cn/city/140500" in brief
    deck = Presentation(io.BytesIO(get("/export/story.pptx?story=140500").data))
    assert "https://atlas.example.cn/city/140500" in deck.slides[0].notes_slide.notes_text_frame.text
    assert "https://atlas.example.cn/" in get("/export/view.svg").get_data(as_text=True)
    for body in (page, brief):
        assert "127.0.0.1:8050" not in body


@pytest.mark.parametrize(
    ("href", "shared"),
    [
        ("http://10.0.0.5:8050/city/140500?lang=en", "https://atlas.example.cn/city/140500?lang=en"),
        ("http://10.0.0.5:8050", "https://atlas.example.cn/"),
        ("javascript:alert(1)", "javascript:alert(1)"),  # refused by the card, as before
    ],
)
def test_a_shared_link_leads_to_the_public_address(href: str, shared: str) -> None:
    assert public_address(href, "https://atlas.example.cn") == shared
    assert public_address(href, "") == href
