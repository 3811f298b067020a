"""The schemas beside the YAML files, and the line in each file by which an editor finds its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from build_tools.__main__ import main
from build_tools.reading.files import read_files
from build_tools.rules.examine import check
from build_tools.site.schemas import NAMES
from build_tools.site.schemas.editors import FOLDER, editor_line, editor_schemas, with_editor_line
from tests.conftest import ROOT
from tests.test_problems import TODAY
from tests.test_schemas import sound_edition, texts

KNOWN = ("topic_id", "source_id", "person_id", "annotation_id", "paragraph")
"""The definitions of a schema that name the ids of the day on which it was made."""


def take_ids(schema: Any) -> dict[str, list[str]]:
    """Take the ids that are offered out of a schema."""
    definitions = {name: schema["$defs"][name] for name in KNOWN if name in schema["$defs"]}
    return {name: definition["anyOf"].pop(0)["enum"] for name, definition in definitions.items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_the_one_described_but_for_newer_ids(name: str) -> None:
    path = f"{FOLDER}/{name}.schema.json"
    committed = json.loads((ROOT / path).read_text("utf-8"))
    now = json.loads(editor_schemas(sound_edition(ROOT))[path])
    offered, known = take_ids(committed), take_ids(now)
    assert committed == now, "type: make schema"
    assert all(set(offered[kind]) <= set(known[kind]) for kind in known), "type: make schema"


def test_a_line_that_names_a_schema_names_the_right_one_from_where_the_file_lies() -> None:
    lines = {path: text.partition("\n")[0] for path, text in texts(read_files(ROOT)[0]).items()}
    naming = {path: line for path, line in lines.items() if "$schema" in line}
    assert {path: editor_line(path) for path in naming} == naming
    for path, line in naming.items():
        assert ((ROOT / path).parent / line.partition("=")[2]).resolve().parent == ROOT / FOLDER
    assert {Path(path).name for path in naming} >= {"edition.yml", "topics.yml", "people.yml"}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("annotations/people.yml", "# yaml-language-server: $schema=.schema/people.schema.json"),
        ("annotations/ai/x.yml", "# yaml-language-server: $schema=../.schema/annotation.schema.json"),
        ("annotations/sources/x.yml", "# yaml-language-server: $schema=../.schema/source.schema.json"),
    ],
)
def test_the_line(path: str, line: str) -> None:
    assert editor_line(path) == line
    for before in (
        "kind: x\r\n",
        "\ufeffkind: x\r\n",
        f"{line}\nkind: x\r\n",
        "# yaml-language-server: $schema=y\nkind: x\r\n",
    ):
        assert with_editor_line(path, before.encode()).decode() == f"{line}\nkind: x\r\n"


def test_the_command_writes_schemas_and_lines_and_changes_nothing_else(ferry: Path) -> None:
    before = check(ferry, today=TODAY)
    assert main(["schema", "--root", str(ferry)]) == 0
    after = check(ferry, today=TODAY)
    assert after.problems == ()
    assert after.edition == before.edition
    assert {path.name for path in (ferry / FOLDER).iterdir()} == {f"{name}.schema.json" for name in NAMES}
    assert {text.partition("\n")[0] for text in texts(after.files).values()} == {
        editor_line(p) for p in texts(after.files)
    }


def test_the_command_run_again_has_nothing_to_do(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema", "--root", str(ferry)])
    main(["schema", "--root", str(ferry)])
    assert capsys.readouterr().out.splitlines()[1] == "0 files written, 14 were as they should be"


def test_the_command_writes_nothing_for_an_edition_with_problems(
    ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ferry / "annotations/seats/forty-seats.yml").write_text("kind: claim\n", "utf-8")
    assert main(["schema", "--root", str(ferry)]) == 1
    assert "build_tools check" in capsys.readouterr().err
    assert not (ferry / FOLDER).exists()


def test_the_command_writes_nothing_through_a_link(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (ferry / FOLDER).symlink_to(tmp_path / "outside")
    assert main(["schema", "--root", str(ferry)]) == 2
    assert list((tmp_path / "outside").iterdir()) == []
