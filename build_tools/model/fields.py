"""The fields of the YAML files: the one description from which they are read, written, drafted, mended and explained.

What a field means to people stands in the catalogs, under `file_field` and `field_help`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_tools.model.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCES,
    KINDS,
    PERSON_KINDS,
    PROBLEM_KINDS,
    SOURCE_KINDS,
    WORDINGS,
)

Plain = Literal["words", "text", "quote", "day", "date", "address", "status", "moment", "languages", "language"]
"""A value: `words` in one language, a `text` in several, of which a `quote` has to have the source language."""
IdOf = Literal["topic", "source", "person", "annotation", "paragraph"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, which the catalogs explain under `labels`."""

    words: tuple[str, ...]
    labels: str


@dataclass(frozen=True, slots=True)
class Id:
    """The id of something else."""

    of: IdOf


@dataclass(frozen=True, slots=True)
class Inside:
    """A mapping with fields of its own."""

    block: str


@dataclass(frozen=True, slots=True)
class ByKey:
    """A mapping whose keys are not fields: labels of turns to people, or languages to forms of a name."""

    keys: Literal["label", "language"]


Holds = Plain | Choice | Id | Inside | ByKey


@dataclass(frozen=True, slots=True)
class Needed:
    """When a field has to be there: always, or where another has one of some words, or is there at all."""

    field: str = ""
    words: tuple[str, ...] = ()
    only: bool = False
    """Whether it may be there in no other case."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a mapping."""

    name: str
    holds: Holds
    examples: tuple[object, ...]
    """Values that it may have, the first of them the likeliest."""
    needed: Needed | None = None
    many: bool = False
    """Whether it holds a list."""
    draft: Literal["slot", "optional", "remark"] | None = None
    """How a new file offers it: to be filled in, to be filled in or left, or as a remark; by its need if None."""
    absent: str | None = None
    """What is read where a field of plain words is not there."""


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping, by its name in the schemas."""

    name: str
    fields: tuple[Field, ...]
    """In the order of the documentation."""
    called: str = ""
    """The phrase by which messages call it; the name of the field that holds it if empty."""
    either: tuple[str, str] | None = None
    """Two fields of which one has to be there."""
    both: bool = False
    """Whether both of them may."""
    explained_under: str = ""
    """Where the catalogs explain its fields; under its name if empty."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(field.name for field in self.fields)


ALWAYS = Needed()


def need(name: str, holds: Holds, *examples: object, many: bool = False) -> Field:
    """A field that must always be there."""
    return Field(name, holds, examples, ALWAYS, many)


def may(
    name: str,
    holds: Holds,
    *examples: object,
    many: bool = False,
    needed: Needed | None = None,
    draft: Literal["slot", "optional", "remark"] | None = None,
    absent: str | None = None,
) -> Field:
    """A field that may be there, or must in some cases."""
    return Field(name, holds, examples, needed, many, draft, absent)


_DATES = ("2025-06-30", "2025-06", "2025-Q2", "2025")
_ASSESSMENT = {"date": "2025-06-30", "status": "disputed", "note": "What happened.", "sources": ["source-id"]}
_CLAIM = {"type": "fact", "says": "The claim in plain words.", "wording": "printed", "history": [_ASSESSMENT]}
_FINDING = {"of": "annotation-id", "why": "What it shows, in one line."}
_ERRATUM = {"date": "2026-11-29", "text": "What this edition had wrong until then."}
_RECORDING = "https://video.example/interview"
_ORIGIN = {
    "publisher": "Who published the text",
    "title": "The headline as published",
    "url": "https://news.example/interview",
    "note": "Where the text comes from and whose it is.",
}
_QUOTE = (
    need("at", Id("paragraph"), "t16.p2"),
    need("quote", "quote", "the exact words"),
    may("prefix", "words", "the words right before", draft="optional", absent=""),
    may("suffix", "words", "the words right after", draft="optional", absent=""),
)

