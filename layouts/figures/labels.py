"""Where the names on a map stand, so that none lies on another.

Belongs here: text extents, and the greedy placement of label blocks in drawing units. Does not belong here: SVG,
colours, what a label says. A block hangs from the baseline of its name, and everything in it scales with the type size:
a place found for the large type of a narrow screen therefore also holds for the small type of a wide one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

# All in em of the name's type. The drawing (`map.py`, `20_atlas_map.js`, `map.css`) uses the same numbers.
SMALL = 0.86  # the type of value and notes
VALUE_DROP = 1.25 * SMALL  # from the name's baseline to the value's
NOTE_DROP = 1.2 * SMALL  # from there to the first note's, and to the second's
VALUE_EM = 8 * 0.58 * SMALL  # room kept for a value: eight Latin characters
NOTE_EM = 7 * SMALL  # room kept for a note: seven Chinese characters
ASCENT, DESCENT, PAD = 0.88, 0.2, 0.12
ROOMS = ("symbol", "value", "name")  # richest first: name + value + two notes, name + value, name alone
_DEPTH = {
    "name": DESCENT,
    "value": DESCENT + VALUE_DROP,
    "symbol": DESCENT + VALUE_DROP + 2 * NOTE_DROP,
}
# What all labels ask for together, richest first; the first wish that leaves nobody out is taken.
_WISHES = (("symbol",), ("value",), ("value", "name"), ("name",))
_TRIES = 12
_REACH = 6  # steps of the search to each side

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ask:
    """A label that wants a place.

    Attributes:
        key: What the answer is found by.
        text: The name.
        at: The best point for it, x and y in drawing units.
        radius: Free radius around that point, drawing units; the larger is served first.
        path: SVG path data of the region ("" = anywhere), absolute M and relative integer steps.
        rooms: What it wants beside the name, richest first, a tail of `ROOMS`.
        rank: Lower ranks are served before higher ones, whatever their radius.
        least: The share of the block that must lie inside the region, 0..1.
        scale: Its type size as a multiple of the map's.
    """

    key: str
    text: str
    at: tuple[float, float]
    radius: float
    path: str
    rooms: tuple[str, ...] = ROOMS
    rank: int = 0
    least: float = 0.55
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: the middle of its name's baseline, in drawing units.

    Attributes:
        x: Middle of the name.
        y: Baseline of the name.
        room: What there is room for on a wide screen, one of `ROOMS`.
        narrow_room: The same for a narrow screen; "" means that the label is dropped there.
    """

    x: float
    y: float
    room: str
    narrow_room: str


def extent(text: str) -> float:
    """Estimate the width of a text in em: 1 for a Chinese character, 0.58 for another, 0.3 for a space or a point.

    Args:
        text: One line.

    Returns:
        The width in em, a little generous.
    """
    return sum(1.0 if ord(sign) > 0x2E7F else 0.3 if sign in " .,·'" else 0.58 for sign in text)


def fits_value(text: str) -> bool:
    """Say whether a value is short enough for the room that is kept under a name.

    Args:
        text: The value as it would be printed on the map.

    Returns:
        True when it may be printed; the same rule is in `assets/20_atlas_map.js`.
    """
    return extent(text) * SMALL <= VALUE_EM


def fits_note(text: str) -> bool:
    """Say whether a note is short enough for the room that is kept beside a circle.

    Args:
        text: The note as it would be printed on the map.

    Returns:
        True when it may be printed whole.
    """
    return extent(text) * SMALL <= NOTE_EM


def box(text: str, x: float, y: float, size: float, room: str) -> Box:
    """Give the rectangle that a label block takes, with a little air.

    Args:
        text: The name.
        x: Middle of the name, drawing units.
        y: Baseline of the name, drawing units.
        size: Type size of the name, drawing units.
        room: One of `ROOMS`.

    Returns:
        x0, y0, x1, y1 in drawing units, y down.
    """
    width = max(extent(text), {"name": 0.0, "value": VALUE_EM, "symbol": NOTE_EM}[room])
    half = (width / 2 + PAD) * size
    return x - half, y - (ASCENT + PAD / 2) * size, x + half, y + (_DEPTH[room] + PAD / 2) * size


