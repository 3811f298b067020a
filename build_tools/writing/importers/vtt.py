"""WebVTT with voice tags to utterances (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from build_tools.writing.importers.cues import Cue, by_labels, read_cues
from build_tools.writing.importers.utterance import Reading, Utterance

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>v|c|i|b|u|ruby|rt|lang)(?:\.[^\s<>]*)?(?:\s+(?P<annotation>[^<>]*))?>|<(?:\d+:)?\d+:\d+\.\d+>"
)
"""A cue span's tag, or a time stamp inside a cue; anything else in angle brackets is speech."""


def read_vtt(text: str) -> Reading:
    """The utterances of a WebVTT file: a voice span each, `<v Ann>`.

    Where no cue has a voice, `Speaker: words` names a speaker. Other spans are left
    out and their words kept; character references are read as in HTML.
    """
    cues, left = read_cues(text, "vtt")
    if any(voice for cue in cues for voice, _ in _voices(cue)):
        spoken = tuple(
            Utterance(voice, words, cue.line, cue.start, cue.end)
            for cue in cues
            for voice, words in _voices(cue)
            if voice or words.strip()
        )
        return Reading(spoken, tuple(left))
    plain = [replace(cue, lines=tuple(unescape(_TAG.sub("", line)) for line in cue.lines)) for cue in cues]
    utterances, remarks = by_labels(plain)
    return Reading(tuple(utterances), tuple(sorted(left + remarks)))


def _voices(cue: Cue) -> Iterator[tuple[str | None, str]]:
    """Each voice of a cue with its words; a voice speaks until it is closed or another one begins."""
    text = "\n".join(cue.lines)
    voice: str | None = None
    words = ""
    at = 0
    for tag in _TAG.finditer(text):
        words += unescape(text[at : tag.start()])
        at = tag.end()
        if tag["name"] == "v":
            if words.strip():
                yield voice, words
            voice = unescape((tag["annotation"] or "").strip()) or None if not tag["end"] else None
            words = ""
    yield voice, words + unescape(text[at:])
