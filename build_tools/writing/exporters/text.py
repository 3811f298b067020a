"""What is said to plain text, and to a Word file: a paragraph a line, with its time and its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.writing.exporters.said import Said
from build_tools.writing.word_file import write_word


def to_txt(said: Said) -> str:
    """Plain text, as in `[00:01:02] Ann Lee: Good morning.`, with a blank line between two paragraphs."""
    return "\n\n".join(head + words for head, words in lines(said)) + "\n"


def lines(said: Said) -> Iterator[tuple[str, str]]:
    """For each paragraph what names its speaker and time, and its words on one line.

    A new turn of the same speaker begins with `>>`, as captions do it.
    """
    for at, turn in enumerate(said.turns):
        for number, paragraph in enumerate(turn.paragraphs):
            mark = ">> " if number == 0 and said.again(at) else ""
            time = f"[{paragraph.time}] " if paragraph.time else ""
            yield f"{mark}{time}{turn.label}: ", " ".join(paragraph.text.split("\n"))


def to_docx(said: Said) -> bytes:
    """A Word file of the same lines, what names speaker and time in bold."""
    paragraphs = ((head.rstrip(), f" {words}") for head, words in lines(said))
    return write_word(paragraphs, title=said.title, language=said.language)
