"""Lines and cues to running text: what stands where a line ended."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CJK = re.compile(
    "[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffef\U00016fe0-\U00018dff\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""Chinese and Japanese characters with their punctuation and full-width forms; Korean sets spaces between words."""

_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""Where a line ends."""


def join_pieces(pieces: Iterable[str]) -> str:
    """The pieces as one line: a space between them, or nothing where Chinese or Japanese stands on both sides.

    White space at the ends of a piece goes; inside a line it stays as it is.
    """
    joined = ""
    for piece in pieces:
        words = piece.strip()
        between = " " if joined and words and not (_CJK.match(joined[-1]) and _CJK.match(words[0])) else ""
        joined += between + words
    return joined


def flow(words: str) -> str:
    """`words` on one line, by the same rule."""
    return join_pieces(_BREAK.split(words))


def count_dense(words: str) -> int:
    """How many of the characters are Chinese or Japanese."""
    return 0 if words.isascii() else len(_CJK.findall(words))
