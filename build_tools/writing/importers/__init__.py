"""Raw transcripts to utterances, one module a format."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from build_tools.writing.importers.akoma_ntoso import read_akoma_ntoso
from build_tools.writing.importers.docx_file import read_docx
from build_tools.writing.importers.html_page import read_html
from build_tools.writing.importers.markdown import has_markdown_speakers, read_markdown
from build_tools.writing.importers.plain import read_plain
from build_tools.writing.importers.recognizers import read_assemblyai, read_deepgram, read_rev, read_youtube
from build_tools.writing.importers.srt import read_srt
from build_tools.writing.importers.table import looks_like_table, read_table
from build_tools.writing.importers.tei import read_tei
from build_tools.writing.importers.utterance import Reading, UnreadableError
from build_tools.writing.importers.vtt import read_vtt
from build_tools.writing.importers.whisper import read_whisper


class Read(Protocol):
    """A reader of a format; `known` are labels that somebody has said to name speakers."""

    def __call__(self, text: str, known: Collection[str] = ..., /) -> Reading:
        """The utterances of a text."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which transcripts come."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    """How the names of such files end; asked where the words do not tell."""
    fits: Callable[[str], bool]
    """Whether the words alone tell that this is it."""
    read: Read


_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|p|div|span|h[1-6]|ul|ol|dl|table|article)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<!--)|\s*<(?P<root>[A-Za-z_][\w:.-]*)[\s>]")


def _starts(pattern: str) -> Callable[[str], bool]:
    start = re.compile(pattern)
    return lambda text: start.match(text) is not None


def _has_root(*names: str) -> Callable[[str], bool]:
    root = re.compile(rf"(?:[\w.-]+:)?(?:{'|'.join(names)})[\s>/]")
    return lambda text: (
        (at := re.search(r"<(?=[^?!\s])", text[:10_000])) is not None and bool(root.match(text, at.end()))
    )


def _is_json(*keys: str) -> Callable[[str], bool]:
    """JSON that has one of these keys; any, where none is given."""
    found = re.compile("|".join(rf'"{key}"\s*:' for key in keys))
    return lambda text: _JSON.match(text) is not None and found.search(text) is not None


def _is_assemblyai(text: str) -> bool:
    return _is_json("utterances", "words")(text) and not _is_json("segments", "transcription")(text)


def read_word_file(text: str, known: Collection[str] = (), /) -> Reading:
    """What is text is no Word file."""
    raise UnreadableError("this is text and no Word file")


FORMATS: tuple[Format, ...] = (
    Format("webvtt", "WebVTT", (".vtt",), _starts("WEBVTT"), read_vtt),
    Format("srt", "SRT", (".srt",), _starts(r"\s*(?:\d+[ \t]*\n)?\d+:\d+:\d+[,.]\d+[ \t]*-->"), read_srt),
    Format("sbv", "SBV", (".sbv",), _starts(r"\s*\d+:\d\d:\d\d\.\d+,\d+:\d\d:\d\d\.\d+"), read_srt),
    Format("youtube", "YouTube's captions (json3)", (".json3",), _is_json("tStartMs"), read_youtube),
    Format("rev", "Rev AI JSON", (), _is_json("monologues"), read_rev),
    Format("deepgram", "Deepgram JSON", (), _is_json("channels"), read_deepgram),
    Format("assemblyai", "AssemblyAI JSON", (), _is_assemblyai, read_assemblyai),
    Format("whisper", "Whisper JSON", (".json",), _is_json(), read_whisper),
    Format("akoma-ntoso", "Akoma Ntoso", (".akn",), _has_root("akomaNtoso"), read_akoma_ntoso),
    Format("tei", "TEI", (".tei",), _has_root("TEI", r"TEI\.2", "teiCorpus"), read_tei),
    Format("html", "HTML", (".html", ".htm"), _starts(f"(?is:{_HTML.pattern})"), read_html),
    Format("docx", "a Word file", (".docx",), lambda _: False, read_word_file),
    Format("csv", "a table (CSV)", (".csv", ".tsv", ".tab"), looks_like_table, read_table),
    Format("markdown", "Markdown", (".md", ".markdown"), has_markdown_speakers, read_markdown),
    Format("plain", "plain text", (), lambda _: True, read_plain),
)
"""Every format, in the order in which a file is tried; the last takes anything."""
WORD = next(f for f in FORMATS if f.name == "docx")
"""The only format that is no text: `docx_file.read_docx` reads its bytes."""
__all__ = ["FORMATS", "WORD", "Format", "is_other_xml", "read_docx", "recognize"]


def recognize(text: str, name: str) -> tuple[Format, str]:
    """The format of a file of that name, and by what it was told: its words, else its name."""
    by_name = next((f for f in FORMATS if name.lower().endswith(f.suffixes) and f.suffixes and f is not WORD), None)
    by_words = next(f for f in FORMATS if f.fits(text))
    if by_words.name != "plain" or by_name is None:
        return by_words, "its words"
    return by_name, "its name"


def is_other_xml(text: str) -> bool:
    """Whether this is XML, and of none of the formats that are read."""
    found = _XML.match(text)
    root = found["root"] if found else None
    if not found or (root and not text.rstrip().endswith((f"</{root}>", "/>"))):
        return False
    return not any(f.fits(text) for f in FORMATS if f.name in ("akoma-ntoso", "tei", "html"))
