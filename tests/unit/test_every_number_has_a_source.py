"""Every number on screen can be asked: the component trees are walked, and a bare number fails.

A text that holds a digit stands inside an element with `data-figure` (a reference that has a passport) and
`data-source` (ids that exist), or inside one marked `data-text` as a name, label, quote or note. Words, not numbers: a
marked element that holds nothing but digits must be a period.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from data.passports import passport
from data.store import Store
from layouts.components.atlas_map import AtlasMap
from layouts.components.block import Block
from layouts.pages import show

CITIES = [f"14{n:02d}00" for n in range(1, 12)]
COUNTIES = ["140105", "140221", "140525", "140781", "141024", "141182"]
OVERVIEWS = [
    "/", "/?level=county", "/?indicator=signed_amount_yi&period=latest",
    "/?indicator=gdp_yi&period=latest&level=county",
    "/?indicator=known_projects", "/?indicator=known_projects&level=county", "/?indicator=gdp_per_head_yuan",
    "/?indicator=population_density&level=county", "/?indicator=gdp_growth_pct",
    "/?indicator=transformation_assessment_rank", "/?indicator=batch_started_projects&period=2023-12",
]  # fmt: skip
PLACES = [f"/city/{code}" for code in (*CITIES, *COUNTIES)]
COMPARED = ["/city/140200?compare=140500&compare=140700&compare=141100", "/city/140100?indicator=population_density"]
OTHERS = ["/sources", "/nowhere", "/?indicator=no_such&period=1999"]
MARKS = ("name", "label", "quote", "note")
DIGIT = re.compile(r"\d")
PERIOD = re.compile(r"\s*[((]?(\d{4}|\d{4}[–/-]\d{2,4}.*|\d{4}年.*)[))]?\s*")
SVG = "{http://www.w3.org/2000/svg}"
READ_ALOUD = ("title", "aria-label", "alt", "placeholder")


def attributes(node: Component) -> dict[str, Any]:
    return node.to_plotly_json()["props"]


def children_of(node: Component) -> Any:
    return node.content if isinstance(node, Block) else getattr(node, "children", None)


def texts(node: Any, above: tuple[dict[str, Any], ...] = ()) -> Iterator[tuple[str, tuple[dict[str, Any], ...]]]:
    """Every text with the attributes of what it stands in, the innermost last; texts of attributes as well."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from texts(child, above)
    elif isinstance(node, Component):
        own = attributes(node)
        if isinstance(node, Block):
            own = {**own, **node.attributes}
        inside = (*above, own)
        for name in READ_ALOUD:
            if isinstance(own.get(name), str):
                yield own[name], inside
        yield from texts(children_of(node), inside)
    elif isinstance(node, str | int | float) and not isinstance(node, bool):
        yield str(node), above


def complaint(store: Store, text: str, above: tuple[dict[str, Any], ...]) -> str:
    """What is wrong with a text that holds a digit, "" when it can be asked."""
    for own in reversed(above):
        if "data-figure" in own:
            return complaint_of_reference(store, str(own["data-figure"]), str(own.get("data-source", "")))
        if "data-text" in own:
            if own["data-text"] not in MARKS:
                return f"data-text={own['data-text']!r} is none of {MARKS}"
            wordless = not re.search(r"[^\W\d_]", text)
            periods = all(PERIOD.fullmatch(part) or part.strip() in ("", "%") for part in text.split(" · "))
            return "a number marked as words" if wordless and not periods else ""
    return "a bare number"


_KNOWN: dict[tuple[str, str], str] = {}


def complaint_of_reference(store: Store, reference: str, sources: str) -> str:
    key = (reference, sources)
    if key not in _KNOWN:
        unknown = [s for s in sources.split(" ") if s not in store.sources]
        if passport(store, reference) is None:
            _KNOWN[key] = f"{reference!r} has no passport"
        else:
            _KNOWN[key] = f"sources {unknown} do not exist" if unknown else ""
    return _KNOWN[key]


