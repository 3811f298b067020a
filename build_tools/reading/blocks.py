"""One mapping of a file to the values of its block's fields, as `model.fields` describes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from build_tools.model.fields import BLOCK_OF, Block, ByKey, Choice, Field, Id, Inside, Needed, Plain
from build_tools.model.model import (
    Assessment,
    Claim,
    Correction,
    Erratum,
    Finding,
    Looked,
    Origin,
    Quote,
    Untracked,
    Yardstick,
)
from build_tools.model.recording import AUDIO, MEDIA_PATH, VIDEO, Recording
from build_tools.model.vocabulary import WRITTEN_STATUSES
from build_tools.problems.problem import phrase
from build_tools.problems.suggest import suggest_later
from build_tools.reading.record import Owner, Record, is_web_address

Values = dict[str, Any]
"""The value of each field of a block; None, or an empty tuple, where an optional one is not there."""


def owner_of(block: Block) -> Owner:
    """What messages call the block."""
    return phrase(block.called) if block.called else block.name


def read_block(record: Record, name: str) -> Values:
    """The values of the fields of the block of that name; a problem for each that is missing or of the wrong form."""
    block = BLOCK_OF[name]
    if block.either:
        _require_either(record, block, *block.either)
    values: Values = {}
    for field in block.fields:
        values[field.name] = _value(record, field, values)
    return values


def _require_either(record: Record, block: Block, first: str, second: str) -> None:
    there = record.has(first) + record.has(second)
    if there == 0 or (there == 2 and not block.both):
        cure = phrase(block.cure)
        owner = owner_of(block)
        record.report(record.place, "one-of-two", owner=owner, first=first, second=second, cure=cure)


def _value(record: Record, field: Field, values: Values) -> Any:
    needed = field.needed is not None and is_needed(field.needed, record, values)
    if field.needed and field.needed.only and not needed:
        if record.has(field.name):
            place = record.place_of(field.name)
            record.report(place, "block-of-other-kind", kind=values[field.needed.field], name=field.name)
        return None
    if not record.has(field.name) and not needed:
        return () if field.many or isinstance(field.holds, ByKey) else field.absent
    return _list_of(record, field) if field.many else _one(record, field)


def is_needed(needed: Needed, record: Record, values: Mapping[str, Any]) -> bool:
    """Whether a field has to be there beside those that were read before it."""
    if not needed.field:
        return True
    return values[needed.field] in needed.words if needed.words else record.has(needed.field)


def _list_of(record: Record, field: Field) -> Any:
    match field.holds:
        case Id():
            return record.refs(field.name)
        case Inside(name):
            return tuple(_made(inner, name) for inner in record.records(field.name, owner_of(BLOCK_OF[name])))
        case "languages":
            return record.languages  # read before all others, since every text is in one of them
        case _:
            return record.strings(field.name)


def _one(record: Record, field: Field) -> Any:
    match field.holds:
        case Id():
            return record.ref(field.name)
        case Inside(block):
            return _made(record.record(field.name, owner_of(BLOCK_OF[block])), block)
        case ByKey(keys):
            return _BY_KEY[keys](record, field.name)
        case Choice(words):
            return record.choice(field.name, words)
        case plain:
            return _PLAIN[plain](record, field.name)


def _quoted(record: Record, name: str) -> Any:
    given = record.text(name, language=record.source_language)
    if given.values and record.source_language not in given.languages:
        record.report(given.place, "quote-missing", language=record.source_language)
    return given


def _refs_by_label(record: Record, name: str) -> Any:
    with record.record(name, name) as labels:
        return tuple((label, labels.ref(label)) for label, _ in labels.entries())


def _forms_by_language(record: Record, name: str) -> Any:
    given = []
    with record.record(name, name) as names:
        for language, place in names.entries():
            if language not in record.languages:
                cure = suggest_later(language, record.languages, ordered=True)
                names.report(place, "language-unknown", language=language, cure=cure)
            given.append((language, names.strings(language)))
    return tuple(given)


_BY_KEY: Mapping[str, Callable[[Record, str], Any]] = {"label": _refs_by_label, "language": _forms_by_language}
_PLAIN: Mapping[Plain, Callable[[Record, str], Any]] = {
    "words": Record.string,
    "text": Record.text,
    "quote": _quoted,
    "day": Record.day,
    "date": Record.date,
    "address": Record.url,
    "status": lambda record, name: record.known_word(name, WRITTEN_STATUSES),
    "moment": Record.string,
    "media": Record.string,
    "languages": Record.strings,
    "language": lambda record, name: record.choice(name, record.languages),
}
"""How a plain value is read."""


def _made(record: Record, name: str) -> Any:
    """The part of the model that a mapping describes."""
    with record:
        return MAKERS[name](record, read_block(record, name))


def quote_of(values: Values) -> Quote:
    """The quote that an annotation, or an entry of its `also`, begins with."""
    return Quote(values["at"], values["quote"], values["prefix"], values["suffix"])


def _assessment(entry: Record, values: Values) -> Assessment:
    return Assessment(**values, place=entry.place, status_place=entry.place_of("status"))


def _recording(entry: Record, values: Values) -> Recording:
    """Where the recording is; what follows its address for a moment has to make another web address."""
    url, file, pattern = values["url"], values["file"], values["time"]
    if file is not None and not re.fullmatch(MEDIA_PATH, file):
        entry.report(entry.place_of("file"), "media-path", value=file, kinds=", ".join((*AUDIO, *VIDEO)))
    if pattern is not None and (url is None or is_web_address(url)) and not _leads(pattern, url):
        entry.report(entry.place_of("time"), "time-pattern", value=pattern)
    return Recording(url, file, pattern, entry.place_of("file"))


def _leads(pattern: str, url: str | None) -> bool:
    """Whether what follows the address of a recording names a moment of it."""
    once = pattern.count("{") == pattern.count("{seconds}") == 1 and pattern.startswith(("#", "?", "&"))
    return once and (url is None or is_web_address(url + pattern.replace("{seconds}", "0")))


MAKERS: Mapping[str, Callable[[Record, Values], object]] = {
    "quote": lambda _, values: quote_of(values),
    "claim": lambda _, values: Claim(**values),
    "judged_by": lambda _, values: Yardstick(**values),
    "assessment": _assessment,
    "correction": lambda _, values: Correction(**values),
    "origin": lambda _, values: Origin(**values),
    "untracked": lambda _, values: Untracked(**values),
    "recording": _recording,
    "looked": lambda _, values: Looked(**values),
    "erratum": lambda _, values: Erratum(**values),
    "finding": lambda _, values: Finding(**values),
}
"""For each block that stands inside another what of the model it becomes."""
