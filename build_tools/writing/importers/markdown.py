"""Markdown with bold or heading speakers to utterances (parsed by markdown-it-py)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.labels import Head, find_labels, is_label, split_head
from build_tools.writing.importers.utterance import Reading, Remark, Utterance, excerpt

_FRONT_MATTER = re.compile(r"---\n(?:.*\n)*?---(?:\n|\Z)")
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
"""An attribute list at the end of a heading, which is no part of its words."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a heading or of a paragraph."""

    number: int
    bold: str
    """The words in bold with which it begins."""
    words: str
    """All of it, without the marks of emphasis."""
    level: int
    """Of its heading; 0 in a paragraph."""
    opens: bool
    """Whether it is the first of its paragraph."""


def read_markdown(text: str) -> Reading:
    """The utterances of a Markdown text: bold words with a colon, or alone on a line, name a speaker.

    Where no words in bold do, the headings of one level do, of the one that has the
    most; where these are fewer than the lines of the form `Speaker: words`, these do.
    Emphasis, character references and backslash escapes are read as in CommonMark;
    everything else that Markdown has (lists, links, HTML) stays as typed.
    """
    remarks: list[Remark] = []
    front = _FRONT_MATTER.match(text)
    if front:
        remarks.append(Remark(1, f"left out: front matter, {front[0].count(chr(10))} lines"))
    lines = _parse(text)
    read_head = _marks_of_speakers(lines)
    utterances: list[Utterance] = []
    speaker: str | None = None
    time: TimeCode | None = None
    waiting = 0
    """The line of a speaker whose words are still to come."""
    for line in lines:
        head = read_head(line)
        if line.level and not head:
            remarks.append(Remark(line.number, f"left out: the heading {excerpt(line.words)}"))
        elif head:
            if waiting:
                utterances.append(Utterance(speaker, "", waiting, time))
            speaker, time, waiting = (head.label or speaker), head.time, line.number
            if head.words:
                utterances.append(Utterance(speaker, head.words, line.number, time))
                time, waiting = None, 0
        elif line.words.strip():
            if line.opens or waiting or not utterances:
                utterances.append(Utterance(speaker, line.words, line.number, time))
                time, waiting = None, 0
            else:
                before = utterances[-1]
                utterances[-1] = replace(before, words=f"{before.words}\n{line.words}")
    if waiting:
        utterances.append(Utterance(speaker, "", waiting, time))
    return Reading(tuple(utterances), tuple(remarks))


def has_markdown_speakers(text: str) -> bool:
    """Whether bold words or headings of this Markdown name speakers."""
    lines = _parse(text)
    read_head = _marks_of_speakers(lines)
    return any(read_head(line) and (line.level or line.bold) for line in lines)


def _marks_of_speakers(lines: Sequence[_Line]) -> Callable[[_Line], Head | None]:
    """What tells the speakers of this text: how to read the head of a line."""
    if any(_bold_head(line) for line in lines):
        return _bold_head
    labels = find_labels(line.words for line in lines if not line.level)
    levels = Counter(line.level for line in lines if line.level and is_label(line.words.strip().rstrip(":：")))
    level = max(levels, key=lambda level: (levels[level], level), default=0)
    if levels[level] > labels.total():
        return lambda line: _heading_head(line, level)
    return lambda line: None if line.level else split_head(line.words, labels)


def _parse(text: str) -> list[_Line]:
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return list(_lines(_parser().parse(text)))


def _parser() -> MarkdownIt:
    """CommonMark's paragraphs, headings and emphasis; lists would lose the number of "1984. That year"."""
    return MarkdownIt("zero").enable(["heading", "emphasis", "escape", "entity", "newline"])


def _lines(tokens: Sequence[Token]) -> Iterator[_Line]:
    level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            start = (token.map or [0])[0] + 1
            for offset, children in enumerate(_split(token.children or [])):
                words = "".join(child.content for child in children)
                yield _Line(start + offset, _bold(children), words, level, offset == 0)


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


def _bold_head(line: _Line) -> Head | None:
    """The speaker that a line begins with in bold, before a colon or alone on the line."""
    if not line.bold.strip() or line.level:
        return None
    alone = line.words.strip() == line.bold.strip()
    written = f"{line.words.rstrip()}:" if alone and not line.bold.rstrip().endswith((":", "：")) else line.words
    head = split_head(written)
    if head and head.label and (head.label in line.bold) and len(line.bold) <= len(written) - len(head.words):
        return head
    return None


def _heading_head(line: _Line, level: int) -> Head | None:
    if not line.level or line.level != level:
        return None
    words = _ATTRIBUTES.sub("", line.words).strip()
    head = split_head(words) or split_head(f"{words}:")
    return head if head and head.label and not head.words else None
