"""The answers from a source's address on, redirect by redirect, to what they say of the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from build_tools.links.target import NoAnswerError
from build_tools.links.visit import Answer
from build_tools.model.look import Result
from build_tools.reading.looks import is_short_address

MAX_STEPS = 8
"""Redirects that are followed; browsers give up at 20, and no page that is there needs half of these."""
PERMANENT = (301, 308)
TEMPORARY = (302, 303, 307)
GONE = (404, 410)
BUSY = (429, 503)
REST = 60.0
"""Seconds for which a busy host is left alone that does not say for how long."""
MOST_REST = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What an address led to."""

    result: Result
    why: str = ""
    """As `Look` has it."""
    to: str | None = None
    """Where it leads for good."""
    rest: float = 0.0
    """Seconds for which the host asks to be left alone, where it was too busy to answer."""
    busy: str = ""
    """The address whose host that is."""


def follow(url: str, *, ask: Callable[[str], Answer], now: datetime) -> Finding:
    """What `url` leads to; `now` is the time from which a host's date counts, with its zone.

    A source has moved where the first redirects are permanent ones, to the last address that these lead to; a
    temporary one leaves it where it is. What ends on another host by a temporary redirect (a page for consent, or to
    sign in), or on a front page from elsewhere, tells nothing of the source.
    """
    here, home, been, is_permanent = url, url, {url}, True
    try:
        for _ in range(MAX_STEPS + 1):
            answer = ask(here)
            if not (answer.status in (*PERMANENT, *TEMPORARY) and answer.location):
                return _conclude(url, home, here, answer, now)
            is_permanent = is_permanent and answer.status in PERMANENT
            here = _next(here, answer.location)
            home = here if is_permanent else home
            if here in been:
                return Finding("unknown", "loop")
            been.add(here)
    except NoAnswerError as error:
        return Finding("unknown", str(error))
    return Finding("unknown", "redirects")


def _conclude(url: str, home: str, here: str, answer: Answer, now: datetime) -> Finding:
    """What the last answer says of a source at `url` that has moved to `home`, and was answered for at `here`."""
    if answer.status in GONE:
        return Finding("gone", str(answer.status))
    if not 200 <= answer.status < 300:
        rest = _rest(answer.retry_after, now) if answer.status in BUSY else 0.0
        return Finding("unknown", str(answer.status), rest=rest, busy=here if rest else "")
    if _is_front_page(here) and not _is_front_page(url):
        return Finding("unknown", "front-page")
    if _site(here) != _site(home):
        return Finding("unknown", "elsewhere")
    return Finding("moved", to=home) if home != url else Finding("seen")


def _next(here: str, location: str) -> str:
    """The address that a redirect names, its fragment left out: nobody is asked for that."""
    try:
        there = urljoin(here, location).partition("#")[0]
    except ValueError:
        raise NoAnswerError("address") from None
    if not is_short_address(there):
        raise NoAnswerError("address")
    return there


def _rest(written: str | None, now: datetime) -> float:
    """The seconds of a Retry-After field, which may be a number or a date (RFC 9110, 10.2.3)."""
    if written and written.strip().isdecimal():
        return min(float(written[:12]), MOST_REST)
    try:
        seconds = (parsedate_to_datetime(written) - now).total_seconds() if written else REST
    except (ValueError, TypeError):
        seconds = REST
    return min(max(seconds, 1.0), MOST_REST)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
