"""What the unit tests share: a store on the open edition, published once into a folder of its own."""

import pytest

from data.editions import publish
from data.store import Store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(publish(data_dir=tmp_path_factory.mktemp("edition")))
