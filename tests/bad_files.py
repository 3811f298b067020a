"""The corpus of bad files in `corpus/`: each to the problems that `check` finds in it.

A file of the corpus has a `path` in the test edition and a `base`, in which `HERE` stands for the
`put` of a case; a case may have a `path` of its own, or all of its `content`, or `hex` for what is no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from build_tools.problems.problem import Problem
from build_tools.reading.files import TRANSCRIPTS, EditionFiles, read_files
from build_tools.reading.load import load_edition
from build_tools.rules.examine import apply_rules, tell
from tests.conftest import FERRY

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yml"))
TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Case:
    """A bad file, and what is wrong with it."""

    name: str
    path: str
    data: bytes
    problems: list[str]
    """`line:column code`, with the file before it where it is another one."""


def cases_of(file: Path) -> Iterator[Case]:
    """The cases of a file of the corpus."""
    group = yaml.safe_load(file.read_text("utf-8"))
    for name, case in group["cases"].items():
        text = case.get("content", group.get("base", "").replace("HERE", case.get("put", "")))
        data = bytes.fromhex(case["hex"]) if "hex" in case else text.encode("utf-8")
        yield Case(name, case.get("path", group["path"]), data, case["problems"])


@cache
def ferry_files() -> EditionFiles:
    """The files of the test edition."""
    files, problems = read_files(FERRY)
    assert problems == []
    return files


def with_file(path: str, data: bytes) -> EditionFiles:
    """The test edition with one more file, or with another content of one."""
    files = ferry_files()
    if path.startswith(TRANSCRIPTS):
        return replace(files, transcripts={**files.transcripts, path: data})
    if path.count("/") == 1:
        return replace(files, registers={**files.registers, path: data})
    if path.startswith("annotations/sources/"):
        return replace(files, sources={**files.sources, path: data})
    return replace(files, annotations={**files.annotations, path: data})


def problems_of(case: Case) -> tuple[Problem, ...]:
    """What `check` says of the edition with the file of a case in it."""
    files = with_file(case.path, case.data)
    _, problems = apply_rules(files, load_edition(files), TODAY)
    return tell(problems, files)


def told(case: Case, problem: Problem) -> str:
    """A problem as the corpus has it."""
    place = problem.place
    where = "" if place.file == case.path else f"{place.file}:"
    return f"{where}{place.line}:{place.column} {problem.code}"


def codes_in_corpus() -> set[str]:
    """The codes of which the corpus has an example."""
    return {line.split()[-1] for file in CORPUS for case in cases_of(file) for line in case.problems}
