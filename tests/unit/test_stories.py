"""Stories are made from the data for every city and chain, in both languages, and survive being saved as a file."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Store
from layouts.reports.story_file import story_file
from layouts.stories import Scene, Story, StoryError, Text, from_json, json_schema, stories, story, to_json
from layouts.stories.chain import LEAST_CLUSTERS, LEAST_PREFECTURES, LEAST_RECORDS, chain_facts
from layouts.stories.parts import chinese_marks
from layouts.view_state import ViewState

_HAN = re.compile("[㐀-鿿]")


@pytest.fixture(scope="module")
def all_stories(store: Store) -> dict[str, Story]:
    return {info.id: story(store, info.id) for info in stories(store)}


def _texts(scene: Scene) -> list[Text]:
    return [
        scene.headline,
        scene.kicker,
        *(point.text for point in scene.points),
        *(item.title for item in scene.items),
        *(bar.label for bar in scene.bars),
        *(rung.label for rung in scene.rungs),
        *(mark.label for mark in (scene.map.marks if scene.map else ())),
        *(source.publisher for source in scene.sources),
    ]


def test_there_is_a_story_of_the_province_each_city_and_each_chain_with_enough_facts(store: Store) -> None:
    ids = [info.id for info in stories(store)]
    enough = [
        chain
        for chain, facts in chain_facts(store).items()
        if len(facts.clusters) >= LEAST_CLUSTERS
        and len(facts.clusters) + len(facts.projects) >= LEAST_RECORDS
        and len(facts.counts) >= LEAST_PREFECTURES
    ]
    assert ids == ["province", *store.prefectures, *enough]
    assert len(store.prefectures) == 11
    assert 0 < len(enough) < len(chain_facts(store))
    assert len(story(store, "province").scenes) == 8


def test_every_scene_has_a_headline_sources_and_at_most_three_points_in_both_languages(
    store: Store, all_stories: dict[str, Story]
) -> None:
    for one in all_stories.values():
        assert [one.scenes[0].kind, one.scenes[-1].kind] == ["title", "closing"]
        for scene in one.scenes:
            where = f"{one.id} {scene.id}"
            assert len(scene.points) <= 3, where
            for text in _texts(scene):
                assert text.zh.strip() and text.en.strip(), where
                assert not _HAN.search(text.en), f"{where}: Chinese in English: {text.en}"
            used = [n for n in (scene.lead, *(b.number for b in scene.bars)) if n is not None]
            cited = {source.source_id for source in scene.sources}
            for number in used:
                assert set(number.source.split(";")) <= cited, f"{where}: a number without its source"
            assert cited <= set(store.sources), where
            drawn = {"map": scene.map, "bars": scene.bars, "ladder": scene.rungs, "list": scene.items}
            assert drawn.get(scene.kind, True), f"{where}: nothing to draw"
            state, notices = ViewState.parse(scene.address)
            assert state.page != "missing" and not notices, f"{where}: {scene.address}"


def test_numbers_are_the_stores(store: Store, all_stories: dict[str, Story]) -> None:
    values = {r["figure_id"]: r["value"] for r in store.rows("SELECT figure_id, value FROM figures")}
    seen = 0
    for one in all_stories.values():
        for scene in one.scenes:
            numbers = [
                scene.lead,
                *(b.number for b in scene.bars),
                *(m.number for m in (scene.map.marks if scene.map else ())),
            ]
            numbers += [n for r in scene.rungs for n in (r.count, r.amount)]
            for number in numbers:
                if number is not None and number.reference in values:
                    seen += 1
                    assert number.value == values[number.reference]
                    assert float(number.text.zh.replace(",", "").replace("−", "-")) == number.value
    assert seen > 300


def test_a_file_gives_the_same_story_back(all_stories: dict[str, Story]) -> None:
    for one in all_stories.values():
        assert from_json(to_json(one)) == one
        assert from_json(to_json(one, indent=1)) == one


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(max_size=200))
def test_any_title_survives_a_file(all_stories: dict[str, Story], title: str) -> None:
    one = all_stories["province"]
    scenes = (replace(one.scenes[0], headline=Text(title, title)), *one.scenes[1:])
    try:
        title.encode()
    except UnicodeEncodeError:  # half a surrogate pair cannot be written to any file
        return
    changed = one.with_scenes(scenes)
    assert from_json(to_json(changed)) == changed


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029", "{css}{0}%s"])
def test_a_hostile_title_stays_a_text_in_the_single_file(
    store: Store, all_stories: dict[str, Story], title: str
) -> None:
    one = all_stories["ch06"]
    changed = one.with_scenes((replace(one.scenes[0], headline=Text(title, title)), *one.scenes[1:]))
    page = story_file(store, replace(changed, title=Text(title, title)), "zh", "http://127.0.0.1", "")
    data = re.search(r'<script type="application/json" id="story">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert "<" not in data[1]
    assert json.loads(data[1])["story"]["scenes"][0]["headline"]["zh"] == title
    assert page.count("<script") == 7  # the data, five parts of the player, the start


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(format="slides"), "format 'slides', expected"),
        (lambda d: d["scenes"][1].update(kind="film"), "scenes[1].kind: found 'film'"),
        (lambda d: d["scenes"][0].pop("headline"), "scenes[0].headline"),
        (lambda d: d["scenes"][0].update(points=d["scenes"][1]["points"] * 2), "scenes[0].points"),
        (lambda d: d["scenes"][0].update(address="//elsewhere.example/"), "scenes[0].address"),
        (lambda d: d["scenes"][0].update(onload="x"), "scenes[0].onload"),
        (lambda d: d["scenes"].append(d["scenes"][0]), "id 'title' stands twice"),
        (lambda d: d.update(scenes=[]), "scenes: found '[]'"),
    ],
)
def test_a_bad_file_is_refused_with_the_place_and_what_was_expected(
    all_stories: dict[str, Story], change: object, said: str
) -> None:
    data = json.loads(to_json(all_stories["province"]))
    change(data)  # type: ignore[operator]
    with pytest.raises(StoryError) as error:
        from_json(json.dumps(data))
    assert said in str(error.value)


def test_the_schema_that_the_stage_checks_files_with_knows_nothing_of_its_own() -> None:
    """The check in the browser (assets/stage/file.js) understands these words of JSON schema only."""
    understood = {
        "$ref", "$defs", "anyOf", "const", "enum", "type", "minimum", "maximum", "maxLength", "minLength", "pattern",
        "maxItems", "minItems", "prefixItems", "items", "properties", "required", "additionalProperties", "default",
        "title", "description",
    }  # fmt: skip

    def words(node: object, named: bool = False) -> set[str]:
        if isinstance(node, list):
            return {w for item in node for w in words(item)}
        if not isinstance(node, dict):
            return set()
        inner = {w for key, v in node.items() for w in words(v, named=not named and key in ("properties", "$defs"))}
        return inner if named else inner | set(node)

    schema = json_schema()
    schema.pop("default", None)
    assert words(json.loads(re.sub(r'"default": (\[\]|\{[^}]*\})', '"default": 0', json.dumps(schema)))) <= understood


def test_no_such_story_says_which_there_are(store: Store) -> None:
    with pytest.raises(KeyError, match="expected one of province, 140100"):
        story(store, "999999")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("山西媒体(转载)", "山西媒体（转载）"),
        ("年产56GW基地(一期14GW)", "年产56GW基地（一期14GW）"),
        ("比较优势:8 个方面,3 项", "比较优势：8 个方面，3 项"),
        ("GDP (1,234.5) at 9:30", "GDP (1,234.5) at 9:30"),
        ("https://atlas.example:8050/a?b=(1)", "https://atlas.example:8050/a?b=(1)"),
        ("(转载)", "（转载）"),
        ("", ""),
    ],
)
def test_marks_beside_chinese_are_wide(printed: str, shown: str) -> None:
    assert chinese_marks(printed) == shown
    assert chinese_marks(shown) == shown


def test_sources_that_can_be_looked_up_are_named_first(store: Store, all_stories: dict[str, Story]) -> None:
    order = ("official", "seed", "press", "copy", "atlas", "weak")
    for one in all_stories.values():
        for scene in one.scenes:
            leading = scene.lead or next((bar.number for bar in scene.bars), None)
            first = set(leading.source.split(";")) if leading and scene.kind != "list" else set()
            ranks = [(s.source_id not in first, order.index(store.sources[s.source_id].tier)) for s in scene.sources]
            assert ranks == sorted(ranks), f"{one.id} {scene.id}"
            assert all(s.publisher.zh and not s.publisher.zh.startswith(("(", "（")) for s in scene.sources)
