"""Which stories there are, and a story by its id; each is made once an edition.

Belongs here: the list. Does not belong here: scenes.
"""

from functools import lru_cache

from data.store import Store
from layouts.stories.chain import chain_facts, chain_story
from layouts.stories.city import city_story
from layouts.stories.model import Story, StoryInfo
from layouts.stories.province import province_story

PROVINCE_STORY = "province"


def story_ids(store: Store) -> tuple[str, ...]:
    """Ids of all stories: the province, the prefectures by code, the key chains with enough facts."""
    chains = tuple(chain_id for chain_id, facts in chain_facts(store).items() if facts.has_enough)
    return (PROVINCE_STORY, *store.prefectures, *chains)


@lru_cache(maxsize=64)
def story(store: Store, story_id: str) -> Story:
    """Make a story.

    Args:
        store: the store.
        story_id: ``province``, a prefecture's code, or the id of a key chain with enough facts.

    Returns:
        The story, generated from the store.

    Raises:
        KeyError: when there is no such story; the message lists those there are.
    """
    if story_id not in story_ids(store):
        msg = f"no story {story_id!r}: expected one of {', '.join(story_ids(store))}"
        raise KeyError(msg)
    if story_id == PROVINCE_STORY:
        return province_story(store)
    return city_story(store, story_id) if story_id in store.prefectures else chain_story(store, story_id)


@lru_cache(maxsize=4)
def stories(store: Store) -> tuple[StoryInfo, ...]:
    """All stories: the province, the cities, the chains.

    Args:
        store: the store.

    Returns:
        One entry a story.
    """
    found = []
    for story_id in story_ids(store):
        one = story(store, story_id)
        kind = "province" if story_id == PROVINCE_STORY else "city" if story_id in store.prefectures else "chain"
        found.append(StoryInfo(story_id, one.title, kind, len(one.scenes)))  # type: ignore[arg-type]
    return tuple(found)
