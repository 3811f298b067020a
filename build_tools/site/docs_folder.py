"""A site as a docs folder: its generated files, and which handwritten ones belong to it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.problems.problem import Problem
from build_tools.site.page import Page, Picture


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

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the generated pages and data files."""
        return frozenset(page.path for page in self.pages)


def write_docs(root: Path, site: Site, out: Path) -> None:
    """Write a site into the folder `out` as a complete docs folder, all of it or nothing.

    Raises `FileExistsError` where `out` holds anything already.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} is not an empty folder; name a new one")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        whole = Path(folder) / "docs"
        for path, made_from in site.handwritten.items():
            (whole / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / "docs" / made_from, whole / path)
        for page in site.pages:
            (whole / page.path).parent.mkdir(parents=True, exist_ok=True)
            (whole / page.path).write_text(page.content, encoding="utf-8", newline="\n")
        for picture in site.pictures:
            (whole / picture.path).parent.mkdir(parents=True, exist_ok=True)
            (whole / picture.path).write_bytes(picture.content)
        whole.replace(out)


def choose_handwritten(paths: Iterable[str], language: str, default: str) -> dict[str, str]:
    """For each handwritten file of the site in `language` the file it is a copy of.

    `method.zh-Hant.md` is the Chinese `method.md`. A page without a translation
    stands on the default language's site alone; other files stand on every site.
    """
    chosen: dict[str, str] = {}
    for path in paths:
        stem, dot, own = path.removesuffix(".md").rpartition(".")
        if path.endswith(".md") and dot and "/" not in own:
            if own == language:
                chosen[f"{stem}.md"] = path
        elif not path.endswith(".md") or language == default:
            chosen.setdefault(path, path)
    return chosen


def texts_of(documents: Mapping[str, bytes], copied: Mapping[str, str]) -> dict[str, str]:
    """The words of those handwritten files of a site that are Markdown, by their paths in the docs folder."""
    found = {path: documents.get(f"docs/{file}") for path, file in copied.items()}
    return {path: data.decode("utf-8-sig", "replace") for path, data in found.items() if data is not None}
