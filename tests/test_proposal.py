"""Where quoted words stand, and what a new file about them may be called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.model import Edition, Ref
from build_tools.reading.files import read_files
from build_tools.reading.load import load_edition
from build_tools.reading.registers import is_id
from build_tools.rules.anchoring import find_quote, quote_spans, surroundings
from build_tools.writing.proposal import (
    choose_language,
    find_near,
    find_words,
    suggest_id,
    suggest_source_id,
    suggest_topic,
)
from tests.conftest import FERRY, ROOT


def edition_of(root: Path) -> Edition:
    edition = load_edition(read_files(root)[0]).edition
    assert edition is not None
    return edition


EDITION = edition_of(FERRY)


def test_words_are_found_in_every_language() -> None:
    found = find_words(EDITION, "2026")
    assert {(standing.paragraph, standing.language) for standing in found} == {
        ("h1.p1", "zh-Hant"), ("t02.p1", "zh-Hant"), ("h1.p1", "en"), ("t02.p1", "en")
    }  # fmt: skip


def test_words_are_found_after_folding_and_given_as_they_stand() -> None:
    (found,) = find_words(EDITION, "新航線甚麽時候開通？")
    assert (found.paragraph, found.words) == ("t01.p1", "新航線甚麼時候開通?")


@pytest.mark.parametrize("words", ["", " ", "\u200b"])
def test_nothing_stands_nowhere(words: str) -> None:
    assert find_words(EDITION, words) == ()
    assert find_near(EDITION, words) is None


def test_the_nearest_passage_is_looked_for_in_every_paragraph() -> None:
    near = find_near(EDITION, "座位的數目以後還會減少,但不會超過 90 個")
    assert near is not None
    assert (near.paragraph, near.words, near.differs) == (
        "t02.p2",
        "座位的數目以後還會增加,但不會超過 100",
        ("number",),
    )


def test_what_is_like_nothing_has_no_nearest_passage() -> None:
    assert find_near(EDITION, "火星上的城市") is None


def at_paragraphs(**topics: str) -> Edition:
    """The invented edition with a note in each of these paragraphs, in that topic."""
    note = EDITION.annotations[0]
    notes = [
        replace(
            note, id=f"note-{at}", quotes=(replace(note.quotes[0], at=Ref(at.replace("_", "."))),), topics=(Ref(topic),)
        )
        for at, topic in topics.items()
    ]
    return replace(EDITION, annotations=tuple(notes))


def test_the_topic_is_that_of_most_notes_on_the_paragraph() -> None:
    assert suggest_topic(EDITION, "t02.p1") == "service"


def test_or_that_of_the_nearest_paragraph_with_a_note() -> None:
    edition = at_paragraphs(h1="service", t02_p2="seats")
    assert [suggest_topic(edition, at) for at in ("headline.p1", "t01.p1", "t02.p1")] == ["service", "service", "seats"]


def test_without_notes_no_topic_is_suggested_but_the_only_one() -> None:
    assert suggest_topic(at_paragraphs(), "t01.p1") is None
    only = replace(at_paragraphs(), topics=EDITION.topics[:1])
    assert suggest_topic(only, "t01.p1") == "service"


@pytest.mark.parametrize(
    ("title", "taken", "id"),
    [
        ("Two lines by 2026", (), "two-lines-by-2026"),
        ("Two lines by 2026", ("two-lines-by-2026",), "two-lines-by-2026-2"),
        ("The pilot’s café", (), "the-pilots-cafe"),
        ("2026 年的 Ferry", (), "2026-ferry"),
        ("2026 年第二季度前兩條航線", (), "claim-t02-p1"),
        ("兩條航線", ("claim-t02-p1", "claim-t02-p1-2"), "claim-t02-p1-3"),
        ("", (), "claim-t02-p1"),
        ("A title that goes on and on until nobody remembers how it began", (), "a-title-that-goes-on-and-on-until-nobody-remembers-how-it"),
        ("x" * 99, (), "x" * 60),
    ],
)  # fmt: skip
def test_an_id_from_a_title(title: str, taken: tuple[str, ...], id: str) -> None:
    assert suggest_id(title, "claim", "t02.p1", taken) == id


@pytest.mark.parametrize(
    ("url", "taken", "id"),
    [
        ("https://www.gazette.example/2026/07/02/one-line-opens", (), "gazette-2026-07-02"),
        ("https://www.gazette.example/2026/07/02/one-line-opens", ("gazette-2026-07-02",), "gazette-2026-07-02-one-line-opens"),
        ("https://gazette.example/2026/07/02/", ("gazette-2026-07-02",), "gazette-2026-07-02-2"),
        ("https://gazette.example/2026/07/one-line", (), "gazette-2026-07"),
        ("https://gazette.example/one-line-20260702-p5db4a.html", (), "gazette-2026-07-02"),
        ("https://gazette.example/2026/one-line-opens", (), "gazette-one-line-opens"),
        ("https://gazette.example/news/102515/one-line-opens/index.html", (), "gazette-one-line-opens"),
        ("https://news.gazette.co.uk/on-b-c-d-e-f-g", (), "gazette-on-b-c-d-e"),
        ("http://127.0.0.1:8000/", (), "127-0-0-1"),
        ("https://港報.example/", (), "source"),
        ("https://gazette.example", ("gazette",), "gazette-2"),
    ],
)  # fmt: skip
def test_an_id_from_an_address(url: str, taken: tuple[str, ...], id: str) -> None:
    assert suggest_source_id(url, taken) == id


def test_every_source_of_the_edition_gets_an_id_that_will_do() -> None:
    taken: set[str] = set()
    for source in edition_of(ROOT).sources:
        id = suggest_source_id(source.url, taken)
        assert is_id(id)
        assert id not in taken
        taken.add(id)


@given(st.text(max_size=80), st.text(max_size=80), st.sets(st.sampled_from(["claim-t02-p1", "source", "a"])))
def test_a_suggestion_is_always_a_free_id(title: str, path: str, taken: set[str]) -> None:
    for id in (suggest_id(title, "claim", "t02.p1", taken), suggest_source_id(f"https://a.example/{path}", taken)):
        assert is_id(id)
        assert id not in taken


@pytest.mark.parametrize(
    ("words", "preferred", "language"),
    [("兩條航線", "en", "zh-Hant"), ("Two lines", "zh-Hant", "en"), ("Two lines", "en", "en"), ("兩條 lines", "zh-Hant", "zh-Hant")],
)  # fmt: skip
def test_the_language_of_words(words: str, preferred: str, language: str) -> None:
    assert choose_language(words, ("en", "zh-Hant"), preferred) == language


def test_an_edition_without_such_a_language() -> None:
    assert choose_language("兩條航線", ("en", "de"), "de") == "de"


@pytest.mark.parametrize(
    ("text", "quote", "around"),
    [
        ("兩條航線,一條開通。", "航線", [("", "")]),
        ("兩條航線,一條航線。", "航線", [("兩條", ""), ("線,一條", "")]),
        ("the line and the line", "the", [("", "line and"), ("and", "")]),
        ("aa bb aa bb aa", "aa", [("", "bb aa bb"), ("bb", "bb"), ("bb aa bb", "")]),
    ],
)  # fmt: skip
def test_the_words_around_a_quote_tell_its_places_apart(text: str, quote: str, around: list[tuple[str, str]]) -> None:
    spans = quote_spans(text, quote)
    found = [surroundings(text, span) for span in spans]
    for span, words in zip(spans, found, strict=True):
        assert words is not None
        assert find_quote(text, text[span.start : span.end], *words) == span
    assert found == around


@given(st.text("ab 線,", min_size=1, max_size=25), st.data())
def test_any_part_of_a_text_is_found_again_with_its_surroundings(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end].strip()
    for span in quote_spans(text, quote):
        around = surroundings(text, span)
        if around is not None:
            assert find_quote(text, text[span.start : span.end], *around) == span
        if text[span.start : span.end] == quote and not text.count(" "):
            assert around is not None
