"""The stage: a story told with keys only, without a network, and the same from one file on a stick.

What is looked at in every scene: no text below 28 pixels at 1920 × 1080, nothing cut off, and every number equal to the
one in the edition's Parquet files, read here without the application.
"""

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from layouts.present import FILE_KB
from tests.browser.running_app import RunningApp, running_atlas
from tests.browser.stage_truth import Truth
from tests.browser.watched_page import Watch, axe_violations, wait_live

Opener = Callable[..., tuple[Page, Watch]]

HD: ViewportSize = {"width": 1920, "height": 1080}
UHD: ViewportSize = {"width": 3840, "height": 2160}
LEAST_PX = 28

# Faults of the scene on show: small type, cut-off text, text outside the frame; and the numbers that can be traced.
_LOOK = r"""(least) => {
  const root = document.querySelector('.atlas-stage');
  const frame = root.querySelector('.scene-frame').getBoundingClientRect();
  const faults = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let texts = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('.visually-hidden')) continue;
    if (!parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const said = node.data.trim().slice(0, 40);
    const size = parseFloat(getComputedStyle(parent).fontSize);
    texts += 1;
    if (size < least - 0.05) faults.push(`${size} px: ${said}`);
    for (const box of range.getClientRects()) {
      const across = box.left < frame.left - 1 || box.right > frame.right + 1;
      if (across || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        faults.push(`outside the frame: ${said}`);
    }
  }
  // Lines: no headline ends in a lone character, no number is torn from what it counts.
  for (const box of root.querySelectorAll('.scene-headline, .scene-points li, .s-title')) {
    if (!box.checkVisibility({visibilityProperty: true})) continue;
    const signs = [];
    for (const node of box.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      for (let i = 0; i < node.length; i += 1) {
        const one = document.createRange();
        one.setStart(node, i);
        one.setEnd(node, i + 1);
        const rect = [...one.getClientRects()].at(-1);
        if (rect) signs.push([node.data[i], Math.round(rect.top)]);
      }
    }
    const words = signs.filter(([sign]) => /[\p{L}\p{N}]/u.test(sign));
    const bottom = words.filter(([, top]) => top === words.at(-1)[1]);
    if (box.matches('.scene-headline') && bottom.length < 2 && words.length > 2)
      faults.push(`a lone character on the last line: ${box.textContent}`);
    signs.forEach(([sign, top], i) => {
      let next = i + 1;
      while (signs[next] && /\s/.test(signs[next][0])) next += 1;
      const torn = /\d/.test(sign) && signs[next] && /\p{L}/u.test(signs[next][0]) && signs[next][1] > top + 20;
      if (torn) faults.push(`a number torn from its unit: ${box.textContent}`);
    });
  }
  const boxes = '.scene-text, .scene-chart, .scene-source';
  for (const box of root.querySelectorAll(`${boxes}, .scene-text > *, .s-item > *, .s-bar-row > *`)) {
    if (getComputedStyle(box).display === 'inline' || !box.checkVisibility()) continue;
    const high = box.matches(boxes) && box.scrollHeight > box.clientHeight + 1;
    if (high || box.scrollWidth > box.clientWidth + 1) faults.push(`cut off in ${box.className}: ${box.textContent}`);
  }
  const numbers = [...root.querySelectorAll('[data-figure]')]
    .filter((n) => n.checkVisibility({visibilityProperty: true}))
    .map((n) => [n.dataset.figure, n.innerText, n.dataset.source]);
  return {faults, numbers, texts, scene: root.dataset.scene, lang: root.dataset.lang};
}"""


def plain(text: str) -> str:
    """A text as one line."""
    return " ".join(text.split())


def significant(number: str) -> str:
    """The digits of a printed number, without point, commas and zeros at either end."""
    return re.sub("[,.]", "", number).strip("0")


