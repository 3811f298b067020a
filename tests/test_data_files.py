"""The tables, the JSON and the bibliographies under `data/`: read back by their own libraries and schemas."""

from __future__ import annotations

import csv
import io
import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from jsonschema import Draft202012Validator, FormatChecker

from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Text
from build_tools.rules.examine import check
from build_tools.site.catalog import load_catalog
from build_tools.site.exports.assessments import render_assessments
from build_tools.site.exports.bibtex import escape_bibtex, render_bibtex
from build_tools.site.exports.claims import render_claims_csv, render_claims_json
from build_tools.site.exports.claims_schema import render_claims_schema
from build_tools.site.exports.csl import render_csl
from build_tools.site.exports.document import to_csv
from build_tools.site.exports.fields import ASSESSMENTS, CLAIMS, DATASETS, FILE_SCHEMAS
from build_tools.site.exports.file_schemas import render_file_schemas
from build_tools.today import utc_today
from tests.conftest import FERRY, ROOT
from tests.test_changes import merge
from tests.test_edition import edition

HOME = "https://site.example/ferry/"
EN = load_catalog("en")
CSL = Draft202012Validator(json.loads((Path(__file__).parent / "schemas/csl-data.schema.json").read_text("utf-8")))
EDITIONS = pytest.mark.parametrize("merged", ["ferry", "real"], indirect=True)


@pytest.fixture
def merged(request: pytest.FixtureRequest) -> MergedEdition:
    """The small edition or the real one."""
    return edition() if request.param == "real" else merge(FERRY)


