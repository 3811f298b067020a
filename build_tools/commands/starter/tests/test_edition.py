"""The edition is sound, every paragraph of its transcript is on the site, and the site builds."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from build_tools.build import build
from build_tools.rules.examine import check
from build_tools.site.setting import Setting

ROOT = Path(__file__).parent.parent
TODAY = date.today()


def test_nothing_is_wrong() -> None:
    assert [problem.as_text() for problem in check(ROOT, today=TODAY).problems] == []


def test_every_paragraph_is_on_the_transcript_page() -> None:
    edition = check(ROOT, today=TODAY).edition
    assert edition is not None
    pages = {page.path: page.content for page in build(ROOT, Setting(None, TODAY, TODAY)).pages}
    for id in edition.source_text.paragraphs:
        assert pages["transcript/index.md"].count(f'id="{id}"') == 1, id


def test_the_site_builds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    for page in ("", "transcript/", "topics/", "claims/", "sources/", "people/", "about/"):
        assert (tmp_path / page / "index.html").is_file(), page
