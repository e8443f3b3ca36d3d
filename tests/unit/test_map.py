"""The drawn map: marks and SVG agree, texts are harmless, names keep apart, the payload says what the drawing says."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from geodata.boundaries import load_boundaries
from layouts.components.atlas_map import AtlasMap
from layouts.components.legend import legend
from layouts.components.map_block import card_texts
from layouts.figures.labels import NOTE_EM, SMALL, extent, fits_note, fits_value, parse_path
from layouts.figures.map import (
    LIGHT,
    SCREEN,
    STAGE,
    Frame,
    LegendItem,
    Mark,
    Symbol,
    draw,
    draw_frame,
    make_frame,
    paint_payload,
)
from layouts.figures.map_style import Theme, label_colours, stylesheet
from layouts.marks import symbols_of
from layouts.selection import choose_map
from layouts.static_html import to_html
from layouts.view_state import ViewState

SVG = "{http://www.w3.org/2000/svg}"
PREFECTURES = tuple(load_boundaries().prefectures)
HOSTILE = "\"><script>alert(1)</script>&amp;'{}{y}\x00\n]]>"
STATES = {"v": "value", "n": "not-published", "c": "not-comparable"}
# What anything under a name may fill: the widest text that is printed, not shortened.
WIDEST_VALUE, WIDEST_NOTE = "88888888", "字" * 7


@lru_cache
def names(lang: str) -> dict[str, str]:
    """Every name longer than the last: a stand-in for the table would hide the long ones, so the table it is."""
    import csv

    with (Path(__file__).parents[2] / "data" / "tables" / "regions.csv").open(encoding="utf-8") as file:
        return {row["region_code"]: row[f"short_{lang}"] for row in csv.DictReader(file)}


@lru_cache
def frame(level: str = "prefecture", focus: str = "140000", lang: str = "zh") -> Frame:
    return make_frame(load_boundaries(), names(lang), level, focus, lang)


def marks_for(a_frame: Frame, text: str = "20") -> list[Mark]:
    """Marks of every kind in turn."""
    marks = []
    for i, region in enumerate(a_frame.regions):
        code, href = region.code, f"/city/{region.code}?period=2023"
        if i % 4 == 1:
            marks.append(Mark(code, "not-published", None, "未公布", f"{region.name}:未公布", "", "", href))
        elif i % 4 == 2:
            marks.append(Mark(code, "not-comparable", None, "", f"{region.name}:口径不同", "f2", "s1 s2", href))
        else:
            label = f"{region.name}市:签约项目 20 个(2023年12月)"
            marks.append(Mark(code, "value", i % 5, text, label, f"obs.signed.{code}", "s12", href))
    return marks


def symbols_for(a_frame: Frame, value: str = WIDEST_VALUE) -> list[Symbol]:
    return [
        Symbol(r.code, 1.0, 9.0, (value, WIDEST_NOTE, "省外投资者到位资金"), f"{r.name} {i}", f"f{i}", "s3")
        for i, r in enumerate(a_frame.regions)
    ]


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def links(root: ET.Element) -> dict[str, ET.Element]:
    return {a.attrib["data-region"]: a for a in root.iter(f"{SVG}a")}


def test_every_mark_is_drawn_as_it_says() -> None:
    marks = {mark.code: mark for mark in marks_for(frame())}
    root = parsed(draw(frame(), marks.values(), title="签约项目", selected="140400"))
    drawn = links(root)
    assert list(drawn) == sorted(marks) and len(drawn) == 11
    for code, link in drawn.items():
        mark, said = marks[code], link.attrib
        assert said["href"] == mark.href and said["role"] == "link" and said["aria-label"] == mark.label
        assert said["data-state"] == mark.state
        assert said.get("data-class") == (None if mark.klass is None else str(mark.klass))
        assert (said.get("data-figure", ""), said.get("data-source", "")) == (mark.figure, mark.source)
        shape = parse_path(link[0].attrib["d"])
        assert 0.8 < shape.area / 100 / load_boundaries().of(code).area_km2 < 1.2
        (value,) = (t for t in root.iter(f"{SVG}tspan") if t.attrib["data-value-for"] == code)
        assert (value.text or "") == mark.text
    outlined = next(use for use in root.iter(f"{SVG}use") if use.attrib["class"] == "selected")
    assert outlined.attrib["href"] == f"#{drawn['140400'][0].attrib['id']}"
    assert root.attrib["role"] == "group" and root.attrib["lang"] == "zh-Hans"


def test_a_symbol_makes_its_region_known_and_writes_period_and_scope() -> None:
    blank = [Mark(region.code, "not-published", None, "", region.name, "", "") for region in frame().regions]
    root = parsed(draw(frame(), blank, symbols=symbols_for(frame()), title="最新"))
    for code, link in links(root).items():
        assert link.attrib["data-state"] == "value" and "data-class" not in link.attrib
        label = next(t for t in root.iter(f"{SVG}text") if t.attrib["data-label-for"] == code)
        assert [part.text for part in label] == [WIDEST_VALUE, WIDEST_NOTE, "省外投资者到…"]
    assert len(root.findall(f".//{SVG}circle[@data-symbol-for]")) == 11


@pytest.mark.parametrize("theme", [SCREEN, LIGHT, STAGE], ids=lambda theme: theme.name)
def test_texts_stay_texts(theme: Theme) -> None:
    hostile = [Mark(r.code, "value", 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE) for r in frame().regions]
    circles = [Symbol("140100", 0.5, 1, (HOSTILE,) * 3, HOSTILE, HOSTILE, HOSTILE)]
    svg = draw(
        make_frame(load_boundaries(), dict.fromkeys(names("zh"), HOSTILE), "prefecture", "140000", "zh"),
        hostile,
        symbols=circles,
        title=HOSTILE,
        description=HOSTILE,
        theme=theme,
        standalone=not theme.live,
        caption_lines=[HOSTILE] if not theme.live else (),
        legend=[LegendItem("0", HOSTILE)] if not theme.live else (),
    )
    root = parsed(svg)  # well-formed at all
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    read = HOSTILE.replace("\x00", "\ufffd")
    assert links(root)["140200"].attrib["aria-label"] == links(root)["140200"].attrib["href"] == read
    if not theme.live:
        assert root.findtext(f"{SVG}title") == read
        printed = ["".join(t.itertext()) for t in root.findall(f"{SVG}g[@class='sheet']/{SVG}text")]
        assert sum("{}{y}" in text for text in printed) == 4


FRAMES = [("prefecture", "140000"), ("county", "140000"), *(("county", code) for code in PREFECTURES)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("level", "focus"), FRAMES)
def test_names_never_lie_on_each_other(level: str, focus: str, lang: str) -> None:
    a_frame = frame(level, focus, lang)
    root = parsed(draw(a_frame, [], symbols=symbols_for(a_frame, WIDEST_NOTE), title="t"))
    for size, narrow in ((a_frame.type_wide, False), (a_frame.type_narrow, True)):
        boxes = dict(written_boxes(root, size, narrow))
        for (one, a), (other, b) in combinations(boxes.items(), 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, f"{one} lies on {other}, narrow={narrow}"
        shown = set(boxes) & set(PREFECTURES)
        if focus == "140000":
            assert shown == set(PREFECTURES)
        elif lang == "zh" and not narrow:
            # 矿区 of 阳泉 is 1.5 km across on a map of 90.
            missing = {region.code for region in a_frame.regions} - set(boxes)
            assert missing <= {"140303"}, missing


def written_boxes(root: ET.Element, size: float, narrow: bool) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Boxes of the texts as they are in the drawing, from their own x, y, dy and the widest they may hold."""
    for text in root.iter(f"{SVG}text"):
        if narrow and "wide-only" in text.attrib.get("class", ""):
            continue
        scale = float(text.attrib.get("font-size", "1em").removesuffix("em")) * size
        x, base = float(text.attrib["x"]), float(text.attrib["y"])
        half, top, bottom = extent(text.text or "") * scale / 2, base - 0.8 * scale, base + 0.15 * scale
        for part in text:
            if narrow and "wide-only" in part.attrib["class"]:
                continue
            assert float(part.attrib["x"]) == x
            base += float(part.attrib["dy"].removesuffix("em")) * SMALL * scale
            widest = NOTE_EM / SMALL if text.attrib["data-room"] == "symbol" else extent(WIDEST_VALUE)
            if narrow and text.attrib["data-narrow-room"] != "symbol":
                widest = extent(WIDEST_VALUE)
            half, bottom = max(half, max(extent(part.text or ""), widest) * SMALL * scale / 2), base + 0.15 * scale
        yield text.attrib["data-label-for"], (x - half, top, x + half, bottom)


