"""A story as PowerPoint slides: one slide a scene, everything native and editable.

Belongs here: which texts go into which placeholder. Does not belong here: the scenes (``layouts.stories``), the master
(``slides_master.py``), maps (``slides_map.py``), charts (``slides_chart.py``), tables (``slides_table.py``).
"""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.util import Inches

from data.store import Store
from layouts.messages import message
from layouts.numbers import Quantity
from layouts.reports.slides_chart import add_chart
from layouts.reports.slides_code import add_code
from layouts.reports.slides_map import add_legend, add_map
from layouts.reports.slides_master import (
    CHART,
    KICKER,
    LABEL,
    LEAD,
    LEGEND_BOX,
    LOW_LEGEND_BOX,
    MAP_BOX,
    POINTS,
    SOURCE,
    TABLE,
    TITLE,
    WIDE_MAP_BOX,
    box_of,
    new_deck,
    number_xml,
)
from layouts.reports.slides_table import add_table
from layouts.reports.slides_text import Line, Run, fitting_size, height_of, shortened_to, write
from layouts.reports.typeset import printable
from layouts.reports.wording import shorten
from layouts.shell import boundary_line
from layouts.stories.model import Scene, SourceLine, Story, Text
from layouts.view_state import ViewState

_LAYOUT = {"title": "title", "closing": "closing", "map": "map", "bars": "chart", "ladder": "chart", "list": "list"}
_SIZES = {
    "headline": (34, 32, 30, 28, 26, 24, 22, 20),
    "cover": (44, 40, 36, 32, 28, 24, 22),
    "lead": (66, 60, 54, 48, 42, 36),
    "label": (16, 15, 14, 13, 12),
    "points": (20, 18, 17, 16, 15, 14, 13, 12),
    "kicker": (16, 14, 12),
}
_SERIF = 0.9  # headlines are bold and in a face of their own: they are a tenth wider than reckoned
LANGS = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}


def story_pptx(
    store: Store, story: Story, lang: str, *, ground: str = "dark", root: str = "", review_number: str = ""
) -> bytes:
    """Make the slides of a story.

    Args:
        store: the store, for names and outlines.
        story: the story.
        lang: ``zh``, ``en`` or ``both``.
        ground: ``dark``, as on the stage, or ``light``, for paper.
        root: scheme and host for links and the code to scan; "" for none.
        review_number: the confirmed map-review number, "" when it is not confirmed.

    Returns:
        A PPTX file.

    Raises:
        KeyError: when language or ground is unknown, or a scene names a region that the store does not have.
    """
    langs = LANGS[lang]
    deck, layouts = new_deck(ground)
    properties = deck.core_properties
    properties.title = printable(" / ".join(story.title.of(one) for one in langs))[:255]  # more is no valid file
    properties.author = message(langs[0], "title")
    properties.comments = story.edition
    properties.language = "zh-CN" if langs[0] == "zh" else "en-GB"
    for position, scene in enumerate(story.scenes, 1):
        slide = deck.slides.add_slide(layouts[_LAYOUT[scene.kind]])
        _fill(slide, store, scene, langs, root)
        shapes = slide.shapes._spTree
        shapes.append(parse_xml(number_xml(position, max(int(i) for i in shapes.xpath("//@id") if i.isdigit()) + 1)))
        slide.notes_slide.notes_text_frame.text = _notes(scene, story, langs, root, review_number)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _fill(slide: Any, store: Store, scene: Scene, langs: Sequence[str], root: str) -> None:
    layout = _LAYOUT[scene.kind]
    holders = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    cover = layout in ("title", "closing")
    used = {"headline": 0.0}

    def put(index: int, lines: list[Line], sizes: Sequence[float], gap: float = 0.0, **style: Any) -> None:
        holder = holders[index]
        if not lines:
            holder._element.getparent().remove(holder._element)
            return
        box = box_of(layout, index)
        if index == POINTS and (cover or not (scene.lead or scene.lead_label.of(langs[0]))) and layout != "closing":
            # On a cover, and where no number stands between, the points follow the headline, however long it is.
            title = box_of(layout, TITLE)
            up = box.y - (title.y + title.h - used["headline"])
            holder.left, holder.width = Inches(box.x), Inches(box.w)
            holder.top, holder.height = Inches(box.y - up), Inches(box.h + up)
            box = replace(box, y=box.y - up, h=box.h + up)
        if index == TITLE:
            box = replace(box, w=box.w * _SERIF)
        least = shortened_to(lines, box.width_pt, box.height_pt, sizes[-1], gap)
        size = fitting_size(least, box.width_pt, box.height_pt, sizes, gap)
        fitted = shortened_to(least, box.width_pt, box.height_pt, size, gap)
        if index == TITLE:
            used["headline"] = max(0.0, box.h - height_of(fitted, size, box.width_pt) / 72 - 0.2)
        write(holder.text_frame, fitted, size, gap=gap, **style)

    put(KICKER, _one_line(scene.kicker, langs), _SIZES["kicker"])
    put(TITLE, _headline(scene.headline, langs), _SIZES["cover" if cover else "headline"], serif=True, bold=True)
    if LEAD in holders:
        put(LEAD, _lead(scene, langs), _SIZES["lead"], bold=True)
    if LABEL in holders:
        put(LABEL, _label(scene, langs) if LEAD in holders else _list_label(scene, langs), _SIZES["label"])
    if POINTS in holders:
        put(POINTS, _points(scene, langs), _SIZES["points"], gap=0.45)
    put(SOURCE, _sources(scene.sources, langs), (12,))
    if CHART in holders:
        add_chart(holders[CHART], scene, langs)
    if TABLE in holders:
        add_table(holders[TABLE], scene.items, box_of(layout, TABLE), langs)
    if scene.map is not None:
        roomy = bool(scene.map.marks) and not scene.points  # the legend stands where points would: the map is larger
        add_map(slide, store, scene.map, WIDE_MAP_BOX if roomy else MAP_BOX, langs)
        add_legend(slide, scene.map, LOW_LEGEND_BOX if roomy else LEGEND_BOX, langs, scene.label)
    if scene.kind == "closing" and root:
        add_code(slide, live_address(scene, langs, root), message(langs[0], "brief-scan"))


