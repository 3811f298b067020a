"""A file before and after to their difference, as patch and git read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from build_tools.commands.answers.terminal import Look
from build_tools.problems.problem import legible

_COLOURS = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}
"""The colour of a line by how it begins, the longer first."""


def render_diff(path: str, before: str, after: str, look: Look) -> str:
    """The unified diff of two texts of one file; empty where they are the same."""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm="\n")
    return "".join(_coloured(line, look) for whole in lines for line in _ended(whole))


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def _ended(line: str) -> Iterator[str]:
    yield line.rstrip("\n")
    if not line.endswith("\n"):
        yield "\\ No newline at end of file"


def _coloured(line: str, look: Look) -> str:
    code = next((code for start, code in _COLOURS.items() if line.startswith(start)), "")
    shown = legible(line.removesuffix("\r"))
    return (f"\x1b[{code}m{shown}\x1b[0m" if code and look.colours else shown) + "\n"
