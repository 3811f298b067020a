"""A site as a docs folder: its generated files, and which handwritten ones belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.edition.urls import page_address
from build_tools.model.place import Place
from build_tools.problems.problem import EditionError, Problem
from build_tools.rules.addresses import Made, find_clashes, handwritten_for, served
from build_tools.site.accounting import Owed, find_lacking
from build_tools.site.page import Page, Picture
from build_tools.site.staging import stage


@dataclass(frozen=True, slots=True)
class Site:
    """What MkDocs, or another renderer of Python-Markdown, makes into a site in one language."""

    pages: tuple[Page, ...]
    """The generated files, sorted by path."""
    handwritten: Mapping[str, str]
    """For each other file, by its path in the docs folder, the file of `docs/` that it is a copy of."""
    problems: tuple[Problem, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """The generated pictures, sorted by path."""
    remark: str | None = None
    """What could not be drawn on this machine, if anything."""
    owed: Callable[[], tuple[Owed, ...]] = tuple
    """Lists all that its pages have to show."""
    frame_hosts: tuple[str, ...] = ()
    """The hosts whose frames its pages may show."""
    media_hosts: tuple[str, ...] = ()
    """The other hosts from which its pages may play a file."""

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the generated pages and data files."""
        return frozenset(page.path for page in self.pages)


def write_docs(root: Path, site: Site, out: Path) -> None:
    """Write a site into the folder `out` as a complete docs folder, all of it or nothing.

    Raises `FileExistsError` where `out` holds anything already, `EditionError` where the pages lack what they have to
    show, `OSError` where it cannot be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} is not an empty folder; name a new one")
    if lacking := lacking_in(site):
        raise EditionError(lacking)
    staging = stage(out)
    try:
        for path, content in _contents(root, site):
            (staging.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (staging.folder / path).write_bytes(content)
        staging.publish()
    finally:
        staging.discard()


def _contents(root: Path, site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the docs folder by its path."""
    yield from ((path, (root / "docs" / file).read_bytes()) for path, file in site.handwritten.items())
    yield from ((page.path, page.content.encode("utf-8")) for page in site.pages)
    yield from ((picture.path, picture.content) for picture in site.pictures)


def choose_handwritten(paths: Iterable[str], language: str, languages: Sequence[str]) -> dict[str, str]:
    """For each handwritten file of the site in `language` the file of `docs/` that it is a copy of."""
    return {path: by.file.removeprefix("docs/") for path, by in handwritten_for(language, paths, languages)}


def lacking_in(site: Site) -> tuple[Problem, ...]:
    """A problem for everything that the generated pages lack."""
    pages = {page_address(page.path): page.content for page in site.pages if page.path.endswith(".md")}
    return find_lacking(site.owed(), pages.get)


def clashes_of(site: Site, taken: Iterable[Made] = ()) -> tuple[Problem, ...]:
    """A problem for every file of the site in the place of another, whatever makes it.

    `taken` are files that stand on the site already, by their paths there.
    """
    made = [(page.path, Place(page.made_from or page.path)) for page in site.pages]
    drawn = [(picture.path, Place(picture.path)) for picture in site.pictures]
    copied = [(path, Place(f"docs/{file}")) for path, file in site.handwritten.items()]
    own = ((served(path), by) for path, by in (*made, *drawn, *copied))
    return tuple(find_clashes((*taken, *own)))


def texts_of(documents: Mapping[str, bytes], copied: Mapping[str, str]) -> dict[str, str]:
    """The words of those handwritten files of a site that are Markdown, by their paths in the docs folder."""
    found = {path: documents.get(f"docs/{file}") for path, file in copied.items()}
    return {path: data.decode("utf-8-sig", "replace") for path, data in found.items() if data is not None}
