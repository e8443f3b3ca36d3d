"""The layouts hold together: ids, message keys, and text that stays text.

Belongs here: what can be checked over all pages at once. Does not belong here: what one page shows.
"""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from dash import html
from flask.testing import FlaskClient
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app import AtlasDash, create_app
from data.store import Store
from layouts import ids
from layouts.components.block import Block
from layouts.components.figure import figure
from layouts.messages import FOLDER, MessageError, has_message, message
from layouts.numbers import Quantity
from layouts.static_html import to_html
from settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "/", "/?level=county", "/?indicator=gdp_yi&period=latest", "/city/140500", "/city/140200?compare=140500",
    "/city/140525", "/sources", "/projects", "/industry", "/industry/ch05", "/present", "/present/province", "/nowhere",
)  # fmt: skip
CODE = [p for room in ("layouts", "callbacks") for p in (ROOT / room).rglob("*.py")] + [ROOT / "app.py"]
SCRIPTS = [p for p in (ROOT / "assets").rglob("*.js") if "vendor" not in p.parts]


def all_ids() -> set[str]:
    found: set[str] = set()
    for name, value in vars(ids).items():
        if name.isupper():
            found |= {value} if isinstance(value, str) else set(value)
    return found


@pytest.fixture(scope="module")
def app(store: Store) -> AtlasDash:
    return create_app(Settings(data_dir=store.edition.folder.parent.parent))


@pytest.fixture(scope="module")
def client(app: AtlasDash) -> FlaskClient:
    return app.server.test_client()


def ids_in(node: Any) -> Iterator[str]:
    """Ids of components, and of the HTML that blocks hold."""
    if isinstance(node, list):
        for child in node:
            yield from ids_in(child)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "id" and isinstance(value, str):
                yield value
            elif name == "html" and isinstance(value, str):
                yield from re.findall(r'\sid="([^"]+)"', value)
            else:
                yield from ids_in(value)


def layout_of(client: FlaskClient, address: str) -> Any:
    answer = client.get("/_dash-layout", headers={"Referer": f"http://localhost{address}"})
    assert answer.status_code == 200, address
    return json.loads(answer.get_data())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_no_id_stands_twice_on_a_page(client: FlaskClient, address: str, lang: str) -> None:
    joined = address + ("&" if "?" in address else "?") + f"lang={lang}"
    counts = Counter(ids_in(layout_of(client, joined)))
    assert [name for name, n in counts.items() if n > 1] == []


def test_every_id_a_callback_names_exists_in_a_layout(app: AtlasDash, client: FlaskClient) -> None:
    named: set[str] = set()
    for key, entry in app.callback_map.items():
        named |= {part.rpartition(".")[0] for part in key.strip(".").split("...")}
        named |= {dependency["id"] for dependency in (*entry["inputs"], *entry["state"])}
    there = {name for address in PAGES for name in ids_in(layout_of(client, address))}
    assert named - there == set(), "a callback waits for a component that no page has"
    assert named <= all_ids()
    assert len(named) > 15


def test_ids_are_written_in_one_place(client: FlaskClient) -> None:
    """An id as text elsewhere would drift from the callback that names it."""
    wrong = []
    for path in CODE:
        if path.name == "ids.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Output", "Input", "State"):
                wrong += [f"{path.name}:{node.lineno}" for a in node.args[:1] if isinstance(a, ast.Constant)]
            if (
                isinstance(node, ast.keyword)
                and node.arg in ("id", "component_id")
                and isinstance(node.value, ast.Constant)
            ):
                wrong.append(f"{path.name}:{node.value.lineno} {node.value.value!r}")
    assert wrong == []
    known = all_ids() | {name for a in PAGES for name in ids_in(layout_of(client, a))}
    known |= {"first-view", "react-entry-point", "atlas-scripts", "_dash-renderer", "_dash-config"}  # app.py's frame
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        made = set(re.findall(r'\bid: "([\w-]+)"|\.id = "([\w-]+)"', text))
        used = re.findall(r'(?:getElementById|set_props)\("([\w-]+)"', text)
        unknown = set(used) - known - {name for pair in made for name in pair}
        assert not unknown, f"{path.name} names {unknown}"


# ---- Messages ----------------------------------------------------------------------------------------------------


