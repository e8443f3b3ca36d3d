"""The map on a slide: one freeform a region, named, in the theme's colours, its name and value above it.

Belongs here: outlines as native shapes, their labels and the legend. Does not belong here: which map a scene shows
(``layouts.stories``), the map as SVG (``layouts.figures.map``).
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from data.store import Store
from layouts.components.map_block import frame
from layouts.figures.labels import extent
from layouts.figures.map import Frame
from layouts.figures.map_frame import Region
from layouts.messages import message
from layouts.reports.slides_master import Box
from layouts.reports.slides_outline import add_outline
from layouts.reports.slides_text import LEADING, Line, Run, height_of, shortened_to, wide, write
from layouts.reports.typeset import printable
from layouts.stories.model import MapMark, MapSpec, Text

TONES = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
)
_LETTERS = {True: MSO_THEME_COLOR.BACKGROUND_1, False: MSO_THEME_COLOR.TEXT_1}  # is the class one of the strong ones?


def describe(shape: Any, name: str, words: str) -> None:
    """Name a shape for the selection pane and say it in words for a screen reader."""
    shape.name = printable(name)
    shape._element.xpath(".//p:cNvPr")[0].set("descr", printable(words))


def plain_shape(shape: Any) -> None:
    """Take the theme's style off a shape: with it LibreOffice and PowerPoint draw a shadow."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _rings(path: str) -> list[list[tuple[int, int]]]:
    """The rings of an outline as lists of absolute points."""
    rings = []
    for ring in path.split("z"):
        if ring.strip():
            steps = np.array(re.findall(r"-?\d+", ring), dtype=int).reshape(-1, 2)
            rings.append([(int(x), int(y)) for x, y in np.cumsum(steps, axis=0)])
    return rings


def _fill(shape: Any, state: str, tone: int | None, quiet: bool) -> None:
    if state == "value":  # without a class: known, and none, such as a count of nothing
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if tone is None else TONES[tone]
    elif quiet:
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    else:
        apart = state == "not-comparable"
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.DOTTED_DIAMOND if apart else MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2 if apart else MSO_THEME_COLOR.FOLLOWED_HYPERLINK
        shape.fill.back_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if apart else MSO_THEME_COLOR.BACKGROUND_2


def add_map(slide: Any, store: Store, spec: MapSpec, box: Box, langs: Sequence[str], *, names: bool = True) -> None:
    """Draw a map on a slide.

    Args:
        slide: the slide.
        store: the store, for names.
        spec: what the map shows; without marks it says only where.
        box: where it stands, inches.
        langs: languages of the slide; the first writes on the map.
        names: write names and values?
    """
    lang = langs[0]
    the_frame = frame(store, spec.level, spec.focus, lang)
    marks = {mark.code: mark for mark in spec.marks}
    quiet = not spec.marks
    view_x, view_y, view_w, view_h = the_frame.view_box
    scale = min(Inches(box.w) / view_w, Inches(box.h) / view_h)
    left = Inches(box.x) + (Inches(box.w) - view_w * scale) / 2 - view_x * scale
    top = Inches(box.y) + (Inches(box.h) - view_h * scale) / 2 - view_y * scale
    group = slide.shapes.add_group_shape()
    title = spec.label.of(lang) or store.regions[spec.focus].name(lang)
    describe(group, message(lang, "slides-map"), title)
    regions = [r for r in the_frame.regions if not r.dim]
    for region in sorted(regions, key=lambda r: r.code == spec.selected):  # the outlined one lies on top
        _region(group, store, region, marks.get(region.code), spec, lang, (left, top, scale), quiet)
    if names:
        for region in regions:
            _label(group, region, marks.get(region.code), spec, lang, (left, top, scale), the_frame)


def _region(
    group: Any,
    store: Store,
    region: Region,
    mark: MapMark | None,
    spec: MapSpec,
    lang: str,
    place: tuple[float, float, float],
    quiet: bool,
) -> None:
    left, top, scale = place
    shape = add_outline(group.shapes, _rings(region.path), left, top, scale)
    describe(
        shape, f"{store.regions[region.code].name(lang)} {region.code}", mark.label.of(lang) if mark else region.name
    )
    _fill(shape, mark.state if mark else "not-published", mark.tone if mark else None, quiet)
    chosen = region.code == spec.selected
    if chosen and quiet:
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.HYPERLINK
    shape.line.width = Pt(2.25 if chosen else 0.75)
    edge = MSO_THEME_COLOR.FOLLOWED_HYPERLINK if quiet or _is_none(mark) else MSO_THEME_COLOR.BACKGROUND_1
    shape.line.color.theme_color = MSO_THEME_COLOR.TEXT_1 if chosen and not quiet else edge


def _is_none(mark: MapMark | None) -> bool:
    return mark is not None and mark.state == "value" and mark.tone is None


