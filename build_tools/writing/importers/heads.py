"""A line of a raw transcript to what may be its speaker's label, its time code and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from build_tools.model.timecode import TIME, TimeCode

MAX_LABEL = 60
"""Characters; the longest honest labels are names with an office."""
MAX_WORDS = 6
MAX_HEAD = 200
"""Characters; what names a speaker later in a line does not begin it. It also bounds the search."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, with what its source says of its look."""

    number: int
    """Counted from 1."""
    words: str
    opens: bool = True
    """Whether it is the first of its paragraph or cue."""
    bold: str = ""
    """The words in bold with which it begins."""
    level: int = 0
    """Of its heading; 0 in a paragraph."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a line begins."""

    shape: str
    """In which way it names a speaker, one of `SHAPES`; `time` where it names none."""
    label: str | None
    time: TimeCode | None
    words: str
    """What follows; empty where the label stands alone."""
    end: TimeCode | None = None
    """Where its words end, if the line says so."""
    changes: bool = False
    """Whether the line says, with `>>`, that somebody else begins to speak."""


SHAPES = (
    "colon",  # Ann: words
    "bracket",  # [Ann]: words, [Ann] 0:03
    "tag",  # [Ann] words
    "timed",  # Ann  0:03, alone on the line
    "loose",  # Ann 0:03, with nothing but one blank or a comma between
    "late",  # 0:03 Ann, alone on the line
    "letter",  # Q. words
    "dash",  # Ann – words
    "bold",  # Ann, alone on the line and in bold
    "heading",  # Ann, a heading
    "name",  # Ann, alone on the line
)

_BLANK = "\u00a0\u3000\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Blanks and marks of direction, which stand around labels and are no part of them."""
_FLAT = str.maketrans(
    "：﹕（）［］【】〔〕＞０１２３４５６７８９٠١٢٣٤٥٦٧٨٩" + _BLANK,
    "::()[][][]>01234567890123456789" + " " * len(_BLANK),
)
"""Full-width forms and the digits of Arabic to those that the expressions below know; no character moves."""

_TIMELY = tuple("[(0123456789")
_OPENED = re.compile(r"\s*(?P<changes>>{2,}\s*)?")
_RANGE = rf"(?P<time>{TIME})(?:\s*(?:-->|[-–—])\s*(?P<end>{TIME}))?"
_TIME_FIRST = re.compile(rf"(?:\[\s*{_RANGE}\s*\]|\(\s*{_RANGE.replace('time', 't2').replace('end', 'e2')}\s*\))\s*")
_BARE_TIME = re.compile(rf"{_RANGE}(?=\s|\Z|[-–—|])")
_BETWEEN = re.compile(r"\s*(?:[-–—|]\s+)?")
_LABEL = r"(?P<label>[^\s:<>\[\]()](?:[^:<>\[\]()]|\([^:<>()]*\)|\[[^:<>\[\]]*\])*?)"
_TIME_AFTER = rf"(?:\s*(?:\[(?P<t1>{TIME})\]|\((?P<t2>{TIME})\)))?"
_COLON = re.compile(
    rf"{_LABEL}{_TIME_AFTER}\s*(?P<colon>:)(?:\s*(?:\[(?P<t3>{TIME})\]|\((?P<t4>{TIME})\)|(?P<t5>{TIME})(?=\s{{2}}|\t)))?"
)
_BRACKET = re.compile(
    rf"(?:\[(?P<label>[^\[\]<>]+)\]|\((?P<l2>[^()<>:]+)\))"
    rf"(?:\s*:|\s*\((?P<t1>{TIME})\)\s*:?|\s*\[(?P<t2>{TIME})\]\s*:?|\s+(?P<t3>{TIME})\s*(?::(?=\s|\Z)|\Z))"
)
_TAG = re.compile(r"\[(?P<label>[^\[\]<>:]+)\]\s*(?=\S)")
_TIMED = re.compile(
    rf"{_LABEL}(?:\s+\[(?P<t1>{TIME})\]|\s+\((?P<t2>{TIME})\)|(?:\t|\s{{2,}}|\s+\|\s*)(?P<t3>{TIME}))\s*\Z"
)
_LOOSE = re.compile(rf"{_LABEL}(?:,\s+|\s+[-–—]\s+|\s)(?P<t1>{TIME})\s*\Z")
_LETTER = re.compile(r"(?P<label>[QA])\.\s+(?=\S)")
_DASH = re.compile(r"(?P<label>[^\s:<>\[\]()–—-][^:<>\[\]–—]*?)\s+[–—]\s+(?=\S)")
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
"""An attribute list at the end of a heading, which is no part of its words."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the label, if there is one."""

    at: int
    """Where it ends."""
    time: TimeCode | None
    end: TimeCode | None
    changes: bool
    marked: bool
    """Whether the time stands in brackets, before a tab or a bar, or alone on its line, so that it is no speech."""