def test_type_is_legible_at_the_smallest_sizes() -> None:
    for level, focus in FRAMES:
        a_frame = frame(level, focus)
        _, _, width, height = a_frame.view_box
        desk, phone = min(500 / width, 620 / height), min(330 / width, 600 / height)
        least = 11 if level == "county" and focus == "140000" else 11 / SMALL  # that map prints names only
        assert a_frame.type_wide * desk >= least and a_frame.type_narrow * phone >= least


@pytest.mark.parametrize("theme", [LIGHT, STAGE], ids=lambda theme: theme.name)
@pytest.mark.parametrize("klass", [None, 0, 1, 2, 3, 4])
def test_letters_have_contrast_with_what_is_next_to_them(theme: Theme, klass: int | None) -> None:
    letters, halo = (luminance(colour) for colour in label_colours(theme, klass))
    assert (max(letters, halo) + 0.05) / (min(letters, halo) + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_payload_is_small_and_knows_no_geometry() -> None:
    def size(payload: dict[str, Any]) -> int:
        return len(json.dumps({**payload, "h": ""}, ensure_ascii=False, separators=(",", ":")).encode())

    payload = paint_payload(marks_for(frame()), (), "signed.2023-12.zh")
    assert size(payload) < 900
    assert not re.search(r"[Mm]-?\d+ -?\d+l", json.dumps(payload))
    assert payload["h"] == "/city/{}?period=2023"
    counties = marks_for(frame("county"))
    assert size(paint_payload(counties, (), "k")) < 117 * 110


@pytest.mark.parametrize("kind", ["marks", "symbols", "both"])
@pytest.mark.parametrize(("level", "focus"), [("prefecture", "140000"), ("county", "140100"), ("county", "140105")])
def test_neutral_frame_and_payload_make_the_drawing(level: str, focus: str, kind: str) -> None:
    a_frame = frame(level, focus)
    marks = marks_for(a_frame, text="123456789") if kind != "symbols" else []
    circles = (
        symbols_for(a_frame, "十亿亿亿亿亿元" if focus == "140100" else "1")[:: 1 if kind == "symbols" else 2]
        if kind != "marks"
        else []
    )
    circles = [replace(circle, hollow=i % 3 == 1) for i, circle in enumerate(circles)]
    whole = draw(a_frame, marks, symbols=circles, title="", painted="key")
    wire = json.loads(json.dumps(paint_payload(marks, circles, "key")))
    painted = apply(parsed(draw_frame(a_frame)), wire)
    assert canonical(painted) == canonical(parsed(whole))


def canonical(root: ET.Element) -> str:
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))


