"""Bars on the page: rows or columns of links, there before any script runs. A click narrows, another widens."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.components.link import link
from layouts.figures.bars import Bar, largest
from layouts.messages import message
from layouts.numbers import plain
from layouts.project_view import ProjectsView


def row_bars(view: ProjectsView, dimension: str, bars: Sequence[Bar], label: str) -> html.Ul:
    """Bars as rows: name, bar, number, note.

    Args:
        view: the selection on screen.
        dimension: what a click narrows by.
        bars: the bars.
        label: what the list is, for screen readers.

    Returns:
        A list; each entry has ``data-mark="<dimension>"``, ``data-key`` and ``data-n``.
    """
    scale = largest(bars)
    items = []
    for bar in bars:
        line = [
            html.Span(bar.label, className="bar-label", **{"data-text": "label"}),
            html.Span(_parts(bar, scale, "width"), className="bar-track", **{"aria-hidden": "true"}),
            _number(dimension, bar),
        ]
        if bar.note:
            line.append(html.Span(bar.note, className="bar-note", **{"data-text": "label"}))
        items.append(_item(view, dimension, bar, line))
    return html.Ul(items, className="bars bars-rows", **{"aria-label": label})


def column_bars(view: ProjectsView, dimension: str, bars: Sequence[Bar], label: str) -> html.Ul:
    """Bars as columns, for times: number, bar, name. Arguments and result as ``row_bars``."""
    scale = largest(bars)
    items = []
    for bar in bars:
        line = [
            _number(dimension, bar),
            html.Span(_parts(bar, scale, "height"), className="bar-track", **{"aria-hidden": "true"}),
            html.Span(bar.label, className="bar-label", **{"data-text": "label"}),
        ]
        items.append(_item(view, dimension, bar, line))
    return html.Ul(items, className="bars bars-columns", **{"aria-label": label})


def _item(view: ProjectsView, dimension: str, bar: Bar, line: list[Any]) -> html.Li:
    label = message(view.lang, "bar-spoken", value=bar.label, n=int(bar.total))
    changes = view.toggled(dimension, bar.key)
    marks = {"data-mark": dimension, "data-key": bar.key, "data-n": str(int(bar.total))}
    if not bar.total and not bar.others and not bar.on:
        return html.Li(html.Span(line, className="bar bar-empty-row"), **marks)
    return html.Li(
        link(line, view.state, class_name="bar", current=bar.on, label=label, **changes),
        title=" · ".join(filter(None, (label, bar.note))),
        **marks,
    )


def _number(dimension: str, bar: Bar) -> html.Span:
    return html.Span(
        plain(int(bar.total)),
        className="bar-number",
        **{"data-figure": f"selection:{dimension}:{bar.key}", "data-source": "s-atlas", "data-passive": ""},
    )


def _parts(bar: Bar, scale: float, side: str) -> list[html.Span]:
    parts = [
        html.Span(className="bar-part", style={side: f"{value / scale * 100:.2f}%"}, **{"data-tone": str(tone)})
        for tone, value in bar.parts
        if value
    ]
    rest = bar.others - bar.total
    if rest > 0:
        parts.append(html.Span(className="bar-part bar-others", style={side: f"{rest / scale * 100:.2f}%"}))
    return parts
