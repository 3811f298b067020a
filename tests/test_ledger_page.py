"""The ledger in a real browser: any day, any filter, any order, all of it in the address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from build_tools.edition.ledger import count_statuses
from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import load_catalog
from build_tools.site.sentence import found_sentence
from tests.conftest import NewPage
from tests.test_edition import AS_OF, edition

STATUSES = """() => Object.fromEntries([...document.querySelectorAll(".ledger .row[data-id]")].map(
    row => [row.dataset.id, row.querySelector(".status").textContent]))"""
DAYS = [date(2025, 1, 8) + timedelta(days=36 * i) for i in range(19)] + [AS_OF]


def test_the_page_tells_the_same_as_the_build_on_twenty_days(page: Page, address: str) -> None:
    assert len(DAYS) == 20
    checked = edition()
    page.goto(f"{address}/claims/?date={DAYS[0]}")
    label = load_catalog("en").label
    for day in DAYS:
        page.locator("#day").fill(str(day))
        expected = MergedEdition(checked.edition, checked.anchors, day).standings
        assert page.evaluate(STATUSES) == {
            id: label(f"status.{standing.status}") for id, standing in expected.items()
        }, day


def test_the_slider_moves_rows_counts_lines_and_address(page: Page, address: str) -> None:
    page.goto(address + "/claims/")
    page.locator("#days").focus()
    page.keyboard.press("Home")
    expect(page.locator("#day")).to_have_value("2025-01-08")
    expect(page.locator("#explain")).to_contain_text("8 January 2025")
    row = page.locator(".ledger .row[data-id='optimus-thousands-in-2025']")
    expect(row.locator(".status")).to_have_text("Not yet due")
    expect(row.locator(".row-standing .left")).to_have_text("until 31 December 2025, 357 days left")
    expect(row.locator(".tl-dot").first).to_be_hidden()
    counted = page.locator("table[data-facts=no] tr[data-status=did-not-come-true]")
    expect(counted).to_be_hidden()
    expect(page.locator("#found")).not_to_contain_text("did not come true")
    assert "date=2025-01-08" in page.url
    page.locator("#today").click()
    expect(counted).to_be_visible()
    expect(row.locator(".status")).to_have_text("Did not come true")
    expect(row.locator(".row-standing .left")).to_be_empty()
    assert "date=" not in page.url


def test_the_sentence_of_the_page_is_that_of_the_build_on_any_day(page: Page, address: str) -> None:
    checked = edition()
    for prefix, language in (("/", "en"), ("/zh-Hant/", "zh-Hant")):
        for day in (date(2025, 7, 1), date(2026, 1, 30)):
            page.goto(f"{address}{prefix}claims/?date={day}")
            merged = MergedEdition(checked.edition, checked.anchors, day)
            counts = count_statuses(merged, [a for a in merged.claims if a.claim and a.claim.type != "fact"])
            catalog = load_catalog(language)
            expect(page.locator("#found")).to_have_text(found_sentence(counts, catalog, facts=False))
            expect(page.locator("#explain")).to_contain_text(catalog.date(day))


PLACES = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [slider, line] = [box("#days"), box(".row-track .tl-now")];
  const input = document.getElementById("days");
  const share = (input.value - input.min) / (input.max - input.min);
  return [slider.left + 8 + share * (slider.width - 16), (line.left + line.right) / 2];
}"""
"""The middle of the slider's thumb, which is 16 pixels wide, and that of the line of the day shown."""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_slider_stands_over_the_axis(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for day in ("2025-01-08", "2026-02-01", str(AS_OF)):
        page.goto(f"{address}/claims/?date={day}")
        thumb, line = page.evaluate(PLACES)
        assert abs(thumb - line) < 1.5, day


def test_an_arrow_goes_to_the_next_change_and_says_what_changed(page: Page, address: str) -> None:
    page.goto(address + "/claims/?date=2026-02-15")
    before = page.locator("#changed").inner_text()
    page.locator("#days").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#day")).to_have_value("2026-02-17")
    changed = page.locator("#changed")
    expect(changed).to_contain_text("Since the day before: 1 did not come true.")
    expect(changed).to_contain_text("Cannot be told → Did not come true")
    assert changed.inner_text() != before
    expect(changed.get_by_role("link")).to_have_attribute("href", "self-driving-better-than-human-q2-2025/")
    page.locator("#earlier").click()
    expect(page.locator("#day")).not_to_have_value("2026-02-17")
    expect(changed).to_contain_text("Since the day before")
    page.locator("#day").fill("2026-02-18")
    expect(changed).to_contain_text("No verdict changed on this day. The change before was on 17 February 2026.")


def test_a_filter_is_in_the_address_and_can_be_shared(page: Page, address: str) -> None:
    page.goto(address + "/zh-Hant/claims/")
    page.locator("#filters summary").click()
    page.locator("[name=topic]").select_option("robots")
    page.locator("[name=type]").select_option("goal")
    shown = page.locator(".ledger .row[data-id]:visible")
    number = shown.count()
    assert 0 < number < 10
    expect(page.locator("#shown")).to_have_text(f"顯示 {number} 項")
    assert "topic=robots" in page.url
    page.goto(page.url)
    expect(shown).to_have_count(number)
    expect(page.locator("[name=type]")).to_have_value("goal")
    page.locator("#filters button[type=reset]").click()
    expect(shown).to_have_count(len(edition().claims))
    assert page.url.endswith("/claims/")


def test_the_rows_can_be_put_in_the_order_of_their_dates(page: Page, address: str) -> None:
    page.goto(address + "/claims/?sort=-due")
    waiting = page.locator("section:has(#waiting) .row-standing .left")
    expect(page.locator("[name=sort]")).to_have_value("-due")
    last = waiting.all_inner_texts()
    page.locator("[name=sort]").select_option("due")
    assert waiting.all_inner_texts() == last[::-1]
    assert "sort=due" in page.url


def test_facts_stand_in_a_table_behind_the_forecasts(page: Page, address: str) -> None:
    page.goto(address + "/claims/")
    facts = [a.id for a in edition().claims if a.claim and a.claim.type == "fact"]
    rows = page.locator("#facts-table tbody tr")
    assert rows.evaluate_all("all => all.map(row => row.dataset.id)") == facts
    headings = page.locator(".ledger h2").evaluate_all("all => all.map(h => h.id)")
    assert headings == ["settled", "waiting", "open", "facts"]
    expect(page.locator("#facts-table svg")).to_have_count(0)


def test_no_title_is_cut_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "/claims/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    titles = page.locator(".ledger .row-title")
    assert (
        titles.evaluate_all("all => all.filter(a => a.scrollWidth > a.clientWidth + 1 || /…$/.test(a.textContent))")
        == []
    )
    for row in page.locator(".ledger .row[data-id]").all()[:5]:
        box = row.locator(".status").bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390


def test_without_a_script_the_as_of_view_stands_whole(new_page: NewPage, address: str) -> None:
    opened = new_page(java_script_enabled=False)
    opened.goto(address + "/claims/?topic=robots")
    expect(opened.locator(".ledger .row[data-id]")).to_have_count(len(edition().claims))
    expect(opened.locator("#filters")).to_be_hidden()
    expect(opened.locator("#travel")).to_be_hidden()
    expect(opened.locator("#found")).to_be_visible()
    expect(opened.locator(".row--years")).to_be_visible()


def test_every_row_leads_to_its_claim(page: Page, address: str) -> None:
    page.goto(address + "/claims/")
    links = page.locator(".ledger .row[data-id]").evaluate_all(
        "rows => rows.map(row => [row.dataset.id, row.querySelector('a').getAttribute('href')])"
    )
    assert len(links) == len(edition().claims)
    assert all(link == f"{id}/" for id, link in links)
