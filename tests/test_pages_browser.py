"""Home, topics, corrections, claims and the rest in a real browser: their layout, their type, their print."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from build_tools.edition.ledger import count_statuses
from build_tools.model.vocabulary import STATUS_OF
from build_tools.site.catalog import load_catalog
from build_tools.site.sentence import found_sentence
from tests.conftest import NewPage
from tests.test_access import KINDS
from tests.test_edition import edition

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 390, 768, 1280, 1920)
OF_ITS_OWN_LAYOUT = ("", "transcript/", "topics/self-driving/", "claims/", "corrections/")
"""Pages whose layout depends on the language; the others are running text, which Chinese breaks anywhere."""


@pytest.mark.parametrize("path", [*KINDS, *(f"zh-Hant/{path}" for path in OF_ITS_OWN_LAYOUT)])
def test_no_page_scrolls_sideways_at_any_width(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[width] = found
    assert wide == {}


def style(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))


def test_chinese_is_set_as_chinese(page: Page, address: str) -> None:
    page.goto(address + "/zh-Hant/topics/self-driving/")
    words = ".passage .words:lang(zh-Hant)"
    assert style(page, words, "lineBreak") == "strict"
    assert style(page, words, "textSpacingTrim") == "trim-start"
    assert style(page, words, "fontSynthesisStyle") == "none"
    assert style(page, words, "fontFamily") != style(page, ".passage .words:lang(en)", "fontFamily")
    page.evaluate("document.querySelector('.lead .prose p').innerHTML += '<em>甲</em>'")
    assert style(page, ".lead .prose p em", "fontStyle") == "normal"
    assert "dot" in style(page, ".lead .prose p em", "textEmphasisStyle")


@pytest.mark.parametrize(("prefix", "measure"), [("/", "60ch"), ("/zh-Hant/", "36em")])
@pytest.mark.parametrize("path", ["topics/ai/", "claims/two-trillion-in-cuts/"])
def test_running_text_keeps_its_measure(page: Page, address: str, path: str, prefix: str, measure: str) -> None:
    """In units of the font that a reader has: a `ch` is as wide as its 0, an `em` as a Chinese character."""
    page.set_viewport_size({"width": 1920, "height": 900})
    page.goto(address + prefix + path)
    share = page.locator(".prose:has(p) p").first.evaluate(
        """(p, measure) => {
          const probe = document.createElement("span");
          probe.style.cssText = `position: absolute; inline-size: ${measure}`;
          p.append(probe);
          return p.getBoundingClientRect().width / probe.getBoundingClientRect().width;
        }""",
        measure,
    )
    assert 0.7 < share < 1.01


def test_numbers_stand_under_each_other(page: Page, address: str) -> None:
    page.goto(address + "/")
    assert "tabular-nums" in style(page, "table.scoreboard td", "fontVariantNumeric")
    assert style(page, "table.scoreboard td", "textAlign") in ("end", "right")
    assert "tabular-nums" in style(page, ".date", "fontVariantNumeric")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_home_shows_every_claim_as_a_square_and_the_findings(new_page: NewPage, address: str, script: bool) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(address + "/")
    expect(page.locator("table.scoreboard .square")).to_have_count(len(edition().claims))
    printed = sum(a.claim is not None and a.claim.wording == "printed" for a in edition().claims)
    expect(page.locator(".square--printed")).to_have_count(printed)
    numbers = page.locator("table.scoreboard td").all_inner_texts()
    assert sum(map(int, numbers)) == len(edition().claims)
    chosen = [f.of.id for f in edition().edition.frame.findings]
    cards = page.locator(".findings > li")
    expect(cards).to_have_count(len(chosen))
    for index, id in enumerate(chosen):
        a = edition().annotations[id]
        expect(cards.nth(index).locator("h3 a")).to_have_attribute(
            "href", f"claims/{id}/" if a.claim else f"corrections/#{id}"
        )
        expect(cards.nth(index).locator(".status")).to_have_count(1 if a.claim else 0)
        expect(cards.nth(index).locator(".why")).to_be_visible()
    expect(page.locator(".cards .card")).to_have_count(len(edition().topics))


WITHIN = """([selectors, height]) => selectors.filter(selector => {
  const element = document.querySelector(selector);
  return !element || element.getBoundingClientRect().height === 0 || element.getBoundingClientRect().bottom > height;
})"""
"""Those of some selectors whose first element is missing, empty, or not whole within the first screen."""


@pytest.mark.parametrize("prefix", ["/", "/zh-Hant/"])
@pytest.mark.parametrize(
    "claim",
    [
        "self-driving-better-than-human-q2-2025",
        "two-trillion-in-cuts",
        "first-ships-to-mars-within-two-years",
        "humanoids-biggest-product-ever",
    ],
)
def test_a_claim_explains_itself_on_the_first_screen_of_a_phone(
    page: Page, address: str, prefix: str, claim: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{prefix}claims/{claim}/")
    parts = ["h1", ".who", "blockquote.said", ".claim-head .verdict .status", ".because .prose"]
    assert page.evaluate(WITHIN, [parts, 844]) == []
    tops = page.evaluate("all => all.map(s => document.querySelector(s).getBoundingClientRect().top)", parts)
    assert tops == sorted(tops)
    expect(page.locator("blockquote.said").first).to_have_attribute("lang", "en" if prefix == "/" else "zh-Hant")


@pytest.mark.parametrize("prefix", ["/", "/zh-Hant/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_home_says_what_was_found_on_the_first_screen(page: Page, address: str, prefix: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address + prefix)
    assert page.evaluate(WITHIN, [[".found", ".outcome", ".outcome-words", ".actions"], 844]) == []
    claims = [a for a in edition().claims if a.claim and a.claim.type != "fact"]
    catalog = load_catalog("en" if prefix == "/" else "zh-Hant")
    counts = count_statuses(edition(), claims)
    expect(page.locator(".found")).to_contain_text(found_sentence(counts, catalog, facts=False))
    expect(page.locator(".due-next li")).to_have_count(2)
    for left in page.locator(".due-next .left").all():
        assert re.search(r"\d+ days left|尚餘 \d+ 日", left.text_content() or "")


def test_a_claims_history_stands_newest_first_with_its_sources_strength(page: Page, address: str) -> None:
    page.goto(address + "/claims/optimus-thousands-in-2025/")
    days = page.locator("ol.history > li").evaluate_all("all => all.map(li => li.id)")
    assert days == sorted(days, reverse=True)
    assert len(days) > 5
    cited = page.locator(".because .prose").inner_text()
    assert re.search(r"\[[^\]]+ · (primary|report|overview|reprint)\]", cited)


def test_nothing_of_a_claims_own_timeline_hides_another(page: Page, address: str) -> None:
    page.goto(address + "/claims/optimus-thousands-in-2025/")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = page.locator(".story li").evaluate_all(
            "all => all.map(li => [li.getBoundingClientRect().top, li.getBoundingClientRect().bottom])"
        )
        assert len(boxes) > 7
        assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes))
        story = page.locator(".story").bounding_box()
        page_box = page.locator("ol.history").bounding_box()
        assert story
        assert page_box
        assert story["width"] >= page_box["width"] - 10


def test_a_line_of_the_list_tells_its_story_in_words(page: Page, address: str) -> None:
    page.goto(address + "/topics/self-driving/")
    row = page.locator(".rows .row", has_text="Self-driving better than people by the second quarter of 2025")
    expect(row.locator(".track")).to_have_accessible_name(
        re.compile(
            r"in time Said 8 January 2025\. Due Q2 2025\. Assessed 29 January 2025: Not yet due\. "
            r"Assessed 23 July 2025: Cannot be told\. Assessed 17 February 2026: Did not come true\."
        )
    )


def test_each_topic_has_a_bar_in_words_and_a_sentence(page: Page, address: str) -> None:
    page.goto(address + "/topics/")
    cards = page.locator(".cards .card")
    expect(cards).to_have_count(len(edition().topics))
    for card, topic in zip(cards.all(), edition().topics, strict=True):
        on = edition().on_topic[topic]
        assert card.locator(".card-finding").inner_text().strip()
        numbers = [int(words.split()[0]) for words in card.locator(".outcome-words li").all_inner_texts()]
        assert sum(numbers) == sum(a.claim is not None for a in on)


def test_a_topic_can_be_read_alone(page: Page, address: str) -> None:
    page.goto(address + "/topics/self-driving/")
    on = edition().on_topic["self-driving"]
    expect(page.locator(".lead .prose")).to_be_visible()
    expect(page.locator(".tracks .row[data-id]")).to_have_count(sum(a.kind == "claim" for a in on))
    for a in on:
        expect(page.locator(f"[id='note-{a.id}']")).to_be_visible()
    left = sum(not STATUS_OF[edition().standings[a.id].status].settled for a in on if a.claim)
    expect(page.locator("#open + div li")).to_have_count(left)
    expect(page.locator("#sources + div li").first).to_be_visible()
    mark = page.locator(".passage .words a.mark").first
    mark.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator(".passage h3 a").first.click()
    expect(page.locator(".paragraph:target")).to_be_in_viewport()


def test_corrections_stand_side_by_side_on_a_wide_screen(page: Page, address: str) -> None:
    page.goto(address + "/corrections/#alien-planet-reversed")
    entry = page.locator("section.correction:has(#alien-planet-reversed)")
    expect(entry).to_be_in_viewport()
    cells = entry.locator(".cell")
    expect(cells.locator("dt")).to_have_text(["As published", "What it says", "What was meant", "The evidence"])
    expect(cells.nth(0).locator("mark")).to_have_text("只要不是外星行星,這個方法仍然有效")
    expect(cells.nth(1).locator("mark")).to_have_text("As long as it is not an alien planet, this method still works")
    expect(cells.nth(3).locator("ul.sources li")).not_to_have_count(0)

    def tops() -> set[float]:
        return set(cells.evaluate_all("cells => cells.map(cell => Math.round(cell.getBoundingClientRect().top))"))

    assert len(tops()) == 1
    page.set_viewport_size({"width": 390, "height": 800})
    assert len(tops()) == 4


def test_corrections_that_turn_a_meaning_around_come_first(page: Page, address: str) -> None:
    page.goto(address + "/corrections/")
    kinds = page.locator("article h2").evaluate_all("all => all.map(h => h.id)")
    assert kinds == [
        "kind-contradiction",
        "kind-mistranslation",
        "kind-omission",
        "kind-misheard-name",
        "kind-duplication",
        "kind-typography",
    ]
    assert page.locator("nav.index a").evaluate_all("all => all.map(a => a.hash.slice(1))") == kinds


@pytest.mark.parametrize(
    "place", ["transcript/", "topics/self-driving/", "claims/tesla-needs-no-prior-knowledge-of-area/"]
)
def test_a_correction_is_linked_from_each_place(page: Page, address: str, place: str) -> None:
    page.goto(f"{address}/{place}")
    assert page.locator("a[href$='corrections/#alien-planet-reversed']").count() > 0


@pytest.mark.parametrize(
    ("prefix", "titles"),
    [
        ("/", ["Home", "Transcript", "Topics", "Claims", "Corrections", "About"]),
        ("/zh-Hant/", ["首頁", "全文", "主題", "說法", "勘誤", "關於"]),
    ],
)
def test_six_headings_lead_to_every_page(page: Page, address: str, prefix: str, titles: list[str]) -> None:
    page.goto(address + prefix + "claims/two-trillion-in-cuts/")
    tabs = page.locator(".md-tabs__link")
    assert [words.strip() for words in tabs.all_inner_texts()] == titles
    expect(page.locator(".md-tabs__item--active")).to_have_text(titles[3])
    tabs.last.click()
    beside = page.locator(".md-sidebar--primary .md-nav__item--section > .md-nav .md-nav__link:visible")
    expect(beside).to_have_count(8)
    page.goto(address + prefix + "format/")
    expect(beside).to_have_count(8)
    expect(page.locator(".md-tabs__item--active")).to_have_text(titles[5])


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("transcript/", "details.note:not([open]) .note-body p"),
        ("topics/self-driving/", ".note details:not([open]) .prose p"),
        ("claims/two-trillion-in-cuts/", "ol.history .prose p"),
    ],
)
def test_a_page_prints_whole_black_on_white_and_alone(page: Page, address: str, path: str, note: str) -> None:
    page.goto(f"{address}/{path}")
    hidden = page.locator(note).first
    for scheme in SCHEMES:
        page.emulate_media(media="print", color_scheme=scheme)
        expect(hidden).to_be_visible()
        assert hidden.inner_text().strip()
        assert hidden.evaluate("p => p.getBoundingClientRect().height") > 0
        for frame in (".md-header", ".md-tabs", ".md-footer", ".md-sidebar", ".headerlink", ".md-content__button"):
            assert page.locator(frame).evaluate_all("all => all.filter(e => e.checkVisibility()).length") == 0, frame
        assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
        assert style(page, "article p", "color") == "rgb(0, 0, 0)"


def test_a_printed_source_says_its_address(page: Page, address: str) -> None:
    page.goto(address + "/claims/two-trillion-in-cuts/")
    page.emulate_media(media="print")
    source = page.locator("#sources ~ div ul.sources li").first
    spelled = source.evaluate("li => getComputedStyle(li, '::after').content")
    assert spelled.startswith(('" " "https://', '" https://'))
