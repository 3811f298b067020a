"""The rules that need more than one file: every reference, every quote, every date against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from build_tools.edition.notes import assessment_sources, citations, find_markup, links
from build_tools.model.dates import DateSpan
from build_tools.model.model import Anchor, Edition, Quote, Ref, Span, Text, Transcript
from build_tools.model.place import Place
from build_tools.model.vocabulary import STATUS_OF, statuses_of
from build_tools.problems.problem import Later, Phrase, Problem, phrase, problem
from build_tools.problems.suggest import better_paragraph, did_you_mean, nearest, suggest_later, without_marks
from build_tools.reading.mistakes import quoted
from build_tools.reading.record import bare_address, is_web_address
from build_tools.rules.anchoring import Miss, find_quote
from build_tools.rules.differences import Difference
from build_tools.rules.nearest import nearest_passage
from build_tools.rules.verdicts import chances, first_errata
from build_tools.rules.wording_change import differing_words


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
    media: frozenset[str] = frozenset()
    """The files of the docs folder that browsers play, by path from it."""


MAX_PASTED = 60
"""Characters of a paragraph up to which it is offered whole; of a longer one a quote is but a part."""


def anchor_quotes(edition: Edition) -> tuple[tuple[Anchor, ...], list[Problem]]:
    """The span of every quote in every language, and a problem for every quote without one."""
    anchors: list[Anchor] = []
    problems: list[Problem] = []
    for annotation in edition.annotations:
        for quote in annotation.quotes:
            paragraph = edition.source_text.find(quote.at.id)
            if paragraph is None:
                cure = Later(quote.at.id, partial(_paragraph_cure, edition.source_text, quote.at.id))
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
                    problems.append(_quote_problem(found, quote, edition, transcript, paragraph))
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
            cure = Later(entry.at.id, partial(_paragraph_cure, edition.source_text, entry.at.id))
            yield problem(entry.at.place, "unknown-paragraph", id=entry.at.id, cure=cure)


def recording(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """A recording of the edition's own is a file that is there."""
    found = edition.frame.recording
    if found and found.file and found.file not in known.media:
        near = nearest(found.file, known.media)
        cure = did_you_mean(found.file, known.media) if near else phrase("put-media", name=found.file)
        yield problem(found.place, "unknown-media", name=found.file, cure=cure)


