"""The stage board: a column a stage, with count and sum of that stage alone, and its largest records as cards."""

from typing import Any

from dash import html

from data.place import Project
from data.project_rows import first_of_each_stage
from data.project_selection import Rung
from data.projects_cube import STAGE_IDS
from data.store import Store
from layouts.components.figure import figure
from layouts.components.link import go, link, to_place
from layouts.messages import message
from layouts.numbers import plain, quantity
from layouts.project_view import ProjectsView, printed_amount, value_label

_CARDS = 4


def stage_board(store: Store, view: ProjectsView) -> list[Any]:
    """The board of a selection.

    Args:
        store: the store.
        view: the selection on screen.

    Returns:
        Heading, note and columns; a column's head narrows to its stage. Each has ``data-mark="stage"``.
    """
    lang = view.lang
    cards = first_of_each_stage(store, view.selection, _CARDS)
    columns = []
    for stage in STAGE_IDS:
        tally = view.result.stages.get(stage)
        rest = view.facets["stage"].get(stage, 0)
        if tally is None and not rest:
            continue
        n = tally.n if tally else 0
        name = value_label(store, "stage", stage, lang)
        on = view.is_on("stage", stage)
        number = html.Span(
            plain(n),
            className="board-count",
            **{"data-figure": f"selection:stage:{stage}", "data-source": "s-atlas", "data-passive": ""},
        )
        spoken = message(lang, "bar-spoken", value=name, n=n)
        head = link([html.Span(name, className=f"stage stage-{stage}"), number], view.state, class_name="board-head",
                    current=on, label=spoken, **view.toggled("stage", stage))  # fmt: skip
        body: list[Any] = [head]
        if tally:
            body.append(rung_line(view, tally.rung(stage)))
            body.append(html.Ul([card(store, view, p) for p in cards.get(stage, ())], className="board-cards"))
            if n > _CARDS and not on:
                more = message(lang, "board-more", n=n - _CARDS)
                body.append(link(more, view.state, class_name="board-more", stage=(stage,)))
            elif n > _CARDS:
                body.append(html.A(message(lang, "board-more-below", n=n - _CARDS), href="#projects-list"))
        else:
            body.append(html.P(message(lang, "board-outside", n=rest), className="note"))
        columns.append(
            html.Section(body, className="board-column", **{"data-mark": "stage", "data-key": stage, "data-n": str(n)})
        )
    return [
        html.H2(message(lang, "board"), className="section-title"),
        html.P(message(lang, "board-note"), className="note"),
        html.Div(columns, className="board"),
    ]


def rung_line(view: ProjectsView, rung: Rung) -> html.P:
    """How many records of a stage have an amount, and their sum; never across stages."""
    lang = view.lang
    known = message(lang, "with-amount", n=rung.n_amount, of=rung.n)
    children: list[Any] = [
        html.Span(
            known, **{"data-figure": f"selection:amounts:{rung.stage}", "data-source": "s-atlas", "data-text": "label"}
        )
    ]
    if rung.n_amount:
        children += [
            html.Span(message(lang, "sum"), className="muted"),
            " ",
            figure(
                quantity(round(rung.amount_yi, 2), "亿元", "CNY 100 million", lang),
                f"selection:sum:{rung.stage}",
                "s-atlas",
                lang,
                class_name="figure-strong",
                title=message(lang, "sum-of", stage=message(lang, f"stage-{rung.stage}")),
            ),
        ]
    amount = f"{rung.amount_yi:.4f}"
    return html.P(children, className="rung-line", **{"data-rung": rung.stage, "data-amount": amount})


def card(store: Store, view: ProjectsView, p: Project) -> html.Li:
    """A record as a card: name, who and where, amount."""
    lang = view.lang
    name = p.name_zh if lang == "zh" else p.name_en
    investor = p.investor_zh if lang == "zh" else p.investor_en
    place = go(store.regions[p.region].short(lang), to_place(view.state, p.region), class_name="project-place")
    when = store.period_label(p.stage_date, lang) if p.stage_date else message(lang, "period-undated")
    amount = printed_amount(view, p.amount_yi) if p.amount_yi is not None else message(lang, "amount-not-published")
    title = html.Button(
        name,
        type="button",
        className="card-name",
        **{"data-figure": f"project:{p.project_id}", "data-source": p.source, "data-text": "name"},
    )
    return html.Li(
        [
            title,
            html.Span(investor, className="muted", **{"data-text": "name"}) if investor else None,
            html.Span([place, html.Span(f" · {when}", className="muted", **{"data-text": "label"})]),
            html.Span(
                amount,
                className="card-amount" if p.amount_yi is not None else "card-amount muted",
                **{"data-figure": f"project:{p.project_id}", "data-source": p.source},
            ),
        ],
        className="board-card",
    )
