"""Every text of the edition in every output: what would mean something there stays words, and the words arrive.

The fields are those of `build_tools/model/fields.py`, so that a new one is tried without a word here; each output is read
by a reader of its own kind.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from filelock import FileLock
from icalendar import Calendar
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from playwright.sync_api import Page, expect

import build_tools.build
from build_tools.edition.notes import plain
from build_tools.site.exports.bibtex import escape_bibtex
from tests.conftest import FERRY, NewPage, configure
from tests.harm import HARM, Harm, harmed, listed, strings

HARMS = listed()
BELOW = "/some/where"
"""Where on its host the site is served, so that no page may name the root."""


def build_harmed(folder: Path) -> None:
    """The site of the small edition with harm in every text, past the rules that would refuse it."""
    edition = Path(shutil.copytree(FERRY, folder.with_suffix(".edition"), ignore=shutil.ignore_patterns(".cache")))
    checked = harmed(edition)
    configure(edition)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_tools.build, "check", lambda *_, **__: checked)
        patch.setenv("AS_OF", "2026-11-29")
        patch.setenv("SITE_URL", f"https://edition.example{BELOW}/")
        config = load_config(str(edition / "mkdocs.yml"), site_dir=str(folder))
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)


@pytest.fixture(scope="session")
def harmed_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """That site, built by the first worker that asks for it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "harmed"
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            build_harmed(folder)
    return folder


