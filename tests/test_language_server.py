"""What the YAML language server of contributors' editors offers, explains and marks in the files of this edition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_tools.model import vocabulary
from build_tools.reading.files import read_files
from build_tools.site.schemas.editors import editor_line
from tests.conftest import ROOT
from tests.language_server import LanguageServer
from tests.test_schemas import sound_edition, texts

CURSOR = "‸"
"""Where somebody is typing."""

NOTE = "annotations/ai/being-written.yml"
"""A file that is open in an editor and not saved yet."""

CLAIM = """kind: claim
at: t16.p2
quote: 我們有信心
title: {{en: A title}}
claim:
  type: {type}
  says: What was said.
  wording: printed
{more}added: 2026-11-23
by: [tester]
"""


def claim(type: str = "fact", more: str = "") -> str:
    """A claim of a type with more lines in its block."""
    return CLAIM.format(type=type, more=more)


def editor_settings() -> dict[str, Any]:
    """What `.vscode/settings.json` says of YAML, by section, as VS Code hands it to the server."""
    written = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    yaml = {key.removeprefix("yaml."): value for key, value in written.items() if key.startswith("yaml.")}
    return {"schemas": yaml["schemas"], "validate": True, "completion": True, "hover": True}


def start(schemas: object) -> Iterator[LanguageServer]:
    """A server that fetches nothing, as the tests may not."""
    offline = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
    with LanguageServer(ROOT, {"yaml": {**editor_settings(), **offline, "schemas": schemas}}) as server:
        yield server


@pytest.fixture(scope="module")
def editor(node: Path) -> Iterator[LanguageServer]:
    """The server without any settings of its folder: it knows a file's schema from the file's first line."""
    yield from start({})


@pytest.fixture(scope="module")
def editor_with_settings(node: Path) -> Iterator[LanguageServer]:
    """The server with the settings that the repository has for VS Code."""
    yield from start(editor_settings()["schemas"])


def offered(server: LanguageServer, text: str, path: str = NOTE, line: str | None = None) -> dict[str, str]:
    """What is offered at the cursor in a file with this text below its first line."""
    whole = (editor_line(path) if line is None else line) + "\n" + text
    before = whole[: whole.index(CURSOR)]
    server.open(path, whole.replace(CURSOR, ""))
    return server.complete(path, before.count("\n"), len(before) - before.rfind("\n") - 1)


def marked(server: LanguageServer, text: str, path: str = NOTE, line: str | None = None) -> list[tuple[int, str]]:
    """What is wrong in a file with this text: the number of the line, counted without the first, and the message."""
    found = server.open(path, (editor_line(path) if line is None else line) + "\n" + text)
    return sorted((problem["range"]["start"]["line"], problem["message"]) for problem in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"kind: {CURSOR}\n", vocabulary.KINDS),
        (f"kind: claim\nclaim:\n  type: {CURSOR}\n", vocabulary.CLAIM_TYPES),
        (f"kind: claim\nclaim:\n  wording: {CURSOR}\n", vocabulary.WORDINGS),
        (claim("fact", f"  history:\n    - date: 2026-01-01\n      status: {CURSOR}\n"), vocabulary.FACT_STATUSES),
        (claim("goal", f"  history:\n    - date: 2026-01-01\n      status: {CURSOR}\n"), vocabulary.FORECAST_STATUSES),
        (f"kind: correction\ncorrection:\n  problem: {CURSOR}\n", vocabulary.PROBLEM_KINDS),
        (f"kind: correction\ncorrection:\n  confidence: {CURSOR}\n", vocabulary.CONFIDENCES),
    ],
)
def test_the_words_that_a_field_may_hold_are_offered_and_no_others(
    editor: LanguageServer, text: str, words: tuple[str, ...]
) -> None:
    found = offered(editor, text)
    assert set(found) == set(words)
    assert all(found.values()), "each with its meaning"


def test_the_statuses_offered_are_explained_in_both_languages(editor: LanguageServer) -> None:
    found = offered(editor, claim("fact", f"  history:\n    - date: 2026-01-01\n      status: {CURSOR}\n"))
    assert "The sources bear it out." in found["accurate"]
    assert "來源" in found["accurate"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (f"{CURSOR}\n", {"kind", "at", "quote", "title", "note", "sources", "claim", "added", "by"}),
        (claim("goal", f"  {CURSOR}\n"), {"due", "due_reading", "condition", "judged_by", "history", "speaker"}),
        (claim("goal", f"  history:\n    - {CURSOR}\n"), {"date", "status", "moved_to", "note", "sources"}),
        (f"kind: context\ntitle:\n  {CURSOR}\n", {"en", "zh-Hant"}),
    ],
)
def test_the_fields_of_a_mapping_are_offered(editor: LanguageServer, text: str, fields: set[str]) -> None:
    found = offered(editor, text)
    assert fields <= set(found)


def test_a_field_that_is_there_already_is_not_offered_again(editor: LanguageServer) -> None:
    assert not {"type", "says", "wording"} & set(offered(editor, claim("goal", f"  {CURSOR}\n")))


def test_the_ids_that_are_taken_are_offered(editor: LanguageServer) -> None:
    edition = sound_edition(ROOT)
    assert len(offered(editor, f"kind: context\nsources:\n  - {CURSOR}\n")) > 400
    assert {topic.id for topic in edition.topics} <= set(offered(editor, f"kind: context\ntopics:\n  - {CURSOR}\n"))
    assert set(edition.source_text.paragraphs) <= set(offered(editor, f"kind: context\nat: {CURSOR}\n"))
    assert "elon-musk" in offered(editor, f"kind: claim\nclaim:\n  speaker: {CURSOR}\n")


def test_a_field_is_explained_where_the_mouse_rests(editor: LanguageServer) -> None:
    editor.open(NOTE, editor_line(NOTE) + "\n" + claim("fact"))
    shown = editor.hover(NOTE, 8, 3)
    assert "the words as spoken were seen in a report" in shown
    assert "原話見於報道" in shown


BROKEN = (
    ("aded: 2026-11-23\n", "added: 2026-11-23\n", [(1, 'Missing property "added".'), (9, "Property aded is not allowed.")]),
    ("type: fast\n", "type: fact\n", [(6, 'Value is not accepted. Valid values: "prediction", "goal", "fact".')]),
    ("added: 2026-11-31\n", "added: 2026-11-23\n", [(9, "write it as 2025-06-30")]),
    ("by: tester\n", "by: [tester]\n", [(10, 'Incorrect type. Expected "array".')]),
    ("kind: correction\n", "kind: claim\n", [(1, 'Missing property "correction".'), (1, 'Missing property "note".'), (5, "Property claim is not allowed.")]),
)  # fmt: skip


@pytest.mark.parametrize(("wrong", "right", "messages"), BROKEN, ids=[wrong.strip() for wrong, _, _ in BROKEN])
def test_a_mistake_is_marked_where_it_stands(
    editor: LanguageServer, wrong: str, right: str, messages: list[tuple[int, str]]
) -> None:
    sound = claim("fact")
    assert marked(editor, sound) == []
    found = marked(editor, sound.replace(right, wrong))
    assert [message for message in messages if message not in found] == []


def test_a_status_of_the_other_scale_is_marked(editor: LanguageServer) -> None:
    history = "  history:\n    - date: 2026-01-01\n      status: partly\n      note: x\n      sources: [x]\n"
    ((line, message),) = marked(editor, claim("fact", history))
    assert line == 11
    assert '"mostly-accurate"' in message


def test_every_register_and_a_file_of_each_kind_is_found_right(editor: LanguageServer) -> None:
    files = texts(read_files(ROOT)[0])
    kinds = {text.partition("\nkind: ")[2].split("\n")[0] + path.split("/")[1]: path for path, text in files.items()}
    assert len(kinds) > 20
    for path in kinds.values():
        assert editor.open(path, files[path]) == [], path


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (NOTE, f"kind: {CURSOR}\n", vocabulary.KINDS),
        ("annotations/sources/being-written.yml", f"kind: {CURSOR}\n", vocabulary.SOURCE_KINDS),
        ("annotations/people.yml", f"somebody:\n  kind: {CURSOR}\n", vocabulary.PERSON_KINDS),
        ("annotations/topics.yml", f"a-topic:\n  {CURSOR}\n", ("title", "introduction")),
    ],
)
def test_a_file_without_the_line_has_its_schema_from_the_settings(
    editor_with_settings: LanguageServer, path: str, text: str, words: tuple[str, ...]
) -> None:
    assert set(words) <= set(offered(editor_with_settings, text, path, line="# a new file"))
    wrong = marked(editor_with_settings, "kind: maybe\n", path, line="# a new file")
    assert wrong


def test_without_line_and_settings_nothing_is_known(editor: LanguageServer) -> None:
    assert marked(editor, "kind: maybe\n", line="# a new file") == []
    assert offered(editor, f"kind: {CURSOR}\n", line="# a new file") == {}
