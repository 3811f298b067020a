"""Written dates and the days they cover."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.dates import DateSpan


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025-06-30", date(2025, 6, 30), date(2025, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_date_covers_its_days(written: str, first: date, last: date) -> None:
    span = DateSpan.parse(written)
    assert span is not None
    assert (span.first, span.last, str(span)) == (first, last, written)


@pytest.mark.parametrize(
    "written", ["", "2025-13", "2025-00", "2025-02-30", "2025-Q5", "25-01-01", "2025-1-1", "٢٠٢٥", "0000"]
)
def test_what_is_no_date(written: str) -> None:
    assert DateSpan.parse(written) is None


@given(st.dates())
def test_every_day_stands_for_itself(day: date) -> None:
    span = DateSpan.parse(day.isoformat())
    assert span is not None
    assert span.first == span.last == day
