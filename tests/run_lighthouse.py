"""Measure the built site with Lighthouse, as on a phone, and fail where a score is under 95: `make lighthouse`.

It is no part of `make test`: the performance score is that of a machine with nothing
else to do. `--no-performance` leaves it out; the other scores are the same on any machine.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.find_browser import CURE, find_browser

ROOT = Path(__file__).parent.parent
PACKAGES = Path(__file__).parent / "lighthouse"
PAGES = ("", "transcript/", "topics/ai/", "claims/", "claims/optimus-thousands-in-2025/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time", "total-byte-weight")
LEAST = 95
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


@dataclass(frozen=True, slots=True)
class Result:
    """What Lighthouse says of one page."""

    page: str
    scores: dict[str, int]
    """Each category's score, up to 100."""
    metrics: dict[str, str]
    faults: tuple[str, ...]
    """The audits that cost points."""


class CompressingHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder compressed and with an age, as any host of static sites does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        packed = file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        content = gzip.compress(file.read_bytes(), mtime=0) if packed else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served, compressed, while the context lasts."""
    handler = functools.partial(CompressingHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def build_site(folder: Path, address: str) -> None:
    """The site as `make build` makes it, for where it is going to be served."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"{address}/"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def measure(address: str, page: str, browser: str, categories: tuple[str, ...]) -> Result:
    """Run Lighthouse in its mobile profile on one page."""
    command = [
        *("node", str(PACKAGES / "node_modules/lighthouse/cli/index.js"), f"{address}/{page}", "--quiet"),
        *("--output=json", f"--only-categories={','.join(categories)}"),
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
    ]
    env = {**os.environ, "CHROME_PATH": browser}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=300)
    report = json.loads(ran.stdout)
    if error := report.get("runtimeError"):
        raise RuntimeError(error["message"])
    audits = report["audits"]
    faults = tuple(
        f"{name}: {ref['id']} ({audits[ref['id']].get('displayValue') or audits[ref['id']]['title']})"
        for name, category in report["categories"].items()
        for ref in category["auditRefs"]
        if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 0.9 and audits[ref["id"]]["score"] is not None
    )
    return Result(
        page,
        {name: round(100 * category["score"]) for name, category in report["categories"].items()},
        {name: audits[name]["displayValue"] for name in METRICS if "displayValue" in audits.get(name, {})},
        faults,
    )


def install() -> None:
    """Install Lighthouse at the version of the lock file, running none of its packages' scripts."""
    lock = PACKAGES / "package-lock.json"
    installed = PACKAGES / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=PACKAGES, check=True, timeout=600)


def main() -> int:
    """Print a table; the exit code is 1 where a score is under `LEAST`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-performance", action="store_true", help="leave out what depends on the machine's speed")
    parser.add_argument("--site", type=Path, help="a built site; default: build it")
    options = parser.parse_args()
    browser = find_browser()
    if browser is None or shutil.which("npm") is None:
        print(CURE if browser is None else "npm was not found; install Node.js 20 or newer")
        return 1
    install()
    categories = CATEGORIES[options.no_performance :]
    with tempfile.TemporaryDirectory() as folder, served(options.site or Path(folder)) as address:
        if options.site is None:
            build_site(Path(folder), address)
        results = [measure(address, page, browser, categories) for page in PAGES]
    for result in results:
        print(f"/{result.page:36}", *(f"{name} {score:3}" for name, score in result.scores.items()), sep="  ")
        print("  ", ", ".join(f"{name} {value}" for name, value in result.metrics.items()))
        for fault in result.faults:
            print("   -", fault)
    return int(any(score < LEAST for result in results for score in result.scores.values()))


if __name__ == "__main__":
    sys.exit(main())
