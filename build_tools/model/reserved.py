"""The names that things of an edition may not have, since a page or a file system has them already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Reserving = Literal["annotation", "topic", "source", "paragraph"]

RESERVED: Mapping[Reserving, frozenset[str]] = {
    "annotation": frozenset(["index"]),
    "topic": frozenset(["index", "sources"]),
    "source": frozenset(["filters"]),
    "paragraph": frozenset(
        (
            *("bar", "drafts", "here", "kept", "keys", "keys-title"),
            *("propose", "propose-title", "published", "reader", "said", "view"),
        )
    ),
}
"""Ids whose page, folder or place on a page is another one's: `/claims/index.md` is the ledger's, `annotations/sources`
the folder of the sources, `#filters` a part of the bibliography's own page."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_NO_NAME = re.compile(r'[<>:"\\|?*\x00-\x1f]')


def is_reserved(kind: Reserving, id: str) -> bool:
    """Whether a thing of that kind may not have this id."""
    return id in RESERVED[kind] or (kind != "paragraph" and not is_portable(id))


def is_portable(name: str) -> bool:
    """Whether every system can store a file or folder of this name; Windows cannot store `con.yml`, `a:b` or `a.`."""
    return not (_DEVICE.fullmatch(name) or _NO_NAME.search(name) or name.endswith((".", " ")) or len(name) > 200)
