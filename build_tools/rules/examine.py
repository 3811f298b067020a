"""A folder to its edition with every rule applied: the anchors, and every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from build_tools.edition.merge import MergedEdition
from build_tools.edition.urls import PAGES, page_address
from build_tools.model.model import Anchor, Edition
from build_tools.model.recording import MEDIA_PATH
from build_tools.problems.pinpoint import pinpoint
from build_tools.problems.problem import Problem, bounded, in_order
from build_tools.reading.files import ANNOTATIONS, SOURCES, EditionFiles, read_files
from build_tools.reading.load import Loaded, load_edition
from build_tools.reading.revision import read_revision
from build_tools.rules.addresses import check_addresses
from build_tools.rules.checks import Known, anchor_quotes, check_edition
from build_tools.rules.coverage import find_gaps
from build_tools.rules.evidence import find_doubts
from build_tools.rules.history import State, compare_editions
from build_tools.rules.placeholders import check_placeholders


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition after every rule has been applied to it."""

    files: EditionFiles
    edition: Edition | None
    anchors: tuple[Anchor, ...]
    problems: tuple[Problem, ...]
    gaps: tuple[Problem, ...] = ()
    """What is still to be done and is no error; looked for in a sound edition only."""
    doubts: tuple[Problem, ...] = ()
    """Which verdicts somebody should look at again, and is no error; looked for in a sound edition only."""
    notices: tuple[Problem, ...] = ()
    """What somebody should look at in the change since a revision, and is no error."""


def check(root: Path, *, today: date, as_of: date | None = None, since: str | None = None) -> Checked:
    """Read the edition under `root` and apply every rule; nothing is raised for what a contributor wrote.

    With a day `as_of` it also looks for what was still to be done and to be doubted on
    that day, with a git revision `since` for what the change from it took away. Raises
    `RevisionError` where the revision cannot be read.
    """
    files, unreadable = read_files(root)
    loaded = load_edition(files)
    anchors, found = apply_rules(files, loaded, today)
    problems = [*unreadable, *found]
    notices: tuple[Problem, ...] = ()
    if since is not None:
        before = read_revision(root, since)
        change = compare_editions(State(before, load_edition(before)), State(files, loaded), since)
        problems += change.problems
        notices = change.notices
    gaps: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    if as_of and loaded.edition and not problems:
        merged = MergedEdition(loaded.edition, anchors, as_of)
        gaps, doubts = find_gaps(merged), find_doubts(merged)
    shown = tell(problems, files)
    return Checked(files, loaded.edition, anchors, shown, gaps, doubts, notices)


def tell(problems: Iterable[Problem], files: EditionFiles) -> tuple[Problem, ...]:
    """The problems in order, at their spots inside notes, and no more of a file than somebody mends at once."""
    by_file = groupby(bounded(in_order(problems)), key=lambda problem: problem.place.file)
    return in_order(
        pinpoint(problem, lines) for lines, found in ((files.lines(f), p) for f, p in by_file) for problem in found
    )


def apply_rules(files: EditionFiles, loaded: Loaded, today: date) -> tuple[tuple[Anchor, ...], list[Problem]]:
    """The anchors of all quotes, and every problem but those of reading the folder."""
    if loaded.edition is None:
        return (), list(loaded.problems)
    anchors, misses = anchor_quotes(loaded.edition)
    broken = check_edition(loaded.edition, known_ids(files, loaded), today=today)
    documents = {path: data.decode("utf-8", "replace") for path, data in files.documents.items()}
    unfilled = check_placeholders(loaded.edition, documents)
    clashes = check_addresses(loaded.edition, files.handwritten)
    return anchors, [*loaded.problems, *misses, *broken, *unfilled, *clashes]


def known_ids(files: EditionFiles, loaded: Loaded) -> Known:
    """What may be referred to: all that has a file, so that one broken file makes one problem."""
    misnamed_sources = [path for path in files.misnamed if path.startswith(f"{ANNOTATIONS}/{SOURCES}/")]
    misnamed_annotations = set(files.misnamed) - set(misnamed_sources)
    annotations = frozenset(Path(path).stem for path in (*files.annotations, *misnamed_annotations))
    others = {a.id for a in loaded.edition.annotations if not a.claim} if loaded.edition else set()
    pages = {
        *(page_address(path) for path in PAGES),
        *(f"/topics/{id}/" for id in loaded.topics or ()),
        *(f"/claims/{id}/" for id in annotations - others),
        *(page_address(path) for path in files.handwritten if path.endswith(".md")),
    }
    return Known(
        topics=loaded.topics,
        sources=frozenset(Path(path).stem for path in (*files.sources, *misnamed_sources)),
        people=loaded.people,
        annotations=annotations,
        pages=frozenset(pages),
        media=frozenset(path for path in files.handwritten if re.fullmatch(MEDIA_PATH, path)),
    )


def without_broken(checked: Checked) -> Checked:
    """The same without the annotations whose files have problems."""
    if checked.edition is None:
        return checked
    broken = {p.place.file for p in checked.problems}
    sound = tuple(a for a in checked.edition.annotations if a.place.file not in broken)
    ids = {a.id for a in sound}
    anchors = tuple(x for x in checked.anchors if x.annotation in ids)
    return replace(checked, edition=replace(checked.edition, annotations=sound), anchors=anchors)
