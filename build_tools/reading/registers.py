"""YAML nodes to what annotations refer to: the frame of the edition, its topics, people and sources."""

from __future__ import annotations

import re

from build_tools.model.model import Frame, Person, Source, Topic
from build_tools.problems.problem import Problem, phrase
from build_tools.reading.blocks import read_block
from build_tools.reading.record import Owner, Record
from build_tools.reading.yamlfile import Node

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(word: str) -> bool:
    """Whether this may name an annotation, topic, person or source: `[a-z0-9-]+`, no hyphen at an end."""
    return _ID.fullmatch(word) is not None


def read_frame(node: Node) -> tuple[Frame | None, list[Problem]]:
    """What `edition.yml` says of the whole, or None where it has problems."""
    problems: list[Problem] = []
    with Record(node, problems, "edition.yml") as fields:
        fields.languages = fields.strings("languages") or ("en",)
        frame = Frame(**{**read_block(fields, "edition"), "languages": fields.languages})
    return (None if problems else frame), problems


def read_topics(node: Node, *, languages: tuple[str, ...]) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The topics in the order of the file; those with problems are left out."""
    problems: list[Problem] = []
    topics = []
    for id, entry in _entries(node, problems, phrase("a-topic"), languages):
        before = len(problems)
        with entry:
            topic = Topic(id=id, **read_block(entry, "topic"), place=entry.place)
        if len(problems) == before:
            topics.append(topic)
    return tuple(topics), problems


def read_people(node: Node, *, languages: tuple[str, ...]) -> tuple[tuple[Person, ...], list[Problem]]:
    """The people and organizations in the order of the file; those with problems are left out."""
    problems: list[Problem] = []
    people = []
    for id, entry in _entries(node, problems, phrase("a-person"), languages):
        before = len(problems)
        with entry:
            person = Person(id=id, **read_block(entry, "person"), place=entry.place)
        if len(problems) == before:
            people.append(person)
    return tuple(people), problems


def read_source(node: Node, *, id: str, languages: tuple[str, ...]) -> tuple[Source | None, list[Problem]]:
    """The source in `node`, or None where it has problems; `id` is its file's stem.

    Where it names no language it is in the first of the edition's `languages`.
    """
    problems: list[Problem] = []
    with Record(node, problems, phrase("a-source"), languages) as fields:
        values = read_block(fields, "source")
        language = values.pop("language") or languages[0]
        source = Source(id=id, issued=values.pop("date"), language=language, **values, place=fields.place)
    return (None if problems else source), problems


def _entries(node: Node, problems: list[Problem], owner: Owner, languages: tuple[str, ...]) -> list[tuple[str, Record]]:
    """The mappings of a file whose keys are ids."""
    entries = []
    with Record(node, problems, phrase("this-file"), languages) as file:
        for id, place in file.entries():
            if not is_id(id):
                better = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-") or "…"
                file.report(place, "not-an-id", value=id, better=better)
            entries.append((id, file.record(id, owner)))
    return entries
