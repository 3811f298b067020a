"""The search as readers use it, on both built sites: what is found, where it leads, by which keys, however slow the line."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from build_tools.__main__ import main
from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import plain
from build_tools.rules.examine import check
from build_tools.site.search.folding import fold_words
from tests.axe import find_faults, set_screen
from tests.conftest import ROOT, WIDE, NewPage, run_mkdocs
from tests.search_queries import QUERIES

SITES = ["/", "/zh-Hant/"]
DAY = date(2026, 11, 23)
SUBSTRINGS, WORDS = 2000, 500
"""How many runs of Chinese characters, and how many English words, are drawn from the edition and looked for."""

PHONE = 390
"""The width of a phone, in CSS pixels."""
PLACES = "() => [...document.querySelectorAll('.md-search-result__link')].map((link) => link.getAttribute('href'))"


def box(page: Page) -> None:
    """Open the search and wait for its index."""
    page.locator(".md-search__input").click()
    page.wait_for_function("() => typeof editionSearch !== 'undefined' && editionSearch.loaded")


def place(href: str) -> str:
    """Where a result leads, from the root of a language's site, without the words to be marked."""
    parts = urlsplit(href)
    return parts.path.replace("/zh-Hant/", "/", 1) + (f"#{parts.fragment}" if parts.fragment else "")


@pytest.mark.parametrize("prefix", SITES)
def test_every_query_finds_its_place_among_the_first_three(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix)
    box(page)
    missed = {}
    for query, wanted in QUERIES:
        page.locator(".md-search__input").fill(query)
        found = [place(href) for href in page.evaluate(PLACES)[:3]]
        if f"/transcript/#{wanted}" not in found:
            missed[query] = found
    assert missed == {}


def texts_of(merged: MergedEdition) -> list[tuple[str, str]]:
    """The words of the edition, each with the place that must be found by them, read apart from the index."""
    found = [
        (paragraph.text, urls.paragraph_address(paragraph.id))
        for transcript in merged.edition.transcripts
        for paragraph in transcript.paragraphs.values()
    ]
    for a in merged.annotations.values():
        for text in (a.title, a.note):
            found += [(plain(words), urls.annotation_address(a)) for _, words in (text.values if text else ())]
    for person in merged.people.values():
        found += [(words, urls.person_address(person.id)) for _, words in person.name.values]
    for source in merged.sources.values():
        found += [(words, urls.source_address(source.id)) for words in (source.title, source.publisher) if words]
    return found


def samples() -> list[tuple[str, str]]:
    """Runs of two to six Chinese characters, and English words, drawn from the edition."""
    checked = check(ROOT, today=DAY)
    assert checked.edition
    texts = texts_of(MergedEdition(checked.edition, checked.anchors, DAY))
    drawn = random.Random(13)
    runs = [(run, at) for text, at in texts for run in re.findall(r"[\u3400-\u9fff]{2,}", text)]
    words = [(word, at) for text, at in texts for word in re.findall(r"(?<!\w)[A-Za-z]{3,}(?!\w)", text)]
    chosen = []
    for run, at in drawn.choices(runs, k=SUBSTRINGS):
        size = drawn.randint(2, min(6, len(run)))
        start = drawn.randint(0, len(run) - size)
        chosen.append((run[start : start + size], at))
    return [*chosen, *drawn.choices(words, k=WORDS)]


@pytest.mark.parametrize("prefix", SITES)
def test_whatever_stands_in_the_edition_is_found(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix)
    box(page)
    lost = page.evaluate(
        """(samples) => samples.filter(([query, wanted]) =>
            !editionSearch.search(query).groups.some((group) =>
              group.hits.some((hit) => editionSearch.places[hit.place].a === wanted)))""",
        samples(),
    )
    assert lost == []


def test_the_script_folds_as_the_index_was_folded(page: Page, address: str) -> None:
    page.goto(address + "/")
    box(page)
    checked = check(ROOT, today=DAY)
    assert checked.edition
    texts = [text for text, _ in texts_of(MergedEdition(checked.edition, checked.anchors, DAY))][:400]
    bare = [re.sub(r"\s", "", text) for text in texts]
    assert page.evaluate("(texts) => texts.map((text) => editionSearch.fold(text))", bare) == [
        fold_words(t) for t in bare
    ]


@pytest.mark.parametrize(
    ("prefix", "query", "first", "marked"),
    [
        ("/", "feels like a human hand", "/transcript/#t24.p1", "hand"),
        ("/", "数据见顶", "/zh-Hant/claims/human-knowledge-exhausted-in-2024/", "數據見頂"),
        ("/zh-Hant/", "羅馬軍團", "/zh-Hant/transcript/#t24.p1", "羅馬軍團"),
        ("/zh-Hant/", "Roman legion", "/zh-Hant/transcript/#t24.p1", "Roman"),
        ("/", "note on Memphis Colossus data center", None, None),
    ],
)
def test_a_result_leads_to_its_words_and_marks_them(
    page: Page, address: str, prefix: str, query: str, first: str | None, marked: str | None
) -> None:
    page.goto(address + prefix)
    box(page)
    page.keyboard.insert_text(query)
    result = page.locator(".md-search-result__link").first
    expect(result.locator("mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]h="))
    parts = urlsplit(page.url)
    if first:
        assert parts.path + (f"#{unquote(parts.fragment)}" if parts.fragment else "") == first
    mark = page.locator("mark.found").first
    expect(mark).to_be_in_viewport()
    if marked:
        expect(mark).to_have_text(marked)


