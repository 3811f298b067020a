"""`zensical`: the site of an edition in every language, made by Zensical instead of MkDocs."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.build import build, preview
from build_tools.commands.options import add_root, day
from build_tools.commands.terminal import say
from build_tools.problems.problem import EditionError
from build_tools.rendering.configuration import ConfigurationError
from build_tools.rendering.preview import Edition, show
from build_tools.rendering.project import publish, write_project
from build_tools.rendering.projects import files_of, list_projects
from build_tools.rendering.run import RenderError, build_all


def add_zensical(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="the day to tell the truth for (default: as the configuration says)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("site"),
        metavar="DIR",
        help="the site, in place of what is there (default: site)",
    )
    parser.add_argument("--serve", action="store_true", help="show the site instead, and follow what is saved")
    parser.add_argument(
        "--dev-addr", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to show it (default: 127.0.0.1:8000)"
    )


def run_zensical(options: argparse.Namespace) -> int:
    """Make the site, or show it; 1 where the edition or Zensical has problems, 2 for a wrong configuration."""
    try:
        return _serve(options) if options.serve else _build(options)
    except ConfigurationError as error:
        say(error)
        return 2
    except (EditionError, RenderError) as error:
        say(error)
        return 1


def _build(options: argparse.Namespace) -> int:
    projects = list_projects(options.root)
    for project in projects:
        write_project(project.folder, files_of(project, build, options.as_of))
    build_all(project.folder for project in projects)
    count = publish({project.within: project.site for project in projects}, options.out)
    print(f"{count} files in {options.out}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    edition = Edition(
        root=options.root,
        projects=lambda: list_projects(options.root),
        files=lambda project: files_of(project, preview, options.as_of, links_checked=False),
        report=_report,
    )
    show(edition, options.dev_addr)
    return 0


def _report(words: str) -> None:
    if words:
        say(words)
