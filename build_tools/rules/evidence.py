"""The merged edition to the verdicts that an editor should look at again: information, never an error.

The rules are those of docs/method.md, as far as a program can tell; it cannot tell whether
two publishers found out for themselves, nor what a note explains.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date

from build_tools.edition.merge import MergedEdition, Standing
from build_tools.edition.notes import assessment_sources, plain
from build_tools.model.dates import DateSpan
from build_tools.model.model import Assessment, Claim, Source
from build_tools.model.vocabulary import STATUS_OF
from build_tools.problems.problem import Problem, in_order, problem
from build_tools.rules.anchoring import fold

FAILED = "did-not-come-true"
OLD = 6
"""Months after which an open claim asks for another look."""

_PUT_OFF = re.compile(
    "new date|new deadline|put off|postponed|pushed back|delayed (?:to|until)"
    "|推遲|推後|延後|延期|延至|押後|改為|改到|改說|新期限|新日期|新的(?:期限|日期)",
    re.IGNORECASE,
)
"""How notes of the edition's languages say that the speaker named a new date."""
_YEAR = re.compile(r"(?<![\d.,])\d{4}(?![\d%]|[.,]\d)")
NEAR = 60
"""Characters after such words within which a later year counts as the new date."""
FORESEEN = 50
"""Years after the due date up to which a number of four digits is read as a year."""


def find_doubts(merged: MergedEdition) -> tuple[Problem, ...]:
    """Verdicts on thin evidence, too early, on a condition, with a move unrecorded, or old; sorted by place."""
    return in_order(
        [
            *_thin_verdicts(merged),
            *_thin_corrections(merged),
            *_failures(merged),
            *_unrecorded_moves(merged),
            *_old_assessments(merged),
        ]
    )


def is_thin(sources: Iterable[Source]) -> bool:
    """Whether none of the sources is primary and no two of them have different publishers."""
    sources = tuple(sources)
    publishers = {_compared(_publisher(source)) for source in sources}
    return all(source.kind != "primary" for source in sources) and len(publishers) < 2


def _publisher(source: Source) -> str:
    """Who published it first: that of a reprint is the original's."""
    return source.original_publisher or source.publisher


def _compared(name: str) -> str:
    """A name folded, in its letters and digits alone, since capitals and commas tell no two publishers apart."""
    return "".join(char for char in fold(name).text.casefold() if char.isalnum())


def _rated(merged: MergedEdition) -> Iterator[tuple[str, Claim, Standing, Assessment]]:
    """Every claim whose status rests on an assessment."""
    for a in merged.claims:
        standing = merged.standings[a.id]
        if a.claim and standing.assessment:
            yield a.id, a.claim, standing, standing.assessment


def _thin_verdicts(merged: MergedEdition) -> Iterator[Problem]:
    for id, _, standing, entry in _rated(merged):
        sources = [merged.sources[ref.id] for ref in assessment_sources(entry)]
        if STATUS_OF[standing.status].strong and is_thin(sources):
            publisher = _publisher(sources[0])
            yield problem(entry.status_place, "verdict-thin", id=id, status=standing.status, publisher=publisher)


def _thin_corrections(merged: MergedEdition) -> Iterator[Problem]:
    for a in merged.of_kind("correction"):
        sources = (merged.sources[id] for id in merged.sources_of[a.id])
        if a.correction and a.correction.confidence == "documented" and is_thin(sources):
            yield problem(a.place, "correction-thin", id=a.id)


def _failures(merged: MergedEdition) -> Iterator[Problem]:
    for id, claim, standing, entry in _rated(merged):
        if standing.status != FAILED:
            continue
        due = _named_by(entry, claim, standing)
        if due and entry.date < due.last:
            yield problem(entry.status_place, "verdict-early", id=id, status=FAILED, date=entry.date, due=due)
        if claim.condition:
            yield problem(entry.status_place, "condition-failed", id=id, status=FAILED)


def _named_by(entry: Assessment, claim: Claim, standing: Standing) -> DateSpan | None:
    """The last date named for a claim up to an entry of its history, that of the entry itself included."""
    until = standing.history[: standing.history.index(entry) + 1]
    moves = [earlier.moved_to for earlier in until if earlier.moved_to]
    return moves[-1] if moves else claim.due


def _unrecorded_moves(merged: MergedEdition) -> Iterator[Problem]:
    for a in merged.claims:
        history = merged.standings[a.id].history
        if a.claim is None or a.claim.due is None or any(entry.moved_to for entry in history):
            continue
        found = ((entry, _new_date(entry, a.claim.due)) for entry in history)
        entry, words = next(((entry, words) for entry, words in found if words), (None, ""))
        if entry:
            yield problem(entry.place, "move-unrecorded", id=a.id, date=entry.date, words=words)


def _new_date(entry: Assessment, due: DateSpan) -> str:
    """The words of an entry from such a phrase to a year later than the date due; empty where there are none."""
    notes = (plain(words) for text in (entry.because, entry.note) if text for _, words in text.values)
    for note in notes:
        for phrase in _PUT_OFF.finditer(note):
            near = note[phrase.start() : phrase.end() + NEAR]
            for year in _YEAR.finditer(near):
                if due.last.year < int(year[0]) <= due.last.year + FORESEEN:
                    return near[: year.end()]
    return ""


def _old_assessments(merged: MergedEdition) -> Iterator[Problem]:
    limit = months_before(merged.as_of, OLD)
    for a in merged.claims:
        standing = merged.standings[a.id]
        if a.claim is None or STATUS_OF[standing.status].settled or not standing.history:
            continue
        newest = standing.history[-1]
        looked = a.claim.looked.date if a.claim.looked else date.min
        if newest.date < limit and not limit <= looked <= merged.as_of:
            yield problem(newest.place, "assessment-old", id=a.id, date=newest.date, limit=limit)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month where it is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
