"""Whisper's JSON to utterances: that of openai-whisper and its relatives, and that of whisper.cpp."""

from __future__ import annotations

import json
import re

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance

_SEGMENTS = re.compile(r'"(?:segments|transcription)"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_MOST = 1000 * 3_600_000
"""Milliseconds that a time code can tell: three digits of hours."""


def read_whisper(text: str) -> Reading:
    """The utterances of a Whisper file, a segment each; `speaker` names the speaker where diarization has added it."""
    data = parse_json(text)
    if isinstance(data, list):
        data = {"segments": data}
    if not isinstance(data, dict):
        raise UnreadableError("this JSON is no object with segments")
    segments = data.get("segments", data.get("transcription"))
    if not isinstance(segments, list):
        raise UnreadableError("this JSON has neither 'segments' (Whisper) nor 'transcription' (whisper.cpp)")
    lines = _lines_of(text, segments)
    utterances = tuple(
        _utterance(segment, n, line) for n, (segment, line) in enumerate(zip(segments, lines, strict=True), 1)
    )
    whole = data.get("text")
    remarks: tuple[Remark, ...] = ()
    if isinstance(whole, str) and "".join(whole.split()) != "".join(w for u in utterances for w in u.words.split()):
        remarks = (Remark(0, "'text' says something else than the segments, which are followed"),)
    return Reading(utterances, remarks)


def parse_json(text: str) -> object:
    """The value of a JSON text; raises `UnreadableError` with the line where it is none."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"this is not JSON: {error.msg}", error.lineno) from None
    except (RecursionError, ValueError):
        raise UnreadableError("this JSON is nested too deep, or has a number that is too long") from None
    return value


def _utterance(segment: object, number: int, line: int) -> Utterance:
    if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
        raise UnreadableError(f"segment {number} has no text", line)
    speaker = segment.get("speaker")
    if speaker is not None and not isinstance(speaker, str):
        raise UnreadableError(f"the speaker of segment {number} is no text", line)
    offsets = segment.get("offsets")
    if isinstance(offsets, dict):
        start, end = _time(offsets.get("from"), 1, line), _time(offsets.get("to"), 1, line)
    else:
        start, end = _time(segment.get("start"), 1000, line), _time(segment.get("end"), 1000, line)
    return Utterance(speaker or None, segment["text"], line, start, end)


def _time(value: object, unit: int, line: int) -> TimeCode | None:
    """A moment given in `unit` milliseconds."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value * unit < _MOST:
        raise UnreadableError(f"{value!r} is no time", line)
    return TimeCode(round(value * unit))


def _lines_of(text: str, segments: list[object]) -> list[int]:
    """The line in which each segment begins; 0 where it cannot be told."""
    decoder = json.JSONDecoder()
    start = _SEGMENTS.search(text)
    at = start.end() if start else text.find("[") + 1
    lines, line, counted = [], 1, 0
    for _ in segments:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        line, counted = line + text.count("\n", counted, at), at
        lines.append(line)
        try:
            _, at = decoder.raw_decode(text, at)
        except ValueError:
            return [0] * len(segments)
    return lines
