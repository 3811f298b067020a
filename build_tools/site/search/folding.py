"""A character to the one that stands for it in a search, whichever script or variant it is written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from build_tools.rules.anchoring import VARIANTS, fold

TABLES = Path(__file__).parent / "tables"
"""Made from OpenCC's tables by `opencc.py`, but for `names.txt`."""


@cache
def fold_character(character: str) -> str:
    """`character` as a search compares it; empty for one that cannot be seen.

    What anchoring folds is folded here as well. Beyond that the simplified, the
    traditional and every regional form of a character are one, Latin letters lose
    their accents, and capitals are small.
    """
    if character.isspace():
        return "\n" if character == "\n" else " "
    folded = fold(character).text
    plain = unicodedata.normalize("NFD", folded)[:1] if _is_accented(folded) else folded
    return "".join(_forms().get(c, c) for c in plain).lower()


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
    """The same with itself, or nothing where it cannot be seen."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, chr(code) if fold_character(chr(code)) else "")


_FOLDED, _SEEN = _Folded(), _Seen()


@cache
def _forms() -> Mapping[str, str]:
    return same_characters([*("".join(line) for line in read_table("characters.txt")), *VARIANTS.split()])


def _is_accented(text: str) -> bool:
    return len(text) == 1 and unicodedata.name(text, "").startswith("LATIN ") and not text.isascii()
