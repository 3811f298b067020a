"""A line of a raw transcript to its speaker's label, its time code and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.model.timecode import TIME, TimeCode

MAX_LABEL = 60
"""Characters; the longest honest labels are names with an office."""
MAX_WORDS = 6

MAX_HEAD = 200
"""Characters; what names a speaker later in a line does not begin it. It also bounds the search."""

_HEAD = re.compile(
    rf"\s*(?:(?:\[(?P<t1>{TIME})\]|\((?P<t2>{TIME})\)|(?P<t3>{TIME}))\s*(?:[-–—]\s+)?)?"
    r"(?P<label>[^\s:：\[\](<>][^:：\[\]<>]*?)"
    rf"\s*(?:\[(?P<t4>{TIME})\]|\((?P<t5>{TIME})\))?\s*[:：]"
)
"""`Label: words`, `[00:01] Label: words`, `Label (00:01): words`, up to the colon."""
_ALONE = re.compile(
    rf"\s*(?P<label>[^\s:：].*?)(?:\s+\[(?P<t1>{TIME})\]|\s+\((?P<t2>{TIME})\)|(?:\t| {{2,}})(?P<t3>{TIME}))\s*\Z"
)
"""`Label  0:03` or `Label (0:03)` on a line of its own, with two blanks or a tab where there are no brackets."""
_TIMED = re.compile(rf"\s*(?:\[(?P<t1>{TIME})\]|\((?P<t2>{TIME})\))")
"""`[00:01] words`: a time code without a label."""
_SENTENCE = re.compile(r"[.!?。！？；;，,“”\"「」『』]")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]|Dr|Mr|Mrs|Ms|Mx|Prof|Sen|Rep|Gov|Gen|Rev|Hon|St|Jr|Sr)\.")


@dataclass(frozen=True, slots=True)
class Head:
    """How a line begins."""

    label: str | None
    time: TimeCode | None
    words: str
    """What follows; empty where the label stands alone."""


def find_labels(lines: Iterable[str]) -> Counter[str]:
    """The labels among the lines, with how often each occurs.

    What comes before a colon is a label where it is short, has no mark of a sentence
    and every word begins with a capital, a digit or a character without case. With
    small letters ("Man in the audience") it must occur twice: "He said: …" is speech.
    """
    found = Counter(head.label for line in lines if (head := split_head(line)) and head.label)
    return Counter({label: count for label, count in found.items() if count > 1 or _is_capitalized(label)})


def split_head(line: str, labels: Iterable[str] | None = None) -> Head | None:
    """The label and the time with which a line begins; only one of `labels`, if these are given.

    None where the line begins with neither.
    """
    start = line[:MAX_HEAD]
    for found in (_HEAD.match(start), _ALONE.match(start) if start == line else None):
        if found and is_label(found["label"]) and (labels is None or found["label"].strip() in labels):
            rest = line[found.end() :]
            time, sound = _time(found)
            if sound and not rest.startswith("//") and not (found["label"][-1].isdigit() and rest[:1].isdigit()):
                return Head(found["label"].strip(), time, rest.strip())
    timed = _TIMED.match(start)
    time, sound = _time(timed) if timed else (None, False)
    return Head(None, time, line[timed.end() :].strip()) if timed and sound else None


def is_label(words: str) -> bool:
    """Whether these words may name a speaker."""
    label = words.strip()
    bare = _ABBREVIATION.sub("", label)
    short = 0 < len(label) <= MAX_LABEL and len(label.split()) <= MAX_WORDS
    return short and not _SENTENCE.search(bare) and any(c.isalnum() for c in label)


def _is_capitalized(label: str) -> bool:
    firsts = [word.lstrip("([（")[:1] for word in label.split()]
    return all(not first.islower() for first in firsts) and not label[0].isdigit()


def _time(found: re.Match[str]) -> tuple[TimeCode | None, bool]:
    """The time in a match, and whether all that looks like one is one."""
    written = [value for name, value in found.groupdict().items() if name.startswith("t") and value]
    times = [TimeCode.parse(value) for value in written]
    return (times[0] if times else None), len(times) < 2 and None not in times
