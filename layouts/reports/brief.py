"""The brief: one A4 page for the province, a city, a county, a chain or a comparison of cities.

Belongs here: telling from a view state what the page is about, and setting the fullest version that fits. Does not
belong here: what each kind of brief says (``brief_place.py``, ``brief_chain.py``, ``brief_compare.py``), routes, files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno

from data.industry import industry_of
from data.store import PROVINCE, Store
from layouts.messages import message
from layouts.reports.brief_chain import chain_part
from layouts.reports.brief_compare import MOST_CITIES, compare_part
from layouts.reports.brief_parts import Footnotes, colours
from layouts.reports.brief_place import place_part
from layouts.reports.typeset import one_page
from layouts.reports.wording import foot_lines
from layouts.shell import HTML_LANG
from layouts.view_state import ViewState

# How many projects and how many strengths, the fullest first; the shortest holds neither.
_ROOMS = (
    (16, 9),
    (14, 9),
    (12, 9),
    (11, 8),
    (10, 8),
    (9, 8),
    (8, 7),
    (7, 7),
    (6, 6),
    (5, 6),
    (4, 5),
    (3, 5),
    (2, 4),
    (1, 3),
    (0, 2),
    (0, 0),
)
_SOURCE_EM = {"zh": 32, "en": 37}  # half the width of the page, at the size of the notes


class SubjectError(ValueError):
    """A brief was asked for something that there is not; the message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a brief is about.

    Attributes:
        name: its name in the language of the view, for file names and titles.
        live: the view that the page's link opens.
        parts: what it says, for a number of projects and of strengths.
    """

    name: str
    live: ViewState
    parts: Callable[[tuple[int, int]], dict[str, Any]]


def subject_of(store: Store, state: ViewState) -> Subject:
    """Tell what a brief is about: cities to compare, else a chain, else a place, else the province.

    Args:
        store: the store.
        state: the view state; ``region``, ``industry`` and ``compare`` say what is meant, or the page it is of.

    Returns:
        The subject.

    Raises:
        SubjectError: when a code does not exist, or cities are compared with something that is no city.
    """
    region = state.place or next(iter(state.region), "")
    if region and (region not in store.regions or store.regions[region].level == "nation"):
        msg = (
            f"region={region!r}: expected the code of the province (140000), a city or a county; look it up on /sources"
        )
        raise SubjectError(msg)
    if state.compare:
        codes = tuple(dict.fromkeys(filter(None, (region, *state.compare))))[:MOST_CITIES]
        wrong = [c for c in codes if c not in store.prefectures]
        if wrong or len(codes) < 2:
            found = ",".join(state.compare)
            msg = f"compare={found!r}: expected two to four different cities, as in region=140200&compare=140400"
            raise SubjectError(msg)
        live = ViewState(page="place", place=codes[0], compare=codes[1:], lang=state.lang, edition=state.edition)
        names = ("、" if state.lang == "zh" else ", ").join(store.regions[c].short(state.lang) for c in codes)
        return Subject(names, live, lambda room: compare_part(store, codes, state, room))
    named = state.item if state.page == "industry" else next(iter(state.industry), "")
    if named:
        industry = industry_of(store, named)
        if industry is None:
            msg = f"industry={named!r}: expected a key chain (ch01 …) or an industry of the taxonomy, as on /industry"
            raise SubjectError(msg)
        live = ViewState(page="industry", item=industry.item, lang=state.lang, edition=state.edition)
        return Subject(industry.name(state.lang), live, lambda room: chain_part(store, industry, state, room))
    if region and region != PROVINCE:
        live = ViewState(page="place", place=region, indicator=state.indicator, period=state.period, scope=state.scope)
        live = live.with_(lang=state.lang, edition=state.edition)
        return Subject(
            store.regions[region].name(state.lang), live, lambda room: place_part(store, region, state, room)
        )
    live = state.with_(page="overview", place="", item="", region=(), industry=(), scene="", level="prefecture")
    return Subject(store.regions[PROVINCE].name(state.lang), live, lambda room: place_part(store, PROVINCE, live, room))


def brief_pdf(store: Store, state: ViewState, *, root: str = "", review_number: str = "", printed: date) -> bytes:
    """Make the brief.

    Args:
        store: the store.
        state: what it is about, and the language.
        root: scheme and host that the QR code and the link lead to, such as ``https://atlas.example``; "" when there is
            none: the page then names the view's path and has no code.
        review_number: the confirmed map-review number, "" when it is not confirmed.
        printed: the day of printing.

    Returns:
        A tagged PDF of exactly one A4 page.

    Raises:
        SubjectError: when there is no such subject.
        TypesetError: when the page cannot be set.
    """
    subject = subject_of(store, state)
    return one_page(
        "brief.typ", _ROOMS, lambda room: _data(store, subject, state.lang, room, root, review_number, printed), printed
    )


def _data(
    store: Store, subject: Subject, lang: str, room: tuple[int, int], root: str, review_number: str, printed: date
) -> dict[str, Any]:
    parts = subject.parts(room)
    notes = parts.pop("notes")
    if not isinstance(notes, Footnotes):
        msg = f"brief of {subject.name}: the parts hold no numbered sources; add notes=Footnotes(...)"
        raise TypeError(msg)
    address = f"{root.rstrip('/')}{subject.live.address}"
    code = segno.make(address, error="m", micro=False).svg_inline(dark=colours()["ink"], border=0) if root else ""
    return {
        **parts,
        "lang": {"zh": "zh", "en": "en"}[lang],
        "html_lang": HTML_LANG[lang],
        "title": message(lang, "brief-title", subject=subject.name),
        "brand": message(lang, "title"),
        "kind": message(lang, "brief"),
        "colours": colours(),
        "sources_title": message(lang, "brief-sources"),
        "sources": notes.lines(_SOURCE_EM[lang]),
        "foot": foot_lines(store, lang, review_number),
        "printed": message(lang, "brief-printed", date=printed.isoformat()),
        "link": address,
        "link_title": message(lang, "brief-live"),
        "code": code,
        "code_alt": message(lang, "brief-scan"),
    }