def rows(text: str) -> list[dict[str, str]]:
    """A table as its reader sees it."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def claims_json(merged: MergedEdition) -> Any:
    """`claims.json`, parsed."""
    return json.loads(render_claims_json(merged, EN, HOME).content)


def schema(merged: MergedEdition) -> Draft202012Validator:
    """The published schema, itself checked against its draft."""
    found = json.loads(render_claims_schema(merged, EN, HOME).content)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=FormatChecker())


def entries(merged: MergedEdition) -> dict[str, dict[str, str]]:
    """The BibTeX entries by their key, as a library reads them."""
    library = parse_string(render_bibtex(merged, EN, HOME).content)
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


@EDITIONS
def test_claims_json_keeps_to_its_schema(merged: MergedEdition) -> None:
    assert [error.message for error in schema(merged).iter_errors(claims_json(merged))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["claims", 0, "status"], "true"),
        (["claims", 0, "said"], "8 January"),
        (["claims", 0, "due"], "2025-Q5"),
        (["claims", 0, "title"], {"fr": "x"}),
        (["claims", 0, "title"], {}),
        (["claims", 0, "extra"], "x"),
        (["claims", 0, "annotation", "kind"], "context"),
        (["claims", 0, "annotation", "claim", "history", 0, "date"], "2025"),
        (["edition", "languages"], []),
    ],
)
def test_the_schema_refuses_what_breaks_it(path: list[str | int], value: object) -> None:
    broken = deepcopy(claims_json(merge(FERRY)))
    broken["claims"] = [c for c in broken["claims"] if c["annotation"]["claim"].get("history")]
    node = broken
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert list(schema(merge(FERRY)).iter_errors(broken))


@pytest.mark.parametrize("source", [FERRY, ROOT], ids=["ferry", "real"])
def test_the_claims_rebuilt_from_json_are_the_same_claims(source: Path, tmp_path: Path) -> None:
    """The round trip: what the JSON holds, written as the YAML files of an edition, is that edition."""
    root = tmp_path / "edition"
    for folder in ("annotations", "docs/transcript"):
        for path in (source / folder).rglob("*"):
            if path.is_file():
                (root / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
                (root / path.relative_to(source)).write_bytes(path.read_bytes())
    before = check(source, today=utc_today())
    assert before.edition is not None
    data = claims_json(MergedEdition(before.edition, before.anchors, utc_today()))
    for row in data["claims"]:
        path = root / f"annotations/{row['topic']}/{row['id']}.yml"
        assert path.is_file()
        path.write_text(yaml.safe_dump(row["annotation"], allow_unicode=True, sort_keys=False), "utf-8")
    after = check(root, today=utc_today())
    assert after.problems == ()
    assert after.edition == before.edition
    assert after.anchors == before.anchors


@EDITIONS
def test_the_tables_have_one_row_a_claim_and_one_an_assessment(merged: MergedEdition) -> None:
    claims = rows(render_claims_csv(merged, EN, HOME).content)
    assert [row["id"] for row in claims] == [a.id for a in merged.claims]
    assert {row["id"]: row["status"] for row in claims} == {id: s.status for id, s in merged.standings.items()}
    assessed = rows(render_assessments(merged, EN, HOME).content)
    assert [(r["claim"], r["date"], r["status"]) for r in assessed] == [
        (a.id, e.date.isoformat(), e.status or "") for a in merged.claims for e in merged.standings[a.id].history
    ]
    assert tuple(claims[0]) == CLAIMS.header(merged.edition.frame.languages)
    assert tuple(assessed[0]) == ASSESSMENTS.header(merged.edition.frame.languages)


def test_a_row_says_all_of_a_claim() -> None:
    row = next(r for r in rows(render_claims_csv(merge(FERRY), EN, HOME).content) if r["id"].startswith("two-lines"))
    shown = {name: row[name] for name in ("type", "due", "due_first", "due_last", "last_due", "status", "assessed")}
    assert shown == {
        "type": "goal",
        "due": "2026-Q2",
        "due_first": "2026-04-01",
        "due_last": "2026-06-30",
        "last_due": "2027",
        "status": "partly",
        "assessed": "2026-07-02",
    }
    assert row["address"] == f"{HOME}claims/two-lines-by-q2-2026/"


def test_a_past_day_has_the_rows_of_that_day() -> None:
    merged = merge(FERRY, date(2025, 6, 1))
    assert [r["date"] for r in rows(render_assessments(merged, EN, HOME).content)] == ["2025-06-01"]
    (row,) = (r for r in rows(render_claims_csv(merged, EN, HOME).content) if r["id"].startswith("two-lines"))
    assert (row["status"], row["last_due"]) == ("not-yet-due", "2026-Q2")
    assert schema(merged).is_valid(claims_json(merged))


def test_a_cell_is_never_a_formula() -> None:
    table = to_csv(("a", "b"), [["=1+1", "plain"], ["@x", 'a "b", c\nd']])
    assert list(csv.reader(io.StringIO(table, newline="")))[1:] == [["'=1+1", "plain"], ["'@x", 'a "b", c\nd']]


@EDITIONS
def test_sources_keep_to_csl(merged: MergedEdition) -> None:
    items = json.loads(render_csl(merged, EN, HOME).content)
    assert [error.message for error in CSL.iter_errors(items)] == []
    assert [item["id"] for item in items] == list(merged.sources)
    assert all(item["title"] and item["URL"].startswith("http") for item in items)


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "web-page"), ("issued", {"date-parts": "June"}), ("author", ["A. Name"]), ("headline", "x")],
)
def test_the_check_of_csl_fails_where_csl_is_broken(field: str, value: object) -> None:
    items = json.loads(render_csl(merge(FERRY), EN, HOME).content)
    items[0][field] = value
    assert list(CSL.iter_errors(items))


@EDITIONS
def test_bibtex_reads_every_source(merged: MergedEdition) -> None:
    found = entries(merged)
    assert list(found) == list(merged.sources)
    for id, source in merged.sources.items():
        assert found[id]["url"].startswith("http")
        assert ("date" in found[id]) == (source.issued is not None)
        if source.title and not set(source.title) & set("&%$#_{}\\~^"):
            assert found[id]["title"] == f"{{{source.title}}}" or found[id]["title"] == source.title


def test_a_title_is_never_invented_where_none_was_read() -> None:
    merged = edition()
    untitled = [s for s in merged.sources.values() if s.title is None]
    titles = entries_of(merged)
    assert untitled
    assert all(titles[source.id].startswith("[") for source in untitled)


def entries_of(merged: MergedEdition) -> dict[str, str]:
    """The title of every source in the CSL file."""
    return {item["id"]: item["title"] for item in json.loads(render_csl(merged, EN, HOME).content)}


@pytest.mark.parametrize(
    "words", ["plain", "50% & more_#1", "a {brace} \\end{document}", "@misc{evil, title={x}}", "line\nbreak", "}{"]
)
def test_hostile_words_stay_in_their_field(words: str) -> None:
    merged = merge(FERRY)
    first, *others = merged.edition.sources
    hostile = replace(first, title=words, description=None)
    changed = MergedEdition(replace(merged.edition, sources=(hostile, *others)), merged.anchors, merged.as_of)
    assert list(entries(changed)) == list(entries(merged))
    text = escape_bibtex(words)
    depth = [text[: i + 1].count("{") - text[: i + 1].count("}") for i in range(len(text))]
    assert min(depth) >= 0
    assert depth[-1] == 0


def test_every_field_of_a_data_set_is_described_in_every_language() -> None:
    for language in ("en", "zh-Hant"):
        catalog = load_catalog(language)
        for dataset in DATASETS:
            assert catalog.label(f"dataset.{dataset.name}")
            for field in dataset.fields:
                assert catalog.label(f"data_field.{dataset.name}.{field.name}")


@EDITIONS
def test_the_fields_of_the_files_are_those_described(merged: MergedEdition) -> None:
    described = {dataset.name: {field.name for field in dataset.fields} for dataset in DATASETS}
    for item in json.loads(render_csl(merged, EN, HOME).content):
        assert set(item) <= described["sources"]
    for fields in entries(merged).values():
        assert set(fields) <= described["bibliography"]
    assert all(set(row) == described["claims"] for row in claims_json(merged)["claims"])


def test_the_same_edition_gives_the_same_bytes() -> None:
    merged = edition()
    for render in (render_claims_csv, render_claims_json, render_assessments, render_csl, render_bibtex):
        assert render(merged, EN, HOME) == render(merged, EN, HOME)


def test_a_text_missing_in_a_language_leaves_its_cell_empty() -> None:
    merged = merge(FERRY)
    only = tuple(
        replace(a, title=Text((("en", "English only"),))) if a.claim else a for a in merged.edition.annotations
    )
    changed = MergedEdition(replace(merged.edition, annotations=only), merged.anchors, merged.as_of)
    assert {(r["title_en"], r["title_zh-Hant"]) for r in rows(render_claims_csv(changed, EN, HOME).content)} == {
        ("English only", "")
    }


@EDITIONS
def test_the_schemas_of_the_files_are_published_at_the_address_that_is_their_id(merged: MergedEdition) -> None:
    pages = {page.path: json.loads(page.content) for page in render_file_schemas(merged, EN, HOME)}
    assert tuple(pages) == FILE_SCHEMAS.files
    assert {schema["$id"] for schema in pages.values()} == {HOME + path for path in FILE_SCHEMAS.files}
    for schema in pages.values():
        Draft202012Validator.check_schema(schema)
    offered = pages["data/schema/annotation.schema.json"]["$defs"]["source_id"]["anyOf"][0]["enum"]
    assert set(offered) == set(merged.sources)