def place(asks: Sequence[Ask], *, narrow: float, wide: float, bounds: Box) -> dict[str, Place]:
    """Find places for labels: first at the narrow screen's type, then, for what was dropped, at the wide one's.

    Args:
        asks: The labels; keys unique.
        narrow: Type size on a narrow screen, drawing units; not smaller than `wide`.
        wide: Type size on a wide screen, drawing units.
        bounds: No block reaches beyond this rectangle.

    Returns:
        The places by key. A key that is missing found none.

    Raises:
        ValueError: `narrow` is smaller than `wide`, so that places would not hold for both.
    """
    if narrow < wide:
        raise ValueError(
            f"Label placement got narrow type {narrow} below wide type {wide}, expected it not smaller: a place is "
            "found for the larger type and must hold for the smaller. Pass max(narrow, wide)."
        )
    search = _Search(asks, bounds)
    on_narrow = search.settle(asks, narrow, {})
    kept = {key: (x, y, room) for key, (x, y, room) in on_narrow.items()}
    left = [ask for ask in asks if ask.key not in kept]
    on_wide = search.settle(left, wide, kept)
    return {
        ask.key: Place(*on_wide[ask.key], on_narrow[ask.key][2] if ask.key in on_narrow else "")
        for ask in asks
        if ask.key in on_wide
    }


_Spot = tuple[float, float, str]


