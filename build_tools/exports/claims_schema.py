"""What `data/claims.json` may hold, as a JSON Schema (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools import urls
from build_tools.catalog import Catalog, load_catalog
from build_tools.exports.claims import SCHEMA
from build_tools.exports.document import to_json
from build_tools.exports.fields import ADDRESS, CLAIMS, DATE, DAY, ID, STATUSES, TEXT, Schema
from build_tools.merge import MergedEdition
from build_tools.page import Page
from build_tools.vocabulary import CLAIM_TYPES, WORDINGS

LANGUAGE = "en"
"""A schema has one description of each field, so it is the same on the site of every language."""

WORDS: Schema = {"type": "string", "minLength": 1}


def render_claims_schema(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """The schema, with the languages of this edition and the words that its fields may hold."""
    return Page(SCHEMA, to_json(claims_schema(merged.edition.frame.languages, urls.absolute(SCHEMA, site_url))))


def claims_schema(languages: Sequence[str], address: str) -> Schema:
    """The schema of an edition in these languages; `address` is its own, where it is published."""
    english = load_catalog(LANGUAGE)
    row = {
        field.name: {"description": english.label(f"data_field.claims.{field.name}"), **(field.schema or {})}
        for field in CLAIMS.fields
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": english.label("dataset.claims"),
        "description": english.label("data_file.claims_json"),
        **_object({"$schema": ADDRESS, "edition": _edition(), "claims": {"type": "array", "items": _object(row)}}),
        "$defs": {
            "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "day": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "date": {"type": "string", "pattern": "^[0-9]{4}(-(Q[1-4]|[0-9]{2}(-[0-9]{2})?))?$"},
            "language": {"enum": languages},
            "text": {
                "type": "object",
                "propertyNames": {"$ref": "#/$defs/language"},
                "additionalProperties": WORDS,
                "minProperties": 1,
            },
            "ids": _list(ID),
            "quote": _quote(),
            "annotation": _annotation(),
            "claim": _claim(),
            "assessment": _assessment(),
        },
    }


def _object(required: Schema, **optional: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _edition() -> Schema:
    language = {"$ref": "#/$defs/language"}
    return _object(
        {
            "title": TEXT,
            "address": ADDRESS,
            "date": DAY,
            "languages": _list(language),
            "source_language": language,
            "origin": _object({"publisher": WORDS, "title": WORDS, "url": ADDRESS}),
            "as_of": DAY,
            "licence": ADDRESS,
        }
    )


def _quote() -> Schema:
    return _object({"at": WORDS, "quote": TEXT}, prefix=WORDS, suffix=WORDS)


def _annotation() -> Schema:
    return _object(
        {
            "kind": {"const": "claim"},
            "at": WORDS,
            "quote": TEXT,
            "title": TEXT,
            "claim": {"$ref": "#/$defs/claim"},
            "added": DAY,
            "by": _list(WORDS),
        },
        prefix=WORDS,
        suffix=WORDS,
        also=_list({"$ref": "#/$defs/quote"}),
        topics={"$ref": "#/$defs/ids"},
        note=TEXT,
        sources={"$ref": "#/$defs/ids"},
        related={"$ref": "#/$defs/ids"},
    )


def _claim() -> Schema:
    return _object(
        {"type": {"enum": CLAIM_TYPES}, "says": TEXT, "wording": {"enum": WORDINGS}},
        speaker=ID,
        due=DATE,
        due_reading=TEXT,
        condition=TEXT,
        judged_by=_object({"written": DAY, "text": TEXT}),
        history=_list({"$ref": "#/$defs/assessment"}),
    )


def _assessment() -> Schema:
    entry = _object(
        {"date": DAY, "note": TEXT},
        status={"enum": STATUSES},
        moved_to=DATE,
        sources={"$ref": "#/$defs/ids"},
    )
    return {**entry, "anyOf": [{"required": ["status"]}, {"required": ["moved_to"]}]}
