"""The pieces of a scene, made from the store: numbers, marks, bars, rungs, sources, sentences; always both languages.

Belongs here: one function for each piece. Does not belong here: which scenes a story has (``province.py``, ``city.py``,
``chain.py``), drawing.
"""

import re
from collections.abc import Iterable, Sequence

from data.columns import RUNGS
from data.series import Figure, ladder
from data.store import Store
from layouts.components.figure import change, printed
from layouts.marks import marks_of
from layouts.messages import message
from layouts.numbers import quantity
from layouts.selection import MapView, choose_map
from layouts.sentences import map_headline
from layouts.stories.model import Bar, MapMark, MapSpec, Number, Point, Rung, SourceLine, Text
from layouts.view_state import LANGS, ViewState

EMPTY = Text("", "")
_TIERS = ("official", "seed", "press", "copy", "atlas", "weak")
_NAMELESS = re.compile(r"[(（]")
_HAN = re.compile("[\u4e00-\u9fff”》]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WIDE = {",": "，", ":": "：", ";": "；"}
_MARKS = re.compile("(?<=[\u4e00-\u9fff”》）])[,:;]|[,:;](?=[\u4e00-\u9fff“《（])")
_SLUGS = {"洽谈": "talks", "签约": "signed", "开工": "started", "投产": "completed", "到位": "funds"}
_TONES = {"洽谈": 1, "签约": 4, "开工": 3, "投产": 2, "到位": 1}


def say(key: str, **arguments: str | int | Text) -> Text:
    """A message in both languages; arguments that are a ``Text`` are taken in the language of the message."""
    zh, en = (
        message(lang, key, **{k: v.of(lang) if isinstance(v, Text) else v for k, v in arguments.items()})
        for lang in LANGS
    )
    return Text(zh, en)


def join(*texts: Text, by: str = " · ") -> Text:
    """Texts in a row, the empty ones left out."""
    return Text(by.join(t.zh for t in texts if t.zh), by.join(t.en for t in texts if t.en))


def lower(text: Text) -> Text:
    """A name as it stands inside an English sentence; abbreviations keep their capitals."""
    en = text.en
    return Text(text.zh, en[:1].lower() + en[1:] if en[1:2].islower() or en[1:2] in ("-", " ") else en)


def place_name(store: Store, code: str, *, short: bool = False) -> Text:
    """A region's name."""
    region = store.regions[code]
    return Text(region.short_zh, region.short_en) if short else Text(region.name_zh, region.name_en)


def places(store: Store, codes: Sequence[str]) -> Text:
    """Names in a row; more than three are counted."""
    if len(codes) > 3:
        return say("places-count", n=len(codes))
    zh = "、".join(store.regions[c].short_zh for c in codes)
    names = [store.regions[c].short_en for c in codes]
    en = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return Text(zh, en)


def period_of(store: Store, period: str, scope: str) -> Text:
    """A period in words."""
    return Text(store.period_label(period, "zh", scope), store.period_label(period, "en", scope))


def indicator_name(store: Store, indicator: str) -> Text:
    """An indicator's label."""
    found = store.indicators[indicator]
    return Text(chinese_marks(found.label_zh), found.label_en)


def scope_name(store: Store, scope: str) -> Text:
    """A scope in words."""
    return Text(chinese_marks(store.scope_label(scope, "zh")), store.scope_label(scope, "en"))


def number(store: Store, item: Figure, like: float | None = None) -> Number:
    """A figure of the store as a number; ``like`` is the value whose unit is used."""
    zh, en = printed(store, item, "zh", like), printed(store, item, "en", like)
    said = EMPTY if item.qualifier == "exact" else say(f"qualifier-{item.qualifier}")
    return Number(
        item.figure_id,
        item.source,
        item.value,
        store.indicators[item.indicator].unit_zh,
        Text(zh.text, en.text),
        Text(zh.unit, en.unit),
        item.qualifier,  # type: ignore[arg-type]
        said,
    )


def amount(reference: str, source: str, value: float, unit_zh: str, unit_en: str) -> Number:
    """A number that is no figure of a series: of a project, a cluster, a statement, a count."""
    zh, en = quantity(value, unit_zh, unit_en, "zh"), quantity(value, unit_zh, unit_en, "en")
    return Number(reference, source, value, unit_zh, Text(zh.text, en.text), Text(zh.unit, en.unit), "exact", EMPTY)


def figure_point(store: Store, item: Figure) -> Point:
    """A sentence for a figure: indicator, value, period."""
    text = say(
        "story-point-figure",
        indicator=indicator_name(store, item.indicator),
        value=Text(number(store, item).printed("zh"), number(store, item).printed("en")),
        period=period_of(store, item.period, item.scope),
    )
    return Point(text, item.figure_id, item.source)


def rank_point(item: Figure) -> Point | None:
    """Where a figure stands among the prefectures of its series; None where fewer than three are ranked."""
    if item.rank is None or item.rank_of < 3:
        return None
    return Point(say("story-point-rank", rank=item.rank, of=item.rank_of), f"rank:{item.figure_id}", item.source)


def change_point(store: Store, item: Figure) -> Point | None:
    """How a figure changed on the year before; None where there is none in the same series."""
    if not item.previous_value:
        return None
    before = period_of(store, item.previous_period, item.scope)
    changed = Text(change(store, item, "zh"), change(store, item, "en"))
    return Point(say("change-on", change=changed, period=before), f"change:{item.figure_id}", item.source)


def present(points: Iterable[Point | None]) -> tuple[Point, ...]:
    """The first three points there are."""
    return tuple(p for p in points if p is not None)[:3]


def chinese_marks(text: str) -> str:
    """A Chinese text of the tables in Chinese type: commas, colons and brackets beside Chinese are wide."""

    def bracket(found: re.Match[str]) -> str:
        beside = text[max(0, found.start() - 1) : found.end()]
        return f"（{found[1]}）" if _HAN.search(beside) else found[0]

    text = _BRACKETS.sub(bracket, text)
    return _MARKS.sub(lambda m: _WIDE[m[0]], text)


def source_lines(store: Store, *ids: str, leading: str = "") -> tuple[SourceLine, ...]:
    """Sources by id, each once, those first that a person can look up: the line on the stage has room for a few.

    Args:
        store: the store.
        *ids: source ids; each may hold several, separated by ``;``.
        leading: those of the number in large type, they go before all others.

    Returns:
        Official documents before press, press before copies; otherwise in the order in which they are named.
    """
    first = [one for one in leading.split(";") if one]
    order = list(dict.fromkeys([*first, *(one for group in ids for one in group.split(";") if one)]))
    order.sort(key=lambda one: (one not in first, _TIERS.index(store.sources[one].tier)))
    lines = []
    for source_id in order:
        source = store.sources[source_id]
        tier = say(f"tier-{source.tier}")
        publisher = source.publisher if not _NAMELESS.match(source.publisher) else ""  # such as “(转载)”
        lines.append(
            SourceLine(
                source_id,
                Text(chinese_marks(publisher) or tier.zh, source.publisher_en or publisher or tier.en),
                Text(source.title, source.title_en or source.title),
                source.date,
                source.url,
            )
        )
    return tuple(lines)


def both_views(store: Store, state: ViewState, within: str = "") -> tuple[MapView, MapView]:
    """The map's view in Chinese and in English."""
    zh, _ = choose_map(store, state.with_(lang="zh"), within=within)
    en, _ = choose_map(store, state.with_(lang="en"), within=within)
    return zh, en


def map_spec(store: Store, views: tuple[MapView, MapView], focus: str, selected: str = "") -> MapSpec:
    """A classed map as a scene holds it.

    Args:
        store: the store.
        views: the same view in Chinese and English.
        focus: region the map is flown to.
        selected: region outlined.

    Returns:
        The marks with their numbers, and the legend.

    Raises:
        ValueError: when the view is not of one series (``period=latest`` has no classes to draw on a stage).
    """
    zh, en = views
    if zh.series is None:
        msg = f"map of {zh.indicator.indicator_id}: mode {zh.mode!r}, expected one series; name a period"
        raise ValueError(msg)
    marks = []
    for one, other in zip(marks_of(store, zh), marks_of(store, en), strict=True):
        item = zh.series.values.get(one.code) or zh.series.others.get(one.code)
        found = number(store, item, zh.largest) if item else None
        marks.append(MapMark(one.code, one.state, one.klass, found, Text(one.label, other.label)))  # type: ignore[arg-type]
    unit = quantity(zh.largest, zh.indicator.unit_zh, zh.indicator.unit_en, "zh").unit
    unit_en = quantity(zh.largest, zh.indicator.unit_zh, zh.indicator.unit_en, "en").unit
    key = zh.series.key
    return MapSpec(
        zh.level,  # type: ignore[arg-type]
        focus,
        selected,
        key.indicator,
        key.period,
        key.scope,
        join(indicator_name(store, key.indicator), Text(unit, unit_en), period_of(store, key.period, key.scope)),
        _legend(zh),
        tuple(marks),
    )


def _legend(view: MapView) -> tuple[tuple[int, Text], ...]:
    rows = []
    for (low, high), tone in zip(view.classes.bounds, view.classes.tones, strict=True):
        spans = []
        for lang in LANGS:
            texts = [
                quantity(v, view.indicator.unit_zh, view.indicator.unit_en, lang, like=view.largest).text
                for v in dict.fromkeys((low, high))
            ]
            spans.append("–".join(texts))
        rows.append((tone, Text(*spans)))
    return tuple(rows)


def quiet_map(focus: str, selected: str = "", level: str = "prefecture") -> MapSpec:
    """A map that says only where."""
    return MapSpec(level, focus, selected, "", "", "", EMPTY)  # type: ignore[arg-type]


def bars(store: Store, views: tuple[MapView, MapView], strong: str = "") -> tuple[Bar, ...]:
    """The ranking of a map as bars, the best first, those without a figure last; incomparable ones are left out.

    Args:
        store: the store.
        views: the same view in Chinese and English.
        strong: region the scene is about.

    Returns:
        At most eleven rows (prefectures) or twelve (counties).
    """
    view = views[0]
    ranked = view.ranked
    largest = max((abs(f.value) for f in ranked), default=1) or 1
    rows = [
        Bar(
            f.region,
            place_name(store, f.region, short=True),
            number(store, f, view.largest),
            min(abs(f.value) / largest, 1),
            view.classes.tone(f.value),
            f.region == strong,
        )
        for f in ranked
    ]
    others = view.series.others if view.series else {}
    blank = [c for c in view.codes if c not in others and c not in {f.region for f in ranked}]
    rows += [Bar(c, place_name(store, c, short=True), None, 0, None, c == strong) for c in blank]
    return tuple(rows[:12])


def rungs(store: Store, region: str, period: str, scope: str) -> tuple[Rung, ...]:
    """The ladder of a region, period and scope; rungs nobody published are left out."""
    found = ladder(store, region, period, scope)
    largest = max((c["count"].value for c in found.values() if "count" in c), default=0) or 1
    rows = []
    for rung in RUNGS:
        cells = found.get(rung)
        if not cells:
            continue
        count, money = cells.get("count"), cells.get("amount")
        rows.append(
            Rung(
                rung,
                say(f"rung-{_SLUGS[rung]}"),
                number(store, count) if count else None,
                number(store, money) if money else None,
                count.value / largest if count else 0,
                _TONES[rung],
            )
        )
    return tuple(rows)


def map_points(store: Store, views: tuple[MapView, MapView]) -> tuple[Point, ...]:
    """What the page says under a map's headline, as points: the last, the coverage, the share of the province."""
    found = []
    pairs = zip(map_headline(store, views[0]).details, map_headline(store, views[1]).details, strict=True)
    for zh, en in pairs:
        if zh.reference:
            found.append(Point(Text(zh.text, en.text), zh.reference, zh.source))
    return tuple(found[:3])


def map_note(store: Store, views: tuple[MapView, MapView]) -> tuple[Text, ...]:
    """For the presenter: what the indicator counts, and in which scope."""
    zh, en = views
    notes = []
    if zh.indicator.definition_zh or zh.indicator.definition_en:
        notes.append(Text(zh.indicator.definition_zh, en.indicator.definition_en))
    if zh.series is not None:
        scope = zh.series.key.scope
        notes.append(
            say(
                "story-note-scope",
                scope=Text(store.scope_definition(scope, "zh"), store.scope_definition(scope, "en")),
            )
        )
    return tuple(n for n in notes if n.zh or n.en)
