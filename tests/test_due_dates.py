"""The calendar of due dates: what a calendar program makes of it, and what RFC 5545 asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from build_tools.edition.merge import MergedEdition, Standing, claim_standing
from build_tools.model.dates import DateSpan
from build_tools.model.model import Assessment, Claim, Text
from build_tools.model.vocabulary import ClaimType
from build_tools.site.catalog import load_catalog
from build_tools.site.exports.due_dates import awaits_verdict, render_due_dates
from tests.conftest import FERRY
from tests.test_changes import CLAIM, DAY, entry, merge
from tests.test_edition import edition

HOME = "https://site.example/ferry/"
SAID = date(2025, 3, 1)


def render(merged: MergedEdition, language: str = "en", home: str = HOME) -> str:
    """The text of the calendar."""
    return render_due_dates(merged, load_catalog(language), home).content


def events(text: str) -> list[Event]:
    """The events, as a calendar program reads them."""
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar.events


def standing(
    *history: Assessment, due: str | None = "2026-Q2", as_of: date = DAY, type: ClaimType = "goal"
) -> Standing:
    """How a claim with this history stands."""
    says = Text((("en", "Two lines."),))
    span = DateSpan.parse(due) if due else None
    claim = Claim(type, says, "reported", None, span, None, None, None, None, None, history)
    return claim_standing(claim, SAID, as_of)


def judged(day: str, status: str, moved_to: str | None = None) -> Assessment:
    """An entry with a status."""
    return replace(entry(day, moved_to), status=status)


@pytest.mark.parametrize(
    ("case", "waits"),
    [
        (standing(), True),
        (standing(due="2030"), True),
        (standing(due=None), False),
        (standing(due=None, type="fact"), False),
        (standing(entry("2025-06-01")), True),
        (standing(judged("2026-07-02", "partly")), False),
        (standing(judged("2026-07-02", "partly"), as_of=date(2026, 7, 1)), True),
        (standing(judged("2026-07-02", "partly"), entry("2026-07-02", "2027")), True),
        (standing(entry("2026-07-02", "2027"), judged("2026-07-02", "partly")), True),
        (standing(judged("2026-07-02", "did-not-come-true", "2026-Q3")), True),
        (standing(entry("2026-07-02", "2026-Q3"), judged("2026-10-02", "did-not-come-true")), False),
    ],
)  # fmt: skip
def test_a_date_waits_until_it_is_judged_after_it_was_named(case: Standing, waits: bool) -> None:
    assert awaits_verdict(case) == waits


def test_the_event_is_the_last_day_on_which_the_claim_can_come_true() -> None:
    (event,) = events(render(merge(FERRY, date(2025, 4, 1))))
    assert event.decoded("dtstart") == date(2026, 6, 30)
    assert (event.start, event.end) == (date(2026, 6, 30), date(2026, 7, 1))
    assert event["summary"] == "Due: Two lines by the second quarter of 2026"
    assert str(event["description"]).splitlines() == [
        "Two lines will open by the end of June 2026.",
        "Date named: Q2 2026",
        "The quarter ends on 30 June.",
        f"{HOME}claims/{CLAIM}/",
    ]
    assert event["url"] == f"{HOME}claims/{CLAIM}/"


def test_a_moved_date_updates_the_same_event() -> None:
    (before,) = events(render(merge(FERRY, date(2026, 7, 1))))
    (after,) = events(render(merge(FERRY)))
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (date(2026, 6, 30), date(2027, 12, 31))
    assert "Due, not yet assessed" in str(before["description"])
    assert "Due, not yet assessed" not in str(after["description"])


def test_the_stamp_is_the_claims_newest_day() -> None:
    (event,) = events(render(merge(FERRY)))
    assert event.decoded("dtstamp") == datetime(2026, 7, 3, tzinfo=UTC)


def test_an_id_depends_neither_on_the_sites_address_nor_on_words(ferry: Path) -> None:
    before = [event["uid"] for event in events(render(merge(ferry)))]
    path = ferry / "annotations/service/two-lines-by-q2-2026.yml"
    path.write_text(path.read_text("utf-8").replace("Two lines", "2").replace("2027", "2028"), "utf-8")
    assert [event["uid"] for event in events(render(merge(ferry), home="https://elsewhere.example/"))] == before


def test_a_calendar_without_events_still_holds_a_component(ferry: Path) -> None:
    (ferry / "annotations/service/two-lines-by-q2-2026.yml").unlink()
    text = render(merge(ferry))
    assert events(text) == []
    assert [component.name for component in Calendar.from_ical(text).subcomponents] == ["VTIMEZONE"]


@pytest.mark.parametrize("read", [lambda: merge(FERRY), edition], ids=["ferry", "real"])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_text_is_as_the_rfc_asks(read: Callable[[], MergedEdition], language: str) -> None:
    text = render(read(), language)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert not [line for line in lines if len(line.encode()) > 75 or "\n" in line or "\r" in line]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    for name in ("PRODID", "VERSION"):
        assert sum(line.startswith(f"{name}:") for line in lines) == 1
    found = events(text)
    for event in found:
        for name in ("uid", "dtstamp", "dtstart", "summary", "sequence"):
            assert name in event
            assert not isinstance(event[name], list)
    assert len({event["uid"] for event in found}) == len(found)
    assert [event.decoded("dtstart") for event in found] == sorted(event.decoded("dtstart") for event in found)
    assert Calendar.from_ical(text).to_ical().decode() == text


def test_every_open_claim_of_the_ledger_has_its_event() -> None:
    waiting = {
        f"{HOME}claims/{id}/" for id, s in edition().standings.items() if s.due and s.status in ("not-yet-due", "due")
    }
    assert waiting
    assert waiting <= {str(event["url"]) for event in events(render(edition()))}


def test_hostile_words_stay_in_their_property() -> None:
    merged = merge(FERRY)
    claim = replace(merged.annotations[CLAIM], title=Text((("en", "A\r\nEND:VEVENT\nX-EVIL:1; b, c\\n \x01"),)))
    annotations = tuple(claim if a.id == CLAIM else a for a in merged.edition.annotations)
    attacked = MergedEdition(replace(merged.edition, annotations=annotations), merged.anchors, merged.as_of)
    (event,) = events(render(attacked))
    assert event["summary"] == "Due: A END:VEVENT X-EVIL:1; b, c\\n"
    assert "x-evil" not in event
