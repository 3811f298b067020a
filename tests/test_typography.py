"""Quotation marks as a printer sets them."""

from __future__ import annotations

import pytest

from build_tools.site.typography import curl_quotes


@pytest.mark.parametrize(
    ("words", "curled"),
    [
        ('"By far", not "to date"', "“By far”, not “to date”"),
        ("this edition's own", "this edition’s own"),
        ('the class of \'25 ("so far")', "the class of ’25 (“so far”)"),
        ("'yes,' he said", "‘yes,’ he said"),
        ("“set” already", "“set” already"),
    ],
)
def test_english_quotation_marks_are_curly(words: str, curled: str) -> None:
    assert curl_quotes(words, "en") == curled


def test_other_languages_keep_theirs() -> None:
    assert curl_quotes('他說"好"', "zh-Hant") == '他說"好"'
