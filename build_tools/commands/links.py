"""`links`: a look at the address of every source, written down as it goes."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.commands.options import add_root, seconds
from build_tools.commands.terminal import say
from build_tools.links.archive import API
from build_tools.links.courtesy import Courtesy
from build_tools.links.looking import Looker
from build_tools.links.robots import NAME
from build_tools.links.round import Bounds, choose, go_round
from build_tools.links.visit import Visitor
from build_tools.model.look import RESULTS, Look
from build_tools.model.model import Edition
from build_tools.problems.problem import EditionError, legible
from build_tools.reading.files import LOOKS, read_files
from build_tools.reading.load import load_edition
from build_tools.reading.looks import is_short_address, write_looks
from build_tools.today import utc_today


def add_links(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    add_root(parser)
    parser.add_argument(
        "--contact",
        metavar="URL",
        help="where the hosts find who asks (default: $REPO_URL, or else the address of the git remote `origin`)",
    )
    parser.add_argument("--most", type=_count, default=600, metavar="N", help="so many sources in all (default: 600)")
    parser.add_argument(
        "--per-host", type=_count, default=25, metavar="N", help="so many sources of one host (default: 25)"
    )
    parser.add_argument(
        "--pause", type=seconds, default=5.0, metavar="SECONDS", help="between two requests to a host (default: 5)"
    )
    parser.add_argument(
        "--minutes", type=seconds, default=40.0, metavar="N", help="begin nothing new after so long (default: 40)"
    )
    parser.add_argument(
        "--days", type=_count, default=6, metavar="N", help="leave out what was looked at within so long (default: 6)"
    )
    parser.add_argument(
        "--archive", nargs="?", const=API, metavar="URL", help="ask the Internet Archive for a copy of what is gone"
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="call this machine and private networks too, as tests do"
    )


def run_links(options: argparse.Namespace) -> int:
    """Look at the sources, and write each result as soon as it is there; 1 where there is no edition."""
    contact = find_contact(options.contact, options.root)
    if contact is None:
        say("nobody is named whom the hosts could ask why; give an address with --contact")
        return 2
    files, unreadable = read_files(options.root)
    loaded = load_edition(files)
    if loaded.edition is None:
        say(EditionError([*unreadable, *loaded.problems]))
        return 1
    try:
        _look_round(loaded.edition, f"{NAME}-links (+{contact})", options)
    except KeyboardInterrupt:
        say(f"stopped; what was found so far is in {LOOKS}, and the next run goes on from there")
        return 1
    return 0


def _look_round(edition: Edition, agent: str, options: argparse.Namespace) -> None:
    today = utc_today()
    sources = {source.id: source for source in edition.sources}
    known = {look.source: look for look in edition.looks if look.source in sources}
    bounds = Bounds(options.most, options.per_host, options.minutes * 60, options.days)
    courtesy = Courtesy(options.pause, time.monotonic, time.sleep)
    visitor = Visitor(agent, is_private_allowed=options.allow_private)
    looker = Looker(visitor, courtesy, lambda: datetime.now(UTC), options.archive)
    chosen = choose(sources.values(), known, today, bounds)
    results: Counter[str] = Counter()
    for look in go_round(chosen, known, look=looker.look, courtesy=courtesy, today=today, seconds=bounds.seconds):
        whole = looker.with_copy(look, sources[look.source])
        known[look.source] = whole
        replace_looks(options.root / LOOKS, known)
        results[look.result] += 1
        print(_line(whole), flush=True)
    counted = ", ".join(f"{results[result]} {result}" for result in RESULTS)
    print(f"looked at {results.total()} of {len(sources)} sources: {counted}")


def _line(look: Look) -> str:
    words = (f"{look.result:8}", look.source, look.why, look.to and f"-> {look.to}", look.archived)
    return legible(" ".join(word for word in words if word))


def replace_looks(path: Path, looks: dict[str, Look]) -> None:
    """Write the file anew, all of it or nothing."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as new:
        new.write(write_looks(looks.values()))
    os.chmod(new.name, 0o644)
    os.replace(new.name, path)


def find_contact(given: str | None, root: Path) -> str | None:
    """A web address of those who ask: the one given, or the repository's; never a name or password in it."""
    for written in (given, os.environ.get("REPO_URL"), _remote(root)):
        address = re.sub(r"^(?:ssh://)?git@([^:/]+)[:/](.+?)(?:\.git)?$", r"https://\1/\2", (written or "").strip())
        address = re.sub(r"^(https?://)[^/@]*@", r"\1", address)
        if is_short_address(address):
            return urlsplit(address)._replace(query="", fragment="").geturl()
    return None


def _remote(root: Path) -> str | None:
    command = ["git", "-C", str(root), "config", "--get", "remote.origin.url"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except OSError:
        return None


def _count(written: str) -> int:
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(f"{written!r} is not a number; write one as in 25")
    return int(written)
