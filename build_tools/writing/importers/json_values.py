"""JSON text to values of known types, with the lines of its lists; shared by the readers of recognizers' results."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken
from build_tools.writing.importers.utterance import UnreadableError, Utterance

_BETWEEN = re.compile(r"[\s,]*")
_MOST = 1000 * 3_600_000
"""Milliseconds that a time code can tell: three digits of hours."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as a recognizer gives it."""

    text: str
    """With the blank before it where it has one."""
    speaker: str | None
    start: TimeCode | None
    end: TimeCode | None


def parse_json(text: str) -> object:
    """The value of a JSON text; raises `UnreadableError` with the line where it is none."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"this is not JSON: {error.msg}", error.lineno) from None
    except (RecursionError, ValueError):
        raise UnreadableError("this JSON is nested too deep, or has a number that is too long") from None
    return value


def mapping(value: object) -> Mapping[str, object]:
    """An object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[object]:
    """A list, or an empty one for anything else."""
    return value if isinstance(value, list) else ()


def text_of(value: object) -> str:
    """A text, or an empty one for anything else."""
    return value if isinstance(value, str) else ""


def moment(value: object, unit: int, line: int) -> TimeCode | None:
    """A moment given in `unit` milliseconds."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value * unit < _MOST:
        raise UnreadableError(f"{value!r} is no time", line)
    return TimeCode(round(value * unit))


def speaker_of(value: object, what: str, line: int) -> str | None:
    """The label of a speaker; a number is written out."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    if value is not None and not isinstance(value, str):
        raise UnreadableError(f"the speaker of {what} is no text", line)
    return value or None


def by_speaker(words: Iterable[Word], line: int, speaker: str | None = None) -> list[Utterance]:
    """The utterances of words, a new one where the speaker changes; a word without one belongs to the one before."""
    groups: list[tuple[str | None, list[Word]]] = []
    for word in words:
        who = word.speaker or (groups[-1][0] if groups else speaker)
        if not groups or groups[-1][0] != who:
            groups.append((who, []))
        groups[-1][1].append(word)
    return [say(who, "".join(word.text for word in said), said, line) for who, said in groups]


def say(speaker: str | None, words: str, said: Sequence[Word], line: int) -> Utterance:
    """The utterance of these words, with the time of each that has one."""
    spoken = tuple(Spoken(word.text, word.start, word.end) for word in said if word.start and word.text.strip())
    begins = spoken[0].start if spoken else None
    ends = next((word.end for word in reversed(said) if word.end), None)
    return Utterance(speaker, words, line, begins, ends, spoken, flows=begins is not None)


def with_blanks(texts: Iterable[str]) -> list[str]:
    """Words that come without the blanks between them, with these; a mark of punctuation has none before it."""
    return [
        f" {text}" if at and not re.match(r"[,.!?;:，。！？；：、…)\]]", text) else text
        for at, text in enumerate(texts)
    ]


def lines_of(text: str, key: str, found: Sequence[object]) -> list[int]:
    """The line in which each item of the list under `key` begins; 0 where it cannot be told."""
    decoder = json.JSONDecoder()
    start = re.search(rf'"(?:{key})"\s*:\s*\[', text)
    at = start.end() if start else text.find("[") + 1
    lines, line, counted = [], 1, 0
    for _ in found:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        line, counted = line + text.count("\n", counted, at), at
        lines.append(line)
        try:
            _, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return [0] * len(found)
    return lines
