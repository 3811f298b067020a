"""Cards and the site's mark to pictures; the only importer of Pillow."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw, ImageFont, features

from build_tools.model.language import direction_of, script_of
from build_tools.model.vocabulary import STATUS_OF, Sort
from build_tools.site.cards.cards import Card
from build_tools.site.cards.fonts import Face
from build_tools.site.cards.linebreak import ELLIPSIS, break_lines, cut_lines

WIDTH, HEIGHT = 1200, 630
"""The size for which services that show links ask, in pixels."""

Colour = tuple[int, int, int]
PAPER: Colour = (253, 252, 248)
BAND: Colour = (32, 36, 43)
INK: Colour = (32, 36, 43)
QUIET: Colour = (86, 93, 104)
GOOD: Colour = (23, 96, 58)
MIXED: Colour = (116, 71, 0)
BAD: Colour = (151, 27, 27)
OPEN: Colour = (59, 67, 79)

COLOURS: dict[Sort, Colour] = {"good": GOOD, "nearly": GOOD, "mixed": MIXED, "bad": BAD, "open": OPEN, "due": OPEN}
"""The colour of each sort of status, as `styles/status.css` has them."""
SHAPES = {"●": 360, "◕": 270, "◐": 180, "◔": 90, "○": 0, "✕": None, "⇄": None}
"""The signs that are drawn, since few fonts have them, with the degrees of a disc that are filled."""

MARGIN, BAND_HEIGHT, FOOT = 72, 96, 548
ROOM = FOOT - BAND_HEIGHT - 2 * 36
"""The height that is left for headline and text."""
HEADLINE_SIZES = (88, 76, 68, 60, 54, 48, 42, 38)
TEXT_SIZE, FOOT_SIZE, BAND_SIZE = 34, 34, 30
MARK = Path(__file__).parent.parent / "assets" / "mark.svg"
NO_CHARACTER = "\U0010ffff"
"""A code point that is no character, so that every font draws its sign for a missing one."""
MOST_IN_ONE_FILE = 16
"""More faces than font collections hold."""
LEADING = 1.35
"""From line to line, in font sizes."""
SHAPED = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
    "|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]"
)
"""Letters that run from right to left, join, or stand on each other, which Pillow sets right by Raqm alone."""


ICON_SIZES = (16, 32, 48)
TOUCH_ICON_SIZE = 180


@lru_cache(maxsize=1024)
def draw_card(card: Card, faces: tuple[Face, ...]) -> bytes | None:
    """The card as PNG, in the face that suits its language and has all its characters; None where none has.

    What was drawn is remembered, so that a preview draws anew only the cards that changed.
    """
    if not can_shape(card.words):
        return None
    face = next((face for face in suited(faces, card.language) if not lacking(face, card.words + ELLIPSIS)), None)
    if face is None:
        return None
    sheet, shaped = _Sheet(direction_of(card.language)), bool(SHAPED.search(card.words))
    colour = COLOURS[STATUS_OF[card.status].sort] if card.status else QUIET
    sheet.fill((0, 0, WIDTH, BAND_HEIGHT), BAND)
    sheet.fill((0, BAND_HEIGHT, 20, HEIGHT), colour)
    sheet.place_mark(MARGIN, (BAND_HEIGHT - 60) // 2, 60)
    font_of = partial(_font, face, shaped=shaped)
    sheet.write(MARGIN + 80, BAND_HEIGHT // 2, card.edition, font_of(BAND_SIZE, bold=True), PAPER, BAND)
    _draw_body(sheet, card, font_of)
    _draw_foot(sheet, card, font_of, colour)
    return sheet.as_png()


def can_shape(words: str) -> bool:
    """Whether the letters of `words` can be set: some need Raqm, which not every Pillow has."""
    return not SHAPED.search(words) or has_raqm()


def suited(faces: tuple[Face, ...], language: str) -> list[Face]:
    """The faces made for the script of a language, then those for several, then those for others."""
    script = script_of(language)
    return sorted(faces, key=lambda face: 0 if face.script == script else 1 if not face.script else 2)


@cache
def has_raqm() -> bool:
    """Whether this Pillow can set letters that join or run from right to left."""
    return bool(features.check("raqm"))


def draw_blank() -> bytes:
    """A card without words, for a machine without a font."""
    sheet = _Sheet()
    sheet.fill((0, 0, WIDTH, HEIGHT), BAND)
    sheet.place_mark((WIDTH - 360) // 2, (HEIGHT - 360) // 2, 360)
    return sheet.as_png()


def draw_icons() -> tuple[bytes, bytes]:
    """The mark for those who cannot show the SVG: as ICO for browsers, as PNG for home screens."""
    icon, touch = io.BytesIO(), io.BytesIO()
    drawn = [_mark(size) for size in ICON_SIZES]
    drawn[-1].save(icon, "ICO", sizes=[(size, size) for size in ICON_SIZES], append_images=drawn[:-1])
    on_band = Image.new("RGB", (TOUCH_ICON_SIZE, TOUCH_ICON_SIZE), BAND)
    on_band.paste(_mark(TOUCH_ICON_SIZE), mask=_mark(TOUCH_ICON_SIZE))
    on_band.save(touch, "PNG")
    return icon.getvalue(), touch.getvalue()


def lacking(face: Face, words: str) -> str:
    """The characters of `words` that the face has no glyph for, each once, in order."""
    return "".join(c for c in dict.fromkeys(words) if not c.isspace() and not _has_glyph(face, c))


def _draw_body(sheet: _Sheet, card: Card, font_of: Callable[..., ImageFont.FreeTypeFont]) -> None:
    """Headline and text, in the largest letters in which both fit; what does not fit at all is cut."""
    width = WIDTH - 2 * MARGIN
    text_font = font_of(TEXT_SIZE, bold=card.status is not None)
    text = break_lines(card.text, width, _measure(text_font))
    room = ROOM - LEADING * TEXT_SIZE * min(len(text), 2)
    for size in HEADLINE_SIZES if card.status else HEADLINE_SIZES[2:]:
        font = font_of(size, bold=card.status is None)
        lines = break_lines(card.headline, width, _measure(font))
        if LEADING * size * len(lines) <= room:
            break
    lines = cut_lines(lines, int(room / (LEADING * size)), width, _measure(font), end=card.closing)
    left = ROOM - LEADING * size * len(lines)
    text = cut_lines(text, int(left / (LEADING * TEXT_SIZE)), width, _measure(text_font))
    y = BAND_HEIGHT + 32.0 + LEADING * size / 2
    for line in lines:
        sheet.write(MARGIN, round(y), line, font, INK, PAPER)
        y += LEADING * size
    y += LEADING * (TEXT_SIZE - size) / 2 + 16
    for line in text:
        sheet.write(MARGIN, round(y), line, text_font, INK if card.status else QUIET, PAPER)
        y += LEADING * TEXT_SIZE


def _draw_foot(sheet: _Sheet, card: Card, font_of: Callable[..., ImageFont.FreeTypeFont], colour: Colour) -> None:
    """The status behind its symbol, and the dates below."""
    bold, plain = font_of(FOOT_SIZE, bold=True), font_of(FOOT_SIZE - 8, bold=False)
    x = MARGIN
    if card.status:
        sign = STATUS_OF[card.status].sign
        if sign in SHAPES:
            sheet.lay(_shape(sign, FOOT_SIZE), x, FOOT - FOOT_SIZE // 2, colour, PAPER)
        else:
            sheet.write(x, FOOT, sign, bold, colour, PAPER)
        x += FOOT_SIZE + 14
    sheet.write(x, FOOT, card.standing, bold, colour, PAPER)
    sheet.write(MARGIN, FOOT + 44, card.dates, plain, QUIET, PAPER)


class _Sheet:
    """A picture with a palette: few colours, so small files; edges of letters in steps from ground to ink."""

    STEPS = 8

    def __init__(self, direction: str = "ltr") -> None:
        self._mirrored = direction == "rtl"
        self._image = Image.new("P", (WIDTH, HEIGHT), 0)
        self._palette: list[Colour] = [PAPER]

    def fill(self, box: tuple[int, int, int, int], colour: Colour) -> None:
        """Fill a rectangle, given by the edges where a line begins, on top, where a line ends, and at the bottom."""
        if self._mirrored:
            box = (WIDTH - box[2], box[1], WIDTH - box[0], box[3])
        ImageDraw.Draw(self._image).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=self._first((colour,)))

    def write(self, x: int, middle: int, line: str, font: ImageFont.FreeTypeFont, ink: Colour, ground: Colour) -> None:
        """Write a line that begins at `x`; its letters stand around the height `middle`."""
        direction = _direction(line) if _is_shaped(font) else None
        core, (left, top) = font.getmask2(line, mode="L", anchor="ls", direction=direction)
        mask = Image.frombytes("L", core.size, bytes(core))
        baseline = middle + round(font.size * 0.36)  # half of a capital's height lower
        self.lay(mask, x + (0 if self._mirrored else left), baseline + top, ink, ground)

    def lay(self, mask: Image.Image, x: int, y: int, ink: Colour, ground: Colour) -> None:
        """Lay `ink` on `ground` where the mask is light; `x` is where it begins, as lines do."""
        x = WIDTH - x - mask.width if self._mirrored else x
        steps = range(self.STEPS + 1)
        first = self._first(tuple(_between(ground, ink, step / self.STEPS) for step in steps))
        level = [(value * self.STEPS + 127) // 255 for value in range(256)]
        self._image.paste(mask.point([first + n for n in level]), (x, y), mask.point([255 if n else 0 for n in level]))

    def place_mark(self, x: int, y: int, size: int) -> None:
        """Place the site's mark on the band, with its upper corner at x, y, where lines begin."""
        x = WIDTH - x - size if self._mirrored else x
        ground = Image.new("RGB", (size, size), BAND)
        ground.paste(_mark(size), mask=_mark(size))
        few = ground.quantize(16, dither=Image.Dither.NONE)
        colours = (few.getpalette() or [])[: 3 * 16]
        first = self._first(tuple(zip(colours[::3], colours[1::3], colours[2::3], strict=True)))
        self._image.paste(few.point([min(first + n, 255) for n in range(256)]), (x, y))

    def as_png(self) -> bytes:
        """The picture as PNG."""
        self._image.putpalette([value for colour in self._palette for value in colour])
        out = io.BytesIO()
        self._image.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def _first(self, colours: tuple[Colour, ...]) -> int:
        """The place in the palette at which these colours begin."""
        size = len(colours)
        for place in range(len(self._palette) - size + 1):
            if tuple(self._palette[place : place + size]) == colours:
                return place
        self._palette += colours
        return len(self._palette) - size


