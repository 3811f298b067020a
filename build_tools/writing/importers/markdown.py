"""Markdown to the lines of its paragraphs and headings, with what is bold (parsed by markdown-it-py)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.labels import read_script
from build_tools.writing.importers.plain import split_lines
from build_tools.writing.importers.speech import read_lines
from build_tools.writing.importers.utterance import Reading, Remark

LONGEST = 500
"""Lines of a paragraph, and of front matter; in longer ones a mark of emphasis holds to its own line."""
MOST_MARKS = 2000
"""In one paragraph; with more of them it is no Markdown, and stays as typed."""
SAMPLE = 200_000
"""Characters by which Markdown is told."""
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<words>.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_MARKS = re.compile(r"[*_\\&]")
"""What may begin one of the marks that are read."""
_BOLD_HEAD = re.compile(
    r"\s*(?P<marks>\*\*|__)(?=\S)(?P<bold>[^*_\\&`<>]+?)(?<=\S)(?P=marks)(?:(?<=[:：]..)|(?=\s*[:：]))"
)
"""`**Ann:**` or `**Ann**:` at the start of a line."""
_BOLD_LABEL = re.compile(r"^(?: {0,3}#{1,6}[ \t]|\s*(?:\*\*|__))", re.MULTILINE)


def read_markdown(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a Markdown text, whose speakers may be bold words or headings.

    Emphasis, character references and backslash escapes are read as in CommonMark;
    everything else that Markdown has (lists, links, HTML) stays as typed.
    """
    front, lines = parse_markdown(text)
    reading = read_lines(lines, known)
    left = [Remark(1, f"left out: front matter, {front} lines")] if front else []
    return Reading(reading.utterances, tuple(sorted([*left, *reading.remarks])))


def has_markdown_speakers(text: str) -> bool:
    """Whether bold words or headings of this Markdown name speakers."""
    if not _BOLD_LABEL.search(text):
        return False
    _, lines = parse_markdown(text[:SAMPLE])
    script = read_script(lines)
    return any(
        (head := script.head(at, line)) and head.label and (line.level or line.bold) for at, line in enumerate(lines)
    )


def parse_markdown(text: str) -> tuple[int, list[Line]]:
    """How many lines of front matter a text has, and the lines behind them that are not blank."""
    front = _front_matter(text)
    parser = _parser()
    paragraph: list[Line] = []
    lines: list[Line] = []
    for line in split_lines(text):
        if line.number <= front:
            continue
        heading = _HEADING.fullmatch(line.words) if line.words.lstrip(" ")[:1] == "#" else None
        if heading or line.opens or len(paragraph) >= LONGEST:
            lines += _inline(parser, paragraph)
            paragraph = []
        if heading:
            lines += _inline(parser, [Line(line.number, heading["words"] or "", level=len(heading["marks"]))])
        else:
            paragraph.append(
                Line(line.number, line.words, line.opens or (not paragraph and bool(lines and lines[-1].level)))
            )
    return front, lines + list(_inline(parser, paragraph))


def _front_matter(text: str) -> int:
    """How many lines stand between two lines of three dashes at the top, with these."""
    if not text.startswith("---\n"):
        return 0
    for number, line in enumerate(text.split("\n", LONGEST)[1:LONGEST], 2):
        if line.rstrip() == "---":
            return number
    return 0


def _parser() -> MarkdownIt:
    """CommonMark's emphasis; its lists would lose the number of "1984. That year"."""
    return MarkdownIt("zero").enable(["emphasis", "escape", "entity", "newline"])


def _inline(parser: MarkdownIt, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a paragraph without the marks of emphasis.

    Bold words before a colon at the start of a line are read here: CommonMark does not take
    the marks for such where a letter follows, as always in Chinese (`**羅雅：**你好`).
    """
    heads = [_BOLD_HEAD.match(line.words) for line in lines]
    rests = [line.words[head.end() if head else 0 :].strip() for line, head in zip(lines, heads, strict=True)]
    inner: list[list[Token] | None] = [None] * len(lines)
    if 0 < sum(len(_MARKS.findall(rest)) for rest in rests) <= MOST_MARKS:
        (token,) = parser.parseInline("\n".join(rests))
        inner = list(_split(token.children or []))
    for line, head, rest, children in zip(lines, heads, rests, inner, strict=True):
        words = rest if children is None else "".join(child.content for child in children)
        bold = head["bold"] if head else _bold(children or [])
        blank = " " if head and line.words[head.end() : head.end() + 1].isspace() else ""
        whole = f"{head['bold']}{blank}{words}" if head else words
        if whole.strip():
            yield Line(line.number, whole, line.opens, bold, line.level)


def _split(children: Sequence[Token]) -> Iterator[list[Token]]:
    """The inline tokens of each line."""
    line: list[Token] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield line
            line = []
        else:
            line.append(child)
    yield line


def _bold(children: Sequence[Token]) -> str:
    words, depth = "", 0
    for child in children:
        depth += (child.type == "strong_open") - (child.type == "strong_close")
        if depth > 0:
            words += child.content
        elif child.content or child.type == "strong_close":
            break
    return words
