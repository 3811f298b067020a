"""What `data/claims.json` may hold, as a JSON Schema (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.model.fields import parts_of
from build_tools.site.catalog import Catalog, load_catalog
from build_tools.site.exports.claims import SCHEMA
from build_tools.site.exports.document import to_json
from build_tools.site.exports.fields import CLAIMS, DAY, ID, TEXT
from build_tools.site.page import Page
from build_tools.site.schemas import definitions_of
from build_tools.site.schemas.blocks import Meanings, block_schema
from build_tools.site.schemas.shapes import ADDRESS, DATE, DRAFT, Schema, list_of, record, ref
from build_tools.site.schemas.shapes import DAY as DAY_SHAPE
from build_tools.site.schemas.shapes import ID as ID_SHAPE

WORDS: Schema = {"type": "string", "minLength": 1}


def render_claims_schema(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """The schema, with the languages of this edition and the words that its fields may hold."""
    return Page(SCHEMA, to_json(claims_schema(merged.edition.frame.languages, urls.absolute(SCHEMA, site_url))))


def claims_schema(languages: Sequence[str], address: str) -> Schema:
    """The schema of an edition in these languages; `address` is its own, where it is published.

    It has one description of each field, in the first of them, so it is the same on the site of every language.
    """
    label = load_catalog(languages[0]).label
    row = {
        field.name: {"description": label(f"data_field.claims.{field.name}"), **(field.schema or {})}
        for field in CLAIMS.fields
    }
    top = record({"$schema": ADDRESS, "edition": _edition(), "claims": {"type": "array", "items": record(row)}})
    return {
        "$schema": DRAFT,
        "$id": address,
        "title": label("dataset.claims"),
        "description": label("data_file.claims_json"),
        **top,
        "$defs": definitions_of(top, _definitions(languages)),
    }


def _definitions(languages: Sequence[str]) -> dict[str, Schema]:
    """What an annotation's file may hold, with every value in the one form that the export gives it."""
    text: Schema = {
        "type": "object",
        "propertyNames": ref("language"),
        "additionalProperties": WORDS,
        "minProperties": 1,
    }
    ids = dict.fromkeys(("topic_id", "source_id", "person_id", "annotation_id"), ID)
    shapes = {"day": DAY_SHAPE, "date": DATE, "id": ID_SHAPE, "language": {"enum": list(languages)}, "words": WORDS}
    meanings = Meanings.load(languages)
    blocks = {block.name: block_schema(block, meanings, languages) for block in parts_of("annotation")}
    return {**shapes, "text": text, "quoted": TEXT, "paragraph": WORDS, **ids, **blocks}


def _edition() -> Schema:
    language = ref("language")
    return record(
        {
            "title": TEXT,
            "address": ADDRESS,
            "date": DAY,
            "languages": list_of(language),
            "source_language": language,
            "origin": record({"publisher": WORDS, "title": WORDS, "url": ADDRESS}),
            "as_of": DAY,
            "licence": ADDRESS,
        }
    )