def live_address(scene: Scene, langs: Sequence[str], root: str) -> str:
    """Where a scene's live view is, in the slide's first language."""
    state, _ = ViewState.parse(scene.address)
    return f"{root.rstrip('/')}{state.with_(lang=langs[0]).address}"


def _one_line(text: Text, langs: Sequence[str]) -> list[Line]:
    said = " · ".join(dict.fromkeys(text.of(lang) for lang in langs if text.of(lang)))
    return [(Run(said, langs[0]),)] if said else []


def _headline(text: Text, langs: Sequence[str]) -> list[Line]:
    lines: list[Line] = [(Run(text.of(langs[0]), langs[0]),)]
    for lang in langs[1:]:
        if text.of(lang) != text.of(langs[0]):
            lines.append((Run(text.of(lang), lang, 0.5, MSO_THEME_COLOR.TEXT_2, bold=False, serif=False),))
    return lines


def _lead(scene: Scene, langs: Sequence[str]) -> list[Line]:
    if scene.lead is None:
        return []
    lang, number = langs[0], scene.lead
    said = (
        (Run(f"{number.said.of(lang)} ", lang, 0.34, MSO_THEME_COLOR.TEXT_2, bold=False),)
        if number.said.of(lang)
        else ()
    )
    quantity = Quantity(number.text.of(lang), number.unit.of(lang))
    gap = "" if quantity.behind == "%" else " "
    front = (Run(f"{quantity.before} ", lang, 0.38, MSO_THEME_COLOR.TEXT_1, bold=False),) if quantity.before else ()
    tail = (Run(f"{gap}{quantity.behind}", lang, 0.38, MSO_THEME_COLOR.TEXT_1, bold=False),) if quantity.behind else ()
    return [(*said, *front, Run(number.text.of(lang), lang), *tail)]


def _label(scene: Scene, langs: Sequence[str]) -> list[Line]:
    lines: list[Line] = []
    for position, lang in enumerate(langs):
        text = scene.lead_label.of(lang)
        if position and scene.lead is not None:
            text = f"{scene.lead.printed(lang)} · {text}"
        if text:
            lines.append((Run(text, lang),))
    return lines


def _list_label(scene: Scene, langs: Sequence[str]) -> list[Line]:
    """A list has no room of its own for number and points: they stand in the line under the headline."""
    lines: list[Line] = []
    for lang in langs:
        lead = scene.lead.printed(lang) if scene.lead is not None else ""
        said = (scene.lead_label.of(lang), lead, *(point.text.of(lang) for point in scene.points))
        text = " · ".join(filter(None, said))
        if text:
            lines.append((Run(text, lang),))
    return lines


def _points(scene: Scene, langs: Sequence[str]) -> list[Line]:
    lines: list[Line] = []
    for point in scene.points:
        for position, lang in enumerate(langs):
            if point.text.of(lang):
                tint = MSO_THEME_COLOR.TEXT_2 if position else None
                lines.append((Run(point.text.of(lang), lang, 0.8 if position else 1.0, tint),))
    return lines


def _sources(sources: Sequence[SourceLine], langs: Sequence[str]) -> list[Line]:
    """The first source by name, the number of the others; all of them are in the notes."""
    if not sources:
        return []
    lang = langs[0]
    first = sources[0]
    text = message(
        lang,
        "slides-source",
        name=(" " if lang == "zh" else ", ").join(filter(None, (shorten(first.publisher.of(lang), 24), first.date))),
        more=len(sources) - 1,
    )
    return [(Run(text, lang),)]


def _notes(scene: Scene, story: Story, langs: Sequence[str], root: str, review_number: str) -> str:
    lines: list[str] = []
    for lang in langs:
        lines += [note.of(lang) for note in scene.notes if note.of(lang)]
        lines += [point.text.of(lang) for point in scene.points if point.text.of(lang)]
        lines.append(message(lang, "brief-sources"))
        for source in scene.sources:
            named = f"· {source.publisher.of(lang)}, {source.title.of(lang)}, {source.date}".rstrip(", ")
            lines.append(f"{named} {source.url}".rstrip())
        lines.append(message(lang, "slides-edition", id=story.edition, date=story.date))
        lines.append(boundary_line(lang, review_number))
        lines.append("")
    if root:
        lines.append(live_address(scene, langs, root))
    return "\n".join(map(printable, lines)).strip()
