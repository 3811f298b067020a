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
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from build_tools.site.cards.store import FOLDER as PICTURES
from tests import node_tools
from tests.find_browser import CURE, find_browser
from tests.serving import PATIENCE, Server

ROOT = Path(__file__).parent.parent
FERRY = Path(__file__).parent / "editions" / "ferry"
RECORDING = Path(__file__).parent / "recordings" / "docs"

settings.register_profile(
    "edition",
    deadline=None,
    max_examples=int(os.environ.get("EXAMPLES", "50")),
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("edition")

RENDERER = os.environ.get("RENDERER", "mkdocs")
"""What the real site is built with: mkdocs, or zensical, as `make test-zensical` says."""
WIDE = {"width": 1280, "height": 900}
"""A screen on which notes stand in the margin, in CSS pixels."""
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

expect.set_options(timeout=PATIENCE)

MARKERS = ("browser", "server", "node")
"""Each stands for the fixture of its name, and for what `make test-fast` leaves out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by what it needs, so that nobody has to remember to."""
    for item in items:
        for name in set(MARKERS) & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A copy of the small invented edition, to be changed at will; all copies keep their pictures in one place."""
    copy = Path(shutil.copytree(FERRY, tmp_path / "ferry", ignore=shutil.ignore_patterns(".cache")))
    (FERRY / PICTURES).mkdir(parents=True, exist_ok=True)
    (copy / PICTURES).parent.mkdir()
    (copy / PICTURES).symlink_to(FERRY / PICTURES)
    return copy


@pytest.fixture
def spoken(ferry: Path) -> Path:
    """The same with a spoken recording of its conversation, and the times of its English words."""
    return add_recording(ferry)


def add_recording(edition: Path, recording: str = "{file: media/ferry.ogg}") -> Path:
    """Lay the recording over a copy of the small edition."""
    shutil.copytree(RECORDING, edition / "docs", dirs_exist_ok=True)
    with (edition / "annotations/edition.yml").open("a", encoding="utf-8") as file:
        file.write(f"recording: {recording}\n")
    return edition


def configure(edition: Path) -> None:
    """Give an edition in a folder of its own the repository's MkDocs configurations."""
    for name in ("mkdocs.yml", "mkdocs.zh-Hant.yml"):
        text = (ROOT / name).read_text("utf-8")
        text = re.sub(r"^ +- (contributing|format|method)\.md\n", "", text, flags=re.MULTILINE)
        text = text.replace("build_tools/", f"{ROOT}/build_tools/")
        (edition / name).write_text(text, "utf-8")


def run_mkdocs(
    *arguments: str, cwd: Path, program: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs`, or a program of the same form, as a user would, with what it prints."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "AS_OF": "2026-11-29", **environment}
    command = [sys.executable, "-m", program, *arguments]
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
    """Build the real site; every warning of the renderer is a failure."""
    made = run_zensical if RENDERER == "zensical" else run_mkdocs_strictly
    built = made(ROOT, folder, REPO_URL="https://code.example/owner/name")
    assert built.returncode == 0, built.stdout + built.stderr


def run_mkdocs_strictly(edition: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build an edition's site into a folder with MkDocs."""
    return run_mkdocs("build", "--strict", "--site-dir", str(out), cwd=edition, **environment)


def run_zensical(edition: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build an edition's site into a folder with Zensical."""
    command = [sys.executable, "-m", "build_tools", "zensical", "--root", str(edition), "--out", str(out)]
    env = {**os.environ, "AS_OF": "2026-11-29", **environment}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=240, check=False)


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


@pytest.fixture(scope="session")
def server() -> type[Server]:
    """What runs `mkdocs serve`: `with server(edition) as running:`."""
    return Server


@pytest.fixture(scope="session")
def node() -> Path:
    """The Node that runs the programs of `tests/node`; without them the test fails and says what to type."""
    if not node_tools.is_installed():
        pytest.fail(node_tools.CURE)
    return node_tools.find_node()


NewPage = Callable[..., Page]
"""Opens a page with the options of a browser's context, as in `new_page(java_script_enabled=False)`."""


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """One context for each set of options, so that style sheets and scripts are fetched once."""
    opened: dict[str, BrowserContext] = {}

    def context(**options: object) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in opened:
            opened[key] = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
            opened[key].set_default_timeout(PATIENCE)
            opened[key].grant_permissions(["clipboard-read", "clipboard-write"])
        return opened[key]

    yield context
    for each in opened.values():
        each.close()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong on the pages of a test; one that provokes a fault clears it."""
    return []


@pytest.fixture
def new_page(contexts: Callable[..., BrowserContext], faults: list[str]) -> Iterator[NewPage]:
    """Fresh pages; the test fails on an error in one of them, a failed request, or one to another host."""
    opened: list[Page] = []

    def new(**options: object) -> Page:
        page = contexts(**options).new_page()
        listen(page, faults)
        opened.append(page)
        return page

    yield new
    for page in opened:
        page.evaluate("() => { try { localStorage.clear(); } catch { /* a page without an address has none */ } }")
        page.close()
    assert faults == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A fresh page on a wide screen, with scripts."""
    return new_page()


def listen(page: Page, faults: list[str]) -> None:
    """Add to `faults` whatever goes wrong on a page."""
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda r: None if urlsplit(r.url).hostname in ("127.0.0.1", None) else faults.append(r.url))
    page.on("response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None)
