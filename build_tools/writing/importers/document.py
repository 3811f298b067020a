"""The lines and tables of a document to utterances; what HTML and Word files have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.speech import read_lines
from build_tools.writing.importers.table import find_columns, guess_columns, read_rows
from build_tools.writing.importers.utterance import Reading, Remark, Utterance


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    number: int
    cells: tuple[str, ...]


def read_document(parts: Sequence[Line | Row], remarks: Sequence[Remark], known: Collection[str] = ()) -> Reading:
    """The utterances of a document; a table is the transcript where it has its columns and most of the words."""
    rows = [(part.number, list(part.cells)) for part in parts if isinstance(part, Row)]
    lines = [part for part in parts if isinstance(part, Line)]
    inside = sum(len(cell) for _, cells in rows for cell in cells)
    if inside > sum(len(line.words) for line in lines) and _is_transcript(rows):
        reading = read_rows(rows, known)
        outside = [Utterance(None, line.words, line.number) for line in lines]
        utterances = sorted([*reading.utterances, *outside], key=lambda utterance: utterance.line)
    else:
        flat = [part if isinstance(part, Line) else _as_line(part) for part in parts]
        reading = read_lines([line for line in flat if line.words.strip()], known)
        utterances = list(reading.utterances)
    return Reading(tuple(utterances), tuple(sorted([*remarks, *reading.remarks])))


def _is_transcript(rows: Sequence[tuple[int, list[str]]]) -> bool:
    columns = find_columns(rows[0][1])
    return ("words" in columns and len(columns) > 1) or guess_columns([cells for _, cells in rows]) is not None


def _as_line(row: Row) -> Line:
    return Line(row.number, "\t".join(" ".join(cell.split()) for cell in row.cells if cell.strip()))
