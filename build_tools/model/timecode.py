"""A written time code to a moment of the recording."""

from __future__ import annotations

import re
from dataclasses import dataclass

TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
"""How a time code looks, for expressions that find one: hours if any, minutes, seconds, a fraction if any."""

_TIME = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{2})(?:[.,](?P<fraction>\d{1,3}))?")


@dataclass(frozen=True, slots=True, order=True)
class TimeCode:
    """How far into the recording something is said."""

    milliseconds: int

    @classmethod
    def parse(cls, written: str) -> TimeCode | None:
        """`1:02`, `00:01:02`, `00:01:02.500` or `00:01:02,500`; None for anything else, as for 61 seconds."""
        found = _TIME.fullmatch(written) if written.isascii() else None
        if not found:
            return None
        minutes, seconds = int(found["minutes"]), int(found["seconds"])
        if seconds > 59 or (found["hours"] is not None and minutes > 59):
            return None
        whole = (int(found["hours"] or 0) * 60 + minutes) * 60 + seconds
        return cls(whole * 1000 + int((found["fraction"] or "").ljust(3, "0")))

    @property
    def seconds(self) -> int:
        """The whole seconds from the start of the recording."""
        return self.milliseconds // 1000

    @property
    def npt(self) -> str:
        """The seconds from the start with their fraction, as the W3C's Media Fragments write them: `62`, `62.5`."""
        fraction = f"{self.milliseconds % 1000:03}".rstrip("0")
        return f"{self.seconds}.{fraction}" if fraction else str(self.seconds)

    @property
    def shown(self) -> str:
        """For a reader: `0:12`, `1:02:03`."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, rest = divmod(minutes, 60)
        return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{rest}:{seconds:02}"

    def __str__(self) -> str:
        """As it is written in a transcript: `00:01:02`, with a fraction where there is one."""
        minutes, seconds = divmod(self.seconds, 60)
        fraction = self.milliseconds % 1000
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}" + (f".{fraction:03}" if fraction else "")
