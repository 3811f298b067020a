"""Claims in time to the places of what is drawn of them, as shares of a time axis from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from build_tools.edition.merge import MergedEdition
from build_tools.model.dates import DateSpan
from build_tools.model.model import Annotation, Assessment
from build_tools.model.vocabulary import NOT_YET_DUE

YEARS_SHOWN = 6
"""Years from the interview's on; later dates stand at the edge, marked as lying beyond it."""
LAST_YEAR = 90.0
"""A year that begins further right has no room for its number."""
WHOLE = 100.0
"""The length of an axis, so that every place on it is a percentage."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from left to right."""

    start: date
    end: date

    def place(self, day: date) -> float:
        """Where a day stands, in percent; what lies before or past the edges stands on them."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(min(max(share, 0), 1) * WHOLE, 2)

    @property
    def years(self) -> tuple[tuple[int, float], ...]:
        """Each year with the place of its first day on the axis."""
        found = range(self.start.year, self.end.year + 1)
        places = ((year, self.place(date(year, 1, 1))) for year in found)
        return tuple((year, place) for year, place in places if place <= LAST_YEAR)


@dataclass(frozen=True, slots=True)
class Reach:
    """The days of a date on an axis."""

    first: float
    last: float
    beyond: bool
    """Whether they lie past the right edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An assessment that changed the status, or the naming of a new date."""

    x: float
    day: date
    status: str | None
    """The status given; None for a new date."""


@dataclass(frozen=True, slots=True)
class Track:
    """One claim on the axis that all claims share."""

    axis: Axis
    said: float
    as_of: float
    due: Reach | None
    """The last date named."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a claim's own timeline."""

    kind: str
    """`said`, `assessed`, `moved`, `due` or `now`."""
    day: date
    reach: Reach
    entry: Assessment | None = None
    due: DateSpan | None = None

    @property
    def leftward(self) -> bool:
        """Whether its words stand left of it, as there is more room."""
        return self.reach.last > WHOLE / 2


@dataclass(frozen=True, slots=True)
class Story:
    """A claim from the day it was made to the as-of day or its date, an event a line, the earliest first."""

    axis: Axis
    events: tuple[Event, ...]


def shared_axis(merged: MergedEdition) -> Axis:
    """The axis on which every claim of the edition is drawn, from the year of the interview on."""
    first = merged.edition.frame.date.year
    return Axis(date(first, 1, 1), date(first + YEARS_SHOWN, 1, 1))


def draw_track(a: Annotation, merged: MergedEdition) -> Track:
    """A claim's line of the ledger: its last date, and each entry that changed its status or its date."""
    axis, standing = shared_axis(merged), merged.standings[a.id]
    marks = tuple(Mark(axis.place(e.date), e.date, e.status) for e in _turns(standing.history))
    moved = tuple(Mark(axis.place(e.date), e.date, None) for e in standing.history if e.moved_to)
    said, as_of = axis.place(merged.edition.frame.date), axis.place(merged.as_of)
    return Track(axis, said, as_of, _reach(axis, standing.due) if standing.due else None, (*marks, *moved))


def _turns(history: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """The entries whose status is another than that of the entry before; all are open at the start."""
    rated = [entry for entry in history if entry.status]
    statuses = [NOT_YET_DUE, *(entry.status for entry in rated)]
    return tuple(entry for entry, (before, now) in zip(rated, pairwise(statuses), strict=True) if before != now)


def _reach(axis: Axis, span: DateSpan) -> Reach:
    return Reach(axis.place(span.first), axis.place(span.last), span.first >= axis.end)


def draw_story(a: Annotation, merged: MergedEdition) -> Story:
    """Everything that happened to a claim, on an axis that is filled by it."""
    assert a.claim is not None
    standing, said = merged.standings[a.id], merged.edition.frame.date
    dues = [*([a.claim.due] if a.claim.due else []), *(e.moved_to for e in standing.history if e.moved_to)]
    last = max([merged.as_of, *(span.last for span in dues)])
    axis = _filled(said, min(last, shared_axis(merged).end))
    point = _pointer(axis)
    events = [
        Event("said", said, point(said)),
        *(Event("assessed", e.date, point(e.date), e) for e in standing.history if e.status),
        *(Event("moved", e.date, point(e.date), e, e.moved_to) for e in standing.history if e.moved_to),
        *(Event("due", span.last, _reach(axis, span), None, span) for span in dues),
        Event("now", merged.as_of, point(merged.as_of)),
    ]
    return Story(axis, tuple(sorted(events, key=lambda event: event.day)))


def _pointer(axis: Axis) -> Callable[[date], Reach]:
    def point(day: date) -> Reach:
        return Reach(axis.place(day), axis.place(day), False)

    return point


def _filled(first: date, last: date) -> Axis:
    """An axis from a day to another, with a little room beyond."""
    room = timedelta(days=max(30, (last - first).days // 20))
    return Axis(first, last + room)
