"""The commands of the command line, one module each."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it reads from the command line, and what it does; its module is loaded when it is called."""

    name: str
    help: str
    module: str
    """Has `add_<name>`, which declares its options, and `run_<name>`, which does it."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Declare its options."""
        getattr(import_module(f"{__name__}.{self.module}"), f"add_{self.name}")(parser)

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit code is 0 where all is well, 1 where there are problems, 2 for a wrong call."""
        code: int = getattr(import_module(f"{__name__}.{self.module}"), f"run_{self.name}")(options)
        return code


COMMANDS: tuple[Command, ...] = (
    Command("check", "report every problem; exit 1 if there is any", "check"),
    Command("new", "write the file of a new annotation or source, to be filled in", "new"),
    Command("impact", "list what an edit of the transcript touches; exit 1 if a quote breaks", "impact"),
    Command("build", "write the site's pages as a docs folder", "build"),
    Command("zensical", "make or show the whole site with Zensical", "zensical"),
    Command("schema", "write the schemas that editors use beside the YAML files", "schema"),
    Command("import", "turn a raw transcript into one of this project", "import_raw"),
    Command("export", "write a transcript as a file for other programs", "export"),
    Command("links", "look at every source's address and write down what is there", "links"),
    Command("init", "start a new edition from a transcript", "init"),
)
"""Every command, in the order in which the help lists them."""
