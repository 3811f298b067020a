"""The threat model names doors and tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.targets import TARGETS

TEXT = (ROOT / "docs/security.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.partition("\n## ")[0].splitlines()
    if line.startswith("| ") and not line.startswith(("| who ", "| ---"))
]


def names_in(path: Path) -> set[str]:
    """The names of a file's tests."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:40])
def test_every_door_is_there_and_closed_by_tests_that_there_are(row: list[str]) -> None:
    _, _, door, tests = row
    for name in re.findall(r"`([^`]+)`", door):
        is_command = name.startswith("make ")
        assert is_command or (ROOT / "build_tools" / name).exists() or (ROOT / name).exists(), name
    named = re.findall(r"`([\w.]+)::(\w+)`", tests)
    assert named
    assert len(named) == tests.count("`") // 2
    for file, test in named:
        assert test in names_in(ROOT / "tests" / file), f"{file}::{test}"


def test_everybody_who_could_do_harm_is_named() -> None:
    assert [row[0] for row in ROWS if row[0]] == [
        "a contributor",
        "a stranger whose file an editor imports",
        "the host of a source",
        "whoever hosts the site, or sits between",
        "whoever makes what we build on",
    ]


def test_the_runs_of_fuzzing_are_told_of_every_target() -> None:
    _, _, runs = TEXT.partition("\n## What fuzzing found")
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", runs.partition("\n## ")[0], re.MULTILINE)) == sorted(TARGETS)


def test_a_hole_is_reported_where_the_host_takes_reports_in_private() -> None:
    policy = (ROOT / "SECURITY.md").read_text("utf-8")
    assert "(../../security/advisories/new)" in policy
    assert "(docs/security.md)" in policy
    assert not re.search(r"\S+@\S+\.\w+|mailto:", policy)
