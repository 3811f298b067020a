"""The lines of a text to utterances, by the labels that the whole text uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.model.timecode import TIME, TimeCode
from build_tools.model.timing import Spoken
from build_tools.writing.importers.furniture import set_aside
from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.labels import Script, read_script
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt

MAX_LINES = 100_000
"""A day of captions has fewer."""
_INSIDE = re.compile(rf"\s*(?:\[\s*({TIME})\s*\]|\((\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)\))\s*")
"""A time between words; in round brackets only with hours, since 3:16 in them is a verse."""
NEAR = 20_000
"""Milliseconds; lines with times that are so near, and with no label, are captions and no paragraphs."""


def read_lines(lines: Sequence[Line], known: Collection[str] = (), *, names: bool = True) -> Reading:
    """The utterances of lines that are not blank: each paragraph one, and each line that names a speaker or a time."""
    if len(lines) > MAX_LINES:
        raise UnreadableError(f"there are more than the {MAX_LINES} lines allowed; split the file")
    kept, remarks = set_aside(lines)
    script = read_script(kept, known, names=names)
    remarks += script.remarks
    utterances = _utterances(kept, script, remarks)
    return Reading(tuple(_flowing(utterances)), tuple(sorted(remarks)))


def _utterances(lines: Sequence[Line], script: Script, remarks: list[Remark]) -> list[Utterance]:
    made: list[Utterance] = []
    open_ = Utterance(None, "", 0)
    words: list[str] = []
    heads = 0
    pending = False
    """Whether a time, or a `>>`, waits for the label or the words that it is of."""

    def close() -> None:
        if open_.line:
            made.append(_split_times(replace(open_, words="\n".join(words)), remarks))
        words.clear()

    for at, line in enumerate(lines):
        head = script.head(at, line)
        if head:
            waits = bool(pending and not words and not (head.time and open_.time))
            before = open_
            if not waits:
                close()
            number = before.line if waits else line.number
            time, end = (head.time or before.time, head.end or before.end) if waits else (head.time, head.end)
            opens = head.changes or (waits and before.opens)
            kept = None if opens and not (waits and before.opens) else before.speaker
            open_ = Utterance(head.label or kept, "", number, time, end, opens=bool(opens))
            pending = head.label is None
            words += [head.words] if head.words else []
            heads += head.label is not None
        elif line.level:
            remarks.append(Remark(line.number, f"left out: the heading {excerpt(line.words)}"))
        else:
            if (words and line.opens) or not open_.line:
                close()
                open_ = Utterance(open_.speaker, "", line.number)
            words.append(line.words)
        if heads and (name := find_inside(head.words if head else line.words, script.labels)):
            remarks.append(
                Remark(
                    line.number,
                    f"“{name}:” stands inside a line, whose words all stay with {open_.speaker or 'nobody'}",
                )
            )
    close()
    return made


def find_inside(words: str, labels: Collection[str]) -> str | None:
    """The label that stands before a colon inside the words, where it begins a sentence of its own."""
    at = -1
    for _ in range(20):
        at = min((i for i in (words.find(":", at + 1), words.find("：", at + 1)) if i >= 0), default=-1)
        if at < 0:
            return None
        start = words[max(0, at - 60) : at]
        sentence = re.split(r"[.!?。！？”\"]\s*|\s{2,}", start)
        for label in (" ".join(sentence[-1].split()), " ".join(start.split()[-2:]), *start.split()[-1:]):
            if label in labels and at > len(label):
                return label
    return None


def _split_times(utterance: Utterance, remarks: list[Remark]) -> Utterance:
    """The utterance with the times that stand between its words taken out of them, if they go forward."""
    pieces = _INSIDE.split(utterance.words) if "[" in utterance.words or "(" in utterance.words else [utterance.words]
    if len(pieces) == 1:
        return utterance
    texts, written = pieces[::3], [a or b for a, b in zip(pieces[1::3], pieces[2::3], strict=True)]
    times = [TimeCode.parse(code) for code in written]
    moments = [utterance.time, *times] if utterance.time else times
    sound = [m for m in moments if m]
    if None in times or sound != sorted(sound):
        return utterance
    remarks.append(
        Remark(utterance.line, f"times between the words are kept apart from them: {', '.join(written[:5])}")
    )
    first = utterance.time or (times[0] if not texts[0].strip() else None)
    spoken = [
        Spoken(text, moment) for text, moment in zip(texts, [first, *times], strict=True) if moment and text.strip()
    ]
    return replace(utterance, words=" ".join(t for t in texts if t.strip()), time=first, spoken=tuple(spoken))


def _flowing(utterances: list[Utterance]) -> list[Utterance]:
    """The same, marked as captions where most have times, near each other, and nothing parts them into paragraphs."""
    timed = [u for u in utterances if u.time]
    if len(timed) < 5 or len(timed) < 0.8 * len(utterances):
        return utterances
    gaps = [b.time.milliseconds - a.time.milliseconds for a, b in pairwise(timed) if a.time and b.time]
    same = sum(a.speaker == b.speaker for a, b in pairwise(timed))
    if sorted(gaps)[len(gaps) // 2] > NEAR or same < 0.6 * len(gaps):
        return utterances
    return [replace(u, flows=u.time is not None) for u in utterances]
