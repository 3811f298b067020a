"""The site for readers who use the keyboard, a screen reader, a dark screen, a small one, or want nothing to move."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.axe import find_faults, set_screen, thin_out
from tests.conftest import NewPage
from tests.test_site import html_pages

KINDS = (
    "",
    "transcript/",
    "topics/",
    "topics/ai/",
    "claims/",
    "claims/optimus-thousands-in-2025/",
    "corrections/",
    "sources/",
    "people/",
    "changes/",
    "about/",
    "data/",
    "method/",
    "format/",
    "contributing/",
    "404.html",
)
"""One page of every kind."""
SCREENS = (("default", 1280), ("slate", 390))
"""Colour schemes, and widths in pixels: each scheme and each layout once."""


@pytest.mark.parametrize("path", [*KINDS, "zh-Hant/", "zh-Hant/topics/mars/", "zh-Hant/people/"])
def test_axe_finds_nothing(new_page: NewPage, address: str, path: str) -> None:
    """One load for all screens, as for a reader who turns the phone or touches the button for the dark.

    Without motion, since a colour on its way to another is nobody's to read.
    """
    page = new_page(reduced_motion="reduce")
    page.goto(f"{address}/{path}")
    thin_out(page)
    for scheme, width in SCREENS:
        set_screen(page, scheme, width)
        assert find_faults(page) == [], (scheme, width)


def test_axe_finds_nothing_in_an_opened_note(page: Page, address: str) -> None:
    page.goto(f"{address}/transcript/#note-optimus-thousands-in-2025")
    expect(page.locator("#note-optimus-thousands-in-2025")).to_be_visible()
    assert find_faults(page, "#t24") == []


class Outline(HTMLParser):
    """The headings and form controls of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.unlabelled: list[str] = []
        """Form controls for which no words are found."""
        self.named: set[str] = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html))
        self._in_label = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self._in_label += tag == "label"
        hidden = found.get("type") == "hidden" or "md-toggle" in (found.get("class") or "")
        named = (
            self._in_label or found.get("aria-label") or found.get("aria-labelledby") or found.get("id") in self.named
        )
        if tag in ("input", "select", "textarea") and not hidden and not named:
            self.unlabelled.append(str(self.get_starttag_text()))

    def handle_endtag(self, tag: str) -> None:
        self._in_label -= tag == "label"


@cache
def outline_of(page: Path) -> Outline:
    """A page of the site, read once."""
    return Outline(page.read_text("utf-8"))


def test_headings_are_in_order_on_every_page(site: Path) -> None:
    for page in html_pages(site):
        levels = outline_of(page).levels
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        skipped = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert skipped == [], page


def test_every_form_control_has_a_name_on_every_page(site: Path) -> None:
    for page in html_pages(site):
        assert outline_of(page).unlabelled == [], page


def test_notes_follow_their_paragraph_in_the_order_that_is_read_aloud(site: Path) -> None:
    html = (site / "transcript/index.html").read_text("utf-8")
    for block in html.split('<div class="paragraph" id="')[1:]:
        texts = [m.start() for m in re.finditer('<p class="text"', block)]
        notes = [m.start() for m in re.finditer('<details class="note', block)]
        assert len(texts) == (1 if block.startswith("headline") else 2)
        assert not notes or max(texts) < min(notes), block[:40]
        for quoted in re.findall(r'class="mark[^>]*href="#note-([^"]+)"', block):
            assert f'id="note-{quoted}"' in html


FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return {tag: at.tagName, text: at.textContent.trim(), href: at.getAttribute("href"), classes: at.className,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, box: at.getBoundingClientRect().toJSON()};
}"""


def test_the_first_key_leads_past_the_header(page: Page, address: str) -> None:
    for path in ("", "transcript/", "claims/", "zh-Hant/topics/ai/"):
        page.goto(f"{address}/{path}")
        page.keyboard.press("Tab")
        first = page.evaluate(FOCUSED)
        assert "md-skip" in first["classes"], path
        assert first["box"]["width"] > 20, path
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null"), path


def test_tabbing_goes_from_a_paragraph_to_its_notes(page: Page, address: str) -> None:
    page.goto(f"{address}/transcript/")
    page.locator("#t24\\.p1 a.permalink").first.focus()
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outlined"], focused
        seen.append(focused["tag"])
        if focused["tag"] == "SUMMARY":
            break
    assert seen == ["BUTTON", "SUMMARY"], "the button for a note of one's own, then the first note"
    note = page.locator("details.note:focus-within")
    before = note.evaluate("note => note.open")
    page.keyboard.press("Enter")
    assert note.evaluate("note => note.open") != before


def test_the_other_language_is_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/claims/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hreflang") == "zh-Hant":
            break
    assert page.evaluate(FOCUSED)["box"]["width"] > 0
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_the_claims_are_sorted_and_filtered_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/claims/")
    page.locator("#filters summary").focus()
    page.keyboard.press("Enter")
    titles = page.locator("section:has(#settled) .row-title")
    before = titles.all_inner_texts()
    page.locator("[name=sort]").focus()
    page.keyboard.press("End")
    assert titles.all_inner_texts() == sorted(before, key=str.casefold)
    rows = page.locator(".ledger .row[data-id]:visible").count()
    page.locator("#filters input[type=search]").focus()
    page.keyboard.type("optimus")
    expect(page.locator(".ledger .row[data-id]:visible")).not_to_have_count(rows)


MOVING = """() => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => {
  const style = getComputedStyle(element, part || null);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
  return Math.max(...times) > 0 || style.scrollBehavior === "smooth" ? element.outerHTML.slice(0, 80) + part : null;
})).filter(Boolean)"""


def test_a_dark_screen_is_met_with_dark_pages(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_nothing_moves_for_who_wants_no_motion(new_page: NewPage, address: str) -> None:
    page = new_page(reduced_motion="reduce")
    for path in ("", "transcript/", "claims/"):
        page.goto(f"{address}/{path}")
        assert page.evaluate(MOVING) == []
