"""Every assessment of a claim to one row of a table."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import assessment_sources
from build_tools.site.catalog import Catalog
from build_tools.site.exports.document import to_csv
from build_tools.site.exports.fields import ASSESSMENTS
from build_tools.site.page import Page

(PATH,) = ASSESSMENTS.files


def render_assessments(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """The histories up to the as-of day: claims in the order of the text, each one's oldest entry first.

    Notes are the Markdown that contributors wrote; sources are ids with a space between them.
    """
    languages = merged.edition.frame.languages
    return Page(PATH, to_csv(ASSESSMENTS.header(languages), _rows(merged, site_url, languages)))


def _rows(merged: MergedEdition, site_url: str, languages: tuple[str, ...]) -> Iterator[list[str]]:
    for annotation in merged.claims:
        history = merged.standings[annotation.id].history
        for entry, id in zip(history, urls.entry_ids(history), strict=True):
            moved = entry.moved_to
            yield [
                annotation.id,
                entry.date.isoformat(),
                entry.status or "",
                moved.written if moved else "",
                moved.first.isoformat() if moved else "",
                moved.last.isoformat() if moved else "",
                *(entry.note.get(language) or "" for language in languages),
                " ".join(dict.fromkeys(ref.id for ref in assessment_sources(entry))),
                urls.absolute(urls.entry_address(annotation.id, id), site_url),
            ]
