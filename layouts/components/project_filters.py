"""The filters of the projects: pickers with counts, chips to take away, what to loosen, saved selections.

Chips are links and work before any script runs; the pickers come with the live page.
"""

from html import escape
from typing import Any

import dash_mantine_components as dmc
from dash import html

from data.gbt4754 import PREFIX, codes_of
from data.industry import industries
from data.project_classes import division_nodes, segment_nodes
from data.project_facets import loosen
from data.project_selection import DIMENSIONS, GROUP_IDS, origins
from data.projects_cube import AMOUNT_EDGES, STAGE_IDS, UNKNOWN
from data.store import Store
from layouts import ids
from layouts.components.link import link
from layouts.messages import message
from layouts.numbers import plain
from layouts.project_view import EMPTY, UNSPECIFIED, ProjectsView, amount_label, division_label, value_label


class FilterPicker(dmc.MultiSelect):  # type: ignore[misc, unused-ignore]
    """A picker of several values, with a quiet place of the same size in the first view."""

    def to_static_html(self) -> str:
        """Label and an empty field."""
        return static_field(self.label, self.placeholder)


class OnePicker(dmc.Select):  # type: ignore[misc, unused-ignore]
    """A picker of one value, with a quiet place of the same size in the first view."""

    def to_static_html(self) -> str:
        """Label and an empty field."""
        return static_field(self.label, self.placeholder)


def static_field(label: str, text: str) -> str:
    """A field as it looks before it works."""
    return (
        f'<div class="filter filter-static"><span class="filter-label">{escape(label)}</span>'
        f'<span class="filter-field">{escape(text)}</span></div>'
    )


def _option(value: str, label: str, n: int) -> dict[str, str]:
    return {"value": value, "label": f"{label} · {plain(n)}"}


def industry_options(store: Store, view: ProjectsView) -> list[dict[str, Any]]:
    """What industries can be chosen by, each with its count; only what has some, or is chosen.

    Sectors with their chains, the segments of these, and industries, each with the divisions of GB/T 4754 behind it;
    then the divisions themselves.
    """
    counts, chosen, lang = view.facets["industry"], view.values("industry"), view.lang
    tree = industries(store)
    groups: list[dict[str, Any]] = []

    def add(items: list[dict[str, str]], industry_id: str, depth: int) -> None:
        node = tree[industry_id]
        n = counts.get(industry_id, 0)
        indent = "　" * max(depth - 1, 0)
        if n or node.item in chosen:
            name = node.name(lang)
            if depth == 0:
                name = message(lang, "sector-all", name=name)
            elif node.chain_id:
                name = message(lang, "chain-named", name=name)
            items.append({**_option(node.item, indent + name, n), **_behind(codes_of(node.gbt4754), lang)})
        for segment, (chain, _) in segment_nodes(store).items():
            if chain == node.chain_id and (counts.get(segment) or segment in chosen):
                name = f"{indent}　{value_label(store, 'industry', segment, lang)}"
                hint = message(lang, "segment-by-words")
                items.append({**_option(segment, name, counts.get(segment, 0)), "hint": hint})
        for child in tree.values():
            if child.parent == industry_id:
                add(items, child.industry_id, depth + 1)

    for sector in (i for i in tree.values() if not i.parent):
        items: list[dict[str, str]] = []
        add(items, sector.industry_id, 0)
        if items:
            groups.append({"group": sector.name(lang), "items": items})
    n = counts.get(UNSPECIFIED, 0)
    if n or UNSPECIFIED in chosen:
        name = message(lang, "industry-unspecified")
        groups.append({"group": name, "items": [_option(UNSPECIFIED, name, n)]})
    divided = [node for node in division_nodes(store) if counts.get(node) or node in chosen]
    if divided:
        codes = [(node, node.removeprefix(PREFIX)) for node in divided]
        standard = [
            _option(node, ("　" if code.isdecimal() else "") + division_label(code, lang), counts.get(node, 0))
            for node, code in codes
        ]
        groups.append({"group": message(lang, "divisions"), "items": standard})
    return groups


