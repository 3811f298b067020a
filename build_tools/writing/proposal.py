"""The words somebody quotes to where they stand in an edition, and to a topic and an id for what is said of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.model.language import LATIN, has_letters_of, script_of
from build_tools.model.model import Edition, Span, Transcript
from build_tools.reading.registers import is_id
from build_tools.rules.anchoring import differences, fold, nearest_passage, quote_spans

MAX_ID = 60
"""Letters of a suggested id, so that an address stays legible."""
MAX_WORDS = 5
"""Words of a path that a source's suggested id takes over."""
_LOOKED_AT = 5
"""Paragraphs in which the nearest passage is looked for; comparing it with each of a long transcript takes minutes."""
_SECOND_LEVEL = {"ac", "co", "com", "edu", "gov", "idv", "net", "org"}
"""Labels before a country's, as in `co.uk`, that are no publisher's name."""
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])(?:[-/_]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
"""A day or a month in an address."""
_ALIKE = 0.4
"""The share of a quote's pairs of characters that a passage must have to be shown as the nearest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One place where quoted words stand."""

    paragraph: str
    """Its full id."""
    language: str
    """That of the transcript."""
    span: Span
    words: str
    """The characters that stand there; the quote may differ from them by folding."""


@dataclass(frozen=True, slots=True)
class Near:
    """The passage that is most like words which stand nowhere."""

    paragraph: str
    language: str
    words: str
    differs: tuple[str, ...]
    """The kinds of meaningful words in which the two differ: number, date, unit, negation."""


def find_paragraphs(edition: Edition, at: str) -> tuple[str, ...]:
    """The paragraphs that `at` may mean: the one it names, or all of the block it names; none if there is no such."""
    text = edition.source_text
    one = text.find(at)
    return (one,) if one else tuple(p.id for block in text.blocks if block.id == at for p in block.paragraphs)


def find_words(edition: Edition, words: str, paragraphs: Collection[str] = ()) -> tuple[Standing, ...]:
    """Every place where `words` stand, in any language, in some paragraphs or, where none are given, in all."""
    return tuple(
        Standing(id, transcript.language, span, text[span.start : span.end])
        for transcript, id, text in _texts(edition, paragraphs)
        for span in quote_spans(text, words)
    )


def find_near(edition: Edition, words: str, paragraphs: Collection[str] = ()) -> Near | None:
    """The passage that is most like `words`, or None where nothing is like it."""
    wanted = _pairs(words)
    likely = sorted(_texts(edition, paragraphs), key=lambda item: -len(wanted & _pairs(item[2])))[:_LOOKED_AT]
    found = [
        Near(id, transcript.language, passage, differences(words, passage))
        for transcript, id, text in likely
        if (passage := nearest_passage(text, words)) and len(wanted & _pairs(passage)) >= _ALIKE * len(wanted)
    ]
    return max(found, key=lambda near: len(wanted & _pairs(near.words)), default=None)


def suggest_topic(edition: Edition, paragraph: str) -> str | None:
    """The first topic of most annotations on that paragraph, or on the nearest paragraphs that have any.

    None where that tells nothing, unless the edition has one topic only.
    """
    text = edition.source_text
    order = {id: place for place, id in enumerate(text.paragraphs)}
    by_distance: dict[int, Counter[str]] = {}
    for annotation in edition.annotations:
        places = (order.get(text.find(quote.at.id) or "") for quote in annotation.quotes)
        distances = [abs(place - order[paragraph]) for place in places if place is not None]
        if distances:
            by_distance.setdefault(min(distances), Counter())[annotation.topics[0].id] += 1
    topics = [topic.id for topic in edition.topics]
    if not by_distance:
        return topics[0] if len(topics) == 1 else None
    nearest = by_distance[min(by_distance)]
    return max((id for id in topics if id in nearest), key=nearest.__getitem__, default=None)


def suggest_id(title: str, kind: str, paragraph: str, taken: Collection[str]) -> str:
    """An id that nothing has, from the Latin letters of the title; from kind and paragraph where it has none."""
    slug = _slug(title)
    return _free(slug if re.search(r"[a-z]{2}", slug) else _slug(f"{kind} {paragraph}"), taken)


def suggest_source_id(url: str, taken: Collection[str]) -> str:
    """An id that no source has: from the address's host, its date if it shows one, else the words of its path."""
    parts = urlsplit(url)
    host, path = _host_name(parts.hostname or ""), parts.path
    date = _DATE.search(path)
    day = "-".join(part for part in date.groups() if part) if date else ""
    segments = [_telling_words(segment) for segment in (path[date.end() :] if date else path).split("/")]
    words = "-".join(next((words for words in reversed(segments) if words), [])[:MAX_WORDS])
    named = _slug(f"{host} {words}")
    return _free(f"{host}-{day}", taken, f"{host}-{day}-{words}") if day else _free(named, taken)


def choose_language(words: str, languages: tuple[str, ...], preferred: str) -> str:
    """The language of the edition in which `words` are written, as far as their script tells; else the preferred."""
    fitting = [tag for tag in languages if script_of(tag) != LATIN and has_letters_of(words, tag)]
    fitting = fitting or [tag for tag in languages if script_of(tag) == LATIN]
    return preferred if preferred in fitting or not fitting else fitting[0]


def _texts(edition: Edition, paragraphs: Collection[str]) -> Iterator[tuple[Transcript, str, str]]:
    for transcript in edition.transcripts:
        for id, paragraph in transcript.paragraphs.items():
            if not paragraphs or id in paragraphs:
                yield transcript, id, paragraph.text


def _pairs(text: str) -> set[str]:
    folded = fold(text).text.lower()
    return {folded[i : i + 2] for i in range(len(folded) - 1)}


def _slug(words: str, limit: int | None = MAX_ID) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return slug if limit is None or len(slug) <= limit else slug[: limit + 1].rpartition("-")[0] or slug[:limit]


def _host_name(host: str) -> str:
    """The label of a host that names the publisher: `bbc` of `www.bbc.co.uk`."""
    labels = [label for label in host.lower().split(".") if label]
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        labels = labels[:-1]
    numeric = all(label.isdigit() for label in labels)
    return _slug(host if numeric or len(labels) < 2 else labels[-2]) or "source"


def _telling_words(segment: str) -> list[str]:
    """The words of a part of a path that say something; no file's ending, long number or hash, and no number alone."""
    noise = r"html?|php|aspx|pdf|index|amp|\d{5,}|(?=.*\d)[0-9a-f]{7,}"
    words = [word for word in _slug(segment, limit=None).split("-") if word and not re.fullmatch(noise, word)]
    return words if any(re.search("[a-z]{2}", word) for word in words) else []


def _free(wanted: str, taken: Collection[str], longer: str = "") -> str:
    """The first of these that nobody has: the wanted id, a longer one, the wanted one with a number."""
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(id for id in _candidates(wanted, longer, numbered) if is_id(id) and id not in taken)


def _candidates(wanted: str, longer: str, numbered: Iterable[str]) -> Iterator[str]:
    yield wanted
    yield _slug(longer)
    yield from numbered
