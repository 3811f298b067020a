"""The histories of an edition to a problem for every verdict that no source could bear out."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.model import Edition
from build_tools.model.vocabulary import STATUS_OF, STATUSES, statuses_of
from build_tools.problems.problem import Problem, phrase, problem

BY_OUTCOME = frozenset(status.name for status in STATUSES if status.strong) | {"came-true-late"}
"""The statuses that say from what happened whether a claim was true."""


def chances(edition: Edition, *_: object) -> Iterator[Problem]:
    """No stated chance is judged by one outcome; entries that a newer one supersedes may stand."""
    for a in edition.annotations:
        if a.claim is None or a.claim.chance is None:
            continue
        newest = next((entry for entry in reversed(a.claim.history) if entry.status), None)
        if newest and newest.status in BY_OUTCOME:
            open_ones = tuple(name for name in statuses_of(a.claim.type) if not STATUS_OF[name].settled)
            choices = phrase("use-one-of", choices=open_ones)
            yield problem(newest.status_place, "chance-judged", status=newest.status, choices=choices)


def first_errata(edition: Edition, *_: object) -> Iterator[Problem]:
    """An erratum mends an entry before it, so the first of a history has none."""
    for a in edition.annotations:
        first = next(iter(a.claim.history), None) if a.claim else None
        if first and first.erratum:
            yield problem(first.erratum.place, "erratum-first")