def _behind(codes: tuple[str, ...], lang: str) -> dict[str, str]:
    """The quiet second line of an industry: what stands behind it in GB/T 4754."""
    if not codes:
        return {}
    joined = message(lang, "join-values").join(division_label(code, lang) for code in codes)
    return {"hint": f"GB/T 4754: {joined}"}


def stage_options(store: Store, view: ProjectsView) -> list[dict[str, Any]]:
    """Stages in the order of the ladder."""
    counts, chosen = view.facets["stage"], view.values("stage")
    return [
        _option(s, value_label(store, "stage", s, view.lang), counts.get(s, 0))
        for s in STAGE_IDS
        if counts.get(s) or s in chosen
    ]


def origin_options(store: Store, view: ProjectsView) -> list[dict[str, Any]]:
    """Groups of origins, and the origins in each."""
    counts, chosen, lang = view.facets["origin"], view.values("origin"), view.lang
    groups: list[dict[str, Any]] = []
    for group in GROUP_IDS:
        name = value_label(store, "origin", group, lang)
        members = [o for o, (_, _, of) in origins(store).items() if of == group and o != UNKNOWN]
        wanted = [o for o in members if counts.get(o) or o in chosen]
        items = [_option(o, value_label(store, "origin", o, lang), counts.get(o, 0)) for o in wanted]
        if counts.get(group) or group in chosen:
            whole = name if group == UNKNOWN else message(lang, "group-all", name=name)
            items.insert(0, _option(group, whole, counts.get(group, 0)))
        if items:
            groups.append({"group": name, "items": items})
    return groups


def region_options(store: Store, view: ProjectsView) -> list[dict[str, Any]]:
    """Prefectures and the counties in each."""
    counts, chosen, lang = view.facets["region"], view.values("region"), view.lang
    groups: list[dict[str, Any]] = []
    for code in store.prefectures:
        items = [
            _option(c, store.regions[c].name(lang), counts.get(c, 0))
            for c in (code, *store.children(code))
            if counts.get(c) or c in chosen
        ]
        if items:
            groups.append({"group": store.regions[code].name(lang), "items": items})
    return groups


def _years(view: ProjectsView) -> list[str]:
    years = [year for year in view.facets["period"] if year.isdecimal()]
    chosen = [part for part in view.state.period.split("/") if len(part) == 4 and part.isdecimal()]
    return sorted({*years, *chosen})


def year_options(store: Store, view: ProjectsView) -> list[dict[str, Any]]:
    """Years that have records, or are chosen."""
    return [{"value": year, "label": value_label(store, "period", year, view.lang)} for year in _years(view)]


def edge_options(view: ProjectsView, *, upper: bool) -> list[dict[str, str]]:
    """Edges of amounts: lower ones, or upper ones."""
    edges = AMOUNT_EDGES[1:]
    return [
        {"value": str(edge), "label": amount_label(f"0-{edge}" if upper else f"{edge}-", view.lang)} for edge in edges
    ]


def year_span(text: str) -> tuple[str, str]:
    """First and last year of a period, "" where it is none of whole years."""
    first, _, last = text.partition("/")
    years = (first, last or first)
    return years if all(len(y) == 4 and y.isdecimal() for y in years) else ("", "")


def amount_span(text: str) -> tuple[str, str]:
    """Lower and upper edge of an amount range, "" where it is open."""
    low, _, high = text.partition("-")
    return ("", "") if text in ("", UNKNOWN) else (low if low != "0" else "", high)


def filter_values(store: Store, view: ProjectsView) -> list[Any]:
    """Data, value and placeholder of every picker, in the order of ``ids.PROJECTS_FILTERS``.

    Args:
        store: the store.
        view: the selection on screen.

    Returns:
        Three values a picker; counts are those with the filters of the other dimensions.
    """
    lang = view.lang
    several = (
        ("industry", industry_options(store, view)),
        ("stage", stage_options(store, view)),
        ("origin", origin_options(store, view)),
        ("region", region_options(store, view)),
    )
    result: list[Any] = []
    for name, options in several:
        chosen = list(view.values(name))
        text = message(lang, "filter-chosen", n=len(chosen)) if chosen else message(lang, "filter-all")
        result += [options, chosen, text]
    first, last = year_span(view.state.period)
    low, high = amount_span(view.state.amount)
    years = year_options(store, view)
    for options, value in (
        (years, first),
        (years, last),
        (edge_options(view, upper=False), low),
        (edge_options(view, upper=True), high),
    ):
        result += [options, value or None, message(lang, "filter-open")]
    return result


