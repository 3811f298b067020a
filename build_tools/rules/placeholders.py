"""The edition's own texts and its documents to a problem for every placeholder that nothing fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.edition.counts import NAMES
from build_tools.model.model import Edition, Text
from build_tools.model.place import Place
from build_tools.model.placeholder import find_placeholders
from build_tools.problems.problem import Problem, problem
from build_tools.problems.suggest import suggest_later


def filled_texts(edition: Edition) -> Iterator[Text]:
    """The texts of the edition in which placeholders are filled: those of `edition.yml` and `topics.yml`."""
    frame = edition.frame
    yield from (frame.title, frame.summary, frame.origin.note)
    yield from (entry.reason for entry in frame.untracked)
    yield from (finding.why for finding in frame.findings)
    yield from (erratum.text for erratum in frame.errata)
    for topic in edition.topics:
        yield from (text for text in (topic.title, topic.finding, topic.introduction) if text)


def check_placeholders(edition: Edition, documents: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each unknown placeholder, in a document at its spot, in a YAML file where its text begins.

    `documents` are the handwritten Markdown pages, by path from the edition's root.
    """
    for text in filled_texts(edition):
        for language, words in text.values:
            for found in find_placeholders(words):
                if found.name not in NAMES:
                    yield _unknown(text.place_of(language), found.name)
    for path, words in documents.items():
        line, at = 1, 0
        for found in find_placeholders(words):
            if found.name not in NAMES:
                line, at = line + words.count("\n", at, found.start), found.start
                column = found.start - (words.rfind("\n", 0, found.start) + 1) + 1
                yield _unknown(Place(path, line, column, found.end - found.start), found.name)


def _unknown(place: Place, name: str) -> Problem:
    return problem(place, "unknown-placeholder", name=name, cure=suggest_later(name, NAMES))
