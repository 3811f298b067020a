"""What the home page shows first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_tools.build import build, preview
from build_tools.site.setting import Setting

DAY = date(2026, 11, 23)
FINDINGS = """findings:
  - of: fares-rise
    why: {en: A lost word., zh-Hant: 漏了一個字。}
  - of: two-lines-by-q2-2026
    why: {en: One line of two., zh-Hant: 兩條只開了一條。}
"""


@pytest.fixture
def chosen(ferry: Path) -> Path:
    """An edition with two findings, a correction and a claim."""
    with (ferry / "annotations/edition.yml").open("a", encoding="utf-8") as file:
        file.write(FINDINGS)
    return ferry


@pytest.mark.parametrize(
    ("language", "why", "meant"), [("en", "A lost word.", "fares will rise"), ("zh-Hant", "漏了一個字。", "會加價")]
)
def test_findings_stand_in_the_order_of_the_edition(chosen: Path, language: str, why: str, meant: str) -> None:
    (home,) = [p for p in build(chosen, Setting(language, DAY, DAY)).pages if p.path == "index.md"]
    first, second = home.content.split('<li class="finding finding--')[1:]
    assert first.startswith("correction")
    assert why in first
    assert meant in first
    assert second.startswith("claim")
    assert 'data-sort="mixed" data-sign="◐"' in second
    quoted = {"en": "open two lines in the second quarter of 2026", "zh-Hant": "在 2026 年第二季度開通兩條航線"}
    assert f'<blockquote lang="{language}"><p>{quoted[language]}</p></blockquote>' in second


def test_without_findings_the_home_page_has_no_heading_for_them(ferry: Path) -> None:
    (home,) = [p for p in build(ferry, Setting("en", DAY, DAY)).pages if p.path == "index.md"]
    assert "#findings" not in home.content


def test_a_preview_leaves_out_a_finding_whose_file_is_broken(chosen: Path) -> None:
    (chosen / "annotations/service/fares-rise.yml").write_text("kind: correction\n", "utf-8")
    site = preview(chosen, Setting("en", DAY, DAY))
    (home,) = [p for p in site.pages if p.path == "index.md"]
    assert home.content.count('<li class="finding') == 1
    assert {p.place.file for p in site.problems} == {"annotations/service/fares-rise.yml"}
