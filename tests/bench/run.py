"""The bench: the atlas against the application a tutorial would write, in the same browser on the same machine.

Belongs here: the command, the order of the visits, the file with the results. Does not belong here: measuring
(`visit`), arithmetic (`report`).

Both are served by gunicorn with two workers of four threads. The visits alternate, so that a machine that slows down
slows both. One visit of each is thrown away first.
"""

import argparse
import dataclasses
import json
import os
import platform
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack

from playwright.sync_api import sync_playwright

from tests.bench.exports import batch, written
from tests.bench.report import Row, summarise, table
from tests.bench.visit import Reading, Subject, choose_in_atlas, choose_in_tutorial, visit
from tests.browser.running_app import ROOT, RunningApp, free_port, running_app, running_atlas
from tests.browser.watched_page import launch

OUT = ROOT / "build" / "bench.json"
LEVELS = (11, 117)
# The page that shows the level, and the indicator to change to.
ATLAS_VIEWS = {11: ("/", "gdp_per_head_yuan"), 117: ("/?level=county&indicator=known_projects", "known_sources")}
# Plotly's choropleth_map needs WebGL2; without a graphics card it is drawn in software. Only what asks for WebGL is:
# forcing all drawing through the emulated card (--use-angle=swiftshader) slows both applications down.
WEBGL_ARGS = ("--enable-unsafe-swiftshader",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the goals, and write build/bench.json.

    Args:
        arguments: Of the command line; the process's own by default.

    Returns:
        0 when measured, whether or not the goals are met; 1 with --strict when one is not.
    """
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.run", description="Atlas against tutorial application."
    )
    parser.add_argument("--runs", type=int, default=15, help="measured visits of each (default: %(default)s)")
    parser.add_argument("--level", type=int, choices=LEVELS, help="one number of regions instead of both")
    parser.add_argument("--no-exports", action="store_true", help="leave the batch of briefs, slides and stories out")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a goal is not met")
    parser.add_argument("--atlas-origin", help="measure an atlas that runs already, such as http://127.0.0.1:8050")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error(f"--runs {options.runs}: expected 1 or more")

    rows: list[Row] = []
    raw: dict[str, dict[str, list[dict[str, Reading]]]] = {}
    ahead: dict[int, int] = {}
    for regions in (options.level,) if options.level else LEVELS:
        readings, version, ahead[regions] = _measure(regions, options.runs, options.atlas_origin)
        raw[str(regions)] = readings
        rows += summarise(regions, readings)
    print(table(rows))
    print(f"\nread ahead once, while the page is idle, for all switches of a level (bytes): {ahead}")

    machine = {"python": platform.python_version(), "cpus": os.cpu_count(), "chromium": version, "runs": options.runs}
    met = all(all(row.met) for row in rows)
    exports = None if options.no_exports else batch()
    if exports is not None:
        print("\n" + written(exports))
    result = {"machine": machine, "all_goals_met": met, "rows": rows, "readings": raw, "exports": exports}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(result, default=dataclasses.asdict, indent=1) + "\n", encoding="utf-8")
    print(f"\n{'All goals met' if met else 'Not all goals met'}; readings in {OUT.relative_to(ROOT)}")
    return int(options.strict and not met)


def _read_ahead(origin: str, regions: int) -> int:
    """Bytes of what the atlas reads ahead for a level, as sent (brotli)."""
    level = {11: "prefecture", 117: "county"}[regions]
    request = urllib.request.Request(f"{origin}/parts/{level}.zh.json", headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read())


def _measure(regions: int, runs: int, atlas_origin: str | None) -> tuple[dict[str, list[dict[str, Reading]]], str, int]:
    path, indicator = ATLAS_VIEWS[regions]
    with ExitStack() as stack:
        origin = atlas_origin or stack.enter_context(running_atlas("bench-atlas")).origin
        tutorial = stack.enter_context(_tutorial(regions))
        subjects = [
            Subject("atlas", origin, path, regions, choose_in_atlas(indicator)),
            Subject("tutorial", tutorial.origin, "/", regions, choose_in_tutorial),
        ]
        browser = launch(stack.enter_context(sync_playwright()), *WEBGL_ARGS)
        stack.callback(browser.close)
        readings: dict[str, list[dict[str, Reading]]] = {subject.name: [] for subject in subjects}
        for run in range(runs + 1):
            for subject in subjects:
                result = visit(browser, subject)
                if run > 0:
                    readings[subject.name].append(result)
            print(
                f"\r{regions} regions: {run} of {runs} visits",
                end="" if run < runs else "\n",
                file=sys.stderr,
                flush=True,
            )
        return readings, browser.version, _read_ahead(origin, regions)


def _tutorial(regions: int) -> AbstractContextManager[RunningApp]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--bind", f"127.0.0.1:{port}", "tests.bench.tutorial_app:server"]
    return running_app("bench-tutorial", command, port=port, ready="/", env={"LEVEL": str(regions)})


if __name__ == "__main__":
    sys.exit(main())
