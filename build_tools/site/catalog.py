"""The words of the site in one language: labels, plurals and date forms, from `languages/<language>.yml`."""

from __future__ import annotations

from collections.abc import Mapping as Labels
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from build_tools.model.dates import DateSpan
from build_tools.model.language import base_of, direction_of, locale_of, name_in, nearest
from build_tools.reading.yamlfile import Mapping, Node, Scalar, parse_yaml
from build_tools.site.runs import wrap, wrap_value

FOLDER = Path(__file__).parent / "languages"
PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The CLDR's names of plural forms."""
DEFAULT = "en"
"""The language of the words where a reader's own has no catalog."""


@dataclass(frozen=True)
class Catalog:
    """The labels for readers of one language; dates, numbers and plurals follow the Unicode CLDR."""

    language: str
    """The reader's."""
    labels: Labels[str, str]
    """Each label by its dotted key, as in `status.came-true`."""
    tongue: str
    """The language of the labels: the reader's, one near it, or the default."""
    borrowed: frozenset[str] = frozenset()
    """The keys that the language lacks, so that their labels are those of the default."""
    marked: bool = False
    """Whether labels in another language than the reader's stand between signs (see `runs`)."""

    @property
    def is_foreign(self) -> bool:
        """Whether the labels are in another language than the reader's."""
        return base_of(self.language) != base_of(self.tongue)

    @property
    def direction(self) -> str:
        """In which direction the reader reads, as the attribute `dir` has it."""
        return direction_of(self.language)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale by which dates and numbers are written: the reader's, as far as CLDR knows it.

        A catalog may name another one for its language: English dates have the day first, "8 January 2025".
        """
        own = self.labels["locale"] if self.language == self.tongue else self.language
        return locale_of(own) or self._tongue_locale

    @property
    def _tongue_locale(self) -> Locale:
        return locale_of(self.tongue) or Locale(DEFAULT)

    @property
    def browser_locale(self) -> str:
        """The same for a browser, with the digits and the calendar that are written here."""
        return f"{str(self.locale).replace('_', '-')}-u-ca-gregory-nu-latn"

    def for_pages(self) -> Catalog:
        """The catalog whose labels stand between signs where they are in another language than the reader's."""
        return replace(self, marked=self.is_foreign or bool(self.borrowed))

    @property
    def foreign_tongue(self) -> str:
        """The language of the labels between signs."""
        return self.tongue if self.is_foreign else DEFAULT

    def in_one_direction(self) -> Catalog:
        """The catalog for lines in which nothing can be marked: with dates in the direction of its words."""
        return self if self.direction == direction_of(self.tongue) else replace(self, language=self.tongue)

    def label(self, key: str, /, **values: object) -> str:
        """The label, with `values` filled in; an unknown key is our own error and raises."""
        return self.fill(key, self.labels[key], **values)

    def fill(self, key: str, words: str, /, **values: object) -> str:
        """The words of a label with `values` filled in."""
        if not self.marked or not (self.is_foreign or key in self.borrowed):
            return words.format(**values)
        return wrap(words.format(**{name: wrap_value(value) for name, value in values.items()}))

    def count(self, key: str, number: int) -> str:
        """The label in the plural form for `number`: `count.claims.one`, `count.claims.other`."""
        form = f"{key}.{self._tongue_locale.plural_form(number)}"
        return self.label(form if form in self.labels else f"{key}.other", number=self.number(number))

    def forms(self, key: str) -> dict[str, str]:
        """Every plural form of a label with its place for the number open, by the CLDR's name of the form."""
        own = {form: self.labels.get(f"{key}.{form}") for form in PLURALS}
        return {form: words for form, words in own.items() if words}

    def language_name(self, tag: str) -> str:
        """What a language is called, as the catalog has it or CLDR; the tag where neither knows."""
        name = self.labels.get(f"language.{tag}") or name_in(tag, self._tongue_locale)
        return wrap(name) if name and self.marked and self.is_foreign else name or tag

    def number(self, number: int) -> str:
        """The number with the language's digit grouping."""
        return str(format_decimal(number, locale=self.locale))

    def date(self, when: date | DateSpan) -> str:
        """A day, month, quarter or year in words."""
        return _date(when, self.locale)


@lru_cache(1 << 14)
def _date(when: date | DateSpan, locale: Locale) -> str:
    if isinstance(when, date):
        return format_date(when, "long", locale)
    if when.first == when.last:
        return format_date(when.first, "long", locale)
    months = (when.last.month - when.first.month) + 1
    skeleton = {1: "yMMMM", 3: "yQQQ"}.get(months, "y")
    return str(format_skeleton(skeleton, when.first, locale=locale))


def available_languages() -> tuple[str, ...]:
    """The languages that have a catalog."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def load_catalog(language: str) -> Catalog:
    """The catalog for readers of a language: its own, that of the same language elsewhere, or the default.

    A label that it lacks is the default's.
    """
    tongue = nearest(language, available_languages()) or DEFAULT
    own, default = _labels(FOLDER / f"{tongue}.yml"), _labels(FOLDER / f"{DEFAULT}.yml")
    known = {_bare(key) for key in own}
    borrowed = {key: words for key, words in default.items() if _bare(key) not in known}
    return Catalog(language, {**borrowed, **own}, tongue, frozenset(borrowed))


def _bare(key: str) -> str:
    """A key without the plural form at its end."""
    return key.rpartition(".")[0] if key.rpartition(".")[2] in PLURALS else key


def _labels(path: Path) -> dict[str, str]:
    node, problems = parse_yaml(path.read_bytes(), path.name)
    if node is None or problems:
        raise LookupError(problems[0].as_text())
    return dict(_flat(node, ""))


def _flat(node: Node, prefix: str) -> list[tuple[str, str]]:
    if isinstance(node, Scalar):
        return [(prefix, node.value)]
    assert isinstance(node, Mapping)
    return [
        pair for key, value in node.entries for pair in _flat(value, f"{prefix}.{key.value}" if prefix else key.value)
    ]
