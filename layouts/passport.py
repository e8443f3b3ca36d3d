"""The passport of a number, as a card: everything `data.passports` knows about it, in the language of the page."""

from typing import Any

from dash import html

from data.passports import Passport, Rival
from data.store import Source, Store
from layouts.components.link import go
from layouts.messages import has_message, message
from layouts.numbers import Quantity, growth, quantity, signed
from layouts.view_state import ViewState


def passport_card(store: Store, item: Passport | None, lang: str) -> list[Any]:
    """A passport as a card.

    Args:
        store: the store.
        item: the passport; None when the reference is unknown.
        lang: language of the page.

    Returns:
        What the dialog holds.
    """
    if item is None:
        return [
            html.H2(message(lang, "passport"), className="section-title"),
            html.P(message(lang, "passport-unknown")),
        ]
    parts: list[Any] = [html.H2(_title(item, lang), className="section-title", **{"data-text": "label"})]
    number = _number(item, lang)
    if number is not None:
        prefix = (
            []
            if item.qualifier == "exact"
            else [html.Span(message(lang, f"qualifier-{item.qualifier}") + " ", className="figure-qualifier")]
        )
        parts.append(
            html.P(
                [
                    *prefix,
                    html.Span(f"{number.before} " if number.before else "", className="figure-unit"),
                    html.Span(number.text, className="passport-number"),
                    html.Span(f" {number.behind}" if number.behind else "", className="figure-unit"),
                ]
            )
        )
    parts.append(html.Dl(_rows(store, item, lang), className="passport-rows"))
    for zh, en in item.cautions:
        parts.append(
            html.P(
                [html.Strong(message(lang, "caution")), " ", zh if lang == "zh" else en], className="passport-caution"
            )
        )
    if item.rivals:
        parts += [
            html.H3(message(lang, "other-sources"), className="section-subtitle"),
            html.Ul([_rival(store, item, r, lang) for r in item.rivals], className="passport-rivals"),
        ]
    for inner in item.inputs:
        parts.append(
            html.Details(
                [
                    html.Summary([message(lang, "input"), " ", _title(inner, lang), " ", _place(store, inner, lang)]),
                    *passport_card(store, inner, lang)[1:],
                ],
                className="more",
            )
        )
    return parts


def _title(item: Passport, lang: str) -> str:
    if item.reference.startswith("count:"):
        key = "count-evidence" if item.title_zh.startswith("evidence-") else f"count-{item.title_zh}"
        return message(lang, key if has_message(lang, key) else "count-rows")
    title = item.title_zh if lang == "zh" else item.title_en
    if item.kind in ("rank", "change", "sum"):
        return message(lang, f"passport-{item.kind}", indicator=title)
    return title


def _place(store: Store, item: Passport, lang: str) -> str:
    return store.regions[item.region].name(lang) if item.region in store.regions else ""


def _number(item: Passport, lang: str) -> Quantity | None:
    if item.value is None:
        return None
    if item.kind == "rank":
        return Quantity(message(lang, "rank-alone", rank=int(item.value)), "")
    if item.kind == "change":
        before = item.inputs[1].value or 0
        if item.unit_zh in ("%", "名"):
            return Quantity(signed(item.value, 2), message(lang, "points-long") if item.unit_zh == "%" else "")
        ratio = item.value / before if before else 0
        return Quantity(growth(ratio), "")
    return quantity(item.value, item.unit_zh, item.unit_en, lang)


def _row(label: str, *value: Any) -> list[Any]:
    return [html.Dt(label), html.Dd(list(value))]


def _rows(store: Store, item: Passport, lang: str) -> list[Any]:
    rows: list[Any] = []
    if item.region in store.regions:
        rows += _row(message(lang, "place"), _place(store, item, lang))
    if item.period:
        rows += _row(message(lang, "period"), store.period_label(item.period, lang, item.scope))
    if item.inferred and item.inferred[0]:
        rows += _row(message(lang, "year-inferred"), item.inferred[1] if lang == "zh" else item.inferred[2])
    elif item.inferred:
        rows += _row(message(lang, "inferred"), item.inferred[1] if lang == "zh" else item.inferred[2])
    if item.scope and store.scope_label(item.scope, lang) != store.period_label(item.period, lang, item.scope):
        rows += _row(message(lang, "scope"), store.scope_label(item.scope, lang))
        definition = store.scope_definition(item.scope, lang)
        if definition != store.scope_label(item.scope, lang):
            rows += _row(message(lang, "scope-counts"), definition)
    if item.scope_text and (lang == "en" or item.scope_text != store.scope_label(item.scope, "zh")):
        rows += _row(message(lang, "scope-printed"), html.Q(item.scope_text, lang="zh-Hans"))
    if item.qualifier != "exact":
        rows += _row(message(lang, "qualifier"), message(lang, f"qualifier-{item.qualifier}-long"))
    if item.as_printed:
        rows += _row(message(lang, "as-printed"), html.Q(item.as_printed, lang="zh-Hans"))
    if item.reason:
        rows += _row(message(lang, "comparison"), message(lang, f"not-comparable-{item.reason}", scope=""))
    if item.kind == "derived":
        rows += _row(message(lang, "kind"), message(lang, "derived-note"))
    if item.kind == "count":
        rows += _row(message(lang, "kind"), message(lang, "count-note"))
    if item.correction:
        link = go(message(lang, "see-correction"), ViewState(page="sources", lang=lang))
        link.href = f"{link.href}#{item.correction}"
        rows += _row(message(lang, "correction"), link)
    sources = item.sources[:12] if item.kind in ("rank", "sum") else item.sources
    for source in sources:
        rows += _row(message(lang, "source"), *source_lines(source, lang))
    if item.counted:
        counted = [html.Div(source_lines(source, lang), className="counted-source") for source in item.counted]
        if item.counted_more:
            more = message(lang, "counted-more", n=item.counted_more)
            counted.append(html.Div(more, className="counted-source muted"))
        rows += _row(message(lang, "counted-from"), *counted)
    return rows


def source_lines(source: Source, lang: str) -> list[Any]:
    """A document: title (linked when official or press), publisher, date, tier."""
    title, other = source.heading(lang)
    shown: Any = html.Span(title, **({"lang": other} if other else {}))
    if source.url:
        shown = html.A(shown, href=source.url, rel="noopener noreferrer", target="_blank")
    original = (
        [html.Span(source.title, lang="zh-Hans", className="passport-original")]
        if lang == "en" and source.title_en
        else []
    )
    publisher = source.publisher if lang == "zh" or not source.publisher_en else source.publisher_en
    about = " · ".join(filter(None, (publisher, source.date, message(lang, f"tier-{source.tier}"))))
    note = source.note_zh if lang == "zh" else source.note
    return [
        shown,
        *original,
        html.Span(about, className="muted passport-about"),
        *([html.Span(note, className="note")] if note else []),
    ]


def _rival(store: Store, item: Passport, rival: Rival, lang: str) -> html.Li:
    number = quantity(rival.value, item.unit_zh, item.unit_en, lang)
    prefix = "" if rival.qualifier == "exact" else message(lang, f"qualifier-{rival.qualifier}") + " "
    verdict = "agrees" if rival.value == item.value else "disagrees"
    return html.Li(
        [
            html.Strong(f"{prefix}{number}"),
            html.Span(message(lang, f"rival-{verdict}"), className=f"tag tag-{verdict}"),
            html.Q(rival.as_printed, lang="zh-Hans"),
            *source_lines(rival.source, lang),
        ],
        className="rival",
    )
