"""The map with what surrounds it: drawn once in Python, shown at once, then taken over by the live component."""

from functools import lru_cache
from typing import Any

from data.store import Store
from geodata.boundaries import load_boundaries
from layouts.components.atlas_map import AtlasMap
from layouts.figures.map import Frame, draw, draw_frame, make_frame, paint_payload
from layouts.marks import marks_of, scope_signs, symbols_of
from layouts.messages import message
from layouts.numbers import quantity
from layouts.selection import MapView
from layouts.sentences import map_headline
from layouts.view_state import ViewState


@lru_cache(maxsize=8)
def _names(store: Store, lang: str) -> dict[str, str]:
    return {code: region.short(lang) for code, region in store.regions.items()}


@lru_cache(maxsize=400)
def frame(store: Store, level: str, focus: str, lang: str) -> Frame:
    """The frame of a map; made once for each level, focus and language."""
    return make_frame(load_boundaries(), _names(store, lang), level, focus, lang)


@lru_cache(maxsize=64)
def frame_svg(store: Store, level: str, focus: str, lang: str) -> str:
    """The neutral drawing of a frame, served at ``frame_address``."""
    return draw_frame(frame(store, level, focus, lang))


def frame_address(level: str, focus: str, lang: str) -> str:
    """Where the neutral drawing of a frame is served; the digest makes it cacheable for ever."""
    return f"/map/{focus}.{level}.{lang}.svg?v={load_boundaries().digest}"


def payload(store: Store, view: MapView, page: ViewState | None = None) -> dict[str, object]:
    """What the live map needs to repaint: values only."""
    return paint_payload(marks_of(store, view, page), symbols_of(store, view), view.key)


def map_block(
    store: Store, view: MapView, component_id: str, focus: str, *, selected: str = "", page: ViewState | None = None
) -> AtlasMap:
    """A map as a component that is already drawn.

    Args:
        store: the store.
        view: what it shows.
        component_id: its id.
        focus: region the view box fits.
        selected: code of an outlined region.
        page: view state that links start from, by default the map's own.

    Returns:
        The component.
    """
    lang = view.state.lang
    marks, symbols = marks_of(store, view, page), symbols_of(store, view)
    title = message(lang, "map-title", indicator=view.indicator.label(lang))
    the_frame = frame(store, view.level, focus, lang)
    svg = draw(
        the_frame,
        marks,
        symbols=symbols,
        selected=selected,
        title=title,
        description=map_headline(store, view).text,
        painted=view.key,
    )
    return AtlasMap(
        id=component_id,
        src=frame_address(view.level, focus, lang),
        svg=svg,
        paint=paint_payload(marks, symbols, view.key),
        selected=selected,
        title=title,
        description=map_headline(store, view).text,
        texts=card_texts(store, view),
    )


def card_texts(store: Store, view: MapView) -> dict[str, Any]:
    """The words of the hover card, for the indicator that is shown."""
    lang = view.state.lang
    key = view.series.key if view.series else None
    unit = quantity(view.largest, view.indicator.unit_zh, view.indicator.unit_en, lang).unit
    return {
        "indicator": view.indicator.label(lang),
        "unit": unit,
        "period": store.period_label(key.period, lang, key.scope) if key else "",
        "scope": store.scope_label(key.scope, lang) if key else "",
        "scopes": {sign: scope for scope, sign in scope_signs(store, view).items()},
        "open": message(lang, "map-open"),
        "ask": message(lang, "map-ask"),
        "not-published": message(lang, "not-published"),
        "not-comparable": message(lang, "not-comparable"),
        "failed": message(lang, "map-failed"),
    }
