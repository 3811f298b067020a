"""Two states of a transcript to all that the change touches: quotes, claims, pages, translations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from build_tools.edition.merge import MergedEdition
from build_tools.edition.urls import annotation_address, paragraph_address, person_address, topic_address
from build_tools.model.model import Annotation, Block, Edition, Quote, Span, Transcript
from build_tools.reading.files import TRANSCRIPTS, EditionFiles
from build_tools.reading.transcript import parse_transcript
from build_tools.rules.anchoring import Miss, differences, find_quote, fold, nearest_passage

Transcripts = Mapping[str, Transcript]
"""Each transcript by its language."""
_MOST_COMPARED = 4_000_000
"""Characters of a quote times those of a paragraph, beyond which the nearest passage is not looked for."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The text of a paragraph, or the words of a heading, before and now; None where it was not there."""

    language: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a quote in one language."""

    language: str
    state: str
    """`holds`, `moved` or `mended`: it stands where it stood, elsewhere in its paragraph, or now and not before;
    `broke` or `adrift`: it stands no longer, or neither before nor now."""
    elsewhere: tuple[str, ...] = ()
    """Of a quote that does not stand: the paragraphs that have its words now."""
    nearest: str = ""
    """Of a quote that does not stand: the passage of its paragraph that is most like it."""
    differs: tuple[str, ...] = ()
    """The kinds of meaningful words in which the two differ."""


@dataclass(frozen=True, slots=True)
class Touched:
    """An annotation that quotes an edited paragraph."""

    annotation: Annotation
    fates: tuple[Fate, ...]
    """In each language that changed and in which it quotes."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A translation that did not go along with its source."""

    language: str
    why: str
    """`unchanged`, `missing`, or `left`: it still has what the source text lost."""


@dataclass(frozen=True, slots=True)
class Affected:
    """A paragraph that was added, removed or changed."""

    id: str
    edits: tuple[Edit, ...]
    touched: tuple[Touched, ...]
    """Those with a broken quote first, then the claims."""
    behind: tuple[Behind, ...]
    pages: tuple[str, ...]
    """The addresses of the pages that show it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading whose words changed."""

    id: str
    edit: Edit
    claims: tuple[str, ...]
    """The ids of the claims under it, whose speaker it may name."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of the transcript touches."""

    paragraphs: tuple[Affected, ...]
    """In the order of the text."""
    headings: tuple[Heading, ...]
    vanished: tuple[str, ...]
    """The permanent ids that the source text no longer has."""
    missing: tuple[tuple[str, str], ...]
    """Pairs of a language and the id of an untouched paragraph that its translation lacks."""

    @property
    def broken(self) -> tuple[tuple[Annotation, Fate], ...]:
        """Every quote that stood and stands no longer, each once."""
        found = {
            (touched.annotation.id, fate): (touched.annotation, fate)
            for paragraph in self.paragraphs
            for touched in paragraph.touched
            for fate in touched.fates
            if fate.state == "broke"
        }
        return tuple(found.values())


def read_transcripts(files: EditionFiles) -> dict[str, Transcript]:
    """Every transcript as far as it can be read, whatever its problems; `check` reports those."""
    found = {}
    for path, data in files.transcripts.items():
        language = path.removeprefix(f"{TRANSCRIPTS}/").removesuffix(".md")
        found[language] = parse_transcript(data.decode("utf-8-sig", "replace"), language, path)[0]
    return found


def find_impact(before: Transcripts, now: Transcripts, edition: Edition) -> Impact:
    """What the change from the transcripts `before` to those of `now` touches.

    The annotations, people and topics are those of `edition`, its own transcripts are not looked at.
    """
    change = _Change(before, now, edition)
    return Impact(
        tuple(change.affected(id) for id in change.ids if change.edits_of(id)),
        tuple(change.headings()),
        tuple(change.vanished()),
        tuple(change.missing()),
    )


