"""The words of the edition as immutable data: transcript, annotations, sources, people, topics."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import assert_never

from build_tools.model.dates import DateSpan
from build_tools.model.look import Look
from build_tools.model.place import NOWHERE, Place
from build_tools.model.recording import Recording
from build_tools.model.timecode import TimeCode
from build_tools.model.timing import TimedCue
from build_tools.model.vocabulary import (
    ClaimType,
    Confidence,
    Kind,
    PersonKind,
    ProblemKind,
    SourceKind,
    Wording,
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one or more languages."""

    values: tuple[tuple[str, str], ...]
    """Pairs of language (BCP 47) and words."""
    place: Place = field(default=NOWHERE, compare=False)
    places: tuple[Place, ...] = field(default=(), compare=False)
    """For each of the values where it stands."""

    def get(self, language: str) -> str | None:
        """The words in exactly that language, or None."""
        return dict(self.values).get(language)

    def place_of(self, language: str) -> Place:
        """Where the words in that language stand."""
        found = dict(zip(self.languages, self.places, strict=False))
        return found.get(language, self.place)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the words are given."""
        return tuple(language for language, _ in self.values)


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something else, and where it is named."""

    id: str
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Quote:
    """The words an annotation is about (W3C Web Annotation: TextQuoteSelector)."""

    at: Ref
    """The paragraph, by its full id."""
    exact: Text
    """The words, in the source language and perhaps in others."""
    prefix: str = ""
    """The words right before them, in the source language."""
    suffix: str = ""
    """The words right after them, in the source language."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One dated entry in a claim's history."""

    date: date
    status: str | None
    moved_to: DateSpan | None
    because: Text | None
    """The reason for the status in one or two sentences, for a reader who reads nothing else."""
    erratum: Text | None
    """What this edition had wrong until then (schema.org: correction)."""
    note: Text
    sources: tuple[Ref, ...]
    place: Place = field(default=NOWHERE, compare=False)
    status_place: Place = field(default=NOWHERE, compare=False)
    """Where the status stands."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What would settle a claim, and the day on which that was written down."""

    written: date
    text: Text


@dataclass(frozen=True, slots=True)
class Looked:
    """When evidence newer than the last assessment was looked for, and not found."""

    date: date
    where: Text


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement."""

    type: ClaimType
    says: Text
    wording: Wording
    speaker: Ref | None
    """None where the turn tells who speaks."""
    due: DateSpan | None
    due_reading: Text | None
    condition: Text | None
    chance: Text | None
    """The chance that the speaker gave it; one outcome proves no chance right or wrong."""
    judged_by: Yardstick | None
    looked: Looked | None
    history: tuple[Assessment, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """Where the text as published goes wrong."""

    problem: ProblemKind
    confidence: Confidence
    reads_better: Text | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know of a passage, which is all in the annotation's note."""


About = Context | Claim | Correction


@dataclass(frozen=True, slots=True)
class Annotation:
    """One YAML file about one quote."""

    id: str
    about: About
    """What kind of annotation it is, with all that this kind alone has."""
    quotes: tuple[Quote, ...]
    """Where it stands: first the quote itself, then the same statement elsewhere."""
    topics: tuple[Ref, ...]
    """First the folder it lies in."""
    title: Text
    note: Text | None
    sources: tuple[Ref, ...]
    related: tuple[Ref, ...]
    added: date
    by: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def kind(self) -> Kind:
        """The word for its kind."""
        match self.about:
            case Context():
                return "context"
            case Claim():
                return "claim"
            case Correction():
                return "correction"
            case _:
                assert_never(self.about)

    @property
    def claim(self) -> Claim | None:
        """The statement, where it is about one."""
        return self.about if isinstance(self.about, Claim) else None

    @property
    def correction(self) -> Correction | None:
        """The error of the text, where it is about one."""
        return self.about if isinstance(self.about, Correction) else None

    @property
    def at(self) -> str:
        """The id of the paragraph it is about."""
        return self.quotes[0].at.id


