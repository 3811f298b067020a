"""Bytes to a reader, and what has to hold of the answer: the targets of `make fuzz`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from build_tools.edition.notes import citations, find_markup, links, plain, render_note
from build_tools.model.model import Span
from build_tools.problems.problem import Problem
from build_tools.reading.transcript import parse_transcript, write_transcript
from build_tools.rules.anchoring import find_quote, fold
from build_tools.rules.nearest import nearest_passage
from build_tools.rules.wording_change import differing_words
from build_tools.writing.importers import FORMATS
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.utterance import UnreadableError
from build_tools.writing.importers.whole import import_transcript
from tests.bad_files import Case, problems_of

NAMING = Naming({}, "Nobody")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.as_text()
        assert problem.as_text("zh-Hant")


def fuzz_yaml(data: bytes) -> None:
    """An annotation, checked with a whole edition around it."""
    _tell(problems_of(Case("", "annotations/seats/a-file.yml", data, [])))


def fuzz_transcript(data: bytes) -> None:
    """A transcript: what is read without a problem is written and read again as the same."""
    transcript, problems = parse_transcript(_text(data), "en", "en.md")
    _tell(tuple(problems))
    if not problems:
        again, others = parse_transcript(write_transcript(transcript), "en", "en.md")
        assert others == []
        assert [(b.id, b.label, [p.text for p in b.paragraphs]) for b in again.blocks] == [
            (b.id, b.label, [p.text for p in b.paragraphs]) for b in transcript.blocks
        ]


def fuzz_anchoring(data: bytes) -> None:
    """A paragraph and a quote: what anchors is the same after folding, and what is nearest stands there."""
    text, _, quote = _text(data).partition("\0")
    found = find_quote(text, quote)
    if isinstance(found, Span):
        assert fold(text[found.start : found.end]).text == fold(quote).text
    near = nearest_passage(text, quote)
    assert near in text
    differing_words(quote, near)


def fuzz_notes(data: bytes) -> None:
    """A note: what comes of it has no element and no address but those that notes have."""
    words = _text(data)
    html = render_note(words, cite=lambda source: f"<span>{source}</span>", link=lambda address: address)
    assert "<script" not in html.lower()
    assert "javascript:" not in html.lower().partition("href")[2].partition(">")[0]
    for ask in (citations, links, plain, find_markup):
        ask(words)


def _importer(name: str) -> Callable[[bytes], None]:
    def fuzz(data: bytes) -> None:
        with contextlib.suppress(UnreadableError):
            made = import_transcript(data, "raw", format=name, language="en", naming=NAMING, pause=2).transcript
            again, problems = parse_transcript(write_transcript(made), "en", "en.md")
            assert [p for p in problems if p.code != "mixed-letters"] == []
            assert [p.text for p in again.paragraphs.values()] == [p.text for p in made.paragraphs.values()]

    return fuzz


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": fuzz_yaml,
    "transcript": fuzz_transcript,
    "anchoring": fuzz_anchoring,
    "notes": fuzz_notes,
    "import": _importer("auto"),
    **{f"import-{format.name}": _importer(format.name) for format in FORMATS},
}
"""Every target by its name."""
