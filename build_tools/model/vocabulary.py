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

SYNONYMS: dict[str, tuple[str, ...]] = {
    "background": ("context",),
    "note": ("context",),
    "statement": ("claim", "fact"),
    "error": ("correction",),
    "erratum": ("correction",),
    "forecast": ("prediction",),
    "aim": ("goal",),
    "target": ("goal",),
    "pending": ("not-yet-due",),
    "open": ("not-yet-due",),
    "true": ("came-true", "accurate"),
    "correct": ("came-true", "accurate"),
    "fulfilled": ("came-true",),
    "kept": ("came-true",),
    "late": ("came-true-late",),
    "half-true": ("partly", "misleading"),
    "false": ("did-not-come-true", "inaccurate"),
    "wrong": ("did-not-come-true", "inaccurate"),
    "failed": ("did-not-come-true",),
    "missed": ("did-not-come-true",),
    "unknown": ("cannot-be-told", "cannot-be-verified"),
    "unclear": ("cannot-be-told", "cannot-be-verified"),
    "unverifiable": ("cannot-be-verified", "cannot-be-told"),
    "certain": ("documented",),
    "article": ("report",),
    "news": ("report",),
    "company": ("organization",),
    "organisation": ("organization",),
    "背景": ("context",),
    "說法": ("claim",),
    "勘誤": ("correction",),
    "預測": ("prediction",),
    "目標": ("goal",),
    "事實": ("fact",),
    "事實陳述": ("fact",),
    "尚未到期": ("not-yet-due",),
    "如期實現": ("came-true",),
    "已實現": ("came-true",),
    "延遲實現": ("came-true-late",),
    "部分實現": ("partly",),
    "未實現": ("did-not-come-true",),
    "有爭議": ("disputed",),
    "無從判斷": ("cannot-be-told",),
    "準確": ("accurate",),
    "大致準確": ("mostly-accurate",),
    "誤導": ("misleading",),
    "不準確": ("inaccurate",),
    "無法查證": ("cannot-be-verified",),
    "誤譯": ("mistranslation",),
    "一手": ("primary",),
    "報道": ("report",),
    "參考": ("reference",),
    "轉載": ("copy",),
    "人物": ("person",),
    "機構": ("organization",),
}
"""What people write for a word of the vocabulary; the first that a field may hold was meant."""

FIELDS: dict[str, tuple[str, ...]] = {
    "annotation": (
        *("kind", "at", "quote", "prefix", "suffix", "also", "topics", "title", "note", "sources", "related"),
        *("claim", "correction", "added", "by"),
    ),
    "also": ("at", "quote", "prefix", "suffix"),
    "claim": ("type", "says", "wording", "speaker", "due", "due_reading", "condition", "judged_by", "history"),
    "judged_by": ("written", "text"),
    "history": ("date", "status", "moved_to", "note", "sources"),
    "correction": ("problem", "confidence", "reads_better"),
    "source": (
        *("kind", "title", "description", "language", "publisher", "original_publisher", "author", "url", "date"),
        *("accessed", "supports"),
    ),
    "person": ("name", "kind", "role", "note", "names", "sources"),
    "topic": ("title", "introduction"),
    "edition": (
        *("title", "summary", "date", "languages", "source_language", "speakers", "origin", "untracked"),
        *("recording", "findings"),
    ),
    "findings": ("of", "why"),
    "recording": ("url", "time"),
}
"""The fields of each mapping in the order of `docs/format.md`, the mapping named as the field that holds it."""


def statuses_of(claim_type: str) -> tuple[str, ...]:
    """The scale on which a claim of this type is assessed, best known first."""
    return FACT_STATUSES if claim_type == "fact" else FORECAST_STATUSES
