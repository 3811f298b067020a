"""The shapes that values have, as parts of a JSON Schema (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from build_tools.problems.problem import phrase

Schema = Mapping[str, object]
"""A JSON Schema, or a part of one."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

_DAYS = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
_LEAP_DAY = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_DAY = f"([0-9]{{4}}-{_DAYS}|{_LEAP_DAY})"


def ref(name: str) -> Schema:
    """What `$defs` holds under that name."""
    return {"$ref": f"#/$defs/{name}"}


def record(required: Mapping[str, Schema], **optional: Schema) -> Schema:
    """A mapping with these fields and no others."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    """A list that is not empty."""
    return {"type": "array", "items": items, "minItems": 1}


def optional(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def when(condition: Mapping[str, Schema], *, then: Schema, otherwise: Schema | None = None) -> Schema:
    """A rule for the mappings whose fields are all there and as in `condition`."""
    rule = {"if": {"required": list(condition), "properties": condition}, "then": then}
    return rule if otherwise is None else {**rule, "else": otherwise}


ID: Schema = {"type": "string", "pattern": ID_PATTERN, "patternErrorMessage": phrase("id-form").spoken("en")}
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": f"^(?!0000){_DAY}$",
    "patternErrorMessage": phrase("write-day").spoken("en"),
}
"""A day of the calendar; the pattern knows the length of each month, since `format` binds no validator."""

DATE: Schema = {
    "type": "string",
    "pattern": f"^(?!0000)([0-9]{{4}}(-(Q[1-4]|0[1-9]|1[0-2]))?|{_DAY})$",
    "patternErrorMessage": phrase("write-date").spoken("en"),
}
"""A day, month, quarter or year."""

ADDRESS: Schema = {"type": "string", "format": "uri"}

WORDS_OF_A_FILE: Schema = {"type": ["string", "number"], "pattern": r"\S"}
"""A plain value that is not empty.

Every value of a file is read as text, but an editor takes `1984` for a number before it asks the schema.
It also takes a bare `true`, `false`, `null` or `~` for something else, and asks for quotes around it, which
do no harm; to allow these would make editors offer `true` and `false` for every title.
"""

DATE_OF_A_FILE: Schema = {**DATE, "type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
"""A date; an editor takes a year for a number."""

WEB_ADDRESS: Schema = {
    "type": "string",
    "pattern": r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s\u0000-\u001f<>"/?#:@][^\s\u0000-\u001f<>"]*$',
    "patternErrorMessage": phrase("whole-address").spoken("en"),
}


def text_of_a_file(languages: Iterable[str], required: Sequence[str] = ()) -> Schema:
    """Words: a plain string, or a mapping from language to words, which has each language of `required`."""
    return {
        "type": ["string", "number", "object"],
        "pattern": r"\S",
        "properties": {language: ref("words") for language in languages},
        "required": list(required),
        "additionalProperties": False,
        "minProperties": 1,
    }


def one_of_many(known: Iterable[str], pattern: str = ID_PATTERN) -> Schema:
    """An id: those that are taken are offered by an editor, and any other in the same form is accepted.

    A file that uses an id added a minute ago is right, also by a schema made before that.
    """
    return {
        "type": ["string", "integer"],
        "pattern": pattern,
        "patternErrorMessage": phrase("id-form").spoken("en"),
        "anyOf": [{"enum": list(known)}, {}],
    }
