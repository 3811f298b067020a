"""The Chromium that the browser tests drive: the system's, or one that is fetched, or a line that says what to type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CURE = (
    "no Chromium was found; install one, e.g.: sudo apt-get install chromium   or name one: CHROMIUM=/path/to/chromium"
)


def find_browser() -> str | None:
    """The path of a Chromium: the one that CHROMIUM names, one on PATH, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if on_path:
        return on_path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if os.path.exists(own) else None


def fetch_browser() -> None:
    """Try Playwright's installer, then, as root on Debian, apt; say nothing of what fails here."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=600)
    if find_browser() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False, timeout=300)
        subprocess.run(["apt-get", "install", "-q", "-y", "chromium"], check=False, timeout=900)


def main() -> int:
    """Make sure that there is a browser; the exit code is 1, with the one line to type, where there is none."""
    if find_browser() is None:
        fetch_browser()
    found = find_browser()
    print(f"browser: {found}" if found else CURE)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
