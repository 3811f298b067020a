"""The words that the fields of an annotation may hold, in the order in which they are shown."""

from __future__ import annotations

KINDS = ("context", "claim", "correction")
CLAIM_TYPES = ("prediction", "goal", "fact")
WORDINGS = ("reported", "printed")
FORECAST_STATUSES = (
    "not-yet-due",
    "came-true",
    "came-true-late",
    "partly",
    "did-not-come-true",
    "disputed",
    "cannot-be-told",
)
FACT_STATUSES = (
    "accurate",
    "mostly-accurate",
    "misleading",
    "inaccurate",
    "disputed",
    "cannot-be-verified",
)
DUE = "due"
"""The one status that is computed, never written."""
UNSOURCED_STATUSES = ("cannot-be-told", "cannot-be-verified")
"""The statuses that say nothing was found, and so need no source."""
SETTLED_STATUSES = tuple(
    s for s in (*FORECAST_STATUSES, *FACT_STATUSES) if s not in ("not-yet-due", "disputed", *UNSOURCED_STATUSES)
)
OPEN_STATUSES = (DUE, "not-yet-due", "disputed", *UNSOURCED_STATUSES)
"""The statuses under which something is left to find out, in the order in which they are shown."""
PROBLEM_KINDS = ("contradiction", "mistranslation", "omission", "misheard-name", "duplication", "typography")
"""Those that turn a meaning around or bend it first, those that leave it whole last."""
CONFIDENCES = ("documented", "likely", "possible")
SOURCE_KINDS = ("primary", "report", "reference", "copy")
PERSON_KINDS = ("person", "organization")


def statuses_of(claim_type: str) -> tuple[str, ...]:
    """The scale on which a claim of this type is assessed, best known first."""
    return FACT_STATUSES if claim_type == "fact" else FORECAST_STATUSES
