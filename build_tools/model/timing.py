"""When the words of a transcript are spoken: finer than its turns and paragraphs tell."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.timecode import TimeCode


@dataclass(frozen=True, slots=True)
class Spoken:
    """Some words, and when they are said."""

    words: str
    start: TimeCode
    end: TimeCode | None = None


@dataclass(frozen=True, slots=True)
class TimedCue:
    """Words of one paragraph that are said in one go."""

    paragraph: str
    """The id of the paragraph, as in `t16.p2`."""
    start: TimeCode
    end: TimeCode | None
    words: str
    spoken: tuple[Spoken, ...] = ()
    """The words again, piece by piece, where each has a time of its own."""
