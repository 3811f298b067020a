"""Handwritten Markdown pages to the places that a search leads to, a heading a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from markdown import Markdown

from build_tools.edition.urls import page_address
from build_tools.site.search.places import FoundPlace

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_BLOCKS = {"p", "li", "td", "th", "pre", "dt", "dd", "h4", "h5", "h6", "blockquote"}


def list_sections(pages: Mapping[str, str], language: str) -> Iterator[FoundPlace]:
    """The sections of some pages, by path in the docs folder, in `language`.

    Headings get the ids that Python-Markdown gives them on the site, as the same
    library reads them here.
    """
    for path, text in sorted(pages.items()):
        sections = _sections(text)
        for number, (id, title, words) in enumerate(sections):
            address = page_address(path) + (f"#{id}" if id and number else "")
            where = sections[0][1] if number else ""
            yield FoundPlace("help", address, where, ((language, title),), ((language, words),))


@lru_cache(1 << 10)
def _sections(text: str) -> tuple[tuple[str, str, str], ...]:
    """The id, the title and the words of each section of a page."""
    html = Markdown(extensions=["attr_list", "fenced_code", "tables", "toc"]).convert(_FRONT_MATTER.sub("", text))
    return tuple((section.id, section.title, section.text) for section in _cut(html))


@dataclass
class _Section:
    id: str
    title: str = ""
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = ("".join(self.pieces)).split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


_PARTS = re.compile(r"<!--.*?-->|<(?:script|style)\b[^>]*>|<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>", re.DOTALL)
_HEADINGS = ("h1", "h2", "h3")
_ID = re.compile(r'\sid="([^"]*)"')


def _cut(html: str) -> list[_Section]:
    """The headings of a page with the words that follow each."""
    found: list[_Section] = []
    in_heading, at = False, 0

    def say(words: str) -> None:
        if in_heading:
            found[-1].title += unescape(words)
        elif found:
            found[-1].pieces.append(unescape(words).replace("\n", " "))

    for tag in _PARTS.finditer(html):
        say(html[at : tag.start()])
        at = tag.end()
        if tag[2] in _HEADINGS:
            in_heading = not tag[1]
            if in_heading:
                id = _ID.search(tag[3])
                found.append(_Section(id[1] if id else ""))
        elif tag[1] and tag[2] in _BLOCKS and found:
            found[-1].pieces.append("\n")
    say(html[at:])
    return found