def apply(root: ET.Element, payload: dict[str, Any]) -> ET.Element:
    """Paint a neutral drawing as the browser does."""

    def cell(column: str, i: int, code: str) -> str:
        value = payload[column]
        return value.replace("{}", code) if isinstance(value, str) else value[i]

    def put(node: ET.Element, name: str, value: str) -> None:
        node.attrib.pop(name, None)
        if value:
            node.set(name, value)

    def shortened(text: str) -> str:
        if extent(text) * SMALL <= NOTE_EM:
            return text
        while (extent(text) + 1) * SMALL > NOTE_EM:
            text = text[:-1]
        return text + "…"

    said: dict[str, dict[str, Any]] = {}
    for i, code in enumerate(map(str, payload["c"])):
        letter = payload["s"][i]
        look = {"state": STATES.get(letter, "value"), "klass": "" if letter in STATES else letter}
        said[code] = look | {name: cell(name, i, code) for name in "tlfrh"}
    for number, radius, lines, label, figure, source, *hollow in payload["y"]:
        mark = said.get(str(number), {"h": "", "state": "not-published", "klass": ""})
        look = {name: mark[name] for name in ("state", "klass")} if hollow else {"state": "value", "klass": ""}
        look |= {"t": "", "l": label, "f": figure, "r": source, "h": mark["h"]}
        said[str(number)] = look | {"radius": radius, "lines": lines, "class": "hollow" if hollow else ""}
    layer = root.find(f".//{SVG}g[@class='symbols']")
    assert layer is not None
    for code, link in links(root).items():
        one = said.get(code)
        if one is None:
            continue
        names_of = {"href": "h", "data-state": "state", "data-class": "klass", "data-figure": "f", "data-source": "r"}
        for name, key in {**names_of, "aria-label": "l"}.items():
            put(link, name, one[key])
        if "lines" in one:
            x, y = link.attrib["data-at"].split()
            r = f"{round(one['radius'] * float(root.attrib['data-symbol-radius']), 1):g}"
            pairs = {"data-symbol-for": code, "cx": x, "cy": y, "r": r, "vector-effect": "non-scaling-stroke"}
            put(ET.SubElement(layer, f"{SVG}circle", pairs), "class", one["class"])
        for text in root.iter(f"{SVG}text"):
            if text.attrib["data-label-for"] != code or "data-room" not in text.attrib:
                continue
            put(text, "data-state", one["state"])
            put(text, "data-class", one["klass"])
            full = "lines" in one and text.attrib["data-room"] == "symbol"
            for value in text:
                value.text = one["lines"][0] if "lines" in one else one["t"]
                value.text = shortened(value.text) if full else value.text if fits_value(value.text) else ""
                narrow = text.attrib["data-narrow-room"]
                holds = narrow == "symbol" or (narrow == "value" and fits_value(value.text))
                value.set("class", "value" if holds else "value wide-only")
            for line in one["lines"][1:] if full else ():
                hidden = "" if text.attrib["data-narrow-room"] == "symbol" else " wide-only"
                pairs = {"class": f"note{hidden}", "x": text.attrib["x"], "dy": "1.2em"}
                ET.SubElement(text, f"{SVG}tspan", pairs).text = shortened(line)
    root.set("data-painted", payload["key"])
    return root


