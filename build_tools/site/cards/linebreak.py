"""A text to lines of a given width, broken where its script allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

ELLIPSIS = "…"
OPENING = "（「『《〈【〔［｛([{“‘"
"""What no line ends with."""
SMALL = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ々"
"""Japanese characters that belong to the one before them (JLREQ, cl-10 and cl-11)."""
CLOSING = "、。，．：；？！）」』》〉】〕］｝…‥·・—–～％,.:;?!)]}”’%،؛؟" + SMALL
"""What no line begins with."""
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Chinese and Japanese characters and their punctuation, between which a line may break."""

_MARKS = re.escape(OPENING), re.escape(CLOSING)
_UNIT = re.compile(rf"[{_MARKS[0]}]*(?:[{WIDE}]|[^\s{WIDE}]*[^\s{WIDE}{_MARKS[0]}])?[{_MARKS[1]}]*\s*")


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """`text` in lines that `measure` finds no wider than `width`.

    Lines break between words and between Chinese characters, but never so that a
    line begins with a closing mark or ends with an opening one (W3C, Requirements
    for Chinese Text Layout, 3.1.5). A word wider than a line is cut.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text, width, measure):
        if line and measure((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += unit
    return (*lines, line.rstrip()) if line else tuple(lines)


def cut_lines(
    lines: tuple[str, ...], limit: int, width: float, measure: Callable[[str], float], *, end: str = ""
) -> tuple[str, ...]:
    """The first `limit` lines; the last of them ends in an ellipsis and `end` where more lines follow."""
    if len(lines) <= limit:
        return lines
    last = lines[limit - 1]
    while last and measure(last + ELLIPSIS + end) > width:
        last = last[:-1]
    return (*lines[: limit - 1], last.rstrip(" ,.;:，、；：。") + ELLIPSIS + end)


def _units(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The pieces of `text` that stay on one line, each with the space after it; one wider than a line is cut."""
    for unit in _UNIT.findall(" ".join(text.split())):
        while measure(unit.rstrip()) > width and len(unit) > 1:
            fitting = next(n for n in range(len(unit) - 1, 0, -1) if n == 1 or measure(unit[:n]) <= width)
            yield unit[:fitting]
            unit = unit[fitting:]
        if unit:
            yield unit
