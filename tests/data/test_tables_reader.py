"""Bad input: a broken table stops the build with file, line, column, value and expectation, and the old edition stays.

Belongs here: reading and validating, and that nothing is half-written then. Does not belong here: publishing itself
(`test_editions.py`), what becomes of sound rows (`test_figures.py`).
"""

import csv
import io
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.editions import EditionError, assemble, current_edition, list_editions, main, publish
from data.schema import TABLES
from data.store import Store
from data.tables_reader import TABLES_DIR, TablesInvalidError, read_tables

Change = Callable[[bytes], bytes | None]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TABLES_DIR, tmp_path / "tables"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one published edition."""
    folder = tmp_path_factory.mktemp("kept")
    publish(data_dir=folder)
    return folder


@lru_cache
def cells(table: str) -> tuple[list[str], ...]:
    with (TABLES_DIR / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.reader(file))


@lru_cache
def first_lines(table: str) -> tuple[int, ...]:
    """The line of the file each row begins on, counted in line breaks, not by the csv module."""
    lines, at = [], 1
    for row in cells(table):
        lines.append(at)
        at += 1 + sum(cell.count("\n") for cell in row)
    return tuple(lines)


def written(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def cell(table: str, column: str, value: str, row: int = 5) -> Change:
    """Put another value into one cell of the n-th row (the header is row 0)."""

    def change(_: bytes) -> bytes:
        rows = [list(r) for r in cells(table)]
        rows[row][rows[0].index(column)] = value
        return written(rows)

    return change


def row_of(table: str, change: Callable[[list[str]], list[str]], row: int = 5) -> Change:
    def apply(_: bytes) -> bytes:
        rows = [list(r) for r in cells(table)]
        rows[row] = change(rows[row])
        return written(rows)

    return apply


BROKEN = {
    "a number with a unit": ("observations", cell("observations", "value", "12亿"), 6, "value", "12亿", "plain number"),
    "a separator": ("observations", cell("observations", "value", "1,200"), 6, "value", "1,200", "plain number"),
    "full-width digits": ("observations", cell("observations", "value", "１２"), 6, "value", "１２", "plain number"),
    "not a number": ("projects", cell("projects", "amount_yi", "nan"), 6, "amount_yi", "nan", "plain number"),
    "an exponent": ("observations", cell("observations", "value", "1e3"), 6, "value", "1e3", "plain number"),
    "half a sequence": ("cluster_figures", cell("cluster_figures", "sequence", "1.5"), 6, "sequence", "1.5", "integer"),
    "a line break after it": ("projects", cell("projects", "amount_yi", "5\n"), 6, "amount_yi", "5\n", "plain number"),
    "no such place": ("events", cell("events", "region_code", "149999"), 6, "region_code", "149999", "regions.csv"),
    "no code at all": ("events", cell("events", "region_code", "大同"), 6, "region_code", "大同", "14"),
    "another province": ("events", cell("events", "region_code", "110000"), 6, "region_code", "110000", "14"),
    "no such source": ("projects", cell("projects", "source_id", "s-0"), 6, "source_id", "s-0", "sources.csv"),
    "no such indicator": ("observations", cell("observations", "indicator_id", "zz"), 6, "indicator_id", "zz", "ind"),
    "no such industry": ("industry_map", cell("industry_map", "industry_id", "zz"), 6, "industry_id", "zz", "indust"),
    "one of two ids": ("project_industry", cell("project_industry", "industry_id", "energy;zz"), 6, "industry_id", "zz",
                       "industries.csv"),
    "an empty cell": ("observations", cell("observations", "source_id", ""), 6, "source_id", "", "may not be empty"),
    "no words": ("observations", cell("observations", "as_printed", ""), 6, "as_printed", "", "may not be empty"),
    "a missing cell": ("sources", row_of("sources", lambda r: r[:-1]), 6, "", "", "7 cells, found 6"),
    "an extra cell": ("sources", row_of("sources", lambda r: [*r, "x"]), 6, "", "", "7 cells, found 8"),
    "an empty row": ("sources", row_of("sources", lambda r: []), 6, "", "", "7 cells, found 0"),
    "month 13": ("observations", cell("observations", "period", "2023-13"), 6, "period", "2023-13", "YYYY-MM"),
    "backwards": ("observations", cell("observations", "period", "2023/2021"), 6, "period", "2023/2021", "before it"),
    "in words": ("observations", cell("observations", "period", "去年"), 6, "period", "去年", "text that matches"),
    "no such stage": ("projects", cell("projects", "stage", "签了"), 6, "stage", "签了", "one of 洽谈, 签约"),
    "no such tier": ("sources", cell("sources", "tier", "Official"), 6, "tier", "Official", "one of official"),
    "a key twice": ("projects", cell("projects", "project_id", cells("projects")[2][0]), 6, "project_id",
                    cells("projects")[2][0], "not used yet (line 3 has it)"),
    "no web address": ("sources", cell("sources", "url", "javascript:x"), 6, "url", "javascript:x", "https?"),
    "wrong header": ("events", row_of("events", lambda r: ["Event_ID", *r[1:]], 0), 1, "", "Event_ID", "the columns"),
    "columns in another order": ("events", row_of("events", lambda r: r[::-1], 0), 1, "", "source_id", "the columns"),
    "no file": ("events", lambda _: None, 0, "", "", "the file to exist in tables/"),
    "nothing in it": ("events", lambda _: b"", 1, "", "", "the columns"),
    "not UTF-8": ("events", lambda old: old.decode().encode("gb18030"), 2, "", "", "UTF-8"),
    "the same row twice": ("observations", row_of("observations", lambda _: list(cells("observations")[4])), 6, "", "",
                           "does not stand in the file already"),
    "a quote never closed": ("events", lambda old: old + b'"x,', 0, "", "", "well-formed CSV"),
    "a city that is a county": ("regions", cell("regions", "level", "county", 3), 4, "level", "county", "prefecture"),
    "a circle of places": ("regions", cell("regions", "parent_code", "140105", 3), 4, "parent_code", "140105", "circ"),
    "an alias of an alias": ("indicators", cell("indicators", "canonical_id", cells("indicators")[2][0], 1), 2,
                             "canonical_id", cells("indicators")[2][0], "its own canonical"),
    "a caution nobody reads": ("cautions", cell("cautions", "kind", "not_comparible"), 6, "kind", "not_comparible",
                               "one of not_comparable"),
    "a unit of something else": ("observations", cell("observations", "unit", "公斤"), 6, "unit", "公斤", "turn into"),
    "a guard that is gone": ("statements", cell("statements", "region_code", "140100", 22), 2, "printed_value",
                             "140700", "the guard"),
    "a correction of nothing": ("corrections", cell("corrections", "row_key", "a99", 1), 2, "row_key", "a99", "one"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_table_stops_the_build_and_the_old_edition_stays(
    tables: Path, kept: Path, tmp_path: Path, case: str
) -> None:
    name, change, line, column, value, expected = BROKEN[case]
    data_dir = Path(shutil.copytree(kept, tmp_path / "kept"))
    before = current_edition(data_dir)
    files = snapshot(data_dir)
    path = tables / f"{name}.csv"
    changed = change(path.read_bytes())
    if changed is None:
        path.unlink()
    else:
        path.write_bytes(changed)
    with pytest.raises(TablesInvalidError) as stopped:
        publish(tables, data_dir)
    # The guard of a correction stands in the corrections, wherever its row was changed.
    file = "corrections.csv" if "guard" in expected else f"{name}.csv"
    hits = [p for p in stopped.value.problems if p.file == file and p.column == column and (p.line == line or not line)]
    assert hits, f"{case}: no problem at {file} line {line} column {column}, but:\n{stopped.value}"
    assert any(value in p.value and expected in p.expected for p in hits), f"{case}: {[str(p) for p in hits]}"
    assert "Nothing was changed" in str(stopped.value)
    assert snapshot(data_dir) == files
    assert current_edition(data_dir).edition_id == before.edition_id
    assert Store(current_edition(data_dir)).rows("SELECT count(*) AS n FROM figures")[0]["n"] > 0


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(TablesInvalidError) as stopped:
        read_tables(tmp_path)
    assert {(p.file, p.line, p.expected) for p in stopped.value.problems} == {
        (f"{name}.csv", 0, f"the file to exist in {tmp_path.name}/") for name in TABLES
    }


def test_all_problems_are_told_at_once_and_the_first_are_printed(tables: Path) -> None:
    rows = [list(r) for r in cells("observations")]
    for row in rows[1:31]:
        row[rows[0].index("value")] = "?"
    (tables / "observations.csv").write_bytes(written(rows))
    (tables / "events.csv").write_bytes(cell("events", "region_code", "0")(b"") or b"")
    with pytest.raises(TablesInvalidError) as stopped:
        read_tables(tables)
    problems = stopped.value.problems
    assert [p.line for p in problems if p.file == "observations.csv"] == list(range(2, 32))
    assert any(p.file == "events.csv" for p in problems)
    assert f"and {len(problems) - 20} more" in str(stopped.value)


def test_the_command_says_it_and_fails(tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tables / "events.csv"
    path.write_bytes(cell("events", "region_code", "大同")(b"") or b"")
    assert main(["build", "--tables", str(tables), "--data-dir", str(tmp_path / "kept")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "events.csv, line 6, column region_code: found '大同'; expected" in said.err
    assert list_editions(tmp_path / "kept") == []


@pytest.mark.parametrize("about", ["", "[]", "{}", '{"title_zh": "x", "title_en": "x", "date": "../../x"}'])
def test_an_edition_without_a_day_is_refused(tables: Path, tmp_path: Path, about: str) -> None:
    (tables / "edition.json").write_text(about, encoding="utf-8")
    with pytest.raises(EditionError, match=r"edition\.json: expected a JSON object with title_zh, title_en and date"):
        publish(tables, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_what_spreadsheets_do_to_a_file_is_read(tables: Path) -> None:
    """A byte-order mark, Windows line ends, quotes everywhere: the same rows."""
    before = read_tables(tables)["events"]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(cells("events"))
    (tables / "events.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    assert read_tables(tables)["events"].equals(before)


# One random cell of a random table, made into something else: strange, empty, or a value of another cell.
STRANGE = st.sampled_from(
    ["", " ", "?", "0", "-1", "1.5", "１", "1e9", "NaN", "None", "*", "2023", "2023-00", "2024/2023", "x" * 5_000,
     "\x00", "a\u2028b", "a\x85b", "line\nbreak", "\r", '"', ",", ";", "s-atlas;", "140100", "149900", "</script>",
     "=1+1", "🏭"]
)  # fmt: skip


@st.composite
def corruptions(draw: st.DrawFn) -> tuple[str, int, str, str]:
    table = draw(st.sampled_from(sorted(TABLES)))
    rows = cells(table)
    row = draw(st.integers(1, len(rows) - 1))
    column = draw(st.sampled_from(rows[0]))
    other = rows[draw(st.integers(1, len(rows) - 1))][rows[0].index(column)]
    return table, row, column, draw(st.one_of(STRANGE, st.just(other), st.text(max_size=12)))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(TABLES_DIR, tmp_path_factory.mktemp("sound") / "tables"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corruptions())
def test_one_strange_cell_loads_or_is_named(sound: Path, corruption: tuple[str, int, str, str]) -> None:
    table, row, column, value = corruption
    path = sound / f"{table}.csv"
    rows = [list(r) for r in cells(table)]
    old, rows[row][rows[0].index(column)] = rows[row][rows[0].index(column)], value
    try:
        path.write_bytes(written(rows).replace(b"\xed\xa0\x80", b"?"))
    except UnicodeEncodeError:  # half a surrogate pair: no file can hold it
        return
    try:
        assemble(sound)
    except TablesInvalidError as stopped:
        line = first_lines(table)[row]
        here = [
            p
            for p in stopped.problems
            if p.file == f"{table}.csv" and (p.line == line or f"(line {line} has it)" in p.expected)
        ]
        # A changed id is missed where it is used, a changed guarded cell where the guard stands.
        missed = [p for p in stopped.problems if p.value and p.value in old.split(";")]
        guarded = [p for p in stopped.problems if p.file == "corrections.csv" and "guard" in p.expected]
        relied = [p for p in stopped.problems if p.line == 0 and repr(old) in p.expected]
        assert here or missed or guarded or relied, f"{table}.csv line {line} {column}={value!r}: {stopped}"
    finally:
        path.write_bytes((TABLES_DIR / f"{table}.csv").read_bytes())
