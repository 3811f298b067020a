"""Cues to utterances: who speaks is told by labels, by `>>`, or by the voices of WebVTT."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken
from build_tools.writing.importers.cues import Cue, CueLine
from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.labels import Script, read_script
from build_tools.writing.importers.speech import MAX_LINES, find_inside
from build_tools.writing.importers.utterance import Remark, UnreadableError, Utterance, excerpt

_CHANGE = re.compile(r"(?<=\S)\s+(?=>>\s*\S)")
_DASHES = ("-", "–", "—")


def by_labels(cues: Sequence[Cue], known: Collection[str] = ()) -> tuple[list[Utterance], list[Remark]]:
    """The utterances of cues in which `Speaker: words` names a speaker, who speaks on until another is named."""
    parted = [replace(cue, lines=tuple(_part_changes(cue.lines))) for cue in cues]
    lines = [
        Line(line.number, line.words, opens=at == 0)
        for cue in parted
        for at, line in enumerate(line for line in cue.lines if line.words.strip())
    ]
    if len(lines) > MAX_LINES:
        raise UnreadableError(f"there are more than the {MAX_LINES} lines allowed; split the file")
    script = read_script(lines, known, names=False)
    remarks = list(script.remarks)
    utterances: list[Utterance] = []
    speaker: str | None = None
    at = 0
    for cue in parted:
        said: list[tuple[CueLine, int]] = []
        changes = False
        for line in cue.lines:
            if not line.words.strip():
                continue
            head = script.head(at, lines[at])
            at += 1
            if head and (head.label or head.changes):
                utterances += _say(speaker, said, cue, opens=changes)
                speaker, changes, said = head.label, head.changes, []
                said.append((line, len(line.words.rstrip()) - len(head.words)))
            else:
                said.append((line, 0))
            _look_inside(line, head.words if head else line.words, script, speaker, remarks)
        utterances += _say(speaker, said, cue, opens=changes)
        spoken = [line.words.lstrip() for line in cue.lines if line.words.strip()]
        if len(spoken) > 1 and all(words.startswith(_DASHES) for words in spoken):
            remarks.append(Remark(cue.line, f"speakers told apart by dashes alone: {excerpt(' '.join(spoken))}"))
    return utterances, remarks


def _look_inside(line: CueLine, words: str, script: Script, speaker: str | None, remarks: list[Remark]) -> None:
    if script.labels and (name := find_inside(words, script.labels)):
        message = f"“{name}:” stands inside a line, whose words all stay with {speaker or 'nobody'}"
        remarks.append(Remark(line.number, message))


def _part_changes(lines: Sequence[CueLine]) -> list[CueLine]:
    """The lines, parted where `>>` says inside one that somebody else begins to speak."""
    parted = []
    for line in lines:
        at = 0
        for change in _CHANGE.finditer(line.words):
            parted.append(_slice(line, at, change.start()))
            at = change.end()
        parted.append(_slice(line, at, len(line.words)) if at else line)
    return parted


def _slice(line: CueLine, start: int, end: int) -> CueLine:
    before = [moment for at, moment in line.marks if at < start]
    marks = [(at - start, moment) for at, moment in line.marks if start <= at < end]
    first = [(0, before[-1])] if before and not any(at == 0 for at, _ in marks) else []
    return CueLine(line.number, line.words[start:end], (*first, *marks))


def _say(speaker: str | None, said: Sequence[tuple[CueLine, int]], cue: Cue, *, opens: bool) -> list[Utterance]:
    """The utterance of what one speaker says in a cue; none where nothing is said."""
    if not said:
        return []
    words = "\n".join(line.words[start:] for line, start in said)
    spoken = spoken_of(said, cue.start)
    begins = spoken[0].start if spoken else cue.start
    return [Utterance(speaker, words, said[0][0].number, begins, cue.end, spoken, opens)]


def spoken_of(said: Sequence[tuple[CueLine, int]], begins: TimeCode) -> tuple[Spoken, ...]:
    """The words of lines from a place in each on, cut where their marks say; empty where they have none."""
    pieces: list[tuple[str, TimeCode]] = []
    moment = begins
    for line, start in said:
        at = start
        for mark, time in line.marks:
            if mark > at:
                pieces.append((line.words[at:mark], moment))
                at = mark
            moment = time
        pieces.append((line.words[at:], moment))
    if all(time == begins for _, time in pieces):
        return ()
    return tuple(Spoken(words, time) for words, time in pieces if words.strip())
