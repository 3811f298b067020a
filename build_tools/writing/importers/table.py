"""A table of timestamp, speaker and words (CSV, or with tabs or semicolons) to utterances."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "words": ("words", "text", "transcript", "utterance", "content", "文字", "內容"),
    "speaker": ("speaker", "name", "speaker name", "說話者", "説話者", "發言者"),
    "time": ("timestamp", "time", "start", "start time", "start_time", "時間"),
}
"""For each thing that is read the names that its column may have, in small letters."""
_MOST_IN_A_CELL = 8 * 1024 * 1024


def read_table(text: str) -> Reading:
    """The utterances of a table whose first row names its columns: a row each, or more where a cell has blank lines."""
    rows = _rows(text)
    first = next(rows, None)
    if first is None:
        raise UnreadableError("the table is empty")
    columns = find_columns(first[1])
    if "words" not in columns:
        names = ", ".join(first[1])
        raise UnreadableError(f"no column is named 'words' or 'text'; there are: {names}", first[0])
    utterances: list[Utterance] = []
    remarks = [
        Remark(first[0], f"left out: the column {name!r}")
        for at, name in enumerate(first[1])
        if at not in columns.values()
    ]
    for line, cells in rows:
        if len(cells) > len(first[1]):
            remarks.append(
                Remark(line, f"left out: cells without a column, {excerpt(' '.join(cells[len(first[1]) :]))}")
            )
        found = {thing: cells[at] for thing, at in columns.items() if at < len(cells)}
        time = _time(found.get("time", ""), line, remarks)
        speaker = found.get("speaker", "").strip() or None
        paragraphs = _paragraphs(found.get("words", ""))
        if any(cell.strip() for cell in cells):
            for number, words in enumerate(paragraphs):
                utterances.append(Utterance(speaker, words, line, time if number == 0 else None))
    return Reading(tuple(utterances), tuple(sorted(remarks)))


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
    """Whether the first line names a column of words and another one."""
    first = text.lstrip("\n").partition("\n")[0]
    columns = find_columns(next(csv.reader([first], delimiter=_delimiter(first)), []))
    return "words" in columns and len(columns) > 1


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line in which it begins."""
    csv.field_size_limit(_MOST_IN_A_CELL)
    lines = text.split("\n")
    header = next((line for line in lines if line.strip()), "")
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=_delimiter(header), strict=True)
    line = 1
    try:
        for cells in rows:
            if cells:
                yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"this is no table: {error}", line) from None


def _time(written: str, line: int, remarks: list[Remark]) -> TimeCode | None:
    """A time code, or a plain number of seconds."""
    value = written.strip().strip("[]()")
    whole, _, fraction = value.partition(".")
    if whole.isascii() and whole.isdigit() and len(whole) < 7 and (fraction.isdigit() or not fraction):
        return TimeCode(int(whole) * 1000 + int(fraction[:3].ljust(3, "0")))
    time = TimeCode.parse(value)
    if value and time is None:
        remarks.append(Remark(line, f"left out: {excerpt(written)} is no time code"))
    return time


def _paragraphs(cell: str) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for line in cell.split("\n"):
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(lines) for lines in paragraphs if lines] or [""]
