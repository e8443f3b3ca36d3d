"""The charts of a selection: years of signing and start, sizes, industries, origins, as bars of its result."""

from typing import Any

from dash import html

from data.industry import industries
from data.project_selection import Tally
from data.projects_cube import UNKNOWN, amount_classes
from data.store import Store
from layouts.components.bars import column_bars, row_bars
from layouts.figures.bars import Bar
from layouts.messages import message
from layouts.project_view import UNSPECIFIED, ProjectsView, value_label

TIMELINE_STAGES = (("signed", 1), ("started", 2), ("other", 0))
"""Parts of a bar of the timeline, and the step of the ramp each is drawn in."""

_INDUSTRIES = 12


def timeline_parts(tally: Tally | None) -> tuple[tuple[int, float], ...]:
    """Signed, started and the other stages of a year, as parts of a bar."""
    if tally is None:
        return ()
    signed, started = tally.rung("signed").n, tally.rung("started").n
    counts = {"signed": signed, "started": started, "other": tally.n - signed - started}
    return tuple((tone + 1, float(counts[name])) for name, tone in TIMELINE_STAGES)


def year_bars(store: Store, view: ProjectsView) -> list[Bar]:
    """A bar a year from the first to the last, then what spans several years and what has no date."""
    found, rest = view.result.years, view.facets["period"]
    years = sorted(int(y) for y in {*found, *rest} if y.isdecimal())
    keys = [str(y) for y in range(years[0], years[-1] + 1)] if years else []
    keys += [k for k in ("spanning", "undated") if k in found or k in rest]
    bars = []
    for key in keys:
        label = key if key.isdecimal() else message(view.lang, f"period-{key}")
        parts = timeline_parts(found.get(key))
        bars.append(Bar(key, label, parts, "", rest.get(key, 0), view.is_on("period", key)))
    return bars


def month_bars(store: Store, view: ProjectsView) -> list[Bar]:
    """The months of the selected year; () unless one year, or a month, is selected."""
    year = view.state.period[:4]
    if not (year.isdecimal() and len(year) == 4) or "/" in view.state.period:
        return []
    bars = []
    for month in range(1, 13):
        key = f"{year}-{month:02d}"
        label = str(month)
        bars.append(Bar(key, label, timeline_parts(view.result.months.get(key)), "", 0, view.is_on("period", key)))
    return bars


def size_bars(store: Store, view: ProjectsView) -> list[Bar]:
    """A bar a size class; records without an amount are a bar of their own."""
    found, rest = view.result.sizes, view.facets["amount"]
    bars = []
    for key in (*amount_classes(), UNKNOWN):
        n = found[key].n if key in found else 0
        tone = -1 if key == UNKNOWN else 2
        label = value_label(store, "amount", key, view.lang)
        bars.append(Bar(key, label, ((tone, float(n)),), "", rest.get(key, 0), view.is_on("amount", key)))
    return bars


def industry_bars(store: Store, view: ProjectsView) -> list[Bar]:
    """The sectors; inside one selected industry, what is directly below it. The most records first."""
    tree = industries(store)
    of_item = {i.item: i.industry_id for i in tree.values()}
    chosen = [of_item[item] for item in view.state.industry if item in of_item]
    parents = {i.parent for i in tree.values()}
    inner = [c for c in chosen if c in parents]
    wanted = {i.industry_id for i in tree.values() if (i.parent in inner if inner else not i.parent)} | set(chosen)
    if not inner:
        wanted.add(UNSPECIFIED)
    bars = []
    for key in wanted:
        n = view.result.industries[key].n if key in view.result.industries else 0
        item = tree[key].item if key in tree else key
        if n or view.is_on("industry", item):
            label = value_label(store, "industry", key, view.lang)
            bars.append(Bar(item, label, ((3, float(n)),), "", 0, view.is_on("industry", item)))
    bars.sort(key=lambda bar: (not bar.on, -bar.total, bar.key))
    return bars[:_INDUSTRIES]


def origin_bars(store: Store, view: ProjectsView) -> list[Bar]:
    """A bar a group of origins; what is not stated is the last."""
    found, rest = view.result.origin_groups, view.facets["origin"]
    keys = [k for k in view.result.origin_groups if k != UNKNOWN]
    keys = sorted(keys, key=lambda k: -found[k].n) + [k for k in (UNKNOWN,) if k in found]
    return [
        Bar(
            key,
            value_label(store, "origin", key, view.lang),
            ((-1 if key == UNKNOWN else 3, float(found[key].n)),),
            "",
            rest.get(key, 0),
            view.is_on("origin", key),
        )
        for key in keys
    ]


def charts(store: Store, view: ProjectsView) -> list[Any]:
    """All charts of a selection, each with its heading."""
    lang = view.lang
    keys = [
        html.Li([html.Span(className="key", **{"data-tone": str(tone + 1)}), message(lang, f"timeline-{name}")])
        for name, tone in TIMELINE_STAGES
    ]
    parts: list[Any] = []
    years, sizes, filed = year_bars(store, view), size_bars(store, view), industry_bars(store, view)
    if years:
        parts += [
            _head(lang, "timeline-title"),
            html.Ul(keys, className="keys"),
            column_bars(view, "period", years, message(lang, "timeline-title")),
        ]
    months = month_bars(store, view)
    known = sum(int(bar.total) for bar in months)
    if known:
        parts.append(html.H3(message(lang, "months-title", year=view.state.period[:4]), className="section-subtitle"))
        parts.append(column_bars(view, "period", months, message(lang, "months-title", year=view.state.period[:4])))
        if view.result.count > known:
            parts.append(html.P(message(lang, "months-unknown", n=view.result.count - known), className="note"))
    if filed:
        parts += [
            _head(lang, "industries-title"),
            row_bars(view, "industry", filed, message(lang, "industries-title")),
            html.P(message(lang, "industries-note"), className="note"),
        ]
    if any(bar.total or bar.others for bar in sizes):
        parts += [_head(lang, "sizes-title"), row_bars(view, "amount", sizes, message(lang, "sizes-title"))]
    return parts or [html.P(message(lang, "grid-noRowsToShow"), className="empty-state")]


def _head(lang: str, key: str) -> html.H2:
    return html.H2(message(lang, key), className="section-title")
