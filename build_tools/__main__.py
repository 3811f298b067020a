"""The command line: `python -m build_tools COMMAND`."""

from __future__ import annotations

import argparse
import io
import sys

from build_tools.commands import COMMANDS
from build_tools.problems.problem import phrase
from build_tools.problems.suggest import did_you_mean


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0 where all is well, 1 where there are problems, 2 for a wrong call."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a character still gets the answer
    parser = argparse.ArgumentParser(
        prog="python -m build_tools", description="Check and build an annotated interview."
    )
    given = sys.argv[1:] if arguments is None else arguments
    commands = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help, description=command.help)
        if command.name in given:
            command.add(own)
        own.set_defaults(run=command.run)
    names = [command.name for command in COMMANDS]
    if given and not given[0].startswith("-") and given[0] not in names:
        cure = did_you_mean(given[0], names, ordered=True)
        parser.error(str(phrase("no-command", name=given[0], cure=cure)))
    options = parser.parse_args(given)
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
