"""Slides are read back: charts are charts, regions are shapes, texts fit their boxes, and numbers are the store's."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.dml import MSO_FILL, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pypdf import PdfReader

from data.store import Store
from layouts.reports.slides import LANGS, story_pptx
from layouts.stories import Scene, Story, Text, story

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "print"
STORIES = ("province", "140200", "140500", "140300", "ch05")
LINE = 1.17  # a line of Noto Sans CJK or Arial as PowerPoint sets it, as a multiple of its size, a little tight
CASES = [(one, lang) for one in STORIES for lang in LANGS]


@lru_cache(maxsize=40)
def _deck(store: Store, story_id: str, lang: str, ground: str = "dark") -> Any:
    return Presentation(
        io.BytesIO(story_pptx(store, story(store, story_id), lang, ground=ground, root="https://atlas.example"))
    )


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _shapes(shape.shapes)


def _values(store: Store) -> dict[str, float]:
    """Figure id → value, read from the Parquet file and not through the store."""
    rows = duckdb.connect().execute(f"SELECT figure_id, value FROM '{store.edition.table('figures')}'").fetchall()
    return dict(rows)


def _pairs(store: Store, story_id: str, lang: str) -> list[tuple[Any, Scene]]:
    deck, scenes = _deck(store, story_id, lang), story(store, story_id).scenes
    assert len(deck.slides) == len(scenes)
    return list(zip(deck.slides, scenes, strict=True))


@pytest.mark.parametrize(("story_id", "lang"), CASES)
def test_nothing_is_a_picture_and_no_shape_has_the_themes_shadow(store: Store, story_id: str, lang: str) -> None:
    package = _deck(store, story_id, lang).part.package
    assert not [p.partname for p in package.iter_parts() if p.content_type.startswith("image/")]
    for slide, _ in _pairs(store, story_id, lang):
        assert slide._element.findall(f".//{qn('p:pic')}") == []
        assert slide._element.findall(f".//{qn('p:style')}") == []
        assert slide._element.findall(f".//{qn('a:blip')}") == []


@pytest.mark.parametrize(("story_id", "lang"), CASES)
def test_charts_are_charts_with_the_stores_values(store: Store, story_id: str, lang: str) -> None:
    known = _values(store)
    charts = 0
    for slide, scene in _pairs(store, story_id, lang):
        if scene.kind not in ("bars", "ladder"):
            assert not any(getattr(s, "has_chart", False) for s in slide.shapes)
            continue
        (chart,) = [s.chart for s in slide.placeholders if getattr(s, "has_chart", False)]
        charts += 1
        (series,) = chart.plots[0].series
        numbers = [b.number for b in scene.bars] or [r.count for r in scene.rungs]
        assert len(series.values) == len(numbers) == len(list(chart.plots[0].categories))
        for shown, number in zip(series.values, numbers, strict=True):
            if number is None:
                assert shown is None
                continue
            if re.fullmatch(r"[okd]-[0-9a-f]{10}", number.reference):
                assert number.value == known[number.reference]
            if lang != "en" or number.unit.en == number.unit.zh or "%" in number.unit.en:
                assert shown == pytest.approx(number.value, rel=1e-12)
            else:
                assert f"{shown:,.10f}".rstrip("0").rstrip(".") == number.text.en
        # the workbook behind the chart holds the same values: it can be edited
        assert chart.part.chart_workbook.xlsx_part is not None
        first = scene.label.zh if lang != "en" else scene.label.en
        assert series.name.startswith(first)
    assert charts or story_id.startswith("ch")


@pytest.mark.parametrize(("story_id", "lang"), CASES)
def test_each_region_of_a_map_is_a_named_coloured_shape(store: Store, story_id: str, lang: str) -> None:
    maps = 0
    for slide, scene in _pairs(store, story_id, lang):
        outlines = {
            shape.name: shape
            for shape in _shapes(slide.shapes)
            if shape._element.find(f".//{qn('a:custGeom')}") is not None and re.search(r" \d{6}$", shape.name)
        }
        if scene.map is None:
            assert outlines == {}
            continue
        maps += 1
        spoken = "en" if lang == "en" else "zh"
        codes = [m.code for m in scene.map.marks] or list(store.prefectures)
        assert sorted(outlines) == sorted(f"{store.regions[c].name(spoken)} {c}" for c in codes)
        for mark in scene.map.marks:
            fill = outlines[f"{store.regions[mark.code].name(spoken)} {mark.code}"].fill
            if mark.state == "value":
                accents = [MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3]
                accents += [MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_5]
                colour = MSO_THEME_COLOR.BACKGROUND_1 if mark.tone is None else accents[mark.tone]
                assert (fill.type, fill.fore_color.theme_color) == (MSO_FILL.SOLID, colour)
            else:
                assert fill.type == MSO_FILL.PATTERNED
    assert maps >= 2


@pytest.mark.parametrize("ground", ["dark", "light"])
def test_names_on_the_map_read_on_their_class(store: Store, ground: str) -> None:
    """Strong classes carry letters of the ground, weak ones of the ink; what reaches over its region has a plate."""
    deck, plates = _deck(store, "140100", "en", ground), 0
    for slide, scene in zip(deck.slides, story(store, "140100").scenes, strict=True):
        if scene.map is None or not scene.map.marks:
            continue
        tones = {store.regions[m.code].short("en"): m.tone for m in scene.map.marks}
        labels = [s for s in _shapes(slide.shapes) if s.name.endswith(" · text") and s.name.split(" · ")[0] in tones]
        for label in (one for one in labels if not one.name.startswith("Legend")):
            tone = tones[label.name.split(" · ")[0]]
            plate = label._element.find(f".//{qn('p:spPr')}/{qn('a:solidFill')}//{qn('a:alpha')}")
            plates += plate is not None
            strong = tone is not None and tone >= 3 and plate is None
            colours = {run.font.color.theme_color for p in label.text_frame.paragraphs for run in p.runs}
            assert colours == {MSO_THEME_COLOR.BACKGROUND_1 if strong else MSO_THEME_COLOR.TEXT_1}, label.name
    assert plates, "some names of Taiyuan's small districts reach over their borders"


def _blocks(shapes: Any) -> Iterator[tuple[str, Any, float, float]]:
    """Every text with the width and height it has, in points: text boxes, placeholders, cells."""
    for shape in _shapes(shapes):
        if getattr(shape, "has_table", False):
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    inner = column.width.pt - cell.margin_left.pt - cell.margin_right.pt
                    yield f"{shape.name}: {cell.text[:20]}", cell.text_frame, inner, row.height.pt
        elif shape.has_text_frame and shape.text_frame.text.strip() and not shape.name.startswith("Number of"):
            yield shape.name, shape.text_frame, shape.width.pt, shape.height.pt


@lru_cache(maxsize=600)
def _font(bold: bool, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"atlas-sans-{'700' if bold else '400'}.otf"), round(size * 10))


def _tall(frame: Any, width: float) -> float:
    """How tall a text is when it is set with real glyph widths, broken between Chinese characters and at spaces."""
    total = 0.0
    for paragraph in frame.paragraphs:
        lines, used, most = 1, 0.0, 0.0
        for run in paragraph.runs:
            size = run.font.size.pt
            most = max(most, size)
            face = _font(bool(run.font.bold), size)
            for word in re.findall(r"[⺀-￯]|[^\s⺀-￯]+\s*|\s+", run.text):
                wide = face.getlength(word.rstrip()) / 10
                if used and used + wide > width and not re.fullmatch(r"[，。、；：)）》”%]", word):
                    lines, used = lines + 1, 0.0
                used += face.getlength(word) / 10
        before = paragraph.space_before.pt if paragraph.space_before is not None else 0.0
        total += lines * most * LINE + before
    return total


@pytest.mark.parametrize(("story_id", "lang"), CASES)
def test_every_text_fits_its_box_and_every_box_the_slide(store: Store, story_id: str, lang: str) -> None:
    deck = _deck(store, story_id, lang)
    for number, slide in enumerate(deck.slides, 1):
        for shape in _shapes(slide.shapes):
            if shape.is_placeholder and shape.placeholder_format.type is not None and "Number" in shape.name:
                continue
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width, f"{number}: {shape.name}"
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, f"{number}: {shape.name}"
        for name, frame, width, height in _blocks(slide.shapes):
            room = width if frame.word_wrap else 10_000
            assert _tall(frame, room) <= height + 3, f"slide {number}, {name!r}: {frame.text!r}"
            for paragraph in frame.paragraphs:
                for run in paragraph.runs:
                    assert run.font.size.pt >= 9, f"slide {number}, {name!r}: {run.text!r}"


@pytest.mark.parametrize("lang", LANGS)
def test_texts_stand_in_placeholders_of_the_master_in_latin_and_chinese_faces(store: Store, lang: str) -> None:
    for slide, scene in _pairs(store, "140200", lang):
        assert slide.shapes.title is not None
        spoken = scene.headline.en if lang == "en" else scene.headline.zh
        assert slide.shapes.title.text_frame.paragraphs[0].text == spoken
        if lang == "both":
            assert scene.headline.en in slide.shapes.title.text_frame.text
        runs = slide._element.findall(f".//{qn('a:r')}")
        assert runs
        for run in runs:
            properties = run.find(qn("a:rPr"))
            assert properties.find(qn("a:ea")).get("typeface") in ("+mn-ea", "+mj-ea")
            assert properties.find(qn("a:latin")).get("typeface") in ("+mn-lt", "+mj-lt")
            assert properties.get("lang") in ("zh-CN", "en-GB")
    master = _deck(store, "140200", lang).slide_master
    theme = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme")).blob.decode()
    assert theme.count('<a:ea typeface="Noto S') == 2
    assert "F4BE6A" in theme


def test_notes_name_every_source(store: Store) -> None:
    for slide, scene in _pairs(store, "140500", "both"):
        notes = slide.notes_slide.notes_text_frame.text
        for source in scene.sources:
            assert source.title.zh in notes
            assert source.title.en in notes
        assert store.edition.edition_id in notes


def test_a_light_ground_recolours_the_theme_only(store: Store) -> None:
    dark, light = _deck(store, "140200", "zh"), _deck(store, "140200", "zh", "light")
    assert [s.name for s in _shapes(dark.slides[1].shapes)] == [s.name for s in _shapes(light.slides[1].shapes)]
    maps = [deck.slide_master._element.find(qn("p:clrMap")).get("bg1") for deck in (dark, light)]
    assert maps == ["dk1", "lt1"]


def _hostile(found: Story) -> Story:
    nasty = 'A&B <script>alert("x")</script> \x00\x0b\ufffe{=1+1} \u202e' + "很长的名字" * 60 + "x" * 300
    words = Text(nasty[:600], nasty[:600])
    scenes = []
    for scene in found.scenes:
        items = tuple(replace(item, title=words, detail=words) for item in scene.items)
        bars = tuple(replace(bar, label=words) for bar in scene.bars)
        points = tuple(replace(point, text=words) for point in scene.points)
        scenes.append(replace(scene, headline=words, kicker=words, points=points, items=items, bars=bars))
    return replace(found, title=words, scenes=tuple(scenes))


def test_hostile_texts_are_text_and_fit(store: Store) -> None:
    deck = Presentation(io.BytesIO(story_pptx(store, _hostile(story(store, "140200")), "both")))
    for number, slide in enumerate(deck.slides, 1):
        assert '<script>alert("x")' in slide.shapes.title.text_frame.text
        for name, frame, width, height in _blocks(slide.shapes):
            assert _tall(frame, width if frame.word_wrap else 10_000) <= height + 3, f"slide {number}, {name!r}"


def test_libreoffice_opens_it_with_a_page_a_scene(store: Store, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-impress)")
    file = tmp_path / "story.pptx"
    file.write_bytes(story_pptx(store, story(store, "140200"), "both", root="https://atlas.example"))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(tmp_path), str(file)], capture_output=True, text=True, timeout=100, check=False
    )
    if not (tmp_path / "story.pdf").exists() and "Unspecified Application Error" in done.stderr:
        pytest.skip("LibreOffice is installed but cannot start here")
    pages = PdfReader(tmp_path / "story.pdf").pages
    assert len(pages) == len(story(store, "140200").scenes)
    assert story(store, "140200").scenes[0].headline.zh in pages[0].extract_text().replace("\n", "")
