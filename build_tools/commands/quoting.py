"""The words somebody quotes, settled: one paragraph, the characters that stand there, their surroundings if needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from build_tools.commands.asking import Asker
from build_tools.model.model import Edition
from build_tools.problems.suggest import did_you_mean
from build_tools.rules.anchoring import surroundings
from build_tools.writing.proposal import Standing, find_near, find_paragraphs, find_words

_SHOWN = 12
"""Characters shown on either side of a passage, so that it is recognized."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote that anchors, but for a language in which it is still blank."""

    paragraph: str
    words: tuple[tuple[str, str], ...]
    """Pairs of language and words."""
    prefix: str = ""
    suffix: str = ""


def settle_quote(asker: Asker, edition: Edition, at: str | None, given: tuple[str, ...], nth: int | None) -> Quoted:
    """The quote, from what was given and, at a terminal, answered; raises `WrongCallError` where it does not anchor."""
    label = asker.catalog.label
    paragraphs = _settle_at(asker, edition, at)
    quotes = [
        asker.settle(
            "--quote",
            words,
            label("new.ask_quote"),
            required=True,
            complaint=lambda words: _miss(asker, edition, words, paragraphs),
        )
        for words in given or (None,)
    ]
    asker.stop_if_wrong()
    found = [find_words(edition, words, paragraphs) for words in quotes]
    paragraph = _settle_paragraph(asker, edition, found)
    asker.stop_if_wrong()
    chosen = [standing for standings in found for standing in _in_paragraph(asker, edition, standings, paragraph, nth)]
    asker.stop_if_wrong()
    source = edition.frame.source_language
    if all(standing.language != source for standing in chosen):
        chosen += _settle_source(asker, edition, chosen[0], nth)
    asker.stop_if_wrong()
    return _quoted(asker, edition, paragraph, {standing.language: standing for standing in chosen})


def _settle_at(asker: Asker, edition: Edition, at: str | None) -> tuple[str, ...]:
    """The paragraphs among which to look; empty for all."""
    known = edition.source_text.paragraphs

    def complain(id: str) -> str:
        cure = did_you_mean(id, known).spoken(asker.catalog.language)
        return "" if find_paragraphs(edition, id) else asker.catalog.label("new.no_paragraph", id=repr(id), cure=cure)

    if not at:
        return ()
    settled = asker.settle("--at", at, asker.catalog.label("new.ask_paragraph"), complaint=complain)
    asker.stop_if_wrong()
    return find_paragraphs(edition, settled)


def _miss(asker: Asker, edition: Edition, words: str, paragraphs: Collection[str]) -> str:
    """Why the words cannot be quoted, with what is nearest; empty where they can."""
    if find_words(edition, words, paragraphs):
        return ""
    label = asker.catalog.label
    where = label("new.in_paragraphs", ids=", ".join(paragraphs)) if paragraphs else label("new.in_transcript")
    lines = [label("new.not_found", where=where)]
    elsewhere = dict.fromkeys(standing.paragraph for standing in find_words(edition, words)) if paragraphs else {}
    near = None if elsewhere else find_near(edition, words, paragraphs)
    if elsewhere:
        lines.append(label("new.elsewhere", ids=", ".join(elsewhere)))
    elif near:
        differs = label("new.differs", kinds=", ".join(near.differs)) if near.differs else ""
        lines.append(label("new.nearest", id=near.paragraph, language=near.language, words=near.words, differs=differs))
    return "\n    ".join(lines)


def _settle_paragraph(asker: Asker, edition: Edition, found: list[tuple[Standing, ...]]) -> str:
    """The one paragraph in which all quotes stand."""
    label = asker.catalog.label
    shared = set.intersection(*({standing.paragraph for standing in standings} for standings in found))
    candidates = [id for id in edition.source_text.paragraphs if id in shared]
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        asker.note("new.not_together")
        return ""
    first = {standing.paragraph: standing for standing in reversed(found[0])}
    lines = [label("new.several_paragraphs", count=len(candidates))]
    lines += [f"    {id}: {_shown(edition, first[id])}" for id in candidates]
    return _settle_choice(asker, lines, label("new.ask_paragraph"), candidates)


