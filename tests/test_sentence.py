"""What was found, in a sentence that the data make."""

from __future__ import annotations

import pytest

from build_tools.model.vocabulary import STATUSES
from build_tools.site.catalog import load_catalog
from build_tools.site.sentence import TOLD, found_sentence

COUNTS = {"cannot-be-told": 10, "no-date": 17, "not-yet-due": 6, "came-true": 1, "partly": 2, "did-not-come-true": 5}


@pytest.mark.parametrize(
    ("language", "counts", "facts", "said"),
    [
        (
            "en",
            COUNTS,
            False,
            "Of 41 forecasts and goals, 1 came true, 2 came true in part, 5 did not come true, 6 are due later, "
            "17 name no date and 10 cannot be told.",
        ),
        ("en", {"no-date": 1}, False, "Of 1 forecast or goal, 1 names no date."),
        ("en", {"accurate": 1, "disputed": 2}, True, "Of 3 statements of fact, 1 is accurate and 2 are disputed."),
        (
            "zh-Hant",
            COUNTS,
            False,
            "41 項預測與目標之中，1 項已實現，2 項部分實現，5 項未實現，6 項期限未到，17 項沒有說期限，10 項無法判斷。",
        ),
        ("en", {}, False, ""),
    ],
)
def test_outcomes_are_told_before_what_is_open(language: str, counts: dict[str, int], facts: bool, said: str) -> None:
    assert found_sentence(counts, load_catalog(language), facts=facts) == said


def test_every_status_is_told() -> None:
    assert set(TOLD) == {status.name for status in STATUSES}
    for language in ("en", "zh-Hant"):
        for name in TOLD:
            assert load_catalog(language).count(f"outcome_part.{name}", 1)
