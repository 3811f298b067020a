"""From selected words to an annotation, in a real browser: what the dialog writes passes the check and is built."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from build_tools.edition.urls import NewFile, new_file
from build_tools.rules.examine import check
from build_tools.today import utc_today
from tests.conftest import ROOT, NewPage


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the edition into which files are dropped."""
    for folder in ("annotations", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


SELECT = """([paragraph, language, words, nth]) => {
    const block = document.getElementById(paragraph).querySelector(`.text[lang="${language}"]`);
    let start = -1;
    for (let i = 0; i <= nth; i++) start = block.textContent.indexOf(words, start + 1);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let at = 0;
    for (let node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) {
        if (at <= start && start < at + node.length) range.setStart(node, start - at);
        const end = start + words.length;
        if (at < end && end <= at + node.length) range.setEnd(node, end - at);
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def select(page: Page, paragraph: str, language: str, words: str, nth: int = 0) -> None:
    """Select words of the page as a reader would, and take up the offer."""
    page.evaluate(SELECT, [paragraph, language, words, nth])
    page.locator(".annotate-selection").click()
    expect(page.locator("#propose")).to_be_visible()


def proposed(page: Page, box: str = "#propose form > .proposed") -> tuple[str, str]:
    """The path and the content that the link to the repository's editor carries."""
    link = page.locator(f"{box} .open")
    expect(link).to_be_visible()
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.netloc, address.path) == ("code.example", "/owner/name/new/main")
    fields = parse_qs(address.query)
    return fields["filename"][0], fields["value"][0]


def drop(copy: Path, path: str, content: str) -> None:
    """Put a file where its address says."""
    assert not (copy / path).exists()
    (copy / path).parent.mkdir(parents=True, exist_ok=True)
    (copy / path).write_text(content, "utf-8")


def problems(copy: Path) -> list[str]:
    return [p.as_text() for p in check(copy, today=utc_today()).problems]


def fill(page: Page, **fields: str) -> None:
    for name, words in fields.items():
        page.locator(f"#propose form [name={name}]").first.fill(words)