def test_a_result_opens_its_note(page: Page, address: str) -> None:
    page.goto(address + "/")
    box(page)
    page.keyboard.insert_text("Colossus")
    note = page.locator(".md-search-result__link[href*='#note-colossus']")
    note.click()
    page.wait_for_url("**#note-colossus")
    expect(page.locator("#note-colossus")).to_be_visible()
    expect(page.locator("details.note[open] mark.found").first).to_be_visible()


def test_words_of_a_text_that_is_not_shown_are_shown(page: Page, address: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(address + "/transcript/?h=羅馬軍團#t24.p1")
    expect(page.locator("mark.found", has_text="羅馬軍團").first).to_be_in_viewport()


def test_a_claim_carries_its_verdict_and_a_paragraph_its_place(page: Page, address: str) -> None:
    page.goto(address + "/")
    box(page)
    page.keyboard.insert_text("Optimus")
    results = page.locator(".md-search-result__link")
    expect(results.filter(has_text="¶\u00a024 · Musk").first).to_be_visible()
    claim = results.filter(has_text="Several thousand Optimus robots in 2025")
    expect(claim.locator(".status")).to_have_text("Did not come true")
    kinds = page.locator(".found-kind").evaluate_all("all => all.map((kind) => kind.firstChild.textContent)")
    order = [
        "Named so",
        "Transcript",
        "Claims",
        "Corrections",
        "Topics",
        "Notes",
        "People",
        "Sources",
        "About this site",
    ]
    assert kinds == [kind for kind in order if kind in kinds]
    assert not re.search(r"\bt\d\d(\.p\d)?\b", " ".join(results.all_inner_texts()))


def test_the_keys(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.keyboard.press("/")
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    page.keyboard.type("legion")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#found-0")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    expect(page.locator("#__search")).not_to_be_checked()
    assert "q=" not in page.url


def test_the_address_shares_a_search_and_the_way_back_leads_to_it(page: Page, address: str) -> None:
    page.goto(address + "/?q=legion")
    expect(page.locator(".md-search-result__link").first).to_contain_text("legion")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/transcript/**")
    page.go_back()
    expect(page.locator(".md-search__input")).to_have_value("legion")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.parametrize("path", ["/transcript/#t24.p1", "/claims/?status=did-not-come-true"])
def test_a_search_leaves_the_rest_of_the_address_alone(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    box(page)
    page.keyboard.insert_text("legion")
    page.wait_for_function("() => /legion/.test(location.search)")
    page.reload()
    expect(page.locator(".md-search__input")).to_have_value("legion")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    assert urlsplit(page.url).fragment == urlsplit(path).fragment
    assert parse_qs(urlsplit(page.url).query) == parse_qs(urlsplit(path).query)


def test_nothing_is_loaded_before_a_reader_turns_to_the_search_and_the_index_once(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address + "/transcript/", wait_until="networkidle")
    assert [path for path in asked if "search" in path] == ["/assets/search.js"]
    box(page)
    for words in ("Mars", "火星"):
        page.locator(".md-search__input").fill(words)
        expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert asked.count("/search/index.js") == 1
    assert "/search/search_index.json" not in asked


@pytest.mark.parametrize(("prefix", "words"), [("/", "legion"), ("/zh-Hant/", "羅馬軍團")])
@pytest.mark.parametrize("late", ["search/index.js", "assets/search-box.js", "assets/search-engine.js"])
def test_what_is_typed_before_the_search_has_arrived_is_answered_when_it_has(
    page: Page, address: str, prefix: str, words: str, late: str
) -> None:
    held: list[Route] = []
    page.route(f"**/{late}", lambda route: held.append(route))
    page.goto(address + prefix)
    with page.expect_request(f"**/{late}"):
        page.locator(".md-search__input").click()
    for character in words:
        page.keyboard.insert_text(character)
    expect(page.locator(".md-search-result__link")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".md-search-result__link").first).to_contain_text(words)


def test_a_line_that_breaks_is_said_and_tried_again(page: Page, address: str, faults: list[str]) -> None:
    page.route("**/search/index.js", lambda route: route.abort())
    page.goto(address + "/")
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("legion")
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    page.unroute("**/search/index.js")
    faults.clear()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search-result__link").first).to_contain_text("legion")


class InputMethod:
    """An input method that composes what is typed into characters, as the browser is told by the system."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)

    def compose(self, text: str) -> None:
        self.session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )

    def commit(self, text: str) -> None:
        self.session.send("Input.insertText", {"text": text})

    def press_enter(self) -> None:
        """The key that takes the composed text, which belongs to the input method."""
        self.session.send(
            "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229}
        )


@pytest.mark.parametrize("prefix", SITES)
def test_an_input_method_composes_without_a_jump(page: Page, address: str, prefix: str) -> None:
    page.goto(address + prefix)
    box(page)
    keys = InputMethod(page)
    results, said = page.locator(".md-search-result__link"), page.locator(".md-search-result__meta")
    beginning = said.inner_text()
    for typed in ("j", "ji", "jiq", "jiqi"):
        keys.compose(typed)
        assert "qi" not in said.inner_text()
    keys.commit("機器")
    expect(results.first).to_contain_text("機器")
    first, count = results.first.get_attribute("href"), results.count()
    assert said.inner_text() != beginning
    for typed in ("r", "re", "ren"):
        keys.compose(typed)
        assert (results.first.get_attribute("href"), results.count()) == (first, count)
    keys.press_enter()
    assert urlsplit(page.url).path == prefix, "the key that takes a candidate opens nothing"
    keys.compose("人")
    expect(results.first).to_contain_text("機器人")
    keys.commit("人")
    expect(page.locator(".md-search__input")).to_have_value("機器人")
    expect(results.first.locator("mark").first).to_have_text("機器人")


@pytest.mark.parametrize("prefix", SITES)
def test_where_nothing_is_found_other_words_and_the_other_language_are_offered(
    page: Page, address: str, prefix: str
) -> None:
    page.goto(address + prefix)
    box(page)
    page.keyboard.insert_text("zzxqkw")
    expect(page.locator(".md-search-result__meta")).to_contain_text("zzxqkw")
    other = "/" if prefix == "/zh-Hant/" else "/zh-Hant/"
    elsewhere = page.locator("a.found-near")
    assert urlsplit(elsewhere.evaluate("link => link.href")).path == other
    elsewhere.click()
    page.wait_for_url(f"**{other}?q=zzxqkw")


@pytest.mark.parametrize(("typed", "meant"), [("neuralnik", "neuralink"), ("hallucinaton", "hallucination")])
def test_a_slip_of_the_fingers_is_forgiven_and_said(page: Page, address: str, typed: str, meant: str) -> None:
    page.goto(address + "/")
    box(page)
    page.keyboard.insert_text(typed)
    expect(page.locator(".md-search-result__meta")).to_contain_text(meant)
    expect(page.locator(".md-search-result__link mark").first).to_contain_text(re.compile(meant, re.IGNORECASE))


@pytest.mark.parametrize(("prefix", "words"), [("/", "robot"), ("/zh-Hant/", "機器人")])
def test_axe_finds_nothing_in_the_results(new_page: NewPage, address: str, prefix: str, words: str) -> None:
    """In both colours on a phone and on a wide screen; without motion nothing is still on its way."""
    page = new_page(reduced_motion="reduce")
    for width in (WIDE["width"], PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}{prefix}?q={words}")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        for scheme in ("slate", "default"):
            set_screen(page, scheme, width)
            assert find_faults(page, "#search") == [], (scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("prefix", "line"), [("/", "needs JavaScript"), ("/zh-Hant/", "需要 JavaScript")])
def test_without_javascript_a_line_says_so(new_page: NewPage, address: str, prefix: str, line: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address + prefix)
    expect(page.locator(".search-off")).to_contain_text(line)
    expect(page.locator(".md-search__input")).to_be_hidden()
    page.locator(".search-off a").click()
    expect(page.locator("[id='t24.p1']")).to_be_attached()


def test_it_works_from_a_disk(page: Page, site: Path, faults: list[str]) -> None:
    page.goto((site / "index.html").as_uri())
    box(page)
    page.keyboard.insert_text("羅馬軍團")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/transcript/index.html?h=*")
    expect(page.locator("mark.found").first).to_be_in_viewport()
    faults.clear()  # the theme asks for its sitemap, which a page from a disk may not read


@pytest.mark.parametrize(("language", "words"), [("en", "lighthouse"), ("zh-Hant", "燈塔")])
def test_a_new_edition_has_the_search_without_a_setting(
    page: Page, tmp_path: Path, serve_folder: Callable[[Path], str], language: str, words: str
) -> None:
    folder = tmp_path / "mine"
    assert main(["init", str(folder), "--language", language, "--date", "2026-01-02"]) == 0
    built = run_mkdocs("build", "--strict", cwd=folder, AS_OF="2026-11-23")
    assert built.returncode == 0, built.stderr
    page.goto(serve_folder(folder / "site") + "/")
    box(page)
    page.keyboard.insert_text(words)
    expect(page.locator(".md-search-result__link").first).to_contain_text(words)
    page.locator(".md-search__input").fill("zzxqkw")
    expect(page.locator(".md-search-result__meta")).to_contain_text("zzxqkw")
