"""The schemas of the YAML files and the readers of the YAML files ask for the same, no more and no less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools.model.fields import BLOCKS
from build_tools.model.model import Edition
from build_tools.problems.problem import CODES
from build_tools.reading import load
from build_tools.reading.files import EditionFiles, read_files
from build_tools.reading.load import load_edition
from build_tools.reading.record import Record
from build_tools.rules.examine import check
from build_tools.site.catalog import load_catalog
from build_tools.site.schemas import NAMES, file_schema, schema_name
from tests.conftest import FERRY, ROOT
from tests.test_problems import CASES, apply_edits

TODAY = date(2026, 11, 29)
OF_THE_WHOLE = """\
recording: {url: https://ferry.example/talk, time: '?t={seconds}'}
findings: [{of: forty-seats, why: {en: It can be counted., zh-Hant: 數得出來。}}]
errata: [{date: 2026-07-03, text: {en: A wrong sum., zh-Hant: 算錯了。}}]
"""
SHAPE = (
    "unknown-field",
    "field-missing",
    "field-empty",
    "not-a-mapping",
    "not-a-list",
    "not-a-text",
    "not-a-choice",
    "not-a-day",
    "not-a-date",
    "not-an-address",
    "not-an-id",
    "language-unknown",
    "one-of-two",
    "block-of-other-kind",
    "quote-missing",
    "status-scale",
    "speaker-missing",
    "time-pattern",
    "media-path",
)
"""The codes of mistakes that show in one file alone; a schema sees them all."""

OF_YAML = ("yaml-", "duplicate-key", "file-")
"""How the codes begin that are not about fields; an editor reports the first of them without a schema."""

COMPLETE = {
    "annotations/service/complete.yml": """
kind: claim
at: h1.p1
quote: {zh-Hant: 開通兩條航線, en: open two lines}
prefix: 年第二季度
suffix: 。
also:
  - {at: t02.p1, quote: 座位, prefix: 40 個, suffix: ","}
topics: [seats]
title: {en: Two lines, zh-Hant: 兩條航線}
note: {en: "A *note* [@log].", zh-Hant: 說明。}
sources: [log, leaflet]
related: [fares-rise, forty-seats]
claim:
  type: prediction
  says: {en: Two lines will open., zh-Hant: 將開通兩條航線。}
  wording: reported
  speaker: chan
  due: 2026
  due_reading: {en: The whole year., zh-Hant: 全年。}
  condition: {en: If the pier is ready., zh-Hant: 如碼頭落成。}
  chance: {en: A fair chance., zh-Hant: 不錯的機會。}
  looked: {date: 2026-07-03, where: {en: At the pier., zh-Hant: 在碼頭。}}
  judged_by: {written: 2025-03-02, text: {en: A timetable., zh-Hant: 時間表。}}
  history:
    - {date: 2025-06-01, status: not-yet-due, note: {en: None., zh-Hant: 沒有。}, sources: [leaflet]}
    - {date: 2026-07-02, status: partly, moved_to: 2027-Q1, because: {en: "One [@log].", zh-Hant: 一條。}, erratum: {en: None., zh-Hant: 沒有。}, note: {en: One., zh-Hant: 一條。}, sources: [log]}
added: 2026-07-03
by: [tester, another]
""",
    "annotations/sources/complete.yml": """
kind: report
title: A report
language: en
publisher: The paper
original_publisher: The agency
author: [A. Writer, B. Writer]
url: https://paper.example/report
date: 2025-Q2
accessed: 2026-07-03
supports: {en: Much., zh-Hant: 很多。}
""",
}
"""Files with every field there is."""

WRONG: tuple[Any, ...] = ("", None, " ", "☃", "other", "2025-02-30", "2025-13", 2025, ["other"], [], {"other": "x"}, {})
"""What stands in the place of each value in turn; now and then it is right."""


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it, by the core schema of YAML 1.2.2 (10.3.2)."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def read_as_editor(text: str) -> Any:
    """The data of a file as an editor hands it to a schema; keys are names there."""

    def name_keys(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): name_keys(inner) for key, inner in value.items()}
        return [name_keys(item) for item in value] if isinstance(value, list) else value

    return name_keys(yaml.load(text, Loader=EditorLoader))


class EmptyDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes nothing where there is no value, as a person does."""


EmptyDumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def sound_edition(root: Path) -> Edition:
    """An edition that is known to be right."""
    found = check(root, today=TODAY)
    assert found.problems == ()
    assert found.edition
    return found.edition


@cache
def validators_of(root: Path) -> dict[str, Draft202012Validator]:
    """Those of an edition that no test changes."""
    return validators(sound_edition(root))


def validators(edition: Edition) -> dict[str, Draft202012Validator]:
    """A validator for each kind of file, its schema itself checked against the draft."""
    schemas = {name: file_schema(name, edition) for name in NAMES}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {name: Draft202012Validator(schema) for name, schema in schemas.items()}


def texts(files: EditionFiles) -> dict[str, str]:
    """The YAML files of an edition by path."""
    every = {**files.registers, **files.sources, **files.annotations}
    return {path: data.decode("utf-8") for path, data in every.items()}


@pytest.fixture
def complete(ferry: Path) -> Path:
    """The invented edition with files that have every field."""
    for path, text in COMPLETE.items():
        (ferry / path).write_text(text, "utf-8")
    people = ferry / "annotations/people.yml"
    people.write_text(people.read_text("utf-8") + "  note: {en: Asks., zh-Hant: 提問。}\n", "utf-8")
    frame = ferry / "annotations/edition.yml"
    frame.write_text(frame.read_text("utf-8") + OF_THE_WHOLE, "utf-8")
    return ferry


@pytest.mark.parametrize("root", [FERRY, ROOT], ids=["ferry", "real"])
def test_every_file_keeps_to_its_schema(root: Path) -> None:
    schemas = validators_of(root)
    for path, text in texts(read_files(root)[0]).items():
        errors = [e.message for e in schemas[schema_name(path)].iter_errors(read_as_editor(text))]
        assert errors == [], path


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_schema_refuses_what_the_check_refuses_for_its_shape(case: Path, ferry: Path) -> None:
    schemas = validators_of(FERRY)
    apply_edits(ferry, yaml.safe_load(case.read_text("utf-8"))["edits"])
    codes: dict[str, set[str]] = {}
    for found in check(ferry, today=TODAY).problems:
        codes.setdefault(found.place.file, set()).add(found.code)
    for path, text in texts(read_files(ferry)[0]).items():
        if not any(code.startswith(OF_YAML) for code in codes.get(path, ())):
            refused = not schemas[schema_name(path)].is_valid(read_as_editor(text))
            own = codes.get(path, set())
            assert refused or not own & set(SHAPE), path
            assert not refused or own & {*SHAPE, "unknown-paragraph"}, path


def test_every_code_of_shape_is_there_and_shown_by_a_case() -> None:
    shown = {code for case in CASES for code in re.findall(r"\[([a-z-]+)\]\n", case.read_text("utf-8"))}
    assert set(SHAPE) <= shown & set(CODES)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value inside a file's data."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        yield (*path, step)
        yield from places(inner, (*path, step))


def mutate(data: Any, done: set[tuple[object, ...]]) -> Iterator[tuple[str, Any]]:
    """The data with one thing changed, in every way that this test knows, each with what was done.

    What was `done` at the same place before, in another file or another item of a list, is not done again. The block
    of a kind, and of a fact, is a place of its own.
    """
    for path in places(data):
        place: tuple[object, ...] = tuple("item" if isinstance(step, int) else step for step in path)
        if path[0] in ("kind", "claim", "correction"):
            place = (data["kind"], "fact" in str(data.get("claim")), *place)
        if place in done:
            continue
        done.add(place)
        for wrong in ("remove", "add", *WRONG):
            changed = deepcopy(data)
            owner = changed
            for step in path[:-1]:
                owner = owner[step]
            if wrong == "add":
                if not isinstance(owner[path[-1]], dict):
                    continue
                owner[path[-1]]["colour"] = "blue"
            elif wrong == "remove":
                del owner[path[-1]]
            else:
                owner[path[-1]] = wrong
            yield f"{path}: {wrong!r}", changed
    if isinstance(data, dict):
        yield "add to the file", {**data, "colour": "blue"}


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_and_the_check_agree_on_every_change_of_one_value(name: str, complete: Path) -> None:
    """What the check refuses for its shape the schema refuses, and what the schema refuses the check refuses."""
    schema = validators(sound_edition(complete))[name]
    files = read_files(complete)[0]
    tried = 0
    done_before: set[tuple[object, ...]] = set()
    for path, text in texts(files).items():
        if schema_name(path) != name:
            continue
        for done, changed in mutate(read_as_editor(text), done_before):
            data = yaml.dump(changed, Dumper=EmptyDumper, allow_unicode=True, sort_keys=False).encode()
            refused = not schema.is_valid(changed)
            own = [p for p in load_edition(with_file(files, path, data)).problems if p.place.file == path]
            if {p.code for p in own} & set(SHAPE):
                assert refused, f"{path}, {done}: the schema allows it, the reader does not: {own}"
            elif refused and not own:
                (complete / path).write_bytes(data)
                assert check(complete, today=TODAY).problems, (
                    f"{path}, {done}: the schema refuses it, the check does not"
                )
                (complete / path).write_text(text, "utf-8")
            tried += 1
    assert tried > 20


def with_file(files: EditionFiles, path: str, data: bytes) -> EditionFiles:
    """The registers, one of them with other bytes, or the frame and these bytes as the one source or annotation.

    Nothing else has a say in what is wrong inside the file.
    """
    frame = "annotations/edition.yml"
    alone = replace(files, registers={frame: files.registers[frame]}, sources={}, annotations={}, transcripts={})
    if path in files.registers:
        return replace(alone, registers={**files.registers, path: data})
    if path in files.sources:
        return replace(alone, sources={path: data})
    return replace(alone, annotations={path: data})


def test_the_fields_of_the_schemas_are_those_that_the_readers_ask_for(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owners = {
        "an annotation": "annotation",
        "an entry of also": "quote",
        "a claim": "claim",
        "judged_by": "judged_by",
        "an assessment": "assessment",
        "a correction": "correction",
        "a source": "source",
        "a person": "person",
        "a topic": "topic",
        "edition.yml": "edition",
        "origin": "origin",
        "an entry of untracked": "untracked",
        "recording": "recording",
        "an entry of findings": "finding",
        "an entry of errata": "erratum",
        "looked": "looked",
    }
    with_names_as_keys = {"this file", "speakers", "names"}
    asked: dict[str, set[str]] = {}
    has = Record.has

    def listen(record: Record, name: str) -> bool:
        if str(record.owner) not in with_names_as_keys:
            asked.setdefault(owners[str(record.owner)], set()).add(name)
        return has(record, name)

    monkeypatch.setattr(Record, "has", listen)
    for kept in (load._source, load._annotation):
        kept.cache_clear()
    assert sound_edition(complete)
    assert asked == {block.name: set(block.names) for block in BLOCKS}


def test_every_field_has_examples_that_are_right(ferry: Path) -> None:
    edition = sound_edition(ferry)
    for name in NAMES:
        schema = file_schema(name, edition)
        for block, definition in schema["$defs"].items():  # type: ignore[attr-defined]
            for field, described in definition.get("properties", {}).items():
                if field in edition.frame.languages:
                    continue
                assert described["examples"], f"{block}.{field}"
                own = Draft202012Validator({**described, "$defs": schema["$defs"]})
                for example in described["examples"]:
                    assert [e.message for e in own.iter_errors(example)] == [], f"{block}.{field}"


@pytest.mark.parametrize(("page", "language"), [("format.md", "en"), ("format.zh-Hant.md", "zh-Hant")])
def test_the_meanings_are_those_of_the_format_page(page: str, language: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    tables = re.findall(r"^\| (?:field|欄位) \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    catalog = load_catalog(language)
    names = ("annotation", "claim", "assessment", "correction", "source", "person", "topic", "edition", "recording")
    for name, table in zip(names, tables, strict=True):
        rows = re.findall(r"^\| ((?:`\w+`(?:, |、)?)+) \|[^|]*\| (.*) \|$", table, re.MULTILINE)
        shown = {field: meaning for fields, meaning in rows for field in re.findall(r"`(\w+)`", fields)}
        prefix = f"file_field.{name}."
        known = {field: catalog.label(f"{prefix}{field}") for field in shown if f"{prefix}{field}" in catalog.labels}
        if name == "assessment":  # the page has the statuses through a placeholder
            assert shown.pop("status").count("{{ statuses.") == 2
            del known["status"]
        assert {field: meaning for field, meaning in shown.items() if field in known} == known


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("annotations/ai/colossus.yml", "annotation"),
        ("annotations/sources/log.yml", "source"),
        ("annotations/people.yml", "people"),
        ("annotations/topics.yml", "topics"),
        ("annotations/edition.yml", "edition"),
    ],
)
def test_which_schema_a_file_has(path: str, name: str) -> None:
    assert schema_name(path) == name


def test_an_id_that_the_schema_has_not_heard_of_is_no_mistake(ferry: Path) -> None:
    """A schema made yesterday does not call a source added today wrong."""
    schema = validators_of(FERRY)["annotation"]
    (ferry / "annotations/sources/newer.yml").write_text(COMPLETE["annotations/sources/complete.yml"], "utf-8")
    note = ferry / "annotations/seats/what-the-group-is.yml"
    note.write_text(note.read_text("utf-8") + "sources: [newer]\n", "utf-8")
    assert check(ferry, today=TODAY).problems == ()
    assert schema.is_valid(read_as_editor(note.read_text("utf-8")))
