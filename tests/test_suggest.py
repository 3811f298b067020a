"""What was probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.vocabulary import FACT_STATUSES, FORECAST_STATUSES, KINDS, SYNONYMS
from build_tools.problems.suggest import better_paragraph, did_you_mean, meant, nearest

PARAGRAPHS = ("t01.p1", "t01.p2", "t16.p2", "t02.p1", "h4.p1", "t02")


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("Came True", FORECAST_STATUSES, "came-true"),
        ("came_true_late", FORECAST_STATUSES, "came-true-late"),
        ("“partly”", FORECAST_STATUSES, "partly"),
        ("partially", FORECAST_STATUSES, "partly"),
        ("false", FORECAST_STATUSES, "did-not-come-true"),
        ("False", FACT_STATUSES, "inaccurate"),
        ("未實現", FORECAST_STATUSES, "did-not-come-true"),
        ("勘誤", KINDS, "correction"),
        ("xyzzy", KINDS, None),
    ],
)
def test_the_nearest_word(word: str, known: tuple[str, ...], found: str | None) -> None:
    assert nearest(word, known) == found


def test_only_letters_blanks_and_marks_may_differ_in_what_was_meant() -> None:
    assert meant(" Came  True ", FORECAST_STATUSES) == "came-true"
    assert meant("came-tru", FORECAST_STATUSES) is None
    assert meant("a b", ("a-b", "a_b")) is None


@given(st.sampled_from(FORECAST_STATUSES), st.sampled_from(["-", " ", "_", "  "]), st.booleans())
def test_a_word_is_found_however_it_is_spaced(word: str, gap: str, upper: bool) -> None:
    written = word.replace("-", gap)
    assert meant(written.upper() if upper else written, FORECAST_STATUSES) == word


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("t1.p2", "t01.p2"),
        ("T01.P2", "t01.p2"),
        ("t01p2", "t01.p2"),
        ("t01-p2", "t01.p2"),
        ("16.2", "t16.p2"),
        ("t001.p02", "t01.p2"),
        ("H04.p1", "h4.p1"),
        ("2", "t02"),
        ("t9.p1", None),
        ("p2", None),
        ("t01.p2.x", None),
    ],
)
def test_a_paragraph_in_another_form(written: str, found: str | None) -> None:
    assert better_paragraph(written, PARAGRAPHS) == found


def test_few_words_are_listed_and_many_are_cut() -> None:
    assert str(did_you_mean("xyzzy", ("b", "a"))) == "use one of: a, b"
    assert str(did_you_mean("xyzzy", ("b", "a"), ordered=True)) == "use one of: b, a"
    assert str(did_you_mean("xyzzy", map(str, range(100, 130)))).endswith("119, …")
    assert str(did_you_mean("xyzzy", ())) == "there are none yet"


def test_every_synonym_stands_for_a_word_of_the_vocabulary() -> None:
    from build_tools.model import vocabulary

    words = {
        w for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, tuple) for w in value
    }
    assert {word for found in SYNONYMS.values() for word in found} <= words
