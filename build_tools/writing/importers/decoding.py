"""The bytes of a raw transcript to its text, with a remark where the encoding had to be told."""

from __future__ import annotations

import codecs

from build_tools.writing.importers.utterance import Remark, UnreadableError, excerpt

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MOST_WESTERN = 0.15
"""The share of bytes above 127 in a text of a Western language; more are another script in another encoding."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, list[Remark]]:
    """The text in `data`, its lines ending in line feeds; UTF-8, UTF-16, else Windows-1252 where it can be that.

    `encoding` is what the editor says it is. Raises `UnreadableError` where it is none of these.
    """
    if encoding:
        return _decode(data, encoding, encoding), []
    for mark, name in _MARKS:
        if data.startswith(mark):
            told = [Remark(0, "read as UTF-16, as its first bytes say")] if name == "utf-16" else []
            return _decode(data, name, name), told
    wide = _wide(data)
    if wide:
        return _decode(data, wide, wide), [Remark(0, f"read as {wide.upper()}, as every second byte is zero")]
    try:
        return _clean(data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if not _may_be_western(data):
            raise UnreadableError("this is not UTF-8 text; name what it is, as in --encoding big5", line) from None
    text = _decode(data, "cp1252", "Windows-1252")
    first = text.split("\n")[line - 1]
    return text, [Remark(line, f"this is not UTF-8 and was read as Windows-1252: {excerpt(first)}")]


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return _clean(data.decode(encoding))
    except (UnicodeDecodeError, LookupError) as error:
        reason = "is no encoding" if isinstance(error, LookupError) else "is not what the text is in"
        raise UnreadableError(f"{name} {reason}") from None


def _clean(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of the beginning is zero, or nearly so."""
    start = data[:2000]
    if len(data) % 2 or len(start) < 4:
        return None
    even, odd = start[::2].count(0) / len(start[::2]), start[1::2].count(0) / len(start[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _may_be_western(data: bytes) -> bool:
    """Whether the bytes can be Windows-1252: few of them above 127, none that it leaves open, and no zeros."""
    high = sum(byte > 127 for byte in data)
    return high <= MOST_WESTERN * len(data) and not any(byte in data for byte in b"\x00\x81\x8d\x8f\x90\x9d")
