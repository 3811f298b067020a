"""YAML text to plain nodes that know their line and column; nothing is constructed, nothing is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from build_tools.problems import Place, Problem, problem

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
                    self.report(event, "yaml-syntax", reason="a second document begins", cure="remove the line ---")
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
            return Sequence(tuple(items), place)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(place, events, depth)
        assert isinstance(event, yaml.ScalarEvent)
        return Scalar(event.value, place)

    def mapping(self, place: Place, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.report(event, "yaml-syntax", reason="a key is not a plain word", cure="write name: value")
            elif key.value in entries:
                first = entries[key.value][0].place.line
                self.report(event, "duplicate-key", key=key.value, line=first)
            else:
                entries[key.value] = (key, value)
        return Mapping(tuple(entries.values()), place)

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None
        return Place(self.file, mark.line + 1, mark.column + 1)

    def report(self, event: yaml.Event, code: str, **values: object) -> None:
        self.problems.append(problem(self.place(event), code, **values))


_CURES = (
    (r"mapping values are not allowed", "a value that contains ': ' goes between quotes"),
    (r"found character|cannot start any token", "put the value between quotes"),
    (r"quoted scalar", "close the quotes"),
    (
        r"did not find expected|expected <block end>|could not find expected ':'",
        "compare the indentation with the lines above, and quote special characters",
    ),
    (r"special characters are not allowed|control characters", "remove the invisible character"),
)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        reason = "a character that YAML does not allow"
        return problem(place, "yaml-syntax", reason=reason, cure="remove the invisible character")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    reason = getattr(error, "problem", None) or "it cannot be read"
    if mark and _character(text, mark.line, mark.column) == "\t":
        return problem(place, "yaml-syntax", reason="a tab", cure="indent with spaces, not with a tab")
    cure = next(
        (cure for pattern, cure in _CURES if re.search(pattern, reason)), "compare with the example in docs/format.md"
    )
    return problem(place, "yaml-syntax", reason=reason, cure=cure)


def _character(text: str, line: int, column: int) -> str:
    """The character at a mark, counted from 0; empty at an end. YAML has more line breaks than Python's split."""
    lines = re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text)
    return lines[line][column : column + 1] if line < len(lines) else ""
