"""What the templates ask for on one page: words, links, dates and lists for a reader of one language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jinja2 import Environment
from markupsafe import Markup, escape

from build_tools.edition import urls
from build_tools.edition.changes import Day, Mended, group_by_day, list_changes, list_mended
from build_tools.edition.excerpt import LONG, crop_segments, find_excerpt, spans_of
from build_tools.edition.merge import MergedEdition, Segment, status_then
from build_tools.edition.notes import plain, render_note
from build_tools.edition.reason import lacks_primary, reason_of
from build_tools.model.dates import DateSpan
from build_tools.model.language import direction_of
from build_tools.model.model import Annotation, Assessment, Finding, Text
from build_tools.model.vocabulary import (
    CLAIM_TYPES,
    CONFIDENCES,
    KINDS,
    OPEN_STATUSES,
    PERSON_KINDS,
    PROBLEM_KINDS,
    SOURCE_KINDS,
    STATUS_OF,
    WORDINGS,
    Status,
)
from build_tools.site.cards.cards import Card
from build_tools.site.catalog import Catalog
from build_tools.site.draft import dialog_templates, entry_template, fill_template
from build_tools.site.embed import embed_json
from build_tools.site.exports.bibtex import escape_bibtex
from build_tools.site.exports.fields import DATASETS, Dataset
from build_tools.site.ledger_view import LedgerView, scale
from build_tools.site.schema_org import claim_review, conversation
from build_tools.site.transcript_view import ReadingView
from build_tools.site.typography import curl_quotes, ellipsis_of, split_scripts

_HREF = re.compile(r'href="(/[^"]*)"')
"""A link of a note into the site, as the sanitizer writes it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as shown to readers of one language."""

    words: str
    language: str
    fallback: bool
    """Whether the reader's language was missing."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """As much of a paragraph as one needs to read some quotes."""

    segments: tuple[Segment, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True)
