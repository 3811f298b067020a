"""One YAML mapping to typed values: every field that is asked for, a problem for every other one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from types import TracebackType
from typing import TypeVar
from urllib.parse import urlsplit

from build_tools.model.characters import find_unseen, is_blank
from build_tools.model.dates import DateSpan, recognize_date
from build_tools.model.fields import BLOCK_OF, Inside
from build_tools.model.model import Ref, Text
from build_tools.model.place import Place
from build_tools.problems.problem import MOST_IN_A_FILE, Later, Phrase, Problem, phrase, problem
from build_tools.problems.suggest import did_you_mean, suggest_later, without_marks
from build_tools.reading.mistakes import colon_mistake, scalar
from build_tools.reading.wording import AS_PRINTED, found_in_words
from build_tools.reading.yamlfile import Mapping, Node, Scalar, Sequence

_EXAMPLES = (
    *("kind", "at", "quote", "title", "note", "claim", "correction", "added", "by", "date", "url", "judged_by"),
    *("type", "wording", "says", "written", "text", "status", "publisher", "description", "accessed", "supports"),
)
"""The fields of which the messages have an example."""
_WORDS = ("title", "note", "says", "text", "description", "supports")
"""The texts of which they have an example in one language."""


_BLOCKS = {
    field.name: BLOCK_OF[field.holds.block].names
    for block in ("annotation", "claim")
    for field in BLOCK_OF[block].fields
    if isinstance(field.holds, Inside) and field.name != "also"
}
"""The fields whose own fields are often written beside them, with these."""
_INSIDE = (phrase("a-claim"), phrase("a-correction"), phrase("an-assessment"))
"""What stands inside an annotation."""

Word = TypeVar("Word", bound=str)

Owner = Phrase | str
"""Whose fields they are: a phrase as in "a claim", or the name of a file or field."""


class Record:
    """The fields of one mapping.

    Each reading method returns a usable value and records a problem where the
    file has none, so that one pass finds everything. Leaving the `with` block
    reports the fields that nobody asked for.
    """

    def __init__(
        self,
        node: Node,
        problems: list[Problem],
        owner: Owner,
        languages: tuple[str, ...] = (),
        source_language: str | None = None,
    ) -> None:
        self.place = node.place
        self.owner = owner
        self.problems = problems
        self.languages = languages
        self.source_language = source_language or (languages[0] if languages else "")
        self._asked: dict[str, None] = {}
        self._missing: dict[str, Problem] = {}
        self._fields: dict[str, tuple[Scalar, Node]] = {}
        if isinstance(node, Mapping):
            self._fields = {key.value: (key, value) for key, value in node.entries}
        else:
            self.report_shape(node, owner if isinstance(owner, Phrase) else phrase("quoted", words=owner))
            self.problems = []  # that all of its fields are missing says no more

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            unknown = [(name, key.place) for name, (key, _) in self._fields.items() if name not in self._asked]
            for number, (name, place) in enumerate(unknown):
                if self._missing and number < MOST_IN_A_FILE:
                    self._forgive(dict(self._field_cure(name).values).get("word"))
                cure = Later(name, partial(self._field_cure, name))
                self.report(place, "unknown-field", owner=self.owner, name=name, cure=cure)

    def report(self, place: Place, code: str, **values: object) -> None:
        """Add a problem."""
        self.problems.append(problem(place, code, **values))

    def report_shape(self, node: Node, name: Phrase) -> None:
        """Add the problem of a value that has to be a mapping."""
        slip = colon_mistake(node.value) if isinstance(node, Scalar) else None
        cure = phrase("below-it")
        if slip:
            kind, key, rest = slip
            line = f"{key}: {rest}".splitlines()[0].rstrip()
            cure = phrase(kind, name=key, line=line)
        self.report(node.place, "not-a-mapping", name=name, cure=cure)

    def has(self, name: str) -> bool:
        """Whether the field stands in the file; from here on it is a known field."""
        self._asked[name] = None
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

    def choice(self, name: str, choices: tuple[Word, ...]) -> Word:
        """One of a few words; the first of them where the file has another."""
        value = self._scalar(name, self._value(name), phrase("example-choice", name=name, choices=choices))
        if value and value not in choices:
            cure = suggest_later(value, choices, ordered=True)
            self.report(self.place_of(name), "not-a-choice", value=value, name=name, cure=cure)
        return next((choice for choice in choices if choice == value), choices[0])

    def known_word(self, name: str, words: tuple[str, ...]) -> str:
        """One of a few words as it is written; a problem where the file has another."""
        value = self.string(name)
        if value and value not in words:
            cure = suggest_later(value, words, ordered=True)
            self.report(self.place_of(name), "not-a-choice", value=value, name=name, cure=cure)
        return value

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
            self.report(self.place_of(name), "not-an-address", value=value, cure=_address_cure(value))
        return value

    def text(self, name: str, *, language: str | None = None) -> Text:
        """Words: a plain string in `language` (if not given, the first), or a mapping from language to words."""
        node = self._value(name)
        if not isinstance(node, Mapping):
            return Text(((language or self.languages[0], self._scalar(name, node)),), self.place_of(name))
        values = []
        for key, value in node.entries:
            if key.value not in self.languages:
                cure = Later(key.value, partial(self._language_cure, key.value))
                self.report(key.place, "language-unknown", language=key.value, cure=cure)
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

    def record(self, name: str, owner: Owner) -> Record:
        """A mapping inside this one."""
        node = self._value(name)
        if node is not None and not isinstance(node, Mapping):
            self.report_shape(node, phrase("quoted", words=name))
            node = None
        return self._inner(node or Mapping((), self.place), self.problems if node else [], owner)

    def records(self, name: str, owner: Owner) -> tuple[Record, ...]:
        """A list of mappings."""
        return tuple(self._inner(item, self.problems, owner) for item in self._items(name))

    def _inner(self, node: Node, problems: list[Problem], owner: Owner) -> Record:
        return Record(node, problems, owner, self.languages, self.source_language)

    def _value(self, name: str) -> Node | None:
        if self.has(name):
            return self._fields[name][1]
        self._missing[name] = problem(self.place, "field-missing", owner=self.owner, name=name, example=_example(name))
        self.problems.append(self._missing[name])
        return None

    def _forgive(self, name: object) -> None:
        """Take back that a field is missing which stands there under a misspelt name."""
        if (missing := self._missing.pop(str(name), None)) in self.problems:
            self.problems.remove(missing)

    def _scalar(self, name: str, node: Node | None, example: Phrase | None = None) -> str:
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.report(node.place, "not-a-text", name=name, example=_plain_example(node))
            return ""
        value = node.value.strip()
        field = "names" if self.owner == "names" else name.partition(".")[0]
        if not value or (field not in AS_PRINTED and is_blank(value)):
            self.report(node.place, "field-empty", name=name, example=example or _example(name))
        else:
            self.problems += found_in_words(value, field, node.place)
        return value

    def _items(self, name: str) -> tuple[Node, ...]:
        node = self._value(name)
        if node is None or isinstance(node, Sequence):
            if node is not None and not node.items:
                self.report(node.place, "field-empty", name=name, example=_example(name))
            return node.items if node else ()
        example = scalar(node.value) if isinstance(node, Scalar) and node.value else "…"
        self.report(node.place, "not-a-list", name=name, example=example)
        return ()

    def _wrong_date(self, name: str, code: str) -> None:
        value = self._fields[name][1] if name in self._fields else None
        if isinstance(value, Scalar) and value.value.strip():
            cure = date_cure(value.value, day=code == "not-a-day")
            self.report(value.place, code, value=value.value, cure=cure)

    def _field_cure(self, name: str) -> Phrase:
        slip = colon_mistake(name)
        if slip and slip[1] in self._asked:
            kind, key, rest = slip
            return phrase(kind, name=key, line=f"{key}: {rest}".rstrip())
        if name in BLOCK_OF["annotation"].names:
            return phrase("of-annotation") if self.owner in _INSIDE else did_you_mean(name, self._asked)
        block = next((block for block, names in _BLOCKS.items() if name in names and block in self._asked), "")
        return phrase("of-block", block=block) if block else did_you_mean(name, self._asked)

    def _language_cure(self, language: str) -> Phrase:
        slip = colon_mistake(language)
        if slip and slip[1] in self.languages:
            kind, key, rest = slip
            return phrase(kind, name=key, line=f"{key}: {rest}".rstrip())
        family = language.replace("_", "-").lower().split("-")[0]
        same = [known for known in self.languages if known.lower().split("-")[0] == family]
        return did_you_mean(same[0] if len(same) == 1 else language, self.languages, ordered=True)


def date_cure(written: str, *, day: bool) -> Phrase:
    """What to write instead of a date that is none: the right form of that very date where it can be told."""
    found = DateSpan.parse(written)
    spans = recognize_date(written) if found is None else (found,)
    days = [span for span in spans if span.first == span.last] if day else list(spans)
    if len(days) == 2:
        return phrase("write-either", first=str(days[0]), second=str(days[1]))
    if days:
        return phrase("write", words=str(days[0]))
    if spans:
        return phrase("whole-day", words=spans[0].last.isoformat())
    return phrase("write-day" if day else "write-date")


def _plain_example(node: Node) -> str:
    """The plain value that a list of one was meant to be, or a sign for it."""
    only = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else None
    return scalar(only.value) if isinstance(only, Scalar) and only.value and "\n" not in only.value else "…"


def _address_cure(value: str) -> Phrase:
    """The address that was meant, where it can be told."""
    link = re.fullmatch(r"\[[^\]]*\]\((\S+)\)|<(\S+)>", value)
    words = without_marks(link[1] or link[2] if link else value)
    bare = re.sub(r"^(?:h?t?t?ps?|HTTPS?)?\s*[:：]?\s*/{0,2}", "", words) if not is_web_address(words) else words
    better = words if is_web_address(words) else f"https://{bare}"
    if is_web_address(better) and re.match(r"https?://[\w-]+(\.[\w-]+)+(?:[/?#:]|$)", better):
        return phrase("did-you-mean", word=better)
    return phrase("whole-address")


def _example(name: str) -> Phrase:
    """What a field may hold, to be pasted; `title.en` is the English of a title."""
    field, _, language = name.partition(".")
    if language:
        if not language.replace("-", "").isalnum():
            return phrase("a-value")
        words = phrase(f"words-{field}") if field in _WORDS else "…"
        return phrase("example-in-language", language=language, words=words)
    return phrase(f"example-{field}") if field in _EXAMPLES else phrase("example", name=field)


def bare_address(url: str) -> str:
    """A web address as two of them are compared: without its scheme, `www.` and a slash at its end."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def is_web_address(value: str) -> bool:
    """Whether this is an absolute http or https address (RFC 3986) without blanks or control characters.

    An address with a name and a sign @ before its host is none: it shows a host to which it does not lead.
    """
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    bare = not re.search(r"[\s\x00-\x1f<>\"\\]", value) and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and bool(parts.hostname) and bare and not any(find_unseen(value))
