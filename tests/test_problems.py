"""Every mistake a contributor can make has an example with the answer it gets, in `cases/`."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from build_tools.model.place import Place
from build_tools.problems.problem import CODES, EditionError, problem
from build_tools.rules.examine import check
from tests.bad_files import codes_in_corpus

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
TODAY = date(2026, 11, 23)

OF_A_CHANGE = {
    "annotation-gone",
    "annotation-kind",
    "annotation-moved",
    "assessment-gone",
    "assessment-reworded",
    "assessment-rewritten",
    "paragraph-gone",
    "person-gone",
    "source-gone",
    "topic-gone",
}
"""Codes that take two states of an edition; `test_history.py` has their examples."""

OF_A_SITE = {"page-lacks"}
"""Codes that take a built site; `test_accounting.py` has their examples."""

WITHOUT_A_CASE = {"file-kind", "not-utf-8"} | OF_A_CHANGE | OF_A_SITE
"""Codes whose example is no text file, each with a test of its own below, and those of a change or a site."""


def apply_edits(edition: Path, edits: Sequence[Mapping[str, object]]) -> None:
    """Change an edition as a case says."""
    for edit in edits:
        path = edition / str(edit["file"])
        text = path.read_text("utf-8") if path.exists() else ""
        if edit.get("remove"):
            path.unlink()
            continue
        if "replace" in edit:
            assert text.count(str(edit["replace"])) == 1, f"{path.name}: {edit['replace']!r} is not there once"
            text = text.replace(str(edit["replace"]), str(edit["by"]))
        text = str(edit.get("content", text)) + str(edit.get("append", "")) * int(str(edit.get("times", 1)))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_answer_to_a_mistake(case: Path, ferry: Path) -> None:
    example = yaml.safe_load(case.read_text("utf-8"))
    apply_edits(ferry, example["edits"])
    answer = "".join(p.as_text() + "\n" for p in check(ferry, today=TODAY).problems)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept = case.read_text("utf-8").partition("\nproblems: |\n")[0]
        case.write_text(kept + "\nproblems: |\n" + textwrap.indent(answer, "  "), "utf-8")
    assert answer == yaml.safe_load(case.read_text("utf-8"))["problems"]


def test_every_code_has_an_example() -> None:
    answers = [yaml.safe_load(case.read_text("utf-8"))["problems"] for case in CASES]
    shown = {code for answer in answers for code in re.findall(r"^\S.* \[([a-z0-9-]+)\]$", answer, re.MULTILINE)}
    assert shown | codes_in_corpus() | WITHOUT_A_CASE == set(CODES)
    assert not shown & WITHOUT_A_CASE


def test_the_example_edition_is_sound(ferry: Path) -> None:
    assert check(ferry, today=TODAY).problems == ()


@pytest.mark.parametrize("target", ["/etc/hostname", "../fares-rise.yml", "missing"])
def test_a_link_is_refused_and_never_followed(ferry: Path, target: str) -> None:
    (ferry / "annotations/service/linked.yml").symlink_to(target)
    (found,) = check(ferry, today=TODAY).problems
    assert (found.code, found.place.file) == ("file-kind", "annotations/service/linked.yml")


def test_a_linked_folder_is_refused(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.yml").write_text("kind: context")
    (ferry / "annotations/pier").symlink_to(tmp_path / "outside")
    (found,) = check(ferry, today=TODAY).problems
    assert (found.code, found.place.file) == ("file-kind", "annotations/pier")


@pytest.mark.parametrize("path", ["annotations/service/fares-rise.yml", "docs/transcript/en.md"])
def test_bytes_that_are_no_text_are_a_problem_with_its_line(ferry: Path, path: str) -> None:
    (ferry / path).write_bytes(b"kind: context\ntitle: caf\xe9\n")
    (found,) = check(ferry, today=TODAY).problems
    assert found.code == "not-utf-8"
    assert found.place == Place(path, 2)


def test_hidden_files_are_left_alone(ferry: Path) -> None:
    (ferry / "annotations/service/.fares-rise.yml.swp").write_bytes(b"\xff")
    assert check(ferry, today=TODAY).problems == ()


def test_all_problems_come_in_one_run_sorted_by_place(ferry: Path) -> None:
    for name in ("service/fares-rise.yml", "seats/forty-seats.yml", "topics.yml"):
        with (ferry / "annotations" / name).open("a", encoding="utf-8") as file:
            file.write("colour: blue\n")
    found = check(ferry, today=TODAY).problems
    assert [p.place.file.rsplit("/")[-1] for p in found] == ["forty-seats.yml", "fares-rise.yml", "topics.yml"]


def test_a_broken_register_does_not_break_everything_that_refers_to_it(ferry: Path) -> None:
    (ferry / "annotations/topics.yml").write_text("service: [\n", "utf-8")
    (ferry / "annotations/sources/log.yml").write_text("kind: primary\n", "utf-8")
    files = {p.place.file for p in check(ferry, today=TODAY).problems}
    assert files == {"annotations/topics.yml", "annotations/sources/log.yml"}


def test_a_link_to_the_page_of_a_broken_claim_is_no_second_problem(ferry: Path) -> None:
    topics = ferry / "annotations/topics.yml"
    topics.write_text(topics.read_text("utf-8").replace("(/claims/)", "(/claims/forty-seats/)"), "utf-8")
    assert check(ferry, today=TODAY).problems == ()
    (ferry / "annotations/seats/forty-seats.yml").write_text("kind: claim\n", "utf-8")
    assert {p.place.file for p in check(ferry, today=TODAY).problems} == {"annotations/seats/forty-seats.yml"}


def test_an_edition_without_a_frame_is_still_checked(ferry: Path) -> None:
    (ferry / "annotations/edition.yml").unlink()
    (ferry / "annotations/seats/forty-seats.yml").write_text("kind: claim\n", "utf-8")
    files = {p.place.file for p in check(ferry, today=TODAY).problems}
    assert files == {"annotations/edition.yml", "annotations/seats/forty-seats.yml"}


def test_an_unknown_code_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        problem(Place("x.yml"), "no-such-code")
    with pytest.raises(KeyError):
        problem(Place("x.yml"), "unknown-topic", id="x")


def test_an_edition_error_carries_each_problem_once() -> None:
    one = problem(Place("b.yml", 2), "yaml-empty")
    other = problem(Place("a.yml", 9), "yaml-empty")
    assert EditionError([one, other, one]).problems == (other, one)
