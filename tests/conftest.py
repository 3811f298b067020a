"""The editions, sites and browser that the tests share."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.find_browser import CURE, find_browser

ROOT = Path(__file__).parent.parent
FERRY = Path(__file__).parent / "editions" / "ferry"

settings.register_profile(
    "edition",
    deadline=None,
    max_examples=int(os.environ.get("EXAMPLES", "100")),
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("edition")

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A copy of the small invented edition, to be changed at will."""
    return Path(shutil.copytree(FERRY, tmp_path / "ferry"))


def configure(edition: Path) -> None:
    """Give an edition in a folder of its own the repository's MkDocs configurations."""
    for name in ("mkdocs.yml", "mkdocs.zh-Hant.yml"):
        text = (ROOT / name).read_text("utf-8")
        text = re.sub(r"^ +- (contributing|format|method)\.md\n", "", text, flags=re.MULTILINE)
        text = text.replace("build_tools/", f"{ROOT}/build_tools/")
        (edition / name).write_text(text, "utf-8")


def run_mkdocs(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` as a user would, with what it prints."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "AS_OF": "2026-11-23", **environment}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site in every language, built as `make build` builds it, for a repository with an address.

    The first worker that asks for it builds it for all of them.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    with FileLock(f"{folder}.lock"):
        if not Path(f"{folder}.ready").exists():
            build_site(folder)
            Path(f"{folder}.ready").touch()
    return folder


def build_site(folder: Path) -> None:
    """Build the real site, without a warning."""
    built = run_mkdocs(
        "build", "--strict", "--site-dir", str(folder), cwd=ROOT, REPO_URL="https://code.example/owner/name"
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARNING" not in built.stderr


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on this machine and returns its address."""
    servers = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where the real site is served on this machine, without a slash at its end."""
    return serve_folder(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real headless Chromium; without one the test fails and says what to type."""
    path = find_browser()
    if path is None:
        pytest.fail(CURE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGUMENTS)
        yield chromium
        chromium.close()
