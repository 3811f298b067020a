"""A text to the places in it that the build fills: `{{ count.claims }}`, outside code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
_CODE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.M | re.S
)
"""What Markdown shows as it is written: fenced blocks and spans of code (CommonMark 0.31, 4.5 and 6.1)."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name in double braces, and where it stands in its text."""

    name: str
    start: int
    end: int


def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Every placeholder of a text of Markdown, in order; none stands in code."""
    if "{{" not in text:
        return ()
    bare = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    return tuple(Placeholder(found[1], found.start(), found.end()) for found in _PLACEHOLDER.finditer(bare))


def fill_placeholders(text: str, value: Callable[[str], str | None]) -> str:
    """The text with the value of each placeholder in its place; one without a value stays as it is."""
    pieces, at = [], 0
    for found in find_placeholders(text):
        filling = value(found.name)
        pieces += [text[at : found.start], text[found.start : found.end] if filling is None else filling]
        at = found.end
    return "".join([*pieces, text[at:]])