def _between(ground: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True))
    return red, green, blue


@lru_cache
def _shape(sign: str, size: int) -> Image.Image:
    """A status's sign as a mask."""
    full = 8 * size
    large = Image.new("L", (full, full))
    draw = ImageDraw.Draw(large)
    box, line = (full * 0.08, full * 0.08, full * 0.92, full * 0.92), round(full * 0.1)
    turn = SHAPES[sign] or 0
    if sign == "✕":
        for ends in ((0.18, 0.18, 0.82, 0.82), (0.18, 0.82, 0.82, 0.18)):
            draw.line([full * end for end in ends], 255, round(full * 0.16))
    elif sign == "⇄":
        for y, tail, tip in ((0.32, 0.06, 0.94), (0.68, 0.94, 0.06)):
            back = tip + (0.22 if tip < tail else -0.22)
            draw.line([full * n for n in (tail, y, back, y)], 255, line)
            draw.polygon([full * n for n in (tip, y, back, y - 0.16, back, y + 0.16)], 255)
    else:
        draw.ellipse(box, outline=255, width=line)
        draw.pieslice(box, -90 if turn != 180 else 90, (-90 if turn != 180 else 90) + turn, fill=255)
    return large.reduce(8)


@lru_cache
def _mark(size: int) -> Image.Image:
    """The site's mark, an SVG of rectangles and polygons on a square, `size` pixels wide."""
    root = ElementTree.fromstring(MARK.read_text("utf-8"))
    full = 8 * size
    scale = full / float(root.attrib["viewBox"].split()[2])
    large = Image.new("RGBA", (full, full))
    draw = ImageDraw.Draw(large)
    for shape in root:
        if shape.tag.endswith("rect"):
            x, y, width, height, radius = (scale * float(shape.attrib[a]) for a in ("x", "y", "width", "height", "rx"))
            draw.rounded_rectangle((x, y, x + width - 1, y + height - 1), radius, fill=shape.attrib["fill"])
        else:
            points = shape.attrib["points"].replace(",", " ").split()
            draw.polygon([scale * float(number) for number in points], fill=shape.attrib["fill"])
    return large.reduce(8)


