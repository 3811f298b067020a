"""A settled claim and the transcript to schema.org, for the machines that read pages (https://schema.org)."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Annotation, Text, Transcript
from build_tools.model.vocabulary import STATUS_OF

Thing = dict[str, object]
Words = Callable[[Text], str]
"""A text in the reader's language."""

CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "organization": "Organization"}


def claim_review(
    annotation: Annotation, merged: MergedEdition, *, words: Words, label: Callable[[str], str], site_url: str
) -> Thing | None:
    """The `ClaimReview` of a claim that is settled on the as-of day, else None.

    The rating is the status in words. There are no numbers, since a scale that sets
    late against partly would be ours, not the evidence's.
    """
    standing = merged.standings[annotation.id]
    if annotation.claim is None or standing.assessment is None or not STATUS_OF[standing.status].settled:
        return None
    claim: Thing = {"@type": "Claim", "datePublished": merged.edition.frame.date.isoformat()}
    speaker = merged.edition.speaker_of(annotation)
    if speaker and speaker in merged.people:
        claim["author"] = _agent(speaker, merged, words)
    claim["appearance"] = {
        "@type": "CreativeWork",
        "url": urls.absolute(urls.paragraph_address(merged.paragraph_of(annotation)), site_url),
    }
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": urls.absolute(urls.annotation_address(annotation), site_url),
        "datePublished": standing.assessment.date.isoformat(),
        "author": {"@type": "Organization", "name": words(merged.edition.frame.title), "url": site_url},
        "claimReviewed": words(annotation.claim.says),
        "itemReviewed": claim,
        "reviewRating": {"@type": "Rating", "alternateName": label(f"status.{standing.status}")},
    }


def conversation(merged: MergedEdition, *, words: Words, site_url: str) -> Thing:
    """The interview, its text as published and the translations of that, each tied to what it was made from."""
    frame = merged.edition.frame
    page = urls.absolute("/transcript/", site_url)
    speakers = dict.fromkeys(ref.id for _, ref in frame.speakers if ref.id in merged.people)
    talk: Thing = {
        "@type": "Conversation",
        "@id": f"{page}#conversation",
        "name": words(frame.title),
        "datePublished": frame.date.isoformat(),
        "contributor": [_agent(id, merged, words) for id in speakers],
        "about": [
            {"@type": "Thing", "name": words(topic.title), "url": urls.absolute(urls.topic_address(topic.id), site_url)}
            for topic in merged.topics.values()
        ],
        "url": page,
    }
    source, *translations = merged.edition.transcripts
    origin = {
        "@type": "CreativeWork",
        "url": frame.origin.url,
        "publisher": {"@type": "Organization", "name": frame.origin.publisher},
    }
    published = {**_text(source, page), "isBasedOn": [{"@id": talk["@id"]}, origin]}
    others = [{**_text(t, page), "translationOfWork": {"@id": published["@id"]}} for t in translations]
    return {"@context": CONTEXT, "@graph": [talk, published, *others]}


def _text(transcript: Transcript, page: str) -> Thing:
    headline = next((block.label for block in transcript.blocks if block.kind == "headline"), None)
    work: Thing = {"@type": "CreativeWork", "@id": f"{page}#{transcript.language}", "inLanguage": transcript.language}
    return {**work, "headline": headline, "url": page} if headline else {**work, "url": page}


def _agent(id: str, merged: MergedEdition, words: Words) -> Thing:
    person = merged.people[id]
    return {"@type": _TYPES[person.kind], "name": words(person.name)}
