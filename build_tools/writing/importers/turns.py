"""Utterances to a transcript: one speaker's joined into turns, with permanent ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.flow import flow, join_pieces
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt

MAX_LABEL = 500
"""Characters; more is no label, but words in the wrong place."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What turns are called."""

    names: Mapping[str, str]
    """For labels of the source the names to stand in the transcript; a label that is not among them stays."""
    nobody: str
    """The name for words that the source gives to nobody."""


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str]
    time: TimeCode | None
    end: TimeCode | None


@dataclass(slots=True)
class _Turn:
    speaker: str
    paragraphs: list[_Paragraph] = field(default_factory=list)


def make_transcript(
    reading: Reading, *, language: str, naming: Naming, pause: float
) -> tuple[Transcript, tuple[Remark, ...]]:
    """The transcript in `language` of what was read, and every remark, sorted by line.

    Consecutive utterances of one speaker are one turn. Each is a paragraph of its own,
    but cues run on until there is a silence of `pause` seconds or more.
    """
    read = [remark for remark in reading.remarks if remark.doubts not in naming.names]
    remarks = [*read, *_unnamed(reading.utterances, naming)]
    turns: list[_Turn] = []
    for utterance in reading.utterances:
        words = _clean(utterance, remarks)
        if len(utterance.speaker or "") > MAX_LABEL:
            message = f"a speaker's label has more than {MAX_LABEL} characters: {excerpt(utterance.speaker or '')}"
            raise UnreadableError(message, utterance.line)
        speaker = naming.names.get(utterance.speaker or "", _label(utterance.speaker)) or naming.nobody
        if not words:
            remarks.append(Remark(utterance.line, f"{speaker} says nothing here; left out"))
            continue
        if not turns or turns[-1].speaker != speaker:
            turns.append(_Turn(speaker))
        paragraphs = turns[-1].paragraphs
        if paragraphs and _runs_on(paragraphs[-1].end, utterance, pause):
            paragraphs[-1].pieces.append(words)
            paragraphs[-1].end = utterance.end
        else:
            paragraphs.append(_Paragraph([words], utterance.time, utterance.end))
    blocks = tuple(_block(turn, number, language) for number, turn in enumerate(turns, 1))
    return Transcript(language, blocks), tuple(sorted(set(remarks)))


def _runs_on(end: TimeCode | None, utterance: Utterance, pause: float) -> bool:
    if end is None or utterance.end is None or utterance.time is None:
        return False
    return utterance.time.milliseconds - end.milliseconds < pause * 1000


def _block(turn: _Turn, number: int, language: str) -> Block:
    id = f"t{number:02}"
    paragraphs = tuple(
        Paragraph(f"{id}.p{n}", join_pieces(p.pieces), language, time=p.time) for n, p in enumerate(turn.paragraphs, 1)
    )
    return Block(id, "turn", turn.speaker, language, paragraphs, time=paragraphs[0].time)


def _clean(utterance: Utterance, remarks: list[Remark]) -> str:
    """The words on one line, without characters that are no text."""
    flowing = flow(utterance.words)
    for found in sorted(set(filter(_is_no_text, flowing))):
        what = f"U+{ord(found):04X}"
        remarks.append(Remark(utterance.line, f"the character {what} is no text and is left out"))
    return flow("".join(c for c in flowing if not _is_no_text(c)))


def _is_no_text(character: str) -> bool:
    """Control characters, which a transcript refuses, and halves of characters, which no file can hold."""
    return character != "\t" and unicodedata.category(character) in ("Cc", "Cs")


def _label(label: str | None) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", label or "").split())


def _unnamed(utterances: Iterable[Utterance], naming: Naming) -> Iterator[Remark]:
    """What the names leave open: words of nobody, labels without a name, names without a label."""
    nobody = [u for u in utterances if not _label(u.speaker)]
    if nobody:
        many = f"and {len(nobody) - 1} more stand" if len(nobody) > 1 else "stands"
        message = f"the source does not say who speaks: {excerpt(nobody[0].words)} {many} under {naming.nobody!r}"
        yield Remark(nobody[0].line, message)
    labels = {u.speaker: u.line for u in reversed(list(utterances)) if u.speaker}
    if naming.names:
        for label, line in labels.items():
            if label not in naming.names and label not in naming.names.values():
                yield Remark(line, f"no name is given for {label!r}, which stays as it is")
    for label in naming.names:
        if label not in labels:
            yield Remark(0, f"a name is given for {label!r}, who does not speak here")
