"""What a renderer and its theme make to what a reader needs of it."""

from __future__ import annotations

import re
from fnmatch import fnmatch

UNUSED = (
    "*.map",  # what a debugger reads of a script or a sheet
    "assets/javascripts/lunr/*",  # the languages of the theme's own search, where this site has another
    "assets/javascripts/workers/search.*",
    "assets/images/favicon.png",  # the theme's mark, where this site has its own
    "assets/stylesheets/modern/*",  # the other look of Zensical's theme
    "objects.inv",  # what Zensical lists for other documentation
    "search.json",  # the index of Zensical's own search
)
"""Patterns of paths in a site; an asterisk stands for anything, slashes too."""


def is_unused(path: str) -> bool:
    """Whether no page asks for the theme's file at this path of the site, written with forward slashes."""
    return any(fnmatch(path, pattern) for pattern in UNUSED)


_KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
"""Where blanks mean something, or a sum of the content may have been taken."""
_INDENTATION = re.compile(r"\n\s+")


def without_indentation(html: str) -> str:
    """A page without the blanks before its lines and without blank lines, a tenth of all that templates write."""
    parts = _KEPT.split(html)
    return "".join(_INDENTATION.sub("\n", part) if at % 3 == 0 else part for at, part in enumerate(parts) if at % 3 < 2)
