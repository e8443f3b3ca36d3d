"""The map of a selection of projects: records by place, or the amounts of one stage as circles.

A click narrows to a place, another widens again.
Amounts are never classed or ranked: how many records have one differs from place to place.
"""

from hashlib import sha1
from math import sqrt
from typing import Any

from dash import html

from data.measures import classify
from data.project_selection import Tally
from data.projects_cube import STAGE_IDS
from data.store import PROVINCE, Store
from layouts import ids
from layouts.components.atlas_map import AtlasMap
from layouts.components.link import link
from layouts.components.map_block import frame, frame_address
from layouts.figures.map import Mark, Symbol, draw, paint_payload
from layouts.messages import message
from layouts.numbers import plain, quantity
from layouts.project_view import AMOUNT_INDICATOR, ProjectsView, rung_in_mind, value_label

_LARGEST_COUNT = 0.5
"""Radius of the circle of the county with most records, as a share of the largest there can be: counties lie close."""

_HOLLOW = {"prefecture": 0.45, "county": 0.15}
"""Radius of the outlined circle of records without a published amount, as a share of the largest: seen around the name
of a city, between those of counties."""


def tallies(store: Store, view: ProjectsView) -> dict[str, Tally]:
    """Region of the map's level → what of the selection is there; empty tallies for the others."""
    if view.state.level == "county":
        codes = [c for c, r in store.regions.items() if r.level == "county"]
        found = view.result.regions
    else:
        codes, found = list(store.prefectures), view.result.places
    return {code: found.get(code, Tally(code)) for code in codes}


def marks_of(store: Store, view: ProjectsView) -> tuple[list[Mark], list[Symbol]]:
    """Marks and circles of the map.

    Args:
        store: the store.
        view: the selection on screen.

    Returns:
        A mark a region, whose link narrows to it or widens again; circles where amounts are shown, and for the records
        of counties, whose areas say nothing of them.
    """
    found = tallies(store, view)
    if view.rung:
        return _amounts(store, view, found)
    if view.state.level == "county":
        return _counts(store, view, found)
    classes = classify([t.n for t in found.values() if t.n])
    marks = []
    for code, tally in found.items():
        label = message(view.lang, "mark-records", place=store.regions[code].name(view.lang), n=tally.n)
        tone = classes.tone(tally.n) if tally.n else None
        marks.append(_mark(view, code, "value", plain(tally.n), label, tone))
    return marks, []


def _mark(view: ProjectsView, code: str, state: str, text: str, label: str, tone: int | None = None) -> Mark:
    href = view.state.with_(**view.toggled("region", code)).address
    return Mark(code, state, tone, text, label, f"selection:region:{code}", "s-atlas", href)


def _counts(store: Store, view: ProjectsView, found: dict[str, Tally]) -> tuple[list[Mark], list[Symbol]]:
    """A circle a county that has records, its area as their number."""
    lang, most = view.lang, max((t.n for t in found.values()), default=0)
    marks, symbols = [], []
    for code, tally in found.items():
        label = message(lang, "mark-records", place=store.regions[code].name(lang), n=tally.n)
        marks.append(_mark(view, code, "value", plain(tally.n) if tally.n else "", label))
        if tally.n:
            lines = (plain(tally.n), message(lang, "unit-records"), "")
            reference = f"selection:region:{code}"
            symbols.append(
                Symbol(code, _LARGEST_COUNT * sqrt(tally.n / most), tally.n, lines, label, reference, "s-atlas")
            )
    return marks, symbols


def _amounts(store: Store, view: ProjectsView, found: dict[str, Tally]) -> tuple[list[Mark], list[Symbol]]:
    """A circle a place that has records of the stage: its area as their amounts, outlined where none is published."""
    lang, stage = view.lang, value_label(store, "stage", view.rung, view.lang)
    most = max((t.rung(view.rung).amount_yi for t in found.values()), default=0)
    marks, symbols = [], []
    for code, tally in found.items():
        place, reference, rung = store.regions[code].name(lang), f"selection:region:{code}", tally.rung(view.rung)
        if not rung.n:
            marks.append(_mark(view, code, "value", "", message(lang, "mark-no-record", place=place, stage=stage)))
            continue
        share = message(lang, "share-short", n=rung.n_amount, of=rung.n)
        if not rung.n_amount:
            label = message(lang, "mark-no-amount", place=place, stage=stage, n=rung.n)
            marks.append(_mark(view, code, "not-published", "", label))
            lines = (message(lang, "map-no-amount"), share, stage)
            symbols.append(
                Symbol(code, _HOLLOW[view.state.level], 0.0, lines, label, reference, "s-atlas", hollow=True)
            )
            continue
        number = quantity(round(rung.amount_yi, 2), "亿元", "CNY 100 million", lang, like=most)
        known = message(lang, "with-amount", n=rung.n_amount, of=rung.n)
        label = message(lang, "mark-amount", place=place, stage=stage, value=str(number), share=known)
        marks.append(_mark(view, code, "value", number.text, label))
        radius = sqrt(rung.amount_yi / most) if most else 0
        lines = (str(number), share, stage)
        symbols.append(Symbol(code, radius, rung.amount_yi, lines, label, reference, "s-atlas"))
    return marks, symbols


def painted_key(view: ProjectsView) -> str:
    """Names what is painted."""
    return sha1(
        f"{view.selection}|{view.state.indicator}|{view.state.level}".encode(), usedforsecurity=False
    ).hexdigest()


