"""Files that are no transcript this program reads, to a word on what to export instead."""

from __future__ import annotations

import re

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF", 0, "this is a PDF; copy its text into a .txt file, or export a Word file"),
    (b"{\\rtf", 0, "this is rich text (RTF); save it as a Word file (.docx) or as plain text"),
    (b"\xd0\xcf\x11\xe0", 0, "this is an old Word file (.doc); save it as .docx"),
    (b"ID3", 0, "this is a recording; let a recognizer such as Whisper write down what is said"),
    (b"OggS", 0, "this is a recording; let a recognizer such as Whisper write down what is said"),
    (b"fLaC", 0, "this is a recording; let a recognizer such as Whisper write down what is said"),
    (b"\x1aE\xdf\xa3", 0, "this is a recording; let a recognizer such as Whisper write down what is said"),
    (b"ftyp", 4, "this is a recording; let a recognizer such as Whisper write down what is said"),
    (b"RIFF", 0, "this is a recording; let a recognizer such as Whisper write down what is said"),
    (b"\x1f\x8b", 0, "this is a packed file; unpack it first"),
)
"""How other kinds of files begin, from which byte on, and what to do."""

_ROOTS = {
    "ANNOTATION_DOCUMENT": "an ELAN file; in ELAN: File, Export As, Subtitles Text (.srt) or Tab-delimited Text",
    "tt": "a TTML file; export the captions as WebVTT or SRT",
    "timedtext": "a file of YouTube's own (srv3); download the captions as WebVTT (.vtt) or json3",
    "transcript": "a transcript in an XML of its own; download the captions as WebVTT (.vtt)",
    "Trans": "a Transcriber file; export it as TEI or as plain text",
    "basic-transcription": "an EXMARaLDA file; export it as TEI (ISO)",
    "CHAT": "a TalkBank file; export it as plain text or SRT",
    "office:document": "an OpenDocument text; save it as a Word file (.docx)",
    "rss": "a feed; download the transcript that it links to",
}
"""What other kinds of XML are, by their root."""
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")


def refuse_data(data: bytes) -> str | None:
    """What to do with data that are no text and no Word file; None where they may be text."""
    for mark, at, advice in _SIGNATURES:
        if data[at : at + len(mark)] == mark:
            return advice
    if data[:2] == b"PK" and b"word/" not in data:
        if b"opendocument" in data[:200]:
            return "this is an OpenDocument file; save it as a Word file (.docx)"
        return "this is a packed file, and no Word file; unpack it, or save the text as .docx"
    return None


def refuse_text(text: str) -> str | None:
    """What to do with a text in a format that is not read; None where it is read, or may be speech."""
    start = text[:10_000].lstrip()
    if start.startswith(('File type = "ooTextFile"', '"ooTextFile')) or 'Object class = "TextGrid"' in start[:200]:
        return "this is a Praat TextGrid; in Praat: Down to Table, then Save as tab-separated file"
    if start.startswith(("@UTF8", "@Begin")):
        return "this is a CHAT file; export it as plain text or SRT"
    if start.startswith("[Script Info]"):
        return "these are SubStation subtitles; convert them to SRT or WebVTT"
    return None


def refuse_xml(text: str) -> str:
    """What to do with XML that is none of the formats that are read."""
    bare = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", "", text[:10_000], flags=re.DOTALL)
    found = _ROOT.search(bare)
    root = found[1] if found else "?"
    known = _ROOTS.get(root) or _ROOTS.get(root.rpartition(":")[2])
    if known:
        return f"this is {known}"
    return f"this is XML that is not read here (its root is <{root}>); export WebVTT, SRT, TEI or plain text instead"
