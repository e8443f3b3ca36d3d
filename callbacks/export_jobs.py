"""How far a file has come, told across processes: one small file in a folder that all of them share.

The request that asks for a file makes it, in its own thread; whoever answers the browser's question how far it is reads
the number that request left behind. There is no queue and no service, and nothing stays when the request ends.
"""

import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from layouts.exports.progress import CancelledError, Report, silent

_JOB = re.compile(r"[0-9a-f]{32}")
_STALE_SECONDS = 3600


def _folder() -> Path:
    """The shared folder; the same for all processes of one user, readable by nobody else."""
    folder = Path(tempfile.gettempdir()) / f"atlas-exports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        msg = f"{folder} belongs to another user: remove it, or set TMPDIR to a folder of your own"
        raise PermissionError(msg)
    return folder


def is_job(job: str) -> bool:
    """Is a text the name of a job? 32 hexadecimal digits, made by the browser."""
    return _JOB.fullmatch(job) is not None


@contextmanager
def reporting(job: str) -> Iterator[Report]:
    """Report the progress of a job while a block runs.

    Args:
        job: its name, "" for a file that nobody watches.

    Yields:
        The report to call after every chunk; it raises ``CancelledError`` once the job was cancelled.
    """
    if not is_job(job):
        yield silent
        return
    folder = _folder()
    _forget_stale(folder)
    state, stop = folder / job, folder / f"{job}.stop"

    def report(done: int, of: int) -> None:
        if stop.exists():
            raise CancelledError
        new = folder / f"{job}.new"
        new.write_text(f"{done} {of}", encoding="ascii")
        new.replace(state)

    try:
        report(0, 0)
        yield report
    finally:
        for file in (state, stop):
            file.unlink(missing_ok=True)


def progress_of(job: str) -> tuple[int, int] | None:
    """How far a job is: (done, of); None when it has ended or never began."""
    try:
        done, _, of = (_folder() / job).read_text(encoding="ascii").partition(" ")
    except FileNotFoundError:
        return None
    return int(done), int(of or 0)


def cancel(job: str) -> None:
    """Ask a running job to stop; a job that is not running is left alone."""
    folder = _folder()
    if (folder / job).exists():
        (folder / f"{job}.stop").touch()


def _forget_stale(folder: Path) -> None:
    """Remove what a process that was killed left behind."""
    limit = time.time() - _STALE_SECONDS
    for file in folder.iterdir():
        try:
            if file.stat().st_mtime < limit:
                file.unlink()
        except FileNotFoundError:  # another process was faster
            continue
