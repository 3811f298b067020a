"""The transcript in a real browser: notes beside their words, what to show, where one is, what to take along."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from build_tools.model.vocabulary import KINDS, STATUS_OF, Kind
from tests.conftest import NewPage
from tests.test_edition import edition

LIT = re.compile(r"\blit\b")
WIDTHS = (1280, 1440, 1920)
"""Screens on which notes stand in the margin, in CSS pixels."""


@pytest.fixture
def page(page: Page) -> Page:
    """A wide page."""
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


def narrow(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})


BOXES = """() => [...document.querySelectorAll('.notes > [data-id]')].filter(e => e.checkVisibility()).map(e => {
    const r = e.getBoundingClientRect();
    return {id: e.dataset.id, left: r.left, right: r.right, top: r.top + scrollY, bottom: r.bottom + scrollY};
})"""
TEXTS = """() => [...document.querySelectorAll('.text')].filter(e => e.checkVisibility()).map(e => {
    const r = e.getBoundingClientRect();
    return {id: e.textContent.slice(0, 9), left: r.left, right: r.right, top: r.top + scrollY, bottom: r.bottom + scrollY};
})"""


SETTLED = """() => new Promise(done => {
    let before = "", same = 0;
    const look = () => {
        const now = [...document.querySelectorAll('.notes > [data-id]')].map(e => e.getBoundingClientRect().top).join();
        same = now === before ? same + 1 : 0;
        before = now;
        same < 10 ? requestAnimationFrame(look) : done(true);
    };
    look();
})"""
"""Notes that have not moved for ten frames are where the script wants them."""


ALL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('#reader .block { content-visibility: visible }');
    document.adoptedStyleSheets.push(sheet);
    innerHeight = 1e6;
    dispatchEvent(new Event('scroll'));
}"""
"""Has the whole text laid out and its notes placed, of which the page does what is near the window."""


def overlapping(boxes: list[dict[str, float]]) -> list[tuple[float, float]]:
    """The pairs of boxes that share more than a pixel."""
    ordered = sorted(boxes, key=lambda box: box["top"])
    return [
        (a["id"], b["id"])
        for i, a in enumerate(ordered)
        for b in ordered[i + 1 : i + 30]
        if b["top"] < a["bottom"] - 1 and b["left"] < a["right"] - 1 and a["left"] < b["right"] - 1
    ]


def spoken() -> list[str]:
    """The paragraphs of all turns."""
    return [p.id for block in edition().edition.source_text.blocks if block.kind == "turn" for p in block.paragraphs]


def texts() -> int:
    """How many texts of paragraphs there are, those that are the same in both languages counted once."""
    transcripts = edition().edition.transcripts
    return sum(len({t.paragraphs[id].text for t in transcripts}) for id in edition().edition.source_text.paragraphs)


