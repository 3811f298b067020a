"""The words of the site in one language: labels, plurals and date forms, from `languages/<language>.yml`."""

from __future__ import annotations

from collections.abc import Mapping as Labels
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from build_tools.model.dates import DateSpan
from build_tools.reading.yamlfile import Mapping, Node, Scalar, parse_yaml

FOLDER = Path(__file__).parent / "languages"
LOCALES = {"en": "en-GB"}
"""The locale of a language where its own writes dates otherwise: English ones have the day first, "8 January 2025"."""


@dataclass(frozen=True)
class Catalog:
    """The labels of one language; dates, numbers and plurals follow the Unicode CLDR."""

    language: str
    labels: Labels[str, str]
    """Each label by its dotted key, as in `status.came-true`."""

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale of the language."""
        return locale_of(self.language)

    def label(self, key: str, **values: object) -> str:
        """The label, with `values` filled in; an unknown key is our own error and raises."""
        return self.labels[key].format(**values)

    def count(self, key: str, number: int) -> str:
        """The label in the plural form for `number`: `count.claims.one`, `count.claims.other`."""
        form = f"{key}.{self.locale.plural_form(number)}"
        return self.label(form if form in self.labels else f"{key}.other", number=self.number(number))

    def forms(self, key: str) -> dict[str, str]:
        """Every plural form of a label with its place for the number open, by the CLDR's name of the form."""
        own = {form: self.labels.get(f"{key}.{form}") for form in ("zero", "one", "two", "few", "many", "other")}
        return {form: words for form, words in own.items() if words}

    def number(self, number: int) -> str:
        """The number with the language's digit grouping."""
        return str(format_decimal(number, locale=self.locale))

    def date(self, when: date | DateSpan) -> str:
        """A day, month, quarter or year in words."""
        return _date(when, self.language)


def locale_of(language: str) -> Locale:
    """The CLDR locale of a language."""
    return Locale.parse(LOCALES.get(language, language), sep="-")


@lru_cache(1 << 14)
def _date(when: date | DateSpan, language: str) -> str:
    locale = locale_of(language)
    if isinstance(when, date):
        return format_date(when, "long", locale)
    if when.first == when.last:
        return format_date(when.first, "long", locale)
    months = (when.last.month - when.first.month) + 1
    skeleton = {1: "yMMMM", 3: "yQQQ"}.get(months, "y")
    return str(format_skeleton(skeleton, when.first, locale=locale))


def available_languages() -> tuple[str, ...]:
    """The languages in which a site can be built."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def load_catalog(language: str) -> Catalog:
    """The catalog of a language; raises `LookupError` where there is none."""
    path = FOLDER / f"{language}.yml"
    if language not in available_languages():
        raise LookupError(f"no catalog for {language!r}; there are: {', '.join(available_languages())}")
    node, problems = parse_yaml(path.read_bytes(), path.name)
    if node is None or problems:
        raise LookupError(problems[0].as_text())
    return Catalog(language, dict(_flat(node, "")))


def _flat(node: Node, prefix: str) -> list[tuple[str, str]]:
    if isinstance(node, Scalar):
        return [(prefix, node.value)]
    assert isinstance(node, Mapping)
    return [
        pair for key, value in node.entries for pair in _flat(value, f"{prefix}.{key.value}" if prefix else key.value)
    ]
