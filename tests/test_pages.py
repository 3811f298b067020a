"""Our Markdown, as a picture: the pages of the small invented edition.

After a wanted change: `UPDATE_SNAPSHOTS=1 make test-fast`, then read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from build_tools.build import build
from build_tools.edition.urls import page_address, relative
from build_tools.site.docs_folder import choose_handwritten
from build_tools.site.pages import escape_markdown, escape_meta, flow_text
from build_tools.site.setting import Setting
from tests.conftest import FERRY

SNAPSHOTS = Path(__file__).parent / "snapshots"
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_pages_as_they_were(language: str) -> None:
    site = build(FERRY, Setting(language, DAY, DAY, edit_base="https://code.example/edit/main/"))
    pages = {page.path: page.content for page in site.pages if page.path.endswith(".md")}
    folder = SNAPSHOTS / language
    if os.environ.get("UPDATE_SNAPSHOTS"):
        for path, content in pages.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, "utf-8")
    kept = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.md"))}
    assert list(pages) == sorted(kept)
    for path, content in kept.items():
        assert pages[path] == content, path


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.md", "/"), ("about.md", "/about/"), ("topics/index.md", "/topics/"), ("topics/ai.md", "/topics/ai/")],
)
def test_the_address_of_a_page(path: str, address: str) -> None:
    assert page_address(path) == address


@pytest.mark.parametrize(
    ("address", "page", "link"),
    [
        ("/claims/x/", "/", "claims/x/"),
        ("/", "/claims/x/", "../../"),
        ("/", "/", "./"),
        ("/sources/#log", "/claims/x/", "../../sources/#log"),
        ("/sources/#log", "/sources/", "#log"),
        ("/transcript/#t16.p2", "/topics/ai/", "../../transcript/#t16.p2"),
        ("/topics/ai/", "/topics/", "ai/"),
        ("/topics/ai/", "/topics/ai/", "./"),
        ("/javascript:alert(1)", "/", "./javascript:alert(1)"),
    ],
)
def test_a_link_works_from_where_it_stands(address: str, page: str, link: str) -> None:
    assert relative(address, page) == link


def test_contributed_words_are_no_markup() -> None:
    assert escape_markdown("a *b*\n{#c} 1.") == "a &#42;b&#42; &#123;&#35;c&#125; 1&#46;"
    assert escape_meta('<b>"x"') == '"&lt;b&gt;&#34;x&#34;"'
    assert flow_text("a\tb\n<c>") == "a&#9;b&#10;&lt;c&gt;"


def test_handwritten_pages_by_language() -> None:
    paths = ("about/x.png", "method.md", "method.zh-Hant.md", "notes.md", "v1.2/page.md")
    assert choose_handwritten(paths, "en", ("en", "zh-Hant")) == {
        p: p for p in ("about/x.png", "method.md", "notes.md", "v1.2/page.md")
    }
    assert choose_handwritten(paths, "zh-Hant", ("en", "zh-Hant")) == {
        "about/x.png": "about/x.png",
        "method.md": "method.zh-Hant.md",
    }