class _Search:
    """The greedy search; remembers the candidates of every label."""

    def __init__(self, asks: Sequence[Ask], bounds: Box) -> None:
        self._asks = {ask.key: ask for ask in asks}
        self._bounds = bounds
        self._shapes = {ask.key: parse_path(ask.path) for ask in asks if ask.path}
        for shape in self._shapes.values():
            shapely.prepare(shape)
        self._known: dict[tuple[str, str, float], NDArray[np.float64]] = {}

    def settle(self, asks: Sequence[Ask], size: float, kept: Mapping[str, _Spot]) -> dict[str, _Spot]:
        """Place labels around those that are kept, then give every one the richest room that is still free."""
        spots: dict[str, _Spot] = dict(kept)
        for rooms in _WISHES:
            spots, missing = self._pack(asks, rooms, size, kept)
            # A label that wants its name alone would not fit better beside poorer ones.
            if all(ask.rooms == ("name",) for ask in missing):
                break
        return self._enrich(spots, size)

    def _pack(
        self, asks: Sequence[Ask], wish: Sequence[str], size: float, kept: Mapping[str, _Spot]
    ) -> tuple[dict[str, _Spot], list[Ask]]:
        order = sorted(asks, key=lambda ask: (ask.rank, -ask.radius))
        best: tuple[dict[str, _Spot], list[Ask]] = (dict(kept), list(order))
        for _ in range(_TRIES):
            spots, missing = dict(kept), []
            taken = [self._box(key, spot, size) for key, spot in kept.items()]
            for ask in order:
                rooms = [room for room in wish if room in ask.rooms] or [ask.rooms[0]]
                found = (self._free(ask, room, size, taken) for room in rooms)
                spot = next((place for place in found if place is not None), None)
                if spot is None:
                    missing.append(ask)
                    continue
                spots[ask.key] = spot
                taken.append(self._box(ask.key, spot, size))
            if len(missing) < len(best[1]):
                best = (spots, missing)
            if not missing:
                break
            # Those that came too late go first among their rank, as the crowded have the least choice.
            late = {ask.key for ask in missing}
            order = sorted(order, key=lambda ask: (ask.rank, ask.key not in late))
        return best

    def _free(self, ask: Ask, room: str, size: float, taken: Sequence[Box]) -> _Spot | None:
        """Give the best candidate whose block touches none of the taken ones."""
        points = self._candidates(ask, room, size)
        if not len(points):
            return None
        x0, y0, x1, y1 = box(ask.text, 0.0, 0.0, size * ask.scale, room)
        blocks = np.hstack([points, points]) + np.array([x0, y0, x1, y1])
        others = np.array(taken, dtype=float).reshape(-1, 4)
        meets = (blocks[:, None, :2] < others[None, :, 2:]) & (others[None, :, :2] < blocks[:, None, 2:])
        free = np.flatnonzero(~meets.all(axis=2).any(axis=1))
        return (float(points[free[0], 0]), float(points[free[0], 1]), room) if len(free) else None

    def _enrich(self, spots: dict[str, _Spot], size: float) -> dict[str, _Spot]:
        for room in reversed(ROOMS):
            for key, (x, y, now) in spots.items():
                ask = self._asks[key]
                if room not in ask.rooms or ROOMS.index(room) >= ROOMS.index(now):
                    continue
                block = self._box(key, (x, y, room), size)
                others = (self._box(other, spot, size) for other, spot in spots.items() if other != key)
                if _within(block, self._bounds) and not any(_overlap(block, other) for other in others):
                    spots[key] = (x, y, room)
        return spots

    def _box(self, key: str, spot: _Spot, size: float) -> Box:
        ask = self._asks[key]
        return box(ask.text, spot[0], spot[1], size * ask.scale, spot[2])

    def _candidates(self, ask: Ask, room: str, size: float) -> NDArray[np.float64]:
        """Give x and y of possible baselines, best first: near the label point and inside the region."""
        known = self._known.get((ask.key, room, size))
        if known is not None:
            return known
        type_size = size * ask.scale
        step = max(0.4 * type_size, ask.radius / _REACH)
        grid = np.arange(-_REACH, _REACH + 1) * step
        dx, dy = (axis.ravel() for axis in np.meshgrid(grid, grid))
        # The name, or name and value, is centred on the point; notes hang below.
        lines = 0.0 if room == "name" else VALUE_DROP
        x = ask.at[0] + dx
        y = ask.at[1] + dy + (ASCENT - DESCENT - lines) / 2 * type_size
        inside = self._inside(ask, x, y, type_size, lines)
        cost = np.hypot(dx * 0.8, dy) / type_size + 4 * (1 - inside)
        x0, y0, x1, y1 = box(ask.text, 0.0, 0.0, type_size, room)
        left, top, right, bottom = self._bounds
        whole = (x + x0 >= left) & (y + y0 >= top) & (x + x1 <= right) & (y + y1 <= bottom)
        order = np.argsort(cost, kind="stable")
        order = order[(inside >= ask.least)[order] & whole[order]]
        found = np.column_stack([x[order], y[order]])
        self._known[ask.key, room, size] = found
        return found

    def _inside(
        self, ask: Ask, x: NDArray[np.float64], y: NDArray[np.float64], size: float, lines: float
    ) -> NDArray[np.float64]:
        shape = self._shapes.get(ask.key)
        if shape is None:
            return np.ones_like(x)
        half = max(extent(ask.text), 2.2 if lines else 0.0) / 2 * size
        across = np.linspace(-half, half, 5)
        down = np.array([-0.7 * size, lines * size])
        points = np.array([(a, b) for a in across for b in down])
        xs, ys = x[:, None] + points[:, 0], y[:, None] + points[:, 1]
        return shapely.contains_xy(shape, xs, ys).mean(axis=1)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _within(a: Box, b: Box) -> bool:
    return a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]


def parse_path(path: str) -> shapely.Geometry:
    """Read the path data of an outline back into an area.

    Args:
        path: Rings of one absolute M and relative integer steps, each closed by z; fill rule even-odd.

    Returns:
        A Polygon or MultiPolygon in drawing units.

    Raises:
        ValueError: A ring has fewer than three points.
    """
    area: shapely.Geometry = shapely.Polygon()
    for ring in path.split("z"):
        if not ring.strip():
            continue
        numbers = np.array(re.findall(r"-?\d+", ring), dtype=float).reshape(-1, 2)
        if len(numbers) < 3:
            raise ValueError(
                f"Outline ring {ring[:40]!r} has {len(numbers)} points, expected at least 3: rebuild the boundaries."
            )
        # Even-odd: a ring inside another is a hole, which is what the symmetric difference leaves.
        area = area.symmetric_difference(shapely.Polygon(np.cumsum(numbers, axis=0)).buffer(0))
    return area
