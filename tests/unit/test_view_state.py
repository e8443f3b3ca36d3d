"""The view state and its address: one string that says what is on screen, whatever is done to it.

Belongs here: reading and writing addresses. Does not belong here: whether codes exist (`layouts.pages.resolve`, tested
over HTTP).
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.view_state import MAX_ADDRESS, PAGES, PARAMETERS, REPEATABLE, ViewState, default_lang, set_default_lang

CODES = st.from_regex(r"[0-9]{6}", fullmatch=True)
TOKENS = st.from_regex(r"[A-Za-z0-9_./-]{1,64}", fullmatch=True)
WORDS = st.one_of(
    st.sampled_from(["签约", "new_energy", "江苏", "on-hold"]), st.from_regex(r"[a-z_]{1,20}[a-z]", fullmatch=True)
)


def lists(of: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, max_size=6, unique=True).map(tuple)


VALUES: dict[str, st.SearchStrategy[object]] = {
    "indicator": TOKENS,
    "period": st.one_of(TOKENS, st.just("latest")),
    "scope": TOKENS,
    "region": lists(CODES),
    "industry": lists(WORDS),
    "stage": lists(WORDS),
    "origin": lists(WORDS),
    "amount": TOKENS,
    "level": st.sampled_from(["prefecture", "county"]),
    "compare": lists(st.one_of(CODES, st.from_regex(r"[a-z][a-z0-9_]{1,63}", fullmatch=True))),
    "lang": st.sampled_from(["zh", "en"]),
    "scene": TOKENS,
    "edition": TOKENS,
}
PLACES = st.one_of(
    st.fixed_dictionaries({"page": st.just("place"), "place": CODES}),
    st.fixed_dictionaries({"page": st.sampled_from(sorted(PAGES))}),
    st.fixed_dictionaries(
        {"page": st.sampled_from(["industry", "present"]), "item": st.from_regex(r"[a-z0-9_-]{1,64}", fullmatch=True)}
    ),
)
STATES = st.tuples(PLACES, st.fixed_dictionaries({}, optional=VALUES)).map(lambda p: made({**p[0], **p[1]}))


def made(values: dict[str, Any]) -> ViewState:
    return ViewState(**values)


@pytest.fixture
def english_default() -> Iterator[None]:
    set_default_lang("en")
    yield
    set_default_lang("zh")


@given(STATES)
def test_an_address_gives_back_its_state(state: ViewState) -> None:
    assert ViewState.parse(state.address) == (state, ())


@given(
    STATES, st.sampled_from(["https://atlas.example", "http://127.0.0.1:8050", ""]), st.sampled_from(["", "#figures"])
)
def test_scheme_host_and_fragment_change_nothing(state: ViewState, host: str, fragment: str) -> None:
    assert ViewState.parse(host + state.address + fragment) == (state, ())


@given(STATES)
def test_defaults_are_left_out_and_nothing_else(state: ViewState) -> None:
    default = ViewState()
    written = {name for name, _ in parse_qsl(urlsplit(state.address).query)}
    assert written == {name for name in PARAMETERS if getattr(state, name) != getattr(default, name)}
    assert state.address.isascii()


def test_with_another_default_language_the_other_one_is_written(english_default: None) -> None:
    assert default_lang() == "en"
    assert ViewState(lang="en").address == "/"
    assert ViewState(lang="zh").address == "/?lang=zh"
    assert ViewState.parse("/")[0].lang == "en"
    with pytest.raises(ValueError, match="expected one of zh, en"):
        set_default_lang("de")


@given(st.one_of(st.text(), st.text(alphabet="/?&=#%[]:@.;,0123456789abcdefABCDEF\\\n\x00", max_size=80)))
def test_any_text_can_be_read(text: str) -> None:
    for address in (text, "/" + text, "/?" + text, "/city/140100?" + text, "/?indicator=" + text, "https://" + text):
        state, notices = ViewState.parse(address)
        again, rest = ViewState.parse(state.address)
        assert rest == () or state.page == "missing"
        assert again == state or state.page == "missing"
        assert len(notices) <= 1 + len(address)
        assert all(len(n.value) <= 60 for n in notices)


@given(STATES, st.dictionaries(st.from_regex(r"[a-z_]{2,10}", fullmatch=True), st.text(max_size=20), max_size=4))
def test_unknown_parameters_are_left_alone(state: ViewState, more: dict[str, str]) -> None:
    """A tracker's or a later version's parameter: no notice, no change."""
    extra = urlencode({k: v for k, v in more.items() if k not in PARAMETERS})
    joined = state.address + ("&" if "?" in state.address else "?") + extra
    assert ViewState.parse(joined) == (state, ())


@given(STATES, st.permutations(range(len(PARAMETERS))))
def test_the_order_of_parameters_does_not_matter(state: ViewState, order: list[int]) -> None:
    groups: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(state.address).query):
        groups.setdefault(name, []).append(value)
    names = sorted(groups, key=lambda name: order[PARAMETERS.index(name)])
    query = urlencode([(n, v) for n in names for v in groups[n]])
    assert ViewState.parse(f"{state.path}?{query}") == (state, ())


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("/", ViewState()),
        ("", ViewState()),
        ("/?lang=zh&level=prefecture", ViewState()),
        ("/sources/?lang=en", ViewState(page="sources", lang="en")),
        ("/city/140500?indicator=signed_amount_yi&period=2023", ViewState(
            page="place", place="140500", indicator="signed_amount_yi", period="2023")),
        ("/?period=2023-01%2F2023-09", ViewState(period="2023-01/2023-09")),
        ("/?period=2023-01/2023-09", ViewState(period="2023-01/2023-09")),
        ("/?stage=签约&stage=开工", ViewState(stage=("签约", "开工"))),
        ("/?stage=%E7%AD%BE%E7%BA%A6,开工", ViewState(stage=("签约", "开工"))),
        ("/city/140100?compare=140200,140300&compare=140200", ViewState(
            page="place", place="140100", compare=("140200", "140300"))),
        ("/industry/ch05", ViewState(page="industry", item="ch05")),
        ("/present/province?scene=s05", ViewState(page="present", item="province", scene="s05")),
        ("/?indicator=gdp_yi&indicator=funds_in_place_yi", ViewState(indicator="funds_in_place_yi")),
    ],
)  # fmt: skip
def test_links_that_people_have_keep_working(address: str, state: ViewState) -> None:
    assert ViewState.parse(address) == (state, ())


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/?lang=de", "lang"), ("/?level=town", "level"), ("/?indicator=<script>", "indicator"),
        ("/?region=14", "region"),
        ("/?region=１４０１００", "region"), ("/?period=2023%0A", "period"), ("/?compare=A1", "compare"),
        ("/?stage=<b>", "stage"), ("/?indicator=" + "x" * 65, "indicator"), ("/?edition=a b", "edition"),
        ("/?scope=' OR 1=1", "scope"), ("/?period=%FF", "period"), ("/nowhere", "path"), ("/city/14010", "path"),
        ("/city/１４０１００", "path"), ("/city/140100/x", "path"), ("/industry/../x", "path"),
        ("http://[::1", "address"),
        ("/?x=" + "y" * MAX_ADDRESS, "address"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_left_out_and_said(address: str, parameter: str) -> None:
    state, notices = ViewState.parse(address)
    assert [n.parameter for n in notices] == [parameter]
    expected = ViewState(page="missing") if parameter == "path" or "[" in address else ViewState()
    assert state == expected


def test_a_broken_value_does_not_take_the_others_with_it() -> None:
    state, notices = ViewState.parse("/city/140100?indicator=gdp_yi&lang=xx&compare=1,140200")
    assert state == ViewState(page="place", place="140100", indicator="gdp_yi", compare=("140200",))
    assert [(n.parameter, n.value) for n in notices] == [("lang", "xx"), ("compare", "1")]


@pytest.mark.parametrize("name", REPEATABLE)
def test_what_repeats_is_kept_in_order_once_and_up_to_twenty(name: str) -> None:
    values = [f"1401{n:02d}" for n in range(30)]
    for query in ("&".join(f"{name}={v}" for v in [values[0], *values]), f"{name}=" + ",".join(values)):
        state, notices = ViewState.parse("/?" + query)
        assert (getattr(state, name), notices) == (tuple(values[:20]), ())
        assert ViewState.parse(state.address)[0] == state


def test_as_many_choices_as_a_state_may_hold_can_be_read_back() -> None:
    values = tuple(f"1401{n:02d}" for n in range(20))
    state = made(dict.fromkeys(REPEATABLE, values))
    assert ViewState.parse(state.address) == (state, ())


def test_an_address_that_is_too_long_still_gives_its_page() -> None:
    state, notices = ViewState.parse("/sources?x=" + quote("招商" * 2_000))
    assert state == ViewState(page="sources")
    assert [n.message for n in notices] == ["notice-too-long"]


def test_every_parameter_is_a_field_and_every_field_in_the_address() -> None:
    assert {f.name for f in fields(ViewState)} == {*PARAMETERS, "page", "place", "item"}
