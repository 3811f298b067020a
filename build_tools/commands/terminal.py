"""What the terminal that a command prints to can show."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

from build_tools.commands.answers.terminal import Look
from build_tools.problems.problem import legible

READABLE = 120
"""Cells of a line beyond which the eye gets lost, however wide the terminal is."""


def look_of(stream: TextIO, language: str) -> Look:
    """How an answer on this stream looks: in colours on a terminal, or as NO_COLOR and FORCE_COLOR say.

    https://no-color.org and https://force-color.org; the first wins, as in Python's own tools.
    """
    width = min(shutil.get_terminal_size((READABLE, 24)).columns, READABLE) if stream.isatty() else READABLE
    return Look(language, width, _has_colours(stream))


def say(words: object) -> None:
    """Tell what is no answer, beside it; words of a file among it cannot command the terminal."""
    print(legible(str(words)), file=sys.stderr)


def _has_colours(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
