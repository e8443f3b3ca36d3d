"""The segments of a chain: what sources put into each, who is known there, and where nothing is known."""

from typing import Any

from dash import html

from data.industry import Industry
from data.industry_segments import Link, Segment
from data.place import Cluster, Project
from data.store import PROVINCE, Store
from layouts.components.evidence import source_link
from layouts.components.figure import figure
from layouts.components.link import go, to_place
from layouts.messages import message
from layouts.numbers import quantity
from layouts.view_state import ViewState

_SLUGS = {"up": "up", "mid": "mid", "down": "down", "": "unplaced"}
_MOST = 6


def word(store: Store, text: str, lang: str) -> str:
    """A link's word in the language of the page; the source's own word where there is no translation."""
    return text if lang == "zh" else store.english("segment_links", text)


def _entry(store: Store, item: Project | Cluster, state: ViewState) -> html.Li:
    lang = state.lang
    name = item.name_zh if lang == "zh" else item.name_en
    children: list[Any] = [html.Span(name, **{"data-text": "name"})]
    if item.region != PROVINCE:
        children += [
            " ",
            go(store.regions[item.region].short(lang), to_place(state, item.region), class_name="project-place"),
        ]
    if isinstance(item, Project) and item.amount_yi is not None:
        children += [
            " ",
            figure(
                quantity(item.amount_yi, "亿元", "CNY 100 million", lang),
                f"project:{item.project_id}",
                item.source,
                lang,
            ),
        ]
    return html.Li([*children, " ", source_link(store, item.source, lang)])


def _link(store: Store, item: Link, state: ViewState) -> html.Li:
    lang = state.lang
    name = html.Strong(word(store, item.text, lang), **{"data-text": "label"})
    if not item.known:
        empty = html.Span(message(lang, "industry-gap"), className="gap-text")
        return html.Li([name, empty], className="link link-gap", **{"data-state": "not-published"})
    known: tuple[Project | Cluster, ...] = (*item.clusters, *item.projects)
    entries: list[Any] = [_entry(store, e, state) for e in known]
    listed: list[Any] = [html.Ul(entries[:_MOST], className="link-entries")]
    if len(entries) > _MOST:
        rest = html.Summary(message(lang, "more", n=len(entries) - _MOST), **{"data-text": "label"})
        listed.append(html.Details([rest, html.Ul(entries[_MOST:], className="link-entries")], className="more"))
    return html.Li([name, *listed], className="link")


def _segment(store: Store, item: Segment, state: ViewState) -> html.Li:
    lang = state.lang
    said = html.P(
        [html.Q(item.as_printed, lang="zh-Hans", **{"data-text": "quote"}), " ", source_link(store, item.source, lang)],
        className="note",
    )
    return html.Li(
        [
            html.H3(message(lang, f"industry-segment-{_SLUGS[item.segment]}"), className="segment-name"),
            html.Ul([_link(store, link, state) for link in item.links], className="links"),
            said,
        ],
        className=f"chain-segment chain-segment-{_SLUGS[item.segment]}",
    )


def gaps_sentence(store: Store, found: tuple[Segment, ...], lang: str) -> str:
    """The links of which nothing is known, in a sentence; "" when there are none."""
    gaps = list(dict.fromkeys(word(store, text, lang) for segment in found for text in segment.gaps))
    if not gaps:
        return ""
    return message(lang, "industry-gaps", gaps=("、" if lang == "zh" else ", ").join(gaps))


def segments_section(store: Store, industry: Industry, found: tuple[Segment, ...], state: ViewState) -> list[Any]:
    """The segments of a chain, from up to down.

    Args:
        store: the store.
        industry: the industry.
        found: its segments, () where no source describes them.
        state: the view state.

    Returns:
        Heading, gaps in a sentence, and a column for each segment.
    """
    lang = state.lang
    title = html.H2(message(lang, "industry-segments"), className="section-title")
    if not found:
        text = message(lang, "industry-no-segments" if industry.chain_id else "industry-no-chain")
        return [title, html.P(text, className="missing", **{"data-state": "not-published"})]
    described = {s.segment for s in found}
    silent = [message(lang, f"industry-segment-{key}") for key in ("up", "mid", "down") if key not in described]
    sentences: list[Any] = []
    gaps = gaps_sentence(store, found, lang)
    if gaps:
        sentences.append(html.P(gaps, className="missing", **{"data-state": "not-published", "data-text": "label"}))
    if silent:
        names = ("、" if lang == "zh" else ", ").join(silent)
        sentences.append(html.P(message(lang, "industry-silent", segments=names), className="note"))
    return [
        title,
        html.P(message(lang, "industry-segments-note"), className="note"),
        *sentences,
        html.Ol([_segment(store, item, state) for item in found], className="chain-segments"),
    ]
