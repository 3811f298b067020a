"""The commands of the command line, one module each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.commands.build import add_build, run_build
from build_tools.commands.check import add_check, run_check
from build_tools.commands.export import add_export, run_export
from build_tools.commands.impact import add_impact, run_impact
from build_tools.commands.import_raw import add_import, run_import
from build_tools.commands.init import add_init, run_init
from build_tools.commands.links import add_links, run_links
from build_tools.commands.new import add_new, run_new
from build_tools.commands.schema import add_schema, run_schema
from build_tools.commands.zensical import add_zensical, run_zensical


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it reads from the command line, and what it does."""

    name: str
    help: str
    add: Callable[[argparse.ArgumentParser], None]
    """Declares its options."""
    run: Callable[[argparse.Namespace], int]
    """Does it and gives the exit code: 0 where all is well, 1 where there are problems, 2 for a wrong call."""


COMMANDS: tuple[Command, ...] = (
    Command("check", "report every problem; exit 1 if there is any", add_check, run_check),
    Command("new", "write the file of a new annotation or source, to be filled in", add_new, run_new),
    Command("impact", "list what an edit of the transcript touches; exit 1 if a quote breaks", add_impact, run_impact),
    Command("build", "write the site's pages as a docs folder", add_build, run_build),
    Command("zensical", "make or show the whole site with Zensical", add_zensical, run_zensical),
    Command("schema", "write the schemas that editors use beside the YAML files", add_schema, run_schema),
    Command("import", "turn a raw transcript into one of this project", add_import, run_import),
    Command("export", "write a transcript as a file for other programs", add_export, run_export),
    Command("links", "look at every source's address and write down what is there", add_links, run_links),
    Command("init", "start a new edition from a transcript", add_init, run_init),
)
"""Every command, in the order in which the help lists them."""
