"""Transcript Markdown to blocks and paragraphs, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from build_tools.model.characters import find_unfit, mixed_word, unmixed
from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.place import Place
from build_tools.model.reserved import is_reserved
from build_tools.model.timecode import TimeCode
from build_tools.problems.problem import Problem, phrase, problem

MAX_HEADING = 2000
"""Characters; more is no heading."""
MAX_PARAGRAPHS = 50_000
"""Of a transcript; a day of talk has a tenth of them."""
MAX_PARAGRAPH = 200_000
"""Characters; an hour of talk without a break has a third of them."""
MAX_PROBLEMS = 1000
"""With so many in one transcript it is none, and nothing more of it is read."""
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<label>.*)")
_LANGUAGE = re.compile(r"[A-Za-z-]+")
_TIME = re.compile(r"\{time=(?P<time>[^\s{}]*)\}\s*")
"""A line right above a paragraph's words: where in the recording it begins."""
_ESCAPED = re.compile(r"^\\(?=[#{\\])", re.MULTILINE)
"""A backslash that keeps the line behind it from being read as a mark of this format."""
_TO_ESCAPE = re.compile(r"^(?=[#\\]|\{time=)", re.MULTILINE)
_ID = re.compile(r"(?:t\d{2,}|h\d+|[a-z][a-z-]*)")
_DEK = "dek"


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
    reader = _Reader(language, file)
    for count, (line, words) in enumerate(_chunks(text), 1):
        if count > MAX_PARAGRAPHS:
            reader.report(line, "transcript-size", limit=MAX_PARAGRAPHS)
        if count > MAX_PARAGRAPHS or len(reader.problems) >= MAX_PROBLEMS:
            break
        reader.read(line, words)
    kept = tuple(b.close() for b in reader.blocks if b.block.kind != "dek" or b.paragraphs)
    return Transcript(language, kept), reader.problems


@dataclass(slots=True)
class _Reader:
    """Reads one chunk of a transcript after another."""

    language: str
    file: str
    problems: list[Problem] = field(default_factory=list)
    blocks: list[_Open] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    """The line of each block's heading."""

    def report(self, at: int, code: str, **values: object) -> None:
        """Add a problem in a line."""
        self.problems.append(problem(Place(self.file, at), code, **values))

    def read(self, line: int, words: str) -> None:
        """Read a heading or a paragraph."""
        if len(words) > MAX_PARAGRAPH:
            self.report(line, "paragraph-size", size=len(words), limit=MAX_PARAGRAPH)
            return
        self.problems += islice(_unfit(words, Place(self.file, line)), MAX_PROBLEMS)
        heading = _read_heading(words)
        if heading:
            self._open(line, heading)
        elif words.startswith("#"):
            self.report(line, "transcript-heading")
        elif not self.blocks:
            self.report(line, "transcript-stray")
        else:
            self.blocks[-1].add(words, self.language, Place(self.file, line), self.problems)

    def _open(self, line: int, heading: _Heading) -> None:
        place = Place(self.file, line)
        if word := mixed_word(heading.label):
            self.report(line, "mixed-letters", word=word, better=unmixed(word))
        attributes = _read_attributes(heading, place, self.problems)
        own = attributes.get("lang", self.language)
        for block in _open_block(heading, own, _time(attributes), self.language, place):
            self._judge_id(line, block.id)
            self.seen.setdefault(block.id, line)
            self.blocks.append(_Open(block, list(block.paragraphs)))

    def _judge_id(self, line: int, id: str) -> None:
        if not _ID.fullmatch(id):
            self.report(line, "transcript-id", id=id)
        elif is_reserved("paragraph", id):
            self.report(line, "id-reserved", id=id)
        elif id in self.seen:
            self.report(line, "transcript-id-twice", id=id, line=self.seen[id])


@dataclass(frozen=True, slots=True)
class _Heading:
    """The parts of a heading's line."""

    level: int
    label: str
    id: str
    attributes: tuple[str, ...]


def _read_heading(words: str) -> _Heading | None:
    """The parts of `## Label {#id key=value}`; None where it is no heading with an id."""
    line = words.rstrip()
    found = _HEADING.fullmatch(line) if len(words) <= MAX_HEADING and line.endswith("}") else None
    at = found["label"].rfind("{#") if found else -1
    if found and "}" in found["label"][at:-1]:
        at = -1
    if found is None or at < 0:
        return None
    written = found["label"][at + 2 : -1]
    id = re.match(r"\S*", written)
    attributes = written[id.end() if id else 0 :].split()
    return _Heading(len(found["marks"]), found["label"][:at].strip(), id[0] if id else "", tuple(attributes))


def _unfit(words: str, place: Place) -> Iterator[Problem]:
    """A problem for each character of a paragraph that is no text."""
    line, at = place.line, 0
    for found in find_unfit(words):
        line, at = line + words.count("\n", at, found), found
        where = Place(place.file, line, _column(words, found))
        yield problem(where, "transcript-character", point=f"{ord(words[found]):04X}")


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


def _read_attributes(heading: _Heading, place: Place, problems: list[Problem]) -> dict[str, str]:
    """What a heading says besides its id, each by its name; the rest are problems."""
    attributes: dict[str, str] = {}
    for written in heading.attributes:
        name, _, value = written.partition("=")
        known = name == "time" or (name == "lang" and _LANGUAGE.fullmatch(value))
        if not known or name in attributes:
            problems.append(problem(place, "transcript-attribute", written=written, id=heading.id))
        elif name == "time" and TimeCode.parse(value) is None:
            problems.append(problem(place, "not-a-time", value=value))
        else:
            attributes[name] = value
    return attributes


def _time(attributes: dict[str, str]) -> TimeCode | None:
    return TimeCode.parse(attributes.get("time", ""))


def _open_block(heading: _Heading, own: str, time: TimeCode | None, language: str, place: Place) -> list[Block]:
    id, label = heading.id, heading.label
    if heading.level == 1:
        paragraph = Paragraph(f"{id}.p1", label, own, place)
        headline = Block(id, "headline", label, own, (paragraph,), place, time)
        return [headline, Block(_DEK, "dek", "", language, (), place)]
    kind = "turn" if re.fullmatch(r"t\d+", id) else "highlight" if re.fullmatch(r"h\d+", id) else "section"
    return [Block(id, kind, label, own, (), place, time)]


@dataclass(slots=True)
class _Open:
    """A block to which paragraphs are still added."""

    block: Block
    paragraphs: list[Paragraph]

    def add(self, words: str, language: str, place: Place, problems: list[Problem]) -> None:
        """Add a paragraph; a block's first has the time of the heading unless it has its own."""
        time = self.block.time if not self.paragraphs else None
        first, _, rest = words.partition("\n")
        if own := _TIME.fullmatch(first):
            time, words = TimeCode.parse(own["time"]), rest
            if time is None:
                problems.append(problem(place, "not-a-time", value=own["time"]))
            if not words:
                problems.append(problem(place, "transcript-time"))
                return
        id = f"{self.block.id}.p{len(self.paragraphs) + 1}"
        self.paragraphs.append(Paragraph(id, _ESCAPED.sub("", words), language, place, time))

    def close(self) -> Block:
        """The block with all of its paragraphs."""
        return replace(self.block, paragraphs=tuple(self.paragraphs))
