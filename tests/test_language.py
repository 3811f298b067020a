"""What a language tag tells: its script, its direction, its names, its relatives."""

from __future__ import annotations

import pytest

from build_tools.model.language import (
    direction_of,
    has_letters_of,
    locale_of,
    nearest,
    own_name,
    parse_tag,
    place_of_use,
    script_of,
)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("ja", "ja"),
        ("ZH-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("sr-latn", "sr-Latn"),
        ("de-1996", "de-1996"),
        ("zh-yue", "zh-yue"),
        ("en-x-Old", "en-x-old"),
    ],
)
def test_a_tag_is_written_as_is_the_custom(written: str, tag: str) -> None:
    assert parse_tag(written) == tag


@pytest.mark.parametrize("written", ["", "j", "japanese-language", "zh_Hant", "../en", "en-", "日本語", "en us"])
def test_what_is_no_tag_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match="is no language tag; write one as en, ja, es-MX or zh-Hant"):
        parse_tag(written)


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("es", "Latn", "ltr"),
        ("ja", "Jpan", "ltr"),
        ("zh-HK", "Hant", "ltr"),
        ("zh", "Hans", "ltr"),
        ("ar", "Arab", "rtl"),
        ("fa-AF", "Arab", "rtl"),
        ("he", "Hebr", "rtl"),
        ("dv", "Thaa", "rtl"),
        ("az-Arab", "Arab", "rtl"),
        ("az", "Latn", "ltr"),
        ("pa-PK", "Arab", "rtl"),
        ("pa", "Guru", "ltr"),
        ("tlh", "Latn", "ltr"),
    ],
)
def test_script_and_direction(tag: str, script: str, direction: str) -> None:
    assert (script_of(tag), direction_of(tag)) == (script, direction)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("es-MX", "es"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-CN", "zh"),
        ("pt-BR", "pt-BR"),
        ("pt-AO", "pt"),
        ("no", "nb"),
        ("sr-Latn", None),
        ("ja", None),
    ],
)
def test_the_nearest_is_of_the_same_language_and_script(tag: str, found: str | None) -> None:
    assert nearest(tag, ("en", "es", "nb", "pt", "pt-BR", "sr", "zh", "zh-Hant")) == found


@pytest.mark.parametrize(
    ("tag", "name", "place"),
    [
        ("es", "Español", "es_ES"),
        ("ja", "日本語", "ja_JP"),
        ("ar", "العربية", "ar_EG"),
        ("es-MX", "Español (México)", "es_MX"),
        ("zh-Hant", "中文 (繁體)", "zh_TW"),
        ("tlh", "Tlh", "tlh"),
    ],
)
def test_what_a_language_calls_itself_and_where_it_is_used(tag: str, name: str, place: str) -> None:
    assert (own_name(tag), place_of_use(tag)) == (name, place)


def test_a_language_that_the_cldr_does_not_know_has_no_locale() -> None:
    assert [str(locale_of(tag)) for tag in ("de-1996", "en-GB", "no", "tlh")] == ["de", "en_GB", "nb", "None"]


@pytest.mark.parametrize(
    ("words", "tag", "has"),
    [
        ("AI 很好", "zh-Hant", True),
        ("すし", "ja", True),
        ("كتاب", "fa", True),
        ("hello", "ar", False),
        ("год", "ru", True),
    ],
)
def test_letters_tell_the_script(words: str, tag: str, has: bool) -> None:
    assert has_letters_of(words, tag) is has
