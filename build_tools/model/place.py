"""A spot in a file of the edition."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file of the edition."""

    file: str
    """Path from the edition's root, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""
    length: int = field(default=1, compare=False)
    """How many characters of the line it covers; 0 for all up to the line's end."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)
"""The place of what no file says."""
