"""SubRip subtitles (SRT) to utterances."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.writing.importers.cues import by_labels, read_cues
from build_tools.writing.importers.utterance import Reading

_TAG = re.compile(r"</?(?:[bius]|font)(?:\s[^<>]*)?>|\{\\an?\d+\}", re.IGNORECASE)
"""The marks for the look of subtitles that players know; anything else in angle brackets is speech."""


def read_srt(text: str) -> Reading:
    """The utterances of an SRT file, a cue each; `Speaker: words` names a speaker."""
    cues, left = read_cues(text, "srt")
    plain = [replace(cue, lines=tuple(_TAG.sub("", line) for line in cue.lines)) for cue in cues]
    utterances, remarks = by_labels(plain)
    return Reading(tuple(utterances), tuple(sorted(left + remarks)))