class View:
    """What the templates ask for on one page: words, links, dates in the reader's language."""

    merged: MergedEdition
    catalog: Catalog
    address: str
    """The page's own address from the root of the site."""
    site_url: str
    """The address of the home page in the reader's language, with a slash at its end."""
    edit_base: str | None
    """The address under which the repository's files are edited, if it is known."""
    env: Environment
    cards: Mapping[str, Card] = field(default_factory=dict)
    """The cards that were drawn, by the address of their page."""
    notes: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)
    """The notes rendered before on any page of the site, by their language and words."""

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.catalog.language

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the transcript, the reader's own first."""
        found = [t.language for t in self.merged.edition.transcripts]
        return tuple(sorted(found, key=lambda language: language != self.language))

    @property
    def card(self) -> Card | None:
        """The picture that stands for this page where it is shared, if it has one of its own."""
        return self.cards.get(self.address)

    def label(self, key: str, /, **values: object) -> str:
        """A label of the catalog; what fills it may be markup, so only the label's own quotation marks are set."""
        return self.catalog.fill(key, curl_quotes(self.catalog.labels[key], self.catalog.tongue), **values)

    def language_name(self, tag: str) -> str:
        """What a language is called."""
        return self.catalog.language_name(tag)

    @property
    def tongue(self) -> Markup:
        """The attributes of an element for which a script has words: their language, if it is not the reader's."""
        tag = self.catalog.tongue
        return Markup(f' lang="{tag}" dir="{direction_of(tag)}"' if self.catalog.is_foreign else "")

    def count(self, key: str, number: int) -> str:
        """A label in its plural form."""
        return self.catalog.count(key, number)

    def date(self, when: date | DateSpan) -> str:
        """A date in words."""
        return self.catalog.date(when)

    def to(self, address: str) -> str:
        """A link to an address of the site that works on this page."""
        return urls.relative(address, self.address)

    def to_paragraph(self, id: str) -> str:
        """A link to a paragraph of the transcript."""
        return self.to(urls.paragraph_address(id))

    def to_note(self, annotation: Annotation) -> str:
        """A link to an annotation's note beside the text."""
        return self.to(urls.note_address(annotation.id))

    def to_annotation(self, annotation: Annotation) -> str:
        """A link to where most is said of an annotation."""
        return self.to(urls.annotation_address(annotation))

    def to_source(self, id: str) -> str:
        """A link to a source."""
        return self.to(urls.source_address(id))

    def to_person(self, id: str) -> str:
        """A link to a person."""
        return self.to(urls.person_address(id))

    def to_topic(self, id: str) -> str:
        """A link to a topic."""
        return self.to(urls.topic_address(id))

    def to_edit(self, file: str) -> str | None:
        """The address at which a file of the edition is edited, if the repository's is known."""
        return self.edit_base + file if self.edit_base else None

    @property
    def new_file(self) -> urls.NewFile | None:
        """Where a new file of the repository is made, if its address is known."""
        return urls.new_file(self.edit_base) if self.edit_base else None

    def words(self, text: Text) -> Words:
        """A text in the reader's language, or else in the edition's default language, its quotation marks curly."""
        found = self._written(text)
        return Words(curl_quotes(found.words, found.language), found.language, found.fallback)

    def _written(self, text: Text) -> Words:
        own = text.get(self.language)
        if own is not None:
            return Words(own, self.language, False)
        default = self.merged.edition.frame.languages[0]
        language = default if default in text.languages else text.languages[0]
        return Words(text.get(language) or "", language, True)

    def plain(self, text: Text) -> str:
        """The words of a note without its marks, for descriptions."""
        found = self._written(text)
        return curl_quotes(plain(found.words), found.language)

    def note(self, text: Text) -> Markup:
        """A note as safe HTML."""
        found = self._written(text)
        key = (found.language, found.words)
        if key not in self.notes:
            self.notes[key] = self._render(found)
        return Markup(_HREF.sub(lambda match: f'href="{self.to(match[1])}"', self.notes[key]))

    def _render(self, found: Words) -> str:
        """A note as safe HTML, its links into the site from the root, so that every page can make its own of them."""

        def runs(words: str) -> str:
            return str(self.runs(curl_quotes(words, found.language), found.language))

        return render_note(found.words, cite=self._cite, link=str, text=runs)

    def runs(self, words: str, language: str) -> Markup:
        """`words` escaped, with what is in a script that their language does not write marked as of its language."""
        frame = self.merged.edition.frame
        pieces = split_scripts(words, language, (frame.source_language, *frame.languages))
        if len(pieces) < 2:
            return escape(words)
        return Markup(self.env.get_template("parts/runs.html.j2").render(pieces=pieces).strip("\n"))

    def ellipsis(self, language: str) -> str:
        """What stands in a text of a language for words left out."""
        return ellipsis_of(language)

    def _cite(self, id: str) -> str:
        source = self.merged.sources.get(id)
        template = self.env.get_template("parts/citation.html.j2")
        address = urls.source_address(id)
        return template.render(view=self, source=source, address=address).strip() if source else ""

    def surroundings(self, annotation: Annotation, id: str, language: str) -> Markup:
        """The paragraph, with the words of this annotation alone marked."""
        segments = self.merged.segments[(language, id)]
        template = self.env.get_template("parts/surroundings.html.j2")
        return Markup(template.render(pieces=[(s.text, annotation.id in s.annotations) for s in segments]).strip())

    def paragraphs_of(self, annotation: Annotation) -> list[str]:
        """The paragraphs in which its quotes stand, its own first, each once."""
        found = (self.merged.edition.source_text.find(quote.at.id) for quote in annotation.quotes)
        return list(dict.fromkeys(id for id in found if id))

    def quotations(self, annotation: Annotation) -> list[tuple[str, str, str]]:
        """The marked words alone: each text of the transcript that has them, the reader's own first.

        Each is the language of the text, that of the words, and the words; where texts share the words they come once.
        """
        quote, id = annotation.quotes[0], self.merged.paragraph_of(annotation)
        texts = {t.language: t for t in self.merged.edition.transcripts}
        found: dict[str, tuple[str, str, str]] = {}
        for language in self.languages:
            words = quote.exact.get(language)
            if words is not None and id in texts[language].paragraphs:
                found.setdefault(words, (language, texts[language].paragraphs[id].language, words))
        return list(found.values())

    def passages(self, annotations: Iterable[Annotation]) -> list[tuple[str, list[Annotation]]]:
        """The paragraphs that these annotations are about, in order, each with its own."""
        found: dict[str, list[Annotation]] = {}
        for a in annotations:
            found.setdefault(self.merged.paragraph_of(a), []).append(a)
        return list(found.items())

    def excerpt(self, annotations: Iterable[Annotation], id: str, language: str, *, long: int = LONG) -> Excerpt:
        """The part of a paragraph around the quotes of some annotations, with their marks alone; cut from `long` on."""
        segments = self.merged.segments[(language, id)]
        text = "".join(s.text for s in segments)
        wanted = frozenset(a.id for a in annotations)
        window = find_excerpt(text, spans_of(segments, wanted), long=long)
        return Excerpt(crop_segments(segments, window, wanted), window.start > 0, window.end < len(text))

    def languages_apart(self, id: str) -> list[str]:
        """The languages in which a paragraph is shown; of those with the same text the source’s, with all marks."""
        source = self.merged.edition.frame.source_language
        words: dict[str, str] = {}
        for transcript in self.merged.edition.transcripts:
            if id in transcript.paragraphs:
                language = transcript.language
                text = transcript.paragraphs[id].text
                words[text] = source if source in (language, words.get(text)) else words.get(text, language)
        return [language for language in self.languages if language in words.values()]

    def languages_of(self, id: str, shown: str) -> list[str]:
        """The languages whose text is that which is shown of a paragraph."""
        texts = {t.language: t.paragraphs[id].text for t in self.merged.edition.transcripts if id in t.paragraphs}
        return [language for language, text in texts.items() if text == texts[shown]]

    def still_open(self, annotations: Iterable[Annotation]) -> list[tuple[str, list[Annotation]]]:
        """The claims among these without a lasting verdict: each open status with its own, in the order of the text."""
        claims = [a for a in annotations if a.claim]
        found = [(name, [a for a in claims if self.merged.standings[a.id].status == name]) for name in OPEN_STATUSES]
        return [(name, those) for name, those in found if those]

    def claim_description(self, annotation: Annotation) -> str:
        """What is said of a claim's page where it is found or shared: the claim, and how it stands."""
        assert annotation.claim is not None
        status = self.label(f"status.{self.merged.standings[annotation.id].status}")
        if annotation.claim.wording == "printed":
            status += " · " + self.label("wording.printed_short")
        says = self._said(annotation.claim.says)
        return self.label("claim.description", says=says, date=self.date(self.merged.as_of), status=status)

    @property
    def findings(self) -> list[tuple[Annotation, Finding]]:
        """What the home page shows first, in the edition's order."""
        found = self.merged.annotations
        return [(found[f.of.id], f) for f in self.merged.edition.frame.findings if f.of.id in found]

    def sources_of(self, annotations: Iterable[Annotation]) -> list[str]:
        """The ids of the sources that these annotations use, in alphabetical order."""
        return sorted({id for a in annotations for id in self.merged.sources_of[a.id]})

    def claims_by(self, person: str) -> list[Annotation]:
        """The claims that a person makes."""
        return [a for a in self.merged.claims if self.merged.edition.speaker_of(a) == person]

    def status(self, name: str) -> Status:
        """What there is to know of a status: its sort, its sign."""
        return STATUS_OF[name]

    def scale(self, facts: bool) -> tuple[str, ...]:
        """The statuses of facts or of forecasts in the order in which they are shown."""
        return scale(facts=facts)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of annotations."""
        return KINDS

    @property
    def problem_kinds(self) -> tuple[str, ...]:
        """The kinds of slips, those that turn a meaning around first."""
        return PROBLEM_KINDS

    @property
    def claim_types(self) -> tuple[str, ...]:
        """The types of claims."""
        return CLAIM_TYPES

    @property
    def confidences(self) -> tuple[str, ...]:
        """How sure a correction is."""
        return CONFIDENCES

    @property
    def wordings(self) -> tuple[str, ...]:
        """How well the words of a claim are known, the better first."""
        return WORDINGS

    @property
    def source_kinds(self) -> tuple[str, ...]:
        """The kinds of sources, the strongest first."""
        return SOURCE_KINDS

    @property
    def person_kinds(self) -> tuple[str, ...]:
        """People, then organizations."""
        return PERSON_KINDS

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """The data files of the site, by what they hold."""
        return DATASETS

    def speaker(self, annotation: Annotation) -> Text | None:
        """The name of the person who makes a claim."""
        person = self.merged.people.get(self.merged.edition.speaker_of(annotation) or "")
        return person.name if person else None

    def hearers(self, annotation: Annotation) -> list[Text]:
        """The names of the others who take turns in the conversation, in which a claim was made."""
        own = self.merged.edition.speaker_of(annotation)
        others = dict.fromkeys(ref.id for _, ref in self.merged.edition.frame.speakers if ref.id != own)
        return [self.merged.people[id].name for id in others if id in self.merged.people]

    def reason(self, annotation: Annotation) -> Text | None:
        """Why a claim stands as it does, in a sentence or two; None where nobody has assessed it."""
        found = self.merged.standings[annotation.id].assessment
        return reason_of(found) if found else None

    def status_then(self, annotation: Annotation, entry: Assessment) -> str | None:
        """The status that an entry of a claim's history gave on its day."""
        return status_then(annotation.claim, entry) if annotation.claim else entry.status

    def lacks_primary(self, annotation: Annotation) -> bool:
        """Whether the assessment on which a claim's status rests cites no primary source."""
        found = self.merged.standings[annotation.id].assessment
        return found is not None and lacks_primary(found, self.merged)

    def tally(self, claims: Iterable[Annotation], *, facts: bool) -> dict[str, Counter[str]]:
        """How many claims stand at each status, by wording, on the scale of facts or of forecasts."""
        found: dict[str, Counter[str]] = {}
        for a in claims:
            if a.claim and (a.claim.type == "fact") == facts:
                found.setdefault(self.merged.standings[a.id].status, Counter())[a.claim.wording] += 1
        return found

    @property
    def changes(self) -> Sequence[Day]:
        """What changed up to the as-of day, by day, the newest first."""
        return group_by_day(list_changes(self.merged))

    @property
    def mended(self) -> Sequence[Mended]:
        """What this edition had wrong, the newest first."""
        return list_mended(self.merged)

    def entry_ids(self, annotation: Annotation) -> Sequence[str]:
        """The ids of the entries of a claim's history on its page."""
        return urls.entry_ids(self.merged.standings[annotation.id].history)

    def claim_review(self, annotation: Annotation) -> Markup | None:
        """What search engines are told of a settled claim, for the inside of a script element."""
        review = claim_review(annotation, self.merged, words=self._said, label=self.label, site_url=self.site_url)
        return embed_json(review) if review else None

    @property
    def conversation(self) -> Markup:
        """What search engines are told of the transcript, for the inside of a script element."""
        return embed_json(conversation(self.merged, words=self._said, site_url=self.site_url))

    def _said(self, text: Text) -> str:
        return self.words(text).words

    def newest(self, limit: int) -> list[tuple[Annotation, Assessment]]:
        """The latest assessments up to the as-of date, newest first."""
        entries = [(a, e) for a in self.merged.claims for e in self.merged.standings[a.id].history]
        return sorted(entries, key=lambda pair: (pair[1].date, pair[0].id), reverse=True)[:limit]

    @property
    def reading(self) -> ReadingView:
        """What the transcript shows beside its words."""
        return ReadingView(self.merged, self._said, self.catalog)

    @property
    def ledger(self) -> LedgerView:
        """What the ledger of claims shows."""
        return LedgerView(self.merged, self.catalog)

    @property
    def speakers(self) -> list[str]:
        """The ids of those who make claims, in the edition's order."""
        making = {self.merged.edition.speaker_of(a) for a in self.merged.claims}
        return [id for id in self.merged.people if id in making]

    def to_assess(self, annotation: Annotation) -> str:
        """Where an assessment of a claim begins: on its page, with what to write and where it goes."""
        return self.to(f"{urls.annotation_address(annotation)}#assess")

    @property
    def file_templates(self) -> Markup:
        """The templates of the files that the dialog of the transcript fills, by kind, for the inside of a script."""
        frame = self.merged.edition.frame
        found = dialog_templates(self.catalog, languages=frame.languages, source_language=frame.source_language)
        return embed_json(found)

    def entry_template(self, annotation: Annotation) -> Markup:
        """The template of a claim's next assessment in the same form."""
        return embed_json({"assessment": self._entry(annotation)})

    def empty_entry(self, annotation: Annotation) -> str:
        """A claim's next assessment with nothing but a date, to be filled in without a script."""
        return fill_template(self._entry(annotation), {"date": self.merged.as_of.isoformat()})

    def _entry(self, annotation: Annotation) -> str:
        first = not (annotation.claim and annotation.claim.history)
        return entry_template(self.catalog, languages=self.merged.edition.frame.languages, first=first)

    def bibtex(self, annotation: Annotation) -> str:
        """How to cite a claim's page, for BibTeX; braces keep the words as they are."""
        title = self.words(annotation.title).words
        site = self.words(self.merged.edition.frame.title).words
        lines = (
            f"@misc{{{annotation.id},",
            f"  title = {{{escape_bibtex(title)}}},",
            f"  howpublished = {{{escape_bibtex(site)}}},",
            f"  year = {{{self.merged.as_of.year}}},",
            f"  url = {{{self.site_url}claims/{annotation.id}/}},",
            f"  note = {{{escape_bibtex(self.label('claim.as_of', date=self.merged.as_of.isoformat()))}}},",
            "}",
        )
        return "\n".join(lines)
