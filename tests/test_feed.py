"""The Atom feed: what a reader of feeds makes of it, and what RFC 4287 asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from build_tools.edition.changes import list_changes, permanent_id
from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import load_catalog
from build_tools.site.exports.feed import NEWEST, render_feed
from tests.conftest import FERRY
from tests.test_changes import merge
from tests.test_edition import edition

HOME = "https://site.example/ferry/"
ATOM = "{http://www.w3.org/2005/Atom}"


def render(merged: MergedEdition, language: str = "en", home: str = HOME) -> str:
    """The text of the feed."""
    return render_feed(merged, load_catalog(language), home).content


def ids(text: str) -> list[str]:
    """The ids of the feed and its entries."""
    return [str(element.text) for element in ElementTree.fromstring(text).iter(f"{ATOM}id")]


def test_a_feed_reader_sees_every_change_with_its_words_and_its_place() -> None:
    seen = feedparser.parse(render(merge(FERRY)).encode())
    assert not seen.bozo
    assert seen.version == "atom10"
    assert (seen.feed.title, seen.feed.link, seen.feed.language) == (
        "The ferry interview: changes",
        f"{HOME}changes/",
        "en",
    )
    assert [(e.title, e.link.removeprefix(HOME), e.summary) for e in seen.entries[3:6]] == [
        ("New context note · The group", "transcript/#note-what-the-group-is", "A chat group of passengers."),
        (
            "moved to 2027 · Two lines by the second quarter of 2026",
            "claims/two-lines-by-q2-2026/#2026-07-02-3",
            "The other is to open in 2027.",
        ),
        (
            "Partly · Two lines by the second quarter of 2026",
            "claims/two-lines-by-q2-2026/#2026-07-02",
            "One of two lines opened.",
        ),
    ]
    assert [e.updated for e in seen.entries[5:]] == ["2026-07-02T00:00:00Z", "2025-06-01T00:00:00Z"]


def test_a_missing_translation_is_said_to_be_missing() -> None:
    seen = feedparser.parse(render(merge(FERRY), "zh-Hant").encode())
    assert seen.entries[3].summary == "A chat group of passengers. （只有英文）"
    assert seen.entries[5].title == "部分實現 · 2026 年第二季度前兩條航線"


@pytest.mark.parametrize(
    "read", [lambda: merge(FERRY), lambda: merge(FERRY, date(2025, 4, 1)), edition], ids=["ferry", "empty", "real"]
)
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_element_that_the_rfc_asks_for_is_there_once(read: Callable[[], MergedEdition], language: str) -> None:
    merged = read()
    text = render(merged, language)
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
            assert element.findtext(ATOM + name)
        assert [link.get("rel") for link in element.findall(f"{ATOM}link")].count("alternate") == 1
    assert len(set(ids(text))) == len(ids(text)) == len(entries) + 1
    assert all(id.startswith("urn:uuid:") for id in ids(text))
    assert len(entries) == min(NEWEST, len(list_changes(merged)))


def test_an_empty_feed_asks_no_clock() -> None:
    root = ElementTree.fromstring(render(merge(FERRY, date(2025, 4, 1))))
    assert root.findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"


def test_the_newest_entries_alone_are_kept() -> None:
    changes = list_changes(edition())
    assert len(changes) > NEWEST
    kept = [permanent_id(edition().edition.frame, "en", change.key).urn for change in changes[:NEWEST]]
    assert ids(render(edition()))[1:] == kept


def test_ids_depend_neither_on_the_sites_address_nor_on_words_but_on_the_language(ferry: Path) -> None:
    before = ids(render(merge(ferry)))
    path = ferry / "annotations/service/two-lines-by-q2-2026.yml"
    text = path.read_text("utf-8").replace("One of two lines opened", "Half of it opened").replace("Two lines", "2")
    path.write_text(text, "utf-8")
    assert ids(render(merge(ferry), home="https://elsewhere.example/")) == before
    assert not set(ids(render(merge(ferry), "zh-Hant"))) & set(before)


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert render(edition()) == render(edition())
