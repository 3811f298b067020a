"""`mkdocs serve` as an editor lives with it: saving, breaking, mending, adding and deleting files."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import FERRY, configure

PATIENCE = 60_000
"""Milliseconds to wait for a rebuild; machines are slow and the watcher polls."""


class Server:
    """A real `mkdocs serve` process and what it prints."""

    def __init__(self, edition: Path) -> None:
        self.edition = edition
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"],
            cwd=edition,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "AS_OF": "2026-11-23", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    edition = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    configure(edition)
    running = Server(edition)
    running.wait(lambda: running.printed("Serving on") == 1)
    yield running
    running.process.terminate()
    running.process.wait(20)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_day_of_an_editor(server: Server, page: Page) -> None:
    annotation = server.edition / "annotations/service/two-lines-by-q2-2026.yml"
    page.goto(server.address + "claims/two-lines-by-q2-2026/")
    heading = page.locator("article h1")
    expect(heading).to_contain_text("Two lines by the second quarter of 2026")

    # Saving an annotation updates the open page, with one rebuild.
    edit(annotation, "{en: Two lines by", "{en: A pair of lines by")
    expect(heading).to_contain_text("A pair of lines", timeout=PATIENCE)
    time.sleep(2)
    assert server.printed("Detected file changes") == 1
    assert server.printed("Reloading browsers") == 1

    # A broken file shows its problem in the terminal and in the open page; the server lives.
    edit(annotation, "status: partly", "status: partially")
    problem = "annotations/service/two-lines-by-q2-2026.yml:26:15: 'partially' is not one of the values of 'status'"
    expect(page.locator("body")).to_contain_text(problem, timeout=PATIENCE)
    assert server.printed(problem) >= 1
    page.goto(server.address + "transcript/")
    expect(page.locator("[role=alert]")).to_contain_text(problem)
    page.goto(server.address + "zh-Hant/claims/two-lines-by-q2-2026/")
    expect(page.locator("article")).to_contain_text("26:15: 「partially」不是「status」可用的值")
    page.goto(server.address + "claims/two-lines-by-q2-2026/")

    # YAML that cannot be read at all is no different.
    annotation.write_text(annotation.read_text("utf-8") + "by: [\n", "utf-8")
    expect(page.locator("article")).to_contain_text("this is not YAML", timeout=PATIENCE)

    # Mending it brings the page back by itself.
    edit(annotation, "by: [\n", "")
    edit(annotation, "status: partially", "status: partly")
    expect(heading).to_contain_text("A pair of lines", timeout=PATIENCE)
    expect(page.locator("[role=alert]")).to_have_count(0)

    # A new file makes a page, a deleted one takes it away.
    fresh = server.edition / "annotations/seats/wooden-seats.yml"
    text = (server.edition / "annotations/seats/forty-seats.yml").read_text("utf-8")
    text = text.replace("座位, en: 40 seats on board", "座位都是木造的, en: the seats are all of wood").replace(
        'prefix: "40 個"\n', ""
    )
    page.goto(server.address + "claims/")
    fresh.write_text(text.replace("Forty seats", "Wooden seats"), "utf-8")
    expect(page.locator("article")).to_contain_text("Wooden seats", timeout=PATIENCE)
    fresh.unlink()
    expect(page.locator("article")).not_to_contain_text("Wooden seats", timeout=PATIENCE)

    # Saving the transcript updates it; breaking its frame breaks no server.
    page.goto(server.address + "transcript/")
    edit(server.edition / "docs/transcript/en.md", "all of wood", "all of old wood")
    expect(page.locator("article")).to_contain_text("all of old wood", timeout=PATIENCE)
    frame = server.edition / "annotations/edition.yml"
    edit(frame, "date: 2025-03-01", "date: some day")
    expect(page.locator("body")).to_contain_text("'some day' is not a day", timeout=PATIENCE)
    edit(frame, "date: some day", "date: 2025-03-01")
    expect(page.locator("article")).to_contain_text("all of old wood", timeout=PATIENCE)
    assert server.process.poll() is None
    assert not [line for line in server.lines if re.search("Traceback", line)]


def test_serving_starts_with_a_broken_file_too(tmp_path: Path, page: Page) -> None:
    edition = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    configure(edition)
    annotation = edition / "annotations/seats/forty-seats.yml"
    edit(annotation, "type: fact", "type: fiction")
    running = Server(edition)
    try:
        running.wait(lambda: running.printed("Serving on") == 1)
        page.goto(running.address + "claims/forty-seats/")
        expect(page.locator("article")).to_contain_text("'fiction' is not one of the values of 'type'")
        edit(annotation, "type: fiction", "type: fact")
        expect(page.locator("article h1")).to_contain_text("Forty seats", timeout=PATIENCE)
    finally:
        running.process.terminate()
        running.process.wait(20)
