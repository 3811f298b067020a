"""Written dates and the days they cover."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.dates import DateSpan, recognize_date


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("30/6/2025", ["2025-06-30"]),
        ("03/07/2026", ["2026-07-03", "2026-03-07"]),
        ("03/03/2026", ["2026-03-03"]),
        ("2025/06/30", ["2025-06-30"]),
        ("2025.6.30", ["2025-06-30"]),
        ("20250630", ["2025-06-30"]),
        ("2025-06-30T12:00:00Z", ["2025-06-30"]),
        ("30 June 2025", ["2025-06-30"]),
        ("June 30th, 2025", ["2025-06-30"]),
        ("Sept. 2025", ["2025-09"]),
        ("2025Q2", ["2025-Q2"]),
        ("Q2 2025", ["2025-Q2"]),
        ("2025 年第二季度", ["2025-Q2"]),
        ("２０２５年６月３０日", ["2025-06-30"]),
        ("2025年", ["2025"]),
        ("2025-06-31", []),
        ("2025/13/01", []),
        ("Ma 2025", []),
        ("30/6/25", []),
        ("next year", []),
    ],
)
def test_a_date_in_another_form_is_recognized(written: str, meant: list[str]) -> None:
    assert [span.written for span in recognize_date(written)] == meant


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %B %Y", "%Y%m%d"]))
def test_a_day_is_recognized_in_every_form(day: date, form: str) -> None:
    assert [span.first for span in recognize_date(day.strftime(form))] == [day]
