"""Starting a web application as its users do, and stopping it.

Belongs here: processes, ports, logs. Does not belong here: what is in the page (`watched_page`).
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOGS = ROOT / "build" / "logs"
TEST_DATA = ROOT / "build" / "test-data"


@dataclass(frozen=True, slots=True)
class RunningApp:
    """An application that answers.

    Attributes:
        origin: Its address without a path, such as "http://127.0.0.1:41231".
        log: The file that keeps what it prints.
    """

    origin: str
    log: Path


def free_port() -> int:
    """Give a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_app(
    name: str,
    command: Sequence[str],
    *,
    port: int,
    ready: str,
    env: Mapping[str, str] | None = None,
    timeout_s: float = 60,
) -> Iterator[RunningApp]:
    """Run a server until the block is left.

    Args:
        name: Names the log, build/logs/<name>.log.
        command: The program and its arguments; run in the project's folder.
        port: Where it will listen on 127.0.0.1.
        ready: The path that answers 200 once it is ready, such as "/readyz".
        env: Environment variables on top of the present ones.
        timeout_s: How long it may take to become ready, in seconds.

    Yields:
        The application, ready.

    Raises:
        RuntimeError: It ended or did not become ready; the message holds the end of its log.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    app = RunningApp(f"http://127.0.0.1:{port}", log)
    with log.open("wb") as output:
        # Its own process group, because the server's workers must end with it.
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, app, ready, timeout_s)
        yield app
    finally:
        _stop(process)


@contextmanager
def running_atlas(name: str = "atlas", env: Mapping[str, str] | None = None) -> Iterator[RunningApp]:
    """Run the atlas on a free port with the open edition, apart from the editions of whoever runs the tests.

    Args:
        name: Names the log.
        env: Settings (ATLAS_…) on top.

    Yields:
        The atlas, ready.

    Raises:
        RuntimeError: The atlas did not start; the message holds the end of its log.
        subprocess.CalledProcessError: The open edition could not be built; its output says why.
    """
    data = {"ATLAS_DATA_DIR": str(TEST_DATA), **(env or {})}
    subprocess.run([sys.executable, "-m", "data.editions", "build"], cwd=ROOT, env={**os.environ, **data}, check=True)
    port = free_port()
    settings = {**data, "HOST": "127.0.0.1", "PORT": str(port)}
    with running_app(name, [sys.executable, "app.py", "serve"], port=port, ready="/readyz", env=settings) as app:
        yield app


def _wait_until_ready(process: subprocess.Popen[bytes], app: RunningApp, ready: str, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    answer = "no answer"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            answer = f"it ended with code {process.returncode}"
            break
        try:
            with urllib.request.urlopen(app.origin + ready, timeout=5):
                return
        except urllib.error.HTTPError as error:
            answer = f"HTTP {error.code}"
            error.close()
        except OSError as error:  # not listening yet
            answer = str(error)
        time.sleep(0.05)
    tail = "\n".join(app.log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:])
    raise RuntimeError(
        f"{app.origin}{ready} was expected to answer 200 within {timeout_s:.0f} s: {answer}. "
        f"The end of {app.log.relative_to(ROOT)}:\n{tail}"
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, how)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                continue
    if process.poll() is None:
        raise RuntimeError(f"process {process.pid} did not end after SIGKILL: end it by hand.")
