"""Every number can be asked where it comes from, by pointer and keyboard, and the answer is what the edition holds."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.seen import PREFECTURES, printed, table, unfold, visit

SECTIONS = {
    "/": (
        ".headline .figure",
        ".headline-details .figure",
        ".key-figures .key-number",
        ".key-figures .change",
        ".rung-figures .figure",
        ".rung .rate",
        ".ranking-value .figure",
        ".statement .figure",
        ".statement .source",
        ".event .source",
    ),
    "/?indicator=signed_amount_yi&period=latest": (".ranking-value .figure",),
    "/?indicator=gdp_per_head_yuan": (".ranking-value .figure",),
    "/?indicator=known_projects": (".ranking-value .figure",),
    "/city/140500?compare=140100": (
        ".table-figures .number-cell .figure",
        ".table-figures .rank",
        ".table-figures .change",
        ".strength .figure",
        ".statement .figure",
        ".table-projects .figure",
        ".table-projects .source",
        ".cluster .figure",
        ".known .figure",
        ".table-compare .figure",
        ".column-figures .more .figure",  # folded away, and the trend as a table
    ),
    "/city/140923": (".figure",),
    "/?lang=en": (".headline .figure", ".ranking-value .figure", ".statement .figure"),
}


def ask(page: Page, number: Locator, how: str) -> Locator:
    """Ask a number for its passport; give the dialog with the answer for it."""
    body = page.locator("#passport-body")
    before = body.inner_html()
    if how == "click":
        number.click()
    else:
        number.focus()
        page.keyboard.press("Enter")
    dialog = page.locator("#passport")
    expect(dialog).to_have_attribute("open", "")
    expect(body.locator("h2")).to_be_visible()
    expect(body).not_to_have_js_property("innerHTML", before)
    return dialog


def documents(reference: str) -> list[Any]:
    """The documents that a number rests on, looked up in the tables by its reference."""
    kind, _, key = reference.rpartition(":") if reference.startswith(("rank:", "change:")) else ("", "", reference)
    kind, _, rest = (kind, "", key) if kind else reference.partition(":")
    places = {"statement": ("statements", "statement_id"), "project": ("projects", "project_id")}
    if kind in places:
        name, column = places[kind]
        ids = table(name).set_index(column).loc[rest, "source_id"]
    elif kind == "cluster":
        cluster, _, sequence = rest.partition(":")
        rows = table("cluster_figures")
        ids = rows[(rows["cluster_id"] == cluster) & (rows["sequence"].astype(str) == sequence)]["source_id"].iloc[0]
    elif kind == "source":
        ids = rest
    elif kind == "count":
        ids = "s-atlas"
    else:
        ids = table("figures").set_index("figure_id").loc[key, "source_id"]
    rows = table("sources").set_index("source_id")
    return [rows.loc[source_id] for source_id in ids.split(";")]


def says_where_from(dialog: Locator, reference: str) -> None:
    """Fail when a passport lacks its sources or, for a published figure, its words, period and scope."""
    text = " ".join(dialog.text_content().split())  # type: ignore[union-attr]
    for source in documents(reference):
        assert " ".join(str(source["title"]).split()) in text, source["title"]
        assert source["publisher"] in text or dialog.locator("[lang]").count()
        address = dialog.locator(f"a[href='{source['url']}']") if source["url"] else None
        if address is not None and source["tier"] in ("official", "press"):
            expect(address.first).to_have_attribute("rel", "noopener noreferrer")
        else:
            assert address is None or address.count() == 0
    figures = table("figures").set_index("figure_id")
    if reference in figures.index:
        row = figures.loc[reference]
        assert " ".join(row["as_printed"].split()) in text
        assert row["period"][:4] in text
        scopes = table("scopes").set_index("scope_id")["label_zh"]
        scope = scopes.get(row["scope_id"], row["scope_text"])
        assert scope in text or dialog.locator(".passport-rows dt", has_text="Scope").count()
        if row["scope_text"] and row["scope_text"] != scope:
            assert row["scope_text"] in text


@pytest.mark.parametrize("address", SECTIONS)
def test_numbers_of_every_section_answer_to_click_and_enter(page: Page, address: str) -> None:
    visit(page, address)
    unfold(page)
    for section in SECTIONS[address]:
        numbers = page.locator(f"#root main {section}[data-figure]")
        assert numbers.count(), f"no number in {section}"
        for number, how in zip((numbers.first, numbers.last), ("click", "Enter"), strict=True):
            reference = number.get_attribute("data-figure") or ""
            named = (number.get_attribute("data-source") or "").split()
            assert reference and named and set(named) <= set(table("sources")["source_id"])
            dialog = ask(page, number, how)
            says_where_from(dialog, reference)
            page.keyboard.press("Escape")
            expect(dialog).not_to_have_attribute("open", "")
            if how == "Enter":
                expect(number).to_be_focused()
            number.evaluate("() => dash_clientside.set_props('passport-body', {children: ''})")


@pytest.mark.parametrize("address", ["/", "/city/140500", "/city/140923", "/sources"])
def test_no_number_is_out_of_reach_of_the_keyboard(page: Page, address: str) -> None:
    visit(page, address)
    deaf = page.locator("#root main [data-figure]:not(svg *):not([data-passive])").evaluate_all(
        "(all) => all.filter((e) => !e.matches('button, a[href], [tabindex=\"0\"]'))"
        ".map((e) => `${e.tagName} ${e.dataset.figure} ${e.textContent.trim().slice(0, 40)}`)"
    )
    assert deaf == []


def test_a_region_of_the_map_answers(page: Page) -> None:
    visit(page, "/")
    region = page.locator("#root svg a[data-region='141000']")
    region.focus()
    page.keyboard.press("p")
    dialog = page.locator("#passport")
    expect(dialog.locator("h2")).to_be_visible()
    says_where_from(dialog, region.get_attribute("data-figure") or "")
    page.keyboard.press("Escape")
    expect(region).to_be_focused()
    expect(page).to_have_url("/")  # Esc closed the dialog and nothing else


def test_sources_that_disagree_are_shown_with_both_values(page: Page) -> None:
    figures = table("figures").set_index("figure_id")
    shown = figures["leads"] & figures["comparable"] & (figures["nature"] == "result")
    leading = figures[shown & (figures["rivals"] != "") & figures["region_code"].isin(PREFECTURES)]
    disagree = [
        any(figures.loc[other, "value"] != row.value for other in row.rivals.split(";")) for row in leading.itertuples()
    ]
    differing = leading[disagree].drop_duplicates(["indicator_id", "region_code"])
    assert len(differing) >= 3
    titles = table("sources").set_index("source_id")["title"]
    for row in differing.head(3).itertuples():
        visit(page, f"/?indicator={row.indicator_id}&period={row.period}&scope={row.scope_id}")
        dialog = ask(page, page.locator(f"#root .ranking-value [data-figure='{row.Index}']"), "click")
        expect(dialog.locator(".passport-number").first).to_have_text(printed(row.value))
        for rival in row.rivals.split(";"):
            other = figures.loc[rival]
            item = dialog.locator(".rival").filter(has_text=printed(other["value"]))
            item = item.filter(has_text=titles[other["source_id"]])
            expect(item.first).to_contain_text("不一致" if other["value"] != row.value else "一致")


def test_official_and_press_documents_are_links_and_copies_are_not(page: Page) -> None:
    visit(page, "/sources")
    links = dict(
        page.locator("#root .documents li[id]").evaluate_all(
            "(all) => all.map((li) => [li.id, [...li.querySelectorAll('a')].map((a) => [a.href, a.rel, a.target])])"
        )
    )
    documents = table("sources")
    assert links.keys() == set(documents["source_id"])
    for source in documents.itertuples():
        linked = source.tier in ("official", "press") and source.url
        found = links[source.source_id]
        assert bool(found) == bool(linked), source.source_id
        if linked:
            assert [rest for _, *rest in found] == [["noopener noreferrer", "_blank"]]


def test_the_close_button_closes_and_gives_the_focus_back(page: Page) -> None:
    visit(page, "/city/140200")
    number = page.locator("#root .table-figures .figure").first
    dialog = ask(page, number, "Enter")
    dialog.locator(".close").click()
    expect(dialog).not_to_have_attribute("open", "")
    expect(number).to_be_focused()
