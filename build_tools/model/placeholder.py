"""A text to the places in it that the build fills: `{{ count.claims }}`, outside code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name in double braces, and where it stands in its text."""

    name: str
    start: int
    end: int


def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Every placeholder of a text of Markdown, in order; none stands in code."""
    if "{{" not in text:
        return ()
    bare = _blank(text, _fences(text))
    bare = _blank(bare, _spans(bare))
    return tuple(
        Placeholder(found[1].strip(" \t"), found.start(), found.end()) for found in _PLACEHOLDER.finditer(bare)
    )


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each fenced block of code goes (CommonMark 0.31, 4.5); one that is never closed is none."""
    opened = ""
    start = 0
    for line in re.finditer(r"^[^\n]*$", text, re.M):
        words = line[0].rstrip(" \t")
        marks = len(words) - len(words.lstrip(words[:1])) if words[:1] in ("`", "~") else 0
        if opened and words == opened:
            yield start, line.end()
            opened = ""
        elif not opened and marks >= 3 and "`" not in words[marks:]:
            opened, start = words[:marks], line.start()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each span of code goes: between two runs of as many backticks (CommonMark 0.31, 6.1)."""
    runs = [(found.start(), found.end()) for found in re.finditer(r"`+", text)]
    later: dict[int, list[int]] = {}
    for number, (start, end) in reversed(list(enumerate(runs))):
        later.setdefault(end - start, []).append(number)
    at = 0
    while at < len(runs):
        start, end = runs[at]
        same = later[end - start]
        while same and same[-1] <= at:
            same.pop()
        if same:
            yield start, runs[same[-1]][1]
            at = same[-1]
        at += 1


def _blank(text: str, parts: Iterable[tuple[int, int]]) -> str:
    """The text with blanks instead of all characters of some parts of it, given in order, but for line ends."""
    pieces, at = [], 0
    for start, end in parts:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def fill_placeholders(text: str, value: Callable[[str], str | None]) -> str:
    """The text with the value of each placeholder in its place; one without a value stays as it is."""
    pieces, at = [], 0
    for found in find_placeholders(text):
        filling = value(found.name)
        pieces += [text[at : found.start], text[found.start : found.end] if filling is None else filling]
        at = found.end
    return "".join([*pieces, text[at:]])
