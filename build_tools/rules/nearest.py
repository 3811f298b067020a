"""A quote that a paragraph does not have to the passage that is most like it."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.rules.anchoring import fold, inside_word

MOST_OF_A_QUOTE = 2000
"""Characters that are compared; of a longer quote the beginning."""
MOST_OF_A_TEXT = 20_000
"""Characters of a paragraph that are compared; of a longer one those around the first words that both have."""
_PIECE = 6
"""The characters of such words."""
ALIKE = 0.7
"""The share of a quote that may differ from the nearest passage, in single changes to a character."""


def nearest_passage(text: str, quote: str) -> str:
    """The substring of `text` with the smallest edit distance to `quote`, grown to whole words; may be empty.

    The quote must be spelled out whole, the text may begin and end anywhere; both after folding. In time that
    grows with their lengths alone: a bit for each character of the quote, and one step for each of the text.
    """
    body, wanted = fold(text), fold(quote[: 2 * len(text)]).text[:MOST_OF_A_QUOTE]
    offset = _beginning(body.text, wanted)
    part = body.text[offset : offset + MOST_OF_A_TEXT]
    if not part or not wanted:
        return ""
    distance, end = min((distance, end) for end, distance in enumerate(_distances(wanted, part)))
    if end == 0 or distance > ALIKE * len(wanted):
        return ""
    before = part[max(0, end - 2 * len(wanted)) : end][::-1]
    backwards = _distances(wanted[::-1], before, anchored=True)
    start = end - max(length for length, found in enumerate(backwards) if found == distance)
    return _whole_words(text, body.starts[offset + start], body.ends[offset + end - 1]) if start < end else ""


def _beginning(text: str, wanted: str) -> int:
    """From where a long text is compared: so that words which the quote has lie in the middle."""
    if len(text) <= MOST_OF_A_TEXT:
        return 0
    pieces = (wanted[at : at + _PIECE] for at in range(0, max(1, len(wanted) - _PIECE + 1), _PIECE))
    at = next((at for piece in pieces if (at := text.find(piece)) >= 0), 0)
    return max(0, min(at - MOST_OF_A_TEXT // 2, len(text) - MOST_OF_A_TEXT))


def _distances(wanted: str, text: str, *, anchored: bool = False) -> Iterator[int]:
    """For every beginning of `text`, the empty one first, the distance of `wanted` to the nearest end of it.

    To the whole of it if `anchored`. Myers, A fast bit-vector algorithm for approximate string matching
    (Journal of the ACM 46, 1999): each integer has a bit for each character of `wanted`.
    """
    ones, top = (1 << len(wanted)) - 1, 1 << (len(wanted) - 1)
    places: dict[str, int] = {}
    for at, char in enumerate(wanted):
        places[char] = places.get(char, 0) | 1 << at
    up, down, distance = ones, 0, len(wanted)
    yield distance
    for char in text:
        same = places.get(char, 0)
        across = (((same & up) + up) ^ up) | same
        more, less = down | (~(across | up) & ones), up & across
        distance += bool(more & top) - bool(less & top)
        more, less = more << 1 | anchored, less << 1
        up, down = (less | ~(same | down | more)) & ones, more & (same | down) & ones
        yield distance


def _whole_words(text: str, start: int, end: int) -> str:
    while inside_word(text, start):
        start -= 1
    while inside_word(text, end):
        end += 1
    return text[start:end].strip()
