"""The words of one language for everything that `check` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Format strings by code or key."""

    codes: Mapping[str, tuple[str, str]]
    """Each code of a problem with its message and its cure."""
    gaps: Mapping[str, tuple[str, str]]
    """The same for what is still to be done and is no error."""
    doubts: Mapping[str, tuple[str, str]]
    """The same for the verdicts that somebody should look at again; one cure does for all of a kind."""
    notices: Mapping[str, tuple[str, str]]
    """The same for what a change may do, and what somebody should look at."""
    phrases: Mapping[str, str]
    """The parts of which messages and cures are made."""
    comma: str
    """What stands between the items of a list."""

    def of_code(self, code: str) -> tuple[str, str]:
        """The message and the cure of a code of any of the four sorts."""
        others = (self.gaps, self.doubts, self.notices)
        return next((sort[code] for sort in others if code in sort), None) or self.codes[code]
