"""The dates that await a verdict to a calendar that readers subscribe to (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from build_tools.edition import urls
from build_tools.edition.changes import permanent_id
from build_tools.edition.merge import MergedEdition, Standing
from build_tools.model.model import Annotation, Claim
from build_tools.model.vocabulary import DUE, NOT_YET_DUE
from build_tools.site.catalog import Catalog
from build_tools.site.exports.wording import plain_words
from build_tools.site.page import Page

PATH = "due.ics"


def render_due_dates(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """One event of a whole day for each claim with a date that awaits a verdict, the soonest first.

    The day is the last on which the claim can still come true: the last day of the
    date named. `UID` is permanent, and `SEQUENCE` counts how often the date was moved
    (RFC 5545, 3.8.7.4), so that a calendar puts the event on its new day and keeps one.
    """
    title = catalog.label("changes.calendar_title", edition=plain_words(merged.edition.frame.title, merged, catalog))
    calendar = Calendar()
    calendar.add("prodid", f"-//annotated-interview//due dates//{catalog.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", title)  # RFC 7986, 5.1
    calendar.add("x-wr-calname", title)  # the same for the programs that know no RFC 7986
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})  # RFC 7986, 5.7
    waiting = [(a, a.claim, s) for a in merged.claims if a.claim and awaits_verdict(s := merged.standings[a.id])]
    for annotation, claim, standing in sorted(waiting, key=lambda found: (_last_day(found[2]), found[0].id)):
        calendar.add_component(_event(annotation, claim, standing, merged, catalog, site_url))
    if not waiting:
        calendar.add_component(_utc())
    return Page(PATH, calendar.to_ical().decode("utf-8"))


def awaits_verdict(standing: Standing) -> bool:
    """Whether the newest date named for a claim has no verdict yet, be it ahead or past.

    An assessment made up to the day on which the date was moved judges the date before.
    """
    if standing.due is None:
        return False
    moved = max((entry.date for entry in standing.history if entry.moved_to), default=date.min)
    judged = standing.assessment
    return judged is None or judged.status == NOT_YET_DUE or judged.date <= moved


def _event(
    annotation: Annotation, claim: Claim, standing: Standing, merged: MergedEdition, catalog: Catalog, site_url: str
) -> Event:
    address = urls.absolute(urls.annotation_address(annotation), site_url)
    title = plain_words(annotation.title, merged, catalog)
    assert standing.due is not None
    lines = [
        plain_words(claim.says, merged, catalog),
        catalog.label("changes.event_due", date=catalog.date(standing.due)),
    ]
    if claim.due_reading and standing.due == claim.due:
        lines.append(plain_words(claim.due_reading, merged, catalog))
    if standing.status == DUE:
        lines.append(catalog.label(f"status.{DUE}"))
    event = Event()
    event.add("uid", str(permanent_id(merged.edition.frame, catalog.language, f"due/{annotation.id}")))
    event.add("dtstamp", _last_change(annotation, standing))
    event.add("sequence", sum(entry.moved_to is not None for entry in standing.history))
    event.add("dtstart", _last_day(standing))  # a date without an end is that day (RFC 5545, 3.6.1)
    event.add("summary", catalog.label("changes.event_title", title=title))
    event.add("description", "\n".join((*lines, address)))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")  # nobody is busy on that day
    return event


def _last_day(standing: Standing) -> date:
    assert standing.due is not None
    return standing.due.last


def _last_change(annotation: Annotation, standing: Standing) -> datetime:
    """When the event was last revised (RFC 5545, 3.8.7.2): the start of the claim's newest day, in UTC."""
    newest = max((annotation.added, *(entry.date for entry in standing.history)))
    return datetime.combine(newest, time(), UTC)


def _utc() -> Timezone:
    """What stands in a calendar without events, since it must hold a component (RFC 5545, 3.6)."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone
