"""For whom, for when and for where a site is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LOCAL_SITE = "http://127.0.0.1:8000/"
"""Where a site is that has no address yet."""


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom, for when and for where a site is built."""

    language: str | None
    """The reader's language; the edition's first if None."""
    as_of: date
    """The day for which the site tells the truth."""
    today: date
    """The day on which it is built; nothing may be dated later."""
    site_url: str = LOCAL_SITE
    """The address of the home page in that language, with a slash at its end."""
    edit_base: str | None = None
    """The address under which the repository's files are edited, if it is known."""