class _Printed(Visitor):  # type: ignore[misc, unused-ignore]
    """The arguments a text prints; one that only chooses a plural form is the grammar of its language."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_Placeable(self, node: fluent.Placeable) -> None:
        if isinstance(node.expression, fluent.VariableReference):
            self.names.add(node.expression.id.name)
        self.generic_visit(node)


def catalogue(lang: str) -> dict[str, set[str]]:
    """Key → the arguments its text prints."""
    found: dict[str, set[str]] = {}
    for path in sorted((FOLDER / lang).glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            assert not isinstance(entry, fluent.Junk), f"{lang}/{path.name}: {str(entry.content)[:60]!r} is no message"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{lang}/{path.name}: {entry.id.name} is defined twice"
                printed = _Printed()
                printed.visit(entry)
                found[entry.id.name] = printed.names
    return found


def keys_in_code() -> tuple[dict[str, str], set[str], list[re.Pattern[str]]]:
    """Keys given to message() as they stand, all texts of the code, and patterns of keys put together."""
    given_keys: dict[str, str] = {}
    texts: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "message" and len(node.args) > 1:
                for key in ast.walk(node.args[1]):
                    if (
                        isinstance(key, ast.Constant)
                        and isinstance(key.value, str)
                        and isinstance(node.args[1], ast.Constant)
                    ):
                        given_keys[key.value] = f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                # f"stage-{slug}" asks for every key that begins so; what begins with a value tells nothing.
                if re.match(r"[a-z]{3,}[a-z-]*$", str(node.values[0].value)):
                    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values)
                    patterns.append(re.compile("".join(parts)))
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                left = node.left.value if isinstance(node.left, ast.Constant) else ""
                if isinstance(left, str) and left.endswith("-"):
                    patterns.append(re.compile(re.escape(left) + r"[\w-]+"))
    return given_keys, texts, patterns


def test_both_languages_have_the_same_messages_with_the_same_arguments() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert zh.keys() == en.keys()
    assert {key: (zh[key], en[key]) for key in zh if zh[key] != en[key]} == {}
    assert {p.name for p in (FOLDER / "zh").iterdir()} == {p.name for p in (FOLDER / "en").iterdir()}


def test_every_message_the_code_asks_for_exists_and_none_is_left_over() -> None:
    have = catalogue("en")
    asked, texts, patterns = keys_in_code()
    assert {key: where for key, where in asked.items() if key not in have} == {}
    assert len(asked) > 100
    unused = [k for k in have if k not in texts and not any(p.fullmatch(k) for p in patterns)]
    assert unused == [], "no code asks for these: delete them from both catalogues"


def test_a_missing_message_or_argument_stops() -> None:
    with pytest.raises(MessageError, match="no message 'no-such-thing'"):
        message("zh", "no-such-thing")
    with pytest.raises(MessageError, match="places-count"):
        message("en", "places-count")
    assert has_message("zh", "title") and not has_message("zh", "no-such-thing")


# ---- Text stays text ---------------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """What a browser would make of it: tags with attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {}))


def read(written: str) -> _Reader:
    reader = _Reader()
    reader.feed(written)
    reader.close()
    return reader


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'</div><!--"
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="<>&\"'/=! -scriptonerror;#x", max_size=60),
).map(lambda text: re.sub("[\x00\r\ud800-\udfff]", "", text))  # no HTML can hold these


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
@example(HOSTILE, HOSTILE)
def test_hostile_text_stays_text(text: str, value: str) -> None:
    tree = html.Div([html.Span(text, title=value, **{"data-x": value}), text], style={"width": "1%"})
    for written in (to_html(tree), Block(tree).to_static_html(), Block(tree).html):
        reader = read(written)
        assert [tag for tag, _ in reader.tags if tag != "div"] == ["span"]
        assert reader.text == text * 2
        attributes = dict(reader.tags[-1][1])
        assert (attributes["title"], attributes["data-x"]) == (value, value)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
@example(HOSTILE)
def test_a_hostile_number_unit_reference_or_source_stays_text(text: str) -> None:
    button = figure(Quantity(text, text), text, text.replace(" ", ""), "zh", class_name="x", title=text)
    reader = read(Block(button).to_static_html())
    assert [tag for tag, _ in reader.tags if tag not in ("div", "span")] == ["button"]
    attributes = reader.tags[1][1]
    assert attributes["data-figure"] == text
    assert attributes["data-source"] == text.replace(" ", "").replace(";", " ")
    assert reader.text.count(text) >= 2 or not text


def test_a_component_without_a_static_form_is_refused() -> None:
    from dash import dcc

    with pytest.raises(TypeError, match="Graph has no static form"):
        to_html(html.Div(dcc.Graph()))


def test_only_what_is_true_is_written_of_a_boolean() -> None:
    written = to_html([html.Details(open=True), html.Details(open=False), html.Button(disabled=True), html.Br()])
    assert written == "<details open></details><details></details><button disabled></button><br>"
