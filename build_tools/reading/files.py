"""A folder on disk to the bytes of the edition's files; the only module that reads an edition from disk.

A pull request is untrusted: links are refused, so that nothing outside the
folder is read, and so is everything that is not a plain file.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.model.characters import unmixed
from build_tools.model.place import Place
from build_tools.model.reserved import Reserving, is_portable, is_reserved
from build_tools.problems.problem import Problem, problem
from build_tools.reading.mistakes import yaml_lines

ANNOTATIONS = "annotations"
TRANSCRIPTS = "docs/transcript"
REGISTERS = ("edition.yml", "topics.yml", "people.yml")
SOURCES = "sources"
LOOKS = f"{ANNOTATIONS}/links.csv"
"""What `links` found at the addresses of the sources."""
SCHEMAS = f"{ANNOTATIONS}/.schema"
"""What editors use, and no topic."""
MAX_TRANSCRIPT_BYTES = 8 * 1024 * 1024
"""A day of talk has less than a million characters."""

FILE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yml")
"""The names of sources and annotations; the stem is an id."""


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """Everything an edition is made from, by path from its root."""

    registers: Mapping[str, bytes]
    sources: Mapping[str, bytes]
    annotations: Mapping[str, bytes]
    transcripts: Mapping[str, bytes]
    handwritten: tuple[str, ...]
    """The other files of the docs folder, by path from that folder."""
    documents: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The Markdown files among them, by path from the edition's root; looked for in a folder, not in a revision."""
    misnamed: tuple[str, ...] = field(default=(), compare=False)
    """The right paths of files with wrong names, which are not read; looked for in a folder, not in a revision."""
    looks: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The file of looks at the sources' addresses, if there is one; looked for in a folder alone."""
    times: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """For transcripts when their words are spoken, each beside its transcript; looked for in a folder alone."""

    @property
    def yaml(self) -> dict[str, bytes]:
        """Every YAML file."""
        return {**self.registers, **self.sources, **self.annotations}

    def with_contents(self, contents: Mapping[str, bytes]) -> EditionFiles:
        """The same files, some with other contents."""
        registers, sources, annotations = (
            {path: contents.get(path, data) for path, data in group.items()}
            for group in (self.registers, self.sources, self.annotations)
        )
        return replace(self, registers=registers, sources=sources, annotations=annotations)

    def lines(self, path: str) -> tuple[str, ...]:
        """The lines of a file as its parser counts them; none where it is not among those that were read."""
        for group in (
            self.registers,
            self.sources,
            self.annotations,
            self.transcripts,
            self.times,
            self.documents,
            self.looks,
        ):
            if path in group:
                text = group[path].decode("utf-8-sig", "replace")
                return yaml_lines(text) if path.endswith(".yml") else tuple(text.replace("\r\n", "\n").split("\n"))
        return ()


