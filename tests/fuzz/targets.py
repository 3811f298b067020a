"""Bytes to a reader, and what has to hold of the answer: the targets of `make fuzz`."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from build_tools.edition.notes import citations, find_markup, links, plain, render_note
from build_tools.model.model import Edition, Span
from build_tools.problems.problem import Problem
from build_tools.reading.annotations import read_annotation
from build_tools.reading.load import load_edition
from build_tools.reading.looks import read_looks, write_looks
from build_tools.reading.registers import read_frame, read_people, read_source, read_topics
from build_tools.reading.times import lay_times, read_times
from build_tools.reading.transcript import parse_transcript, write_transcript
from build_tools.reading.yamlfile import parse_yaml
from build_tools.rules.anchoring import find_quote, fold
from build_tools.rules.checks import Known, anchor_quotes, check_edition
from build_tools.rules.examine import known_ids, tell
from build_tools.rules.nearest import nearest_passage
from build_tools.rules.wording_change import differing_words
from build_tools.writing.importers import FORMATS
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.utterance import UnreadableError
from build_tools.writing.importers.whole import Imported, import_transcript
from tests.bad_files import TODAY, ferry_files, with_file
from tests.fuzz.well_formed import well_formed
from tests.fuzz.word_files import of_parts, word_file

NAMING = Naming({}, "Nobody")
PATH = "annotations/seats/a-file.yml"
LANGUAGES = ("en", "zh-Hant")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.as_text()
        assert problem.as_text("zh-Hant")


@cache
def _around() -> tuple[Edition, Known]:
    """The test edition without its annotations, read once: reading it anew takes most of the time of a run."""
    files = with_file(PATH, b"")
    loaded = load_edition(files)
    assert loaded.edition
    return replace(loaded.edition, annotations=()), known_ids(files, loaded)


def fuzz_yaml(data: bytes) -> None:
    """An annotation, with every rule for it, in the test edition."""
    node, problems = parse_yaml(data, PATH)
    if node and not problems:
        annotation, problems = read_annotation(
            node, id="a-file", topic="seats", languages=LANGUAGES, source_language="zh-Hant"
        )
        if annotation:
            edition, known = _around()
            edition = replace(edition, annotations=(annotation,))
            problems = [*anchor_quotes(edition)[1], *check_edition(edition, known, today=TODAY)]
    _tell(tell(problems, replace(ferry_files(), annotations={PATH: data})))


def fuzz_registers(data: bytes) -> None:
    """The same file taken for each of the other kinds of YAML."""
    node, problems = parse_yaml(data, PATH)
    if node and not problems:
        _, in_frame = read_frame(node)
        _, in_topics = read_topics(node, languages=LANGUAGES)
        _, in_people = read_people(node, languages=LANGUAGES)
        _, in_source = read_source(node, id="a-file", languages=LANGUAGES)
        problems = [*in_frame, *in_topics, *in_people, *in_source]
    _tell(tell(problems, replace(ferry_files(), annotations={PATH: data})))


def fuzz_times(data: bytes) -> None:
    """What lies beside a text: the times of its words stand in their order and in the text, looks are written as read."""
    words = _text(data)
    cues = read_times(words)
    for moment in lay_times(words[:500], cues):
        assert 0 <= moment.span.start <= moment.span.end <= len(words)
    looks, problems = read_looks(data, "links.csv")
    _tell(tuple(problems))
    if not problems:
        assert [x.source for x in read_looks(write_looks(looks).encode("utf-8"), "")[0]] == sorted(
            x.source for x in looks
        )


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


def _lost(data: bytes, imported: Imported) -> list[str]:
    """The words of a text that came through nowhere, though no remark says that something was left out."""
    told = [remark.message for remark in imported.remarks]
    text = data.decode("utf-8", "ignore")
    if text.encode("utf-8") != data or re.search(r"[\0\r<&]|\]\(", text) or any("left out" in words for words in told):
        return []  # another encoding, what means something to HTML, a link: not all of it are words
    made = [words for b in imported.transcript.blocks for words in (b.label, *(p.text for p in b.paragraphs))]
    letters = "".join(filter(str.isalpha, "".join((*made, *told))))
    return [word for word in re.findall(r"[^\W\d_]{3,}", text) if "".join(filter(str.isalpha, word)) not in letters]


def _importer(name: str) -> Callable[[bytes], None]:
    def fuzz(data: bytes) -> None:
        with contextlib.suppress(UnreadableError):
            imported = import_transcript(data, "raw", format=name, language="en", naming=NAMING, pause=2)
            made = imported.transcript
            if name in ("plain", "markdown"):
                assert _lost(data, imported) == []
            again, problems = parse_transcript(write_transcript(made), "en", "en.md")
            assert [p for p in problems if p.code != "mixed-letters"] == []
            assert [p.text for p in again.paragraphs.values()] == [p.text for p in made.paragraphs.values()]

    return fuzz


def fuzz_word_file(data: bytes) -> None:
    """A Word file: bytes as they are, or as its parts, or as what they are taken to say of its paragraphs and tables."""
    _importer("docx")(
        data if data.startswith(b"PK") else of_parts(data) if data.startswith(b"<w:") else word_file(data)
    )


def _of_xml(name: str) -> Callable[[bytes], None]:
    importer = _importer(name)
    return lambda data: importer(data if data.startswith((b"<?", b"<!")) else well_formed(data))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": fuzz_yaml,
    "registers": fuzz_registers,
    "transcript": fuzz_transcript,
    "times": fuzz_times,
    "anchoring": fuzz_anchoring,
    "notes": fuzz_notes,
    "import": _importer("auto"),
    **{f"import-{format.name}": _importer(format.name) for format in FORMATS},
    **{f"import-{name}": _of_xml(name) for name in ("tei", "akoma-ntoso")},
    "import-docx": fuzz_word_file,
}
"""Every target by its name."""