def filter_bar(store: Store, view: ProjectsView) -> html.Div:
    """All pickers, in a row that wraps."""
    lang = view.lang
    values = filter_values(store, view)
    pickers: list[Any] = []
    for at, (component_id, name) in enumerate(zip(ids.PROJECTS_FILTERS, _NAMES, strict=True)):
        options, value, placeholder = values[at * 3 : at * 3 + 3]
        common = {
            "id": component_id,
            "label": message(lang, f"filter-{name}"),
            "data": options,
            "value": value,
            "placeholder": placeholder,
            "className": f"filter filter-{name}",
            "nothingFoundMessage": message(lang, "search-nothing"),
            "searchable": True,
            "clearable": True,
            "size": "sm",
            "maxDropdownHeight": 380,
            "clearButtonProps": {"aria-label": message(lang, "filter-clear-one", name=message(lang, f"filter-{name}"))},
        }
        if name == "industry":
            common["renderOption"] = {"function": "atlasOption"}
            common["comboboxProps"] = {"width": 360, "position": "bottom-start"}
        pickers.append(FilterPicker(**common) if at < 4 else OnePicker(**common))
    return html.Div(pickers, className="filters", role="group", **{"aria-label": message(lang, "filters")})


_NAMES = ("industry", "stage", "origin", "region", "from", "to", "low", "high")


def chip_row(store: Store, view: ProjectsView) -> list[Any]:
    """The filters in force as links that take one away; "clear" takes all."""
    lang = view.lang
    chips: list[Any] = []
    for name in DIMENSIONS:
        for value in view.values(name):
            text = value_label(store, name, value, lang)
            kind = message(lang, f"filter-name-{name}")
            gone = view.without(name, value)
            label = message(lang, "chip-remove", kind=kind, value=text)
            inner = [html.Span(f"{kind} ", className="muted"), text, html.Span(" ×", **{"aria-hidden": "true"})]
            chips.append(
                html.Li(
                    link(inner, view.state, class_name="chip", label=label, **gone),
                    **{"data-chip": name, "data-value": value, "data-text": "label"},
                )
            )
    if not chips:
        return [html.P(message(lang, "no-filter"), className="muted note")]
    clear = link(message(lang, "clear-all"), view.state, class_name="chip chip-clear", **EMPTY)
    return [html.Ul([*chips, html.Li(clear)], className="chips", **{"aria-label": message(lang, "filters-on")})]


def hint(store: Store, view: ProjectsView) -> list[Any]:
    """What to loosen when nothing fits; nothing otherwise."""
    if view.result.count:
        return []
    lang = view.lang
    ways = loosen(store, view.selection)
    items = []
    for name, n in ways:
        kind = message(lang, f"filter-name-{name}")
        gone: dict[str, Any] = {name: EMPTY[name]}
        items.append(html.Li(link(message(lang, "loosen-one", kind=kind, n=n), view.state, **gone)))
    text = message(lang, "loosen" if ways else "loosen-more")
    return [
        html.Div([html.P(html.Strong(message(lang, "nothing-fits"))), html.P(text), html.Ul(items)], className="hint")
    ]


def saved_place(view: ProjectsView) -> html.Div:
    """Where ``assets/30_projects.js`` shows the selections a person has saved in this browser."""
    lang = view.lang
    texts = {
        "data-saved": "",
        "data-name": message(lang, "saved-name"),
        "data-save": message(lang, "saved-save"),
        "data-title": message(lang, "saved-title"),
        "data-remove": message(lang, "saved-remove"),
        "data-note": message(lang, "saved-note"),
    }
    return html.Div(className="saved", **texts)
