"""What the templates ask for about the transcript as it is read: its stretches, its turns, its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from build_tools.edition.merge import MergedEdition, Segment
from build_tools.edition.stretches import Stretch, map_text
from build_tools.model.model import Annotation, Block, Text
from build_tools.model.vocabulary import STATUS_OF
from build_tools.site.catalog import Catalog
from build_tools.site.place_names import name_part, number_place

SHOWN = 3
"""How many notes a paragraph shows where it has more than one besides."""
TURNED = ("contradiction", "mistranslation")
"""The kinds of slips that turn a meaning around or bend it."""
CROWD = 5
"""As many notes on the same words are one mark with their number."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A note beside a paragraph, or the way to one that this paragraph says again."""

    annotation: Annotation
    echo: bool
    later: bool
    """Whether it is shown only when a reader asks for more."""


@dataclass(frozen=True)
class ReadingView:
    """The transcript for readers of one language."""

    merged: MergedEdition
    said: Callable[[Text], str]
    """A text in the reader's language."""
    catalog: Catalog

    @property
    def published(self) -> tuple[Block, ...]:
        """What was printed before the conversation: headline, introduction, highlights."""
        blocks = self.merged.edition.source_text.blocks
        return blocks[: len(blocks) - len(self.conversation)]

    @property
    def conversation(self) -> tuple[Block, ...]:
        """The turns, from the heading that stands right before the first, if one does."""
        blocks = self.merged.edition.source_text.blocks
        first = next((i for i, block in enumerate(blocks) if block.kind == "turn"), 0)
        return blocks[first - (first > 0 and blocks[first - 1].kind == "section") :]

    def place(self, id: str) -> str:
        """What readers call a paragraph: its number in the conversation, or the part of the article that it is."""
        return number_place(id, self.merged, self.catalog)

    def part(self, block: Block) -> str:
        """The name of what is no turn: the headline, a highlight, a section by its heading."""
        return name_part(block, self.merged, self.catalog)

    def notes(self, id: str) -> list[Beside]:
        """What stands beside a paragraph, in the order of the text, and which of it can wait."""
        notes, echoes = self.merged.notes_at.get(id, ()), self.merged.echoes_at.get(id, ())
        found = [*((a, False) for a in notes), *((a, True) for a in echoes)]
        weights = sorted((self._weight(a, echo), order) for order, (a, echo) in enumerate(found))
        first = {order for _, order in weights[: SHOWN if len(found) > SHOWN + 1 else None]}
        return [Beside(a, echo, order not in first) for order, (a, echo) in enumerate(found)]

    def _weight(self, annotation: Annotation, echo: bool) -> int:
        if echo:
            return 4
        if annotation.claim:
            return 0 if STATUS_OF[self.merged.standings[annotation.id].status].settled else 2
        return 1 if annotation.correction and annotation.correction.problem in TURNED else 3

    def block_label(self, block: Block) -> Text:
        """The heading of a block in every language of the transcript."""
        found = [next((b for b in t.blocks if b.id == block.id), block) for t in self.merged.edition.transcripts]
        languages = (t.language for t in self.merged.edition.transcripts)
        return Text(tuple(zip(languages, (b.label for b in found), strict=True)))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The transcript as stretches on one topic, in order."""
        return map_text(self.merged)

    def title(self, stretch: Stretch) -> Text | None:
        """The topic of a stretch; None for what stands before the first turn."""
        topic = self.merged.topics.get(stretch.topic or "")
        return topic.title if topic else None

    def speakers_in(self, stretch: Stretch) -> list[Text]:
        """The names of those who speak in a stretch, as the turns are headed, each once."""
        blocks = (self.merged.edition.source_text.block_of[id] for id in stretch.paragraphs)
        return list(dict.fromkeys(self.block_label(b) for b in blocks if b.kind == "turn"))

    def initials(self, block: Block) -> str:
        """What stands for the portrait of a turn's speaker: two initials where letters have capitals, else one."""
        speakers = dict(self.merged.edition.frame.speakers)
        person = self.merged.people.get(speakers[block.label].id) if block.label in speakers else None
        label = self.said(self.block_label(block)).split() or [""]
        name = self.said(person.name).split() if person else label
        if not name[0][:1].isupper():
            return label[-1][:1]
        return name[0][0] + (name[-1][0] if len(name) > 1 else "")

    def voice(self, block: Block) -> int:
        """Whose turn it is, counted from 1 in the order of `edition.yml`."""
        labels = [label for label, _ in self.merged.edition.frame.speakers]
        return labels.index(block.label) + 1 if block.label in labels else 0

    def kinds(self, annotations: Iterable[str]) -> list[str]:
        """The kinds of some annotations, each once."""
        return sorted({self.merged.annotations[id].kind for id in annotations})

    def has_words(self, text: str) -> bool:
        """Whether there is any letter or digit in a text."""
        return any(character.isalnum() for character in text)

    def crowd(self, segment: Segment) -> int:
        """How many notes share these words, where they are too many to tell apart."""
        return len(segment.annotations) if len(segment.annotations) >= CROWD else 0

    def endnotes(self, segment: Segment) -> str:
        """The numbers of the notes whose words end with a segment, as they are counted on paper."""
        order = {id: number for number, id in enumerate(self.merged.annotations, start=1)}
        return ",".join(str(number) for number in sorted(order[id] for id in segment.ends))

    def verdict_at(self, segment: Segment) -> str | None:
        """The settled status of the claim whose quote ends with a segment, the shortest one's if several do."""
        ending = (id for id in segment.annotations if id in segment.ends and id in self.merged.standings)
        found = (self.merged.standings[id].status for id in ending)
        return next((status for status in found if STATUS_OF[status].settled), None)
