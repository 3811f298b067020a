"""A transcript to files of other programs, one module a kind; each is read again by `importers`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from build_tools.writing.exporters.said import Said
from build_tools.writing.exporters.subtitles import to_srt, to_vtt
from build_tools.writing.exporters.tei_document import to_tei
from build_tools.writing.exporters.text import to_docx, to_txt


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file that a transcript can be written as."""

    name: str
    """Which is also how its files end."""
    reader: str
    """The format of `importers` that reads it again."""
    write: Callable[[Said], bytes]


EXPORTS = (
    Export("vtt", "webvtt", lambda said: to_vtt(said).encode("utf-8")),
    Export("srt", "srt", lambda said: to_srt(said).encode("utf-8")),
    Export("txt", "plain", lambda said: to_txt(said).encode("utf-8")),
    Export("tei", "tei", lambda said: to_tei(said).encode("utf-8")),
    Export("docx", "docx", to_docx),
)
"""Every kind."""
