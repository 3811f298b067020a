"""A text to the characters in it that nobody sees, and to the words whose letters only look like what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
"""Characters that are no text; some of them the renderer of Markdown keeps for itself."""
_TURNING = "\u202a-\u202e\u2066-\u2069"
"""What turns the direction of all that follows, so that a line reads other than it is (Unicode TR9, 2)."""
_FOREIGN = "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
"""Noncharacters, the marks around ruby, and the tags that repeat ASCII where nobody sees it."""
_BLANK = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0100-\U000e01ef"
)
"""What has no look of its own (Unicode's Default_Ignorable_Code_Point, and blanks that are no white space)."""
_FLAG = "\U0001f3f4[\U000e0061-\U000e007a]{1,8}\U000e007f"
"""The flag of a part of a country, spelled in tags (Unicode TR51, C.1)."""
_UNFIT = re.compile(f"{_FLAG}|(?P<bad>[{CONTROLS}{_TURNING}{_FOREIGN}])")
_UNSEEN = re.compile(f"{_FLAG}|(?P<bad>[{CONTROLS}{_TURNING}{_FOREIGN}{_BLANK}])")
_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

LOOKALIKES = (
    "аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԁd ԛq ԝw үy ӏl "
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ҺH ԌG ԚQ ԜW ҮY ӀI "
    "αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϹC ͿJ "
    "աw ցg զq հh յj ոn ռn սu օo ԱU ՍS ՏS ՕO ᎪA ᏴB ᏟC ᎠD ᎬE ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ"
)
"""Pairs of a letter of another script and the Latin one that it looks like (after Unicode TR39, confusables)."""
_LOOKS_LIKE = {pair[0]: pair[1] for pair in LOOKALIKES.split()}
_TO_LATIN = str.maketrans(_LOOKS_LIKE)
_DRESSED = re.compile("[\U0001d400-\U0001d7ff]")
"""Letters and digits of mathematics, which look like plain ones in another font."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


def find_unfit(text: str) -> Iterator[int]:
    """Where characters stand that no text has, not even one that is kept as it was published."""
    return (found.start() for found in _UNFIT.finditer(text) if found["bad"])


def find_unseen(text: str) -> Iterator[int]:
    """Where characters stand that nobody sees, or that turn the direction of writing.

    Those that letters and emoji need are none of them: joiners inside Persian, Indic and the
    like, selectors behind what they select, marks of direction in a text with Hebrew or Arabic.
    """
    if text.isascii() and text.isprintable():
        return
    found = [match.start() for match in _UNSEEN.finditer(text) if match["bad"]]
    right_to_left = any(unicodedata.bidirectional(c) in ("R", "AL") for c in text if c.isalpha()) if found else False
    yield from (at for at in found if not _is_needed(text, at, right_to_left=right_to_left))


def _is_needed(text: str, at: int, *, right_to_left: bool) -> bool:
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char in _JOINERS:
        return _joins(before) and _joins(after)
    if char in _MARKS_OF_DIRECTION:
        return right_to_left
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180d":
        return bool(before) and not before.isspace() and not _UNSEEN.match(before)
    return False


def _joins(neighbour: str) -> bool:
    """Whether this may stand beside a joiner: letters of scripts that join, and pictures."""
    return neighbour >= "\u0590" and not neighbour.isspace() and not _CJK.match(neighbour)


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in it."""
    if text[:1].isascii() and text[:1].isalnum():
        return False
    return not any(unicodedata.category(char)[0] in "LNPS" and not _UNSEEN.match(char) for char in text)


def mixed_word(text: str) -> str | None:
    """The first word in which Latin letters stand beside ones of another script that look like Latin ones."""
    words = () if text.isascii() else (found[0] for found in _WORD.finditer(text))
    return next(
        (word for word in words if _DRESSED.search(word) or (_LATIN.search(word) and _has_lookalike(word))), None
    )


def disguised_host(host: str) -> str | None:
    """The first part of a host's name that has Latin letters beside others that look like them, or only such others."""
    parts = () if host.isascii() else host.split(".")
    return next((part for part in parts if mixed_word(part) or (part and all(c in _LOOKS_LIKE for c in part))), None)


def _has_lookalike(word: str) -> bool:
    return any(char in _LOOKS_LIKE for char in word)


def unmixed(word: str) -> str:
    """The word with Latin letters for all that look like them."""
    return unicodedata.normalize("NFKC", word).translate(_TO_LATIN)
