"""Whole scenes that several stories share: a map, a ranking, a ladder, a list, the closing.

Belongs here: one function for each kind of scene. Does not belong here: the order of scenes in a story.
"""

from collections.abc import Iterable, Sequence

from data.columns import RUNGS
from data.place import CityIndustry, Cluster, Project, Statement, industry_name
from data.series import Figure, ladder
from data.store import Store
from layouts.messages import message
from layouts.numbers import plain
from layouts.stories.model import Item, MapSpec, Point, Scene, SourceLine, Text
from layouts.stories.parts import (
    EMPTY,
    amount,
    bars,
    both_views,
    chinese_marks,
    indicator_name,
    join,
    lower,
    map_note,
    map_points,
    map_spec,
    number,
    period_of,
    places,
    present,
    rungs,
    say,
    scope_name,
    source_lines,
)
from layouts.view_state import ViewState

_MORE = ("余", "多")


def statement_point(statement: Statement) -> Point:
    """A statement of the opening article, with its value where it has one; “余” and “多” stay."""
    zh, en = chinese_marks(statement.text_zh), statement.text_en
    if statement.value is not None:
        over = "余" if any(sign in statement.as_printed for sign in _MORE) else ""
        gap = "" if over else " "
        zh = f"{zh}：{plain(statement.value)}{over}{gap}{statement.unit}"
    return Point(Text(zh, en), f"statement:{statement.statement_id}", statement.source)


def statement_points(statements: Iterable[Statement], kinds: Sequence[str]) -> list[Point]:
    """Statements with a value, in the order of the kinds wanted."""
    found = [s for s in statements if s.value is not None and s.kind in kinds]
    return [statement_point(s) for s in sorted(found, key=lambda s: (kinds.index(s.kind), s.statement_id))]


def _leaders(store: Store, scene_map: MapSpec, ranked: tuple[Figure, ...], low: bool) -> Text:
    first = [f.region for f in ranked if f.value == ranked[0].value]
    if len(first) == len(ranked) > 1:
        return say("story-equal", indicator=indicator_name(store, scene_map.indicator))
    order = "low" if low else "high"
    together = "tied" if len(first) > 1 else "first"
    return say(
        f"story-{together}-{order}",
        places=places(store, first),
        indicator=lower(indicator_name(store, scene_map.indicator)),
    )


def map_scene(
    store: Store,
    scene_id: str,
    state: ViewState,
    kicker: Text,
    *,
    focus: str,
    within: str = "",
    selected: str = "",
    as_bars: bool = False,
    headline: Text | None = None,
    lead: Figure | None = None,
    points: Sequence[Point | None] | None = None,
    address: str = "",
) -> Scene:
    """A classed map, or the same as bars.

    Args:
        store: the store.
        scene_id: id in the story.
        state: what the map shows (indicator, period, scope named).
        kicker: what it is about.
        focus: region the map is flown to.
        within: prefecture whose counties are shown, "" for the province.
        selected: region the scene is about.
        as_bars: draw the ranking as bars?
        headline: by default who leads.
        lead: figure in large type, by default the leader's.
        points: by default what the page says under its headline.
        address: live view, by default ``state``'s.

    Returns:
        The scene.
    """
    views = both_views(store, state, within)
    spec = map_spec(store, views, focus, selected)
    ranked = views[0].ranked
    shown = lead or (ranked[0] if ranked else None)
    low = views[0].indicator.direction == "lower_better"
    said = tuple(points) if points is not None else map_points(store, views)
    label = unit = EMPTY
    sources = ""
    if shown is not None:
        period = period_of(store, shown.period, shown.scope)
        label = join(indicator_name(store, shown.indicator), period if shown.period else EMPTY)
        sources = shown.source
        unit = number(store, shown, views[0].largest).unit
    return Scene(
        scene_id,
        "bars" if as_bars else "map",
        address or state.address,
        kicker,
        headline
        or (_leaders(store, spec, ranked, low) if ranked else indicator_name(store, views[0].indicator.indicator_id)),
        number(store, shown, views[0].largest) if shown else None,
        label,
        present(said),
        source_lines(store, *(f.source for f in ranked), leading=sources),
        map_note(store, views),
        label=join(spec.label if as_bars else unit, scope_name(store, spec.scope)),
        map=None if as_bars else spec,
        bars=bars(store, views, selected) if as_bars else (),
    )


