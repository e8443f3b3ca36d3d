"""Builds the fonts the app serves: ``python -m layouts.fonts_build``, or ``make fonts``.

Belongs here: which characters go into which slice, cutting the slices out of Debian's Noto CJK, and writing
``assets/05_fonts.css``. Does not belong here: anything the running app needs. The app only serves the committed files;
this module is run again when a table or a message catalogue has brought in characters that the slices lack
(``tests/unit/test_fonts.py`` tells).

Why it is so:

- A slice is fetched only when a character of its ``unicode-range`` is on the page. ``core`` holds what the first
  screens show (they are written out to find out), ``common`` the rest of the interface and the names, ``data`` what
  else the tables hold, ``gb…`` the rest of GB 2312, so that a later edition finds its glyphs on a stage without
  network.
- The ``gb`` slices exist at weight 400 only. Within a family a browser does not go from the face at 700 to the one at
  400 for a single missing character; it goes to the next family. So the same files are declared once more as
  "Atlas Sans Rest", next in the stack, and the browser emboldens them.
- The SC face draws ‘ ’ “ ” · • a full em wide, as Chinese wants. English wants them narrow: the feature ``pwid`` does
  that (we add · or • to it), and the style sheet switches it on for ``:lang(en)``.
- Noto CJK has no ▸ and ▾; they are drawn here. The digits of the sans all have one width; those of the serif
  have not, and no ``tnum`` either: columns of figures are set in the sans.
- The family is renamed: typst and resvg find a font by its inner name, and a modified font had better not call
  itself Noto.
"""

import argparse
import hashlib
import io
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from data.editions import publish
from data.store import Store
from layouts.pages import show
from layouts.static_html import to_html

ROOT = Path(__file__).resolve().parent.parent
DEBIAN_FONTS = Path("/usr/share/fonts/opentype/noto")
DEBIAN_PACKAGE = "fonts-noto-cjk"
SLICE_SIZE = 500  # about; the last is not left a crumb
FIRST_SCREENS = ("/", "/?lang=en", "/?level=county", "/?level=county&lang=en")
CORE_TABLES = ("regions", "indicators", "industries", "chains", "scopes", "period_names")

