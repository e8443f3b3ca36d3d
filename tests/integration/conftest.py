"""Fixtures of the tests that speak HTTP with the application in this process: no port, no browser.

Belongs here: the application, its client and how an answer is read. Does not belong here: what an answer should be.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from flask.testing import FlaskClient

from app import AtlasDash, create_app
from data.editions import publish
from settings import Settings

Answer = Any
"""A werkzeug TestResponse whose body has been read and whose files are closed."""


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of editions that only these tests use, with the open edition in it."""
    folder = tmp_path_factory.mktemp("editions")
    publish(data_dir=folder)
    return folder


@pytest.fixture(scope="session")
def atlas(data_dir: Path) -> AtlasDash:
    """The application."""
    return create_app(Settings(data_dir=data_dir))


@pytest.fixture(scope="session")
def client(atlas: AtlasDash) -> Iterator[FlaskClient]:
    """A client that follows no redirects and keeps no cookies."""
    with atlas.server.test_client(use_cookies=False) as client:
        yield client


@pytest.fixture(scope="session")
def fetch(client: FlaskClient) -> Callable[..., Answer]:
    """Ask for an address exactly as it is written, as a production server hands it to the application.

    Call it with the address and options of `FlaskClient.open`. Werkzeug's client would tidy the address up: a path
    such as "//evil.example" would become a host.
    """

    def ask(address: str, **options: Any) -> Answer:
        path, _, query = address.partition("?")
        raw = {
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query.encode().decode("latin-1"),
            "RAW_URI": address,
        }
        answer = client.open("/", environ_overrides={**raw, **options.pop("environ_overrides", {})}, **options)
        answer.direct_passthrough = False  # a file that is sent can be read like any other body
        answer.get_data()
        answer.close()
        return answer

    return ask