@pytest.mark.parametrize("query", ["", "?text=en", "?text=zh-Hant"])
def test_notes_never_overlap_each_other_or_the_text(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/transcript/{query}")
    expect(page.locator(".block--turn .notes.placed").first).to_be_visible()
    page.evaluate(ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(SETTLED)
        boxes = page.evaluate(BOXES)
        assert len(boxes) > 100
        assert overlapping(boxes + page.evaluate(TEXTS)) == []
        assert all(box["right"] <= width for box in boxes)
    for number in (3, 40, 41, 200):
        page.locator(".note > summary:visible").nth(number % 100).click()
    page.locator("#t24\\.p1 .notes-number").click()
    page.wait_for_function(SETTLED)
    assert overlapping(page.evaluate(BOXES) + page.evaluate(TEXTS)) == []


def test_a_closed_note_has_two_lines_at_most_and_a_lone_one_stands_at_its_words(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    page.evaluate(ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(SETTLED)
        lines = page.locator(".note:not([open]) > summary:visible").evaluate_all(
            "all => all.map(e => e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))"
        )
        assert max(lines) < 3
        distances = page.evaluate("""() => [...document.querySelectorAll('.paragraph')].flatMap(p => {
            const items = [...p.querySelectorAll('.notes > [data-id]')];
            if (items.length !== 1 || !items[0].checkVisibility()) return [];
            const marks = [...p.querySelectorAll('a.mark')].filter(m => m.offsetWidth);
            const top = Math.min(...marks.map(m => m.getClientRects()[0].top));
            const line = parseFloat(getComputedStyle(marks[0]).lineHeight);
            return [Math.abs(top - items[0].getBoundingClientRect().top) / line];
        })""")
        assert len(distances) > 5
        assert max(distances) < 1


def test_the_notes_of_a_paragraph_stand_in_the_order_of_its_words(page: Page, address: str) -> None:
    for query in ("?text=en", "?text=zh-Hant"):
        page.goto(f"{address}/transcript/{query}")
        tops = page.evaluate("""() => [...document.querySelectorAll('#t24\\\\.p1 .notes > [data-id]')].filter(e => e.checkVisibility()).map(item => {
            const mark = [...document.querySelectorAll('#t24\\\\.p1 a.mark')].find(m => m.offsetWidth &&
                [m.hash.slice(6), ...(m.dataset.also?.split(' ') ?? [])].includes(item.dataset.id));
            return [mark.getClientRects()[0].top, item.getBoundingClientRect().top];
        })""")
        ordered = [note for _, note in sorted(tops)]
        assert ordered == sorted(ordered)


def test_a_mark_and_its_note_light_each_other_by_pointer_and_by_focus(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    mark = page.locator("#t24\\.p1 a.mark[data-sort=bad]").first
    note = page.locator(".note[data-id='optimus-thousands-in-2025']")
    mark.hover()
    expect(note).to_have_class(LIT)
    page.mouse.move(0, 0)
    expect(note).not_to_have_class(LIT)
    note.locator("summary").focus()
    expect(mark).to_have_class(LIT)


def test_a_mark_opens_its_note_without_moving_the_text_and_escape_goes_back(page: Page, address: str) -> None:
    page.goto(address + "/transcript/#t24.p1")
    mark = page.locator("#t24\\.p1 p[lang=en] a.mark--claim").first
    before = mark.bounding_box()
    mark.focus()
    page.keyboard.press("Enter")
    id = (mark.get_attribute("href") or "").removeprefix("#note-")
    note = page.locator(f".note[data-id='{id}']")
    expect(note).to_have_attribute("open", "")
    expect(note.locator("summary")).to_be_focused()
    assert urlsplit(page.url).fragment == f"note-{id}"
    assert before is not None
    assert abs((mark.bounding_box() or before)["y"] - before["y"]) < 2
    page.keyboard.press("Escape")
    expect(note).not_to_have_attribute("open", "")
    expect(mark).to_be_focused()


def test_going_back_leads_to_the_note_before(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    first, second = (
        page.locator("#t24\\.p1 p[lang=en] a.mark").nth(2),
        page.locator("#t26\\.p1 p[lang=en] a.mark").first,
    )
    first.click()
    second.click()
    page.go_back()
    assert f"#{urlsplit(page.url).fragment}" == first.get_attribute("href")
    expect(page.locator(first.get_attribute("href") or "")).to_be_in_viewport()


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_shows_one_kind_alone_and_is_in_the_address(page: Page, address: str, kind: Kind) -> None:
    page.goto(address + "/transcript/")
    page.locator("[name=show]").select_option(kind)
    assert parse_qs(urlsplit(page.url).query) == {"show": [kind]}
    page.goto(page.url)
    shown = page.locator(".note:visible")
    expect(shown).to_have_count(len(edition().of_kind(kind)))
    assert all(f"note--{kind}" in (name or "") for name in shown.evaluate_all("all => all.map(e => e.className)"))
    for paragraph in page.locator(".paragraph:visible").all()[:5]:
        assert paragraph.locator("[data-id]:visible").count()
    marked = page.locator("a.mark:visible:not(.off)").evaluate_all("all => all.map(e => e.className)")
    assert marked
    assert all(f"mark--{kind}" in name for name in marked)
    assert not any(f"mark--{other}" in name for name in marked for other in set(KINDS) - {kind})
    expect(page.locator("#kept [role=status]")).to_have_text(f"{len(edition().of_kind(kind))} shown")
    page.locator("#kept button").click()
    expect(page.locator("#kept")).to_be_hidden()
    expect(page.locator(".block--turn .paragraph:visible")).to_have_count(len(spoken()))
    assert urlsplit(page.url).query == ""


def test_one_topic_alone_and_what_a_link_needs_is_shown_again(page: Page, address: str) -> None:
    page.goto(address + "/zh-Hant/transcript/?topic=mars&show=claim")
    mars = [a for a in edition().claims if any(ref.id == "mars" for ref in a.topics)]
    expect(page.locator(".note:visible")).to_have_count(len(mars))
    page.evaluate("location.hash = '#note-optimus-thousands-in-2025'")
    expect(page.locator("#note-optimus-thousands-in-2025")).to_be_in_viewport()


def test_either_text_alone_is_remembered_and_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "/transcript/#t22")
    english, chinese = (page.locator(f"#t22\\.p1 .text[lang={language}]") for language in ("en", "zh-Hant"))
    expect(english).to_be_visible()
    expect(chinese).to_be_visible()
    page.get_by_text("Original", exact=True).click()
    expect(english).to_be_hidden()
    expect(chinese).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"text": ["zh-Hant"]}
    page.goto(address + "/transcript/")
    expect(english).to_be_hidden()
    page.goto(address + "/transcript/?text=en")
    expect(chinese).to_be_hidden()


def test_the_text_stays_in_place_when_the_languages_change(page: Page, address: str) -> None:
    page.goto(address + "/transcript/#t32")
    place = "document.getElementById('t32.p1').getBoundingClientRect().top"
    before = page.evaluate(place)
    page.locator("[name=text][value=en]").check(force=True)
    assert abs(page.evaluate(place) - before) < 120


def test_the_bar_says_where_one_is_and_jumps(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    here = page.locator("#here")
    expect(here).to_have_text("The conversation and its text · Mark Penn")
    page.locator(".jump summary").click()
    page.locator(".jump li a", has_text="Neuralink").first.click()
    expect(here).to_contain_text("Neuralink")
    expect(page.locator(".jump ol")).to_be_hidden()
    expect(page.locator("#t27\\.p1")).to_be_in_viewport()
    expect(page.locator(".jump a[aria-current]")).to_have_count(1)


@pytest.mark.parametrize(
    ("prefix", "begins", "speaker"),
    [("", "“So when will we", "(Mark Penn,"), ("zh-Hant/", "「那麼我們什麼時候", "（Mark Penn，")],
)
def test_a_paragraphs_link_is_copied_with_a_quotation(
    page: Page, address: str, prefix: str, begins: str, speaker: str
) -> None:
    page.goto(f"{address}/{prefix}transcript/?show=context")
    page.locator("#t25\\.p1 .permalink").click()
    expect(page.locator("#said")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(begins)
    assert speaker in copied
    assert copied.endswith(f"{address}/{prefix}transcript/#t25.p1")


def test_on_a_narrow_page_notes_stand_behind_their_number_and_open_under_their_paragraph(
    page: Page, address: str
) -> None:
    narrow(page)
    page.goto(address + "/transcript/#t24")
    paragraph = page.locator("#t24\\.p1")
    expect(paragraph.locator(".note:visible")).to_have_count(0)
    expect(paragraph.locator(".text:visible")).to_have_count(1)
    paragraph.locator("a.mark").first.click()
    expect(paragraph.locator(".note:visible")).to_have_count(1)
    text, note = paragraph.locator(".text:visible").bounding_box(), paragraph.locator(".note:visible").bounding_box()
    assert text is not None
    assert note is not None
    assert note["y"] >= text["y"] + text["height"]
    number = paragraph.locator(".notes-number")
    number.click()
    expect(number).to_have_attribute("aria-expanded", "true")
    assert paragraph.locator(".note:visible").count() > 10


def test_without_a_script_every_note_and_both_texts_stand_there(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + "/transcript/?show=claim&text=en")
    page.locator(".published > summary").click()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".note:visible")).to_have_count(len(edition().annotations))
        expect(page.locator(".text:visible")).to_have_count(texts())
        expect(page.locator(".view, .notes-number").first).to_be_hidden()
    page.locator(".jump summary").click()
    expect(page.locator(".jump li a").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_on_paper_every_note_is_open_and_nothing_is_there_to_click(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "/transcript/")
    page.emulate_media(media="print")
    for selector in (".bar", ".notes-number", ".annotate", "#propose", ".permalink"):
        for element in page.locator(selector).all()[:2]:
            expect(element).to_be_hidden()
    expect(page.locator(".note-body:visible")).to_have_count(len(edition().annotations))
    ends = page.locator(".text").evaluate_all("all => all.map(e => e.getBoundingClientRect().bottom)")
    begins = page.locator(".note").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert max(ends) < min(begins), "the notes stand after the text"
    expect(page.locator(".echo:visible")).to_have_count(0)


def test_if_the_script_does_not_arrive_everything_stands_there(page: Page, address: str, faults: list[str]) -> None:
    page.route("**/reader.js", lambda route: route.abort())
    page.goto(address + "/transcript/?text=en")
    page.locator(".published > summary").click()
    expect(page.locator(".note:visible")).to_have_count(len(edition().annotations))
    expect(page.locator("#t22\\.p1 .text:visible")).to_have_count(2)
    assert len(faults) == 1, "the script that did not arrive, and nothing else"
    faults.clear()


def test_turns_read_as_a_conversation(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    voices: dict[str, Locator] = {
        name: page.locator(f"h3.speaker:has-text('{name}')").first for name in ("Penn", "Musk")
    }
    assert voices["Penn"].locator(".initials").inner_text() == "MP"
    assert voices["Musk"].locator(".initials").inner_text() == "EM"
    page.goto(address + "/zh-Hant/transcript/")
    assert page.locator("h3.speaker:has-text('馬斯克') .initials").first.inner_text() == "馬"


def test_a_settled_claims_mark_ends_with_its_sign(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    signs = page.locator("a.mark[data-sort]").evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::after').content)"
    )
    found = {STATUS_OF[standing.status] for standing in edition().standings.values()}
    assert {sign.split('"')[1].removeprefix("\u2060") for sign in signs} == {s.sign for s in found if s.settled}


def test_it_begins_with_the_conversation_and_opens_what_was_printed_before_it(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    expect(page.locator("#t01\\.p1 .text").first).to_be_in_viewport()
    expect(page.locator("#headline\\.p1")).to_be_hidden()
    page.goto(address + "/transcript/#h3.p1")
    expect(page.locator("#h3\\.p1 .text").first).to_be_in_viewport()
    page.locator(".published .to-text a").click()
    expect(page.locator("#t01\\.p1 .text").first).to_be_in_viewport()


def test_a_text_that_is_the_same_in_both_languages_stands_once_whatever_is_shown(page: Page, address: str) -> None:
    for query in ("", "?text=en", "?text=zh-Hant"):
        page.goto(f"{address}/transcript/{query}#headline.p1")
        expect(page.locator("#headline\\.p1 .text:visible")).to_have_count(1)


def test_many_notes_show_the_three_that_matter_most_until_one_asks(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    shown = page.locator("#t24\\.p1 .notes > [data-id]:visible")
    expect(shown).to_have_count(3)
    sorts = shown.locator("summary .status").evaluate_all("all => all.map(e => e.dataset.sort)")
    assert len(sorts) == 3
    assert not {"open", "due"} & set(sorts)
    number = page.locator("#t24\\.p1 .notes-number")
    everything = page.locator("#t24\\.p1 .notes > [data-id]").count()
    expect(number).to_contain_text(f"{everything - 3} more")
    number.click()
    expect(number).to_have_attribute("aria-expanded", "true")
    expect(shown).to_have_count(everything)


def test_marks_are_quiet_until_one_points(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    mark = page.locator("#t24\\.p1 a.mark[data-sort=bad]").first
    color = "e => getComputedStyle(e).backgroundColor"
    assert mark.evaluate(color) == "rgba(0, 0, 0, 0)"
    mark.hover()
    assert mark.evaluate(color) != "rgba(0, 0, 0, 0)"
    mark.click()
    page.mouse.move(0, 0)
    assert mark.evaluate(color) != "rgba(0, 0, 0, 0)"


def test_keys_lead_from_note_to_note_and_can_be_turned_off(page: Page, address: str) -> None:
    page.goto(address + "/transcript/#t24.p1")
    note = page.locator("details.note:focus-within")
    page.keyboard.press("j")
    first = note.get_attribute("data-id")
    page.keyboard.press("j")
    assert note.get_attribute("data-id") != first
    page.keyboard.press("k")
    assert note.get_attribute("data-id") == first
    page.keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("next note")
    keys.locator("[name=on]").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    page.locator("#reader .keys").click()
    expect(keys).to_be_visible()


STOPS = """() => [...document.querySelectorAll('#reader .block--turn :is(a[href], button, summary, [tabindex])')].filter(
    e => e.tabIndex >= 0 && e.checkVisibility()).map(e => [e.closest('.paragraph').id, e.tagName, e.className])"""


def test_the_keyboard_stops_once_a_paragraph_and_at_its_notes(page: Page, address: str) -> None:
    page.goto(address + "/transcript/")
    stops = page.evaluate(STOPS)
    links = [paragraph for paragraph, _, name in stops if "permalink" in name]
    assert sorted(links) == sorted(spoken())
    assert {tag for _, tag, name in stops if "permalink" not in name} <= {"SUMMARY", "A", "BUTTON"}
    assert not any("mark" in name.split() for _, _, name in stops)


def test_what_a_screen_reader_hears_of_a_turn(page: Page, address: str) -> None:
    page.goto(address + "/transcript/?text=en")
    expect(page.locator("section.block", has=page.locator("#t25\\.p1"))).to_match_aria_snapshot("""
        - heading "Mark Penn" [level=3]
        - link "¶ 25"
        - paragraph:
          - text: So
          - link "when will we establish a colony on Mars"
          - text: "?"
        - complementary "Notes on ¶ 25":
          - group: Context · The Mars dates that Musk had named before
    """)
