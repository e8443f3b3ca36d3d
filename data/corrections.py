"""Corrections are declared, not typed over: what was printed, what it should be, why, and a guard.

The tables keep what was printed. Applying a correction checks that the printed value is still there: a correction that
no longer fits its table stops the loading instead of changing something else.
"""

import pandas as pd

from data.schema import TABLES
from data.tables_reader import LINE, Problem, TablesInvalidError


def apply_corrections(frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Apply the declared corrections.

    Args:
        frames: tables as read; not changed.

    Returns:
        The same tables, the corrected ones copied.

    Raises:
        TablesInvalidError: when a correction names a table, row or column that is not there, or the printed value is no
            longer what it says.
    """
    problems: list[Problem] = []
    result = dict(frames)
    for row in frames["corrections"].to_dict("records"):
        name = row["corrected_table"]
        if not name:
            continue
        line = row[LINE]
        if name not in result or row["corrected_column"] not in result[name].columns:
            target = f"{name}.{row['corrected_column']}"
            problems.append(
                Problem("corrections.csv", line, "corrected_table", target, "a table and column that exist")
            )
            continue
        frame = result[name].copy()
        hit = frame[TABLES[name].key[0]] == row["row_key"]
        if hit.sum() != 1:
            problems.append(
                Problem("corrections.csv", line, "row_key", str(row["row_key"]), f"the key of one row of {name}.csv")
            )
            continue
        found = frame.loc[hit, row["corrected_column"]].iloc[0]
        if found != row["printed_value"]:
            problems.append(
                Problem(
                    "corrections.csv",
                    line,
                    "printed_value",
                    str(row["printed_value"]),
                    f"what {name}.csv holds there: {found!r} (the guard)",
                )
            )
            continue
        frame.loc[hit, row["corrected_column"]] = row["right_value"]
        result[name] = frame
    if problems:
        raise TablesInvalidError(problems)
    return result
