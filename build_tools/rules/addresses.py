"""The files of a site to a problem for every two that would stand at one address."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from build_tools.edition.urls import PAGES
from build_tools.model.model import Edition
from build_tools.model.place import Place
from build_tools.problems.problem import Problem, problem

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of pages end, as MkDocs has them."""

Made = tuple[str, Place]
"""A file of the site, by its path there, and what it is made of."""


def served(path: str) -> str:
    """The file of the site that a file of the docs folder becomes: `about/index.html` for `about.md`."""
    stem = next((path.removesuffix(end) for end in MARKDOWN if path.endswith(end)), None)
    if stem is None:
        return path
    folder, _, name = stem.rpartition("/")
    return "/".join(part for part in (folder, "" if name in ("index", "README") else name, "index.html") if part)


def find_clashes(made: Iterable[Made]) -> Iterator[Problem]:
    """A problem for every file in the place of an earlier one, or of a folder in which an earlier one stands.

    Names that differ in capitals, or in how a letter is composed, are one name on many disks.
    """
    files: dict[str, Place] = {}
    folders: dict[str, Place] = {}
    for path, by in made:
        steps = unicodedata.normalize("NFC", path).casefold().split("/")
        names = ["/".join(steps[:end]) for end in range(1, len(steps) + 1)]
        other = next((files[name] for name in names if name in files), folders.get(names[-1]))
        if other:
            yield problem(by, "same-address", address=path, other=other.file)
        else:
            files[names[-1]] = by
            folders.update((name, by) for name in names[:-1])


def check_addresses(edition: Edition, handwritten: Sequence[str]) -> Iterator[Problem]:
    """A problem for each of the edition's own pages in the place of another.

    `handwritten` are the other files of the docs folder, by path from that folder.
    """
    pages = [
        *((path, Place(path)) for path in PAGES),
        *((f"topics/{topic.id}.md", topic.place) for topic in edition.topics),
        *((f"claims/{a.id}.md", a.place) for a in {a.id: a for a in edition.annotations if a.claim}.values()),
    ]
    for language in edition.frame.languages:
        own = handwritten_for(language, handwritten, edition.frame.languages)
        yield from find_clashes((served(path), by) for path, by in (*pages, *own))


def handwritten_for(language: str, paths: Iterable[str], languages: Sequence[str]) -> Iterator[Made]:
    """The handwritten files of the site in a language, by their paths in its docs folder, each with the file it copies.

    `method.zh-Hant.md` is the Chinese `method.md`. A page without a translation stands on the site of the first of the
    edition's languages alone; other files stand on every site.
    """
    for path in paths:
        stem, _, own = path.removesuffix(".md").rpartition(".")
        if path.endswith(".md") and stem and own in languages:
            if own == language:
                yield f"{stem}.md", Place(f"docs/{path}")
        elif not path.endswith(".md") or language == languages[0]:
            yield path, Place(f"docs/{path}")
