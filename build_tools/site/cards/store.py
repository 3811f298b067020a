"""A folder beside the edition to the pictures drawn before, so that a card whose words stayed is not drawn again.

The folder may be deleted at any time. A picture is kept under a key of everything that decides it: the card, the code
that draws, the library, the font files. It is written whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import PIL

from build_tools.site.cards.cards import Card
from build_tools.site.cards.fonts import Face

FOLDER = ".cache/cards"
"""Where it is in the folder of an edition."""
MOST_KEPT = 2000
"""Pictures that are kept, the newest; an edition has two or three hundred in two languages, at some 15 kB each."""
CODE = tuple(Path(__file__).parent / name for name in ("cards.py", "drawing.py", "fonts.py", "linebreak.py"))


@dataclass(frozen=True)
class Store:
    """The pictures drawn before; without a folder nothing is kept."""

    folder: Path | None
    _used: set[str] = field(default_factory=set)

    @classmethod
    def beside(cls, root: Path) -> Store:
        """The store of the edition in the folder `root`."""
        return cls(root / FOLDER)

    def picture(self, card: Card, faces: tuple[Face, ...], draw: Callable[[], bytes | None]) -> bytes | None:
        """The picture of a card in the first of the faces that has its characters, drawn if it is not here."""
        if self.folder is None:
            return draw()
        path = self.folder / f"{key_of(card, faces)}.png"
        self._used.add(path.name)
        try:
            return path.read_bytes()
        except OSError:
            content = draw()
            if content is not None:
                _keep(path, content)
            return content

    def tidy(self) -> None:
        """Let the oldest go where there are too many; what was just used stays."""
        if self.folder is None or not self.folder.is_dir():
            return
        kept = sorted(self.folder.glob("*.png"), key=lambda path: (path.name in self._used, path.stat().st_mtime_ns))
        for path in kept[: max(0, len(kept) - MOST_KEPT)]:
            path.unlink(missing_ok=True)


def key_of(card: Card, faces: tuple[Face, ...]) -> str:
    """The name of a card's picture: it changes with whatever changes the picture."""
    fonts = tuple((face.family, _digest(face.regular), _digest(face.bold)) for face in faces)
    code = tuple(_digest(path) for path in CODE)
    return hashlib.sha256(repr((card, fonts, code, PIL.__version__)).encode("utf-8")).hexdigest()[:40]


@lru_cache
def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep(path: Path, content: bytes) -> None:
    """Write a picture, whole; a folder that cannot be written to costs time and nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as file:
            file.write(content)
        os.replace(file.name, path)
    except OSError:
        return
