"""Transcript Markdown to paragraphs, and the real text against the article as published."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timecode import TimeCode
from build_tools.reading.transcript import compare_transcripts, parse_transcript, write_transcript
from tests.conftest import ROOT

PUBLISHED = "24fbb1e35a73398591b7a9c62ee79f1afd032723d63ee85456a01ccd900c700d"
"""SHA-256 of the article as published, its lines without the blank ones joined by line feeds."""


def as_published(block: Block) -> list[str]:
    """The lines of a block as the article sets them: a colon after a label, a mark after a highlight's number."""
    texts = [p.text for p in block.paragraphs]
    if block.kind == "highlight":
        return [f"{block.label}、{texts[0]}", *texts[1:]]
    return texts if block.kind in ("headline", "dek") else [f"{block.label}:", *texts]


def test_every_character_is_as_published() -> None:
    text = (ROOT / "docs/transcript/zh-Hant.md").read_text("utf-8")
    transcript, problems = parse_transcript(text, "zh-Hant", "zh-Hant.md")
    assert problems == []
    lines = [line for block in transcript.blocks for line in as_published(block)]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == PUBLISHED


def test_the_article_has_its_parts_and_the_translation_the_same() -> None:
    source, translation = (
        parse_transcript((ROOT / f"docs/transcript/{language}.md").read_text("utf-8"), language, language)[0]
        for language in ("zh-Hant", "en")
    )
    turns = [b for b in source.blocks if b.kind == "turn"]
    assert [b.id for b in turns] == [f"t{n:02d}" for n in range(1, 53)]
    assert sum(len(b.paragraphs) for b in turns) == 68
    assert [b.id for b in source.blocks if b.kind == "highlight"] == [f"h{n}" for n in range(1, 9)]
    assert len(source.paragraphs) == 79
    assert compare_transcripts(source, translation, "en.md") == []


def test_blocks_by_their_headings() -> None:
    text = (
        "# Title {#headline lang=en}\n\n一。\n\n## 亮點 {#highlights}\n\n## 1 {#h1}\n\n二\n三\n\n## 船長 {#t01}\n四\n"
    )
    transcript, problems = parse_transcript(text, "zh-Hant", "x.md")
    assert problems == []
    assert [(b.id, b.kind, b.label, b.language) for b in transcript.blocks] == [
        ("headline", "headline", "Title", "en"),
        ("dek", "dek", "", "zh-Hant"),
        ("highlights", "section", "亮點", "zh-Hant"),
        ("h1", "highlight", "1", "zh-Hant"),
        ("t01", "turn", "船長", "zh-Hant"),
    ]
    assert {id: p.text for id, p in transcript.paragraphs.items()} == {
        "headline.p1": "Title",
        "dek.p1": "一。",
        "h1.p1": "二\n三",
        "t01.p1": "四",
    }


def test_a_block_stands_for_its_only_paragraph() -> None:
    transcript, _ = parse_transcript("## A {#t01}\n\nx\n\n## B {#t02}\n\ny\n\nz\n", "en", "x.md")
    assert [transcript.find(id) for id in ("t01", "t01.p1", "t02", "t02.p2", "t03")] == [
        "t01.p1", "t01.p1", None, "t02.p2", None,
    ]  # fmt: skip


def test_time_codes_of_headings_and_of_paragraphs() -> None:
    text = "## A {#t01 lang=fr time=00:01:02}\n\nx\n\n{time=00:01:10.500}\ny\nz\n\nw\n\n## B {#t02}\n\nv\n"
    transcript, problems = parse_transcript(text, "en", "x.md")
    assert problems == []
    assert [(b.language, b.time) for b in transcript.blocks] == [("fr", TimeCode(62_000)), ("en", None)]
    assert [(p.text, p.time) for p in transcript.paragraphs.values()] == [
        ("x", TimeCode(62_000)),
        ("y\nz", TimeCode(70_500)),
        ("w", None),
        ("v", None),
    ]


def test_a_backslash_keeps_words_from_being_read_as_marks() -> None:
    text = "## A {#t01}\n\n\\# no heading {#t02}\n\\\\# two\n\\n stays\n\n\\{time=00:01:02}\n"
    transcript, problems = parse_transcript(text, "en", "x.md")
    assert problems == []
    assert [p.text for p in transcript.paragraphs.values()] == [
        "# no heading {#t02}\n\\# two\n\\n stays",
        "{time=00:01:02}",
    ]


LINES = st.lists(
    st.text(alphabet="ab一 \t*_<>&{}\u3000\u2003🚢", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=6
)


@given(LINES)
def test_a_paragraph_keeps_every_character(paragraphs: list[str]) -> None:
    text = "## A {#t01}\n\n" + "\n\n".join(paragraphs) + "\n"
    transcript, problems = parse_transcript(text, "zh-Hant", "x.md")
    assert problems == []
    assert [p.text for p in transcript.paragraphs.values()] == paragraphs


MARKS = st.sampled_from(
    ["#", "## A {#t02}", "\\", "\\\\#", "{time=00:00:01}", "{time=x}", "{#t01}", "a", " ", "一", "\u3000", "`"]
)
LINE = st.lists(MARKS, min_size=1, max_size=4).map("".join).filter(str.strip)
TIMES = st.none() | st.integers(0, 400_000_000).map(TimeCode)
WORDS = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


@given(
    st.lists(
        st.tuples(
            LINE.map(lambda label: " ".join(label.split())), TIMES, st.lists(st.tuples(WORDS, TIMES), max_size=3)
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(
    turns: list[tuple[str, TimeCode | None, list[tuple[str, TimeCode | None]]]],
) -> None:
    blocks = []
    for number, (label, time, paragraphs) in enumerate(turns, 1):
        id = f"t{number:02}"
        made = [
            Paragraph(f"{id}.p{n}", words, "en", time=own or (time if n == 1 else None))
            for n, (words, own) in enumerate(paragraphs, 1)
        ]
        blocks.append(Block(id, "turn", label, "en", tuple(made), time=time))
    transcript = Transcript("en", tuple(blocks))
    assert parse_transcript(write_transcript(transcript), "en", "en.md") == (transcript, [])


def test_the_real_transcripts_are_written_as_they_stand() -> None:
    for path in sorted((ROOT / "docs/transcript").glob("*.md")):
        text = path.read_text("utf-8")
        transcript, _ = parse_transcript(text, path.stem, path.name)
        assert write_transcript(transcript) == text
