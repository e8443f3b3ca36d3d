"""Sentences, computed from the very values that map and ranking show. Nothing here is typed in."""

import re
from dataclasses import dataclass
from decimal import Decimal

from data.series import Figure
from data.store import PROVINCE, Store
from layouts.components.figure import printed, spoken
from layouts.messages import message
from layouts.numbers import Quantity, quantity
from layouts.selection import MapView


@dataclass(frozen=True, slots=True)
class Detail:
    """A sentence and where its numbers come from.

    Attributes:
        text: the sentence.
        reference: passport reference of its numbers, "" when it holds none but the period.
        source: source ids separated by ``;``.
    """

    text: str
    reference: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline and the sentence under it.

    Attributes:
        title: the headline, without the number that is a button of its own.
        lead: the figure the headline is about, None when there is none.
        number: how the headline prints it.
        after: what follows the number.
        details: further sentences.
    """

    title: str
    lead: Figure | None
    number: Quantity | None
    after: str
    details: tuple[Detail, ...]

    @property
    def text(self) -> str:
        """The headline as plain text."""
        return f"{self.title}{self.number or ''}{self.after}"


def _names(store: Store, figures: list[Figure], lang: str) -> str:
    names = [store.regions[f.region].short(lang) for f in figures]
    if len(names) > 3:
        return message(lang, "places-count", n=len(names))
    if lang == "zh":
        return "、".join(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def map_headline(store: Store, view: MapView) -> Headline:
    """The headline of a map.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        Who leads by how much, how many places are compared, how many are not and why.
    """
    lang = view.state.lang
    label = view.indicator.label(lang)
    if view.mode == "latest":
        n = len(view.latest)
        counted = f"count:coverage:{PROVINCE}"
        newest = (
            Detail(message(lang, "latest-warning")),
            Detail(message(lang, "latest-coverage", n=n, of=len(view.codes)), counted, "s-atlas"),
        )
        return Headline(message(lang, "latest-headline", indicator=label), None, None, "", newest)
    ranked = view.ranked
    if not ranked or view.series is None:
        return Headline(message(lang, "headline-nothing", indicator=label), None, None, "", ())
    period = store.period_label(view.series.key.period, lang, view.series.key.scope)
    leaders = [f for f in ranked if f.value == ranked[0].value]
    lead = ranked[0]
    number = printed(store, lead, lang, view.largest)
    unit_n = "county" if view.level == "county" else "city"
    if len(ranked) == len(leaders) and len(ranked) > 1:
        title = message(lang, "headline-equal", indicator=label)
        after = ""
    else:
        suffix = "tied" if len(leaders) > 1 else "first"
        low = "low" if view.indicator.direction == "lower_better" else "high"
        title = message(lang, f"headline-{suffix}-{low}", places=_names(store, leaders, lang), indicator=label)
        after = message(lang, f"headline-after-{unit_n}", n=len(ranked))
    scope = store.scope_label(view.series.key.scope, lang)
    details = [Detail(message(lang, "detail-what", indicator=label, period=period, scope=scope))]
    last = [f for f in ranked if f.value == ranked[-1].value]
    if len(ranked) > len(leaders) and view.mode == "comparable":
        value = spoken(store, ranked[-1], lang, view.largest)
        text = message(lang, "detail-last", places=_names(store, last, lang), value=value, n=len(last))
        details.append(Detail(text, ranked[-1].figure_id, ranked[-1].source))
    others = len(view.series.others)
    missing = len(view.codes) - len(ranked) - others
    if others or missing:
        text = message(
            lang, f"detail-coverage-{unit_n}", n=len(ranked), of=len(view.codes), other=others, missing=missing
        )
    else:
        text = message(lang, f"detail-complete-{unit_n}", of=len(view.codes))
    details.append(Detail(text, f"count:coverage:{PROVINCE}", "s-atlas"))
    province = view.series.province
    if province is not None and view.indicator.additive and view.mode == "comparable" and province.value:
        share = sum(f.value for f in ranked) / province.value
        if 0 < share <= 1.0005 and view.level == "prefecture":
            total = quantity(sum_exact(ranked), view.indicator.unit_zh, view.indicator.unit_en, lang)
            text = message(lang, "detail-sum", n=len(ranked), total=str(total), province=spoken(store, province, lang))
            details.append(
                Detail(text, province.figure_id, ";".join(dict.fromkeys(f.source for f in (province, *ranked))))
            )
    return Headline(title, lead, number, after, tuple(details))


def within(name: str, lang: str) -> str:
    """The name of an industry inside a sentence: English writes it small, but for acronyms and names of peoples.

    Args:
        name: the name as it stands alone, ``High-end equipment``.
        lang: its language.

    Returns:
        For example ``high-end equipment``; ``NdFeB and magnetic materials`` stays as it is.
    """
    first = re.match(r"[A-Za-z]+", name)
    if lang != "en" or first is None or not first[0].istitle() or first[0] == "Chinese":
        return name
    return name[0].lower() + name[1:]


def sum_exact(figures: tuple[Figure, ...]) -> float:
    """The sum of figures of one additive series, without binary rounding noise."""
    return float(sum((Decimal(str(f.value)) for f in figures), Decimal(0)))
