"""Just enough of a paragraph around its quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.edition.excerpt import LONG, crop_segments, find_excerpt, spans_of
from build_tools.edition.merge import Segment, segment_text
from build_tools.model.model import Span

FILLER = "這是一句不短的話,用來把段落拉長到值得剪裁的地步,沒有別的意思。" * 4
CHINESE = f"{FILLER}渡輪會來。開 40 個座位?票價不變。單張另有說法。{FILLER}"
ENGLISH = (
    "We left at 3.5 knots. " * 12 + "The ferry comes. It has 40 seats? Fares stay. A leaflet differs. " + "Rain. " * 40
)


def excerpt(text: str, quote: str) -> str:
    start = text.index(quote)
    window = find_excerpt(text, [Span(start, start + len(quote))])
    return text[window.start : window.end]


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        (CHINESE, "40 個座位", "渡輪會來。開 40 個座位?票價不變。"),
        (CHINESE, "座位?票價", "渡輪會來。開 40 個座位?票價不變。單張另有說法。"),
        (ENGLISH, "40 seats", "The ferry comes. It has 40 seats? Fares stay. "),
    ],
)
def test_the_sentence_of_the_quote_and_one_on_either_side(text: str, quote: str, shown: str) -> None:
    assert excerpt(text, quote) == shown


def test_a_decimal_point_ends_no_sentence() -> None:
    assert excerpt(ENGLISH, "We left").startswith("We left at 3.5 knots. We left")


def test_a_short_paragraph_stays_whole() -> None:
    assert excerpt("渡輪會來。開 40 個座位?", "渡輪") == "渡輪會來。開 40 個座位?"


def test_where_a_paragraph_is_long_is_for_the_page_to_say() -> None:
    text = "渡輪會來。航線照舊。開 40 個座位?票價不變。單張另有說法。"
    start = text.index("40")
    assert find_excerpt(text, [Span(start, start + 2)]) == Span(0, len(text))
    window = find_excerpt(text, [Span(start, start + 2)], long=40)
    assert text[window.start : window.end] == "航線照舊。開 40 個座位?票價不變。"


def test_without_a_quote_nothing_is_left_out() -> None:
    assert find_excerpt(CHINESE, []) == Span(0, len(CHINESE))


def test_segments_are_cropped_and_keep_the_marks_that_are_wanted() -> None:
    segments = segment_text("abcdef", [("one", Span(1, 4)), ("two", Span(3, 5))])
    assert crop_segments(segments, Span(2, 6), frozenset({"two"})) == (
        Segment("c", ()),
        Segment("d", ("two",)),
        Segment("e", ("two",)),
        Segment("f", ()),
    )
    assert spans_of(segments, frozenset({"two"})) == (Span(3, 4), Span(4, 5))


@given(st.text("甲乙。?. a", min_size=LONG // 2, max_size=LONG), st.data())
def test_an_excerpt_holds_every_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    window = find_excerpt(text, [span])
    assert window.start <= span.start < span.end <= window.end
    segments = segment_text(text, [("x", span)])
    cropped = crop_segments(segments, window, frozenset({"x"}))
    assert "".join(s.text for s in cropped) == text[window.start : window.end]
