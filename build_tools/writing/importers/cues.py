"""Subtitles to cues: what WebVTT, SRT and SBV have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.model.timecode import TIME, TimeCode
from build_tools.writing.importers.utterance import Remark, UnreadableError, excerpt

ARROW = "-->"
_TIMING = re.compile(rf"\s*(?P<start>{TIME})\s*(?:-->|,(?=\d+:\d+:\d+\.\d+\s*\Z))\s*(?P<end>{TIME})(?:\s.*)?")
"""`00:01.000 --> 00:02.000`, perhaps with settings; `0:00:01.000,0:00:02.000` in SBV."""
_LIKE_TIMING = re.compile(r"\s*\d+:\S*\s*-->")
"""What must be the times of a cue, or the file is broken; another arrow is text."""
_NUMBER = re.compile(r"\s*\d+\s*")


@dataclass(frozen=True, slots=True)
class CueLine:
    """A line of a cue."""

    number: int
    words: str
    marks: tuple[tuple[int, TimeCode], ...] = ()
    """The moments inside it, each with where in the line the words spoken from then on begin."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The lines shown together for a while."""

    lines: tuple[CueLine, ...]
    start: TimeCode
    end: TimeCode
    name: str = ""
    """Its identifier, if it has one."""

    @property
    def line(self) -> int:
        """Where the first of its lines stands in the file."""
        return self.lines[0].number


def read_cues(text: str, *, first: int = 0) -> tuple[list[Cue], list[Remark]]:
    """The cues of a file behind its `first` lines, and a remark for every line that is in none of them.

    A cue ends at an empty line; one with a blank in it is text. Words that stand in no
    cue are kept as words of the cue before them.
    """
    found: list[tuple[TimeCode, TimeCode, str, list[CueLine]]] = []
    remarks: list[Remark] = []
    for number, block in _blocks(text, first):
        timing = next((at for at, line in enumerate(block[:2]) if _is_timing(line)), None)
        if timing is None:
            stray = [CueLine(at, words) for at, words in enumerate(block, number)]
            if _is_text(stray, bool(found), remarks):
                found[-1][3].extend(stray)
            continue
        start, end = _times(block[timing], number + timing)
        lines = [CueLine(at, words) for at, words in enumerate(block[timing + 1 :], number + timing + 1)]
        for line in lines:
            if ARROW in line.words:
                remarks.append(Remark(line.number, f"no times of a cue, so kept as words: {excerpt(line.words)}"))
        if not any(line.words.strip() for line in lines):
            lines = [CueLine(number + timing, "")]
        found.append((start, end, block[0].strip() if timing else "", lines))
    return [Cue(tuple(lines), start, end, name) for start, end, name, lines in found], remarks


def _is_timing(line: str) -> bool:
    return bool(_LIKE_TIMING.match(line) or _TIMING.fullmatch(line))


def _blocks(text: str, first: int) -> list[tuple[int, list[str]]]:
    """The runs of lines between empty lines, each with its first line's number."""
    blocks: list[tuple[int, list[str]]] = []
    open_ = False
    for number, line in enumerate(text.split("\n")[first:], first + 1):
        if line and open_:
            blocks[-1][1].append(line)
        elif line.strip() or (line and blocks):
            blocks.append((number, [line]))
        open_ = bool(line) and bool(blocks)
    return blocks


def _times(line: str, number: int) -> tuple[TimeCode, TimeCode]:
    found = _TIMING.fullmatch(line)
    start, end = TimeCode.parse(found["start"] if found else ""), TimeCode.parse(found["end"] if found else "")
    if start is None or end is None:
        raise UnreadableError(f"these are no times of a cue: {excerpt(line)}", number)
    return start, end


def _is_text(block: Sequence[CueLine], follows: bool, remarks: list[Remark]) -> bool:
    """Whether a block without times is text that some cue has lost, and no comment or style; with a remark."""
    words = " ".join(line.words for line in block)
    if not words.strip():
        return False
    kind = block[0].words.split(" ")[0].strip()
    number = len(block) == 1 and _NUMBER.fullmatch(block[0].words)
    if kind in ("NOTE", "STYLE", "REGION") or not follows or number:
        remarks.append(Remark(block[0].number, f"left out: {excerpt(words)}"))
        return False
    remarks.append(Remark(block[0].number, f"in no cue, so kept as words of the one before: {excerpt(words)}"))
    return True


ROLLING = 0.5
"""The share of cues that begin with what the one before shows, from which on captions roll."""
NEW = 0.2
"""The share of these that must also show something new; a line that is said again and again does not roll."""
NEAR = 500
"""Milliseconds; captions that roll follow each other at once."""
SHOWN = 15_000
"""Milliseconds; what is shown for longer before the next line is a speech, whose words are said again."""


def fold_rolling(cues: Sequence[Cue]) -> tuple[list[Cue], list[Remark]]:
    """The cues without the lines that are only shown again, as captions do that roll up or grow word by word.

    Whether captions roll is told by the whole file: a line that somebody says twice is
    no reason. A line with times of its own inside is new.
    """
    shown = [[line for line in cue.lines if line.words.strip()] for cue in cues]
    pairs = list(zip(cues, shown, cues[1:], shown[1:], strict=False))
    near = [
        (carried(before, now), len(now))
        for a, before, b, now in pairs
        if before
        and now
        and b.start.milliseconds - a.end.milliseconds < NEAR
        and b.start.milliseconds - a.start.milliseconds < SHOWN
    ]
    rolls = sum(again > 0 for again, _ in near)
    grows = sum(0 < again < many for again, many in near)
    if len(pairs) < 2 or rolls < ROLLING * len(pairs) or grows < NEW * len(pairs):
        return list(cues), []
    kept: list[Cue] = []
    repeated = 0
    before: list[CueLine] = []
    for cue, now in zip(cues, shown, strict=True):
        again = carried(before, now)
        new = list(now[int(again) :])
        if new and again % 1:
            known = before[-1].words.strip()
            cut = len(new[0].words) - len(new[0].words.lstrip()) + len(known)
            marks = tuple((max(0, at - cut), moment) for at, moment in new[0].marks)
            new[0] = replace(new[0], words=new[0].words[cut:], marks=marks)
        repeated += again > 0
        if new:
            kept.append(replace(cue, lines=tuple(new)))
        before = now or before
    message = f"rolling captions: what {repeated} cues only show again was folded into one"
    return kept, [Remark(0, message)]


def carried(before: Sequence[CueLine], now: Sequence[CueLine]) -> float:
    """How many lines of `now` were shown before; a half more where the next one was shown in part."""
    whole = 0
    for many in range(min(len(before), len(now)), 0, -1):
        same = all(a.words.strip() == b.words.strip() for a, b in zip(before[-many:], now, strict=False))
        if same and not any(line.marks for line in now[:many]):
            whole = many
            break
    if whole == 0 and len(now) == len(before) == 1:
        last, first = before[-1].words.strip(), now[0].words.strip()
        if first.startswith(last) and first != last and len(last) > 1:
            return 0.5
    return whole
