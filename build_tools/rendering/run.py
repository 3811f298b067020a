"""A project's folder to the site that Zensical makes in it, once or as long as its files change."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from build_tools.rendering.zensical import CONFIGURATION

CURE = "Zensical is not installed; install it with: pip install 'annotated-interview[zensical]'"


class RenderError(Exception):
    """Zensical did not make the site; what it printed."""


def build_all(folders: Iterable[Path]) -> None:
    """Make the site of each project, all at once; a warning is a failure.

    Raises `RenderError` with what Zensical printed, or with how to install it.
    """
    _require()
    running = [_start("build", folder, "--clean", "--strict") for folder in folders]
    outputs = [process.communicate()[0] for process in running]
    failed = [output for process, output in zip(running, outputs, strict=True) if process.returncode]
    if failed:
        raise RenderError("\n".join(failed))


def build_again(folder: Path) -> str:
    """Make a project's site with what is kept of the last time; what Zensical printed if it failed, else nothing."""
    process = _start("build", folder)
    output = process.communicate()[0]
    return output if process.returncode else ""


def serve(folder: Path, address: str) -> subprocess.Popen[str]:
    """Serve the site of a project under `HOST:PORT` until the process ends, made anew whenever its files change."""
    _require()
    return subprocess.Popen(_command("serve", folder, "--dev-addr", address), text=True)


def _require() -> None:
    if find_spec("zensical") is None:
        raise RenderError(CURE)


def _start(verb: str, folder: Path, *options: str) -> subprocess.Popen[str]:
    command = _command(verb, folder, *options)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _command(verb: str, folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "zensical", verb, "--config-file", str(folder / CONFIGURATION), *options]
