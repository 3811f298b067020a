"""A word that is not known to the known one that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from build_tools.model.vocabulary import SYNONYMS
from build_tools.problems.problem import Later, Phrase, phrase

LISTED = 20
"""Known words that a cure lists at most."""

_MARKS = "“”‘’「」『』\"'《》〈〉"


def without_marks(words: str) -> str:
    """The words without quotation marks around them."""
    return words.strip().strip(_MARKS).strip()


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that differs in nothing but capitals, blanks, underscores and quotation marks around it."""
    plain = _plain(word)
    found = [other for other in known if _plain(other) == plain]
    return found[0] if len(found) == 1 else None


def nearest(word: str, known: Iterable[str], *, alike: float = 0.6) -> str | None:
    """The known word most like another, from a share of common letters on; a synonym counts as alike."""
    choices = sorted(set(known))
    same = meant(word, choices)
    if same:
        return same
    by_meaning = [other for other in SYNONYMS.get(_plain(word), ()) if other in choices]
    if by_meaning:
        return by_meaning[0]
    plain = {_plain(choice): choice for choice in choices}
    near = get_close_matches(_plain(word), plain, n=1, cutoff=alike)
    return plain[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str], *, ordered: bool = False) -> Phrase:
    """A cure for a word that is not among the known ones: the nearest, or all where they are few.

    The known words are listed by the alphabet, or as they come where their order means something.
    """
    choices = tuple(dict.fromkeys(known)) if ordered else tuple(sorted(set(known)))
    near = nearest(word, choices)
    if near:
        return phrase("did-you-mean", word=near)
    if not choices:
        return phrase("none-yet")
    key = "use-one-of" if len(choices) <= LISTED else "use-one-of-more"
    return phrase(key, choices=choices[:LISTED])


def suggest_later(word: str, known: Iterable[str], *, ordered: bool = False) -> Later:
    """The cure of `did_you_mean`, looked for only where it is shown."""
    return Later(word, lambda: did_you_mean(word, known, ordered=ordered))


def better_paragraph(id: str, known: Iterable[str]) -> str | None:
    """The paragraph id that `t1.p2`, `T01-p2`, `t01p2` or `16.2` stands for, if there is one."""
    match = re.fullmatch(r"([th]?)0*(\d+)(?:\W*p?\W*0*(\d+))?", without_marks(id).lower(), re.ASCII)
    if match is None:
        return None
    kind, number, paragraph = match[1] or "t", int(match[2]), match[3]
    block = f"{kind}{number:02d}" if kind == "t" else f"{kind}{number}"
    better = f"{block}.p{paragraph}" if paragraph else block
    return better if better in set(known) else None


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", without_marks(word)).strip("-").casefold()
