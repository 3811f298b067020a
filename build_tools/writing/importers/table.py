"""A table of timestamp, speaker and words (CSV, or with tabs or semicolons) to utterances."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Literal

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.heads import Line, rank
from build_tools.writing.importers.labels import read_script
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "words": ("words", "text", "transcript", "utterance", "content", "annotation", "文字", "內容", "内容"),
    "speaker": ("speaker", "name", "speaker name", "speaker_name", "tier", "說話者", "説話者", "發言者", "说话者"),
    "time": ("timestamp", "time", "start", "start time", "start_time", "begin time", "begin", "tmin", "時間", "时间"),
    "end": ("end", "end time", "end_time", "tmax"),
}
"""For each thing that is read the names that its column may have, in small letters."""
_MOST_IN_A_CELL = 8 * 1024 * 1024
_HEADER = 4096
"""Characters; a longer line is no row of names."""
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w{1,31});")
_SAMPLE = 200
"""Rows by which a table without names for its columns is told."""


def read_table(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a table: a row each, or more where a cell has blank lines.

    Its first row names the columns; where it does not, what they hold does, with a remark.
    Where every `&` begins a character reference, these are read as in HTML.
    """
    return read_rows(_rows(text), known)


def read_rows(rows: Sequence[tuple[int, list[str]]], known: Collection[str] = ()) -> Reading:
    """The same of rows that are parted into cells already, each with its line."""
    if not rows:
        raise UnreadableError("the table is empty")
    (top, names), *rest = rows
    columns = find_columns(names)
    remarks: list[Remark] = []
    if "words" not in columns:
        rest = list(rows)
        guessed = guess_columns([cells for _, cells in rows[:_SAMPLE]])
        if guessed is None:
            raise UnreadableError(f"no column is named 'words' or 'text'; there are: {', '.join(names)[:200]}", top)
        columns, names = guessed, [str(n) for n in range(1, len(names) + 1)]
        told = ", ".join(f"{thing} in column {at + 1}" for thing, at in columns.items())
        remarks.append(Remark(top, f"no row names the columns; taken by what they hold: {told}"))
    remarks += [
        Remark(top, f"left out: the column {name!r}") for at, name in enumerate(names) if at not in columns.values()
    ]
    utterances = _decode(_read_rows(rest, columns, len(names), remarks), remarks)
    return Reading(tuple(_label(utterances, columns, known, remarks)), tuple(sorted(remarks)))


def _read_rows(
    rows: Iterable[tuple[int, list[str]]], columns: Mapping[str, int], width: int, remarks: list[Remark]
) -> list[Utterance]:
    utterances: list[Utterance] = []
    for line, cells in rows:
        if len(cells) > width:
            remarks.append(Remark(line, f"left out: cells without a column, {excerpt(' '.join(cells[width:]))}"))
        found = {thing: cells[at] for thing, at in columns.items() if at < len(cells)}
        time = _time(found.get("time", ""), line, remarks)
        end = _time(found.get("end", ""), line, remarks)
        speaker = found.get("speaker", "").strip() or None
        if any(cell.strip() for cell in cells):
            paragraphs = _paragraphs(found.get("words", ""))
            for number, words in enumerate(paragraphs):
                only = end if len(paragraphs) == 1 and time else None
                utterances.append(Utterance(speaker, words, line, time if number == 0 else None, only))
    return utterances


def _decode(utterances: list[Utterance], remarks: list[Remark]) -> list[Utterance]:
    """The same with character references read, where the whole table writes them."""
    marks = sum(u.words.count("&") for u in utterances)
    known = sum(len(_ENTITY.findall(u.words)) for u in utterances if "&" in u.words)
    if not marks or known < marks:
        return utterances
    first = next(u for u in utterances if "&" in u.words)
    remarks.append(Remark(first.line, f"{marks} character references are read as in HTML: {excerpt(first.words)}"))
    return [replace(u, words=unescape(u.words)) for u in utterances]


def _label(
    utterances: list[Utterance], columns: Mapping[str, int], known: Collection[str], remarks: list[Remark]
) -> list[Utterance]:
    """The same, with the speakers that labels in the words name, where no column does."""
    if "speaker" in columns:
        return utterances
    lines = [Line(u.line, u.words) for u in utterances]
    script = read_script(lines, known, names=False)
    remarks += script.remarks
    speaker: str | None = None
    named = []
    for at, (line, utterance) in enumerate(zip(lines, utterances, strict=True)):
        head = script.head(at, line)
        if head and head.label:
            speaker = head.label
        words = head.words if head and head.label else utterance.words
        named.append(
            replace(utterance, speaker=speaker, words=words, time=utterance.time or (head.time if head else None))
        )
    return named


