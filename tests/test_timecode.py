"""Written time codes and moments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.timecode import TimeCode


@pytest.mark.parametrize(
    ("written", "milliseconds"),
    [
        ("0:03", 3_000),
        ("00:01:02", 62_000),
        ("75:10", 4_510_000),
        ("00:01:02.5", 62_500),
        ("00:01:02,050", 62_050),
        ("100:00:00", 360_000_000),
    ],
)
def test_ways_to_write_a_time(written: str, milliseconds: int) -> None:
    assert TimeCode.parse(written) == TimeCode(milliseconds)


@pytest.mark.parametrize(
    "written", ["", "12", "1:2", "0:61", "1:60:00", "a0:01", "0:01 ", "-0:01", "٠:٠١", "1:02:03:04"]
)
def test_what_is_no_time(written: str) -> None:
    assert TimeCode.parse(written) is None


@given(st.integers(0, 3_599_999_999))
def test_a_time_is_read_as_it_is_written(milliseconds: int) -> None:
    assert TimeCode.parse(str(TimeCode(milliseconds))) == TimeCode(milliseconds)


def test_what_readers_see() -> None:
    assert [TimeCode(ms).shown for ms in (0, 62_500, 3_723_000)] == ["0:00", "1:02", "1:02:03"]


def test_what_players_see() -> None:
    assert [TimeCode(ms).npt for ms in (0, 62_500, 62_050, 100_000)] == ["0", "62.5", "62.05", "100"]
