"""What the programs say that look for known holes is read right, and their silence is never taken for “none”."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.audit import NotToldError, node_holes, python_holes, run
from tests.conftest import ROOT

SOUND = {"name": "pier", "version": "1.0", "vulns": []}
HOLE = {"name": "ferry", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1", "2.0"]}]}
OPEN = {"name": "ferry", "version": "1.0", "vulns": [{"id": "PYSEC-2026-2", "fix_versions": []}]}


def python(*packages: object) -> str:
    """An answer of pip-audit."""
    return json.dumps({"dependencies": packages, "fixes": []})


def test_holes_of_python_packages_are_named_with_their_cure() -> None:
    assert list(python_holes(python(SOUND, HOLE, OPEN))) == [
        "ferry 1.0: PYSEC-2026-1, mended in 1.1, 2.0",
        "ferry 1.0: PYSEC-2026-2, mended in no version yet",
    ]
    assert list(python_holes(python(SOUND))) == []


def test_holes_of_node_packages_are_named_with_their_advisory() -> None:
    advisory = {"url": "https://advisories.example/1", "severity": "high"}
    holes = {
        "a": {"range": "<2", "severity": "high", "via": [advisory]},
        "b": {"range": "*", "severity": "low", "via": ["a"]},
    }
    answer = json.dumps({"auditReportVersion": 2, "vulnerabilities": holes})
    assert list(node_holes(answer)) == ["a <2: high, https://advisories.example/1", "b *: low"]
    assert list(node_holes(json.dumps({"auditReportVersion": 2, "vulnerabilities": {}}))) == []


@pytest.mark.parametrize(
    ("read", "output"),
    [
        (python_holes, ""),
        (python_holes, "[]"),
        (python_holes, "{}"),
        (python_holes, python()),
        (python_holes, python(SOUND, {"name": "ferry", "skip_reason": "not found"})),
        (node_holes, ""),
        (node_holes, "null"),
        (node_holes, "{}"),
        (node_holes, json.dumps({"message": "405 Method Not Allowed", "error": {"summary": ""}})),
        (node_holes, json.dumps({"error": {"code": "ENOAUDIT", "summary": "not there"}})),
    ],
)
def test_an_answer_that_is_none_is_not_taken_for_no_holes(read: Callable[[str], Iterator[str]], output: str) -> None:
    with pytest.raises(NotToldError):
        list(read(output))


def test_a_program_that_fails_says_why() -> None:
    command = [sys.executable, "-c", "import sys; print('no way to the host', file=sys.stderr); sys.exit(1)"]
    with pytest.raises(NotToldError, match="no way to the host"):
        run(command, ROOT, python_holes)
    with pytest.raises(NotToldError, match="no-such-program"):
        run(["no-such-program"], ROOT, python_holes)


def test_what_a_program_prints_is_read() -> None:
    assert run([sys.executable, "-c", f"print({python(HOLE)!r})"], ROOT, python_holes) == [
        "ferry 1.0: PYSEC-2026-1, mended in 1.1, 2.0"
    ]
