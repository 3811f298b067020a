"""Paragraphs and spans to marked segments; claims to their status as of a day; everything to where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from build_tools.edition.notes import assessment_sources, citations
from build_tools.model.dates import DateSpan
from build_tools.model.look import Look
from build_tools.model.model import Anchor, Annotation, Assessment, Claim, Edition, Person, Source, Span, Topic
from build_tools.model.vocabulary import DUE, NO_DATE, NOT_ASSESSED, NOT_YET_DUE, Kind

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a paragraph's characters under the same quotes."""

    text: str
    annotations: tuple[str, ...]
    """The ids of the annotations whose quotes cover it, the shortest quote first."""
    ends: tuple[str, ...] = ()
    """Those of them whose quotes end with it."""


def segment_text(text: str, spans: Iterable[tuple[str, Span]]) -> tuple[Segment, ...]:
    """`text` cut at every border of a span, each piece with the ids of the spans that cover it.

    However the spans overlap or nest, the pieces joined are `text`.
    """
    marks = sorted({(s.end - s.start, id, s.start, s.end) for id, s in spans if s.start < s.end})
    borders = sorted({0, len(text), *(s for _, _, s, _ in marks), *(e for _, _, _, e in marks)})
    pieces = []
    for start, end in pairwise(borders):
        covering = dict.fromkeys(id for _, id, s, e in marks if s <= start and end <= e)
        ends = dict.fromkeys(id for _, id, s, e in marks if e == end and s < end)
        pieces.append(Segment(text[start:end], tuple(covering), tuple(ends)))
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as of a day."""

    status: str
    """A status of the claim's scale, the computed ones among them."""
    assessment: Assessment | None
    """The entry that the status rests on; None where there is none, or the date has passed since."""
    due: DateSpan | None
    """The last date named for it so far."""
    history: tuple[Assessment, ...]
    """The entries up to that day, oldest first."""


def claim_standing(claim: Claim, said: date, as_of: date) -> Standing:
    """What is known of a claim, made on `said`, on the day `as_of`.

    The status is that of the newest assessment not after `as_of`. Where there is
    none, or it says `not-yet-due`, and the last date named lies before `as_of`,
    the status is `due`: the date has passed and nobody has assessed it. A fact
    waits for no date: without an assessment it is `not-assessed`.
    A forecast that is open and for which no date was ever named is `no-date`: it cannot fall due.
    """
    history = tuple(entry for entry in claim.history if entry.date <= as_of)
    moves = [entry.moved_to for entry in history if entry.moved_to]
    due = moves[-1] if moves else claim.due
    rated = next((entry for entry in reversed(history) if entry.status), None)
    status = rated.status if rated and rated.status else NOT_YET_DUE
    waiting = status == NOT_YET_DUE
    if waiting and claim.type == "fact":
        return Standing(NOT_ASSESSED, None, due, history)
    if waiting and due is not None and due.last < as_of:
        return Standing(DUE, None, due, history)
    if waiting and due is None:
        return Standing(NO_DATE, rated, due, history)
    return Standing(status, rated, due, history)


def status_then(claim: Claim, entry: Assessment) -> str | None:
    """The status that an entry gave: where it left a forecast open for which no date had been named, `no-date`."""
    dated = claim.due or any(other.moved_to for other in claim.history if other.date <= entry.date)
    return NO_DATE if entry.status == NOT_YET_DUE and not dated else entry.status


