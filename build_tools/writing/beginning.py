"""A transcript to what the files of a new edition say of it, before anybody has annotated it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from build_tools.model.characters import is_blank
from build_tools.model.model import Paragraph, Span, Transcript
from build_tools.reading.wording import as_plain
from build_tools.rules.anchoring import find_quote


class NoQuoteError(Exception):
    """A transcript in which nobody says anything that could be quoted."""


LONGEST_QUOTE = 90
"""Characters of the example's quote; it shows how a quote looks, so it is no longer than one is read at a glance."""
_SENTENCE = re.compile(r".+?(?:[.!?…](?=\s|$)|[。！？]|$)")


def describe_transcript(transcript: Transcript, *, title: str, day: date, today: date, role: str) -> Mapping[str, str]:
    """The words that go into the files of a new edition, by name; those that are YAML are ready to be put there.

    `day` is the day of the interview, `role` what is said of every speaker until somebody
    says more. Raises `NoQuoteError` where no words of a turn could be quoted.
    """
    labels = tuple(dict.fromkeys(block.label for block in transcript.blocks if block.kind == "turn"))
    ids = dict(zip(labels, _ids(labels), strict=True))
    at, quote = _first_quote(p for block in transcript.blocks if block.kind == "turn" for p in block.paragraphs)
    return {
        "title": quoted(as_plain(title) or "…"),
        "plain_title": as_plain(title) or "…",
        "date": day.isoformat(),
        "today": today.isoformat(),
        "language": transcript.language,
        "speakers": "\n".join(f"  {quoted(label)}: {id}" for label, id in ids.items()),
        "people": "\n".join(_person(label, id, transcript.language, role) for label, id in ids.items()),
        "at": at,
        "quote": quoted(quote),
    }


def quoted(words: str) -> str:
    """`words` as a YAML scalar in double quotes, whose escapes are those of JSON."""
    return json.dumps(words, ensure_ascii=False)


def _person(label: str, id: str, language: str, role: str) -> str:
    name = as_plain(label)
    name = id if is_blank(name) else name
    lines = (
        f"{id}:",
        "  kind: person",
        f"  name: {quoted(name)}",
        f"  role: {quoted(role)}",
        f"  names: {{{language}: [{quoted(name)}]}}",
    )
    return "\n".join(lines)


def _ids(labels: Iterable[str]) -> Iterator[str]:
    """An id for each label: its Latin letters where it has any, else a number; no two alike."""
    taken: set[str] = set()
    for number, label in enumerate(labels, 1):
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
        id = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        if not re.search("[a-z]", id) or id in taken:
            id = f"{id}-{number}".strip("-") if re.search("[a-z]", id) else f"speaker-{number}"
        taken.add(id)
        yield id


def _first_quote(paragraphs: Iterable[Paragraph]) -> tuple[str, str]:
    """The first words that can be quoted, with their paragraph: a sentence if it is short, else a whole paragraph."""
    for paragraph in paragraphs:
        sentence = _SENTENCE.match(paragraph.text.lstrip())
        for words in (sentence[0] if sentence else "", paragraph.text):
            if 0 < len(words) <= LONGEST_QUOTE and isinstance(find_quote(paragraph.text, words), Span):
                return paragraph.id, words
        words = _cut(paragraph.text.strip())
        if words and isinstance(find_quote(paragraph.text, words), Span):
            return paragraph.id, words
    raise NoQuoteError("no words of a turn can be quoted")


def _cut(words: str) -> str:
    """The beginning of some words, up to the end of one where they have blanks."""
    start = words[:LONGEST_QUOTE]
    return start.rpartition(" ")[0] or start if len(words) > LONGEST_QUOTE else words
