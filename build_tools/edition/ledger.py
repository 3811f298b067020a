"""The merged edition to what the ledger of claims shows: slips, due lists, the record."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from build_tools.edition.merge import MergedEdition, Standing
from build_tools.model.dates import DateSpan
from build_tools.model.model import Annotation, Claim
from build_tools.model.vocabulary import DUE, NOT_YET_DUE, STATUS_OF

WAITING = (DUE, NOT_YET_DUE)
"""The statuses of what has a date and no verdict by it."""
DUE_SOON = 365
"""Days ahead that the list of what falls due looks."""


@dataclass(frozen=True, slots=True)
class Slip:
    """How far a claim has moved from its first date."""

    first: DateSpan
    """The date named when the claim was made."""
    until: date
    """The last day of the newest date named, or the day on which it came true late."""
    came_true: bool
    """Whether it came true, late, or has a new date only."""

    @property
    def days(self) -> int:
        """Days from the last day of the first date."""
        return (self.until - self.first.last).days


def slip_of(claim: Claim, as_of: date) -> Slip | None:
    """The slip of a claim by a day: None where it had no date, kept it, or has neither moved nor come true late."""
    if claim.due is None:
        return None
    known = [entry for entry in claim.history if entry.date <= as_of]
    late = next((entry for entry in known if entry.status == "came-true-late"), None)
    if late:
        return Slip(claim.due, late.date, True)
    moves = [entry.moved_to for entry in known if entry.moved_to]
    if moves and moves[-1].last > claim.due.last:
        return Slip(claim.due, moves[-1].last, False)
    return None


def days_after_outcome(claim: Claim) -> int | None:
    """Days from the first settled assessment to the day on which the yardstick was written down.

    Negative where it was written before, None where there is no yardstick or no outcome yet.
    """
    settled = next((entry.date for entry in claim.history if entry.status and STATUS_OF[entry.status].settled), None)
    if settled is None or claim.judged_by is None:
        return None
    return (claim.judged_by.written - settled).days


def past_due(merged: MergedEdition) -> tuple[tuple[Annotation, DateSpan], ...]:
    """Predictions and goals whose date has passed without an assessment, the longest waiting first."""
    waiting = ((a, s.due) for a in merged.claims if (s := merged.standings[a.id]).status == DUE and s.due)
    return tuple(sorted(waiting, key=lambda pair: (pair[1].last, pair[0].id)))


def due_soon(merged: MergedEdition) -> tuple[tuple[Annotation, DateSpan], ...]:
    """Open claims whose date ends within a year of the as-of day, the soonest first."""
    coming = [
        (a, s.due)
        for a in merged.claims
        if (s := merged.standings[a.id]).status == NOT_YET_DUE
        and s.due
        and 0 <= (s.due.last - merged.as_of).days <= DUE_SOON
    ]
    return tuple(sorted(coming, key=lambda pair: (pair[1].last, pair[0].id)))


def forecast_groups(merged: MergedEdition) -> tuple[tuple[str, tuple[Annotation, ...]], ...]:
    """Predictions and goals as the ledger shows them: `settled`, `waiting` for a verdict by a date, the `open` rest.

    Those that wait stand in the order of their dates, the others in that of the scale.
    """
    groups: dict[str, list[Annotation]] = {"settled": [], "waiting": [], "open": []}
    for a in merged.claims:
        if a.claim and a.claim.type != "fact":
            groups[_group_of(merged.standings[a.id].status)].append(a)
    order = {name: place for place, name in enumerate(STATUS_OF)}

    def rank(a: Annotation) -> tuple[date, int]:
        standing = merged.standings[a.id]
        waits = standing.due if standing.status in WAITING else None
        return waits.last if waits else date.max, order[standing.status]

    return tuple((name, tuple(sorted(claims, key=rank))) for name, claims in groups.items() if claims)


def _group_of(status: str) -> str:
    return "settled" if STATUS_OF[status].settled else "waiting" if status in WAITING else "open"


def due_record(merged: MergedEdition) -> Mapping[str, int]:
    """How the claims whose first date has passed have fared: each status with its count, none left out."""
    passed = [a for a in merged.claims if a.claim and a.claim.due and a.claim.due.last < merged.as_of]
    return Counter(merged.standings[a.id].status for a in passed)


def days_left(standing: Standing, as_of: date) -> int | None:
    """Days from the as-of day to the last day of a date that lies ahead; None where the claim does not wait for one."""
    if standing.status != NOT_YET_DUE or standing.due is None:
        return None
    return (standing.due.last - as_of).days


def shorten(words: str, width: int) -> str:
    """`words` cut to a width in columns, of which a Chinese character takes two, with an ellipsis where cut."""
    used = 0
    for index, char in enumerate(words):
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > width:
            return words[:index].rstrip(" ,:;，、：；") + "…"
    return words


def count_statuses(merged: MergedEdition, claims: Iterable[Annotation]) -> Counter[str]:
    """How many of some claims stand at each status."""
    return Counter(merged.standings[a.id].status for a in claims)


def describe_claim(a: Annotation, merged: MergedEdition) -> dict[str, object]:
    """A claim for the ledger’s script: what `claim_standing` looks at, up to the as-of day; dates by their last day."""
    assert a.claim is not None

    def last(span: DateSpan | None) -> date | None:
        return span.last if span else None

    entries = [e for e in a.claim.history if e.date <= merged.as_of]
    return {
        "id": a.id,
        "topics": [ref.id for ref in a.topics],
        "type": a.claim.type,
        "wording": a.claim.wording,
        "speaker": merged.edition.speaker_of(a) or "",
        "due": last(a.claim.due),
        "history": [{"date": e.date, "status": e.status, "due": last(e.moved_to)} for e in entries],
    }
