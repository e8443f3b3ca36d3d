"""A number on screen: never alone. Each one is a button that asks for its passport."""

from typing import Any

from dash import html

from data.series import Figure
from data.store import Store
from layouts.messages import message
from layouts.numbers import Quantity, growth, quantity, signed


def figure(
    number: Quantity | str,
    reference: str,
    sources: str,
    lang: str,
    *,
    qualifier: str = "exact",
    class_name: str = "",
    title: str = "",
) -> html.Button:
    """A number that can be asked where it comes from.

    Args:
        number: what is printed.
        reference: its passport's reference.
        sources: source ids separated by ``;``.
        lang: language of the page.
        qualifier: ``over``, ``about``, ``target`` and ``cumulative`` are printed before it.
        class_name: further CSS classes.
        title: what a screen reader says before the number.

    Returns:
        A button with ``data-figure`` and ``data-source``.
    """
    text, unit = (number, "") if isinstance(number, str) else (number.text, number.behind)
    children: list[Any] = []
    if title:
        children.append(html.Span(f"{title} ", className="visually-hidden"))
    if qualifier != "exact":
        children.append(
            html.Span(
                message(lang, f"qualifier-{qualifier}") + ("" if lang == "zh" else " "), className="figure-qualifier"
            )
        )
    if isinstance(number, Quantity) and number.before:
        children.append(html.Span(f"{number.before} ", className="figure-unit"))
    children.append(html.Span(text, className="figure-number"))
    if unit:
        children.append(html.Span(unit if unit == "%" else f" {unit}", className="figure-unit"))
    return html.Button(
        children,
        type="button",
        className=f"figure {class_name}".strip(),
        **{"data-figure": reference, "data-source": sources.replace(";", " ")},
    )


def shown(
    store: Store,
    item: Figure,
    lang: str,
    *,
    class_name: str = "",
    unit: bool = True,
    title: str = "",
    like: float | None = None,
) -> html.Button:
    """A figure of the store as a button.

    Args:
        store: the store (for the unit).
        item: the figure.
        lang: language of the page.
        class_name: further CSS classes.
        unit: print the unit?
        title: what a screen reader says before the number.
        like: the value whose unit is used, so that the numbers of one list share a unit.

    Returns:
        The button.
    """
    number = printed(store, item, lang, like)
    return figure(
        number if unit else number.text,
        item.figure_id,
        item.source,
        lang,
        qualifier=item.qualifier,
        class_name=class_name,
        title=title,
    )


def spoken(store: Store, item: Figure, lang: str, like: float | None = None) -> str:
    """A figure inside a sentence: its number and unit, and before them its qualifier (over, about) when it has one."""
    number = str(printed(store, item, lang, like))
    if item.qualifier == "exact":
        return number
    return message(lang, f"qualifier-{item.qualifier}") + ("" if lang == "zh" else " ") + number


def printed(store: Store, item: Figure, lang: str, like: float | None = None) -> Quantity:
    """The printed number of a figure, with its unit; ``like`` is the value whose unit is used."""
    indicator = store.indicators[item.indicator]
    return quantity(item.value, indicator.unit_zh, indicator.unit_en, lang, like=like)


def change(store: Store, item: Figure, lang: str) -> str:
    """How a figure changed on the period it is compared with, without naming that; one rule for screen and paper.

    Args:
        store: the store.
        item: the figure.
        lang: language of the text.

    Returns:
        ``+12.3%``; for shares the difference in percentage points, for ranks the difference; "" when there is nothing
        to compare with.
    """
    if not item.previous_value:
        return ""
    unit = store.indicators[item.indicator].unit_zh
    if unit in ("%", "名"):
        return signed(item.value - item.previous_value, 2) + ("" if unit == "名" else message(lang, "points"))
    return growth(item.value / item.previous_value - 1)
