"""A second text of the interview to a transcript with the ids of the first: by time, by turns, or by length.

Every piece of the second text stands in the result once and in order. Where nothing in the
two texts says to which paragraph it belongs, it goes where the lengths say, with a remark.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timecode import TimeCode
from build_tools.model.timing import TimedCue
from build_tools.writing.importers.flow import join_pieces
from build_tools.writing.importers.paragraphs import weigh
from build_tools.writing.importers.utterance import excerpt

MISSING = "…"
"""What stands for a paragraph that the second text does not have."""
MOST_TIMED = 0.8
"""The share of paragraphs, and of pieces, that must have times to align by them."""
CLOSE = 1000
"""Milliseconds: what begins so near to where a paragraph begins may belong to either side."""
BAND = 200
"""Turns by which the two texts may be apart."""
_SENTENCE = re.compile(r"[.!?…؟۔।][\"'”’»)]*\s+|[。！？｡][」』”’）]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the second text that stay together: a cue, or a sentence."""

    words: str
    turn: int
    paragraph: str
    start: TimeCode | None
    end: TimeCode | None = None
    cue: TimedCue | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """The second text with the ids of the first."""

    transcript: Transcript
    cues: tuple[TimedCue, ...]
    remarks: tuple[str, ...]
    """Every place where it had to be guessed."""


@dataclass(slots=True)
class _Place:
    """A paragraph of the first text, and what of the second belongs there."""

    paragraph: Paragraph
    turn: int
    pieces: list[Piece] = field(default_factory=list)


def align_transcripts(first: Transcript, second: Transcript, cues: Sequence[TimedCue], *, nobody: str) -> Aligned:
    """The second text laid on the turns of the first.

    `cues` are the times of its words, `nobody` is its speaker where it names none.
    """
    blocks = [block for block in first.blocks if block.kind == "turn"]
    places = [_Place(p, number) for number, block in enumerate(blocks) for p in block.paragraphs]
    pieces = list(_pieces(second, cues))
    remarks: list[str] = []
    timed = sum(place.paragraph.time is not None for place in places)
    told = sum(piece.start is not None for piece in pieces)
    if places and timed >= MOST_TIMED * len(places) and told >= MOST_TIMED * len(pieces):
        _by_time(places, pieces, remarks)
    elif {block.label for block in second.blocks} == {nobody} and len(blocks) > 1:
        remarks.append(f"the second text names no speakers, so it was laid on all {len(places)} paragraphs")
        _by_paragraphs(places, pieces, [p for b in second.blocks for p in b.paragraphs], "the whole text", remarks)
    else:
        _by_turns(blocks, second.blocks, places, pieces, remarks)
    labels = _map_speakers(blocks, second.blocks, places)
    remarks += _strange(blocks, second.blocks, places, labels)
    return _write(first, second.language, places, labels, remarks)


def _pieces(second: Transcript, cues: Sequence[TimedCue]) -> Iterator[Piece]:
    """The pieces of the second text: the cues of a paragraph, if they are all of it, else its sentences."""
    own: dict[str, list[TimedCue]] = {}
    for cue in cues:
        own.setdefault(cue.paragraph, []).append(cue)
    for turn, block in enumerate(second.blocks):
        for paragraph in block.paragraphs:
            timed = own.get(paragraph.id, [])
            if timed and join_pieces(cue.words for cue in timed) == paragraph.text:
                for cue in timed:
                    yield Piece(cue.words, turn, paragraph.id, cue.start, cue.end, cue)
                continue
            for number, words in enumerate(_sentences(paragraph.text)):
                yield Piece(words, turn, paragraph.id, paragraph.time if number == 0 else None)


def _sentences(text: str) -> Iterator[str]:
    at = 0
    for found in _SENTENCE.finditer(text):
        yield text[at : found.end()]
        at = found.end()
    if text[at:].strip():
        yield text[at:]