def check_scene(page: Page, least: float, truth: Truth) -> str:
    """Look at the scene on show; give its id."""
    seen = page.evaluate(_LOOK, least)
    where = f"scene {seen['scene']} in {seen['lang']}"
    assert not seen["faults"], f"{where}: {seen['faults']}"
    assert seen["texts"] > 3, f"{where}: hardly any text"
    for reference, text, source in seen["numbers"]:
        expected = truth.said(reference)
        assert source, f"{where}: {reference} without a source"
        if seen["lang"] == "en":
            # English scales 亿元 to CNY bn: the digits stay.
            digits = {significant(n) for n in re.findall(r"\d[\d,.]*", text)}
            assert not expected or significant(expected) in digits, f"{where}: {text!r} is not {expected} ({reference})"
        else:
            whole = (
                re.findall(r"(?<![\d.])(?<!\d,)" + re.escape(expected) + r"(?![\d.]*\d)", plain(text))
                if expected
                else [text]
            )
            assert whole, f"{where}: {text!r} does not say {expected} ({reference})"
    return str(seen["scene"])


def walk(page: Page, least: float, truth: Truth) -> list[str]:
    """Tell the story from where it is to its end with PageDown; give the scenes seen."""
    total = int(page.locator(".scene-count").inner_text().split("/")[1])
    scenes = [check_scene(page, least, truth)]
    for step in range(1, total):
        page.keyboard.press("PageDown")
        assert page.locator(".scene-count").inner_text() == f"{step + 1:02d} / {total:02d}"
        scenes.append(check_scene(page, least, truth))
    assert len(set(scenes)) == total
    return scenes


def open_story(page: Page, story: str = "province", query: str = "") -> None:
    page.goto(f"/present/{story}{query}")
    page.locator(".atlas-stage .scene-headline").wait_for()
    page.locator(".atlas-stage[data-ready]").wait_for()


@pytest.fixture(scope="module")
def truth(server: RunningApp) -> Truth:
    return Truth()


def test_a_story_is_told_with_keys_only_and_no_network(open_page: Opener, truth: Truth) -> None:
    for size in (HD, UHD):
        page, _ = open_page(viewport=size)
        open_story(page, "140400")
        wait_live(page)
        page.wait_for_load_state("networkidle")  # the live page behind the stage has been told its scene
        page.context.set_offline(True)
        least = LEAST_PX * size["width"] / 1920
        for presses, lang in ((0, "zh"), (2, "both"), (2, "en")):
            for _ in range(presses):
                page.keyboard.press("g")
            page.keyboard.press("Home")
            assert page.locator(".atlas-stage").get_attribute("data-lang") == lang
            walk(page, least, truth)


@pytest.mark.parametrize("story", ["province", "140100", "140500", "141100", "ch05", "ch12"])
def test_every_kind_of_story_fits_and_tells_the_stores_numbers(open_page: Opener, truth: Truth, story: str) -> None:
    page, _ = open_page(viewport=HD)
    open_story(page, story)
    for _ in range(3):
        walk(page, LEAST_PX, truth)
        page.keyboard.press("g")
        page.keyboard.press("Home")


def test_a_projector_of_another_shape_is_letterboxed(open_page: Opener, truth: Truth) -> None:
    page, _ = open_page(viewport={"width": 1024, "height": 768})
    open_story(page)
    frame = page.locator(".scene-frame").bounding_box()
    assert frame is not None
    assert (frame["width"], frame["height"], frame["y"]) == pytest.approx((1024, 576, 96), abs=1)
    walk(page, LEAST_PX * 1024 / 1920, truth)


def test_the_story_goes_on_when_the_server_is_gone(browser: Browser) -> None:
    with running_atlas("stage") as app:
        context = browser.new_context(viewport=HD, base_url=app.origin, reduced_motion="reduce")
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        open_story(page)
        truth = Truth()
        page.keyboard.press("PageDown")
        page.keyboard.press("PageDown")
    # The block is left: the server has been stopped.
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{app.origin}/healthz", timeout=2)
    page.keyboard.press("Enter")  # no live view now, and no harm done
    page.locator(".stage-said", has_text="连不上服务器").wait_for()
    page.keyboard.press("Home")
    scenes = walk(page, LEAST_PX, truth)
    assert scenes[-1] == "closing"
    for key in ("g", "d", "b", "b", "t", "e", "Escape"):
        page.keyboard.press(key)
    assert not problems
    context.close()