def ladder_scene(store: Store, region: str, period: str, scope: str, kicker: Text, address: str) -> Scene:
    """The rungs of one region, period and scope, none of them added to another."""
    rows = rungs(store, region, period, scope)
    counts = [r for r in rows if r.count is not None]
    found = ladder(store, region, period, scope)
    cells = [cell for rung in RUNGS for cell in found.get(rung, {}).items()]
    leading = next((f for kind, f in cells if kind == "amount"), cells[0][1])
    lead = number(store, leading)
    label = join(indicator_name(store, leading.indicator), period_of(store, period, scope))
    used = [n for r in rows for n in (r.count, r.amount) if n is not None]
    points = []
    if len(counts) > 1:
        last = counts[-1]
        head = counts[0]
        if last.count is not None and head.count is not None:
            for rung in (head, last):
                if rung.count is not None:
                    value = Text(rung.count.printed("zh"), rung.count.printed("en"))
                    text = say("story-ladder-point", rung=rung.label, value=value)
                    points.append(Point(text, rung.count.reference, rung.count.source))
    return Scene(
        "ladder",
        "ladder",
        address,
        kicker,
        say("story-ladder", first=lower(rows[0].label), last=lower(rows[-1].label)),
        lead,
        label,
        present(points),
        source_lines(store, *(n.source for n in used), leading=lead.source),
        (say("story-ladder-note"), scope_name(store, scope)),
        label=join(scope_name(store, scope), period_of(store, period, scope)),
        rungs=rows,
    )


def list_scene(
    scene_id: str,
    address: str,
    kicker: Text,
    headline: Text,
    items: Sequence[Item],
    sources: tuple[SourceLine, ...],
    *,
    points: Sequence[Point | None] = (),
    lead_label: Text = EMPTY,
    notes: tuple[Text, ...] = (),
    label: Text = EMPTY,
) -> Scene:
    """A list of what is known."""
    return Scene(
        scene_id,
        "list",
        address,
        kicker,
        headline,
        None,
        lead_label,
        present(points),
        sources,
        notes,
        label=label,
        items=tuple(items),
    )


def project_item(store: Store, project: Project, place: Text) -> Item:
    """A project record: name, place, stage, investor, amount."""
    stage = say(f"stage-{_STAGES[project.stage]}") if project.stage in _STAGES else EMPTY
    when = (
        Text(store.period_label(project.stage_date, "zh"), store.period_label(project.stage_date, "en"))
        if project.stage_date
        else EMPTY
    )
    money = (
        amount(f"project:{project.project_id}", project.source, project.amount_yi, "亿元", "CNY 100 million")
        if project.amount_yi is not None
        else None
    )
    return Item(
        Text(chinese_marks(project.name_zh), project.name_en),
        join(place, stage, when),
        money,
        f"project:{project.project_id}",
        project.source,
    )


_STAGES = {"洽谈": "talks", "签约": "signed", "开工": "started", "在建": "building", "投产": "completed"}


def cluster_item(cluster: Cluster, place: Text) -> Item:
    """A chain master, specialised town, zone, base, park or company."""
    chain = Text(chinese_marks(cluster.chain_zh), cluster.chain_en)
    return Item(
        Text(chinese_marks(cluster.name_zh), cluster.name_en),
        join(place, say(f"story-kind-{cluster.kind}"), chain),
        None,
        f"source:{cluster.source}",
        cluster.source,
    )


def varied(clusters: Sequence[Cluster], n: int) -> list[Cluster]:
    """The first of each kind, then the second of each, and so on, up to ``n``; in the order given, each name once."""
    seen: set[str] = set()
    turns: dict[str, int] = {}
    ordered = []
    for position, cluster in enumerate(clusters):
        if cluster.name_zh not in seen:
            seen.add(cluster.name_zh)
            turns[cluster.kind] = turns.get(cluster.kind, 0) + 1
            ordered.append((turns[cluster.kind], position, cluster))
    chosen = sorted(ordered, key=lambda row: row[:2])[:n]
    return [cluster for _, _, cluster in sorted(chosen, key=lambda row: row[1])]


def industry_text(store: Store, industry: str) -> Text:
    """An industry of the taxonomy."""
    return Text(industry_name(store, industry, "zh"), industry_name(store, industry, "en"))


def wording_sources(statements: Iterable[CityIndustry]) -> str:
    """Source ids of wordings, each once."""
    return ";".join(dict.fromkeys(s.source for s in statements))


def closing_scene(store: Store, address: str, kicker: Text, spec: MapSpec) -> Scene:
    """The last scene: where to read on, and what every number answers to."""
    edition = say("story-edition", date=store.edition.date)
    return Scene(
        "closing",
        "closing",
        address,
        kicker,
        say("story-closing"),
        None,
        EMPTY,
        (
            Point(say("story-closing-source"), "", ""),
            Point(say("story-closing-scope"), "", ""),
            Point(edition, "", ""),
        ),
        source_lines(store, "s-atlas"),
        (Text(message("zh", "story-closing-note"), message("en", "story-closing-note")),),
        map=spec,
    )
