"""What changed, the newest first, and ids that outlast edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from build_tools.edition.changes import MANY, Change, group_by_day, list_changes, permanent_id
from build_tools.edition.merge import MergedEdition
from build_tools.edition.urls import entry_ids
from build_tools.model.dates import DateSpan
from build_tools.model.model import Annotation, Assessment, Text
from build_tools.rules.examine import check
from tests.conftest import FERRY

DAY = date(2026, 11, 23)
CLAIM = "two-lines-by-q2-2026"


def merge(root: Path, as_of: date = DAY) -> MergedEdition:
    """An edition as of a day."""
    checked = check(root, today=DAY)
    assert checked.edition is not None
    assert checked.problems == ()
    return MergedEdition(checked.edition, checked.anchors, as_of)


def with_annotation(merged: MergedEdition, id: str, change: Annotation) -> MergedEdition:
    """The same edition with another annotation under an id."""
    annotations = tuple(change if a.id == id else a for a in merged.edition.annotations)
    return MergedEdition(replace(merged.edition, annotations=annotations), merged.anchors, merged.as_of)


def described(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    """Each change by its day and its place on the site."""
    return [(change.date.isoformat(), change.address) for change in changes]


def test_every_assessment_and_addition_stands_there_the_newest_first() -> None:
    assert described(list_changes(merge(FERRY))) == [
        ("2026-07-03", "/claims/two-lines-by-q2-2026/"),
        ("2026-07-03", "/corrections/#fares-rise"),
        ("2026-07-03", "/claims/forty-seats/"),
        ("2026-07-03", "/transcript/#note-what-the-group-is"),
        ("2026-07-02", "/claims/two-lines-by-q2-2026/#2026-07-02-3"),
        ("2026-07-02", "/claims/two-lines-by-q2-2026/#2026-07-02"),
        ("2025-06-01", "/claims/two-lines-by-q2-2026/#2025-06-01"),
    ]


@pytest.mark.parametrize(
    ("as_of", "number"), [("2025-05-31", 0), ("2025-06-01", 1), ("2026-07-02", 3), ("2026-07-03", 7)]
)
def test_nothing_after_the_as_of_day_is_known(as_of: str, number: int) -> None:
    assert len(list_changes(merge(FERRY, date.fromisoformat(as_of)))) == number


def test_on_one_day_assessments_come_before_additions() -> None:
    merged = merge(FERRY)
    claim = merged.annotations[CLAIM]
    same_day = with_annotation(merged, CLAIM, replace(claim, added=date(2026, 7, 2)))
    kinds = [change.assessment is not None for change in list_changes(same_day) if change.date == date(2026, 7, 2)]
    assert kinds == [True, True, False]


def test_a_day_counts_what_was_added_and_lists_few() -> None:
    days = group_by_day(list_changes(merge(FERRY)))
    assert [(d.date.isoformat(), len(d.assessed), d.kinds, d.many) for d in days] == [
        ("2026-07-03", 0, (("context", 1), ("claim", 2), ("correction", 1)), False),
        ("2026-07-02", 2, (), False),
        ("2025-06-01", 1, (), False),
    ]
    assert len(days[0].added) <= MANY
    assert replace(days[0], added=days[0].added * 2).many


def test_the_id_of_an_entry_tells_entries_of_one_day_apart() -> None:
    entries = [entry(day) for day in ("2025-06-01", "2026-07-02", "2026-07-02", "2026-07-03")]
    assert entry_ids(entries) == ("2025-06-01", "2026-07-02", "2026-07-02-3", "2026-07-03")
    assert entry_ids(()) == ()


def test_no_edit_changes_a_key_and_no_two_are_the_same() -> None:
    merged = merge(FERRY)
    claim = merged.annotations[CLAIM]
    assert claim.claim is not None
    keys = [change.key for change in list_changes(merged)]
    assert len(set(keys)) == len(keys)
    new = Text((("en", "New words."),))
    history = tuple(replace(old, note=new, status="disputed" if old.status else None) for old in claim.claim.history)
    earlier = (entry("2025-05-01"), *history)
    edited = replace(claim, title=new, about=replace(claim.claim, says=new, history=earlier))
    after = [change.key for change in list_changes(with_annotation(merged, CLAIM, edited))]
    assert [key for key in after if key in keys] == keys
    assert len(after) == len(keys) + 1


def test_a_permanent_id_is_the_same_for_ever() -> None:
    frame = merge(FERRY).edition.frame
    assert str(permanent_id(frame, "en", "changes")) == "aec68a7b-6b8e-534d-9485-577da8f037db"
    assert len({permanent_id(frame, language, key) for language in ("en", "zh-Hant") for key in ("a", "b")}) == 4


def entry(day: str, moved_to: str | None = None) -> Assessment:
    """An assessment of a day."""
    span = DateSpan.parse(moved_to) if moved_to else None
    return Assessment(
        date.fromisoformat(day), None if span else "not-yet-due", span, None, None, Text((("en", "Note."),)), ()
    )
