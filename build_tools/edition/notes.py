"""Contributed notes, a small Markdown, to safe HTML.

A note never meets the Markdown extensions of the page it stands on: it is
rendered here, with raw HTML off, and what comes out is sanitized.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from build_tools.model.model import Assessment, Ref

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "br", "span"}
"""The elements that a note may become."""

_MAYBE_MARKS = re.compile(r"[*_\[\]`&<\\\r\n\t\0]|^\s*[-+\d]")
"""Without one of these a note is a paragraph of plain words."""
_BLANKS = re.compile(r"\s+")
_BLANK_BEFORE = re.compile(r"\s+([.,;:)。，、；：）]|$)")
_CITATION = re.compile(r"\[(@[a-z0-9-]+(?:\s*[;,]\s*@[a-z0-9-]+)*)\]")
_ID = re.compile(r"@([a-z0-9-]+)")
_MAYBE_HIDDEN = re.compile(r"[\\`&<\r\n\0]|\]\(")
"""Without one of these whatever looks like a citation is one."""


def render_note(
    words: str,
    *,
    cite: Callable[[str], str],
    link: Callable[[str], str],
    text: Callable[[str], str] = escapeHtml,
) -> str:
    """The note as safe HTML.

    `text` turns words into HTML, perhaps with the language of each run; `cite`
    turns a source's id into the HTML of its citation, `link` an address from the
    root of the site into one that works on the page. Addresses that are neither
    http(s) nor in-site lose their link, not their words.
    """
    env: EnvType = {"cite": cite, "text": text}
    tokens = _PARSER.parse(words, env)
    for token in _inline(tokens):
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            if address.startswith("/") and not address.startswith("//"):
                token.attrs["href"] = link(address)
            elif address.startswith(("http://", "https://")):
                token.attrs["rel"] = "noopener noreferrer"
            else:
                del token.attrs["href"]
    html = _PARSER.renderer.render(tokens, _PARSER.options, env)
    attributes = {"a": {"href", "class", "title", "rel"}, "span": {"lang"}}
    safe = nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes={"http", "https"}, link_rel=None)
    return safe.strip().replace("\n", " ")


def citations(words: str) -> tuple[str, ...]:
    """The ids of the sources that a note cites, in order, each once."""
    if not _MAYBE_HIDDEN.search(words):
        return tuple(dict.fromkeys(id for cited in _CITATION.findall(words) for id in _ID.findall(cited)))
    return _parts(words).citations


def assessment_sources(entry: Assessment) -> tuple[Ref, ...]:
    """The sources of an assessment: those listed, then those that only its reason or its note cites."""
    listed = {ref.id for ref in entry.sources}
    texts = [text for text in (entry.because, entry.note) if text]
    cited = {id: text.place_of(tag) for text in texts for tag, words in text.values for id in citations(words)}
    return (*entry.sources, *(Ref(id, place) for id, place in cited.items() if id not in listed))


def links(words: str) -> tuple[str, ...]:
    """The addresses that a note links to, in order, as written."""
    if "](" not in words:
        return ()
    return _parts(words).links


def pieces(words: str) -> tuple[str, ...]:
    """The runs of a note's words between its marks, links and citations."""
    return _parts(words).pieces


def find_markup(words: str) -> tuple[tuple[str, str], ...]:
    """What a note has that only a larger Markdown knows: the kind of each, and how it is written; in order.

    It is shown to readers as its author typed it. What stands between backticks or behind a
    backslash is meant to be seen.
    """
    if not _MAYBE_MARKUP.search(words):
        return ()
    blocks = [
        (_BLOCK_MARKUP[token.type], _first_line(words, token))
        for token in _LARGER.parse(words)
        if token.type in _BLOCK_MARKUP
    ]
    inside = (token for token in _inline(_LARGER_INSIDE.parse(words)))
    return tuple(dict.fromkeys([*blocks, *(found for token in inside for found in _inline_markup(token))]))


def _first_line(words: str, token: Token) -> str:
    lines = re.split(r"\r\n|[\r\n]", words)  # as the parser counts them
    line = lines[token.map[0]].strip() if token.map else ""
    return line[:MOST_SHOWN]


