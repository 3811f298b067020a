"""Two states of a text to the few words that changed, with a little of what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from build_tools.rules.wording_change import split_words

CONTEXT = 16
"""Characters shown on either side of what changed."""
LONGEST = 300
"""Characters shown of what went or came in one place."""
MOST_WORDS = 2000
"""Longer runs are shown as replaced whole: comparing them word by word takes minutes."""
ALIKE = 0.4
"""Below this share of common words a text was rewritten, and a comparison word by word is confetti."""
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters that stayed, went or came."""

    kind: str
    """`same`, `gone` or `new`."""
    text: str


def find_difference(before: str, now: str) -> tuple[Part, ...]:
    """The parts of both texts in order, long ones cut short; nothing where they are equal."""
    if before == now:
        return ()
    old, new = split_words(before), split_words(now)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = "".join(old[:start]), "".join(old[len(old) - end :])
    middle = _compare(old[start : len(old) - end], new[start : len(new) - end])
    parts = (Part("same", head), *middle, Part("same", tail))
    last = len(parts) - 1
    return tuple(
        Part(part.kind, _shortened(part, is_first=i == 0, is_last=i == last))
        for i, part in enumerate(parts)
        if part.text
    )


def _common(old: list[str], new: list[str]) -> int:
    """How many words two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _compare(old: list[str], new: list[str]) -> tuple[Part, ...]:
    whole = (Part("gone", "".join(old)), Part("new", "".join(new)))
    if max(len(old), len(new)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    parts: list[Part] = []
    gone = new_words = ""
    for kind, a, b, c, d in matcher.get_opcodes():
        was, is_now = "".join(old[a:b]), "".join(new[c:d])
        if kind != "equal" or was.isspace():  # a space between two changes is no reason to tell them apart
            gone, new_words = gone + was, new_words + is_now
        else:
            parts += [Part("gone", gone), Part("new", new_words), Part("same", was)]
            gone = new_words = ""
    return (*parts, Part("gone", gone), Part("new", new_words))


def _shortened(part: Part, *, is_first: bool, is_last: bool) -> str:
    text = part.text
    if part.kind != "same":
        return text if len(text) <= LONGEST else text[: LONGEST // 2] + _CUT + text[-LONGEST // 2 :]
    before, after = "" if is_first else text[:CONTEXT], "" if is_last else text[-CONTEXT:]
    return text if len(text) <= len(before) + len(after) + 1 else before + _CUT + after
