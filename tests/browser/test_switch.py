"""A choice changes map, ranking and headline together; they agree with the edition's files, and it costs little."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pandas as pd
import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.seen import PREFECTURES, Screen, printed, read, repainted, results, short_names, table, visit


def expected_series(indicator: str, level: str) -> pd.DataFrame:
    """The series an indicator opens with: the widest, the newest among those."""
    found = results(indicator, level)
    widest = found.groupby(["period", "scope_id"]).agg(n=("region_code", "size"), end=("period_end", "max"))
    period, scope = widest.sort_values(["n", "end"], ascending=False).index[0]
    return found[(found["period"] == period) & (found["scope_id"] == scope)]


def least_spread(values: list[float], k: int) -> float:
    """The smallest sum of squared deviations that k classes of neighbouring values can have, found by trying all."""
    distinct = sorted(set(values))

    def spread(part: list[float]) -> float:
        mean = sum(part) / len(part)
        return sum((value - mean) ** 2 for value in part)

    def cost(cuts: tuple[int, ...]) -> float:
        edges = (0, *cuts, len(distinct))
        groups = [set(distinct[a:b]) for a, b in pairwise(edges)]
        return sum(spread([v for v in values if v in group]) for group in groups)

    return min(cost(cuts) for cuts in combinations(range(1, len(distinct)), k - 1))


def agrees(screen: Screen, series: pd.DataFrame, lower_is_better: bool = False) -> None:
    """Fail when map, ranking and headline do not all show this series."""
    values = dict(zip(series["region_code"], series["value"], strict=True))
    classed = {code: said for code, said in screen.regions.items() if said[0] == "value"}
    assert classed.keys() == values.keys()
    assert all(printed(value) in classed[code][2] for code, value in values.items())
    # Classes: neighbours in value, equal values alike, and no better cut there is.
    by_class: dict[str, list[float]] = {}
    for code, value in values.items():
        by_class.setdefault(classed[code][1], []).append(value)
    spans = [(min(by_class[c]), max(by_class[c])) for c in sorted(by_class)]
    assert all(high < low for (_, high), (low, _) in pairwise(spans))
    assert len(spans) == min(5, len(set(values.values())))
    spread = sum(sum((v - sum(vs) / len(vs)) ** 2 for v in vs) for vs in by_class.values())
    if len(values) <= 11:
        assert spread == pytest.approx(least_spread(list(values.values()), len(spans)), abs=1e-9)
    # The ranking is the map in words.
    ranked = sorted(values, key=lambda code: (values[code] if lower_is_better else -values[code], code))
    assert [code for code, state, _ in screen.rows if state == "value"] == ranked
    for code, state, text in screen.rows:
        assert state == screen.regions[code][0]
        assert short_names()[code] in text
        if state == "value":
            assert printed(values[code]) in text
    first = values[ranked[0]]
    assert printed(first) in screen.headline
    assert [code for code in ranked if values[code] == first][:1] == [
        code for code in ranked if short_names()[code] in screen.headline
    ][:1]


def choose(page: Page, label: str) -> None:
    page.locator("#root .picker-indicator summary").click()
    page.locator("#root .picker-label").get_by_text(label, exact=True).click()


@pytest.fixture
def sent(page: Page) -> Iterator[list[Response]]:
    """What the server sends while the page is used, but for slices of fonts that a new text may need."""
    found: list[Response] = []

    def note(response: Response) -> None:
        if response.request.resource_type != "font":
            found.append(response)

    page.on("response", note)
    yield found


def label_of(indicator: str) -> str:
    found = table("indicators").set_index("indicator_id")
    return str(found.loc[indicator, "label_zh"])


def test_an_indicator_changes_map_ranking_and_headline_together(page: Page, sent: list[Response]) -> None:
    first = visit(page, "/")
    opening = results("batch_signed_projects", "prefecture")
    opening = opening[(opening["period"] == "2023-12") & (opening["scope_id"] == "devzone_batch")]
    agrees(first, opening)
    page.wait_for_load_state("networkidle")
    sent.clear()
    for indicator in ("gdp_yi", "industry_project_investment_share_pct", "gdp_per_head_yuan", "gdp_growth_pct"):
        choose(page, label_of(indicator))
        agrees(repainted(page, f"{indicator}|"), expected_series(indicator, "prefecture"))
        assert f"indicator={indicator}" in page.url
    for response in sent:
        body = response.body()
        assert "/map/" not in response.url and response.request.resource_type in ("fetch", "xhr"), response.url
        assert b"<path" not in body and b'"M' not in body and len(body) < 40_000, response.url
    assert len(sent) <= 8  # a request a choice, or none when it was fetched ahead; and one ahead


def test_a_step_in_the_same_moment_as_a_choice_finds_it_made(page: Page) -> None:
    """A choice is painted at once and told to the rest of the page after the frame: nothing may fall between."""
    visit(page, "/")
    page.wait_for_load_state("networkidle")
    pressed = """(steps) => {
      for (const step of steps)
        if (step === 'back') history.back();
        else if (step === 'en') document.querySelector("#root .header a[hreflang='en']").click();
        else document.querySelector(`#root .picker-panel a[data-change*='"${step}"']`).click();
    }"""
    page.evaluate(pressed, ["gdp_yi", "gdp_growth_pct"])
    agrees(repainted(page, "gdp_growth_pct|"), expected_series("gdp_growth_pct", "prefecture"))
    page.go_back()
    agrees(repainted(page, "gdp_yi|"), expected_series("gdp_yi", "prefecture"))
    page.evaluate(pressed, ["population_10k", "back"])
    agrees(repainted(page, "gdp_yi|"), expected_series("gdp_yi", "prefecture"))
    expect(page).to_have_url(re.compile(r"indicator=gdp_yi$"))
    page.evaluate(pressed, ["gdp_growth_pct", "en"])
    expect(page.locator("html")).to_have_attribute("lang", "en")
    english = repainted(page, "gdp_growth_pct|")
    assert {code: said[:2] for code, said in english.regions.items()} == {
        code: said[:2] for code, said in visit(page, "/?indicator=gdp_growth_pct").regions.items()
    }


def test_what_is_fetched_ahead_holds_no_geometry(page: Page, sent: list[Response]) -> None:
    visit(page, "/")
    page.wait_for_load_state("networkidle")
    ahead = [response for response in sent if "/parts" in response.url]
    assert ahead
    for response in ahead:
        assert b"<path" not in response.body() and b"viewBox" not in response.body()
        assert int(response.headers.get("content-length", 0)) < 80_000  # compressed


def test_counties_too(page: Page) -> None:
    visit(page, "/?level=county")
    choose(page, label_of("population_10k"))
    screen = repainted(page, "population_10k|")
    series = expected_series("population_10k", "county")
    assert len(screen.regions) == 117 and len(series) > 50
    agrees(screen, series)


def test_the_timeline_changes_the_period(page: Page) -> None:
    visit(page, "/?indicator=population_10k")
    stops = page.locator("#root a.stop")
    periods = sorted(
        results("population_10k", "prefecture").query("scope_id == 'resident_year_end'")["period"].unique()
    )
    assert stops.count() == len(periods) > 1
    seen = set()
    for number, period in enumerate(periods):
        stops.nth(number).click()
        screen = repainted(page, f"population_10k|{period}|resident_year_end")
        found = results("population_10k", "prefecture")
        agrees(screen, found[(found["period"] == period) & (found["scope_id"] == "resident_year_end")])
        expect(stops.nth(number)).to_have_attribute("aria-current", "true")
        expect(page.locator("#root a.stop[aria-current=true]")).to_have_count(1)
        seen.add(screen.rows)
    assert len(seen) == len(periods)
    page.go_back()
    repainted(page, f"population_10k|{periods[-2]}|")


def test_playing_walks_through_the_periods(page: Page) -> None:
    visit(page, "/?indicator=population_10k")
    stops = page.locator("#root a.stop")
    page.locator("#root [data-play]").click()
    expect(stops.last).to_have_attribute("aria-current", "true", timeout=2_500 * stops.count())
    expect(page.locator("#root [data-play]")).to_have_attribute("aria-pressed", "false", timeout=5_000)


def test_latest_shows_symbols_and_neither_classes_nor_ranks(page: Page) -> None:
    visit(page, "/?indicator=signed_amount_yi")
    page.locator("#root .segment", has_text="各地最新").click()
    screen = repainted(page, "signed_amount_yi|latest")
    found = table("figures")
    prefectures = found["region_code"].isin(PREFECTURES) & (found["indicator_id"] == "signed_amount_yi")
    known = found[prefectures & found["leads"] & (found["nature"] == "result") & (found["tier"] != "weak")]
    ends = known.groupby("region_code")["period_end"].max()
    assert {code for code, said in screen.regions.items() if said[0] == "value"} == set(ends.index)
    assert {said[1] for said in screen.regions.values()} == {""}  # no classes
    circles = page.locator("#root svg .symbols circle").evaluate_all(
        "(all) => all.map((c) => [c.getAttribute('data-symbol-for'), Number(c.getAttribute('r'))])"
    )
    assert {code for code, _ in circles} == set(ends.index)
    newest = known[known["period_end"] == known["region_code"].map(ends)]
    for code, _ in circles:
        values = newest.loc[newest["region_code"] == code, "value"]
        assert any(printed(value) in screen.regions[code][2] for value in values)
    sizes = dict(circles)
    single = newest.drop_duplicates("region_code", keep=False).set_index("region_code")["value"]
    for one, other in combinations(single.index, 2):  # the area is the value
        assert (sizes[one] / sizes[other]) ** 2 == pytest.approx(single[one] / single[other], rel=0.05)
    assert [code for code, *_ in screen.rows] == sorted(PREFECTURES)  # by code, not by value
    assert "居首" not in screen.headline and "第一" not in screen.headline
    assert page.locator("#root .legend .swatch[data-class]").count() == 0
    page.locator("#root .segment", has_text="可比数字").click()
    repainted(page, "signed_amount_yi|20")
    assert page.locator("#root svg .symbols circle").count() == 0


def by_city(codes: pd.Series) -> dict[str, int]:
    """How many of the places are in each of the eleven cities, its counties included."""
    cities = codes.where(codes.str.endswith("00"), codes.str[:4] + "00")
    return {code: int((cities == code).sum()) for code in PREFECTURES}


def test_known_counts_are_the_rows_of_the_edition(page: Page) -> None:
    visit(page, "/")
    page.locator("#root .segment", has_text="图谱所知").click()
    masters = table("clusters").query("kind == 'chain_master'").drop_duplicates("name_zh")
    for indicator, codes in (
        ("known_projects", table("projects")["region_code"]),
        ("known_events", table("events")["region_code"]),
        ("known_chain_masters", masters["region_code"]),
    ):
        if indicator != "known_projects":  # where the mode opens
            choose(page, label_of(indicator))
        screen = repainted(page, f"{indicator}|")
        assert [state for _, state, _ in screen.rows] == ["value"] * 11  # complete: nothing is "not published"
        counts = by_city(codes)
        series = pd.DataFrame({"region_code": counts.keys(), "value": [float(n) for n in counts.values()]})
        agrees(screen, series)


def test_all_of_it_by_keyboard(page: Page) -> None:
    visit(page, "/")

    def tab_to(selector: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
                return
        pytest.fail(f"Tab does not reach {selector}")

    tab_to("#root .picker-indicator summary")
    page.keyboard.press("Enter")
    tab_to("#root .picker-panel a[data-change*='\"gdp_yi\"']", 90)
    page.keyboard.press("Enter")
    repainted(page, "gdp_yi|")
    expect(page.locator("#root .picker-indicator summary")).to_be_focused()
    tab_to("#root .segment[data-change*='latest']")
    page.keyboard.press("Enter")
    repainted(page, "gdp_yi|latest")
    page.keyboard.press("Shift+Tab")  # the focus stayed where it was
    page.keyboard.press("Enter")
    comparable = repainted(page, "gdp_yi|20")
    tab_to("#root a.stop:not([aria-current])")
    page.keyboard.press("Enter")
    expect(page.locator("#root .atlas-map svg")).not_to_have_attribute("data-painted", comparable.painted)
    other = repainted(page, "gdp_yi|")
    assert (other.painted, other.rows) != (comparable.painted, comparable.rows)
    expect(page.locator("#root a.stop:focus")).to_have_count(1)
    tab_to("#root tr[data-row] a, #root .ranking-scroll")
    assert read(page) == other
