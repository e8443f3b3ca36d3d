"""Native charts on slides: bars and ladder, with the data behind them for whoever wants to edit.

Belongs here: turning a scene's rows into a PowerPoint chart in a chart placeholder. Does not belong here: what the rows
say (``layouts.stories``), text and maps.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from layouts.messages import message
from layouts.reports.slides_map import TONES, describe
from layouts.reports.slides_master import CHART, box_of
from layouts.reports.slides_text import Run, shortened_to, wide, write
from layouts.reports.typeset import printable
from layouts.stories.model import Bar, Number, Rung, Scene

Row = tuple[str, float | None, int | None, bool]
"""Category, value, tone, is it the one the scene is about."""

_BOX = box_of("chart", CHART)
_BAR = 0.42  # inches a bar is thick, about
_HEAD = 0.42  # inches above the bars: a line that says what they are
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def printed_value(number: Number, lang: str) -> float:
    """The number as printed, in the printed unit: what the chart shows is what the stage says."""
    return float(Decimal(number.text.of(lang).replace(",", "").replace("−", "-")))


def _category(names: Sequence[str], more: str = "") -> str:
    return printable(" ".join(dict.fromkeys(names)) + (f" · {more}" if more else ""))


def bar_rows(rows: Sequence[Bar], langs: Sequence[str]) -> list[Row]:
    """Rows of a bar chart: category, value, tone, is it the one the scene is about; a gap says that it is one."""
    lang = langs[0]
    found: list[Row] = []
    for row in rows:
        names = [row.label.of(one) for one in langs]
        if row.number is None:
            names = [f"{names[0]} · {message(lang, 'not-published')}", *names[1:]]
        value = None if row.number is None else printed_value(row.number, lang)
        found.append((_category(names), value, row.tone, row.strong))
    return found


def rung_rows(rows: Sequence[Rung], langs: Sequence[str]) -> list[Row]:
    """Rows of the ladder: the number of projects; amounts are another measure and stand beside the category's name."""
    lang = langs[0]
    found: list[Row] = []
    for row in rows:
        amount = row.amount.printed(lang) if row.amount else ""
        said = row.count.said.of(lang) if row.count and row.count.qualifier != "exact" else ""
        names = [row.label.of(one) for one in langs]
        more = " · ".join(
            filter(
                None,
                (f"{said} {row.count.printed(lang).removeprefix(said).strip()}" if said and row.count else "", amount),
            )
        )
        value = printed_value(row.count, lang) if row.count else None
        found.append((_category(names, more), value, row.tone, False))
    return found


def chart_rows(scene: Scene, langs: Sequence[str]) -> list[Row]:
    """The rows of a scene's chart, in the order in which they are read from the top."""
    return rung_rows(scene.rungs, langs) if scene.kind == "ladder" else bar_rows(scene.bars, langs)


def series_name(scene: Scene, langs: Sequence[str]) -> str:
    """What the chart's series is called: the scene's label."""
    return printable(" / ".join(scene.label.of(lang) for lang in langs)) or message(langs[0], "slides-chart")


