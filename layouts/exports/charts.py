"""The charts of a view as sheets: its ranking, its trend, and the charts of a selection of projects.

Belongs here: from a view to one drawing. Does not belong here: the map, pages and PNG (``drawing.py``).
"""

from collections.abc import Callable, Sequence

from data.industry_measures import product_run
from data.store import PROVINCE, Store
from layouts.components.figure import printed
from layouts.components.project_charts import (
    TIMELINE_STAGES,
    industry_bars,
    origin_bars,
    size_bars,
    year_bars,
)
from layouts.components.project_flows import flow_drawing
from layouts.exports.address import ExportError
from layouts.exports.view import ExportView
from layouts.figures.bars import Bar, draw_bars
from layouts.figures.map_sheet import broken
from layouts.figures.map_style import LIGHT
from layouts.figures.trend_sheet import Line, draw_trend
from layouts.messages import message
from layouts.numbers import quantity
from layouts.project_view import ProjectsView
from layouts.trends import place_trend

_Bars = Callable[[Store, ProjectsView], list[Bar]]
_PROJECT_BARS: dict[str, tuple[str, _Bars]] = {
    "timeline": ("timeline-title", year_bars),
    "industries": ("industries-title", industry_bars),
    "sizes": ("sizes-title", size_bars),
    "origins": ("origins-title", origin_bars),
}
_LINE_EM = 58


def chart_of(store: Store, view: ExportView, chart: str, captions: Sequence[str]) -> str:
    """A chart of a view.

    Args:
        store: the store.
        view: the view.
        chart: one of ``address.DRAWN`` of its page, but ``ranking``.
        captions: lines below it.

    Returns:
        An SVG document.

    Raises:
        ExportError: when the view has nothing to draw in it.
    """
    lang = view.state.lang
    if chart == "trend":
        return _trend(store, view, captions)
    chosen = view.projects
    if chosen is None:
        raise _nothing(chart)
    lines = [line for text in captions for line in broken(text, _LINE_EM)]
    if chart == "flows":
        drawn = flow_drawing(store, chosen, theme=LIGHT, caption_lines=lines)
        if not drawn:
            raise _nothing(chart)
        return drawn
    title, make = _PROJECT_BARS[chart]
    legend = [(tone + 1, message(lang, f"timeline-{name}")) for name, tone in TIMELINE_STAGES]
    shown = legend if chart == "timeline" else []
    return draw_bars(make(store, chosen), title=message(lang, title), caption_lines=lines, legend=shown)


def sources_of(store: Store, view: ExportView, chart: str) -> tuple[str, ...]:
    """Ids of the sources of what a drawing shows; () when it has nothing to show."""
    if chart == "trend" and view.industry is not None:
        run = product_run(store, view.industry.industry_id)
        return tuple(dict.fromkeys(source for *_, source in run.years)) if run is not None else ()
    if chart == "trend":
        found = place_trend(store, view.state.place) if view.state.place else None
        figures = (*found.own, *found.beside) if found is not None else ()
        return tuple(dict.fromkeys(i for f in figures for i in f.source.split(";") if i in store.sources))
    return view.map.sources if view.map is not None else ()


def _nothing(chart: str) -> ExportError:
    return ExportError(
        f"chart={chart[:20]!r}: this view has nothing to show in it; choose another chart or another view"
    )


def _trend(store: Store, view: ExportView, captions: Sequence[str]) -> str:
    lang, place = view.state.lang, view.state.place
    if view.industry is not None:
        run = product_run(store, view.industry.industry_id)
        if run is None:
            raise _nothing("trend")
        largest = max(value for _, value, _, _ in run.years)
        numbers = [quantity(value, run.unit_zh, run.unit_en, lang, like=largest) for _, value, _, _ in run.years]
        points = tuple((year, value, n.text) for (year, value, _, _), n in zip(run.years, numbers, strict=True))
        name = store.regions[run.region].short(lang)
        product = run.name_zh if lang == "zh" else run.name_en
        title = f"{message(lang, 'industry-trend', place=name, product=product)} · {numbers[0].unit}"
        note = message(lang, "industry-trend-note", n=len({source for *_, source in run.years}))
        return draw_trend([Line(name, points, True)], title=title, note=note, caption_lines=captions)
    found = place_trend(store, place) if place else None
    if found is None:
        raise _nothing("trend")
    unit = printed(store, found.own[-1], lang).unit
    lines = []
    for figures, code, leads in ((found.beside, PROVINCE, False), (found.own, place, True)):
        points = tuple((f.period, f.value, printed(store, f, lang, found.own[-1].value).text) for f in figures)
        if points:
            lines.append(Line(store.regions[code].short(lang), points, leads))
    label = store.indicators[found.indicator].label(lang)
    title = f"{store.regions[place].name(lang)} · {label} · {unit}"
    note = message(lang, "series-break") if found.breaks else ""
    return draw_trend(lines, title=title, note=note, breaks=found.breaks, caption_lines=captions)
