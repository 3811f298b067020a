"""The same files and the same day give the same bytes, wherever and on whatever machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import FERRY, ROOT, configure

SHUFFLED = """
import os, random
_random = random.Random(7)
def _shuffled(entries):
    entries = list(entries)
    _random.shuffle(entries)
    return entries
_scandir, _listdir = os.scandir, os.listdir
class _Entries:
    def __init__(self, opened):
        with opened:
            self.entries = iter(_shuffled(opened))
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def close(self): pass
os.scandir = lambda *path: _Entries(_scandir(*path))
os.listdir = lambda *path: _shuffled(_listdir(*path))
"""
"""A disk that lists its folders in another order every time."""


def build(folder: Path, **environment: str) -> dict[str, str]:
    """Build a clone of the small edition in a folder of its own, and give a sum for each file of its site."""
    edition = Path(shutil.copytree(FERRY, folder / "clone", ignore=shutil.ignore_patterns(".cache")))
    configure(edition)
    kept = {name: value for name, value in os.environ.items() if name not in ("TZ", "LANG", "LC_ALL", "AS_OF")}
    env = {**kept, "NO_MKDOCS_2_WARNING": "1", **environment}
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (env.get("PYTHONPATH"), str(ROOT))))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=edition, env=env, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    files = (path for path in (edition / "site").rglob("*") if path.is_file())
    return {f.relative_to(edition).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_two_clones_on_unlike_machines_become_the_same_site(tmp_path: Path) -> None:
    """Other paths, time zones, languages, seeds of hashes and orders of folders."""
    site = tmp_path / "unlike"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SHUFFLED, "utf-8")
    one = build(tmp_path / "one", AS_OF="2026-11-29", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1")
    deep = tmp_path / "另一處 with a space/deeper"
    two = build(
        deep,
        AS_OF="2026-11-29",
        TZ="Pacific/Pago_Pago",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="2",
        PYTHONPATH=str(site),
        SOURCE_DATE_EPOCH="1795000000",
    )
    assert len(one) > 100
    assert [path for path in one | two if one.get(path) != two.get(path)] == []
