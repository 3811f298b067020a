"""What the templates ask for about the ledger of claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.edition import ledger
from build_tools.edition.merge import MergedEdition
from build_tools.edition.timeline import Axis, Story, Track, draw_story, draw_track, shared_axis
from build_tools.model.dates import DateSpan
from build_tools.model.model import Annotation
from build_tools.model.vocabulary import SORTS, STATUS_OF, scale_of
from build_tools.site.catalog import Catalog
from build_tools.site.embed import embed_json
from build_tools.site.sentence import TOLD, found_sentence


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
    def forecast_groups(self) -> Sequence[tuple[str, Sequence[Annotation]]]:
        """Predictions and goals: those settled, those with a date, those without."""
        return ledger.forecast_groups(self.merged)

    @property
    def facts(self) -> list[Annotation]:
        """Every statement of fact, in the order of the text."""
        return [a for a in self.merged.claims if a.claim and a.claim.type == "fact"]

    @property
    def axis(self) -> Axis:
        """The axis on which every claim is drawn."""
        return shared_axis(self.merged)

    def track(self, annotation: Annotation) -> Track:
        """A claim on that axis."""
        return draw_track(annotation, self.merged)

    def story(self, annotation: Annotation) -> Story:
        """A claim's own timeline."""
        return draw_story(annotation, self.merged)

    def days_left(self, annotation: Annotation) -> int | None:
        """Days to the date of a claim that waits for it."""
        return ledger.days_left(self.merged.standings[annotation.id], self.merged.as_of)

    def sentence(self, claims: Iterable[Annotation], *, facts: bool) -> str:
        """What was found of the forecasts or of the facts among some claims; empty where there are none."""
        those = [a for a in claims if a.claim and (a.claim.type == "fact") == facts]
        return found_sentence(self.count_statuses(those), self.catalog, facts=facts)

    def shares(self, claims: Iterable[Annotation]) -> list[tuple[str, int]]:
        """How many of some claims stand at each status that any has, the good before the bad, the open last."""
        counts = self.count_statuses(claims)
        names = sorted(counts, key=lambda name: (SORTS.index(STATUS_OF[name].sort), self.all_statuses.index(name)))
        return [(name, counts[name]) for name in names]

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

    def _look(self, name: str) -> dict[str, object]:
        status = STATUS_OF[name]
        look = {"words": self.catalog.label(f"status.{name}"), "sort": status.sort, "sign": status.sign}
        return {**look, "counted": self.catalog.forms(f"outcome_part.{name}")}

    @property
    def data(self) -> Markup:
        """What the ledger's script needs of every claim, as JSON that cannot end its element."""
        label, forms = self.catalog.label, self.catalog.forms
        data = {
            "said": self.merged.edition.frame.date,
            "asOf": self.merged.as_of,
            "locale": self.catalog.browser_locale,
            "tongue": self.catalog.tongue,
            "statuses": {name: self._look(name) for name in TOLD},
            "words": {
                "days": forms("count.days"),
                "whole": forms("outcome.forecasts"),
                "sentence": label("outcome.sentence", whole="{whole}", parts="{parts}"),
                "between": label("outcome.between"),
                "last": label("outcome.last"),
                "since": label("ledger.since", parts="{parts}"),
                "unchanged": label("ledger.unchanged"),
                "before": label("ledger.before_it", date="{date}"),
                "turned": label("ledger.from_to", before="{before}", now="{now}"),
                "until": label("claim.until", date="{date}", days="{days}"),
                "untilToday": label("claim.until_today", date="{date}"),
                "shown": label("ledger.shown", number="{number}"),
            },
            "claims": [ledger.describe_claim(a, self.merged) for a in self.merged.claims],
        }
        return embed_json(data)
