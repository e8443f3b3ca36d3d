"""One file on a stick: a story with its player, outlines and fonts in a single HTML page that runs from disk.

Belongs here: writing the page and cutting the fonts to the characters in it. Does not belong here: what the player gets
(``layouts/stage.py``), the player (``assets/stage``).

The page carries a policy of its own that forbids every connection. Characters typed into it later (a new headline) that
are not in the fonts are set in the system's.
"""

import base64
import html
import io
import json
from functools import lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from data.store import Store
from layouts.messages import message
from layouts.shell import HTML_LANG
from layouts.stage import ASSETS, SCRIPTS, stage_data
from layouts.stories import Story

FONTS = Path(__file__).resolve().parent.parent.parent / "assets" / "fonts" / "print"
_FACES = (
    ("Atlas Sans", 400, "atlas-sans-400.otf"),
    ("Atlas Sans", 700, "atlas-sans-700.otf"),
    ("Atlas Serif", 700, "atlas-serif-700.otf"),
)
_ALWAYS = "".join(chr(c) for c in range(0x20, 0x7F)) + "·•–—…“”‘’、。,:;?!()%−≥≤→←↑↓×□◐ "
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
_START = """
(function () {
  const hash = new URLSearchParams(location.hash.slice(1));
  const data = JSON.parse(document.getElementById("story").textContent);
  AtlasStage.start(data, {
    mount: document.body, file: true, lang: hash.get("lang") || document.body.dataset.lang,
    scene: hash.get("scene") || "", presenter: hash.get("presenter") || "",
    page: {
      place(scene) {
        const now = new URLSearchParams(location.hash.slice(1));
        now.set("scene", scene);
        history.replaceState(null, "", "#" + now);
      },
      live(address) { window.open(data.origin + address, "_blank", "noopener"); },
      presenterAddress: (session, scene, lang) =>
        location.href.split("#")[0] + "#" + new URLSearchParams({ scene, lang, presenter: session }),
    },
  });
})();
"""
_PAGE = """<!DOCTYPE html>
<html lang="{html_lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{faces}
:root {{ --font-sans: "Atlas Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  --font-serif: "Atlas Serif", "Noto Serif CJK SC", "Songti SC", serif; }}
body {{ margin: 0; background: #0F1318; }}
:lang(en) {{ font-variant-east-asian: proportional-width; }}
[hidden] {{ display: none !important; }}
{css}
</style>
</head>
<body data-lang="{lang}">
<noscript>{noscript}</noscript>
<script type="application/json" id="story">{data}</script>
{scripts}
</body>
</html>
"""


@lru_cache(maxsize=64)
def subset_woff2(file: str, characters: str) -> bytes:
    """A font cut down to some characters.

    Args:
        file: name of a font in ``assets/fonts/print``.
        characters: the characters, sorted, each once (the key of the cache).

    Returns:
        The font as WOFF2.

    Raises:
        FileNotFoundError: when the font is not there.
    """
    path = FONTS / file
    if not path.exists():
        msg = f"no font {path.name} in assets/fonts/print: run `make fonts`, or restore the file from the repository"
        raise FileNotFoundError(msg)
    features = [
        "kern",
        "tnum",
        "pwid",
        "locl",
        "ccmp",
        "halt",
    ]  # halt: marks at the start of a line lose their empty half
    options = Options(layout_features=features, hinting=False, notdef_outline=True)
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    out = io.BytesIO()
    with TTFont(path, lazy=True) as font:
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(out)
    return out.getvalue()


def _faces(text: str, strong: str, headlines: str) -> str:
    rules = []
    for (family, weight, file), used in zip(_FACES, (text, strong, headlines), strict=True):
        characters = "".join(sorted(set(used + _ALWAYS)))
        data = base64.b64encode(subset_woff2(file, characters)).decode()
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
        )
    return "\n".join(rules)


def _strong_text(story: Story) -> str:
    """What is set in bold: numbers, names on the map and of rungs, rows of short lists."""
    parts = []
    for scene in story.scenes:
        parts += [scene.lead.text.zh + scene.lead.text.en] if scene.lead else []
        parts += [rung.label.zh for rung in scene.rungs]
        parts += [bar.label.zh for bar in scene.bars]
        parts += [item.title.zh for item in scene.items] if len(scene.items) > 7 else []
        parts += [n.unit.zh + n.said.zh for n in (i.number for i in scene.items) if n is not None]
    return "".join(parts)


def story_file(store: Store, story: Story, lang: str, origin: str, review_number: str) -> str:
    """Write the single file of a story.

    Args:
        store: the store the story was made from.
        story: the story, generated or edited.
        lang: ``zh``, ``en`` or ``both``: the language it opens in.
        origin: scheme and host that live views are scanned at.
        review_number: the confirmed map-review number, "" when it is not confirmed.

    Returns:
        An HTML page that asks for nothing.

    Raises:
        FileNotFoundError: when a font is missing.
    """
    data = stage_data(store, story, origin, review_number, whole=False)
    # "<" and the two line ends of JavaScript that are none in JSON: nothing in a story can leave its script element.
    written = (
        json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    outlines = data["outlines"]
    names = "".join(r["name"]["zh"] for level in ("prefecture", "county") for r in outlines[level].values())
    shown = json.dumps([data["story"], data["texts"], data["boundary"]], ensure_ascii=False) + names
    headlines = "".join(scene.headline.zh + scene.headline.en for scene in story.scenes)
    headlines += "".join(data["texts"]["zh"][name] for name in ("help", "edit", "new-scene"))
    ui = "en" if lang == "en" else "zh"
    scripts = "".join(f"<script>\n{(ASSETS / f'{name}.js').read_text(encoding='utf-8')}</script>\n" for name in SCRIPTS)
    return _PAGE.format(
        html_lang=HTML_LANG[ui],
        lang=lang,
        policy=html.escape(_POLICY),
        title=html.escape(story.title.of(ui)),
        faces=_faces(shown, _strong_text(story) + names, headlines),
        css=(ASSETS / "stage.css").read_text(encoding="utf-8"),
        noscript=html.escape(message(ui, "stage-no-script")),
        data=written,
        scripts=f"{scripts}<script>{_START}</script>",
    )
