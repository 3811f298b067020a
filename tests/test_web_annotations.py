"""The annotations as W3C Web Annotations: what the model demands, what JSON-LD makes of it, the words selected."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import load_catalog
from build_tools.site.exports.web_annotations import AROUND, render_web_annotations
from tests.conftest import FERRY
from tests.test_changes import merge
from tests.test_edition import edition

HOME = "https://site.example/ferry/"
MODEL = Draft202012Validator(
    json.loads((Path(__file__).parent / "schemas/web-annotation.schema.json").read_text("utf-8"))
)
EDITIONS = pytest.mark.parametrize("merged", ["ferry", "real"], indirect=True)

OA = Namespace("http://www.w3.org/ns/oa#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
TERMS = {
    "id": "@id",
    "type": "@type",
    **{
        name: f"{OA}{name}"
        for name in (
            "Annotation",
            "TextualBody",
            "SpecificResource",
            "TextQuoteSelector",
            "TextPositionSelector",
            "exact",
            "prefix",
            "suffix",
        )
    },
    **{name: f"{OA}{name}" for name in ("assessing", "classifying", "describing", "editing", "linking", "tagging")},
    "Text": "http://purl.org/dc/dcmitype/Text",
    "AnnotationCollection": "http://www.w3.org/ns/activitystreams#OrderedCollection",
    "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "start": {"@id": f"{OA}start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "creator": {"@id": f"{DCTERMS}creator", "@type": "@id"},
    "rights": {"@id": f"{DCTERMS}rights", "@type": "@id"},
    "created": {"@id": f"{DCTERMS}created", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "nickname": "http://xmlns.com/foaf/0.1/nick",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "http://www.w3.org/ns/activitystreams#first", "@type": "@id"},
    "total": {
        "@id": "http://www.w3.org/ns/activitystreams#totalItems",
        "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
    },
    "startIndex": {
        "@id": "http://www.w3.org/ns/activitystreams#startIndex",
        "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
    },
}
"""What the terms that we use mean in http://www.w3.org/ns/anno.jsonld, so that no test needs the network."""


@pytest.fixture
def merged(request: pytest.FixtureRequest) -> MergedEdition:
    """The small edition or the real one."""
    return edition() if request.param == "real" else merge(FERRY)


def render(merged: MergedEdition, language: str = "en", home: str = HOME) -> Any:
    """The collection."""
    return json.loads(render_web_annotations(merged, load_catalog(language), home).content)


def annotation(id: str) -> Any:
    """One annotation of the small edition, by the end of its address."""
    return next(a for a in render(merge(FERRY))["first"]["items"] if id in a["id"])


@EDITIONS
def test_the_collection_keeps_to_the_model(merged: MergedEdition) -> None:
    collection = render(merged)
    assert [error.message for error in MODEL.iter_errors(collection)] == []
    assert collection["total"] == len(collection["first"]["items"]) == len(merged.annotations)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["@context"], "https://example.org/other"),
        (["total"], -1),
        (["first"], None),
        (["first", "items"], []),
        (["first", "items", 0, "id"], None),
        (["first", "items", 0, "type"], "Note"),
        (["first", "items", 0, "motivation"], "correcting"),
        (["first", "items", 0, "created"], "2026-07-03"),
        (["first", "items", 0, "target"], []),
        (["first", "items", 0, "body", 0, "value"], None),
        (["first", "items", 0, "title"], "no term of the model"),
        (["first", "items", 0, "target", 0, "source"], None),
        (["first", "items", 0, "target", 0, "selector", 0, "exact"], None),
        (["first", "items", 0, "target", 0, "selector", 1, "start"], -1),
    ],
)
def test_the_check_of_the_model_fails_where_the_model_is_broken(path: list[str | int], value: object) -> None:
    collection = deepcopy(render(merge(FERRY)))
    node = collection
    for step in path[:-1]:
        node = node[step]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    assert list(MODEL.iter_errors(collection))


def test_an_edition_without_annotations_has_no_first_page() -> None:
    merged = merge(FERRY)
    empty = render(MergedEdition(replace(merged.edition, annotations=()), (), merged.as_of))
    assert (empty["total"], "first" in empty) == (0, False)
    assert list(MODEL.iter_errors(empty)) == []


