"""Texts broken into lines as their scripts allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.site.cards.linebreak import break_lines, cut_lines

NEVER_FIRST = "、。，．：；？！）」』】》〉〕,.;:?!)”…％"
NEVER_LAST = "（「『【《〈〔(“"


def cells(text: str) -> int:
    """A width as on a terminal: two for a Chinese character, one for any other."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ("one two", "three")),
        ("one  two\nthree", 99, ("one two three",)),
        ("渡輪開通兩條航線", 8, ("渡輪開通", "兩條航線")),
        # the comma would begin the second line, so the character before it goes along
        ("渡輪開通，兩條航線", 8, ("渡輪開", "通，兩條", "航線")),
        ("渡輪說「開通」", 8, ("渡輪說", "「開通」")),
        ("渡輪說：『會。』好", 12, ("渡輪說：", "『會。』好")),
        # words of another script and numbers with their unit stay whole
        ("在 Mark 的渡輪上", 6, ("在", "Mark", "的渡輪", "上")),
        ("增加 $2,500 元", 6, ("增加", "$2,500", "元")),
        ("增加 10%。", 6, ("增加", "10%。")),
        # wider than a line: cut, nothing lost
        ("abcdefghij", 4, ("abcd", "efgh", "ij")),
        ("渡", 1, ("渡",)),
        ("", 9, ()),
        (" ", 9, ()),
    ],
)
def test_lines(text: str, width: int, lines: tuple[str, ...]) -> None:
    assert break_lines(text, width, cells) == lines


@given(st.text("渡輪開通航線在的，。、「」『』（）：；？！ferry 12", max_size=60), st.integers(12, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, width, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


@given(st.lists(st.sampled_from(["渡", "輪開", "「航線」", "（一）", "，", "。", "ferry", " "]), max_size=30))
def test_no_line_begins_or_ends_with_the_wrong_mark(words: list[str]) -> None:
    text = "渡" + "渡".join(words)
    for before, after in zip(break_lines(text, 24, cells), break_lines(text, 24, cells)[1:], strict=False):
        assert before[-1] not in NEVER_LAST
        assert after[0] not in NEVER_FIRST


@pytest.mark.parametrize(
    ("limit", "end", "lines"),
    [
        (3, "", ("one two", "three", "four")),
        (2, "", ("one two", "three…")),
        (1, "”", ("one t…”",)),
    ],
)
def test_what_is_cut_off_is_marked(limit: int, end: str, lines: tuple[str, ...]) -> None:
    assert cut_lines(("one two", "three", "four"), limit, 7, cells, end=end) == lines
