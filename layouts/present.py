"""推介 · presenting: the list of stories, and the place of the stage in a page.

Belongs here: the two pages. Does not belong here: what the player gets (``stage.py``), scenes (``layouts/stories``).
"""

from typing import Any

from dash import html

from data.store import Store
from layouts.components.link import go
from layouts.messages import message
from layouts.stage import player_version
from layouts.stories import StoryInfo, stories, story
from layouts.stories.chain import LEAST_CLUSTERS, LEAST_PREFECTURES, LEAST_RECORDS
from layouts.view_state import ViewState

FILE_KB = (240, 350)
"""Least and largest size of a single file, rounded; ``tests/browser/test_stage.py`` holds them to the truth."""


def has_story(store: Store, story_id: str) -> bool:
    """Is there such a story?"""
    return any(info.id == story_id for info in stories(store))


def story_address(state: ViewState, story_id: str = "province") -> str:
    """The address of a story on stage, from another page."""
    return ViewState(page="present", item=story_id, lang=state.lang, edition=state.edition).address


def data_address(state: ViewState) -> str:
    """Where the player fetches the story of a stage."""
    edition = f"?edition={state.edition}" if state.edition else ""
    return f"/present/{state.item}.json{edition}"


def file_address(state: ViewState, story_id: str) -> str:
    """Where the single file of a story is to be had."""
    edition = f"&edition={state.edition}" if state.edition else ""
    return f"/export/story.html?story={story_id}&lang={state.lang}{edition}"


def _entry(state: ViewState, info: StoryInfo) -> html.Li:
    lang = state.lang
    title = info.title.of(lang)
    start = go(
        title, ViewState(page="present", item=info.id, lang=lang, edition=state.edition), class_name="story-title"
    )
    label = f"{message(lang, 'stage-file')}: {title}"
    file = html.A(
        message(lang, "stage-file"), href=file_address(state, info.id), download=True, **{"aria-label": label}
    )
    about = html.Span(
        [
            html.Span(
                message(lang, "stage-scenes", n=info.scenes),
                **{"data-figure": "count:rows", "data-source": "s-atlas", "data-passive": ""},
            ),
            file,
        ],
        className="story-about",
    )
    return html.Li([start, about], className="story")


def stories_page(store: Store, state: ViewState) -> html.Div:
    """The list of stories.

    Args:
        store: the store.
        state: the view state.

    Returns:
        The page.
    """
    lang = state.lang
    groups: list[Any] = []
    for kind, title in (("province", "province"), ("city", "cities"), ("chain", "chains")):
        entries = [_entry(state, info) for info in stories(store) if info.kind == kind]
        if not entries:
            continue
        groups.append(html.H2(message(lang, f"stage-list-{title}"), className="section-title"))
        if kind == "chain":
            rule = message(
                lang,
                "stage-list-chain-rule",
                clusters=LEAST_CLUSTERS,
                records=LEAST_RECORDS,
                places=LEAST_PREFECTURES,
            )
            groups.append(html.P(rule, className="note", **{"data-text": "note"}))
        groups.append(html.Ul(entries, className="stories stories-first" if kind == "province" else "stories"))
    note = f"{message(lang, 'stage-file-note')} {message(lang, 'stage-file-size', least=FILE_KB[0], most=FILE_KB[1])}"
    return html.Div(
        [
            html.H1(message(lang, "stage-list-title"), className="headline", tabIndex=-1),
            html.P(message(lang, "stage-list-lead"), className="note"),
            html.P(note, className="note", **{"data-text": "note"}),
            *groups,
        ],
        className="page page-stories",
    )


def stage_host(store: Store, state: ViewState) -> html.Div:
    """The place of the stage: the story in words, until ``assets/40_stage.js`` has put the player over it.

    Args:
        store: the store.
        state: view state of a story.

    Returns:
        The place, with everything the loader needs to know.
    """
    found = story(store, state.item)
    lang = state.lang
    rows = [html.Li(scene.headline.of(lang)) for scene in found.scenes]
    return html.Div(
        [html.H1(found.title.of(lang)), html.Ol(rows)],
        className="stage-host",
        **{
            "data-stage": data_address(state),
            "data-version": player_version(),
            "data-lang": lang,
            "data-text": "label",
        },
    )
