"""What the documentation says is true."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.commands import COMMANDS
from build_tools.commands.answers.terminal import Look, render_problem
from build_tools.commands.check import add_check
from build_tools.edition.urls import PAGES
from build_tools.model import vocabulary
from build_tools.model.fields import BLOCK_OF, BLOCKS, parts_of
from build_tools.reading.blocks import owner_of
from build_tools.rules.examine import check
from build_tools.site.catalog import available_languages, load_catalog
from build_tools.today import utc_today
from tests.conftest import ROOT

GUIDES = ("contributing.md", "contributing.zh-Hant.md")
COMMAND_PAGES = ("commands.md", "commands.zh-Hant.md")
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
    assert check(tmp_path, today=utc_today()).problems == ()


def test_the_one_example_of_the_short_guide_is_that_of_the_long_one() -> None:
    (example,) = re.findall(r"```yaml\n.*?```", read("CONTRIBUTING.md"), re.DOTALL)
    assert example == re.findall(r"```yaml\n.*?```", read("docs/contributing.md"), re.DOTALL)[0]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_error_shown_is_the_error_given(guide: str, tmp_path: Path) -> None:
    for folder in ("annotations", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "annotations/robots/optimus-thousands-in-2025.yml"
    path.write_text(path.read_text("utf-8").replace("我們的目標是今年建造", "我們的目標是明年建造"), "utf-8")
    checked = check(tmp_path, today=utc_today())
    (found,) = checked.problems
    look = Look(language="zh-Hant" if "zh-Hant" in guide else "en")
    assert f"```text\n{render_problem(found, checked.files.lines(found.place.file), look)}" in read(f"docs/{guide}")


@pytest.mark.parametrize("page", FORMATS)
def test_every_word_of_the_vocabulary_is_explained(page: str) -> None:
    text = read(f"docs/{page}")
    words = [
        *vocabulary.KINDS,
        *vocabulary.CLAIM_TYPES,
        *vocabulary.WORDINGS,
        *vocabulary.PROBLEM_KINDS,
        *vocabulary.CONFIDENCES,
        *vocabulary.SOURCE_KINDS,
        *vocabulary.PERSON_KINDS,
    ]
    assert [word for word in words if f"`{word}`" not in text] == []


ASKED = {str(owner_of(block)): set(block.names) for block in BLOCKS} | {"edition.yml": set(BLOCK_OF["edition"].names)}
"""For each kind of mapping, as messages call it, the fields that it has."""


@pytest.mark.parametrize("page", FORMATS)
@pytest.mark.parametrize(
    ("owner", "section"),
    [
        ("an annotation", "`annotations/<topic>/<id>.yml`"),
        ("a claim", "`claim`"),
        ("an assessment", "`history`"),
        ("a correction", "`correction`"),
        ("a source", "`annotations/sources/<id>.yml`"),
        ("a person", "`annotations/people.yml`"),
        ("a topic", "`annotations/topics.yml`"),
        ("edition.yml", "`annotations/edition.yml`"),
        ("recording", "`recording`"),
    ],
)
def test_every_field_is_explained_where_it_belongs_and_no_other(page: str, owner: str, section: str) -> None:
    (words,) = (s for s in re.split(r"^##+ ", read(f"docs/{page}"), flags=re.MULTILINE) if section in s.split("\n")[0])
    rows = re.findall(r"^\| (`[^|]+) \|", words, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == ASKED[owner]


@pytest.mark.parametrize("page", FORMATS)
@pytest.mark.parametrize(
    ("owner", "field"),
    [("an entry of also", "also"), ("judged_by", "judged_by"), ("origin", "origin"), ("an entry of untracked", "untracked"), ("an entry of findings", "findings"), ("an entry of errata", "errata"), ("looked", "looked")],
)  # fmt: skip
def test_the_fields_of_a_small_mapping_are_named_in_its_row(page: str, owner: str, field: str) -> None:
    (row,) = re.findall(rf"^\| `{field}` \|.*$", read(f"docs/{page}"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) - {field} == ASKED[owner]


@pytest.mark.parametrize("language", available_languages())
def test_every_field_of_a_contributed_file_has_its_help(language: str) -> None:
    blocks = (*parts_of("annotation"), *parts_of("source"))
    wanted = {f"field_help.{block.name}.{field}" for block in blocks for field in block.names}
    assert wanted <= set(load_catalog(language).labels)


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that does something, by its words behind the program's name."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield parser.prog, parser
    for action in inner:
        for own in action.choices.values():
            yield from commands(own)


def every_command() -> dict[str, argparse.ArgumentParser]:
    """Every command with its parser, those within a command by both words."""
    found: dict[str, argparse.ArgumentParser] = {}
    for command in COMMANDS:
        parser = argparse.ArgumentParser(prog=command.name)
        command.add(parser)
        found.update(commands(parser))
    return found


def signature(action: argparse.Action) -> str:
    """An option as the documentation writes it: `--root DIR`, `--print`, `URL`."""
    takes = "" if action.nargs == 0 or action.choices else str(action.metavar or action.dest.upper())
    return " ".join(part for part in (max(action.option_strings, key=len, default=""), takes) if part)


@pytest.mark.parametrize("page", COMMAND_PAGES)
def test_every_command_is_documented_and_no_other(page: str) -> None:
    headings = re.findall(r"^## (.+)$", read(f"docs/{page}"), re.MULTILINE)
    named = [name for heading in headings for name in re.findall(r"`([^`]+)`", heading)]
    assert sorted(named) == sorted(every_command())


@pytest.mark.parametrize("page", COMMAND_PAGES)
@pytest.mark.parametrize("command", every_command())
def test_every_option_of_a_command_is_documented_and_no_other(page: str, command: str) -> None:
    sections = re.split(r"^## ", read(f"docs/{page}"), flags=re.MULTILINE)[1:]
    (section,) = (words for words in sections if f"`{command}`" in words.split("\n")[0])
    rows = dict(re.findall(r"^\| `([^`]+)` \|([^|]*)\|$", section, re.MULTILINE))
    actions = {signature(a): a for a in every_command()[command]._actions if "--help" not in a.option_strings}
    assert set(rows) == set(actions)
    for name, action in actions.items():
        meaning = rows[name].strip()
        assert meaning
        assert meaning.startswith(("required", "必填")) is action.required, f"{name} is required or not"
        assert [choice for choice in action.choices or () if f"`{choice}`" not in meaning] == []


def test_the_readme_and_the_guides_lead_to_the_commands() -> None:
    for path in ("README.md", "CONTRIBUTING.md", "docs/contributing.md", "docs/contributing.zh-Hant.md"):
        assert "commands.md)" in read(path), path


@pytest.mark.parametrize("guide", [*GUIDES, *COMMAND_PAGES])
def test_the_calls_of_new_that_are_shown_work(guide: str, capsys: pytest.CaptureFixture[str]) -> None:
    calls = re.findall(r"-m build_tools (new \w+ .*)$", read(f"docs/{guide}"), re.MULTILINE)
    assert len(calls) == 2
    for call in calls:
        assert main([*shlex.split(call), "--root", str(ROOT), "--print"]) == 0, call
        assert ("\nurl: " if "source" in call else "\nat: ") in capsys.readouterr().out


@pytest.mark.parametrize("page", FORMATS)
def test_every_option_of_check_is_explained_and_no_other(page: str) -> None:
    parser = argparse.ArgumentParser()
    add_check(parser)
    options = {action.option_strings[-1] for action in parser._actions} - {"--help"}
    assert set(re.findall(r"^\| `(--[a-z-]+)", read(f"docs/{page}"), re.MULTILINE)) == options


def test_the_order_of_fields_is_that_of_the_documentation() -> None:
    tables = re.findall(r"^\| field \|.*\n\| ---.*\n((?:\|.*\n)+)", read("docs/format.md"), re.MULTILINE)
    names = ("annotation", "claim", "assessment", "correction", "source", "person", "topic", "edition", "recording")
    for shape, table in zip(names, tables, strict=True):
        first = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", table, re.MULTILINE)
        assert [name for cell in first for name in re.findall(r"`(\w+)`", cell)] == list(BLOCK_OF[shape].names)


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


def test_the_lock_file_of_the_node_programs_names_none_either() -> None:
    packages = json.loads(read("tests/node/package-lock.json"))["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all(package["integrity"].startswith("sha512-") for path, package in packages.items() if path)
