"""What a contributor can get wrong: a place, what is wrong there, and the cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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

_ILLEGIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line separators and those that turn the direction of writing."""


def legible(text: str) -> str:
    """`text` for a terminal, a log or a page: what cannot be seen, or would command the terminal, as its number."""
    return _ILLEGIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


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


def phrase(key: str, **values: object) -> Phrase:
    """A known phrase; an unknown key or a missing value is our own error and raises."""
    made = Phrase(key, tuple(sorted(values.items())))
    made.spoken("en")
    return made


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
    if isinstance(value, Phrase):
        return _fill(words.phrases[value.key], value.values, words, limit)
    if isinstance(value, tuple):
        return words.comma.join(str(_spoken(item, words, limit)) for item in value)
    if isinstance(value, str) and limit is not None and len(value) > limit:
        return value[: limit - 1] + "…"
    return value


def problem(place: Place, code: str, **values: object) -> Problem:
    """A problem of a known code; an unknown code or a missing value is our own error and raises."""
    found = Problem(place, code, tuple(sorted(values.items())))
    _ = found.message, found.hint
    return found


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once."""
    unique = {(p.place, p.code, p.message): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


class EditionError(Exception):
    """The edition cannot be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(p.as_text() for p in self.problems))

    def as_text(self, language: str) -> str:
        """Every problem in a language, one below the other."""
        return "\n".join(p.as_text(language) for p in self.problems)
