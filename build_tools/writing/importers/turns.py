"""Utterances to a transcript: one speaker's joined into turns, with permanent ids, and the times of the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.model.characters import find_unfit
from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timing import TimedCue
from build_tools.writing.importers.flow import flow
from build_tools.writing.importers.paragraphs import (
    GOOD,
    Cuts,
    Unit,
    join_units,
    make_units,
    part_paragraphs,
    time_cues,
)
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt

MAX_LABEL = 500
"""Characters; more is no label, but words in the wrong place."""
_HALF = re.compile(r"[\ud800-\udfff]")
MAX_SPEAKERS = 1000
"""More speak in no recording; then the speakers are something else."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What turns are called."""

    names: Mapping[str, str]
    """For labels of the source the names to stand in the transcript; a label that is not among them stays."""
    nobody: str
    """The name for words that the source gives to nobody."""
    in_turn: tuple[str, ...] = ()
    """Instead, names for those who speak in turn where the source only says that somebody else begins to speak."""


@dataclass(slots=True)
class _Turn:
    speaker: str
    line: int
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Made:
    """A transcript, and when its words are spoken."""

    transcript: Transcript
    cues: tuple[TimedCue, ...]
    remarks: tuple[Remark, ...]
    """Every remark, sorted by line."""


def make_transcript(reading: Reading, *, language: str, naming: Naming, pause: float) -> Made:
    """The transcript in `language` of what was read.

    Consecutive utterances of one speaker are one turn, unless the source says that a new
    one begins. Each is a paragraph of its own, but cues run on until there is a silence of
    `pause` seconds or more, or until the paragraph is long enough.
    """
    named = frozenset(naming.names)
    remarks = [remark for remark in reading.remarks if remark.doubts not in named]
    remarks += _unnamed(reading.utterances, naming)
    turns = _turns(reading.utterances, naming, remarks)
    cuts = Cuts()
    blocks: list[Block] = []
    cues: list[TimedCue] = []
    for number, turn in enumerate(turns, 1):
        id = f"t{number:02}"
        paragraphs: list[Paragraph] = []
        for units in part_paragraphs(turn.units, pause, cuts):
            words = join_units(units)
            if words:
                own = f"{id}.p{len(paragraphs) + 1}"
                paragraphs.append(Paragraph(own, words, language, time=units[0].start))
                cues += time_cues(own, units)
        blocks.append(Block(id, "turn", turn.speaker, language, tuple(paragraphs), time=paragraphs[0].time))
    remarks += _offer_pause(cuts, pause)
    return Made(Transcript(language, tuple(blocks)), tuple(cues), tuple(sorted(set(remarks))))


def _turns(utterances: Iterable[Utterance], naming: Naming, remarks: list[Remark]) -> list[_Turn]:
    turns: list[_Turn] = []
    speakers: set[str] = set()
    opens = False
    unnamed = 0
    """How many turns the source gives to nobody."""
    for number, utterance in enumerate(utterances):
        words = _clean(utterance, remarks)
        if len(utterance.speaker or "") > MAX_LABEL:
            message = f"a speaker's label has more than {MAX_LABEL} characters: {excerpt(utterance.speaker or '')}"
            raise UnreadableError(message, utterance.line)
        speaker = naming.names.get(utterance.speaker or "", _label(utterance.speaker)) or naming.nobody
        if not utterance.speaker and naming.in_turn:
            unnamed += opens or utterance.opens or not turns or (bool(words) and not unnamed)
            speaker = naming.in_turn[(max(1, unnamed) - 1) % len(naming.in_turn)]
        speakers.add(speaker)
        if len(speakers) > MAX_SPEAKERS:
            raise UnreadableError(f"there are more than the {MAX_SPEAKERS} speakers allowed", utterance.line)
        opens = opens or utterance.opens
        if not words:
            remarks.append(Remark(utterance.line, f"{speaker} says nothing here; left out"))
            continue
        if opens or not turns or turns[-1].speaker != speaker:
            turns.append(_Turn(speaker, utterance.line))
        opens = False
        turns[-1].units += make_units(utterance, words, number)
    return turns


def _offer_pause(cuts: Cuts, pause: float) -> Iterator[Remark]:
    """What to do where captions have no sentences and few silences, so that a bound alone cut their paragraphs."""
    if cuts.bounds < 2 or cuts.sentences > cuts.bounds:
        return
    wanted = max(1, cuts.weight // GOOD)
    gaps = sorted((gap for gap in cuts.gaps if 200 <= gap < pause * 1000), reverse=True)
    message = f"{cuts.bounds} paragraphs end where they are long and not where a sentence does"
    if gaps:
        shorter = gaps[min(wanted, len(gaps)) - 1] // 100 / 10
        many = sum(gap >= shorter * 1000 for gap in gaps)
        message += f"; --pause {shorter:g} would cut at {many} more silences"
    yield Remark(0, message)


def _clean(utterance: Utterance, remarks: list[Remark]) -> str:
    """The words on one line, without characters that are no text."""
    flowing = flow(utterance.words)
    unfit = {flowing[at] for at in find_unfit(flowing)} | set(_HALF.findall(flowing))
    for found in sorted(unfit):
        what = f"U+{ord(found):04X}"
        remarks.append(Remark(utterance.line, f"the character {what} is no text and is left out"))
    return flow(_without_unfit(flowing)) if unfit else flowing


def _without_unfit(words: str) -> str:
    """The words without what a transcript refuses, and without halves of characters, which no file can hold."""
    whole = _HALF.sub("", words)
    unfit = frozenset(find_unfit(whole))
    return "".join(char for at, char in enumerate(whole) if at not in unfit) if unfit else whole


def _label(label: str | None) -> str:
    return " ".join(_without_unfit(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", label or "")).split())


def _unnamed(utterances: Iterable[Utterance], naming: Naming) -> Iterator[Remark]:
    """What the names leave open: words of nobody, labels without a name, names without a label."""
    nobody = [u for u in utterances if not _label(u.speaker)]
    if nobody and naming.in_turn:
        turns = max(1, sum(utterance.opens for utterance in nobody))
        names = ", ".join(naming.in_turn)
        yield Remark(nobody[0].line, f"the source does not say who speaks: {turns} turns are given in turn to {names}")
    elif nobody:
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
