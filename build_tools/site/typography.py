"""Words to the same as their language sets them: quotation marks, marks for what is left out, runs of other scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from build_tools.model.language import HAN_SCRIPTS, SPACELESS_SCRIPTS, base_of, script_of

_OPENING = re.compile(r"(^|[\s(\[{“‘—/])([\"'])(?=[^\s\d])")
_HAN = re.compile(r"([\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+)")
"""Chinese characters and kana, with their punctuation and full-width forms."""
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")


@lru_cache(1 << 17)
def curl_quotes(words: str, language: str) -> str:
    """`words` with curly quotation marks and apostrophes, if they are English; other languages have marks of their own.

    A mark opens after a blank, a bracket or the beginning, and closes or stands for an apostrophe elsewhere.
    """
    if base_of(language) != "en" or not ("'" in words or '"' in words):
        return words
    opened = _OPENING.sub(lambda match: match[1] + ("“" if match[2] == '"' else "‘"), words)
    return opened.replace('"', "”").replace("'", "’")


def ellipsis_of(language: str) -> str:
    """What stands for words left out: six dots in Chinese and Japanese, as wide as two characters, else three."""
    return "……" if script_of(language) in SPACELESS_SCRIPTS else "…"


def split_scripts(words: str, language: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """`words` of a language in pieces, each with the language that it names, empty for their own.

    Chinese characters and kana among words of a script without them are in the first of `languages` that is written
    in them; where none is, kana is Japanese and the rest Chinese.
    """
    if script_of(language) in HAN_SCRIPTS:
        return [(words, "")]
    known = next((tag for tag in languages if script_of(tag) in HAN_SCRIPTS), None)

    def named(piece: str) -> str:
        if not _HAN.match(piece):
            return ""
        return known or ("ja" if _KANA.search(piece) else "zh")

    return [(piece, named(piece)) for piece in _HAN.split(words) if piece]
