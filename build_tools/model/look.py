"""What was found at the address of a source on the day when it was last looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from build_tools.model.place import Place

Result = Literal["seen", "moved", "gone", "unknown"]
"""The address answered; it leads elsewhere for good; it says that nothing is there; none of these could be told."""
RESULTS: tuple[Result, ...] = get_args(Result)


@dataclass(frozen=True, slots=True)
class Look:
    """The newest look at the address of a source."""

    source: str
    looked: date
    result: Result
    why: str
    """The HTTP status, or a word for what stood in the way; empty where the address answered."""
    seen: date | None
    """The last day on which the address answered."""
    url: str
    """The address that was looked at; a source that has another by now has not been looked at."""
    to: str | None = None
    """Where it leads for good."""
    archived: str | None = None
    """A copy in an archive, where the address is gone."""
    place: Place = field(default=Place("", 0, 0), compare=False)
