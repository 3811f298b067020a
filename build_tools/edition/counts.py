"""The merged edition to the numbers that its handwritten texts may name, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Claim
from build_tools.model.vocabulary import CONFIDENCES, SOURCE_KINDS, WORDINGS, ClaimType, scale_of

Count = Callable[[MergedEdition], int]


def _claims(wanted: Callable[[Claim], bool]) -> Count:
    return lambda merged: sum(a.claim is not None and wanted(a.claim) for a in merged.claims)


def _standing(claim_type: ClaimType, status: str) -> Count:
    facts = claim_type == "fact"
    return lambda merged: sum(
        a.claim is not None and (a.claim.type == "fact") == facts and merged.standings[a.id].status == status
        for a in merged.claims
    )


def _sources(kind: str) -> Count:
    return lambda merged: sum(source.kind == kind for source in merged.sources.values())


def _wording(wording: str) -> Count:
    return _claims(lambda claim: claim.wording == wording)


def _confidence(confidence: str) -> Count:
    return lambda merged: sum(
        a.correction is not None and a.correction.confidence == confidence for a in merged.annotations.values()
    )


COUNTS: Mapping[str, Count] = {
    "count.claims": lambda merged: len(merged.claims),
    **{f"count.claims.{wording}": _wording(wording) for wording in WORDINGS},
    "count.predictions": _claims(lambda claim: claim.type == "prediction"),
    "count.goals": _claims(lambda claim: claim.type == "goal"),
    "count.forecasts": _claims(lambda claim: claim.type != "fact"),
    "count.forecasts.dated": _claims(lambda claim: claim.type != "fact" and claim.due is not None),
    "count.facts": _claims(lambda claim: claim.type == "fact"),
    **{f"count.forecasts.{status.name}": _standing("prediction", status.name) for status in scale_of("prediction")},
    **{f"count.facts.{status.name}": _standing("fact", status.name) for status in scale_of("fact")},
    "count.corrections": lambda merged: len(merged.of_kind("correction")),
    **{f"count.corrections.{confidence}": _confidence(confidence) for confidence in CONFIDENCES},
    "count.contexts": lambda merged: len(merged.of_kind("context")),
    "count.annotations": lambda merged: len(merged.annotations),
    "count.sources": lambda merged: len(merged.sources),
    **{f"count.sources.{kind}": _sources(kind) for kind in SOURCE_KINDS},
    "count.sources.undated": lambda merged: sum(source.issued is None for source in merged.sources.values()),
    "count.people": lambda merged: len(merged.people),
    "count.topics": lambda merged: len(merged.topics),
    "count.paragraphs": lambda merged: len(merged.edition.source_text.paragraphs),
}
"""How each number is found, as of the day."""

_LISTS = tuple(f"statuses.{scale}{form}" for scale in ("forecasts", "facts") for form in ("", ".written"))
WORDED = ("as_of", "found", "found.facts", *_LISTS)
"""The placeholders that stand for words, which the catalogs have: the day, what was found, the lists of statuses."""

NAMES = frozenset((*COUNTS, *WORDED))
"""Every placeholder that there is."""
