"""The times beside the transcripts to when the words on a page are spoken, in a line for its script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Annotation, Span
from build_tools.model.timecode import TimeCode
from build_tools.model.timing import TimedCue
from build_tools.reading.times import by_paragraph, end_of, lay_times

OPEN = -1
"""Written for the length of words of which nobody says when they end."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Some words of a text, and the milliseconds within which they are spoken."""

    span: Span
    start: int
    end: int | None
    """None where nobody says when they end."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the recording."""

    start: TimeCode
    end: TimeCode | None
    exact: bool
    """Whether it is that of the words themselves, not of the paragraph around them."""

    @property
    def fragment(self) -> str:
        """As a media fragment (W3C Media Fragments URI 1.0, temporal dimension): `t=62.5,71`."""
        return f"t={self.start.npt},{self.end.npt}" if self.end else f"t={self.start.npt}"


@dataclass(frozen=True)
class Moments:
    """When the words of an edition are spoken."""

    merged: MergedEdition

    def begins(self, id: str) -> TimeCode | None:
        """When the words of a paragraph begin, so far as anybody says."""
        window = self._windows.get(id)
        return TimeCode(window[0]) if window else None

    def of(self, id: str, language: str) -> tuple[Timed, ...]:
        """The words of a paragraph as they stand in one language; all as one where single words have no times."""
        text = self._texts[language].get(id)
        if text is None or id not in self._windows:
            return ()
        return self._laid(id, language) or (Timed(Span(0, len(text)), *self._windows[id]),)

    def line(self, id: str, language: str) -> str:
        """The same for the page's script; empty where nothing is known."""
        return write_line(self._texts[language].get(id, ""), self.of(id, language))

    def quoted(self, annotation: Annotation) -> Stretch | None:
        """When the words of an annotation's own quote are spoken, else their paragraph; None where nobody says."""
        id = self.merged.paragraph_of(annotation)
        for language in self._cues:
            if found := self._inside(annotation, id, language):
                ends = [timed.end for timed in found if timed.end is not None]
                return Stretch(TimeCode(found[0].start), TimeCode(max(ends)) if ends else None, True)
        if id not in self._windows:
            return None
        start, end = self._windows[id]
        return Stretch(TimeCode(start), None if end is None else TimeCode(end), False)

    def quoted_line(self, annotation: Annotation, language: str, words: str) -> str:
        """The line for the quoted words alone, as they stand in one language; empty where these have no times."""
        id = self.merged.paragraph_of(annotation)
        span = self._span(annotation, id, language)
        if span is None or span.end - span.start != len(words):  # written in other characters than the text's
            return ""
        found = self._inside(annotation, id, language)
        own = (Timed(Span(max(f.span.start - span.start, 0), f.span.end - span.start), f.start, f.end) for f in found)
        return write_line(words, own)

    def _inside(self, annotation: Annotation, id: str, language: str) -> tuple[Timed, ...]:
        span = self._span(annotation, id, language)
        laid = self._laid(id, language) if span else ()
        return tuple(timed for timed in laid if span and timed.span.start < span.end and span.start < timed.span.end)

    def _span(self, annotation: Annotation, id: str, language: str) -> Span | None:
        anchors = self.merged.anchors_of.get(annotation.id, ())
        return next((x.span for x in anchors if (x.language, x.paragraph) == (language, id)), None)

    def _laid(self, id: str, language: str) -> tuple[Timed, ...]:
        """The words of a paragraph that have times of their own; none where the text has no such times."""
        cues = self._cues.get(language, {}).get(id, ())
        laid = lay_times(self._texts[language].get(id, ""), cues)
        starts: list[TimeCode | None] = [*(moment.start for moment in laid[1:]), None][: len(laid)]
        found = []
        for moment, following in zip(laid, starts, strict=True):
            ends = [end for end in (moment.end, following, _end_around(moment.start, cues)) if end]
            end = min((end for end in ends if end > moment.start), default=None)
            found.append(Timed(moment.span, moment.start.milliseconds, end.milliseconds if end else None))
        return tuple(found)

    @cached_property
    def _texts(self) -> dict[str, dict[str, str]]:
        return {t.language: {p.id: p.text for p in t.paragraphs.values()} for t in self.merged.edition.transcripts}

    @cached_property
    def _cues(self) -> dict[str, dict[str, tuple[TimedCue, ...]]]:
        return {language: by_paragraph(cues) for language, cues in self.merged.edition.times}

    @cached_property
    def _windows(self) -> dict[str, tuple[int, int | None]]:
        """Within which milliseconds each paragraph is spoken: as its cues say, or from its time code to the next."""
        known = {id: window for id in self.merged.edition.source_text.paragraphs if (window := self._window(id))}
        for (id, (start, end)), (_, (after, _)) in pairwise([*known.items()]):
            if end is None and after > start:
                known[id] = start, after
        return known

    def _window(self, id: str) -> tuple[int, int | None] | None:
        cues = [cue for own in self._cues.values() for cue in own.get(id, ())]
        if cues:
            return min(cue.start for cue in cues).milliseconds, max(end_of(cue, None) for cue in cues).milliseconds
        times = (t.paragraphs[id].time for t in self.merged.edition.transcripts if id in t.paragraphs)
        time = next((time for time in times if time), None)
        return (time.milliseconds, None) if time else None


def _end_around(start: TimeCode, cues: Sequence[TimedCue]) -> TimeCode | None:
    """When the cue ends in which a moment lies."""
    return next((end for cue in cues if cue.start <= start < (end := end_of(cue, None))), None)


def write_line(text: str, timed: Iterable[Timed]) -> str:
    """Moments as numbers, three each: how far on in the text they begin, how long after the last, how long they are.

    Distances in the text are counted as JavaScript does (UTF-16), those in time in hundredths of a second.
    """
    return " ".join(str(number) for three in _threes(text, timed) for number in three)


def _threes(text: str, timed: Iterable[Timed]) -> Iterator[tuple[int, int, int]]:
    at = clock = 0
    for one in timed:
        start = round(one.start / 10)
        length = OPEN if one.end is None else round(one.end / 10) - start
        yield len(text[at : one.span.start].encode("utf-16-le")) // 2, start - clock, length
        at, clock = one.span.start, start + max(length, 0)
