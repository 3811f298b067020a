"""A language tag (BCP 47) to its script, its direction, its CLDR locale, and the nearest of some others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError, get_global

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.IGNORECASE,
)
"""A well-formed tag (RFC 5646, 2.1), without those grandfathered, reserved, or of private use alone."""
RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})
"""The scripts in use that run from right to left (Unicode, Bidi_Class R and AL)."""
HAN_SCRIPTS = frozenset({"Hani", "Hans", "Hant", "Jpan", "Kore", "Bopo", "Hanb"})
"""The scripts that write Chinese characters, perhaps among others."""
SPACELESS_SCRIPTS = frozenset({"Hani", "Hans", "Hant", "Hanb", "Jpan"})
"""Those of them that set no space between words."""
LATIN = "Latn"
_NAMES = {
    "Arab": "ARABIC",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Grek": "GREEK",
    "Hebr": "HEBREW",
    "Latn": "LATIN",
}
"""How the names of a script's letters begin in Unicode, where not as the script is called (`THAI`)."""
_HAN_NAMES = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}
SAME = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "tl": "fil", "cmn": "zh"}
"""Languages that go by two subtags, each with the one that CLDR has."""


def parse_tag(written: str) -> str:
    """A tag with the letters that its parts have by custom: `zh-hant-hk` is `zh-Hant-HK`.

    Raises `ValueError` where it is none.
    """
    found = _TAG.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is no language tag; write one as en, ja, es-MX or zh-Hant")
    script, region = found["script"] or "", found["region"] or ""
    return f"{found['language'].lower()}{script.title()}{region.upper()}{found['rest'].lower()}"


@cache
def script_of(tag: str) -> str:
    """The script in which a language is written (ISO 15924), as the tag says or as CLDR holds likely; else Latin."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return LATIN
    if found["script"]:
        return found["script"][1:].title()
    region = (found["region"] or "").replace("-", "_").upper()
    language = base_of(tag)
    likely = get_global("likely_subtags")
    return next((likely[key].split("_")[1] for key in (language + region, language) if key in likely), LATIN)


def base_of(tag: str) -> str:
    """The language alone, by the subtag that CLDR has for it: `zh` of `zh-Hant-HK`, `nb` of `no`."""
    language = tag.split("-")[0].lower()
    return SAME.get(language, language)


def has_letters_of(words: str, tag: str) -> bool:
    """Whether a letter of the script of a language is among `words`."""
    script = script_of(tag)
    names = _HAN_NAMES if script in HAN_SCRIPTS else {_NAMES.get(script, script.upper())}
    return any(unicodedata.name(c, "").split(" ")[0] in names for c in words if c.isalpha())


def direction_of(tag: str) -> str:
    """`rtl` or `ltr`, as the attribute `dir` has it."""
    return "rtl" if script_of(tag) in RTL_SCRIPTS else "ltr"


def nearest(tag: str, available: Iterable[str]) -> str | None:
    """The available tag of the same language in the same script that shares most with `tag`; None without any."""
    same = [other for other in available if base_of(other) == base_of(tag) and script_of(other) == script_of(tag)]
    parts = tag.lower().split("-")

    def closeness(other: str) -> tuple[int, int, str]:
        theirs = other.lower().split("-")
        shared = next((n for n, pair in enumerate(zip(parts, theirs, strict=False)) if pair[0] != pair[1]), len(theirs))
        return -shared, len(theirs), other

    return min(same, key=closeness, default=None)


@cache
def locale_of(tag: str) -> Locale | None:
    """The CLDR locale of a language or of the nearest that it stands under; None where CLDR has none."""
    parts = [base_of(tag), *tag.split("-")[1:]]
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def name_in(tag: str, locale: Locale) -> str | None:
    """What a language is called in another, as “chino (tradicional)”; None where CLDR does not know."""
    found = locale_of(tag)
    return found.get_display_name(locale) if found else None


def own_name(tag: str) -> str:
    """What a language calls itself, as a reader looks for it in a list: “Español”; the tag where CLDR does not know."""
    found = locale_of(tag)
    name = (found.get_display_name(found) if found else None) or tag
    return name[:1].upper() + name[1:]


def place_of_use(tag: str) -> str:
    """The language with a country, as sites that show links know it (ogp.me): `ja_JP`, `es_MX`."""
    found = _TAG.fullmatch(tag)
    if found and found["region"]:
        return f"{base_of(tag)}_{found['region'][1:].upper()}"
    likely = get_global("likely_subtags").get("_".join([base_of(tag), *([script_of(tag)] if "-" in tag else [])]))
    return f"{base_of(tag)}_{likely.split('_')[2]}" if likely else tag.replace("-", "_")
