"""`check`: every problem of an edition, for people and for machines."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

from build_tools.commands.answers.diff import render_diff
from build_tools.commands.answers.doubts import render_doubts
from build_tools.commands.answers.github import ERROR, WARNING, render_command
from build_tools.commands.answers.summary import render_summary
from build_tools.commands.answers.terminal import render_problem
from build_tools.commands.options import add_as_of, add_root, known_word
from build_tools.commands.terminal import look_of
from build_tools.model.vocabulary import KINDS
from build_tools.problems.messages import LANGUAGES
from build_tools.problems.problem import Problem, count_problems, escaped, phrase
from build_tools.reading.files import replace_file
from build_tools.reading.revision import RevisionError
from build_tools.rules.examine import Checked, check
from build_tools.today import utc_today


def add_check(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)
    add_as_of(parser)
    parser.add_argument(
        "--format",
        type=known_word(FORMATS),
        default="text",
        metavar="FORMAT",
        help="text (default), json, or github: annotations in a pull request",
    )
    parser.add_argument(
        "--language",
        type=known_word(LANGUAGES),
        default="en",
        metavar="LANGUAGE",
        help=f"in which to answer: {', '.join(LANGUAGES)} (default: en)",
    )
    parser.add_argument(
        "--summary",
        type=Path,
        metavar="FILE",
        help="add a summary in Markdown to this file (default with --format github: $GITHUB_STEP_SUMMARY)",
    )
    parser.add_argument(
        "--fix",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="first mend what only one thing can have meant, in these files or in all, and show the difference",
    )
    parser.add_argument(
        "--since", metavar="REV", help="also report assessments and ids lost since this git revision, as in origin/main"
    )


def run_check(options: argparse.Namespace) -> int:
    """Print what was found; 1 where there is a problem."""
    if options.fix is not None and not _fix(options):
        return 2
    try:
        found = check(options.root, today=utc_today(), as_of=options.as_of, since=options.since)
    except RevisionError as error:
        print(error, file=sys.stderr)
        return 2
    FORMATS[options.format](found, options)
    summary = options.summary or (options.format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"))
    if summary:
        with Path(summary).open("a", encoding="utf-8", newline="\n") as file:
            file.write(render_summary(found.problems, _counts(found, options.language), language=options.language))
    return 1 if found.problems else 0


def _fix(options: argparse.Namespace) -> bool:
    """Mend the files and show what changed, beside the answer where that is for machines; False for a wrong file."""
    from build_tools.writing.mend import mend  # asked for in few checks

    only = frozenset(_from_root(path, options.root) for path in options.fix)
    for path in only:
        if not (options.root / path).is_file():
            print(phrase("no-file", name=path).spoken(options.language), file=sys.stderr)
            return False
    stream = sys.stdout if options.format == "text" else sys.stderr
    look = look_of(stream, options.language)
    count = 0
    for found in mend(options.root, today=utc_today(), only=only or None):
        if not replace_file(options.root, found.path, found.before, found.after):
            print(phrase("changed-meanwhile", path=found.path).spoken(options.language), file=sys.stderr)
            continue
        count += 1
        before, after = (data.decode("utf-8-sig") for data in (found.before, found.after))
        print(render_diff(found.path, before, after, look), file=stream)
    key = ("fixed-none", "fixed-one")[count] if count < 2 else "fixed-many"
    print(phrase(key, **({"count": count} if count > 1 else {})).spoken(options.language), end="\n\n", file=stream)
    return True


def _from_root(path: Path, root: Path) -> str:
    """A path given from the current folder or from the edition's, as one from the edition's."""
    absolute = path.resolve()
    is_inside = absolute.is_file() and absolute.is_relative_to(root.resolve())
    return absolute.relative_to(root.resolve()).as_posix() if is_inside else path.as_posix()


def _print_text(found: Checked, options: argparse.Namespace) -> None:
    look = look_of(sys.stdout, options.language)
    for file, problems in groupby(found.problems, key=lambda problem: problem.place.file):
        lines = found.files.lines(file)
        for problem in problems:
            print(render_problem(problem, lines, look))
    _inform(found.gaps, options.language)
    print(render_doubts(found.doubts, look), end="")
    _inform(found.notices, options.language)
    if found.problems or found.edition:
        print(_counts(found, options.language))


def _print_json(found: Checked, options: argparse.Namespace) -> None:
    print(escaped(json.dumps([p.as_dict(options.language) for p in found.problems], ensure_ascii=False, indent=2)))


def _print_github(found: Checked, options: argparse.Namespace) -> None:
    """The problems as errors, the notices as warnings; what is still to be done would drown them."""
    folder = "" if options.root == Path() or options.root.is_absolute() else f"{options.root.as_posix()}/"
    for problems, severity in ((found.problems, ERROR), (found.notices, WARNING)):
        for problem in problems:
            print(render_command(problem, severity, folder=folder, language=options.language))
    print(_counts(found, options.language))


FORMATS: Mapping[str, Callable[[Checked, argparse.Namespace], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
}
"""The forms of the answer, each with what prints it."""


def _inform(findings: tuple[Problem, ...], language: str) -> None:
    """Print what is no error, a line each."""
    for found in findings:
        print(found.headline(language))


def _counts(found: Checked, language: str) -> str:
    """How many problems there are, or what was checked where there are none."""
    count = count_problems(found.problems)
    if count or found.edition is None:
        return (phrase("count-one") if count == 1 else phrase("count-many", count=count)).spoken(language)
    annotations = found.edition.annotations
    numbers = {kind: sum(a.kind == kind for a in annotations) for kind in KINDS}
    kinds = tuple(
        phrase(f"{kind}-one") if number == 1 else phrase(f"{kind}-many", number=f"{number:,}")
        for kind, number in numbers.items()
    )
    return phrase(
        "sound",
        annotations=len(annotations),
        kinds=kinds,
        sources=len(found.edition.sources),
        people=len(found.edition.people),
    ).spoken(language)
