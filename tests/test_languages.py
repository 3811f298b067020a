"""Editions in Arabic, Japanese and Spanish: built as `init` begins them, with every word in its own language."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Page, expect

from build_tools.__main__ import main
from build_tools.build import build
from build_tools.rules.examine import check
from build_tools.site import catalog
from build_tools.site.runs import END, LABEL, VALUE
from build_tools.site.setting import Setting
from tests.axe import find_faults, set_screen, thin_out
from tests.conftest import FERRY, ROOT, NewPage, run_mkdocs

DAY = date(2026, 11, 29)
EDITIONS = FERRY.parent
SCREENS = (("default", 1280), ("slate", 390))
"""Colour schemes, each on another width in pixels."""


@dataclass(frozen=True)
class Case:
    """An edition, and what is looked at of it."""

    title: str
    direction: str
    tongue: str
    """The language of the words around the text."""
    claim: str
    screens: Sequence[tuple[str, int]]
    """Where axe looks at it: a page that runs from the left is the real site's but for its words."""


CASES = {
    "ar": Case("مكتبة الميناء", "rtl", "en", "library-opens", SCREENS),
    "ja": Case("渡し船の船長に聞く", "ltr", "en", "two-lines", SCREENS[1:]),
    "es": Case("El faro", "ltr", "es", "lighthouse-opens", SCREENS[:1]),
}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, Path]:
    """The three sites, each begun by `init` and filled with a small edition; built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "languages"
    with FileLock(f"{folder}.lock"):
        if not Path(f"{folder}.ready").exists():
            for language in CASES:
                build_edition(folder / language, language)
            Path(f"{folder}.ready").touch()
    return {language: folder / language / "site" for language in CASES}


def build_edition(folder: Path, language: str) -> None:
    """Begin an edition, put one of the tests in the place of the example, and build it as `make build` does."""
    assert main(["init", str(folder), "--language", language, "--title", CASES[language].title]) == 0
    shutil.rmtree(folder / "annotations")
    shutil.rmtree(folder / "docs/transcript")
    shutil.copytree(EDITIONS / language, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".cache"))
    built = run_mkdocs("build", "--strict", cwd=folder, PYTHONPATH=str(ROOT))
    assert built.returncode == 0, built.stdout + built.stderr


class Runs(HTMLParser):
    """The words of a page, each run with the language that holds for it, and the names that are read out."""

    SILENT = ("script", "style", "code", "pre", "kbd", "title", "desc", "template")
    VOID = ("meta", "link", "br", "img", "input", "hr", "wbr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []
        self.found: list[tuple[str, str, str]] = []
        """Language, direction, words."""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        before = self.open[-1] if self.open else ("", "", "")
        language, direction = given.get("lang") or before[1], given.get("dir") or before[2]
        for name in ("aria-label", "title", "placeholder", "alt"):
            if given.get(name):
                self.found.append((language, "", str(given[name])))
        if tag not in self.VOID:
            self.open.append((tag, language, direction))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and data.strip() and not any(tag in self.SILENT for tag, _, _ in self.open):
            self.found.append((self.open[-1][1], self.open[-1][2], data.strip()))


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Every page of a site with its text."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


FOREIGN = re.compile(
    r"The Harbour|Harbour Street|library\.example|https?:\S+|\S+\.(csv|jsonld|json|bib|atom|ics)|Material for|MkDocs|BibTeX|YAML|Dark|Light|\bp\d"
)
"""What is Latin in any language: names, addresses, files; and what the theme alone says."""


@pytest.mark.parametrize("language", ["ar", "ja"])
def test_no_english_word_is_read_as_one_of_another_language(sites: dict[str, Path], language: str) -> None:
    for path, html in pages(sites[language]):
        assert f'<html lang="{language}"' in html
        wrong = [
            words for tag, _, words in Runs(html).found
            if tag == language and re.search(r"[A-Za-z]{2}", FOREIGN.sub("", words))
        ]  # fmt: skip
        assert wrong == [], path


def test_no_arabic_word_is_read_as_english_and_each_run_has_its_direction(sites: dict[str, Path]) -> None:
    for path, html in pages(sites["ar"]):
        runs = Runs(html)
        assert '<body dir="rtl"' in html
        wrong = [
            run for run in runs.found
            if run[0] == "en" and any(unicodedata.bidirectional(c) == "AL" for c in run[2]) and run[1]
            and not re.search(r"الاختبارات|المكتبة|الميناء", run[2])  # names, which have no language of their own
        ]  # fmt: skip
        assert wrong == [], path
        english = {direction for tag, direction, words in runs.found if tag == "en" and direction and len(words) > 9}
        assert english <= {"ltr"}, path


@pytest.mark.parametrize("language", CASES)
def test_no_sign_is_left_in_any_file(sites: dict[str, Path], language: str) -> None:
    for path in sites[language].rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".jsonld", ".csv", ".atom", ".ics", ".xml", ".bib"):
            assert not set(path.read_text("utf-8")) & {LABEL, VALUE, END}, path


def test_a_spanish_site_speaks_spanish_alone(sites: dict[str, Path]) -> None:
    for path, html in pages(sites["es"]):
        assert '<html lang="es"' in html
        assert {language for language, _, _ in Runs(html).found} <= {"es"}, path
    page = (sites["es"] / "claims/index.html").read_text("utf-8")
    assert "De 2 predicciones y objetivos, 1 se cumplió en parte y 1 ha vencido sin ser evaluada." in page
    assert "Al 29 de noviembre de 2026" in page


def test_two_texts_of_both_directions_stand_side_by_side(sites: dict[str, Path], page: Page, serve_folder: Callable[[Path], str]) -> None:  # fmt: skip
    page.goto(f"{serve_folder(sites['ar'])}/transcript/")
    arabic, english = (page.locator(f"#t02\\.p1 .text[lang={tag}]") for tag in ("ar", "en"))
    assert [text.evaluate("e => getComputedStyle(e).direction") for text in (arabic, english)] == ["rtl", "ltr"]
    place, note = page.locator("#t02\\.p1 .place"), page.locator("#t02\\.p1 .notes")
    order = [found.bounding_box()["x"] for found in (note, english, arabic, place)]  # type: ignore[index]
    assert order == sorted(order), "the page is read from the right: number, Arabic, English, notes"
    page.locator("#t02\\.p1 .text[lang=ar] a.mark").first.click()
    expect(page.locator("#note-library-opens")).to_be_visible()


def test_time_runs_as_the_page_is_read(sites: dict[str, Path], page: Page, serve_folder: Callable[[Path], str]) -> None:
    page.goto(f"{serve_folder(sites['ar'])}/claims/")
    said, now = (page.locator(f"li .track .{name}").first.bounding_box() for name in ("tl-said", "tl-now"))
    assert said["x"] > now["x"]  # type: ignore[index]
    page.locator("#days").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#day").input_value() < DAY.isoformat(), "rightward is backward"
    changed = page.locator("#changed")
    assert (changed.get_attribute("lang"), changed.evaluate("e => getComputedStyle(e).textAlign")) == ("en", "right")
    assert re.search("[٠-٩]", page.locator("article").inner_text()) is None, "the digits are those of the files"


@pytest.mark.parametrize("language", CASES)
def test_axe_finds_nothing(
    language: str, sites: dict[str, Path], new_page: NewPage, serve_folder: Callable[[Path], str]
) -> None:
    page, case = new_page(reduced_motion="reduce"), CASES[language]
    address = serve_folder(sites[language])
    for path in ("transcript/", "claims/", f"claims/{case.claim}/"):
        page.goto(f"{address}/{path}")
        for scheme, width in SCREENS:
            set_screen(page, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        thin_out(page)
        for scheme, width in case.screens:
            set_screen(page, scheme, width)
            assert find_faults(page) == [], (path, scheme, width)


TYPED = {
    "ar": {"عبارة": "العبّارة", "اربعون مقعدا": "مقعدًا", "٢٠٢٦": "2026", "قرات": "قرأتُ"},
    "ja": {"灯台": "灯台", "サーバー": "サーバー", "みなと新聞": "みなと新聞"},
    "es": {"lampara": "lámpara", "inigo": "Íñigo", "PELDAÑOS": "peldaños"},
}
"""What is typed, and the words that it finds."""


@pytest.mark.parametrize("language", CASES)
def test_words_are_found_however_they_are_typed(
    language: str, sites: dict[str, Path], page: Page, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(sites[language])}/about/")
    for typed, found in TYPED[language].items():
        page.locator("#search input").fill(typed)
        expect(page.locator("#search-found mark", has_text=found).first).to_be_visible()
    assert page.locator("#search [role=status]").get_attribute("lang") == (None if language == "es" else "en")


def test_the_first_minute_of_an_editor_in_tokyo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, folder = tmp_path / "interview.txt", tmp_path / "minato"
    raw.write_text(
        "森：船はいつ出ますか。\n\n浜田：来年の春です。運賃は上げません。\n\n森：席は？\n\n浜田：四十です。\n", "utf-8"
    )
    assert main(["import", str(raw), "--as", "ja", "--out", str(tmp_path / "ja.md")]) == 0
    assert main(["init", str(folder), "--language", "ja", "--transcript", str(tmp_path / "ja.md")]) == 0
    checked = check(folder, today=date.today())
    assert checked.problems == ()
    assert checked.edition
    assert checked.edition.source_text.paragraphs["t02.p1"].text == "来年の春です。運賃は上げません。"
    transcript = {p.path: p.content for p in build(folder, Setting("ja", DAY, date.today())).pages}[
        "transcript/index.md"
    ]
    assert '<p class="text" lang="ja" data-of="ja">' in transcript
    assert "words of its own in en, es, zh-Hant; in ja it says those in en" in capsys.readouterr().out


def test_a_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esperanto, by one file beside the others, which lacks a label."""
    english = (catalog.FOLDER / "en.yml").read_text("utf-8")
    for path in catalog.FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    words = english.replace("locale: en-GB", "locale: eo").replace("  sources: Sources\n", "  sources: Fontoj\n", 1)
    words = words.replace("  corrections: Corrections\n", "", 1)
    (tmp_path / "eo.yml").write_text(words, "utf-8")
    monkeypatch.setattr(catalog, "FOLDER", tmp_path)
    edition = tmp_path / "edition"
    assert main(["init", str(edition), "--language", "eo", "--date", "2025-01-08"]) == 0
    site = {p.path: p.content for p in build(edition, Setting("eo", DAY, date.today())).pages if p.path.endswith(".md")}
    assert "# Fontoj\n" in site["sources.md"]
    assert '# <span lang="en">Corrections</span>\n' in site["corrections.md"], "what it lacks is English, and says so"
    assert "2026-Novembro-29" in site["about.md"]


CODE = (".py", ".js", ".j2", ".html")
NAMED = re.compile(
    r"""["'(](?:es|ja|ar|es-\w+|Español)["')]|startswith\(["'](?:zh|en|ja|ar|es)|lang(?:uage)? ==? ["']\w\w"""
)


def test_no_code_knows_a_language_by_name() -> None:
    """But `zh` and `ja`, which Chinese characters in a text of another language are taken for, and English, the default."""
    for path in sorted((ROOT / "build_tools").rglob("*")):
        if path.suffix in CODE and "snowball" not in path.parts:
            lines = path.read_text("utf-8").splitlines()
            known = [line.strip() for line in lines if NAMED.search(line) and "_KANA" not in line]
            assert known == [], path.relative_to(ROOT)
