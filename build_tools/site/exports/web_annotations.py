"""The annotations to the W3C Web Annotation Data Model, as JSON-LD (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import plain
from build_tools.model.model import Anchor, Annotation, Text, Topic
from build_tools.site.catalog import Catalog
from build_tools.site.exports.document import LICENCE, by_language, to_json
from build_tools.site.exports.fields import ANNOTATIONS
from build_tools.site.page import Page

(PATH,) = ANNOTATIONS.files

MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {"context": "describing", "claim": "assessing", "correction": "editing"}
AROUND = 32
"""Characters before and after the quote by which it is told from its repetitions."""

Node = Mapping[str, object]


def render_web_annotations(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """Every annotation in the order of the text, in a collection of one page that is embedded in it (5.1)."""
    address = urls.absolute(PATH, site_url)
    anchors: dict[str, list[Anchor]] = {}
    for anchor in merged.anchors:
        anchors.setdefault(anchor.annotation, []).append(anchor)
    items = [_annotation(a, anchors.get(a.id, []), merged, site_url) for a in merged.annotations.values()]
    collection: dict[str, object] = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": list(by_language(merged.edition.frame.title).values()),
        "total": len(items),
    }
    if items:
        collection["first"] = {"id": f"{address}#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return Page(PATH, to_json(collection))


def _annotation(annotation: Annotation, anchors: list[Anchor], merged: MergedEdition, site_url: str) -> Node:
    return {
        "id": urls.absolute(urls.annotation_address(annotation), site_url),
        "type": "Annotation",
        "motivation": MOTIVATIONS[annotation.kind],
        "created": _moment(annotation.added),
        "creator": [{"nickname": name} for name in annotation.by],
        "rights": LICENCE,
        "body": [
            *_words(annotation.title, "describing"),
            *(_claim(annotation, merged) if annotation.claim else ()),
            *(_correction(annotation) if annotation.correction else ()),
            *(_words(plain_text(annotation.note), "describing") if annotation.note else ()),
            *(tag for topic in _topics(annotation, merged) for tag in _words(topic.title, "tagging")),
            *(_link(merged.sources[id].url) for id in merged.sources_of[annotation.id] if id in merged.sources),
            *(
                _link(urls.absolute(urls.annotation_address(other), site_url))
                for other in merged.related.get(annotation.id, ())
            ),
        ],
        "target": [*(_target(anchor, merged, site_url) for anchor in anchors), *_moments(anchors, merged, site_url)],
    }


def _claim(annotation: Annotation, merged: MergedEdition) -> Iterator[Node]:
    """What is claimed, the status as of the day as its word in the data, and the assessment that gives it."""
    assert annotation.claim is not None
    standing = merged.standings[annotation.id]
    yield from _words(annotation.claim.says, "describing")
    yield _class(standing.status)
    if standing.assessment:
        yield from _words(plain_text(standing.assessment.note), "assessing", standing.assessment.date)


def _correction(annotation: Annotation) -> Iterator[Node]:
    assert annotation.correction is not None
    yield _class(annotation.correction.problem)
    if annotation.correction.reads_better:
        yield from _words(annotation.correction.reads_better, "editing")


def _topics(annotation: Annotation, merged: MergedEdition) -> Iterator[Topic]:
    return (merged.topics[ref.id] for ref in annotation.topics if ref.id in merged.topics)


def plain_text(note: Text) -> Text:
    """A note without its marks, links and citations."""
    return Text(tuple((language, plain(words)) for language, words in note.values))


def _words(text: Text, purpose: str, created: date | None = None) -> Iterator[Node]:
    """A body a language (3.2.4)."""
    for language, words in text.values:
        body = {"type": "TextualBody", "value": words, "format": "text/plain", "language": language}
        yield {**body, "purpose": purpose, **({"created": _moment(created)} if created else {})}


def _class(word: str) -> Node:
    return {"type": "TextualBody", "value": word, "format": "text/plain", "purpose": "classifying"}


def _link(address: str) -> Node:
    """A source or another annotation; only a specific resource can have a purpose (4.1)."""
    return {"type": "SpecificResource", "source": address, "purpose": "linking"}


def _target(anchor: Anchor, merged: MergedEdition, site_url: str) -> Node:
    """One quote in one language; offsets count the code points of the paragraph's text in that language (4.2.5)."""
    transcript = next(t for t in merged.edition.transcripts if t.language == anchor.language)
    paragraph = transcript.paragraphs[anchor.paragraph]
    text, start, end = paragraph.text, anchor.span.start, anchor.span.end
    return {
        "type": "SpecificResource",
        "source": {
            "id": urls.absolute(urls.paragraph_address(anchor.paragraph), site_url),
            "type": "Text",
            "format": "text/html",
            "language": paragraph.language,
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _moments(anchors: list[Anchor], merged: MergedEdition, site_url: str) -> Iterator[Node]:
    """Where in the recording each quoted paragraph begins, where both are known (4.2.1; Media Fragments URI 1.0)."""
    recording = merged.edition.frame.recording
    for id in dict.fromkeys(anchor.paragraph for anchor in anchors):
        time = merged.edition.source_text.paragraphs[id].time
        if recording and time:
            source = recording.url or urls.absolute(urls.media_address(recording.file or ""), site_url)
            fragment = {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": f"t={time.npt}"}
            yield {"type": "SpecificResource", "source": source, "selector": [fragment]}


def _moment(day: date) -> str:
    """The start of a day as the model writes times (3.3.1): `xsd:dateTime` in UTC."""
    return f"{day.isoformat()}T00:00:00Z"
