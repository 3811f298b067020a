"""Two wordings to the numbers, dates, units and negations in which they differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from build_tools.rules.anchoring import fold

SHOWN = 3
"""Words of a kind that are named."""
_COUNTED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|dozens?|zero|half|twice|double|triple"
    "|first|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT = "(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|next|last"
_MONEY = "dollars?|cents?|euros?|pounds?|yen|yuan"
_MEASURES = (
    "miles?|kilomet(?:er|re)s?|met(?:er|re)s?|feet|foot|inch(?:es)?|tons?|tonnes?|kilograms?|kg|km|hours?|minutes?|seconds?"
    "|(?:kilo|mega|giga|tera)?watts?|[kmgt]wh?|degrees?|bits?|bytes?"
)
_MEANINGFUL = {
    "number": r"\d+(?:[.,]\d+)*|[零〇一二兩三四五六七八九十百千半廿卅壹貳叁肆伍陸柒捌玖拾佰仟]+"
    rf"|\b(?:{_COUNTED})\b",
    "date": r"\d+\s*[年月日]|[去今明前後]年|[昨今明]天|[上下]個?(?:月|週|季|星期)|季度|世紀|年代|星期|禮拜|[年月週日天]"
    rf"|\b(?:(?:quarter|year|month|week|day|decade)s?|centur(?:y|ies)|{_MONTHS}|{_DAYS})\b"
    rf"|\b{_SHORT}\b\.?(?=\s\d)|(?<=\d\s){_SHORT}\b",
    "unit": r"[萬億兆%‰倍秒噸$€£¥]|美元|港元|歐元|日圓|英鎊|人民幣|英里|公里|公斤|英尺|英寸|厘米|毫米|攝氏|華氏"
    r"|分鐘|小時|千瓦|兆瓦|比特|百分之|百分點"
    rf"|\b(?:trillion|billion|million|thousand|per ?cent|percentage|times|{_MONEY}|{_MEASURES})\b",
    "negation": r"[不沒無未非別莫毋勿]|(?<!是)否"
    r"|\b(?:no|not|never|none|without|cannot|nor|neither|nobody|nothing|nowhere|hardly|scarcely)\b|n't",
}
"""The words in which a near miss may differ in meaning, by kind."""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _MEANINGFUL.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of a kind in which two wordings differ."""

    kind: str
    """`number`, `date`, `unit` or `negation`."""
    ours: tuple[str, ...]
    """Those that the first has and the second lacks, or has elsewhere."""
    theirs: tuple[str, ...]
    """Those that the second has instead."""


def find_differences(one: str, other: str) -> tuple[Difference, ...]:
    """The kinds of meaningful words that the two do not share in the same order, each with these words.

    After folding, in small letters; nothing where there is no other wording.
    """
    if not other:
        return ()
    a, b = fold(one).text.lower(), fold(other).text.lower()
    found = (_compare(kind, pattern.findall(a), pattern.findall(b)) for kind, pattern in _PATTERNS.items())
    return tuple(difference for difference in found if difference)


def differences(quote: str, passage: str) -> tuple[str, ...]:
    """The kinds alone."""
    return tuple(difference.kind for difference in find_differences(quote, passage))


def _compare(kind: str, one: list[str], other: list[str]) -> Difference | None:
    if one == other:
        return None
    ours, theirs = (tuple((Counter(x) - Counter(y)).elements()) for x, y in ((one, other), (other, one)))
    if not ours and not theirs:
        ours, theirs = next(((a,), (b,)) for a, b in zip(one, other, strict=True) if a != b)
    return Difference(kind, ours[:SHOWN], theirs[:SHOWN])