def findings(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """What the home page shows is a claim or a correction that exists."""
    yield from _unknown((f.of for f in edition.frame.findings), known.annotations, "unknown-annotation")
    kinds = {a.id: a.kind for a in edition.annotations}
    for finding in edition.frame.findings:
        if kinds.get(finding.of.id) == "context":
            yield problem(finding.of.place, "finding-kind", id=finding.of.id)


def notes(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Citations and links inside notes lead somewhere, and nothing stands in them that they cannot show."""
    for text in _notes(edition):
        for language, words in text.values:
            place = text.place_of(language)
            for kind, written in find_markup(words):
                what, cure = phrase(f"markup-{kind}"), phrase(f"cure-{kind}")
                yield problem(place, "note-markup", what=what, found=written, cure=cure)
            yield from _unknown((Ref(id, place) for id in citations(words)), known.sources, "unknown-source")
            for address in links(words):
                if address.startswith("/"):
                    if address.partition("#")[0] not in known.pages:
                        near = Later(address, partial(_page_cure, address, known.pages))
                        yield problem(place, "unknown-page", address=address, cure=near)
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
        address = bare_address(s.url)
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
                cure = suggest_later(entry.status, scale, ordered=True)
                yield problem(entry.status_place, "status-scale", status=entry.status, type=a.claim.type, cure=cure)
            if not assessment_sources(entry) and _asks_for_source(entry.status):
                yield problem(entry.place, "assessment-unsourced", status=entry.status or "moved_to")


def _asks_for_source(status: str | None) -> bool:
    """Whether an entry with this status, or one that only moves the date, has to cite; an unknown status does."""
    return status not in STATUS_OF or STATUS_OF[status].sourced


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
            if entry.moved_to and entry.moved_to.last < entry.date:
                yield problem(entry.place, "move-past", date=entry.date, moved=entry.moved_to)
            previous = max(previous, entry.date)


def days(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Nothing was done, read or published on a day that is still to come."""
    for name, day, place in _days(edition):
        if (day.first if isinstance(day, DateSpan) else day) > today:
            yield problem(place, "date-future", name=name, date=day, today=today)


def _days(edition: Edition) -> Iterator[tuple[str, date | DateSpan, Place]]:
    """Every day on which something is said to have been done, but for assessments: its field, itself, its place."""
    yield "date", edition.frame.date, edition.frame.title.place
    yield from (("date", erratum.date, erratum.text.place) for erratum in edition.frame.errata)
    for source in edition.sources:
        read = (("accessed", source.accessed), ("date", source.issued))
        yield from ((name, day, source.place) for name, day in read if day)
    for a in edition.annotations:
        yield "added", a.added, a.place
        if a.claim and a.claim.judged_by:
            yield "written", a.claim.judged_by.written, a.claim.judged_by.text.place
        if a.claim and a.claim.looked:
            yield "date", a.claim.looked.date, a.claim.looked.where.place


def evidence(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """No assessment cites a source that is newer than itself."""
    issued = {s.id: s.issued for s in edition.sources if s.issued}
    for a in edition.annotations:
        for entry in a.claim.history if a.claim else ():
            for ref in assessment_sources(entry):
                span = issued.get(ref.id)
                if span and span.first > entry.date:
                    yield problem(ref.place, "source-newer", source=ref.id, published=span, date=entry.date)


def looks(edition: Edition, known: Known, today: date) -> Iterator[Problem]:
    """Nobody looks at a source in the future, nor sees it after having looked."""
    for look in edition.looks:
        if look.looked > today:
            yield problem(look.place, "look-value", name="looked", value=look.looked.isoformat())
        elif look.seen and look.seen > look.looked:
            yield problem(look.place, "look-value", name="seen", value=look.seen.isoformat())


RULES: tuple[Callable[[Edition, Known, date], Iterator[Problem]], ...] = (
    references,
    recording,
    findings,
    notes,
    unique_ids,
    speakers,
    statuses,
    dates,
    days,
    evidence,
    chances,
    first_errata,
    looks,
)
"""The rules, in the order in which they run; each yields its problems."""


def _unknown(refs: Iterable[Ref], known: frozenset[str] | None, code: str) -> Iterator[Problem]:
    for ref in refs:
        if known is not None and ref.id not in known:
            yield problem(ref.place, code, id=ref.id, cure=suggest_later(ref.id, known))


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
            yield from (text for text in (entry.note, entry.because, entry.erratum) if text)


def _quote_problem(miss: Miss, quote: Quote, edition: Edition, transcript: Transcript, paragraph: str) -> Problem:
    language = transcript.language
    place = quote.exact.place_of(language)
    if miss.fitting:
        return problem(place, "quote-repeated", count=miss.fitting, at=paragraph, language=language)
    if miss.count:
        return problem(place, "quote-surroundings", at=paragraph, language=language)
    looked_for = _Lost(quote, edition, transcript, paragraph)
    words = quote.exact.get(language) or ""
    return problem(
        place,
        "quote-not-found",
        at=paragraph,
        language=language,
        differs=Later(words, partial(_differs, looked_for)),
        cure=Later(words, partial(_quote_cure, looked_for)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Lost:
    """A quote that its paragraph does not have."""

    quote: Quote
    edition: Edition
    transcript: Transcript
    paragraph: str

    @property
    def nearest(self) -> str:
        """The passage of the paragraph that is most like it."""
        return nearest_passage(self.transcript.paragraphs[self.paragraph].text, self.words)

    @property
    def words(self) -> str:
        """The quote in the language of the transcript."""
        return self.quote.exact.get(self.transcript.language) or ""


def _quote_cure(lost: _Lost) -> Phrase:
    """What to do: the right place where the words stand in another, else the nearest passage to paste."""
    misplaced = _misplaced_cure(lost.quote, lost.edition, lost.transcript, lost.paragraph)
    if misplaced:
        return misplaced
    near = lost.nearest
    return (
        phrase("nearest", field=_field(lost.quote, lost.transcript.language), words=quoted(near))
        if near
        else phrase("no-nearest")
    )


def _misplaced_cure(quote: Quote, edition: Edition, transcript: Transcript, paragraph: str) -> Phrase | None:
    """What to do where the words stand in another paragraph or another language, or quotation marks are too many."""
    language = transcript.language
    words = quote.exact.get(language) or ""
    bare = without_marks(words)
    if bare != words and isinstance(find_quote(transcript.paragraphs[paragraph].text, bare), Span):
        return phrase("marks-around-quote", field=_field(quote, language), words=quoted(bare))
    elsewhere = next(
        (p.id for p in transcript.paragraphs.values() if isinstance(find_quote(p.text, words), Span)), None
    )
    if elsewhere:
        return phrase("stands-elsewhere", at=elsewhere)
    for other in edition.transcripts:
        text = other.paragraphs.get(paragraph)
        if other is not transcript and text and isinstance(find_quote(text.text, words), Span):
            wanted = transcript.paragraphs[paragraph].text
            short = quoted(wanted) if len(wanted) <= MAX_PASTED and "\n" not in wanted else "…"
            return phrase(
                "other-language", found=other.language, wanted=language, at=paragraph, theirs=quoted(words), own=short
            )
    return None


def _field(quote: Quote, language: str) -> str:
    """The field that holds the quote in a language: its own, or the plain one."""
    return language if quote.exact.places else "quote"


def _differs(lost: _Lost) -> Phrase:
    """The number, date, unit or negation in which a quote differs from the nearest passage, with the words."""
    if _misplaced_cure(lost.quote, lost.edition, lost.transcript, lost.paragraph):
        return phrase("nothing")
    words = tuple(_difference(found) for found in differing_words(lost.words, lost.nearest))
    if not words:
        return phrase("nothing")
    if len(words) == 1:
        return phrase("differs", what=words[0])
    return phrase("differ", what=phrase("and", first=words[:-1], last=words[-1]))


def _difference(found: Difference) -> Phrase:
    kind = phrase(found.kind)
    if not found.theirs:
        return phrase("too-much", kind=kind, ours=found.ours)
    if not found.ours:
        return phrase("left-out", kind=kind, theirs=found.theirs)
    return phrase("other-words", kind=kind, ours=found.ours, theirs=found.theirs)


def _page_cure(address: str, pages: Iterable[str]) -> Phrase:
    path, mark, fragment = address.partition("#")
    near = nearest(path.rstrip("/") + "/", pages, alike=0.85)
    return phrase("did-you-mean", word=near + mark + fragment) if near else phrase("link-to-page")


def _paragraph_cure(transcript: Transcript, id: str) -> Phrase:
    better = better_paragraph(
        id, (*transcript.paragraphs, *(b.id for b in transcript.blocks if len(b.paragraphs) == 1))
    )
    if better:
        return phrase("did-you-mean", word=better)
    known = {block.id: len(block.paragraphs) for block in transcript.blocks if block.paragraphs}
    block = better_paragraph(id.partition(".")[0], known) or id.partition(".")[0]
    if known.get(block, 0) > 1:
        return phrase("paragraphs-of", id=block, count=known[block])
    return did_you_mean(id, transcript.paragraphs)
