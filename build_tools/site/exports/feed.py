"""The changes of the edition to an Atom feed (RFC 4287)."""

from __future__ import annotations

from datetime import date

from feedgenerator import Atom1Feed
from markupsafe import escape

from build_tools.edition import urls
from build_tools.edition.changes import Change, list_changes, permanent_id
from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import Catalog
from build_tools.site.exports.wording import plain_words
from build_tools.site.page import Page

PATH = "changes.atom"

NEWEST = 100
"""Entries in the feed; who reads it less often finds the rest on the page of changes."""


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """A feed without a clock: the library gives an empty feed the present moment."""

    empty_since: date

    def latest_post_date(self) -> date:
        """The day of the newest entry."""
        return max((item["updateddate"] for item in self.items), default=self.empty_since)


def render_feed(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """The newest changes; each `updated` is the start of its day, in UTC.

    The feed's own `updated` is that of its newest entry, or else the day of the interview.
    """
    frame = merged.edition.frame
    edition = plain_words(frame.title, merged, catalog)

    def permanent(key: str) -> str:
        return permanent_id(frame, catalog.language, key).urn

    feed = _Feed(
        title=catalog.label("changes.feed_title", edition=edition),
        link=urls.absolute("/changes/", site_url),
        description=catalog.label("changes.description"),
        language=catalog.language,
        author_name=edition,
        feed_url=urls.absolute(PATH, site_url),
        feed_guid=permanent("changes"),
    )
    feed.empty_since = frame.date
    for change in list_changes(merged)[:NEWEST]:
        feed.add_item(
            title=_title(change, merged, catalog),
            link=urls.absolute(change.address, site_url),
            description=escape(_summary(change, merged, catalog)),
            updateddate=change.date,
            unique_id=permanent(change.key),
        )
    return Page(PATH, feed.writeString("utf-8") + "\n")


def _title(change: Change, merged: MergedEdition, catalog: Catalog) -> str:
    """What happened to what: `Partly · Two lines by June`."""
    entry = change.assessment
    happened = []
    if entry is None:
        happened.append(catalog.label(f"changes.added_{change.annotation.kind}"))
    if change.status:
        happened.append(catalog.label(f"status.{change.status}"))
    if entry and entry.moved_to:
        happened.append(catalog.label("claim.moved_to", date=catalog.date(entry.moved_to)))
    return " · ".join((*happened, plain_words(change.annotation.title, merged, catalog)))


def _summary(change: Change, merged: MergedEdition, catalog: Catalog) -> str:
    """The note of an assessment; of what was added what it says."""
    annotation = change.annotation
    if change.assessment:
        return plain_words(change.assessment.note, merged, catalog, note=True)
    if annotation.claim:
        return plain_words(annotation.claim.says, merged, catalog)
    return plain_words(annotation.note, merged, catalog, note=True) if annotation.note else ""
