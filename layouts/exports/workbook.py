"""A view as an Excel workbook: typed columns, frozen header, units in the header, and a sheet that says what it is.

XlsxWriter writes texts as texts, never as formulas; those that begin like one also carry Excel's quote prefix, so that
they stay texts when somebody edits the cell.
"""

from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.store import Store
from layouts.exports.cells import clean, is_risky
from layouts.exports.lines import Imprint
from layouts.exports.progress import Report, silent
from layouts.exports.tables import Cell, Table, kind_of, label_of
from layouts.exports.view import ExportView
from layouts.figures.labels import extent
from layouts.messages import has_message, message

_WIDEST, _NARROWEST = 46, 9
_SAMPLE = 60
_REPORT_EVERY = 500
_INK, _PAPER, _LINE = "#1F2933", "#F3E7D3", "#DDD5C8"


class _Book:
    """One workbook and its formats."""

    def __init__(self, out: IO[bytes], view: ExportView) -> None:
        options = {
            "in_memory": False,
            "constant_memory": True,  # a row is written and forgotten: any number of rows in little memory
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(out, options)
        self.book.set_properties({"title": clean(view.title)[:250], "comments": clean(view.state.address)[:250]})
        font = {"font_name": "Microsoft YaHei" if view.state.lang == "zh" else "Calibri", "font_size": 10}
        head = {**font, "bold": True, "bg_color": _PAPER, "font_color": _INK, "bottom": 1, "bottom_color": _LINE}
        self.head = self.book.add_format({**head, "text_wrap": True, "valign": "top"})
        self.text = self.book.add_format({**font, "num_format": "@"})
        self.quoted = self.book.add_format({**font, "num_format": "@", "quote_prefix": True})
        self.number = self.book.add_format({**font, "num_format": "#,##0.######"})
        self.integer = self.book.add_format({**font, "num_format": "#,##0"})
        self.title = self.book.add_format({**font, "bold": True, "font_size": 14})
        self.label = self.book.add_format({**font, "bold": True, "valign": "top"})
        self.wrapped = self.book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.quoted_wrapped = self.book.add_format({**font, "text_wrap": True, "valign": "top", "quote_prefix": True})

    def write(self, sheet: Worksheet, row: int, column: int, value: Cell, kind: str = "string") -> None:
        """Write a cell by its type; nothing where there is nothing."""
        if value is None or value == "":
            return
        if kind == "string" or isinstance(value, str):
            text = clean(str(value))
            sheet.write_string(row, column, text, self.quoted if is_risky(text) else self.text)
        else:
            sheet.write_number(row, column, value, self.integer if kind == "integer" else self.number)

    def words(self, sheet: Worksheet, row: int, column: int, text: str, look: Format | None = None) -> None:
        """Write a text of the sheet that says what the workbook is."""
        text = clean(text)
        sheet.write_string(row, column, text, look or (self.quoted_wrapped if is_risky(text) else self.wrapped))


def write_workbook(store: Store, view: ExportView, lines: Imprint, out: IO[bytes], report: Report = silent) -> None:
    """Write a view as a workbook.

    Args:
        store: the store.
        view: the view.
        lines: its imprint.
        out: where to.
        report: told after every chunk of rows, of all sheets together.

    Raises:
        CancelledError: when the report says so.
    """
    book = _Book(out, view)
    of = sum(table.count for table in view.tables)
    done = 0
    try:
        report(done, of)
        for table in view.tables:
            sheet = book.book.add_worksheet(_sheet_name(table, view))
            _table(book, sheet, table, view.state.lang, lambda n, start=done: report(start + n, of))
            done += table.count
        _about(book, store, view, lines)
    finally:
        book.book.close()  # a cancelled one too: its rows wait in files of their own until then


def _sheet_name(table: Table, view: ExportView) -> str:
    key = f"export-sheet-{table.name}"
    return message(view.state.lang, key) if has_message(view.state.lang, key) else table.name


def _table(book: _Book, sheet: Worksheet, table: Table, lang: str, report: Any) -> None:
    sheet.freeze_panes(1, 2)
    labels = [label_of(name, lang) for name in table.columns]
    kinds = [kind_of(name) for name in table.columns]
    widths = [extent(label) * 1.9 + 2 for label in labels]
    for row in next(iter(table.chunks()), [])[:_SAMPLE]:
        widths = [
            max(w, extent(str(cell)) * 1.9 + 2) if cell is not None else w for w, cell in zip(widths, row, strict=True)
        ]
    for column, width in enumerate(widths):  # before the first row: constant memory writes in order
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
    for column, label in enumerate(labels):
        sheet.write_string(0, column, label, book.head)
    at = 1
    for row in table.rows():
        for column, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
            book.write(sheet, at, column, cell, kind)
        if at % _REPORT_EVERY == 0:
            report(at)
        at += 1
    sheet.autofilter(0, 0, max(at - 1, 1), len(labels) - 1)


def _about(book: _Book, store: Store, view: ExportView, lines: Imprint) -> None:
    """The sheet with title, filters, edition, how to read it, and the sources."""
    lang = view.state.lang
    sheet = book.book.add_worksheet(message(lang, "export-sheet-about"))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 5, 26)
    book.words(sheet, 0, 0, view.title, book.title)
    pairs = [("", detail) for detail in view.details]
    pairs += [(message(lang, "export-filter"), f"{label}: {value}") for label, value in view.filters]
    if not view.filters:
        pairs.append((message(lang, "export-filter"), message(lang, "export-filter-none")))
    pairs += [
        (message(lang, "export-edition"), lines.edition),
        (message(lang, "export-link"), lines.link),
        (message(lang, "export-boundary"), lines.boundary),
        (message(lang, "export-rule"), message(lang, "export-rule-text")),
    ]
    for notice in view.notices:
        parameter = message(lang, f"parameter-{notice.parameter}")
        pairs.append(
            (message(lang, "export-notice"), message(lang, notice.message, parameter=parameter, value=notice.value))
        )
    row = 2
    for label, text in pairs:
        book.words(sheet, row, 0, label, book.label)
        book.words(sheet, row, 1, text)
        row += 1
    row += 1
    heads = ("source_id", "title", "publisher", "date", "tier", "url")
    for column, name in enumerate(heads):
        book.words(sheet, row, column, message(lang, f"export-source-{name.replace('_', '-')}"), book.head)
    for source_id in view.sources:
        row += 1
        source = store.sources[source_id]
        english = lang == "en"
        title = source.title_en or source.title if english else source.title
        publisher = source.publisher_en or source.publisher if english else source.publisher
        cells = (source_id, title, publisher, source.date, message(lang, f"tier-{source.tier}"), source.url)
        for column, text in enumerate(cells):
            book.words(sheet, row, column, text)
