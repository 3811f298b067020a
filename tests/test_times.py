"""The times of words beside a transcript: written, read again, and laid on a text that was mended since."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.model import Block, Paragraph, Span, Transcript
from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken, TimedCue
from build_tools.reading.times import is_finer, lay_times, read_times, write_times

TEXT = "Who sails? Nobody & nothing <3."


def at(seconds: float) -> TimeCode:
    return TimeCode(round(seconds * 1000))


def talk(text: str) -> Transcript:
    return Transcript("en", (Block("t01", "turn", "Ann & <Bo>", "en", (Paragraph("t01.p1", text, "en"),)),))


WORDS = (
    TimedCue("t01.p1", at(1), at(3), "Who sails?", (Spoken("Who ", at(1), at(1.2)), Spoken("sails?", at(2)))),
    TimedCue("t01.p1", at(3), None, "Nobody & nothing <3."),
)


def test_times_are_written_as_webvtt() -> None:
    assert write_times(talk(TEXT), WORDS) == (
        "WEBVTT\n\n"
        "t01.p1\n00:00:01.000 --> 00:00:03.000\n<v Ann &amp; &lt;Bo&gt;>Who<00:00:01.200> <00:00:02.000>sails?\n\n"
        "t01.p1\n00:00:03.000 --> 00:00:04.000\n<v Ann &amp; &lt;Bo&gt;>Nobody &amp; nothing &lt;3.\n"
    )


def test_times_are_read_as_they_were_written() -> None:
    first, second = read_times(write_times(talk(TEXT), WORDS))
    assert first == WORDS[0]
    assert (second.words, second.start, second.end) == ("Nobody & nothing <3.", at(3), at(4))


def test_what_is_no_cue_of_a_paragraph_is_passed_over() -> None:
    assert read_times("WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\nwords\n\nt01.p1\nwords\n") == ()


def test_times_are_finer_where_a_paragraph_has_two_or_a_word_has_one() -> None:
    whole = TimedCue("t01.p1", at(1), None, "a")
    assert not is_finer([whole, TimedCue("t01.p2", at(2), None, "b")])
    assert is_finer([whole, whole])
    assert is_finer(WORDS)


def laid(text: str) -> list[tuple[str, float]]:
    return [(text[m.span.start : m.span.end], m.start.milliseconds / 1000) for m in lay_times(text, WORDS)]


def test_times_lie_on_the_words() -> None:
    assert laid(TEXT) == [("Who", 1), ("sails?", 2), ("Nobody & nothing <3.", 3)]


def test_times_hold_after_an_edit_of_the_text() -> None:
    assert laid("But who sails now? Nobody and nothing <3.") == [
        ("who", 1),
        ("sails now?", 2),
        ("Nobody and nothing <3.", 3),
    ]
    assert laid("Who SAILS? Nothing <3.") == [("Who", 1), ("SAILS?", 2), ("Nothing <3.", 3)]
    assert laid("All of it is new") == []


@given(st.text("abc .", max_size=40))
def test_moments_are_in_order_and_inside_the_text(text: str) -> None:
    spans = [moment.span for moment in lay_times(text, WORDS)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert Span(0, 0) not in spans
