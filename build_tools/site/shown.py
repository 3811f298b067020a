"""A page's HTML to the words that it shows, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

Spot = tuple[str, ...]
"""Where words stand: `()` the whole page, `(id,)` an element, `(id, language)` the text of a paragraph in a language,
`(id, language, annotation)` what is marked in it for an annotation."""

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = ("script", "style", "template")
_TAGS = re.compile(rf"<({'|'.join(UNSEEN)})\b.*?</\1>|<[^>]*>", re.DOTALL)


def read_page(html: str) -> Mapping[Spot, str]:
    """The words of a page at each of its spots; `html` may be a page's Markdown, whose blocks are HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.leave(0)
    words = "".join(reader.words)
    found = {spot: words[start:end] for spot, (start, end) in reader.spans.items()}
    return {**found, **{spot: "".join(words[a:b] for a, b in parts) for spot, parts in reader.marks.items()}, (): words}


def read_words(html: str) -> str:
    """The words of a whole page, for which nothing needs to be known of its elements."""
    return unescape(_TAGS.sub("", html))


@dataclass
class _Open:
    """An element that has not ended yet."""

    tag: str
    start: int
    attributes: Mapping[str, str]
    inside: tuple[Spot, ...] = ()
    """The paragraph's texts in which it stands, a spot for each language that they are in."""


@dataclass
class _Reader(HTMLParser):
    words: list[str] = field(default_factory=list)
    spans: dict[Spot, tuple[int, int]] = field(default_factory=dict)
    marks: dict[Spot, list[tuple[int, int]]] = field(default_factory=dict)
    length: int = 0
    unseen: int = 0
    stack: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        attributes = {name: value or "" for name, value in attrs}
        inside = self.stack[-1].inside if self.stack else ()
        if "data-of" in attributes and "text" in attributes.get("class", "").split():
            inside = tuple((self._id(), language) for language in attributes["data-of"].split())
        self.unseen += tag in UNSEEN
        self.stack.append(_Open(tag, self.length, attributes, inside))

    def handle_endtag(self, tag: str) -> None:
        depth = next((i for i in reversed(range(len(self.stack))) if self.stack[i].tag == tag), None)
        if depth is not None:
            self.leave(depth)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)
            self.length += len(data)

    def leave(self, depth: int) -> None:
        """Close every open element from this depth on."""
        for element in self.stack[depth:]:
            self.unseen -= element.tag in UNSEEN
            self._keep(element, (element.start, self.length))
        del self.stack[depth:]

    def _keep(self, element: _Open, span: tuple[int, int]) -> None:
        attributes = element.attributes
        if "id" in attributes:
            self.spans[(attributes["id"],)] = span
        if "data-of" in attributes:
            self.spans.update(dict.fromkeys(element.inside, span))
        elif "mark" in attributes.get("class", "").split() and attributes.get("href", "").startswith("#note-"):
            for note in (attributes["href"].removeprefix("#note-"), *attributes.get("data-also", "").split()):
                for spot in element.inside:
                    self.marks.setdefault((*spot, note), []).append(span)

    def _id(self) -> str:
        return next((o.attributes["id"] for o in reversed(self.stack) if "id" in o.attributes), "")
