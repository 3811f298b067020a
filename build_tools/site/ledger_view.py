"""What the templates ask for about the ledger of claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.edition import ledger
from build_tools.edition.merge import MergedEdition
from build_tools.edition.timeline import Strip, Timeline, draw_strip, draw_timeline
from build_tools.model.dates import DateSpan
from build_tools.model.model import Annotation
from build_tools.model.vocabulary import STATUS_OF, scale_of
from build_tools.site.catalog import Catalog
from build_tools.site.embed import embed_json


def scale(*, facts: bool) -> tuple[str, ...]:
    """The statuses of facts or of forecasts in the order in which they are shown, the computed ones first."""
    return tuple(status.name for status in scale_of("fact" if facts else "prediction"))


@dataclass(frozen=True)
class LedgerView:
    """The ledger in the reader's language."""

    merged: MergedEdition
    catalog: Catalog

    @property
    def past_due(self) -> Sequence[tuple[Annotation, DateSpan]]:
        """Claims past due and unassessed, oldest first."""
        return ledger.past_due(self.merged)

    @property
    def due_soon(self) -> Sequence[tuple[Annotation, DateSpan]]:
        """Claims that fall due within a year, soonest first."""
        return ledger.due_soon(self.merged)

    @property
    def due_record(self) -> Mapping[str, int]:
        """How the claims whose first date has passed have fared."""
        return ledger.due_record(self.merged)

    @property
    def slips(self) -> list[tuple[Annotation, ledger.Slip]]:
        """Every claim that slipped, in the order of the text."""
        return [(a, slip) for a in self.merged.claims if (slip := self.slip(a))]

    def slip(self, annotation: Annotation) -> ledger.Slip | None:
        """How far a claim slipped, if it did."""
        return ledger.slip_of(annotation.claim, self.merged.as_of) if annotation.claim else None

    def days_after_outcome(self, annotation: Annotation) -> int | None:
        """Days from the outcome to the yardstick."""
        return ledger.days_after_outcome(annotation.claim) if annotation.claim else None

    @property
    def timeline(self) -> Timeline:
        """The drawing of every claim in time."""
        return draw_timeline(self.merged)

    def strip(self, annotation: Annotation) -> Strip:
        """The small timeline of one claim."""
        return draw_strip(annotation, self.merged)

    def shorten(self, words: str, width: int) -> str:
        """Words cut to a width in columns."""
        return ledger.shorten(words, width)

    def count_statuses(self, claims: Iterable[Annotation]) -> Counter[str]:
        """How many of some claims stand at each status."""
        return ledger.count_statuses(self.merged, claims)

    @property
    def all_statuses(self) -> tuple[str, ...]:
        """Every status once, forecasts' before facts'."""
        return tuple(dict.fromkeys((*scale(facts=False), *scale(facts=True))))

    def _look(self, name: str) -> dict[str, str]:
        status = STATUS_OF[name]
        return {"words": self.catalog.label(f"status.{name}"), "sort": status.sort, "sign": status.sign}

    @property
    def data(self) -> Markup:
        """What the ledger's script needs of every claim, as JSON that cannot end its element."""
        data = {
            "said": self.merged.edition.frame.date,
            "asOf": self.merged.as_of,
            "locale": str(self.catalog.locale).replace("_", "-"),
            "statuses": {name: self._look(name) for name in self.all_statuses},
            "shown": self.catalog.label("ledger.shown", number="#"),
            "claims": [ledger.describe_claim(a, self.merged, self.catalog.date) for a in self.merged.claims],
        }
        return embed_json(data)
