"""Two states of a text to the words that changed, and to whether that is a mended typo."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from build_tools.rules.anchoring import differences, fold

MAX_TYPO = 4
"""Letters in which a mended note may differ, a Chinese character counting as three.

It lets through a word written twice (`the the`), two letters swapped or one Chinese character, and stops most exchanges
of a word, which in Chinese has two characters as a rule.
"""
MAX_TYPO_SHARE = 10
"""And no more than one letter in so many, so that a note of three words is not rewritten as a typo."""

_WORD = re.compile(r"[^\W\u2e80-\uffef]+(?:['’][^\W\u2e80-\uffef]+)*|\s+|.", re.DOTALL)
"""A word, a single Chinese character, a run of white space or a punctuation mark."""


def is_typo(before: str, now: str) -> bool:
    """Whether a text differs from what it was by no more than a mended typo.

    The edit distance is small, and no changed word is a number, a date, a unit or a negation.
    """
    old, new = fold(before).text, fold(now).text
    limit = min(MAX_TYPO, sum(map(_weight, old)) // MAX_TYPO_SHARE)
    return edit_distance(old, new, limit) <= limit and not differing_kinds(before, now)


def changed_words(before: str, now: str) -> list[tuple[str, str]]:
    """Each run of words that was replaced, with what stands there now; either may be empty."""
    old, new = split_words(before), split_words(now)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in steps if kind != "equal"]


def split_words(text: str) -> list[str]:
    """Words, single Chinese characters, runs of white space and punctuation marks, which joined are the text."""
    return _WORD.findall(text)


def edit_distance(before: str, now: str, limit: int) -> int:
    """Levenshtein's distance, a wide character counting as three; whatever is above `limit` is `limit + 1`.

    Only the diagonals within the limit are looked at (Ukkonen 1985), so that a long note costs little.
    """
    far = limit + 1
    row = {0: 0}
    for j, char in enumerate(now[:limit], 1):
        row[j] = row[j - 1] + _weight(char)
    for i, char in enumerate(before, 1):
        following: dict[int, int] = {}
        for j in range(max(0, i - limit), min(len(now), i + limit) + 1):
            ways = [far, row.get(j, far) + _weight(char)]
            if j:
                other = now[j - 1]
                swap = 0 if char == other else max(_weight(char), _weight(other))
                ways += [following.get(j - 1, far) + _weight(other), row.get(j - 1, far) + swap]
            following[j] = min(ways)
        row = following
    return min(row.get(len(now), far), far)


def _weight(char: str) -> int:
    return 3 if unicodedata.east_asian_width(char) in "WF" else 1


def differing_kinds(before: str, now: str) -> tuple[str, ...]:
    """The kinds of meaningful words that changed anywhere, two numbers that changed places among them."""
    pairs = ((before, now), *changed_words(before, now))
    found = (kind for a, b in pairs for kind in differences(a, b))
    return tuple(dict.fromkeys(found))
