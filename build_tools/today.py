"""The clock of the machine, or the one that a build pins, to the day it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

PINNED = "SOURCE_DATE_EPOCH"
"""The variable that pins the moment of a build, in seconds since 1970 (reproducible-builds.org)."""


def utc_today(environment: Mapping[str, str] = os.environ) -> date:
    """The day it is, in UTC wherever the machine stands, as the dialogs of the site have it too.

    `SOURCE_DATE_EPOCH` takes the clock's place. Ends the program where it is no number of seconds.
    """
    pinned = environment.get(PINNED)
    if not pinned:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(pinned), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SystemExit(f"{PINNED} is {pinned!r} and no number of seconds since 1970") from error
