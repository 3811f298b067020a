"""The files of a site, and what was made of them before, to those that have to be made anew.

MkDocs asks each file of a dirty build whether it was modified: before it reads a page, before it writes it, before it
copies a file. Here the answer is exact. It compares what a file is made of, never times.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as RenderedPage

from build_tools.site.docs_folder import Site


@dataclass(frozen=True, slots=True)
class Source:
    """What one file of a site is made of."""

    content: str | bytes | None
    """None where it is a copy of a handwritten file."""
    made_from: str | None
    """The file of the edition to edit in order to change it, where it is one file."""
    copied_from: Path | None = None
    """The handwritten file that it is a copy of."""

    def digest(self) -> str:
        """What tells it from every other source."""
        content = self.copied_from.read_bytes() if self.copied_from else self.content or ""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        return digest_of(self.made_from or "", hashlib.blake2b(data, digest_size=16).hexdigest())


def sources_of(site: Site, docs: Path) -> dict[str, Source]:
    """Every file of a site by its path in the docs folder, the handwritten ones those of the folder `docs`."""
    return {
        **{path: Source(None, f"docs/{own}", docs / own) for path, own in site.handwritten.items()},
        **{page.path: Source(page.content, page.made_from) for page in site.pages},
        **{picture.path: Source(picture.content, None) for picture in site.pictures},
    }


class SiteFile(File):
    """A file of the site that knows whether it has to be made anew, and notes when it was."""

    stale = True
    """Whether MkDocs is to read, write or copy it."""
    source = ""
    """The digest of what it is made of."""
    kept: Kept | None = None

    def is_modified(self) -> bool:
        """What MkDocs asks of each file of a dirty build."""
        return self.stale

    def copy_file(self, dirty: bool = False) -> None:
        """Copy a file that is no page."""
        if dirty and not self.stale:
            return
        super().copy_file()
        if self.kept:
            self.kept.written[self.dest_uri] = self.source


@dataclass(frozen=True, slots=True)
class Body:
    """A page as Python-Markdown left it."""

    key: str
    title: str | None
    markdown: str | None
    meta: Any
    content: str | None
    toc: Any
    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]
    """The anchors to which it links in other pages, by the path of the page."""


@dataclass
class Kept:
    """What there is of one site, in one language, after a build of it."""

    sources: dict[str, Source] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    """The pages read, by path."""
    written: dict[str, str] = field(default_factory=dict)
    """What each file in the site's folder was made of, by its path there."""
    addresses: dict[str, str] = field(default_factory=dict)
    """The path of each page by its address."""
    env: Environment | None = None
    """The theme's templates, compiled."""
    stamp: str = ""
    """What the configuration and the program were."""
    reading: str = ""
    """What every page is read with: the configuration, and which files there are to link to."""

    def begin(self, stamp: str) -> bool:
        """Forget what another configuration, or another state of the program, has made; says whether there was one."""
        before, self.stamp = self.stamp, stamp
        if before in ("", stamp):
            return False
        self.bodies, self.env = {}, None
        self.written = dict.fromkeys(self.written, "")
        return True

    def files(self, sources: Mapping[str, Source], config: MkDocsConfig, only: str | None) -> Iterable[SiteFile]:
        """The files for MkDocs, in order; where one page `only` is to be made, all others stay as they are."""
        self.reading = digest_of(self.stamp, *sorted(sources))
        self.sources = dict(sources)
        self.addresses = {}
        for path, source in sources.items():
            file = self._file(path, source, config)
            if file.is_documentation_page():
                self.addresses[file.url.removeprefix("./")] = path
            if only is not None and path != only:
                file.stale = False
            else:
                file.source = source.digest()
                if file.is_documentation_page():
                    file.stale = path not in self.bodies or self.bodies[path].key != self._key(file)
                else:
                    file.stale = self.written.get(file.dest_uri) != file.source
            yield file

    def _file(self, path: str, source: Source, config: MkDocsConfig) -> SiteFile:
        if source.copied_from:
            file = SiteFile.generated(config, path, abs_src_path=str(source.copied_from))
        else:
            file = SiteFile.generated(config, path, content=source.content or "")
        assert isinstance(file, SiteFile)
        file.edit_uri = source.made_from
        file.kept = self
        return file

    def restore(self, files: Files) -> None:
        """Give the pages that need not be read what was read of them before."""
        for file in own_pages(files):
            if not file.stale and file.src_uri in self.bodies:
                _restore(file, self.bodies[file.src_uri], files)

    def choose(self, files: Files, frame: str, only: str | None) -> None:
        """Keep what was read, and mark the pages that have to be written; `frame` is what stands around each."""
        for file in own_pages(files):
            assert file.page is not None
            if file.stale:
                self.bodies[file.src_uri] = _body(file.page, self._key(file))
            if only is None or file.src_uri == only:
                file.source = digest_of(self._key(file), frame)
                file.stale = self.written.get(file.dest_uri) != file.source

    def tidy(self, files: Iterable[SiteFile], folder: Path) -> None:
        """Take away what is no longer part of the site in the folder where it lies."""
        for path in sorted(set(self.written) - {file.dest_uri for file in files}):
            (folder / path).unlink(missing_ok=True)
            _prune((folder / path).parent, folder)
            del self.written[path]
        self.bodies = {path: body for path, body in self.bodies.items() if path in self.sources}

    def _key(self, file: SiteFile) -> str:
        return digest_of(file.source, self.reading)


def own_pages(files: Files) -> list[SiteFile]:
    """The pages among the files."""
    return [file for file in files if isinstance(file, SiteFile) and file.is_documentation_page()]


def frame_of(nav: Navigation, *others: str) -> str:
    """What stands around every page: the navigation, with the title and address of each page, and `others`."""
    return digest_of(*(f"{item!r}" for item in nav.items), *(f"{p.title!r}{p.url!r}" for p in nav.pages), *others)


def digest_of(*words: str) -> str:
    """A short name for some words."""
    return hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def stamp_of(*roots: Path) -> str:
    """The state of some files and folders on disk: it changes when any of them is saved."""
    paths = (path for root in roots for path in sorted((root, *root.rglob("*")) if root.is_dir() else (root,)))
    found = ((path, path.stat()) for path in paths if path.is_file() and path.parent.name != "__pycache__")
    return digest_of(*(f"{path} {stat.st_mtime_ns} {stat.st_size}" for path, stat in found))


def _body(page: RenderedPage, key: str) -> Body:
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return Body(
        key,
        page.title,
        page.markdown,
        deepcopy(page.meta),
        page.content,
        deepcopy(page.toc),
        page.present_anchor_ids,
        links,
    )


def _restore(file: SiteFile, body: Body, files: Files) -> None:
    page = file.page
    assert page is not None
    page.title = body.title
    page.markdown, page.content = body.markdown, body.content
    page.meta, page.toc = deepcopy(body.meta), deepcopy(body.toc)  # others may write into them
    page.present_anchor_ids = body.anchors
    targets = ((files.get_file_from_path(path), anchors) for path, anchors in body.links.items())
    page.links_to_anchors = {target: anchors for target, anchors in targets if target is not None}


def _prune(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
