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
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

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


LONGEST = (
    *("test_serve", "test_renderers", "test_tutorial", "test_init", "test_outputs", "test_player", "test_languages"),
    *("test_preview", "test_same_bytes", "test_schemas"),
)
"""The modules that take longest of those that have no need of the real site."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by what it needs, so that nobody has to remember to, and put them in a good order."""
    for item in items:
        for name in set(MARKERS) & needs(item):
            item.add_marker(name)
    items[:] = in_good_order(items)


def needs(item: pytest.Item) -> set[str]:
    """The fixtures of a test, those of its fixtures among them."""
    return set(getattr(item, "fixturenames", ()))


def in_good_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The same tests, what takes long first, so that in the end no worker is alone with it.

    Two workers begin with a half each: one builds the real site and looks at it, and the other, which would wait for it,
    does the longest of the rest.
    """

    def rank(item: pytest.Item) -> int:
        return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)

    of_site = [item for item in items if "site" in needs(item)]
    others = sorted((item for item in items if "site" not in needs(item)), key=rank)
    short = len(others) - max(0, len(items) // 2 - len(of_site))
    return [*of_site, *others[short:], *others[:short]]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A copy of the small invented edition, to be changed at will."""
    return copy_ferry(tmp_path / "ferry")


def copy_ferry(folder: Path) -> Path:
    """Copy the small edition to a new folder and return it; all copies keep their pictures in one place."""
    shutil.copytree(FERRY, folder, ignore=shutil.ignore_patterns(".cache"))
    (FERRY / PICTURES).mkdir(parents=True, exist_ok=True)
    (folder / PICTURES).parent.mkdir()
    (folder / PICTURES).symlink_to(FERRY / PICTURES)
    return folder


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
    """Serves as a host of static sites does: over connections that are kept, with assets that are not asked for again."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def end_headers(self) -> None:
        """Let what pages load be kept, and pages be asked for anew."""
        kept = urlsplit(self.path).path.endswith((".css", ".js", ".png", ".svg"))
        self.send_header("Cache-Control", "max-age=3600" if kept else "no-cache")
        super().end_headers()

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
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """One window for each set of options, so that style sheets and scripts are fetched once.

    A window costs more than most pages, with all that a browser puts in one, so that each is kept with its first page.
    """
    opened: dict[str, Page] = {}

    def window(**options: object) -> Page:
        key = repr(sorted(options.items()))
        if key not in opened:
            context = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            opened[key] = context.new_page()
        return opened[key]

    yield window
    for each in opened.values():
        each.context.close()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong on the pages of a test; one that provokes a fault clears it."""
    return []


@pytest.fixture
def new_page(windows: Callable[..., Page], faults: list[str]) -> Iterator[NewPage]:
    """Pages as good as new; the test fails on an error in one of them, a failed request, or one to another host.

    The first with some options is that of their window, the others are further tabs of it.
    """
    opened: list[tuple[Page, dict[str, Any]]] = []
    hear = listeners(faults)

    def new(**options: Any) -> Page:
        page = windows(**options)
        if any(page is other for other, _ in opened):
            page = page.context.new_page()
        for event, listener in hear.items():
            page.on(event, listener)  # type: ignore[call-overload]
        opened.append((page, options))
        return page

    yield new
    for page, options in opened:
        forget(page, options)
        for event, listener in hear.items():
            page.remove_listener(event, listener)
        if page is not windows(**options):
            page.close()
    assert faults == []


def forget(page: Page, options: dict[str, Any]) -> None:
    """Leave a page as it was opened: nothing stored, routed or emulated, the pointer away, on no address."""
    page.evaluate(
        "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* without an address there are none */ } }"
    )
    page.unroute_all()
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.set_viewport_size(options.get("viewport", WIDE))
    page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A fresh page on a wide screen, with scripts."""
    return new_page()


def listeners(faults: list[str]) -> dict[str, Callable[[Any], None]]:
    """What adds to `faults` whatever goes wrong on a page, by the event that it listens to."""
    return {
        "console": lambda message: faults.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: faults.append(str(error)),
        "request": lambda r: None if urlsplit(r.url).hostname in ("127.0.0.1", None) else faults.append(r.url),
        "response": lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None,
    }
