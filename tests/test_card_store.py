"""Pictures are kept while what decides them stays, and the folder can always be deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.site.cards import store as store_module
from build_tools.site.cards.cards import Card
from build_tools.site.cards.fonts import Face
from build_tools.site.cards.store import Store, key_of

CARD = Card(
    "/claims/x/",
    "en",
    "The ferry",
    "“Two lines”",
    "”",
    "Two lines by June",
    "partly",
    "Partly",
    "1 March 2025",
    "A card",
)


class Drawer:
    """Draws a picture that tells how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> bytes:
        self.asked += 1
        return b"picture %d" % self.asked


@pytest.fixture
def faces(tmp_path: Path) -> tuple[Face, ...]:
    font = tmp_path / "font.ttf"
    font.write_bytes(b"letters")
    return (Face("A face", font, font, ""),)


def test_a_picture_is_drawn_once(tmp_path: Path, faces: tuple[Face, ...]) -> None:
    draw = Drawer()
    first, second = (Store(tmp_path / "kept").picture(CARD, faces, draw) for _ in range(2))
    assert first == second == b"picture 1"
    assert draw.asked == 1


@pytest.mark.parametrize("change", [{"headline": "Three"}, {"status": "came-true"}, {"language": "zh-Hant"}])
def test_another_card_is_another_picture(tmp_path: Path, faces: tuple[Face, ...], change: dict[str, str]) -> None:
    assert key_of(replace(CARD, **change), faces) != key_of(CARD, faces)


def test_another_font_file_of_the_same_name_is_another_picture(tmp_path: Path, faces: tuple[Face, ...]) -> None:
    before = key_of(CARD, faces)
    faces[0].regular.write_bytes(b"other letters")
    store_module._digest.cache_clear()
    assert key_of(CARD, faces) != before


def test_a_deleted_folder_and_one_that_cannot_be_written_cost_only_the_drawing(
    tmp_path: Path, faces: tuple[Face, ...]
) -> None:
    (tmp_path / "file").write_text("in the way")
    draw = Drawer()
    store = Store(tmp_path / "file" / "kept")
    assert [store.picture(CARD, faces, draw) for _ in range(2)] == [b"picture 1", b"picture 2"]
    store.tidy()
    assert Store(None).picture(CARD, faces, draw) == b"picture 3"


def test_the_oldest_go_and_what_was_used_stays(
    tmp_path: Path, faces: tuple[Face, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MOST_KEPT", 2)
    folder = tmp_path / "kept"
    for number in range(4):
        Store(folder).picture(replace(CARD, text=str(number)), faces, Drawer())
    used = Store(folder)
    used.picture(replace(CARD, text="0"), faces, Drawer())
    used.tidy()
    assert len(list(folder.iterdir())) == 2
    assert (folder / f"{key_of(replace(CARD, text='0'), faces)}.png").exists()
