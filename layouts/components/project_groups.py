"""The table of the projects in groups: the choice above it, and a line for each group.

What is chosen, and which groups are open, is kept by the browser (``assets/30_projects_groups.js``) and comes with each
request for rows. Not here: counting (``data/project_groups.py``), the records inside a group (``project_grid.py``).
"""

from typing import Any

from dash import html

from data.industry import chains
from data.project_groups import GROUPINGS
from data.project_selection import Tally
from data.store import PROVINCE, Store
from layouts.messages import message
from layouts.numbers import plain
from layouts.project_view import ProjectsView, printed_amount, rung_in_mind, value_label

_DIMENSION = {"stage": "stage", "origin": "origin", "year": "period", "city": "region"}
_MOST_OPEN = 200
_CALLED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def asked_groups(request: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """How a request for rows wants them grouped.

    Args:
        request: of AG Grid, its ``context`` with ``group`` and ``open``; what cannot be used is ignored.

    Returns:
        One of ``GROUPINGS``, or "" for rows without groups; and the keys of the groups that are open.
    """
    context = request.get("context")
    by = context.get("group") if isinstance(context, dict) else ""
    if not isinstance(context, dict) or by not in GROUPINGS:
        return "", frozenset()
    opened = context.get("open")
    keys = opened[:_MOST_OPEN] if isinstance(opened, list) else []
    return str(by), frozenset(k for k in keys if isinstance(k, str) and len(k) <= 40 and not k.strip(_CALLED))


def group_label(store: Store, by: str, key: str, lang: str) -> str:
    """A group in words, for example ``大同``, ``大同 · 浑源``, ``Signed`` or ``2023年``."""
    if by == "chain":
        name = next((c.name(lang) for c in chains(store) if c.chain_id == key), key)
        return name if key else message(lang, "group-no-chain")
    if by == "county" and key != PROVINCE:
        place = store.regions[key]
        if place.level != "county":
            return message(lang, "group-city-only", place=place.short(lang))
        return f"{store.regions[place.parent].short(lang)} · {place.short(lang)}"
    return value_label(store, _DIMENSION.get(by, "region"), key, lang)


def group_line(
    store: Store, view: ProjectsView, by: str, tally: Tally, *, is_open: bool, asked: bool
) -> dict[str, Any]:
    """A group as a line of the grid.

    Args:
        store: the store.
        view: the selection on screen.
        by: how the rows are grouped.
        tally: what the group has.
        is_open: do its records follow?
        asked: can its figures be asked? Not while a text is looked for in the table, which no passport knows of.

    Returns:
        The keys of ``project_grid.row``. ``amount_yi`` is the sum of one stage, the one that stands for the selection,
        or the group's own when stages are the groups; it is never added across stages.
    """
    lang = view.lang
    stage = tally.key if by == "stage" else group_rung(view)
    rung = tally.rung(stage)
    if rung.n_amount:
        amount = printed_amount(view, rung.amount_yi)
    else:
        amount = message(lang, "amount-not-published") if rung.n else "—"
    share = message(lang, "group-share", n=rung.n_amount, of=rung.n) if rung.n else message(lang, "group-no-record")
    name, place = group_label(store, by, tally.key, lang), f"{by}:{tally.key}"
    return {
        "group": tally.key,
        "open": is_open,
        "id": f"group:{place}",
        "name": name,
        "n": tally.n,
        "count": message(lang, "records-in-group", n=tally.n, shown=plain(tally.n)),
        "spoken": message(lang, "group-close" if is_open else "group-open", name=name, n=tally.n),
        "figure": f"selection:group:{place}" if asked else "",
        "sum_figure": f"selection:group-sum:{stage}:{place}" if asked and rung.n_amount else "",
        "source_id": "s-atlas",
        "amount_yi": rung.amount_yi if rung.n_amount else None,
        "amount_text": amount,
        "share": share,
        "share_long": message(lang, "with-amount", n=rung.n_amount, of=rung.n),
        "stage": value_label(store, "stage", stage, lang),
        "stage_class": stage,
    }


def group_rung(view: ProjectsView) -> str:
    """The stage whose amounts the lines of groups show: the map's, else the one that stands for the selection."""
    return view.rung or rung_in_mind(view)


def group_choice(lang: str) -> html.Div:
    """By what the table is grouped: buttons that ``assets/30_projects_groups.js`` listens to."""
    buttons = [
        html.Button(
            message(lang, f"group-{by or 'none'}"),
            type="button",
            className="segment",
            **{"data-group-by": by, "aria-pressed": "false" if by else "true"},
        )
        for by in ("", *GROUPINGS)
    ]
    label = html.Span(message(lang, "group-by"), className="muted", **{"aria-hidden": "true"})
    group = html.Div(buttons, className="segments", role="group", **{"aria-label": message(lang, "group-by")})
    return html.Div([label, group], className="group-choice")


def group_note(view: ProjectsView) -> html.P:
    """What the amounts of groups are; seen while the table is grouped."""
    stage = message(view.lang, f"stage-{group_rung(view)}")
    return html.P(message(view.lang, "group-note", stage=stage), className="note group-note")
