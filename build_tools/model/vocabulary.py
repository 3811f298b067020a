"""The words that the fields of an annotation may hold, in the order in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["context", "claim", "correction"]
ClaimType = Literal["prediction", "goal", "fact"]
Wording = Literal["reported", "printed"]
ProblemKind = Literal["contradiction", "mistranslation", "omission", "misheard-name", "duplication", "typography"]
"""Those that turn a meaning around or bend it first, those that leave it whole last."""
Confidence = Literal["documented", "likely", "possible"]
SourceKind = Literal["primary", "report", "reference", "copy"]
PersonKind = Literal["person", "organization"]
Scale = Literal["forecast", "fact", "both"]
Sort = Literal["good", "nearly", "mixed", "bad", "open", "due"]
"""What a status says at a glance; style sheets, timelines and cards know these and no status."""

KINDS: tuple[Kind, ...] = get_args(Kind)
CLAIM_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
WORDINGS: tuple[Wording, ...] = get_args(Wording)
PROBLEM_KINDS: tuple[ProblemKind, ...] = get_args(ProblemKind)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
SORTS: tuple[Sort, ...] = get_args(Sort)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
PERSON_KINDS: tuple[PersonKind, ...] = get_args(PersonKind)


@dataclass(frozen=True, slots=True)
class Status:
    """What an assessment, or the passing of a date, says of a claim."""

    name: str
    scale: Scale
    """On whose scale it stands: that of predictions and goals, that of facts, or both."""
    sort: Sort
    sign: str
    """One character that tells it from the others without colour."""
    settled: bool
    """Whether it is an outcome. Of the others there is something left to find out."""
    computed: bool = False
    """Whether it is found from the dates, and never written in a file."""
    sourced: bool = True
    """Whether an assessment with it has to cite a source."""
    strong: bool = False
    """Whether it says plainly yes or no, and so asks for the best evidence."""


STATUSES: tuple[Status, ...] = (
    Status("due", "forecast", "due", "!", settled=False, computed=True),
    Status("not-yet-due", "forecast", "open", "○", settled=False),
    Status("no-date", "forecast", "open", "◌", settled=False, computed=True),
    Status("came-true", "forecast", "good", "●", settled=True, strong=True),
    Status("came-true-late", "forecast", "nearly", "◕", settled=True),
    Status("partly", "forecast", "mixed", "◐", settled=True),
    Status("did-not-come-true", "forecast", "bad", "✕", settled=True, strong=True),
    Status("not-assessed", "fact", "due", "…", settled=False, computed=True),
    Status("accurate", "fact", "good", "●", settled=True, strong=True),
    Status("mostly-accurate", "fact", "nearly", "◕", settled=True),
    Status("misleading", "fact", "mixed", "◔", settled=True),
    Status("inaccurate", "fact", "bad", "✕", settled=True, strong=True),
    Status("disputed", "both", "mixed", "⇄", settled=False),
    Status("cannot-be-told", "forecast", "open", "?", settled=False, sourced=False),
    Status("cannot-be-verified", "fact", "open", "?", settled=False, sourced=False),
)
"""Every status, in the order in which they are shown."""
STATUS_OF = {status.name: status for status in STATUSES}
DUE = "due"
NOT_YET_DUE = "not-yet-due"
NO_DATE = "no-date"
NOT_ASSESSED = "not-assessed"
OPEN_STATUSES = tuple(status.name for status in STATUSES if not status.settled)
"""Those under which something is left to find out."""


def scale_of(claim_type: ClaimType) -> tuple[Status, ...]:
    """Every status that a claim of this type can have, the computed ones among them, in the order shown."""
    other = "forecast" if claim_type == "fact" else "fact"
    return tuple(status for status in STATUSES if status.scale != other)


def statuses_of(claim_type: ClaimType) -> tuple[str, ...]:
    """Those of them that an assessment may hold."""
    return tuple(status.name for status in scale_of(claim_type) if not status.computed)


FORECAST_STATUSES = statuses_of("prediction")
FACT_STATUSES = statuses_of("fact")
WRITTEN_STATUSES = tuple(dict.fromkeys((*FORECAST_STATUSES, *FACT_STATUSES)))
"""Those that an assessment may hold."""

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
