"""Words for readers of one language."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from build_tools.build import build
from build_tools.edition.merge import MergedEdition
from build_tools.rules.examine import check
from build_tools.site.catalog import load_catalog
from build_tools.site.pages import environment
from build_tools.site.setting import LOCAL_SITE, Setting
from build_tools.site.view import View
from tests.conftest import FERRY

DAY = date(2026, 11, 23)


@cache
def pages(language: str) -> dict[str, str]:
    """The pages of the small invented edition."""
    return {page.path: page.content for page in build(FERRY, Setting(language, DAY, DAY)).pages}


def test_a_missing_language_falls_back_and_says_so() -> None:
    html = pages("zh-Hant")["transcript/index.md"]
    assert '<div class="prose" lang="en"><p>A <em>chat group</em>' in html
    assert "（只有英文）" in html
    assert "只有英文" not in pages("en")["transcript/index.md"]


def test_the_readers_language_comes_first_on_facing_pages() -> None:
    for language, other in (("en", "zh-Hant"), ("zh-Hant", "en")):
        first = pages(language)["transcript/index.md"].split('id="t01.p1"')[1]
        assert first.index(f'<p class="text" lang="{language}"') < first.index(f'<p class="text" lang="{other}"')


def test_chinese_words_in_an_english_text_are_marked_as_chinese() -> None:
    checked = check(FERRY, today=DAY)
    assert checked.edition
    view = View(
        MergedEdition(checked.edition, checked.anchors, DAY), load_catalog("en"), "/", LOCAL_SITE, None, environment()
    )
    assert (
        view.runs("船 is <b> 船, 好。", "en")
        == '<span lang="zh-Hant">船</span> is &lt;b&gt; <span lang="zh-Hant">船</span>, <span lang="zh-Hant">好。</span>'
    )
    assert view.runs("船 <b>", "zh-Hant") == "船 &lt;b&gt;"
    assert view.runs("plain & simple", "en") == "plain &amp; simple"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("people.md", "../transcript/#dek.p1"),
        ("sources.md", "../claims/two-lines-by-q2-2026/"),
        ("sources.md", "../corrections/#fares-rise"),
        ("sources.md", "../people/#chan"),
        ("corrections.md", "../claims/two-lines-by-q2-2026/"),
        ("claims/two-lines-by-q2-2026.md", "../../corrections/#fares-rise"),
    ],
)
def test_entries_link_back_to_where_they_are_used(path: str, link: str) -> None:
    assert f'href="{link}"' in pages("en")[path]


def test_a_source_shows_when_its_address_was_last_seen_and_what_became_of_it(ferry: Path) -> None:
    (ferry / "annotations/links.csv").write_text(
        "source,looked,result,why,seen,url,to,archived\n"
        "leaflet,2026-11-22,gone,404,2026-11-15,https://ferry.example/leaflet,,https://web.archive.org/web/2026/x?a&b\n"
        "log,2026-11-22,moved,,2026-11-22,https://ferry.example/log,https://ferry.example/diary?a&b,\n",
        "utf-8",
    )
    gone = '<a href="https://web.archive.org/web/2026/x?a&amp;b" rel="noopener noreferrer">{}</a>'
    moved = '<a href="https://ferry.example/diary?a&amp;b" rel="noopener noreferrer">{}</a>'
    expected = {
        "en": (
            f'<span class="date">· not found there on 22 November 2026</span> <span class="date">· last seen 15 November 2026</span> · {gone.format("archived copy")}',
            f'<span class="date">· last seen 22 November 2026</span> · {moved.format("has moved")}',
        ),
        "zh-Hant": (
            f'<span class="date">· 2026年11月22日已不在該處</span> <span class="date">· 最後見於2026年11月15日</span> · {gone.format("存檔副本")}',
            f'<span class="date">· 最後見於2026年11月22日</span> · {moved.format("已遷往新址")}',
        ),
    }
    for language, shown in expected.items():
        site = build(ferry, Setting(language, DAY, DAY))
        (page,) = (page.content for page in site.pages if page.path == "sources.md")
        assert [words for words in shown if words not in page] == [], page
    before = build(ferry, Setting("en", date(2026, 11, 21), DAY))
    assert not any("last seen" in page.content for page in before.pages)
