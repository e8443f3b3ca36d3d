"""The map of a view as plain parts: marks, circles, legend, bars and rows; the same for every page that has one map.

Belongs here: from a map's view, or a selection of projects, to what a drawing, an embedded map or a GeoJSON file holds.
Does not belong here: drawing and writing (``drawing.py``, ``files.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.series import Figure
from data.store import PROVINCE, Store
from layouts.components.figure import printed
from layouts.components.legend import class_texts
from layouts.components.project_map import marks_of as project_marks
from layouts.components.project_map import selected_region, tallies
from layouts.exports.tables import FIGURE_COLUMNS, Row, map_rows
from layouts.figures.map import LegendItem, Mark, Symbol
from layouts.marks import marks_of, scope_signs, symbols_of
from layouts.messages import message
from layouts.numbers import plain, quantity
from layouts.project_view import ProjectsView, value_label
from layouts.selection import MapView


@dataclass(frozen=True, slots=True)
class RankBar:
    """A region in a list beside the map: name, number as printed, share of the longest bar, step of the ramp."""

    name: str
    text: str
    share: float
    tone: int


@dataclass(frozen=True, slots=True)
class MapPart:
    """The map of a view.

    Attributes:
        level: level of its marks.
        focus: code of the region that it fits.
        selected: code of an outlined region, "" for none.
        marks: a mark for each region.
        symbols: circles of the mode that has them.
        legend: swatches.
        legend_title: what the swatches count.
        bars: regions with a number, in the order of the ranking on the page.
        bars_title: what the bars show.
        apart: sentences about regions that have no bar.
        columns: columns of ``rows``.
        rows: a row for each region; the first cell is its code.
        sources: ids of the sources of what the map shows.
    """

    level: str
    focus: str
    selected: str
    marks: tuple[Mark, ...]
    symbols: tuple[Symbol, ...]
    legend: tuple[LegendItem, ...]
    legend_title: str
    bars: tuple[RankBar, ...]
    bars_title: str
    apart: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sources: tuple[str, ...]


def _source_ids(store: Store, figures: Sequence[Figure]) -> tuple[str, ...]:
    found = dict.fromkeys(i for f in figures for i in f.source.split(";"))
    return tuple(i for i in found if i in store.sources)


def part_of_map(store: Store, view: MapView, focus: str, selected: str = "") -> MapPart:
    """The map of an overview, a place or an industry.

    Args:
        store: the store.
        view: what it shows.
        focus: code of the region that it fits.
        selected: code of an outlined region.

    Returns:
        Its parts; in the mode ``latest`` the bars stand in the order of the codes, each with its period and scope.
    """
    lang = view.state.lang
    series = view.series
    figures = view.latest if series is None else view.ranked
    others = tuple(series.others.values()) if series is not None else ()
    largest = max((abs(f.value) for f in figures), default=0) or 1
    bars = []
    for item in figures:
        text = str(printed(store, item, lang, view.largest))
        if series is None:
            text = f"{text} · {store.period_and_scope(item.period, item.scope, lang)}"
        tone = 2 if series is None else view.classes.tone(item.value)
        bars.append(RankBar(store.regions[item.region].short(lang), text, max(item.value, 0) / largest, tone))
    apart = []
    for item in others:
        why = message(lang, f"not-comparable-{item.reason or 'scope'}", scope=store.scope_label(item.scope, lang))
        apart.append(f"≠ {store.regions[item.region].short(lang)} {printed(store, item, lang, view.largest)} · {why}")
    known = {f.region for f in (*figures, *others)}
    blank = [store.regions[c].short(lang) for c in view.codes if c not in known]
    if blank and len(blank) <= 11:
        apart.append(message(lang, "export-not-published", places=("、" if lang == "zh" else ", ").join(blank)))
    elif blank:
        apart.append(message(lang, "rest-not-published", n=len(blank)))
    legend = [LegendItem(str(tone), text) for tone, text in class_texts(view)] if series is not None else []
    if others:
        legend.append(LegendItem("not-comparable", message(lang, "not-comparable")))
    if blank:
        legend.append(LegendItem("not-published", message(lang, "not-published")))
    apart += [f"{sign} {scope}" for scope, sign in scope_signs(store, view).items()]
    key = "latest-list" if series is None else "export-ranking-title"
    indicator = view.indicator
    unit = quantity(view.largest, indicator.unit_zh, indicator.unit_en, lang).unit if series is not None else ""
    return MapPart(
        view.level,
        focus,
        selected,
        tuple(marks_of(store, view)),
        tuple(symbols_of(store, view)),
        tuple(legend),
        " · ".join(filter(None, (view.indicator.label(lang), unit))),
        tuple(bars),
        message(lang, key, indicator=view.indicator.label(lang)),
        tuple(apart),
        FIGURE_COLUMNS,
        tuple(map_rows(store, view)),
        _source_ids(store, (*figures, *others)),
    )


PLACE_COLUMNS = ("region_code", "region", "projects", "stage", "with_amount", "amount_yi")


def part_of_projects(store: Store, view: ProjectsView, sources: tuple[str, ...]) -> MapPart:
    """The map of a selection of projects: records by place, or the amounts of one stage.

    Args:
        store: the store.
        view: the selection.
        sources: ids of the sources of its records.

    Returns:
        Its parts. Amounts are of one stage; ``with_amount`` says how many records have one.
    """
    lang = view.lang
    marks, symbols = project_marks(store, view)
    found = tallies(store, view)
    stage = value_label(store, "stage", view.rung, lang) if view.rung else ""
    amounts = {code: t.rung(view.rung).amount_yi for code, t in found.items()} if view.rung else {}
    values = {code: amounts.get(code, 0) if view.rung else t.n for code, t in found.items()}
    largest = max(values.values(), default=0) or 1
    order = sorted((c for c, v in values.items() if v), key=lambda c: (-values[c], c))
    tone_of = {mark.code: mark.klass for mark in marks}
    bars, rows = [], []
    for code in order:
        rung = found[code].rung(view.rung)
        if view.rung:
            number = quantity(round(rung.amount_yi, 4), "亿元", "CNY 100 million", lang, like=largest)
            text = f"{number} · {message(lang, 'with-amount', n=rung.n_amount, of=rung.n)}"
        else:
            text = plain(found[code].n)
        bars.append(
            RankBar(
                store.regions[code].short(lang), text, values[code] / largest, tone_of.get(code) or 2 * bool(symbols)
            )
        )
    for code in (*order, *(c for c in found if c not in order)):
        tally, name = found[code], store.regions[code].name(lang)
        rung = tally.rung(view.rung)
        amount = round(rung.amount_yi, 6) if rung.n_amount else None
        rows.append((code, name, tally.n, stage, rung.n_amount if view.rung else tally.n_amount, amount))
    classes: dict[int, list[int]] = {}
    for mark in marks:
        if mark.klass is not None:
            classes.setdefault(mark.klass, []).append(found[mark.code].n)
    legend = [LegendItem(str(tone), _span(min(ns), max(ns))) for tone, ns in sorted(classes.items())]
    if any(circle.hollow for circle in symbols):
        legend.append(LegendItem("not-published", message(lang, "legend-no-amount")))
    title = message(lang, "map-amounts", stage=stage) if view.rung else message(lang, "map-records")
    return MapPart(
        view.state.level,
        PROVINCE,
        selected_region(view),
        tuple(marks),
        tuple(symbols),
        tuple(legend),
        title,
        tuple(bars),
        title,
        (),
        PLACE_COLUMNS,
        tuple(rows),
        sources,
    )


def _span(low: int, high: int) -> str:
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"