@pytest.fixture(scope="session")
def harmed_address(
    harmed_site: Path, tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """Where that site is served: below the root, where no other file is."""
    root = tmp_path_factory.mktemp("root")
    link = Path(f"{root}{BELOW}")
    link.parent.mkdir()
    link.symlink_to(harmed_site)
    return serve_folder(root) + BELOW


@cache
def letters(words: str) -> str:
    """What is left of words whatever becomes of their marks, blanks and quotation marks."""
    return "".join(filter(str.isalnum, words))


def lost(harm: Harm, texts: Iterable[str]) -> list[str]:
    """The texts in which a harm begins and does not arrive whole, as often as it begins."""
    whole = whole_of(harm)
    return [
        text
        for text in texts
        if (begun := text.count(harm.tag)) and begun != sum(letters(text).count(words) for words in whole)
    ]


@cache
def whole_of(harm: Harm) -> frozenset[str]:
    """The letters of a harm as it stands in a file, in running text and in an address."""
    return frozenset({letters(harm.words), letters(plain(harm.words)), letters(unquote(harm.words))})


def all_lost(texts: Iterable[str]) -> dict[str, list[str]]:
    """The fields whose harm does not arrive whole, with the texts in which it does not."""
    with_harm = [text for text in texts if "harm" in text]
    return {harm.field: found for harm in HARMS if (found := lost(harm, with_harm))}


def read_csv(text: str) -> list[str]:
    """The cells of a table, as a spreadsheet that heeds the apostrophe before a formula has them."""
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    return [cell.removeprefix("'") for cell in cells]


def read_json(text: str) -> list[str]:
    """Every string."""
    return list(strings(json.loads(text)))


def read_feed(text: str) -> list[str]:
    """What a reader of feeds shows of the feed and its seven changes."""
    seen = feedparser.parse(text.encode())
    assert not seen.bozo
    assert len(seen.entries) == 7
    assert {entry.summary_detail.type for entry in seen.entries} == {"text/html"}
    assert [entry.summary for entry in seen.entries if "<" in entry.summary] == []
    shown = [(entry.title, unescape(entry.summary)) for entry in seen.entries]
    return [seen.feed.title, seen.feed.author, *(text for pair in shown for text in pair)]


def read_calendar(text: str) -> list[str]:
    """The values of the calendar and its one event, with no property that a text brought along."""
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    calendar = Calendar.from_ical(text)
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert "X-HARM" not in {name for part in calendar.walk() for name in part}
    return [str(value) for part in calendar.walk() for value in part.values()]


def read_bibtex(text: str) -> list[str]:
    """The fields of both sources, with TeX's commands read back."""
    library = parse_string(text)
    assert (len(library.entries), library.failed_blocks) == (2, [])
    assert "harmed" not in {field.key for entry in library.entries for field in entry.fields}
    commands = {escape_bibtex(chr(code)): chr(code) for code in range(33, 127)}
    written = re.compile("|".join(re.escape(command) for command in sorted(commands, key=len, reverse=True)))
    values = [(field.key, str(field.value)) for entry in library.entries for field in entry.fields]
    return [unquote(v) if key == "url" else written.sub(lambda m: commands[m[0]], v) for key, v in values]


def read_index(text: str) -> list[str]:
    """The index of the search, which is a script that calls one function with data."""
    (data,) = re.findall(r"\AeditionSearch\.load\((\{.*\})\);\n\Z", text)
    return read_json(data)


READERS: dict[str, Callable[[str], list[str]]] = {
    "data/claims.csv": read_csv,
    "data/assessments.csv": read_csv,
    "data/claims.json": read_json,
    "data/annotations.jsonld": read_json,
    "data/sources.csl.json": read_json,
    "data/sources.bib": read_bibtex,
    "changes.atom": read_feed,
    "due.ics": read_calendar,
    "search/index.js": read_index,
}
"""What reads each data file."""


@pytest.mark.parametrize("language", ["", "zh-Hant/"])
@pytest.mark.parametrize("path", READERS)
def test_a_data_file_holds_the_words_and_nothing_of_their_making(harmed_site: Path, path: str, language: str) -> None:
    texts = READERS[path]((harmed_site / language / path).read_bytes().decode("utf-8"))
    assert all_lost(texts) == {}
    assert [harm for harm in HARMS if any(harm.tag in text for text in texts)]


def test_every_data_file_has_its_reader(harmed_site: Path) -> None:
    found = {p.relative_to(harmed_site).as_posix() for p in harmed_site.rglob("*") if p.suffix not in PAGE_FILES}
    made = {path for path in found if not path.startswith(("assets/", "zh-Hant/", "data/schema/", "sitemap."))}
    assert {path for path in made if (harmed_site / path).is_file()} == set(READERS)


PAGE_FILES = (".html", ".png", ".ico")
NOT_ON_PAGES = {"annotation.by", "quote.prefix", "quote.suffix", "person.names"}
"""What stands in data files alone."""

SEEN = """() => {
  const outside = (node) => node.parentElement.closest("script, style, .bibtex") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT, outside);
  let words = "";
  while (walker.nextNode()) words += walker.currentNode.data;
  const templates = [...document.querySelectorAll("template")].flatMap((each) => [...each.content.querySelectorAll("*")]);
  const attributes = [...document.querySelectorAll("*"), ...templates].flatMap((e) => [...e.attributes].map((a) => [e.localName, a.name, a.value]));
  const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent);
  return {
    words, attributes, drawn: texts("svg title, svg desc"), bibtex: texts(".bibtex"), data: texts('script[type$="json"]'),
    inline: texts("script:not([src]):not([type$=json])"), harmed: String(window.harmed),
  };
}"""
"""All that a page holds: its words, those of its drawings, its attributes, its data, its scripts."""


def test_a_browser_shows_the_words_of_every_field_and_runs_none(
    harmed_site: Path, harmed_address: str, new_page: NewPage
) -> None:
    """With the policy of the page in force, a script that stood in a page would be an error on the console.

    So would be a file that a page asks for at the root of the host, where there is none.
    """
    home = harmed_address
    page = new_page()
    shown = set()
    for file in sorted(harmed_site.rglob("*.html")):
        page.goto(f"{home}/{file.relative_to(harmed_site).as_posix()}")
        seen = page.evaluate(SEEN)
        assert (seen["harmed"], seen["inline"]) == ("undefined", []), file
        active = [
            a for a in seen["attributes"] if a[1].startswith("on") or a[2].strip().lower().startswith("javascript:")
        ]
        assert active == [], file
        values = [a[2] for a in seen["attributes"] if a[1] != "id" and not a[2].startswith("#")]
        cited = [text for bibtex in seen["bibtex"] for text in read_bibtex_alone(bibtex)]
        texts = [seen["words"], *seen["drawn"], *cited, *values, *(t for data in seen["data"] for t in read_json(data))]
        assert all_lost(texts) == {}, file
        shown |= {harm.field for harm in HARMS if any(harm.tag in text for text in texts)}
    assert {harm.field for harm in HARMS} - shown == NOT_ON_PAGES
    use(page, home)
    assert page.evaluate("String(window.harmed)") == "undefined"


def read_bibtex_alone(text: str) -> list[str]:
    """The fields of one entry, with TeX's commands read back."""
    return read_bibtex(f"{text}\n@misc{{other, title = {{other}}}}")


def use(page: Page, home: str) -> None:
    """Look for harm in the search and the ledger, follow a mark and the languages, and write harm into the dialog."""
    (title,) = (harm for harm in HARMS if harm.field == "annotation.title")
    page.goto(f"{home}/claims/?q={title.tag}")
    expect(page.locator(".ledger .row[data-id]:visible")).to_have_count(2)
    page.locator(".md-search__input").fill(title.tag)
    expect(page.locator("#search-found [role=option]").first).to_contain_text("<script>window.harmed=1")
    page.goto(f"{home}/zh-Hant/transcript/")
    page.locator("a[hreflang=en].md-select__link").dispatch_event("click")
    expect(page).to_have_url(f"{home}/transcript/")
    mark = page.locator("a.mark--claim:visible").first
    mark.click()
    note = page.locator(f"[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")
    expect(note).to_be_visible()
    note.get_by_role("link", name="History and sources").click()
    expect(page).to_have_url(re.compile(f"{home}/claims/[a-z0-9-]+/"))
    page.goto(f"{home}/transcript/")
    page.locator("#t02\\.p2").hover()
    page.locator("button.annotate").click()
    page.locator("#propose [name=heading]").fill(HARM)
    (written,) = page.locator("#propose pre.yaml").all_text_contents()
    assert yaml.safe_load(written)["title"]["en"].split() == HARM.split()


def test_the_policy_of_the_page_holds(harmed_address: str, new_page: NewPage, faults: list[str]) -> None:
    page = new_page()
    page.goto(f"{harmed_address}/claims/")
    for way in (
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.harmed = 1'}))",
        "document.body.insertAdjacentHTML('beforeend', '<img src=/assets/mark.svg onload=\"window.harmed = 1\">')",
        "document.body.insertAdjacentHTML('beforeend', '<base href=https://harm.example/>')",
        "fetch('https://harm.example/').catch(() => {})",
        "new Image().src = 'https://harm.example/x.png'",
    ):
        before = len(faults)
        page.evaluate(f"() => {{ {way}; }}")
        page.wait_for_function("() => true")
        page.wait_for_timeout(50)
        assert len(faults) > before, way
        assert page.evaluate("String(window.harmed)") == "undefined"
    faults.clear()
