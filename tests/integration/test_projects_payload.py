"""What the analyst's desk sends does not grow with the number of projects, and made-up ones say that they are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import AtlasDash, create_app
from callbacks.select import rows_of
from settings import Settings
from tests.synthetic import publish_synthetic

FEW, MANY = 30_000, 100_000
"""With fewer, some places and industries have none at all and are left out of the lists."""
ADDRESSES = (
    "/projects",
    "/projects?stage=signed",
    "/projects?industry=energy&period=2022",
    "/projects?region=140100&amount=1-10&lang=en",
    "/projects?level=county&indicator=amount-signed",
    "/projects?origin=group-yrd&period=2015/2025",
)
LARGEST = 340_000
"""Bytes of the largest answer to an interaction, before compression."""


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AtlasDash, AtlasDash]]:
    """The application with few and with many made-up projects."""
    folders: list[Path] = [tmp_path_factory.mktemp("few"), tmp_path_factory.mktemp("many")]
    for folder, projects in zip(folders, (FEW, MANY), strict=True):
        publish_synthetic(folder, projects)
    yield create_app(Settings(data_dir=folders[0])), create_app(Settings(data_dir=folders[1]))


def update(client: FlaskClient, address: str) -> bytes:
    """The answer to a change of the selection, as the browser asks for it."""
    layout = client.get("/_dash-dependencies").get_json()
    callback = next(c for c in layout if c["inputs"] == [{"id": "projects-request", "property": "data"}])
    named = [output.rsplit(".", 1) for output in callback["output"][2:-2].split("...")]
    outputs = [{"id": component, "property": prop} for component, prop in named]
    body: dict[str, Any] = {
        "output": callback["output"],
        "outputs": outputs,
        "inputs": [{"id": "projects-request", "property": "data", "value": address}],
        "changedPropIds": ["projects-request.data"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:300]
    return bytes(answer.get_data())


@pytest.mark.timeout(400)
def test_no_interaction_grows_with_the_projects(desks: tuple[AtlasDash, AtlasDash]) -> None:
    for address in ADDRESSES:
        sizes = []
        for desk in desks:
            with desk.server.test_client() as client:
                sizes.append((len(update(client, address)), len(client.get(address).get_data())))
        for few, many in zip(*sizes, strict=True):
            assert many <= few * 1.2, f"{address}: {few} bytes with {FEW} projects, {many} with {MANY}"
            assert many <= LARGEST * 2, f"{address}: {many} bytes"
        assert sizes[1][0] <= LARGEST


def test_rows_come_by_the_page(desks: tuple[AtlasDash, AtlasDash]) -> None:
    store = desks[1].library.store()
    sort = [{"colId": "amount_yi", "sort": "desc"}]
    request = {"startRow": 90_000, "endRow": 99_999, "sortModel": sort, "context": {"address": "/projects"}}
    answer = rows_of(store, request)
    assert answer["rowCount"] == MANY
    assert len(answer["rowData"]) == 200, "a request may not ask for more rows than a page may have"
    assert len(json.dumps(answer)) < LARGEST
    narrowed = rows_of(store, {**request, "startRow": 0, "filterModel": {"name": {"filter": "项目99999"}}})
    assert narrowed["rowCount"] == 1
    hostile = {
        "startRow": -5,
        "endRow": 10,
        "sortModel": [{"colId": "drop table"}],
        "filterModel": {"stage": {"filter": "x"}},
    }
    assert len(rows_of(store, hostile)["rowData"]) == 10


def test_groups_come_by_the_page(desks: tuple[AtlasDash, AtlasDash]) -> None:
    store = desks[1].library.store()
    for by, most in (("city", 12), ("county", 128), ("stage", 6), ("chain", 19), ("origin", 60), ("year", 20)):
        context: dict[str, Any] = {"address": "/projects", "group": by, "open": []}
        request = {"startRow": 0, "endRow": 200, "context": context}
        closed = rows_of(store, request)
        assert 1 < closed["rowCount"] == len(closed["rowData"]) <= most, by
        first = max(closed["rowData"], key=lambda line: line["n"])
        opened = rows_of(store, {**request, "context": {**context, "open": [first["group"]]}})
        assert opened["rowCount"] == closed["rowCount"] + first["n"]
        assert len(opened["rowData"]) == 200
        assert len(json.dumps(opened)) < LARGEST
    for strange in ({"group": "moon"}, {"group": ["city"]}, {"group": None, "open": 3}, "city", 7):
        assert rows_of(store, {"startRow": 0, "endRow": 5, "context": strange})["rowCount"] == MANY, strange
    for unfolded in (None, 7, {"a": 1}, [None, 5, "x" * 9_999, "'; DROP TABLE projects"], ["140100"] * 100_000):
        context = {"group": "city", "open": unfolded}
        assert len(rows_of(store, {"startRow": 0, "endRow": 5, "context": context})["rowData"]) == 5


@pytest.mark.parametrize(("lang", "text"), [("zh", "合成数据，仅供测试"), ("en", "Synthetic data, for tests only")])
def test_made_up_projects_say_so(desks: tuple[AtlasDash, AtlasDash], lang: str, text: str) -> None:
    with desks[0].server.test_client() as client:
        for page in ("/", "/projects", "/sources"):
            assert text in client.get(f"{page}?lang={lang}").get_data(as_text=True), page


def test_the_open_edition_is_not_marked(client: FlaskClient) -> None:
    assert 'class="synthetic"' not in client.get("/projects").get_data(as_text=True)


def test_transfers_are_shown_where_rows_name_their_first_contact(
    desks: tuple[AtlasDash, AtlasDash], client: FlaskClient
) -> None:
    with desks[0].server.test_client() as made_up:
        assert "data-transfer=" in made_up.get("/projects").get_data(as_text=True)
    answer = client.get("/projects?lang=en").get_data(as_text=True)
    assert "data-transfer=" not in answer
    assert "No record names its first contact yet" in answer
