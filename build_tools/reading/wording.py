"""The words of a field to the problems in them that have nothing to do with any other field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from build_tools.model.characters import disguised_host, find_unfit, find_unseen, mixed_word, unmixed
from build_tools.model.place import Place
from build_tools.problems.problem import Problem, phrase, problem

AS_PRINTED = frozenset(["quote", "prefix", "suffix"])
"""The fields that hold words of the transcript, with whatever characters these have."""
NAMES = frozenset(["title", "name", "names", "publisher", "original_publisher", "author", "by", "url"])
"""The fields by which readers know somebody or something, or where it is."""
PLAIN = (NAMES - {"url"}) | {
    *("says", "due_reading", "condition", "chance", "text", "where", "reads_better", "supports", "description"),
    *("role", "finding", "reason", "why"),
}
"""The fields that are shown as they are written; all other words are notes, a small Markdown."""

_MARKUP = (
    ("markup-tag", re.compile(r"<!--|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")),
    ("markup-citation", re.compile(r"\[@[a-z0-9-]+[^\[\]]*\]")),
    ("markup-link", re.compile(r"!?\[[^\[\]]*\]\([^()\s]+\)")),
    ("markup-emphasis", re.compile(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*|(?<!\w)__[^\s_](?:[^_]*[^\s_])?__(?!\w)")),
    ("markup-code", re.compile(r"`[^`\s](?:[^`]*[^`\s])?`")),
    ("markup-character", re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")),
    ("markup-attributes", re.compile(r"\{\s?(?::\s*|[#.])[^{}\s][^{}]*\}")),
)
"""What is markup elsewhere, and would be shown as it is written; each with the phrase that names it."""
_MARKS = re.compile(r"[<>\[\](){}!@#&;*_`]")
"""One of these stands in each of them."""


def found_in_words(words: str, field: str, place: Place) -> Iterator[Problem]:
    """What is wrong with the words of a field of that name: characters nobody sees, other scripts, markup."""
    find = find_unfit if field in AS_PRINTED else find_unseen
    for char in dict.fromkeys(words[at] for at in find(words)):
        yield problem(place, "unseen-character", point=f"{ord(char):04X}", char=char)
    word = _mixed(words, field)
    if word:
        yield problem(place, "mixed-letters", word=word, better=unmixed(word))
    if field in PLAIN and _MARKS.search(words):
        for name, markup in _MARKUP:
            if found := markup.search(words):
                yield problem(place, "plain-markup", name=field, found=found[0], what=phrase(name))


def as_plain(words: str) -> str:
    """The words without what a name or a title may not have, for those that nobody has chosen."""
    unseen = frozenset(find_unseen(words))
    plain = "".join(char for at, char in enumerate(words) if at not in unseen)
    for _ in range(len(plain)):
        found = next((found for _, markup in _MARKUP if (found := markup.search(plain))), None)
        if found is None:
            break
        plain = f"{plain[: found.start()]}{_MARKS.sub('', found[0])}{plain[found.end() :]}"
    while word := mixed_word(plain):
        plain = plain.replace(word, unmixed(word))
    return " ".join(plain.split())


def _mixed(words: str, field: str) -> str | None:
    if field != "url":
        return mixed_word(words) if field in NAMES else None
    try:
        return disguised_host(urlsplit(words).hostname or "")
    except ValueError:
        return None
