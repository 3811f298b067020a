"""Handwritten Markdown pages to the places that a search leads to, a heading a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

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
    return tuple((section.id, section.title, section.text) for section in _Sections(html).found)


@dataclass
class _Section:
    id: str
    title: str = ""
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = ("".join(self.pieces)).split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


class _Sections(HTMLParser):
    """The headings of a page with the words that follow each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[_Section] = []
        self._in_heading = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3"):
            self.found.append(_Section(dict(attrs).get("id") or ""))
            self._in_heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3"):
            self._in_heading = False
        elif tag in _BLOCKS and self.found:
            self.found[-1].pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self.found[-1].title += data
        elif self.found:
            self.found[-1].pieces.append(data.replace("\n", " "))
