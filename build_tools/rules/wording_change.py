"""Two states of a text to the words that changed, and to the kinds of meaning among them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import takewhile

from build_tools.rules.differences import Difference, find_differences

CONTEXT = 16
"""Characters shown on either side of what changed."""
LONGEST = 300
"""Characters shown of what went or came in one place."""
MOST_WORDS = 2000
"""Longer runs are shown as replaced whole: comparing them word by word takes minutes."""
ALIKE = 0.4
"""Below this share of common words a text was rewritten, and a comparison word by word is confetti."""

_WORD = re.compile(r"[^\W\u2e80-\uffef]+(?:['’][^\W\u2e80-\uffef]+)*|\s+|.", re.DOTALL)
"""A word, a single Chinese character, a run of white space or a punctuation mark."""

Run = tuple[str, str]
"""The words that stood in one place, and those that stand there now; equal where they stayed."""


def mark_changes(before: str, now: str) -> str:
    """Both states in one line, `[-gone-]{+new+}` as in wdiff, with a little of what stayed; empty where all did."""
    runs = _align(before, now) if before != now else []
    last = len(runs) - 1
    return "".join(_marked(run, is_first=i == 0, is_last=i == last) for i, run in enumerate(runs))


def differing_words(before: str, now: str) -> tuple[Difference, ...]:
    """The meaningful words that changed, one difference a kind; a negation that changed places among them."""
    pairs = ((before, now), *(run for run in _align(before, now) if run[0] != run[1]))
    found: dict[str, Difference] = {}
    for difference in (difference for a, b in pairs for difference in find_differences(a, b)):
        found.setdefault(difference.kind, difference)
    return tuple(found.values())


def differing_kinds(before: str, now: str) -> tuple[str, ...]:
    """The kinds of meaningful words that changed anywhere, two numbers that changed places among them."""
    return tuple(difference.kind for difference in differing_words(before, now))


def _align(before: str, now: str) -> list[Run]:
    """Both texts in runs, in order."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = "".join(old[:start]), "".join(old[len(old) - end :])
    middle = _compare(old[start : len(old) - end], new[start : len(new) - end])
    return [run for run in ((head, head), *middle, (tail, tail)) if run != ("", "")]


def _common(old: list[str], new: list[str]) -> int:
    """How many words two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _compare(old: list[str], new: list[str]) -> list[Run]:
    whole = [("".join(old), "".join(new))]
    if max(len(old), len(new)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    runs: list[Run] = [("", "")]
    for kind, a, b, c, d in matcher.get_opcodes():
        was, is_now = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal" and not was.isspace():
            runs += [(was, was), ("", "")]
        else:  # a space between two changes is no reason to tell them apart
            runs[-1] = (runs[-1][0] + was, runs[-1][1] + is_now)
    return runs


def _marked(run: Run, *, is_first: bool, is_last: bool) -> str:
    was, is_now = run
    if was == is_now:
        head, tail = 0 if is_first else CONTEXT, 0 if is_last else CONTEXT
        return _shortened(was, head, tail)
    gone, new = (_shortened(words, LONGEST // 2, LONGEST // 2) for words in run)
    return (f"[-{gone}-]" if was else "") + (f"{{+{new}+}}" if is_now else "")


def _shortened(text: str, head: int, tail: int) -> str:
    """At most so many characters of either end of a text."""
    return text if len(text) <= head + tail + 1 else f"{text[:head]}…{text[len(text) - tail :]}"
