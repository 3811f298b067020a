"""YAML text to plain nodes that know their line and column; nothing is constructed, nothing is resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from build_tools.model.place import Place
from build_tools.problems.problem import Phrase, Problem, phrase, problem
from build_tools.reading.mistakes import Stop, recognize, yaml_lines

MAX_BYTES = 64 * 1024
"""Larger than any honest annotation, small enough that no file stalls a build."""
MAX_DEPTH = 12
"""The deepest field of the format lies at six."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value, always as the text that stands in the file."""

    value: str
    place: Place
    start: int = field(default=0, compare=False)
    """Where its text begins in the file, in characters; quotes belong to it."""
    end: int = field(default=0, compare=False)
    """Where its text ends."""
    style: str | None = field(default=None, compare=False)
    """How it is written: None or empty without quotes, else a quotation mark, `>` or `|`."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


def parse_yaml(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The one document in `data`, and every problem found on the way.

    Tags, anchors, aliases, duplicate keys, a second document and anything over
    the limits are problems; the node is None where nothing could be read.
    """
    start = Place(file)
    if len(data) > MAX_BYTES:
        return None, [problem(start, "file-size", size=len(data), limit=MAX_BYTES)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [problem(Place(file, line), "not-utf-8", reason=error.reason)]
    composer = _Composer(file)
    try:
        node = composer.document(iter(yaml.parse(text, Loader=_LOADER)))
    except _TooDeepError:
        return None, composer.problems
    except yaml.YAMLError as error:
        return None, [*composer.problems, _syntax_problem(error, text, file)]
    if node is None:
        return None, [*composer.problems, problem(start, "yaml-empty")]
    return node, composer.problems


class _TooDeepError(Exception):
    """Stops the composer where the nesting passes the limit."""


class _Composer:
    """Builds nodes from the parser's events; aliases are never followed, so size stays bounded."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self.report(event, "yaml-syntax", **_reason("document"))
                    return node
                node = self.node(next(events), events, 0)
        return None if isinstance(node, Scalar) and not node.value else node

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        place = self.place(event)
        if depth > MAX_DEPTH:
            self.report(event, "yaml-depth", limit=MAX_DEPTH)
            raise _TooDeepError
        if isinstance(event, yaml.AliasEvent):
            self.report(event, "yaml-alias", name=event.anchor)
            return Scalar("", place)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None:
            self.report(event, "yaml-anchor", name=event.anchor)
        if event.tag is not None:
            self.report(event, "yaml-tag", tag=event.tag)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self.node(event, events, depth + 1))
            return Sequence(tuple(items), _stretched(place, event))
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(place, events, depth)
        assert isinstance(event, yaml.ScalarEvent)
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        return Scalar(event.value, place, start.index, end.index, event.style)

    def mapping(self, place: Place, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.report(event, "yaml-syntax", **_reason("plain-key"))
            elif key.value in entries:
                first = entries[key.value][0].place.line
                self.report(event, "duplicate-key", key=key.value, line=first)
            else:
                entries[key.value] = (key, value)
        return Mapping(tuple(entries.values()), _stretched(place, event))

    def place(self, event: yaml.Event) -> Place:
        mark, end = event.start_mark, event.end_mark
        assert mark is not None
        assert end is not None
        length = max(end.column - mark.column, 1) if end.line == mark.line else 0
        return Place(self.file, mark.line + 1, mark.column + 1, length)

    def report(self, event: yaml.Event, code: str, **values: object) -> None:
        self.problems.append(problem(self.place(event), code, **values))


def _stretched(place: Place, end: yaml.Event) -> Place:
    """The place of a collection, up to its closing bracket where that stands in the same line."""
    mark = end.end_mark
    assert mark is not None
    if mark.line + 1 != place.line or place.column > mark.column:
        return place
    return Place(place.file, place.line, place.column, mark.column + 1 - place.column)


def _reason(name: str) -> dict[str, Phrase]:
    return {"reason": phrase(f"reason-{name}"), "cure": phrase(f"cure-{name}")}


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return problem(place, "yaml-syntax", **_reason("invisible"))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return problem(Place(file), "yaml-syntax", **_reason("other"))
    since = getattr(error, "context_mark", None) or mark
    lines = yaml_lines(text)
    found = recognize(Stop(lines, mark.line, mark.column, since.line, str(getattr(error, "problem", None))))
    place = Place(file, found.line + 1, found.column + 1, found.length)
    return problem(place, "yaml-syntax", reason=found.reason, cure=found.cure)