def _label(
    group: Any,
    region: Region,
    mark: MapMark | None,
    spec: MapSpec,
    lang: str,
    place: tuple[float, float, float],
    the_frame: Frame,
) -> None:
    """A region's name and value at its place; on a map that says only where, only the chosen region is named."""
    left, top, scale = place
    if not spec.marks and region.code != spec.selected:
        return
    if region.label is None and spec.marks:
        return  # no room for a name: the shape carries it
    at = (region.label.x, region.label.y) if region.label else region.at
    size = 12.0 if lang == "en" else 14.0
    if spec.level == "county":  # places were found for the map's own type
        size = min(15.0, max(10.5, the_frame.type_wide * scale / Pt(1)))
    roomy = spec.level == "prefecture" or (region.label is not None and region.label.room != "name")
    lines = [(Run(region.name, lang, bold=True),)]
    if mark is not None:
        text = mark.number.text.of(lang) if mark.number else message(lang, "not-published")
        gap = spec.indicator and spec.level == "prefecture" and lang == "zh"  # elsewhere the hatching says it
        if roomy and (mark.number or gap):
            lines.append((Run(text, lang, 0.88, bold=False),))
    strong = (mark is not None and mark.tone is not None and mark.tone >= 3) or (not spec.marks)
    width = max(wide(line[0].text) * line[0].scale for line in lines) * size + 6
    height = len(lines) * size * 1.25
    x = left + at[0] * scale - Pt(width) / 2
    y = top + at[1] * scale - Pt(size)
    box = group.shapes.add_textbox(Emu(int(x)), Emu(int(y)), Pt(width), Pt(height))
    box.name = f"{region.name} · {message(lang, 'slides-label')}"
    text_frame = box.text_frame
    text_frame.margin_left = text_frame.margin_right = text_frame.margin_top = text_frame.margin_bottom = 0
    text_frame.vertical_anchor = MSO_ANCHOR.TOP
    inside = _within(region, lines, size, at, scale)
    if not inside:
        _plate(box)
    write(text_frame, lines, size, align=PP_ALIGN.CENTER, colour=_LETTERS[strong and inside])
    text_frame.word_wrap = False


def _within(region: Region, lines: Sequence[Line], size: float, at: tuple[float, float], scale: float) -> bool:
    """Do all lines of a label lie within their region?"""
    area = shapely.union_all(
        [shapely.make_valid(shapely.Polygon(ring)) for ring in _rings(region.path) if len(ring) > 3]
    )
    y = at[1] - Pt(size) / scale
    for line in lines:
        high = Pt(line[0].scale * size * LEADING) / scale
        wide_by = Pt(extent(line[0].text) * line[0].scale * size) / scale
        row = shapely.box(at[0] - wide_by / 2, y + 0.2 * high, at[0] + wide_by / 2, y + 0.85 * high)
        if not area.contains(row):
            return False
        y += high
    return True


def _plate(box: Any) -> None:
    """A half-clear plate of the ground behind a name that reaches over its region: it reads on every class.

    Outlined letters would do the same, but LibreOffice takes them for hollow ones.
    """
    box.fill.solid()
    box.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    colour = box.fill._xPr.find(f"{qn('a:solidFill')}/{qn('a:schemeClr')}")
    colour.append(colour.makeelement(qn("a:alpha"), {"val": "62000"}))


def add_legend(slide: Any, spec: MapSpec, box: Box, langs: Sequence[str], label: Text | None = None) -> None:
    """The legend of a map: its label, a swatch for each class, and the looks of what is not known.

    Args:
        slide: the slide.
        spec: what the map shows; one that says only where has no legend.
        box: where it stands, inches; it grows upwards from the bottom.
        langs: languages of the slide.
        label: what stands above it, by default the map's label.
    """
    if not spec.marks:
        return
    lang = langs[0]
    states = {mark.state for mark in spec.marks}
    rows: list[tuple[int | str, str]] = [(tone, text.of(lang)) for tone, text in reversed(spec.legend)]
    blank = "not-published" if spec.indicator else "brief-nothing-known"  # counts of this atlas have no publisher
    rows += [
        (s, message(lang, key))
        for s, key in (("not-comparable", "not-comparable"), ("not-published", blank))
        if s in states
    ]
    step = 0.27
    y = box.y + box.h - step * len(rows)
    said = label or spec.label
    labels = [(Run(said.of(one), one),) for one in langs if said.of(one)]
    room = 72 * (y - 0.45)
    fitted = shortened_to(labels, box.width_pt - 4, min(room, 110), 12)
    label_height = height_of(fitted, 12, box.width_pt - 4) / 72 + 0.05
    title = slide.shapes.add_textbox(
        Inches(box.x), Inches(y - label_height - 0.06), Inches(box.w), Inches(label_height)
    )
    title.name = message(lang, "slides-legend")
    title.text_frame.margin_left = title.text_frame.margin_right = 0
    title.text_frame.margin_top = title.text_frame.margin_bottom = 0
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    write(title.text_frame, fitted, 12, colour=MSO_THEME_COLOR.TEXT_2)
    for position, (look, text) in enumerate(rows):
        top = y + position * step
        swatch = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Inches(box.x), Inches(top + 0.05), Inches(0.34), Inches(0.17)
        )
        plain_shape(swatch)
        describe(swatch, f"{message(lang, 'slides-legend')} {text}", text)
        tone = look if isinstance(look, int) else None
        _fill(swatch, "value" if tone is not None else str(look), tone, quiet=False)
        swatch.line.fill.background()
        words = slide.shapes.add_textbox(Inches(box.x + 0.44), Inches(top), Inches(box.w - 0.44), Inches(step))
        words.name = f"{message(lang, 'slides-legend')} {text} · {message(lang, 'slides-label')}"
        words.text_frame.margin_left = words.text_frame.margin_right = 0
        words.text_frame.margin_top = words.text_frame.margin_bottom = 0
        words.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write(words.text_frame, [(Run(text, lang),)], 12, colour=MSO_THEME_COLOR.TEXT_1)
