"""The edition's own texts and its documents, with placeholders, to the same with the numbers and words of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from build_tools.edition.counts import COUNTS
from build_tools.edition.ledger import count_statuses
from build_tools.edition.merge import MergedEdition
from build_tools.model.model import Edition, Frame, Text, Topic
from build_tools.model.placeholder import fill_placeholders, find_placeholders
from build_tools.model.vocabulary import scale_of
from build_tools.site.catalog import Catalog, load_catalog
from build_tools.site.page import Page
from build_tools.site.sentence import found_sentence


def fill_edition(merged: MergedEdition) -> MergedEdition:
    """The edition with the texts of `edition.yml` and `topics.yml` filled, in each language with its own words."""
    values = {language: list_values(merged, load_catalog(language)) for language in merged.edition.frame.languages}

    def fill(text: Text) -> Text:
        filled = ((tag, fill_placeholders(words, values.get(tag, {}).get)) for tag, words in text.values)
        return replace(text, values=tuple(filled))

    def fill_topic(topic: Topic) -> Topic:
        finding = fill(topic.finding) if topic.finding else None
        return replace(topic, title=fill(topic.title), finding=finding, introduction=fill(topic.introduction))

    def fill_frame(frame: Frame) -> Frame:
        return replace(
            frame,
            title=fill(frame.title),
            summary=fill(frame.summary),
            origin=replace(frame.origin, note=fill(frame.origin.note)),
            untracked=tuple(replace(entry, reason=fill(entry.reason)) for entry in frame.untracked),
            findings=tuple(replace(finding, why=fill(finding.why)) for finding in frame.findings),
            errata=tuple(replace(erratum, text=fill(erratum.text)) for erratum in frame.errata),
        )

    def fill_parts(edition: Edition) -> Edition:
        return replace(edition, frame=fill_frame(edition.frame), topics=tuple(map(fill_topic, edition.topics)))

    return replace(merged, edition=fill_parts(merged.edition))


def fill_documents(
    handwritten: Mapping[str, str], documents: Mapping[str, bytes], merged: MergedEdition, catalog: Catalog
) -> tuple[Page, ...]:
    """The handwritten pages that have placeholders, filled: `handwritten` names for each page its file in `docs/`."""
    values = list_values(merged, catalog)
    texts = {path: documents.get(f"docs/{file}", b"").decode("utf-8", "replace") for path, file in handwritten.items()}
    return tuple(
        Page(path, fill_placeholders(text, values.get), f"docs/{handwritten[path]}")
        for path, text in texts.items()
        if find_placeholders(text)
    )


def list_values(merged: MergedEdition, catalog: Catalog) -> dict[str, str]:
    """What stands for each placeholder in one language, as of the day."""
    numbers = {name: catalog.number(count(merged)) for name, count in COUNTS.items()}
    words = {"as_of": catalog.date(merged.as_of)}
    for facts, scale, found in ((False, "forecasts", "found"), (True, "facts", "found.facts")):
        claims = [a for a in merged.claims if a.claim and (a.claim.type == "fact") == facts]
        words[found] = found_sentence(count_statuses(merged, claims), catalog, facts=facts)
        words[f"statuses.{scale}"] = _explained(facts, catalog)
        words[f"statuses.{scale}.written"] = _written(facts, catalog)
    return {**numbers, **words}


def _explained(facts: bool, catalog: Catalog) -> str:
    """Every status of a scale with its meaning, as a list in Markdown."""
    names = [status.name for status in scale_of("fact" if facts else "prediction")]
    label = catalog.label
    rows = (
        label("statuses.explained", word=label(f"status.{name}"), meaning=label(f"status_meaning.{name}"))
        for name in names
    )
    return "\n".join(f"- {row}" for row in rows)


def _written(facts: bool, catalog: Catalog) -> str:
    """The statuses of a scale that an assessment may hold, as they are written in a file, in one line."""
    names = [status.name for status in scale_of("fact" if facts else "prediction") if not status.computed]
    label = catalog.label
    words = (label("statuses.written", name=f"`{name}`", word=label(f"status.{name}")) for name in names)
    return label("statuses.between").join(words)
