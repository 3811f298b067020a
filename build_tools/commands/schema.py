"""`schema`: the JSON Schemas that editors use, beside the YAML files, and the line in each file that names its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.commands.options import add_root
from build_tools.rules.examine import Checked, check
from build_tools.site.schemas.editors import FOLDER, editor_schemas, with_editor_line
from build_tools.today import utc_today


def add_schema(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)


def run_schema(options: argparse.Namespace) -> int:
    """Write what is not as it should be; 1 where the edition has problems, 2 where a link is in the way."""
    found = check(options.root, today=utc_today())
    if found.problems or found.edition is None:
        print("the edition has problems; see them with: python -m build_tools check", file=sys.stderr)
        return 1
    link = next((p for p in _links(options.root / FOLDER)), None)
    if link:
        print(f"{link} is a link; remove it", file=sys.stderr)
        return 2
    schemas = {path: text.encode() for path, text in editor_schemas(found.edition).items()}
    lines = {path: with_editor_line(path, data) for path, data in _yaml_files(found).items()}
    written = sum(_write(options.root / path, data) for path, data in {**schemas, **lines}.items())
    print(f"{written} files written, {len(schemas) + len(lines) - written} were as they should be")
    return 0


def _yaml_files(found: Checked) -> Mapping[str, bytes]:
    return {**found.files.registers, **found.files.sources, **found.files.annotations}


def _links(folder: Path) -> Iterator[Path]:
    """The links through which something would be written elsewhere."""
    return (path for path in (folder, *folder.glob("*")) if path.is_symlink())


def _write(path: Path, data: bytes) -> bool:
    """Whether there was anything to write."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
