"""The merged edition to what is still to be done: information for editors, never an error."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Text
from build_tools.model.vocabulary import DUE
from build_tools.problems.problem import Problem, in_order, problem

WORTH_A_NOTE = 40
"""Characters from which a paragraph of the source text is expected to have an annotation, or a reason for none."""


def find_gaps(merged: MergedEdition) -> tuple[Problem, ...]:
    """Bare paragraphs, claims past due, unused sources and missing languages, sorted by place."""
    return in_order(
        [
            *_bare_paragraphs(merged),
            *_claims_past_due(merged),
            *_unused_sources(merged),
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
        if standing.status == DUE:
            when = standing.due or merged.edition.frame.date
            yield problem(a.place, "claim-past-due", id=a.id, due=when)


def _unused_sources(merged: MergedEdition) -> Iterator[Problem]:
    for id, source in merged.sources.items():
        if id not in merged.uses and id not in merged.sourced_people:
            yield problem(source.place, "source-unused", id=id)


def _missing_languages(merged: MergedEdition) -> Iterator[Problem]:
    for text in _texts(merged):
        for language in merged.edition.frame.languages:
            if text.get(language) is None:
                yield problem(text.place, "language-missing", language=language)


def _texts(merged: MergedEdition) -> Iterator[Text]:
    """Every text that readers see, but for quotes, which a translation need not have word for word."""
    frame = merged.edition.frame
    found: list[Text | None] = [frame.title, frame.summary, frame.origin.note, *(u.reason for u in frame.untracked)]
    found += [finding.why for finding in frame.findings]
    for topic in merged.topics.values():
        found += [topic.title, topic.introduction]
    for person in merged.people.values():
        found += [person.name, person.role, person.note]
    for source in merged.sources.values():
        found += [source.description, source.supports]
    for a in merged.annotations.values():
        found += [a.title, a.note, a.correction.reads_better if a.correction else None]
        if a.claim:
            found += [a.claim.says, a.claim.due_reading, a.claim.condition]
            found += [a.claim.judged_by.text if a.claim.judged_by else None, *(e.note for e in a.claim.history)]
    return (text for text in found if text is not None)
