"""The YAML files that annotations refer to as JSON Schemas: the frame, topics, people, sources."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.vocabulary import PERSON_KINDS, SOURCE_KINDS
from build_tools.problems.problem import CODES, phrase
from build_tools.site.schemas.blocks import Block, Meanings, may, need
from build_tools.site.schemas.shapes import ID_PATTERN, WEB_ADDRESS, Schema, list_of, ref


def source_block(meanings: Meanings) -> Block:
    """A source's file."""
    return Block(
        "source",
        (
            need("kind", meanings.choice(SOURCE_KINDS, "source_kind_meaning"), "report"),
            may("title", ref("words"), "The headline as read on the page"),
            may("description", ref("text"), "A plain description"),
            may("language", ref("words"), "en"),
            need("publisher", ref("words"), "Who published the page that was read"),
            may("original_publisher", ref("words"), "Who published it first"),
            may("author", list_of(ref("words")), ["A name"]),
            need("url", WEB_ADDRESS, "https://news.example/article"),
            may("date", ref("date"), "2025-06-30", "2025-06", "2025-Q2", "2025"),
            may("accessed", ref("day"), "2026-11-23"),
            need("supports", ref("text"), "What it supports, in one line."),
        ),
        {"oneOf": [{"required": ["title"]}, {"required": ["description"]}]},
    )


def person_block(meanings: Meanings, languages: Sequence[str]) -> Block:
    """An entry of the people's file."""
    names: Schema = {
        "type": "object",
        "properties": {language: list_of(ref("words")) for language in languages},
        "additionalProperties": False,
    }
    return Block(
        "person",
        (
            need("kind", meanings.choice(PERSON_KINDS, "person_kinds"), "person"),
            need("name", ref("text"), "A name"),
            need("role", ref("text"), "Head of an office"),
            may("note", ref("text"), "What a reader needs to know."),
            may("names", names, {languages[0]: ["A name", "Another form of it"]}),
            may("sources", list_of(ref("source_id")), ["source-id"]),
        ),
    )


def topic_block() -> Block:
    """An entry of the topics' file."""
    return Block(
        "topic",
        (
            need("title", ref("text"), "The heading"),
            need("introduction", ref("text"), "What was said, what stands, what is open."),
        ),
    )


def edition_blocks(languages: Sequence[str]) -> tuple[Block, ...]:
    """Every mapping of the edition's file, the file itself first."""
    speakers: Schema = {"type": "object", "additionalProperties": ref("person_id")}
    every_language: Schema = {
        **list_of(ref("words")),
        "allOf": [{"contains": {"const": language}} for language in languages],  # the texts of the edition are in these
    }
    edition = Block(
        "edition",
        (
            need("title", ref("text"), "The title of the edition"),
            need("summary", ref("text"), "What this is, in three sentences."),
            need("date", ref("day"), "2025-01-08"),
            need("languages", every_language, list(languages)),
            need("source_language", {"enum": list(languages)}, languages[-1]),
            need("speakers", speakers, {"The label of a turn": "person-id"}),
            need("origin", ref("origin"), {**_ORIGIN}),
            may("untracked", list_of(ref("untracked")), [{"at": "t02", "reason": "A courtesy."}]),
            may("recording", ref("recording"), {"url": _RECORDING}),
            may("findings", list_of(ref("finding")), [_FINDING]),
        ),
    )
    origin = Block(
        "origin",
        (
            need("publisher", ref("words"), _ORIGIN["publisher"]),
            need("title", ref("words"), _ORIGIN["title"]),
            need("url", WEB_ADDRESS, _ORIGIN["url"]),
            need("note", ref("text"), _ORIGIN["note"]),
        ),
    )
    untracked = Block("untracked", (need("at", ref("paragraph"), "t02"), need("reason", ref("text"), "A courtesy.")))
    moment = {"type": "string", "pattern": _MOMENT, "patternErrorMessage": CODES["time-pattern"][1].format()}
    recording = Block("recording", (need("url", WEB_ADDRESS, _RECORDING), may("time", moment, "?t={seconds}")))
    finding = Block(
        "finding", (need("of", ref("annotation_id"), _FINDING["of"]), need("why", ref("text"), _FINDING["why"]))
    )
    return edition, origin, untracked, recording, finding


def by_id(block: Block) -> Schema:
    """A file that maps ids to entries."""
    return {
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN, "patternErrorMessage": phrase("id-form").spoken("en")},
        "additionalProperties": ref(block.name),
    }


_FINDING = {"of": "annotation-id", "why": "What it shows, in one line."}
_RECORDING = "https://video.example/interview"
_MOMENT = r"^[#?&][^{}\s<>\"\x00-\x1f]*\{seconds\}[^{}\s<>\"\x00-\x1f]*$"
"""What follows the address for a moment of the recording, with the seconds once."""

_ORIGIN = {
    "publisher": "Who published the text",
    "title": "The headline as published",
    "url": "https://news.example/interview",
    "note": "Where the text comes from and whose it is.",
}
