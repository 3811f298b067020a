"""`check`: every problem of an edition, for people and for machines."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from build_tools.build import check
from build_tools.commands.options import add_as_of, add_root
from build_tools.problems import Problem
from build_tools.revision import RevisionError


def add_check(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)
    add_as_of(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--since", metavar="REV", help="also report assessments and ids lost since this git revision, as in origin/main"
    )


def run_check(options: argparse.Namespace) -> int:
    """Print what was found; 1 where there is a problem."""
    try:
        found = check(options.root, today=date.today(), as_of=options.as_of, since=options.since)
    except RevisionError as error:
        print(error, file=sys.stderr)
        return 2
    if options.format == "json":
        print(json.dumps([p.as_dict() for p in found.problems], ensure_ascii=False, indent=2))
    elif found.problems:
        for problem in found.problems:
            print(problem.as_text())
        _inform(found.notices)
        print(f"\n{len(found.problems)} problem{'s' * (len(found.problems) != 1)}")
    elif found.edition:
        _inform(found.gaps)
        _inform(found.notices)
        annotations = found.edition.annotations
        kinds = [sum(a.kind == kind for a in annotations) for kind in ("claim", "correction", "context")]
        print(
            f"{len(annotations)} annotations ({kinds[0]} claims, {kinds[1]} corrections, {kinds[2]} contexts), "
            f"{len(found.edition.sources)} sources, {len(found.edition.people)} people, no problems"
        )
    return 1 if found.problems else 0


def _inform(findings: tuple[Problem, ...]) -> None:
    """Print what is no error, a line each."""
    for found in findings:
        print(f"{found.place}: {found.message} [{found.code}]")
