"""A page's HTML to the words that it shows, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

Spot = tuple[str, ...]
"""Where words stand: `()` the whole page, `(id,)` an element, `(id, language)` the text of a paragraph in a language,
`(id, language, annotation)` what is marked in it for an annotation."""

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = ("script", "style", "template")
_TAGS = re.compile(rf"<({'|'.join(UNSEEN)})\b.*?</\1>|<[^>]*>", re.DOTALL)
_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|<[!?][^>]*>"
    r"|<(/?)([a-zA-Z][^\s/>]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
"""Whatever is no words: the end tags and start tags, with what these say, and what has nothing to do with either."""
_ATTRIBUTE = re.compile(r"""\s(id|class|href|data-of|data-also)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]*))""", re.IGNORECASE)


def read_page(html: str) -> Mapping[Spot, str]:
    """The words of a page at each of its spots; `html` may be a page's Markdown, whose blocks are HTML."""
    reader = _Reader()
    at = 0
    for found in _TAG.finditer(html):
        reader.say(html[at : found.start()])
        at = found.end()
        if found[2] and found[1]:
            reader.end(found[2].lower())
        elif found[2] and not found[3].endswith("/"):
            reader.begin(found[2].lower(), found[3])
    reader.say(html[at:])
    reader.leave(0)
    words = "".join(reader.words)
    found_at = {spot: words[start:end] for spot, (start, end) in reader.spans.items()}
    marks = {spot: "".join(words[a:b] for a, b in parts) for spot, parts in reader.marks.items()}
    return {**found_at, **marks, (): words}


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
class _Reader:
    words: list[str] = field(default_factory=list)
    spans: dict[Spot, tuple[int, int]] = field(default_factory=dict)
    marks: dict[Spot, list[tuple[int, int]]] = field(default_factory=dict)
    length: int = 0
    unseen: int = 0
    stack: list[_Open] = field(default_factory=list)

    def begin(self, tag: str, written: str) -> None:
        if tag in VOID:
            return
        attributes = _attributes(written)
        inside = self.stack[-1].inside if self.stack else ()
        if "data-of" in attributes and "text" in attributes.get("class", "").split():
            inside = tuple((self._id(), language) for language in attributes["data-of"].split())
        self.unseen += tag in UNSEEN
        self.stack.append(_Open(tag, self.length, attributes, inside))

    def end(self, tag: str) -> None:
        depth = next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].tag == tag), None)
        if depth is not None:
            self.leave(depth)

    def say(self, data: str) -> None:
        if data and not self.unseen:
            said = unescape(data)
            self.words.append(said)
            self.length += len(said)

    def leave(self, depth: int) -> None:
        """Close every open element from this depth on."""
        for element in self.stack[depth:]:
            self.unseen -= element.tag in UNSEEN
            self._keep(element, (element.start, self.length))
        del self.stack[depth:]

    def _keep(self, element: _Open, span: tuple[int, int]) -> None:
        attributes = element.attributes
        if not attributes:
            return
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


def _attributes(written: str) -> Mapping[str, str]:
    """Those attributes of a start tag that tell where words stand."""
    if "=" not in written:
        return _NONE
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): unescape(one or other or bare) for name, one, other, bare in found}


_NONE: Mapping[str, str] = {}
