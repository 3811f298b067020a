"""The cues of one turn to paragraphs of a sensible length: cut at silences, after sentences, and by a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken, TimedCue
from build_tools.writing.importers.flow import count_dense, join_pieces
from build_tools.writing.importers.utterance import Utterance

GOOD = 450
"""Characters, some 80 words: from here on the next end of a sentence ends the paragraph."""
MOST = 900
"""Characters: more is never one paragraph of captions."""
DENSE = 3
"""What a Chinese or Japanese character weighs, since it says more than a letter."""
BREATH = 1000
"""Milliseconds that the last word of a cue may take, where its end is not told."""

_END = re.compile(r"(?:[.!?…。！？｡؟۔।]|\.{3})[\"'”’»」』)\]）]*\s*\Z")
_TITLE = re.compile(r"\b(?:[^\W\d_]|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|St|Jr|vs)\.\s*\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…؟۔।][\"'”’»)]*\s+|[。！？｡][」』”’）]*")
_WORD = re.compile(r"\s+|[\u2e80-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece of a turn between two places where a paragraph may end."""

    words: str
    start: TimeCode | None
    end: TimeCode | None
    cue: int
    """The number of its cue."""
    weight: int
    timed: bool = False
    """Whether it is a word, or more, with a time inside its cue."""
    whole: bool = False
    """Whether it is a paragraph of the source."""
    paragraph: str = ""
    """The id of its paragraph, if its source has ids."""
    quiet: TimeCode | None = None
    """When its speaker is taken to have stopped, where its end is later than that or not told."""


@dataclass(slots=True)
class Cuts:
    """Why paragraphs of captions were cut where they are."""

    sentences: int = 0
    silences: int = 0
    bounds: int = 0
    gaps: list[int] = field(default_factory=list)
    """Every silence between two cues, in milliseconds."""
    weight: int = 0


def make_units(utterance: Utterance, words: str, cue: int) -> list[Unit]:
    """The units of an utterance, whose words have been cleaned.

    Its timed words, else its sentences if it is too long for a paragraph, else itself.
    """
    whole = not utterance.is_cue
    start, end, own = utterance.time, utterance.end, utterance.paragraph
    if utterance.spoken:
        pieces = cut_words(words, utterance.spoken)
        ends = [said.end for _, said in pieces[:-1]] + [pieces[-1][1].end or end]
        quiet = [said.end or TimeCode(said.start.milliseconds + BREATH) for _, said in pieces]
        return [
            Unit(text, said.start, stop, cue, weigh(text), timed=True, whole=whole, paragraph=own, quiet=hush)
            for (text, said), stop, hush in zip(pieces, ends, quiet, strict=True)
        ]
    if whole or own or weigh(words) <= MOST:
        return [Unit(words, start, end, cue, weigh(words), whole=whole, paragraph=own)]
    broken = list(_break(words))
    last = len(broken) - 1
    return [
        Unit(text, None if n else start, end if n == last else None, cue, weigh(text)) for n, text in enumerate(broken)
    ]


def cut_words(words: str, spoken: Sequence[Spoken]) -> list[tuple[str, Spoken]]:
    """The words, all of them and in order, cut where each of the spoken pieces begins that is found in them."""
    begins: list[tuple[int, Spoken]] = []
    at = 0
    for piece in spoken:
        text = " ".join(piece.words.split())
        found = words.find(text, at, at + len(text) + 80) if text else -1
        if found >= 0:
            begins.append((found, piece))
            at = found + len(text)
    if not begins:
        return [(words, spoken[0])]
    begins[0] = (0, begins[0][1])
    ends = [place for place, _ in begins[1:]] + [len(words)]
    return [(words[place:end], piece) for (place, piece), end in zip(begins, ends, strict=True)]


def weigh(words: str) -> int:
    """How long some words are, in letters."""
    return len(words) + (DENSE - 1) * count_dense(words)