def complaints(store: Store, tree: Any) -> list[str]:
    found = []
    for text, above in texts(tree):
        if DIGIT.search(text):
            wrong = complaint(store, text, above)
            if wrong:
                where = " > ".join(str(a.get("className", "")) for a in above[-4:])
                found.append(f"{wrong}: {text!r} in {where}")
    return found


def maps(node: Any) -> Iterator[AtlasMap]:
    if isinstance(node, list | tuple):
        for child in node:
            yield from maps(child)
    elif isinstance(node, AtlasMap):
        yield node
    elif isinstance(node, Component):
        yield from maps(children_of(node))


def complaints_of_map(store: Store, svg: str) -> list[str]:
    """Every region that has a value, and every text of the drawing that holds a digit, belongs to a figure."""
    root = ET.fromstring(svg)
    found, figures = [], {}
    for element in root.iter():
        code = element.get("data-region")
        if code and element.get("data-state") is not None:
            figures[code] = element.get("data-figure") or ""
            if element.get("data-state") in ("value", "not-comparable") and not figures[code]:
                found.append(f"{code} is painted without a figure")
            if figures[code]:
                wrong = complaint_of_reference(store, figures[code], element.get("data-source") or "")
                found.extend([f"{code}: {wrong}"] if wrong else [])
    for element in root.iter(f"{SVG}text"):
        words = "".join(element.itertext())
        if DIGIT.search(words) and not figures.get(
            element.get("data-label-for") or element.get("data-symbol-for") or ""
        ):
            found.append(f"the map prints {words!r} without a figure")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", [*OVERVIEWS, *PLACES, *COMPARED, *OTHERS])
def test_no_number_is_bare(store: Store, address: str, lang: str) -> None:
    joined = address + ("&" if "?" in address else "?") + f"lang={lang}"
    screen = show(store, joined, "GS(2026)0001号")
    tree = screen.content
    assert complaints(store, tree) == []
    numbers = [text for text, above in texts(tree) if DIGIT.search(text) and any("data-figure" in a for a in above)]
    assert numbers or address == "/nowhere"
    drawings = list(maps(tree))
    assert len(drawings) == (0 if address in ("/sources", "/nowhere") else 1)
    for drawing in drawings:
        assert complaints_of_map(store, drawing._svg) == []


@pytest.mark.parametrize(
    ("bare", "wrong"),
    [
        (html.Span("1,234"), "a bare number"),
        (html.Div(["GDP ", html.B(7)]), "a bare number"),
        (html.Span("42", title="42 亿元"), "a bare number"),
        (html.Button("5", **{"data-figure": "o-0000000000", "data-source": "s-article"}), "has no passport"),
        (html.Button("5", **{"data-figure": "source:s-article", "data-source": "s-none"}), "do not exist"),
        (html.Button("5", **{"data-figure": "source:s-article"}), "do not exist"),
        (html.Span("20", **{"data-text": "label"}), "a number marked as words"),
        (html.Span("20 个项目", **{"data-text": "anything"}), "is none of"),
        (Block(html.P("3")), "a bare number"),
    ],
)  # fmt: skip
def test_the_walk_finds_what_is_wrong(store: Store, bare: Component, wrong: str) -> None:
    """Put into a page that has no complaint, deep inside."""
    page = show(store, "/city/140105").content
    assert complaints(store, page) == []
    found = complaints(store, html.Div([page, html.Section(html.Div([html.P("文字"), bare]))]))
    assert len(found) >= 1 and all(wrong in line for line in found)


def test_the_walk_finds_a_region_painted_without_a_figure(store: Store) -> None:
    (drawing,) = maps(show(store, "/").content)
    assert complaints_of_map(store, drawing._svg) == []
    painted = re.sub(r'data-figure="o-[0-9a-f]{10}"', 'data-figure=""', drawing._svg, count=1)
    assert painted != drawing._svg
    assert complaints_of_map(store, painted)
