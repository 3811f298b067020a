"""A problem of something inside a note to the spot where that stands in the note."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.model.place import Place
from build_tools.problems.problem import Problem

_SOUGHT = {
    "unknown-source": "id",
    "source-newer": "source",
    "unknown-page": "address",
    "unknown-placeholder": "name",
    "bad-link": "address",
    "note-markup": "found",
    "plain-markup": "found",
    "unseen-character": "char",
    "mixed-letters": "word",
}
"""The codes of what may stand inside a note, each with the value that names it."""


def pinpoint(problem: Problem, lines: tuple[str, ...]) -> Problem:
    """The same problem at the citation or the link that it is about, where the note begins at its place.

    The note may run over several lines: those indented deeper than the line on which it begins, and blank ones.
    """
    place = problem.place
    if problem.code == "date-future":
        return _at_day(problem, lines)
    if problem.code not in _SOUGHT or not 1 <= place.line <= len(lines):
        return problem
    word = str(dict(problem.values)[_SOUGHT[problem.code]]).split("\n")[0]
    mark = "@" if problem.code in ("unknown-source", "source-newer") else ""
    pattern = re.compile(re.escape(mark + word) + (r"(?![a-z0-9-])" if mark else ""))
    first = lines[place.line - 1]
    if mark and first.startswith(word, place.column - 1):
        return problem
    if found := pattern.search(first, place.column - 1):
        return _at(problem, place.line, found)
    for number, line in enumerate(lines[place.line :], place.line + 1):
        if line.strip() and _indent(line) <= _indent(first):
            break
        if found := pattern.search(line):
            return _at(problem, number, found)
    return problem


def _at_day(problem: Problem, lines: tuple[str, ...]) -> Problem:
    """The problem at the field that holds its day."""
    values = dict(problem.values)
    pattern = re.compile(rf"(?<![\w-]){values['name']}:\s+[\"']?(?P<day>{re.escape(str(values['date']))})")
    for number, line in enumerate(lines, 1):
        if found := pattern.search(line):
            start, end = found.span("day")
            return replace(problem, place=Place(problem.place.file, number, start + 1, end - start))
    return problem


def _at(problem: Problem, line: int, found: re.Match[str]) -> Problem:
    return replace(problem, place=Place(problem.place.file, line, found.start() + 1, len(found[0])))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
