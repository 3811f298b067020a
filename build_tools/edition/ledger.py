"""The merged edition to what the ledger of claims shows: slips, due lists, the record, the timeline's geometry."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from build_tools.edition.merge import MergedEdition
from build_tools.model.dates import DateSpan
from build_tools.model.model import Annotation, Claim
from build_tools.model.vocabulary import DUE, NOT_YET_DUE, STATUS_OF

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


def due_record(merged: MergedEdition) -> Mapping[str, int]:
    """How the claims whose first date has passed have fared: each status with its count, none left out."""
    passed = [a for a in merged.claims if a.claim and a.claim.due and a.claim.due.last < merged.as_of]
    return Counter(merged.standings[a.id].status for a in passed)


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in a claim's row."""

    x: float
    day: date
    kind: str
    """`assessed` or `moved`."""
    status: str
    """The status given; empty for a moved target."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the timeline."""

    annotation: Annotation
    y: float
    due: tuple[float, float] | None
    """From where to where the last date named reaches."""
    beyond: bool
    """Whether that date lies past the right edge."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A topic above its rows."""

    topic: str
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing, in the units of its view box."""

    height: float
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    years: tuple[tuple[int, float], ...]
    """Each year with the place of its first day."""
    start: date
    end: date
    said: float
    as_of: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from left to right."""

    start: date
    end: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Where a day stands; what lies before or past the edges stands on them."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(self.left + min(max(share, 0), 1) * (self.right - self.left), 1)

    @property
    def years(self) -> tuple[tuple[int, float], ...]:
        """Each year with the place of its first day."""
        return tuple((year, self.place(date(year, 1, 1))) for year in range(self.start.year, self.end.year))


LEFT, RIGHT = 330.0, 815.0
"""The edges of the time axis; titles stand left of it, statuses right of it, in a drawing 1000 wide."""
ROW, HEADING, TOP = 19.0, 30.0, 26.0
"""The heights of a row, of a topic's heading and of the axis."""
YEARS_SHOWN = 6
"""Years from the interview's on; later dates are drawn as an arrow at the edge."""


def axis_of(merged: MergedEdition, left: float, right: float) -> Axis:
    """The axis on which every claim of the edition is drawn, from the year of the interview on."""
    first = merged.edition.frame.date.year
    return Axis(date(first, 1, 1), date(first + YEARS_SHOWN, 1, 1), left, right)


def draw_timeline(merged: MergedEdition) -> Timeline:
    """One row a claim, grouped by its first topic in the edition's order, each in the order of the text."""
    axis = axis_of(merged, LEFT, RIGHT)
    headings, rows, y = [], [], TOP
    for topic in merged.topics:
        claims = [a for a in merged.claims if a.topics[0].id == topic]
        if not claims:
            continue
        y += HEADING
        headings.append(Heading(topic, y - 9))
        for a in claims:
            rows.append(draw_row(a, merged, y, axis))
            y += ROW
    return Timeline(
        height=y + 6,
        headings=tuple(headings),
        rows=tuple(rows),
        years=axis.years,
        start=axis.start,
        end=axis.end,
        said=axis.place(merged.edition.frame.date),
        as_of=axis.place(merged.as_of),
        left=LEFT,
        right=RIGHT,
    )


def draw_row(a: Annotation, merged: MergedEdition, y: float, axis: Axis) -> Row:
    """A claim on an axis, `y` from the top."""
    standing = merged.standings[a.id]
    due = (axis.place(standing.due.first), axis.place(standing.due.last)) if standing.due else None
    marks = tuple(
        Mark(axis.place(e.date), e.date, "assessed" if e.status else "moved", e.status or "") for e in standing.history
    )
    return Row(a, y, due, bool(standing.due and standing.due.first >= axis.end), marks)


STRIP_WIDTH = 200.0
"""Units of a small timeline's view box from the first day of its axis to the last."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The small timeline of one claim, on the same axis as every other's."""

    width: float
    years: tuple[tuple[int, float], ...]
    said: float
    as_of: float
    row: Row


def draw_strip(a: Annotation, merged: MergedEdition) -> Strip:
    """One claim from the day it was made to its date, with what was found and moved on the way."""
    axis = axis_of(merged, 4.0, STRIP_WIDTH - 4.0)
    said, as_of = axis.place(merged.edition.frame.date), axis.place(merged.as_of)
    return Strip(STRIP_WIDTH, axis.years, said, as_of, draw_row(a, merged, 0.0, axis))


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


def describe_claim(a: Annotation, merged: MergedEdition, words: Callable[[DateSpan], str]) -> dict[str, object]:
    """A claim for the ledger's script: all that `claim_standing` looks at, up to the as-of day.

    `words` writes a due date for readers.
    """
    assert a.claim is not None

    def due(span: DateSpan | None) -> dict[str, object] | None:
        return {"last": span.last, "words": words(span)} if span else None

    entries = [e for e in a.claim.history if e.date <= merged.as_of]
    return {
        "id": a.id,
        "topics": [ref.id for ref in a.topics],
        "type": a.claim.type,
        "wording": a.claim.wording,
        "speaker": merged.edition.speaker_of(a) or "",
        "due": due(a.claim.due),
        "history": [{"date": e.date, "status": e.status, "due": due(e.moved_to)} for e in entries],
    }
