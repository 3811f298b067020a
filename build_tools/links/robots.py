"""A host's robots.txt to whether a page of it may be asked for, and how often (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from build_tools.links.target import NoAnswerError, Target
from build_tools.links.visit import Answer

NAME = "annotated-interview"
"""The name by which a robots.txt means this program."""
MAX_BYTES = 128 * 1024
"""What a robots.txt may have; whoever writes a longer one has the last word all the same, and it is no."""
MAX_STEPS = 5
"""Redirects that are followed (RFC 9309, 2.3.1.2)."""
_EVERYTHING = Protego.parse("")

Ask = Callable[[str, int], Answer]
"""Asks for an address, and for so many bytes of its body at most."""


@dataclass
class Robots:
    """The robots.txt of every host that was asked, each read once."""

    ask: Ask
    _rules: dict[str, Protego | str] = field(default_factory=dict)
    """The rules of each origin, or the word for why it must not be asked."""

    def admit(self, target: Target) -> float | None:
        """The pause in seconds that the host asks for, if it does.

        Raises `NoAnswerError` where it asks to be left alone, or where nobody can tell: "unreachable" forbids all.
        """
        if target.origin not in self._rules:
            self._rules[target.origin] = self._read(f"{target.origin}/robots.txt")
        rules = self._rules[target.origin]
        if isinstance(rules, str):
            raise NoAnswerError(rules)
        if not rules.can_fetch(target.url, NAME):
            raise NoAnswerError("robots")
        return rules.crawl_delay(NAME)

    def _read(self, url: str) -> Protego | str:
        for _ in range(MAX_STEPS + 1):
            try:
                answer = self.ask(url, MAX_BYTES)
            except NoAnswerError as error:
                return str(error)
            if not (300 <= answer.status < 400 and answer.location):
                break
            url = answer.location
        if answer.status >= 500 or answer.status == 429:
            return str(answer.status)
        if not 200 <= answer.status < 300:
            return _EVERYTHING
        return Protego.parse(answer.body.decode("utf-8", "replace")) if answer.is_whole else "robots"