@lru_cache
def _font(face: Face, size: int, *, bold: bool, shaped: bool = False) -> ImageFont.FreeTypeFont:
    path = str(face.bold if bold else face.regular)
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    for index in range(MOST_IN_ONE_FILE):
        try:
            font = ImageFont.truetype(path, size, index, layout_engine=engine)
        except OSError:
            break
        if font.getname()[0] == face.family:
            return font
    return ImageFont.truetype(path, size, layout_engine=engine)


def _direction(line: str) -> str:
    """That of the first letter that has one (Unicode UAX 9, P2 and P3)."""
    first = next((b for b in map(unicodedata.bidirectional, line) if b in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def _is_shaped(font: ImageFont.FreeTypeFont) -> bool:
    return font.layout_engine == ImageFont.Layout.RAQM


@lru_cache
def _measure(font: ImageFont.FreeTypeFont) -> Callable[[str], float]:
    """The width of a line in this font: of the whole where letters join, else of its characters, each soon known."""
    if _is_shaped(font):
        return lru_cache(maxsize=None)(font.getlength)
    width_of = lru_cache(maxsize=None)(font.getlength)
    return lambda line: sum(map(width_of, line))


@cache
def _has_glyph(face: Face, character: str) -> bool:
    """Whether both weights draw the character other than as the sign for what they lack."""
    fonts = (_font(face, 32, bold=bold) for bold in (False, True))
    return all(_bitmap(font, character) != _bitmap(font, NO_CHARACTER) for font in fonts)


@lru_cache(maxsize=64)
def _bitmap(font: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character, mode="L")
    return mask.size, bytes(mask)