def _in_paragraph(
    asker: Asker, edition: Edition, standings: tuple[Standing, ...], paragraph: str, nth: int | None
) -> list[Standing]:
    """One place a language for the words of one quote.

    Which occurrence is meant is told apart in the source text only; where the words
    stand there too, a translation that has them more than once is left out.
    """
    source = edition.frame.source_language
    by_language: dict[str, list[Standing]] = {}
    for standing in standings:
        if standing.paragraph == paragraph:
            by_language.setdefault(standing.language, []).append(standing)
    chosen = []
    for language, places in by_language.items():
        if language == source:
            chosen += _settle_occurrence(asker, edition, places, nth)
        elif len(places) == 1:
            chosen += places
        elif source not in by_language:
            asker.note("new.repeated_translation", count=len(places), id=paragraph, language=language)
    return chosen


def _settle_occurrence(asker: Asker, edition: Edition, places: list[Standing], nth: int | None) -> list[Standing]:
    label = asker.catalog.label
    if nth is not None and not 1 <= nth <= len(places):
        asker.note("new.no_occurrence", number=nth, count=len(places))
        return []
    if nth is not None or len(places) == 1:
        return [places[(nth or 1) - 1]]
    first = places[0]
    lines = [label("new.several_occurrences", count=len(places), id=first.paragraph, language=first.language)]
    numbers = [str(number) for number in range(1, len(places) + 1)]
    lines += [f"    {number}: {_shown(edition, place)}" for number, place in zip(numbers, places, strict=True)]
    answer = _settle_choice(asker, lines, label("new.ask_occurrence", count=len(places)), numbers)
    return [places[int(answer) - 1]] if answer else []


def _settle_choice(asker: Asker, lines: list[str], question: str, choices: list[str]) -> str:
    """One of the choices, asked for at a terminal; elsewhere the lines tell what to choose from."""
    if not asker.interactive:
        asker.wrong.append("\n".join(lines))
        return ""
    asker.tell("\n".join(lines))
    return asker.settle(
        "", None, question, required=True, complaint=lambda answer: "" if answer in choices else ", ".join(choices)
    )


def _settle_source(asker: Asker, edition: Edition, known: Standing, nth: int | None) -> list[Standing]:
    """The words of the source text for a quote in a translation; none where they are left blank."""
    label = asker.catalog.label
    source, paragraph = edition.frame.source_language, known.paragraph
    asker.tell(f"{paragraph}: " + label("new.no_source_language", language=known.language))
    if not asker.interactive:
        return []
    asker.tell(f"    {edition.source_text.paragraphs[paragraph].text}")

    def in_source(words: str) -> tuple[Standing, ...]:
        return tuple(place for place in find_words(edition, words, (paragraph,)) if place.language == source)

    words = asker.settle(
        "",
        None,
        label("new.ask_source_quote", language=source),
        complaint=lambda words: "" if in_source(words) else _miss(asker, edition, words, (paragraph,)) or source,
    )
    return _settle_occurrence(asker, edition, list(in_source(words)), nth) if words else []


def _quoted(asker: Asker, edition: Edition, paragraph: str, chosen: dict[str, Standing]) -> Quoted:
    words = tuple((language, standing.words) for language, standing in chosen.items())
    source = chosen.get(edition.frame.source_language)
    if source is None:
        return Quoted(paragraph, words)
    around = surroundings(edition.source_text.paragraphs[paragraph].text, source.span)
    if around is None:
        asker.note("new.not_distinct", id=paragraph)
        asker.stop_if_wrong()
    return Quoted(paragraph, words, *(around or ("", "")))


def _shown(edition: Edition, standing: Standing) -> str:
    """A passage between the words around it."""
    transcript = next(t for t in edition.transcripts if t.language == standing.language)
    text, span = transcript.paragraphs[standing.paragraph].text, standing.span
    before, after = text[max(0, span.start - _SHOWN) : span.start], text[span.end : span.end + _SHOWN]
    return f"…{before}[{standing.words}]{after}…".replace("\n", " ")