def _by_time(places: Sequence[_Place], pieces: Sequence[Piece], remarks: list[str]) -> None:
    """Put each piece where it is said; between two paragraphs of which one has no time the lengths decide."""
    timed = [(place.paragraph.time.milliseconds, at) for at, place in enumerate(places) if place.paragraph.time]
    starts = [start for start, _ in timed]
    groups: list[list[Piece]] = [[] for _ in timed]
    at = 0
    for piece in pieces:
        if piece.start is not None:
            begins = piece.start.milliseconds
            lasts = min(max(0, piece.end.milliseconds - begins) // 2, CLOSE) if piece.end else CLOSE // 4
            at = max(at, bisect_right(starts, begins + lasts) - 1, 0)
            border = _nearest(starts, begins)
            if piece.end and begins < border < piece.end.milliseconds:
                id = places[timed[at][1]].paragraph.id
                remarks.append(f"{id}: {excerpt(piece.words)} is said across the border of two paragraphs")
        groups[at].append(piece)
    ends = [at for _, at in timed[1:]] + [len(places)]
    for number, ((_, begin), end) in enumerate(zip(timed, ends, strict=True)):
        first = 0 if number == 0 else begin
        _share(places[first:end], groups[number], remarks)


def _nearest(starts: Sequence[int], moment: int) -> int:
    at = bisect_right(starts, moment)
    return min(starts[max(0, at - 1) : at + 1], key=lambda start: abs(start - moment))


def _by_turns(
    blocks: Sequence[Block],
    others: Sequence[Block],
    places: Sequence[_Place],
    pieces: Sequence[Piece],
    remarks: list[str],
) -> None:
    """Put each turn of the second text on one of the first; the paragraphs of a turn are told by their number."""
    of_first: dict[int, list[_Place]] = {}
    of_second: dict[int, list[Piece]] = {}
    for place in places:
        of_first.setdefault(place.turn, []).append(place)
    for piece in pieces:
        of_second.setdefault(piece.turn, []).append(piece)
    for ours, theirs in pair_turns(blocks, others):
        spots = [place for turn in ours for place in of_first[turn]]
        said = [piece for turn in theirs for piece in of_second.get(turn, [])]
        if len(ours) == len(theirs) == 1:
            _by_paragraphs(spots, said, others[theirs[0]].paragraphs, blocks[ours[0]].id, remarks)
        elif theirs:
            names = " and ".join(blocks[turn].id for turn in ours)
            start = excerpt(said[0].words) if said else ""
            remarks.append(
                f"{names}: {len(theirs)} turns of the second text are laid on {len(ours)} of the first, from {start} on"
            )
            _share(spots, said, remarks)


def _by_paragraphs(
    places: Sequence[_Place], pieces: Sequence[Piece], paragraphs: Sequence[Paragraph], where: str, remarks: list[str]
) -> None:
    """Put the n-th paragraph on the n-th, where there are as many; else share the sentences out by length."""
    if len(places) == len(paragraphs):
        own = {paragraph.id: place for paragraph, place in zip(paragraphs, places, strict=True)}
        for piece in pieces:
            own[piece.paragraph].pieces.append(piece)
        return
    remarks.append(f"{where}: {len(paragraphs)} paragraphs are laid on {len(places)}, by length")
    _share(places, pieces, [])


def _share(places: Sequence[_Place], pieces: Sequence[Piece], remarks: list[str]) -> None:
    """Give each place its share of the pieces, by length, in order, and at least one while there are enough."""
    if len(places) > 1 and pieces:
        ids = f"{places[0].paragraph.id} to {places[-1].paragraph.id}"
        remarks.append(f"{ids}: {len(pieces)} pieces are shared out by length, from {excerpt(pieces[0].words)} on")
    room = [weigh(place.paragraph.text) + 1 for place in places]
    said = [weigh(piece.words) + 1 for piece in pieces]
    scale = sum(room) / max(1, sum(said))
    at, filled, full = 0, 0.0, 0
    for number, place in enumerate(places):
        full += room[number]
        later = len(places) - number - 1
        while at < len(pieces):
            last = later == 0
            half = filled + said[at] * scale / 2 <= full
            if not (last or (half and len(pieces) - at > later) or (not place.pieces and len(pieces) - at > later)):
                break
            place.pieces.append(pieces[at])
            filled += said[at] * scale
            at += 1


def pair_turns(ours: Sequence[Block], theirs: Sequence[Block]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Which turns belong together, in order, each of both texts in one pair: told by length, then by speaker too.

    A turn that only one text has is joined to the pair before it, or behind it at the beginning.
    """
    if len(ours) == len(theirs) and _are_parallel(ours, theirs):
        return [((n,), (n,)) for n in range(len(ours))]
    rough = _path(ours, theirs, {})
    votes = Counter((ours[a[0]].label, theirs[b[0]].label) for a, b in rough if len(a) == len(b) == 1)
    speakers: dict[str, str] = {}
    for (mine, other), _ in votes.most_common():
        if mine not in speakers and other not in speakers.values():
            speakers[mine] = other
    return _join(_path(ours, theirs, speakers))


def _are_parallel(ours: Sequence[Block], theirs: Sequence[Block]) -> bool:
    """Whether the n-th turns are always of the same two speakers."""
    pairs = {(a.label, b.label) for a, b in zip(ours, theirs, strict=True)}
    return len({a for a, _ in pairs}) == len(pairs) == len({b for _, b in pairs})


_STEPS = ((1, 1, 0.0), (1, 2, 1.5), (2, 1, 1.5), (1, 0, 3.0), (0, 1, 3.0))
"""How many turns of each text may belong together, and what it costs (after Gale and Church, 1993)."""
_Pair = tuple[tuple[int, ...], tuple[int, ...]]


def _path(ours: Sequence[Block], theirs: Sequence[Block], speakers: Mapping[str, str]) -> list[_Pair]:
    """The cheapest way through both texts, near the diagonal."""
    mine = [sum(weigh(p.text) for p in block.paragraphs) for block in ours]
    other = [sum(weigh(p.text) for p in block.paragraphs) for block in theirs]
    scale = max(1, sum(mine)) / max(1, sum(other))
    band = BAND + 2 * len(theirs) // max(1, len(ours))
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(len(ours) + 1):
        middle = i * len(theirs) // max(1, len(ours))
        for j in range(max(0, middle - band), min(len(theirs), middle + band) + 1):
            ways = []
            for a, b, cost in _STEPS:
                before = best.get((i - a, j - b))
                if before is None or (i, j) == (0, 0) or i < a or j < b:
                    continue
                lengths = sum(mine[i - a : i]) + 10, sum(other[j - b : j]) * scale + 10
                if a and b:
                    cost += abs(math.log(lengths[0] / lengths[1]))
                    cost += 2.0 * (speakers.get(ours[i - 1].label, theirs[j - 1].label) != theirs[j - 1].label)
                ways.append((before[0] + cost, a, b))
            if ways:
                best[i, j] = min(ways)
    pairs: list[_Pair] = []
    i, j = len(ours), len(theirs)
    while (i, j) != (0, 0):
        _, a, b = best[i, j]
        pairs.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return pairs[::-1]


def _join(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs, with turns of the second text that have none of the first joined to their neighbor."""
    joined: list[_Pair] = []
    waiting: tuple[int, ...] = ()
    for ours, theirs in pairs:
        if ours:
            joined.append((ours, (*waiting, *theirs)))
            waiting = ()
        elif joined:
            before = joined[-1]
            joined[-1] = (before[0], (*before[1], *theirs))
        else:
            waiting = (*waiting, *theirs)
    return joined


def _map_speakers(blocks: Sequence[Block], others: Sequence[Block], places: Sequence[_Place]) -> dict[str, str]:
    """For each speaker of the first text the label in the second that most often stands on the same turns."""
    votes: Counter[tuple[str, str]] = Counter()
    for place in places:
        for piece in place.pieces:
            votes[blocks[place.turn].label, others[piece.turn].label] += 1
    found: dict[str, str] = {}
    for (mine, other), _ in votes.most_common():
        found.setdefault(mine, other)
    return found


def _strange(
    blocks: Sequence[Block], others: Sequence[Block], places: Sequence[_Place], labels: Mapping[str, str]
) -> Iterator[str]:
    """Where the second text gives words to another speaker than the first does."""
    for place in places:
        expected = labels.get(blocks[place.turn].label)
        wrong = [piece for piece in place.pieces if others[piece.turn].label != expected]
        if wrong:
            whose = others[wrong[0].turn].label
            words = excerpt(wrong[0].words)
            yield f"{place.paragraph.id}: {words} is said by {whose} in the second text, here by {expected}"


def _write(
    first: Transcript, language: str, places: Sequence[_Place], labels: Mapping[str, str], remarks: list[str]
) -> Aligned:
    by_id = {place.paragraph.id: place for place in places}
    blocks: list[Block] = []
    cues: list[TimedCue] = []
    unsaid = 0
    for block in first.blocks:
        paragraphs = []
        for paragraph in block.paragraphs:
            place = by_id.get(paragraph.id)
            pieces = place.pieces if place else []
            cues += [replace(piece.cue, paragraph=paragraph.id) for piece in pieces if piece.cue]
            if place and not pieces:
                remarks.append(f"{paragraph.id}: the second text has no words for it; {MISSING!r} stands there")
            unsaid += place is None and block.kind != "headline"
            time = pieces[0].start if pieces else None
            text = _join_words(pieces) or (paragraph.text if block.kind == "headline" else MISSING)
            own = paragraph.language if block.kind == "headline" else language
            paragraphs.append(Paragraph(paragraph.id, text, own, time=time))
        label = labels.get(block.label) if block.kind == "turn" else None
        time = paragraphs[0].time if paragraphs else None
        own = language if label else block.language
        blocks.append(Block(block.id, block.kind, label or block.label, own, tuple(paragraphs), time=time))
    if unsaid:
        remarks.append(
            f"{unsaid} paragraphs that nobody says, as a dek or highlights: the second text has no words for them; "
            f"{MISSING!r} stands there"
        )
    return Aligned(Transcript(language, tuple(blocks)), tuple(cues), tuple(remarks))


def _join_words(pieces: Sequence[Piece]) -> str:
    """The words of a paragraph: sentences of one paragraph as they stood there, others joined as lines are."""
    runs: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if last and last.paragraph == piece.paragraph and not (piece.cue or last.cue):
            runs[-1] += piece.words
        else:
            runs.append(piece.words)
        last = piece
    return join_pieces(runs)
