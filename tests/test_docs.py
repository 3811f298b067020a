"""What the documentation says is true."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from build_tools import vocabulary
from build_tools.__main__ import main
from build_tools.build import check
from build_tools.urls import PAGES
from tests.conftest import ROOT

GUIDES = ("contributing.md", "contributing.zh-Hant.md")
FORMATS = ("format.md", "format.zh-Hant.md")


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_example_passes_the_check(guide: str, tmp_path: Path) -> None:
    for folder in ("annotations", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    examples = re.findall(r"```yaml\n# (annotations/\S+\.yml)\n(.*?)```", read(f"docs/{guide}"), re.DOTALL)
    assert [path.split("/")[1] for path, _ in examples] == ["robots", "sources"]
    for path, text in examples:
        (tmp_path / path).write_text(text, "utf-8")
    assert check(tmp_path, today=date.today()).problems == ()


@pytest.mark.parametrize("guide", GUIDES)
def test_the_error_shown_is_the_error_given(guide: str, tmp_path: Path) -> None:
    for folder in ("annotations", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "annotations/robots/optimus-thousands-in-2025.yml"
    path.write_text(path.read_text("utf-8").replace("我們的目標是今年建造", "我們的目標是明年建造"), "utf-8")
    (found,) = check(tmp_path, today=date.today()).problems
    assert found.as_text() in read(f"docs/{guide}")


@pytest.mark.parametrize("page", FORMATS)
def test_every_word_of_the_vocabulary_is_explained(page: str) -> None:
    text = read(f"docs/{page}")
    words = [
        *vocabulary.KINDS,
        *vocabulary.CLAIM_TYPES,
        *vocabulary.WORDINGS,
        *vocabulary.FORECAST_STATUSES,
        *vocabulary.FACT_STATUSES,
        *vocabulary.PROBLEM_KINDS,
        *vocabulary.CONFIDENCES,
        *vocabulary.SOURCE_KINDS,
        *vocabulary.PERSON_KINDS,
    ]
    assert [word for word in words if f"`{word}`" not in text] == []


@pytest.mark.parametrize("page", FORMATS)
def test_every_field_is_explained_and_no_other(page: str) -> None:
    readers = "".join((ROOT / f"build_tools/{name}.py").read_text("utf-8") for name in ("annotations", "registers"))
    asked = set(
        re.findall(r'\.(?:string|choice|day|date|url|text|refs|ref|strings|record|records|has)\(\s*"(\w+)"', readers)
    )
    rows = re.findall(r"^\| ((?:`\w+`(?:, |、)?)+) \|", read(f"docs/{page}"), re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    inside = {"publisher", "title", "url", "note", "at", "reason", "of", "why", "written", "text"}
    assert asked - inside == explained - inside
    assert all(f"`{name}`" in read(f"docs/{page}") for name in inside)


def test_the_readme_gives_the_commands_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    readme, makefile = read("README.md"), read("Makefile")
    for target in ("serve", "test", "build", "check"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    for command in re.findall(r"`\.venv/bin/python -m build_tools (\w+)`", readme):
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        assert stop.value.code == 0


def test_links_between_the_documents_lead_somewhere() -> None:
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
            if not link.startswith(("http", "/", "claims/")) and link not in PAGES:
                assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_lock_file_names_no_host() -> None:
    lock = read("requirements.lock")
    assert "://" not in lock
    assert "--index" not in lock
    assert lock.count("--hash=sha256:") > lock.count("==")
