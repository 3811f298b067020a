"""The bytes of an edition's files to one edition, with every problem in them."""

from __future__ import annotations

import collections.abc as abc
from dataclasses import dataclass
from functools import lru_cache

from build_tools.model.look import Look
from build_tools.model.model import Annotation, Edition, Frame, Person, Source, Topic, Transcript
from build_tools.model.place import Place
from build_tools.model.timing import TimedCue
from build_tools.problems.problem import Problem, problem
from build_tools.problems.suggest import did_you_mean
from build_tools.reading.annotations import read_annotation
from build_tools.reading.files import ANNOTATIONS, TRANSCRIPTS, EditionFiles
from build_tools.reading.looks import read_looks
from build_tools.reading.registers import read_frame, read_people, read_source, read_topics
from build_tools.reading.times import read_times
from build_tools.reading.transcript import compare_transcripts, parse_transcript
from build_tools.reading.yamlfile import Mapping, Node, parse_yaml

KEPT = 1 << 17
"""Files whose parts are kept, so that under `mkdocs serve` a save reads one file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read."""

    edition: Edition | None
    """The edition without its broken files; None where its frame or source text is broken."""
    problems: tuple[Problem, ...]
    topics: frozenset[str] | None = None
    """The id of every topic in the file, broken or not; None where the file cannot be read."""
    people: frozenset[str] | None = None
    """The id of every person in the file, broken or not; None where the file cannot be read."""


def load_edition(files: EditionFiles) -> Loaded:
    """The edition in `files`, each file with problems left out."""
    problems: list[Problem] = []
    frame_node = _register(files, "edition.yml", problems)
    frame: Frame | None = None
    if frame_node:
        frame, found = read_frame(frame_node)
        problems += found
    languages = frame.languages if frame else _any_languages(files)
    source_language = frame.source_language if frame else languages[0]
    topics: tuple[Topic, ...] = ()
    people: tuple[Person, ...] = ()
    topics_node = _register(files, "topics.yml", problems)
    if topics_node:
        topics, found = read_topics(topics_node, languages=languages)
        problems += found
    people_node = _register(files, "people.yml", problems)
    if people_node:
        people, found = read_people(people_node, languages=languages)
        problems += found
    sources = _sources(files.sources, languages, problems)
    annotations = _annotations(files.annotations, languages, source_language, problems)
    transcripts = _transcripts(files.transcripts, languages, source_language, problems)
    times = _times(files.times, transcripts, languages, problems)
    looks = _looks(files.looks, problems)
    if frame is None or not transcripts:
        return Loaded(None, tuple(problems))
    edition = Edition(frame, transcripts, annotations, sources, people, topics, times, looks)
    return Loaded(edition, tuple(problems), _keys(topics_node), _keys(people_node))


def _register(files: EditionFiles, name: str, problems: list[Problem]) -> Node | None:
    path = f"{ANNOTATIONS}/{name}"
    return _parse(path, files.registers[path], problems) if path in files.registers else None


def _keys(node: Node | None) -> frozenset[str] | None:
    return frozenset(key.value for key, _ in node.entries) if isinstance(node, Mapping) else None


def _parse(path: str, data: bytes, problems: list[Problem]) -> Node | None:
    node, found = parse_yaml(data, path)
    problems += found
    return None if found else node


def _sources(files: abc.Mapping[str, bytes], languages: tuple[str, ...], problems: list[Problem]) -> tuple[Source, ...]:
    sources = []
    for path, data in files.items():
        source, found = _source(path, data, languages)
        problems += found
        if source:
            sources.append(source)
    return tuple(sources)


@lru_cache(KEPT)
def _source(path: str, data: bytes, languages: tuple[str, ...]) -> tuple[Source | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    if node := _parse(path, data, problems):
        source, found = read_source(node, id=_stem(path), languages=languages)
        return source, (*problems, *found)
    return None, tuple(problems)


def _annotations(
    files: abc.Mapping[str, bytes], languages: tuple[str, ...], source_language: str, problems: list[Problem]
) -> tuple[Annotation, ...]:
    annotations = []
    for path, data in files.items():
        annotation, found = _annotation(path, data, languages, source_language)
        problems += found
        if annotation:
            annotations.append(annotation)
    return tuple(annotations)


@lru_cache(KEPT)
def _annotation(
    path: str, data: bytes, languages: tuple[str, ...], source_language: str
) -> tuple[Annotation | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    if node := _parse(path, data, problems):
        _, topic, name = path.split("/")
        annotation, found = read_annotation(
            node, id=name.removesuffix(".yml"), topic=topic, languages=languages, source_language=source_language
        )
        return annotation, (*problems, *found)
    return None, tuple(problems)


def _transcripts(
    files: abc.Mapping[str, bytes], languages: tuple[str, ...], source_language: str, problems: list[Problem]
) -> tuple[Transcript, ...]:
    """The source text, then its translations; empty where the source text is missing or broken."""
    transcripts: list[Transcript] = []
    for language in sorted(languages, key=lambda language: language != source_language):
        path = f"{TRANSCRIPTS}/{language}.md"
        data = files.get(path)
        if data is None:
            if language == source_language:
                problems.append(problem(Place(path), "file-missing", name=path))
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problems.append(problem(Place(path, line), "not-utf-8", reason=error.reason))
            continue
        transcript, found = parse_transcript(text, language, path)
        if not transcript.paragraphs and not found:
            found.append(problem(Place(path), "transcript-empty"))
        if transcripts and not found:
            found += compare_transcripts(transcripts[0], transcript, path)
        problems += found
        if not found:
            transcripts.append(transcript)
    for path in files:
        if _stem(path) not in languages:
            cure = did_you_mean(_stem(path), languages, ordered=True)
            problems.append(problem(Place(path), "language-unknown", language=_stem(path), cure=cure))
    return tuple(transcripts) if transcripts and transcripts[0].language == source_language else ()


def _times(
    files: abc.Mapping[str, bytes],
    transcripts: tuple[Transcript, ...],
    languages: tuple[str, ...],
    problems: list[Problem],
) -> tuple[tuple[str, tuple[TimedCue, ...]], ...]:
    """For each transcript that has them the times of its words."""
    found = []
    for path, data in files.items():
        language = _stem(path)
        if language not in languages:
            cure = did_you_mean(language, languages, ordered=True)
            problems.append(problem(Place(path), "language-unknown", language=language, cure=cure))
            continue
        text = data.decode("utf-8-sig", "replace")
        transcript = next((t for t in transcripts if t.language == language), None)
        cues = read_times(text)
        stray = [cue.paragraph for cue in cues if transcript and cue.paragraph not in transcript.paragraphs]
        if stray:
            names = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
            line = names.index(stray[0]) + 1
            problems.append(problem(Place(path, line), "times-paragraph", id=stray[0]))
        elif transcript:
            found.append((language, cues))
    return tuple(found)


def _looks(files: abc.Mapping[str, bytes], problems: list[Problem]) -> tuple[Look, ...]:
    """The newest look at each source's address."""
    looks: list[Look] = []
    for path, data in files.items():
        found, broken = read_looks(data, path)
        looks += found
        problems += broken
    return tuple(looks)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _any_languages(files: EditionFiles) -> tuple[str, ...]:
    """The languages to go by where edition.yml is broken, so that the other files are still checked."""
    return tuple(_stem(path) for path in files.transcripts) or ("en",)