def paint(store: Store, view: ProjectsView) -> dict[str, Any]:
    """What the live map needs to repaint."""
    marks, symbols = marks_of(store, view)
    return paint_payload(marks, symbols, painted_key(view))


def map_texts(store: Store, view: ProjectsView) -> dict[str, str]:
    """The words of the hover card."""
    lang = view.lang
    of_stage = value_label(store, "stage", view.rung, lang) if view.rung else ""
    indicator = message(lang, "map-amounts", stage=of_stage) if view.rung else message(lang, "map-records")
    return {
        "indicator": indicator,
        "unit": ("亿元" if lang == "zh" else "CNY") if view.rung else message(lang, "unit-records"),
        "period": "",
        "scope": message(lang, "map-scope"),
        "open": message(lang, "map-narrow"),
        "ask": message(lang, "map-ask"),
        "not-published": message(lang, "amount-not-published"),
        "not-comparable": message(lang, "not-comparable"),
        "failed": message(lang, "map-failed"),
    }


def selected_region(view: ProjectsView) -> str:
    """The region outlined: the only one selected."""
    return view.state.region[0] if len(view.state.region) == 1 else ""


def project_map(store: Store, view: ProjectsView) -> AtlasMap:
    """The map as a component that is already drawn."""
    lang, level = view.lang, view.state.level
    marks, symbols = marks_of(store, view)
    texts = map_texts(store, view)
    title = message(lang, "map-title", indicator=texts["indicator"])
    description = message(lang, "map-said", n=view.result.count)
    svg = draw(
        frame(store, level, PROVINCE, lang),
        marks,
        symbols=symbols,
        selected=selected_region(view),
        title=title,
        description=description,
        painted=painted_key(view),
    )
    return AtlasMap(
        id=ids.PROJECTS_MAP,
        src=frame_address(level, PROVINCE, lang),
        svg=svg,
        paint=paint_payload(marks, symbols, painted_key(view)),
        selected=selected_region(view),
        title=title,
        description=description,
        texts=texts,
    )


def map_side(store: Store, view: ProjectsView) -> list[Any]:
    """What stands under the map: what it shows, at which level, its legend, and what has no place on it."""
    lang = view.lang
    mind = rung_in_mind(view)
    shown = [link(message(lang, "show-records"), view.state, class_name="segment", current=not view.rung, indicator="")]
    wanted = [s for s in STAGE_IDS if s == view.rung or (view.result.stages.get(s) and view.result.stages[s].n_amount)]
    for stage in wanted or [mind]:
        name = message(lang, "show-amounts", stage=value_label(store, "stage", stage, lang))
        current = view.rung == stage
        indicator = AMOUNT_INDICATOR + stage
        shown.append(link(name, view.state, class_name="segment", current=current, indicator=indicator))
    levels = [
        link(
            message(lang, f"level-{level}"),
            view.state,
            class_name="segment",
            current=view.state.level == level,
            level=level,
        )
        for level in ("prefecture", "county")
    ]
    group = {"role": "group"}
    children: list[Any] = [
        html.Div(shown, className="segments", **{**group, "aria-label": message(lang, "map-shows")}),
        html.Div(levels, className="segments", **{**group, "aria-label": message(lang, "level")}),
        html.Div(_legend(store, view), className="legend"),
    ]
    found = tallies(store, view)
    apart = view.result.count - sum(t.n for t in found.values())
    if apart:
        key = "not-on-county-map" if view.state.level == "county" else "not-on-map"
        figure = {"data-figure": "selection:region:140000", "data-source": "s-atlas"}
        children.append(html.P(message(lang, key, n=apart), className="note", **figure))
    return children


def _legend(store: Store, view: ProjectsView) -> list[Any]:
    lang = view.lang
    if view.rung:
        return [
            html.Ul(
                [_key(lang, "circle", "legend-amount"), _key(lang, "circle hollow", "legend-no-amount")],
                className="keys",
            ),
            html.P(message(lang, "legend-amounts"), className="note"),
        ]
    if view.state.level == "county":
        most = max((t.n for t in tallies(store, view).values()), default=0)
        if not most:
            return []
        figure = {"data-figure": "selection:count", "data-source": "s-atlas"}
        return [html.P([_dot("circle"), message(lang, "legend-counts", n=most)], className="note", **figure)]
    values = [t.n for t in tallies(store, view).values() if t.n]
    classes = classify(values)
    swatches = []
    for (low, high), tone in zip(classes.bounds, classes.tones, strict=True):
        text = plain(int(low)) if low == high else f"{plain(int(low))}–{plain(int(high))}"
        swatch = html.Span(className="swatch", **{"data-class": str(tone), "aria-hidden": "true"})
        figure = {"data-figure": "count:classes:140000", "data-source": "s-atlas"}
        swatches.append(html.Li([swatch, html.Span(text, className="legend-text")], **figure))
    if not swatches:
        return []
    return [
        html.P(
            [
                html.Strong(message(lang, "map-records")),
                html.Span(f" · {message(lang, 'legend-method')}", className="muted"),
            ],
            className="legend-title",
        ),
        html.Ul(swatches, className="legend-swatches"),
    ]


def _dot(look: str) -> html.Span:
    return html.Span(className=f"key {look}", **{"aria-hidden": "true"})


def _key(lang: str, look: str, key: str) -> html.Li:
    return html.Li([_dot(look), message(lang, key)])
