"""Subtitles to utterances: what WebVTT and SRT have in common (parsed by webvtt-py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.labels import find_labels, split_head
from build_tools.writing.importers.utterance import Remark, UnreadableError, Utterance, alone, excerpt

ARROW = "-->"


@dataclass(frozen=True, slots=True)
class Cue:
    """The lines shown together for a while."""

    lines: tuple[str, ...]
    start: TimeCode
    end: TimeCode
    numbers: tuple[int, ...]
    """Where each of its lines stands in the file."""

    @property
    def line(self) -> int:
        """Where the first of its lines stands."""
        return self.numbers[0]


def read_cues(text: str, format: str) -> tuple[list[Cue], list[Remark]]:
    """The cues of a file in webvtt-py's format `vtt` or `srt`, and a remark for every line that is in none of them."""
    lines = [line if line.strip() else "" for line in text.split("\n")]
    try:
        captions = webvtt.from_buffer(lines, format=format).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise UnreadableError(f"this is no {format.upper()} file: {error}") from None
    cues: list[Cue] = []
    placed: set[int] = set()
    at = 0
    for caption in captions:
        at = _find_timing(lines, at, caption.start)
        placed.add(at)
        numbers = []
        for words in caption.lines:
            at = lines.index(words, at + 1)
            numbers.append(at + 1)
        placed.update(number - 1 for number in numbers)
        start, end = TimeCode.parse(caption.start), TimeCode.parse(caption.end)
        if start is None or end is None:
            raise UnreadableError(f"{caption.start} {ARROW} {caption.end} are no times", at + 1)
        if numbers:
            cues.append(Cue(tuple(caption.lines), start, end, tuple(numbers)))
        at += 1
    return cues, list(_unplaced(lines, placed))


def _find_timing(lines: Sequence[str], start: int, begins: str) -> int:
    """The next line that times a cue with this beginning."""
    for at in range(start, len(lines)):
        first, arrow, _ = lines[at].partition(ARROW)
        if arrow and _milliseconds(first.strip()) == _milliseconds(begins):
            return at
    raise UnreadableError(f"the cue at {begins} was not found again", start + 1)


def _milliseconds(written: str) -> int:
    """A cue's time as webvtt-py reads it, which takes 99 seconds for a minute and 39; -1 for what is none."""
    clock, _, fraction = written.replace(",", ".").partition(".")
    parts = clock.split(":")
    if not all(part.isdecimal() for part in (*parts, fraction)):
        return -1
    whole = 0
    for part in parts:
        whole = whole * 60 + int(part)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _unplaced(lines: Sequence[str], placed: set[int]) -> Iterator[Remark]:
    """What is neither in a cue nor its number or name, nor the line that names the format."""
    for at, line in enumerate(lines):
        if ARROW in line and at not in placed and "".join(lines[at + 1 : at + 2]):
            raise UnreadableError(f"these are no times of a cue: {excerpt(line)}", at + 1)
        names_cue = at + 1 in placed and ARROW in lines[at + 1]
        if line and at not in placed and not names_cue and not (at == 0 and line.strip() == "WEBVTT"):
            yield Remark(at + 1, f"left out: {excerpt(line)}")


def by_labels(cues: Sequence[Cue]) -> tuple[list[Utterance], list[Remark]]:
    """The utterances of cues in which `Speaker: words` names a speaker, who speaks on until another is named."""
    labels = find_labels(line for cue in cues for line in cue.lines)
    utterances: list[Utterance] = []
    remarks: list[Remark] = []
    speaker: str | None = None
    for cue in cues:
        words: list[str] = []
        for number, line in zip(cue.numbers, cue.lines, strict=True):
            head = split_head(line, labels)
            if ARROW in line:
                remarks.append(Remark(number, f"no times of a cue, so kept as words: {excerpt(line)}"))
            if head and head.label:
                if words:
                    utterances.append(Utterance(speaker, "\n".join(words), cue.line, cue.start, cue.end))
                speaker, words = head.label, [head.words]
                if labels[speaker] == 1:
                    remarks.append(alone(speaker, number))
            else:
                words.append(line)
        if len(cue.lines) > 1 and all(line.lstrip().startswith(("-", "–")) for line in cue.lines):
            remarks.append(Remark(cue.line, f"speakers told apart by dashes alone: {excerpt(' '.join(cue.lines))}"))
        utterances.append(Utterance(speaker, "\n".join(words), cue.line, cue.start, cue.end))
    return utterances, remarks
