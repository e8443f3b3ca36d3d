"""Places join: the boundary files, the table of regions and the source know the same ones.

Belongs here: counts, codes, areas and geometry of the GeoJSON files, read as anybody would read them, and that the
build gives them again. Does not belong here: the drawing (`tests/unit/test_boundaries.py`) and the other tables.
"""

import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.boundaries import FILES, SOURCE_TITLE, load_boundaries
from geodata.build import REGIONS, build
from geodata.tianditu import read_features

ALBERS = "+proj=aea +lat_1=35 +lat_2=40 +lat_0=37.5 +lon_0=112.5 +datum=WGS84"
PUBLISHED_KM2 = 156_700  # area of the province as its government gives it
LEVELS = {"province": 1, "prefectures": 11, "counties": 117}


@pytest.fixture(scope="module")
def files() -> dict[str, gpd.GeoDataFrame]:
    return {name: gpd.read_file(FILES / f"{name}.geojson") for name in LEVELS}


@pytest.fixture(scope="module")
def regions() -> pd.DataFrame:
    return pd.read_csv(REGIONS, dtype=str, keep_default_na=False)


@pytest.mark.parametrize("name", LEVELS)
def test_every_place_of_the_table_has_one_outline(
    files: dict[str, gpd.GeoDataFrame], regions: pd.DataFrame, name: str
) -> None:
    frame = files[name]
    columns = ["region_code", "name_zh", "name_en", "parent_code", "level"]
    level = frame["level"].iloc[0]
    expected = regions.loc[(regions["level"] == level) & regions["region_code"].str.startswith("14"), columns]
    assert len(frame) == LEVELS[name] == frame["region_code"].nunique()
    pd.testing.assert_frame_equal(
        pd.DataFrame(frame[columns]), expected.sort_values("region_code").reset_index(drop=True), check_dtype=False
    )
    assert list(frame["id"]) == list(frame["region_code"])
    assert frame["source"].eq(SOURCE_TITLE).all()
    assert frame.crs == "EPSG:4326"


@pytest.mark.parametrize("name", LEVELS)
def test_outlines_are_valid_and_drawn_clockwise(files: dict[str, gpd.GeoDataFrame], name: str) -> None:
    shapes = files[name].geometry
    assert shapes.is_valid.all()
    assert shapes.geom_type.eq("Polygon").all()
    # Plotly paints everything but the region when an exterior ring runs the other way.
    assert not shapes.exterior.is_ccw.any()
    assert all(shapely.is_ccw(hole) for shape in shapes for hole in shape.interiors)
    assert files[name].geometry.is_valid_coverage()


def test_coordinates_have_four_decimals(files: dict[str, gpd.GeoDataFrame]) -> None:
    for frame in files.values():
        xy = shapely.get_coordinates(frame.geometry)
        assert np.array_equal(xy, np.round(xy, 4))


def test_a_prefecture_is_exactly_its_counties_and_the_province_its_prefectures(
    files: dict[str, gpd.GeoDataFrame],
) -> None:
    for parts, wholes in (("counties", "prefectures"), ("prefectures", "province")):
        joined = files[parts].dissolve("parent_code").geometry
        given = files[wholes].set_index("region_code").geometry
        assert joined.symmetric_difference(given, align=True).is_empty.all()


def test_areas_add_up_and_agree_with_what_is_published(files: dict[str, gpd.GeoDataFrame]) -> None:
    areas = {name: frame.set_index("region_code")["area_km2"] for name, frame in files.items()}
    for parts, wholes in (("counties", "prefectures"), ("prefectures", "province")):
        sums = files[parts].groupby("parent_code")["area_km2"].sum()
        assert sums.to_dict() == pytest.approx(areas[wholes].to_dict(), rel=1e-4)
    assert areas["province"]["140000"] == pytest.approx(PUBLISHED_KM2, rel=0.01)
    drawn = files["counties"].set_index("region_code").to_crs(ALBERS).area / 1e6
    assert drawn.to_dict() == pytest.approx(areas["counties"].to_dict(), rel=0.025)


@pytest.mark.parametrize("name", LEVELS)
def test_label_points_lie_inside(files: dict[str, gpd.GeoDataFrame], name: str) -> None:
    frame = files[name]
    points = gpd.points_from_xy(frame["label_lon"], frame["label_lat"], crs=frame.crs)
    assert frame.geometry.contains(gpd.GeoSeries(points)).all()


def test_the_source_calls_every_place_as_the_table_does(regions: pd.DataFrame) -> None:
    features = {**read_features("province"), **read_features("city"), **read_features("district")}
    names = {code: feature.name for code, feature in features.items() if code.startswith("14")}
    assert names == regions[regions["region_code"].isin(list(names))].set_index("region_code")["name_zh"].to_dict()
    assert len(names) == 1 + 11 + 117


def test_neighbours_in_the_source_are_neighbours_in_every_file(files: dict[str, gpd.GeoDataFrame]) -> None:
    source = {code: f.geometry for code, f in read_features("district").items() if code.startswith("14")}
    counties = files["counties"].set_index("region_code").geometry
    pairs = _bordering(gpd.GeoSeries(source))
    assert len(pairs) == 302
    assert _bordering(counties) == pairs
    assert {frozenset((c, n)) for c, o in load_boundaries().counties.items() for n in o.neighbours} == pairs


def test_the_build_gives_the_committed_files_again(tmp_path: Path) -> None:
    written = build(tmp_path)
    assert {file.name for file in written} == {file.name for file in FILES.iterdir()}
    assert [file.name for file in written if file.read_bytes() != (FILES / file.name).read_bytes()] == []
    assert sorted(tmp_path.iterdir()) == sorted(written)


def test_a_table_that_knows_other_places_stops_the_build(tmp_path: Path) -> None:
    table, out = tmp_path / "regions.csv", tmp_path / "out"
    shutil.copy(REGIONS, table)
    table.write_text(table.read_text(encoding="utf-8").replace("\n140105,", "\n140199,"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"Only in regions\.csv: \['140199'\]; only in the boundaries: \['140105'\]"):
        build(out, table)
    assert not out.exists()


def _bordering(shapes: gpd.GeoSeries) -> set[frozenset[str]]:
    """Pairs whose borders meet along a line, longer than a point."""
    first, second = shapes.sindex.query(shapes, predicate="intersects")
    codes = shapes.index.to_numpy()
    apart = first < second
    left, right = first[apart], second[apart]
    lengths = shapely.length(shapely.intersection(shapes.to_numpy()[left], shapes.to_numpy()[right]))
    return {frozenset((codes[a], codes[b])) for a, b, length in zip(left, right, lengths, strict=True) if length > 0}
