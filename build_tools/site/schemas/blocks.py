"""The blocks of `model.fields` as JSON Schemas: what fields may hold, what they mean, what they ask of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.model.fields import Block, ByKey, Choice, Field, Id, Inside, Plain
from build_tools.model.vocabulary import FACT_STATUSES, FORECAST_STATUSES
from build_tools.problems.problem import CODES
from build_tools.site.catalog import Catalog, load_catalog
from build_tools.site.schemas.shapes import WEB_ADDRESS, Schema, list_of, record, ref, when

_MOMENT = r"^[#?&][^{}\s<>\"\x00-\x1f]*\{seconds\}[^{}\s<>\"\x00-\x1f]*$"
"""What follows the address for a moment of the recording, with the seconds once."""


@dataclass(frozen=True)
class Meanings:
    """What fields and their words mean, in each language of the edition that has a catalog.

    So a schema is the same on the site of every language and in every editor.
    """

    catalogs: tuple[Catalog, ...]

    @classmethod
    def load(cls, languages: Sequence[str]) -> Meanings:
        """With the catalogs of an edition in these languages."""
        return cls(tuple(load_catalog(tongue) for tongue in sorted({load_catalog(tag).tongue for tag in languages})))

    def of(self, key: str, between: str = "\n\n") -> str:
        """A label of the catalogs; the key itself, which editors can show too, where one lacks it."""
        return between.join(catalog.label(key) if key in catalog.labels else key for catalog in self.catalogs)

    def choice(self, words: tuple[str, ...], labels: str) -> Schema:
        """One of a few words; an editor shows beside each what the catalogs have under `labels`."""
        return {"enum": list(words), "markdownEnumDescriptions": [self.of(f"{labels}.{word}", " ") for word in words]}


def block_schema(block: Block, meanings: Meanings, languages: Sequence[str]) -> Schema:
    """A mapping in an edition of these languages, each field with its meaning and its examples."""
    labels = f"file_field.{block.explained_under or block.name}"
    described: dict[str, Schema] = {}
    for field in block.fields:
        meaning = meanings.of(f"{labels}.{field.name}")
        described[field.name] = {
            "description": meaning.replace("`", ""),
            "markdownDescription": meaning,
            **_field_schema(field, meanings, languages),
            "examples": _examples(field, languages),
        }
    required = {f.name: described[f.name] for f in block.fields if f.needed and not f.needed.field}
    return {**record(required, **described), "properties": described, **_rules(block, meanings)}


def _field_schema(field: Field, meanings: Meanings, languages: Sequence[str]) -> Schema:
    schema = _holds(field, meanings, languages)
    if field.holds == "languages":  # the texts of the edition are in these
        return {**list_of(schema), "allOf": [{"contains": {"const": language}} for language in languages]}
    return list_of(schema) if field.many else schema


def _holds(field: Field, meanings: Meanings, languages: Sequence[str]) -> Schema:
    match field.holds:
        case Id(of):
            return ref(_IDS.get(of, f"{of}_id"))
        case Inside(block):
            return ref(block)
        case Choice(words, labels):
            return meanings.choice(words, labels)
        case ByKey("label"):
            return {"type": "object", "additionalProperties": ref("person_id")}
        case ByKey():
            forms = {language: list_of(ref("words")) for language in languages}
            return {"type": "object", "properties": forms, "additionalProperties": False}
        case "language":
            return {"enum": list(languages)}
        case plain:
            return _PLAIN[plain]


_IDS = {"paragraph": "paragraph"}
_PLAIN: Mapping[Plain, Schema] = {
    "words": ref("words"),
    "text": ref("text"),
    "quote": ref("quoted"),
    "day": ref("day"),
    "date": ref("date"),
    "address": WEB_ADDRESS,
    "status": {"type": "string"},  # its words depend on the claim's type, see `_BETWEEN`
    "moment": {"type": "string", "pattern": _MOMENT, "patternErrorMessage": CODES["time-pattern"][1].format()},
    "languages": ref("words"),
}


def _examples(field: Field, languages: Sequence[str]) -> list[object]:
    match field.holds:
        case "languages":
            return [list(languages)]
        case "language":
            return [languages[-1]]
        case ByKey("language"):
            return [{languages[0]: example} for example in field.examples]
    return list(field.examples)


def _rules(block: Block, meanings: Meanings) -> Schema:
    """What the fields of a block ask of each other, as keywords of JSON Schema."""
    rules: dict[str, object] = {}
    if block.either:
        rules["anyOf" if block.both else "oneOf"] = [{"required": [name]} for name in block.either]
    there = {f.needed.field: [f.name] for f in block.fields if f.needed and f.needed.field and not f.needed.words}
    if there:
        rules["dependentRequired"] = there
    among = [rule for field in block.fields for rule in _rules_among(field)] + _beside(block, meanings)
    if among:
        rules["allOf"] = among
    return rules


def _rules_among(field: Field) -> list[Schema]:
    """The rules of a field that is needed beside some words of another."""
    if field.needed is None or not field.needed.words:
        return []
    beside: Mapping[str, Schema] = {field.needed.field: {"enum": list(field.needed.words)}}
    otherwise: Schema | None = {"properties": {field.name: False}} if field.needed.only else None
    return [when(beside, then={"required": [field.name]}, otherwise=otherwise)]


def _beside(block: Block, meanings: Meanings) -> list[Schema]:
    """The rules that are no field's own: the speaker outside a turn, and the scale of a claim's type."""
    if block.name == "annotation":
        outside: Mapping[str, Schema] = {
            "kind": {"const": "claim"},
            "at": {"type": "string", "pattern": "^(?!t[0-9])"},
        }
        return [when(outside, then={"properties": {"claim": {"required": ["speaker"]}}})]
    if block.name == "claim":
        fact, forecast = (
            {"properties": {"history": {"items": {"properties": {"status": meanings.choice(scale, "status_meaning")}}}}}
            for scale in (FACT_STATUSES, FORECAST_STATUSES)
        )
        return [when({"type": {"const": "fact"}}, then=fact, otherwise=forecast)]
    return []
