"""A new file on disk: all of it or nothing, and never over another one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class NoFolderError(OSError):
    """A file stands where a folder would have to be; the message names it."""


def no_folder_above(path: Path) -> None:
    """Raise `NoFolderError` where something above `path` is there and is no folder."""
    above = next((folder for folder in path.absolute().parents if folder.exists() or folder.is_symlink()), None)
    if above and not above.is_dir():
        raise NoFolderError(f"{above} is a file and no folder; name a path elsewhere")


def write_new(path: Path, content: str | bytes) -> None:
    """Write `content`, a text as UTF-8, into the new file `path`, with the folders above it.

    The file appears at once and whole. Raises `FileExistsError` where something stands there already,
    a broken link included, `OSError` where its folder is a link, `NoFolderError` where it is a file.
    """
    no_folder_above(path)
    if path.parent.is_symlink():
        raise OSError(f"{path.parent} is a link")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with open(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        os.chmod(name, 0o666 & ~_umask())
        _appear(path, Path(name))
    finally:
        os.unlink(name)


def _appear(path: Path, whole: Path) -> None:
    """Give the file `whole` its name; a link, unlike a renaming, never takes the place of another file."""
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as file:
            file.write(whole.read_bytes())


def _umask() -> int:
    """The permissions that new files of this process do not get; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
