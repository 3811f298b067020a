"""How many claims stand where, to a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model.vocabulary import STATUSES
from build_tools.site.catalog import Catalog

TOLD = tuple(status.name for status in sorted(STATUSES, key=lambda status: not status.settled))
"""Every status in the order in which a sentence tells of it: outcomes first, then what is open."""


def found_sentence(counts: Mapping[str, int], catalog: Catalog, *, facts: bool) -> str:
    """What was found of forecasts or of facts: of how many, and how many stand at each status that any has.

    Empty where there are none.
    """
    if not sum(counts.values()):
        return ""
    whole = catalog.count("outcome.facts" if facts else "outcome.forecasts", sum(counts.values()))
    return catalog.label("outcome.sentence", whole=whole, parts=enumerate_parts(counts, catalog))


def enumerate_parts(counts: Mapping[str, int], catalog: Catalog) -> str:
    """How many claims stand at each status that any has, as a list in words."""
    parts = [catalog.count(f"outcome_part.{name}", counts[name]) for name in TOLD if counts.get(name)]
    *first, last = parts or [""]
    return catalog.label("outcome.last").join([catalog.label("outcome.between").join(first), last]) if first else last
