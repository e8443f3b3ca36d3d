"""The fonts of a page on paper: the static cuts of Atlas Sans and Atlas Serif, and what else of GB 2312 a text needs.

Belongs here: which font files a text needs, and what to do about a character that no font has. Does not belong here:
cutting the fonts (``layouts/fonts_build.py``).

The print cuts hold what the open tables and the interface need. A later edition may bring a rare character; the slices
that the browser uses hold all of GB 2312, but typst reads no woff2, and within a family it does not go from one file to
the next. So the slices are unpacked once, each under a family name of its own.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
MISSING = "□"
"""Stands for a character that no font of ours has."""


class FontsError(RuntimeError):
    """The fonts that ship with the atlas are not there."""


@dataclass(frozen=True, slots=True)
class Typefaces:
    """What a text is set in.

    Attributes:
        folders: folders with font files.
        rest: families to fall back on, in this order.
        missing: characters that no font has.
    """

    folders: tuple[str, ...]
    rest: tuple[str, ...]
    missing: frozenset[str]


@lru_cache(maxsize=1)
def _print_coverage() -> frozenset[int]:
    files = sorted((FONTS / "print").glob("*.otf"))
    if not files:
        msg = f"no fonts in {FONTS / 'print'}: expected the static cuts of Atlas Sans and Atlas Serif; run `make fonts`"
        raise FontsError(msg)
    covered: set[int] | None = None
    for file in files:
        with TTFont(file, lazy=True) as font:
            have = set(font.getBestCmap())
        covered = have if covered is None else covered & have
    return frozenset(covered or ())


@dataclass(frozen=True, slots=True)
class _Rest:
    folder: tempfile.TemporaryDirectory[str]
    families: dict[str, frozenset[int]]


@lru_cache(maxsize=1)
def _rest() -> _Rest:
    """Unpack the slices; a second or so, once for each process, and only when a text needs it."""
    folder = tempfile.TemporaryDirectory(prefix="atlas-fonts-")
    families: dict[str, frozenset[int]] = {}
    for position, file in enumerate(sorted(FONTS.glob("atlas-sans-400-*.woff2"))):
        family = f"Atlas Sans Rest {position:02d}"
        with TTFont(file, recalcBBoxes=False) as font:  # or all outlines would be read and written anew
            font.flavor = None
            for record in font["name"].names:
                if record.nameID in (1, 16):
                    record.string = family
                elif record.nameID in (4, 6):
                    record.string = family.replace(" ", "")
            families[family] = frozenset(font.getBestCmap())
            font.save(Path(folder.name) / f"{position:02d}.otf")
    return _Rest(folder, families)


def typefaces(texts: Iterable[str]) -> Typefaces:
    """Find the fonts for some texts.

    Args:
        texts: everything that is to be set.

    Returns:
        The fonts, and the characters that none of them has.

    Raises:
        FontsError: when the fonts of the atlas are not there.
    """
    needed = {ord(sign) for text in texts for sign in text if not sign.isspace()}
    lacking = needed - _print_coverage()
    folders = [str(FONTS / "print")]
    families: list[str] = []
    if lacking:
        rest = _rest()
        folders.append(rest.folder.name)
        for family, have in rest.families.items():
            if lacking & have:
                families.append(family)
                lacking -= have
    return Typefaces(tuple(folders), tuple(families), frozenset(chr(code) for code in lacking))
