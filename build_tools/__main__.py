"""The command line: `python -m build_tools check` and `build`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from build_tools.build import LOCAL_SITE, Setting, build, check, write_docs
from build_tools.catalog import available_languages
from build_tools.dates import DateSpan
from build_tools.problems import EditionError, Problem
from build_tools.revision import RevisionError


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0 where all is well, 1 where there are problems, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    if not options.root.is_dir():
        print(f"{options.root} is not a folder", file=sys.stderr)
        return 2
    if options.command == "check":
        return _check(options)
    return _build(options)


def _check(options: argparse.Namespace) -> int:
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


def _build(options: argparse.Namespace) -> int:
    try:
        setting = Setting(options.language, options.as_of, date.today(), options.site_url.rstrip("/") + "/")
        site = build(options.root, setting)
        write_docs(options.root, site, options.out)
    except EditionError as error:
        print(error, file=sys.stderr)
        return 1
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(site.pages) + len(site.handwritten)} files in {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m build_tools", description="Check and build an annotated interview."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the edition's folder (default: the current one)"
    )
    common.add_argument(
        "--as-of",
        type=_day,
        default=date.today(),
        metavar="DATE",
        help="the day to tell the truth for (default: today)",
    )
    checking = commands.add_parser("check", parents=[common], help="report every problem; exit 1 if there is any")
    checking.add_argument("--format", choices=("text", "json"), default="text")
    checking.add_argument(
        "--since", metavar="REV", help="also report assessments and ids lost since this git revision, as in origin/main"
    )
    building = commands.add_parser("build", parents=[common], help="write the site's pages as a docs folder")
    building.add_argument("--language", choices=available_languages(), help="default: the edition's first language")
    building.add_argument("--site-url", default=LOCAL_SITE, metavar="URL", help="where the site will stand")
    building.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    return parser


def _day(written: str) -> date:
    span = DateSpan.parse(written)
    if span is None or span.first != span.last:
        raise argparse.ArgumentTypeError(f"{written!r} is not a day; write it as 2025-06-30")
    return span.first


if __name__ == "__main__":
    sys.exit(main())
