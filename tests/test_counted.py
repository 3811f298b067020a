"""No handwritten sentence counts the edition: the build fills such numbers in, so that none can contradict the data."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from build_tools.model.placeholder import fill_placeholders
from build_tools.rules.placeholders import filled_texts
from tests.conftest import ROOT
from tests.test_edition import edition

WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|most|half"
COUNTED = (
    "claims?|corrections?|annotations?|context notes?|forecasts?|predictions?|goals?|statements?|sources?|verdicts?"
)
ENGLISH = re.compile(
    rf"\b(?:\d[\d,]*|{WORDS})(?: of (?:the|its|these|what he said))? (?:[a-z]+ )?(?:{COUNTED})\b"
    rf"|\b(?:{WORDS}|\d+) in (?:{WORDS}|\d+) (?:{COUNTED})\b",
    re.IGNORECASE,
)
CHINESE = re.compile(
    r"(?:\d[\d,]*|[一二兩三四五六七八九十百]+) ?[項條個](?:可以查證的)?(?:說法|勘誤|背景|註解|預測|目標|事實陳述|來源|評定)"
    r"|分之[一二三四五六七八九十]的(?:說法|來源|評定)"
)
OF_SOMETHING_ELSE = {
    "one verdict",
    "one source",
    "one annotation",
    "one claim",
    "one of its sources",
    "most annotations",
    "一條註解",
    "一條背景",
    "一項說法",
    "一個目標",
    "一項評定",
    "一個來源",
    "一則評定",
}
"""Phrases that count nothing of the edition: one of its kind, whichever."""


def handwritten() -> Iterator[tuple[str, str]]:
    """Each sentence by hand that may count: those of `edition.yml` and `topics.yml`, the README and the pages of `docs/`."""
    for text in filled_texts(edition().edition):
        yield from ((f"{text.place.file}:{text.place.line}", words) for _, words in text.values)
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        if path.name == "scale.md":  # which counts editions to come
            continue
        text_without_code = re.sub(
            r"^```.*?^```|`[^`\n]*`", " ", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        yield path.name, text_without_code


def counts_in(words: str) -> list[str]:
    """What counts the edition in a text, its placeholders apart."""
    bare = re.sub(r"\s+", " ", fill_placeholders(words, lambda _: "PLACEHOLDER"))
    found = [match[0] for pattern in (ENGLISH, CHINESE) for match in pattern.finditer(bare)]
    return [phrase for phrase in found if phrase.lower() not in OF_SOMETHING_ELSE]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Here are 102 claims.", ["102 claims"]),
        ("About two in five sources show no date.", ["two in five sources"]),
        ("most of what he said was a forecast", []),
        ("{{ count.claims }} claims", []),
        ("共有 102 項說法。", ["102 項說法"]),
        ("約五分之二的來源沒有日期。", ["分之二的來源"]),
        ("the eight highlights and 20 to 30 patients", []),
    ],
)
def test_a_count_by_hand_is_noticed(words: str, found: list[str]) -> None:
    assert counts_in(words) == found


def test_no_handwritten_sentence_counts_the_edition() -> None:
    assert {place: found for place, words in handwritten() if (found := counts_in(words))} == {}


def test_the_false_lead_is_gone() -> None:
    leads = ("was a forecast with a date", "所說的大多是有期限的預測")
    files = (
        ROOT / "README.md",
        *(ROOT / "docs").glob("*.md"),
        *ROOT.glob("mkdocs*.yml"),
        ROOT / "annotations/topics.yml",
    )
    assert [path.name for path in files if any(lead in path.read_text("utf-8") for lead in leads)] == []
    assert all(lead not in words for _, words in edition().edition.frame.summary.values for lead in leads)
