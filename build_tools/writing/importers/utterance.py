"""What every reader of a raw transcript gives back: who said which words when, and what had no place."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that one speaker said without a break in the source: a paragraph, or the cue of a subtitle."""

    speaker: str | None
    """The label in the source; None where the source names nobody."""
    words: str
    """The words as they stand in the source, its line breaks with them."""
    line: int
    """Where they begin in the source, counted from 1."""
    time: TimeCode | None = None
    """Where in the recording they begin."""
    end: TimeCode | None = None
    """Where they end; given for cues, which are no paragraphs of their own."""
    spoken: tuple[Spoken, ...] = ()
    """Where the source times words inside it: these words in order, with their times."""
    opens: bool = False
    """Whether the source says that somebody begins to speak here, even if it is the same name, or none, as before."""
    paragraph: str = ""
    """The id of its paragraph, where a file of this program's own says it; such words are parted as it says."""
    flows: bool = False
    """Whether it runs on into the next one, though the source does not say when it ends."""

    @property
    def is_cue(self) -> bool:
        """Whether it is a piece of running speech and no paragraph of its own."""
        return self.flows or self.end is not None


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that the importer could not place, or decided by a rule that may be wrong."""

    line: int
    """The line of the source; 0 where it is about the whole."""
    message: str
    doubts: str = ""
    """The label that may be no speaker's; a name given for it takes the doubt away."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A raw transcript, read."""

    utterances: tuple[Utterance, ...]
    remarks: tuple[Remark, ...] = ()


class UnreadableError(Exception):
    """The source is not what it is taken for; says where and why."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)


def excerpt(words: str) -> str:
    """The beginning of some words, for a remark."""
    one_line = " ".join(words[:400].split())
    return f"“{one_line[:40]}…”" if len(one_line) > 41 else f"“{one_line}”"
