"""The imports of `build_tools` are those of the table in `docs/architecture.md`."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools"
OWNERS = {
    "yaml": {"yamlfile"},
    "jinja2": {"pages", "view"},
    "nh3": {"notes"},
    "babel": {"catalog"},
    "rcssmin": {"pages"},
    "rjsmin": {"pages"},
    "feedgenerator": {"exports"},
    "icalendar": {"exports"},
    "mkdocs": {"hooks"},
    "PIL": {"drawing"},
}
"""Which modules alone may import a library."""


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, by their full names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by a relative name"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "build_tools" else {module}
    return found


def modules() -> dict[str, set[str]]:
    """Every module of the package, a folder of them as one, with what it imports."""
    found = {path.stem: imports_of(path) for path in PACKAGE.glob("*.py") if path.stem != "__init__"}
    for folder in {path.parent for path in PACKAGE.glob("*/*.py")}:
        inside = {i for path in folder.glob("*.py") for i in imports_of(path)}
        found[folder.name] = {i for i in inside if not i.startswith(f"build_tools.{folder.name}")}
    return found


def table() -> dict[str, set[str]]:
    """The table of the documentation: each module with the modules that it imports."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", imported)) for name, imported in rows}


def test_the_table_names_every_module_and_its_imports() -> None:
    actual = {
        name: {i.removeprefix("build_tools.").partition(".")[0] for i in imports if i.startswith("build_tools.")}
        for name, imports in modules().items()
    }
    assert table() == actual


def test_every_module_imports_only_those_above_it() -> None:
    order = list(table())
    for name, imported in table().items():
        below = {other for other in imported if order.index(other) >= order.index(name)}
        assert not below, f"{name} imports {below}, which stand below it"


def test_a_library_is_imported_in_one_place() -> None:
    for name, imports in modules().items():
        for library in {i.partition(".")[0] for i in imports} & set(OWNERS):
            assert name in OWNERS[library], f"{name} imports {library}"


def test_the_core_knows_nothing_of_disk_clock_or_network() -> None:
    edges = {"files", "revision", "catalog", "pages", "fonts", "drawing", "build", "hooks", "commands", "__main__"}
    for name, imports in modules().items():
        if name not in edges:
            assert not imports & {
                "pathlib",
                "os",
                "io",
                "time",
                "random",
                "socket",
                "subprocess",
                "shutil",
                "mkdocs",
            }, name


def test_every_import_is_declared() -> None:
    declared = (ROOT / "pyproject.toml").read_text("utf-8")
    names = {"yaml": "pyyaml", "markdown_it": "markdown-it-py", "PIL": "pillow"}
    libraries = {i.partition(".")[0] for imports in modules().values() for i in imports}
    for library in libraries - set(sys.stdlib_module_names) - {"build_tools", "markupsafe"}:
        assert f'"{names.get(library, library)}' in declared, library