def read_files(root: Path) -> tuple[EditionFiles, list[Problem]]:
    """The edition's files under `root`, and a problem for everything that cannot be one."""
    problems: list[Problem] = []
    registers: dict[str, bytes] = {}
    sources: dict[str, bytes] = {}
    annotations: dict[str, bytes] = {}
    misnamed: list[str] = []
    looks: dict[str, bytes] = {}
    for path, file in _plain_files(root, ANNOTATIONS, problems):
        _, *folders, name = path.split("/")
        stem = name.removesuffix(".yml")
        if not folders and name in REGISTERS:
            registers[path] = file.read_bytes()
        elif path == LOOKS:
            looks = _bounded({path: file}, problems)
        elif len(folders) != 1:
            problems.append(problem(Place(path), "file-stray", name=name))
        elif not FILE_NAME.fullmatch(name):
            problems.append(problem(Place(path), "file-name", name=name, better=_better_name(name)))
            misnamed.append(f"{ANNOTATIONS}/{folders[0]}/{_better_name(name)}")
        else:
            kind: Reserving = "source" if folders == [SOURCES] else "annotation"
            if is_portable(name) and is_reserved(kind, stem):
                problems.append(problem(Place(path), "id-reserved", id=stem))
            (sources if folders == [SOURCES] else annotations)[path] = file.read_bytes()
    for wanted in REGISTERS:
        if f"{ANNOTATIONS}/{wanted}" not in registers:
            problems.append(problem(Place(f"{ANNOTATIONS}/{wanted}"), "file-missing", name=wanted))
    docs = dict(_plain_files(root, "docs", problems))
    transcripts = _beside(docs, ".md", problems)
    times = _beside(docs, ".vtt", problems)
    handwritten = tuple(path.removeprefix("docs/") for path in docs if not path.startswith(f"{TRANSCRIPTS}/"))
    documents = {
        f"docs/{path}": docs[f"docs/{path}"].read_bytes()
        for path in handwritten
        if path.endswith(".md") and docs[f"docs/{path}"].stat().st_size <= MAX_TRANSCRIPT_BYTES
    }
    read = EditionFiles(
        registers, sources, annotations, transcripts, handwritten, documents, tuple(misnamed), looks, times
    )
    return read, problems


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> bool:
    """Write a file of the edition anew, all of it or nothing; False where it no longer holds what was read."""
    file = root / path
    if file.is_symlink() or not file.is_file() or file.read_bytes() != before:
        return False
    import tempfile  # with all that it needs of random numbers, which no check does

    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as new:
        new.write(after)
    try:
        shutil.copymode(file, new.name)
        os.replace(new.name, file)
    except OSError:
        os.unlink(new.name)
        raise
    return True


def _beside(docs: Mapping[str, Path], suffix: str, problems: list[Problem]) -> dict[str, bytes]:
    """The files of the transcripts' folder whose names end so."""
    beside = {p: file for p, file in docs.items() if p.startswith(f"{TRANSCRIPTS}/") and p.endswith(suffix)}
    return _bounded(beside, problems)


def _bounded(files: Mapping[str, Path], problems: list[Problem]) -> dict[str, bytes]:
    """The bytes of the files that are not too large."""
    found = {}
    for path, file in files.items():
        size = file.stat().st_size
        if size > MAX_TRANSCRIPT_BYTES:
            problems.append(problem(Place(path), "file-size", size=size, limit=MAX_TRANSCRIPT_BYTES))
        else:
            found[path] = file.read_bytes()
    return found


def _plain_files(root: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Every plain file below a folder, sorted; links, hidden files and the like are reported.

    A hidden name that no file of an edition ends like, as editors give to copies of their own, is left out.
    """
    start = root / folder
    if start.is_symlink() or not start.is_dir():
        return
    seen: dict[str, str] = {}
    for entry in sorted(start.iterdir()):
        path = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            if _would_be_lost(entry, folder):
                problems.append(problem(Place(path), "file-hidden", name=entry.name))
            continue
        if not is_portable(entry.name):
            problems.append(problem(Place(path), "file-unportable", name=entry.name))
        twin = seen.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), entry.name)
        if twin != entry.name:
            problems.append(problem(Place(path), "file-twin", name=entry.name, other=twin))
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            problems.append(problem(Place(path), "file-kind", name=entry.name))
        elif entry.is_dir():
            yield from _plain_files(root, path, problems)
        else:
            yield path, entry


def _would_be_lost(entry: Path, folder: str) -> bool:
    """Whether a hidden file or folder may hold what somebody meant for the edition."""
    if entry.is_symlink() or entry.name.startswith(".#"):
        return False
    if entry.is_dir():
        return folder.startswith(ANNOTATIONS) and f"{folder}/{entry.name}" != SCHEMAS
    return entry.name.lower().endswith((".yml", ".yaml", ".md", ".vtt"))


def _better_name(name: str) -> str:
    stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
    return (re.sub(r"[^a-z0-9]+", "-", unmixed(stem).lower()).strip("-") or "…") + ".yml"
