"""The text of the file of looks to looks at sources with the problems in it, and looks to that text.

A program writes the file. One line a source, in alphabetical order, keeps the difference between
two runs as small as what they found; where a merge leaves two lines for a source, the newer counts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date

from build_tools.model.look import RESULTS, Look
from build_tools.model.place import Place
from build_tools.problems.problem import Problem, problem
from build_tools.reading.record import is_web_address

COLUMNS = ("source", "looked", "result", "why", "seen", "url", "to", "archived")
MAX_ADDRESS = 2_000
"""Characters; browsers take longer ones, which no editor could read in a line."""
MOST_WRONG = 100
"""Lines that are none, after which nothing more is read: this is another file."""


def read_looks(data: bytes, path: str) -> tuple[tuple[Look, ...], list[Problem]]:
    """The newest look at each source, and a problem for every line that is none."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        place = Place(path, data.count(b"\n", 0, error.start) + 1)
        return (), [problem(place, "not-utf-8", reason=error.reason)]
    found: dict[str, Look] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if len(problems) == MOST_WRONG:
            break
        place = Place(path, number, 1, 0)
        cells = _cells(line)
        if cells == list(COLUMNS):
            continue
        if len(cells) != len(COLUMNS):
            problems.append(problem(place, "look-line", found=len(cells), expected=len(COLUMNS)))
            continue
        wrong = _wrong_cell(dict(zip(COLUMNS, cells, strict=True)))
        if wrong:
            problems.append(problem(place, "look-value", name=wrong, value=cells[COLUMNS.index(wrong)]))
            continue
        look = _look(cells, place)
        if look.source not in found or found[look.source].looked < look.looked:
            found[look.source] = look
    return tuple(found.values()), problems


def write_looks(looks: Iterable[Look]) -> str:
    """The text of the file, its lines in the order of the sources' ids."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for look in sorted(looks, key=lambda look: look.source):
        seen = look.seen.isoformat() if look.seen else ""
        ways = (look.url, look.to or "", look.archived or "")
        writer.writerow((look.source, look.looked.isoformat(), look.result, look.why, seen, *ways))
    return "".join(lines)


class _Lines(list[str]):
    """What the writer of tables writes into."""

    write = list[str].append


def is_short_address(value: str) -> bool:
    """Whether this is a web address that can stand in the file."""
    return len(value) <= MAX_ADDRESS and value.isprintable() and is_web_address(value)


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _wrong_cell(cells: dict[str, str]) -> str | None:
    """The first column whose cell cannot be right."""
    sound = {
        "source": bool(cells["source"]),
        "looked": _is_day(cells["looked"]),
        "result": cells["result"] in RESULTS,
        "why": len(cells["why"]) <= 20 and cells["why"].replace("-", "a").isalnum() == bool(cells["why"]),
        "seen": not cells["seen"] or _is_day(cells["seen"]),
        "url": is_short_address(cells["url"]),
        "to": not cells["to"] or is_short_address(cells["to"]),
        "archived": not cells["archived"] or is_short_address(cells["archived"]),
    }
    return next((name for name in COLUMNS if not sound[name]), None)


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _look(cells: list[str], place: Place) -> Look:
    source, looked, result, why, seen, url, to, archived = cells
    return Look(
        source,
        date.fromisoformat(looked),
        next(known for known in RESULTS if known == result),
        why,
        date.fromisoformat(seen) if seen else None,
        url,
        to or None,
        archived or None,
        place,
    )
