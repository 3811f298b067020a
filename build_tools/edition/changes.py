"""The merged edition to what changed in it: each assessment and each annotation added, the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID, uuid5

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition, status_then
from build_tools.model.model import Annotation, Assessment, Frame, Text
from build_tools.model.vocabulary import KINDS

NAMESPACE = UUID("c57b72f6-97b9-43cc-aa27-1bf02dae1a7d")
"""Under which the ids of feeds and calendars are made (RFC 9562, 5.5); fixed, or every subscriber sees all twice."""

MANY = 5
"""Annotations added on one day that are still listed one by one; more are counted, with their list behind the count."""


@dataclass(frozen=True, slots=True)
class Change:
    """One assessment of a claim, or one annotation that was added."""

    date: date
    key: str
    """Names it among the changes of the edition; no word of a note, no title and no place in a list is part of it."""
    annotation: Annotation
    assessment: Assessment | None
    """None where the annotation was added."""
    address: str
    """Where it stands, from the root of the site."""

    @property
    def status(self) -> str | None:
        """The status that the assessment gave on its day, if it gave one."""
        claim = self.annotation.claim
        return status_then(claim, self.assessment) if claim and self.assessment else None


@dataclass(frozen=True, slots=True)
class Mended:
    """Something that this edition had wrong, and the day on which it was mended."""

    date: date
    text: Text
    change: Change | None
    """The assessment that replaced a wrong one; None for what was wrong beside the claims."""


@dataclass(frozen=True, slots=True)
class Day:
    """What changed on one day."""

    date: date
    assessed: tuple[Change, ...]
    added: tuple[Change, ...]

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """How many annotations of each kind were added, those of which there are any."""
        found = Counter(change.annotation.kind for change in self.added)
        return tuple((kind, found[kind]) for kind in KINDS if found[kind])

    @property
    def many(self) -> bool:
        """Whether too many were added to list them one by one."""
        return len(self.added) > MANY


def list_changes(merged: MergedEdition) -> tuple[Change, ...]:
    """Every change up to the as-of day, the newest first.

    Within a day assessments come before additions, each in the order of the text;
    of several assessments of one claim on one day the last written comes first.
    """
    assessed = (c for a in merged.claims for c in reversed(_assessments(a, merged.standings[a.id].history)))
    added = (
        Change(a.added, f"added/{a.id}", a, None, urls.annotation_address(a))
        for a in merged.annotations.values()
        if a.added <= merged.as_of
    )
    return tuple(sorted((*assessed, *added), key=lambda change: change.date, reverse=True))


def list_mended(merged: MergedEdition) -> tuple[Mended, ...]:
    """Everything that was wrong and is mended by the as-of day, the newest first."""
    found = [Mended(e.date, e.text, None) for e in merged.edition.frame.errata if e.date <= merged.as_of]
    for change in list_changes(merged):
        if change.assessment and change.assessment.erratum:
            found.append(Mended(change.date, change.assessment.erratum, change))
    return tuple(sorted(found, key=lambda mended: mended.date, reverse=True))


def group_by_day(changes: Iterable[Change]) -> tuple[Day, ...]:
    """Changes, in the order of `list_changes`, by their day."""
    days = ((day, tuple(found)) for day, found in groupby(changes, key=lambda change: change.date))
    return tuple(
        Day(day, tuple(c for c in found if c.assessment), tuple(c for c in found if c.assessment is None))
        for day, found in days
    )


def permanent_id(frame: Frame, language: str, key: str) -> UUID:
    """The id of a thing of the edition for readers of one language (RFC 4287, 4.2.6; RFC 7986, 5.3).

    It depends on the address of the text as published, the language and the key, and
    on nothing else: neither on the site's address nor on what anything says. The
    language belongs to it since who follows both languages shall be shown both.
    """
    return uuid5(NAMESPACE, "\n".join((frame.origin.url, language, key)))


def _assessments(annotation: Annotation, history: tuple[Assessment, ...]) -> list[Change]:
    """A claim's entries; the key counts those of one day, so that an entry put in for another day changes none."""
    of_day: Counter[date] = Counter()
    found = []
    for entry, id in zip(history, urls.entry_ids(history), strict=True):
        of_day[entry.date] += 1
        key = f"assessed/{annotation.id}/{entry.date.isoformat()}/{of_day[entry.date]}"
        found.append(Change(entry.date, key, annotation, entry, urls.entry_address(annotation.id, id)))
    return found
