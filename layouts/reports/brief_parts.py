"""The parts of a brief as plain values, and the making of those that every brief has.

Belongs here: value types that turn into the template's JSON, numbered sources, figures, ladder, map for paper. Does not
belong here: what a brief of a place, chain or comparison chooses (`brief_place.py`, `brief_chain.py`,
`brief_compare.py`), setting it (`brief.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from data.columns import RUNGS
from data.series import Figure, ladder, ladders
from data.store import Store
from layouts.components.figure import printed
from layouts.components.ladder import SAME_PROJECTS
from layouts.components.legend import class_texts
from layouts.components.map_block import frame
from layouts.figures.map import LIGHT, draw
from layouts.marks import marks_of, symbols_of
from layouts.messages import message
from layouts.numbers import percent, quantity
from layouts.reports.wording import change_text, rank_text, source_line, spoken, when
from layouts.selection import MapView
from layouts.sentences import map_headline

PAPER = replace(LIGHT, paper="#FFFFFF")
"""The light theme on white: a sheet is printed, its ground is not."""

RUNG_SLUGS = {"洽谈": "talks", "签约": "signed", "开工": "started", "投产": "completed", "到位": "funds"}
RUNG_TONES = {"洽谈": 1, "签约": 4, "开工": 3, "投产": 2, "到位": 1}


@dataclass(slots=True)
class Footnotes:
    """Numbers the documents in the order in which they are first cited.

    Attributes:
        store: the store.
        lang: language of the page.
        ids: source ids cited so far.
    """

    store: Store
    lang: str
    ids: list[str] = field(default_factory=list)

    def cite(self, sources: str, most: int = 2) -> str:
        """Cite documents.

        Args:
            sources: source ids separated by ``;``.
            most: how many are named; the rest is behind the link.

        Returns:
            Their numbers, ``1`` or ``1,4``; "" when there are none.
        """
        numbers = []
        for source_id in [i for i in sources.split(";") if i in self.store.sources][:most]:
            if source_id not in self.ids:
                self.ids.append(source_id)
            numbers.append(str(self.ids.index(source_id) + 1))
        return ",".join(dict.fromkeys(numbers))

    def lines(self, most_em: float) -> list[dict[str, str]]:
        """The list at the foot of the page: number, text and the language of the text."""
        found = []
        for number, source_id in enumerate(self.ids, 1):
            line = source_line(self.store, source_id, self.lang, most_em)
            found.append({"number": str(number), "text": line.text, "lang": line.lang})
        return found


def key_figure(store: Store, item: Figure, lang: str, notes: Footnotes) -> dict[str, str]:
    """A figure with period, scope, rank and change.

    Args:
        store: the store.
        item: the figure.
        lang: language of the page.
        notes: where its sources are numbered.

    Returns:
        ``label``, ``qualifier``, ``before``, ``value``, ``unit``, ``about``, ``rank``, ``change``, ``cite``.
    """
    number = printed(store, item, lang)
    qualifier = "" if item.qualifier == "exact" else message(lang, f"qualifier-{item.qualifier}")
    return {
        "label": store.indicators[item.indicator].label(lang),
        "qualifier": qualifier,
        "before": number.before,
        "value": number.text,
        "unit": number.behind,
        "about": when(store, item, lang),
        "rank": rank_text(item, lang),
        "change": change_text(store, item, lang),
        "cite": notes.cite(item.source),
    }


def newest_ladder(store: Store, region: str) -> tuple[str, str] | None:
    """(period, scope) of the ladder to show: the newest over a whole year, else the newest batch; None without any."""
    found = [(p, s) for p, s in ladders(store, region) if s in ("all_promotion", "devzone_batch")]
    yearly = [(p, s) for p, s in found if s == "all_promotion" and len(p) == 4]
    return next(iter(yearly or found), None)


def ladder_part(store: Store, region: str, lang: str, notes: Footnotes) -> dict[str, Any] | None:
    """The newest ladder of a region: rungs beside each other, never added.

    Args:
        store: the store.
        region: region code.
        lang: language of the page.
        notes: where its sources are numbered.

    Returns:
        ``title``, ``about`` and ``rows`` (``label``, ``text``, ``share`` 0..1 of the longest bar, ``tone``, ``note``,
        ``cite``); None when fewer than two rungs are known.
    """
    key = newest_ladder(store, region)
    if key is None:
        return None
    period, scope = key
    rungs = ladder(store, region, period, scope)
    largest = max((cells["count"].value for cells in rungs.values() if "count" in cells), default=0.0)
    first = rungs.get("签约", {}).get("count")
    rows = []
    for rung in RUNGS:
        cells = rungs.get(rung)
        if not cells:
            continue
        count, amount = cells.get("count"), cells.get("amount")
        note = ""
        if count is not None and first is not None and count is not first and first.value:
            same = (first.indicator, count.indicator) in SAME_PROJECTS
            rate = percent(count.value / first.value, 0)
            note = message(lang, "rate-conversion" if same else "rate-ratio", rate=rate)
        rows.append(
            {
                "label": message(lang, f"rung-{RUNG_SLUGS[rung]}"),
                "text": " · ".join(spoken(store, item, lang) for item in (count, amount) if item is not None),
                "share": count.value / largest if count is not None and largest else 0.0,
                "tone": RUNG_TONES[rung],
                "note": note,
                "cite": notes.cite(";".join(item.source for item in (count, amount) if item is not None)),
            }
        )
    when_said = store.period_label(period, lang, scope)
    about = f"{store.scope_label(scope, lang)} · {when_said}"
    return {"title": message(lang, "ladder"), "about": about, "rows": rows}


def map_part(store: Store, view: MapView, focus: str, selected: str = "") -> dict[str, Any]:
    """The map for paper: the drawing alone, its title, legend and what it says set beside it as text.

    Args:
        store: the store.
        view: what it shows.
        focus: region the view box fits.
        selected: code of an outlined region.

    Returns:
        ``svg``, ``ratio`` (height to width), ``alt``, ``title``, ``about`` and ``legend`` (``look`` and ``text`` of
        each swatch).
    """
    lang = view.state.lang
    title = message(lang, "map-title", indicator=view.indicator.label(lang))
    the_frame = frame(store, view.level, focus, lang)
    svg = draw(
        the_frame,
        marks_of(store, view),
        symbols=symbols_of(store, view),
        selected=selected,
        title=title,
        theme=PAPER,
        prefix="brief",
    )
    unit = quantity(view.largest, view.indicator.unit_zh, view.indicator.unit_en, lang).unit
    about = map_about(store, view)
    return {
        "svg": svg,
        "ratio": the_frame.view_box[3] / the_frame.view_box[2],
        "alt": f"{title}. {map_headline(store, view).text}"
        if lang == "en"
        else f"{title}。{map_headline(store, view).text}",
        "title": " · ".join(filter(None, (view.indicator.label(lang), unit))),
        "about": about,
        "legend": legend_part(view),
    }


def map_about(store: Store, view: MapView) -> str:
    """Period and scope of a map, in words."""
    lang = view.state.lang
    if view.series is None:
        return message(lang, "scope-mixed")
    key = view.series.key
    return " · ".join(
        filter(None, (store.period_label(key.period, lang, key.scope), store.scope_label(key.scope, lang)))
    )


def legend_part(view: MapView) -> list[dict[str, str]]:
    """Swatches of a map: classes that occur, then the looks of what is not known, as far as they occur."""
    lang = view.state.lang
    items = [{"look": str(tone), "text": text} for tone, text in class_texts(view)]
    series = view.series
    if series and series.others:
        items.append({"look": "not-comparable", "text": message(lang, "not-comparable")})
    if series and len(series.values) + len(series.others) < len(view.codes):
        items.append({"look": "not-published", "text": message(lang, "not-published")})
    return items


def colours() -> dict[str, Any]:
    """The theme's colours as the templates name them."""
    return {
        "ink": PAPER.ink,
        "muted": PAPER.muted,
        "accent": PAPER.accent,
        "amounts": list(PAPER.amounts),
        "specialised": PAPER.specialised,
        "quiet": PAPER.not_published,
        "hatch": PAPER.hatch,
        "line": PAPER.line,
    }


def joined(texts: Iterable[str], lang: str) -> str:
    """A list in a sentence."""
    return ("、" if lang == "zh" else ", ").join(texts)
