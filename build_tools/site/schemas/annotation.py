"""An annotation's YAML file as a JSON Schema: its fields, and what each kind and type asks of them."""

from __future__ import annotations

from build_tools.model.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCES,
    FACT_STATUSES,
    FORECAST_STATUSES,
    KINDS,
    PROBLEM_KINDS,
    WORDINGS,
)
from build_tools.site.schemas.blocks import Block, Meanings, may, need
from build_tools.site.schemas.shapes import Schema, list_of, ref, when


def annotation_blocks(meanings: Meanings) -> tuple[Block, ...]:
    """Every mapping of an annotation's file, the file itself first."""
    return _annotation(meanings), _quote(), _claim(meanings), _judged_by(), _assessment(), _correction(meanings)


def _annotation(meanings: Meanings) -> Block:
    return Block(
        "annotation",
        (
            need("kind", meanings.choice(KINDS, "kind"), "claim"),
            *_quote().fields,
            may("also", list_of(ref("quote")), [{"at": "h4.p1", "quote": "the exact words"}]),
            may("topics", list_of(ref("topic_id")), ["another-topic"]),
            need("title", ref("text"), "A short heading"),
            may("note", ref("text"), "What a reader needs to know [@source-id]."),
            may("sources", list_of(ref("source_id")), ["source-id"]),
            may("related", list_of(ref("annotation_id")), ["another-annotation"]),
            may("claim", ref("claim"), _CLAIM),
            may("correction", ref("correction"), {"problem": "omission", "confidence": "likely"}),
            need("added", ref("day"), "2026-11-23"),
            need("by", list_of(ref("words")), ["your-handle"]),
        ),
        {
            "allOf": [
                _of_kind("context", then={"required": ["note"], **_without("claim", "correction")}),
                _of_kind("claim", then={"required": ["claim"], **_without("correction")}),
                _of_kind("correction", then={"required": ["correction", "note"], **_without("claim")}),
                when(
                    {"kind": {"const": "claim"}, "at": {"type": "string", "pattern": "^(?!t[0-9])"}},
                    then={"properties": {"claim": {"required": ["speaker"]}}},
                ),
            ]
        },
    )


def _of_kind(kind: str, *, then: Schema) -> Schema:
    return when({"kind": {"const": kind}}, then=then)


def _without(*blocks: str) -> Schema:
    return {"properties": dict.fromkeys(blocks, False)}


def _quote() -> Block:
    return Block(
        "quote",
        (
            need("at", ref("paragraph"), "t16.p2"),
            need("quote", ref("quoted"), "the exact words"),
            may("prefix", ref("words"), "the words right before"),
            may("suffix", ref("words"), "the words right after"),
        ),
        explained_under="annotation",
    )


def _claim(meanings: Meanings) -> Block:
    fact: Schema = {"properties": {"history": _statuses(meanings.choice(FACT_STATUSES, "status_meaning"))}}
    forecast: Schema = {
        "properties": {"history": _statuses(meanings.choice(FORECAST_STATUSES, "status_meaning"))},
        "required": ["judged_by"],
    }
    return Block(
        "claim",
        (
            need("type", meanings.choice(CLAIM_TYPES, "claim_type"), "prediction"),
            need("says", ref("text"), "The claim in plain words."),
            need("wording", meanings.choice(WORDINGS, "wording"), "printed"),
            may("speaker", ref("person_id"), "person-id"),
            may("due", ref("date"), "2025-06-30", "2025-06", "2025-Q2", "2025"),
            may("due_reading", ref("text"), "How the words spoken become that date."),
            may("condition", ref("text"), "What the speaker made it depend on."),
            may("judged_by", ref("judged_by"), {"written": "2026-11-23", "text": "What would settle it."}),
            may("history", list_of(ref("assessment")), [_ASSESSMENT]),
        ),
        {
            "dependentRequired": {"due": ["due_reading"]},
            **when({"type": {"const": "fact"}}, then=fact, otherwise=forecast),
        },
    )


def _statuses(scale: Schema) -> Schema:
    """A history whose statuses are of one scale."""
    return {"items": {"properties": {"status": scale}}}


def _judged_by() -> Block:
    return Block(
        "judged_by", (need("written", ref("day"), "2026-11-23"), need("text", ref("text"), "What would settle it."))
    )


def _assessment() -> Block:
    return Block(
        "assessment",
        (
            need("date", ref("day"), "2025-06-30"),
            may("status", {"type": "string"}, "disputed"),  # its words depend on the claim's type, see `_claim`
            may("moved_to", ref("date"), "2026-Q4"),
            need("note", ref("text"), "What happened and what it rests on [@source-id]."),
            may("sources", list_of(ref("source_id")), ["source-id"]),
        ),
        {"anyOf": [{"required": ["status"]}, {"required": ["moved_to"]}]},
    )


def _correction(meanings: Meanings) -> Block:
    return Block(
        "correction",
        (
            need("problem", meanings.choice(PROBLEM_KINDS, "problem_kind"), "mistranslation"),
            need("confidence", meanings.choice(CONFIDENCES, "confidence"), "documented"),
            may("reads_better", ref("text"), "How the passage should read."),
        ),
    )


_ASSESSMENT = {"date": "2025-06-30", "status": "disputed", "note": "What happened.", "sources": ["source-id"]}
_CLAIM = {"type": "fact", "says": "The claim in plain words.", "wording": "printed", "history": [_ASSESSMENT]}
