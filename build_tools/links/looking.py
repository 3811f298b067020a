"""A source to what its address leads to now: every request through the host's robots.txt and at its pace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from build_tools.links.archive import find_copy
from build_tools.links.chain import Finding, follow
from build_tools.links.courtesy import Courtesy
from build_tools.links.robots import Robots
from build_tools.links.round import PATIENCE
from build_tools.links.target import NoAnswerError, Target, parse_target
from build_tools.links.visit import Answer, Visitor
from build_tools.model.look import Look
from build_tools.model.model import Source


@dataclass
class Looker:
    """Looks at sources, and asks an archive about those that are gone."""

    visitor: Visitor
    courtesy: Courtesy
    clock: Callable[[], datetime]
    """The time of day, with its zone."""
    archive: str | None = None
    """The address of the archive's interface, if it is to be asked."""
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._robots = Robots(self._ask)

    def look(self, source: Source) -> Finding:
        """What the address of a source leads to."""
        return follow(source.url, ask=self._ask_politely, now=self.clock())

    def with_copy(self, look: Look, source: Source) -> Look:
        """A look at what is gone with its copy nearest to the day on which it was read, if there is one."""
        if self.archive is None or look.result != "gone" or look.archived:
            return look
        day = source.accessed or (source.issued.last if source.issued else None)
        return replace(look, archived=find_copy(source.url, day, ask=self._ask_in_turn, api=self.archive))

    def _target(self, url: str) -> Target:
        return parse_target(url, is_private_allowed=self.visitor.is_private_allowed)

    def _ask(self, url: str, most: int) -> Answer:
        return self.visitor.ask(self._target(url), most=most)

    def _ask_in_turn(self, url: str, most: int = 0, pause: float | None = None) -> Answer:
        """Ask when the host's pause is over, unless it asked for one that nobody waits for."""
        target = self._target(url)
        if self.courtesy.ready(target.site) - self.courtesy.now() > PATIENCE:
            raise NoAnswerError("busy")
        self.courtesy.wait(target.site, pause)
        return self.visitor.ask(target, most=most)

    def _ask_politely(self, url: str) -> Answer:
        return self._ask_in_turn(url, pause=self._robots.admit(self._target(url)))
