"""A paragraph's id to the name under which readers know its place."""

from __future__ import annotations

import re

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Block
from build_tools.site.catalog import Catalog


def name_place(id: str, merged: MergedEdition, catalog: Catalog) -> str:
    """`t24.p1` as “¶ 24 · Musk”; a turn of several paragraphs counts them: “¶ 8.3”.

    The number is that of the permanent id, so it never changes either.
    """
    block = merged.edition.source_text.block_of[id]
    if block.kind == "highlight":
        return catalog.label("transcript.highlight", number=block.label)
    if block.kind != "turn":
        return catalog.label(f"transcript.{block.kind}") if block.kind in ("headline", "dek") else block.label
    number = re.sub(r"^\D*0*", "", block.id)
    part = f".{id.rpartition('.p')[2]}" if len(block.paragraphs) > 1 else ""
    return f"{catalog.label('search.paragraph', number=number + part)} · {_speaker(block, merged, catalog.language)}"


def _speaker(block: Block, merged: MergedEdition, language: str) -> str:
    """The label of a turn in the reader's language, where the transcript is known in it."""
    translations = (t.blocks for t in merged.edition.transcripts if t.language == language)
    return next((b.label for blocks in translations for b in blocks if b.id == block.id), block.label)
