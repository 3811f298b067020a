"""`mkdocs serve` as an editor runs it: a process, what it prints, and an address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 120_000
"""Milliseconds to wait for anything; what comes is not waited for, so only a slow machine needs them."""


def free_port() -> int:
    """A port of this machine on which nobody listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A real `mkdocs serve` process and what it prints."""

    def __init__(self, edition: Path) -> None:
        self.edition = edition
        self.port = free_port()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"],
            cwd=edition,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "AS_OF": "2026-11-29", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Server:
        self.wait(lambda: self.printed("Serving on") == 1)
        return self

    def __exit__(self, *fault: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines += self.process.stdout

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def printed(self, words: str) -> int:
        """How many lines hold some words so far."""
        return sum(words in line for line in self.lines)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something, as long as the server lives."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not until():
            assert self.process.poll() is None, "the server died:\n" + "".join(self.lines)
            assert time.monotonic() < deadline, "nothing came:\n" + "".join(self.lines)
            time.sleep(0.05)
