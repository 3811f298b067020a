"""A page's blocks of HTML to the stash that Python-Markdown keeps such blocks in.

Python-Markdown and MkDocs each read a whole page tag by tag to find them, which is half of the work of rendering one.
The pages made here are little else than such blocks, each from the start of a line to the end of one, and the ends are
found by searching for them. What is stashed is the same; where a page is not of that form, the rest is left to them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor

_BEFORE_TAGS_ARE_READ = 22
"""The place among the preprocessors: behind the one of fenced code (25), before MkDocs' own (21)."""
_START = re.compile(r"^<([a-z][a-z0-9]*)\b", re.MULTILINE)
_BLANK = re.compile(r"(?: *\n){2}")
_STRANGE = re.compile(r"<(?!/?[a-zA-Z])|<[^<>]*<|<(script|style)\b[^<>]*>[^<]*<(?!/\1>)")
"""What none but a reader of every tag gets right: comments, `<` inside a tag, tags inside a script."""
_ID = re.compile(r'(?:\sid|<a\b[^<>]*\sname)="([^"]+)"')


class HtmlBlocks(Extension):
    """The extension; it leaves pages alone where another one has its own way with HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """As Python-Markdown calls it."""
        md.preprocessors.register(_StashBlocks(md), "edition_html_blocks", _BEFORE_TAGS_ARE_READ)


class _StashBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if type(self.md.preprocessors["html_block"]) is not HtmlBlockPreprocessor:
            return lines
        pieces = split_blocks("\n".join(lines), self.md)
        kept = [piece if at % 2 == 0 else f"\n{self.md.htmlStash.store(piece)}\n\n" for at, piece in enumerate(pieces)]
        return "".join(kept).split("\n") if len(kept) > 1 else lines


def split_blocks(source: str, md: Markdown) -> list[str]:
    """The words of a page and its blocks of HTML in turn, words first; what no block ends before a tag is all words."""
    if _STRANGE.search(source):
        return [source]
    pieces: list[str] = []
    at = 0
    while found := _START.search(source, at):
        end = _end_of(found[1], source, found.start()) if md.is_block_level(found[1]) else None
        if end is None or "<" in source[at : found.start()]:
            break
        blank = "\n" if _BLANK.match(source, end) else ""  # Python-Markdown lets one stand behind a block
        pieces += [source[at : found.start()], source[found.start() : end] + blank]
        at = end
    return [*pieces, source[at:]]


def ids_in(html: str) -> frozenset[str]:
    """The ids of the elements of a page, to which links may lead."""
    return frozenset(_ID.findall(html))


def _end_of(tag: str, source: str, start: int) -> int | None:
    """Where an element ends, if its line does."""
    depth = 0
    for found in _tags(tag).finditer(source, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end() if source.startswith("\n", found.end()) else None
    return None


@lru_cache
def _tags(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){tag}(?:\s[^<>]*)?>")