def _inline_markup(token: Token) -> Iterator[tuple[str, str]]:
    if token.type == "html_inline":
        comment = token.content.startswith("<!")
        yield ("comment" if comment else "tag"), token.content.split("\n")[0][:MOST_SHOWN]
    elif token.type == "image":
        yield "image", "!["
    elif token.type == "link_open" and token.markup == "autolink":
        yield "autolink", f"<{token.attrs['href']}>"[:MOST_SHOWN]
    elif token.type == "text":
        for kind, pattern in _TEXT_MARKUP:
            yield from ((kind, found[0][:MOST_SHOWN]) for found in pattern.finditer(token.content))


def plain(words: str) -> str:
    """The note's words without marks, links and citations."""
    return _parts(words).plain


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is asked of a note again and again."""

    citations: tuple[str, ...]
    links: tuple[str, ...]
    plain: str
    pieces: tuple[str, ...]


@lru_cache(1 << 17)
def _parts(words: str) -> _Parts:
    if not _MAYBE_MARKS.search(words):
        return _Parts((), (), _tidy(words), tuple(filter(None, [words.strip()])))
    tokens = list(_inline(_PARSER.parse(words)))
    cited = (id for token in tokens if token.type == "citation" for id in token.meta["ids"])
    linked = (str(token.attrs.get("href", "")) for token in tokens if token.type == "link_open")
    text = "".join(t.content if t.type in ("text", "code_inline") else " " * (t.type == "softbreak") for t in tokens)
    pieces = (token.content for token in tokens if token.type in ("text", "code_inline") and token.content)
    return _Parts(tuple(dict.fromkeys(cited)), tuple(linked), _tidy(text), tuple(pieces))


def _tidy(text: str) -> str:
    return _BLANK_BEFORE.sub(r"\1", _BLANKS.sub(" ", text)).strip()


def _inline(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _citation(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[@id]` and `[@one; @two]`."""
    match = _CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"ids": _ID.findall(match[1])}
    state.pos = match.end()
    return True


def _render_citation(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return " ".join(env["cite"](id) for id in tokens[index].meta["ids"])


def _render_text(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return str(env["text"](tokens[index].content))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["emphasis", "link", "list", "escape", "entity", "backticks", "newline"])
    parser.validateLink = lambda _url: True  # type: ignore[assignment, method-assign]  # judged above and in `checks`
    parser.inline.ruler.before("link", "citation", _citation)
    parser.add_render_rule("citation", _render_citation)
    parser.add_render_rule("text", _render_text)
    return parser


def _larger_parser(*rules: str) -> MarkdownIt:
    """A parser that knows what notes do not have, so as to tell it."""
    parser = _parser()
    parser.options["html"] = True
    return parser.enable(list(rules))


_PARSER = _parser()
_LARGER = _larger_parser("heading", "fence", "blockquote", "hr", "table", "html_block")
_LARGER_INSIDE = _larger_parser("html_inline", "image", "autolink")
MOST_SHOWN = 80
"""Characters of what is found that are told."""
_MAYBE_MARKUP = re.compile(r"[<{|>~]|!\[|\[\^|^ {0,3}(?:#|-{3}|_{3}|\*{3}|```)", re.MULTILINE)
"""Without one of these a note has nothing that it may not have."""
_BLOCK_MARKUP = {
    "heading_open": "heading",
    "fence": "fence",
    "blockquote_open": "block-quote",
    "hr": "rule",
    "table_open": "table",
}
_TEXT_MARKUP = (
    ("comment", re.compile(r"<!--")),
    (
        "tag",
        re.compile(
            r"</?(?:script|style|iframe|object|embed|svg|img|a|b|i|u|em|strong|br|p|div|span|h[1-6])\b(?=[\s/>])"
        ),
    ),
    ("attributes", re.compile(r"\{\s?(?::\s*|[#.])[^{}\s][^{}]*\}")),
    ("image", re.compile(r"!\[[^\[\]]*\](?=\[)")),
    ("footnote", re.compile(r"\[\^[^\[\]\s]{1,30}\]")),
)
"""What no parser makes a token of; an attribute list is an extension of Python-Markdown's."""
