"""The data sets with their files and fields: one place for the data page, the headers of tables and the schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model.vocabulary import CLAIM_TYPES, STATUSES, WORDINGS
from build_tools.site.schemas import NAMES
from build_tools.site.schemas.shapes import ADDRESS, Schema, optional, ref

"""Every status that an assessment may give, each once."""


ID, DAY, DATE, TEXT = ref("id"), ref("day"), ref("date"), ref("text")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a data set; the catalog says what it means, under `data_field.<data set>.<name>`."""

    name: str
    each_language: bool = False
    """Whether a table has it once a language, as in `title_en`."""
    in_table: bool = True
    """Whether a table has it at all."""
    schema: Schema | None = None
    """What it may hold, where the data set has a schema."""

    def columns(self, languages: Sequence[str]) -> tuple[str, ...]:
        """Its columns in a table."""
        if not self.in_table:
            return ()
        return tuple(f"{self.name}_{language}" for language in languages) if self.each_language else (self.name,)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Files that hold the same, each in its format; the catalog names it under `dataset.<name>`."""

    name: str
    files: tuple[str, ...]
    """Their paths on the site; the catalog describes each under `data_file.<name of the file>`."""
    fields: tuple[Field, ...]

    def header(self, languages: Sequence[str]) -> tuple[str, ...]:
        """The columns of a table, in order."""
        return tuple(column for field in self.fields for column in field.columns(languages))


ANNOTATIONS = Dataset(
    "annotations",
    ("data/annotations.jsonld",),
    tuple(Field(name) for name in ("id", "motivation", "created", "creator", "rights", "body", "target")),
)
"""Named as in the W3C Web Annotation Data Model."""

CLAIMS = Dataset(
    "claims",
    ("data/claims.csv", "data/claims.json", "data/schema/claims.schema.json"),
    (
        Field("id", schema=ID),
        Field("topic", schema=ID),
        Field("type", schema={"enum": CLAIM_TYPES}),
        Field("speaker", schema=optional(ID)),
        Field("wording", schema={"enum": WORDINGS}),
        Field("said", schema=DAY),
        Field("due", schema=optional(DATE)),
        Field("due_first", schema=optional(DAY)),
        Field("due_last", schema=optional(DAY)),
        Field("last_due", schema=optional(DATE)),
        Field("status", schema={"enum": tuple(status.name for status in STATUSES)}),
        Field("assessed", schema=optional(DAY)),
        Field("quote", each_language=True, schema=TEXT),
        Field("title", each_language=True, schema=TEXT),
        Field("address", schema=ADDRESS),
        Field("annotation", in_table=False, schema={**ref("annotation"), "properties": {"kind": {"const": "claim"}}}),
    ),
)

ASSESSMENTS = Dataset(
    "assessments",
    ("data/assessments.csv",),
    (
        Field("claim"),
        Field("date"),
        Field("status"),
        Field("moved_to"),
        Field("moved_to_first"),
        Field("moved_to_last"),
        Field("note", each_language=True),
        Field("sources"),
        Field("address"),
    ),
)

SOURCES = Dataset(
    "sources",
    ("data/sources.csl.json",),
    tuple(
        Field(name)
        for name in (
            "id",
            "type",
            "title",
            "author",
            "publisher",
            "original-publisher",
            "issued",
            "accessed",
            "URL",
            "language",
            "custom",
        )
    ),
)
"""Named as in the Citation Style Language."""

BIBLIOGRAPHY = Dataset(
    "bibliography",
    ("data/sources.bib",),
    tuple(
        Field(name)
        for name in (
            "author",
            "title",
            "howpublished",
            "origpublisher",
            "date",
            "year",
            "month",
            "url",
            "urldate",
            "langid",
            "keywords",
        )
    ),
)

FILE_SCHEMAS = Dataset("file_schemas", tuple(f"data/schema/{name}.schema.json" for name in NAMES), ())
"""The schemas of the YAML files; each explains its fields itself."""

DATASETS = (ANNOTATIONS, CLAIMS, ASSESSMENTS, SOURCES, BIBLIOGRAPHY, FILE_SCHEMAS)
"""Every data set, in the order in which the data page lists them."""
