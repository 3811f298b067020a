"""HTML, as copied from a page, to the lines and tables of a document."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from html.parser import HTMLParser

from build_tools.writing.importers.document import Row, read_document
from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.utterance import Reading, Remark, excerpt

_CODE = frozenset(["script", "style", "template", "svg", "math", "noscript", "iframe", "object"])
"""Elements without words for a reader."""
_ASIDE = frozenset(["nav", "header", "footer", "aside", "button", "form", "select", "title", "figcaption"])
"""Elements with words that are no part of the talk."""
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong", "dt"))
_NAMED = re.compile(r"\b(?:speaker|author|name|who)\b|speaker", re.IGNORECASE)
"""The classes of elements that name a speaker."""
MAX_DEPTH = 100
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NO_TAG = re.compile(r"<(?=[!?])(?!!doctype\b)", re.IGNORECASE)


def read_html(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a page: its blocks are paragraphs; bold words, terms and headings may name speakers."""
    page = _Page()
    page.feed(_tame(text))
    page.close()
    page.end_line()
    return read_document(page.parts, page.remarks, known)


def _tame(text: str) -> str:
    """The text without comments, what opens no element written out: the parser would run over it again and again."""
    bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    whole = bare.rfind(">") + 1
    return _NO_TAG.sub("&lt;", bare[:whole]) + bare[whole:].replace("<", "&lt;")


class _Page(HTMLParser):
    """Collects the lines of a page; the methods are named as the parser calls them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Line | Row] = []
        self.remarks: list[Remark] = []
        self.open: list[tuple[str, bool]] = []
        self.words, self.bold, self.opens, self.number, self.plain = "", "", True, 0, False
        self.cells: list[str] | None = None
        self.aside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with a block, and a break; remember what is bold."""
        if tag in _BLOCKS:
            self.end_line()
            self.opens = True
        if tag == "br":
            self.end_line()
        if tag == "tr":
            self.cells = []
        if tag in ("td", "th") and self.cells is not None:
            self.cells.append("")
        if tag not in _VOID and len(self.open) < MAX_DEPTH:
            named = any(name == "class" and _NAMED.search(value or "") for name, value in attrs)
            self.open.append((tag, tag in _BOLD or named))

    def handle_endtag(self, tag: str) -> None:
        """End a line with a block, a row with its cells."""
        if tag in _BLOCKS:
            self.end_line()
            self.opens = True
        if tag in _ASIDE:
            self.end_line()
        if tag == "tr" and self.cells is not None:
            if any(cell.strip() for cell in self.cells):
                self.parts.append(Row(self.getpos()[0], tuple(self.cells)))
            self.cells = None
        depth = next((n for n in range(len(self.open) - 1, -1, -1) if self.open[n][0] == tag), None)
        if depth is not None:
            del self.open[depth:]

    def handle_data(self, data: str) -> None:
        """Add words to the line."""
        tags = [tag for tag, _ in self.open]
        if _CODE.intersection(tags):
            return
        self.aside = next((tag for tag in tags if tag in _ASIDE), "")
        pieces = data.split("\n") if "pre" in tags else [re.sub(r"[ \t\r\n\f]+", " ", data)]
        for at, piece in enumerate(pieces):
            if at:
                self.end_line()
            if piece.strip():
                self.number = self.number or self.getpos()[0] + data[: data.index(piece.strip()[:1])].count("\n")
            if any(bold for _, bold in self.open) and not self.plain:
                self.bold += piece
            elif piece.strip():
                self.plain = True
            self.words += piece

    def end_line(self) -> None:
        """Put the words that were gathered where they belong."""
        words, number = self.words.strip(" "), self.number or self.getpos()[0]
        level = next((_HEADINGS[tag] for tag, _ in self.open if tag in _HEADINGS), 0)
        if words.strip() and self.aside:
            self.remarks.append(Remark(number, f"left out: {excerpt(words)} in <{self.aside}>"))
        elif self.cells is not None and self.cells:
            self.cells[-1] += f"\n{words}" if self.cells[-1] and words.strip() else words
        elif words.strip():
            line = Line(number, words, self.opens, self.bold.strip(), level)
            self.parts.append(replace(line, bold="") if level else line)
            self.opens = False
        self.words, self.bold, self.number, self.plain, self.aside = "", "", 0, False, ""
