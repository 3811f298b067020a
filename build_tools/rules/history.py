"""Two states of an edition to what the change between them took away: assessments, and ids that are addresses.

The rules are those of docs/format.md: a history only grows, and ids never change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial, reduce

from build_tools.edition.notes import assessment_sources
from build_tools.edition.urls import annotation_address
from build_tools.model.model import Annotation, Assessment, Source
from build_tools.model.place import Place
from build_tools.problems.problem import NOTICES, Phrase, Problem, in_order, phrase, problem
from build_tools.reading.files import ANNOTATIONS, EditionFiles
from build_tools.reading.load import Loaded
from build_tools.rules.wording_change import differing_kinds, mark_changes


@dataclass(frozen=True, slots=True)
class State:
    """An edition at one time."""

    files: EditionFiles
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be said of a change."""

    problems: tuple[Problem, ...]
    """What it may not do, sorted by place."""
    notices: tuple[Problem, ...]
    """What it may do and somebody should look at, sorted by place; never errors."""


def compare_editions(before: State, now: State, revision: str) -> Change:
    """What the change from `before`, the state in `revision`, to `now` took away.

    A file is compared where it could be read in both states; that its id is
    still there is looked up by name, whatever its state.
    """
    found = in_order(
        [
            *_unread(before, revision),
            *_annotations(before, now, revision),
            *_sources(before, now, revision),
            *_registered(before, now, revision),
            *_paragraphs(before, now, revision),
        ]
    )
    notices = tuple(p for p in found if p.code in NOTICES)
    return Change(tuple(p for p in found if p.code not in NOTICES), notices)


def compare_histories(before: Annotation, now: Annotation, revision: str) -> Iterator[Problem]:
    """Every assessment of `before` that `now` no longer has as it was, as problems and notices.

    Anything but its note may never change, and in its note no number, date, unit or negation.
    """
    old, new = _history(before), _history(now)
    if old == new[: len(old)]:
        return
    place, left = now.place, [entry for entry in new if entry not in old]
    for entry in old:
        alike = [other for other in new if other == entry] or [other for other in left if _is_same(entry, other)]
        kept = min(alike, key=partial(_distance, entry), default=None)
        if kept is None:
            yield problem(place, "assessment-gone", date=entry.date, status=_status(entry), revision=revision)
            continue
        left = [other for other in left if other is not kept]
        place = kept.place
        yield from _compare_entries(entry, kept, revision)


def _unread(before: State, revision: str) -> Iterator[Problem]:
    if before.loaded.edition is None:
        yield problem(Place(f"{ANNOTATIONS}/edition.yml"), "edition-not-compared", revision=revision)
    files = before.files
    broken = {p.place.file for p in before.loaded.problems}
    for path in broken & {*files.registers, *files.sources, *files.annotations, *files.transcripts}:
        yield problem(Place(path), "file-not-compared", revision=revision)


def _annotations(before: State, now: State, revision: str) -> Iterator[Problem]:
    old, new = _read_annotations(before), _read_annotations(now)
    files = {_id(path): path for path in now.files.annotations}
    former = {_id(path) for path in before.files.annotations}
    for path in before.files.annotations:
        id, was = _id(path), old.get(path)
        file = path if path in now.files.annotations else files.get(id)
        if file is None:
            fresh = (a for a in new.values() if a.id not in former)
            file = next((a.place.file for a in fresh if was and (a.kind, a.quotes) == (was.kind, was.quotes)), None)
            count = len(_history(was)) if was and not file else 0
            lost = (
                phrase("lost-one") if count == 1 else phrase("lost-many", count=count) if count else phrase("nothing")
            )
            yield problem(Place(path), "annotation-gone", id=id, lost=lost, cure=_cure(path, file, revision))
        elif file != path:
            yield problem(Place(file), "annotation-moved", id=id, folder=path.split("/")[1], file=path)
        is_now = new.get(file or "")
        if was and is_now:
            if is_now.id == id and annotation_address(was) != annotation_address(is_now):
                address = annotation_address(was)
                yield problem(is_now.place, "annotation-kind", id=id, kind=was.kind, address=address)
            yield from compare_histories(was, is_now, revision)


