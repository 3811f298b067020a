"""What a contributor can get wrong: a place, what is wrong there, and the cure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file of the edition."""

    file: str
    """Path from the edition's root, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


CODES: dict[str, tuple[str, str]] = {
    # files
    "file-missing": ("{name} is missing", "add the file; docs/format.md describes it"),
    "file-name": ("{name!r} is not a name for an annotation file", "rename it to {better}"),
    "file-kind": ("{name!r} is not a plain file", "replace it by a file of its own; links are refused"),
    "file-stray": ("{name!r} does not belong here", "move it into the folder of a topic, or remove it"),
    "file-size": ("the file has {size} bytes, more than the {limit} allowed", "shorten it or split it"),
    "not-utf-8": ("the file is not UTF-8 text: {reason}", "save it as UTF-8"),
    # YAML
    "yaml-syntax": ("this is not YAML: {reason}", "{cure}"),
    "yaml-empty": ("the file is empty", "docs/format.md lists the fields"),
    "yaml-tag": ("the tag {tag!r} is not allowed", "remove it; every value is read as text"),
    "yaml-anchor": ("the anchor '&{name}' is not allowed", "remove it and write the value out"),
    "yaml-alias": ("the alias '*{name}' is not allowed", "write the value out"),
    "yaml-depth": ("values are nested deeper than {limit} levels", "docs/format.md lists the fields"),
    "duplicate-key": ("{key!r} stands here twice, first in line {line}", "keep one of the two"),
    # shape
    "unknown-field": ("{owner} has no field {name!r}", "{cure}"),
    "field-missing": ("{owner} has no {name!r}", "add {example}"),
    "field-empty": ("{name!r} is empty", "write a value or remove the field"),
    "not-a-mapping": ("{name!r} takes fields of its own", "write them below it, one a line, indented: {example}"),
    "not-a-list": ("{name!r} takes a list", "write [{example}]"),
    "not-a-text": ("{name!r} takes a plain value, not a list or a mapping", "write {name}: {example}"),
    "not-a-choice": ("{value!r} is not one of the values of {name!r}", "{cure}"),
    "not-a-day": ("{value!r} is not a day", "write it as 2025-06-30"),
    "not-a-date": ("{value!r} is not a date", "write it as 2025-06-30, 2025-06, 2025-Q2 or 2025"),
    "not-an-address": ("{value!r} is not a web address", "write the whole address, beginning with https://"),
    "not-an-id": ("{value!r} is not an id", "use small letters, digits and hyphens"),
    "language-unknown": ("{language!r} is not a language of this edition", "use one of: {choices}"),
    "one-of-two": ("{owner} takes one of {first!r} and {second!r}", "{cure}"),
    "block-of-other-kind": ("a {kind} has no {name!r} block", "remove it, or write kind: {name}"),
    # transcript
    "transcript-heading": ("this heading has no id", "end it with an id, as in: ## Speaker {{#t01}}"),
    "transcript-id": ("{id!r} is not an id of the transcript", "turns are t01, t02 …, highlights h1, h2 …"),
    "transcript-id-twice": ("the id {id!r} stands here twice, first in line {line}", "give each its own"),
    "transcript-stray": ("this paragraph stands before any heading", "put a heading with an id above it"),
    "transcript-character": ("the text has the invisible character U+{point}", "remove it"),
    "transcript-order": (
        "the {language} text has {found!r} where the source text has {expected!r}",
        "use the same ids in the same order",
    ),
    "transcript-count": (
        "{id} has {found} paragraphs, in the source text {expected}",
        "translate paragraph by paragraph",
    ),
    "speaker-unknown": (
        "the speaker {label!r} is not among the speakers of edition.yml",
        "add it there: {label}: <person id>",
    ),
    # references
    "unknown-topic": ("there is no topic {id!r}", "{cure}"),
    "unknown-source": ("there is no source {id!r}", "{cure}"),
    "unknown-person": ("there is no person {id!r} in people.yml", "{cure}"),
    "unknown-annotation": ("there is no annotation {id!r}", "{cure}"),
    "unknown-paragraph": ("there is no paragraph {id!r} in the transcript", "{cure}"),
    "unknown-page": ("there is no page {address!r} on this site", "{cure}"),
    "annotation-id-twice": ("the id {id!r} is taken by {other}", "give the file another name"),
    "address-twice": ("{other} is a source with the same address", "cite that one and remove this file"),
    "finding-kind": (
        "{id!r} is a context note, which neither foretells nor corrects anything",
        "choose a claim or a correction",
    ),
    "bad-link": (
        "{address!r} is not a link that a note may have",
        "link to http(s):// or to a page of this site: /claims/",
    ),
    # quotes
    "quote-missing": (
        "there is no quote in {language}, the language of the source text",
        "add {language}: with the exact words",
    ),
    "quote-not-found": ("quote not found in {at} ({language}){differs}", "{cure}"),
    "quote-repeated": (
        "the quote stands {count} times in {at} ({language})",
        "add prefix: or suffix: with the words right before or after it",
    ),
    "quote-surroundings": (
        "the words around the quote in {at} ({language}) are not its prefix and suffix",
        "copy prefix and suffix from right before and right after the quote",
    ),
    # claims
    "status-scale": ("{status!r} is no status of a {type}", "use one of: {choices}"),
    "assessment-unsourced": ("the assessment {status!r} cites no source", "add sources: [<source id>]"),
    "history-order": ("the assessment of {date} stands after one of {previous}", "put the oldest first"),
    "assessment-early": (
        "the assessment of {date} is older than the claim, {said}",
        "date it {said} or later; tell what came before in the note",
    ),
    "assessment-future": ("the assessment is dated {date}, after today, {today}", "date it by its newest evidence"),
    "source-newer": (
        "{source} is of {published}, newer than the assessment that cites it, {date}",
        "date the assessment {published} or later, or cite it in a newer one",
    ),
    "due-early": ("the due date {due} lies before the claim, {said}", "check the year"),
    "speaker-missing": ("a claim in {at} needs a speaker", "add speaker: {example}"),
    "related-self": ("an annotation cannot be related to itself", "remove {id!r}"),
    # what a change may not do
    "assessment-gone": (
        "the assessment of {date} ({status}) has gone from the history",
        "put it back as it was in {revision}; a newer entry supersedes it",
    ),
    "assessment-rewritten": (
        "the assessment of {date} was rewritten: {changes}",
        "put it back as it was in {revision}; a newer entry supersedes it",
    ),
    "assessment-reworded": (
        "the note ({language}) of the assessment of {date} is no longer the same{differs}",
        "put it back as it was in {revision}, but for typos, or supersede it by a newer entry",
    ),
    "annotation-gone": ("the annotation {id!r} has gone{lost}; its address is permanent", "{cure}"),
    "annotation-moved": (
        "the annotation {id!r} lay in {folder!r}; its first topic is permanent",
        "move it back to {file}; further topics go into topics:",
    ),
    "annotation-kind": (
        "the annotation {id!r} was a {kind}; its address, {address}, is permanent",
        "write kind: {kind}",
    ),
    "source-gone": ("the source {id!r} has gone; its address is permanent", "{cure}"),
    "person-gone": ("the person {id!r} has gone; the address is permanent", "{cure}"),
    "topic-gone": ("the topic {id!r} has gone; its address is permanent", "{cure}"),
    "paragraph-gone": (
        "the paragraph {id!r} has gone from the transcript; its address is permanent",
        "put it back as it was in {revision}",
    ),
}
"""Each code of a problem with its message and its cure, as format strings."""

GAPS: dict[str, tuple[str, str]] = {
    "bare-paragraph": (
        "{id} has no annotation",
        "add one, or an entry under untracked: in edition.yml with the reason",
    ),
    "claim-past-due": (
        "the claim {id} has been due since {due} and has no verdict",
        "add an assessment to its history",
    ),
    "source-unused": ("nothing uses the source {id}", "cite it or remove the file"),
    "language-missing": ("this text has no {language}", "add {language}: with a translation"),
}
"""The same for what is still to be done and is no error."""

NOTICES: dict[str, tuple[str, str]] = {
    "note-mended": (
        "the note ({language}) of the assessment of {date} was mended: {changes}",
        "see that no more than a typo changed",
    ),
    "note-superseded": (
        "the note ({language}) of the assessment of {date} is no longer the same{differs}; a newer entry supersedes it",
        "see that the newer entry says what was found since",
    ),
    "note-translated": (
        "the note of the assessment of {date} has {language} now",
        "see that the translation says the same",
    ),
    "file-not-compared": (
        "this file had problems in {revision}, so it is not compared",
        "see for yourself that nothing was lost",
    ),
    "edition-not-compared": (
        "{revision} has no sound edition, so histories and the transcript are not compared",
        "name a revision that has one",
    ),
}
"""The same for what a change may do, and what somebody should look at."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend."""

    place: Place
    code: str
    """A key of `CODES`, `GAPS` or `NOTICES`."""
    values: tuple[tuple[str, object], ...] = ()
    """What the message and the cure mention."""

    @property
    def message(self) -> str:
        """What is wrong."""
        return _words(self.code)[0].format(**dict(self.values))

    @property
    def hint(self) -> str:
        """What to write instead."""
        return _words(self.code)[1].format(**dict(self.values))

    def as_text(self) -> str:
        """The problem for a terminal: the place and what is wrong, then the cure, indented."""
        hint = self.hint.replace("\n", "\n    ")
        return f"{self.place}: {self.message} [{self.code}]\n    {hint}"

    def as_dict(self) -> dict[str, object]:
        """The problem for machines, in the keys that `check --format json` promises."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def _words(code: str) -> tuple[str, str]:
    return GAPS.get(code) or NOTICES.get(code) or CODES[code]


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
