"""Files to a project's folder on disk, and the site made there to the folder it is published from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.site.lean import is_unused, without_indentation

WATCHED = ("docs", "theme")
"""The folders of a project that hold what is in its files and nothing else."""


def write_project(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Make the folder hold these files; the paths of those that were written or removed.

    What is there already is left untouched, so that whoever watches the folder sees the changes alone.
    """
    stale = [path for path in _paths(folder) if path not in files]
    for path in stale:
        (folder / path).unlink()
    changed = [path for path, data in files.items() if not _holds(folder / path, data)]
    for path in changed:
        _write(folder / path, files[path], folder / ".part")
    return [*stale, *changed]


def publish(sites: Mapping[str, Path], out: Path) -> int:
    """Put the sites, by their paths in the whole, into the folder `out`, in place of what it held; how many files.

    What the theme brings and no page loads stays behind, and so does the indentation of pages.
    """
    if out.exists():
        shutil.rmtree(out)
    count = 0
    for path, site in sites.items():
        for file in sorted(site.rglob("*")):
            name = file.relative_to(site).as_posix()
            if file.is_file() and not is_unused(name):
                target = out / path / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _publish(file, target)
                count += 1
    return count


def _publish(file: Path, target: Path) -> None:
    if file.suffix == ".html":
        target.write_text(without_indentation(file.read_text("utf-8")), "utf-8", newline="\n")
    else:
        shutil.copyfile(file, target)


def _paths(folder: Path) -> Iterator[str]:
    for name in WATCHED:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix()


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes, part: Path) -> None:
    """The whole file or the old one, since somebody may be reading; the part stands where nobody watches."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(data)
    os.replace(part, path)
