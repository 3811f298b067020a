"""What a contributor can get wrong: a place, what is wrong there, and the cure."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from build_tools.model.place import Place
from build_tools.problems.messages import LANGUAGES, words_of
from build_tools.problems.messages.words import Words

CODES: Mapping[str, tuple[str, str]] = LANGUAGES["en"].codes
"""Each code of a problem with its message and its cure, as format strings."""

GAPS: Mapping[str, tuple[str, str]] = LANGUAGES["en"].gaps
"""The same for what is still to be done and is no error."""

DOUBTS: Mapping[str, tuple[str, str]] = LANGUAGES["en"].doubts
"""The same for the verdicts that somebody should look at again."""

NOTICES: Mapping[str, tuple[str, str]] = LANGUAGES["en"].notices
"""The same for what a change may do, and what somebody should look at."""

MAX_SHOWN = 200
"""Characters of a value that a message repeats; the rest stands in the file."""

MOST_IN_A_FILE = 100
"""Problems of one file that are told; nobody mends more before checking again."""
MORE = "more-problems"
"""The code that stands for the others."""

_ILLEGIBLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""Control characters, line separators and those that turn the direction of writing."""
_COMMANDING = re.compile(rf"(?P<before>^[^\S\n]*):(?=:)|(?<=##)\[|{_ILLEGIBLE}", re.MULTILINE)
"""These, and what begins a command where GitHub's runner reads a log: `##[` anywhere, `::` as the first of a line."""


def legible(text: str) -> str:
    """`text` for a terminal, a log or a page: what cannot be seen, or would command who reads it, as its number."""
    return _COMMANDING.sub(lambda match: f"{match['before'] or ''}<U+{ord(match[0][-1]):04X}>", text)


def escaped(json: str) -> str:
    """Data in JSON for a terminal: what cannot be seen, or would command it, as JSON's own escapes."""
    return re.sub(_ILLEGIBLE, lambda match: f"\\u{ord(match[0]):04x}", json)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a message that has words of its own in each language."""

    key: str
    """A key of `Words.phrases`."""
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.spoken("en")

    def spoken(self, language: str) -> str:
        """The phrase in a language."""
        return _fill(words_of(language).phrases[self.key], self.values, words_of(language), None)


@dataclass(frozen=True, slots=True)
class Later:
    """A phrase that takes time to find, as the nearest of many words does: found only where it is shown."""

    of: str
    """What tells it from another in the same place."""
    find: Callable[[], Phrase] = field(compare=False)

    def __str__(self) -> str:
        return self.of


def phrase(key: str, **values: object) -> Phrase:
    """A known phrase; an unknown key or a missing value is our own error and raises."""
    _require(LANGUAGES["en"].phrases[key], values)
    return Phrase(key, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend."""

    place: Place
    code: str
    """A key of `CODES`, `GAPS`, `DOUBTS` or `NOTICES`."""
    values: tuple[tuple[str, object], ...] = ()
    """What the message and the cure mention."""

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.message_in("en")

    @property
    def hint(self) -> str:
        """What to write instead, in English; the lines after the first are to be pasted."""
        return self.hint_in("en")

    def message_in(self, language: str) -> str:
        """What is wrong, in one line."""
        words = words_of(language)
        return legible(_fill(words.of_code(self.code)[0], self.values, words, MAX_SHOWN)).replace("\n", " ")

    def hint_in(self, language: str) -> str:
        """What to write instead; the lines after the first are to be pasted."""
        words = words_of(language)
        return legible(_fill(words.of_code(self.code)[1], self.values, words, None))

    @property
    def told(self) -> tuple[str, ...]:
        """What tells it from another of its code in the same place."""
        return tuple(str(value) for _, value in self.values)

    def headline(self, language: str = "en") -> str:
        """The place and what is wrong in one line, as editors read it."""
        place = legible(str(self.place)).replace("\n", " ")
        return f"{place}: {self.message_in(language)} [{self.code}]"

    def as_text(self, language: str = "en") -> str:
        """The problem for a log: the place and what is wrong, then the cure, indented."""
        hint = self.hint_in(language).replace("\n", "\n    ")
        return f"{self.headline(language)}\n    {hint}"

    def as_dict(self, language: str = "en") -> dict[str, object]:
        """The problem for machines, in the keys that `check --format json` promises."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "message": self.message_in(language),
            "hint": self.hint_in(language),
        }


def _fill(pattern: str, values: tuple[tuple[str, object], ...], words: Words, limit: int | None) -> str:
    return pattern.format(**{name: _spoken(value, words, limit) for name, value in values})


def _spoken(value: object, words: Words, limit: int | None) -> object:
    """A value as a message shows it: phrases in the language, a list with the language's commas, long words cut."""
    if isinstance(value, Later):
        value = value.find()
    if isinstance(value, Phrase):
        return _fill(words.phrases[value.key], value.values, words, limit)
    if isinstance(value, tuple):
        return words.comma.join(str(_spoken(item, words, limit)) for item in value)
    if isinstance(value, str) and limit is not None and len(value) > limit:
        return value[: limit - 1] + "…"
    return value


def problem(place: Place, code: str, **values: object) -> Problem:
    """A problem of a known code; an unknown code or a missing value is our own error and raises."""
    for pattern in LANGUAGES["en"].of_code(code):
        _require(pattern, values)
    return Problem(place, code, tuple(sorted(values.items())))


def _require(pattern: str, values: Mapping[str, object]) -> None:
    missing = _names(pattern) - values.keys()
    if missing:
        raise KeyError(f"no value for {sorted(missing)} in {pattern!r}")


@cache
def _names(pattern: str) -> frozenset[str]:
    """The places to fill in a format string."""
    return frozenset(
        re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(pattern) if name is not None
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once; what counts the rest of a file stands behind the others of it."""
    unique = {(p.place.file, p.code == MORE, p.place, p.code, p.told): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def bounded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without those of a file that are too many, which become one that counts them."""
    kept: list[Problem] = []
    seen: dict[str, int] = {}
    first: dict[str, Place] = {}
    for found in problems:
        file = found.place.file
        seen[file] = seen.get(file, 0) + 1
        if seen[file] <= MOST_IN_A_FILE:
            kept.append(found)
        else:
            first.setdefault(file, found.place)
    more = (problem(place, MORE, count=seen[file] - MOST_IN_A_FILE) for file, place in first.items())
    return in_order((*kept, *more))


def count_problems(problems: Iterable[Problem]) -> int:
    """How many problems these are, with those that only a count stands for."""
    return sum(int(str(dict(p.values)["count"])) if p.code == MORE else 1 for p in problems)


class EditionError(Exception):
    """The edition cannot be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(p.as_text() for p in self.problems))

    def as_text(self, language: str) -> str:
        """Every problem in a language, one below the other."""
        return "\n".join(p.as_text(language) for p in self.problems)
