"""A problem and the lines of its file to what a terminal shows, as a good compiler shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.problems.problem import Problem, legible

ELLIPSIS = "…"
MIN_ROOM = 20
"""Cells of a line that are shown on the narrowest terminal."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the answer looks."""

    language: str = "en"
    width: int = 100
    """Cells of a line of the terminal."""
    colours: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a line, and the spot in it."""

    text: str
    offset: int
    """Cells before the spot."""
    width: int
    """Cells of the spot, one at least."""


def render_problem(problem: Problem, lines: tuple[str, ...], look: Look) -> str:
    """The headline that editors parse, the line with the spot underlined, the cure, what to paste.

    `lines` are those of the problem's file; none where there is nothing to show.
    """
    cure, *paste = problem.hint_in(look.language).split("\n")
    number = problem.place.line
    gutter = " " * len(str(number))
    answer = [_headline(problem, look)]
    if 1 <= number <= len(lines) and lines[number - 1].strip():
        room = max(look.width - len(gutter) - 3, MIN_ROOM)
        shown = excerpt(lines[number - 1], problem.place.column, problem.place.length, room)
        carets = _paint("^" * shown.width, "1;31", look)
        bar = _paint("|", "34", look)
        answer += [
            f"{gutter} {bar}",
            f"{_paint(str(number), '34', look)} {bar} {shown.text}",
            f"{gutter} {bar} {' ' * shown.offset}{carets}",
        ]
    answer.append(f"{gutter} {_paint('=', '34', look)} {_paint(cure, '36', look)}")
    if paste:
        answer += ["", *(f"    {line}" for line in paste)]
    return "\n".join(answer) + "\n"


def excerpt(line: str, column: int, length: int, room: int) -> Excerpt:
    """The part of a line around a spot that fits into so many cells; `column` counts from 1, `length` 0 is the rest.

    A tab is shown as an arrow, what cannot be seen as its number; a wide character takes two cells.
    """
    cells = [legible(char) for char in line.rstrip().replace("\t", "→")]
    for match in re.finditer(r"##\[", line):  # a command to GitHub's runner, wherever it stands
        cells[match.end() - 1] = legible(match[0])[2:]
    start = min(max(column - 1, 0), len(cells))
    end = min(start + length, len(cells)) if length else len(cells)
    first, last = _window(cells, start, max(end, start), room)
    before = ELLIPSIS * (first > 0) + "".join(cells[first:start])
    spot = "".join(cells[start : min(end, last)])
    after = "".join(cells[min(end, last) : last]) + ELLIPSIS * (last < len(cells))
    return Excerpt(before + spot + after, _cells(before), max(_cells(before + spot) - _cells(before), 1))


def _window(cells: list[str], start: int, end: int, room: int) -> tuple[int, int]:
    """The run of characters to show: the spot's beginning, a third of the room before it, the rest after."""
    widths = [_cells(cell) for cell in cells]
    if sum(widths) <= room:
        return 0, len(cells)
    room -= 2 * len(ELLIPSIS)
    first = last = start
    used = 0
    while first > 0 and used + widths[first - 1] <= room // 3:
        first -= 1
        used += widths[first]
    while last < len(cells) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    while first > 0 and used + widths[first - 1] <= room:
        first -= 1
        used += widths[first]
    return first, last


def _headline(problem: Problem, look: Look) -> str:
    headline = problem.headline(look.language)
    place, message = headline[: headline.index(": ") + 1], headline[headline.index(": ") + 1 :]
    return _paint(place, "1", look) + _paint(message, "1;31", look)


def _cells(text: str) -> int:
    """The width of a text on a terminal."""
    from wcwidth import wcswidth  # with tables that a check without problems does not need

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def _paint(text: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if look.colours else text
