"""Everything that `check` says it says in every language."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from build_tools.model.place import Place
from build_tools.problems.messages import LANGUAGES, words_of
from build_tools.problems.messages.words import Words
from build_tools.problems.problem import Later, Problem, legible, phrase, problem
from build_tools.rules.examine import check
from tests.test_problems import CASES, apply_edits

TODAY = date(2026, 11, 23)
OTHERS = [language for language in LANGUAGES if language != "en"]


def texts(words: Words) -> dict[str, str]:
    """Every format string of a language by where it stands."""
    found = dict(words.phrases)
    groups: Mapping[str, Mapping[str, tuple[str, str]]] = {
        "codes": words.codes,
        "gaps": words.gaps,
        "doubts": words.doubts,
        "notices": words.notices,
    }
    for group, pairs in groups.items():
        for code, (message, cure) in pairs.items():
            found[f"{group}.{code}.message"], found[f"{group}.{code}.cure"] = message, cure
    return found


def fields(text: str) -> set[str]:
    """The places to fill in a format string."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


NAMES = frozenset(
    ["docs", "format", "md", "YAML", "HTML", "UTC", "UTF", "Tab", "id", "U", "people", "annotations", "yml", "at", "of", "https",
     "Windows", "macOS", "con", "prn", "aux", "nul", "com", "lpt"]
)  # fmt: skip
"""Names that are the same in every language."""


@cache
def names_of_the_format() -> frozenset[str]:
    """The words that docs/format.md shows as code."""
    format = (Path(__file__).parent.parent / "docs/format.md").read_text("utf-8").replace("```", "")
    return frozenset(w for code in re.findall(r"`([^`]+)`", format) for w in re.findall(r"[A-Za-z]+", code))


def english(problem: Problem, language: str) -> Iterator[str]:
    """English words in what is said in another language, what is quoted and the names of the format left out.

    What is to be pasted comes from the contributor's file; so does every value
    of the message, and neither is ours to translate.
    """
    names = names_of_the_format() | NAMES
    given = " ".join(str(value) for value in settled(problem))
    names |= set(re.findall(r"[A-Za-z]+", given)) - set(re.findall(r"[A-Za-z]+", _ours(problem)))
    for text in (problem.message_in(language), problem.hint_in(language).partition("\n")[0]):
        yield from (
            word for word in re.findall(r"[A-Za-z]+", re.sub(r"「[^」]*」|[a-z]+/\S+", "", text)) if word not in names
        )


def settled(problem: Problem) -> list[object]:
    """The values of a problem, those found that are looked for only where they are shown."""
    return [value.find() if isinstance(value, Later) else value for _, value in problem.values]


def _ours(problem: Problem) -> str:
    """The words of the English phrases among the values."""
    return " ".join(
        re.sub(r"\{[^}]*\}", "", LANGUAGES["en"].phrases[value.key]).partition("\n")[0]
        for value in settled(problem)
        if hasattr(value, "key")
    )


@pytest.mark.parametrize("language", OTHERS)
def test_the_languages_have_the_same_texts_with_the_same_places_to_fill(language: str) -> None:
    ours, theirs = texts(LANGUAGES["en"]), texts(LANGUAGES[language])
    assert theirs.keys() == ours.keys()
    assert {key: fields(text) for key, text in theirs.items()} == {key: fields(text) for key, text in ours.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_in_english(language: str) -> None:
    ours, theirs = texts(LANGUAGES["en"]), texts(LANGUAGES[language])
    same = {
        key
        for key, text in theirs.items()
        if text == ours[key] and re.search(r"[a-z]{2}", re.sub(r"\{.*?\}", "", text))
    }
    assert same == {
        "example-kind",
        "example-at",
        "example-added",
        "example-date",
        "example-type",
        "example-wording",
        "example-written",
        "example-status",
        "example-accessed",
        "moved-to",
    }


def test_no_chinese_text_has_half_width_punctuation_between_chinese() -> None:
    bad = {
        key: text
        for key, text in texts(LANGUAGES["zh-Hant"]).items()
        if re.search(r"[一-鿿](?:[,;?!()]|:(?! ))|[,;?!()][一-鿿]", text)
    }
    assert bad == {}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_no_english_word_is_left_in_a_chinese_answer(case: Path, ferry: Path) -> None:
    apply_edits(ferry, yaml.safe_load(case.read_text("utf-8"))["edits"])
    found = check(ferry, today=TODAY).problems
    assert found
    assert [(p.code, word) for p in found for word in english(p, "zh-Hant")] == []


def test_an_english_word_would_be_seen() -> None:
    assert list(english(problem(Place("x.yml"), "yaml-empty"), "en"))
    assert "put" in set(
        english(problem(Place("x.yml"), "unknown-topic", id="x", cure=phrase("cure-colon", line="put")), "en")
    )


def test_a_language_without_messages_gets_the_default() -> None:
    assert words_of("fr") is LANGUAGES["en"]


def test_a_list_is_joined_as_the_language_does() -> None:
    cure = phrase("use-one-of", choices=("a", "b"))
    assert (cure.spoken("en"), cure.spoken("zh-Hant")) == ("use one of: a, b", "可用的有：a、b")


def test_an_unknown_phrase_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        phrase("no-such-phrase")
    with pytest.raises(KeyError):
        phrase("write")


def test_what_would_command_a_terminal_is_shown_as_its_number() -> None:
    assert legible("a\x1b[31m\u202eb\x07 羣\t中") == "a<U+001B>[31m<U+202E>b<U+0007> 羣\t中"
    place = Place("annotations/x\n::error::y.yml")
    told = problem(place, "unknown-topic", id="\x1b]0;x", cure=phrase("did-you-mean", word="x\x1b")).as_text("zh-Hant")
    assert "\x1b" not in told
    assert told.count("\n") == 1


def test_a_long_value_is_cut_in_the_message_and_whole_in_the_cure() -> None:
    found = problem(Place("x.yml"), "unknown-topic", id="x" * 999, cure=phrase("did-you-mean", word="y" * 999))
    assert len(found.message) < 300
    assert "y" * 999 in found.hint