def _sources(before: State, now: State, revision: str) -> Iterator[Problem]:
    old, new = _read_sources(before), _read_sources(now)
    for path in before.files.sources:
        if path not in now.files.sources:
            was = old.get(path)
            fresh = (s.place.file for s in new.values() if s.place.file not in before.files.sources)
            file = next((f for f in fresh if was and new[f].url == was.url), None)
            yield problem(Place(path), "source-gone", id=_id(path), cure=_cure(path, file, revision))


def _registered(before: State, now: State, revision: str) -> Iterator[Problem]:
    cure = phrase("put-back-entry", revision=revision)
    for name, code, old, new in (
        ("topics.yml", "topic-gone", before.loaded.topics, now.loaded.topics),
        ("people.yml", "person-gone", before.loaded.people, now.loaded.people),
    ):
        if old is not None and new is not None:
            for id in old - new:
                yield problem(Place(f"{ANNOTATIONS}/{name}"), code, id=id, cure=cure)


def _paragraphs(before: State, now: State, revision: str) -> Iterator[Problem]:
    if before.loaded.edition is None or now.loaded.edition is None:
        return
    old, new = before.loaded.edition.source_text, now.loaded.edition.source_text
    blocks = {block.id: block.place for block in new.blocks}
    start = Place(new.blocks[0].place.file) if new.blocks else old.blocks[0].place
    for id in old.paragraphs:
        if id not in new.paragraphs:
            yield problem(blocks.get(old.block_of[id].id, start), "paragraph-gone", id=id, revision=revision)


def _compare_entries(old: Assessment, new: Assessment, revision: str) -> Iterator[Problem]:
    rewritten = _field_changes(old, new)
    if rewritten:
        changes = reduce(lambda first, rest: phrase("both", first=first, rest=rest), rewritten)
        yield problem(new.place, "assessment-rewritten", date=old.date, changes=changes, revision=revision)
    for language in dict.fromkeys((*old.note.languages, *new.note.languages)):
        before, now = old.note.get(language) or "", new.note.get(language) or ""
        place, about = new.note.place_of(language), {"date": old.date, "language": language}
        kinds = tuple(phrase(kind) for kind in differing_kinds(before, now))
        if not before:
            yield problem(place, "note-translated", **about)
        elif kinds or not now:
            meaning = phrase("changed", what=kinds) if kinds else phrase("nothing")
            words = mark_changes(before, now)
            yield problem(place, "assessment-reworded", **about, differs=meaning, words=words, revision=revision)
        elif before != now:
            yield problem(place, "note-reworded", **about, words=mark_changes(before, now))


def _field_changes(old: Assessment, new: Assessment) -> list[Phrase]:
    """What became of the fields that never change, in words; the order of sources has no meaning."""
    fields = (
        ("date", old.date, new.date),
        ("status", old.status, new.status),
        ("moved_to", old.moved_to, new.moved_to),
    )
    absent = phrase("absent")
    changes = [
        phrase("field-change", name=name, was=was or absent, now=now or absent)
        for name, was, now in fields
        if was != now
    ]
    before, after = ({ref.id for ref in assessment_sources(entry)} for entry in (old, new))
    if before - after:
        changes.append(phrase("sources-without", ids=tuple(sorted(before - after))))
    if after - before:
        changes.append(phrase("sources-with", ids=tuple(sorted(after - before))))
    return changes


def _is_same(entry: Assessment, other: Assessment) -> bool:
    """Whether an entry can be what became of another: one of the same day, or one that says the same."""
    return entry.date == other.date or not {*entry.note.values}.isdisjoint(other.note.values)


def _distance(entry: Assessment, other: Assessment) -> tuple[int, bool]:
    return len(_field_changes(entry, other)), entry.note != other.note


def _status(entry: Assessment) -> str | Phrase:
    return entry.status or phrase("moved-to", date=str(entry.moved_to))


def _history(annotation: Annotation) -> tuple[Assessment, ...]:
    return annotation.claim.history if annotation.claim else ()


def _read_annotations(state: State) -> Mapping[str, Annotation]:
    """The sound annotations by file."""
    return {a.place.file: a for a in state.loaded.edition.annotations} if state.loaded.edition else {}


def _read_sources(state: State) -> Mapping[str, Source]:
    """The sound sources by file."""
    return {s.place.file: s for s in state.loaded.edition.sources} if state.loaded.edition else {}


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _cure(path: str, renamed: str | None, revision: str) -> Phrase:
    if renamed:
        return phrase("rename-back", file=renamed, path=path)
    return phrase("put-back-file", path=path, revision=revision)
