"""Raw transcripts to utterances, one module a format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.writing.importers.akoma_ntoso import read_akoma_ntoso
from build_tools.writing.importers.markdown import has_markdown_speakers, read_markdown
from build_tools.writing.importers.plain import read_plain
from build_tools.writing.importers.srt import read_srt
from build_tools.writing.importers.table import looks_like_table, read_table
from build_tools.writing.importers.tei import read_tei
from build_tools.writing.importers.utterance import Reading
from build_tools.writing.importers.vtt import read_vtt
from build_tools.writing.importers.whisper import read_whisper

_TIMING = re.compile(r"\s*\d+[ \t]*\n\d+:\d+:\d+[,.]\d+[ \t]*-->")


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which transcripts come."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    """How the names of such files end; asked where the words do not tell."""
    fits: Callable[[str], bool]
    """Whether the words alone tell that this is it."""
    read: Callable[[str], Reading]


def _has_root(*names: str) -> Callable[[str], bool]:
    root = re.compile(rf"(?:[\w.-]+:)?(?:{'|'.join(names)})[\s>/]")
    return lambda text: (
        (at := re.search(r"<(?=[^?!\s])", text[:10_000])) is not None and bool(root.match(text, at.end()))
    )


FORMATS: tuple[Format, ...] = (
    Format("webvtt", "WebVTT", (".vtt",), lambda text: text.startswith("WEBVTT"), read_vtt),
    Format("srt", "SRT", (".srt",), lambda text: _TIMING.match(text) is not None, read_srt),
    Format("whisper", "Whisper JSON", (".json",), lambda text: text.lstrip()[:1] in ("{", "["), read_whisper),
    Format("akoma-ntoso", "Akoma Ntoso", (".akn",), _has_root("akomaNtoso"), read_akoma_ntoso),
    Format("tei", "TEI", (".tei",), _has_root("TEI", r"TEI\.2", "teiCorpus"), read_tei),
    Format("csv", "a table (CSV)", (".csv", ".tsv"), looks_like_table, read_table),
    Format("markdown", "Markdown", (".md", ".markdown"), has_markdown_speakers, read_markdown),
    Format("plain", "plain text", (), lambda _: True, read_plain),
)
"""Every format, in the order in which a file is tried; the last takes anything."""


def recognize(text: str, name: str) -> tuple[Format, str]:
    """The format of a file of that name, and by what it was told: its words, else its name."""
    by_name = next((f for f in FORMATS if name.lower().endswith(f.suffixes) and f.suffixes), None)
    by_words = next(f for f in FORMATS if f.fits(text))
    if by_words.suffixes or by_name is None:
        return by_words, "its words"
    return by_name, "its name"
