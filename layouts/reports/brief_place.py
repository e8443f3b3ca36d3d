"""What the brief of the province, a city or a county says.

Belongs here: which figures, strengths and projects one page of a place holds. Does not belong here: how they are set.
"""

from typing import Any

from data.place import Project, counts, figures_of, industry_name, projects_in, statements_of
from data.series import Figure
from data.store import PROVINCE, Store
from data.strengths import Strength, strengths
from layouts.components.evidence import stage_slug
from layouts.messages import message
from layouts.numbers import quantity
from layouts.reports.brief_parts import Footnotes, joined, key_figure, ladder_part, map_part
from layouts.reports.wording import shorten
from layouts.selection import choose_map
from layouts.sentences import map_headline
from layouts.stories.compose import statement_point
from layouts.stories.model import Text
from layouts.stories.parts import lower
from layouts.view_state import ViewState

KEY_FIGURES = 5
_OF_PROVINCE = ("signed_amount_yi", "signed_projects", "signed_started_projects", "funds_in_place_yi", "gdp_yi")
_OF_PLACE = (
    "signed_amount_yi",
    "batch_signed_projects",
    "gdp_yi",
    "gdp_growth_pct",
    "gdp_per_head_yuan",
    "population_10k",
    "fai_growth_pct",
    "signed_projects",
)
_KNOWN = ("known_projects", "known_zones", "known_specialised_towns", "known_companies", "known_sources")
_LEAST_RIVALS = 3  # a rank among two says nothing


def _telling(item: Figure) -> tuple[bool, bool, bool]:
    """How much a figure says beyond itself; the newest of the most telling is taken."""
    ranked = item.rank is not None and item.rank_of >= _LEAST_RIVALS
    changed = bool(item.previous_value)
    return ranked or changed, ranked and changed, ranked


def chosen_figures(store: Store, code: str, most: int = KEY_FIGURES) -> list[Figure]:
    """The figures of a place that a page opens with.

    Args:
        store: the store.
        code: region code.
        most: how many.

    Returns:
        At most one figure an indicator: results only, never of a doubtful source; of each the newest that has a rank or
        a change, else the newest. Indicators with a rank or a change go first; counts of this atlas fill what is left.
    """
    grouped: dict[str, list[Figure]] = {}
    for item in figures_of(store, code):
        if item.nature == "result" and item.tier != "weak":
            grouped.setdefault(item.indicator, []).append(item)
    if code == PROVINCE:
        wanted = [max(yearly(grouped[i]), key=_telling) for i in _OF_PROVINCE if i in grouped]
        return wanted[:most]
    found = [max(grouped[i], key=_telling) for i in _OF_PLACE if i in grouped]  # max keeps the first: the newest
    found.sort(key=lambda item: not _telling(item)[0])
    known = counts(store, code)
    found += [known[i] for i in _KNOWN if i in known and known[i].value]
    return found[:most]


def yearly(items: list[Figure]) -> list[Figure]:
    """The figures over whole years, newest first; all of them when there is none."""
    return [f for f in items if len(f.period) == 4] or items


def strength_headline(store: Store, code: str, found: tuple[Strength, ...], lang: str) -> str:
    """What a place is strong in, in a few words; the same as on its page."""

    def called(strength: Strength) -> str:
        name = Text(industry_name(store, strength.industry, "zh"), industry_name(store, strength.industry, "en"))
        return lower(name).of(lang)

    place, top = store.regions[code].short(lang), [called(s) for s in found[:2] if s.statements]
    if len(top) == 2:
        return message(lang, "strength-two", place=place, first=top[0], second=top[1])
    if top:
        return message(lang, "strength-one", place=place, first=top[0])
    if found:
        return message(lang, "strength-known", place=place, first=called(found[0]))
    return message(lang, "strength-none", place=store.regions[code].name(lang))


def strength_rows(
    store: Store, found: tuple[Strength, ...], lang: str, notes: Footnotes, most: int
) -> list[dict[str, Any]]:
    """Industries of a place by evidence: name, what the place calls it, how much is known.

    Those the place names itself; the others, of which only records are known, stand in when it names fewer than three.
    """
    named = tuple(s for s in found if s.statements)
    found = named if len(named) > 2 else found
    largest = max((s.evidence for s in found), default=1) or 1
    return [
        {
            "label": industry_name(store, s.industry, lang),
            "tags": joined((message(lang, f"role-{r}") for r in s.roles[:2]), lang),
            "text": message(lang, "evidence-count", n=s.evidence),
            "share": s.evidence / largest,
            "cite": notes.cite(";".join(x.source for x in s.statements), 1),
        }
        for s in found[:most]
    ]


