"""Documentation is tested: what one can set, run, type, press or look up is in the README or on the page it opens."""

import argparse
import re
from pathlib import Path
from typing import Any

import pytest

import app as application
from data.store import Store
from layouts.pages import show
from layouts.shell import BUILT_PAGES
from layouts.static_html import to_html
from layouts.view_state import PAGES, PARAMETERS
from settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPTS = [p for p in (ROOT / "assets").rglob("*.js") if "vendor" not in p.parts]
# What a key is called in a script, and in the README. Keys of the stage stand in a table of their own.
KEYS = {
    "Escape": "Esc", "ArrowLeft": "arrows", "ArrowRight": "arrows", "ArrowUp": "arrows", "ArrowDown": "arrows",
    " ": "space",
}  # fmt: skip


def section(title: str) -> str:
    """The part of the README under a heading."""
    match = re.search(rf"(?ms)^## {re.escape(title)}$(.*?)(?=^## |\Z)", README)
    assert match, f"README has no section {title!r}"
    return match[1]


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_in_the_readme_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    rows = [line for line in section("Settings").splitlines() if f"`ATLAS_{name.upper()}`" in line]
    assert len(rows) == 1
    shown = "empty" if field.default == "" else f"`{field.default}`"
    assert f"| {shown} |" in rows[0], f"ATLAS_{name.upper()}: the README shows another default than {field.default!r}"
    assert field.description


def test_the_readme_lists_no_setting_that_is_gone() -> None:
    listed = re.findall(r"`ATLAS_(\w+)`", section("Settings"))
    assert {name.lower() for name in listed} == set(Settings.model_fields)


def test_every_make_target_is_in_the_readme_and_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    inner = {"browser"}
    for target in targets - inner - {"help"}:
        assert re.search(rf"`make {target}\b", README), f"make {target} is not in the README"
        assert re.search(rf"(?m)^{target}:.*## \w", makefile) or target in ("format", "bench"), target
    for target in re.findall(r"`make ([a-z]+)", README):
        assert target in targets, f"the README names make {target}, which is gone"


def test_every_command_and_option_of_the_app_is_in_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    parsers: list[argparse.ArgumentParser] = []
    parse = argparse.ArgumentParser.parse_args

    def stop(self: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        parsers.append(self)
        raise SystemExit(0)

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", stop)
    with pytest.raises(SystemExit):
        application.main([])
    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse)
    (commands,) = (a for a in parsers[0]._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in commands.choices.items():
        assert f"app.py {name}" in README, f"app.py {name} is not in the README"
        for action in parser._actions:
            assert action.help, f"app.py {name} {action.option_strings}: --help says nothing"
            assert action.dest == "help" or action.option_strings


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_of_an_address_is_in_the_readme(name: str) -> None:
    rows = [line for line in section("What an address can say").splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1


@pytest.mark.parametrize("page", [*BUILT_PAGES, "place"])
def test_every_page_is_in_the_readme(page: str) -> None:
    path = PAGES.get(page, "/city/<code>")
    assert f"`{path}`" in section("Pages")


def test_every_key_is_in_the_readme() -> None:
    pressed: set[str] = set()
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        pressed |= set(re.findall(r'\.key === "([^"]+)"', text))
        pressed |= set(re.findall(r'(?m)case "(\w+|[^\w"])":', text)) & {*KEYS, "Enter", "Home", "End", "Tab"}
        for table in re.findall(r"(?s)\bKEYS = \{(.*?)\}", text):
            pressed |= {a or b for a, b in re.findall(r'(?:"([^"]+)"|(\w+)): "', table)}
    assert {"Escape", "/", "PageDown", "b"} <= pressed
    keys = "\n".join(re.findall(r"(?m)^\|[^|]*\|", README))
    for key in pressed:
        word = KEYS.get(key, key)
        assert re.search(rf"(?<![\w<]){re.escape(word)}(?!\w)", keys, re.IGNORECASE), (
            f"the key {key!r} is not in the README"
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_is_defined_on_the_page_of_sources(store: Store, lang: str) -> None:
    page = to_html(show(store, f"/sources?lang={lang}").content, ids=True)
    used = {r["indicator_id"] for r in store.rows("SELECT DISTINCT indicator_id FROM figures")}
    assert len(used) > 100
    for indicator in used:
        assert f">{indicator}</code>" in page, indicator
        assert store.indicators[indicator].definition(lang)


def test_the_changelog_says_when() -> None:
    headings = re.findall(r"(?m)^## .*$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert headings and all(re.search(r"\b20\d\d-\d\d-\d\d\b", heading) for heading in headings), headings
    days = [re.search(r"\d{4}-\d\d-\d\d", h)[0] for h in headings]  # type: ignore[index]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_what_it_is_for(name: str) -> None:
    lines = [x for x in (ROOT / name).read_text(encoding="utf-8").splitlines() if x and not x.startswith(("#", "-r "))]
    assert len(lines) > 8
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for line in lines:
        match = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([0-9][\w.]*)\s+# \S.+", line)
        assert match, f"{name}: {line!r}: expected package==version  # what it is for"
        assert f"{match[1].lower()}=={match[2]}".replace("_", "-") in pins, f"{line!r} is not in constraints.txt"


def test_nothing_is_required_that_no_code_imports() -> None:
    """A requirement that nobody uses is a risk without a use; some are used by name only."""
    names = {"flask-compress": "flask_compress", "pydantic-settings": "pydantic_settings", "fluent.runtime": "fluent",
             "dash-mantine-components": "dash_mantine_components", "dash-ag-grid": "dash_ag_grid",
             "python-pptx": "pptx", "resvg-py": "resvg_py", "pandera": "pandera"}  # fmt: skip
    by_name = {"brotli", "babel", "plotly"}  # flask-compress, fluent.runtime and dash import these
    code = "\n".join(
        p.read_text(encoding="utf-8")
        for room in ("app.py", "settings.py", "callbacks", "layouts", "data", "geodata")
        for p in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"))
    )
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        package = re.match(r"([A-Za-z0-9._-]+)", line)
        if not package or line.startswith(("#", "-")) or package[1].lower() in by_name:
            continue
        module = names.get(package[1], package[1])
        found = re.search(
            rf"(?m)^\s*(?:import|from) {re.escape(module)}\b|import_module\(\"{re.escape(module)}", code, re.I
        )
        assert found, f"requirements.txt: nothing imports {package[1]}"
