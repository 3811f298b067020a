"""MkDocs asks for a file; the hooks themselves are those of the installed program."""

from build_tools.hooks import *  # noqa: F403
