"""What is said in a transcript, turn by turn, and the times of it: what every export is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timing import TimedCue
from build_tools.reading.times import by_paragraph, lay_times


class NoTimeError(Exception):
    """A kind of file that needs a time for every turn, and a turn that has none."""


@dataclass(frozen=True, slots=True)
class Said:
    """A transcript without what nobody says."""

    title: str
    language: str
    turns: tuple[Block, ...]
    cues: tuple[TimedCue, ...]
    """The times of its words, as far as it has them."""

    def again(self, turn: int) -> bool:
        """Whether the turn of that number is of the same speaker as the one before it."""
        return turn > 0 and self.turns[turn].label == self.turns[turn - 1].label


def what_is_said(transcript: Transcript, cues: Sequence[TimedCue], title: str) -> Said:
    """The turns of a transcript with the times of their words."""
    turns = tuple(block for block in transcript.blocks if block.kind == "turn" and block.paragraphs)
    return Said(title, transcript.language, turns, tuple(cues))


def timed_cues(said: Said) -> Iterator[TimedCue]:
    """Every word that is said, in cues; words without a time stand in the cue before them.

    Raises `NoTimeError` where a turn does not begin at a known time.
    """
    own = by_paragraph(said.cues)
    for turn in said.turns:
        waiting: TimedCue | None = None
        for paragraph in turn.paragraphs:
            cues = list(_cues(paragraph, own.get(paragraph.id, ())))
            if cues:
                if waiting:
                    yield waiting
                yield from cues[:-1]
                waiting = cues[-1]
            elif waiting:
                waiting = replace(waiting, words=f"{waiting.words} {paragraph.text}", spoken=())
            else:
                raise NoTimeError(f"{paragraph.id} has no time, and subtitles need one for every turn")
        if waiting:
            yield waiting


def _cues(paragraph: Paragraph, cues: Sequence[TimedCue]) -> Iterator[TimedCue]:
    """The cues of a paragraph, with the words that stand there now; one where only the paragraph has a time."""
    if "".join("".join(cue.words.split()) for cue in cues) == "".join(paragraph.text.split()):
        yield from cues
        return
    moments = lay_times(paragraph.text, [replace(cue, spoken=()) for cue in cues])
    if moments:
        begins = [0, *(moment.span.start for moment in moments[1:])]
        for at, end, moment in zip(begins, [*begins[1:], len(paragraph.text)], moments, strict=True):
            yield TimedCue(paragraph.id, moment.start, moment.end, paragraph.text[at:end].strip())
    elif paragraph.time is not None:
        yield TimedCue(paragraph.id, paragraph.time, None, paragraph.text)
