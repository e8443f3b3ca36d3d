"""Editions: immutable, complete, validated sets of tables, published atomically.

An edition is a folder of Parquet files and a manifest with their checksums. It is written beside its place and moved
there whole; only then does the pointer ``current`` name it. A broken table stops before anything is written, and the
edition that was current stays current.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.columns import COLUMNS
from data.consistency import check_consistency
from data.corrections import apply_corrections
from data.derived import known_counts, ratios
from data.figures import build_figures
from data.schema import TABLES
from data.tables_reader import LINE, TABLES_DIR, TablesInvalidError, read_tables
from geodata.boundaries import load_boundaries

DEFAULT_DATA_DIR = Path("build/data")

_EDITION_ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}")


class EditionError(RuntimeError):
    """An edition cannot be opened or published; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One published edition.

    Attributes:
        edition_id: ``<date>-<8 hex digits of its content>``.
        folder: where its files are.
        manifest: its manifest (titles, date, rows and checksum of each table).
    """

    edition_id: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def date(self) -> str:
        """The day the edition stands for, ``YYYY-MM-DD``."""
        return str(self.manifest["date"])

    def table(self, name: str) -> Path:
        """The Parquet file of a table."""
        return self.folder / f"{name}.parquet"


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Numbers as numbers, everything else as text; the reader's line column dropped."""
    result = frame.drop(columns=LINE, errors="ignore").copy()
    if name in TABLES:
        for column in TABLES[name].columns:
            kind = COLUMNS[column].kind
            if kind == "number":
                result[column] = pd.to_numeric(result[column]).astype("float64")
            elif kind == "integer":
                result[column] = pd.to_numeric(result[column]).astype("Int64")
            else:
                result[column] = result[column].astype("string")
    return result


