"""The merged edition to what is still to be done: information for editors, never an error."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Quote, Text, Transcript
from build_tools.model.vocabulary import DUE, NOT_ASSESSED
from build_tools.problems.problem import Problem, in_order, phrase, problem

WORTH_A_NOTE = 40
"""Characters from which a paragraph of the source text is expected to have an annotation, or a reason for none."""


def find_gaps(merged: MergedEdition) -> tuple[Problem, ...]:
    """Bare paragraphs, claims past due or without a reason, unused and lost sources, missing languages; by place."""
    return in_order(
        [
            *_bare_paragraphs(merged),
            *_claims_past_due(merged),
            *_missing_reasons(merged),
            *_unused_sources(merged),
            *_lost_sources(merged),
            *_missing_languages(merged),
        ]
    )


def _bare_paragraphs(merged: MergedEdition) -> Iterator[Problem]:
    edition = merged.edition
    explained = {edition.source_text.find(entry.at.id) for entry in edition.frame.untracked}
    for id, paragraph in edition.source_text.paragraphs.items():
        noted = id in merged.notes_at or id in merged.echoes_at or id in explained
        if len(paragraph.text) >= WORTH_A_NOTE and not noted:
            yield problem(paragraph.place, "bare-paragraph", id=id)


def _claims_past_due(merged: MergedEdition) -> Iterator[Problem]:
    for a in merged.claims:
        standing = merged.standings[a.id]
        if standing.status in (DUE, NOT_ASSESSED):
            when = standing.due or merged.edition.frame.date
            yield problem(a.place, "claim-past-due", id=a.id, due=when)


def _missing_reasons(merged: MergedEdition) -> Iterator[Problem]:
    """The newest assessment of a claim says why in one or two sentences, before anything else is read."""
    for a in merged.claims:
        assessment = merged.standings[a.id].assessment
        if assessment and assessment.because is None:
            yield problem(assessment.place, "because-missing", id=a.id)


def _unused_sources(merged: MergedEdition) -> Iterator[Problem]:
    for id, source in merged.sources.items():
        if id not in merged.uses and id not in merged.sourced_people:
            yield problem(source.place, "source-unused", id=id)


def _lost_sources(merged: MergedEdition) -> Iterator[Problem]:
    """What was not at its address any more when somebody last looked."""
    for id, look in merged.looks.items():
        place = merged.sources[id].place
        if look.result == "gone":
            cure = phrase("cite-archived", address=look.archived) if look.archived else phrase("look-elsewhere")
            yield problem(place, "source-lost", id=id, date=look.looked, why=look.why, cure=cure)
        elif look.result == "moved":
            yield problem(place, "source-moved", id=id, date=look.looked, to=look.to)


def _missing_languages(merged: MergedEdition) -> Iterator[Problem]:
    for text in _texts(merged.edition):
        for language in merged.edition.frame.languages:
            if text.get(language) is None:
                yield problem(text.place, "language-missing", language=language)


def _texts(part: object) -> Iterator[Text]:
    """Every text in a part of an edition that readers see, but for quotes, which a translation need not have."""
    match part:
        case Text():
            yield part
        case tuple():
            yield from (text for item in part for text in _texts(item))
        case Quote() | Transcript():
            return
        case _ if is_dataclass(part):
            yield from (text for name in _names(part.__class__) for text in _texts(getattr(part, name)))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