@pytest.fixture(scope="module")
def single_file(server: RunningApp, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stick") / "story.html"
    with urllib.request.urlopen(f"{server.origin}/export/story.html?story=140400&lang=zh", timeout=30) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        path.write_bytes(answer.read())
    return path


@pytest.fixture
def from_disk(browser: Browser, single_file: Path) -> Iterator[Page]:
    """The single file opened from disk; every connection is refused and noted."""
    asked: list[str] = []
    problems: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport=HD, reduced_motion="reduce", offline=True)
    context.route("**/*", refuse)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.goto(single_file.as_uri())
    page.locator(".atlas-stage .scene-headline").wait_for()
    page.locator(".atlas-stage[data-ready]").wait_for()
    yield page
    context.close()
    assert not asked, f"the single file asked for {asked}"
    assert not problems


def test_the_single_file_tells_the_same_story_from_disk(from_disk: Page, truth: Truth, single_file: Path) -> None:
    size = single_file.stat().st_size / 1024
    assert FILE_KB[0] <= size <= FILE_KB[1], "small enough to mail, as the page of stories says"
    assert from_disk.evaluate("() => [...document.fonts].filter((f) => f.status === 'loaded').length") == 3
    for _ in range(3):
        walk(from_disk, LEAST_PX, truth)
        from_disk.keyboard.press("g")
        from_disk.keyboard.press("Home")
    from_disk.keyboard.press("PageDown")
    box = from_disk.locator(".stage-map .s-region[data-code='140400']").bounding_box()
    assert box is not None
    from_disk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "1,929.8" in from_disk.locator(".map-card").inner_text()


def test_the_presenters_window_keeps_in_step(open_page: Opener) -> None:
    page, _ = open_page(viewport=HD)
    open_story(page, "140400")
    page.keyboard.press("PageDown")
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    other = opened.value
    counts = other.locator(".s-thumb .scene-count")
    counts.first.wait_for()
    assert counts.all_inner_texts() == ["02 / 09", "03 / 09"]
    assert "口径" in other.locator(".s-notes").inner_text()
    page.keyboard.press("PageDown")
    other.locator(".s-thumb:not(.s-next) .scene-count", has_text="03 / 09").wait_for()
    other.keyboard.press("PageDown")
    page.locator(".scene-count", has_text="04 / 09").wait_for()
    other.keyboard.press("b")
    page.locator(".stage-black").wait_for(state="visible")
    other.keyboard.press("g")
    page.locator(".atlas-stage[data-lang=en]").wait_for()
    stranger = page.context.new_page()  # another stage of the same browser goes its own way
    open_story(stranger, "140400")
    other.keyboard.press("Home")
    page.locator(".scene-count", has_text="01 / 09").wait_for()
    stranger.keyboard.press("End")
    other.wait_for_timeout(200)
    assert page.locator(".scene-count").inner_text() == "01 / 09"


