"""Editions: published whole or not at all, never changed, and picked up by a running process without a restart.

Belongs here: publishing, opening, the pointer, and the Library that watches it. Does not belong here: what is wrong
with a table (`test_tables_reader.py`).
"""

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from callbacks.current import Library
from data.editions import Edition, EditionError, current_edition, list_editions, open_edition, publish
from data.store import Store
from data.tables_reader import TABLES_DIR

HOSTILE = [
    "..", ".", "../current", "../../etc/passwd", "/etc/passwd", "current", "nul\x00l", "x" * 5_000, "🏭" * 64, "%2e%2e",
    "2026-11-24-DEADBEEF", "2026-11-24-deadbeef/", "2026-11-24-deadbeef\n", "２０２６-11-24-deadbeef", ".draft-x",
]  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A folder with two editions, the older and the current one."""
    folder = tmp_path_factory.mktemp("published")
    tables = Path(shutil.copytree(TABLES_DIR, folder / "tables"))
    first = publish(tables, folder / "data").edition_id
    change_a_name(tables, "山西铸造展")
    return folder, first, publish(tables, folder / "data").edition_id


@pytest.fixture
def here(published: tuple[Path, str, str], tmp_path: Path) -> Path:
    """A copy of that folder that a test may damage."""
    return Path(shutil.copytree(published[0], tmp_path / "copy"))


def change_a_name(tables: Path, name: str) -> None:
    path = tables / "events.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[0, "name_zh"] = name
    frame.to_csv(path, index=False)


def name_of_event(store: Store) -> str:
    return str(store.rows("SELECT name_zh FROM events WHERE event_id = 'c-e-001'")[0]["name_zh"])


def test_the_same_content_is_the_same_edition(here: Path, published: tuple[Path, str, str], tmp_path: Path) -> None:
    again = publish(here / "tables", here / "data")
    elsewhere = publish(here / "tables", tmp_path / "elsewhere")
    assert again.edition_id == elsewhere.edition_id == published[2]
    assert again.manifest["tables"] == elsewhere.manifest["tables"]
    for name in again.manifest["tables"]:
        assert again.table(name).read_bytes() == elsewhere.table(name).read_bytes(), name


def test_an_edition_is_whole_and_says_what_it_holds(edition: Edition) -> None:
    files = {path.name for path in edition.folder.iterdir()}
    assert files == {"manifest.json", *(f"{name}.parquet" for name in edition.manifest["tables"])}
    assert {path.stem for path in TABLES_DIR.glob("*.csv")} | {"figures"} == set(edition.manifest["tables"])
    for name, entry in edition.manifest["tables"].items():
        assert len(pd.read_parquet(edition.table(name))) == entry["rows"] > 0, name
    assert edition.edition_id.startswith(edition.date + "-")


def test_another_content_is_another_edition_and_the_old_one_stays(here: Path, published: tuple[Path, str, str]) -> None:
    _, first, second = published
    assert first != second
    assert list_editions(here / "data") == sorted([first, second])
    assert current_edition(here / "data").edition_id == second
    assert name_of_event(Store(open_edition(first, here / "data"))) == "2018年绿色沁源招商引资推介暨项目签约仪式"
    assert name_of_event(Store(current_edition(here / "data"))) == "山西铸造展"


@pytest.mark.parametrize("damage", ["changed", "cut", "gone", "manifest"])
def test_what_was_changed_after_publication_is_refused_and_can_be_published_again(
    here: Path, published: tuple[Path, str, str], damage: str
) -> None:
    edition = current_edition(here / "data")
    path = edition.table("figures") if damage != "manifest" else edition.folder / "manifest.json"
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"changed": content[:-9] + b"tampered!", "cut": content[:50], "manifest": b"{"}[damage])
    with pytest.raises(EditionError, match=f"edition {edition.edition_id}: .*publish the edition again"):
        current_edition(here / "data")
    with pytest.raises(EditionError):
        Library(here / "data")
    assert publish(here / "tables", here / "data").edition_id == published[2]
    assert Library(here / "data").store().edition.edition_id == published[2]


@pytest.mark.parametrize("step", ["to_parquet", "manifest", "move", "pointer"])
def test_a_crash_in_between_leaves_the_old_edition_and_nothing_half(
    here: Path, published: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    change_a_name(here / "tables", "中途断电")
    calls = {"to_parquet": 0, "fsync": 0}

    def crash(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    def crash_at(name: str, n: int, then: object) -> object:
        def call(*arguments: object, **options: object) -> object:
            calls[name] += 1
            if calls[name] == n:
                crash()
            return then(*arguments, **options)  # type: ignore[operator]

        return call

    if step == "to_parquet":
        monkeypatch.setattr(pd.DataFrame, "to_parquet", crash_at("to_parquet", 7, pd.DataFrame.to_parquet))
    elif step == "move":
        replace = Path.replace
        monkeypatch.setattr(Path, "replace", lambda a, b: crash() if a.name.startswith(".draft") else replace(a, b))
    else:
        monkeypatch.setattr(os, "fsync", crash_at("fsync", 1 if step == "manifest" else 2, os.fsync))
    with pytest.raises(OSError, match="no space left"):
        publish(here / "tables", here / "data")
    monkeypatch.undo()
    assert current_edition(here / "data").edition_id == published[2]
    whole = set(list_editions(here / "data"))
    assert {path.name for path in (here / "data" / "editions").iterdir()} == whole
    assert {path.name for path in (here / "data").iterdir()} == {"editions", "current"}
    for edition_id in whole:
        open_edition(edition_id, here / "data")
    assert name_of_event(Store(publish(here / "tables", here / "data"))) == "中途断电"


@pytest.mark.parametrize("edition_id", HOSTILE)
def test_a_hostile_id_opens_nothing(here: Path, published: tuple[Path, str, str], edition_id: str) -> None:
    with pytest.raises(EditionError, match=r"no edition .*there are: 2026"):
        open_edition(edition_id, here / "data")
    (here / "data" / "current").write_text(edition_id, encoding="utf-8")
    if edition_id.strip() == edition_id:
        with pytest.raises(EditionError):
            current_edition(here / "data")
    library = Library(published[0] / "data")
    assert library.store(edition_id) is library.store()


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="run `make edition`"):
        current_edition(tmp_path)
    assert list_editions(tmp_path) == []


def test_a_running_process_picks_up_a_new_edition_and_never_a_bad_one(
    here: Path, published: tuple[Path, str, str]
) -> None:
    _, first, second = published
    data = here / "data"
    library = Library(data)
    assert name_of_event(library.store()) == "山西铸造展"
    assert name_of_event(library.store(first)).startswith("2018年绿色沁源")
    assert library.store(first) is library.store(first)

    change_a_name(here / "tables", "第三版")
    third = publish(here / "tables", data).edition_id
    assert name_of_event(library.store()) == "第三版"
    assert library.problem == ""
    assert name_of_event(library.store(second)) == "山西铸造展"

    change_a_name(here / "tables", "第四版")
    fourth = publish(here / "tables", data)
    path = fourth.table("events")
    good = path.read_bytes()
    path.write_bytes(good[:-1])
    assert library.store().edition.edition_id == third
    assert fourth.edition_id in library.problem and "events.parquet" in library.problem

    (data / "current").write_bytes(b"\xff\xfe\x00")
    assert library.store().edition.edition_id == third
    (data / "current").unlink()
    assert library.store().edition.edition_id == third and "make edition" in library.problem

    path.write_bytes(good)
    (data / "current").write_text(fourth.edition_id, encoding="utf-8")
    assert name_of_event(library.store()) == "第四版"
    assert library.problem == ""


def test_a_manifest_that_names_other_tables_is_refused(here: Path) -> None:
    """A table's name becomes SQL: only a plain one may."""
    edition = current_edition(here / "data")
    bad = dict(edition.manifest, tables={'x"; DROP TABLE figures; --': {"rows": 1, "sha256": ""}})
    with pytest.raises(ValueError, match="no table name"):
        Store(Edition(edition.edition_id, edition.folder, bad))
    (edition.folder / "manifest.json").write_text(json.dumps(bad), encoding="utf-8")
    with pytest.raises(EditionError):
        current_edition(here / "data")


def test_the_library_keeps_a_few_editions_open(here: Path) -> None:
    library = Library(here / "data")
    for n in range(3):
        change_a_name(here / "tables", f"第{n}版")
        edition_id = publish(here / "tables", here / "data").edition_id
        assert library.store().edition.edition_id == edition_id
    assert len(library._open) <= 3
    assert len(list_editions(here / "data")) == 5
