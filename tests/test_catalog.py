"""Every language has every word, and the templates ask for no other."""

from __future__ import annotations

import re
from datetime import date

import pytest

from build_tools.model import vocabulary
from build_tools.model.dates import DateSpan
from build_tools.model.fields import BLOCKS
from build_tools.model.vocabulary import KINDS
from build_tools.site.blueprint import draw_blueprint
from build_tools.site.catalog import available_languages, load_catalog
from tests.conftest import ROOT

PACKAGE = ROOT / "build_tools"
CATALOGS = {language: load_catalog(language) for language in available_languages()}


def bare(key: str) -> str:
    """A key without the plural form at its end."""
    return re.sub(r"\.(zero|one|two|few|many|other)$", "", key)


def test_the_languages() -> None:
    assert available_languages() == ("en", "zh-Hant")


def test_every_language_has_the_same_keys() -> None:
    keys = {language: {bare(key) for key in catalog.labels} for language, catalog in CATALOGS.items()}
    assert keys["en"] == keys["zh-Hant"]


def test_every_label_takes_the_same_values() -> None:
    for key, words in CATALOGS["zh-Hant"].labels.items():
        english = CATALOGS["en"].labels[key]
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", english)), key


def test_no_label_is_empty_or_left_untranslated() -> None:
    for key, words in CATALOGS["zh-Hant"].labels.items():
        assert re.search(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]", words), key
    assert all(words.strip() for words in CATALOGS["en"].labels.values())


def test_the_templates_ask_for_known_labels_and_every_label_is_asked_for() -> None:
    labels = {bare(key) for key in CATALOGS["en"].labels}
    text = "\n".join(
        path.read_text("utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix == ".j2" or (path.suffix == ".py" and "messages" not in path.parts)
    )
    asked = set(re.findall(r'(?:label|count|note)\(\s*"([a-z_.-]+)"[,)]', text))
    blueprints = "".join([draw_blueprint("source"), *(draw_blueprint("annotation", {"kind": kind}) for kind in KINDS)])
    theme = "".join(path.read_text("utf-8") for path in (PACKAGE / "site/theme").rglob("*.html"))
    asked |= set(re.findall(r'words\["([a-z_.]+)"\]', theme))
    asked |= {f"field_help.{key}" for key in re.findall(r"#: ([a-z_.]+)\n", blueprints)}
    asked |= set(
        re.findall(r'"([a-z_]+\.[a-z_-]+)" (?:if|else)|else "([a-z_]+\.[a-z_-]+)"', text)
        and {a or b for a, b in re.findall(r'"([a-z_]+\.[a-z_-]+)" if|else "([a-z_]+\.[a-z_-]+)"', text)}
    )
    prefixes = tuple(set(re.findall(r'"([a-z_]+\.[a-z_]*)" ~', text)) | set(re.findall(r'f"([a-z_]+\.)\{', text)))
    assert asked - labels == set()
    unused = {key for key in labels - asked if not key.startswith(prefixes)}
    assert unused == set()


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("status", tuple(vocabulary.STATUS_OF)),
        ("status_meaning", tuple(vocabulary.STATUS_OF)),
        ("kind", vocabulary.KINDS),
        ("claim_type", vocabulary.CLAIM_TYPES),
        ("source_kind", vocabulary.SOURCE_KINDS),
        ("source_kinds", vocabulary.SOURCE_KINDS),
        ("source_kind_meaning", vocabulary.SOURCE_KINDS),
        ("person_kinds", vocabulary.PERSON_KINDS),
        ("problem_kind", vocabulary.PROBLEM_KINDS),
        ("problem_meaning", vocabulary.PROBLEM_KINDS),
        ("confidence", vocabulary.CONFIDENCES),
    ],
)
def test_every_word_of_a_scale_has_its_label(group: str, words: tuple[str, ...]) -> None:
    assert {key.partition(".")[2] for key in CATALOGS["en"].labels if key.startswith(f"{group}.")} == set(words)


def test_every_field_has_its_meaning() -> None:
    wanted = {f"file_field.{block.explained_under or block.name}.{name}" for block in BLOCKS for name in block.names}
    assert {key for key in CATALOGS["en"].labels if key.startswith("file_field.")} >= wanted


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("2025-01-08", "8 January 2025", "2025年1月8日"),
        ("2026-11", "November 2026", "2026年11月"),
        ("2025-Q2", "Q2 2025", "2025年第2季"),
        ("2027", "2027", "2027年"),
    ],
)
def test_dates_in_words(written: str, english: str, chinese: str) -> None:
    span = DateSpan.parse(written)
    assert span is not None
    assert (CATALOGS["en"].date(span), CATALOGS["zh-Hant"].date(span)) == (english, chinese)


def test_days_numbers_and_plurals() -> None:
    english, chinese = CATALOGS["en"], CATALOGS["zh-Hant"]
    assert english.date(date(2025, 1, 8)) == "8 January 2025"
    assert [english.count("count.claims", n) for n in (0, 1, 1234)] == ["0 claims", "1 claim", "1,234 claims"]
    assert [chinese.count("count.claims", n) for n in (0, 1)] == ["0 項說法", "1 項說法"]


def test_an_unknown_language_or_label_is_an_error() -> None:
    with pytest.raises(LookupError, match="no catalog for 'fr'"):
        load_catalog("fr")
    with pytest.raises(KeyError):
        CATALOGS["en"].label("status.maybe")
