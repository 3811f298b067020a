"""A quote anchors exactly, or after folding, or not at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools.model.model import Span
from build_tools.rules.anchoring import VARIANTS, Miss, find_quote, fold
from build_tools.rules.differences import Difference, differences, find_differences
from build_tools.rules.nearest import nearest_passage

PARAGRAPH = (
    "自動駕駛的改善速度是指數級的,我們有信心在大約 3 個月內,"
    "我們有信心在今年第二季度實現比人類駕駛更好的水平。不會發生碰撞。🚢"
)


def found(text: str, quote: str, prefix: str = "", suffix: str = "") -> str | None:
    """The characters of the text that the quote anchors to."""
    span = find_quote(text, quote, prefix, suffix)
    return text[span.start : span.end] if isinstance(span, Span) else None


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (PARAGRAPH, "改善速度是指數級的", "改善速度是指數級的"),
        (PARAGRAPH, "大約3個月內", "大約 3 個月內"),
        (PARAGRAPH, "指數級的，我們", "指數級的,我們"),
        (PARAGRAPH, "大約 ３ 個月內", "大約 3 個月內"),
        ("我在羣裏説着", "群裡說著", "羣裏説着"),
        ("fares won’t rise", "won't  rise", "won’t rise"),
        ("cafe\u0301 bar", "café", "cafe\u0301"),
        ("一\u200b二三", "一二三", "一\u200b二三"),
        ("a b", "a b", "a b"),
        ("｢船｣ﾃｽﾄ", "「船」テスト", "｢船｣ﾃｽﾄ"),
    ],
)
def test_folding_maps_back_to_the_original_characters(text: str, quote: str, expected: str) -> None:
    assert found(text, quote) == expected


@pytest.mark.parametrize(
    ("quote", "differs"),
    [
        ("我們有信心在今年第三季度實現比人類駕駛更好的水平", ("number",)),
        ("我們有信心在明年第二季度實現比人類駕駛更好的水平", ("date",)),
        ("我們沒有信心在今年第二季度實現比人類駕駛更好的水平", ("negation",)),
        ("在大約 3 億個月內", ("unit",)),
        ("在大約 30 個月內", ("number",)),
    ],
)
def test_a_near_miss_is_never_accepted_and_says_what_differs(quote: str, differs: tuple[str, ...]) -> None:
    assert find_quote(PARAGRAPH, quote) == Miss(0)
    nearest = nearest_passage(PARAGRAPH, quote)
    assert set(differs) <= set(differences(quote, nearest))
    assert nearest in PARAGRAPH


def test_the_nearest_passage_can_be_pasted() -> None:
    nearest = nearest_passage(PARAGRAPH, "我們有信心在明年第二季度實現比人類駕駛更好的水平")
    assert nearest == "我們有信心在今年第二季度實現比人類駕駛更好的水平"
    assert found(PARAGRAPH, nearest) == nearest


def test_words_from_elsewhere_have_no_nearest_passage() -> None:
    assert nearest_passage(PARAGRAPH, "lorem ipsum dolor") == ""


def test_a_passage_in_latin_letters_is_grown_to_whole_words() -> None:
    assert nearest_passage("The seats are all of wood.", "eats are al of woo") == "seats are all of wood"


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [("", "在大約", 15), ("", "在今年", 30), ("指數級的,", "", 15), ("內,", "", 30), ("內，", "", 30)],
)
def test_surroundings_choose_among_repeats(prefix: str, suffix: str, start: int) -> None:
    span = find_quote(PARAGRAPH, "我們有信心", prefix, suffix)
    assert isinstance(span, Span)
    assert span.start == start


def test_repeats_without_surroundings_are_refused() -> None:
    assert find_quote(PARAGRAPH, "我們有信心") == Miss(2, 2)
    assert find_quote(PARAGRAPH, "我們有信心", prefix="昨天") == Miss(2, 0)
    assert find_quote("aaa", "aa") == Miss(2, 2)


def test_an_exact_match_is_preferred_to_a_folded_one() -> None:
    assert found("他説。他說。", "他說") == "他說"
    assert find_quote("他说。他説。他說。他説。", "他説") == Miss(2, 2)


def test_simplified_characters_are_other_words() -> None:
    assert isinstance(find_quote("他說", "他说"), Miss)


def test_blank_quotes_anchor_nowhere() -> None:
    assert isinstance(find_quote("a b", " "), Miss)
    assert isinstance(find_quote("", "a"), Miss)


def test_no_variant_leads_to_another() -> None:
    pairs = VARIANTS.split()
    assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
    assert {pair[0] for pair in pairs}.isdisjoint(pair[1] for pair in pairs)
    assert len({pair[0] for pair in pairs}) == len(pairs)


def test_differences_names_every_kind() -> None:
    assert differences("not 3 years, 2 億", "4 years, 2 萬") == ("number", "unit", "negation")


@pytest.mark.parametrize(
    ("quote", "passage", "expected"),
    [
        ("二零二五年", "二零二六年", [Difference("number", ("二零二五",), ("二零二六",))]),
        ("It won't open", "It will open", [Difference("negation", ("n't",), ())]),
        ("12 million miles", "12 billion miles", [Difference("unit", ("million",), ("billion",))]),
        ("next year", "last year", [Difference("date", ("next",), ("last",))]),
        ("from 3 to 5", "from 5 to 3", [Difference("number", ("3",), ("5",))]),
        ("on 3 Jan", "on 3 Jun", [Difference("date", ("jan",), ("jun",))]),
        ("40 kg", "40 km", [Difference("unit", ("kg",), ("km",))]),
        ("是否加價", "是加價", []),
        ("座位都是木造的", "座位都是鐵造的", []),
    ],
)
def test_what_differs_is_named_with_its_words(quote: str, passage: str, expected: list[Difference]) -> None:
    assert list(find_differences(quote, passage)) == expected


def slow_nearest(text: str, quote: str) -> tuple[int, int]:
    """By Sellers' algorithm: the least distance, and the least end of a passage that has it."""
    row = list(range(len(quote) + 1))
    best = (row[-1], 0)
    for end, char in enumerate(text, 1):
        new = [0]
        for i, wanted in enumerate(quote, 1):
            new.append(min(row[i] + 1, new[i - 1] + 1, row[i - 1] + (char != wanted)))
        row = new
        best = min(best, (row[-1], end))
    return best


