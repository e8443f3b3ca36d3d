"""Lists on slides as native tables: no grid, a hairline under each row.

Belongs here: rows of a list scene as a table in its placeholder. Does not belong here: what the rows say.
"""

from collections.abc import Sequence
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from layouts.messages import message
from layouts.reports.slides_map import describe
from layouts.reports.slides_master import Box
from layouts.reports.slides_text import Line, Run, fitting_size, height_of, shortened_to, write
from layouts.stories.model import Item

_NO_GRID = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIZES = (18, 17, 16, 15, 14)
_NUMBER_WIDTH, _PAD = 1.9, 0.06
_TALL = 8  # more rows than this stand in two columns


def _cell_lines(item: Item, langs: Sequence[str]) -> tuple[list[Line], list[Line], list[Line]]:
    titles: list[Line] = []
    details: list[Line] = []
    for position, lang in enumerate(langs):
        tint = MSO_THEME_COLOR.TEXT_2 if position else None
        if item.title.of(lang):
            titles.append((Run(item.title.of(lang), lang, 0.78 if position else 1.0, tint, bold=not position),))
        if item.detail.of(lang):
            details.append((Run(item.detail.of(lang), lang, 0.7 if position else 0.86, MSO_THEME_COLOR.TEXT_2),))
    numbers: list[Line] = []
    if item.number is not None:
        numbers.append((Run(item.number.printed(langs[0]), langs[0], bold=True),))
        if len(langs) > 1:
            numbers.append((Run(item.number.printed(langs[1]), langs[1], 0.7, MSO_THEME_COLOR.TEXT_2),))
    return titles, details, numbers


def add_table(placeholder: Any, items: Sequence[Item], box: Box, langs: Sequence[str]) -> None:
    """Fill a table placeholder.

    Args:
        placeholder: a python-pptx table placeholder.
        items: rows, at most 16.
        box: where it stands, inches.
        langs: languages of the slide.
    """
    folds = 2 if len(items) > _TALL else 1
    depth = -(-len(items) // folds) or 1
    numbered = any(item.number for item in items)
    part = box.w / folds
    number_width = (_NUMBER_WIDTH if folds == 1 else 1.3) if numbered else 0.0
    gap = 0.35 if folds > 1 else 0.0
    longest_detail = any(item.detail.of(langs[0]) for item in items)
    title_width = (part - number_width - gap) * (
        0.56 if longest_detail and folds == 1 else 0.44 if longest_detail else 1.0
    )
    widths = [title_width, part - number_width - gap - title_width, number_width + gap]
    widths = [width for width in widths if width > 0.01]
    columns = len(widths)
    graphic = placeholder.insert_table(rows=depth, cols=columns * folds)
    table = graphic.table
    describe(graphic, message(langs[0], "slides-table"), message(langs[0], "slides-table"))
    properties = table._tbl.tblPr
    for flag in ("firstRow", "bandRow"):
        properties.set(flag, "0")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = _NO_GRID
    for column, width in zip(table.columns, widths * folds, strict=True):
        column.width = Inches(width)
    row_height = min(box.h / depth, 0.72)
    inner = [(width - 2 * _PAD) * 72 for width in widths]
    room = row_height * 72 - 5
    cells = [
        [
            shortened_to(lines, width, room, _SIZES[-1])
            for lines, width in zip(_columns(_cell_lines(item, langs), columns, longest_detail), inner, strict=True)
        ]
        for item in items
    ]
    size = min(
        (
            fitting_size(lines, width, room, _SIZES)
            for row in cells
            for lines, width in zip(row, inner, strict=True)
            if lines
        ),
        default=_SIZES[-1],
    )
    for row in table.rows:
        row.height = Inches(row_height)
    for position, row in enumerate(cells):
        fold, line = divmod(position, depth)
        for offset, (lines, width) in enumerate(zip(row, inner, strict=True)):
            cell = table.cell(line, fold * columns + offset)
            _style(cell)
            if lines:
                fitted = shortened_to(lines, width, room, size) if height_of(lines, size, width) > room else lines
                right = numbered and offset == columns - 1
                write(cell.text_frame, fitted, size, align=PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT)
    for position in range(len(items), depth * folds):
        fold, line = divmod(position, depth)
        for offset in range(columns):
            _style(table.cell(line, fold * columns + offset), line_below=False)
    graphic.height = Inches(row_height * depth)


def _columns(parts: tuple[list[Line], list[Line], list[Line]], columns: int, detailed: bool) -> list[list[Line]]:
    titles, details, numbers = parts
    chosen = [titles, *([details] if detailed else []), numbers]
    return (chosen + [[]] * columns)[:columns]


def _style(cell: Any, line_below: bool = True) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left, cell.margin_right = Inches(0), Inches(2 * _PAD)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.fill.background()
    if line_below:
        namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
        border = parse_xml(
            f'<a:lnB xmlns:a="{namespace}" w="9525" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>'
            '<a:schemeClr val="folHlink"/></a:solidFill><a:prstDash val="solid"/></a:lnB>'
        )
        cell._tc.get_or_add_tcPr().insert(0, border)
