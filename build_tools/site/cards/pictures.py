"""Cards to the picture files of a site, and what no font of this machine could draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from build_tools.model.language import HAN_SCRIPTS, script_of
from build_tools.site.cards.cards import HOME, Card, card_path
from build_tools.site.cards.drawing import can_shape, draw_blank, draw_card, draw_icons, lacking
from build_tools.site.cards.fonts import Face
from build_tools.site.cards.linebreak import ELLIPSIS
from build_tools.site.cards.store import Store
from build_tools.site.page import Picture


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a site in one language."""

    files: tuple[Picture, ...]
    """Sorted by path."""
    cards: Mapping[str, Card]
    """The cards that were drawn, by the address of their page."""
    remark: str | None
    """What is missing and how to get it, if anything is."""


def draw_pictures(cards: tuple[Card, ...], faces: tuple[Face, ...], store: Store) -> Pictures:
    """The cards that some face has the characters for, and the icons.

    The home page's card is there in any case, without words where no face has
    them: it stands for every page without a card. What `store` has is not drawn again.
    """
    drawn = {card: store.picture(card, faces, partial(draw_card, card, faces)) for card in cards}
    store.tidy()
    icon, touch_icon = draw_icons()
    files = [Picture("assets/favicon.ico", icon), Picture("assets/touch-icon.png", touch_icon)]
    files += [Picture(card.path, content) for card, content in drawn.items() if content]
    if card_path(HOME) not in {file.path for file in files}:
        files.append(Picture(card_path(HOME), draw_blank()))
    shown = {card.address: card for card, content in drawn.items() if content}
    undrawn = tuple(card for card, content in drawn.items() if not content)
    return Pictures(tuple(sorted(files, key=lambda file: file.path)), shown, _remark(undrawn, faces))


def _remark(undrawn: tuple[Card, ...], faces: tuple[Face, ...]) -> str | None:
    if not undrawn:
        return None
    script = script_of(undrawn[0].language)
    package = "fonts-noto-cjk" if script in HAN_SCRIPTS else "fonts-dejavu-core"
    cure = f"install one for its script ({script}), e.g.: sudo apt-get install {package}"
    where = f"{len(undrawn)} cards in {undrawn[0].language} were left out"
    if not can_shape(undrawn[0].words):
        return f"{where}: this Pillow has no Raqm, without which letters of {script} cannot be joined"
    if not faces:
        return f"{where}: no font that is known here was found on this machine; {cure}"
    missing = min((lacking(face, undrawn[0].words + ELLIPSIS) for face in faces), key=len)
    return f"{where}: no font of this machine has all of {undrawn[0].path}, at best without {missing[:20]!r}; {cure}"
