"""Slides as a package: what PowerPoint is strict about, and would mend with a message, is looked for part by part.

Belongs here: the container, its relations, ids, mandatory parents, order of children. Does not belong here: what the
slides say (`test_slides`). PowerPoint is no part of a test; these are the reasons for which it offers to repair a file.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook
from pptx import Presentation

from data.store import Store
from layouts.reports.slides import LANGS, story_pptx
from layouts.reports.slides_master import GROUNDS
from layouts.stories import story

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

STORIES = ("province", "140100", "140600", "ch05", "ch12")
CASES = [(one, lang, "dark") for one in STORIES for lang in LANGS] + [("140600", "both", "light")]

# Children in the order the schemas demand (ECMA-376, transitional), for the elements that we or python-pptx write.
ORDER = {
    f"{A}rPr": "ln noFill solidFill gradFill blipFill pattFill grpFill effectLst effectDag highlight uLnTx uLn uFillTx "
    "uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst",
    f"{A}pPr": "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum buChar "
    "buBlip tabLst defRPr extLst",
    f"{A}tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D noFill solidFill gradFill blipFill pattFill grpFill headers "
    "extLst",
    f"{A}ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd extLst",
    f"{A}xfrm": "off ext chOff chExt",
    f"{P}spPr": "xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill grpFill ln effectLst effectDag "
    "scene3d sp3d extLst",
    f"{P}sp": "nvSpPr spPr style txBody extLst",
    f"{P}txBody": "bodyPr lstStyle p",
    f"{A}txBody": "bodyPr lstStyle p",
    f"{P}cSld": "bg spTree custDataLst controls extLst",
    f"{C}chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly "
    "dispBlanksAs extLst",
    f"{C}title": "tx layout overlay spPr txPr extLst",
    f"{C}plotArea": "layout barChart catAx valAx dTable spPr extLst",
    f"{C}barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
    f"{C}ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    f"{C}catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl "
    "extLst",
    f"{C}valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits extLst",
    f"{C}scaling": "logBase orientation max min extLst",
    f"{C}dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator showLeaderLines extLst",
    f"{C}chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr "
    "txPr externalData printSettings userShapes extLst",
}


@lru_cache(maxsize=32)
def _package(store: Store, story_id: str, lang: str, ground: str) -> zipfile.ZipFile:
    made = story_pptx(store, story(store, story_id), lang, ground=ground, root="https://atlas.example")
    return zipfile.ZipFile(io.BytesIO(made))


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(package.read(name))


def _source_of(rels: str) -> str:
    """The part whose relations a ``.rels`` part holds, "" for the package."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels")) if name != ".rels" else ""


def _targets(package: zipfile.ZipFile) -> Iterator[tuple[str, str, str, str]]:
    """Source part, id, type, target part of every inner relation."""
    for name, root in _parts(package):
        if not name.endswith(".rels"):
            continue
        source = _source_of(name)
        for one in root.iter(f"{RELS}Relationship"):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), one.get("Target")))
                yield source, one.get("Id"), one.get("Type"), target.lstrip("/")


@pytest.mark.parametrize(("story_id", "lang", "ground"), CASES)
def test_the_container_is_whole(store: Store, story_id: str, lang: str, ground: str) -> None:
    package = _package(store, story_id, lang, ground)
    names = package.namelist()
    assert package.testzip() is None
    assert [n for n, times in Counter(n.lower() for n in names).items() if times > 1] == []
    types = etree.fromstring(package.read("[Content_Types].xml"))
    defaults = {d.get("Extension").lower() for d in types.iter(f"{TYPES}Default")}
    overrides = [o.get("PartName") for o in types.iter(f"{TYPES}Override")]
    assert len(overrides) == len(set(overrides))
    assert {o.lstrip("/") for o in overrides} <= set(names), "a content type of a part that is not there"
    for name in names:
        known = f"/{name}" in overrides or name.rsplit(".", 1)[-1].lower() in defaults
        assert known or name == "[Content_Types].xml", f"{name} has no content type"
    targets = list(_targets(package))
    missing = [(source, target) for source, _, _, target in targets if target not in names]
    assert missing == [], "a relation to a part that is not there"
    reached = {target for _, _, _, target in targets}
    parts = {n for n in names if not n.endswith(".rels") and n != "[Content_Types].xml"}
    assert parts <= reached, "a part that nothing leads to"