@dataclass(frozen=True)
class MergedEdition:
    """The edition as of a day, with every link between its parts drawn both ways."""

    edition: Edition
    anchors: tuple[Anchor, ...]
    as_of: date

    @cached_property
    def annotations(self) -> Mapping[str, Annotation]:
        """Every annotation by its id, in the order of the text."""
        return {a.id: a for a in sorted(self.edition.annotations, key=lambda a: (*self.position(a), a.id))}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its id, in alphabetical order."""
        return {s.id: s for s in sorted(self.edition.sources, key=lambda s: s.id)}

    @cached_property
    def looks(self) -> Mapping[str, Look]:
        """For each source that somebody looked at by then the newest look, if it was at the address it has now."""
        newest = {look.source: look for look in self.edition.looks if look.looked <= self.as_of}
        return {id: newest[id] for id, s in self.sources.items() if id in newest and newest[id].url == s.url}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Every topic by its id, in the edition's order."""
        return {t.id: t for t in self.edition.topics}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Every person by id, in the edition's order."""
        return {p.id: p for p in self.edition.people}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {id: i for i, id in enumerate(self.edition.source_text.paragraphs)}

    def paragraph_of(self, annotation: Annotation) -> str:
        """The full id of the paragraph an annotation is about."""
        return self.edition.source_text.find(annotation.at) or annotation.at

    def position(self, annotation: Annotation) -> tuple[int, int, int]:
        """Where an annotation stands in the source text: paragraph, start, and the longer quote first."""
        at = self.paragraph_of(annotation)
        language = self.edition.frame.source_language
        spans = [x.span for x in self.anchors_of.get(annotation.id, ()) if x.paragraph == at and x.language == language]
        start, end = (spans[0].start, spans[0].end) if spans else (0, 0)
        return self._order.get(at, -1), start, -end

    @cached_property
    def anchors_of(self) -> Mapping[str, tuple[Anchor, ...]]:
        """For each annotation where its quotes stand."""
        return _grouped((anchor.annotation, anchor) for anchor in self.anchors)

    @cached_property
    def segments(self) -> Mapping[tuple[str, str], tuple[Segment, ...]]:
        """For each language and paragraph its marked segments."""
        spans = _grouped(((x.language, x.paragraph), (x.annotation, x.span)) for x in self.anchors)
        return {
            (t.language, p.id): segment_text(p.text, spans.get((t.language, p.id), ()))
            for t in self.edition.transcripts
            for p in t.paragraphs.values()
        }

    @cached_property
    def notes_at(self) -> Mapping[str, tuple[Annotation, ...]]:
        """For each paragraph the annotations that are about it."""
        return _grouped((self.paragraph_of(a), a) for a in self.annotations.values())

    @cached_property
    def echoes_at(self) -> Mapping[str, tuple[Annotation, ...]]:
        """For each paragraph the annotations about another paragraph that it says again."""
        return _grouped(
            (at, a)
            for a in self.annotations.values()
            for at in dict.fromkeys(self.edition.source_text.find(q.at.id) or "" for q in a.quotes[1:])
            if at != self.paragraph_of(a)
        )

    @cached_property
    def claims(self) -> tuple[Annotation, ...]:
        """Every claim in the order of the text."""
        return self.of_kind("claim")

    def of_kind(self, kind: Kind) -> tuple[Annotation, ...]:
        """Every annotation of a kind in the order of the text."""
        return tuple(a for a in self.annotations.values() if a.kind == kind)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """For each claim how it stands on the as-of day."""
        said = self.edition.frame.date
        return {a.id: claim_standing(a.claim, said, self.as_of) for a in self.claims if a.claim}

    @cached_property
    def on_topic(self) -> Mapping[str, tuple[Annotation, ...]]:
        """For each topic its annotations in the order of the text."""
        return _grouped((id, a) for a in self.annotations.values() for id in dict.fromkeys(r.id for r in a.topics))

    @cached_property
    def related(self) -> Mapping[str, tuple[Annotation, ...]]:
        """For each annotation those that name it or are named by it."""
        pairs = {(a.id, ref.id) for a in self.annotations.values() for ref in a.related}
        both = pairs | {(b, a) for a, b in pairs}
        return _grouped((a, other) for a, i in sorted(both) if (other := self.annotations.get(i)))

    @cached_property
    def sources_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each annotation the ids of all sources it uses, in the order of first use."""
        return {a.id: tuple(dict.fromkeys(_sources_of(a))) for a in self.annotations.values()}

    @cached_property
    def uses(self) -> Mapping[str, tuple[Annotation, ...]]:
        """For each source the annotations that use it."""
        return _grouped((id, self.annotations[a]) for a, ids in self.sources_of.items() for id in ids)

    @cached_property
    def sourced_people(self) -> Mapping[str, tuple[Person, ...]]:
        """For each source the people whose entries use it."""
        return _grouped(
            (id, p)
            for p in self.people.values()
            for id in dict.fromkeys([*(r.id for r in p.sources), *(_cited(p.note.values) if p.note else ())])
        )

    @cached_property
    def mentions(self) -> Mapping[str, tuple[str, ...]]:
        """For each person the paragraphs that name them, or in which they speak up by name."""
        found = {}
        for person in self.people.values():
            forms = dict(person.names)
            patterns = {language: _name_pattern(names) for language, names in forms.items()}
            found[person.id] = tuple(
                id
                for id in self.edition.source_text.paragraphs
                if any(
                    t.language in patterns and id in t.paragraphs and patterns[t.language].search(t.paragraphs[id].text)
                    for t in self.edition.transcripts
                )
            )
        return found


def _name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(n)}(?![A-Za-z])" for n in longest_first) or r"(?!)")


def _sources_of(annotation: Annotation) -> Iterable[str]:
    yield from (ref.id for ref in annotation.sources)
    if annotation.note:
        yield from _cited(annotation.note.values)
    for entry in annotation.claim.history if annotation.claim else ():
        yield from (ref.id for ref in assessment_sources(entry))


def _cited(values: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (id for _, words in values for id in citations(words))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
