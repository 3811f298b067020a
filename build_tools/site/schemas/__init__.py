"""An edition to JSON Schemas of its YAML files, for editors to complete and check a file while it is written.

What the schemas say is what the readers (`annotations`, `registers`) ask for; `tests/test_schemas.py`
holds the two together. The rules that need more than one file stay with `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from build_tools.model.model import Edition
from build_tools.site.schemas.annotation import annotation_blocks
from build_tools.site.schemas.blocks import Block, Meanings
from build_tools.site.schemas.registers import by_id, edition_blocks, person_block, source_block, topic_block
from build_tools.site.schemas.shapes import (
    DATE_OF_A_FILE,
    DAY,
    DRAFT,
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


def blocks_of(meanings: Meanings, languages: Sequence[str]) -> dict[str, tuple[Block, ...]]:
    """The mappings of each kind of file, the outermost first, in an edition of these languages."""
    return {
        "annotation": annotation_blocks(meanings),
        "source": (source_block(meanings),),
        "people": (person_block(meanings, languages),),
        "topics": (topic_block(),),
        "edition": edition_blocks(languages),
    }


def file_schema(name: str, edition: Edition, address: str | None = None) -> Schema:
    """The schema of that name, with the languages and the ids of an edition; `address` is where it is published."""
    frame = edition.frame
    meanings = Meanings.load()
    blocks = blocks_of(meanings, frame.languages)[name]
    top = by_id(blocks[0]) if name in ENTRIES_BY_ID else ref(blocks[0].name)
    return {
        "$schema": DRAFT,
        **({"$id": address} if address else {}),
        "title": meanings.of(f"schema_title.{name}", " · "),
        **top,
        "$defs": definitions_of(top, {**_shapes(edition), **{b.name: b.schema(meanings) for b in blocks}}),
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