def test_a_context_from_words_of_the_original(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    select(page, "t24.p1", "zh-Hant", "它的手有 22 個自由度")
    fill(page, heading='The "hand": #1, {all} of it', note="Fingers & [wrist](https://hand.example/).\n\nSecond: part.")
    fill(page, by="a-reader")
    path, content = proposed(page)
    assert path == "annotations/robots/the-hand-1-all-of-it.yml"
    assert '  zh-Hant: "它的手有 22 個自由度"' in content
    drop(copy, path, content)
    assert problems(copy) == []


def test_a_claim_in_a_highlight_names_its_speaker_and_its_date(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/zh-Hant/transcript/")
    select(page, "h3.p1", "zh-Hant", "自動駕駛")
    page.get_by_text("可以查證的說法", exact=True).click()
    fill(page, heading="自動駕駛會更安全", says="自動駕駛會更安全。", settled_by="獨立的統計。", by="讀者")
    page.locator("#propose [name=due]").fill("2025-Q2")
    fill(page, due_reading="「到 2025 年第二季度」")
    path, content = proposed(page)
    assert path.endswith("/2025.yml") is False
    assert "h3-p1-claim" in path
    assert "speaker: mark-penn" in content or "speaker: elon-musk" in content
    drop(copy, path, content)
    assert problems(copy) == []


def test_a_fact_is_asked_for_no_yardstick(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    select(page, "t24.p1", "zh-Hant", "羅馬軍團。")
    page.get_by_text("A claim that can be checked", exact=True).click()
    page.locator("#propose [name=type]").select_option("fact")
    fill(page, heading="Legions", says="There were legions: many.", note="Not so.", by="x")
    path, content = proposed(page)
    assert "  type: fact\n" in content
    assert "judged_by" not in content
    assert '\nnote: {en: "Not so."}\n' in content
    drop(copy, path, content)
    assert problems(copy) == []


def test_a_slip_from_both_texts(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    select(page, "t25.p1", "en", "establish a colony")
    expect(page.locator("#propose form > .proposed")).to_be_hidden()
    page.locator("#propose").get_by_text("A slip of the text", exact=True).click()
    area = page.locator(".pick-words[data-of=zh-Hant]")
    area.evaluate("e => e.setSelectionRange(e.value.indexOf('建立'), e.value.indexOf('建立') + 4)")
    page.locator("#propose [name=problem]").select_option("mistranslation")
    fill(page, heading="Colony or settlement", note="Both are used.", reads_better="settlement", by="x")
    path, content = proposed(page)
    assert '  en: "establish a colony"' in content
    assert "problem: mistranslation" in content
    drop(copy, path, content)
    assert problems(copy) == []


def test_it_works_by_keyboard_alone(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    page.locator("#t25\\.p1 .permalink").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#t25\\.p1 .annotate")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#propose")).to_be_visible()
    page.locator(".pick-words[data-of=zh-Hant]").focus()
    page.keyboard.press("Control+Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    fill(page, heading="Six characters", note="Chosen by keyboard.", by="x")
    path, content = proposed(page)
    assert '  zh-Hant: "那麼我們什麼"' in content
    drop(copy, path, content)
    assert problems(copy) == []
    page.keyboard.press("Escape")
    expect(page.locator("#propose")).to_be_hidden()


def test_words_that_repeat_get_what_tells_them_apart(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    for nth in range(3):
        select(page, "t24.p1", "zh-Hant", "機器人", nth)
        fill(page, heading=f"The robot number {nth}", note="One of several.", by="x")
        path, content = proposed(page)
        assert "prefix: " in content
        drop(copy, path, content)
        page.keyboard.press("Escape")
    checked = check(copy, today=utc_today())
    assert checked.problems == ()
    found = [a.span.start for a in checked.anchors if a.annotation.startswith("the-robot-number-")]
    text = page.locator("#t24\\.p1 .text[lang=zh-Hant]").text_content() or ""
    assert sorted(found) == [i for i in range(len(text)) if text.startswith("機器人", i)][:3]


def test_sources_by_id_by_known_address_and_new(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    select(page, "t24.p1", "zh-Hant", "羅馬軍團。")
    known = (copy / "annotations/sources/wsj-mint-2025-01-09.yml").read_text("utf-8")
    url = next(line.removeprefix("url: ").strip(" '\"") for line in known.splitlines() if line.startswith("url: "))
    page.locator("#propose [name=sources]").focus()
    page.wait_for_load_state("networkidle")
    fill(page, sources=f"{url}\nhttps://legion.example/history/size-of-a-legion\nfoxbusiness-2025-01-musk-penn")
    new = page.locator(".new-source")
    expect(new).to_have_count(1)
    for name, words in (("source_title", "How big: a legion"), ("publisher", "Legion"), ("supports", "Its size.")):
        new.locator(f"[name={name}]").fill(words)
    fill(page, heading="Legions again", note="See [@wsj-mint-2025-01-09].", by="x")
    path, content = proposed(page)
    assert "sources: [wsj-mint-2025-01-09, legion-size-of-a-legion, foxbusiness-2025-01-musk-penn]" in content
    drop(copy, path, content)
    drop(copy, *proposed(page, ".new-source .proposed"))
    assert problems(copy) == []


def test_a_long_note_is_copied_and_the_editor_opened_with_its_name(page: Page, address: str, copy: Path) -> None:
    page.goto(address + "/transcript/")
    select(page, "t24.p1", "zh-Hant", "羅馬軍團。")
    fill(page, heading="Long", note="很長。" * 800, by="x")
    link = page.locator("#propose form > .proposed .open")
    assert set(parse_qs(urlsplit(link.get_attribute("href") or "").query)) == {"filename"}
    page.locator("#propose form > .proposed .copy").click()
    expect(page.locator("#propose form > .proposed .told")).to_have_text("Copied.")
    drop(copy, "annotations/robots/long.yml", page.evaluate("navigator.clipboard.readText()"))
    assert problems(copy) == []


def drag_over(page: Page, words: str) -> str:
    """Choose words with the mouse, pressed on a mark and let go on it; what is chosen."""
    mark = page.locator("#t24\\.p1 .text[lang=en] .mark", has_text=words)
    mark.scroll_into_view_if_needed()
    box = mark.evaluate("mark => mark.getClientRects()[0].toJSON()")
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 10, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=5)
    page.mouse.up()
    return str(page.evaluate("getSelection().toString()"))


def test_words_within_a_mark_are_chosen_with_the_mouse_and_the_mark_is_still_a_link(page: Page, address: str) -> None:
    page.goto(f"{address}/transcript/#t24")
    words = "the most complex humanoid robot in the world"
    chosen = drag_over(page, words)
    assert chosen.strip() in words
    assert len(chosen) > 3
    assert page.url.endswith("#t24"), "the mark's link is not followed"
    page.locator(".annotate-selection").click()
    expect(page.locator("#propose .picked[data-of=en]")).to_contain_text(chosen.strip())
    page.keyboard.press("Escape")
    page.locator("#t24\\.p1 .text[lang=en] .mark", has_text=words).click()
    assert page.url.endswith("#note-sophisticated-not-complex")


def test_a_finger_that_lets_go_of_the_words_still_gets_the_dialog(new_page: NewPage, address: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{address}/transcript/")
    page.evaluate(SELECT, ["t24.p1", "en", "degrees of freedom", 0])
    button = page.locator(".annotate-selection")
    expect(button).to_be_visible()
    page.evaluate("addEventListener('pointerdown', () => getSelection().removeAllRanges())")
    button.tap()
    expect(page.locator("#propose")).to_be_visible()
    expect(page.locator("#propose .picked[data-of=en]")).to_contain_text("degrees of freedom")


def test_nothing_is_offered_across_paragraphs_or_outside(page: Page, address: str) -> None:
    page.goto(address + "/transcript/#t24")
    page.evaluate("""() => {
        const [a, b] = ['t24.p1', 't26.p1'].map(id => document.getElementById(id).querySelector('.text'));
        getSelection().setBaseAndExtent(a, 0, b, 1);
    }""")
    expect(page.locator(".annotate-selection")).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    expect(page.locator(".annotate-selection")).to_be_hidden()


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
def test_an_assessment_is_an_entry_at_the_end_of_the_file(page: Page, address: str, copy: Path, prefix: str) -> None:
    id = "optimus-thousands-in-2025"
    page.goto(f"{address}/{prefix}claims/{id}/#assess")
    box = page.locator("#assess")
    box.locator("[name=date]").fill("2026-11-01")
    box.locator("[name=status]").select_option("disputed")
    box.locator("[name=entry_note]").fill('It is "said": otherwise.')
    box.locator("[name=source_ids]").fill("wsj-mint-2025-01-09")
    box.locator(".copy").click()
    entry = page.evaluate("navigator.clipboard.readText()")
    path = copy / f"annotations/robots/{id}.yml"
    text = path.read_text("utf-8")
    before, mark, after = text.partition("\nadded:")
    path.write_text(f"{before}\n{entry.rstrip()}{mark}{after}", "utf-8")
    assert problems(copy) == []
    edition = check(copy, today=utc_today()).edition
    assert edition is not None
    (claim,) = [a.claim for a in edition.annotations if a.id == id]
    assert claim is not None
    assert claim.history[-1].status == "disputed"


def test_without_a_script_a_claims_page_shows_an_entry_to_fill_in(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}/claims/optimus-thousands-in-2025/")
    page.locator("#assess summary").click()
    expect(page.locator("#assess .yaml")).to_contain_text("- date: 2026-11-29")
    expect(page.locator("#assess form")).to_be_hidden()


@pytest.mark.parametrize(
    ("edit_base", "expected"),
    [
        ("https://github.com/o/n/edit/main/", NewFile("https://github.com/o/n/new/main", "filename", "value")),
        ("https://gitlab.com/o/n/-/edit/main/", NewFile("https://gitlab.com/o/n/-/new/main", "file_name", "")),
        ("https://codeberg.org/o/n/_edit/main/", NewFile("https://codeberg.org/o/n/_new/main", "filename", "value")),
        ("https://github.com/o/edit/edit/main/", NewFile("https://github.com/o/edit/new/main", "filename", "value")),
    ],
)
def test_where_a_new_file_is_made(edit_base: str, expected: NewFile) -> None:
    assert new_file(edit_base) == expected
