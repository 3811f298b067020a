"""The rules that need more than one file: every reference, every quote, every date against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from build_tools.anchoring import Miss, find_quote
from build_tools.model import Anchor, Edition, Quote, Ref, Span, Text, Transcript
from build_tools.notes import assessment_sources, citations, links
from build_tools.problems import Place, Problem, problem
from build_tools.record import did_you_mean, is_web_address
from build_tools.vocabulary import UNSOURCED_STATUSES, statuses_of


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that may be referred to; those of files with problems of their own count as known."""

    topics: frozenset[str] | None
    """None where the file cannot be read, so that nothing is known of what it holds."""
    sources: frozenset[str]
    people: frozenset[str] | None
    annotations: frozenset[str]
    pages: frozenset[str]
    """Addresses from the root of the site, as in `/claims/`."""


def anchor_quotes(edition: Edition) -> tuple[tuple[Anchor, ...], list[Problem]]:
    """The span of every quote in every language, and a problem for every quote without one."""
    anchors: list[Anchor] = []
    problems: list[Problem] = []
    for annotation in edition.annotations:
        for quote in annotation.quotes:
            paragraph = edition.source_text.find(quote.at.id)
            if paragraph is None:
                cure = _paragraph_cure(edition.source_text, quote.at.id)
                problems.append(problem(quote.at.place, "unknown-paragraph", id=quote.at.id, cure=cure))
                continue
            for transcript in edition.transcripts:
                words = quote.exact.get(transcript.language)
                if words is None or paragraph not in transcript.paragraphs:
                    continue
                is_source = transcript is edition.source_text
                around = (quote.prefix, quote.suffix) if is_source else ("", "")
                found = find_quote(transcript.paragraphs[paragraph].text, words, *around)
                if isinstance(found, Span):
                    anchors.append(Anchor(annotation.id, paragraph, transcript.language, found))
                else:
                    problems.append(_quote_problem(found, quote, transcript, paragraph, words))
    return tuple(anchors), problems


def check_edition(edition: Edition, known: Known, *, today: date) -> list[Problem]:
    """Every problem that the rules below find."""
    return [found for rule in RULES for found in rule(edition, known, today)]


