"""YAML nodes to what annotations refer to: the frame of the edition, its topics, people and sources."""

from __future__ import annotations

import re

from build_tools.model import Finding, Frame, Origin, Person, Source, Topic, Untracked
from build_tools.problems import Problem
from build_tools.record import Record
from build_tools.vocabulary import PERSON_KINDS, SOURCE_KINDS
from build_tools.yamlfile import Node

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(word: str) -> bool:
    """Whether this may name an annotation, topic, person or source: `[a-z0-9-]+`, no hyphen at an end."""
    return _ID.fullmatch(word) is not None


def read_frame(node: Node) -> tuple[Frame | None, list[Problem]]:
    """What `edition.yml` says of the whole, or None where it has problems."""
    problems: list[Problem] = []
    with Record(node, problems, "edition.yml") as fields:
        fields.languages = languages = fields.strings("languages") or ("en",)
        source_language = fields.choice("source_language", languages)
        with fields.record("speakers", "speakers") as labels:
            speakers = tuple((label, labels.ref(label)) for label, _ in labels.entries())
        with fields.record("origin", "origin") as origin:
            came_from = Origin(
                origin.string("publisher"), origin.string("title"), origin.url("url"), origin.text("note")
            )
        frame = Frame(
            title=fields.text("title"),
            summary=fields.text("summary"),
            date=fields.day("date"),
            languages=languages,
            source_language=source_language,
            speakers=speakers,
            origin=came_from,
            untracked=_untracked(fields),
            findings=_findings(fields),
        )
    return (None if problems else frame), problems


def _untracked(fields: Record) -> tuple[Untracked, ...]:
    entries = []
    for entry in fields.records("untracked", "an entry of untracked") if fields.has("untracked") else ():
        with entry:
            entries.append(Untracked(entry.ref("at"), entry.text("reason")))
    return tuple(entries)


def _findings(fields: Record) -> tuple[Finding, ...]:
    entries = []
    for entry in fields.records("findings", "an entry of findings") if fields.has("findings") else ():
        with entry:
            entries.append(Finding(entry.ref("of"), entry.text("why")))
    return tuple(entries)


def read_topics(node: Node, *, languages: tuple[str, ...]) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The topics in the order of the file; those with problems are left out."""
    problems: list[Problem] = []
    topics = []
    for id, entry in _entries(node, problems, "a topic", languages):
        before = len(problems)
        with entry:
            topic = Topic(id, entry.text("title"), entry.text("introduction"), entry.place)
        if len(problems) == before:
            topics.append(topic)
    return tuple(topics), problems


def read_people(node: Node, *, languages: tuple[str, ...]) -> tuple[tuple[Person, ...], list[Problem]]:
    """The people and organizations in the order of the file; those with problems are left out."""
    problems: list[Problem] = []
    people = []
    for id, entry in _entries(node, problems, "a person", languages):
        before = len(problems)
        with entry:
            person = Person(
                id=id,
                kind=entry.choice("kind", PERSON_KINDS),
                name=entry.text("name"),
                role=entry.text("role"),
                note=entry.text("note") if entry.has("note") else None,
                names=_names(entry) if entry.has("names") else (),
                sources=entry.refs("sources") if entry.has("sources") else (),
                place=entry.place,
            )
        if len(problems) == before:
            people.append(person)
    return tuple(people), problems


def _names(entry: Record) -> tuple[tuple[str, tuple[str, ...]], ...]:
    with entry.record("names", "names") as names:
        given = []
        for language, place in names.entries():
            if language not in entry.languages:
                names.report(place, "language-unknown", language=language, choices=", ".join(entry.languages))
            given.append((language, names.strings(language)))
    return tuple(given)


def read_source(node: Node, *, id: str, languages: tuple[str, ...]) -> tuple[Source | None, list[Problem]]:
    """The source in `node`, or None where it has problems; `id` is its file's stem."""
    problems: list[Problem] = []
    with Record(node, problems, "a source", languages) as fields:
        has_title, has_description = fields.has("title"), fields.has("description")
        if has_title == has_description:
            cure = "title: the headline as read on the page; description: your own words, where none was read"
            fields.report(fields.place, "one-of-two", owner="a source", first="title", second="description", cure=cure)
        source = Source(
            id=id,
            kind=fields.choice("kind", SOURCE_KINDS),
            title=fields.string("title") if has_title else None,
            description=fields.text("description") if has_description else None,
            language=fields.string("language") if fields.has("language") else "en",
            publisher=fields.string("publisher"),
            original_publisher=fields.string("original_publisher") if fields.has("original_publisher") else None,
            author=fields.strings("author") if fields.has("author") else (),
            url=fields.url("url"),
            issued=fields.date("date") if fields.has("date") else None,
            accessed=fields.day("accessed") if fields.has("accessed") else None,
            supports=fields.text("supports"),
            place=fields.place,
        )
    return (None if problems else source), problems


def _entries(node: Node, problems: list[Problem], owner: str, languages: tuple[str, ...]) -> list[tuple[str, Record]]:
    """The mappings of a file whose keys are ids."""
    entries = []
    with Record(node, problems, "this file", languages) as file:
        for id, place in file.entries():
            if not is_id(id):
                file.report(place, "not-an-id", value=id)
            entries.append((id, file.record(id, owner)))
    return entries
