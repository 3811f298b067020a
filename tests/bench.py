"""How long the commands take, as the edition grows, to the table in `docs/performance.md`: `make bench`.

Times are processor time, as ratios in one run against MkDocs rendering the same pages already written, so that they say
something on any machine; the same edition built by Zensical is a second measure. Larger editions are made of this one: its turns and annotations again under other ids.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, configure
from tests.test_preview import serve

DAY = "2026-11-29"
SAVES = 5
START, END = "<!-- table -->\n", "<!-- end -->\n"
TURN = 10_000
"""What is added to the numbers of turns in each further copy; no transcript has so many."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took."""

    seconds: float
    """Of processor time, of all its processes."""
    memory: int
    """The most that one of them held, in MB."""


def multiply(source: Path, folder: Path, size: int, seed: int = 1) -> None:
    """Write an edition of `size` times the turns and annotations of another; the same seed gives the same edition."""
    chance = random.Random(seed)
    for name in ("annotations", "docs"):
        shutil.copytree(source / name, folder / name)
    configure(folder)
    for text in (folder / "docs/transcript").glob("*.md"):
        blocks = re.split(r"(?m)^(?=##? )", text.read_text("utf-8"))
        turns = [block for block in blocks if re.match(r"## .*\{#t\d+", block)]
        more = (_renumber(block, copy, r"(?<=\{#t)\d+") for copy in range(1, size) for block in turns)
        text.write_text("".join(block.rstrip("\n") + "\n\n" for block in (*blocks, *more)), "utf-8")
    for note in sorted(folder.glob("annotations/*/*.yml")):
        words = note.read_text("utf-8")
        if note.parent.name != "sources" and not re.search(r"\bat: h", words):
            for copy in range(1, size):
                path = note.with_name(f"{note.stem}-{copy}-{chance.randrange(10**6)}.yml")
                path.write_text(_renumber(words, copy, r"(?<=\bat: t)\d+"), "utf-8")


def _renumber(words: str, copy: int, number: str) -> str:
    return re.sub(number, lambda match: str(int(match[0]) + copy * TURN), words)


def spend(*command: str, cwd: Path) -> Spent:
    """Run a command of Python and say what it took; fails where it does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "AS_OF": DAY, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", *command], cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(seconds, after.ru_maxrss // 1024)


def write_plain(edition: Path, space: Path) -> list[Path]:
    """A configuration a language that renders pages already written, without the plugin."""
    found = []
    for language, name in (("en", "mkdocs.yml"), ("zh-Hant", "mkdocs.zh-Hant.yml")):
        out = space / language
        spend("build_tools", "build", "--language", language, "--as-of", DAY, "--out", str(out), cwd=edition)
        plain = edition / f"plain.{language}.yml"
        plain.write_text(f"INHERIT: {name}\nplugins: []\nwatch: []\ndocs_dir: {out}\nsite_dir: {space}/site\n", "utf-8")
        found.append(plain)
    return found


def measure_saves(edition: Path) -> None:
    """Print what the first build of a preview took, and each save until the transcript is there."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        preview = serve(edition, Path(folder))
        full = time.process_time() - start
        note = min(p for p in edition.glob("annotations/*/*.yml") if p.parent.name != "sources")
        firsts = []
        for _ in range(SAVES):
            note.write_text(re.sub(r"(\ntitle:[^\n]*?en: [\"']?)", r"\1X", note.read_text("utf-8"), count=1), "utf-8")
            preview.asked("transcript/")
            start = time.process_time()
            preview.save()
            firsts.append(time.process_time() - start)
            preview.wait()
    print(json.dumps({"full": full, "saves": firsts}), file=sys.stderr)


def measure(source: Path, size: int) -> str:
    """A row of the table."""
    with tempfile.TemporaryDirectory() as space:
        edition = Path(space) / "edition"
        edition.mkdir()
        multiply(source, edition, size)
        count = sum(1 for path in edition.glob("annotations/*/*.yml") if path.parent.name != "sources")
        check = spend("build_tools", "check", cwd=edition)
        plain = write_plain(edition, Path(space))
        yardstick = sum(spend("mkdocs", "build", "-q", "-f", str(path), cwd=edition).seconds for path in plain)
        cold = spend("mkdocs", "build", "-q", cwd=edition)
        warm = spend("mkdocs", "build", "-q", cwd=edition)
        other = spend("build_tools", "zensical", "--out", f"{space}/zensical", cwd=edition)
        ran = subprocess.run(
            [sys.executable, "-m", "tests.bench", "--saves", str(edition)],
            cwd=ROOT, env={**os.environ, "AS_OF": DAY, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    saved = json.loads(ran.stderr.strip().splitlines()[-1])
    times = [f"{spent.seconds / yardstick:.2f}" for spent in (check, cold, warm, other)]
    shares = [f"{1 - yardstick / spent.seconds:.0%}" for spent in (cold, warm)]
    saves = ", ".join(f"{first / saved['full']:.1%}" for first in saved["saves"])
    return f"| {size} | {count} | {' | '.join(times)} | {' | '.join(shares)} | {saves} | {warm.memory} |\n"


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 10], help="100 takes hours (default: 1 10)")
    parser.add_argument("--edition", type=Path, default=ROOT)
    parser.add_argument("--table", type=Path, default=ROOT / "docs/performance.md")
    parser.add_argument("--saves", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.saves:
        measure_saves(options.saves)
        return
    rows = "".join(measure(options.edition, size) for size in options.sizes)
    text = options.table.read_text("utf-8")
    head, rest = text.split(START)
    _, tail = rest.split(END)
    heading, line = text[text.index(START) + len(START) :].splitlines(True)[:2]
    options.table.write_text(f"{head}{START}{heading}{line}{rows}{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
