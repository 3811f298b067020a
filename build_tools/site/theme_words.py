"""A reader's language to what the theme around the pages has to know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, MutableMapping
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from build_tools.model.language import SPACELESS_SCRIPTS, base_of, direction_of, nearest, script_of
from build_tools.problems.messages import tongue_of
from build_tools.site.catalog import DEFAULT, load_catalog

THEME = "material"
PACKAGED = "partials/languages"
"""Where a theme that is made for many languages has its words, a file a language."""


class Titled(Protocol):
    """An entry of a table of contents."""

    title: str

    @property
    def children(self) -> Iterable[Titled]:
        """The entries under it."""


class TitledPage(Protocol):
    """A page with its table of contents."""

    @property
    def title(self) -> str | None:
        """What it is called."""

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """Its front matter."""

    @property
    def toc(self) -> Iterable[Titled]:
        """The entries for its headings."""


def packaged_folders() -> list[str]:
    """The folders of the theme that new editions have, as it is installed."""
    found = find_spec(THEME)
    return [str(Path(folder, "templates")) for folder in (found.submodule_search_locations or ())] if found else []


def choose_theme_language(language: str, folders: Iterable[str]) -> str:
    """The language of a theme in some folders that is nearest to the reader's; else the default."""
    available = {path.stem for folder in folders for path in Path(folder, PACKAGED).glob("*.html")}
    return nearest(language, sorted(available)) or DEFAULT


def describe_reader(language: str, theme: str) -> dict[str, object]:
    """What the templates of the theme ask for, where the theme's own words are in `theme`.

    A page is in the reader's language; where the theme has no words in it, the page is in the theme's, and what the
    reader came for names its own.
    """
    catalog = load_catalog(language)
    own = base_of(theme) == base_of(language)
    tongue = attributes_of(catalog.tongue) if catalog.is_foreign else ""
    return {
        "language": language,
        "direction": direction_of(language),
        "page_language": language if own else theme,
        "content_language": "" if own else language,
        "labels": catalog.labels,
        "tongue": tongue,
        "permalink_title": "" if catalog.is_foreign else catalog.label("heading.permalink"),  # it cannot be marked
        "problems_tongue": attributes_of(tongue_of(language))
        if base_of(tongue_of(language)) != base_of(language)
        else "",
        "words_found_by_script": script_of(language) in SPACELESS_SCRIPTS - {"Jpan"},
    }


def attributes_of(tag: str) -> str:
    """What an element says of itself whose words are in a language."""
    return f' lang="{tag}" dir="{direction_of(tag)}"'


def mark_titles(page: TitledPage, labels: Collection[str], tongue: str) -> None:
    """Give a page whose title is a label, and its headings that are, a title that names their language.

    The theme shows it where elements can stand, and the plain one elsewhere.
    """
    if page.meta.get("title_language"):
        _typeset(page, tongue)
    _mark_headings(page.toc, labels, tongue)


def _mark_headings(headings: Iterable[Titled], labels: Collection[str], tongue: str) -> None:
    for heading in headings:
        if unescape(heading.title) in labels:
            _typeset(heading, tongue)
        _mark_headings(heading.children, labels, tongue)


def _typeset(titled: Titled | TitledPage, tongue: str) -> None:
    titled.typeset = {"title": f"<span{tongue}>{titled.title}</span>"}  # type: ignore[union-attr]