def find_heads(line: Line) -> tuple[Head, ...]:
    """What a line may begin with, the likeliest first: each way in which its start may name a speaker.

    What it names need be no speaker: that is for the whole text to tell (`labels`).
    """
    if line.level:
        return _heading(line.words)
    start = line.words[:MAX_HEAD]
    flat = start.translate(_FLAT)
    opening = _open(line.words, flat)
    if opening is None:
        return ()
    heads = []
    for head in _labels_at(line, start, flat, opening):
        if opening.time is None or head.time is None:
            time = opening.time or head.time
            heads.append(Head(head.shape, head.label, time, head.words, opening.end, opening.changes))
    return tuple(heads)


def strip_time(line: Line, *, bare: bool = False) -> Head | None:
    """The time, or the `>>`, with which a line begins that names no speaker; a time without brackets only if `bare`."""
    opening = _open(line.words, line.words[:MAX_HEAD].translate(_FLAT))
    if opening is None or not (opening.changes or (opening.time and (opening.marked or bare))):
        return None
    return Head("time", None, opening.time, line.words[opening.at :].strip(), opening.end, opening.changes)


def _open(words: str, flat: str) -> _Opening | None:
    """What stands before a label; None where it looks like a time and is none, so that the line is speech."""
    opened = _OPENED.match(flat)
    at = opened.end() if opened else 0
    changes = bool(opened and opened["changes"])
    first = _TIME_FIRST.match(flat, at) or _BARE_TIME.match(flat, at) if flat[at : at + 1] in _TIMELY else None
    if not first:
        return _Opening(at, None, None, changes, marked=False)
    time, end, sound = _range(first)
    if not sound:
        return None
    between = _BETWEEN.match(flat, first.end())
    after = between.end() if between else first.end()
    marked = flat[at] in "[(" or not words[after:].strip() or flat[first.end() : first.end() + 1] in ("\t", "|")
    return _Opening(after, time, end, changes, marked)


def _labels_at(line: Line, start: str, flat: str, opening: _Opening) -> Iterator[Head]:
    """Every way to read the label after the opening; `flat` is the start of the line, flattened."""
    at = opening.at
    whole = len(start) == len(line.words)
    last = flat.rstrip()[-1:]
    for shape, expression, possible in (
        ("letter", _LETTER, flat[at : at + 2] in ("Q.", "A.")),
        ("bracket", _BRACKET, flat[at : at + 1] in ("[", "(")),
        ("colon", _COLON, ":" in flat),
        ("timed", _TIMED, whole and not opening.time and (last.isdigit() or last in "])")),
        ("loose", _LOOSE, whole and not opening.time and last.isdigit()),
        ("tag", _TAG, flat[at : at + 1] == "["),
        ("dash", _DASH, "–" in flat or "—" in flat),
    ):
        found = expression.match(flat, at) if possible else None
        head = _read(shape, found, line.words) if found else None
        if head:
            yield head
            if shape in ("bracket", "colon", "timed"):
                return
    rest = line.words[at:].strip(_BLANK + " \t")
    if len(rest) <= MAX_LABEL and rank(rest):
        if line.bold.strip() and rest.startswith(line.bold.strip()):
            yield Head("bold", rest, None, "")
        elif rank(rest) == NAME:
            yield Head("late" if opening.time else "name", rest, None, "")


def _read(shape: str, found: re.Match[str], words: str) -> Head | None:
    group = "label" if found["label"] else "l2"
    label = words[found.start(group) : found.end(group)].strip(_BLANK + " \t")
    rest = words[found.end() :]
    if not rank(label) or TimeCode.parse(label.translate(_FLAT)) or rest.startswith("//"):
        return None
    if shape == "colon" and label[-1].isdigit() and words[found.end("colon") :][:1].isdigit():
        return None
    written = [value for name, value in found.groupdict().items() if name.startswith("t") and value]
    times = [TimeCode.parse(value) for value in written]
    if len(times) > 1 or None in times:
        return None
    return Head(shape, label, times[0] if times else None, rest.strip())


def _range(found: re.Match[str]) -> tuple[TimeCode | None, TimeCode | None, bool]:
    """The time and the end in a match, and whether all that looks like one is one."""
    groups = found.groupdict()
    first, last = (groups.get("time") or groups.get("t2"), groups.get("end") or groups.get("e2"))
    time, end = TimeCode.parse(first or ""), TimeCode.parse(last or "")
    return time, end, time is not None and (end is not None or not last)


