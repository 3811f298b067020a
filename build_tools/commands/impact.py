"""`impact`: what an edit of the transcript touches, since a git revision."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from build_tools.commands.impact_report import report_as_markdown, report_as_text
from build_tools.commands.options import add_root
from build_tools.model.model import Edition
from build_tools.problems.problem import EditionError
from build_tools.reading.files import EditionFiles, read_files
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
        now, unreadable = read_files(options.root)
        edition = _annotated(before, now)
    except RevisionError as error:
        print(error, file=sys.stderr)
        return 2
    if edition is None:
        print(EditionError([*unreadable, *load_edition(now).problems]), file=sys.stderr)
        return 1
    impact = find_impact(read_transcripts(before), read_transcripts(now), edition)
    read = {annotation.place.file for annotation in edition.annotations}
    unread = tuple(path for path in now.annotations if path not in read)
    report = report_as_markdown if options.format == "markdown" else report_as_text
    print(report(impact, options.since, unread), end="")
    return 1 if impact.broken or impact.vanished else 0


def _annotated(before: EditionFiles, now: EditionFiles) -> Edition | None:
    """The annotations of today on a frame and a transcript that can be read: of today, else of the revision."""
    former = replace(now, transcripts=before.transcripts)
    framed = replace(former, registers={**now.registers, **before.registers})
    return next((edition for files in (now, former, framed) if (edition := load_edition(files).edition)), None)
