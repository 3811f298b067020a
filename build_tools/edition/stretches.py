"""The merged edition to a map of its text: stretches on one topic, one after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from build_tools.edition.merge import MergedEdition


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row whose notes are mostly about one topic."""

    topic: str | None
    """None for what stands before the first turn, and where no note says what a text is about."""
    paragraphs: tuple[str, ...]
    characters: int
    """How long they are together in the source text."""


def map_text(merged: MergedEdition) -> tuple[Stretch, ...]:
    """The whole source text as stretches, in order, each paragraph in one of them.

    A paragraph belongs to the topic of most of its notes, each counted under its
    first topic; without notes, or where two topics have as many, it goes on with the
    topic before it.
    """
    source = merged.edition.source_text
    begun = False
    topic: str | None = None
    topics: dict[str, str | None] = {}
    for id in source.paragraphs:
        begun = begun or source.block_of[id].kind == "turn"
        topic = _main_topic(merged, id, topic) if begun else None
        topics[id] = topic
    return tuple(
        Stretch(topic, ids := tuple(found), sum(len(source.paragraphs[id].text) for id in ids))
        for topic, found in groupby(topics, key=topics.__getitem__)
    )


def _main_topic(merged: MergedEdition, paragraph: str, before: str | None) -> str | None:
    counted = Counter(a.topics[0].id for a in merged.notes_at.get(paragraph, ()))
    most = [topic for topic, number in counted.items() if number == max(counted.values())]
    return most[0] if most and before not in most else before
