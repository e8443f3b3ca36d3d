"""What a story is: scenes with texts in both languages, numbers with their sources, and one file form.

Belongs here: the dataclasses, their validation, the JSON form that a presenter saves and loads and that the stage, the
single file and the slides are made from. Does not belong here: asking the store (``parts.py``, ``province.py``,
``city.py``, ``chain.py``), drawing, Dash.

The JSON schema of a story (``json_schema()``) is written from these classes; the stage checks a loaded file against it.
"""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from layouts.numbers import Quantity

FORMAT: Literal["shanxi-investment-atlas/story"] = "shanxi-investment-atlas/story"
VERSION: Literal[1] = 1
MAX_SCENES = 60
MAX_FILE_CHARACTERS = 2_000_000

Words = Annotated[str, Field(max_length=600)]
Ids = Annotated[str, Field(max_length=2000, pattern=r"^[A-Za-z0-9_;.-]*$")]
Reference = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9_:./-]*$")]
Code = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_.:/-]*$")]
Share = Annotated[float, Field(ge=0, le=1)]
Tone = Annotated[int, Field(ge=0, le=4)]

_STRICT = ConfigDict(extra="forbid")


class StoryError(ValueError):
    """A story file that cannot be used; the message says where, what was found, what was expected."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages, plain (never HTML)."""

    __pydantic_config__ = _STRICT

    zh: Words
    en: Words

    def of(self, lang: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number and where it comes from.

    Attributes:
        reference: what its passport answers to (a figure id, or another reference of ``data.passports``).
        source: source ids separated by ``;``.
        value: in ``unit_id``, as the store holds it.
        unit_id: the store's unit, in Chinese.
        text: the digits as printed, without unit.
        unit: the printed unit; English scales 亿元 to CNY bn.
        qualifier: ``exact``, ``over``, ``about``, ``target`` or ``cumulative``.
        said: the qualifier in words, "" when exact.
    """

    __pydantic_config__ = _STRICT

    reference: Reference
    source: Ids
    value: float
    unit_id: Annotated[str, Field(max_length=40)]
    text: Text
    unit: Text
    qualifier: Literal["exact", "over", "about", "target", "cumulative"]
    said: Text

    def printed(self, lang: str) -> str:
        """Qualifier, number and unit in one line."""
        said = self.said.of(lang) + (" " if self.said.of(lang) else "")
        return f"{said}{Quantity(self.text.of(lang), self.unit.of(lang))}"


@dataclass(frozen=True, slots=True)
class Point:
    """One of at most three points of a scene: a sentence, and the reference of the number in it, "" without one."""

    __pydantic_config__ = _STRICT

    text: Text
    reference: Reference
    source: Ids


@dataclass(frozen=True, slots=True)
class MapMark:
    """How one region looks.

    Attributes:
        code: region code.
        state: ``value``, ``not-published`` or ``not-comparable``.
        tone: step 0…4 of the ramp, None without a class.
        number: its number, None when nothing is published.
        label: the whole sentence: place, indicator, value, period.
    """

    __pydantic_config__ = _STRICT

    code: Code
    state: Literal["value", "not-published", "not-comparable"]
    tone: Tone | None
    number: Number | None
    label: Text


@dataclass(frozen=True, slots=True)
class MapSpec:
    """What a map shows.

    Attributes:
        level: level of the marks.
        focus: region the map is flown to (``140000`` or a prefecture).
        selected: outlined region, "" for none.
        indicator: indicator id, "" when nothing is painted (a map that only says where).
        period: period key.
        scope: scope id.
        label: indicator, unit and period in words, for the legend.
        legend: (tone, text) of each class, low to high.
        marks: one mark a region of the level within the focus.
    """

    __pydantic_config__ = _STRICT

    level: Literal["prefecture", "county"]
    focus: Code
    selected: Code
    indicator: Code
    period: Code
    scope: Code
    label: Text
    legend: tuple[tuple[Tone, Text], ...] = ()
    marks: Annotated[tuple[MapMark, ...], Field(max_length=130)] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart; without a number it is "not published" or, with ``comparable`` false, set apart.

    Attributes:
        code: region code (or another key, unique in the chart).
        label: name of the row.
        number: its number, None when nothing is published.
        share: length as a share of the longest bar.
        tone: step 0…4 of the ramp, None without a class.
        strong: is it the row the scene is about?
    """

    __pydantic_config__ = _STRICT

    code: Code
    label: Text
    number: Number | None
    share: Share
    tone: Tone | None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder 洽谈→签约→开工→投产→到位; rungs are different measures and are never added.

    Attributes:
        rung: the rung in Chinese, as the store names it.
        label: the rung in words.
        count: number of projects, None when not published.
        amount: amount, None when not published.
        share: its count as a share of the largest count; 0 without one.
        tone: step 0…4 of the ramp.
    """

    __pydantic_config__ = _STRICT

    rung: Annotated[str, Field(max_length=10)]
    label: Text
    count: Number | None
    amount: Number | None
    share: Share
    tone: Tone


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list: what it is, what is said about it, and its number if it has one."""

    __pydantic_config__ = _STRICT

    title: Text
    detail: Text
    number: Number | None
    reference: Reference
    source: Ids


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the stage, slides and notes name it; ``url`` is "" unless it may be linked."""

    __pydantic_config__ = _STRICT

    source_id: Ids
    publisher: Text
    title: Text
    date: Annotated[str, Field(max_length=40)]
    url: Annotated[str, Field(max_length=2000, pattern=r"^(https?://.*)?$")]


Kind = Literal["title", "map", "bars", "ladder", "list", "closing"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene of a story.

    Attributes:
        id: unique in the story; the address names it (``?scene=``).
        kind: what is drawn: ``map`` (``map``), ``bars`` (``bars``), ``ladder`` (``rungs``), ``list`` (``items``);
            ``title`` and ``closing`` draw ``map`` quietly, ``closing`` with the code to scan.
        address: address of the live view, without language.
        kicker: what it is about, in a line.
        headline: the sentence.
        lead: the number in large type, or None.
        lead_label: what the number is.
        points: at most three.
        sources: where its numbers come from.
        notes: for the presenter: definition, scope, cautions.
        label: what the chart shows (indicator, unit, period), "" for lists.
        map: the map, for ``map``, ``title`` and ``closing``.
        bars: rows, for ``bars``.
        rungs: rungs, for ``ladder``.
        items: rows, for ``list``.
    """

    __pydantic_config__ = _STRICT

    id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9_-]+$")]
    kind: Kind
    address: Annotated[str, Field(max_length=2000, pattern=r"^/([^/\\].*)?$")]
    kicker: Text
    headline: Text
    lead: Number | None
    lead_label: Text
    points: Annotated[tuple[Point, ...], Field(max_length=3)]
    sources: Annotated[tuple[SourceLine, ...], Field(max_length=200)]
    notes: Annotated[tuple[Text, ...], Field(max_length=20)]
    label: Text = Text("", "")
    map: MapSpec | None = None
    bars: Annotated[tuple[Bar, ...], Field(max_length=20)] = ()
    rungs: Annotated[tuple[Rung, ...], Field(max_length=5)] = ()
    items: Annotated[tuple[Item, ...], Field(max_length=16)] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story.

    Attributes:
        id: ``province``, a prefecture's code, or a chain id.
        title: its title.
        edition: edition id its numbers come from.
        date: date of that edition.
        scenes: at least one.
        format: marks the file form.
        version: version of the file form.
    """

    __pydantic_config__ = _STRICT

    id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9_-]+$")]
    title: Text
    edition: Code
    date: Annotated[str, Field(max_length=20)]
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1, max_length=MAX_SCENES)]
    format: Literal["shanxi-investment-atlas/story"] = FORMAT
    version: Literal[1] = VERSION

    def with_scenes(self, scenes: tuple[Scene, ...]) -> "Story":
        """The same story with other scenes."""
        return replace(self, scenes=scenes)


@dataclass(frozen=True, slots=True)
class StoryInfo:
    """A story in the list: its id, titles, what kind of story it is and how many scenes it has."""

    id: str
    title: Text
    kind: Literal["province", "city", "chain"]
    scenes: int


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Story]:
    return TypeAdapter(Story)


def json_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of the file form."""
    return _adapter().json_schema()