def _heading(written: str) -> tuple[Head, ...]:
    words = _ATTRIBUTES.sub("", written).strip()
    for line in (Line(0, words), Line(0, f"{words}:")):
        for head in find_heads(line):
            if head.label and not head.words:
                return (replace(head, shape="heading"),)
    return ()


NO_LABEL, DOUBTFUL, NAME = 0, 1, 2
"""How much some words look like a speaker's label."""

_SENTENCE = re.compile(r"[.!?。！？；;，“”\"「」『』…]")
_ABBREVIATION = re.compile(
    r"\b(?:[^\W\d_]|Adm|Capt|Col|Dr|Fr|Gen|Gov|Herr|Hon|Hr|Ing|Jr|Lic|Lt|Maj|Mag|Mlle|Mme|Mr|Mrs|Ms|Mx|Pres|Prof|"
    r"Rep|Rev|Sen|Sgt|Sig|Sr|Sra|Srta|St)\.",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_SAYING = re.compile(
    r"(?:\b(?:said|says|say|asked|asks|replied|added|wrote|told|tells|was|is|are|that|this|these|following|"
    r"dijo|dice|dit|sagt|sagte)|[说說道问問答话話是曰]|如下)\Z",
    re.IGNORECASE,
)
"""How words end that lead to speech or to a list, and name nobody."""
_NO_NAMES = frozenset(
    [
        "also",
        "and",
        "again",
        "answer",
        "are",
        "attachment",
        "but",
        "caution",
        "conclusion",
        "correction",
        "date",
        "duration",
        "edit",
        "example",
        "exactly",
        "finally",
        "first",
        "fourth",
        "hence",
        "however",
        "http",
        "https",
        "important",
        "language",
        "kind",
        "location",
        "maybe",
        "meanwhile",
        "monday",
        "namely",
        "nb",
        "next",
        "no",
        "note",
        "notes",
        "now",
        "ok",
        "okay",
        "or",
        "participants",
        "attendees",
        "perhaps",
        "place",
        "ps",
        "remember",
        "second",
        "secondly",
        "short",
        "so",
        "source",
        "sources",
        "speakers",
        "subject",
        "summary",
        "sunday",
        "then",
        "therefore",
        "third",
        "thirdly",
        "thus",
        "time",
        "tip",
        "title",
        "topic",
        "translation",
        "update",
        "warning",
        "well",
        "yes",
        "首先",
        "其次",
        "最后",
        "最後",
        "第一",
        "第二",
        "第三",
        "例如",
        "比如",
        "譬如",
        "注意",
        "總之",
        "总之",
        "因此",
        "所以",
        "但是",
        "結論",
        "结论",
        "備註",
        "备注",
        "日期",
        "時間",
        "时间",
        "地點",
        "地点",
        "主題",
        "主题",
        "標題",
        "标题",
        "答案",
        "問題",
        "问题",
        "即",
        "如",
        "即是",
    ]
)
"""Words that stand before a colon more often than any speaker of that name."""


@lru_cache(4096)
def rank(words: str) -> int:
    """How much these words look like a label: short, no sentence, and every word with a capital, a digit or no case.

    What has small letters, a comma, or digits alone, what leads to speech ("He said"), and
    long words of scripts without case are doubtful: they name a speaker only where the
    whole text says so.
    """
    label = words.strip()
    if not 0 < len(label) <= MAX_LABEL or not any(c.isalnum() for c in label):
        return NO_LABEL
    bare = _ABBREVIATION.sub("", _ASIDE.sub(" ", label) if label[0] not in "([（" else label).strip()
    if not bare:
        return DOUBTFUL
    if len(bare.split()) > MAX_WORDS or _SENTENCE.search(bare):
        return NO_LABEL
    firsts = [word.lstrip("([（'’#@*_-")[:1] for word in bare.replace(",", " ").split()]
    capital = all(not first.islower() for first in firsts)
    if "," in bare:
        return DOUBTFUL if capital and bare.count(",") == 1 and bare[-1] != "," else NO_LABEL
    doubtful = not capital or bare.casefold() in _NO_NAMES or _SAYING.search(bare) or not any(map(str.isalpha, bare))
    caseless = sum(c.isalpha() and c.lower() == c.upper() for c in bare)
    return DOUBTFUL if doubtful or (" " not in bare and caseless > LONGEST_CASELESS) else NAME


def leads_on(label: str) -> bool:
    """Whether these words lead to speech, or are such as seldom name anybody."""
    return label.casefold() in _NO_NAMES or bool(_SAYING.search(label))


LONGEST_CASELESS = 8
"""Characters without case in a row, above which they are rather a sentence: 你可能聽說過這樣一句話."""
