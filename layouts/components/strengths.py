"""What a place is strong in, as a list: industries by evidence, each with the words it rests on."""

from typing import Any

from dash import html

from data.place import industry_name
from data.store import Store
from data.strengths import Strength
from layouts.components.evidence import source_link
from layouts.components.figure import figure
from layouts.messages import message


def strengths_block(store: Store, code: str, found: tuple[Strength, ...], lang: str) -> list[Any]:
    """Industries by evidence, each with the words it rests on."""
    if not found:
        return [html.P(message(lang, "none-strengths"), className="muted")]
    largest = max(s.evidence for s in found) or 1
    rows: list[Any] = []
    for s in found:
        name = industry_name(store, s.industry, lang)
        roles = [html.Span(message(lang, f"role-{r}"), className=f"tag tag-{r}") for r in s.roles]
        sources = ";".join(dict.fromkeys(x.source for x in s.statements)) or "s-atlas"
        count = figure(
            message(lang, "evidence-short", n=s.evidence),
            f"count:evidence-{s.industry}:{code}",
            sources,
            lang,
            class_name="evidence-count",
        )
        bar = html.Span(
            html.Span(className="bar-fill bar-verdigris", style={"width": f"{s.evidence / largest * 100:.1f}%"}),
            className="strength-bar",
            **{"aria-hidden": "true"},
        )
        parts = message(lang, "evidence-parts", statements=len(s.statements), clusters=s.clusters, projects=s.projects)
        quotes = [
            html.Li(
                [
                    html.Q(x.as_printed, lang="zh-Hans", **{"data-text": "quote"}),
                    " ",
                    source_link(store, x.source, lang),
                ]
            )
            for x in s.statements
        ]
        summary = html.Summary([html.Span([html.Strong(name), *roles], className="strength-name"), bar])
        body = [
            html.P(
                figure(parts, f"count:evidence-{s.industry}:{code}", sources, lang, class_name="figure-sentence"),
                className="note",
            ),
            *([html.Ul(quotes, className="quotes")] if quotes else []),
        ]
        rows.append(html.Li([html.Details([summary, *body]), count], className="strength"))
    top = html.Ol(rows[:8], className="strengths")
    if len(rows) <= 8:
        return [top]
    return [
        top,
        html.Details(
            [
                html.Summary(message(lang, "more", n=len(rows) - 8), **{"data-text": "label"}),
                html.Ol(rows[8:], className="strengths"),
            ],
            className="more",
        ),
    ]
