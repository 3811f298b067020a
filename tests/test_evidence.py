"""Verdicts that an editor should look at again are told, and are no errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.commands.answers.doubts import render_doubts
from build_tools.commands.answers.terminal import Look
from build_tools.model.place import Place
from build_tools.problems.messages import LANGUAGES
from build_tools.problems.problem import DOUBTS, Problem, phrase, problem
from build_tools.rules.evidence import months_before
from build_tools.rules.examine import check

LINES = "annotations/service/two-lines-by-q2-2026.yml"
LOG = "annotations/sources/log.yml"
MOVE = """    - date: 2026-07-02
      moved_to: 2027
      note: {en: "The other is to open in 2027 [@log].", zh-Hant: "另一條改於 2027 年開通 [@log]。"}
      sources: [log]
"""


def edit(edition: Path, file: str, *changes: tuple[str, str]) -> None:
    """Replace words that stand once in a file."""
    text = (edition / file).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (edition / file).write_text(text, "utf-8")


def doubts(edition: Path, as_of: str = "2026-11-23") -> list[str]:
    """The doubts on a day, as printed, without their cures."""
    found = check(edition, today=date(2026, 11, 23), as_of=date.fromisoformat(as_of))
    assert found.problems == ()
    return [doubt.headline() for doubt in found.doubts]


def add_diary(edition: Path, publisher: str) -> None:
    """A second source for the assessment that cites the log, a reprint of what this publisher published."""
    log = (edition / LOG).read_text("utf-8")
    diary = log.replace("/log", "/diary").replace("publisher: The ferry", "publisher: The bay")
    (edition / "annotations/sources/diary.yml").write_text(f"{diary}original_publisher: {publisher}\n", "utf-8")
    edit(edition, LINES, ("opened [@log].", "opened [@log] [@diary]."))


def test_the_example_edition_leaves_no_doubt(ferry: Path) -> None:
    assert doubts(ferry) == []


def test_a_plain_verdict_on_one_publisher_and_no_primary_source(ferry: Path) -> None:
    edit(ferry, LINES, ("status: partly", "status: came-true"))
    assert doubts(ferry) == []
    edit(ferry, LOG, ("kind: primary", "kind: report"))
    assert doubts(ferry) == [
        f"{LINES}:26:15: two-lines-by-q2-2026 is came-true on the word of The ferry alone, with no primary source [verdict-thin]"
    ]


def test_a_weaker_verdict_may_rest_on_one_publisher(ferry: Path) -> None:
    edit(ferry, LOG, ("kind: primary", "kind: report"))
    assert doubts(ferry) == []


@pytest.mark.parametrize(("publisher", "count"), [("The bay", 0), ("THE FERRY", 1), ("Ｔｈｅ　Ｆｅｒｒｙ", 1)])
def test_a_reprint_counts_for_who_published_it_first(ferry: Path, publisher: str, count: int) -> None:
    edit(ferry, LINES, ("status: partly", "status: came-true"))
    edit(ferry, LOG, ("kind: primary", "kind: copy"))
    add_diary(ferry, publisher)
    assert len(doubts(ferry)) == count


def test_only_the_newest_verdict_is_doubted(ferry: Path) -> None:
    edit(ferry, LINES, ("status: partly", "status: came-true"))
    edit(ferry, LOG, ("kind: primary", "kind: report"))
    newest = MOVE.replace("moved_to: 2027", "status: partly")
    edit(ferry, LINES, (MOVE, MOVE + newest))
    assert doubts(ferry) == []


def test_a_documented_correction_on_one_publisher(ferry: Path) -> None:
    edit(ferry, "annotations/service/fares-rise.yml", ("confidence: possible", "confidence: documented"))
    assert doubts(ferry) == [
        "annotations/service/fares-rise.yml:1:1: fares-rise is documented by no primary source and no two publishers [correction-thin]"
    ]
    edit(ferry, "annotations/service/fares-rise.yml", ("otherwise [@leaflet].", "otherwise [@leaflet] [@log]."))
    assert doubts(ferry) == []


def test_a_failure_found_before_the_date_named(ferry: Path) -> None:
    edit(ferry, LINES, ("status: partly", "status: did-not-come-true"))
    assert doubts(ferry) == []
    edit(ferry, LINES, ("due: 2026-Q2", "due: 2026-07"))
    assert doubts(ferry) == [
        f"{LINES}:26:15: two-lines-by-q2-2026 is did-not-come-true by an assessment of 2026-07-02, and the date named is 2026-07 [verdict-early]"
    ]


def test_a_failure_found_before_the_date_to_which_it_was_moved(ferry: Path) -> None:
    edit(ferry, LINES, (MOVE, MOVE + MOVE.replace("moved_to: 2027", "status: did-not-come-true")))
    assert doubts(ferry) == [
        f"{LINES}:34:15: two-lines-by-q2-2026 is did-not-come-true by an assessment of 2026-07-02, and the date named is 2027 [verdict-early]"
    ]


def test_a_failure_without_a_date_is_not_early(ferry: Path) -> None:
    edit(ferry, LINES, ("status: partly", "status: did-not-come-true"))
    edit(ferry, LINES, ("  due: 2026-Q2\n", ""), (MOVE, ""))
    edit(ferry, LINES, ('  due_reading: {en: "The quarter ends on 30 June.", zh-Hant: 季度於 6 月 30 日完結。}\n', ""))
    assert doubts(ferry) == []


def test_a_failure_on_a_condition(ferry: Path) -> None:
    edit(ferry, LINES, ("  due: 2026-Q2", "  condition: {en: if the pier stands, zh-Hant: 若碼頭建成}\n  due: 2026-Q2"))
    assert doubts(ferry) == []
    edit(ferry, LINES, ("status: partly", "status: did-not-come-true"))
    assert doubts(ferry) == [
        f"{LINES}:27:15: two-lines-by-q2-2026 depends on a condition and is did-not-come-true [condition-failed]"
    ]


@pytest.mark.parametrize(
    ("en", "zh", "words"),
    [
        ("The captain put the other off.", "船長說，另一條推遲到 2028 年才開通。", "推遲到 2028"),
        ("The other was postponed to the end of 2027.", "另一條還要等。", "postponed to the end of 2027"),
        ("Put off, he said: it opens in 2027.", "改為明年。", "Put off, he said: it opens in 2027"),
    ],
)
def test_a_note_that_names_a_new_date_which_nothing_records(ferry: Path, en: str, zh: str, words: str) -> None:
    edit(ferry, LINES, (MOVE, ""))
    assert doubts(ferry) == []
    edit(ferry, LINES, ("One of two lines opened [@log].", f"{en} [@log]"), ("兩條之中開通了一條", zh))
    assert doubts(ferry) == [
        f"{LINES}:25:7: the assessment of two-lines-by-q2-2026 of 2026-07-02 speaks of {words!r}, and no entry has moved_to [move-unrecorded]"
    ]


@pytest.mark.parametrize(
    "en",
    [
        "The other was postponed from 2025 to 2026.",
        "In 2027 we shall see whether it was postponed.",
        "It was postponed, and 2,027 people wrote letters.",
        "It was postponed; 2500 people had bought tickets.",
        "It opens in 2027.",
    ],
)
def test_a_note_that_names_no_new_date(ferry: Path, en: str) -> None:
    edit(ferry, LINES, (MOVE, ""), ("One of two lines opened [@log].", f"{en} [@log]"))
    assert doubts(ferry) == []


def test_a_new_date_that_is_recorded(ferry: Path) -> None:
    edit(ferry, LINES, ("One of two lines opened", "The other is postponed to 2027"))
    assert doubts(ferry) == []


def test_an_open_claim_that_nobody_looked_at_for_six_months(ferry: Path) -> None:
    edit(ferry, LINES, ("status: partly", "status: disputed"), (MOVE, ""))
    assert doubts(ferry, "2027-01-02") == []
    assert doubts(ferry, "2027-01-03") == [
        f"{LINES}:25:7: two-lines-by-q2-2026 is open, its newest assessment is of 2026-07-02, and nothing newer was looked for since 2026-07-03 [assessment-old]"
    ]


@pytest.mark.parametrize(("looked", "count"), [("2026-07-02", 1), ("2026-07-03", 0), ("2026-11-23", 0)])
def test_a_search_counts_for_six_months(ferry: Path, looked: str, count: int) -> None:
    where = "{en: the pier, zh-Hant: 碼頭}"
    edit(ferry, LINES, ("status: partly", "status: disputed"), (MOVE, ""))
    edit(ferry, LINES, ("  due: 2026-Q2", f"  looked: {{date: {looked}, where: {where}}}\n  due: 2026-Q2"))
    assert len(doubts(ferry, "2027-01-03")) == count
    assert doubts(ferry) == []


def test_a_settled_claim_does_not_grow_old(ferry: Path) -> None:
    assert doubts(ferry, "2035-01-01") == []


@pytest.mark.parametrize(
    ("day", "earlier"), [("2026-11-29", "2026-05-29"), ("2026-03-31", "2025-09-30"), ("2024-08-31", "2024-02-29")]
)
def test_six_months_earlier(day: str, earlier: str) -> None:
    assert months_before(date.fromisoformat(day), 6) == date.fromisoformat(earlier)


def test_every_kind_of_doubt_is_shown_here_and_has_a_heading() -> None:
    text = Path(__file__).read_text("utf-8")
    assert [code for code in DOUBTS if f"[{code}]" not in text] == []
    for language in LANGUAGES:
        assert all("3" in phrase(f"heading-{code}", count=3).spoken(language) for code in DOUBTS)


def thin(*ids: str) -> list[Problem]:
    """Corrections on thin evidence."""
    return [problem(Place(f"annotations/x/{id}.yml"), "correction-thin", id=id) for id in ids]


def test_few_of_a_kind_are_told_in_a_line_each() -> None:
    assert render_doubts(thin("one", "two"), Look()) == (
        "Documented corrections with neither a primary source nor two publishers: 2\n"
        "    cite a second publisher, or write confidence: likely\n"
        "    annotations/x/one.yml:1:1: one is documented by no primary source and no two publishers [correction-thin]\n"
        "    annotations/x/two.yml:1:1: two is documented by no primary source and no two publishers [correction-thin]\n"
    )


def test_many_of_a_kind_are_told_by_their_ids() -> None:
    assert render_doubts(thin("a-1", "b-2", "c-3", "d-4", "e-5", "f-6"), Look("zh-Hant", 30)) == (
        "標為有據的勘誤，既無一手來源，也沒有兩家出版者：6\n"
        "    引用另一家出版者，或者寫 confidence: likely\n"
        "    a-1, b-2, c-3, d-4, e-5,\n"
        "    f-6\n"
    )


def test_no_doubt_says_nothing() -> None:
    assert render_doubts([], Look()) == ""


def test_doubts_are_not_looked_for_in_a_broken_edition(ferry: Path) -> None:
    edit(ferry, "annotations/service/fares-rise.yml", ("confidence: possible", "confidence: documented"))
    (ferry / "annotations/people.yml").unlink()
    found = check(ferry, today=date(2026, 11, 23), as_of=date(2026, 11, 23))
    assert (bool(found.problems), found.doubts) == (True, ())


def test_doubts_are_told_in_the_text_alone_and_are_no_errors(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(ferry, "annotations/service/fares-rise.yml", ("confidence: possible", "confidence: documented"))
    told = "\nDocumented corrections with neither a primary source nor two publishers: 1\n"
    answers = {}
    for form in ("text", "json", "github"):
        assert main(["check", "--root", str(ferry), "--as-of", "2026-11-23", "--format", form]) == 0
        answers[form] = capsys.readouterr().out
    assert answers["text"].index("[language-missing]") < answers["text"].index(told)
    assert (answers["json"], "correction-thin" in answers["github"]) == ("[]\n", False)
