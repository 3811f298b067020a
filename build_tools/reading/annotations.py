"""YAML nodes to annotations: contexts, claims with their history, corrections."""

from __future__ import annotations

from typing import assert_never

from build_tools.model.model import About, Annotation, Assessment, Claim, Context, Correction, Quote, Ref, Yardstick
from build_tools.model.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCES,
    KINDS,
    PROBLEM_KINDS,
    WORDINGS,
    WRITTEN_STATUSES,
    Kind,
)
from build_tools.problems.problem import Problem, phrase
from build_tools.problems.suggest import did_you_mean
from build_tools.reading.record import Record
from build_tools.reading.yamlfile import Node


def read_annotation(
    node: Node, *, id: str, topic: str, languages: tuple[str, ...], source_language: str
) -> tuple[Annotation | None, list[Problem]]:
    """The annotation in `node`, or None where it has problems of shape; `id` and `topic` come from its path."""
    problems: list[Problem] = []
    with Record(node, problems, phrase("an-annotation"), languages) as fields:
        kind = fields.choice("kind", KINDS)
        quotes = (_quote(fields, source_language), *_also(fields, source_language))
        annotation = Annotation(
            id=id,
            about=_about(fields, kind),
            quotes=quotes,
            topics=(Ref(topic, fields.place), *(fields.refs("topics") if fields.has("topics") else ())),
            title=fields.text("title"),
            note=fields.text("note") if fields.has("note") or kind != "claim" else None,
            sources=fields.refs("sources") if fields.has("sources") else (),
            related=fields.refs("related") if fields.has("related") else (),
            added=fields.day("added"),
            by=fields.strings("by"),
            place=fields.place,
        )
    return (None if problems else annotation), problems


def _quote(fields: Record, source_language: str) -> Quote:
    at = fields.ref("at")
    given = fields.text("quote", language=source_language)
    if given.values and source_language not in given.languages:
        fields.report(given.place, "quote-missing", language=source_language)
    return Quote(
        at,
        given,
        prefix=fields.string("prefix") if fields.has("prefix") else "",
        suffix=fields.string("suffix") if fields.has("suffix") else "",
    )


def _also(fields: Record, source_language: str) -> tuple[Quote, ...]:
    quotes = []
    for entry in fields.records("also", phrase("an-also")) if fields.has("also") else ():
        with entry:
            quotes.append(_quote(entry, source_language))
    return tuple(quotes)


def _about(fields: Record, kind: Kind) -> About:
    for block in ("claim", "correction"):
        if block != kind and fields.has(block):
            fields.report(fields.place_of(block), "block-of-other-kind", kind=kind, name=block)
    match kind:
        case "context":
            return Context()
        case "claim":
            return _claim(fields)
        case "correction":
            return _correction(fields)
        case _:
            assert_never(kind)


def _claim(fields: Record) -> Claim:
    with fields.record("claim", phrase("a-claim")) as claim:
        type = claim.choice("type", CLAIM_TYPES)
        due = claim.date("due") if claim.has("due") else None
        return Claim(
            type=type,
            says=claim.text("says"),
            wording=claim.choice("wording", WORDINGS),
            speaker=claim.ref("speaker") if claim.has("speaker") else None,
            due=due,
            due_reading=claim.text("due_reading") if due or claim.has("due_reading") else None,
            condition=claim.text("condition") if claim.has("condition") else None,
            judged_by=_yardstick(claim) if type != "fact" or claim.has("judged_by") else None,
            history=tuple(_assessment(e) for e in claim.records("history", phrase("an-assessment")))
            if claim.has("history")
            else (),
        )


def _yardstick(claim: Record) -> Yardstick:
    with claim.record("judged_by", "judged_by") as fields:
        return Yardstick(fields.day("written"), fields.text("text"))


def _assessment(entry: Record) -> Assessment:
    with entry:
        has_status, has_move = entry.has("status"), entry.has("moved_to")
        if not has_status and not has_move:
            owner, cure = phrase("an-assessment"), phrase("status-or-move")
            entry.report(entry.place, "one-of-two", owner=owner, first="status", second="moved_to", cure=cure)
        status = entry.string("status") if has_status else None
        if status and status not in WRITTEN_STATUSES:
            cure = did_you_mean(status, WRITTEN_STATUSES, ordered=True)
            entry.report(entry.place_of("status"), "not-a-choice", value=status, name="status", cure=cure)
        return Assessment(
            date=entry.day("date"),
            status=status,
            moved_to=entry.date("moved_to") if has_move else None,
            note=entry.text("note"),
            sources=entry.refs("sources") if entry.has("sources") else (),
            place=entry.place,
            status_place=entry.place_of("status"),
        )


def _correction(fields: Record) -> Correction:
    with fields.record("correction", phrase("a-correction")) as correction:
        return Correction(
            problem=correction.choice("problem", PROBLEM_KINDS),
            confidence=correction.choice("confidence", CONFIDENCES),
            reads_better=correction.text("reads_better") if correction.has("reads_better") else None,
        )