def add_chart(placeholder: Any, scene: Scene, langs: Sequence[str]) -> None:
    """Fill a chart placeholder.

    Args:
        placeholder: a python-pptx chart placeholder.
        scene: a scene with bars or rungs.
        langs: languages of the slide.
    """
    rows = chart_rows(scene, langs)
    digits = max((len(str(v).rstrip("0").partition(".")[2]) for _, v, _, _ in rows if v is not None), default=0)
    data = CategoryChartData(number_format="#,##0" + (f".{'#' * digits}" if digits else ""))
    data.categories = [name for name, _, _, _ in rows]
    data.add_series(series_name(scene, langs), [value for _, value, _, _ in rows])
    graphic = placeholder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = graphic.chart
    describe(graphic, message(langs[0], "slides-chart"), series_name(scene, langs))
    chart.has_legend = False
    size = 16 if len(rows) <= 8 else 14
    chart.font.size = Pt(size)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _both_faces(chart._chartSpace.find(qn("c:txPr")))
    plot = chart.plots[0]
    height = min(_BOX.h, len(rows) * 1.4 + _HEAD)
    graphic.left, graphic.width = Inches(_BOX.x), Inches(_BOX.w)
    graphic.top, graphic.height = Inches(_BOX.y), Inches(height)
    bar = _BAR if len(rows) > 4 else 1.5 * _BAR
    plot.gap_width = max(45, min(150, round(((height - _HEAD) / max(1, len(rows)) / bar - 1) * 100)))
    _title(chart, scene, langs, height)
    plot.vary_by_categories = False
    axis = chart.category_axis
    axis.reverse_order = True  # the first row on top
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines = False
    _every_label(chart, [name for name, _, _, _ in rows], size, height)
    scale = chart.value_axis
    scale.visible = False
    scale.has_major_gridlines = False
    values = [value for _, value, _, _ in rows if value is not None]
    if all(value >= 0 for value in values):
        scale.minimum_scale = 0
    if values and max(values) > 0:
        scale.maximum_scale = max(values) * 1.18  # room for the number at the end of the longest bar
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_3
    series.invert_if_negative = False
    # One colour for all, as on the stage: the bar the scene is about stands out, without one the longest ones.
    about = any(strong for _, _, _, strong in rows)
    most = max(values, default=None)
    for position, (_, value, tone, strong) in enumerate(rows):
        leads = strong if about else value == most
        if value is None or not (leads or scene.kind == "ladder"):
            continue
        fill = series.points[position].format.fill
        fill.solid()
        fill.fore_color.theme_color = TONES[tone or 0] if scene.kind == "ladder" else MSO_THEME_COLOR.ACCENT_5
    labels = plot.data_labels if plot.has_data_labels else _labels(plot)
    labels.show_value = True
    labels.number_format = data.number_format
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(size)
    labels.font.bold = True
    labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _title(chart: Any, scene: Scene, langs: Sequence[str], height: float) -> None:
    """Say above the bars what they are: indicator or scope, unit, period."""
    chart.has_title = True
    frame = chart.chart_title.text_frame
    lang = langs[0]
    said = scene.label.of(lang)
    if scene.kind == "ladder":
        said = f"{message(lang, 'story-counted')} · {said}"
    else:  # indicator and period stand beside the number in large type
        there = scene.lead_label.of(lang).split(" · ")
        said = " · ".join(part for part in said.split(" · ") if part not in there)
    lines = shortened_to([(Run(said, lang),)], 0.75 * _BOX.width_pt, _HEAD * 36, 12)  # programs break titles early
    write(frame, lines, 12, colour=MSO_THEME_COLOR.TEXT_2, align=PP_ALIGN.LEFT, bold=False)
    title = chart._chartSpace.find(f".//{qn('c:title')}")
    for old in title.findall(qn("c:layout")):
        title.remove(old)
    title.find(qn("c:tx")).addnext(
        parse_xml(
            f'<c:layout {_C}><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
            '<c:x val="0.004"/><c:y val="0.004"/></c:manualLayout></c:layout>'
        )
    )
    chart.chart_title.include_in_layout = False


def _every_label(chart: Any, names: Sequence[str], size: float, height: float) -> None:
    """Give the categories the room their names need, and keep the program from leaving every other one out."""
    category_axis = chart._chartSpace.find(f".//{qn('c:catAx')}")
    skip = category_axis.find(qn("c:tickLblSkip"))
    if skip is None:
        skip = category_axis.makeelement(qn("c:tickLblSkip"), {})
        category_axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    skip.set("val", "1")
    widest = max((wide(name) for name in names), default=1) * size + 12
    left = min(0.48, widest / _BOX.width_pt)
    top = _HEAD / height
    layout = parse_xml(
        f"<c:layout {_C}><c:manualLayout>"
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{0.98 - left:.4f}"/><c:h val="{0.99 - top:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    area.insert(0, layout)


def _labels(plot: Any) -> Any:
    plot.has_data_labels = True
    return plot.data_labels


def _both_faces(element: Any) -> None:
    """Name the theme's faces for the chart's text: python-pptx names none, and charts inherit no Chinese one."""
    properties = element.find(f".//{qn('a:defRPr')}")
    for tag, face in (("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")):
        element = properties.find(qn(tag))
        if element is None:
            element = properties.makeelement(qn(tag), {})
            properties.append(element)
        element.set("typeface", face)
