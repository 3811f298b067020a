"""The lock files to the known holes in what they name; that nobody could be asked is told, and is not “none”.

pip-audit asks the Python Package Index, npm asks its registry.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.licenses import NODE
from tests.node_tools import find_node, npm_command

PIP_AUDIT = ("--require-hashes", "--disable-pip", "--strict", "--format", "json", "--progress-spinner", "off")
PATIENCE = 600
"""Seconds for one of the two programs."""


class NotToldError(Exception):
    """The answer could not be had; the message says why."""


def python_holes(output: str) -> Iterator[str]:
    """What pip-audit found, a line a hole; raises `NotToldError` where that is no answer of its own."""
    answer = _object(output)
    if not isinstance(answer.get("dependencies"), list) or not answer["dependencies"]:
        raise NotToldError("pip-audit gave no list of packages")
    for package in answer["dependencies"]:
        if "skip_reason" in package:
            raise NotToldError(f"{package['name']} was left out: {package['skip_reason']}")
        for hole in package["vulns"]:
            mended = ", ".join(hole["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {hole['id']}, mended in {mended}"


def node_holes(output: str) -> Iterator[str]:
    """What `npm audit` found, a line a package; raises `NotToldError` where that is no answer of its own."""
    answer = _object(output)
    if not isinstance(answer.get("vulnerabilities"), dict):
        error = answer.get("error")
        said = answer.get("message") or (error.get("summary") if isinstance(error, dict) else None)
        raise NotToldError(str(said or "npm gave no list of packages"))
    for name, hole in answer["vulnerabilities"].items():
        ids = ", ".join(str(via["url"]) for via in hole["via"] if isinstance(via, dict))
        yield f"{name} {hole['range']}: {hole['severity']}{', ' if ids else ''}{ids}"


def _object(output: str) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError:
        raise NotToldError("the answer is not JSON") from None
    if not isinstance(answer, dict):
        raise NotToldError("the answer is no object")
    return answer


def run(command: list[str], folder: Path, read: Callable[[str], Iterator[str]]) -> list[str]:
    """What a program found; raises `NotToldError` with its last words where it does not answer."""
    path = os.pathsep.join([str(find_node().parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return list(read(done.stdout))
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToldError(str(error)) from None
    except NotToldError as error:
        words = next((line for line in done.stderr.splitlines() if line.strip()), "")
        raise NotToldError(f"{error}; {words.strip()}" if words else str(error)) from None


def main() -> int:
    """Print the known holes; the exit code is 0 where there is none, 1 where there is one, 2 where nobody could tell."""
    python = [sys.executable, "-m", "pip_audit", "--requirement", "requirements.lock", *PIP_AUDIT]
    npm = [*npm_command(), "audit", "--package-lock-only", "--json"]
    checks = [(python, ROOT, python_holes), *((npm, ROOT / folder, node_holes) for folder in NODE)]
    code = 0
    for command, folder, read in checks:
        name = "requirements.lock" if folder == ROOT else f"{folder.relative_to(ROOT).as_posix()}/package-lock.json"
        try:
            holes = run(command, folder, read)
        except NotToldError as error:
            print(f"{name}: NOT AUDITED, the list of known holes could not be had: {error}", file=sys.stderr)
            code = 2
            continue
        print(f"{name}: {len(holes)} known holes", *holes, sep="\n  ")
        code = max(code, 1 if holes else 0)
    return code


if __name__ == "__main__":
    sys.exit(main())
