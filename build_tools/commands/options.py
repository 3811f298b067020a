"""The options that several commands share."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from build_tools.dates import DateSpan


def add_root(parser: argparse.ArgumentParser) -> None:
    """The folder of the edition, as `root`."""
    parser.add_argument(
        "--root", type=_folder, default=Path(), metavar="DIR", help="the edition's folder (default: the current one)"
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The day to tell the truth for, as `as_of`."""
    parser.add_argument(
        "--as-of",
        type=day,
        default=date.today(),
        metavar="DATE",
        help="the day to tell the truth for (default: today)",
    )


def _folder(written: str) -> Path:
    path = Path(written)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{written} is not a folder")
    return path


def day(written: str) -> date:
    """A day as it stands on the command line."""
    span = DateSpan.parse(written)
    if span is None or span.first != span.last:
        raise argparse.ArgumentTypeError(f"{written!r} is not a day; write it as 2025-06-30")
    return span.first
