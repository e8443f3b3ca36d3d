"""The legend: class breaks as printed values, the method named, and a look for what is not known."""

from typing import Any

from dash import html

from data.store import PROVINCE, Store
from layouts.components.figure import figure
from layouts.marks import scope_signs
from layouts.messages import message
from layouts.numbers import Quantity, quantity
from layouts.selection import MapView


def class_texts(view: MapView) -> list[tuple[int, str]]:
    """(ramp step, "15–20") for each class of a map, in the language of the page."""
    lang = view.state.lang

    def number(value: float) -> Quantity:
        return quantity(value, view.indicator.unit_zh, view.indicator.unit_en, lang, like=view.largest)

    texts = []
    for (low, high), tone in zip(view.classes.bounds, view.classes.tones, strict=True):
        a, b = number(low), number(high)
        both = a.text if low == high else (f"{a.text}–{b.text}" if a.unit == b.unit else f"{a}–{b}")
        texts.append((tone, both))
    return texts


def legend(store: Store, view: MapView) -> list[Any]:
    """The legend of a map.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        Title, swatches and method.
    """
    lang = view.state.lang
    indicator = view.indicator
    if view.mode == "latest":
        return [
            html.P(
                [
                    html.Strong(indicator.label(lang)),
                    html.Span(f" · {message(lang, 'legend-latest')}", className="muted"),
                ],
                className="legend-title",
            ),
            *(
                html.P(
                    [html.Span(f"{sign} ", className="muted"), html.Span(scope)],
                    className="legend-scope",
                    **{"data-text": "label"},
                )
                for scope, sign in scope_signs(store, view).items()
            ),
        ]
    values = list(view.series.values.values()) if view.series else []
    unit = quantity(view.largest, indicator.unit_zh, indicator.unit_en, lang).unit if values else ""
    sources = ";".join(dict.fromkeys(s for f in values for s in f.source.split(";")))
    swatches: list[Any] = [
        html.Li(
            [
                html.Span(className="swatch", **{"data-class": str(tone), "aria-hidden": "true"}),
                figure(text, f"count:classes:{PROVINCE}", sources, lang, class_name="legend-text"),
            ]
        )
        for tone, text in class_texts(view)
    ]
    if view.series and view.series.others:
        swatches.append(_state("not-comparable", message(lang, "not-comparable")))
    if view.series and len(view.series.values) + len(view.series.others) < len(view.codes):
        swatches.append(_state("not-published", message(lang, "not-published")))
    k = len(view.classes.bounds)
    distinct = len({f.value for f in values})
    method = message(lang, "legend-distinct") if k == distinct else message(lang, "legend-method")
    return [
        html.P(
            [
                html.Strong(indicator.label(lang)),
                html.Span(f" {unit}" if unit else ""),
                html.Span(f" · {method}", className="muted"),
            ],
            className="legend-title",
        ),
        html.Ul(swatches, className="legend-swatches"),
    ]


def _state(state: str, text: str) -> html.Li:
    return html.Li(
        [
            html.Span(className="swatch", **{"data-state": state, "aria-hidden": "true"}),
            html.Span(text, className="legend-text"),
        ]
    )
