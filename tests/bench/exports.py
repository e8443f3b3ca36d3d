"""How long the take-away takes: one batch of all cities in both languages, from the command line, timed file by file.

Belongs here: running the batch and summing up its own record. Does not belong here: comparing with the tutorial (it has
no such thing).
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WHAT = ("brief", "story.json", "story.pptx", "story.html")


def batch() -> dict[str, Any]:
    """Make everything once, anew.

    Returns:
        ``wall_s`` of the whole command; for each kind of file ``files``, ``median_s``, ``max_s``, ``median_bytes``.

    Raises:
        subprocess.CalledProcessError: when the command fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        command = [sys.executable, "app.py", "export", "--what", ",".join(WHAT), "--out", folder, "--force"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        wall = time.monotonic() - began
        record = json.loads((Path(folder) / "export.json").read_text(encoding="utf-8"))
        kinds: dict[str, list[tuple[float, int]]] = {}
        for name, entry in record.items():
            kind = next((what for what in WHAT if name.endswith(what.removeprefix("story"))), "brief")
            kinds.setdefault(kind, []).append((float(entry["seconds"]), int(entry["bytes"])))
    return {
        "wall_s": round(wall, 1),
        "kinds": {
            kind: {
                "files": len(taken),
                "median_s": round(statistics.median(seconds for seconds, _ in taken), 3),
                "max_s": round(max(seconds for seconds, _ in taken), 3),
                "median_bytes": round(statistics.median(size for _, size in taken)),
            }
            for kind, taken in kinds.items()
        },
    }


def written(result: dict[str, Any]) -> str:
    """The result as a table."""
    lines = [f"{'take-away':12} {'files':>6} {'median s':>9} {'max s':>7} {'median bytes':>13}"]
    lines += [
        f"{kind:12} {row['files']:>6} {row['median_s']:>9.3f} {row['max_s']:>7.3f} {row['median_bytes']:>13,}"
        for kind, row in result["kinds"].items()
    ]
    return "\n".join([*lines, f"the whole batch: {result['wall_s']} s"])
