"""Plain text to utterances: its paragraphs are what stands between blank lines."""

from __future__ import annotations

from collections.abc import Collection

from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.speech import read_lines
from build_tools.writing.importers.utterance import Reading


def read_plain(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a plain text: each paragraph one, and each line that begins with a speaker or a time."""
    return read_lines(split_lines(text), known)


def split_lines(text: str) -> list[Line]:
    """The lines that are not blank; the first one behind a blank line opens a paragraph."""
    lines: list[Line] = []
    opens = True
    for number, words in enumerate(text.split("\n"), 1):
        if words.strip():
            lines.append(Line(number, words, opens))
        opens = not words.strip()
    return lines