def city_rows(store: Store, lang: str, notes: Footnotes) -> list[dict[str, Any]]:
    """Every prefecture with the two or three industries it names first: the province's strengths at a glance."""
    rows = []
    for code in store.prefectures:
        found = [s for s in strengths(store, code) if s.statements][: 3 if lang == "zh" else 2]
        rows.append(
            {
                "label": store.regions[code].short(lang),
                "text": joined((industry_name(store, s.industry, lang) for s in found), lang),
                "cite": notes.cite(found[0].statements[0].source, 1) if found else "",
            }
        )
    return rows


def largest_projects(projects: tuple[Project, ...]) -> list[Project]:
    """Projects by amount, those without an amount last and newest first.

    Records of one name, or of one investor and amount, are most likely stages of one project: only the newest is kept.
    """
    seen: dict[object, Project] = {}
    for project in projects:  # newest first
        key: object = (project.investor_zh, project.amount_yi)
        if not project.investor_zh or project.amount_yi is None:
            key = project.name_zh
        seen.setdefault(key, project)
    return sorted(seen.values(), key=lambda p: (p.amount_yi is None, -(p.amount_yi or 0)))


def project_rows(
    store: Store, projects: list[Project], home: str, lang: str, notes: Footnotes, most: int
) -> list[dict[str, str]]:
    """Rows of the list of projects: name, place, investor, amount, stage."""
    rows = []
    for p in projects[:most]:
        amount = message(lang, "amount-not-published")
        if p.amount_yi is not None:
            amount = str(quantity(p.amount_yi, "亿元", "CNY 100 million", lang))
        who = p.investor_zh if lang == "zh" else p.investor_en
        dated = store.period_label(p.stage_date, lang) if p.stage_date else ""
        rows.append(
            {
                "name": shorten(p.name_zh if lang == "zh" else p.name_en, 48),
                "place": "" if p.region == home else store.regions[p.region].short(lang),
                "who": shorten(who or message(lang, "not-stated"), 30),
                "amount": amount,
                "stage": " ".join(filter(None, (message(lang, stage_slug(p.stage)), dated))),
                "cite": notes.cite(p.source, 1),
            }
        )
    return rows


def projects_part(
    store: Store, projects: list[Project], home: str, lang: str, notes: Footnotes, most: int
) -> dict[str, Any] | None:
    """The list of projects, its title, how many of how many it shows; None when there is no room or no project."""
    rows = project_rows(store, projects, home, lang, notes, most)
    if not rows:
        return None
    return {
        "title": message(lang, "brief-projects"),
        "about": message(lang, "brief-projects-about", n=len(rows), of=len(projects)),
        "columns": [message(lang, k) for k in ("project", "investor", "amount", "stage")],
        "rows": rows,
    }


def place_part(store: Store, code: str, state: ViewState, room: tuple[int, int]) -> dict[str, Any]:
    """Everything a brief of a place says.

    Args:
        store: the store.
        code: the province, a prefecture or a county.
        state: the view state: language, and what the map shows.
        room: how many projects and how many strengths there is room for.

    Returns:
        The template's parts, ``notes`` among them.
    """
    lang, region = state.lang, store.regions[code]
    notes = Footnotes(store, lang)
    projects_room, strengths_room = room
    is_province, is_county = region.level == "province", region.level == "county"
    within = "" if is_province else region.parent if is_county else code
    view, _ = choose_map(store, state.with_(region=()), within=within)
    focus = PROVINCE if is_province else within
    found = strengths(store, code)
    if is_province:
        headline = map_headline(store, view)
        title = headline.text
        # The first detail of a classed map names period and scope, which stand under the map.
        details = headline.details if view.mode == "latest" else headline.details[1:]
        lead = [detail.text for detail in details]
        if headline.lead is not None:
            notes.cite(headline.lead.source)
    else:
        title = strength_headline(store, code, found, lang)
        lead = [message(lang, "strength-basis")]
    lead += [statement_point(s).text.of(lang) for s in statements_of(store, code) if s.kind == "signed"][:1]
    figures = [key_figure(store, f, lang, notes) for f in chosen_figures(store, code)]
    rungs = ladder_part(store, code, lang, notes)
    if is_province:
        strong = {
            "title": message(lang, "brief-city-strengths"),
            "about": message(lang, "brief-city-strengths-about"),
            "rows": city_rows(store, lang, notes),
        }
    else:
        strong = {
            "title": message(lang, "brief-strengths"),
            "about": message(lang, "brief-strengths-about"),
            "rows": strength_rows(store, found, lang, notes, strengths_room),
        }
    projects = largest_projects(projects_in(store, code))
    return {
        "kicker": region.name(lang),
        "headline": title,
        "lead": lead[:3],
        "map": map_part(store, view, focus, code if is_county else ""),
        "figures": figures,
        "figures_title": message(lang, "figures"),
        "ladder": rungs,
        "strengths": strong if strong["rows"] else None,
        "table": None,
        "projects": projects_part(store, projects, code, lang, notes, projects_room),
        "notes": notes,
    }
