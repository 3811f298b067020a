"""The ledger in a real browser: any day, any filter, any order, all of it in the address."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import load_catalog
from tests.conftest import NewPage
from tests.test_edition import AS_OF, edition

STATUSES = """() => Object.fromEntries([...document.querySelectorAll("#ledger-table tbody tr")].map(
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


def test_the_slider_moves_table_counts_timeline_and_address(page: Page, address: str) -> None:
    page.goto(address + "/claims/")
    slider = page.locator("#days")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#day")).to_have_value("2025-01-08")
    expect(page.locator("#explain")).to_contain_text("8 January 2025")
    row = "[data-id='optimus-thousands-in-2025']"
    expect(page.locator(f"#ledger-table {row} .status")).to_have_text("Not yet due")
    expect(page.locator(f".tl-row{row} .tl-status")).to_have_text("Not yet due")
    expect(page.locator(f".tl-row{row} .tl-dot").first).to_be_hidden()
    counted = page.locator("table[data-facts=no] tr[data-status=did-not-come-true]")
    expect(counted).to_be_hidden()
    assert "date=2025-01-08" in page.url
    page.locator("#today").click()
    expect(counted).to_be_visible()
    expect(page.locator(f"#ledger-table {row} .status")).to_have_text("Did not come true")
    assert "date=" not in page.url


def test_a_filter_is_in_the_address_and_can_be_shared(page: Page, address: str) -> None:
    page.goto(address + "/zh-Hant/claims/")
    page.locator("[name=topic]").select_option("robots")
    page.locator("[name=type]").select_option("goal")
    shown = page.locator("#ledger-table tbody tr:visible")
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


def test_the_table_sorts_by_a_click_and_by_key(page: Page, address: str) -> None:
    page.goto(address + "/claims/")
    head = page.locator("th[data-sort=due]")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    due = page.locator("#ledger-table tbody tr .date")
    soonest = due.first.inner_text()
    assert soonest
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert due.first.inner_text() != soonest
    assert "sort=-due" in page.url


def test_without_a_script_the_as_of_view_stands_whole(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + "/claims/?topic=robots")
    expect(page.locator("#ledger-table tbody tr")).to_have_count(len(edition().claims))
    expect(page.locator(".tl-row")).to_have_count(len(edition().claims))
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#travel")).to_be_hidden()


def test_every_row_of_the_timeline_leads_to_its_claim(page: Page, address: str) -> None:
    page.goto(address + "/claims/")
    links = page.locator(".tl-row").evaluate_all("rows => rows.map(row => [row.dataset.id, row.href.baseVal])")
    assert links
    assert all(link == f"{id}/" for id, link in links)
