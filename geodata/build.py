"""Build the boundary files: `make boundaries`, or `python -m geodata.build`.

Belongs here: which outlines are taken, at which detail, and what is written about each. Does not belong here: how they
are read (`geodata.tianditu`), kept together (`geodata.coverage`) and drawn (`geodata.grid`). The running application
needs only what this wrote: the same input gives the same bytes, and they are kept in the repository.

Written are outlines.json for the atlas's own drawings, and province, prefectures and counties.geojson for maps and for
other people's programs.
"""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata.boundaries import CRS, FILES, SOURCE_TITLE, UNITS_PER_KM
from geodata.coverage import Shape, Shapes, check, join, neighbours, simplify, surroundings
from geodata.grid import Grid, svg_path, to_metres, whole
from geodata.regions import PROVINCE, prefecture_of
from geodata.tianditu import read_features

REGIONS = Path(__file__).parent.parent / "data" / "tables" / "regions.csv"
# Degrees. Above 0.005 the small urban districts lose their shape: 1.9 % of area at 0.005, 26 % at 0.01.
TOLERANCE = {"coarse": 0.005, "fine": 0.001}
CONTEXT_KM = 120
CONTEXT_TOLERANCE = 20  # grid units; decoration behind the province
LABEL_PRECISION = 1  # grid units
DECIMALS = 4  # of degrees in the GeoJSON: 11 m


@dataclass(frozen=True)
class Land:
    """The unsimplified land in WGS 84 degrees: counties, then the prefectures around the province.

    Attributes:
        counties: County codes, sorted.
        outer: Codes of prefectures outside the province, sorted.
        shapes: Polygons of both in that order, a coverage, shape (counties + outer,).
    """

    counties: list[str]
    outer: list[str]
    shapes: Shapes

    def split(self, shapes: Shapes) -> tuple[Shapes, Shapes]:
        """Part an array in this order into counties and outer prefectures."""
        return shapes[: len(self.counties)], shapes[len(self.counties) :]


def build(folder: Path, regions: Path = REGIONS) -> list[Path]:
    """Build all boundary files.

    Args:
        folder: Where to write; made if missing.
        regions: The table of regions, for names and for a check that both know the same places.

    Returns:
        The files written.

    Raises:
        ValueError: The boundaries and the table differ, or simplified outlines do not fit together. Nothing is written.
    """
    land = _read_land()
    names = _read_names(regions, land.counties)
    province = shapely.coverage_union_all(land.split(land.shapes)[0])
    grid = Grid.around(province)
    records = _outlines(land, grid)
    drawing = {"source": SOURCE_TITLE, "units_per_km": UNITS_PER_KM, "crs": CRS, "origin_m": grid.origin}
    files = {"outlines.json": _lines(drawing, "outlines", records)}
    shapes = _rounded(land)
    described = {record["code"]: record for record in records if record["level"] != "context"}
    for level, plural in {"province": "province", "prefecture": "prefectures", "county": "counties"}.items():
        features = [
            _feature(described[code], names[code], shape, grid) for code, shape in _levels(land.counties, shapes)[level]
        ]
        head = {"type": "FeatureCollection", "name": plural}
        files[f"{plural}.geojson"] = _lines(head, "features", features)
    return _write(folder, files)


def _read_land() -> Land:
    counties = {c: f.geometry for c, f in read_features("district").items() if c[:2] == PROVINCE[:2]}
    province = to_metres(shapely.coverage_union_all(list(counties.values())))
    frame = shapely.box(*np.array(province.bounds) + np.array([-1, -1, 1, 1]) * CONTEXT_KM * 1000)
    # A rough look in degrees first: far from its meridian the projection is of no use.
    near = shapely.box(105, 30, 120, 45)
    outer = {
        code: feature.geometry
        for code, feature in read_features("city").items()
        if code[:2] != PROVINCE[:2]
        and feature.geometry.intersects(near)
        and to_metres(feature.geometry).intersects(frame)
    }
    codes = sorted(counties), sorted(outer)
    shapes = np.array([counties[code] for code in codes[0]] + [outer[code] for code in codes[1]])
    check(shapes, codes[0] + codes[1], "outlines as read")
    return Land(*codes, shapes)


