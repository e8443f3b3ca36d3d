"""The command ``app.py export``: files written whole, taken up again, told apart when something fails."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader
from rich.console import Console

import app
from callbacks import batch
from data.editions import current_edition
from data.store import Store
from layouts.stories import from_json, story

CITIES = ("140200", "140500")


@pytest.fixture(scope="module")
def store(data_dir: Path) -> Store:
    return Store(current_edition(data_dir))


def _options(out: Path, what: tuple[str, ...] = batch.WHAT, **more: object) -> batch.Options:
    return batch.Options(what, CITIES, ("zh", "en"), out, "https://atlas.example", printed=date(2026, 11, 24), **more)  # type: ignore[arg-type]


def _quiet() -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, width=120), out


def test_two_cities_in_two_languages(store: Store, tmp_path: Path) -> None:
    console, said = _quiet()
    assert batch.run(store, _options(tmp_path), console=console) == 0
    for city in CITIES:
        folder = tmp_path / city
        assert from_json((folder / "story.json").read_text(encoding="utf-8")) == story(store, city)
        for lang in ("zh", "en"):
            assert len(PdfReader(folder / f"brief.{lang}.pdf").pages) == 1
            assert len(Presentation(str(folder / f"story.{lang}.pptx")).slides) == len(story(store, city).scenes)
            page = (folder / f"story.{lang}.html").read_text(encoding="utf-8")
            assert f'data-lang="{lang}"' in page
    assert (tmp_path / "bulletins" / "investment.zh.pdf").exists()
    record = json.loads((tmp_path / batch.RECORD).read_text(encoding="utf-8"))
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} - {batch.RECORD}
    assert set(record) == files
    assert all(entry["seconds"] > 0 and entry["edition"] == store.edition.edition_id for entry in record.values())
    for what in batch.WHAT:
        assert what in said.getvalue()

    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    (tmp_path / "140200" / "brief.zh.pdf").unlink()
    (tmp_path / "140200" / "brief.en.pdf").write_bytes(b"half")
    console, said = _quiet()
    assert batch.run(store, _options(tmp_path), console=console) == 0
    made = {p for p in tmp_path.rglob("*") if p.is_file() and before.get(p) != p.stat().st_mtime_ns}
    assert {p.name for p in made} == {"brief.zh.pdf", "brief.en.pdf", batch.RECORD}
    assert f"{len(files) - 2} files were there already" in said.getvalue()


def test_one_that_fails_does_not_stop_the_others(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch.brief_pdf

    def breaks(store_: Store, state: object, **rest: object) -> bytes:
        if "140200" in getattr(state, "region", ()):
            raise ValueError("140200: no paper")
        return real(store_, state, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "brief_pdf", breaks)
    console, said = _quiet()
    assert batch.run(store, _options(tmp_path, ("brief",)), console=console) == 1
    assert "failed: 140200/brief.zh.pdf: 140200: no paper" in said.getvalue()
    assert not (tmp_path / "140200").exists()
    assert (tmp_path / "140500" / "brief.en.pdf").exists()


def test_a_full_disk_leaves_no_half_files(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        batch.run(store, _options(tmp_path, ("brief",)), console=_quiet()[0])
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "999999"], "--region '999999'"),
        (["--what", "poster"], "expected all, or some of brief"),
        (["--lang", "fr"], "some of zh, en, both"),
        (["--what", "story.pptx", "--region", "140525"], "a county has a brief only"),
        (["--edition", "1999-01-01-00000000"], "is not kept here"),
        (["--link", "javascript:alert(1)"], "expected an address"),
    ],
)
def test_a_wrong_request_says_what_was_expected(
    arguments: list[str],
    said: str,
    data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ATLAS_DATA_DIR", str(data_dir))
    assert app.main(["export", "--out", str(tmp_path / "out"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_command_writes(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA_DIR", str(data_dir))
    out = tmp_path / "out"
    assert app.main(["export", "--what", "brief", "--region", "140525", "--lang", "en", "--out", str(out)]) == 0
    assert [p.name for p in (out / "140525").iterdir()] == ["brief.en.pdf"]
    (out / batch.RECORD).write_text("[]", encoding="utf-8")
    assert app.main(["export", "--what", "brief", "--region", "140525", "--out", str(out)]) == 2


def test_the_public_address_stands_where_the_command_names_none(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA_DIR", str(data_dir))
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://atlas.example.cn/")
    for more, link in ([], "https://atlas.example.cn"), (["--link", "http://10.0.0.5:8050"], "http://10.0.0.5:8050"):
        out = tmp_path / str(len(more))
        command = ["export", "--what", "brief", "--region", "140525", "--lang", "en", "--out", str(out), *more]
        assert app.main(command) == 0
        text = PdfReader(out / "140525" / "brief.en.pdf").pages[0].extract_text()
        assert f"{link}/city/140525" in text


@pytest.mark.parametrize(
    "value",
    ["atlas.example", "ftp://atlas.example", "https://atlas.example/sub", "https://a.example/?x=1", "https://a b"],
)
def test_a_public_address_that_is_no_origin_stops_the_start(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", value)
    assert app.main(["export", "--what", "brief"]) == 2
    said = capsys.readouterr().err
    assert "ATLAS_PUBLIC_URL" in said and "https://atlas.example.cn" in said
