"""The merged edition to the places that a search leads to, each with its words in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import plain
from build_tools.model.model import Annotation, Claim, Person, Source, Text, Topic
from build_tools.site.catalog import Catalog
from build_tools.site.place_names import name_place

KINDS = ("paragraph", "claim", "correction", "topic", "context", "person", "source", "help")
"""What a place can be, in the order in which results are shown."""

Words = tuple[tuple[str, str], ...]
"""Pairs of language and words; parts that do not belong together stand on lines of their own."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place that a search leads to."""

    kind: str
    address: str
    """From the root of the site, the same in every language."""
    where: str
    """Where that is, for a reader of the site's language."""
    titles: Words
    texts: Words
    names: tuple[str, ...] = ()
    """What else names it as well as its title does."""
    status: str = ""
    """A claim's, as of the day."""
    printed: bool = False
    """Whether the words of a claim are known only from the text as published."""


def list_places(merged: MergedEdition, catalog: Catalog) -> tuple[FoundPlace, ...]:
    """Every place of the edition, kind by kind, each in the order in which the site has them."""
    return (
        *_paragraphs(merged, catalog),
        *(_claim(a, a.claim, merged, catalog) for a in merged.claims if a.claim),
        *(_correction(a, merged, catalog) for a in merged.of_kind("correction")),
        *(_topic(t) for t in merged.topics.values()),
        *(_annotation(a, merged, catalog, [a.note]) for a in merged.of_kind("context")),
        *(_person(p) for p in merged.people.values()),
        *(_source(s, catalog) for s in merged.sources.values()),
        *_pages(merged, catalog),
    )


def _paragraphs(merged: MergedEdition, catalog: Catalog) -> Iterator[FoundPlace]:
    """Every paragraph; those of turns first, since headline and highlights only say again what they say."""
    source = merged.edition.source_text
    for id in sorted(source.paragraphs, key=lambda key: source.block_of[key].kind != "turn"):
        texts = ((t.language, t.paragraphs[id].text) for t in merged.edition.transcripts if id in t.paragraphs)
        where = name_place(id, merged, catalog)
        yield FoundPlace("paragraph", urls.paragraph_address(id), where, (), tuple(texts))


def _annotation(a: Annotation, merged: MergedEdition, catalog: Catalog, texts: Iterable[Text | None]) -> FoundPlace:
    where = name_place(merged.paragraph_of(a), merged, catalog)
    return FoundPlace(a.kind, urls.annotation_address(a), where, a.title.values, _join(texts))


def _claim(a: Annotation, claim: Claim, merged: MergedEdition, catalog: Catalog) -> FoundPlace:
    """A claim with its quote and all that its page says of it, the newest assessment first."""
    standing = merged.standings[a.id]
    said_of = [text for entry in reversed(standing.history) for text in (entry.because, entry.note, entry.erratum)]
    measure = claim.judged_by.text if claim.judged_by else None
    rest = [claim.condition, claim.chance, claim.due_reading, measure, claim.looked.where if claim.looked else None]
    texts = [claim.says, *said_of, a.note, a.quotes[0].exact, *rest]
    found = _annotation(a, merged, catalog, texts)
    return replace(found, status=standing.status, printed=claim.wording == "printed")


def _correction(a: Annotation, merged: MergedEdition, catalog: Catalog) -> FoundPlace:
    better = a.correction.reads_better if a.correction else None
    return _annotation(a, merged, catalog, [a.note, better, a.quotes[0].exact])


def _topic(topic: Topic) -> FoundPlace:
    address = urls.topic_address(topic.id)
    return FoundPlace("topic", address, "", topic.title.values, _join([topic.introduction]))


def _person(person: Person) -> FoundPlace:
    names = dict.fromkeys(name for _, forms in person.names for name in forms)
    texts = _join([person.role, person.note])
    return FoundPlace("person", urls.person_address(person.id), "", person.name.values, texts, tuple(names))


def _source(source: Source, catalog: Catalog) -> FoundPlace:
    day = catalog.date(source.issued) if source.issued else ""
    where = ", ".join(filter(None, (source.publisher, source.original_publisher, *source.author, day)))
    described = source.description.values if source.description else ()
    titles: Words = ((source.language, source.title),) if source.title else described
    return FoundPlace("source", urls.source_address(source.id), where, titles, _join([source.supports]))


def _pages(merged: MergedEdition, catalog: Catalog) -> Iterator[FoundPlace]:
    """The generated pages to which no other place leads, and the parts of the page about the edition."""
    frame, label = merged.edition.frame, catalog.label
    yield FoundPlace("help", "/", label("title.home"), frame.title.values, _join(f.why for f in frame.findings))
    for name in ("claims", "corrections", "sources", "people", "changes", "data"):
        yield _page(f"/{name}/", f"title.{name}", _say(catalog, f"{name}.description"), catalog)
    yield _page("/about/", "title.about", _join([frame.summary]), catalog)
    origin = _part("origin", "about.origin", _join([frame.origin.note]), catalog)
    yield replace(origin, names=(frame.origin.publisher, frame.origin.title))
    yield _part("method", "about.method", _say(catalog, *_under("about.method_", catalog)), catalog)
    yield _part("scale", "about.scale", _say(catalog, *_under("status_meaning.", catalog)), catalog)
    yield _part("source-kinds", "about.source_kinds", _say(catalog, *_under("source_kind_meaning.", catalog)), catalog)
    if frame.untracked:
        yield _part("untracked", "about.untracked", _join(entry.reason for entry in frame.untracked), catalog)


def _page(address: str, title: str, texts: Words, catalog: Catalog) -> FoundPlace:
    return FoundPlace("help", address, "", _say(catalog, title), texts)


def _part(id: str, title: str, texts: Words, catalog: Catalog) -> FoundPlace:
    """A part of the page about the edition."""
    return FoundPlace("help", f"/about/#{id}", catalog.label("title.about"), _say(catalog, title), texts)


def _say(catalog: Catalog, *keys: str) -> Words:
    """Some labels, a line each."""
    return ((catalog.tongue, "\n".join(catalog.label(key) for key in keys)),)


def _under(prefix: str, catalog: Catalog) -> tuple[str, ...]:
    return tuple(key for key in catalog.labels if key.startswith(prefix))


def _join(texts: Iterable[Text | None]) -> Words:
    """The words of some texts, language by language, without the marks of notes."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for language, words in text.values if text else ():
            found.setdefault(language, []).append(plain(words))
    return tuple((language, "\n".join(dict.fromkeys(words))) for language, words in found.items())
