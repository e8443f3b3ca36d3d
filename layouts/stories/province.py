"""The story of the province in eight scenes (长板招商): each city recruits for what it is strong in.

Belongs here: which scenes, in which order, from which series. Does not belong here: numbers, texts in two languages
(``layouts/messages``), how a scene is made (``compose.py``).
"""

from data.place import figures_of, statements_of
from data.series import Figure, coverages, ladders
from data.store import PROVINCE, Store
from data.strengths import strengths
from layouts.selection import OPENING
from layouts.stories.compose import (
    closing_scene,
    industry_text,
    ladder_scene,
    list_scene,
    map_scene,
    statement_points,
    wording_sources,
)
from layouts.stories.model import Item, Scene, Story, Text
from layouts.stories.parts import (
    EMPTY,
    change_point,
    figure_point,
    indicator_name,
    join,
    number,
    period_of,
    place_name,
    quiet_map,
    say,
    source_lines,
)
from layouts.view_state import ViewState

_OPENING_AMOUNT = "batch_signed_amount_yi"
_CHAIN_FIGURES = ("chain_revenue_yi", "chain_masters", "chain_firms")


def province_story(store: Store) -> Story:
    """Make the story of the province.

    Args:
        store: the store.

    Returns:
        Eight scenes: title, map, bars, ladder, strengths, chains, the widest investment series, closing.
    """
    name = place_name(store, PROVINCE)
    scenes: list[Scene] = [_title(store, name)]
    opening = ViewState(indicator=OPENING.indicator, period=OPENING.period, scope=OPENING.scope)
    scenes.append(map_scene(store, "map", opening, name, focus=PROVINCE))
    amounts = opening.with_(indicator=_OPENING_AMOUNT)
    scenes.append(map_scene(store, "amounts", amounts, name, focus=PROVINCE, as_bars=True))
    whole = [(period, scope) for period, scope in ladders(store, PROVINCE) if scope == "all_promotion"]
    period, scope = (whole or ladders(store, PROVINCE))[0]
    scenes.append(ladder_scene(store, PROVINCE, period, scope, name, "/"))
    scenes.append(_strengths(store, name))
    scenes.append(_chains(store, name))
    scenes.append(_widest(store, name))
    scenes.append(closing_scene(store, "/", name, quiet_map(PROVINCE)))
    return Story("province", say("story-province"), store.edition.edition_id, store.edition.date, tuple(scenes))


def _title(store: Store, name: Text) -> Scene:
    statements = statements_of(store, PROVINCE)
    points = statement_points(statements, ("policy",))
    policy = [s for s in statements if s.kind == "policy" and s.value is None]
    return Scene(
        "title",
        "title",
        "/",
        join(name, say("story-province-kicker")),
        say("story-province-headline"),
        None,
        EMPTY,
        tuple(points[:2]),
        source_lines(store, *(p.source for p in points[:2])),
        tuple(Text(s.text_zh, s.text_en) for s in policy[:3]),
        map=quiet_map(PROVINCE),
    )


def _strengths(store: Store, name: Text) -> Scene:
    items = []
    sources = []
    for code in store.prefectures:
        found = [s for s in strengths(store, code) if s.statements][:2]
        names = [industry_text(store, s.industry) for s in found]
        ids = wording_sources(w for s in found for w in s.statements)
        items.append(
            Item(
                place_name(store, code, short=True),
                Text("、".join(n.zh for n in names), ", ".join(n.en for n in names)),
                None,
                "",
                ids,
            )
        )
        sources.append(ids)
    return list_scene(
        "strengths",
        "/",
        name,
        say("story-strengths"),
        items,
        source_lines(store, *sources),
        notes=(say("strength-basis"),),
        lead_label=say("story-strengths-label"),
    )


def _chains(store: Store, name: Text) -> Scene:
    rows = store.rows("SELECT chain_id, any_value(name_zh) AS name_zh FROM chains GROUP BY chain_id ORDER BY chain_id")
    ids = store.rows("SELECT DISTINCT source_id FROM chains ORDER BY source_id")
    sources = [r["source_id"] for r in ids]
    items = [
        Item(
            Text(r["name_zh"], store.english("chains", r["chain_id"], r["name_zh"])), EMPTY, None, "", ";".join(sources)
        )
        for r in rows
    ]
    newest: dict[str, Figure] = {}
    for item in figures_of(store, PROVINCE):
        if item.nature == "result" and item.indicator in _CHAIN_FIGURES and len(item.period) == 4:
            newest.setdefault(item.indicator, item)
    found = [newest[i] for i in _CHAIN_FIGURES if i in newest]
    lead = found[0] if found else None
    points = [figure_point(store, f) for f in found[1:]] + ([p] if lead and (p := change_point(store, lead)) else [])
    return Scene(
        "chains",
        "list",
        "/",
        name,
        say("story-chains"),
        number(store, lead) if lead else None,
        join(indicator_name(store, lead.indicator), period_of(store, lead.period, lead.scope)) if lead else EMPTY,
        tuple(points[:3]),
        source_lines(store, *(f.source for f in found), *sources),
        (Text(store.scope_definition(lead.scope, "zh"), store.scope_definition(lead.scope, "en")),) if lead else (),
        items=tuple(items[:16]),
    )


def _widest(store: Store, name: Text) -> Scene:
    """The newest investment series that has all prefectures; where there is none, the one with the most."""
    found = [c for c in coverages(store, "prefecture") if store.indicators[c.key.indicator].family == "investment"]
    best = max(found, key=lambda c: (c.comparable, c.key.period, c.key.indicator))
    state = ViewState(indicator=best.key.indicator, period=best.key.period, scope=best.key.scope)
    return map_scene(store, "widest", state, name, focus=PROVINCE, as_bars=True)
