"""The day it is: UTC's, or the one that the environment pins."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from build_tools.today import utc_today


def test_the_day_is_that_of_utc_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime.now(UTC).date()
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert before <= utc_today({}) <= datetime.now(UTC).date()
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("seconds", "day"), [("0", "1970-01-01"), ("1736380799", "2025-01-08"), ("1736380800", "2025-01-09")]
)
def test_a_build_may_pin_the_day(seconds: str, day: str) -> None:
    assert str(utc_today({"SOURCE_DATE_EPOCH": seconds})) == day


@pytest.mark.parametrize("seconds", ["today", "2025-01-08", "1e9", "9" * 30])
def test_what_is_no_number_of_seconds_ends_with_a_message(seconds: str) -> None:
    with pytest.raises(SystemExit, match="no number of seconds"):
        utc_today({"SOURCE_DATE_EPOCH": seconds})
