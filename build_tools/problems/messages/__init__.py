"""What is said of a problem: one module a language, with the same keys and the same places to fill."""

from __future__ import annotations

from build_tools.model.language import nearest
from build_tools.problems.messages import en, zh_hant
from build_tools.problems.messages.words import Words

LANGUAGES: dict[str, Words] = {"en": en.WORDS, "zh-Hant": zh_hant.WORDS}
"""The languages in which problems are told; the first is the default."""


def words_of(language: str) -> Words:
    """The words in a language, in one near it, or in the default one where there are none."""
    return LANGUAGES[tongue_of(language)]


def tongue_of(language: str) -> str:
    """The language in which problems are told to readers of `language`."""
    return nearest(language, LANGUAGES) or next(iter(LANGUAGES))