BLOCKS: tuple[Block, ...] = (
    Block(
        "annotation",
        (
            need("kind", Choice(KINDS, "kind"), "claim"),
            *_QUOTE,
            may("also", Inside("quote"), [{"at": "h4.p1", "quote": "the exact words"}], many=True),
            may("topics", Id("topic"), ["another-topic"], many=True),
            need("title", "text", "A short heading"),
            may(
                "note",
                "text",
                "What a reader needs to know [@source-id].",
                needed=Needed("kind", ("context", "correction")),
                draft="optional",
            ),
            may("sources", Id("source"), ["source-id"], many=True, draft="optional"),
            may("related", Id("annotation"), ["another-annotation"], many=True),
            may("claim", Inside("claim"), _CLAIM, needed=Needed("kind", ("claim",), only=True)),
            may(
                "correction",
                Inside("correction"),
                {"problem": "omission", "confidence": "likely"},
                needed=Needed("kind", ("correction",), only=True),
            ),
            need("added", "day", "2026-11-23"),
            need("by", "words", ["your-handle"], many=True),
        ),
        called="an-annotation",
    ),
    Block("quote", _QUOTE, called="an-also", explained_under="annotation"),
    Block(
        "claim",
        (
            need("type", Choice(CLAIM_TYPES, "claim_type"), "prediction"),
            need("says", "text", "The claim in plain words."),
            need("wording", Choice(WORDINGS, "wording"), "printed"),
            may("speaker", Id("person"), "person-id", draft="optional"),
            may("due", "date", *_DATES, draft="optional"),
            may(
                "due_reading", "text", "How the words spoken become that date.", needed=Needed("due"), draft="optional"
            ),
            may("condition", "text", "What the speaker made it depend on."),
            may("chance", "text", "The chance in the speaker's words."),
            may(
                "judged_by",
                Inside("judged_by"),
                {"written": "2026-11-23", "text": "What would settle it."},
                needed=Needed("type", ("prediction", "goal")),
            ),
            may("looked", Inside("looked"), {"date": "2026-11-29", "where": "News pages and company filings"}),
            may("history", Inside("assessment"), [_ASSESSMENT], many=True),
        ),
        called="a-claim",
    ),
    Block("judged_by", (need("written", "day", "2026-11-23"), need("text", "text", "What would settle it."))),
    Block(
        "looked",
        (need("date", "day", "2026-11-29"), need("where", "text", "News pages and company filings")),
    ),
    Block(
        "assessment",
        (
            need("date", "day", "2025-06-30"),
            may("status", "status", "disputed", draft="slot"),
            may("moved_to", "date", "2026-Q4", draft="optional"),
            may("because", "text", "The reason in one or two sentences [@source-id].", draft="optional"),
            may("erratum", "text", "What this edition had wrong until then."),
            need("note", "text", "What happened and what it rests on [@source-id]."),
            may("sources", Id("source"), ["source-id"], many=True, draft="optional"),
        ),
        called="an-assessment",
        either=("status", "moved_to"),
        both=True,
    ),
    Block(
        "correction",
        (
            need("problem", Choice(PROBLEM_KINDS, "problem_kind"), "mistranslation"),
            need("confidence", Choice(CONFIDENCES, "confidence"), "documented"),
            may("reads_better", "text", "How the passage should read.", draft="optional"),
        ),
        called="a-correction",
    ),
    Block(
        "source",
        (
            need("kind", Choice(SOURCE_KINDS, "source_kind_meaning"), "report"),
            may("title", "words", "The headline as read on the page", draft="slot"),
            may("description", "text", "A plain description"),
            may("language", "words", "en"),
            need("publisher", "words", "Who published the page that was read"),
            may("original_publisher", "words", "Who published it first"),
            may("author", "words", ["A name"], many=True),
            need("url", "address", "https://news.example/article"),
            may("date", "date", *_DATES),
            may("accessed", "day", "2026-11-23", draft="slot"),
            need("supports", "text", "What it supports, in one line."),
        ),
        called="a-source",
        either=("title", "description"),
    ),
    Block(
        "person",
        (
            need("name", "text", "A name"),
            need("kind", Choice(PERSON_KINDS, "person_kinds"), "person"),
            need("role", "text", "Head of an office"),
            may("note", "text", "What a reader needs to know."),
            may("names", ByKey("language"), ["A name", "Another form of it"]),
            may("sources", Id("source"), ["source-id"], many=True),
        ),
        called="a-person",
    ),
    Block(
        "topic",
        (
            need("title", "text", "The heading"),
            may("finding", "text", "What was found, in one sentence."),
            need("introduction", "text", "What was said, what stands, what is open."),
        ),
        called="a-topic",
    ),
    Block(
        "edition",
        (
            need("title", "text", "The title of the edition"),
            need("summary", "text", "What this is, in three sentences."),
            need("date", "day", "2025-01-08"),
            need("languages", "languages", many=True),
            need("source_language", "language"),
            need("speakers", ByKey("label"), {"The label of a turn": "person-id"}),
            need("origin", Inside("origin"), _ORIGIN),
            may("untracked", Inside("untracked"), [{"at": "t02", "reason": "A courtesy."}], many=True),
            may("recording", Inside("recording"), {"url": _RECORDING}),
            may("findings", Inside("finding"), [_FINDING], many=True),
            may("errata", Inside("erratum"), [_ERRATUM], many=True),
        ),
    ),
    Block(
        "erratum", (need("date", "day", _ERRATUM["date"]), need("text", "text", _ERRATUM["text"])), called="an-erratum"
    ),
    Block(
        "origin",
        (
            need("publisher", "words", _ORIGIN["publisher"]),
            need("title", "words", _ORIGIN["title"]),
            need("url", "address", _ORIGIN["url"]),
            need("note", "text", _ORIGIN["note"]),
        ),
    ),
    Block(
        "untracked",
        (need("at", Id("paragraph"), "t02"), need("reason", "text", "A courtesy.")),
        called="an-untracked",
    ),
    Block("recording", (need("url", "address", _RECORDING), may("time", "moment", "?t={seconds}"))),
    Block(
        "finding",
        (need("of", Id("annotation"), _FINDING["of"]), need("why", "text", _FINDING["why"])),
        called="a-finding",
    ),
)
"""Every mapping of every kind of file."""
BLOCK_OF = {block.name: block for block in BLOCKS}


def parts_of(name: str) -> tuple[Block, ...]:
    """The block of that name and those that stand inside it, each once, the outer before the inner."""
    found = [BLOCK_OF[name]]
    for block in found:
        inner = (field.holds.block for field in block.fields if isinstance(field.holds, Inside))
        found += [BLOCK_OF[other] for other in dict.fromkeys(inner) if BLOCK_OF[other] not in found]
    return tuple(found)
