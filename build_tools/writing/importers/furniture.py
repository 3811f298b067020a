"""The lines that a transcription service puts around a transcript, told from what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.utterance import Remark, excerpt

REACH = 15
"""Lines from the top, and from the bottom, among which such lines are looked for."""

_ANYWHERE = re.compile(
    r"Transcribed by https?://otter\.ai\S*"
    r"|Transcript by Rev\.com|This transcript was exported on .*|.* \(Completed:? [\d/]+\)|Page \d+ of \d+"
    r"|(?:Meeting|Transcription) ended after [\d:]+\W*"
    r"|This editable transcript was computer generated.*"
    r"|\S.{0,80} (?:started|stopped) transcription"
)
"""Otter; Rev; Meet; Teams."""
_TITLE = re.compile(r".* [-–—] Transcript")
_LISTS = {"SUMMARY KEYWORDS": "Otter", "SPEAKERS": "Otter", "Attendees": "Meet"}
"""Headings with a list on the line below."""
_HEADINGS = ("Transcript", "Meeting Transcript")


def set_aside(lines: Sequence[Line]) -> tuple[list[Line], list[Remark]]:
    """The lines without those that no speaker says, and a remark for each of these."""
    marks = {at for at, line in enumerate(lines) if _ANYWHERE.fullmatch(line.words.strip()[:300])}
    top = range(min(REACH, len(lines)))
    marks |= {at for at in top if lines[at].words.strip() in _HEADINGS}
    for at in top:
        if lines[at].words.strip() in _LISTS:
            marks |= {at, at + 1} if at + 1 < len(lines) and not lines[at + 1].level else {at}
    if marks and lines and _TITLE.fullmatch(lines[0].words.strip()[:300]):
        marks.add(0)
    started = next((at for at in top if lines[at].words.strip().endswith(" started transcription")), 0)
    marks |= set(range(started))
    remarks = [
        Remark(lines[at].number, f"left out, as no part of the talk: {excerpt(lines[at].words)}") for at in marks
    ]
    kept: list[Line] = []
    opens = False
    for at, line in enumerate(lines):
        if at in marks:
            opens = opens or line.opens
        else:
            kept.append(replace(line, opens=line.opens or opens))
            opens = False
    return kept, remarks
