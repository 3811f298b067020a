"""Bytes to XML that is well formed, so that a changed byte is another document and not one that no reader reads."""

from __future__ import annotations

import re
from html import escape

_TAG = re.compile(
    r"<(/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w:.-]*\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*'))*)\s*(/?)>", re.ASCII
)
_HELD = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def well_formed(data: bytes) -> bytes:
    """The text with its tags balanced, and as words what is none; all of it inside its first element."""
    text = _HELD.sub("", data.decode("utf-8", "replace"))
    parts: list[str] = []
    opened: list[str] = []
    last = 0
    for tag in _TAG.finditer(text):
        parts.append(escape(text[last : tag.start()], quote=False) if opened else "")
        last = tag.end()
        end, name, attributes, alone = tag.groups()
        if end and name in opened[1:]:
            inner = opened[::-1].index(name) + 1
            parts += [f"</{opened.pop()}>" for _ in range(inner)]
        elif not end:
            parts.append(f"<{name}{_once(attributes)}{alone if opened else ''}>")
            opened += [] if alone and opened else [name]
    words = escape(text[last:], quote=False) if opened else ""
    return "".join((*parts, words, *(f"</{name}>" for name in reversed(opened)))).encode("utf-8")


def _once(attributes: str) -> str:
    """Attributes without those of a name that stands there already, or of a prefix that nobody has declared."""
    found = re.findall(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')", attributes)
    return "".join(f" {name}={value}" for name, value in dict(found).items() if name.partition(":")[0] in ("xml", name))
