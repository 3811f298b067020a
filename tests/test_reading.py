"""The map of a text: stretches on one topic."""

from __future__ import annotations

from itertools import pairwise

from build_tools.edition.stretches import map_text
from tests.conftest import FERRY
from tests.test_changes import merge
from tests.test_edition import edition


def test_every_paragraph_is_in_one_stretch_in_order() -> None:
    for merged in (merge(FERRY), edition()):
        source = merged.edition.source_text
        stretches = map_text(merged)
        assert [id for s in stretches for id in s.paragraphs] == list(source.paragraphs)
        assert sum(s.characters for s in stretches) == sum(len(p.text) for p in source.paragraphs.values())
        assert all(a.topic != b.topic for a, b in pairwise(stretches))


def test_what_stands_before_the_first_turn_has_no_topic() -> None:
    first, *others = map_text(edition())
    assert first.topic is None
    assert first.paragraphs[-1] == "h8.p1"
    assert None not in [s.topic for s in others]


def test_a_paragraph_without_notes_goes_on_with_the_topic_before() -> None:
    found = {id: s.topic for s in map_text(edition()) for id in s.paragraphs}
    assert found["t12.p1"] == found["t11.p1"] == "ai"
    assert found["t24.p1"] == "robots"