def assemble(folder: Path = TABLES_DIR) -> dict[str, pd.DataFrame]:
    """Read, validate, correct and derive: all tables of an edition.

    Args:
        folder: folder of CSV tables.

    Returns:
        Table name → typed frame, with ``figures`` (observations harmonised, counts and ratios derived) added.

    Raises:
        TablesInvalidError: when a table is broken.
    """
    read = read_tables(folder)
    check_consistency(read)
    tables = apply_corrections(read)
    observed = build_figures(tables)
    known = known_counts(tables)
    boundaries = load_boundaries()
    outlines = {**boundaries.prefectures, **boundaries.counties, boundaries.province.code: boundaries.province}
    derived = ratios(observed, known, {code: outline.area_km2 for code, outline in outlines.items()})
    result = {name: _typed(name, frame) for name, frame in tables.items()}
    result["figures"] = pd.concat([observed, known, derived], ignore_index=True)
    return result


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new one, never half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _about(path: Path) -> dict[str, Any]:
    """Titles and day of the edition to be; ``synthetic`` says that it is made up for tests."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        about: dict[str, Any] = {name: str(read[name]) for name in ("title_zh", "title_en", "date")}
        if read.get("synthetic") is True:
            about["synthetic"] = True
        if dt.date.fromisoformat(about["date"]).isoformat() != about["date"]:
            raise ValueError(about["date"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path}: expected a JSON object with title_zh, title_en and date as YYYY-MM-DD ({error})"
        raise EditionError(msg) from error
    return about


def _is_whole(edition_id: str, data_dir: Path) -> bool:
    try:
        open_edition(edition_id, data_dir)
    except EditionError:
        return False
    return True


def publish(tables_dir: Path = TABLES_DIR, data_dir: Path = DEFAULT_DATA_DIR) -> Edition:
    """Build the edition of a folder of tables and make it current.

    Args:
        tables_dir: folder with the CSV tables and ``edition.json``.
        data_dir: where editions are kept.

    Returns:
        The edition, new or, when the content has not changed, the one that was there.

    Raises:
        TablesInvalidError: when a table is broken; nothing is written then.
        EditionError: when ``edition.json`` is missing or lacks a field.
    """
    about = _about(tables_dir / "edition.json")
    tables = assemble(tables_dir)
    content = hashlib.sha256()
    for name in sorted(tables):
        content.update(name.encode() + tables[name].to_csv(index=False).encode())
    edition_id = f"{about['date']}-{content.hexdigest()[:8]}"
    editions = data_dir / "editions"
    editions.mkdir(parents=True, exist_ok=True)
    target = editions / edition_id
    if not _is_whole(edition_id, data_dir):
        draft = Path(tempfile.mkdtemp(dir=editions, prefix=".draft-"))
        try:
            files = {}
            for name, frame in tables.items():
                path = draft / f"{name}.parquet"
                frame.to_parquet(path, index=False, compression="zstd")
                files[name] = {"rows": len(frame), "sha256": _sha256(path)}
            shipped = tables_dir.resolve() == TABLES_DIR.resolve()
            manifest = {"edition_id": edition_id, **about, "shipped": shipped, "tables": files}
            _write_text(draft / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
            draft.chmod(0o755)
            if target.exists():
                shutil.rmtree(target)  # it was damaged after publication: this is the repair
            draft.replace(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    edition = open_edition(edition_id, data_dir)
    _write_text(data_dir / "current", edition_id + "\n")
    return edition


def open_edition(edition_id: str, data_dir: Path = DEFAULT_DATA_DIR) -> Edition:
    """Open an edition and check that it is whole.

    Args:
        edition_id: its id.
        data_dir: where editions are kept.

    Returns:
        The edition.

    Raises:
        EditionError: when there is no such edition, or a file is missing or not the one that was published.
    """
    folder = data_dir / "editions" / edition_id
    if not _EDITION_ID.fullmatch(edition_id) or not (folder / "manifest.json").is_file():
        kept = ", ".join(list_editions(data_dir)) or "none"
        msg = f"no edition {edition_id[:64]!r} in {data_dir / 'editions'}; there are: {kept}"
        raise EditionError(msg)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        checksums = {str(name): str(entry["sha256"]) for name, entry in manifest["tables"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"edition {edition_id}: manifest.json cannot be read ({error}); publish the edition again"
        raise EditionError(msg) from error
    for name, checksum in checksums.items():
        path = folder / f"{name}.parquet"
        if not path.is_file() or _sha256(path) != checksum:
            what = f"{path.name} is missing or was changed after publication"
            msg = f"edition {edition_id}: {what}; publish the edition again"
            raise EditionError(msg)
    return Edition(edition_id, folder, manifest)


def list_editions(data_dir: Path = DEFAULT_DATA_DIR) -> list[str]:
    """Ids of all editions kept, oldest first."""
    folder = data_dir / "editions"
    return sorted(p.name for p in folder.iterdir() if (p / "manifest.json").is_file()) if folder.is_dir() else []


def current_edition(data_dir: Path = DEFAULT_DATA_DIR) -> Edition:
    """The current edition.

    Raises:
        EditionError: when none has been published yet or the current one is not whole.
    """
    pointer = data_dir / "current"
    if not pointer.is_file():
        msg = f"no edition is published in {data_dir}; run `make edition`"
        raise EditionError(msg)
    return open_edition(pointer.read_text(encoding="utf-8", errors="replace").strip(), data_dir)


def ensure(data_dir: Path = DEFAULT_DATA_DIR) -> Edition:
    """Have an edition: the current one, or the one of the tables that ship with the project.

    After an update of the project its tables may have changed: when the current edition was made of the shipped tables
    it is made anew. An edition that somebody else published is left alone.

    Args:
        data_dir: where editions are kept.

    Returns:
        The current edition.

    Raises:
        TablesInvalidError: when a shipped table is broken.
        EditionError: when the current edition is not whole and is not the shipped one.
    """
    if not (data_dir / "current").is_file():
        return publish(TABLES_DIR, data_dir)
    edition = current_edition(data_dir)
    return publish(TABLES_DIR, data_dir) if edition.manifest.get("shipped", True) else edition


def main(arguments: list[str] | None = None) -> int:
    """``python -m data.editions build``: publish the edition of the tables that ship with the project."""
    parser = argparse.ArgumentParser(prog="python -m data.editions", description=main.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="validate the tables and publish their edition")
    build.add_argument("--tables", type=Path, default=TABLES_DIR, help="folder of CSV tables (default: %(default)s)")
    ready = commands.add_parser("ensure", help="have an edition: make the shipped one when there is none or it changed")
    for command in (build, ready):
        data_dir = Path(os.environ.get("ATLAS_DATA_DIR", DEFAULT_DATA_DIR))
        command.add_argument(
            "--data-dir", type=Path, default=data_dir, help="where editions are kept (default: %(default)s)"
        )
    options = parser.parse_args(arguments)
    try:
        edition = ensure(options.data_dir) if options.command == "ensure" else publish(options.tables, options.data_dir)
    except (TablesInvalidError, EditionError) as error:
        print(error, file=sys.stderr)
        return 1
    rows = sum(entry["rows"] for entry in edition.manifest["tables"].values())
    print(f"edition {edition.edition_id}: {len(edition.manifest['tables'])} tables, {rows} rows, in {edition.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
