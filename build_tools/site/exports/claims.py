"""The claims to a table, and to JSON with everything that their files hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Annotation, Claim
from build_tools.site.catalog import Catalog
from build_tools.site.exports.as_written import write_annotation
from build_tools.site.exports.document import LICENCE, by_language, to_csv, to_json
from build_tools.site.exports.fields import CLAIMS
from build_tools.site.page import Page

CSV, JSON, SCHEMA = CLAIMS.files


def render_claims_csv(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """One row a claim, in the order of the text; a cell without a value is empty."""
    languages = merged.edition.frame.languages
    rows = [list(_cells(describe_claim(a, c, merged, site_url), languages)) for a, c in _claims(merged)]
    return Page(CSV, to_csv(CLAIMS.header(languages), rows))


def render_claims_json(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """The edition and its claims, each with the fields of the table and, under `annotation`, its file.

    Histories reach up to the as-of day, as on the pages.
    """
    frame = merged.edition.frame
    edition = {
        "title": by_language(frame.title),
        "address": site_url,
        "date": frame.date.isoformat(),
        "languages": frame.languages,
        "source_language": frame.source_language,
        "origin": {"publisher": frame.origin.publisher, "title": frame.origin.title, "url": frame.origin.url},
        "as_of": merged.as_of.isoformat(),
        "licence": LICENCE,
    }
    claims = [
        {**describe_claim(a, c, merged, site_url), "annotation": write_annotation(_as_of(a, c, merged))}
        for a, c in _claims(merged)
    ]
    return Page(JSON, to_json({"$schema": urls.absolute(SCHEMA, site_url), "edition": edition, "claims": claims}))


def describe_claim(
    annotation: Annotation, claim: Claim, merged: MergedEdition, site_url: str
) -> dict[str, str | Mapping[str, str] | None]:
    """A claim as of the day, by the names of its fields; what is missing is None, words are by language."""
    standing = merged.standings[annotation.id]
    found: dict[str, str | Mapping[str, str] | None] = {
        "id": annotation.id,
        "topic": annotation.topics[0].id,
        "type": claim.type,
        "speaker": merged.edition.speaker_of(annotation),
        "wording": claim.wording,
        "said": merged.edition.frame.date.isoformat(),
        "due": claim.due.written if claim.due else None,
        "due_first": claim.due.first.isoformat() if claim.due else None,
        "due_last": claim.due.last.isoformat() if claim.due else None,
        "last_due": standing.due.written if standing.due else None,
        "status": standing.status,
        "assessed": standing.assessment.date.isoformat() if standing.assessment else None,
        "quote": by_language(annotation.quotes[0].exact),
        "title": by_language(annotation.title),
        "address": urls.absolute(urls.annotation_address(annotation), site_url),
    }
    return {field.name: found[field.name] for field in CLAIMS.fields if field.in_table}


def _claims(merged: MergedEdition) -> Iterator[tuple[Annotation, Claim]]:
    return ((a, a.claim) for a in merged.claims if a.claim)


def _cells(fields: Mapping[str, str | Mapping[str, str] | None], languages: tuple[str, ...]) -> Iterator[str]:
    for value in fields.values():
        if isinstance(value, Mapping):
            yield from (value.get(language, "") for language in languages)
        else:
            yield value or ""


def _as_of(annotation: Annotation, claim: Claim, merged: MergedEdition) -> Annotation:
    """The annotation with its history up to the as-of day."""
    return replace(annotation, about=replace(claim, history=merged.standings[annotation.id].history))
