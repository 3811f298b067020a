"""Why a claim stands as it does, and on what evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.edition.reason import first_sentence, lacks_primary, reason_of
from build_tools.model.model import Text
from tests.test_ledger import ferry_on


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("One line opened [@leaflet]. The other did not.", "One line opened [@leaflet]."),
        ("One line opened. [@leaflet] The other did not.", "One line opened. [@leaflet]"),
        (
            "It rose by 7.5 percent by U.S. Treasury data. Then it fell.",
            "It rose by 7.5 percent by U.S. Treasury data.",
        ),
        ("“It opened.” So he said.", "“It opened.”"),
        ("Mr. Chan went\nthere. He saw it.", "Mr. Chan went there."),
        ("兩條之中開通了一條 [@leaflet]。另一條沒有。", "兩條之中開通了一條 [@leaflet]。"),
        ("他說：「開通了。」其後沒有。", "他說：「開通了。」"),
        ("No full stop", "No full stop"),
    ],
)
def test_the_first_sentence_of_a_note_in_either_script(words: str, first: str) -> None:
    assert first_sentence(words) == first


def test_the_reason_given_goes_before_the_note() -> None:
    merged = ferry_on("2026-11-23")
    entry = merged.standings["two-lines-by-q2-2026"].history[-1]
    bare = replace(entry, because=None, note=Text((("en", "One opened. One did not."),)))
    assert reason_of(bare).get("en") == "One opened."
    reason = Text((("en", "Half of it."),))
    assert reason_of(replace(bare, because=reason)) == reason


def test_a_verdict_on_reports_alone_lacks_a_primary_source() -> None:
    merged = ferry_on("2026-11-23")
    entry = merged.standings["two-lines-by-q2-2026"].assessment
    assert entry
    kinds = {merged.sources[ref.id].kind for ref in entry.sources}
    assert lacks_primary(entry, merged) is ("primary" not in kinds)
    assert not lacks_primary(replace(entry, sources=(), note=Text(()), because=None), merged)
