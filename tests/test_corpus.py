"""A corpus of bad files: each gets exactly the problems, at exactly the places, that stand beside it in `corpus/`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from build_tools.problems.messages import LANGUAGES
from tests.bad_files import CORPUS, cases_of, problems_of, told
from tests.test_messages import english

LEAST = 300
"""Cases, at the least."""


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_every_bad_file_gets_its_problems(file: Path) -> None:
    found = {case.name: (case, problems_of(case)) for case in cases_of(file)}
    answers = {name: [told(case, problem) for problem in problems] for name, (case, problems) in found.items()}
    if os.environ.get("UPDATE_SNAPSHOTS"):
        group = yaml.safe_load(file.read_text("utf-8"))
        for name, answer in answers.items():
            group["cases"][name]["problems"] = answer
        file.write_text(yaml.safe_dump(group, allow_unicode=True, sort_keys=False, width=110), "utf-8")
    assert answers == {name: case.problems for name, (case, _) in found.items()}
    assert [name for name, answer in answers.items() if not answer] == []
    for _, problems in found.values():
        for problem in problems:
            assert problem.hint
            assert all("\n" not in problem.message_in(language) for language in LANGUAGES)
            assert list(english(problem, "zh-Hant")) == []


def test_the_corpus_is_large() -> None:
    cases = [case for file in CORPUS for case in cases_of(file)]
    assert len(cases) >= LEAST
    assert len({(case.path, case.data) for case in cases}) == len(cases)
