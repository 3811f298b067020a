"""Slips, due lists, the record, and the timeline's geometry."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from build_tools.build import build
from build_tools.edition.ledger import (
    Slip,
    days_after_outcome,
    days_left,
    due_record,
    due_soon,
    forecast_groups,
    past_due,
    shorten,
    slip_of,
)
from build_tools.edition.merge import MergedEdition
from build_tools.edition.timeline import LAST_YEAR, WHOLE, draw_story, draw_track, shared_axis
from build_tools.model.dates import DateSpan
from build_tools.rules.examine import check
from build_tools.site.embed import embed_json
from build_tools.site.setting import Setting
from tests.conftest import FERRY
from tests.test_merge import claim


def ferry_on(day: str, edition: Path = FERRY) -> MergedEdition:
    """The small edition as of a day."""
    checked = check(edition, today=date(2026, 11, 23))
    assert checked.edition
    return MergedEdition(checked.edition, checked.anchors, date.fromisoformat(day))


def span(written: str) -> DateSpan:
    found = DateSpan.parse(written)
    assert found
    return found


@pytest.mark.parametrize(
    ("history", "as_of", "slip"),
    [
        ((), "2030-01-01", None),
        ((("2026-02-01", ">2026-Q3"),), "2026-01-31", None),
        ((("2026-02-01", ">2026-Q3"),), "2026-02-01", Slip(span("2025"), date(2026, 9, 30), False)),
        ((("2025-02-01", ">2025-06"),), "2030-01-01", None),
        (
            (("2026-02-01", ">2026"), ("2026-05-01", "came-true-late")),
            "2030-01-01",
            Slip(span("2025"), date(2026, 5, 1), True),
        ),
    ],
)
def test_how_far_a_claim_slipped(history: tuple[tuple[str, str], ...], as_of: str, slip: Slip | None) -> None:
    assert slip_of(claim("goal", "2025", *history), date.fromisoformat(as_of)) == slip


def test_a_slip_is_counted_from_the_last_day_of_the_first_date() -> None:
    assert Slip(span("2025"), date(2026, 1, 1), False).days == 1
    assert Slip(span("2025-Q2"), date(2025, 9, 30), False).days == 92
    assert slip_of(claim("goal", None, ("2026-02-01", ">2027")), date(2030, 1, 1)) is None


def test_a_yardstick_written_after_the_outcome_says_by_how_much() -> None:
    merged = ferry_on("2026-11-23")
    two, forty = merged.annotations["two-lines-by-q2-2026"], merged.annotations["forty-seats"]
    assert two.claim
    assert forty.claim
    assert days_after_outcome(two.claim) == (date(2025, 3, 2) - date(2026, 7, 2)).days
    assert days_after_outcome(forty.claim) is None


def test_the_due_lists_turn_with_the_day() -> None:
    def ids(day: str) -> tuple[list[str], list[str]]:
        merged = ferry_on(day)
        return [a.id for a, _ in past_due(merged)], [a.id for a, _ in due_soon(merged)]

    two = "two-lines-by-q2-2026"
    assert ids("2025-06-29") == ([], [])
    assert ids("2025-06-30") == ([], [two])
    assert ids("2026-06-30") == ([], [two])
    assert ids("2026-07-01") == ([two], [])
    assert ids("2026-07-02") == ([], [])


def test_the_record_leaves_no_claim_out() -> None:
    assert due_record(ferry_on("2026-06-30")) == {}
    assert due_record(ferry_on("2026-07-01")) == {"due": 1}
    assert due_record(ferry_on("2026-07-02")) == {"partly": 1}


def test_forecasts_stand_in_groups_judged_ones_first() -> None:
    def ids(day: str) -> list[tuple[str, list[str]]]:
        return [(name, [a.id for a in claims]) for name, claims in forecast_groups(ferry_on(day))]

    two = "two-lines-by-q2-2026"
    assert ids("2026-07-01") == [("waiting", [two])]
    assert ids("2026-07-02") == [("settled", [two])]


def test_the_days_left_end_with_the_last_day_of_the_date() -> None:
    two = "two-lines-by-q2-2026"
    for day, left in (("2026-06-01", 29), ("2026-06-30", 0), ("2026-07-01", None), ("2026-07-02", None)):
        merged = ferry_on(day)
        assert days_left(merged.standings[two], merged.as_of) == left
    assert days_left(ferry_on("2026-06-01").standings["forty-seats"], date(2026, 6, 1)) is None


def test_a_claims_line_marks_what_turned_and_where_its_date_went() -> None:
    merged = ferry_on("2026-11-23")
    track = draw_track(merged.annotations["two-lines-by-q2-2026"], merged)
    assert [mark.status for mark in track.marks] == ["partly", None]
    assert track.due
    assert 0 < track.said < track.as_of < track.due.first < track.due.last < WHOLE
    assert not track.due.beyond
    assert draw_track(merged.annotations["forty-seats"], merged).due is None


def test_a_date_past_the_edge_is_drawn_at_the_edge(ferry: Path) -> None:
    path = ferry / "annotations/service/two-lines-by-q2-2026.yml"
    path.write_text(path.read_text("utf-8").replace("moved_to: 2027", "moved_to: 2045"), "utf-8")
    merged = ferry_on("2026-11-23", ferry)
    track = draw_track(merged.annotations["two-lines-by-q2-2026"], merged)
    assert track.due
    assert (track.due.first, track.due.last, track.due.beyond) == (WHOLE, WHOLE, True)


def test_a_claims_own_timeline_has_a_line_an_event_in_the_order_of_days() -> None:
    merged = ferry_on("2026-11-23")
    story = draw_story(merged.annotations["two-lines-by-q2-2026"], merged)
    assert [event.kind for event in story.events] == ["said", "assessed", "due", "assessed", "moved", "now", "due"]
    places = [event.reach.last for event in story.events]
    assert places == sorted(places)
    assert [event.leftward for event in story.events] == [place > WHOLE / 2 for place in places]
    assert story.events[0].reach.first == 0


def test_a_year_without_room_for_its_number_is_left_out() -> None:
    merged = ferry_on("2026-11-23")
    assert [year for year, _ in shared_axis(merged).years] == [2025, 2026, 2027, 2028, 2029, 2030]
    story = draw_story(merged.annotations["forty-seats"], merged)
    assert all(place <= LAST_YEAR for _, place in story.axis.years)


@pytest.mark.parametrize(
    ("words", "width", "short"),
    [
        ("short", 5, "short"),
        ("a longer title", 9, "a longer…"),
        ("自動駕駛勝過人類", 8, "自動駕駛…"),
        ("自動,駕駛", 5, "自動…"),
    ],
)
def test_words_are_cut_by_their_width(words: str, width: int, short: str) -> None:
    assert shorten(words, width) == short


def test_embedded_json_cannot_end_its_element() -> None:
    text = embed_json({"a": "</script><!-- & \u2028", "b": date(2025, 1, 8)})
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!-- & \u2028", "b": "2025-01-08"}


def test_the_claim_page_tells_the_interval_and_the_slip() -> None:
    day = date(2026, 11, 23)
    pages = {p.path: p.content for p in build(FERRY, Setting("en", day, day, "https://ferry.example/site/")).pages}
    html = pages["claims/two-lines-by-q2-2026.md"]
    assert "Q2 2026 (1 April 2026 to 30 June 2026); moved to 2027" in html
    assert "moved by 549 days so far, from Q2 2026 to 31 December 2027" in html
    assert "487 days before the first outcome was known" in html
    assert 'href="https://ferry.example/site/claims/two-lines-by-q2-2026/"' in html
