"""The lines of a whole text to the labels that name its speakers: told by repetition and place, not line by line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.writing.importers.heads import DOUBTFUL, NAME, Head, Line, find_heads, leads_on, rank, strip_time
from build_tools.writing.importers.utterance import Remark, excerpt

SURE = ("bracket", "colon", "timed")
"""The shapes of which one text may have several; the others name speakers only where the text keeps to them."""
MOST_ALONE = 300
"""So many labels that stand only once are no speakers: the text is a list of terms, or the like."""
MOST_DOUBTS = 20
"""Labels; more doubts are counted in one remark."""
_ALONE = ("name", "bold")
"""The shapes of a label that stands on a line of its own in running text, and so may be speech."""
MOST = 0.6
"""The share of paragraphs that begin in a way which is then the text's way to name speakers."""
_SOUNDS = frozenset(
    [
        "applause",
        "blank_audio",
        "cheering",
        "coughs",
        "crosstalk",
        "foreign",
        "inaudible",
        "indistinct",
        "laughing",
        "laughs",
        "laughter",
        "music",
        "noise",
        "pause",
        "sic",
        "sighs",
        "silence",
        "unintelligible",
        "掌声",
        "掌聲",
        "笑声",
        "笑聲",
        "音乐",
        "音樂",
        "沉默",
        "停頓",
        "停顿",
    ]
)
"""What stands in brackets and is nobody."""


@dataclass(slots=True)
class _Tally:
    """How often a label stands where."""

    lines: list[Line] = field(default_factory=list)
    opening: int = 0
    """How often it opens a paragraph."""
    led: int = 0
    """How often words follow right below."""
    bold: int = 0
    bare: int = 0
    """How often its line has no words behind it."""
    shapes: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Script:
    """How a text names its speakers."""

    accepted: frozenset[tuple[str, str]]
    """Each shape with the labels that it names speakers by."""
    bare_times: bool
    """Whether its lines begin with times that have no brackets."""
    remarks: tuple[Remark, ...]
    """The labels that are doubtful, taken or not."""
    heads: tuple[tuple[Head, ...], ...]
    """What each of its lines may begin with."""

    def head(self, at: int, line: Line) -> Head | None:
        """How the line, which is the one at `at`, begins; None where it begins with words.

        A name alone on its line with no words below it is what somebody says, and no speaker who says nothing.
        """
        for head in self.heads[at]:
            if (head.shape, head.label) in self.accepted and (head.shape not in _ALONE or self._leads(at)):
                return head
        return None if line.level else strip_time(line, bare=self.bare_times)

    def _leads(self, at: int) -> bool:
        """Whether the line behind the one at `at` is there and names no other speaker."""
        behind = self.heads[at + 1 : at + 2]
        return bool(behind) and not any((head.shape, head.label) in self.accepted for head in behind[0])

    @property
    def labels(self) -> frozenset[str]:
        """Every label that names a speaker."""
        return frozenset(label for _, label in self.accepted)


