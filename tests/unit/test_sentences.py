"""Sentence, map and ranking say the same, whatever the values are, in both languages.

Belongs here: agreement of what is made from one `MapView`. Does not belong here: that the values are right
(`tests/data`).
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.editions import publish
from data.measures import classify
from data.series import Figure, Series
from data.store import Store
from data.tables_reader import TABLES_DIR
from layouts.components.ranking import ranking
from layouts.marks import marks_of, symbols_of
from layouts.selection import OPENING, MapView, choose_map
from layouts.sentences import map_headline, within
from layouts.trends import place_trend
from layouts.view_state import ViewState

AMOUNTS = st.one_of(
    st.integers(0, 6).map(float),  # ties
    st.decimals(0, 3_000, places=2).map(float),
    st.decimals(-50, 50, places=1).map(float),
)


def figure(indicator: str, code: str, value: float, scope: str, comparable: bool, qualifier: str) -> Figure:
    return Figure(
        f"o-{code}{'a' if comparable else 'b'}000", code, indicator, "2023-12", scope, "result", value, qualifier,
        "s-article", "official", comparable, "" if comparable else "caution", None, 0, "", None, "",
    )  # fmt: skip


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """Values for some places, others beside them, in an indicator of any direction."""
    codes = draw(st.lists(st.sampled_from(range(11)), min_size=0, max_size=11, unique=True))
    cut = draw(st.integers(0, len(codes)))
    qualifiers = st.sampled_from(["exact", "exact", "over", "about"])
    return {
        "values": {code: (draw(AMOUNTS), draw(qualifiers)) for code in codes[:cut]},
        "others": {code: (draw(AMOUNTS), draw(qualifiers)) for code in codes[cut:]},
        "province": draw(st.none() | st.decimals(0, 30_000, places=1).map(float)),
        "direction": draw(st.sampled_from(["higher_better", "lower_better", "neutral"])),
        "additive": draw(st.booleans()),
        "indicator": draw(st.sampled_from(["signed_amount_yi", "batch_signed_projects", "gdp_growth_pct"])),
        "level": draw(st.sampled_from(["prefecture", "county"])),
        "lang": draw(st.sampled_from(["zh", "en"])),
    }


def view_of(store: Store, change: dict[str, Any]) -> MapView:
    state = ViewState(lang=change["lang"], level=change["level"], indicator="known_projects")
    base, _ = choose_map(store, state)
    indicator = replace(
        store.indicators[change["indicator"]], direction=change["direction"], additive=change["additive"]
    )

    def made(kind: str, comparable: bool) -> dict[str, Figure]:
        return {
            base.codes[n]: figure(change["indicator"], base.codes[n], value, "devzone_batch", comparable, qualifier)
            for n, (value, qualifier) in sorted(change[kind].items())
        }

    province = change["province"]
    series = Series(
        replace(base.series.key, indicator=change["indicator"], period="2023-12", scope="devzone_batch"),  # type: ignore[union-attr]
        change["level"],
        made("values", True),
        made("others", False),
        figure(change["indicator"], "140000", province, "devzone_batch", True, "exact")
        if province is not None
        else None,
    )
    classes = classify([f.value for f in series.values.values()])
    return replace(base, mode="comparable", indicator=indicator, series=series, classes=classes)


def rows_of(parts: Any) -> Iterator[Component]:
    for node in parts if isinstance(parts, list | tuple) else [parts]:
        if isinstance(node, Component):
            if getattr(node, "data-row", None):
                yield node
            yield from rows_of(getattr(node, "children", None) or [])


def text_of(node: Any) -> str:
    if isinstance(node, Component):
        return text_of(getattr(node, "children", None))
    if isinstance(node, list | tuple):
        return "".join(map(text_of, node))
    return "" if node is None else str(node)


def button_of(row: Component) -> Component | None:
    stack: list[Any] = [row]
    while stack:
        node = stack.pop()
        if isinstance(node, list | tuple):
            stack.extend(node)
        elif isinstance(node, Component):
            if getattr(node, "data-figure", None):
                return node
            stack.append(getattr(node, "children", None))
    return None


def counted(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", re.sub(r"\bone\b", "1", text))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=changes())
def test_sentence_map_and_ranking_agree(store: Store, change: dict[str, Any]) -> None:
    view, lang = view_of(store, change), change["lang"]
    assert view.series is not None
    marks = {m.code: m for m in marks_of(store, view)}
    table = list(rows_of(ranking(store, view)))
    ranked = [row for row in table if not getattr(row, "data-state", "")]
    line = map_headline(store, view)
    values = {code: f.value for code, f in view.series.values.items()}

    # The map holds every place once; the ranking lists what the map classes, best first.
    assert list(marks) == list(view.codes)
    states = {s: [c for c, m in marks.items() if m.state == s] for s in ("value", "not-comparable", "not-published")}
    assert set(states["value"]) == set(values)
    assert {getattr(r, "data-row") for r in ranked} == set(values)
    assert [getattr(r, "data-row") for r in table if getattr(r, "data-state", "") == "not-comparable"] == states[
        "not-comparable"
    ]
    sign = 1 if change["direction"] == "lower_better" else -1
    order = [sign * values[getattr(r, "data-row")] for r in ranked]
    assert order == sorted(order)

    if not values:
        assert line.lead is None and line.number is None
        return

    # Who leads in the sentence is first in the table and stands in the outermost class of the map.
    tones = {code: marks[code].klass for code in values}
    best = min(sign * v for v in values.values())
    leaders = [code for code, v in values.items() if sign * v == best]
    first, last = ranked[0], ranked[-1]
    assert line.lead is not None and line.lead.region == getattr(first, "data-row") and line.lead.region in leaders
    edge = min if change["direction"] == "lower_better" else max
    assert {tones[code] for code in leaders} == {edge(t for t in tones.values() if t is not None)}
    for a in values:
        for b in values:
            assert (values[a] <= values[b]) or tones[a] >= tones[b]  # type: ignore[operator]
    names = [store.regions[code].short(lang) for code in sorted(leaders)]
    if len(leaders) == len(values) > 1:
        assert not any(name in line.title for name in names)
    elif len(leaders) <= 3:
        assert all(name in line.title for name in names)
    else:
        assert str(len(leaders)) in line.title

    # The number in the sentence is the number in the table and on the map.
    button = button_of(first)
    assert button is not None and getattr(button, "data-figure") == line.lead.figure_id
    assert line.number is not None and line.number.text in text_of(button)
    assert marks[line.lead.region].text == line.number.text
    assert str(line.number) in marks[line.lead.region].label
    for row in ranked:
        code = getattr(row, "data-row")
        assert marks[code].text in text_of(row)
        assert marks[code].figure == getattr(button_of(row), "data-figure")

    # Counts are counts of the marks.
    if line.after:
        assert counted(line.after) == [len(values)]
    said = [d.text for d in line.details if d.reference.startswith("count:coverage")]
    n, of = len(values), len(view.codes)
    other, missing = len(states["not-comparable"]), len(states["not-published"])
    assert sorted(counted(said[0])) == sorted([of, *([n, *filter(None, (other, missing))] if n < of else [])])

    # The last place is the last row; ties are told together; no last place when all lead.
    behind = [d for d in line.details if d.reference and d.reference == view.ranked[-1].figure_id]
    if len(leaders) == len(values):
        assert not [d for d in behind if view.series.province is None or d.source == "s-article;"]
    else:
        worst = max(sign * v for v in values.values())
        losers = [code for code, v in values.items() if sign * v == worst]
        assert getattr(last, "data-row") in losers
        text = behind[0].text
        assert marks[getattr(last, "data-row")].text in text
        if len(losers) <= 3:
            assert all(store.regions[code].short(lang) in text for code in losers)
        else:
            assert str(len(losers)) in text

    # A sum is told only where values may be added, and is exact.
    sums = [d for d in line.details if view.series.province and d.reference == view.series.province.figure_id]
    if sums:
        total = sum((Decimal(str(v)) for v in values.values()), Decimal(0))
        assert change["additive"] and change["level"] == "prefecture"
        assert 0 < total <= Decimal(str(view.series.province.value)) * Decimal("1.0006")  # type: ignore[union-attr]
        if lang == "zh":
            assert f"{total.normalize():,f}" in sums[0].text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("level", ["prefecture", "county"])
def test_the_latest_known_is_neither_classed_nor_ranked(store: Store, lang: str, level: str) -> None:
    state = ViewState(lang=lang, level=level, indicator="signed_amount_yi", period="latest")
    view, notices = choose_map(store, state)
    assert (view.mode, notices) == ("latest", ())
    assert all(m.klass is None and m.state == "not-published" for m in marks_of(store, view))
    symbols = symbols_of(store, view)
    rows = [r for r in rows_of(ranking(store, view)) if not getattr(r, "data-state", "")]
    assert [getattr(r, "data-row") for r in rows] == [f.region for f in view.latest], "in the order of the codes"
    assert [s.figure for s in symbols] == [f.figure_id for f in view.latest if f.value > 0]
    largest = max(f.value for f in view.latest)
    for symbol in symbols:
        assert symbol.radius**2 == pytest.approx(symbol.value / largest), "the area is as the value"
    line = map_headline(store, view)
    assert line.lead is None and line.number is None
    assert sorted(counted(line.details[1].text)) == sorted([len(view.latest), len(view.codes)])


def test_an_edition_without_the_opening_series_opens_on_another(tmp_path: Path) -> None:
    tables = Path(shutil.copytree(TABLES_DIR, tmp_path / "tables"))
    path = tables / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if ",batch_signed_projects,2023-12," not in x), encoding="utf-8")
    store = Store(publish(tables, tmp_path / "kept"))
    view, notices = choose_map(store, ViewState())
    assert view.series is not None and view.series.key != OPENING and notices == ()
    assert view.ranked and map_headline(store, view).lead is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_over_and_about_are_said_where_a_number_stands(store: Store, lang: str) -> None:
    change = {
        "values": {0: (20.0, "over"), 1: (9.0, "about")}, "others": {2: (4.0, "over")}, "province": None, "lang": lang,
        "direction": "higher_better", "additive": False, "indicator": "signed_amount_yi", "level": "prefecture",
    }  # fmt: skip
    view = view_of(store, change)
    over, about = ("超", "约") if lang == "zh" else ("over ", "about ")
    labels = [m.label for m in marks_of(store, view)[:3]]
    assert over in labels[0] and about in labels[1] and over in labels[2]
    assert about in map_headline(store, view).details[1].text
    rows = list(rows_of(ranking(store, view)))
    assert [word.strip() in text_of(row) for word, row in zip((over, about, over), rows, strict=False)] == [True] * 3


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("High-end equipment", "high-end equipment"), ("AI and data labelling", "AI and data labelling"),
        ("NdFeB and magnetic materials", "NdFeB and magnetic materials"), ("Baijiu", "baijiu"),
        ("Chinese medicinal herbs", "Chinese medicinal herbs"), ("", ""),
    ],
)  # fmt: skip
def test_industries_are_written_small_inside_an_english_sentence(name: str, inside: str) -> None:
    assert within(name, "en") == inside
    assert within("高端装备制造", "zh") == "高端装备制造"


def test_a_trend_joins_at_least_two_years(store: Store) -> None:
    """Points that a change of basis keeps apart are no trend, and two years alone are none either."""
    for code in store.regions:
        found = place_trend(store, code)
        if found is not None:
            assert len(found.breaks) < len(found.years) - 1, code
            assert len(found.own) >= (2 if found.beside else 3), code
