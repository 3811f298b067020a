"""The words of cards: quote, title, status and dates in the reader's language; and what happens without a font."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.build import build
from build_tools.edition.merge import MergedEdition
from build_tools.rules.examine import check
from build_tools.site.cards.cards import Card, list_cards
from build_tools.site.cards.pictures import draw_pictures
from build_tools.site.cards.store import Store
from build_tools.site.catalog import load_catalog
from build_tools.site.setting import Setting
from tests.conftest import FERRY

DAY = date(2026, 11, 23)


def cards(language: str, as_of: date = DAY) -> dict[str, Card]:
    checked = check(FERRY, today=DAY)
    assert checked.edition
    merged = MergedEdition(checked.edition, checked.anchors, as_of)
    return {card.address: card for card in list_cards(merged, load_catalog(language))}


def test_the_edition_each_topic_and_each_claim_has_a_card() -> None:
    assert list(cards("en")) == [
        "/",
        "/topics/service/",
        "/topics/seats/",
        "/claims/two-lines-by-q2-2026/",
        "/claims/forty-seats/",
    ]


@pytest.mark.parametrize(
    ("language", "headline", "text", "standing", "dates"),
    [
        (
            "en",
            "“open two lines in the second quarter of 2026”",
            "Two lines by the second quarter of 2026",
            "Partly · on the printed text",
            "said 1 March 2025 · as of 23 November 2026",
        ),
        (
            "zh-Hant",
            "「在 2026 年第二季度開通兩條航線」",
            "2026 年第二季度前兩條航線",
            "部分實現 · 按刊出文字評定",
            "說於2025年3月1日 · 截至2026年11月23日",
        ),
    ],
)
def test_a_claims_card(language: str, headline: str, text: str, standing: str, dates: str) -> None:
    card = cards(language)["/claims/two-lines-by-q2-2026/"]
    assert (card.headline, card.text, card.standing, card.dates) == (headline, text, standing, dates)
    assert card.headline.endswith(card.closing)
    assert card.path == "assets/cards/claims/two-lines-by-q2-2026.png"
    assert all(words in card.alt for words in (headline, text, standing, dates))


def test_a_card_tells_the_truth_of_its_day() -> None:
    early = cards("en", date(2025, 7, 1))["/claims/two-lines-by-q2-2026/"]
    assert (early.status, early.dates[-11:]) == ("not-yet-due", "1 July 2025")


def test_a_topics_card_says_how_much_it_holds() -> None:
    card = cards("en")["/topics/service/"]
    assert card.status is None
    assert card.standing.startswith("1 claim · ")


def test_without_a_font_there_is_one_wordless_card_and_a_remark() -> None:
    pictures = draw_pictures(tuple(cards("zh-Hant").values()), (), Store(None))
    assert [file.path for file in pictures.files] == [
        "assets/cards/edition.png",
        "assets/favicon.ico",
        "assets/touch-icon.png",
    ]
    assert pictures.cards == {}
    assert pictures.remark
    assert pictures.remark.startswith("5 cards in zh-Hant were left out: no font that is known here was found")
    assert "fonts-noto-cjk" in pictures.remark


def test_the_docs_folder_holds_every_card_that_a_page_names() -> None:
    site = build(FERRY, Setting("zh-Hant", DAY, DAY))
    paths = {picture.path for picture in site.pictures}
    named = {
        line.split('"')[1] for page in site.pages for line in page.content.splitlines() if line.startswith("card: ")
    }
    assert named == {path for path in paths if path.startswith("assets/cards/")}
    assert site.remark is None
