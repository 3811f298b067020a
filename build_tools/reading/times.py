"""The file beside a transcript that says when its words are spoken: WebVTT to timed cues and back, laid on the text.

The transcript has the words, this file their times; so a word may be mended in the
transcript and the times of all the others still hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape, unescape

from build_tools.model.model import Span, Transcript
from build_tools.model.timecode import TIME, TimeCode
from build_tools.model.timing import Spoken, TimedCue

SUFFIX = ".vtt"
"""Of a file that lies beside `<language>.md` and has the times of its words."""
_TIMING = re.compile(rf"(?P<start>{TIME})\s+-->\s+(?P<end>{TIME})(?:\s.*)?")
_STAMP = re.compile(rf"<(?P<time>{TIME})>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt)(?:[.\s][^<>]*)?>")
_WORD = re.compile(r"\w+|[^\w\s]")
MOST_WORDS = 2000
"""In a paragraph of more, the commonest words are not compared, so that the time stays bounded."""
LAST = 1000
"""Milliseconds for words of which nobody says when they end, and after which nothing follows."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Some words of a paragraph, and when they are spoken."""

    span: Span
    start: TimeCode
    end: TimeCode | None


def write_times(transcript: Transcript, cues: Sequence[TimedCue]) -> str:
    """The WebVTT file of a transcript: each cue has its paragraph's id for a name and its speaker for a voice.

    A cue whose end is not told ends where the next one begins.
    """
    blocks = ["WEBVTT"]
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        speaker = transcript.block_of[cue.paragraph].label
        times = f"{_stamp(cue.start)} --> {_stamp(end_of(cue, following))}"
        blocks.append(f"{cue.paragraph}\n{times}\n<v {escape(' '.join(speaker.split()), quote=False)}>{_words_of(cue)}")
    return "\n\n".join(blocks) + "\n"


def is_finer(cues: Iterable[TimedCue]) -> bool:
    """Whether the cues say more than the times in the transcript do."""
    seen: set[str] = set()
    for cue in cues:
        if cue.paragraph in seen or cue.spoken or cue.end:
            return True
        seen.add(cue.paragraph)
    return False


def read_times(text: str) -> tuple[TimedCue, ...]:
    """The cues of such a file, in order; what has no paragraph's id for a name, or no times, is none of them."""
    cues = []
    for block in re.split(r"\n{2,}", text.replace("\r\n", "\n")):
        lines = block.strip("\n").split("\n")
        timing = _TIMING.fullmatch(lines[1].strip()) if len(lines) > 2 else None
        start = TimeCode.parse(timing["start"]) if timing else None
        end = TimeCode.parse(timing["end"]) if timing else None
        if start and end:
            cues.append(_read_cue(lines[0].strip(), start, end, "\n".join(lines[2:])))
    return tuple(cues)


def lay_times(text: str, cues: Iterable[TimedCue]) -> tuple[Moment, ...]:
    """Where in the text of a paragraph the words of its cues stand, in order, word by word where these have times.

    Words that were changed since belong to what was said before them; the moments cover
    the text from the first word that was found again.
    """
    pieces = [piece for cue in cues for piece in (cue.spoken or (Spoken(cue.words, cue.start, cue.end),))]
    before = [(word, number) for number, piece in enumerate(pieces) for word in _WORD.findall(piece.words.casefold())]
    now = list(_WORD.finditer(text))
    same = SequenceMatcher(
        None, [word for word, _ in before], [found[0].casefold() for found in now], autojunk=len(now) > MOST_WORDS
    )
    begins: dict[int, int] = {}
    for match in same.get_matching_blocks():
        for offset in range(match.size):
            begins.setdefault(before[match.a + offset][1], now[match.b + offset].start())
    placed = sorted(begins.items())
    ends = [*(at for _, at in placed[1:]), len(text)][: len(placed)]
    return tuple(
        Moment(Span(at, at + len(text[at:end].rstrip())), pieces[number].start, pieces[number].end)
        for (number, at), end in zip(placed, ends, strict=True)
    )


def end_of(cue: TimedCue, following: TimedCue | None) -> TimeCode:
    """When a cue ends: as it says, else where the next one begins, else a moment after its last words begin."""
    if cue.end and cue.end > cue.start:
        return cue.end
    if following and following.start > cue.start:
        return following.start
    last = cue.spoken[-1].start if cue.spoken else cue.start
    return TimeCode(max(last, cue.start).milliseconds + LAST)


def by_paragraph(cues: Iterable[TimedCue]) -> dict[str, tuple[TimedCue, ...]]:
    """The cues of each paragraph that has some."""
    found: dict[str, list[TimedCue]] = {}
    for cue in cues:
        found.setdefault(cue.paragraph, []).append(cue)
    return {id: tuple(own) for id, own in found.items()}


def _stamp(time: TimeCode) -> str:
    """A time as WebVTT has it, always with three digits behind the point."""
    written = str(time)
    return written if "." in written else f"{written}.000"


def _words_of(cue: TimedCue) -> str:
    """The words of a cue, a time stamp before each piece, and before the blank behind one that ends earlier."""
    if not cue.spoken:
        return _plain(cue.words)
    written = ""
    at = cue.start
    for piece, following in zip(cue.spoken, [*cue.spoken[1:], None], strict=True):
        written += (
            _plain(piece.words.rstrip())
            if piece.start <= at
            else f"<{_stamp(piece.start)}>{_plain(piece.words.rstrip())}"
        )
        at = max(at, piece.start)
        blank = piece.words[len(piece.words.rstrip()) :]
        if following and piece.end and at < piece.end < following.start:
            written += f"<{_stamp(piece.end)}>"
            at = piece.end
        written += blank
    return written


def _plain(words: str) -> str:
    return escape(" ".join(words.split("\n")), quote=False)


def _read_cue(paragraph: str, start: TimeCode, end: TimeCode, written: str) -> TimedCue:
    words = _TAG.sub("", written)
    pieces = _STAMP.split(words)
    spoken: list[Spoken] = []
    moment = start
    for at, piece in enumerate(pieces):
        if at % 2:
            moment = TimeCode.parse(piece) or moment
        elif piece.strip():
            spoken.append(Spoken(unescape(piece), moment))
        elif piece and spoken:
            last = spoken[-1]
            spoken[-1] = Spoken(last.words + piece, last.start, moment if at else last.end)
    text = "".join(unescape(piece) for piece in pieces[::2])
    return TimedCue(paragraph, start, end, text, tuple(spoken) if len(spoken) > 1 else ())
