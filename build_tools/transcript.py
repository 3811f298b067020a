"""Transcript Markdown to blocks and paragraphs."""

from __future__ import annotations

import re

from build_tools.model import Block, Paragraph, Transcript
from build_tools.problems import Place, Problem, phrase, problem

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<label>.*?)\s*\{#(?P<id>[^\s}]*)(?:\s+lang=(?P<lang>[A-Za-z-]+))?\}\s*")
_ID = re.compile(r"(?:t\d{2,}|h\d+|[a-z][a-z-]*)")
_DEK = "dek"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that are no text; some of them the renderer of Markdown keeps for itself."""


def parse_transcript(text: str, language: str, file: str) -> tuple[Transcript, list[Problem]]:
    """The transcript that `text` holds, and every problem found on the way.

    A heading `## Label {#id}` opens a block: a turn where the id is `t` and a
    number, a highlight where it is `h` and a number, else a section. The heading
    of the first level is the headline, the paragraphs under it are the dek. A
    heading in another language says so: `{#id lang=en}`. A paragraph is what
    stands between blank lines, its text kept as it is.
    """
    problems: list[Problem] = []
    blocks: list[Block] = []
    seen: dict[str, int] = {}
    for line, words in _chunks(text):
        place = Place(file, line)
        for control in _CONTROL.finditer(words):
            where = Place(file, line + words.count("\n", 0, control.start()), _column(words, control.start()))
            problems.append(problem(where, "transcript-character", point=f"{ord(control[0]):04X}"))
        heading = _HEADING.fullmatch(words)
        if heading:
            opened = _open_block(heading, language, place)
            for block in opened:
                if not _ID.fullmatch(block.id):
                    problems.append(problem(place, "transcript-id", id=block.id))
                elif block.id in seen:
                    problems.append(problem(place, "transcript-id-twice", id=block.id, line=seen[block.id]))
                seen.setdefault(block.id, line)
            blocks.extend(opened)
        elif words.startswith("#"):
            problems.append(problem(place, "transcript-heading"))
        elif not blocks:
            problems.append(problem(place, "transcript-stray"))
        else:
            blocks[-1] = _with_paragraph(blocks[-1], words, language, place)
    kept = tuple(b for b in blocks if b.kind != "dek" or b.paragraphs)
    return Transcript(language, kept), problems


def compare_transcripts(source: Transcript, other: Transcript, file: str) -> list[Problem]:
    """Every place where a translation does not have the blocks and paragraphs of the source text."""
    problems = []
    expected = [block.id for block in source.blocks]
    found = [block.id for block in other.blocks]
    if expected != found:
        pairs = [
            *zip(expected, found, strict=False),
            *[(e, "") for e in expected[len(found) :]],
            *[("", f) for f in found[len(expected) :]],
        ]
        index = next(i for i, (a, b) in enumerate(pairs) if a != b)
        place = other.blocks[index].place if index < len(found) else Place(file)
        want, got = pairs[index]
        said = [phrase("quoted", words=id) if id else phrase("an-end") for id in (got, want)]
        problems.append(problem(place, "transcript-order", language=other.language, found=said[0], expected=said[1]))
    counts = {block.id: len(block.paragraphs) for block in source.blocks}
    for block in other.blocks:
        if block.id in counts and counts[block.id] != len(block.paragraphs):
            problems.append(
                problem(
                    block.place, "transcript-count", id=block.id, found=len(block.paragraphs), expected=counts[block.id]
                )
            )
    return problems


def _chunks(text: str) -> list[tuple[int, str]]:
    """The runs of lines between blank lines, each with its first line's number; a heading stands alone."""
    chunks: list[tuple[int, list[str]]] = []
    joining = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            joining = False
        elif joining and not line.startswith("#"):
            chunks[-1][1].append(line)
        else:
            chunks.append((number, [line]))
            joining = not line.startswith("#")
    return [(number, "\n".join(lines)) for number, lines in chunks]


def _column(words: str, offset: int) -> int:
    return offset - words.rfind("\n", 0, offset)


def _open_block(heading: re.Match[str], language: str, place: Place) -> list[Block]:
    id, label, own = heading["id"], heading["label"], heading["lang"] or language
    if len(heading["marks"]) == 1:
        paragraph = Paragraph(f"{id}.p1", label, own, place)
        return [Block(id, "headline", label, own, (paragraph,), place), Block(_DEK, "dek", "", language, (), place)]
    kind = "turn" if re.fullmatch(r"t\d+", id) else "highlight" if re.fullmatch(r"h\d+", id) else "section"
    return [Block(id, kind, label, own, (), place)]


def _with_paragraph(block: Block, words: str, language: str, place: Place) -> Block:
    paragraph = Paragraph(f"{block.id}.p{len(block.paragraphs) + 1}", words, language, place)
    return Block(block.id, block.kind, block.label, block.language, (*block.paragraphs, paragraph), block.place)
