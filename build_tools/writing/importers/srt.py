"""SubRip subtitles (SRT), and YouTube's SBV, to utterances."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from build_tools.writing.importers.cues import fold_rolling, read_cues
from build_tools.writing.importers.utterance import Reading, UnreadableError
from build_tools.writing.importers.voices import by_labels

_TAG = re.compile(r"</?(?:[bius]|font)(?:\s[^<>]*)?>|\{\\an?\d+\}", re.IGNORECASE)
"""The marks for the look of subtitles that players know; anything else in angle brackets is speech."""


def read_srt(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of an SRT or SBV file, a cue each; `Speaker: words` names a speaker."""
    cues, left = read_cues(text)
    if not cues:
        raise UnreadableError("there are no cues in it")
    plain = [replace(cue, lines=tuple(replace(n, words=_TAG.sub("", n.words)) for n in cue.lines)) for cue in cues]
    folded, told = fold_rolling(plain)
    utterances, remarks = by_labels(folded, known)
    return Reading(tuple(utterances), tuple(sorted([*left, *told, *remarks])))
