"""The rooms of the house: imports run one way, nothing is made up, and no address outside the app is asked.

The rules are those of the README ("How the code is laid out") and of each room's own `__init__.py`.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("geodata", "data", "layouts", "callbacks")
MAY_IMPORT = {
    "geodata": {"geodata"},
    "data": {"data", "geodata"},
    "layouts": {"layouts", "data", "geodata"},
    "callbacks": {"callbacks", "layouts", "data", "geodata", "settings"},
    "settings": set(),
    "app": {"callbacks", "layouts", "data", "settings"},
}
SCREEN = {"dash", "plotly", "flask", "dash_mantine_components", "dash_ag_grid", "gunicorn"}
"""What only the rooms that know a screen may import."""
NETWORK = {"requests", "httpx", "urllib3", "aiohttp", "ftplib", "smtplib", "urllib.request", "http.client"}
ADDRESS = re.compile(r"(?:(?:https?|wss?)://[\w.-]+|//[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{1,6}\b)", re.IGNORECASE)
HARMLESS = re.compile(
    r"https?://(?:www\.w3\.org/|127\.0\.0\.1|localhost|schemas\.openxmlformats\.org/|www\.example\.|example\.|atlas\.example)"
)
"""Namespaces and reserved names, which nobody fetches, and this machine."""


def modules(room: str) -> list[Path]:
    folder = ROOT / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [ROOT / f"{room}.py"]


def imported(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import hides the room it comes from"
            yield node.module or "", node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_one_way(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(room)
        for name, line in imported(path)
        if name.split(".")[0] in {*ROOMS, "settings", "app", "tests"} - MAY_IMPORT[room]
    ]
    assert wrong == []
    assert modules(room)


@pytest.mark.parametrize("room", ["data", "geodata", "settings"])
def test_what_is_known_does_not_know_a_screen(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(room)
        for name, line in imported(path)
        if name.split(".")[0] in SCREEN
    ]
    assert wrong == []


def test_callbacks_scan_no_raw_rows() -> None:
    """The store answers questions; a frame in a callback would be a second way, and a slow one."""
    wrong = [
        f"{p.name}:{line}" for p in modules("callbacks") for name, line in imported(p) if name.startswith("pandas")
    ]
    assert wrong == []


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_nothing_is_made_up_and_nothing_is_fetched(room: str) -> None:
    wrong = []
    for path in modules(room):
        for name, line in imported(path):
            if name.split(".")[0] in ("random", "faker") or name.startswith("numpy.random") or name in NETWORK:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("default_rng", "RandomState"):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} makes random numbers")
            if (
                isinstance(node, ast.Attribute)
                and node.attr == "random"
                and getattr(node.value, "id", "") in ("np", "numpy")
            ):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} makes random numbers")
    assert wrong == []


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """The texts of a module that are no docstrings and no comments."""
    docs = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for item in body if isinstance(body, list) else ():
            if isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant):
                docs.add(item.value.lineno)
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type in (tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", -1)) and token.start[0] not in docs:
            yield token.string, token.start[0]


def test_the_code_names_no_address_outside() -> None:
    wrong = []
    for room in MAY_IMPORT:
        for path in modules(room):
            for text, line in strings(path):
                for found in ADDRESS.findall(HARMLESS.sub("", text)):
                    wrong.append(f"{path.relative_to(ROOT)}:{line} names {found}")
    assert wrong == []


def test_scripts_styles_and_messages_name_no_address_outside() -> None:
    files = [p for p in (ROOT / "assets").rglob("*") if p.suffix in (".js", ".css") and "vendor" not in p.parts]
    files += (ROOT / "layouts" / "messages").rglob("*.ftl")
    assert len(files) > 8
    wrong = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"(?m)^\s*(?://|#).*$|(?<=[;{}(),])\s*//.*$", "", text)
        wrong += [f"{path.name} names {found}" for found in ADDRESS.findall(HARMLESS.sub("", text))]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "https://cdn.plot.ly/x.js",
        "//fonts.googleapis.com/css",
        "http://press.example2.org",
        "wss://live.example2.org/",
        "url(//a.b/c)",
    ],
)
def test_the_search_for_addresses_finds_them(text: str) -> None:
    assert ADDRESS.search(HARMLESS.sub("", text + "/"))


def test_every_file_says_what_it_is_for() -> None:
    wrong = []
    for room in MAY_IMPORT:
        for path in modules(room):
            if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
                wrong.append(f"{path.relative_to(ROOT)} has no docstring")
    assert wrong == []
    assert not [
        p for p in ROOT.rglob("*.py") if re.fullmatch(r"(utils?|helpers?|manager|misc)\.py", p.name) and ours(p)
    ]


def ours(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] in (*ROOMS, "tests")
