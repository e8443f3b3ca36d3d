"""What of the map stays when another indicator is chosen: outlines, view box, names and their places.

Belongs here: choosing outlines and the view box for a level and a focus, placing names. Does not belong here: values,
SVG text, files. A frame depends on the boundaries, the names and the language only, so it may be kept for ever under
its key and the boundaries' digest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

import shapely

from layouts.figures.labels import ROOMS, Ask, Place, parse_path, place

if TYPE_CHECKING:
    from geodata.boundaries import Boundaries, Outline

PROVINCE = "140000"
# The sizes the type is made for, in CSS pixels: the drawing's box on a laptop and on a phone. Larger boxes scale it up.
_WIDE, _NARROW = (500, 620), (330, 600)
_NAME_PX = 13
_COUNTY_PX = 11.5  # 117 names at once
_CROWDED = 40

ViewBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """A region that can carry a mark.

    Attributes:
        code: GB/T 2260 code.
        name: Short name in the frame's language.
        path: SVG path data in drawing units.
        at: Label point, drawing units: centre of its circle, start of the arrow keys.
        dim: True for a region outside the focus.
        label: Where its name stands; None when there was no place.
    """

    code: str
    name: str
    path: str
    at: tuple[int, int]
    dim: bool
    label: Place | None


@dataclass(frozen=True, slots=True)
class Beyond:
    """A prefecture drawn quietly around the focus.

    Attributes:
        code: GB/T 2260 code.
        path: SVG path data in drawing units.
    """

    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Lettering:
    """A name that belongs to no mark: a prefecture's above its counties, or a neighbour's.

    Attributes:
        code: GB/T 2260 code.
        text: The name.
        kind: "area" or "beyond-name", the class that styles it.
        scale: Its type as a multiple of the map's.
        place: Where it stands.
    """

    code: str
    text: str
    kind: Literal["area", "beyond-name"]
    scale: float
    place: Place


@dataclass(frozen=True, slots=True)
class Frame:
    """The map without values.

    Attributes:
        key: "<focus>.<level>.<lang>"; with the boundaries' digest a cacheable address.
        level: Level of the marks, "prefecture" or "county".
        focus: Code of the region that the view box fits.
        lang: "zh" or "en".
        view_box: x, y, width, height in drawing units (1 unit = 0.1 km, y down).
        regions: Regions that can carry a mark, sorted by code.
        beyond: Prefectures around the focus.
        context: Path data of the land outside the province.
        province: Path data of the province.
        prefectures: Path data of prefecture borders, drawn above the counties.
        lettering: Names that belong to no mark.
        type_wide: Type size of a name on a wide screen, drawing units.
        type_narrow: The same on a narrow screen.
        px: Drawing units of one CSS pixel on a wide screen.
        symbol_radius: Radius of the largest circle, drawing units.
    """

    key: str
    level: str
    focus: str
    lang: str
    view_box: ViewBox
    regions: tuple[Region, ...]
    beyond: tuple[Beyond, ...]
    context: tuple[str, ...]
    province: str
    prefectures: tuple[str, ...]
    lettering: tuple[Lettering, ...]
    type_wide: float
    type_narrow: float
    px: float
    symbol_radius: float


def make_frame(boundaries: "Boundaries", names: Mapping[str, str], level: str, focus: str, lang: str) -> Frame:
    """Make the map of a level, seen from a focus.

    Args:
        boundaries: The outlines.
        names: Short names by code in the language; every region drawn needs one.
        level: "prefecture" or "county": what carries the marks.
        focus: "140000", a prefecture or a county. With "140000" all regions of the level are in focus; with a
            prefecture and "county" its counties, the other prefectures around them; with a county, or a prefecture
            and "prefecture", the region itself among its neighbours, which are dimmed.
        lang: "zh" or "en", part of the key.

    Returns:
        The frame, in the boundaries' grid units.

    Raises:
        ValueError: The level is unknown, or the focus is a county and the level is not.
        KeyError: The focus is unknown, or a name is missing.
    """
    if level not in ("prefecture", "county"):
        raise ValueError(f"Map level {level!r}, expected 'prefecture' or 'county': pass the level of the marks.")
    outline = boundaries.of(focus)
    if outline.level == "county" and level == "prefecture":
        raise ValueError(f"Map of prefectures focused on county {focus}: pass level='county', or its prefecture.")
    whole = outline.code == boundaries.province.code
    detail = "coarse" if whole else "fine"
    view_box = _view_box(outline.bbox, 0.03 if whole else 0.07)
    drawn = boundaries.level(level)
    if whole:
        within = tuple(drawn)
        around: tuple[str, ...] = ()
    elif outline.level == "prefecture" and level == "county":
        within, around = boundaries.children(focus), ()
    else:
        within, around = (focus,), outline.neighbours
    codes = sorted({*within, *around})
    crowded = len(codes) > _CROWDED
    wide_px = max(view_box[2] / _WIDE[0], view_box[3] / _WIDE[1])
    narrow_px = max(view_box[2] / _NARROW[0], view_box[3] / _NARROW[1])
    size = _COUNTY_PX if crowded else _NAME_PX
    type_wide = round(size * wide_px, 1)
    type_narrow = max(type_wide, round(size * narrow_px, 1))

    beyond = [] if whole else _beyond(boundaries, outline, level, view_box)
    window = shapely.box(view_box[0], view_box[1], view_box[0] + view_box[2], view_box[1] + view_box[3])
    middles = {
        code: (drawn[code].label, drawn[code].radius) if code in within else _middle_in_sight(drawn[code], window)
        for code in codes
    }
    asks = [
        Ask(
            code,
            _name(names, code),
            at=middles[code][0],
            radius=middles[code][1],
            path=drawn[code].path[detail],
            rooms=("name",) if crowded or code not in within else ROOMS,
            rank=1 if code in within else 2,
            least=0.35 if level == "prefecture" else 0.5 if crowded else 0.55,
        )
        for code in codes
    ]
    lettering: list[tuple[Ask, Literal["area", "beyond-name"]]] = []
    if whole and level == "county":
        lettering = _areas(boundaries, names)
    elif outline.level == "prefecture" and level == "county":
        lettering = _neighbours(beyond, names, window)
    places = place(
        [*asks, *(ask for ask, _ in lettering)],
        narrow=type_narrow,
        wide=type_wide,
        bounds=window.bounds,
    )
    return Frame(
        key=f"{focus}.{level}.{lang}",
        level=level,
        focus=focus,
        lang=lang,
        view_box=view_box,
        regions=tuple(
            Region(
                code,
                _name(names, code),
                drawn[code].path[detail],
                drawn[code].label,
                code not in within,
                places.get(code),
            )
            for code in codes
        ),
        beyond=tuple(Beyond(other.code, other.path["fine"]) for other in beyond),
        context=tuple(land.path[detail] for land in boundaries.context),
        province=boundaries.province.path[detail],
        prefectures=_borders(boundaries, outline, level, detail),
        lettering=tuple(
            Lettering(ask.key.partition(" ")[2], ask.text, kind, ask.scale, places[ask.key])
            for ask, kind in lettering
            if ask.key in places
        ),
        type_wide=type_wide,
        type_narrow=type_narrow,
        px=round(wide_px, 3),
        symbol_radius=round(44 * wide_px, 1),
    )


def _name(names: Mapping[str, str], code: str) -> str:
    if code not in names:
        raise KeyError(f"No name for region {code} among {len(names)} names: add the row to data/tables/regions.csv.")
    return names[code]


def _view_box(bbox: tuple[int, int, int, int], margin: float) -> ViewBox:
    x0, y0, x1, y1 = bbox
    air = round(margin * max(x1 - x0, y1 - y0))
    return float(x0 - air), float(y0 - air), float(x1 - x0 + 2 * air), float(y1 - y0 + 2 * air)


def _beyond(boundaries: "Boundaries", outline: "Outline", level: str, view_box: ViewBox) -> list["Outline"]:
    """Choose the prefectures to draw around the focus: those within one view box to each side."""
    home = outline.code if outline.level == "prefecture" and level == "county" else ""
    x, y, width, height = view_box
    return [
        other
        for other in boundaries.prefectures.values()
        if other.code != home
        and other.bbox[2] > x - width
        and other.bbox[0] < x + 2 * width
        and other.bbox[3] > y - height
        and other.bbox[1] < y + 2 * height
    ]


def _borders(boundaries: "Boundaries", outline: "Outline", level: str, detail: str) -> tuple[str, ...]:
    if level != "county":
        return ()
    if outline.level == "province":
        return tuple(other.path[detail] for other in boundaries.prefectures.values())
    home = outline.code if outline.level == "prefecture" else outline.parent
    return (boundaries.prefectures[home].path[detail],)


def _areas(boundaries: "Boundaries", names: Mapping[str, str]) -> list[tuple[Ask, Literal["area", "beyond-name"]]]:
    """Ask for the prefectures' names above their counties; they come first, as they tell where one is."""
    return [
        (
            Ask(
                f"area {other.code}",
                _name(names, other.code),
                other.label,
                other.radius,
                other.path["coarse"],
                rooms=("name",),
                rank=0,
                scale=1.3,
            ),
            "area",
        )
        for other in boundaries.prefectures.values()
    ]


def _neighbours(
    beyond: list["Outline"], names: Mapping[str, str], window: shapely.Polygon
) -> list[tuple[Ask, Literal["area", "beyond-name"]]]:
    """Ask for the neighbours' names in the part of them that the view box shows."""
    asks: list[tuple[Ask, Literal["area", "beyond-name"]]] = []
    for other in beyond:
        point, radius = _middle_in_sight(other, window)
        ask = Ask(
            f"beyond {other.code}",
            _name(names, other.code),
            point,
            radius,
            other.path["coarse"],
            rooms=("name",),
            rank=3,
            least=0.9,
        )
        asks.append((ask, "beyond-name"))
    return asks


def _middle_in_sight(outline: "Outline", window: shapely.Polygon) -> tuple[tuple[float, float], float]:
    """Give the middle of the part that the window shows and the free radius there; 0 when it shows none."""
    seen = parse_path(outline.path["coarse"]).intersection(window)
    if seen.is_empty or not seen.area:
        return outline.label, 0.0
    circle = cast(shapely.LineString, shapely.maximum_inscribed_circle(seen))
    return (float(circle.coords[0][0]), float(circle.coords[0][1])), float(circle.length)
