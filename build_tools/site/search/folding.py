"""A character to the one that stands for it in a search, whichever script or variant it is written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from build_tools.rules.anchoring import VARIANTS, fold

TABLES = Path(__file__).parent / "tables"
"""Made from OpenCC's tables by `opencc.py`, but for `names.txt` and `letters.txt`."""
SILENT = (
    "\u0300\u036f\u0591\u05bd\u05bf\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05c7"
    "\u0610\u061a\u0640\u0640\u064b\u065f\u0670\u0670\u06d6\u06dc\u06df\u06e4\u06e7\u06e8\u06ea\u06ed"
)
"""The first and the last of each range of signs that readers leave out: accents that stand for themselves, the vowel
signs of Hebrew and Arabic, and the stroke that stretches Arabic letters."""

_SILENT = frozenset(
    chr(code)
    for first, last in zip(SILENT[::2], SILENT[1::2], strict=True)
    for code in range(ord(first), ord(last) + 1)
)


@cache
def fold_character(character: str) -> str:
    """`character` as a search compares it; empty for one that cannot be seen or that readers leave out.

    What anchoring folds is folded here as well. Beyond that the simplified, the
    traditional and every regional form of a character are one, as are the letters of
    `letters.txt`, Latin and Greek letters lose their accents, and capitals are small.
    """
    if is_silent(character):
        return ""
    if character.isspace():
        return "\n" if character == "\n" else " "
    folded = fold(character).text
    plain = unicodedata.normalize("NFD", folded)[:1] if _is_accented(folded) else folded
    return "".join(_forms().get(c, _letters().get(c, c)) for c in plain.lower())


def is_silent(character: str) -> bool:
    """Whether readers leave a sign out when they type its word."""
    return character in _SILENT


def fold_words(words: str) -> str:
    """`words` character by character."""
    return words.translate(_FOLDED)


def seen_words(words: str) -> str:
    """`words` without the characters that cannot be seen."""
    return words.translate(_SEEN)


def same_characters(groups: Iterable[str]) -> Mapping[str, str]:
    """For each character of groups of characters that are one, the one that stands for them all.

    Groups that share a character are one group.
    """
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        whole = frozenset(group).union(*(found[c] for c in group if c in found))
        found.update(dict.fromkeys(whole, whole))
    return {c: min(group) for c, group in found.items()}


def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a table, each as its words; what begins with # is a remark."""
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


class _Folded(dict[int, str]):
    """For `str.translate`: each character with what it becomes, looked for once."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, fold_character(chr(code)))


class _Seen(dict[int, str]):
    """The same with itself, or nothing where it cannot be seen; a sign that readers leave out is seen."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        return self.setdefault(code, character if is_silent(character) or fold_character(character) else "")


_FOLDED, _SEEN = _Folded(), _Seen()


@cache
def _forms() -> Mapping[str, str]:
    return same_characters([*("".join(line) for line in read_table("characters.txt")), *VARIANTS.split()])


@cache
def _letters() -> Mapping[str, str]:
    return {other: first for first, *others in read_table("letters.txt") for other in others}


def _is_accented(text: str) -> bool:
    return len(text) == 1 and unicodedata.name(text, "").startswith(("LATIN ", "GREEK ")) and not text.isascii()
