"""What the styles promise: contrast in every scheme, one place for colours, little weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from build_tools.model.vocabulary import STATUS_OF, Sort, scale_of
from build_tools.site.pages import HERE, STYLES

SCHEMES = ("light", "dark", "print")
TEXT, GRAPHIC = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11, level AA."""
FLAT = ("paper", "surface")
"""The backgrounds on which any text may stand."""
MARKED = ("claim-bg", "correction-bg", "context-bg", "accent-bg")
"""The backgrounds of quotes and of what an address leads to, on which running text stands."""
DECORATION = {"line"}
"""Colours that separate and mean nothing."""


def rules(name: str) -> list[tuple[str, dict[str, str]]]:
    """The rules of a sheet, whatever they are nested in, each with what it declares."""
    text = re.sub(r"/\*.*?\*/", "", (HERE / f"styles/{name}.css").read_text("utf-8"), flags=re.DOTALL)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        pairs = (part.partition(":") for part in body.split(";") if ":" in part)
        found.append((selector.strip(), {key.strip(): value.strip() for key, _, value in pairs}))
    return found


@cache
def palette(scheme: str) -> dict[str, str]:
    """The custom properties that hold in a scheme."""
    sheets = [*rules("base"), *(rules("print") if scheme == "print" else [])]
    found: dict[str, str] = {}
    for selector, body in sheets:
        if '"slate"' not in selector or scheme == "dark" or '"default"' in selector:
            found |= {key[2:]: value for key, value in body.items() if key.startswith("--")}
    return found


def colour(scheme: str, name: str, under: tuple[float, ...] | None = None) -> tuple[float, ...]:
    """A custom property as red, green and blue from 0 to 1, laid over `under` where it lets that through."""
    value = palette(scheme)[name]
    if match := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colour(scheme, match[1], under)
    if value == "transparent":
        value = "#00000000"
    digits = value.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    red, green, blue, opacity = (int(digits.ljust(8, "f")[i : i + 2], 16) / 255 for i in (0, 2, 4, 6))
    if opacity == 1:
        return red, green, blue
    assert under is not None, f"--{name} lets the background through"
    return tuple(c * opacity + u * (1 - opacity) for c, u in zip((red, green, blue), under, strict=True))


def contrast(scheme: str, front: str, back: str) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(channels: tuple[float, ...]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    paper = colour(scheme, "paper")
    high, low = sorted((luminance(colour(scheme, front)), luminance(colour(scheme, back, paper))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def named(value: str) -> list[str]:
    """The custom properties in a value."""
    return re.findall(r"var\(--([\w-]+)\)", value)


EVERY_RULE = [(name, selector, body) for name in STYLES for selector, body in rules(name)]


def text_pairs() -> set[tuple[str, str]]:
    """Every text colour with every background on which the sheets set it."""
    pairs = set(product(("ink", "quiet", "link", "accent"), MARKED[:3]))
    for _, _, body in EVERY_RULE:
        backs = [n for key in ("background", "background-color") for n in named(body.get(key, ""))]
        drawn = [n for n in named(body.get("fill", "")) if n != "paper" and not n.endswith("-bg")]
        pairs |= set(product(named(body.get("color", "")), backs or FLAT)) | set(product(drawn, FLAT))
    return pairs


def graphic_pairs() -> set[tuple[str, str]]:
    """Every colour of a line or a border that means something with the backgrounds it is drawn on."""
    drawn = {
        name
        for _, _, body in EVERY_RULE
        for key, value in body.items()
        if key == "stroke" or key.startswith(("border", "outline")) or key == "text-decoration-color"
        for name in named(value)
        if name not in DECORATION
    }
    return set(product(drawn, FLAT))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read(scheme: str) -> None:
    pairs = text_pairs()
    assert {("ink", "paper"), ("quiet", "surface"), ("good", "good-bg"), ("paper", "ink")} <= pairs
    weak = {(f, b): round(r, 2) for f, b in sorted(pairs) if (r := contrast(scheme, f, b)) < TEXT}
    assert weak == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_line_that_means_something_can_be_seen(scheme: str) -> None:
    pairs = graphic_pairs()
    assert ("claim", "paper") in pairs
    weak = {(f, b): round(r, 2) for f, b in sorted(pairs) if (r := contrast(scheme, f, b)) < GRAPHIC}
    assert weak == {}


def test_colours_stand_in_the_palette_alone() -> None:
    written = [
        (name, selector, key)
        for name, selector, body in EVERY_RULE
        for key, value in body.items()
        if re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", value) and not key.startswith("--")
    ]
    assert written == []
    assert {name for name, _, body in EVERY_RULE for key in body if key.startswith("--paper")} == {"base", "print"}


def test_the_dark_colours_do_not_reach_paper() -> None:
    text = (HERE / "styles/base.css").read_text("utf-8")
    before, _, after = text.partition("@media screen {")
    assert '[data-md-color-scheme="slate"] {\n    --paper' not in before
    assert '[data-md-color-scheme="slate"] {\n    --paper' in after


def test_the_sheets_know_the_sorts_of_statuses_and_no_status() -> None:
    text = "".join((HERE / f"styles/{name}.css").read_text("utf-8") for name in STYLES)
    sorts = set(re.findall(r"\[data-sort=([\w-]+)\]", text))
    assert sorts <= set(get_args(Sort))
    assert {"good", "nearly", "mixed", "bad", "due"} <= sorts
    assert [name for name in STATUS_OF if re.search(rf"[-=.\"]{name}\b", text) and name not in sorts] == []


def test_no_status_is_told_by_color_alone() -> None:
    contents = {selector: body["content"] for selector, body in rules("status") if "content" in body}
    assert contents == {":is(.status, .tally)::before": 'attr(data-sign) / ""'}
    for scale in (scale_of("prediction"), scale_of("fact")):
        assert len({status.sign for status in scale}) == len(scale)


def weight(paths: Iterable[Path]) -> int:
    """What files cost as they are served: compressed."""
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


def test_what_the_edition_adds_to_a_page_weighs_less_than_the_theme_that_carries_it(site: Path) -> None:
    """Were it more, a reader would wait for our scripts and sheets longer than for those of a page without them."""
    theme = site / "assets"
    scripts, sheets = theme.glob("javascripts/bundle.*.min.js"), theme.glob("stylesheets/**/*.min.css")
    assert 0 < weight(theme.glob("*.js")) < weight(scripts)
    assert 0 < weight(theme.glob("*.css")) < weight(sheets)


def test_every_sheet_is_in_the_one_that_pages_load() -> None:
    assert {p.stem for p in (HERE / "styles").glob("*.css")} == set(STYLES)
