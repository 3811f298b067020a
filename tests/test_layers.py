"""The imports of `build_tools` are those of the tables in `docs/architecture.md`, of folders first, then of modules."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools"
STARTER = PACKAGE / "commands/starter"
"""What `init` copies into a new edition; no part of the program."""
OWNERS = {
    "yaml": {"reading.yamlfile", "rendering.configuration"},
    "jinja2": {"site.pages", "site.view", "serving.kept", "plugin"},
    "nh3": {"edition.notes"},
    "babel": {"model.language", "site.catalog"},
    "rcssmin": {"site.pages"},
    "rjsmin": {"site.pages"},
    "feedgenerator": {"site.exports"},
    "icalendar": {"site.exports"},
    "mkdocs": {"configuration", "plugin", "serving.kept", "serving.preview"},
    "PIL": {"site.cards"},
    "docx": {"writing.word_file"},
    "urllib3": {"links.target", "links.visit"},
    "protego": {"links.robots"},
}
"""Which modules alone may import a library."""
EDGES = {
    "today",
    "reading.files",
    "reading.revision",
    "rules.examine",
    "site.catalog",
    "site.pages",
    "site.cards",
    "site.docs_folder",
    "site.theme_words",
    "site.search",
    "links.visit",
    "rendering.configuration",
    "rendering.preview",
    "rendering.project",
    "rendering.projects",
    "rendering.run",
    "rendering.zensical",
    "site.staging",
    "writing.mend",
    "writing.word_file",
    "build",
    "serving.beside",
    "serving.kept",
    "configuration",
    "plugin",
    "__main__",
}
"""The modules beside `commands` that may touch a disk, a clock or another program."""


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, by their full names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by a relative name"
            module = node.module or ""
            is_folder = (PACKAGE.parent / module.replace(".", "/")).is_dir()
            found |= {f"{module}.{alias.name}" for alias in node.names} if is_folder else {module}
    return found


def unit(module: str) -> str:
    """`rules.checks` of `build_tools.rules.checks`, and `site.exports` of what lies in that folder."""
    return ".".join(module.split(".")[1:3])


@cache
def units() -> dict[str, set[str]]:
    """Every module of the package, a folder within a folder as one, with what it imports."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(STARTER) or (path.parent == PACKAGE and path.stem == "__init__"):
            continue
        name = unit(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        found.setdefault(name.removesuffix(".__init__"), set()).update(imports_of(path))
    return {name: imports for name, imports in found.items() if "." in name or name + ".py" in listing()}


def listing() -> set[str]:
    """The names of what lies in the package's own folder."""
    return {path.name for path in PACKAGE.iterdir()}


def table(text: str) -> dict[str, set[str]]:
    """A table of the documentation: each folder or module with those that it imports."""
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", imported)) for name, imported in rows}


def tables() -> dict[str, dict[str, set[str]]]:
    """The table of folders under an empty name, and that of each folder under its own."""
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    first, *rest = re.split(r"^### `(\w+)/`$", text[text.index("## The folders") :], flags=re.MULTILINE)
    of_folders = {
        name: re.split(r"^## ", part, flags=re.MULTILINE)[0] for name, part in zip(rest[::2], rest[1::2], strict=True)
    }
    return {"": table(first), **{name: table(part) for name, part in of_folders.items()}}


def own_imports() -> dict[str, set[str]]:
    """Every module with those of the package that it imports."""
    return {name: {unit(i) for i in imports if i.startswith("build_tools.")} for name, imports in units().items()}


def test_the_first_table_names_every_folder_and_its_imports() -> None:
    actual: dict[str, set[str]] = {}
    for name, imports in own_imports().items():
        folder = name.partition(".")[0]
        actual.setdefault(folder, set()).update({i.partition(".")[0] for i in imports} - {folder})
    assert tables()[""] == actual


def test_each_folders_table_names_every_module_and_its_imports() -> None:
    for folder, rows in tables().items():
        if folder:
            actual = {
                name.removeprefix(f"{folder}."): {
                    i.removeprefix(f"{folder}.") for i in imports if i.startswith(f"{folder}.") and i != name
                }
                for name, imports in own_imports().items()
                if name.startswith(f"{folder}.")
            }
            assert rows == actual, folder


def test_every_folder_but_that_of_the_commands_has_a_table() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert set(tables()) == {"", *folders} - {"commands"}


def test_everything_imports_only_what_stands_above_it() -> None:
    for rows in tables().values():
        order = list(rows)
        for name, imported in rows.items():
            below = {other for other in imported if order.index(other) >= order.index(name)}
            assert not below, f"{name} imports {below}, which stand below it"


def test_a_library_is_imported_in_one_place() -> None:
    for name, imports in units().items():
        for library in {i.partition(".")[0] for i in imports} & set(OWNERS):
            assert name in OWNERS[library], f"{name} imports {library}"


def test_the_core_knows_nothing_of_disk_clock_or_network() -> None:
    outside = {"pathlib", "os", "io", "time", "random", "socket", "subprocess", "shutil", "mkdocs"}
    for name, imports in units().items():
        if name not in EDGES and not name.startswith("commands."):
            assert not imports & outside, name


def test_every_import_is_declared() -> None:
    declared = (ROOT / "pyproject.toml").read_text("utf-8")
    names = {"yaml": "pyyaml", "markdown_it": "markdown-it-py", "PIL": "pillow", "docx": "python-docx"}
    libraries = {i.partition(".")[0] for imports in units().values() for i in imports}
    for library in libraries - set(sys.stdlib_module_names) - {"build_tools", "markupsafe"}:
        assert f'"{names.get(library, library)}' in declared, library