def read_script(lines: Sequence[Line], known: Collection[str] = (), *, names: bool = True) -> Script:
    """How the lines of a text name its speakers; `known` are labels that somebody has said to name some.

    A label that comes again is a speaker; one that stands once is, and doubted, where it
    looks like a name and stands where the others do. Names alone on their lines, in bold,
    in headings, before a dash or without a colon behind brackets are speakers only where
    they are the text's way to name them; alone on its line, without more, never if not `names`.
    """
    heads = tuple(find_heads(line) for line in lines)
    sure: dict[str, _Tally] = defaultdict(_Tally)
    weak: dict[str, dict[str, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    for at, (line, found) in enumerate(zip(lines, heads, strict=True)):
        for head in found:
            label = head.label or ""
            tally = sure[label] if head.shape in SURE else weak[head.shape][label]
            tally.lines.append(line)
            tally.opening += line.opens
            tally.bold += bool(line.bold) and label in line.bold
            tally.bare += not head.words
            tally.shapes.add(head.shape)
            tally.led += at + 1 < len(lines) and not lines[at + 1].opens and not heads[at + 1]
    paragraphs = max(1, sum(line.opens and not line.level for line in lines))
    blanks = 1 < paragraphs < len(lines)
    remarks: list[Remark] = []
    doubts: dict[str, _Tally] = {}
    taken = _take_sure(sure, frozenset(known), lines, paragraphs, blanks, remarks, doubts)
    accepted = {(shape, label) for label in taken for shape in SURE}
    if not names:
        weak.pop("name", None)
    for shape, tallies in weak.items():
        judged = _take_weak(shape, tallies, taken, sure, paragraphs, frozenset(known))
        accepted |= {(shape, label) for label in judged}
        again = any(tallies[label].count > 1 for label in judged)
        for label, tally in tallies.items():
            if label in judged and tally.count == 1 and label not in sure and again:
                remarks.append(_alone(label, tally.lines[0].number))
            elif label not in judged and _is_doubt(shape, label, tally):
                doubts.setdefault(label, tally)
    timed = sum(1 for line in lines if (h := strip_time(line, bare=True)) and h.time and not line.level)
    named = {
        line.number
        for line, found in zip(lines, heads, strict=True)
        if any((head.shape, head.label) in accepted for head in found)
    }
    for label, tally in list(doubts.items()):
        tally.lines = [line for line in tally.lines if line.number not in named]
        if not tally.lines:
            del doubts[label]
    remarks += _tell_doubts(doubts)
    return Script(frozenset(accepted), timed >= MOST * len(lines) and timed > 2, tuple(remarks), heads)


def _take_sure(
    tallies: dict[str, _Tally],
    known: frozenset[str],
    lines: Sequence[Line],
    paragraphs: int,
    blanks: bool,
    remarks: list[Remark],
    doubts: dict[str, _Tally],
) -> dict[str, _Tally]:
    """The labels before colons and the like that name speakers."""
    taken: dict[str, _Tally] = {}
    alone: dict[str, _Tally] = {}
    for label, tally in tallies.items():
        looks = _looks(label, tally)
        placed = tally.opening == tally.count or not blanks
        if label in known or (looks == NAME and tally.count > 1):
            taken[label] = tally
        elif looks == DOUBTFUL and placed and tally.count > (2 if leads_on(label) else 1):
            taken[label] = tally
            remarks.append(
                Remark(
                    tally.lines[0].number, f"{label!r} is taken for a speaker, as it stands {tally.count} times", label
                )
            )
        elif looks == NAME or (label.casefold() not in _SOUNDS and tally.shapes & {"timed", "bracket"}):
            alone[label] = tally
        elif looks == NAME or tally.opening or not blanks:
            doubts[label] = tally
    said = sum(tally.count for tally in taken.values())
    opening = sum(tally.opening for tally in taken.values())
    habit = blanks and said > 0 and opening >= 0.9 * said
    first = lines[0] if lines else None
    share = len(alone) >= 2 and (
        len(alone) * 2 >= len(lines) or sum(tally.opening for tally in alone.values()) * 2 >= paragraphs
    )
    for label, tally in alone.items():
        strong = bool(tally.shapes & {"timed", "bracket"} or tally.bold or tally.bare)
        placed = bool(tally.opening) or not habit
        if len(alone) <= MOST_ALONE and (strong or (placed if taken else share or tally.lines[0] == first)):
            taken[label] = tally
            remarks.append(_alone(label, tally.lines[0].number))
        else:
            doubts[label] = tally
    return taken


def _looks(label: str, tally: _Tally) -> int:
    if tally.bold or (tally.shapes & {"bracket"} and any(map(str.isdigit, label))):
        return NAME
    return rank(label)


def _take_weak(
    shape: str,
    tallies: dict[str, _Tally],
    taken: dict[str, _Tally],
    sure: dict[str, _Tally],
    paragraphs: int,
    known: frozenset[str],
) -> set[str]:
    """The labels of a shape that name speakers in this text."""
    good = {
        label: t
        for label, t in tallies.items()
        if (rank(label) == NAME or t.bold or shape == "heading") and label.casefold() not in _SOUNDS
    }
    again = {label for label, t in good.items() if t.count > 1}
    total = sum(t.count for t in good.values())
    said = sum(t.count for t in taken.values())
    kept = {label for label in tallies if label in known or (label in taken and shape != "name")}
    if shape == "letter":
        return set(tallies) | kept if len(tallies) == 2 else kept
    if shape == "loose":
        return again | kept
    if shape == "late":
        led = {label for label, t in good.items() if t.led == t.count}
        return led | kept if led & again or len(led) > 1 else kept
    if shape == "tag":
        speakers = {label for label in good if label.casefold().startswith("speaker")}
        return speakers | kept | (set(good) if again and total >= MOST * paragraphs else set())
    if shape == "heading":
        levels = Counter(line.level for t in good.values() for line in t.lines)
        level = max(levels, key=lambda level: (levels[level], level), default=0)
        chosen = {label for label, t in good.items() if any(line.level == level for line in t.lines)}
        return chosen | kept if levels[level] > said else kept
    if said * 4 > paragraphs:
        return kept
    if shape == "dash":
        return set(good) | kept if len(again) > 1 and total >= MOST * paragraphs else kept
    if shape == "bold":
        return set(good) | kept if again or len(good) > 1 or total * 3 >= paragraphs else kept
    opening = {label for label, t in good.items() if t.opening == t.count and t.count > 1}
    enough = len(opening) > 1 and sum(good[label].count for label in opening) * 3 >= paragraphs
    return opening | kept if enough else kept


def _is_doubt(shape: str, label: str, tally: _Tally) -> bool:
    """Whether a label that names no speaker looks so much like one that it must be told."""
    if shape in ("heading", "late", "letter") or label.casefold() in _SOUNDS:
        return False
    return rank(label) == NAME and (
        shape in ("tag", "loose", "bold") or (tally.count > 1 and tally.opening == tally.count)
    )


def _alone(label: str, line: int) -> Remark:
    """The doubt about a label that stands only once: it may be speech."""
    return Remark(line, f"{label!r} is taken for a speaker, though it stands only here", label)


def _tell_doubts(doubts: dict[str, _Tally]) -> Iterator[Remark]:
    """What looks like a label and was not taken for one, each with its lines."""
    if not doubts:
        return
    for label, tally in list(doubts.items())[:MOST_DOUBTS]:
        line, *others = (line.number for line in tally.lines)
        more = f", and in {len(others)} more lines, first {others[0]}" if others else ""
        yield Remark(line, f"{excerpt(label)} looks like a label and is taken for speech{more}", label)
    lines = sum(tally.count for tally in doubts.values())
    what = "line looks" if lines == 1 else "lines look"
    first = min(tally.lines[0].number for tally in doubts.values())
    yield Remark(
        0, f"{lines} {what} like `LABEL:`, the first is line {first}; name with --speakers those that are speakers"
    )
