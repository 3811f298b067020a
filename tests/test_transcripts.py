"""Transcripts as people have them: what becomes of every word, by a table of files in `tests/transcripts`.

Each file has an `input`, or the `paragraphs` or `rows` of a Word file; the `format` it is told for;
what was `said`, by whom; and the lines with `remarks`. No word may be lost. A word may stand with
another speaker than the one who said it only where a remark tells the line.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from build_tools.model.timecode import TimeCode
from build_tools.reading.transcript import parse_transcript, write_transcript
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.whole import Imported, import_transcript
from tests.conftest import ROOT

FOLDER = ROOT / "tests/transcripts"
CASES = sorted(FOLDER.glob("*.yml"))
_WORD = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+")
BLANK = "␣"
"""Stands for a blank at the end of a line, which editors take away."""


Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of a file."""

    format: str
    speakers: int
    turns: int
    lost: int
    wrong: int
    """Words that stand with another speaker than the one who said them."""
    silent: int
    """Those of them of which no remark tells."""


def word_file(case: Case) -> bytes:
    document = Document()
    for paragraph in case.get("paragraphs", []) if "rows" not in case else []:
        document.add_paragraph(paragraph)
    rows = case.get("rows", [])
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def raw_transcript(path: Path) -> tuple[Case, bytes]:
    """A case, and the bytes of the file that it tells of."""
    case = yaml.safe_load(path.read_text("utf-8"))
    if "input" in case:
        return case, case["input"].replace(BLANK, " ").encode(case.get("encoding", "utf-8"))
    return case, word_file(case)


def load(path: Path) -> tuple[Case, Imported]:
    case, data = raw_transcript(path)
    imported = import_transcript(
        data, case["file"], format="auto", language="en", naming=Naming({}, "Speaker"), pause=2
    )
    return case, imported


def words_by_speaker(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Every word, or character where these have no blanks between them, with who says it."""
    return [(word, speaker) for speaker, words in said for word in _WORD.findall(words)]


def measure(case: Case, imported: Imported) -> Row:
    truth = words_by_speaker([(speaker, words) for speaker, words in case["said"]])
    blocks = imported.transcript.blocks
    read = words_by_speaker([(b.label, " ".join(p.text for p in b.paragraphs)) for b in blocks])
    labels = set(case.get("labels", []))
    read = [(word, speaker) for word, speaker in read if word not in labels]
    lost = Counter(word for word, _ in truth)
    lost.subtract(word for word, _ in read)
    wrong = sum(a != b for a, b in zip(truth, read, strict=False))
    told = bool(labels) and len(imported.remarks) > 0
    return Row(
        imported.format.name,
        len({b.label for b in blocks}),
        len(blocks),
        sum(abs(count) for count in lost.values()),
        wrong,
        0 if told else wrong,
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nothing_is_lost_and_nobodys_words_are_silently_anothers(path: Path) -> None:
    case, imported = load(path)
    row = measure(case, imported)
    said = [(block.label, " ".join(p.text for p in block.paragraphs)) for block in imported.transcript.blocks]
    remarks = [f"{remark.line}: {remark.message}" for remark in imported.remarks]
    assert (row.format, row.lost, row.silent) == (case["format"], 0, 0), (said, remarks)
    if "labels" not in case:
        squeezed = [(speaker, "".join(words.split())) for speaker, words in said]
        assert squeezed == [(s, "".join(w.split())) for s, w in case["said"]], remarks
    lines = sorted({remark.line for remark in imported.remarks if "like `LABEL:`" not in remark.message})
    assert lines == case.get("remarks", []), remarks


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_times_of_turns_and_words_are_kept(path: Path) -> None:
    case, imported = load(path)
    blocks = imported.transcript.blocks
    if "times" in case:
        expected = [TimeCode.parse(time) if time else None for time in case["times"]]
        assert [block.time for block in blocks] == expected
    if isinstance(counts := case.get("paragraphs"), list) and isinstance(counts[0], int):
        assert [len(block.paragraphs) for block in blocks] == counts
    starts: dict[str, TimeCode] = {}
    for cue in imported.cues:
        for piece in cue.spoken or ():
            starts.setdefault(piece.words.split()[0], piece.start)
        starts.setdefault(cue.words.split()[0], cue.start)
    for word, time in dict(case.get("words", {})).items():
        assert starts.get(word) == TimeCode.parse(time), (word, starts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_written_is_read_as_it_was_meant(path: Path) -> None:
    _, imported = load(path)
    written = write_transcript(imported.transcript)
    transcript, problems = parse_transcript(written, "en", "en.md")
    assert problems == []
    assert write_transcript(transcript) == written


def table() -> str:
    """The table of all files, as it stands beside them."""
    lines = ["| file | format | speakers | turns | words lost | with another speaker | silently |", "| --- " * 7 + "|"]
    for path in CASES:
        row = measure(*load(path))
        lines.append(
            f"| `{path.stem}` | {row.format} | {row.speakers} | {row.turns} | {row.lost} | {row.wrong} | {row.silent} |"
        )
    return "\n".join(lines)


def test_the_table_beside_the_files_is_true() -> None:
    assert len(CASES) >= 30
    assert table() in (FOLDER / "README.md").read_text("utf-8")