def test_a_story_is_edited_saved_and_loaded(open_page: Opener, tmp_path: Path) -> None:
    page, _ = open_page(viewport=HD)
    open_story(page)
    title = "<img src=x onerror=\"document.title='broken'\">"
    page.keyboard.press("e")
    page.locator("[data-row='0'] input[data-lang=zh]").fill(title)
    assert page.locator(".scene-headline").inner_text() == title
    page.locator("[data-row='0'] [data-move=down]").click()
    page.locator("[data-row='3'] [data-move=remove]").click()
    page.locator("[data-edit=add]").click()
    with page.expect_download() as coming:
        page.locator("[data-edit=save]").click()
    saved = tmp_path / "saved.json"
    coming.value.save_as(saved)
    edited = json.loads(saved.read_text(encoding="utf-8"))
    ids = [scene["id"] for scene in edited["scenes"]]
    assert ids == ["map", "title", "own-1", "amounts", "strengths", "chains", "widest", "closing"]
    page.locator("[data-edit=reset]").click()
    assert page.locator(".edit-row input[data-lang=zh]").first.input_value() == "十一个市，各招所长"

    page.locator("input[type=file]").set_input_files(saved)
    page.locator("[data-row='1'] input[data-lang=zh]").wait_for()
    assert page.locator("[data-row='1'] input[data-lang=zh]").input_value() == title
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    assert page.locator(".scene-headline").inner_text() == title
    assert page.locator(".atlas-stage img").count() == 0
    assert page.title() != "broken"

    bad = {**edited, "scenes": [{**edited["scenes"][0], "kind": "film"}]}
    (tmp_path / "bad.json").write_text(json.dumps(bad), encoding="utf-8")
    page.keyboard.press("e")
    page.locator("input[type=file]").set_input_files(tmp_path / "bad.json")
    problem = page.locator(".edit-problem", has_text="story.scenes[0].kind")
    problem.wait_for()
    assert "film" in problem.inner_text()
    assert page.locator(".scene-count").inner_text() == "02 / 08", "the story on stage stays"


def test_a_scene_is_made_live_and_the_stage_comes_back_where_it_was(open_page: Opener) -> None:
    page, _ = open_page(viewport=HD)
    open_story(page, "140400")
    wait_live(page)
    page.keyboard.press("PageDown")
    page.keyboard.press("Enter")
    page.locator("#stage-return").wait_for()
    page.locator("#root .headline").wait_for()
    assert "indicator=signed_amount_yi" in page.url
    assert page.locator(".atlas-stage").is_hidden()
    page.keyboard.press("F9")
    page.locator(".atlas-stage").wait_for(state="visible")
    assert page.locator(".scene-count").inner_text() == "02 / 09"
    page.wait_for_url("**/present/140400?scene=figure")
    page.keyboard.press("Escape")
    page.locator("h1", has_text="推介").wait_for()
    assert page.locator(".atlas-stage").count() == 0


def test_motion_carries_meaning_and_stops_where_it_is_not_wanted(open_page: Opener) -> None:
    page, _ = open_page(viewport=HD, reduced_motion="no-preference")
    open_story(page, "140400", "?scene=strengths")
    whole = page.locator(".stage-map svg").get_attribute("viewBox")
    page.keyboard.press("PageDown")
    page.locator(".stage-map[data-flying]").wait_for(state="attached")
    page.locator(".stage-map:not([data-flying])").wait_for(state="attached")
    assert page.locator(".stage-map svg").get_attribute("viewBox") != whole, "the map flies to the city"
    page.goto("/present/140400?scene=figure")
    page.locator(".scene-headline").wait_for()
    page.keyboard.press("PageDown")
    assert page.evaluate("() => document.querySelectorAll('.s-bar-row')[0].getAnimations({subtree: true}).length") > 0

    quiet, _ = open_page(viewport=HD)
    open_story(quiet, "140400", "?scene=figure")
    for _ in range(4):
        quiet.keyboard.press("PageDown")
        assert quiet.evaluate("() => document.getAnimations().length") == 0
        assert quiet.locator(".stage-map[data-flying]").count() == 0


def test_the_stage_can_be_used_by_everybody(open_page: Opener) -> None:
    page, watch = open_page(viewport=HD)
    page.goto("/present")
    wait_live(page)
    assert axe_violations(page) == []
    page.locator(".story-title").first.click()
    page.locator(".atlas-stage .scene-headline").wait_for()
    assert axe_violations(page) == []
    page.keyboard.press("e")
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert axe_violations(page) == []
    watch.expect("404")
    page.goto("/present/nothing")
    assert "没有" in page.locator("#first-view, #root").first.inner_text()
