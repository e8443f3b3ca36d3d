"""The map as SVG: a frame, and the marks an indicator makes on it.

Belongs here: turning a frame and marks into text, everything escaped. Does not belong here: marks and their payload
(`map_marks.py`), choosing outlines and places for names (`map_frame.py`), colours (`map_style.py`), title, legend and
captions of a sheet that stands alone (`map_sheet.py`), Dash, files. `assets/20_atlas_map.js` sets the same attributes
from the payload; a test holds the two together.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from xml.sax.saxutils import escape

from layouts.figures.labels import NOTE_DROP, NOTE_EM, SMALL, VALUE_DROP, Place, extent, fits_note, fits_value
from layouts.figures.map_frame import Frame, Region, make_frame
from layouts.figures.map_marks import Mark, Symbol, paint_payload
from layouts.figures.map_sheet import LegendItem, sheet
from layouts.figures.map_style import LIGHT, SCREEN, STAGE, Theme, land_gradient, patterns

__all__ = [
    "LIGHT",
    "SCREEN",
    "STAGE",
    "Frame",
    "LegendItem",
    "Mark",
    "Symbol",
    "draw",
    "draw_frame",
    "make_frame",
    "paint_payload",
]

# Line ends and tabs too, which a parser would turn into spaces inside an attribute.
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_Thing = TypeVar("_Thing", Mark, Symbol)
# XML 1.0 has no place for these, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw_frame(frame: Frame, prefix: str = "map") -> str:
    """Draw the map without values, every region as not published: small, neutral, to be cached under the frame's key.

    Args:
        frame: The frame.
        prefix: Prefix of the ids in the drawing.

    Returns:
        An SVG document.
    """
    return draw(frame, (), title="", prefix=prefix)


def draw(
    frame: Frame,
    marks: Iterable[Mark],
    *,
    symbols: Iterable[Symbol] = (),
    selected: str = "",
    title: str,
    description: str = "",
    theme: Theme = SCREEN,
    standalone: bool = False,
    caption_lines: Sequence[str] = (),
    legend: Sequence[LegendItem] = (),
    prefix: str = "map",
    painted: str = "",
) -> str:
    """Draw the map.

    Args:
        frame: The frame.
        marks: One mark a region; a region without one is drawn as not published.
        symbols: The "latest known" layer.
        selected: Code of the region to outline; "", or a region of another level, outlines nothing.
        title: Name of the map, read aloud; printed on a sheet that stands alone.
        description: What it says, in a sentence.
        theme: `SCREEN` is painted by the page's style sheet and tokens, `LIGHT` and `STAGE` bring their own rules.
        standalone: Draw a sheet with title, legend and captions.
        caption_lines: Source, edition, boundaries and review number, for the sheet.
        legend: Swatches of the sheet.
        prefix: Prefix of the ids in the drawing; unique in a page.
        painted: Key of the state that is drawn, as in `paint_payload`.

    Returns:
        An SVG document; all texts escaped.

    Raises:
        ValueError: A mark or a symbol names a region that the frame does not have, or one twice; or a sheet is asked
            for in `SCREEN`, which has no colours of its own.
    """
    by_code = _by_code(frame, "mark", marks)
    circles = _by_code(frame, "symbol", symbols)
    if selected not in {region.code for region in frame.regions}:
        selected = ""
    body = "".join(
        [
            f"<defs>{patterns(prefix, frame.px)}{land_gradient(prefix, frame.view_box)}</defs>",
            _backdrop(frame),
            '<g class="regions">',
            *(
                _region(region, by_code.get(region.code), circles.get(region.code), prefix, theme.live, selected)
                for region in frame.regions
            ),
            "</g>",
            _borders(frame, theme.live),
            '<g class="symbols" aria-hidden="true">',
            *(
                _circle(frame, region, circles[region.code], theme.live)
                for region in frame.regions
                if region.code in circles
            ),
            "</g>",
            '<g class="overlay" aria-hidden="true">',
            f'<use class="selected" href="#{prefix}-{selected}"/>' if selected else '<use class="selected"/>',
            "</g>",
            f'<g class="labels" aria-hidden="true" font-size="{frame.type_wide:g}">',
            *(_lettering(frame)),
            *(_label(region, by_code.get(region.code), circles.get(region.code)) for region in frame.regions),
            "</g>",
        ]
    )
    root: dict[str, str] = {
        "data-map": "",
        "data-frame": frame.key,
        "data-theme": theme.name,
        "data-symbol-radius": f"{frame.symbol_radius:g}",
        "data-painted": painted,
        "role": "group",
        "aria-label": title,
        "aria-description": description,
        "lang": {"zh": "zh-Hans"}.get(frame.lang, frame.lang),
    }
    if standalone:
        if theme.live:
            raise ValueError(f"Map {frame.key}: a sheet needs its own colours; pass theme=LIGHT or theme=STAGE.")
        items = [LegendItem(item.look, _clean(item.text)) for item in legend]
        captions = [_clean(line) for line in caption_lines]
        return sheet(frame, body, _attributes(root), theme, prefix, _clean(title), _clean(description), captions, items)
    if theme.live:
        style = (
            f"--map-hatch:url(#{prefix}-hatch);--map-dots:url(#{prefix}-dots);--map-land:url(#{prefix}-land);"
            f"--map-type:{frame.type_wide:g}px;--map-type-narrow:{frame.type_narrow:g}px"
        )
        return _document(frame, {**root, "style": style}, body)
    return sheet(frame, body, _attributes(root), theme, prefix, "", "", (), ())


def _by_code(frame: Frame, what: str, things: Iterable[_Thing]) -> dict[str, _Thing]:
    known = {region.code for region in frame.regions}
    found: dict[str, _Thing] = {}
    for thing in things:
        if thing.code not in known or thing.code in found:
            fault = "twice" if thing.code in found else "for a region that the frame does not have"
            raise ValueError(
                f"Map {frame.key}: {what} {thing.code} given {fault}; expected one for each of {len(known)} regions."
            )
        found[thing.code] = thing
    return found


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_clean(text))


def _attributes(pairs: Mapping[str, str]) -> str:
    """Write attributes; those without a value are left out, but for `data-map`, which says what the root is."""
    return "".join(
        f' {name}="{escape(_clean(value), _QUOTES)}"' for name, value in pairs.items() if value or name == "data-map"
    )


def _document(frame: Frame, root: Mapping[str, str], body: str) -> str:
    view_box = " ".join(f"{number:g}" for number in frame.view_box)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"{_attributes(root)}>{body}</svg>'


def _stroke(live: bool) -> str:
    return ' vector-effect="non-scaling-stroke"' if live else ""


def _backdrop(frame: Frame) -> str:
    context = "".join(f'<path fill-rule="evenodd" d="{path}"/>' for path in frame.context)
    faded = "context" if frame.beyond else "context faded"
    beyond = "".join(
        f'<path data-beyond="{other.code}" fill-rule="evenodd" d="{other.path}"/>' for other in frame.beyond
    )
    return f'<g class="backdrop" aria-hidden="true"><g class="{faded}">{context}</g><g class="beyond">{beyond}</g></g>'


def _borders(frame: Frame, live: bool) -> str:
    """Draw prefecture borders as a pale line with a thin dark one inside, which shows on every class."""
    lines = "".join(
        f'<path class="{name}" d="{path}"{_stroke(live)}/>'
        for name in ("prefecture", "prefecture-line")
        for path in frame.prefectures
    )
    province = f'<path class="province" d="{frame.province}"{_stroke(live)}/>'
    return f'<g class="borders" aria-hidden="true">{lines}{province}</g>'


def _region(region: Region, mark: Mark | None, circle: Symbol | None, prefix: str, live: bool, selected: str) -> str:
    said = circle or mark
    pairs = {
        "href": mark.href if mark else "",
        "tabindex": "0",
        "class": "dim" if region.dim else "",
        "data-region": region.code,
        "data-name": region.name,
        "data-at": f"{region.at[0]} {region.at[1]}",
        **_look(mark, circle),
        "data-figure": said.figure if said else "",
        "data-source": said.source if said else "",
        "role": "link",
        "aria-label": said.label if said else region.name,
        "aria-current": "true" if region.code == selected else "",
    }
    path = f'<path id="{prefix}-{region.code}" fill-rule="evenodd" d="{region.path}"{_stroke(live)}/>'
    return f"<a{_attributes(pairs)}>{path}</a>"


def _look(mark: Mark | None, circle: Symbol | None) -> dict[str, str]:
    """Say how a region looks; one that has a full circle has a figure, whatever the choropleth would say of it."""
    if circle and not circle.hollow:
        return {"data-state": "value", "data-class": ""}
    if mark is None:
        return {"data-state": "not-published", "data-class": ""}
    return {"data-state": mark.state, "data-class": "" if mark.klass is None else str(mark.klass)}


def _circle(frame: Frame, region: Region, circle: Symbol, live: bool) -> str:
    radius = f"{round(circle.radius * frame.symbol_radius, 1):g}"
    pairs = {
        "class": "hollow" if circle.hollow else "",
        "data-symbol-for": region.code,
        "cx": f"{region.at[0]}",
        "cy": f"{region.at[1]}",
        "r": radius,
    }
    return f"<circle{_attributes(pairs)}{_stroke(live)}/>"


def _label(region: Region, mark: Mark | None, circle: Symbol | None) -> str:
    place = region.label
    if place is None:
        return ""
    lines: tuple[str, ...] = circle.lines if circle else (mark.text,) if mark else ()
    pairs = {
        "class": "" if place.narrow_room else "wide-only",
        "data-label-for": region.code,
        "data-room": place.room,
        "data-narrow-room": place.narrow_room,
        **_look(mark, circle),
        **_position(place),
    }
    return f"<text{_attributes(pairs)}>{_text(region.name)}{_lines(region.code, place, lines)}</text>"


def _lines(code: str, place: Place, lines: Sequence[str]) -> str:
    """Write value and notes; the value's line is always there, as the browser fills it."""
    if place.room == "name":
        return ""
    x = _position(place)["x"]
    value = lines[0] if lines else ""
    if place.room == "symbol" and len(lines) > 1:
        value = _shortened(value)
    elif not fits_value(value):
        value = ""
    pairs = {
        "class": "value" if _holds(place.narrow_room, value) else "value wide-only",
        "data-value-for": code,
        "x": x,
        "dy": f"{VALUE_DROP / SMALL:g}em",
    }
    written = f"<tspan{_attributes(pairs)}>{_text(value)}</tspan>"
    if place.room == "symbol":
        note = {
            "class": "note" if place.narrow_room == "symbol" else "note wide-only",
            "x": x,
            "dy": f"{NOTE_DROP / SMALL:g}em",
        }
        written += "".join(f"<tspan{_attributes(note)}>{_text(_shortened(line))}</tspan>" for line in lines[1:])
    return written


def _holds(narrow_room: str, value: str) -> bool:
    """Say whether a value keeps to its room on a narrow screen; beside a circle it may be longer than under a name."""
    return narrow_room == "symbol" or (narrow_room == "value" and fits_value(value))


def _shortened(note: str) -> str:
    """Cut a note to the room beside the circle; the whole of it is in the label."""
    if fits_note(note):
        return note
    while note and (extent(note) + 1) * SMALL > NOTE_EM:
        note = note[:-1]
    return f"{note}…"


def _lettering(frame: Frame) -> Iterable[str]:
    for name in frame.lettering:
        pairs = {
            "class": name.kind if name.place.narrow_room else f"{name.kind} wide-only",
            "data-label-for": name.code,
            "font-size": "" if name.scale == 1 else f"{name.scale:g}em",
            **_position(name.place),
        }
        yield f"<text{_attributes(pairs)}>{_text(name.text)}</text>"


def _position(place: Place) -> dict[str, str]:
    return {"x": f"{round(place.x):d}", "y": f"{round(place.y):d}"}
