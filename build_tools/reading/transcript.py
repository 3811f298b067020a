"""Transcript Markdown to blocks and paragraphs, and back."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.place import Place
from build_tools.model.timecode import TimeCode
from build_tools.problems.problem import Problem, phrase, problem

MAX_HEADING = 2000
"""Characters; more is no heading. It bounds the search for its parts."""
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<label>.*?)\s*\{#(?P<id>[^\s}]*)(?P<attributes>(?:\s+[^\s}]+)*)\s*\}\s*")
_LANGUAGE = re.compile(r"[A-Za-z-]+")
_TIME = re.compile(r"\{time=(?P<time>[^\s{}]*)\}\s*")
"""A line right above a paragraph's words: where in the recording it begins."""
_ESCAPED = re.compile(r"^\\(?=[#{\\])", re.MULTILINE)
"""A backslash that keeps the line behind it from being read as a mark of this format."""
_TO_ESCAPE = re.compile(r"^(?=[#\\]|\{time=)", re.MULTILINE)
_ID = re.compile(r"(?:t\d{2,}|h\d+|[a-z][a-z-]*)")
_DEK = "dek"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that are no text; some of them the renderer of Markdown keeps for itself."""


def parse_transcript(text: str, language: str, file: str) -> tuple[Transcript, list[Problem]]:
    """The transcript that `text` holds, and every problem found on the way.

    A heading `## Label {#id}` opens a block: a turn where the id is `t` and a
    number, a highlight where it is `h` and a number, else a section. The heading
    of the first level is the headline, the paragraphs under it are the dek. A
    heading in another language says so: `{#id lang=en}`; where in the recording
    the block begins, too: `{#id time=00:01:02}`. A paragraph is what stands
    between blank lines, its text kept as it is, but for two things. A first line
    `{time=00:01:02}` is the paragraph's own time code. A backslash at the start of
    a line, before `#`, `{` or a backslash, is taken away: what follows is text.
    """
    problems: list[Problem] = []
    blocks: list[Block] = []
    seen: dict[str, int] = {}
    for line, words in _chunks(text):
        place = Place(file, line)
        for control in _CONTROL.finditer(words):
            where = Place(file, line + words.count("\n", 0, control.start()), _column(words, control.start()))
            problems.append(problem(where, "transcript-character", point=f"{ord(control[0]):04X}"))
        heading = _HEADING.fullmatch(words) if len(words) <= MAX_HEADING else None
        if heading:
            attributes = _read_attributes(heading, place, problems)
            opened = _open_block(heading, attributes.get("lang", language), _time(attributes), language, place)
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
            blocks[-1] = _with_paragraph(blocks[-1], words, language, place, problems)
    kept = tuple(b for b in blocks if b.kind != "dek" or b.paragraphs)
    return Transcript(language, kept), problems


def write_transcript(transcript: Transcript) -> str:
    """The Markdown that `parse_transcript` reads as `transcript`; a dek stands under the headline, with no heading."""
    chunks: list[str] = []
    for block in transcript.blocks:
        if block.kind != "dek":
            chunks.append(_heading_line(block, transcript.language))
        paragraphs = block.paragraphs if block.kind != "headline" else ()
        for number, paragraph in enumerate(paragraphs):
            inherited = block.time if number == 0 else None
            own = f"{{time={paragraph.time}}}\n" if paragraph.time and paragraph.time != inherited else ""
            chunks.append(own + _TO_ESCAPE.sub(r"\\", paragraph.text))
    return "\n\n".join(chunks) + "\n"


def _heading_line(block: Block, language: str) -> str:
    own = f" lang={block.language}" if block.language != language else ""
    time = f" time={block.time}" if block.time else ""
    return f"{'#' if block.kind == 'headline' else '##'} {block.label} {{#{block.id}{own}{time}}}"


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


def _read_attributes(heading: re.Match[str], place: Place, problems: list[Problem]) -> dict[str, str]:
    """What a heading says besides its id, each by its name; the rest are problems."""
    attributes: dict[str, str] = {}
    for written in heading["attributes"].split():
        name, _, value = written.partition("=")
        known = name == "time" or (name == "lang" and _LANGUAGE.fullmatch(value))
        if not known or name in attributes:
            problems.append(problem(place, "transcript-attribute", written=written, id=heading["id"]))
        elif name == "time" and TimeCode.parse(value) is None:
            problems.append(problem(place, "not-a-time", value=value))
        else:
            attributes[name] = value
    return attributes


def _time(attributes: dict[str, str]) -> TimeCode | None:
    return TimeCode.parse(attributes.get("time", ""))


def _open_block(heading: re.Match[str], own: str, time: TimeCode | None, language: str, place: Place) -> list[Block]:
    id, label = heading["id"], heading["label"]
    if len(heading["marks"]) == 1:
        paragraph = Paragraph(f"{id}.p1", label, own, place)
        headline = Block(id, "headline", label, own, (paragraph,), place, time)
        return [headline, Block(_DEK, "dek", "", language, (), place)]
    kind = "turn" if re.fullmatch(r"t\d+", id) else "highlight" if re.fullmatch(r"h\d+", id) else "section"
    return [Block(id, kind, label, own, (), place, time)]


def _with_paragraph(block: Block, words: str, language: str, place: Place, problems: list[Problem]) -> Block:
    """The block with one more paragraph; its first has the time of the heading unless it has its own."""
    time = block.time if not block.paragraphs else None
    first, _, rest = words.partition("\n")
    if own := _TIME.fullmatch(first):
        time, words = TimeCode.parse(own["time"]), rest
        if time is None:
            problems.append(problem(place, "not-a-time", value=own["time"]))
        if not words:
            problems.append(problem(place, "transcript-time"))
            return block
    text = _ESCAPED.sub("", words)
    paragraph = Paragraph(f"{block.id}.p{len(block.paragraphs) + 1}", text, language, place, time)
    return replace(block, paragraphs=(*block.paragraphs, paragraph))
