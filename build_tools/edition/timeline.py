"""Claims in time to the places of all that is drawn of them: on the ledger's timeline, on a claim's small one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Annotation

WIDTH, LEFT, RIGHT = 1000.0, 330.0, 815.0
"""The ledger's drawing and the edges of its time axis; titles stand left of it, statuses right of it."""
ROW, HEADING, TOP = 19.0, 30.0, 26.0
"""The heights of a row, of a topic's heading and of the axis."""
BASELINE = 13.5
"""From the top of a row to the line on which its words stand."""
STRIP_WIDTH, STRIP_HEIGHT = 200.0, 24.0
"""The small timeline of one claim."""
YEARS_SHOWN = 6
"""Years from the interview's on; later dates are drawn as an arrow at the edge."""
DUE_HEIGHT, DUE_MARGIN = 10.0, 1.5
"""The box around the days of a due date, which is wider than them by the margin on each side."""


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
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """One claim on an axis."""

    annotation: Annotation
    y: float
    due: tuple[float, float] | None
    """From where to where the last date named reaches."""
    beyond: bool
    """Whether that date lies past the right edge."""
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> float:
        """The height at which its events stand."""
        return self.y + ROW / 2

    @property
    def baseline(self) -> float:
        """The line on which its words stand."""
        return self.y + BASELINE

    @property
    def due_box(self) -> Box | None:
        """The box around the days of its last date, if that is known and lies on the axis."""
        if self.due is None or self.beyond:
            return None
        first, last = self.due
        width = round(max(last - first, 0) + 2 * DUE_MARGIN, 1)
        return Box(first - DUE_MARGIN, self.middle - DUE_HEIGHT / 2, width, DUE_HEIGHT)


@dataclass(frozen=True, slots=True)
class Heading:
    """A topic above its rows."""

    topic: str
    y: float


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


@dataclass(frozen=True, slots=True)
class Timeline:
    """The ledger's drawing, in the units of its view box."""

    height: float
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    axis: Axis
    said: float
    as_of: float
    width: float = WIDTH
    row_height: float = ROW
    status_x: float = RIGHT + 10
    """Where the words of a status begin."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The small timeline of one claim, on the same axis as every other's."""

    axis: Axis
    said: float
    as_of: float
    row: Row
    width: float = STRIP_WIDTH
    height: float = STRIP_HEIGHT


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
    said, as_of = axis.place(merged.edition.frame.date), axis.place(merged.as_of)
    return Timeline(y + 6, tuple(headings), tuple(rows), axis, said, as_of)


def draw_row(a: Annotation, merged: MergedEdition, y: float, axis: Axis) -> Row:
    """A claim on an axis, `y` from the top."""
    standing = merged.standings[a.id]
    due = (axis.place(standing.due.first), axis.place(standing.due.last)) if standing.due else None
    marks = tuple(
        Mark(axis.place(e.date), e.date, "assessed" if e.status else "moved", e.status or "") for e in standing.history
    )
    return Row(a, y, due, bool(standing.due and standing.due.first >= axis.end), marks)


def draw_strip(a: Annotation, merged: MergedEdition) -> Strip:
    """One claim from the day it was made to its date, with what was found and moved on the way."""
    axis = axis_of(merged, 4.0, STRIP_WIDTH - 4.0)
    said, as_of = axis.place(merged.edition.frame.date), axis.place(merged.as_of)
    return Strip(axis, said, as_of, draw_row(a, merged, (STRIP_HEIGHT - ROW) / 2, axis))
