"""A host to the moment from which it may be asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Courtesy:
    """Keeps the requests to one host apart, whatever leads to it: a source, a redirect, or a second try."""

    pause: float
    """Seconds between two requests to one host."""
    now: Callable[[], float]
    """Seconds on a clock that only goes forward."""
    sleep: Callable[[float], None]
    _ready: dict[str, float] = field(default_factory=dict)

    def ready(self, host: str) -> float:
        """When the host may be asked next, on the clock."""
        return self._ready.get(host, 0.0)

    def wait(self, host: str, pause: float | None = None) -> None:
        """Wait for that moment, and let the next one be a pause later; a host may ask for a longer pause."""
        if (rest := self.ready(host) - self.now()) > 0:
            self.sleep(rest)
        self.spare(host, max(self.pause, pause or 0))

    def spare(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, or for as long as before where that is longer."""
        self._ready[host] = max(self.ready(host), self.now() + seconds)