def guess_columns(rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """Which column holds what, by what stands in them; None where that cannot be told."""
    width = max((len(cells) for cells in rows), default=0)
    if width < 2 or sum(len(cells) == width for cells in rows) < 0.9 * len(rows):
        return None
    columns = [[cells[at].strip() for cells in rows if at < len(cells)] for at in range(width)]
    times = [
        at for at, cells in enumerate(columns) if sum(_moment(cell) is not None for cell in cells) >= 0.9 * len(cells)
    ]
    others = [at for at in range(width) if at not in times and any(columns[at])]
    if not others:
        return None
    words = max(others, key=lambda at: sum(map(len, columns[at])))
    speakers = [at for at in others if at != words and _name_speakers(columns[at])]
    found = {"words": words}
    if speakers:
        found["speaker"] = speakers[0]
    if times:
        found["time"] = times[0]
    if len(times) > 1 and _ordered(columns[times[0]], columns[times[1]]):
        found["end"] = times[1]
    return found if times or speakers else None


def _name_speakers(cells: Sequence[str]) -> bool:
    """Whether these cells hold labels, some of them again and again."""
    given = [cell for cell in cells if cell]
    return len(given) > 2 and len(set(given)) <= max(2, len(given) // 2) and all(rank(cell) for cell in set(given))


def _ordered(starts: Sequence[str], ends: Sequence[str]) -> bool:
    pairs = [(_moment(a), _moment(b)) for a, b in zip(starts, ends, strict=False)]
    return all(a is not None and b is not None and a <= b for a, b in pairs)


def find_columns(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the names in the first row."""
    names = [name.strip().casefold() for name in header]
    found = {}
    for thing, known in COLUMNS.items():
        at = next((names.index(name) for name in known if name in names), None)
        if at is not None:
            found[thing] = at
    return found


def looks_like_table(text: str) -> bool:
    """Whether the first line names a column of words and another one, or every line has the same cells between tabs."""
    first = text.lstrip("\n").partition("\n")[0]
    if len(first) > _HEADER:
        return False
    columns = find_columns(next(csv.reader([first], delimiter=_delimiter(first)), []))
    if "words" in columns and len(columns) > 1:
        return True
    lines = [line for line in text[: 100 * _HEADER].split("\n")[:_SAMPLE] if line.strip()]
    tabbed = len(lines) > 2 and "\t" in first and all(line.count("\t") == first.count("\t") for line in lines[:-1])
    return tabbed and guess_columns([line.split("\t") for line in lines[:-1]]) is not None


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Each row with the line in which it begins; between tabs a quotation mark may be speech."""
    csv.field_size_limit(_MOST_IN_A_CELL)
    lines = text.split("\n")
    header = next((line for line in lines if line.strip()), "")[:_HEADER]
    delimiter = _delimiter(header)
    try:
        return list(_parse(lines, delimiter, csv.QUOTE_MINIMAL))
    except UnreadableError:
        if delimiter != "\t":
            raise
        return list(_parse(lines, delimiter, csv.QUOTE_NONE))


def _parse(lines: Sequence[str], delimiter: str, quoting: Literal[0, 3]) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True, quoting=quoting)
    line = 1
    try:
        for cells in rows:
            if cells:
                yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"this is no table: {error}", line) from None


def _time(written: str, line: int, remarks: list[Remark]) -> TimeCode | None:
    time = _moment(written)
    if written.strip() and time is None:
        remarks.append(Remark(line, f"left out: {excerpt(written)} is no time code"))
    return time


def _moment(written: str) -> TimeCode | None:
    """A time code, or a plain number of seconds."""
    value = written.strip().strip("[]()")
    whole, _, fraction = value.partition(".")
    if (
        whole.isascii()
        and whole.isdigit()
        and len(whole) < 7
        and (not fraction or (fraction.isascii() and fraction.isdigit()))
    ):
        return TimeCode(int(whole) * 1000 + int(fraction[:3].ljust(3, "0")))
    return TimeCode.parse(value)


def _paragraphs(cell: str) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for line in cell.split("\n"):
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(lines) for lines in paragraphs if lines] or [""]
