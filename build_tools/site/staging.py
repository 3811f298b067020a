"""A folder in the making to the one in its place: beside the old one, and in its stead when it is whole.

Until then nothing of the old folder is touched, however a build ends. Where it cannot be replaced by a rename, since a
disk is mounted there, or it lies in a folder that may not be written, or it holds hidden files, which are never the
build's own, the new files take the place of the old ones one by one, pages last.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MARK = ".in-the-making-"
"""What the names of unfinished folders have between that of the finished one and a random end."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder that is being made."""

    target: Path
    """Where it will stand."""
    around: Path
    """The hidden folder in which it lies, on the same disk as the target."""
    lock: int | None
    """An open file that tells other builds that this one lives."""

    @property
    def folder(self) -> Path:
        """The folder to write into."""
        return self.around / "new"

    def publish(self) -> None:
        """Put the folder in the place of the target. Raises `OSError`, and then the target is as it was, or whole."""
        if self.around.parent == self.target or (self.target.is_dir() and any(self.target.glob(".*"))):
            _replace_files(self.folder, self.target)
        elif self.target.is_dir():
            shutil.copymode(self.target, self.folder)
            _exchange(self.folder, self.target, self.around / "old")
        else:
            self.folder.rename(self.target)
        self.discard()

    def discard(self) -> None:
        """Remove what was made; what was there before stays. Done twice it does no more."""
        if self.around.is_dir():
            _remove(self.around, self.target)
            _unlock(self.lock)


def stage(target: Path) -> Staging:
    """An empty folder that will stand at `target`, which may be a link to one; what killed builds left is removed.

    Raises `OSError` where nothing can be written there.
    """
    real = Path(os.path.realpath(target))
    inside = real.is_dir() and (os.path.ismount(real) or not os.access(real.parent, os.W_OK | os.X_OK))
    parent = real if inside else real.parent
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob(f".{real.name}{MARK}*"):
        _remove_left(left, real)
    around = Path(tempfile.mkdtemp(prefix=f".{real.name}{MARK}", dir=parent))
    staging = Staging(real, around, _lock(around))
    staging.folder.mkdir()
    return staging


def _remove_left(folder: Path, target: Path) -> None:
    """Remove what a build left, if it does not live any more."""
    with suppress(BlockingIOError):
        lock = _lock(folder)
        _remove(folder, target)
        _unlock(lock)


def _remove(folder: Path, target: Path) -> None:
    """Remove an unfinished folder, after the old one is back in its place if it was moved away."""
    if (folder / "old").is_dir() and not target.exists():
        (folder / "old").rename(target)
    shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> int | None:
    """An open file by which no other process can have this folder, where the system has such; else None.

    Raises `BlockingIOError` where another process has it.
    """
    if sys.platform == "win32":  # which lets nobody remove what another process has open
        return None
    import fcntl

    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        raise
    return opened


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _exchange(new: Path, old: Path, spare: Path) -> None:
    """Swap two folders in one step, where the system knows how; else by way of a third."""
    swap = _swapping()
    if swap and swap(os.fsencode(new), os.fsencode(old)) == 0:
        return
    old.rename(spare)
    try:
        new.rename(old)
    except OSError:
        spare.rename(old)
        raise


def _swapping() -> Callable[[bytes, bytes], int] | None:
    """What swaps two paths atomically: renameat2 of Linux, renamex_np of macOS; 0 where it did."""
    here, exchange = -100, 2
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            renameat2 = ctypes.CDLL(None).renameat2
            return lambda one, other: int(renameat2(here, one, here, other, exchange))
        if sys.platform == "darwin":
            renamex = ctypes.CDLL(None).renamex_np
            return lambda one, other: int(renamex(one, other, exchange))
    return None


def _replace_files(new: Path, old: Path) -> None:
    """Put the files of a folder in the place of those of another, pages last, then remove those that it has not."""
    files = sorted((f.relative_to(new) for f in new.rglob("*") if f.is_file()), key=lambda f: (f.suffix == ".html", f))
    for file in files:
        _make_room(old, file)
        os.replace(new / file, old / file)
    kept = {*files, *(folder for file in files for folder in file.parents)}
    for path in sorted((p.relative_to(old) for p in old.rglob("*")), reverse=True):
        if path not in kept and not path.parts[0].startswith("."):
            _remove_one(old / path)


def _make_room(root: Path, file: Path) -> None:
    """Let a file be written: no file where it needs a folder, and no folder where it will stand."""
    for folder in reversed(file.parents):
        if (root / folder).is_file():
            (root / folder).unlink()
    if (root / file).is_dir():
        shutil.rmtree(root / file)
    (root / file).parent.mkdir(parents=True, exist_ok=True)


def _remove_one(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()
