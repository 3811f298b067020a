"""A written date, perhaps coarser than a day, to the days it covers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date as written, perhaps coarser than a day, and the days it covers.

    Written forms: `2025-06-30`, `2025-06`, `2025-Q2`, `2025` (ISO 8601 and EDTF
    level 0, with the quarter as in everyday use).
    """

    written: str
    first: date
    """The first day it covers."""
    last: date
    """The last day it covers."""

    def __str__(self) -> str:
        return self.written

    @classmethod
    def parse(cls, written: str) -> DateSpan | None:
        """The span that `written` stands for, or None where it is no date."""
        match = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?", written, re.ASCII)
        if match is None:
            return None
        year, quarter, month, day = (int(part) if part else 0 for part in match.groups())
        try:
            if match[4]:
                first = last = date(year, month, day)
            elif match[3]:
                first, last = _months(year, month, month)
            elif quarter:
                first, last = _months(year, 3 * quarter - 2, 3 * quarter)
            else:
                first, last = _months(year, 1, 12)
        except ValueError:
            return None
        return cls(written, first, last)


def _months(year: int, start: int, end: int) -> tuple[date, date]:
    last_day = calendar.monthrange(year, end)[1] if 1 <= end <= 12 else 0
    return date(year, start, 1), date(year, end, last_day)