TYPOGRAPHY = (
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛÜ"
    "·•–—…“”‘’《》〈〉「」、。，；：？！（）【】％～／＜＝＞＋－−≥≤≈≠×÷→←↑↓▲▼▶◆●○■□▸▾✓°′″‰℃①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
ABSENT = frozenset("≒")
"""Characters of the open data that Noto CJK has not got: left to the browser's own fonts."""

FEATURES = ["kern", "tnum", "locl", "ccmp", "mark", "liga", "palt", "halt", "chws", "pwid"]
# Only the rules for Simplified Chinese: those for Japanese, Korean and Traditional would drag in second forms of half
# the ideographs.
SCRIPTS = [
    f"{script}.{language}" for script in ("hani", "latn", "grek", "cyrl", "kana") for language in ("dflt", "ZHS")
]

SMALL_TRIANGLES = {  # character: (character whose glyph slot it takes, advance, outline), in 1/1000 em
    "▸": ("▷", 530, ((90, 147), (90, 587), (440, 367))),
    "▾": ("▽", 570, ((65, 542), (505, 542), (285, 192))),
}


@dataclass(frozen=True)
class Face:
    """One family at one weight, and where it is cut from.

    Attributes:
        family: The name in CSS, in typst and in SVG.
        weight: The CSS weight.
        stem: How its file names begin.
        collection: The file of the Debian package.
        postscript: The PostScript name of the wanted font within that collection.
    """

    family: str
    weight: int
    stem: str
    collection: str
    postscript: str


SANS_400 = Face("Atlas Sans", 400, "atlas-sans-400", "NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular")
SANS_700 = Face("Atlas Sans", 700, "atlas-sans-700", "NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold")
SERIF_700 = Face("Atlas Serif", 700, "atlas-serif-700", "NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold")
FACES = (SANS_400, SANS_700, SERIF_700)
REST_FAMILY = "Atlas Sans Rest"

CSS_HEAD = f"""\
/* Written by `make fonts` (layouts/fonts_build.py): do not edit. Licence of the fonts: fonts/OFL.txt */
:root {{
  --font-sans: "Atlas Sans", "{REST_FAMILY}", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  --font-serif: "Atlas Serif", "Atlas Sans", "{REST_FAMILY}", "Noto Serif CJK SC", "Songti SC", serif;
}}
:lang(zh) {{ font-variant-east-asian: normal; }}
:lang(en) {{ font-variant-east-asian: proportional-width; }}
"""


def characters(paths: Iterable[Path]) -> set[str]:
    """Collects the characters of some UTF-8 text files that call for a glyph.

    Args:
        paths: Tables or message catalogues.

    Returns:
        The distinct characters, without controls, format characters and white space other than the two plain spaces.
    """
    found = {character for path in paths for character in path.read_text(encoding="utf-8-sig")}
    return {c for c in found if c in " \u00a0" or unicodedata.category(c)[0] not in "CZ"}


def gb2312(rows: range) -> list[str]:
    """Lists the characters of some rows of GB 2312-80, by code point.

    Args:
        rows: Row numbers: 1-9 hold the signs, 16-55 level 1 (common), 56-87 level 2.

    Returns:
        The assigned characters of these rows.
    """
    cells = (
        bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312", errors="ignore") for row in rows for cell in range(1, 95)
    )
    return sorted(filter(None, cells))


def first_screens(tables: Path) -> set[str]:
    """The characters of the screens that most people see first.

    Args:
        tables: Folder of the CSV tables.

    Returns:
        Every character the overview shows, at both levels and in both languages.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Store(publish(tables, Path(folder)))
        return {
            character
            for address in FIRST_SCREENS
            for character in to_html(show(store, address).content)
            if is_printable(character)
        }


def is_printable(character: str) -> bool:
    """Is it a character that a font draws?"""
    return unicodedata.category(character)[0] not in "CZ" or character == " "


def plan_slices(tables: Path, messages: Path, first: set[str]) -> dict[str, list[str]]:
    """Deals the characters out to the slices, each to one.

    Args:
        tables: Folder of the CSV tables.
        messages: Folder of the ``.ftl`` catalogues; it may be missing.
        first: Characters of the first screens.

    Returns:
        Slice name to its sorted characters: ``core``, ``common``, ``data``, then ``gb00`` (signs), ``gb01``, ….

    Raises:
        FileNotFoundError: If the folder has no table.
    """
    table_files = sorted(tables.glob("*.csv"))
    if not table_files:
        raise FileNotFoundError(
            f"{tables}: no CSV table here, but the fonts are cut to the characters of the tables; "
            "name their folder with --tables"
        )
    core = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)) if code != 0xAD} | set(TYPOGRAPHY)
    core |= first
    common = characters(messages.rglob("*.ftl"))
    common |= characters(path for path in table_files if path.stem in CORE_TABLES)
    common -= core
    data = characters(table_files) - core - common
    slices = {"core": sorted(core), "common": sorted(common), "data": sorted(data)}
    dealt = core | common | data
    slices["gb00"] = [c for c in gb2312(range(1, 10)) if c not in dealt]
    # Common characters first, then by code point: text from one register meets few slices and the ranges stay short.
    rest = [c for rows in (range(16, 56), range(56, 88)) for c in gb2312(rows) if c not in dealt]
    count = max(1, round(len(rest) / SLICE_SIZE))
    for number in range(count):
        slices[f"gb{number + 1:02d}"] = sorted(rest[number * len(rest) // count : (number + 1) * len(rest) // count])
    return slices


def open_face(face: Face, folder: Path = DEBIAN_FONTS, *, postscript: str | None = None) -> TTFont:
    """Opens one font of a collection by its PostScript name.

    Args:
        face: The wanted face.
        folder: Where the collections are.
        postscript: Another font of the same collection than ``face.postscript``.

    Returns:
        The font, loaded lazily; tables are not re-stamped when saved.

    Raises:
        FileNotFoundError: If the collection is not there.
        LookupError: If the collection holds no font of that name.
    """
    path = folder / face.collection
    wanted = postscript or face.postscript
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: the web fonts are cut from the Debian package {DEBIAN_PACKAGE}; "
            f"install it with `apt-get install {DEBIAN_PACKAGE}` or name its folder with --fonts"
        )
    with TTCollection(path, lazy=True) as collection:
        names = [str(font["name"].getDebugName(6)) for font in collection.fonts]
    if wanted not in names:
        raise LookupError(
            f"{path}: expected a font called {wanted}, found {', '.join(names)}; "
            f"install {DEBIAN_PACKAGE} of Debian 12 or newer"
        )
    return TTFont(path, fontNumber=names.index(wanted), lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def cut(face: Face, wanted: Iterable[str], folder: Path = DEBIAN_FONTS, flavor: str | None = "woff2") -> bytes:
    """Cuts one subset out of a face.

    Args:
        face: The face.
        wanted: The characters; those the face has not got are left out.
        folder: Where the collections are.
        flavor: ``"woff2"`` for browsers, None for a plain OpenType file.

    Returns:
        The font file: the same bytes for the same input.
    """
    font = open_face(face, folder)
    _draw_small_triangles(font)
    _narrow_latin_marks(font, face, folder)
    options = Options()
    options.layout_features = FEATURES
    options.layout_scripts = SCRIPTS
    options.drop_tables = [*options.drop_tables, "vhea", "vmtx", "VORG", "BASE"]  # nothing here is set vertically
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]  # copyright and licence travel inside each file
    options.notdef_outline = True
    options.flavor = flavor
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(wanted)))
    subsetter.subset(font)
    _rename(font, face)
    font.flavor = flavor
    buffer = io.BytesIO()
    font.save(buffer)
    font.close()
    return buffer.getvalue()


def unicode_range(code_points: Iterable[int]) -> str:
    """Writes code points as a CSS ``unicode-range`` value.

    Args:
        code_points: Any order, repeats allowed.

    Returns:
        For example ``U+20-7E,U+4E00``; empty for no code point.
    """
    runs: list[list[int]] = []
    for code in sorted(set(code_points)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def font_face(family: str, weight: int, file_name: str, ranges: str) -> str:
    """Writes one ``@font-face`` rule whose address is relative to the style sheet in ``assets/``."""
    return (
        f'@font-face{{font-family:"{family}";font-style:normal;font-weight:{weight};font-display:swap;'
        f'src:url("fonts/{file_name}") format("woff2");unicode-range:{ranges}}}\n'
    )


def build(slices: Mapping[str, Sequence[str]], folder: Path = DEBIAN_FONTS) -> tuple[dict[str, bytes], str]:
    """Cuts all slices and prints, and writes the style sheet.

    Args:
        slices: What `plan_slices` gives.
        folder: Where the Debian collections are.

    Returns:
        File name below ``assets/fonts`` to content, and the text of ``assets/05_fonts.css``.
    """
    files: dict[str, bytes] = {}
    rules = [CSS_HEAD]
    for name, wanted in slices.items():
        # Faces of one slice stand together: their equal ranges then compress away.
        for face in FACES if name in ("core", "common", "data") else (SANS_400,):
            content = cut(face, wanted, folder)
            file_name = f"{face.stem}-{name}.{hashlib.sha256(content).hexdigest()[:8]}.woff2"
            files[file_name] = content
            with TTFont(io.BytesIO(content), lazy=True) as font:
                ranges = unicode_range(font.getBestCmap())
            rules.append(font_face(face.family, face.weight, file_name, ranges))
            if name.startswith("gb"):
                rules.append(font_face(REST_FAMILY, face.weight, file_name, ranges))
    for face in FACES:
        files[f"print/{face.stem}.otf"] = cut(
            face, {*slices["core"], *slices["common"], *slices["data"]}, folder, flavor=None
        )
    return files, "".join(rules)


def write(files: Mapping[str, bytes], css: str, assets: Path) -> None:
    """Puts a whole build in place: new fonts first, then the style sheet, and only then are old slices removed."""
    fonts = assets / "fonts"
    (fonts / "print").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (fonts / name).write_bytes(content)
    draft = assets / "05_fonts.css.new"
    draft.write_text(css, encoding="utf-8")
    draft.replace(assets / "05_fonts.css")
    for old in fonts.glob("atlas-*.woff2"):
        if old.name not in files:
            old.unlink()


def _draw_small_triangles(font: TTFont) -> None:
    cmap, top = font.getBestCmap(), font["CFF "].cff.topDictIndex[0]
    for character, (donor, advance, outline) in SMALL_TRIANGLES.items():
        glyph = cmap[ord(donor)]
        private = top.FDArray[top.FDSelect[font.getGlyphID(glyph)]].Private
        pen = T2CharStringPen(advance - private.nominalWidthX, None)
        pen.moveTo(outline[0])
        for point in outline[1:]:
            pen.lineTo(point)
        pen.closePath()
        top.CharStrings[glyph] = pen.getCharString(private, font["CFF "].cff.GlobalSubrs)
        font["hmtx"][glyph] = (advance, min(x for x, _ in outline))
        for table in font["cmap"].tables:
            if table.isUnicode() and table.cmap.pop(ord(donor), None):
                table.cmap[ord(character)] = glyph


def _narrow_latin_marks(font: TTFont, face: Face, folder: Path) -> None:
    """Adds · and • to ``pwid``; the JP font of the same collection shares the glyphs and maps to the narrow ones."""
    with open_face(face, folder, postscript=face.postscript.replace("sc-", "jp-")) as japanese:
        narrow = japanese.getBestCmap()
    wide, gsub = font.getBestCmap(), font["GSUB"].table
    lookups = {i for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "pwid" for i in r.Feature.LookupListIndex}
    mappings = [getattr(s, "ExtSubTable", s).mapping for i in lookups for s in gsub.LookupList.Lookup[i].SubTable]
    for character in "·•":  # one wide glyph may serve both; the first, the separator, then wins
        source, target = wide[ord(character)], narrow[ord(character)]
        if source != target and not any(source in mapping for mapping in mappings):
            mappings[0][source] = target


def _rename(font: TTFont, face: Face) -> None:
    style = "Bold" if face.weight == 700 else "Regular"
    postscript = f"{face.family.replace(' ', '')}-{style}"
    names = {1: face.family, 2: style, 3: f"{postscript};{face.postscript}", 4: f"{face.family} {style}", 6: postscript}
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName, cff.topDictIndex[0].FamilyName = f"{face.family} {style}", face.family


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds and writes everything, and prints the sizes.

    Args:
        arguments: The command line; None for that of the process.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(
        prog="python -m layouts.fonts_build", description="Build assets/fonts from Noto CJK."
    )
    parser.add_argument("--tables", type=Path, default=ROOT / "data" / "tables", help="folder of the CSV tables")
    parser.add_argument(
        "--fonts", type=Path, default=DEBIAN_FONTS, help=f"fonts of the Debian package {DEBIAN_PACKAGE}"
    )
    parser.add_argument("--assets", type=Path, default=ROOT / "assets", help="folder the app serves as /assets")
    options = parser.parse_args(arguments)
    try:
        slices = plan_slices(options.tables, ROOT / "layouts" / "messages", first_screens(options.tables))
        with open_face(SANS_400, options.fonts) as font:
            available = {chr(code) for code in font.getBestCmap()} | set(SMALL_TRIANGLES)
        files, css = build(slices, options.fonts)
    except (FileNotFoundError, LookupError) as error:
        print(f"fonts: {error}", file=sys.stderr)
        return 1
    write(files, css, options.assets)
    for name, content in files.items():
        print(f"{len(content):>9,}  {name}")
    print(f"{len(css):>9,}  05_fonts.css")
    print(f"{sum(len(c) for n, c in files.items() if n.endswith('woff2')):>9,}  all woff2")
    missing = {c for wanted in slices.values() for c in wanted} - available
    print(f"not in Noto CJK, left to the browser: {' '.join(sorted(missing)) or 'none'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