@pytest.mark.parametrize("focus", ["140000", "140500"])
def test_a_sheet_cuts_nothing(focus: str) -> None:
    level = "prefecture" if focus == "140000" else "county"
    a_frame = frame(level, focus, "en")
    svg = draw(
        a_frame,
        marks_for(a_frame),
        title="Projects signed in the development zones' signing rounds, fourth round of 2023, by prefecture",
        description="Eight of eleven prefectures published a figure.",
        theme=LIGHT,
        standalone=True,
        caption_lines=["来源:山西省人民政府门户网站;" * 8, "Boundaries: Tianditu; review number to be confirmed. " * 4],
        legend=[*(LegendItem(str(i), f"{i}0–{i}9") for i in range(5)), LegendItem("not-published", "Not published")],
    )
    root = parsed(svg)
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert "var(" not in svg
    last = top
    texts = root.findall(f"{SVG}g[@class='sheet']/{SVG}text")
    assert len(texts) >= 12
    for text in texts:
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        assert left <= x and x + extent(text.text or "") * size <= left + width, text.text
        assert top <= y - size * 0.8 and y + size * 0.2 <= top + height, text.text
        assert size / a_frame.px >= 11
        last = max(last, y)
    assert top + height - last < 40 * a_frame.px


def test_the_screen_is_painted_by_the_rules_that_the_exports_use(root: Path) -> None:
    css = (root / "assets" / "map.css").read_text(encoding="utf-8")
    section = css.partition("/* drawing: begin */\n")[2].partition("/* drawing: end */")[0]
    assert section.strip() == stylesheet(SCREEN), "write layouts.figures.map_style.stylesheet(SCREEN) into map.css"


@pytest.mark.parametrize(
    ("level", "focus"), [("township", "140000"), ("prefecture", "140105"), ("county", "999999"), ("county", "")]
)
def test_frames_that_make_no_sense_are_refused(level: str, focus: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        make_frame(load_boundaries(), names("zh"), level, focus, "zh")


def test_marks_that_fit_no_region_are_refused() -> None:
    mark = Mark("140100", "value", 1, "1", "l", "f", "s")
    with pytest.raises(ValueError, match="140100 given twice"):
        draw(frame(), [mark, mark], title="t")
    with pytest.raises(ValueError, match="does not have"):
        draw(frame("county"), [mark], title="t")
    with pytest.raises(ValueError, match="class 2"):
        Mark("140100", "not-published", 2, "", "", "", "")


def test_the_component_keeps_its_drawing_on_the_server() -> None:
    svg = draw(frame(), [], title="t")
    component = AtlasMap(id="map", src="/map/x.svg", svg=svg, paint={"key": "k"})
    sent = json.dumps(component.to_plotly_json())
    assert "svg" not in json.loads(sent)["props"] and "<path" not in sent
    assert component.to_static_html() == f'<div class="atlas-map" id="map">{svg}</div>'
    with pytest.raises(ValueError, match="no drawing"):
        AtlasMap(id="map").to_static_html()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_period_and_no_scope_beside_a_circle_is_cut(store: Store, lang: str) -> None:
    """A scope that has no room on the map has a sign there, and the legend and the hover card say what it means."""
    signed = 0
    for indicator in store.indicators:
        view, _ = choose_map(store, ViewState(indicator=indicator, period="latest", lang=lang))
        if view.mode != "latest":
            continue
        meanings = card_texts(store, view)["scopes"]
        beside = to_html(legend(store, view))
        for circle, item in zip(symbols_of(store, view), [f for f in view.latest if f.value > 0], strict=True):
            assert all(fits_note(line) for line in circle.lines[1:]), circle.lines
            for sign in circle.lines[2:]:
                assert meanings.get(sign, sign) == store.scope_label(item.scope, lang)
                signed += sign in meanings
        for sign, scope in meanings.items():
            assert sign in beside and escape(scope, quote=False) in beside
    assert signed > 10
