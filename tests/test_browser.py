"""The built site in a real browser: a reader's way from a quote to its note, its claim and back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(new_page: NewPage, request: pytest.FixtureRequest) -> Page:
    """A page with scripts, and one without: what follows is a reader's way with either."""
    return new_page(java_script_enabled=request.param)


def test_a_change_leads_to_its_assessment_and_many_additions_are_counted(page: Page, address: str) -> None:
    page.goto(f"{address}/changes/")
    added = page.locator("article details").first
    expect(added.locator("summary")).to_be_visible()
    expect(added.locator("ul")).not_to_be_visible()
    assessed = page.locator("article ol.history > li:not(:has(details))").first
    note = assessed.locator(".prose").inner_text()
    assessed.locator("a").first.click()
    entry = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    expect(entry.locator(":scope > .prose")).to_have_text(note)


def test_from_a_quote_to_its_note_to_its_claim_and_back(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    quote = page.locator("#t16\\.p2 p[lang=en] a.mark--claim").nth(1)
    note = page.locator(f"[id='{(quote.get_attribute('href') or '').removeprefix('#')}']")
    expect(note).not_to_be_visible()
    quote.click()
    expect(note).to_be_visible()
    note.get_by_role("link", name="History and sources").click()
    expect(page.locator("#history")).to_be_visible()
    claim = page.url
    page.get_by_role("link", name="In the transcript").click()
    expect(note).to_be_visible()
    page.go_back()
    assert page.url == claim
    page.go_back()
    assert urlsplit(page.url).fragment == note.get_attribute("id")


def test_a_link_to_a_closed_note_opens_it(page: Page, address: str) -> None:
    page.goto(address + "/zh-Hant/transcript/#note-optimus-thousands-in-2025")
    expect(page.locator("#note-optimus-thousands-in-2025")).to_be_visible()
    expect(page.locator("#note-optimus-thousands-in-2025")).to_be_in_viewport()


def test_without_a_script_no_block_is_left_for_later(new_page: NewPage, address: str) -> None:
    """Chromium does not always scroll to a closed note in a block that it has not laid out; a script would."""
    page = new_page(java_script_enabled=False)
    page.goto(address + "/zh-Hant/transcript/")
    expect(page.locator("#reader .block").last).to_have_css("content-visibility", "visible")


def test_a_citation_leads_to_its_source_and_back_to_what_uses_it(page: Page, address: str) -> None:
    page.goto(address + "/claims/optimus-thousands-in-2025/")
    page.locator("ol.history .prose a[href*='sources/#']").first.click()
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target.get_by_role("link", name="Several thousand Optimus robots in 2025")).to_be_visible()


def test_marks_work_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    quote = page.locator("#t24\\.p1 a.mark").first
    quote.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"[id='{(quote.get_attribute('href') or '').removeprefix('#')}']")).to_be_visible()


def test_the_language_switch_keeps_the_page_in_the_browser(page: Page, address: str) -> None:
    page.goto(address + "/claims/optimus-thousands-in-2025/")
    link = page.locator("a[hreflang=zh-Hant].md-select__link")
    page.goto(page.url + (link.get_attribute("href") or ""))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    assert urlsplit(page.url).path == "/zh-Hant/claims/optimus-thousands-in-2025/"


def test_code_is_set_in_a_font_of_one_width(new_page: NewPage, address: str) -> None:
    page = new_page()
    page.goto(f"{address}/contributing/")
    for selector in ("article pre code", "article li code"):
        expect(page.locator(selector).first).to_have_css("font-family", re.compile("monospace"))


def test_the_colours_chosen_hold_on_every_page(new_page: NewPage, address: str) -> None:
    page = new_page(color_scheme="light")
    page.goto(f"{address}/people/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Dark", exact=True).click()
    for path in ("people/", "zh-Hant/people/", "404.html"):
        page.goto(f"{address}/{path}")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.locator("html")).to_have_css("color-scheme", "dark")
    page.locator("#palette input:checked").press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
