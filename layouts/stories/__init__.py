"""Stories for the stage, the slides and the single file: generated from the edition, never typed in.

Belongs here: the scene model (``model.py``) and what turns the store into scenes (``parts.py`` for the pieces,
``province.py``, ``city.py``, ``chain.py`` for the order). Does not belong here: drawing on a stage or slide, Dash.

    story(store, "province")   eight scenes of the province
    story(store, "140500")     a city
    story(store, "ch05")       a key chain with enough facts (``chain.has_enough``)
"""

from layouts.stories.library import stories, story
from layouts.stories.model import (
    Bar,
    Item,
    MapMark,
    MapSpec,
    Number,
    Point,
    Rung,
    Scene,
    SourceLine,
    Story,
    StoryError,
    StoryInfo,
    Text,
    from_json,
    json_schema,
    to_json,
)

__all__ = [
    "Bar",
    "Item",
    "MapMark",
    "MapSpec",
    "Number",
    "Point",
    "Rung",
    "Scene",
    "SourceLine",
    "Story",
    "StoryError",
    "StoryInfo",
    "Text",
    "from_json",
    "json_schema",
    "stories",
    "story",
    "to_json",
]
