"""What is saved in an edition's folder to the site of one address, made anew as long as it is looked at."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.rendering.configuration import ConfigurationError
from build_tools.rendering.project import write_project
from build_tools.rendering.projects import Project
from build_tools.rendering.run import build_again, serve

PAUSE = 0.2
"""Seconds between two looks at the files of an edition."""
WATCHED = ("annotations", "docs", "mkdocs*.yml")
"""What makes the site, in the edition's folder."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is looked at: asked anew for its projects and their files whenever something was saved."""

    root: Path
    projects: Callable[[], Sequence[Project]]
    """The main language first."""
    files: Callable[[Project], dict[str, bytes]]
    report: Callable[[str], None]
    """Takes what went wrong."""


def show(edition: Edition, address: str) -> None:
    """Show the site under `HOST:PORT` until Zensical ends or an interrupt comes.

    Zensical serves one language. The sites of the others stand in its docs folder as they are.
    """
    seen = _state(edition.root)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that Zensical ends with this program
    process = serve(_follow(edition), address)
    try:
        while process.poll() is None:
            time.sleep(PAUSE)
            now = _state(edition.root)
            if now != seen:
                seen = now
                _follow_again(edition)
    except KeyboardInterrupt:
        pass
    finally:
        process.terminate()
        process.wait()


def _follow_again(edition: Edition) -> None:
    """As `_follow`, where a configuration that cannot be read at the moment is no reason to stop."""
    try:
        _follow(edition)
    except ConfigurationError as error:
        edition.report(str(error))


def _follow(edition: Edition) -> Path:
    """Make what follows from the edition's files as they are, the main language first; the folder to serve."""
    main, *others = edition.projects()
    own = edition.files(main)
    write_project(main.folder, own | _sites(others))
    for other in others:
        if write_project(other.folder, edition.files(other)) or not other.site.is_dir():
            edition.report(build_again(other.folder))
    if others:
        write_project(main.folder, own | _sites(others))
    return main.folder


def _sites(others: Sequence[Project]) -> dict[str, bytes]:
    """The sites of the other languages, as files of the main one's docs folder."""
    return {
        f"docs/{other.within}/{file.relative_to(other.site).as_posix()}": file.read_bytes()
        for other in others
        for file in sorted(other.site.rglob("*"))
        if file.is_file()
    }


def _state(root: Path) -> dict[Path, tuple[int, int]]:
    """When each file of the edition was last changed, and how long it is."""
    return {path: (stat.st_mtime_ns, stat.st_size) for path in _sources(root) if (stat := path.stat())}


def _sources(root: Path) -> Iterator[Path]:
    for pattern in WATCHED:
        for found in sorted(root.glob(pattern)):
            yield from (path for path in sorted(found.rglob("*")) if path.is_file()) if found.is_dir() else (found,)