@dataclass(frozen=True, slots=True)
class Source:
    """A published document that was read (the field names follow CSL where it has one)."""

    id: str
    kind: SourceKind
    title: str | None
    """The headline as read on the page."""
    description: Text | None
    """A plain description, where no headline was read."""
    language: str
    publisher: str
    """Who published the page that was read."""
    original_publisher: str | None
    """Who published it first, where the page read is a republication (CSL: original-publisher)."""
    author: tuple[str, ...]
    url: str
    issued: DateSpan | None
    """The date of publication (CSL: issued); None where the document showed none."""
    accessed: date | None
    supports: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """A person or an organization named in the interview."""

    id: str
    kind: PersonKind
    name: Text
    role: Text
    note: Text | None
    names: tuple[tuple[str, tuple[str, ...]], ...]
    """For each language the forms under which the transcript names them."""
    sources: tuple[Ref, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading under which readers look."""

    id: str
    title: Text
    finding: Text | None
    """What was found, in one sentence."""
    introduction: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the transcript."""

    id: str
    """As in `t16.p2`; permanent."""
    text: str
    language: str
    place: Place = field(default=NOWHERE, compare=False)
    time: TimeCode | None = None
    """Where in the recording it begins."""


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, dek, highlight, section heading or turn, with its paragraphs."""

    id: str
    kind: str
    """`headline`, `dek`, `section`, `highlight` or `turn`."""
    label: str
    """The words of its heading: a turn's speaker, a highlight's number."""
    language: str
    """The language of the label."""
    paragraphs: tuple[Paragraph, ...]
    place: Place = field(default=NOWHERE, compare=False)
    time: TimeCode | None = None
    """Where in the recording it begins, as its heading says."""


@dataclass(frozen=True)
class Transcript:
    """The interview in one language."""

    language: str
    blocks: tuple[Block, ...]

    @cached_property
    def paragraphs(self) -> dict[str, Paragraph]:
        """Every paragraph by its id, in order."""
        return {p.id: p for block in self.blocks for p in block.paragraphs}

    def find(self, id: str) -> str | None:
        """The full id of a paragraph; the id of a block stands for its only paragraph."""
        if id in self.paragraphs:
            return id
        block = self._blocks.get(id)
        return block.paragraphs[0].id if block and len(block.paragraphs) == 1 else None

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        """Every block by its id; of two with the same the first."""
        return {block.id: block for block in reversed(self.blocks)}

    @cached_property
    def block_of(self) -> dict[str, Block]:
        """The block of every paragraph id."""
        return {p.id: block for block in self.blocks for p in block.paragraphs}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of a text: from `start` up to but not including `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """One quote of an annotation found in one transcript."""

    annotation: str
    paragraph: str
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the text as published comes from."""

    publisher: str
    title: str
    url: str
    note: Text


@dataclass(frozen=True, slots=True)
class Untracked:
    """A paragraph left without annotation, and why."""

    at: Ref
    reason: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim or a correction that is worth a visit, shown on the home page."""

    of: Ref
    why: Text
    """What a reader learns from it, in one line."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """What this edition had wrong, apart from a single claim, and the day on which it was mended."""

    date: date
    text: Text


@dataclass(frozen=True, slots=True)
class Frame:
    """What `edition.yml` says of the whole."""

    title: Text
    summary: Text
    date: date
    """The day of the interview, on which every claim was made."""
    languages: tuple[str, ...]
    """The first is the default of every text."""
    source_language: str
    speakers: tuple[tuple[str, Ref], ...]
    """For each label of a turn the person's id."""
    origin: Origin
    untracked: tuple[Untracked, ...]
    recording: Recording | None = None
    findings: tuple[Finding, ...] = ()
    """In the order in which the home page shows them."""
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One interview with everything said about it."""

    frame: Frame
    transcripts: tuple[Transcript, ...]
    """First the source text."""
    annotations: tuple[Annotation, ...]
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    times: tuple[tuple[str, tuple[TimedCue, ...]], ...] = ()
    """For each language whose words have times of their own, these."""
    looks: tuple[Look, ...] = ()
    """The newest look at each source's address, as far as anybody looked."""

    @property
    def source_text(self) -> Transcript:
        """The transcript as published."""
        return self.transcripts[0]

    def speaker_of(self, annotation: Annotation) -> str | None:
        """The id of the person who makes a claim: as stated, or by the label of its turn."""
        if annotation.claim and annotation.claim.speaker:
            return annotation.claim.speaker.id
        block = self.source_text.block_of.get(self.source_text.find(annotation.at) or "")
        speakers = dict(self.frame.speakers)
        return speakers[block.label].id if block and block.kind == "turn" and block.label in speakers else None
