"""What the player on the stage gets: a story, outlines, texts and codes to scan, in one JSON object.

Belongs here: that object and the list of the player's files. Does not belong here: scenes (``layouts/stories``), the
player itself (``assets/stage``), addresses (``callbacks/present.py``).
"""

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno

from data.store import PROVINCE, Store
from geodata.boundaries import Outline, load_boundaries
from layouts.messages import message
from layouts.shell import boundary_line
from layouts.stories import Story, json_schema, to_json
from layouts.view_state import LANGS, ViewState

ASSETS = Path(__file__).resolve().parent.parent / "assets" / "stage"
SCRIPTS = ("map", "scene", "file", "edit", "player")
"""The player's files in the order in which they need each other; ``assets/40_stage.js`` names the same."""

_ACTS = "next back full black laser theme lang timer presenter code live edit leave help controls"
_LONG = "next back home full black laser theme lang timer presenter code live edit leave"
_SAID = (
    "of source and-more sources-count not-published not-comparable now next-scene last-scene "
    "notes clock spent server-lost no-code no-window file-fault title-zh title-en move-up move-down remove add "
    "new-scene save load reset close"
)
_BLANKS = ("n", "of", "place", "expected", "found")
"""Names the player fills in itself: in the texts sent to it they stand as ``{n}``."""


@lru_cache(maxsize=1)
def player_version() -> str:
    """A digest of the player's files, for their addresses."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


@lru_cache(maxsize=2)
def player_texts(lang: str) -> dict[str, str]:
    """The player's texts in a language; blanks as ``{name}``."""
    names = [*_ACTS.split(), *(f"{name}-long" for name in _LONG.split()), *_SAID.split()]
    blanks = {name: "{" + name + "}" for name in _BLANKS}
    texts = {name: message(lang, f"player-{name}", **blanks) for name in names}
    return {**texts, "code": message(lang, "player-code")}


def _region(store: Store, outline: Outline) -> dict[str, Any]:
    place = store.regions[outline.code]
    return {
        "d": outline.path["fine"],
        "x": outline.label[0],
        "y": outline.label[1],
        "r": round(outline.radius),
        "name": {"zh": place.short_zh, "en": place.short_en},
    }


def _box(outline: Outline, margin: float) -> list[int]:
    left, top, right, bottom = outline.bbox
    air = round(margin * max(right - left, bottom - top))
    return [left - air, top - air, right - left + 2 * air, bottom - top + 2 * air]


@lru_cache(maxsize=32)
def outlines(store: Store, prefectures: tuple[str, ...]) -> dict[str, Any]:
    """Outlines for the player, in grid units (0.1 km, y down, Albers equal-area; see ``geodata.boundaries``).

    Args:
        store: the store (for the names).
        prefectures: prefectures whose counties are wanted; all prefectures themselves are always there.

    Returns:
        ``prefecture`` and ``county`` (code → path, label point, radius, names), ``boxes`` (focus →
        x, y, width, height).
    """
    boundaries = load_boundaries()
    counties = [c for code in prefectures for c in boundaries.children(code)]
    return {
        "prefecture": {code: _region(store, outline) for code, outline in boundaries.prefectures.items()},
        "county": {code: _region(store, boundaries.counties[code]) for code in counties},
        "boxes": {
            PROVINCE: _box(boundaries.province, 0.015),
            **{code: _box(outline, 0.08) for code, outline in boundaries.prefectures.items()},
        },
    }


def code_to_scan(address: str) -> list[Any]:
    """A QR code as its size and its modules, row by row, in base64."""
    matrix = segno.make(address, error="m", micro=False).matrix
    bits = "".join("1" if module else "0" for row in matrix for module in row)
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    return [len(matrix), base64.b64encode(data).decode()]


def stage_data(store: Store, story: Story, origin: str, review_number: str, *, whole: bool = True) -> dict[str, Any]:
    """Everything the player needs to play a story without asking anybody.

    Args:
        store: the store the story was made from.
        story: the story.
        origin: scheme and host that live views are scanned at, without a slash at the end.
        review_number: the confirmed map-review number, "" when it is not confirmed.
        whole: with the counties of all prefectures (a loaded story may want them), or only of those in the story.

    Returns:
        A JSON object.
    """
    focused = tuple(dict.fromkeys(s.map.focus for s in story.scenes if s.map and s.map.focus in store.prefectures))
    codes = {}
    for address in dict.fromkeys(scene.address for scene in story.scenes):
        state, _ = ViewState.parse(address)
        for lang in LANGS:
            codes[f"{lang} {address}"] = code_to_scan(origin + state.with_(lang=lang).address)
    return {
        "story": json.loads(to_json(story)),
        "schema": json_schema(),
        "outlines": outlines(store, store.prefectures if whole else focused),
        "codes": codes,
        "origin": origin,
        "texts": {lang: player_texts(lang) for lang in LANGS},
        "boundary": {lang: boundary_line(lang, review_number) for lang in LANGS},
    }
