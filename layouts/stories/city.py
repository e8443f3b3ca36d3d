"""The story of a city: what it says of itself, where it stands, what is built there.

Belongs here: which scenes, in which order. Does not belong here: numbers, texts, how a scene is made (``compose.py``).
"""

from data.periods import parse_period
from data.place import Project, clusters_in, figures_of, projects_in, statements_of
from data.series import Figure, catalogue, ladders
from data.store import PROVINCE, Store
from data.strengths import strengths
from layouts.selection import OPENING, OPENING_COUNTY
from layouts.stories.compose import (
    closing_scene,
    cluster_item,
    industry_text,
    ladder_scene,
    list_scene,
    map_scene,
    project_item,
    statement_points,
    varied,
    wording_sources,
)
from layouts.stories.model import Item, Scene, Story, Text
from layouts.stories.parts import (
    EMPTY,
    change_point,
    figure_point,
    indicator_name,
    lower,
    place_name,
    quiet_map,
    rank_point,
    say,
    source_lines,
)
from layouts.view_state import ViewState

_SIGNATURE = (
    "signed_amount_yi",
    "funds_in_place_yi",
    "started_amount_yi",
    "batch_signed_amount_yi",
    "signed_projects",
    "batch_signed_projects",
)
"""What a city's own scene is about: the newest of these, within a year the first; else the gross product."""

_PRODUCT = "gdp_yi"
_YEARS = 5
_ECONOMY = "gdp_per_head_yuan"
_SAYS = ("environment", "incentive", "cooperation", "signed", "activity")
_ROWS = 6


def city_story(store: Store, code: str) -> Story:
    """Make the story of a city.

    Args:
        store: the store.
        code: a prefecture's code.

    Returns:
        Scenes for which there are facts, the title first, the closing last.

    Raises:
        KeyError: when the code is no prefecture.
    """
    if code not in store.prefectures:
        msg = f"no prefecture {code!r}: expected one of {', '.join(store.prefectures)}"
        raise KeyError(msg)
    name = place_name(store, code)
    page = ViewState(page="place", place=code)
    scenes: list[Scene | None] = [
        _title(store, code, name, page),
        _signature_scene(store, code, name),
        _among_cities(store, code, name),
        _ladder(store, code, name, page),
        _strengths(store, code, name, page),
        _counties(store, code, name, page),
        _projects(store, code, name, page),
        _clusters(store, code, name, page),
        closing_scene(store, page.address, name, quiet_map(PROVINCE, code)),
    ]
    return Story(
        code,
        say("story-city", place=place_name(store, code, short=True)),
        store.edition.edition_id,
        store.edition.date,
        tuple(s for s in scenes if s is not None),
    )


def _headline(store: Store, code: str) -> Text:
    name = place_name(store, code, short=True)
    top = [industry_text(store, s.industry) for s in strengths(store, code) if s.statements][:2]
    if len(top) == 2:
        return say("strength-two", place=name, first=lower(top[0]), second=lower(top[1]))
    if top:
        return say("strength-one", place=name, first=lower(top[0]))
    return say("strength-none", place=place_name(store, code))


def _title(store: Store, code: str, name: Text, page: ViewState) -> Scene:
    points = statement_points(statements_of(store, code), _SAYS)[:3]
    if not points:
        newest = {
            f.indicator: f for f in reversed(figures_of(store, code)) if f.nature == "result" and f.tier != "weak"
        }
        points = [figure_point(store, newest[i]) for i in ("gdp_yi", "population_10k") if i in newest]
    return Scene(
        "title",
        "title",
        page.address,
        name,
        _headline(store, code),
        None,
        EMPTY,
        tuple(points),
        source_lines(store, *(p.source for p in points)),
        (say("strength-basis"),),
        map=quiet_map(PROVINCE, code),
    )


