"""YAML nodes to what annotations refer to: the frame of the edition, its topics, people and sources."""

from __future__ import annotations

import re

from build_tools.model.model import Finding, Frame, Origin, Person, Recording, Source, Topic, Untracked
from build_tools.model.vocabulary import PERSON_KINDS, SOURCE_KINDS
from build_tools.problems.problem import Problem, phrase
from build_tools.problems.suggest import did_you_mean
from build_tools.reading.record import Owner, Record, is_web_address
from build_tools.reading.yamlfile import Node

MEDIA_FRAGMENT = "#t={seconds}"
"""How a moment of a recording is addressed by default (W3C Media Fragments URI 1.0, temporal dimension)."""

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
            recording=_recording(fields) if fields.has("recording") else None,
            findings=_findings(fields),
        )
    return (None if problems else frame), problems


def _recording(fields: Record) -> Recording:
    with fields.record("recording", "recording") as entry:
        url = entry.url("url")
        pattern = entry.string("time") if entry.has("time") else MEDIA_FRAGMENT
        leads = pattern.startswith(("#", "?", "&")) and is_web_address(url + pattern.replace("{seconds}", "0"))
        if is_web_address(url) and not (leads and pattern.count("{") == pattern.count("{seconds}") == 1):
            entry.report(entry.place_of("time"), "time-pattern", value=pattern)
    return Recording(url, pattern)


def _untracked(fields: Record) -> tuple[Untracked, ...]:
    entries = []
    for entry in fields.records("untracked", phrase("an-untracked")) if fields.has("untracked") else ():
        with entry:
            entries.append(Untracked(entry.ref("at"), entry.text("reason")))
    return tuple(entries)


def _findings(fields: Record) -> tuple[Finding, ...]:
    entries = []
    for entry in fields.records("findings", phrase("a-finding")) if fields.has("findings") else ():
        with entry:
            entries.append(Finding(entry.ref("of"), entry.text("why")))
    return tuple(entries)


def read_topics(node: Node, *, languages: tuple[str, ...]) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The topics in the order of the file; those with problems are left out."""
    problems: list[Problem] = []
    topics = []
    for id, entry in _entries(node, problems, phrase("a-topic"), languages):
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
    for id, entry in _entries(node, problems, phrase("a-person"), languages):
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
                cure = did_you_mean(language, entry.languages, ordered=True)
                names.report(place, "language-unknown", language=language, cure=cure)
            given.append((language, names.strings(language)))
    return tuple(given)


def read_source(node: Node, *, id: str, languages: tuple[str, ...]) -> tuple[Source | None, list[Problem]]:
    """The source in `node`, or None where it has problems; `id` is its file's stem."""
    problems: list[Problem] = []
    with Record(node, problems, phrase("a-source"), languages) as fields:
        has_title, has_description = fields.has("title"), fields.has("description")
        if has_title == has_description:
            owner, cure = phrase("a-source"), phrase("title-or-description")
            fields.report(fields.place, "one-of-two", owner=owner, first="title", second="description", cure=cure)
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
