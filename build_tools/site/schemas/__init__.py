"""An edition to JSON Schemas of its YAML files, for editors to complete and check a file while it is written.

What the schemas say is what the readers (`annotations`, `registers`) ask for; `tests/test_schemas.py`
holds the two together. The rules that need more than one file stay with `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_tools.model.fields import parts_of
from build_tools.model.model import Edition
from build_tools.problems.problem import phrase
from build_tools.site.schemas.blocks import Meanings, block_schema
from build_tools.site.schemas.shapes import (
    DATE_OF_A_FILE,
    DAY,
    DRAFT,
    ID_PATTERN,
    WORDS_OF_A_FILE,
    Schema,
    one_of_many,
    ref,
    text_of_a_file,
)

PARAGRAPH_PATTERN = r"^([a-z][a-z-]*|[th][0-9]+)(\.p[0-9]+)?$"

NAMES = ("annotation", "source", "people", "topics", "edition")
"""The schemas, one for each kind of file."""

ENTRIES_BY_ID = ("people", "topics")
"""The files that map ids to entries."""


def schema_name(path: str) -> str:
    """The name of the schema of a YAML file, by its path from the edition's root."""
    _, *folders, name = path.split("/")
    if not folders:
        return name.removesuffix(".yml")
    return "source" if folders == ["sources"] else "annotation"


BLOCKS_OF = {
    "annotation": "annotation",
    "source": "source",
    "people": "person",
    "topics": "topic",
    "edition": "edition",
}
"""For each schema the block that a file of it, or an entry of the file, is."""


def file_schema(name: str, edition: Edition, address: str | None = None) -> Schema:
    """The schema of that name, with the languages and the ids of an edition; `address` is where it is published."""
    languages = edition.frame.languages
    meanings = Meanings.load(languages)
    blocks = parts_of(BLOCKS_OF[name])
    top = _by_id(blocks[0].name) if name in ENTRIES_BY_ID else ref(blocks[0].name)
    described = {block.name: block_schema(block, meanings, languages) for block in blocks}
    return {
        "$schema": DRAFT,
        **({"$id": address} if address else {}),
        "title": meanings.of(f"schema_title.{name}", " · "),
        **top,
        "$defs": definitions_of(top, {**_shapes(edition), **described}),
    }


def _by_id(block: str) -> Schema:
    """A file that maps ids to entries."""
    return {
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN, "patternErrorMessage": phrase("id-form").spoken("en")},
        "additionalProperties": ref(block),
    }


def _shapes(edition: Edition) -> dict[str, Schema]:
    frame = edition.frame
    return {
        "words": WORDS_OF_A_FILE,
        "text": text_of_a_file(frame.languages),
        "quoted": text_of_a_file(frame.languages, [frame.source_language]),
        "day": DAY,
        "date": DATE_OF_A_FILE,
        "paragraph": one_of_many(edition.source_text.paragraphs, PARAGRAPH_PATTERN),
        "topic_id": one_of_many(topic.id for topic in edition.topics),
        "source_id": one_of_many(sorted(source.id for source in edition.sources)),
        "person_id": one_of_many(sorted(person.id for person in edition.people)),
        "annotation_id": one_of_many(sorted(annotation.id for annotation in edition.annotations)),
    }


def definitions_of(top: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Those of the definitions that a schema comes to, in their order."""
    wanted, found = set(_refs(top)), set[str]()
    while wanted - found:
        name = min(wanted - found)
        found.add(name)
        wanted |= set(_refs(definitions[name]))
    return {name: schema for name, schema in definitions.items() if name in found}


def _refs(part: object) -> Iterable[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield str(value).removeprefix("#/$defs/")
            yield from _refs(value)
    elif isinstance(part, list):
        for item in part:
            yield from _refs(item)
