"""The bytes of a raw transcript to a transcript of the project: every step of an import in order."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.model import Transcript
from build_tools.model.timing import TimedCue
from build_tools.reading.transcript import MAX_PARAGRAPH, MAX_PARAGRAPHS, parse_transcript
from build_tools.writing.importers import FORMATS, WORD, Format, is_other_xml, read_docx, recognize
from build_tools.writing.importers.decoding import decode
from build_tools.writing.importers.foreign import refuse_data, refuse_text, refuse_xml
from build_tools.writing.importers.turns import Made, Naming, make_transcript
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, excerpt

AUTO = "auto"
CHOICES = (AUTO, *(format.name for format in FORMATS))
"""What may be asked for as a format."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A raw transcript, imported."""

    transcript: Transcript
    cues: tuple[TimedCue, ...]
    """When its words are spoken, as far as the source says so."""
    format: Format
    told_by: str
    """How the format was told."""
    remarks: tuple[Remark, ...]
    """What could not be placed, and what was decided by a rule that may be wrong; sorted by line."""


@dataclass(frozen=True, slots=True)
class Source:
    """A raw transcript, read."""

    reading: Reading
    format: Format
    told_by: str


def import_transcript(
    data: bytes, name: str, *, format: str, language: str, naming: Naming, pause: float, encoding: str | None = None
) -> Imported:
    """The transcript in the file `name` that holds `data`.

    `format` is one of `CHOICES`; a silence of `pause` seconds begins a new paragraph
    of a subtitle. Raises `UnreadableError` where the file is not what it is taken for.
    """
    source = read_source(data, name, format=format, naming=naming, encoding=encoding)
    made = make_transcript(source.reading, language=language, naming=naming, pause=pause)
    return _finish(made, source)


def read_source(data: bytes, name: str, *, format: str, naming: Naming, encoding: str | None = None) -> Source:
    """The utterances in the file `name` that holds `data`, and as what it was read."""
    advice = refuse_data(data)
    if advice:
        raise UnreadableError(advice)
    if data[:2] == b"PK":
        if format not in (AUTO, WORD.name):
            raise UnreadableError("this is a Word file; read it as --format docx")
        return Source(read_docx(data, frozenset(naming.names)), WORD, "its words" if format == AUTO else "--format")
    text, told = decode(data, encoding)
    if is_transcript(text):
        raise UnreadableError("this is a transcript of the project already")
    chosen, told_by = choose_format(text, name, format)
    reading = chosen.read(text, frozenset(naming.names))
    return Source(Reading(reading.utterances, (*told, *reading.remarks)), chosen, told_by)


def choose_format(text: str, name: str, format: str) -> tuple[Format, str]:
    """The format asked for, else that of the words or of the name; raises `UnreadableError` for a foreign one."""
    if format != AUTO:
        return next(f for f in FORMATS if f.name == format), "--format"
    advice = refuse_text(text) or (refuse_xml(text) if is_other_xml(text) else None)
    if advice:
        raise UnreadableError(advice)
    return recognize(text, name)


def _finish(made: Made, source: Source) -> Imported:
    if not made.transcript.blocks:
        raise UnreadableError(f"there are no words in it, read as {source.format.title}")
    paragraphs = made.transcript.paragraphs
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise UnreadableError(f"there are more than the {MAX_PARAGRAPHS} paragraphs allowed; split the file")
    if longest := next((p for p in paragraphs.values() if len(p.text) > MAX_PARAGRAPH), None):
        message = f"a paragraph has more than the {MAX_PARAGRAPH} characters allowed; part it with blank lines"
        raise UnreadableError(f"{message} ({excerpt(longest.text)})")
    return Imported(made.transcript, made.cues, source.format, source.told_by, made.remarks)


def own_transcript(data: bytes) -> str | None:
    """The text in `data` if it is a transcript of the project already."""
    try:
        text, _ = decode(data, "utf-8-sig")
    except UnreadableError:
        return None
    return text if is_transcript(text) else None


def is_transcript(text: str) -> bool:
    """Whether this is a transcript of the project already: its headings have ids, and nothing is wrong with it."""
    if "{#" not in text:
        return False
    transcript, problems = parse_transcript(text, "en", "")
    return bool(transcript.blocks) and not problems
