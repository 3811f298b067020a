"""Cards as pictures: of the right size, in letters that are there, the same each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from build_tools.model import vocabulary
from build_tools.site.cards.cards import Card
from build_tools.site.cards.drawing import (
    BAD,
    GOOD,
    MIXED,
    OPEN,
    PAPER,
    SHAPES,
    draw_blank,
    draw_card,
    draw_icons,
    lacking,
)
from build_tools.site.cards.fonts import Face, find_faces
from tests.conftest import ROOT
from tests.find_font import CURE, find_chinese_face

CARD = Card(
    address="/claims/two-lines/",
    language="zh-Hant",
    edition="渡輪訪談",
    headline="「在 2026 年第二季度開通兩條航線」",
    closing="」",
    text="2026 年第二季度前兩條航線",
    status="partly",
    standing="部分實現",
    dates="說於2025年3月1日 · 截至2026年11月23日",
    alt="",
)


@pytest.fixture(scope="module")
def face() -> Face:
    """A face for Chinese; without one the test fails and says what to type."""
    found = find_chinese_face()
    if found is None:
        pytest.fail(CURE)
    return found


def drawn(card: Card, *faces: Face) -> Image.Image:
    content = draw_card(card, faces)
    assert content is not None
    return Image.open(io.BytesIO(content)).convert("RGB")


def ink(picture: Image.Image) -> int:
    """How many pixels are not those of bare paper."""
    blank = Image.new("RGB", picture.size, PAPER)
    return sum(ImageChops.difference(picture, blank).convert("L").point([0, *[1] * 255]).histogram()[1:])


@pytest.mark.parametrize("status", [None, *vocabulary.STATUS_OF])
def test_a_card_has_the_size_that_sharing_asks_for(face: Face, status: str | None) -> None:
    assert drawn(replace(CARD, status=status), face).size == (1200, 630)


def test_sorts_have_the_colours_of_the_pages() -> None:
    css = (ROOT / "build_tools/site/styles/base.css").read_text("utf-8")
    for name, colour in (("good", GOOD), ("mixed", MIXED), ("bad", BAD), ("open", OPEN)):
        (first, *_) = re.findall(rf"--{name}: (#\w{{6}})", css)
        assert first == "#{:02x}{:02x}{:02x}".format(*colour)


def test_every_sign_looks_different(face: Face) -> None:
    signs = {status.sign: status.name for status in vocabulary.STATUSES}
    pictures = {draw_card(replace(CARD, status=name), (face,)) for name in signs.values()}
    assert len(pictures) == len(signs) > len(SHAPES)


def test_chinese_is_drawn_in_its_own_shapes(face: Face) -> None:
    one, other = (drawn(replace(CARD, headline=words), face) for words in ("渡", "輪"))
    missing = "\U0010fffe"
    assert ImageChops.difference(one, other).getbbox() is not None
    assert lacking(face, f"渡輪，「開通」ferry {missing}") == missing


def test_a_card_that_no_face_can_write_is_not_drawn(face: Face) -> None:
    latin = [f for f in find_faces() if not f.script]
    assert draw_card(CARD, ()) is None
    assert draw_card(CARD, tuple(latin)) is None
    assert draw_card(replace(CARD, text="\U0010fffe"), (face, *latin)) is None
    assert draw_card(CARD, (*latin, face)) is not None


def test_words_stay_on_the_card_however_many(face: Face) -> None:
    for words in ("渡輪，" * 200, "ferry " * 200, "f" * 900):
        picture = drawn(replace(CARD, headline=f"「{words}」", text=words), face)
        right = picture.crop((1200 - 40, 100, 1200, 630))
        assert ink(right) == 0


@pytest.mark.parametrize(("length", "whole"), [(5, True), (80, True), (900, False)])
def test_a_long_quote_is_written_smaller_and_only_a_very_long_one_is_cut(face: Face, length: int, whole: bool) -> None:
    one, other = (drawn(replace(CARD, headline=f"「{'渡' * length}{end}」"), face) for end in "輪航")
    assert (ImageChops.difference(one, other).getbbox() is not None) == whole


def test_the_same_card_gives_the_same_bytes(face: Face) -> None:
    first = draw_card(CARD, (face,))
    draw_card.cache_clear()
    assert draw_card(CARD, (face,)) == first
    assert draw_icons() == draw_icons()
    assert draw_blank() == draw_blank()


def test_what_was_drawn_is_remembered_for_the_next_preview(face: Face) -> None:
    draw_card.cache_clear()
    for _ in range(3):
        draw_card(CARD, (face,))
    assert draw_card.cache_info().misses == 1


def test_icons() -> None:
    icon, touch = draw_icons()
    with Image.open(io.BytesIO(icon)) as picture:
        assert picture.format == "ICO"
        assert picture.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    with Image.open(io.BytesIO(touch)) as picture:
        assert (picture.format, picture.size) == ("PNG", (180, 180))


def test_the_mark_is_drawn_as_browsers_draw_it(page: Page) -> None:
    """The icons are drawn from the SVG by our own few lines; Chromium is the judge of them."""
    page.set_viewport_size({"width": 180, "height": 180})
    svg = (
        (ROOT / "build_tools/site/assets/mark.svg")
        .read_text("utf-8")
        .replace('width="64" height="64"', 'width="180"', 1)
    )
    page.set_content(f"<body style='margin:0;background:#23395b'>{svg}</body>")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
    ours = Image.open(io.BytesIO(draw_icons()[1])).convert("L")
    differing = ImageChops.difference(shot, ours).histogram()
    assert sum(differing[64:]) < 0.01 * 180 * 180
