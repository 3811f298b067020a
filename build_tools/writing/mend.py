"""An edition's folder to the same files with their safe slips mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.problems.problem import in_order
from build_tools.reading.files import EditionFiles, read_files
from build_tools.reading.load import Loaded, load_edition
from build_tools.rules.examine import apply_rules, known_ids
from build_tools.writing.fixes import REGISTER_SHAPES, Ground, mend_text


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its safe slips mended."""

    path: str
    before: bytes
    after: bytes


def mend(root: Path, *, today: date, only: Collection[str] | None = None) -> tuple[Mended, ...]:
    """What of the edition under `root`, or of the files `only`, can safely be mended, file by file; nothing is written.

    A file that would have more problems after than before is left as it is.
    """
    files, _ = read_files(root)
    loaded = load_edition(files)
    before = _count_problems(files, loaded, today)
    edition = loaded.edition
    ground = Ground(edition.transcripts if edition else (), known_ids(files, loaded))
    wanted = [path for path in files.yaml if only is None or path in only]
    mended = tuple(found for found in (_mend_file(files, path, ground) for path in wanted) if found)
    while mended:
        changed = files.with_contents({found.path: found.after for found in mended})
        after = _count_problems(changed, load_edition(changed), today)
        kept = tuple(found for found in mended if after[found.path] <= before[found.path])
        if len(kept) == len(mended):
            break
        mended = kept
    return mended


def _mend_file(files: EditionFiles, path: str, ground: Ground) -> Mended | None:
    data = files.yaml[path]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    shape = "source" if path in files.sources else REGISTER_SHAPES.get(path, "annotation")
    after = mend_text(text, shape, ground)
    if after == text:
        return None
    return Mended(path, data, data.removesuffix(text.encode("utf-8")) + after.encode("utf-8"))


def _count_problems(files: EditionFiles, loaded: Loaded, today: date) -> Counter[str]:
    _, problems = apply_rules(files, loaded, today)
    return Counter(problem.place.file for problem in in_order(problems))
