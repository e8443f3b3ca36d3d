"""The drawing grid: equal-area projection, whole numbers, SVG path data.

Belongs here: coordinates on their way from degrees to the drawing. Does not belong here: which outlines are drawn, and
borders shared between them (`geodata.coverage`). Needed only to build the boundary files.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from geodata.boundaries import CRS, UNITS_PER_KM
from geodata.coverage import Shape, Shapes

METRES_PER_UNIT = 1000 / UNITS_PER_KM

_UNITS = np.array([1.0, -1.0]) / METRES_PER_UNIT  # northings grow upwards, y grows down
_TRANSFORMER = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)


@dataclass(frozen=True)
class Grid:
    """Whole units of 1 / UNITS_PER_KM kilometre, x to the right and y down, in the equal-area projection.

    Attributes:
        origin: Easting and northing, in metres, of the grid's (0, 0).
    """

    origin: tuple[float, float]

    @classmethod
    def around(cls, province: Shape) -> "Grid":
        """Place the origin at the top left of the province's bounding box.

        Half a unit outside, so that rounding never leaves the province. It matters for more than that: where a county
        narrows to less than a unit, the phase of the grid decides whether its two sides keep apart or cross. With this
        one they keep apart everywhere; the build stops if new boundaries should change that.

        Args:
            province: Its outline in WGS 84 degrees.

        Returns:
            The grid.
        """
        left, _, _, top = to_metres(province).bounds
        half = METRES_PER_UNIT / 2
        return cls((float(np.floor(left) - half), float(np.ceil(top) + half)))

    def project(self, shapes: Shapes) -> Shapes:
        """Project to the grid, not yet to whole units.

        Args:
            shapes: Polygons in WGS 84 degrees, shape (n,).

        Returns:
            Polygons in grid units, shape (n,).
        """
        return _transform(shapes, lambda xy: (_project(xy) - self.origin) * _UNITS)

    def to_degrees(self, point: tuple[int, int]) -> tuple[float, float]:
        """Give longitude and latitude of a point of the grid.

        Args:
            point: x and y in grid units.

        Returns:
            Longitude and latitude in WGS 84 degrees.
        """
        easting, northing = np.array(point) / _UNITS + self.origin
        longitude, latitude = _TRANSFORMER.transform(easting, northing, direction="INVERSE")
        return float(longitude), float(latitude)


def whole(shapes: Shapes) -> Shapes:
    """Round to whole units.

    A vertex goes where it goes whatever outline it belongs to, so what two outlines share they still share.

    Args:
        shapes: Polygons in grid units, shape (n,).

    Returns:
        Polygons with whole coordinates and no vertex twice in a row, shape (n,).
    """
    return np.asarray(shapely.remove_repeated_points(_transform(shapes, np.rint), 0))


def to_metres(shape: Shape) -> Shape:
    """Project to the equal-area CRS.

    Args:
        shape: In WGS 84 degrees.

    Returns:
        The same in metres of `CRS`.
    """
    return shapely.transform(shape, _project)


def _project(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_TRANSFORMER.transform(degrees[:, 0], degrees[:, 1]))


def _transform(shapes: Shapes, change: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Shapes:
    return np.asarray(shapely.transform(shapes, change))


def svg_path(geometry: Shape) -> str:
    """Write an outline as SVG path data.

    Args:
        geometry: Polygon or MultiPolygon with whole coordinates.

    Returns:
        For each ring, exteriors and holes alike, an absolute start and relative steps: "M12 34l5-3-2 8z". To be filled
        with the rule evenodd.
    """
    return "".join(_ring(ring) for part in shapely.get_parts(geometry) for ring in [part.exterior, *part.interiors])


def _ring(ring: shapely.LinearRing) -> str:
    points = shapely.get_coordinates(ring).astype(int)
    (x, y), steps = points[0], np.diff(points[:-1], axis=0).ravel().tolist()
    # A minus separates numbers as well as a blank does, and is there anyway.
    numbers = "".join(f"{step}" if step < 0 else f" {step}" for step in steps).removeprefix(" ")
    return f"M{x} {y}l{numbers}z"
