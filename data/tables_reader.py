"""Reads the tables of a folder and says exactly what is wrong with them: file, line, column, value, expectation.

Nothing is repaired here. A table with one broken cell is not read at all.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.errors
from pandera.pandas import DataFrameSchema

from data.periods import parse_period
from data.schema import EVENT_PERIOD_FREE, TABLES, Table, pandera_schema

TABLES_DIR = Path(__file__).parent / "tables"
LINE = "_line"
"""Column of the frames that holds the line of the file a row began on."""

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a table.

    Attributes:
        file: file name.
        line: line of the file, 0 when the whole file is meant.
        column: column name, "" when the whole line is meant.
        value: what stands there.
        expected: what was expected.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        """One line a person can act on."""
        where = (
            self.file
            + (f", line {self.line}" if self.line else "")
            + (f", column {self.column}" if self.column else "")
        )
        found = f": found {self.value[:80]!r}" if self.value or self.column else ""
        return f"{where}{found}; expected {self.expected}"


class TablesInvalidError(ValueError):
    """The tables cannot be used; ``problems`` says why, cell by cell."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep all problems and show the first twenty."""
        self.problems = problems
        lines = [str(problem) for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"… and {len(problems) - _SHOWN} more")
        lines.append("Nothing was changed: mend these cells and run the command again.")
        super().__init__("\n".join(lines))


def _rows(path: Path, table: Table, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(path.name, line, "", "", "text in UTF-8; save the file as CSV UTF-8"))
        return
    # Not splitlines(): it also breaks at characters such as U+2028, which are text to everybody else.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    if header != list(table.columns):
        problems.append(Problem(path.name, 1, "", ",".join(header), "the columns " + ",".join(table.columns)))
        return
    line = reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) != len(table.columns):
                problems.append(
                    Problem(path.name, line, "", ",".join(cells), f"{len(table.columns)} cells, found {len(cells)}")
                )
            else:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(path.name, line, "", "", f"well-formed CSV ({error})"))


def _read_one(path: Path, table: Table, problems: list[Problem]) -> pd.DataFrame | None:
    if not path.is_file():
        problems.append(Problem(path.name, 0, "", "", f"the file to exist in {path.parent.name}/"))
        return None
    before = len(problems)
    rows = list(_rows(path, table, problems))
    if len(problems) > before:
        return None
    frame = pd.DataFrame([cells for _, cells in rows], columns=list(table.columns), dtype="object")
    frame = frame.where(frame != "", None)
    frame[LINE] = [line for line, _ in rows]
    return frame


def _check_cells(frame: pd.DataFrame, table: Table, schema: DataFrameSchema, problems: list[Problem]) -> None:
    if frame.empty:
        return
    file = f"{table.name}.csv"
    try:
        schema.validate(frame.drop(columns=LINE), lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.to_dict("records"):
            column = str(case["column"] or "")
            expected = "a value: this cell may not be empty" if case["check"] == "not_nullable" else str(case["check"])
            index = case["index"]
            line = int(frame[LINE].iloc[int(index)]) if index is not None and not pd.isna(index) else 0
            value = case["failure_case"]
            problems.append(
                Problem(file, line, column, "" if value is None or pd.isna(value) else str(value), expected)
            )
    for column in ("period", "stage_date"):
        if column in table.columns and (table.name, column) not in EVENT_PERIOD_FREE:
            for line, value in zip(frame[LINE], frame[column], strict=True):
                if value is not None:
                    try:
                        parse_period(value)
                    except ValueError as error:
                        problems.append(Problem(file, line, column, value, str(error).split("expected ")[-1]))


def _check_key(frame: pd.DataFrame, table: Table, problems: list[Problem]) -> None:
    if not table.key or frame.empty:
        return
    keys = frame[list(table.key)].fillna("").apply(tuple, axis=1)
    first: dict[tuple[str, ...], int] = {}
    for line, key in zip(frame[LINE], keys, strict=True):
        if key in first:
            problems.append(
                Problem(
                    f"{table.name}.csv",
                    line,
                    "+".join(table.key),
                    " ".join(key),
                    f"a key that is not used yet (line {first[key]} has it)",
                )
            )
        first.setdefault(key, line)


def _check_references(frames: dict[str, pd.DataFrame], table: Table, problems: list[Problem]) -> None:
    frame = frames[table.name]
    for column, (target, target_column) in table.references.items():
        if target not in frames:
            continue
        known = set(frames[target][target_column].dropna()) | (
            {"unspecified"} if target_column == "industry_id" else set()
        )
        for line, value in zip(frame[LINE], frame[column], strict=True):
            if value is None or (value == "*" and (table.name, column) in EVENT_PERIOD_FREE):
                continue
            problems.extend(
                Problem(
                    f"{table.name}.csv",
                    line,
                    column,
                    part,
                    f"an id that stands in {target}.csv, column {target_column}",
                )
                for part in value.split(";")
                if part not in known
            )


def read_tables(folder: Path = TABLES_DIR) -> dict[str, pd.DataFrame]:
    """Read and validate all tables of a folder.

    Args:
        folder: where the CSV files are.

    Returns:
        Table name → frame of text cells (None where empty) with the extra column ``_line``; corrections not yet
        applied.

    Raises:
        TablesInvalidError: with every problem found, when there is one.
    """
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    for table in TABLES.values():
        frame = _read_one(folder / f"{table.name}.csv", table, problems)
        if frame is not None:
            frames[table.name] = frame
            _check_cells(frame, table, pandera_schema(table), problems)
            _check_key(frame, table, problems)
    for name in frames:
        _check_references(frames, TABLES[name], problems)
    if problems:
        raise TablesInvalidError(problems)
    return frames
