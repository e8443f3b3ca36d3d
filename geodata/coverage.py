"""Regions as a coverage: outlines that meet without gap or overlap, and stay so.

Belongs here: simplifying, joining, clipping and checking outlines that share borders, and who borders whom. Does not
belong here: files, projections and names. Needed only to build the boundary files.

Levels are never simplified apart: counties are simplified together and joined upwards, so that a prefecture's border is
its counties' border, vertex by vertex.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

Shape: TypeAlias = shapely.Polygon | shapely.MultiPolygon
Shapes = NDArray[np.object_]  # of Shape


def simplify(geometries: Shapes, tolerance: float) -> Shapes:
    """Simplify a coverage, keeping shared borders shared.

    Args:
        geometries: Polygons that form a coverage, shape (n,).
        tolerance: In the coordinates' unit: the root of the area of the smallest triangle of three successive vertices
            that is kept (Visvalingam-Whyatt, as in GEOS).

    Returns:
        Simplified polygons, shape (n,).
    """
    return np.asarray(shapely.coverage_simplify(geometries, tolerance))


def join(geometries: Shapes, groups: Sequence[str]) -> dict[str, Shape]:
    """Join the members of each group of a coverage.

    Args:
        geometries: Polygons that form a coverage, shape (n,).
        groups: The group of each.

    Returns:
        One geometry for each group, sorted by group.
    """
    return {
        group: shapely.coverage_union_all(geometries[[member == group for member in groups]])
        for group in sorted(set(groups))
    }


def surroundings(outer: Shapes, frame: tuple[float, float, float, float], tolerance: float) -> Shapes:
    """Simplify the land around the province, but not where it meets the province, cut it to a frame and round it.

    Args:
        outer: Polygons that form a coverage around the province, shape (n,).
        frame: Left, top, right, bottom in the polygons' coordinates, whole numbers.
        tolerance: For the borders inside; see `simplify`.

    Returns:
        Polygons and MultiPolygons with whole coordinates, shape (n,); those outside the frame are empty.
    """
    # The outer edge of the surroundings, and so their border with the province, is not theirs to change.
    inside = shapely.coverage_simplify(outer, tolerance, simplify_boundary=False)
    cut = shapely.intersection(inside, shapely.box(*frame))
    # Rounding may squeeze a corner that barely enters the frame into two that meet at a point: make_valid parts them.
    return np.array([_polygons(shapely.make_valid(shapely.transform(piece, np.rint))) for piece in cut])


def check(geometries: Shapes, codes: Sequence[str], what: str) -> None:
    """Stop unless every outline is valid and all together are a coverage.

    Args:
        geometries: Polygons, shape (n,).
        codes: The code of each, for the message.
        what: Which outlines these are, for the message.

    Raises:
        ValueError: An outline crosses itself, or two overlap or do not share the vertices of their border.
    """
    invalid = ~shapely.is_valid(geometries)
    apart = ~shapely.is_empty(shapely.coverage_invalid_edges(geometries))
    if invalid.any() or apart.any():
        places = "; ".join(
            f"{code} ({shapely.is_valid_reason(shape) if crossed else 'its border is not its neighbour’s'})"
            for code, shape, crossed, bad in zip(codes, geometries, invalid, invalid | apart, strict=True)
            if bad
        )
        raise ValueError(
            f"The {what} do not fit together at {places}: expected valid polygons whose borders share every vertex. "
            "Choose another tolerance in geodata/build.py, or another origin in geodata/grid.py, and build again."
        )


def neighbours(geometries: Shapes, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Find who borders whom along a line, not merely at a point.

    In a coverage, two outlines share a border exactly if they share an edge between two successive vertices.

    Args:
        geometries: Polygons that form a coverage, shape (n,).
        codes: The code of each.

    Returns:
        For each code the sorted codes of its neighbours.
    """
    owners: defaultdict[frozenset[tuple[float, float]], list[str]] = defaultdict(list)
    for code, geometry in zip(codes, geometries, strict=True):
        for part in shapely.get_parts(geometry):
            for ring in [part.exterior, *part.interiors]:
                points = list(ring.coords)
                for edge in pairwise(points):
                    owners[frozenset(edge)].append(code)
    found: dict[str, set[str]] = {code: set() for code in codes}
    for pair in owners.values():
        if len(pair) == 2:
            found[pair[0]].add(pair[1])
            found[pair[1]].add(pair[0])
    return {code: tuple(sorted(others)) for code, others in found.items()}


def _polygons(geometry: shapely.Geometry) -> Shape:
    # A border that runs along the frame leaves a line beside the polygons.
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
