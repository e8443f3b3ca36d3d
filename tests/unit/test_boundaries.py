"""Outlines as drawn: their grid, their borders, their labels and their neighbours.

Belongs here: `geodata.boundaries`, `geodata.regions` and the drawing in outlines.json. Does not belong here: the
GeoJSON files and the table of regions (`tests/data/test_joins.py`).
"""

import re
from itertools import combinations

import numpy as np
import pytest
import shapely
from shapely.strtree import STRtree

from geodata.boundaries import Boundaries, Outline, load_boundaries
from geodata.regions import is_county, is_prefecture, level_of, prefecture_of

DETAILS = ("coarse", "fine")
PATH = re.compile(r"(M-?\d+ -?\d+l-?\d+(?:-\d+| \d+){3,}z)+")


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return load_boundaries()


def shape_of(path: str) -> shapely.Geometry:
    """Read path data back, by the SVG specification and the rule evenodd."""
    rings = []
    for start, steps in re.findall(r"M([^l]+)l([^z]+)z", path):
        corner = np.array(start.split(), int)
        moves = np.array(re.findall(r"-?\d+", steps), int).reshape(-1, 2)
        rings.append(shapely.Polygon(np.vstack([corner, corner + np.cumsum(moves, axis=0)])))
    shape = rings[0]
    for ring in rings[1:]:
        shape = shape.symmetric_difference(ring)
    return shape


def shapes_of(outlines: dict[str, Outline], detail: str) -> dict[str, shapely.Geometry]:
    return {code: shape_of(outline.path[detail]) for code, outline in outlines.items()}


def every(boundaries: Boundaries) -> list[Outline]:
    within = [boundaries.province, *boundaries.prefectures.values(), *boundaries.counties.values()]
    return within + list(boundaries.context)


def test_paths_are_an_absolute_start_and_relative_whole_steps(boundaries: Boundaries) -> None:
    odd = [o.code for o in every(boundaries) for detail in DETAILS if not PATH.fullmatch(o.path[detail])]
    assert odd == []
    assert all(set(o.path) == set(DETAILS) for o in every(boundaries))


@pytest.mark.parametrize("detail", DETAILS)
def test_drawn_counties_and_surroundings_meet_without_gap_or_overlap(boundaries: Boundaries, detail: str) -> None:
    counties = shapes_of(boundaries.counties, detail)
    around = [shape_of(outline.path[detail]) for outline in boundaries.context]
    drawn = np.array([*counties.values(), *around])
    assert shapely.is_valid(drawn).all()
    assert shapely.coverage_is_valid(drawn)
    # A gap would be a hole in the sheet: the province and its surroundings fill their rectangle.
    whole = shapely.union_all(drawn)
    assert whole.symmetric_difference(shapely.box(*whole.bounds)).is_empty


@pytest.mark.parametrize("detail", DETAILS)
def test_a_drawn_prefecture_is_exactly_its_counties(boundaries: Boundaries, detail: str) -> None:
    counties = shapes_of(boundaries.counties, detail)
    prefectures = shapes_of(boundaries.prefectures, detail)
    for code, drawn in prefectures.items():
        members = [shape for county, shape in counties.items() if county[:4] == code[:4]]
        assert drawn.symmetric_difference(shapely.union_all(members)).area == 0, code
        # The same vertices too: it can stand beside other prefectures' counties and no crack shows.
        others = [shape for county, shape in counties.items() if county[:4] != code[:4]]
        assert shapely.coverage_is_valid([drawn, *others]), code
    province = shape_of(boundaries.province.path[detail])
    assert province.symmetric_difference(shapely.union_all(list(prefectures.values()))).area == 0


