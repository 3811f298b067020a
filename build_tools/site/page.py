"""One file of the site's docs folder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site's docs folder."""

    path: str
    """Path in the docs folder, with forward slashes."""
    content: str
    made_from: str | None = None
    """The file of the edition to edit in order to change this page, where it is one file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the site's docs folder."""

    path: str
    """Path in the docs folder, with forward slashes."""
    content: bytes
