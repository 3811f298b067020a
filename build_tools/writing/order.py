"""YAML text to the same text with the fields of one mapping in the documented order, every comment kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.reading.yamlfile import Mapping


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one field: comments above it, the line of its key, what follows."""

    name: str
    comments: tuple[str, ...]
    first: str
    """The line of the key, without what stands before the key."""
    rest: tuple[str, ...]


def order_fields(text: str, node: Mapping, fields: tuple[str, ...]) -> str | None:
    """The text with the fields of `node` in this order; None where they are, or where no layout could be kept.

    A comment right above a field goes with it. The mapping is left alone where it stands between brackets or has
    unknown fields, where a blank line or another comment stands between fields, and where the field that opens it,
    below a comment or after a dash, would lose its place to one with a comment of its own.
    """
    names = [key.value for key, _ in node.entries]
    if any(name not in fields for name in names):
        return None
    wanted = sorted(names, key=fields.index)
    if wanted == names or re.search("[\x85\u2028\u2029]", text):
        return None
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    parts = _parts(lines, node)
    if parts is None:
        return None
    start, end = node.entries[0][0].place.line - 1, _end(lines, node)
    lead = lines[start][: node.place.column - 1]
    ordered = sorted(parts, key=lambda part: fields.index(part.name))
    moved = ordered[0] is not parts[0]
    below_comment = start > 0 and lines[start - 1].lstrip().startswith("#")
    if moved and (below_comment or (lead.strip() and ordered[0].comments)):
        return None
    written: list[str] = []
    for part in ordered:
        written += [*part.comments, (lead if not written else " " * len(lead)) + part.first, *part.rest]
    return "".join([*lines[:start], *written, *lines[end:]])


def _parts(lines: list[str], node: Mapping) -> list[_Part] | None:
    """The fields of a mapping in the order of the file, or None where its layout is not that of a field a line."""
    column = node.place.column - 1
    starts = [key.place.line - 1 for key, _ in node.entries]
    is_flat = all(key.place.column - 1 == column for key, _ in node.entries) and len(set(starts)) == len(starts)
    opens = (node.entries[0][0].place.line, node.entries[0][0].place.column) == (node.place.line, node.place.column)
    if not is_flat or not opens or set(lines[starts[0]][:column]) - set(" -"):
        return None
    end = _end(lines, node)
    if not lines[end - 1].endswith(("\n", "\r")):
        return None
    parts: list[_Part] = []
    comments: tuple[str, ...] = ()
    for (key, _), start, stop in zip(node.entries, starts, [*starts[1:], end], strict=True):
        above = stop
        while above > start + 1 and _is_aside(lines[above - 1], column):
            above -= 1
        following = tuple(lines[above:stop])
        if any(_indent(line) != column or not line.strip() for line in following):
            return None
        parts.append(_Part(key.value, comments, lines[start][column:], tuple(lines[start + 1 : above])))
        comments = following
    return parts


def _end(lines: list[str], node: Mapping) -> int:
    """The line after the last one of a mapping; blank lines and comments below it are not its own."""
    column = node.place.column - 1
    end = node.entries[-1][0].place.line
    for number in range(end, len(lines)):
        line = lines[number]
        if _is_aside(line, column):
            continue
        if _indent(line) < column or (_indent(line) == column and not line.lstrip().startswith("- ")):
            break
        end = number + 1
    return end


def _is_aside(line: str, column: int) -> bool:
    """Whether a line is blank, or a comment no deeper than the fields."""
    return not line.strip() or (line.lstrip().startswith("#") and _indent(line) <= column)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