@pytest.mark.parametrize("detail", DETAILS)
def test_labels_lie_inside_and_their_circles_too(boundaries: Boundaries, detail: str) -> None:
    for outline in every(boundaries):
        shape, point = shape_of(outline.path[detail]), shapely.Point(outline.label)
        assert shape.contains(point), outline.code
        if detail == "fine":
            assert outline.radius == pytest.approx(point.distance(shape.boundary), abs=0.1), outline.code
            assert outline.bbox == shape.bounds, outline.code


def test_the_grid_is_a_tenth_of_a_kilometre_and_begins_at_the_province(boundaries: Boundaries) -> None:
    left, top, right, bottom = boundaries.province.bbox
    assert (left, top) in {(x, y) for x in (0, 1) for y in (0, 1)}
    assert (right, bottom) == (pytest.approx(3849, abs=2), pytest.approx(6833, abs=2))
    # y runs down: Datong lies in the north, Yuncheng in the south.
    assert boundaries.of("140200").label[1] < boundaries.of("140800").label[1]
    for outline in boundaries.prefectures.values():
        assert shape_of(outline.path["fine"]).area / 100 == pytest.approx(outline.area_km2, rel=0.001), outline.code


@pytest.mark.parametrize(("level", "pairs"), [("county", 302), ("prefecture", 19)])
def test_neighbours_are_mutual_and_those_that_touch(boundaries: Boundaries, level: str, pairs: int) -> None:
    outlines = boundaries.level(level)
    told = {(code, other) for code, outline in outlines.items() for other in outline.neighbours}
    assert told == {(other, code) for code, other in told}
    assert len(told) == 2 * pairs
    for detail in DETAILS:
        codes, shapes = list(outlines), list(shapes_of(outlines, detail).values())
        first, second = STRtree(shapes).query(shapes, predicate="touches")
        assert {(codes[a], codes[b]) for a, b in zip(first, second, strict=True)} == told


def test_surroundings_are_decoration(boundaries: Boundaries) -> None:
    assert {"130100", "150100", "410100", "610100"} <= {outline.code for outline in boundaries.context}
    assert all((o.level, o.parent, o.neighbours) == ("context", "", ()) for o in boundaries.context)
    with pytest.raises(KeyError, match="No outline for '130100'"):
        boundaries.of("130100")


def test_levels_and_children(boundaries: Boundaries) -> None:
    assert (len(boundaries.level("prefecture")), len(boundaries.level("county"))) == (11, 117)
    assert list(boundaries.counties) == sorted(boundaries.counties)
    assert boundaries.children("140000") == tuple(boundaries.prefectures)
    assert boundaries.children("140300") == ("140302", "140303", "140311", "140321", "140322")
    assert boundaries.children("140302") == ()
    assert boundaries.of("140302").parent == "140300"
    assert boundaries.of("140300").parent == "140000"
    with pytest.raises(KeyError, match="expected one of prefecture, county"):
        boundaries.level("town")


def test_each_county_belongs_to_one_prefecture(boundaries: Boundaries) -> None:
    children = [set(boundaries.children(code)) for code in boundaries.prefectures]
    assert set().union(*children) == set(boundaries.counties)
    assert all(not a & b for a, b in combinations(children, 2))


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("100000", "nation"),
        ("140000", "province"),
        ("140100", "prefecture"),
        ("140105", "county"),
        ("140981", "county"),
    ],
)
def test_level_of_a_code(code: str, level: str) -> None:
    assert level_of(code) == level
    assert (is_prefecture(code), is_county(code)) == (level == "prefecture", level == "county")


@pytest.mark.parametrize("code", ["", "14", "1401", "14010", "1401005", "14O100", "１４０１００", " 140100", "140005"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert not is_prefecture(code)
    assert not is_county(code)
    with pytest.raises(ValueError, match="six ASCII digits"):
        level_of(code)


def test_prefecture_of_a_code() -> None:
    assert (prefecture_of("140105"), prefecture_of("140100")) == ("140100", "140100")
    with pytest.raises(ValueError, match="lies in no prefecture"):
        prefecture_of("140000")