def part_paragraphs(units: Iterable[Unit], pause: float, cuts: Cuts) -> Iterator[list[Unit]]:
    """The paragraphs of a turn; a silence of `pause` seconds ends one, and each cue is one where that is 0."""
    current: list[Unit] = []
    size = 0
    for unit in units:
        cuts.weight += unit.weight
        if current:
            cut = _cut(current, unit, size, pause, cuts)
            if cut:
                yield current[:cut]
                current = current[cut:]
                size = sum(u.weight for u in current)
        current.append(unit)
        size += unit.weight
    if current:
        yield current


def _cut(current: Sequence[Unit], unit: Unit, size: int, pause: float, cuts: Cuts) -> int:
    """How many of the current units are a paragraph before this one; 0 if none are."""
    last = current[-1]
    if unit.paragraph or last.paragraph:
        return len(current) if unit.paragraph != last.paragraph else 0
    if unit.cue != last.cue and (unit.whole or last.whole):
        return len(current)
    gap = _gap(last, unit)
    if unit.cue != last.cue and gap is not None:
        cuts.gaps.append(gap)
    if gap is not None and gap >= pause * 1000 and (unit.cue != last.cue or pause > 0) and not unit.whole:
        cuts.silences += 1
        return len(current)
    if unit.whole:
        return 0
    if size >= GOOD and ends_sentence(last.words):
        cuts.sentences += 1
        return len(current)
    if size + unit.weight <= MOST:
        return 0
    return _best(current, unit, cuts)


def _gap(before: Unit, after: Unit) -> int | None:
    stop = before.quiet or before.end
    return after.start.milliseconds - stop.milliseconds if stop and after.start else None


def _best(current: Sequence[Unit], unit: Unit, cuts: Cuts) -> int:
    """Where to cut a paragraph that is too long: in its second half after a sentence, else at the longest silence."""
    following = [*current[1:], unit]
    size, places = 0, []
    total = sum(u.weight for u in current)
    for at, (before, after) in enumerate(zip(current, following, strict=True), 1):
        size += before.weight
        if size * 2 >= total:
            places.append((ends_sentence(before.words), _gap(before, after) or 0, at))
    sentence, _, at = max(places)
    cuts.sentences += sentence
    cuts.bounds += not sentence
    return at


def ends_sentence(words: str) -> bool:
    """Whether a sentence ends with these words; "Mr." ends none."""
    tail = words[-40:]
    return bool(_END.search(tail)) and not _TITLE.search(tail)


def _break(words: str) -> Iterator[str]:
    """Words too long for a paragraph, cut after sentences, and where these are too long between words."""
    for sentence in _cut_after(_SENTENCE, words):
        line = ""
        for piece in [sentence] if weigh(sentence) <= MOST else _cut_after(_WORD, sentence):
            if line and weigh(line) + weigh(piece) > MOST // 2:
                yield line
                line = ""
            line += piece
        yield line


def _cut_after(expression: re.Pattern[str], words: str) -> Iterator[str]:
    at = 0
    for found in expression.finditer(words):
        yield words[at : found.end()]
        at = found.end()
    if at < len(words):
        yield words[at:]


def time_cues(id: str, units: Sequence[Unit]) -> Iterator[TimedCue]:
    """When the words of a paragraph are spoken, cue by cue; words without a time belong to those before them."""
    cue: list[Unit] = []
    for unit in units:
        if cue and unit.start is not None and (unit.cue != cue[-1].cue or not unit.timed):
            yield _timed_cue(id, cue)
            cue = []
        if unit.start is not None or cue:
            cue.append(unit)
    if cue:
        yield _timed_cue(id, cue)


def _timed_cue(id: str, units: Sequence[Unit]) -> TimedCue:
    start = units[0].start or TimeCode(0)
    timed = tuple(Spoken(u.words, u.start, u.end) for u in units if u.start and u.timed)
    return TimedCue(id, start, units[-1].end, join_units(units), timed if len(timed) > 1 else ())


def join_units(units: Sequence[Unit]) -> str:
    """The words of a paragraph: those of one cue as they stand there, cues joined as lines are."""
    cues: list[list[str]] = []
    last: int | None = None
    for unit in units:
        if unit.cue != last:
            cues.append([])
        cues[-1].append(unit.words)
        last = unit.cue
    return join_pieces("".join(pieces) for pieces in cues)
