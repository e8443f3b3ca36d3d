"""What the tests of the data share: the tables as they stand in the project, their edition, and a store on it."""

import csv
from pathlib import Path

import pytest

from data.editions import Edition, publish
from data.store import Store
from data.tables_reader import TABLES_DIR

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return publish(data_dir=tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="session")
def store(edition: Edition) -> Store:
    return Store(edition)


@pytest.fixture(scope="session")
def printed() -> dict[str, Rows]:
    """Every table as the csv module reads it: nothing of the project's own reader is in it."""
    return {path.stem: read_rows(path) for path in sorted(TABLES_DIR.glob("*.csv"))}


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
