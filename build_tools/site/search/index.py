"""The places of a site to the file that its search loads when a reader first turns to it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import add

from build_tools.edition.merge import MergedEdition
from build_tools.model.language import direction_of
from build_tools.site.catalog import Catalog
from build_tools.site.page import Page
from build_tools.site.search.folding import SILENT, fold_character, fold_words, read_table, seen_words
from build_tools.site.search.handwritten import list_sections
from build_tools.site.search.places import KINDS, FoundPlace, Words, list_places

PATH = "search/index.js"
SAID = ("named", "all", "none", "partly", "instead", "between", "nearest", "elsewhere", "start")
"""The labels of the catalog that the script says as they are."""
_FULL_WIDTH = [chr(code) for code in range(0xFF01, 0xFF5F)]


def render_search_index(merged: MergedEdition, catalog: Catalog, handwritten: Mapping[str, str]) -> Page:
    """The index of the site in one language, which holds the words of every language.

    `handwritten` are the texts of the site's handwritten pages, by their path in
    the docs folder. The file is a script, since a browser reads no data from disk.
    """
    places = (*list_places(merged, catalog), *list_sections(handwritten, catalog.language))
    data = {
        "language": catalog.language,
        "tongue": catalog.tongue,
        "direction": direction_of(catalog.tongue),
        "characters": _characters(places),
        "silent": SILENT,
        "words": _words(places),
        "labels": _labels(catalog, places),
        "places": [_place(place) for place in places],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Page(PATH, f"editionSearch.load({text});\n")


def _place(place: FoundPlace) -> dict[str, object]:
    """A place under short names, without what it has not."""
    entry: dict[str, object] = {
        "k": KINDS.index(place.kind),
        "a": place.address,
        "w": _tidy(place.where),
        "t": _tidy_all(place.titles),
        "x": _tidy_all(place.texts),
        "n": [_tidy(name) for name in place.names],
        "s": place.status,
        "p": int(place.printed),
    }
    return {key: value for key, value in entry.items() if value or key == "k"}


def _characters(places: Iterable[FoundPlace]) -> str:
    """What the script needs to fold queries as the texts are folded: pairs of a character and what it becomes.

    A character that becomes none that stands here finds nothing and is left out.
    """
    standing = {c for place in places for words in _all_words(place) for c in words}
    known = {fold_character(c) for c in standing}
    tables = {c for line in read_table("characters.txt") for c in line[0]}
    tables |= {c for line in read_table("letters.txt") for c in line}
    wanted = sorted(standing | tables | set(_FULL_WIDTH))
    pairs = ((c.lower(), fold_character(c)) for c in wanted if len(c.lower()) == 1)
    return "".join(
        dict.fromkeys(c + to for c, to in pairs if len(to) == 1 and to != c and (to in known or to.isascii()))
    )


def _words(places: Iterable[FoundPlace]) -> list[list[str]]:
    """Groups of words for one thing, folded, of which one stands somewhere."""
    standing = "\n".join(fold_words(words) for place in places for words in _all_words(place))
    groups = [
        dict.fromkeys(fold_words(word) for word in line)
        for name in ("words.txt", "names.txt")
        for line in read_table(name)
    ]
    pairs = set(map(add, standing, standing[1:]))  # most words fail here, before all is read

    def stands(word: str) -> bool:
        return all(a + b in pairs for a, b in pairwise(word)) and word in standing

    return [list(group) for group in groups if len(group) > 1 and any(map(stands, group))]


def _all_words(place: FoundPlace) -> list[str]:
    return [place.where, *place.names, *(words for _, words in (*place.titles, *place.texts))]


def _labels(catalog: Catalog, places: Iterable[FoundPlace]) -> dict[str, object]:
    """What the script says, with names in braces for what it fills in."""
    languages = {tag for place in places for tag, _ in (*place.titles, *place.texts)} | {catalog.language}
    return {
        **{name: catalog.labels[f"search.{name}"] for name in SAID},
        "found": _group(catalog, "search.found"),
        "status": _group(catalog, "status"),
        "languages": {tag: catalog.language_name(tag) for tag in sorted(languages)},
        "kinds": [catalog.label(f"search_kind.{kind}") for kind in KINDS],
        "printed": catalog.label("wording.printed_short"),
    }


def _group(catalog: Catalog, group: str) -> dict[str, str]:
    """The labels of a group by the rest of their names."""
    return {
        key.removeprefix(f"{group}."): words for key, words in catalog.labels.items() if key.startswith(f"{group}.")
    }


def _tidy_all(words: Words) -> dict[str, str]:
    return {language: tidied for language, text in words if (tidied := _tidy(text))}


def _tidy(words: str) -> str:
    """`words` composed, without what cannot be seen, with single spaces; lines stay apart."""
    seen = seen_words(unicodedata.normalize("NFC", words))
    return re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", seen)).strip()