@EDITIONS
def test_every_selector_selects_its_quote_in_the_paragraph(merged: MergedEdition) -> None:
    texts = {(t.language, id): p.text for t in merged.edition.transcripts for id, p in t.paragraphs.items()}
    seen = 0
    for item in render(merged)["first"]["items"]:
        for target in item["target"]:
            quote, position = target["selector"]
            text = texts[target["source"]["language"], target["source"]["id"].partition("#")[2]]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(AROUND, start)
            assert len(quote["suffix"]) == min(AROUND, len(text) - end)
            seen += 1
    assert seen == len(merged.anchors)


def test_a_claim_says_its_status_its_assessment_and_what_it_rests_on() -> None:
    item = annotation("two-lines")
    assert (item["id"], item["motivation"], item["created"]) == (
        f"{HOME}claims/two-lines-by-q2-2026/",
        "assessing",
        "2026-07-03T00:00:00Z",
    )
    assert item["creator"] == [{"nickname": "tester"}]
    found = {(b["purpose"], b.get("language")): b.get("value", b.get("source")) for b in item["body"]}
    assert found["classifying", None] == "partly"
    assert found["assessing", "en"] == "One of two lines opened."
    assert found["assessing", "zh-Hant"] == "兩條之中開通了一條。"
    assert [b["source"] for b in item["body"] if b["purpose"] == "linking"] == [
        "https://ferry.example/leaflet",
        "https://ferry.example/log",
        f"{HOME}corrections/#fares-rise",
    ]
    assert [(t["source"]["id"].partition("#")[2], t["source"]["language"]) for t in item["target"]] == [
        ("t02.p1", "zh-Hant"),
        ("t02.p1", "en"),
        ("h1.p1", "zh-Hant"),
        ("h1.p1", "en"),
    ]


def test_a_correction_and_a_context_say_why_they_were_made() -> None:
    correction, context = annotation("fares-rise"), annotation("what-the-group-is")
    assert (correction["motivation"], context["motivation"]) == ("editing", "describing")
    assert [b["value"] for b in correction["body"] if b["purpose"] == "editing"] == ["fares will rise", "會加價"]
    assert context["id"] == f"{HOME}transcript/#note-what-the-group-is"
    assert "A chat group of passengers." in [b.get("value") for b in context["body"]]


@EDITIONS
def test_json_ld_reads_every_annotation_and_drops_nothing(merged: MergedEdition) -> None:
    collection = render(merged)
    assert {key for node in _nodes(collection) for key in node} - {"@context"} <= set(TERMS)
    graph = Graph().parse(data=json.dumps({**collection, "@context": TERMS}), format="json-ld")
    items = collection["first"]["items"]
    assert {str(s) for s in graph.subjects(RDF.type, OA.Annotation)} == {item["id"] for item in items}
    for item in items:
        node = URIRef(item["id"])
        assert list(graph.objects(node, OA.motivatedBy)) == [OA[item["motivation"]]]
        assert len(list(graph.objects(node, OA.hasTarget))) == len(item["target"])
        assert len(list(graph.objects(node, OA.hasBody))) == len(item["body"])
        exact = {
            o
            for t in graph.objects(node, OA.hasTarget)
            for s in graph.objects(t, OA.hasSelector)
            for o in graph.objects(s, OA.exact)
        }
        assert exact == {Literal(t["selector"][0]["exact"]) for t in item["target"]}


def test_only_the_addresses_differ_between_the_languages() -> None:
    merged = merge(FERRY)
    assert render(merged, "zh-Hant") == render(merged, "en")
    other = render_web_annotations(merged, load_catalog("zh-Hant"), f"{HOME}zh-Hant/").content
    assert other.replace(f"{HOME}zh-Hant/", HOME) == render_web_annotations(merged, load_catalog("en"), HOME).content


def _nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(node for inner in value.values() for node in _nodes(inner))]
    return [node for inner in value for node in _nodes(inner)] if isinstance(value, list) else []
