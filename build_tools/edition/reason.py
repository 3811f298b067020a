"""An assessment to the reason that a reader sees first, and to how strong its evidence is."""

from __future__ import annotations

import re

from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import assessment_sources, citations
from build_tools.model.model import Assessment, Text

_END = re.compile(
    r"""(?<![A-Z]\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.)
    (?: (?<=[.!?]) ["”’)\]]* (?=\s) (?!\s+(?:[a-z(]|\[(?!@))) | (?<=[。！？]) [」』）]* )
    (?: \s* \[@[^\]]+\] )*""",
    re.VERBOSE,
)
"""Where a sentence ends: not behind an initial or a short form; what it cites belongs to it."""


def reason_of(entry: Assessment) -> Text:
    """Why an assessment says what it says: the reason it gives, or else the first sentence of its note."""
    if entry.because:
        return entry.because
    return Text(tuple((language, first_sentence(words)) for language, words in entry.note.values))


def first_sentence(words: str) -> str:
    """The first sentence of a note in either script, with what it cites."""
    one_line = " ".join(words.split())
    found = _END.search(one_line)
    return one_line[: found.end()] if found else one_line


def lacks_primary(entry: Assessment, merged: MergedEdition) -> bool:
    """Whether an assessment cites sources, and none of them is a primary one."""
    because = entry.because.values if entry.because else ()
    ids = {ref.id for ref in assessment_sources(entry)} | {id for _, words in because for id in citations(words)}
    kinds = {merged.sources[id].kind for id in ids if id in merged.sources}
    return bool(kinds) and "primary" not in kinds
