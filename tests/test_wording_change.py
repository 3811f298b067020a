"""Two states of a text to the words that changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.rules.wording_change import LONGEST, MOST_WORDS, differing_kinds, mark_changes


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ("the old lines open", "the new lines open", "the [-old-]{+new+} lines open"),
        ("不會加價", "不再加價", "不[-會-]{+再+}加價"),
        ("There are 40 seats.", "We have 40 seats.", "[-There are-]{+We have+} 40 seats."),
        ("我們計劃開通兩條航線。", "座位都是木造的,共四十個。", "[-我們計劃開通兩條航線-]{+座位都是木造的,共四十個+}。"),
        ("", "新", "{+新+}"),
        ("舊", "", "[-舊-]"),
        ("同", "同", ""),
    ],
)  # fmt: skip
def test_what_went_and_what_came_is_marked_word_by_word(before: str, now: str, marked: str) -> None:
    assert mark_changes(before, now) == marked


def test_what_stays_is_cut_short_and_so_is_what_is_long() -> None:
    half = LONGEST // 2
    assert mark_changes("船" * 99 + "甲" + "線" * 99, "船" * 99 + "乙" * 999 + "線" * 99) == (
        f"…{'船' * 16}[-甲-]{{+{'乙' * half}…{'乙' * half}+}}{'線' * 16}…"
    )


def test_a_huge_text_is_not_compared_word_by_word() -> None:
    old = "".join(chr(0x4E00 + i * 7 % 9000) for i in range(200 * MOST_WORDS))
    assert re.fullmatch(r"\[-[^-]*-\]\{\+[^+]*\+\}", mark_changes(old, old[::-1]))


@given(st.text("ab 船線,", max_size=20), st.text("ab 船線,", max_size=20))
def test_both_short_texts_can_be_read_from_the_marks(before: str, now: str) -> None:
    marked = mark_changes(before, now)
    if before != now and "…" not in marked:
        assert re.sub(r"\{\+.*?\+\}|\[-|-\]", "", marked) == before
        assert re.sub(r"\[-.*?-\]|\{\+|\+\}", "", marked) == now


@pytest.mark.parametrize(
    ("before", "now", "kinds"),
    [
        ("They recieved it in the first days of spring.", "They received it in the first days of spring.", ()),
        ("第一條航線己經在春季開通。", "第一條航線已經在春季開通。", ()),
        ("Said ‘as they were’ in the report.", "Said 'as they were' in the report.", ()),
        ("It will open when the harbour office agrees.", "It won't open when the harbour office agrees.", ("negation",)),
        ("The firm counts 12 million miles driven so far.", "The firm counts 12 billion miles driven so far.", ("unit",)),
        ("From 3 to 5 lines were planned in the harbour.", "From 5 to 3 lines were planned in the harbour.", ("number",)),
        ("港務處不同意，乘客同意，報道亦有此說法。", "港務處同意，乘客不同意，報道亦有此說法。", ("negation",)),
    ],
)  # fmt: skip
def test_words_that_carry_the_meaning_are_named_by_kind(before: str, now: str, kinds: tuple[str, ...]) -> None:
    assert differing_kinds(before, now) == kinds
    assert differing_kinds(now, before) == kinds