class _Change:
    """Both states, with what is asked of them more than once."""

    def __init__(self, before: Transcripts, now: Transcripts, edition: Edition) -> None:
        self.edition = edition
        self.source = edition.frame.source_language
        empty = Transcript(self.source, ())
        self.before = {self.source: empty, **before}
        self.now = {self.source: empty, **now}
        self.languages = sorted({*self.before, *self.now}, key=lambda language: (language != self.source, language))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every paragraph of either state in the order of the text, one that is gone after the one it stood behind."""
        order = list(self.now[self.source].paragraphs)
        known = set(order)
        for states in (self.before, self.now):
            for language in self.languages:
                previous = None
                for id in states[language].paragraphs if language in states else ():
                    if id not in known:
                        known.add(id)
                        order.insert(order.index(previous) + 1 if previous else 0, id)
                    previous = id
        return tuple(order)

    def edits_of(self, id: str) -> tuple[Edit, ...]:
        """The languages in which a paragraph is not what it was."""
        texts = (
            (language, _text(self.before, language, id), _text(self.now, language, id)) for language in self.languages
        )
        return tuple(Edit(language, was, is_now) for language, was, is_now in texts if was != is_now)

    def affected(self, id: str) -> Affected:
        edits = self.edits_of(id)
        touched = sorted(self._touched(id, {edit.language for edit in edits}), key=_urgency)
        return Affected(id, edits, tuple(touched), tuple(self._behind(id, edits)), tuple(self._pages(id, touched)))

    def headings(self) -> Iterator[Heading]:
        """The headings in both states with other words; that of the headline is a paragraph itself."""
        for language in self.languages:
            old, new = _blocks(self.before.get(language)), _blocks(self.now.get(language))
            for id, block in new.items():
                if id in old and block.kind != "headline" and block.label != old[id].label:
                    yield Heading(id, Edit(language, old[id].label, block.label), self._claims_under(block))

    def vanished(self) -> Iterator[str]:
        """Paragraphs, and headings without any, that the source text had and has no longer."""
        old, new = self.before[self.source], self.now[self.source]
        blocks = {block.id for block in new.blocks}
        yield from (id for id in old.paragraphs if id not in new.paragraphs)
        yield from (block.id for block in old.blocks if not block.paragraphs and block.id not in blocks)

    def missing(self) -> Iterator[tuple[str, str]]:
        for language in self.languages:
            if language != self.source and language in self.now:
                for id in self.now[self.source].paragraphs:
                    if id not in self.now[language].paragraphs and not self.edits_of(id):
                        yield language, id

    def _touched(self, id: str, languages: Collection[str]) -> Iterator[Touched]:
        """Every annotation that quotes a paragraph, or names its block."""
        for annotation in self.edition.annotations:
            quotes = [quote for quote in annotation.quotes if self._is_about(quote, id)]
            fates = (self._fate(quote, language) for quote in quotes for language in quote.exact.languages)
            kept = dict.fromkeys(fate for fate in fates if fate.language in languages or fate.state == "broke")
            if quotes:
                yield Touched(annotation, tuple(kept))

    def _is_about(self, quote: Quote, id: str) -> bool:
        at = quote.at.id
        states = (self.before[self.source], self.now[self.source])
        return any(state.find(at) == id or (id in state.block_of and state.block_of[id].id == at) for state in states)

    def _fate(self, quote: Quote, language: str) -> Fate:
        words = quote.exact.get(language) or ""
        was, is_now = (self._find(states, quote, language, words) for states in (self.before, self.now))
        if isinstance(is_now, Span):
            return Fate(language, "mended" if not isinstance(was, Span) else "holds" if was == is_now else "moved")
        state = "broke" if isinstance(was, Span) else "adrift"
        wanted = fold(words).text
        elsewhere = tuple(id for id, text in self._folded.get(language, {}).items() if wanted and wanted in text)
        text = _text(self.now, language, self.now[self.source].find(quote.at.id) or "") or ""
        nearest = nearest_passage(text, words) if len(text) * len(words) < _MOST_COMPARED else ""
        return Fate(language, state, elsewhere, nearest, differences(words, nearest))

    def _find(self, states: Transcripts, quote: Quote, language: str, words: str) -> Span | Miss | None:
        """A quote as `check` finds it: the source text says which paragraph is meant."""
        text = _text(states, language, states[self.source].find(quote.at.id) or "")
        around = (quote.prefix, quote.suffix) if language == self.source else ("", "")
        return None if text is None else find_quote(text, words, *around)

    @cached_property
    def _folded(self) -> Mapping[str, Mapping[str, str]]:
        return {
            language: {id: fold(paragraph.text).text for id, paragraph in transcript.paragraphs.items()}
            for language, transcript in self.now.items()
        }

    def _behind(self, id: str, edits: tuple[Edit, ...]) -> Iterator[Behind]:
        """The translations that a change of the source text left behind."""
        if edits[0].language != self.source:
            return
        edited = {edit.language for edit in edits}
        for language in self.languages[1:]:
            if language not in self.now:
                continue
            is_there = id in self.now[language].paragraphs
            if edits[0].now is None:
                if is_there:
                    yield Behind(language, "left")
            elif not is_there:
                yield Behind(language, "missing")
            elif language not in edited:
                yield Behind(language, "unchanged")

    def _pages(self, id: str, touched: list[Touched]) -> Iterator[str]:
        yield paragraph_address(id)
        annotations = [entry.annotation for entry in touched]
        yield from dict.fromkeys(annotation_address(a) for a in annotations)
        yield from dict.fromkeys(topic_address(ref.id) for a in annotations for ref in a.topics)
        for person in self.edition.people:
            if any(id in mentions[person.id] for mentions in self._mentions):
                yield person_address(person.id)

    @cached_property
    def _mentions(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """Where each person is named, before and now; no day has a part in it."""
        ordered = (
            tuple(states[language] for language in self.languages if language in states)
            for states in (self.before, self.now)
        )
        return tuple(
            MergedEdition(replace(self.edition, transcripts=transcripts), (), date.min).mentions
            for transcripts in ordered
        )

    def _claims_under(self, block: Block) -> tuple[str, ...]:
        inside = {block.id, *(paragraph.id for paragraph in block.paragraphs)}
        return tuple(sorted(a.id for a in self.edition.annotations if a.claim and a.at in inside))


def _urgency(touched: Touched) -> tuple[bool, bool, str]:
    stands = all(fate.state != "broke" for fate in touched.fates)
    return stands, touched.annotation.kind != "claim", touched.annotation.id


def _text(states: Transcripts, language: str, id: str) -> str | None:
    transcript = states.get(language)
    paragraph = transcript.paragraphs.get(id) if transcript else None
    return paragraph.text if paragraph else None


def _blocks(transcript: Transcript | None) -> dict[str, Block]:
    return {block.id: block for block in transcript.blocks} if transcript else {}
