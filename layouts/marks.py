"""From a map's view to marks: what each region looks like and says, in the language of the page."""

from math import sqrt

from data.store import Store
from layouts.components.figure import printed, spoken
from layouts.components.link import to_place
from layouts.figures.labels import fits_note
from layouts.figures.map import Mark, Symbol
from layouts.messages import message
from layouts.selection import MapView
from layouts.view_state import ViewState

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _numbered(number: int) -> str:
    return _CIRCLED[number] if number < len(_CIRCLED) else f"({number + 1})"


def marks_of(store: Store, view: MapView, page: ViewState | None = None) -> list[Mark]:
    """Marks of a map in the modes ``comparable`` and ``known``.

    In ``latest`` every region is left blank for its symbol.

    Args:
        store: the store.
        view: the map's view.
        page: the view state links start from, by default the map's own.

    Returns:
        One mark a region, in the order of the codes.
    """
    lang = view.state.lang
    start = page or view.state
    label = view.indicator.label(lang)
    result = []
    for code in view.codes:
        name = store.regions[code].name(lang)
        href = to_place(start, code).address
        item = view.series.values.get(code) if view.series else None
        other = view.series.others.get(code) if view.series else None
        if item is not None:
            when = store.period_label(item.period, lang, item.scope)
            text = message(
                lang,
                "mark-value",
                place=name,
                indicator=label,
                value=spoken(store, item, lang, view.largest),
                period=when,
            )
            number = printed(store, item, lang, view.largest).text
            result.append(
                Mark(
                    code,
                    "value",
                    view.classes.tone(item.value),
                    number,
                    text,
                    item.figure_id,
                    item.source.replace(";", " "),
                    href,
                )
            )
        elif other is not None:
            scope = store.scope_label(other.scope, lang)
            text = message(
                lang,
                "mark-not-comparable",
                place=name,
                indicator=label,
                value=spoken(store, other, lang, view.largest),
                scope=scope,
            )
            number = printed(store, other, lang, view.largest).text
            result.append(
                Mark(code, "not-comparable", None, number, text, other.figure_id, other.source.replace(";", " "), href)
            )
        else:
            text = message(lang, "mark-not-published", place=name, indicator=label)
            short = "" if view.mode == "latest" or view.level == "county" else message(lang, "not-published")
            result.append(Mark(code, "not-published", None, short, text, "", "", href))
    return result


def scope_signs(store: Store, view: MapView) -> dict[str, str]:
    """Signs that stand on the map for scopes whose names have no room on it; the legend says what they mean.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        Name of the scope → sign, such as ``scope ①``, in the order of the places; {} but in the mode ``latest``.
    """
    lang = view.state.lang
    signs: dict[str, str] = {}
    for item in view.latest:
        _, _, scope = store.period_and_scope(item.period, item.scope, lang).partition(" · ")
        if scope and not fits_note(scope) and scope not in signs:
            signs[scope] = message(lang, "scope-sign", n=_numbered(len(signs)))
    return signs


def symbols_of(store: Store, view: MapView) -> list[Symbol]:
    """Symbols of the mode ``latest``: area as the value, period and scope written beside them.

    Args:
        store: the store.
        view: the map's view.

    Returns:
        One symbol for each region that has a positive figure; () in the other modes.
    """
    lang = view.state.lang
    signs = scope_signs(store, view)
    largest = max((f.value for f in view.latest), default=0)
    result = []
    for item in view.latest:
        if item.value <= 0 or largest <= 0:
            continue
        when = store.period_and_scope(item.period, item.scope, lang)
        number = printed(store, item, lang, view.largest)
        text = message(
            lang,
            "mark-latest",
            place=store.regions[item.region].name(lang),
            indicator=view.indicator.label(lang),
            value=spoken(store, item, lang, view.largest),
            when=when,
        )
        period, _, scope = when.partition(" · ")
        lines = tuple(line for line in (str(number), period, signs.get(scope, scope)) if line)
        result.append(
            Symbol(
                item.region,
                sqrt(item.value / largest),
                item.value,
                lines,
                text,
                item.figure_id,
                item.source.replace(";", " "),
            )
        )
    return result
