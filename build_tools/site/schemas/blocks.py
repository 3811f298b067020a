"""The mappings of a YAML file: their fields, what each may hold, and what each means."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.site.catalog import Catalog, available_languages, load_catalog
from build_tools.site.schemas.shapes import Schema, record


@dataclass(frozen=True)
class Meanings:
    """What fields and their words mean, in each language there is.

    So a schema is the same on the site of every language and in every editor.
    """

    catalogs: tuple[Catalog, ...]

    @classmethod
    def load(cls) -> Meanings:
        """With every catalog."""
        return cls(tuple(load_catalog(language) for language in available_languages()))

    def of(self, key: str, between: str = "\n\n") -> str:
        """A label of the catalogs."""
        return between.join(catalog.label(key) for catalog in self.catalogs)

    def choice(self, words: tuple[str, ...], labels: str) -> Schema:
        """One of a few words; an editor shows beside each what the catalogs have under `labels`."""
        return {"enum": list(words), "markdownEnumDescriptions": [self.of(f"{labels}.{word}", " ") for word in words]}


@dataclass(frozen=True, slots=True)
class FileField:
    """One field."""

    name: str
    schema: Schema
    examples: tuple[object, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping with fields of its own, by its name in `$defs`."""

    name: str
    fields: tuple[FileField, ...]
    rules: Schema = field(default_factory=dict)
    """What the fields ask of each other, as keywords of JSON Schema."""
    explained_under: str = ""
    """The block of the catalogs' `file_field` that explains the fields; its own name if empty."""

    def schema(self, meanings: Meanings) -> Schema:
        """The mapping, each field with its meaning and its examples."""
        labels = f"file_field.{self.explained_under or self.name}"
        described = {f.name: _describe(f, meanings.of(f"{labels}.{f.name}")) for f in self.fields}
        required = {f.name: described[f.name] for f in self.fields if f.required}
        return {**record(required, **described), "properties": described, **self.rules}


def need(name: str, schema: Schema, *examples: object) -> FileField:
    """A field that must be there."""
    return FileField(name, schema, examples, required=True)


def may(name: str, schema: Schema, *examples: object) -> FileField:
    """A field that may be there."""
    return FileField(name, schema, examples)


def _describe(field: FileField, meaning: str) -> Schema:
    plain = meaning.replace("`", "")
    return {"description": plain, "markdownDescription": meaning, **field.schema, "examples": list(field.examples)}
