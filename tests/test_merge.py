"""Spans to segments, histories to a status as of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.edition.merge import Segment, claim_standing, segment_text
from build_tools.model.dates import DateSpan
from build_tools.model.model import Assessment, Claim, Span, Text
from build_tools.model.vocabulary import ClaimType

SAID = date(2025, 1, 8)


def test_overlapping_and_nested_quotes_become_flat_segments() -> None:
    spans = [("long", Span(0, 6)), ("inner", Span(2, 4)), ("overlap", Span(3, 8))]
    assert segment_text("一二三四五六七八九", spans) == (
        Segment("一二", ("long",)),
        Segment("三", ("inner", "long")),
        Segment("四", ("inner", "overlap", "long"), ends=("inner",)),
        Segment("五六", ("overlap", "long"), ends=("long",)),
        Segment("七八", ("overlap",), ends=("overlap",)),
        Segment("九", ()),
    )


def test_text_without_quotes_is_one_segment() -> None:
    assert segment_text("船", ()) == (Segment("船", ()),)


TEXT = st.text(alphabet="一二三四五abc ,。🚢\u0301<&", min_size=1, max_size=60)


@given(TEXT, st.data())
def test_however_quotes_overlap_no_character_is_lost_or_doubled(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(offsets, offsets), max_size=12))
    spans = [(f"a{i}", Span(min(p), max(p))) for i, p in enumerate(pairs)]
    segments = segment_text(text, spans)
    assert "".join(s.text for s in segments) == text
    for id, span in spans:
        covered = "".join(s.text for s in segments if id in s.annotations)
        assert covered == text[span.start : span.end]
    assert all(s.text for s in segments)
    assert segment_text(text, reversed(spans)) == segments


def claim(type: ClaimType = "goal", due: str | None = None, *history: tuple[str, str]) -> Claim:
    """A claim with a history of (day, status) or (day, >new date)."""
    words = Text((("en", "x"),))
    entries = tuple(
        Assessment(
            date.fromisoformat(day),
            None if what.startswith(">") else what,
            DateSpan.parse(what[1:]) if what.startswith(">") else None,
            None,
            None,
            words,
            (),
        )
        for day, what in history
    )
    span = DateSpan.parse(due) if due else None
    return Claim(type, words, "printed", None, span, words, None, None, None, None, entries)


@pytest.mark.parametrize(
    ("of", "as_of", "status"),
    [
        (claim("goal", "2025-Q2"), "2025-06-30", "not-yet-due"),
        (claim("goal", "2025-Q2"), "2025-07-01", "due"),
        (claim("goal"), "2099-01-01", "no-date"),
        (claim("fact"), "2025-01-08", "not-assessed"),
        (claim("fact", None, ("2025-02-01", "accurate")), "2025-01-31", "not-assessed"),
        (claim("fact", None, ("2025-02-01", "accurate")), "2025-02-01", "accurate"),
        (claim("goal", "2025", ("2025-05-01", "not-yet-due")), "2026-01-01", "due"),
        (claim("goal", "2025", ("2025-05-01", "not-yet-due"), ("2026-02-01", "partly")), "2026-01-31", "due"),
        (claim("goal", "2025", ("2025-05-01", "not-yet-due"), ("2026-02-01", "partly")), "2026-02-01", "partly"),
        (claim("goal", "2025", ("2025-09-01", ">2026")), "2026-06-01", "not-yet-due"),
        (claim("goal", "2025", ("2025-09-01", ">2026")), "2027-01-01", "due"),
        (claim("goal", "2025", ("2026-02-01", "did-not-come-true"), ("2026-02-01", ">2027")), "2028-06-01", "did-not-come-true"),
        (claim("goal", "2025", ("2026-02-01", "cannot-be-told")), "2028-06-01", "cannot-be-told"),
    ],
)  # fmt: skip
def test_the_status_is_that_of_the_newest_assessment_or_due(of: Claim, as_of: str, status: str) -> None:
    assert claim_standing(of, SAID, date.fromisoformat(as_of)).status == status


def test_the_due_date_is_the_last_one_named_so_far() -> None:
    moved = claim("goal", "2025", ("2025-09-01", ">2026"), ("2026-09-01", ">2028"))
    days = ("2025-08-31", "2025-09-01", "2026-09-01")
    due = [claim_standing(moved, SAID, date.fromisoformat(day)).due for day in days]
    assert [str(d) for d in due] == ["2025", "2026", "2028"]


@given(st.integers(0, 1500), st.integers(0, 1500))
def test_the_past_never_changes(first: int, later: int) -> None:
    whole = claim("goal", "2026", ("2025-05-01", "not-yet-due"), ("2026-05-01", ">2027"), ("2028-02-01", "partly"))
    day = SAID + timedelta(days=first)
    until = [e for e in whole.history if e.date <= day + timedelta(days=later)]
    cut = claim("goal", "2026", *((e.date.isoformat(), e.status or f">{e.moved_to}") for e in until))
    assert claim_standing(cut, SAID, day).status == claim_standing(whole, SAID, day).status
