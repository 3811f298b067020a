"""Blocks of HTML that are stashed before any tag is read make the page that reading every tag makes."""

from __future__ import annotations

from datetime import date

import pytest
from markdown import Markdown
from markdown.extensions import Extension

from build_tools.build import build
from build_tools.site.html_blocks import HtmlBlocks, ids_in, split_blocks
from build_tools.site.setting import Setting
from tests.conftest import FERRY

WITH = ["attr_list", "tables", "toc", "fenced_code"]
DAY = date(2026, 11, 29)
BLOCKS = "# A {#a}\n\n<div>\n<div>one</div>\n\n*two*\n</div>\n\nwords\n\n<p>x</p>\n<script src='s'></script>\n"


def render(text: str, *more: HtmlBlocks) -> str:
    extensions: list[str | Extension] = [*WITH, *more]
    return Markdown(extensions=extensions).convert(text)


def test_words_and_blocks_take_turns() -> None:
    assert split_blocks(BLOCKS, Markdown()) == [
        "# A {#a}\n\n",
        "<div>\n<div>one</div>\n\n*two*\n</div>\n",
        "\n\nwords\n\n",
        "<p>x</p>",
        "\n",
        "<script src='s'></script>",
        "\n",
    ]


@pytest.mark.parametrize(
    "text",
    [
        BLOCKS,
        "<div>no end\n\n# A\n",
        "<div>one</div> and words\n\n<p>two</p>\n",
        "words with <b>a tag</b>\n\n<div>block</div>\n",
        "  <div>\n<p>inside</p>\n</div>\n",
        "<div>\n<!-- </div> -->\n</div>\n\nafter\n",
        "<div><script>if (1 < 2) '</div>'</script></div>\n\nafter\n",
        '<div title="<div>">\n</div>\n\nafter\n',
        "<dialog>\n<form>\n</form>\n</dialog>\n\n<div>block</div>\n",
        "```\n<div>\n```\n\n`<div>`\n\n<div>block</div>\n",
        "<hr>\n\n<div>block</div>\n\n\n\n<div>\n</div>",
        "* item\n<div>block</div>\n* item\n",
        "<div>&#60;&amp;&copy; & <</div>\n",
        "<div><br><li>open</div>\n\n<p>two</p></p>\n",
    ],
)
def test_a_page_is_the_same_as_when_every_tag_is_read(text: str) -> None:
    assert render(text, HtmlBlocks()) == render(text)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_pages_of_an_edition_are_the_same(language: str) -> None:
    pages = build(FERRY, Setting(language, DAY, DAY)).pages
    for page in (page for page in pages if page.path.endswith(".md")):
        text = page.content.partition("\n---\n")[2]
        assert len(split_blocks(text, Markdown())) > 1
        assert render(text, HtmlBlocks()) == render(text)


def test_pages_whose_html_another_extension_reads_are_left_to_it() -> None:
    extensions: list[str | Extension] = ["md_in_html", HtmlBlocks()]
    reader = Markdown(extensions=extensions)
    assert "<em>two</em>" in reader.convert('<div markdown="1">\n\n*two*\n\n</div>\n')


def test_anchors_are_the_ids_of_elements_and_the_names_of_links() -> None:
    assert ids_in('<p id="one" class="x"><a href="#" name="two"></a><input name="three"></p>') == {"one", "two"}