def references(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Every id names something that exists."""
    for a in edition.annotations:
        yield from _unknown(a.topics, known.topics, "unknown-topic")
        yield from _unknown(a.related, known.annotations, "unknown-annotation")
        for ref in a.related:
            if ref.id == a.id:
                yield problem(ref.place, "related-self", id=ref.id)
        if a.claim and a.claim.speaker:
            yield from _unknown([a.claim.speaker], known.people, "unknown-person")
    for refs in _source_lists(edition):
        yield from _unknown(refs, known.sources, "unknown-source")
    yield from _unknown((ref for _, ref in edition.frame.speakers), known.people, "unknown-person")
    for entry in edition.frame.untracked:
        if edition.source_text.find(entry.at.id) is None:
            cure = _paragraph_cure(edition.source_text, entry.at.id)
            yield problem(entry.at.place, "unknown-paragraph", id=entry.at.id, cure=cure)


def findings(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """What the home page shows is a claim or a correction that exists."""
    yield from _unknown((f.of for f in edition.frame.findings), known.annotations, "unknown-annotation")
    kinds = {a.id: a.kind for a in edition.annotations}
    for finding in edition.frame.findings:
        if kinds.get(finding.of.id) == "context":
            yield problem(finding.of.place, "finding-kind", id=finding.of.id)


def notes(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Citations and links inside notes lead somewhere."""
    for text in _notes(edition):
        for language, words in text.values:
            place = text.place_of(language)
            yield from _unknown((Ref(id, place) for id in citations(words)), known.sources, "unknown-source")
            for address in links(words):
                if address.startswith("/"):
                    if address.partition("#")[0] not in known.pages:
                        cure = "link to one of its pages, as in /transcript/#t16.p2 or /claims/<id>/"
                        yield problem(place, "unknown-page", address=address, cure=cure)
                elif not is_web_address(address):
                    yield problem(place, "bad-link", address=address)


def unique_ids(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """No two annotations share an id, no two sources an address."""
    files: dict[str, str] = {}
    for a in edition.annotations:
        if a.id in files:
            yield problem(Place(a.place.file), "annotation-id-twice", id=a.id, other=files[a.id])
        files.setdefault(a.id, a.place.file)
    addresses: dict[str, str] = {}
    for s in edition.sources:
        address = s.url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
        if address in addresses:
            yield problem(s.place, "address-twice", other=addresses[address])
        addresses.setdefault(address, s.id)


def speakers(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Every turn has a known speaker, and so has every claim."""
    labels = dict(edition.frame.speakers)
    reported = set()
    for block in edition.source_text.blocks:
        if block.kind == "turn" and block.label not in labels and block.label not in reported:
            reported.add(block.label)
            yield problem(block.place, "speaker-unknown", label=block.label)
    people = sorted({ref.id for ref in labels.values()})
    for a in edition.annotations:
        if a.claim and a.claim.speaker is None:
            at = edition.source_text.find(a.at)
            if at and edition.source_text.block_of[at].kind != "turn":
                yield problem(a.place, "speaker-missing", at=a.at, example=people[0] if people else "<person id>")


def statuses(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Every status is on its type's scale and rests on a source."""
    for a in edition.annotations:
        if a.claim is None:
            continue
        scale = statuses_of(a.claim.type)
        for entry in a.claim.history:
            if entry.status and entry.status not in scale:
                choices = ", ".join(scale)
                yield problem(entry.place, "status-scale", status=entry.status, type=a.claim.type, choices=choices)
            if not assessment_sources(entry) and entry.status not in UNSOURCED_STATUSES:
                yield problem(entry.place, "assessment-unsourced", status=entry.status or "moved_to")


def dates(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """A claim's due date comes after it, and its history runs from the claim to today."""
    said = edition.frame.date
    for a in edition.annotations:
        if a.claim is None:
            continue
        if a.claim.due and a.claim.due.last < said:
            yield problem(a.place, "due-early", due=a.claim.due, said=said)
        previous = date.min
        for entry in a.claim.history:
            if entry.date < previous:
                yield problem(entry.place, "history-order", date=entry.date, previous=previous)
            if entry.date < said:
                yield problem(entry.place, "assessment-early", date=entry.date, said=said)
            if entry.date > today:
                yield problem(entry.place, "assessment-future", date=entry.date, today=today)
            previous = max(previous, entry.date)


def evidence(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """No assessment cites a source that is newer than itself."""
    issued = {s.id: s.issued for s in edition.sources if s.issued}
    for a in edition.annotations:
        for entry in a.claim.history if a.claim else ():
            for ref in assessment_sources(entry):
                span = issued.get(ref.id)
                if span and span.first > entry.date:
                    yield problem(ref.place, "source-newer", source=ref.id, published=span, date=entry.date)


RULES: tuple[Callable[[Edition, Known, date], Iterator[Problem]], ...] = (
    references,
    findings,
    notes,
    unique_ids,
    speakers,
    statuses,
    dates,
    evidence,
)
"""The rules, in the order in which they run; each yields its problems."""


def _unknown(refs: Iterable[Ref], known: frozenset[str] | None, code: str) -> Iterator[Problem]:
    for ref in refs:
        if known is not None and ref.id not in known:
            yield problem(ref.place, code, id=ref.id, cure=did_you_mean(ref.id, known))


def _source_lists(edition: Edition) -> Iterator[tuple[Ref, ...]]:
    for a in edition.annotations:
        yield a.sources
        for entry in a.claim.history if a.claim else ():
            yield entry.sources
    for person in edition.people:
        yield person.sources


def _notes(edition: Edition) -> Iterator[Text]:
    yield edition.frame.summary
    yield edition.frame.origin.note
    for topic in edition.topics:
        yield topic.introduction
    for person in edition.people:
        if person.note:
            yield person.note
    for a in edition.annotations:
        if a.note:
            yield a.note
        for entry in a.claim.history if a.claim else ():
            yield entry.note


def _quote_problem(miss: Miss, quote: Quote, transcript: Transcript, paragraph: str, words: str) -> Problem:
    language = transcript.language
    place = quote.exact.place_of(language)
    if miss.fitting:
        return problem(place, "quote-repeated", count=miss.fitting, at=paragraph, language=language)
    if miss.count:
        return problem(place, "quote-surroundings", at=paragraph, language=language)
    elsewhere = [p.id for p in transcript.paragraphs.values() if isinstance(find_quote(p.text, words), Span)]
    differs = f": {_and(miss.differs)} differ{'s' if len(miss.differs) == 1 else ''}" if miss.differs else ""
    if elsewhere:
        cure = f"it stands in {elsewhere[0]}; write at: {elsewhere[0]}"
        differs = ""
    elif miss.nearest:
        cure = f"the nearest passage; if you mean it, paste\n{language}: {_quoted(miss.nearest)}"
    else:
        cure = "nothing in this paragraph is like it; copy the words from the transcript"
        differs = ""
    return problem(place, "quote-not-found", at=paragraph, language=language, differs=differs, cure=cure)


def _and(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _quoted(words: str) -> str:
    """`words` as a YAML scalar that may be pasted."""
    return "'" + words.replace("'", "''") + "'"


def _paragraph_cure(transcript: Transcript, id: str) -> str:
    block = next((b for b in transcript.blocks if b.id == id), None)
    if block and block.paragraphs:
        return f"{id} has {len(block.paragraphs)} paragraphs: write {id}.p1 to {id}.p{len(block.paragraphs)}"
    return did_you_mean(id, transcript.paragraphs)
