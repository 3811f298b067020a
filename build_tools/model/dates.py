"""A written date, perhaps coarser than a day, to the days it covers."""

from __future__ import annotations

import calendar
import re
import unicodedata
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


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LONGEST = 40
"""Characters; more is no date in any form."""
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = (
    rf"{_YEAR}\s*[-/.年]\s*(?P<month>\d{{1,2}})(?:\s*[-/.月]\s*{_DAY}\s*日?|\s*月)?(?:[t ]\d\d:\d\d\S*)?",
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
    rf"{_YEAR}\s*年",
    rf"{_YEAR}\s*[-/]?\s*q(?P<quarter>[1-4])",
    rf"q(?P<quarter>[1-4])\s*[-/]?\s*{_YEAR}",
    rf"{_YEAR}\s*年?\s*第?\s*(?P<quarter>[1-4一二三四])\s*季度?",
    r"(?P<one>\d{1,2})\s*[-/.]\s*(?P<other>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})",
    rf"(?:{_DAY}\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
)
"""How people write dates, after NFKC and in small letters."""


def recognize_date(written: str) -> tuple[DateSpan, ...]:
    """What a date in another form may stand for: nothing, one date, or two where day and month may be exchanged."""
    if len(written) > _LONGEST:
        return ()
    words = unicodedata.normalize("NFKC", written).strip(" \"'“”‘’「」").lower()
    for form in _FORMS:
        match = re.fullmatch(form, words, re.ASCII)
        if match:
            spans = (DateSpan.parse(candidate) for candidate in _written_forms(match.groupdict()))
            return tuple(dict.fromkeys(span for span in spans if span))
    return ()


def _written_forms(parts: dict[str, str | None]) -> tuple[str, ...]:
    year, day = parts["year"], parts.get("day")
    one, other, quarter = parts.get("one"), parts.get("other"), parts.get("quarter")
    if one and other:
        return f"{year}-{int(other):02d}-{int(one):02d}", f"{year}-{int(one):02d}-{int(other):02d}"
    if quarter:
        return (f"{year}-Q{'一二三四'.find(quarter) + 1 or quarter}",)
    month = parts.get("month") or _month_number(parts.get("name"))
    if not month:
        return () if parts.get("name") else (str(year),)
    return (f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else ""),)


def _month_number(name: str | None) -> str:
    """The number of a month by its English name or the beginning of it; empty where it is none."""
    found = [i for i, month in enumerate(_MONTHS, 1) if name and month.startswith(name)]
    return str(found[0]) if len(found) == 1 else ""