def signature(store: Store, code: str) -> Figure | None:
    """The figure a city's own scene is about: comparable, the newest year, amounts before counts.

    Investment figures more than five years older than the city's newest gross product give way to it.
    """
    good = [
        f for f in figures_of(store, code) if f.nature == "result" and f.comparable and f.tier != "weak" and f.period
    ]
    product = max((f for f in good if f.indicator == _PRODUCT), key=_end, default=None)
    found = [f for f in good if f.indicator in _SIGNATURE]
    if product is not None:
        found = [f for f in found if _end(f) > _end(product) - 12 * _YEARS]
    return min(found, key=lambda f: (-(_end(f) // 12), _SIGNATURE.index(f.indicator), -_end(f)), default=product)


def _end(item: Figure) -> int:
    """Last month of a figure's period, counted in months."""
    return parse_period(item.period).end


def _signature_scene(store: Store, code: str, name: Text) -> Scene | None:
    item = signature(store, code)
    if item is None:
        return None
    state = ViewState(indicator=item.indicator, period=item.period, scope=item.scope, region=(code,))
    points = [rank_point(item), change_point(store, item)]
    for other in figures_of(store, code):
        same = (other.period, other.scope, other.nature) == (item.period, item.scope, "result")
        if same and other.indicator != item.indicator and other.comparable and len([p for p in points if p]) < 3:
            points.append(figure_point(store, other))
    points += statement_points(statements_of(store, code), _SAYS)
    short = place_name(store, code, short=True)
    return map_scene(
        store,
        "figure",
        state,
        name,
        focus=PROVINCE,
        selected=code,
        lead=item,
        headline=say("story-signature", place=short, indicator=lower(indicator_name(store, item.indicator))),
        points=points,
    )


def _among_cities(store: Store, code: str, name: Text) -> Scene | None:
    """Where the city stands in a series many cities have: the newest batch, else the gross product a head."""
    item = signature(store, code)
    used = (item.indicator, item.period) if item else ("", "")
    figures = {(f.indicator, f.period, f.scope): f for f in figures_of(store, code) if f.comparable}
    economy = catalogue(store, "prefecture").get(_ECONOMY, ())
    for key in (OPENING, *(c.key for c in economy)):
        mine = figures.get((key.indicator, key.period, key.scope))
        if mine is None or (key.indicator, key.period) == used or mine.rank_of < 3:
            continue
        state = ViewState(indicator=key.indicator, period=key.period, scope=key.scope, region=(code,))
        return map_scene(
            store,
            "among",
            state,
            name,
            focus=PROVINCE,
            selected=code,
            as_bars=True,
            lead=mine,
            headline=say("story-among", indicator=lower(indicator_name(store, key.indicator))),
            points=[rank_point(mine), change_point(store, mine)],
        )
    return None


def _ladder(store: Store, code: str, name: Text, page: ViewState) -> Scene | None:
    found = ladders(store, code)
    if not found:
        return None
    return ladder_scene(store, code, *found[0], name, page.address)


def _strengths(store: Store, code: str, name: Text, page: ViewState) -> Scene | None:
    found = strengths(store, code)[:_ROWS]
    if not found:
        return None
    items = []
    for s in found:
        roles = [say(f"role-{role}") for role in s.roles]
        detail = Text("、".join(r.zh for r in roles), ", ".join(r.en for r in roles))
        ids = wording_sources(s.statements)
        items.append(Item(industry_text(store, s.industry), detail, None, "", ids))
    return list_scene(
        "strengths",
        page.address,
        name,
        say("story-city-strengths", place=place_name(store, code, short=True)),
        items,
        source_lines(store, *(i.source for i in items)),
        notes=(say("strength-basis"),),
        lead_label=say("story-city-strengths-label"),
    )


def _counties(store: Store, code: str, name: Text, page: ViewState) -> Scene:
    state = page.with_(indicator=OPENING_COUNTY.indicator, scope=OPENING_COUNTY.scope)
    return map_scene(
        store,
        "counties",
        state,
        name,
        focus=code,
        within=code,
        points=(),
        address=page.address,
    )


def _projects(store: Store, code: str, name: Text, page: ViewState) -> Scene | None:
    priced = [p for p in projects_in(store, code) if p.amount_yi is not None]
    best: dict[str, Project] = {}
    for p in sorted(priced, key=lambda p: (-(p.amount_yi or 0), p.project_id)):
        best.setdefault(p.name_zh, p)
    chosen = list(best.values())[:_ROWS]
    if len(chosen) < 2:
        return None
    items = [project_item(store, p, _where(store, p.region, code)) for p in chosen]
    return list_scene(
        "projects",
        page.address,
        name,
        say("story-projects", place=place_name(store, code, short=True)),
        items,
        source_lines(store, *(i.source for i in items)),
        notes=(say("projects-note"),),
        lead_label=say("story-projects-label"),
    )


def _clusters(store: Store, code: str, name: Text, page: ViewState) -> Scene | None:
    found = varied(clusters_in(store, code), _ROWS)
    if len(found) < 2:
        return None
    items = [cluster_item(c, _where(store, c.region, code)) for c in found]
    return list_scene(
        "clusters",
        page.address,
        name,
        say("story-clusters", place=place_name(store, code, short=True)),
        items,
        source_lines(store, *(i.source for i in items)),
        lead_label=say("story-clusters-label"),
    )


def _where(store: Store, region: str, home: str) -> Text:
    return EMPTY if region == home else place_name(store, region, short=True)
