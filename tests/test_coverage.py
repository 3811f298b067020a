"""What is still to be done is told and is no error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from build_tools.problems.problem import GAPS
from build_tools.rules.examine import check


def gaps(edition: Path, as_of: str = "2026-11-23") -> list[str]:
    """The gaps on a day, as printed, without their cures."""
    found = check(edition, today=date(2026, 11, 23), as_of=date.fromisoformat(as_of))
    assert found.problems == ()
    return [gap.as_text().splitlines()[0] for gap in found.gaps]


def test_the_gaps_of_the_example_edition(ferry: Path) -> None:
    assert gaps(ferry) == [
        "annotations/seats/forty-seats.yml:1:1: the claim forty-seats has been due since 2025-03-01 and has no verdict [claim-past-due]",
        "annotations/seats/what-the-group-is.yml:5:7: this text has no zh-Hant [language-missing]",
        "annotations/service/two-lines-by-q2-2026.yml:25:7: the newest assessment of two-lines-by-q2-2026 does not say why in one or two sentences [because-missing]",
    ]


def test_a_claim_falls_due_on_the_day_after_its_date(ferry: Path) -> None:
    due = "the claim two-lines-by-q2-2026 has been due since 2026-Q2 and has no verdict"
    assert not any(due in gap for gap in gaps(ferry, "2026-06-30"))
    assert any(due in gap for gap in gaps(ferry, "2026-07-01"))
    assert not any(due in gap for gap in gaps(ferry, "2026-07-02"))


def test_a_bare_paragraph_and_an_unused_source(ferry: Path) -> None:
    (ferry / "annotations/seats/what-the-group-is.yml").unlink()
    log = (ferry / "annotations/sources/log.yml").read_text("utf-8")
    (ferry / "annotations/sources/diary.yml").write_text(log.replace("/log", "/diary"), "utf-8")
    found = gaps(ferry)
    assert "docs/transcript/zh-Hant.md:21:1: t02.p2 has no annotation [bare-paragraph]" in found
    assert "annotations/sources/diary.yml:1:1: nothing uses the source diary [source-unused]" in found


def test_a_source_that_is_gone_or_has_moved_is_information(ferry: Path) -> None:
    (ferry / "annotations/links.csv").write_text(
        "source,looked,result,why,seen,url,to,archived\n"
        "leaflet,2026-11-22,gone,404,2026-11-15,https://ferry.example/leaflet,,https://web.archive.org/web/2026/x\n"
        "log,2026-11-22,moved,,2026-11-22,https://ferry.example/log,https://ferry.example/diary,\n",
        "utf-8",
    )
    found = gaps(ferry)
    assert (
        "annotations/sources/leaflet.yml:1:1: nothing was at the address of leaflet on 2026-11-22 (it answered 404) [source-lost]"
        in found
    )
    assert (
        "annotations/sources/log.yml:1:1: the source log had moved for good on 2026-11-22, to https://ferry.example/diary [source-moved]"
        in found
    )
    assert not any("source-" in gap for gap in gaps(ferry, "2026-11-21"))
    log = ferry / "annotations/sources/log.yml"
    log.write_text(log.read_text("utf-8").replace("ferry.example/log", "ferry.example/diary"), "utf-8")
    assert not any("source-moved" in gap for gap in gaps(ferry))


def test_every_kind_of_gap_is_shown_here() -> None:
    text = Path(__file__).read_text("utf-8")
    assert all(f"[{code}]" in text for code in GAPS)


def test_gaps_are_not_looked_for_in_a_broken_edition(ferry: Path) -> None:
    (ferry / "annotations/people.yml").unlink()
    found = check(ferry, today=date(2026, 11, 23), as_of=date(2026, 11, 23))
    assert found.problems
    assert found.gaps == ()
