"""WebVTT to utterances (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from html import unescape

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.cues import ARROW, Cue, CueLine, fold_rolling, read_cues
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt
from build_tools.writing.importers.voices import by_labels, spoken_of

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>v|c|i|b|u|ruby|rt|lang)(?:\.[^\s<>]*)?(?:\s+(?P<annotation>[^<>]*))?>"
    r"|<(?P<time>(?:\d+:)?\d+:\d+\.\d+)>"
)
"""A cue span's tag, or a time stamp inside a cue; anything else in angle brackets is speech."""
_OWN_ID = re.compile(r"(?P<turn>t\d{2,})\.p\d+")
"""The name of a cue in a file that this program has written."""


def read_vtt(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a WebVTT file: a voice span each, `<v Ann>`.

    Where no cue has a voice, `Speaker: words` names a speaker. Time stamps inside a cue
    are kept; other spans are left out and their words kept; character references are
    read as in HTML.
    """
    header = _header(text)
    cues, left = read_cues(text, first=len(header))
    left += [Remark(at, f"left out: {excerpt(line)}") for at, line in enumerate(header, 1) if line.strip() != "WEBVTT"]
    if any("<v" in line.words and any(voice for voice, _ in _voices(cue)) for cue in cues for line in cue.lines):
        spoken = tuple(_utterances(cues))
        return Reading(spoken, tuple(sorted(left)))
    plain = [
        replace(cue, lines=tuple(line for _, lines in _voices(cue) for line in lines) or cue.lines) for cue in cues
    ]
    folded, told = fold_rolling(plain)
    utterances, remarks = by_labels(folded, known)
    return Reading(tuple(utterances), tuple(sorted([*left, *told, *remarks])))


def _header(text: str) -> list[str]:
    """The line that names the format and what follows it, up to an empty line."""
    if not text.startswith("WEBVTT"):
        raise UnreadableError("this is no WebVTT file: it does not begin with WEBVTT")
    header: list[str] = []
    for line in text.split("\n", 20)[:20]:
        if not line.strip() or ARROW in line:
            break
        header.append(line)
    return header


def _utterances(cues: list[Cue]) -> Iterator[Utterance]:
    """An utterance for each voice of each cue; in a file of this program's own a new turn where the name says so."""
    turn = ""
    for cue in cues:
        own = _OWN_ID.fullmatch(cue.name)
        for voice, lines in _voices(cue):
            words = "\n".join(line.words for line in lines)
            if voice or words.strip():
                spoken = spoken_of([(line, 0) for line in lines], cue.start)
                begins = spoken[0].start if spoken else cue.start
                opens = own is not None and own["turn"] != turn
                turn = own["turn"] if own else turn
                number = lines[0].number if lines else cue.line
                name = own[0] if own else ""
                yield Utterance(voice, words, number, begins, cue.end, spoken, opens, paragraph=name)


def _voices(cue: Cue) -> list[tuple[str | None, list[CueLine]]]:
    """Each voice of a cue with its lines; a voice speaks until it is closed or another one begins."""
    found: list[tuple[str | None, list[CueLine]]] = []
    voice: str | None = None
    lines: list[CueLine] = []
    for line in cue.lines:
        words, marks, at = "", [], 0
        for tag in _TAG.finditer(line.words):
            words += unescape(line.words[at : tag.start()])
            at = tag.end()
            moment = TimeCode.parse(tag["time"] or "")
            if moment:
                marks.append((len(words), moment))
            elif tag["time"]:
                words += tag[0]
            if tag["name"] == "v":
                lines.append(CueLine(line.number, words, tuple(marks)))
                found.append((voice, lines))
                voice = unescape((tag["annotation"] or "").strip()) or None if not tag["end"] else None
                lines, words, marks = [], "", []
        lines.append(CueLine(line.number, words + unescape(line.words[at:]), tuple(marks)))
    found.append((voice, lines))
    return [(v, kept) for v, said in found if (kept := [n for n in said if n.words.strip()]) or (v and said is lines)]