@given(st.text("ab 一二", max_size=30), st.text("ab 一二", min_size=1, max_size=12))
def test_the_distance_is_that_of_the_plain_algorithm(text: str, quote: str) -> None:
    from build_tools.rules.nearest import _distances

    distance, end = min((distance, end) for end, distance in enumerate(_distances(quote, text)))
    assert (distance, end) == slow_nearest(text, quote)


def test_a_long_paragraph_is_compared_around_the_words_of_the_quote() -> None:
    text = "船 " * 30_000 + "We plan to open two lines in 2026. " + "航 " * 30_000
    assert nearest_passage(text, "We plan to open two lines in 2028.") == "We plan to open two lines in 2026."


WORDS = st.text(alphabet="一不二三說説群羣 ,，。ab 1２\u0301é’'🚢\u200b", max_size=40)


@given(WORDS, st.data())
def test_describe_a_span_and_find_it_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    assume(fold(quote).text)
    span = find_quote(text, quote, text[:start], text[end:])
    assert span == Span(start, end)


@given(WORDS)
def test_a_folded_text_maps_back_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
    assert fold(folded.text).text == folded.text


@given(WORDS, WORDS)
def test_what_anchors_is_the_same_after_folding(text: str, quote: str) -> None:
    span = find_quote(text, quote)
    if isinstance(span, Span):
        assert fold(text[span.start : span.end]).text == fold(quote).text


@given(WORDS)
def test_folding_does_not_tell_canonical_equivalents_apart(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text
