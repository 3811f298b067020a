"""The fonts of this machine, those that are made for one script among others."""

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
    script: str
    """The script that it is made for (ISO 15924), empty if for several; one for Chinese or Japanese has Latin quotation
    marks as wide as their characters, and forms of characters that are right in its own language alone."""


FAMILIES = (
    ("Noto Sans CJK TC", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "Hant"),
    ("Noto Sans CJK TC", "NotoSansCJKtc-Regular.otf", "NotoSansCJKtc-Bold.otf", "Hant"),
    ("Noto Sans TC", "NotoSansTC-Regular.otf", "NotoSansTC-Bold.otf", "Hant"),
    ("Source Han Sans TC", "SourceHanSansTC-Regular.otf", "SourceHanSansTC-Bold.otf", "Hant"),
    ("Heiti TC", "STHeiti Light.ttc", "STHeiti Medium.ttc", "Hant"),
    ("Microsoft JhengHei", "msjh.ttc", "msjhbd.ttc", "Hant"),
    ("WenQuanYi Zen Hei", "wqy-zenhei.ttc", "wqy-zenhei.ttc", "Hant"),
    ("Noto Sans CJK SC", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "Hans"),
    ("Microsoft YaHei", "msyh.ttc", "msyhbd.ttc", "Hans"),
    ("Heiti SC", "STHeiti Light.ttc", "STHeiti Medium.ttc", "Hans"),
    ("Noto Sans CJK JP", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "Jpan"),
    ("Hiragino Sans", "ヒラギノ角ゴシック W3.ttc", "ヒラギノ角ゴシック W6.ttc", "Jpan"),
    ("Yu Gothic", "YuGothR.ttc", "YuGothB.ttc", "Jpan"),
    ("Noto Sans CJK KR", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "Kore"),
    ("Malgun Gothic", "malgun.ttf", "malgunbd.ttf", "Kore"),
    ("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", ""),
    ("Arial", "arial.ttf", "arialbd.ttf", ""),
    ("Arial", "Arial.ttf", "Arial Bold.ttf", ""),
    ("Segoe UI", "segoeui.ttf", "segoeuib.ttf", ""),
    ("Tahoma", "tahoma.ttf", "tahomabd.ttf", ""),
    ("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", ""),
    ("FreeSans", "FreeSans.ttf", "FreeSansBold.ttf", ""),
)
"""Families with their files' names on Linux, macOS and Windows; the script that they are made for."""


def find_faces() -> tuple[Face, ...]:
    """The faces of `FAMILIES` that this machine has, in that order."""
    return choose_faces([*_in_folders(_folders()), *_from_fontconfig()])


def choose_faces(files: list[Path]) -> tuple[Face, ...]:
    """The faces of `FAMILIES` whose files are among `files`, in that order."""
    by_name = {file.name: file for file in sorted(files, reverse=True)}
    return tuple(
        Face(family, by_name[regular], by_name[bold], script)
        for family, regular, bold, script in FAMILIES
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
