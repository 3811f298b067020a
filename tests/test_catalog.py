"""Every language has every word, and the templates ask for no other."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel import Locale

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


OTHERS = [language for language in available_languages() if language != "en"]


def test_the_languages() -> None:
    assert available_languages() == ("en", "es", "zh-Hant")


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    wanted, found = ({bare(key) for key in CATALOGS[one].labels} for one in ("en", language))
    assert sorted(CATALOGS[language].borrowed) == [], "missing in this catalog"
    assert (sorted(wanted - found), sorted(found - wanted)) == ([], []), "missing here, and in the English catalog"


@pytest.mark.parametrize("language", available_languages())
def test_every_plural_has_the_forms_of_its_language(language: str) -> None:
    """Those of the CLDR that whole numbers below a million need."""
    catalog = CATALOGS[language]
    locale = Locale.parse(language, sep="-")
    needed = {locale.plural_form(number) for number in (*range(200), 1000, 999_999)}
    for key in {bare(key) for key in CATALOGS["en"].labels if key.endswith(".one")}:
        assert set(catalog.forms(key)) == needed | {"other"}, key


@pytest.mark.parametrize("language", OTHERS)
def test_every_label_takes_the_same_values(language: str) -> None:
    for key, words in CATALOGS[language].labels.items():
        english = CATALOGS["en"].labels[key]
        assert sorted(re.findall(r"\{\w+\}|\$\w+", words)) == sorted(re.findall(r"\{\w+\}|\$\w+", english)), key


def test_no_label_is_empty_or_left_untranslated() -> None:
    for key, words in CATALOGS["zh-Hant"].labels.items():
        assert key == "locale" or re.search(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]", words), key
    english = CATALOGS["en"].labels
    same = {key for key, words in CATALOGS["es"].labels.items() if words == english[key]}
    assert {key for key in same if re.search(r"[a-z]{2}", re.sub(r"\{\w+\}", "", english[key]))} == {"reading.original"}
    assert all(words.strip() for catalog in CATALOGS.values() for words in catalog.labels.values())


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
    asked |= set(re.findall(r'words\["([a-z_.]+)"\]', theme)) | {"locale"}
    starter = "".join(
        p.read_text("utf-8") for p in (PACKAGE / "commands/starter").rglob("*") if p.suffix in (".md", ".yml")
    )
    asked |= labels & {f"starter.{name}" for name in re.findall(r"\$(\w+)", starter)}
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
    ("written", "english", "chinese", "spanish", "arabic", "japanese"),
    [
        ("2025-01-08", "8 January 2025", "2025年1月8日", "8 de enero de 2025", "8 يناير 2025", "2025年1月8日"),
        ("2026-11", "November 2026", "2026年11月", "noviembre de 2026", "نوفمبر 2026", "2026年11月"),
        ("2025-Q2", "Q2 2025", "2025年第2季", "T2 2025", "الربع الثاني 2025", "2025/Q2"),
        ("2027", "2027", "2027年", "2027", "2027", "2027年"),
    ],
)
def test_dates_in_words(written: str, english: str, chinese: str, spanish: str, arabic: str, japanese: str) -> None:
    """In a language without a catalog, too."""
    span = DateSpan.parse(written)
    assert span is not None
    dates = [load_catalog(language).date(span) for language in ("en", "zh-Hant", "es", "ar", "ja")]
    assert dates == [english, chinese, spanish, arabic, japanese]


def test_the_same_language_elsewhere_has_dates_and_numbers_of_its_own() -> None:
    mexican, american = load_catalog("es-MX"), load_catalog("en-US")
    assert (mexican.tongue, mexican.is_foreign, mexican.number(1234567)) == ("es", False, "1,234,567")
    assert (american.tongue, american.date(date(2025, 1, 8))) == ("en", "January 8, 2025")
    assert CATALOGS["es"].number(1234567) == "1.234.567"


def test_days_numbers_and_plurals() -> None:
    english, chinese = CATALOGS["en"], CATALOGS["zh-Hant"]
    assert english.date(date(2025, 1, 8)) == "8 January 2025"
    assert [english.count("count.claims", n) for n in (0, 1, 1234)] == ["0 claims", "1 claim", "1,234 claims"]
    assert [chinese.count("count.claims", n) for n in (0, 1)] == ["0 項說法", "1 項說法"]


def test_a_language_without_a_catalog_has_english_words() -> None:
    french = load_catalog("fr")
    assert (french.language, french.tongue, french.is_foreign) == ("fr", "en", True)
    assert french.label("title.sources") == "Sources"
    assert (french.language_name("zh-Hant"), french.language_name("ja"), french.language_name("tlh")) == (
        "Traditional Chinese",
        "Japanese",
        "tlh",
    )


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError):
        CATALOGS["en"].label("status.maybe")
