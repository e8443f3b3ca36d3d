"""What the brief of an industry or key chain says: what is known of it, where, and which links have no one.

Belongs here: counts by city, segments, projects of one industry. Does not belong here: how they are set.
"""

from collections.abc import Iterable
from typing import Any

from data.industry import Evidence, Industry, evidence, ranked
from data.industry_segments import segments
from data.measures import classify
from data.place import Project
from data.store import PROVINCE, Store
from layouts.components.map_block import frame
from layouts.figures.map import Mark, draw
from layouts.messages import message
from layouts.numbers import plain
from layouts.reports.brief_parts import PAPER, Footnotes, joined
from layouts.reports.brief_place import largest_projects, projects_part
from layouts.view_state import ViewState

_COUNTS = ("projects", "companies", "zones", "towns", "statements")
_STAGES = (
    ("签约", "stage-signed", 4),
    ("开工", "stage-started", 3),
    ("在建", "stage-building", 2),
    ("投产", "stage-completed", 1),
)


def _counts(found: Evidence, lang: str, notes: Footnotes) -> list[dict[str, str]]:
    return [
        {
            "label": message(lang, f"brief-count-{what}"),
            "qualifier": "",
            "before": "",
            "value": plain(found.count(what)),
            "unit": "",
            "about": message(lang, "brief-known"),
            "rank": "",
            "change": "",
            "cite": notes.cite(";".join(found.sources(what)), 2),
        }
        for what in _COUNTS
    ]


def _stages(projects: Iterable[Project], lang: str, notes: Footnotes) -> dict[str, Any] | None:
    """Project records by stage: how far what is known has come; records, not projects."""
    by_stage = {stage: [p for p in projects if p.stage == stage] for stage, _, _ in _STAGES}
    largest = max((len(found) for found in by_stage.values()), default=0)
    if not largest:
        return None
    rows = [
        {
            "label": message(lang, key),
            "text": message(lang, "brief-records", n=len(by_stage[stage])),
            "share": len(by_stage[stage]) / largest,
            "tone": tone,
            "note": "",
            "cite": notes.cite(";".join(p.source for p in by_stage[stage]), 2),
        }
        for stage, key, tone in _STAGES
        if by_stage[stage]
    ]
    return {"title": message(lang, "brief-stages"), "about": message(lang, "brief-stages-about"), "rows": rows}


def _cities(
    store: Store, places: tuple[Evidence, ...], lang: str, notes: Footnotes, most: int
) -> dict[str, Any] | None:
    if not places or not most:
        return None
    largest = places[0].count()
    rows = [
        {
            "label": store.regions[place.region].name(lang),
            "tags": "",
            "text": message(lang, "evidence-count", n=place.count()),
            "share": place.count() / largest,
            "cite": notes.cite(";".join(place.sources()), 1),
        }
        for place in places[:most]
    ]
    return {"title": message(lang, "brief-chain-cities"), "about": message(lang, "brief-strengths-about"), "rows": rows}


def _map(store: Store, industry: Industry, found: dict[str, Evidence], lang: str) -> dict[str, Any]:
    values = {code: found[code].count() for code in store.prefectures if found[code].count()}
    classes = classify(list(values.values()))
    marks = []
    for code in store.prefectures:
        name, count = store.regions[code].name(lang), values.get(code)
        said = message(lang, "evidence-count", n=count or 0)
        label = f"{name}: {said}" if lang == "en" else f"{name}:{said}"
        sources = " ".join(found[code].sources()[:3])
        if count is None:
            marks.append(Mark(code, "not-published", None, "", label, "", ""))
        else:
            marks.append(Mark(code, "value", classes.tone(count), plain(count), label, "", sources))
    title = message(lang, "brief-chain-map", industry=industry.name(lang))
    the_frame = frame(store, "prefecture", PROVINCE, lang)
    legend = [
        {"look": str(tone), "text": plain(low) if low == high else f"{plain(low)}–{plain(high)}"}
        for (low, high), tone in zip(classes.bounds, classes.tones, strict=True)
    ]
    if len(values) < len(store.prefectures):
        legend.append({"look": "not-published", "text": message(lang, "brief-nothing-known")})
    return {
        "svg": draw(the_frame, marks, title=title, theme=PAPER, prefix="brief"),
        "ratio": the_frame.view_box[3] / the_frame.view_box[2],
        "alt": title,
        "title": title,
        "about": message(lang, "brief-known"),
        "legend": legend,
    }


def _links(store: Store, industry: Industry, lang: str) -> list[str]:
    """What sources say the chain consists of, and the links of which nothing is known; Chinese pages only name them."""
    lines = []
    for segment in segments(store, industry.industry_id):
        if lang == "zh" and segment.gaps:
            lines.append(
                message(
                    lang,
                    "brief-gaps",
                    segment=message(lang, f"brief-segment-{segment.segment or 'whole'}"),
                    links=joined(segment.gaps[:6], lang),
                )
            )
        elif segment.gaps:
            lines.append(
                message(
                    lang,
                    "brief-gaps-count",
                    segment=message(lang, f"brief-segment-{segment.segment or 'whole'}"),
                    n=len(segment.gaps),
                    of=len(segment.links),
                )
            )
    return lines[:2]


def chain_part(store: Store, industry: Industry, state: ViewState, room: tuple[int, int]) -> dict[str, Any]:
    """Everything a brief of an industry says.

    Args:
        store: the store.
        industry: the industry.
        state: the view state, for its language.
        room: how many projects and how many cities there is room for.

    Returns:
        The template's parts, ``notes`` among them.
    """
    lang = state.lang
    notes = Footnotes(store, lang)
    found = evidence(store, industry.industry_id)
    province = found[PROVINCE]
    places = ranked(store, industry.industry_id)
    first = [store.regions[p.region].short(lang) for p in places[:2]]
    key = f"brief-chain-headline-{len(first)}"
    names = {"first": first[0] if first else "", "second": first[1] if len(first) > 1 else ""}
    headline = message(lang, key, industry=industry.name(lang), **{k: v for k, v in names.items() if v})
    counted = message(lang, "brief-chain-counted", n=province.count(), cities=len(places), of=len(store.prefectures))
    figures = _counts(province, lang, notes)
    stages = _stages(province.projects, lang, notes)
    cities = _cities(store, places, lang, notes, room[1])
    projects = largest_projects(province.projects)
    return {
        "kicker": message(lang, "brief-chain-kicker" if industry.chain_id else "brief-industry-kicker"),
        "headline": headline,
        "lead": [counted, *_links(store, industry, lang)],
        "map": _map(store, industry, found, lang),
        "figures": figures,
        "figures_title": message(lang, "brief-known"),
        "ladder": stages,
        "strengths": cities,
        "table": None,
        "projects": projects_part(store, projects, PROVINCE, lang, notes, room[0]),
        "notes": notes,
    }
