"""A paragraph's id to the name under which readers know its place."""

from __future__ import annotations

import re

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Block
from build_tools.site.catalog import Catalog


def name_place(id: str, merged: MergedEdition, catalog: Catalog) -> str:
    """`t24.p1` as “¶ 24 · Musk”."""
    block = merged.edition.source_text.block_of[id]
    place = number_place(id, merged, catalog)
    return f"{place} · {heading(block, merged, catalog.language)}" if block.kind == "turn" else place


def number_place(id: str, merged: MergedEdition, catalog: Catalog) -> str:
    """`t24.p1` as “¶ 24”; a turn of several paragraphs counts them: “¶ 8.3”. What is no turn has its part of the text.

    The number is that of the permanent id, so it never changes either.
    """
    block = merged.edition.source_text.block_of[id]
    part = id.rpartition(".p")[2] if len(block.paragraphs) > 1 else ""
    if block.kind == "turn":
        number = re.sub(r"^\D*0*", "", block.id)
        return catalog.label("place.spoken", number=f"{number}.{part}" if part else number)
    name = name_part(block, merged, catalog)
    return catalog.label("place.part", part=name, number=part) if part else name


def name_part(block: Block, merged: MergedEdition, catalog: Catalog) -> str:
    """The name of what is no turn: the headline, a highlight by its number, a section by its heading."""
    if block.kind == "highlight":
        return catalog.label("transcript.highlight", number=block.label)
    if block.kind in ("headline", "dek"):
        return catalog.label(f"transcript.{block.kind}")
    return heading(block, merged, catalog.language)


def heading(block: Block, merged: MergedEdition, language: str) -> str:
    """The heading of a block in the reader's language, where the transcript is known in it."""
    translations = (t.blocks for t in merged.edition.transcripts if t.language == language)
    return next((b.label for blocks in translations for b in blocks if b.id == block.id), block.label)
