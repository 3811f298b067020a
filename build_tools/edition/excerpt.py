"""A paragraph and the spans of its quotes to the part of it that one needs to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_tools.edition.merge import Segment
from build_tools.model.model import Span

LONG = 420
"""Columns, of which a Chinese character takes two, from which a paragraph is cut at all."""
_SENTENCE = re.compile(r"(?:[。！？]+|[.!?]+(?=[\s”’\"')]|$|[\u3400-\u9fff]))[”’」』\"')）]*\s*")


def find_excerpt(text: str, spans: Iterable[Span], *, long: int = LONG) -> Span:
    """The sentences in which `spans` stand, with one more on either side; all of `text` below `long` columns.

    Without a span it is all of `text`, since nothing tells what to leave out.
    """
    found = sorted((s.start, s.end) for s in spans)
    if not found or sum(1 if c.isascii() else 2 for c in text) < long:
        return Span(0, len(text))
    borders = [0, *(m.end() for m in _SENTENCE.finditer(text) if m.end() < len(text)), len(text)]
    first, last = found[0][0], max(end for _, end in found)
    before = [b for b in borders if b <= first]
    after = [b for b in borders if b >= last]
    return Span(before[max(len(before) - 2, 0)], after[min(1, len(after) - 1)])


def crop_segments(segments: Iterable[Segment], window: Span, wanted: frozenset[str]) -> tuple[Segment, ...]:
    """The segments inside `window`, each with the wanted of its annotations only; they join to the text there."""
    cropped = []
    at = 0
    for segment in segments:
        text = segment.text[max(window.start - at, 0) : max(window.end - at, 0)]
        if text:
            cropped.append(Segment(text, tuple(id for id in segment.annotations if id in wanted)))
        at += len(segment.text)
    return tuple(cropped)


def spans_of(segments: Iterable[Segment], wanted: frozenset[str]) -> tuple[Span, ...]:
    """Where the wanted annotations have marked characters."""
    spans = []
    at = 0
    for segment in segments:
        if wanted.intersection(segment.annotations):
            spans.append(Span(at, at + len(segment.text)))
        at += len(segment.text)
    return tuple(spans)
