"""The command ``app.py export``: briefs, bulletins, stories and slides of many places in one go.

Belongs here: which files, in which order, written whole or not at all, taken up again where a batch stopped. Does not
belong here: what a file holds (``layouts/reports``), the command line (``app.py``).
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from callbacks.current import Library
from data.store import PROVINCE, Store
from layouts.reports.brief import brief_pdf
from layouts.reports.bulletin import bulletin_pdf
from layouts.reports.bulletin_series import FAMILIES, FamilyError, chosen_series
from layouts.reports.slides import LANGS, story_pptx
from layouts.reports.slides_master import GROUNDS
from layouts.reports.story_file import story_file
from layouts.stories import story, to_json
from layouts.view_state import ViewState

WHAT = ("brief", "bulletin", "story.json", "story.pptx", "story.html")
"""What can be exported, in the order in which it is made."""

RECORD = "export.json"
"""What a folder holds and from which edition: a batch that stopped goes on from here."""


class BatchError(ValueError):
    """A batch was asked for something that there is not; the message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a batch makes.

    Attributes:
        what: some of ``WHAT``.
        regions: region codes; the province and prefectures have stories, counties only briefs.
        langs: ``zh``, ``en``; ``both`` for slides and single files.
        out: folder to write to.
        link: scheme and host of links and codes to scan, "" for none.
        ground: ``dark`` or ``light`` slides.
        force: make files anew that are there already?
        printed: the day that is printed on paper.
    """

    what: tuple[str, ...]
    regions: tuple[str, ...]
    langs: tuple[str, ...]
    out: Path
    link: str = ""
    ground: str = "dark"
    force: bool = False
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One file.

    Attributes:
        what: one of ``WHAT``.
        path: relative to the folder of the batch.
        make: makes its content.
    """

    what: str
    path: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was made: from what, how large, how long it took (seconds)."""

    edition: str
    variant: str
    bytes: int
    seconds: float


def choose(
    store: Store, what: str, regions: str, langs: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Read the lists of the command line.

    Args:
        store: the store, for codes.
        what: names separated by commas, or ``all``.
        regions: codes separated by commas; ``all`` is the province and its eleven cities.
        langs: languages separated by commas.

    Returns:
        What, regions, languages.

    Raises:
        BatchError: when one of them does not exist.
    """

    def listed(option: str, text: str, known: Iterable[str], hint: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
        wrong = [part for part in found if part not in known]
        if wrong or not found:
            msg = (
                f"--{option} {text!r}: {wrong[0]!r} is unknown; expected {hint}"
                if wrong
                else f"--{option}: expected {hint}"
            )
            raise BatchError(msg)
        return found

    codes = [c for c, r in store.regions.items() if r.level in ("province", "prefecture", "county")]
    return (
        WHAT if what == "all" else listed("what", what, WHAT, f"all, or some of {', '.join(WHAT)}"),
        (PROVINCE, *store.prefectures)
        if regions == "all"
        else listed("region", regions, codes, "all, or codes of the province, cities or counties, such as 140500"),
        listed("lang", langs, LANGS, f"some of {', '.join(LANGS)}"),
    )


def jobs(store: Store, options: Options, review_number: str = "") -> list[Job]:
    """The files of a batch.

    Args:
        store: the store.
        options: what is wanted.
        review_number: the confirmed map-review number, "" when it is not confirmed.

    Returns:
        Files in the order in which they are made.

    Raises:
        BatchError: when nothing is left to make (a county has no story, a brief no two languages).
    """
    printed = options.printed or datetime.now(UTC).date()
    found: list[Job] = []
    for what in options.what:
        if what == "bulletin":
            for family in FAMILIES:
                if _has_bulletin(store, family):
                    found += [
                        Job(
                            what,
                            f"bulletins/{family}.{lang}.pdf",
                            _bulletin(store, family, lang, options, review_number, printed),
                        )
                        for lang in options.langs
                        if lang != "both"
                    ]
            continue
        for region in options.regions:
            if what != "brief" and store.regions[region].level == "county":
                continue
            folder = "province" if region == PROVINCE else region
            if what == "story.json":  # a story holds both languages
                found.append(Job(what, f"{folder}/story.json", _story_json(store, region)))
                continue
            for lang in options.langs:
                if what == "brief" and lang != "both":
                    found.append(
                        Job(
                            what,
                            f"{folder}/brief.{lang}.pdf",
                            _brief(store, region, lang, options, review_number, printed),
                        )
                    )
                elif what == "story.pptx":
                    found.append(
                        Job(what, f"{folder}/story.{lang}.pptx", _slides(store, region, lang, options, review_number))
                    )
                elif what == "story.html":
                    found.append(
                        Job(what, f"{folder}/story.{lang}.html", _single(store, region, lang, options, review_number))
                    )
    if not found:
        msg = "nothing to export: a county has a brief only, and a brief is in zh or en"
        raise BatchError(msg)
    return found


def _has_bulletin(store: Store, family: str) -> bool:
    try:
        return bool(chosen_series(store, family))
    except FamilyError:
        return False


def _story_id(region: str) -> str:
    return "province" if region == PROVINCE else region


def _bulletin(
    store: Store, family: str, lang: str, options: Options, review: str, printed: date
) -> Callable[[], bytes]:
    return lambda: bulletin_pdf(store, family, lang, root=options.link, review_number=review, printed=printed)


def _brief(store: Store, region: str, lang: str, options: Options, review: str, printed: date) -> Callable[[], bytes]:
    state = ViewState(region=() if region == PROVINCE else (region,), lang=lang)
    return lambda: brief_pdf(store, state, root=options.link, review_number=review, printed=printed)


def _story_json(store: Store, region: str) -> Callable[[], bytes]:
    return lambda: to_json(story(store, _story_id(region)), indent=1).encode()


def _slides(store: Store, region: str, lang: str, options: Options, review: str) -> Callable[[], bytes]:
    return lambda: story_pptx(
        store, story(store, _story_id(region)), lang, ground=options.ground, root=options.link, review_number=review
    )


def _single(store: Store, region: str, lang: str, options: Options, review: str) -> Callable[[], bytes]:
    return lambda: story_file(store, story(store, _story_id(region)), lang, options.link, review).encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file so that there is never half of one: beside its place, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read_record(out: Path) -> dict[str, Done]:
    file = out / RECORD
    if not file.exists():
        return {}
    try:
        return {path: Done(**entry) for path, entry in json.loads(file.read_text(encoding="utf-8")).items()}
    except (ValueError, TypeError, AttributeError) as error:
        msg = f"{file}: not a record of exports ({error}); remove it, or export to another folder"
        raise BatchError(msg) from error


def run(store: Store, options: Options, review_number: str = "", console: Console | None = None) -> int:
    """Make a batch.

    Args:
        store: the store.
        options: what is wanted.
        review_number: the confirmed map-review number, "" when it is not confirmed.
        console: where progress and summary are written, by default standard error.

    Returns:
        The process's exit status: 0 when every file is there, 1 when some could not be made (they are listed).

    Raises:
        BatchError: when there is nothing to make, or the folder holds something else.
    """
    console = console or Console(stderr=True)
    wanted = jobs(store, options, review_number)
    record = _read_record(options.out)
    edition = store.edition.edition_id
    printed = (options.printed or datetime.now(UTC).date()).isoformat()
    variant = "|".join((options.link, options.ground, review_number, printed))
    made: dict[str, list[float]] = {}
    kept, failed = 0, []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("export", total=len(wanted))
        for job in wanted:
            progress.update(task, description=job.path)
            target, before = options.out / job.path, record.get(job.path)
            same = before is not None and (before.edition, before.variant) == (edition, variant)
            if (
                same
                and before is not None
                and not options.force
                and target.exists()
                and target.stat().st_size == before.bytes
            ):
                kept += 1
            else:
                started = time.perf_counter()
                try:
                    content = job.make()
                except (ValueError, KeyError, RuntimeError) as error:  # the others are still worth making
                    failed.append(f"{job.path}: {error}")
                else:
                    seconds = time.perf_counter() - started
                    _write(target, content)
                    made.setdefault(job.what, []).append(seconds)
                    record[job.path] = Done(edition, variant, len(content), round(seconds, 3))
                    text = json.dumps({p: asdict(d) for p, d in sorted(record.items())}, ensure_ascii=False, indent=1)
                    _write(options.out / RECORD, text.encode())
            progress.advance(task)
        progress.update(task, description="export")
    _summary(console, options.out, made, kept, failed)
    return 1 if failed else 0


def _summary(console: Console, out: Path, made: dict[str, list[float]], kept: int, failed: list[str]) -> None:
    table = Table("what", "files", "seconds", "median", "slowest", title=f"written to {out}")
    for what, seconds in made.items():
        table.add_row(
            what, str(len(seconds)), f"{sum(seconds):.1f}", f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"
        )
    if made:
        console.print(table)
    if kept:
        console.print(f"{kept} files were there already, from this edition; --force makes them anew")
    for line in failed:
        console.print(f"failed: {line}", markup=False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``app.py export``."""
    parser.add_argument("--what", default="all", help=f"all, or some of {', '.join(WHAT)}, by commas (default: all)")
    parser.add_argument(
        "--region",
        default="all",
        help="all (the province and its cities), or codes by commas, such as 140500; counties have briefs only",
    )
    parser.add_argument("--lang", default="zh,en", help="zh, en, and both for slides and single files (default: zh,en)")
    parser.add_argument(
        "--out", type=Path, default=Path("build/export"), help="folder to write to (default: %(default)s)"
    )
    parser.add_argument("--edition", default="", help="edition to export (default: the current one)")
    parser.add_argument(
        "--link",
        default="",
        help="address of your atlas, for links and codes to scan (default: ATLAS_PUBLIC_URL; without: no codes)",
    )
    parser.add_argument("--ground", choices=tuple(GROUNDS), default="dark", help="ground of the slides (default: dark)")
    parser.add_argument("--force", action="store_true", help="make files anew that are there already")


def command(options: argparse.Namespace, library: Library, review_number: str, public_url: str = "") -> int:
    """Run ``app.py export``.

    Args:
        options: as declared by ``add_arguments``.
        library: where editions are.
        review_number: the confirmed map-review number.
        public_url: address of the atlas where ``--link`` names none.

    Returns:
        The exit status: 0 all is there, 1 some files could not be made, 2 the request was wrong, 130 interrupted.
    """
    try:
        store = library.store(options.edition)
        if options.edition and store.edition.edition_id != options.edition:
            msg = f"--edition {options.edition!r} is not kept here; leave it out for {store.edition.edition_id}"
            raise BatchError(msg)
        if options.link and urlsplit(options.link).scheme not in ("http", "https"):
            msg = f"--link {options.link!r}: expected an address such as https://atlas.example"
            raise BatchError(msg)
        what, regions, langs = choose(store, options.what, options.region, options.lang)
        wanted = Options(what, regions, langs, options.out, options.link or public_url, options.ground, options.force)
        return run(store, wanted, review_number)
    except (BatchError, OSError) as error:
        print(f"export: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("export: stopped; run the same command again to go on", file=sys.stderr)
        return 130
