"""Words with typewriter's quotation marks to the same with those of the language."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENING = re.compile(r"(^|[\s(\[{“‘—/])([\"'])(?=[^\s\d])")


@lru_cache(1 << 17)
def curl_quotes(words: str, language: str) -> str:
    """`words` with curly quotation marks and apostrophes, if they are English; other languages have marks of their own.

    A mark opens after a blank, a bracket or the beginning, and closes or stands for an apostrophe elsewhere.
    """
    if not language.startswith("en") or not ("'" in words or '"' in words):
        return words
    opened = _OPENING.sub(lambda match: match[1] + ("“" if match[2] == '"' else "‘"), words)
    return opened.replace('"', "”").replace("'", "’")
