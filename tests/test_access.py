"""The site for readers who use the keyboard, a screen reader, a dark screen, a small one, or want nothing to move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

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
SCREENS = [("light", 390), ("light", 1280), ("dark", 390), ("dark", 1280)]
"""Colour schemes, and widths in pixels."""
REPEATED = ", ".join(
    (
        "article :is(ol, ul, tbody) > :nth-child(n + 31)",
        "article section.correction:nth-child(n + 11)",
        "article section.block:nth-child(n + 31)",
    )
)
"""What stands on a page after more of its like than axe needs to see on every screen; it sees all of it on one."""


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """One page, used again for every address, in one scheme and width."""
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    yield page
    assert page.locator("body").get_attribute("data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme]
    context.close()


@pytest.mark.parametrize("path", [*KINDS, "zh-Hant/", "zh-Hant/topics/mars/", "zh-Hant/people/"])
def test_axe_finds_nothing(screen: Page, address: str, path: str) -> None:
    screen.goto(f"{address}/{path}")
    if screen.evaluate("innerWidth") < 1000 or screen.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
        screen.evaluate("repeated => document.querySelectorAll(repeated).forEach(like => like.remove())", REPEATED)
    found = Axe().run(screen, options={"resultTypes": ["violations"]}).response["violations"]
    faults = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"][:3]]
    assert faults == []


def test_axe_finds_nothing_in_an_opened_note(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/transcript/#note-optimus-thousands-in-2025")
    expect(page.locator("#note-optimus-thousands-in-2025")).to_be_visible()
    found = Axe().run(page, context="#t24", options={"resultTypes": ["violations"]}).response["violations"]
    page.close()
    assert [rule["id"] for rule in found] == []


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


def test_headings_are_in_order_on_every_page(site: Path) -> None:
    for page in html_pages(site):
        levels = Outline(page.read_text("utf-8")).levels
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        skipped = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert skipped == [], page


def test_every_form_control_has_a_name_on_every_page(site: Path) -> None:
    for page in html_pages(site):
        assert Outline(page.read_text("utf-8")).unlabelled == [], page


def test_notes_follow_their_paragraph_in_the_order_that_is_read_aloud(site: Path) -> None:
    html = (site / "transcript/index.html").read_text("utf-8")
    for block in html.split('<div class="paragraph" id="')[1:]:
        texts = [m.start() for m in re.finditer('<p class="text"', block)]
        notes = [m.start() for m in re.finditer('<details class="note', block)]
        assert len(texts) == 2
        assert not notes or max(texts) < min(notes), block[:40]
        for quoted in re.findall(r'class="mark[^>]*href="#note-([^"]+)"', block):
            assert f'id="note-{quoted}"' in html


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen, for one who has no mouse."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return {tag: at.tagName, text: at.textContent.trim(), href: at.getAttribute("href"), classes: at.className,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, box: at.getBoundingClientRect().toJSON()};
}"""


def test_the_first_key_leads_past_the_header(reader: Page, address: str) -> None:
    for path in ("", "transcript/", "claims/", "zh-Hant/topics/ai/"):
        reader.goto(f"{address}/{path}")
        reader.keyboard.press("Tab")
        first = reader.evaluate(FOCUSED)
        assert "md-skip" in first["classes"], path
        assert first["box"]["width"] > 20, path
        reader.keyboard.press("Enter")
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.closest('article') !== null"), path


def test_tabbing_reaches_the_marks_and_then_their_notes(reader: Page, address: str) -> None:
    reader.goto(f"{address}/transcript/")
    reader.locator("#t24\\.p1 a.permalink").first.focus()
    seen = []
    for _ in range(40):
        reader.keyboard.press("Tab")
        focused = reader.evaluate(FOCUSED)
        assert focused["outlined"], focused
        seen.append("mark" if "mark" in focused["classes"].split() else focused["tag"])
        if focused["tag"] == "SUMMARY":
            break
    assert "mark" in seen
    assert seen[-1] == "SUMMARY"
    note = reader.locator("details.note:focus-within")
    before = note.evaluate("note => note.open")
    reader.keyboard.press("Enter")
    assert note.evaluate("note => note.open") != before


def test_the_other_language_is_reached_by_keyboard(reader: Page, address: str) -> None:
    reader.goto(f"{address}/claims/")
    for _ in range(30):
        reader.keyboard.press("Tab")
        if reader.evaluate("document.activeElement.hreflang") == "zh-Hant":
            break
    assert reader.evaluate(FOCUSED)["box"]["width"] > 0
    reader.keyboard.press("Enter")
    expect(reader.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_the_table_is_sorted_and_filtered_by_keyboard(reader: Page, address: str) -> None:
    reader.goto(f"{address}/claims/")
    button = reader.locator("#ledger-table th button").first
    button.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#ledger-table th").first).to_have_attribute("aria-sort", re.compile("ascending|descending"))
    rows = reader.locator("#ledger-table tbody tr:visible").count()
    reader.locator("#filters input[type=search]").focus()
    reader.keyboard.type("optimus")
    expect(reader.locator("#ledger-table tbody tr:visible")).not_to_have_count(rows)


MOVING = """() => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => {
  const style = getComputedStyle(element, part || null);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
  return Math.max(...times) > 0 || style.scrollBehavior === "smooth" ? element.outerHTML.slice(0, 80) + part : null;
})).filter(Boolean)"""


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, address: str) -> None:
    context: BrowserContext = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in ("", "transcript/", "claims/"):
        page.goto(f"{address}/{path}")
        assert page.evaluate(MOVING) == []
    context.close()
