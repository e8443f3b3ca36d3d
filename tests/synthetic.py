"""Made-up projects, many of them, as a folder of tables: to show that nothing on screen grows with their number.

``python -m tests.synthetic --projects 100000 --data-dir build/synthetic`` writes and publishes them as an edition that
says on every screen that it is synthetic. Nothing here is a fact, and nothing of it is in the open edition.
"""

import argparse
import csv
import json
import random
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.editions import Edition, publish
from data.tables_reader import TABLES_DIR

PROJECTS = 100_000
_SOURCE = "s-atlas"


def _read(name: str) -> list[dict[str, str]]:
    with (TABLES_DIR / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, name: str, rows: Iterable[dict[str, Any]], columns: list[str]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_tables(folder: Path, projects: int = PROJECTS, seed: int = 1) -> None:
    """Write the open tables with the projects replaced by made-up ones.

    Args:
        folder: an empty folder.
        projects: how many.
        seed: same seed, same projects.
    """
    for path in TABLES_DIR.iterdir():
        shutil.copy(path, folder / path.name)
    chance = random.Random(seed)
    codes = [r["region_code"] for r in _read("regions") if r["level"] in ("prefecture", "county")]
    prefectures = [code for code in codes if code.endswith("00")]
    industries = [r["industry_id"] for r in _read("industries")]
    origins = [r["text"] for r in _read("investor_origin")]
    # A few places, industries and origins have most, as in life.
    skew = [1 / (rank + 1) for rank in range(200)]
    columns = list(_read("projects")[0])
    kinds = list(_read("project_industry")[0])
    rows, filed = [], []
    for number in range(projects):
        project_id = f"z-{number:06d}"
        industry = chance.choices(industries, skew[: len(industries)])[0]
        second = chance.choices(industries, skew[: len(industries)])[0]
        both = f"{industry};{second}" if chance.random() < 0.1 and second != industry else industry
        year, month = chance.randint(2015, 2025), chance.randint(1, 12)
        dates = (
            "",
            f"{year}",
            f"{year}-{month:02d}",
            f"{year}-{month:02d}-{chance.randint(1, 28):02d}",
            f"{year}/{year + 2}",
        )
        rows.append(
            {
                "project_id": project_id,
                # Some names begin like a formula: a spreadsheet must not run them.
                "name_zh": f"{'=' if number % 997 == 0 else ''}合成项目{number}",
                "investor": f"合成企业{chance.randint(1, 9000)}" if chance.random() < 0.7 else "",
                "origin_place": chance.choices(origins, skew[: len(origins)])[0],
                "region_code": chance.choices(codes, skew[: len(codes)])[0],
                "industry_zh": "",
                "amount_yi": f"{round(chance.lognormvariate(1.5, 1.6), 2):.2f}" if chance.random() < 0.4 else "",
                "stage": chance.choices(("洽谈", "签约", "开工", "在建", "投产", ""), (1, 8, 6, 6, 4, 1))[0],
                "stage_date": chance.choices(dates, (1, 3, 8, 4, 0.3))[0],
                "first_contact_code": chance.choice(prefectures) if chance.random() < 0.05 else "",
                "as_printed": "合成数据",
                "source_id": _SOURCE,
            }
        )
        filed.append({"project_id": project_id, "industry_id": both, "confidence": "unknown", "basis": ""})
    _write(folder, "projects", rows, columns)
    _write(folder, "project_industry", filed, kinds)
    english = [r for r in _read("names_en") if r["table"] != "projects"]
    english += [
        {"table": "projects", "id_or_text": row["project_id"], "name_en": f"Synthetic project {n}"}
        for n, row in enumerate(rows)
    ]
    _write(folder, "names_en", english, list(english[0]))
    about = {"title_zh": "合成数据", "title_en": "Synthetic data", "date": "2026-01-01", "synthetic": True}
    (folder / "edition.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def publish_synthetic(data_dir: Path, projects: int = PROJECTS, seed: int = 1) -> Edition:
    """Publish an edition of made-up projects.

    Args:
        data_dir: where editions are kept; not that of a real atlas.
        projects: how many projects.
        seed: same seed, same projects.

    Returns:
        The edition, whose manifest says ``synthetic``.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), projects, seed)
        return publish(Path(folder), data_dir)


def main() -> int:
    """Publish made-up projects."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description="Publish made-up projects.")
    parser.add_argument("--projects", type=int, default=PROJECTS, help="how many (default: %(default)s)")
    parser.add_argument("--data-dir", type=Path, required=True, help="where editions are kept; not a real atlas's")
    options = parser.parse_args()
    edition = publish_synthetic(options.data_dir, options.projects)
    print(f"edition {edition.edition_id}: {options.projects} made-up projects in {edition.folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
