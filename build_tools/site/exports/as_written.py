"""An annotation to the mapping that its YAML file holds (docs/format.md), so that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from build_tools.model.dates import DateSpan
from build_tools.model.fields import BLOCK_OF, Inside
from build_tools.model.model import Annotation, Quote, Ref, Text
from build_tools.site.exports.document import by_language

Written = dict[str, object]
"""A mapping as it stands in a file; fields without a value are left out."""


def write_annotation(annotation: Annotation) -> Written:
    """What the annotation's file holds; its id and its first topic are the file's name and folder."""
    first, *others = annotation.quotes
    names = BLOCK_OF["annotation"].names
    values = {name: getattr(annotation, name) for name in names if hasattr(annotation, name)}
    return _block("annotation", {**values, **_parts(first), "also": others, "topics": annotation.topics[1:]})


def _block(name: str, values: Mapping[str, object]) -> Written:
    """The fields with a value in the documented order: an empty list or string says the same as no field at all."""
    written = {field.name: _written(values[field.name], field.holds) for field in BLOCK_OF[name].fields}
    return {field: value for field, value in written.items() if value not in (None, "", [])}


def _written(value: object, holds: object) -> object:
    match value:
        case tuple() | list():
            return [_written(item, holds) for item in value]
        case Text():
            return by_language(value)
        case Ref():
            return value.id
        case DateSpan():
            return value.written
        case date():
            return value.isoformat()
    if value is not None and isinstance(holds, Inside):
        return _block(holds.block, _parts(value))
    return value


def _parts(value: object) -> dict[str, object]:
    """The fields of a part of the model by their names in a file."""
    if isinstance(value, Quote):
        return {"at": value.at, "quote": value.exact, "prefix": value.prefix, "suffix": value.suffix}
    return {name: getattr(value, name) for name in getattr(value, "__slots__", ())}
