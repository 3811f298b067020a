"""A folder to a small disk in memory, for the process that asks alone: nothing of it is left when that process ends."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_NEW_MOUNTS, _NEW_USER = 0x20000, 0x10000000
_PRIVATE, _RECURSIVE = 1 << 18, 1 << 14


class NoSmallDiskError(Exception):
    """The system has no such disks, or this user no right to mount one."""


def mount_small_disk(folder: Path, size: int) -> None:
    """Lay a tmpfs of so many bytes over an empty folder, where only this process and its children see it.

    Needs Linux, and root's rights or user namespaces that anybody may make. Raises `NoSmallDiskError`.
    """
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        user, group = os.getuid(), os.getgid()
        _done(libc.unshare(_NEW_MOUNTS | (_NEW_USER if user else 0)))
        if user:  # root of a world of its own, who may mount there
            for name, words in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
                Path("/proc/self", name).write_text(words, "ascii")
        _done(libc.mount(b"none", b"/", None, _PRIVATE | _RECURSIVE, None))
        _done(libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, f"size={size}".encode()))
    except (AttributeError, OSError, TypeError) as error:
        raise NoSmallDiskError(str(error)) from None


def _done(result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
