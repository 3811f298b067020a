"""A revision of a git repository to the bytes of an edition's files; nothing is checked out and nothing written."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from build_tools.reading.files import (
    ANNOTATIONS,
    FILE_NAME,
    MAX_TRANSCRIPT_BYTES,
    REGISTERS,
    SOURCES,
    TRANSCRIPTS,
    EditionFiles,
)

_PLAIN = ("100644", "100755")
"""The modes of plain files; links and submodules have others."""
_ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
"""Set while git runs a hook; the edition's folder alone says which repository is meant."""


class RevisionError(Exception):
    """A revision cannot be read; the message says why."""


def read_revision(root: Path, revision: str) -> EditionFiles:
    """The files of the edition under `root` as they were in `revision`, what `read_files` would leave out left out.

    `root` may be any folder of the repository; `revision` is whatever git takes for a commit.
    Raises `RevisionError` where there is no such revision, no repository or no git.
    """
    objects = dict(_plain_files(root, _find_commit(root, revision)))
    wanted = {path: object for path, object in objects.items() if _is_read(path)}
    contents = dict(zip(wanted, _read_objects(root, list(wanted.values())), strict=True))
    annotations = {path: data for path, data in contents.items() if path.startswith(f"{ANNOTATIONS}/")}
    registers = {path: data for path, data in annotations.items() if path.count("/") == 1}
    sources = {path: data for path, data in annotations.items() if path.startswith(f"{ANNOTATIONS}/{SOURCES}/")}
    return EditionFiles(
        registers,
        sources,
        {path: data for path, data in annotations.items() if path not in registers and path not in sources},
        {p: data for p, data in contents.items() if p not in annotations and len(data) <= MAX_TRANSCRIPT_BYTES},
        tuple(
            path.removeprefix("docs/")
            for path in objects
            if path.startswith("docs/") and not path.startswith(f"{TRANSCRIPTS}/")
        ),
    )


def _is_read(path: str) -> bool:
    """Whether a path is that of a register, a source, an annotation or a transcript."""
    top, *folders, name = path.split("/")
    if top == ANNOTATIONS:
        return name in REGISTERS if not folders else len(folders) == 1 and bool(FILE_NAME.fullmatch(name))
    return path.startswith(f"{TRANSCRIPTS}/") and name.endswith(".md")


def _find_commit(root: Path, revision: str) -> str:
    if revision.startswith("-") or "\0" in revision:
        raise RevisionError(f"{revision!r} is not a revision")
    found = _run_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found.returncode == 1:
        raise RevisionError(f"there is no revision {revision!r} here; a shallow clone may have to fetch it first")
    return _output(found).decode("ascii").strip()


def _plain_files(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """The path from `root` and the object's name of every plain file of the edition's folders, sorted, none hidden."""
    listing = _output(_run_git(root, "ls-tree", "-r", "-z", commit, "--", ANNOTATIONS, "docs"))
    found = []
    for line in listing.split(b"\0")[:-1]:
        entry, _, path = os.fsdecode(line).partition("\t")
        mode, _, object = entry.split(" ")
        if mode in _PLAIN and not any(part.startswith(".") for part in path.split("/")):
            found.append((path, object))
    yield from sorted(found, key=lambda item: item[0].split("/"))


def _read_objects(root: Path, objects: list[str]) -> Iterator[bytes]:
    """The bytes of each object, in order, by one call of git."""
    asked = "".join(f"{object}\n" for object in objects)
    answer = _output(_run_git(root, "cat-file", "--batch", given=asked.encode("ascii")))
    position = 0
    for object in objects:
        end = answer.index(b"\n", position)
        header = answer[position:end].split(b" ")
        if len(header) != 3:
            raise RevisionError(f"the repository lacks the object {object}; fetch it first")
        position = end + 1 + int(header[2]) + 1
        yield answer[end + 1 : position - 1]


def _output(run: subprocess.CompletedProcess[bytes]) -> bytes:
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip()
        raise RevisionError(said or f"git stopped with exit code {run.returncode}")
    return run.stdout


def _run_git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | {"LC_ALL": "C"}
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    except OSError as error:
        raise RevisionError(f"git cannot be run: {error.strerror}") from error
