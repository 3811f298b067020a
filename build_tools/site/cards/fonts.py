"""The fonts of this machine, the best for Traditional Chinese first."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface in two weights, as files of this machine."""

    family: str
    """The name by which it is found in a file that holds several."""
    regular: Path
    bold: Path
    chinese: bool
    """Whether it is made for Chinese; its Latin quotation marks are then as wide as a Chinese character."""


FAMILIES = (
    ("Noto Sans CJK TC", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", True),
    ("Noto Sans CJK TC", "NotoSansCJKtc-Regular.otf", "NotoSansCJKtc-Bold.otf", True),
    ("Noto Sans TC", "NotoSansTC-Regular.otf", "NotoSansTC-Bold.otf", True),
    ("Source Han Sans TC", "SourceHanSansTC-Regular.otf", "SourceHanSansTC-Bold.otf", True),
    ("Heiti TC", "STHeiti Light.ttc", "STHeiti Medium.ttc", True),
    ("Microsoft JhengHei", "msjh.ttc", "msjhbd.ttc", True),
    ("WenQuanYi Zen Hei", "wqy-zenhei.ttc", "wqy-zenhei.ttc", True),
    ("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", False),
    ("Arial", "arial.ttf", "arialbd.ttf", False),
    ("Arial", "Arial.ttf", "Arial Bold.ttf", False),
    ("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", False),
)
"""Families with their files' names on Linux, macOS and Windows; whether they are for Chinese."""


def find_faces() -> tuple[Face, ...]:
    """The faces of `FAMILIES` that this machine has, in that order."""
    return choose_faces([*_in_folders(_folders()), *_from_fontconfig()])


def choose_faces(files: list[Path]) -> tuple[Face, ...]:
    """The faces of `FAMILIES` whose files are among `files`, in that order."""
    by_name = {file.name: file for file in sorted(files, reverse=True)}
    return tuple(
        Face(family, by_name[regular], by_name[bold], chinese)
        for family, regular, bold, chinese in FAMILIES
        if regular in by_name and bold in by_name
    )


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    data = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return (
        *(Path(folder, "fonts") for folder in data.split(":")),
        Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share", "fonts"),
        home / ".fonts",
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        home / "Library/Fonts",
        Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
        Path(os.environ.get("LOCALAPPDATA", home), "Microsoft/Windows/Fonts"),
    )


def _in_folders(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for place, _, names in os.walk(folder):
            yield from (Path(place, name) for name in names)


def _from_fontconfig() -> Iterator[Path]:
    """What fontconfig knows, where it is installed: fonts outside the folders above."""
    command = shutil.which("fc-list")
    if command:
        listed = subprocess.run([command, "--format", "%{file}\n"], capture_output=True, text=True, check=False)
        yield from (Path(line) for line in listed.stdout.splitlines() if line)
