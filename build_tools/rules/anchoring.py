"""A quote and a paragraph to the span of the paragraph's characters, or to a miss.

A quote anchors exactly, or after folding, or not at all. Fuzzy matchers score a
changed year or an added negation above 0.88, so a near miss is only ever shown,
never accepted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from build_tools.model.model import Span

VARIANTS = (
    "説說 羣群 裏裡 着著 麪麵 爲為 衞衛 啓啟 綫線 産產 峯峰 脱脫 鋭銳 閲閱 悦悅 税稅 鈎鉤 牀床 污汙 敍敘 户戶 "
    "録錄 内內 温溫 查査 緑綠 臺台 煙烟 歎嘆 週周 麽麼 吿告 値值 僞偽 鷄雞 蹟跡 脣唇 綉繡 滙匯 衆眾 鬬鬥 够夠 强強 "
    "奬獎 絶絕 蜕蛻 鋪舖 痴癡 恒恆 葱蔥 匀勻 兑兌 撑撐 鬪鬥 麯麴 祕秘 凉涼 況况 艷豔"
)
"""Pairs of characters that stand for each other in Traditional Chinese texts of Hong Kong and Taiwan
and that Unicode normalization leaves apart; the first of each pair is folded into the second."""

_VARIANT = {pair[0]: pair[1] for pair in VARIANTS.split()}
_QUOTATION = {"‘": "'", "’": "'", "“": '"', "”": '"'}
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad"
_CJK = re.compile(r"[\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


MOST_COMPARED = 10_000_000
"""Characters that are compared to find every place of one quote in one paragraph."""
_LEGIBLE = 4
"""The characters of a prefix or suffix at the least, so that a reader recognizes the place."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text after folding, with the way back to the original characters."""

    text: str
    starts: tuple[int, ...]
    """For each folded character the offset at which its original begins."""
    ends: tuple[int, ...]
    """For each folded character the offset at which its original ends."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a quote does not anchor."""

    count: int
    """How often it stands in the paragraph, whatever its surroundings."""
    fitting: int = 0
    """How often it stands there between its prefix and its suffix."""


@lru_cache(1 << 13)
def fold(text: str) -> Folded:
    """`text` as it is compared.

    Canonical composition (NFC), full and half width forms made one (Unicode's
    wide and narrow decompositions), typographic quotation marks made straight,
    the character variants above made one, white space collapsed, and dropped
    next to a Chinese character, where writers disagree about it.
    """
    units = [
        (_fold_char(char), start, end)
        for words, start, end in _clusters(text)
        for char in unicodedata.normalize("NFC", words)
    ]
    kept: list[tuple[str, int, int]] = []
    blank: tuple[str, int, int] | None = None
    """The first of the blanks that stand between what was kept and what comes next."""
    for unit in units:
        if unit[0] == " ":
            blank = blank or unit
            continue
        if blank and kept and not (_CJK.match(kept[-1][0]) or _CJK.match(unit[0])):
            kept.append(blank)
        blank = None
        kept.append(unit)
    return Folded("".join(c for c, _, _ in kept), tuple(s for _, s, _ in kept), tuple(e for _, _, e in kept))


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> Span | Miss:
    """The one place in `text` where `quote` stands, between `prefix` and `suffix` where these are given.

    An exact match is preferred to a folded one. More than one is a miss too.
    """
    exact = _exact_spans(text, quote)
    chosen = [s for s in exact if text[: s.start].endswith(prefix) and text[s.end :].startswith(suffix)]
    if len(chosen) == 1:
        return chosen[0]
    body, wanted = fold(text), fold(quote).text
    before, after = fold(prefix).text, fold(suffix).text
    starts = [i for i in _occurrences(body.text, wanted) if _is_whole(body, i, i + len(wanted))]
    folded = [
        Span(body.starts[i], body.ends[i + len(wanted) - 1])
        for i in starts
        if body.text[:i].rstrip().endswith(before) and body.text[i + len(wanted) :].lstrip().startswith(after)
    ]
    if not chosen and len(folded) == 1:
        return folded[0]
    return Miss(len(exact) or len(starts), len(chosen) or len(folded))


def quote_spans(text: str, quote: str) -> tuple[Span, ...]:
    """Every place in `text` where `quote` stands: the exact ones, or where there is none those after folding."""
    if exact := _exact_spans(text, quote):
        return tuple(exact)
    body, wanted = fold(text), fold(quote).text
    starts = [i for i in _occurrences(body.text, wanted) if _is_whole(body, i, i + len(wanted))]
    return tuple(Span(body.starts[i], body.ends[i + len(wanted) - 1]) for i in starts)


def _exact_spans(text: str, quote: str) -> list[Span]:
    """Where a quote stands as it is; nowhere, if nothing of it is left after folding."""
    is_words = any(map(str.isalnum, quote)) or fold(quote).text
    return [Span(i, i + len(quote)) for i in _occurrences(text, quote)] if is_words else []


def surroundings(text: str, span: Span) -> tuple[str, str] | None:
    """The shortest prefix and suffix by which `find_quote` finds that very span, in this order of preference:
    none, a prefix, a suffix, both; None where no words around it tell it from another.
    """
    quote = text[span.start : span.end]
    if find_quote(text, quote) == span:
        return "", ""
    for size in range(_LEGIBLE, max(span.start, len(text) - span.end) + _LEGIBLE):
        start, end = max(0, span.start - size), min(len(text), span.end + size)
        while inside_word(text, start):
            start -= 1
        while inside_word(text, end):
            end += 1
        before, after = text[start : span.start].strip(), text[span.end : end].strip()
        for prefix, suffix in ((before, ""), ("", after), (before, after)):
            if find_quote(text, quote, prefix, suffix) == span:
                return prefix, suffix
    return None


def _clusters(text: str) -> list[tuple[str, int, int]]:
    """Runs of characters that may compose under NFC: a base with its marks, Hangul letters of a syllable.

    Each with its start and end; invisible characters belong to none.
    """
    clusters: list[tuple[str, int, int]] = []
    for i, char in enumerate(text):
        if char in _INVISIBLE:
            continue
        joins = unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"
        if clusters and joins:
            words, start, _ = clusters[-1]
            clusters[-1] = (words + char, start, i + 1)
        else:
            clusters.append((char, i, i + 1))
    return clusters


@lru_cache(1 << 14)
def _fold_char(char: str) -> str:
    kind, _, code = unicodedata.decomposition(char).partition(" ")
    if kind in ("<wide>", "<narrow>"):
        char = chr(int(code, 16))
    char = _QUOTATION.get(char, _VARIANT.get(char, char))
    return " " if char.isspace() else char


def _is_whole(folded: Folded, start: int, end: int) -> bool:
    """Whether a run of folded characters cuts no original one apart."""
    cut_before = start > 0 and folded.starts[start - 1] == folded.starts[start]
    cut_after = end < len(folded.text) and folded.ends[end] == folded.ends[end - 1]
    return not (cut_before or cut_after)


def _occurrences(text: str, part: str) -> list[int]:
    """Where a part stands; of a long one that repeats itself the first places alone, so that the time stays bounded."""
    found: list[int] = []
    i = text.find(part) if part else -1
    while i >= 0 and len(found) * len(part) <= MOST_COMPARED:
        found.append(i)
        i = text.find(part, i + 1)
    return found


def inside_word(text: str, i: int) -> bool:
    """Whether a cut before the character `i` would cut a word of Latin letters or digits apart."""
    sides = text[i - 1 : i + 1]
    return 0 < i < len(text) and sides.isascii() and sides.isalnum()
