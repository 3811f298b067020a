"""The index of the search: which places it has, and how characters are folded."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build import build
from build_tools.edition.merge import MergedEdition
from build_tools.rules.anchoring import VARIANTS, fold
from build_tools.rules.examine import check
from build_tools.site.catalog import load_catalog
from build_tools.site.place_names import name_place
from build_tools.site.search.folding import fold_words, read_table, same_characters
from build_tools.site.search.handwritten import list_sections
from build_tools.site.search.opencc import group_characters, group_phrases, read_dictionary
from build_tools.site.search.places import KINDS, list_places
from build_tools.site.setting import Setting
from tests.conftest import FERRY, ROOT

DAY = date(2026, 11, 23)


def merge(root: Path) -> MergedEdition:
    """An edition without problems, as of a day."""
    checked = check(root, today=DAY)
    assert checked.edition
    return MergedEdition(checked.edition, checked.anchors, DAY)


def read_index(language: str | None = None) -> dict[str, list[dict[str, object]]]:
    """What the script of the small edition's index hands over."""
    site = build(FERRY, Setting(language, DAY, DAY))
    (page,) = (page for page in site.pages if page.path == "search/index.js")
    before, call, rest = page.content.partition("editionSearch.load(")
    assert (before, call) == ("", "editionSearch.load(")
    found: dict[str, list[dict[str, object]]] = json.loads(rest.removesuffix(");\n"))
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("馬斯克還説", "马斯克还说"),
        ("一羣", "一群"),
        ("在這裏", "在這裡"),
        ("着陸", "著陸"),
        ("着陸", "着陆"),
        ("發展", "发展"),
        ("頭髮", "头发"),
        ("ＡＩ，１００％", "ai,100%"),
        ("“Musk’s”", '"musk\'s"'),
        ("São", "sao"),
    ],
)
def test_what_is_written_in_different_ways_is_folded_alike(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize(("one", "other"), [("不", "沒"), ("2025", "2026"), ("萬", "億"), ("是", "時")])
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    assert fold_words(one) != fold_words(other)


def test_what_anchoring_folds_is_folded_here_as_well() -> None:
    for pair in VARIANTS.split():
        assert fold_words(pair[0]) == fold_words(pair[1]), pair


@given(st.text(alphabet=st.sampled_from('説說裏裡着著发發髮干乾幹ＡaＥé“"，,。x1'), max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_words(fold_words(text)) == fold_words(text)
    assert fold_words(fold(text).text) == fold_words(text)


def test_groups_that_share_a_character_are_one() -> None:
    assert same_characters(["発發", "发發", "髮发", "口"]) == dict.fromkeys("発發发髮", min("発發发髮")) | {"口": "口"}


def test_opencc_is_read_as_groups() -> None:
    text = "# remark\n\n乾\t干 乾\n幹\t干\n信息\t資訊\n視頻\t影片 視訊\n口\t口\n"
    entries = list(read_dictionary(text))
    assert entries[0] == ("乾", ("干", "乾"))
    assert list(group_characters(entry for entry in entries if len(entry[0]) == 1)) == ["乾干幹"]
    assert list(group_phrases(entries)) == ["信息 資訊", "視頻 影片 視訊"]


def test_the_tables_hold_each_character_once() -> None:
    characters = [c for line in read_table("characters.txt") for c in line[0]]
    assert len(characters) == len(set(characters)) > 4000
    assert all(len(line) > 1 for name in ("words.txt", "names.txt") for line in read_table(name))


@pytest.mark.parametrize(
    ("id", "en", "zh"),
    [
        ("t24.p1", "¶\u00a024 · Musk", "第 24 段 · 馬斯克"),
        ("t08.p3", "¶\u00a08.3 · Musk", "第 8.3 段 · 馬斯克"),
        ("h4.p1", "Highlight 4", "亮點 4"),
        ("headline.p1", "Headline", "標題"),
    ],
)
def test_a_place_is_named_as_readers_know_it(id: str, en: str, zh: str) -> None:
    merged = merge(ROOT)
    assert name_place(id, merged, load_catalog("en")) == en
    assert name_place(id, merged, load_catalog("zh-Hant")) == zh


def test_every_paragraph_annotation_topic_person_and_source_is_a_place() -> None:
    merged = merge(FERRY)
    found = [(place.kind, place.address) for place in list_places(merged, load_catalog("en"))]
    assert len(found) == len(set(found))
    addresses = {address for kind, address in found if kind == "paragraph"}
    assert addresses == {f"/transcript/#{id}" for id in merged.edition.source_text.paragraphs}
    for kind, number in (
        ("claim", len(merged.claims)),
        ("correction", len(merged.of_kind("correction"))),
        ("context", len(merged.of_kind("context"))),
        ("topic", len(merged.topics)),
        ("person", len(merged.people)),
        ("source", len(merged.sources)),
    ):
        assert sum(found_kind == kind for found_kind, _ in found) == number > 0, kind


def test_a_claim_is_found_by_all_that_its_page_says_and_has_its_verdict() -> None:
    merged = merge(FERRY)
    for place in list_places(merged, load_catalog("en")):
        if place.kind == "claim":
            claim = merged.annotations[place.address.split("/")[2]]
            words = dict(place.texts)["en"]
            assert claim.claim
            assert (claim.claim.says.get("en") or "") in words
            assert place.status == merged.standings[claim.id].status


def test_no_citation_link_or_raw_id_is_among_the_words() -> None:
    for language in ("en", "zh-Hant"):
        for place in list_places(merge(ROOT), load_catalog(language)):
            words = " ".join(text for _, text in (*place.titles, *place.texts))
            assert "[@" not in words, place
            assert "](/" not in words, place
            assert ".p1" not in place.where, place


def test_a_handwritten_page_is_a_place_a_heading() -> None:
    text = "---\ntitle: x\n---\n# How it is made\n\nFirst *words*.\n\n## The scale {#scale}\n\n| a | b |\n| - | - |\n| c | d |\n\n## Two words\n\nLast.\n"
    found = [(p.address, p.where, p.titles, p.texts) for p in list_sections({"method.md": text}, "en")]
    assert found == [
        ("/method/", "", (("en", "How it is made"),), (("en", "First words."),)),
        ("/method/#scale", "How it is made", (("en", "The scale"),), (("en", "a\nb\nc\nd"),)),
        ("/method/#two-words", "How it is made", (("en", "Two words"),), (("en", "Last."),)),
    ]


def test_the_index_holds_the_words_of_every_language_and_the_labels_of_one() -> None:
    index = read_index("zh-Hant")
    assert str(index["language"]) == "zh-Hant"
    first = index["places"][0]
    assert set(first) == {"k", "a", "w", "x"}
    assert set(dict(first["x"])) == {"en", "zh-Hant"}  # type: ignore[call-overload]
    assert len(index["labels"]["kinds"]) == len(KINDS)  # type: ignore[call-overload]


def test_the_same_edition_gives_the_same_index() -> None:
    assert read_index() == read_index()
