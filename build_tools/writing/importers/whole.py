"""The bytes of a raw transcript to a transcript of the project: every step of an import in order."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.model import Transcript
from build_tools.reading.transcript import parse_transcript
from build_tools.writing.importers import FORMATS, Format, recognize
from build_tools.writing.importers.turns import Naming, make_transcript
from build_tools.writing.importers.utterance import Remark, UnreadableError

AUTO = "auto"
CHOICES = (AUTO, *(format.name for format in FORMATS))
"""What may be asked for as a format."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A raw transcript, imported."""

    transcript: Transcript
    format: Format
    told_by: str
    """How the format was told."""
    remarks: tuple[Remark, ...]
    """What could not be placed, and what was decided by a rule that may be wrong; sorted by line."""


def import_transcript(data: bytes, name: str, *, format: str, language: str, naming: Naming, pause: float) -> Imported:
    """The transcript in the file `name` that holds `data`.

    `format` is one of `CHOICES`; a silence of `pause` seconds begins a new paragraph
    of a subtitle. Raises `UnreadableError` where the file is not what it is taken for.
    """
    text = decode(data)
    if is_transcript(text):
        raise UnreadableError("this is a transcript of the project already")
    if format == AUTO:
        chosen, told_by = recognize(text, name)
    else:
        chosen, told_by = next(f for f in FORMATS if f.name == format), "--format"
    transcript, remarks = make_transcript(chosen.read(text), language=language, naming=naming, pause=pause)
    if not transcript.blocks:
        raise UnreadableError(f"there are no words in it, read as {chosen.title}")
    return Imported(transcript, chosen, told_by, remarks)


def is_transcript(text: str) -> bool:
    """Whether this is a transcript of the project already: its headings have ids, and nothing is wrong with it."""
    transcript, problems = parse_transcript(text, "en", "")
    return bool(transcript.blocks) and not problems


def decode(data: bytes) -> str:
    """The text in `data`, its lines ending in line feeds; UTF-8, or UTF-16 where a byte order mark says so."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError("this is not UTF-8 text; save it as UTF-8", line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
