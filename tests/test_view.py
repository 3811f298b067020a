"""Words for readers of one language."""

from __future__ import annotations

from datetime import date
from functools import cache

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
