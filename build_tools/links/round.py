"""Sources and what is known of them to new looks, one after the other, in the order and pace that spare every host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from build_tools.links.chain import Finding
from build_tools.links.courtesy import Courtesy
from build_tools.links.target import NoAnswerError, parse_target
from build_tools.model.look import Look
from build_tools.model.model import Source

PATIENCE = 120.0
"""Seconds that a busy host may ask for and still be asked again in the same round."""
UNREACHED = ("name", "refused", "timeout", "tls", "certificate", "private")
"""Words for a host that will not answer for another of its pages either."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far one round goes."""

    most: int
    """Sources in all."""
    per_host: int
    """Sources of one host."""
    seconds: float
    """After which no other source is begun."""
    days: int
    """A source that was looked at within so many days is left out."""


def choose(sources: Iterable[Source], known: Mapping[str, Look], today: date, bounds: Bounds) -> list[Source]:
    """The sources to look at: those never looked at, then those looked at longest ago."""
    found = ((look.looked if (look := _known(s, known)) else date.min, s) for s in sources)
    recent = today - timedelta(days=bounds.days)
    waiting = [s for looked, s in sorted(found, key=lambda pair: (pair[0], pair[1].id)) if looked <= recent]
    chosen, hosts = [], Counter[str]()
    for source in waiting:
        host = host_of(source.url)
        hosts[host] += 1
        if hosts[host] <= bounds.per_host:
            chosen.append(source)
    return chosen[: bounds.most]


def go_round(
    sources: Iterable[Source],
    known: Mapping[str, Look],
    *,
    look: Callable[[Source], Finding],
    courtesy: Courtesy,
    today: date,
    seconds: float,
) -> Iterator[Look]:
    """A look at each of the sources, as soon as it was taken.

    The next is always one whose host may be asked soonest. A busy host is asked once more if it names a short time,
    and one that cannot be reached not again: its other sources are left to the next round.
    """
    end = courtesy.now() + seconds
    waiting = list(sources)
    hosts = {source.id: host_of(source.url) for source in waiting}
    tried: set[str] = set()
    while waiting:
        source = min(waiting, key=lambda s: courtesy.ready(hosts[s.id]))
        host = hosts[source.id]
        if max(courtesy.now(), courtesy.ready(host)) > end:
            return
        waiting.remove(source)
        found = look(source)
        if found.rest:
            courtesy.spare(host_of(found.busy), found.rest)
            if found.rest <= PATIENCE and source.id not in tried:
                tried.add(source.id)
                waiting.append(source)
                continue
        if found.why in UNREACHED or found.rest > PATIENCE:
            waiting = [other for other in waiting if hosts[other.id] != host]
        yield _to_look(source, found, known, today)


def host_of(url: str) -> str:
    """The host by which requests are kept apart; for what is no address to be asked, the address."""
    try:
        return parse_target(url, is_private_allowed=True).site
    except NoAnswerError:
        return url


def _to_look(source: Source, found: Finding, known: Mapping[str, Look], today: date) -> Look:
    before = _known(source, known)
    is_there = found.result in ("seen", "moved")
    seen = today if is_there else before.seen if before else None
    archived = before.archived if before and not is_there else None
    return Look(source.id, today, found.result, found.why, seen, source.url, found.to, archived)


def _known(source: Source, known: Mapping[str, Look]) -> Look | None:
    """What is known of a source at the address that it has now."""
    look = known.get(source.id)
    return look if look and look.url == source.url else None