def _read_names(table: Path, counties: Sequence[str]) -> dict[str, dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as rows:
        names = {row["region_code"]: row for row in csv.DictReader(rows) if row["region_code"][:2] == PROVINCE[:2]}
    expected = {PROVINCE, *(prefecture_of(code) for code in counties), *counties}
    if names.keys() != expected:
        raise ValueError(
            f"{table.name} and the boundaries know different places. Only in {table.name}: "
            f"{sorted(names.keys() - expected) or 'none'}; only in the boundaries: "
            f"{sorted(expected - names.keys()) or 'none'}. Expected the same {len(expected)} codes: correct the table, "
            "or take boundaries of the same year."
        )
    return names


def _outlines(land: Land, grid: Grid) -> list[dict[str, Any]]:
    """Describe the province, its prefectures, counties and surroundings, in this order, for outlines.json."""
    raw, _ = land.split(land.shapes)
    codes = land.counties + land.outer
    drawn: dict[str, dict[str, list[tuple[str, Shape]]]] = {}
    for detail, tolerance in TOLERANCE.items():
        counties, outer = land.split(grid.project(simplify(land.shapes, tolerance)))
        counties = whole(counties)
        frame = shapely.box(*shapely.total_bounds(counties)).buffer(CONTEXT_KM * UNITS_PER_KM, join_style="mitre")
        context = surroundings(outer, frame.bounds, CONTEXT_TOLERANCE)
        check(np.concatenate([counties, context]), codes, f"{detail} outlines on the drawing grid")
        if neighbours(counties, land.counties) != neighbours(raw, land.counties):
            raise ValueError(
                f"Some counties lose or gain a neighbour in the {detail} outlines, expected the same neighbours as in "
                "the source: lower the tolerance in geodata/build.py and build again."
            )
        drawn[detail] = _levels(land.counties, counties)
        drawn[detail]["context"] = list(zip(land.outer, context, strict=True))
    areas = {code: to_metres(shape).area / 1e6 for of in _levels(land.counties, raw).values() for code, shape in of}
    records = []
    for level, fine in drawn["fine"].items():
        beside = neighbours(np.array([shape for _, shape in fine]), [code for code, _ in fine])
        for (code, shape), (_, coarse) in zip(fine, drawn["coarse"][level], strict=True):
            if shape.is_empty:
                continue
            decoration = level == "context"
            label, radius = _label(code, shape, coarse)
            records.append(
                {
                    "code": code,
                    "level": level,
                    "parent": {"county": f"{code[:4]}00", "prefecture": PROVINCE}.get(level, ""),
                    "path": {"coarse": svg_path(coarse), "fine": svg_path(shape)},
                    "bbox": [int(bound) for bound in shape.bounds],
                    "label": label,
                    "radius": radius,
                    "area_km2": round(shape.area / UNITS_PER_KM**2 if decoration else areas[code], 2),
                    "neighbours": [] if decoration else beside[code],
                }
            )
    return records


def _levels(codes: Sequence[str], counties: Shapes) -> dict[str, list[tuple[str, Shape]]]:
    """Join counties to prefectures and the province; start each outline at its lowest vertex, to be the same again."""
    levels: dict[str, Mapping[str, Shape]] = {
        "province": join(counties, [PROVINCE] * len(codes)),
        "prefecture": join(counties, [prefecture_of(code) for code in codes]),
        "county": dict(zip(codes, counties, strict=True)),
    }
    return {
        level: [(code, shapely.normalize(shape)) for code, shape in shapes.items()] for level, shapes in levels.items()
    }


def _label(code: str, fine: Shape, coarse: Shape) -> tuple[tuple[int, int], float]:
    """Find the pole of inaccessibility, a whole point, and its distance from the border, in grid units."""
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(fine, LABEL_PRECISION))[0]
    point = shapely.Point(round(x), round(y))
    if not (fine.contains(point) and coarse.contains(point)):
        raise ValueError(
            f"The label point of {code} is outside its outline, expected inside at every detail: lower LABEL_PRECISION "
            "or the tolerance in geodata/build.py and build again."
        )
    return (int(point.x), int(point.y)), round(point.distance(fine.boundary), 1)


def _rounded(land: Land) -> Shapes:
    """Simplify the counties for the GeoJSON, in degrees of DECIMALS places."""
    # With the land around, so that the edge of the province is the same as in the coarse drawing.
    counties, _ = land.split(simplify(land.shapes, TOLERANCE["coarse"]))
    rounded = shapely.transform(counties, lambda xy: np.round(xy, DECIMALS))
    check(rounded, land.counties, f"counties rounded to {DECIMALS} decimals")
    return np.asarray(rounded)


def _feature(record: Mapping[str, Any], name: Mapping[str, str], shape: Shape, grid: Grid) -> dict[str, Any]:
    # RFC 7946 wants exterior rings counter-clockwise. Plotly's geo maps take a ring for the area to the right of it, so
    # that a counter-clockwise one paints the whole world but the region: here exteriors run clockwise. The RFC tells
    # programs not to reject such files (section 3.1.6).
    oriented = shapely.orient_polygons(shape, exterior_cw=True)
    longitude, latitude = grid.to_degrees(record["label"])
    return {
        "type": "Feature",
        "id": record["code"],
        "properties": {
            "region_code": record["code"],
            "name_zh": name["name_zh"],
            "name_en": name["name_en"],
            "parent_code": name["parent_code"],
            "level": record["level"],
            "area_km2": record["area_km2"],
            "label_lon": round(longitude, DECIMALS),
            "label_lat": round(latitude, DECIMALS),
            "source": SOURCE_TITLE,
        },
        "geometry": shapely.geometry.mapping(oriented),
    }


def _lines(head: Mapping[str, Any], key: str, records: Sequence[Mapping[str, Any]]) -> str:
    """Write one JSON object whose last member is a list, one record a line: small, and a change shows where it is."""

    def compact(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    return f'{compact(head)[:-1]},"{key}":[\n' + ",\n".join(compact(record) for record in records) + "\n]}\n"


def _write(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write all files, each whole before it takes its place."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {folder / name: folder / f".{name}.part" for name in files}
    try:
        for draft, text in zip(drafts.values(), files.values(), strict=True):
            draft.write_bytes(text.encode())
        for file, draft in drafts.items():
            draft.replace(file)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return list(drafts)


if __name__ == "__main__":
    for written in build(FILES):
        sys.stdout.write(f"{written} {written.stat().st_size:,} bytes\n")
