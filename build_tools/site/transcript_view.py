"""What the templates ask for about the transcript as it is read: its stretches, its turns, its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from build_tools.edition.merge import MergedEdition, Segment
from build_tools.edition.stretches import Stretch, map_text
from build_tools.model.model import Block, Text


@dataclass(frozen=True)
class ReadingView:
    """The transcript for readers of one language."""

    merged: MergedEdition
    said: Callable[[Text], str]
    """A text in the reader's language."""

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
        """What stands for the portrait of a turn's speaker: two Latin initials, or one Chinese character."""
        speakers = dict(self.merged.edition.frame.speakers)
        person = self.merged.people.get(speakers[block.label].id) if block.label in speakers else None
        label = self.said(self.block_label(block))
        name = (self.said(person.name) if person else label).split()
        return name[0][0] + name[-1][0] if len(name) > 1 else label[:1]

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

    def ending_status(self, segment: Segment) -> str | None:
        """The status of the claim whose quote ends with a segment, the shortest one's if several do."""
        ending = (id for id in segment.annotations if id in segment.ends and id in self.merged.standings)
        return next((self.merged.standings[id].status for id in ending), None)
