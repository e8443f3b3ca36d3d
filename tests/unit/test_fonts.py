"""The committed fonts: do they hold every character the atlas can show, and does the style sheet tell the truth?

Reads only committed files; Debian's fonts are not needed. How the fonts are cut is in ``layouts/fonts_build.py``.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTFont

from layouts import fonts_build

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
CSS = (ASSETS / "05_fonts.css").read_text(encoding="utf-8")
CURE = "run `make fonts` and commit assets/fonts and assets/05_fonts.css"


class Rule(NamedTuple):
    """One ``@font-face`` rule."""

    family: str
    weight: int
    path: Path
    code_points: frozenset[int]


def _code_points(ranges: str) -> Iterator[int]:
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _rules() -> list[Rule]:
    pattern = (
        r'font-family:"([^"]+)";.*?font-weight:(\d+);font-display:swap;src:url\("([^"]+)"\).*?unicode-range:([^;}]+)'
    )
    rules = [
        Rule(family, int(weight), ASSETS / url, frozenset(_code_points(ranges)))
        for family, weight, url, ranges in re.findall(pattern, CSS)
    ]
    assert len(rules) == CSS.count("@font-face") > 0, "a @font-face rule is not in the expected form"
    return rules


RULES = _rules()


def _texts() -> list[Path]:
    tables = sorted((ROOT / "data" / "tables").glob("*.csv"))
    assert tables, "no table found"
    return tables + sorted((ROOT / "layouts" / "messages").rglob("*.ftl"))


def _covered(family: str, weight: int) -> frozenset[int]:
    return frozenset().union(*(r.code_points for r in RULES if (r.family, r.weight) == (family, weight)))


@pytest.mark.parametrize(("family", "weight"), [("Atlas Sans", 400), ("Atlas Sans", 700), ("Atlas Serif", 700)])
def test_every_character_of_tables_and_messages_has_a_glyph(family: str, weight: int) -> None:
    # At 700 the rest of GB 2312 comes from "Atlas Sans Rest", the next family of both stacks.
    covered = _covered(family, weight) | _covered("Atlas Sans Rest", 400)
    lacking: dict[str, set[str]] = defaultdict(set)
    for path in _texts():
        for character in set(path.read_text(encoding="utf-8-sig")):
            printable = unicodedata.category(character)[0] not in "CZ" or character == " "
            if printable and character not in fonts_build.ABSENT and ord(character) not in covered:
                lacking[path.name].add(character)
    assert not lacking, f'"{family}" {weight} lacks {dict(lacking)}: {CURE}'


def test_any_gb2312_text_has_a_glyph_at_every_weight() -> None:
    level_1_and_2 = {ord(c) for c in fonts_build.gb2312(range(16, 88))}
    assert len(level_1_and_2) == 3755 + 3008  # GB 2312-80
    assert level_1_and_2 <= _covered("Atlas Sans", 400)
    for family in ("Atlas Sans", "Atlas Serif"):
        assert level_1_and_2 <= _covered(family, 700) | _covered("Atlas Sans Rest", 400)
    stacks = re.findall(r"--font-(?:sans|serif): ([^;]+);", CSS)
    assert len(stacks) == 2
    assert all('"Atlas Sans Rest"' in stack for stack in stacks)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.family}-{r.path.name}")
def test_rule_names_an_existing_file_and_exactly_its_characters(rule: Rule) -> None:
    assert rule.path.is_file(), f"05_fonts.css refers to {rule.path.name}, which does not exist: {CURE}"
    digest = hashlib.sha256(rule.path.read_bytes()).hexdigest()[:8]
    assert rule.path.name.split(".")[-2] == digest, "the name is cached for ever, so it must change with the content"
    with TTFont(rule.path) as font:
        assert set(font.getBestCmap()) == rule.code_points
        assert font["OS/2"].usWeightClass == rule.weight


def test_no_slice_overlaps_another_of_its_face() -> None:
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for rule in RULES:
        assert not seen[rule.family, rule.weight] & rule.code_points
        seen[rule.family, rule.weight] |= rule.code_points


def test_nothing_comes_from_another_host_and_nothing_is_left_over() -> None:
    urls = re.findall(r"url\(([^)]*)\)", CSS)
    assert all(re.fullmatch(r'"fonts/[a-z0-9-]+\.[0-9a-f]{8}\.woff2"', url) for url in urls)
    assert "//" not in CSS
    assert "@import" not in CSS
    assert {rule.path for rule in RULES} == set((ASSETS / "fonts").glob("*.woff2")), CURE


@pytest.mark.parametrize("face", fonts_build.FACES, ids=lambda f: f.stem)
def test_print_font_is_found_by_its_family_and_holds_what_the_screen_holds(face: fonts_build.Face) -> None:
    with TTFont(ASSETS / "fonts" / "print" / f"{face.stem}.otf") as font:
        assert font["name"].getBestFamilyName() == face.family
        assert font["OS/2"].usWeightClass == face.weight
        screen = {c for r in RULES if r.family == face.family and r.weight == face.weight for c in r.code_points}
        slices = {c for r in RULES if re.search(r"-(core|common|data)\.", r.path.name) for c in r.code_points}
        assert set(font.getBestCmap()) == screen & slices


@pytest.mark.parametrize("face", fonts_build.FACES, ids=lambda f: f.stem)
def test_sans_digits_have_one_width_and_english_marks_are_narrow(face: fonts_build.Face) -> None:
    (core,) = (r.path for r in RULES if r.path.name.startswith(f"{face.stem}-core."))
    with TTFont(core) as font:
        cmap, widths, gsub = font.getBestCmap(), font["hmtx"], font["GSUB"].table
        if face.family == "Atlas Sans":  # the serif has no tabular figures: headlines only
            assert len({widths[cmap[ord(digit)]][0] for digit in "0123456789"}) == 1
        lookups = {
            i for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "pwid" for i in r.Feature.LookupListIndex
        }
        narrow: dict[str, str] = {}
        for subtable in (s for i in lookups for s in gsub.LookupList.Lookup[i].SubTable):
            narrow |= getattr(subtable, "ExtSubTable", subtable).mapping
        for mark in "‘’“”·•":
            glyph = cmap[ord(mark)]
            assert widths[narrow.get(glyph, glyph)][0] < 600, f"{mark} leaves a hole in English text"


def test_licence_travels_with_the_fonts() -> None:
    licence = (ASSETS / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("© 2014-2021 Adobe")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    with TTFont(RULES[0].path) as font:
        assert "Adobe" in font["name"].getDebugName(0)
        assert "Open Font License" in font["name"].getDebugName(13)


def test_builder_says_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = fonts_build.main(["--fonts", str(tmp_path), "--assets", str(tmp_path)])
    assert code == 1
    message = capsys.readouterr().err
    assert "apt-get install fonts-noto-cjk" in message
    assert "NotoSansCJK-Regular.ttc" in message
    assert not list(tmp_path.iterdir())
