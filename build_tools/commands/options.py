"""The options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from build_tools.model.dates import DateSpan
from build_tools.model.language import parse_tag
from build_tools.problems.suggest import did_you_mean
from build_tools.reading.record import date_cure
from build_tools.today import utc_today


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
        default=utc_today(),
        metavar="DATE",
        help="the day to tell the truth for (default: today)",
    )


def known_word(choices: Collection[str]) -> Callable[[str], str]:
    """A type of option that takes one of a few words, and has a suggestion for any other."""

    def read(written: str) -> str:
        if written not in choices:
            raise argparse.ArgumentTypeError(f"there is no {written!r}; {did_you_mean(written, choices, ordered=True)}")
        return written

    return read


def language_tag(written: str) -> str:
    """The tag of a language (BCP 47)."""
    try:
        return parse_tag(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _folder(written: str) -> Path:
    path = Path(written)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{written} is not a folder")
    return path


def seconds(written: str) -> float:
    """A length of time in seconds (or whatever an option counts in); anything else ends the command."""
    try:
        number = float(written)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise argparse.ArgumentTypeError(f"{written!r} is not a length of time; write a number as in 5 or 0.5")
    return number


def day(written: str) -> date:
    """A day as it stands on the command line."""
    span = DateSpan.parse(written)
    if span is None or span.first != span.last:
        raise argparse.ArgumentTypeError(f"{written!r} is not a day; {date_cure(written, day=True)}")
    return span.first
