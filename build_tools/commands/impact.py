"""`impact`: what an edit of the transcript touches, since a git revision."""

from __future__ import annotations

import argparse

from build_tools.commands.impact_report import report_as_markdown, report_as_text
from build_tools.commands.options import add_root
from build_tools.commands.terminal import say
from build_tools.problems.problem import EditionError
from build_tools.reading.files import read_files
from build_tools.reading.load import load_edition
from build_tools.reading.revision import RevisionError, read_revision
from build_tools.rules.impact import find_impact, read_transcripts


def add_impact(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)
    parser.add_argument(
        "--since", required=True, metavar="REV", help="the git revision to compare with, as in origin/main"
    )
    parser.add_argument("--format", choices=("text", "markdown"), default="text")


def run_impact(options: argparse.Namespace) -> int:
    """Print what is touched; 1 where a quote no longer stands or a permanent id has gone."""
    try:
        before = read_revision(options.root, options.since)
    except RevisionError as error:
        say(error)
        return 2
    now, unreadable = read_files(options.root)
    loaded = load_edition(now)
    if unreadable or loaded.problems:
        say(EditionError([*unreadable, *loaded.problems]))
    if loaded.edition is None:
        return 1
    impact = find_impact(read_transcripts(before), read_transcripts(now), loaded.edition)
    report = report_as_markdown if options.format == "markdown" else report_as_text
    print(report(impact, options.since), end="")
    return 1 if impact.vanished or any(touched.broke for touched in impact.quotes) else 0
