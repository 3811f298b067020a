"""Contributed notes become safe HTML and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.edition.notes import TAGS, citations, links, plain, render_note


def render(words: str) -> str:
    return render_note(
        words, cite=lambda source: f'<a class="cite" href="/s#{source}">{source}</a>', link=lambda a: f"..{a}"
    )


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("A *b* **c** `d`", "<p>A <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("one\n\ntwo", "<p>one</p> <p>two</p>"),
        ("- a\n- b", "<ul> <li>a</li> <li>b</li> </ul>"),
        ("[l](/claims/)", '<p><a href="../claims/">l</a></p>'),
        ("[l](https://a.example/x)", '<p><a href="https://a.example/x" rel="noopener noreferrer">l</a></p>'),
        ("說[@log]。", '<p>說<a class="cite" href="/s#log">log</a>。</p>'),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('a {: onclick="x"} {#id}', '<p>a {: onclick="x"} {#id}</p>'),
        ("# no heading", "<p># no heading</p>"),
        ("    no code", "<p>no code</p>"),
        ('--8<-- "/etc/passwd"', '<p>--8&lt;-- "/etc/passwd"</p>'),
        ("![i](https://a.example/i.png)", '<p>!<a href="https://a.example/i.png" rel="noopener noreferrer">i</a></p>'),
    ],
)
def test_a_note_as_html(words: str, html: str) -> None:
    assert render(words) == html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "file:///etc/passwd",
     "java&#115;cript:alert(1)", "&#x6A;avascript:alert(1)", "mailto:a@b.example", "relative/x"],
)  # fmt: skip
def test_other_addresses_lose_their_link(address: str) -> None:
    html = render(f"[words]({address})")
    assert "href" not in html
    assert "words" in html


def test_citations_and_links_are_found_once_in_order() -> None:
    words = "A [@one] b [@two; @one], *c [@three]* [x](/claims/) `[@none]`"
    assert citations(words) == ("one", "two", "three")
    assert links(words) == ("/claims/",)
    assert plain(words) == "A b, c x [@none]"
    assert plain("只見票價 [@one]。") == "只見票價。"


class _Elements(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


HOSTILE = st.lists(
    st.sampled_from(
        ["<script>", "<img src=x onerror=alert(1)>", "](", "[", "javascript:", "<a href='", "\"", "'", ">", "`", "*", "\n", "\n\n",
         "- ", "{:", "}", "&#106;", "&lt;", "<!--", "-->", "<svg/onload=x>", "[@log]", "https://a.example/", "/claims/", "\\", "x", "船"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(HOSTILE)
def test_nothing_but_the_few_elements_ever_comes_out(words: str) -> None:
    parser = _Elements()
    html = render(words)
    parser.feed(html)
    for tag, attributes in parser.seen:
        assert tag in TAGS
        assert set(attributes) <= {"href", "class", "title", "rel", "lang"}
        assert re.match(r"https?://|\.\./|/s#", attributes.get("href") or "/s#")
    assert "\n" not in html
