"""Two states of a transcript to what the change touches: paragraphs, quotes, permanent ids, translations, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.edition.urls import annotation_address, paragraph_address, topic_address
from build_tools.model.model import Annotation, Edition, Quote, Span, Transcript
from build_tools.reading.files import TRANSCRIPTS, EditionFiles
from build_tools.reading.transcript import parse_transcript
from build_tools.rules.anchoring import find_quote

Transcripts = Mapping[str, Transcript]
"""Each transcript by its language."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph in one language, before and now; None where it was not there."""

    paragraph: str
    language: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """A quote, in one language, of a paragraph that was edited."""

    annotation: Annotation
    at: str
    language: str
    stood: bool
    stands: bool

    @property
    def broke(self) -> bool:
        """Whether the change took its words away."""
        return self.stood and not self.stands


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of the transcript touches."""

    edits: tuple[Edit, ...]
    """In the order of the text, what has gone at the end."""
    quotes: tuple[Touched, ...]
    """The broken ones first, then those of claims."""
    vanished: tuple[str, ...]
    """The permanent ids that the source text no longer has."""
    left_behind: tuple[tuple[str, str], ...]
    """Each paragraph whose source text changed, with the language of a translation that did not go along."""
    pages: tuple[str, ...]
    """The addresses of the pages that show an edited paragraph or a touched quote."""


def read_transcripts(files: EditionFiles) -> dict[str, Transcript]:
    """Every transcript as far as it can be read, whatever its problems; `check` reports those."""
    found = {}
    for path, data in files.transcripts.items():
        language = path.removeprefix(f"{TRANSCRIPTS}/").removesuffix(".md")
        found[language] = parse_transcript(data.decode("utf-8-sig", "replace"), language, path)[0]
    return found


def find_impact(before: Transcripts, now: Transcripts, edition: Edition) -> Impact:
    """What the change from the transcripts `before` to those of `now` touches.

    The annotations are those of `edition`; its own transcripts are not looked at.
    """
    source = edition.frame.source_language
    empty = Transcript(source, ())
    before, now = {source: empty, **before}, {source: empty, **now}
    edits = tuple(_edits(before, now, source))
    quotes = sorted(_touched(before, now, edition), key=_urgency)
    gone = tuple(id for id in _permanent_ids(before[source]) if id not in _permanent_ids(now[source]))
    return Impact(edits, tuple(quotes), gone, tuple(_left_behind(edits, now, source)), _pages(edits, quotes))


def _edits(before: Transcripts, now: Transcripts, source: str) -> Iterator[Edit]:
    languages = sorted({*before, *now}, key=lambda language: (language != source, language))
    states = [state[language] for state in (now, before) for language in languages if language in state]
    for id in dict.fromkeys(id for state in states for id in state.paragraphs):
        for language in languages:
            was, is_now = _text(before, language, id), _text(now, language, id)
            if was != is_now:
                yield Edit(id, language, was, is_now)


def _touched(before: Transcripts, now: Transcripts, edition: Edition) -> Iterator[Touched]:
    """Every quote whose paragraph is not what it was, or is another one by the same id."""
    for annotation in edition.annotations:
        for quote in annotation.quotes:
            for language in quote.exact.languages:
                states = [_quoted_text(state, edition, quote, language) for state in (before, now)]
                if states[0] != states[1]:
                    stood, stands = (_stands(text, edition, quote, language) for text in states)
                    yield Touched(annotation, quote.at.id, language, stood, stands)


def _quoted_text(state: Transcripts, edition: Edition, quote: Quote, language: str) -> str | None:
    """The paragraph as `check` finds it: the source text says which one is meant."""
    return _text(state, language, state[edition.frame.source_language].find(quote.at.id) or "")


def _stands(text: str | None, edition: Edition, quote: Quote, language: str) -> bool:
    around = (quote.prefix, quote.suffix) if language == edition.frame.source_language else ("", "")
    return text is not None and isinstance(find_quote(text, quote.exact.get(language) or "", *around), Span)


def _urgency(touched: Touched) -> tuple[bool, bool, str]:
    return not touched.broke, touched.annotation.kind != "claim", touched.annotation.id


def _left_behind(edits: Sequence[Edit], now: Transcripts, source: str) -> Iterator[tuple[str, str]]:
    edited = {(edit.paragraph, edit.language) for edit in edits}
    for edit in edits:
        for language in now if edit.language == source else ():
            place = (edit.paragraph, language)
            if place not in edited and (edit.now or _text(now, language, edit.paragraph)):
                yield place


def _pages(edits: Sequence[Edit], quotes: Sequence[Touched]) -> tuple[str, ...]:
    annotations = [touched.annotation for touched in quotes]
    addresses = (
        *(paragraph_address(edit.paragraph) for edit in edits),
        *(annotation_address(a) for a in annotations),
        *(topic_address(ref.id) for a in annotations for ref in a.topics),
    )
    return tuple(dict.fromkeys(addresses))


def _permanent_ids(transcript: Transcript) -> dict[str, None]:
    """Of paragraphs, and of headings without any."""
    bare = (block.id for block in transcript.blocks if not block.paragraphs)
    return dict.fromkeys((*transcript.paragraphs, *bare))


def _text(state: Transcripts, language: str, id: str) -> str | None:
    paragraph = state[language].paragraphs.get(id) if language in state else None
    return paragraph.text if paragraph else None
