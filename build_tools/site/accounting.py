"""The merged edition to all that its site has to show, and from the pages of a site to what of that they lack.

A second entry of the books: it asks the pages, as they came out, for the words of the edition, and knows nothing of the
templates, so that what one of them leaves out, or a plugin takes away, is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import pieces
from build_tools.model.model import Annotation, Person, Source, Text, Topic
from build_tools.model.place import Place
from build_tools.problems.problem import Phrase, Problem, in_order, phrase, problem
from build_tools.site.shown import Spot, read_page, read_words


@dataclass(frozen=True, slots=True)
class Owed:
    """Words that a page has to show."""

    what: Phrase
    """Of what they are."""
    place: Place
    """Where that stands in the edition's files."""
    address: str
    """The page, from the root of the site."""
    spot: Spot
    """Where on the page."""
    words: tuple[str, ...]
    """Runs of them, in any order; whatever stands between them."""
    exact: bool = False
    """Whether every character counts, or letters and digits alone, as marks may be set otherwise."""


def list_owed(merged: MergedEdition, language: str) -> tuple[Owed, ...]:
    """All that the site in a language has to show: every paragraph, quote, annotation, source, person and topic."""
    books = _Books(merged, language)
    return (
        *books.paragraphs(),
        *books.quotes(),
        *(owed for a in merged.annotations.values() for owed in books.annotation(a)),
        *(books.source(s) for s in merged.sources.values()),
        *(books.person(p) for p in merged.people.values()),
        *(books.topic(t) for t in merged.topics.values()),
    )


def find_lacking(owed: Iterable[Owed], read: Callable[[str], str | None]) -> tuple[Problem, ...]:
    """A problem for everything that its page does not show; `read` gives the HTML of the page at an address, if any."""
    by_page: dict[str, list[Owed]] = {}
    for entry in owed:
        by_page.setdefault(entry.address, []).append(entry)
    return in_order(
        problem(entry.place, "page-lacks", what=entry.what, address=address)
        for address, entries in by_page.items()
        for entry in _lacking(entries, read(address) or "")
    )


def _lacking(entries: list[Owed], html: str) -> Iterator[Owed]:
    own = _own_part(html)
    shown: Mapping[Spot, str] = read_page(own) if any(entry.spot for entry in entries) else {(): read_words(own)}
    folded: dict[tuple[Spot, bool], str] = {}

    def lacks(entry: Owed, run: str) -> bool:
        words = shown[entry.spot]
        if run in words:  # as most of them do
            return False
        key, fold = (entry.spot, entry.exact), _spaces if entry.exact else _letters
        if key not in folded:
            folded[key] = fold(words)
        return fold(run) not in folded[key]

    for entry in entries:
        if entry.spot not in shown or any(lacks(entry, run) for run in entry.words):
            yield entry


def _own_part(text: str) -> str:
    """The part of a whole page that is its own; of the Markdown of one all but its front matter."""
    start, end = text.find("<article"), text.rfind("</article>")
    if "<body" in text and 0 <= start < end:
        return text[start:end]
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def _spaces(words: str) -> str:
    return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class _Books:
    merged: MergedEdition
    language: str

    def paragraphs(self) -> Iterator[Owed]:
        """Every paragraph in every language, character for character."""
        for transcript in self.merged.edition.transcripts:
            for p in transcript.paragraphs.values():
                what = phrase("shown-paragraph", id=p.id, language=transcript.language)
                yield Owed(what, p.place, "/transcript/", (p.id, transcript.language), (p.text,), exact=True)

    def quotes(self) -> Iterator[Owed]:
        """Every quote as its marks in the transcript."""
        texts = {t.language: t.paragraphs for t in self.merged.edition.transcripts}
        for anchor in self.merged.anchors:
            a, at, language = self.merged.annotations[anchor.annotation], anchor.paragraph, anchor.language
            words = texts[language][at].text[anchor.span.start : anchor.span.end]
            what = phrase("shown-quote", id=a.id, at=at, language=language)
            yield Owed(what, a.place, "/transcript/", (at, language, a.id), (words,))

    def annotation(self, a: Annotation) -> Iterator[Owed]:
        """An annotation beside its words, on its topics, and on the page where most is said of it."""
        what, note = phrase("shown-annotation", id=a.id), f"note-{a.id}"
        told = self._notes(a.note)
        yield Owed(what, a.place, "/transcript/", (note,), told if a.kind == "context" else ())
        yield Owed(what, a.place, "/transcript/", (), self._said(a.title))
        for ref in a.topics:
            if ref.id in self.merged.topics:
                yield Owed(what, a.place, urls.topic_address(ref.id), (note,), (*self._said(a.title), *told))
        page = urls.annotation_address(a).partition("#")[0]
        if a.correction:
            yield Owed(what, a.place, page, (a.id,), self._said(a.title))
            yield Owed(what, a.place, page, (), (*told, *self._said(a.correction.reads_better)))
        if a.claim:
            yield Owed(what, a.place, page, (), (*self._claim(a), *told))

    def _claim(self, a: Annotation) -> Iterator[str]:
        assert a.claim is not None
        claim, history = a.claim, self.merged.standings[a.id].history
        yield from self._said(a.title, claim.says, claim.condition, claim.chance)
        yield from self._said(
            claim.due_reading if claim.due else None, claim.judged_by.text if claim.judged_by else None
        )
        yield from self._said(claim.looked.where if claim.looked else None)
        yield from self._notes(*(text for entry in history for text in (entry.note, entry.erratum)))
        yield from (words for _, words in a.quotes[0].exact.values)

    def source(self, s: Source) -> Owed:
        """A source in the list of sources."""
        words = (s.publisher, s.original_publisher or "", *s.author, s.title or "", s.url)
        described = s.description if not s.title else None
        what = phrase("shown-source", id=s.id)
        return Owed(what, s.place, "/sources/", (s.id,), (*words, *self._said(described, s.supports)))

    def person(self, p: Person) -> Owed:
        """A person, or an organization, in the list of people."""
        words = (*self._said(p.name, p.role), *self._notes(p.note))
        return Owed(phrase("shown-person", id=p.id), p.place, "/people/", (p.id,), words)

    def topic(self, t: Topic) -> Owed:
        """A topic's page."""
        words = (*self._said(t.title, t.finding), *self._notes(t.introduction))
        return Owed(phrase("shown-topic", id=t.id), t.place, urls.topic_address(t.id), (), words)

    def _said(self, *texts: Text | None) -> tuple[str, ...]:
        """The words of some texts for a reader of the language: in it, else in the edition's first, else in any."""
        return tuple(self._own(text) for text in texts if text)

    def _notes(self, *texts: Text | None) -> tuple[str, ...]:
        """The same of notes: the runs of words between their marks and citations."""
        return tuple(run for text in texts if text for run in pieces(self._own(text)))

    def _own(self, text: Text) -> str:
        default = self.merged.edition.frame.languages[0]
        return text.get(self.language) or text.get(default) or text.values[0][1]
