"""An annotation to the mapping that its YAML file holds (docs/format.md), so that nothing of it is lost."""

from __future__ import annotations

from build_tools.model.model import Annotation, Assessment, Claim, Correction, Quote
from build_tools.site.exports.document import by_language

Written = dict[str, object]
"""A mapping as it stands in a file; fields without a value are left out."""


def write_annotation(annotation: Annotation) -> Written:
    """What the annotation's file holds; its id and its first topic are the file's name and folder."""
    first, *others = annotation.quotes
    return _given(
        kind=annotation.kind,
        **_quote(first),
        also=[_quote(quote) for quote in others],
        topics=[ref.id for ref in annotation.topics[1:]],
        title=by_language(annotation.title),
        note=by_language(annotation.note) if annotation.note else None,
        sources=[ref.id for ref in annotation.sources],
        related=[ref.id for ref in annotation.related],
        claim=_claim(annotation.claim) if annotation.claim else None,
        correction=_correction(annotation.correction) if annotation.correction else None,
        added=annotation.added.isoformat(),
        by=list(annotation.by),
    )


def _quote(quote: Quote) -> Written:
    return _given(at=quote.at.id, quote=by_language(quote.exact), prefix=quote.prefix, suffix=quote.suffix)


def _claim(claim: Claim) -> Written:
    judged_by = claim.judged_by
    return _given(
        type=claim.type,
        says=by_language(claim.says),
        wording=claim.wording,
        speaker=claim.speaker.id if claim.speaker else None,
        due=claim.due.written if claim.due else None,
        due_reading=by_language(claim.due_reading) if claim.due_reading else None,
        condition=by_language(claim.condition) if claim.condition else None,
        judged_by={"written": judged_by.written.isoformat(), "text": by_language(judged_by.text)}
        if judged_by
        else None,
        history=[_assessment(entry) for entry in claim.history],
    )


def _assessment(entry: Assessment) -> Written:
    return _given(
        date=entry.date.isoformat(),
        status=entry.status,
        moved_to=entry.moved_to.written if entry.moved_to else None,
        note=by_language(entry.note),
        sources=[ref.id for ref in entry.sources],
    )


def _correction(correction: Correction) -> Written:
    return _given(
        problem=correction.problem,
        confidence=correction.confidence,
        reads_better=by_language(correction.reads_better) if correction.reads_better else None,
    )


def _given(**fields: object) -> Written:
    """The fields with a value: an empty list or string says the same as no field at all."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
