"""One YAML mapping to typed values: every field that is asked for, a problem for every other one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from types import TracebackType
from urllib.parse import urlsplit

from build_tools.dates import DateSpan
from build_tools.model import Ref, Text
from build_tools.problems import Place, Problem, problem
from build_tools.yamlfile import Mapping, Node, Scalar, Sequence

_EXAMPLES = {
    "kind": "kind: claim",
    "at": "at: t16.p2",
    "quote": "quote: the exact words",
    "title": "title: {en: a short heading}",
    "note": "note: {en: what a reader needs to know}",
    "claim": "claim: with its fields below it",
    "correction": "correction: with its fields below it",
    "added": "added: 2026-11-23",
    "by": "by: [your-handle]",
    "date": "date: 2025-06-30",
    "url": "url: https://…",
    "judged_by": "judged_by: {written: 2026-11-23, text: what would settle it}",
    "type": "type: prediction",
    "wording": "wording: printed",
    "says": "says: {en: the claim in plain words}",
    "written": "written: 2026-11-23",
    "text": "text: {en: what would settle it}",
    "status": "status: not-yet-due",
    "publisher": "publisher: who published the page",
    "description": "description: {en: what the page is}",
    "accessed": "accessed: 2026-11-23",
    "supports": "supports: {en: what it supports}",
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A cure for a word that is not among the known ones: the nearest, or all where they are few."""
    choices = sorted(set(known))
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    if not choices:
        return "there are none yet"
    return "use one of: " + ", ".join(choices[:20]) + (", …" if len(choices) > 20 else "")


class Record:
    """The fields of one mapping.

    Each reading method returns a usable value and records a problem where the
    file has none, so that one pass finds everything. Leaving the `with` block
    reports the fields that nobody asked for.
    """

    def __init__(self, node: Node, problems: list[Problem], owner: str, languages: tuple[str, ...] = ()) -> None:
        self.place = node.place
        self.owner = owner
        self.problems = problems
        self.languages = languages
        self._asked: list[str] = []
        self._fields: dict[str, tuple[Scalar, Node]] = {}
        if isinstance(node, Mapping):
            self._fields = {key.value: (key, value) for key, value in node.entries}
        else:
            self.report(node.place, "not-a-mapping", name=owner, example="name: value")

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            for name, (key, _) in self._fields.items():
                if name not in self._asked:
                    cure = did_you_mean(name, self._asked)
                    self.report(key.place, "unknown-field", owner=self.owner, name=name, cure=cure)

    def report(self, place: Place, code: str, **values: object) -> None:
        """Add a problem."""
        self.problems.append(problem(place, code, **values))

    def has(self, name: str) -> bool:
        """Whether the field stands in the file; from here on it is a known field."""
        if name not in self._asked:
            self._asked.append(name)
        return name in self._fields

    def place_of(self, name: str) -> Place:
        """Where the field's value stands, or the whole mapping."""
        return self._fields[name][1].place if name in self._fields else self.place

    def entries(self) -> Iterator[tuple[str, Place]]:
        """Every key with its place, for mappings whose keys are ids."""
        for name, (key, _) in self._fields.items():
            self.has(name)
            yield name, key.place

    def string(self, name: str) -> str:
        """A plain value that must not be empty."""
        return self._scalar(name, self._value(name))

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of a few words; the first of them where the file has another."""
        value = self._scalar(name, self._value(name), f"{name}: {' or '.join(choices)}")
        if value and value not in choices:
            self.report(self.place_of(name), "not-a-choice", value=value, name=name, cure=did_you_mean(value, choices))
        return value if value in choices else choices[0]

    def day(self, name: str) -> date:
        """A calendar day."""
        span = DateSpan.parse(self.string(name))
        if span is not None and span.first == span.last:
            return span.first
        self._wrong_date(name, "not-a-day")
        return date.min

    def date(self, name: str) -> DateSpan:
        """A day, month, quarter or year."""
        span = DateSpan.parse(self.string(name))
        if span is None:
            self._wrong_date(name, "not-a-date")
        return span or DateSpan("", date.min, date.min)

    def url(self, name: str) -> str:
        """An http(s) address with a host and no blanks."""
        value = self.string(name)
        if value and not is_web_address(value):
            self.report(self.place_of(name), "not-an-address", value=value)
        return value

    def text(self, name: str, *, language: str | None = None) -> Text:
        """Words: a plain string in `language` (if not given, the first), or a mapping from language to words."""
        node = self._value(name)
        if not isinstance(node, Mapping):
            return Text(((language or self.languages[0], self._scalar(name, node)),), self.place_of(name))
        values = []
        for key, value in node.entries:
            if key.value not in self.languages:
                choices = ", ".join(self.languages)
                self.report(key.place, "language-unknown", language=key.value, choices=choices)
            values.append((key.value, self._scalar(f"{name}.{key.value}", value)))
        if not values:
            self.report(node.place, "field-empty", name=name, example=_example(name))
        return Text(tuple(values), node.place, tuple(value.place for _, value in node.entries))

    def refs(self, name: str) -> tuple[Ref, ...]:
        """A list of ids, each with its place."""
        return tuple(Ref(self._scalar(name, item), item.place) for item in self._items(name))

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of plain values."""
        return tuple(ref.id for ref in self.refs(name))

    def ref(self, name: str) -> Ref:
        """An id with its place."""
        return Ref(self.string(name), self.place_of(name))

    def record(self, name: str, owner: str) -> Record:
        """A mapping inside this one."""
        node = self._value(name)
        if node is not None and not isinstance(node, Mapping):
            self.report(node.place, "not-a-mapping", name=name, example="field: value")
            node = None
        return Record(node or Mapping((), self.place), self.problems if node else [], owner, self.languages)

    def records(self, name: str, owner: str) -> tuple[Record, ...]:
        """A list of mappings."""
        return tuple(Record(item, self.problems, owner, self.languages) for item in self._items(name))

    def _value(self, name: str) -> Node | None:
        if self.has(name):
            return self._fields[name][1]
        self.report(self.place, "field-missing", owner=self.owner, name=name, example=_example(name))
        return None

    def _scalar(self, name: str, node: Node | None, example: str | None = None) -> str:
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.report(node.place, "not-a-text", name=name, example="…")
            return ""
        value = node.value.strip()
        if not value:
            self.report(node.place, "field-empty", name=name, example=example or _example(name))
        return value

    def _items(self, name: str) -> tuple[Node, ...]:
        node = self._value(name)
        if node is None or isinstance(node, Sequence):
            if node is not None and not node.items:
                self.report(node.place, "field-empty", name=name, example=_example(name))
            return node.items if node else ()
        example = node.value if isinstance(node, Scalar) and node.value else "…"
        self.report(node.place, "not-a-list", name=name, example=example)
        return ()

    def _wrong_date(self, name: str, code: str) -> None:
        value = self._fields[name][1] if name in self._fields else None
        if isinstance(value, Scalar) and value.value.strip():
            self.report(value.place, code, value=value.value)


def _example(name: str) -> str:
    """What a field may hold, to be pasted; `title.en` is the English of a title."""
    field, _, language = name.partition(".")
    example = _EXAMPLES.get(field, f"{field}: …")
    words = example.removeprefix(f"{field}: ").removeprefix("{en: ").removesuffix("}")
    return f"{language}: {words}" if language else example


def bare_address(url: str) -> str:
    """A web address as two of them are compared: without its scheme, `www.` and a slash at its end."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def is_web_address(value: str) -> bool:
    """Whether this is an absolute http or https address (RFC 3986) without blanks or control characters."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f<>\"]", value)