@pytest.mark.parametrize(("story_id", "lang", "ground"), CASES)
def test_ids_are_unique_and_relations_that_are_named_exist(store: Store, story_id: str, lang: str, ground: str) -> None:
    package = _package(store, story_id, lang, ground)
    known: dict[str, set[str]] = {}
    for name, root in _parts(package):
        if name.endswith(".rels"):
            ids = [one.get("Id") for one in root.iter(f"{RELS}Relationship")]
            assert len(ids) == len(set(ids)), name
            known[_source_of(name)] = set(ids)
    for name, root in _parts(package):
        if name.endswith(".rels"):
            continue
        shapes = [e.get("id") for e in root.iter(f"{P}cNvPr")]
        assert len(shapes) == len(set(shapes)), f"{name}: shape ids twice"
        assert all(0 < int(i) < 2**31 for i in shapes)
        named = {v for e in root.iter() for k, v in e.attrib.items() if k.startswith(R)}
        assert named <= known.get(name, set()), f"{name}: names relations that are not there"
    presentation = etree.fromstring(package.read("ppt/presentation.xml"))
    slides = [int(e.get("id")) for e in presentation.iter(f"{P}sldId")]
    assert len(slides) == len(set(slides)) == len(story(store, story_id).scenes)
    assert all(256 <= i < 2**31 for i in slides)
    masters = [int(e.get("id")) for e in presentation.iter(f"{P}sldMasterId")]
    layouts = [
        int(e.get("id"))
        for name, root in _parts(package)
        if re.fullmatch(r"ppt/slideMasters/slideMaster\d+\.xml", name)
        for e in root.iter(f"{P}sldLayoutId")
    ]
    both = masters + layouts
    assert len(both) == len(set(both)) and all(i >= 2**31 for i in both)


@pytest.mark.parametrize(("story_id", "lang", "ground"), CASES)
def test_elements_stand_in_the_order_and_under_the_parents_that_the_schema_demands(
    store: Store, story_id: str, lang: str, ground: str
) -> None:
    for name, root in _parts(_package(store, story_id, lang, ground)):
        for element in root.iter():
            order = ORDER.get(element.tag)
            if order is not None:
                places = [order.split().index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), f"{name}: {etree.QName(element).localname}: {[c.tag for c in element]}"
        for text in root.iter(f"{A}t"):
            assert text.getparent().tag in (f"{A}r", f"{A}fld"), f"{name}: a text outside a run"
            assert len(text.getparent().findall(f"{A}t")) == 1
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text.text or "")
        for run in root.iter(f"{A}r"):
            assert run.find(f"{A}t") is not None, f"{name}: a run without a text"
            assert run.getparent().tag == f"{A}p"
        for body in [*root.iter(f"{P}txBody"), *root.iter(f"{A}txBody")]:
            assert body.find(f"{A}bodyPr") is not None and body.find(f"{A}p") is not None, name
        for cell in root.iter(f"{A}tc"):
            assert cell.find(f"{A}txBody") is not None and cell[-1].tag == f"{A}tcPr", name
        for table in root.iter(f"{A}tbl"):
            columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            assert columns and all(len(row.findall(f"{A}tc")) == columns for row in table.iter(f"{A}tr"))
        for path in root.iterfind(f".//{A}pathLst/{A}path"):
            assert path[0].tag == f"{A}moveTo" and int(path.get("w")) > 0 and int(path.get("h")) > 0
        for extent in root.iter(f"{A}ext"):
            if extent.get("cx") is not None:
                assert int(extent.get("cx")) >= 0 and int(extent.get("cy")) >= 0, name


@pytest.mark.parametrize(("story_id", "lang", "ground"), CASES)
def test_every_chart_has_its_workbook_and_every_placeholder_a_place_in_its_layout(
    store: Store, story_id: str, lang: str, ground: str
) -> None:
    package = _package(store, story_id, lang, ground)
    books = {source: target for source, _, kind, target in _targets(package) if kind.endswith("/package")}
    charts = [n for n in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]
    assert charts
    for name in charts:
        root = etree.fromstring(package.read(name))
        assert root.find(f"{C}externalData") is not None
        sheet = load_workbook(io.BytesIO(package.read(books[name]))).worksheets[0]
        for series in root.iter(f"{C}ser"):
            points = {int(p.get("idx")): float(p[0].text) for p in series.findall(f"{C}val//{C}pt")}
            for index, value in points.items():
                assert sheet.cell(index + 2, 2).value == pytest.approx(value, rel=1e-12), name
            assert all(int(d.find(f"{C}idx").get("val")) in points for d in series.findall(f"{C}dPt"))
    out = io.BytesIO()
    deck = Presentation(io.BytesIO(package.fp.getvalue()))  # type: ignore[union-attr]
    deck.save(out)
    assert len(Presentation(io.BytesIO(out.getvalue())).slides) == len(deck.slides)
    for slide in deck.slides:
        offered = {p.placeholder_format.idx for p in slide.slide_layout.placeholders}
        assert {p.placeholder_format.idx for p in slide.placeholders} <= offered
        assert slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip()


def test_there_are_decks_of_every_ground() -> None:
    assert {ground for _, _, ground in CASES} == set(GROUNDS)