def to_json(story: Story, *, indent: int | None = None) -> str:
    """Write a story.

    Args:
        story: the story.
        indent: spaces for a file that people read; None for the shortest form.

    Returns:
        JSON text, UTF-8 characters unescaped. Inside HTML it still has to be escaped (``</``).
    """
    data = _adapter().dump_python(story, mode="json")
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)


def from_json(text: str) -> Story:
    """Read a story that was saved.

    Args:
        text: JSON text.

    Returns:
        The story, checked.

    Raises:
        StoryError: when it is no story; names the place in the file, what was found and what was expected.
    """
    if len(text) > MAX_FILE_CHARACTERS:
        msg = (
            f"story file: {len(text)} characters, expected at most {MAX_FILE_CHARACTERS}. "
            "Was another file chosen by mistake?"
        )
        raise StoryError(msg)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"story file: not JSON ({error}). Load a file that the stage has saved."
        raise StoryError(msg) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else type(data).__name__
        msg = f"story file: format {str(found)[:40]!r}, expected {FORMAT!r}. Load a file that the stage has saved."
        raise StoryError(msg)
    try:
        story = _adapter().validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
        found = str(first.get("input"))[:60]
        msg = f"story file, {place}: found {found!r}; {first['msg']}. Mend it there, or load the file as it was saved."
        raise StoryError(msg) from error
    ids = [scene.id for scene in story.scenes]
    twice = next((i for i in ids if ids.count(i) > 1), "")
    if twice:
        msg = f"story file, scenes: id {twice!r} stands twice, expected each once. Rename one of them."
        raise StoryError(msg)
    return story
