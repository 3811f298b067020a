"""The composition root: an edition's folder to a site's pages, every step named in order."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from build_tools.edition.merge import MergedEdition
from build_tools.edition.urls import PAGES, page_address
from build_tools.model.model import Anchor, Edition
from build_tools.problems.pinpoint import pinpoint
from build_tools.problems.problem import EditionError, Problem, in_order
from build_tools.reading.files import ANNOTATIONS, SOURCES, EditionFiles, read_files
from build_tools.reading.load import Loaded, load_edition
from build_tools.reading.revision import read_revision
from build_tools.rules.checks import Known, anchor_quotes, check_edition
from build_tools.rules.coverage import find_gaps
from build_tools.rules.history import State, compare_editions
from build_tools.site.cards.cards import list_cards
from build_tools.site.cards.fonts import find_faces
from build_tools.site.cards.pictures import draw_pictures
from build_tools.site.catalog import available_languages, load_catalog
from build_tools.site.exports import render_exports
from build_tools.site.page import Page, Picture
from build_tools.site.pages import render_pages, render_problem_page
from build_tools.writing.fixes import REGISTER_SHAPES, Ground, mend_text

LOCAL_SITE = "http://127.0.0.1:8000/"
"""Where a site is that has no address yet."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition after every rule has been applied to it."""

    files: EditionFiles
    edition: Edition | None
    anchors: tuple[Anchor, ...]
    problems: tuple[Problem, ...]
    gaps: tuple[Problem, ...] = ()
    """What is still to be done and is no error; looked for in a sound edition only."""
    notices: tuple[Problem, ...] = ()
    """What somebody should look at in the change since a revision, and is no error."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its safe slips mended."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """What MkDocs, or another renderer of Python-Markdown, makes into a site in one language."""

    pages: tuple[Page, ...]
    """The generated files, sorted by path."""
    handwritten: Mapping[str, str]
    """For each other file, by its path in the docs folder, the file of `docs/` that it is a copy of."""
    problems: tuple[Problem, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """The generated pictures, sorted by path."""
    remark: str | None = None
    """What could not be drawn on this machine, if anything."""


def check(root: Path, *, today: date, as_of: date | None = None, since: str | None = None) -> Checked:
    """Read the edition under `root` and apply every rule; nothing is raised for what a contributor wrote.

    With a day `as_of` it also looks for what was still to be done on that day, with a
    git revision `since` for what the change from it took away. Raises `RevisionError`
    where the revision cannot be read.
    """
    files, unreadable = read_files(root)
    loaded = load_edition(files)
    anchors, found = _apply_rules(files, loaded, today)
    problems = [*unreadable, *found]
    notices: tuple[Problem, ...] = ()
    if since is not None:
        before = read_revision(root, since)
        change = compare_editions(State(before, load_edition(before)), State(files, loaded), since)
        problems += change.problems
        notices = change.notices
    gaps: tuple[Problem, ...] = ()
    if as_of and loaded.edition and not problems:
        gaps = find_gaps(MergedEdition(loaded.edition, anchors, as_of))
    pinpointed = in_order(pinpoint(problem, files.lines(problem.place.file)) for problem in problems)
    return Checked(files, loaded.edition, anchors, pinpointed, gaps, notices)


def mend(root: Path, *, today: date, only: Collection[str] | None = None) -> tuple[Mended, ...]:
    """What of the edition under `root`, or of the files `only`, can safely be mended, file by file; nothing is written.

    A file that would have more problems after than before is left as it is.
    """
    files, _ = read_files(root)
    loaded = load_edition(files)
    before = _count_problems(files, loaded, today)
    edition = loaded.edition
    ground = Ground(edition.transcripts if edition else (), _known(files, loaded))
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
    _, problems = _apply_rules(files, loaded, today)
    return Counter(problem.place.file for problem in in_order(problems))


def _apply_rules(files: EditionFiles, loaded: Loaded, today: date) -> tuple[tuple[Anchor, ...], list[Problem]]:
    """The anchors of all quotes, and every problem but those of reading the folder."""
    if loaded.edition is None:
        return (), list(loaded.problems)
    anchors, misses = anchor_quotes(loaded.edition)
    broken = check_edition(loaded.edition, _known(files, loaded), today=today)
    return anchors, [*loaded.problems, *misses, *broken]


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom, for when and for where a site is built."""

    language: str | None
    """The reader's language; the edition's first if None."""
    as_of: date
    """The day for which the site tells the truth."""
    today: date
    """The day on which it is built; nothing may be dated later."""
    site_url: str = LOCAL_SITE
    """The address of the home page in that language, with a slash at its end."""
    edit_base: str | None = None
    """The address under which the repository's files are edited, if it is known."""


def build(root: Path, setting: Setting) -> Site:
    """The site of the edition under `root` in one language, as of a day.

    Raises `EditionError` with every problem where there is any, `LookupError` for a language without a catalog.
    """
    checked = check(root, today=setting.today)
    if checked.problems or checked.edition is None:
        raise EditionError(checked.problems)
    return _site(checked, setting)


def preview(root: Path, setting: Setting) -> Site:
    """As `build`, for the editor at work: a site in any case, of what is sound, with the problems beside it.

    A page that cannot be made lists the problems instead, so that an open browser shows them.
    """
    checked = check(root, today=setting.today)
    sound = _without_broken(checked)
    site = _site(sound, setting) if sound.edition else Site((), {})
    if not checked.problems:
        return site
    wanted = (*PAGES, *(f"claims/{Path(path).stem}.md" for path in checked.files.annotations))
    made = {page.path for page in site.pages}
    catalog = load_catalog(setting.language or available_languages()[0])
    messages = [p.as_text(catalog.language) for p in checked.problems]
    instead = (render_problem_page(path, messages, catalog) for path in dict.fromkeys(wanted) if path not in made)
    return replace(site, pages=(*site.pages, *instead), problems=checked.problems)


def write_docs(root: Path, site: Site, out: Path) -> None:
    """Write a site into the folder `out` as a complete docs folder, all of it or nothing.

    Raises `FileExistsError` where `out` holds anything already.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} is not an empty folder; name a new one")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        whole = Path(folder) / "docs"
        for path, made_from in site.handwritten.items():
            (whole / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / "docs" / made_from, whole / path)
        for page in site.pages:
            (whole / page.path).parent.mkdir(parents=True, exist_ok=True)
            (whole / page.path).write_text(page.content, encoding="utf-8", newline="\n")
        for picture in site.pictures:
            (whole / picture.path).parent.mkdir(parents=True, exist_ok=True)
            (whole / picture.path).write_bytes(picture.content)
        whole.replace(out)


def choose_handwritten(paths: Iterable[str], language: str, default: str) -> dict[str, str]:
    """For each handwritten file of the site in `language` the file it is a copy of.

    `method.zh-Hant.md` is the Chinese `method.md`. A page without a translation
    stands on the default language's site alone; other files stand on every site.
    """
    chosen: dict[str, str] = {}
    for path in paths:
        stem, dot, own = path.removesuffix(".md").rpartition(".")
        if path.endswith(".md") and dot and "/" not in own:
            if own == language:
                chosen[f"{stem}.md"] = path
        elif not path.endswith(".md") or language == default:
            chosen.setdefault(path, path)
    return chosen


def _site(checked: Checked, setting: Setting) -> Site:
    assert checked.edition is not None
    default = checked.edition.frame.languages[0]
    language = setting.language or default
    merged = MergedEdition(checked.edition, checked.anchors, setting.as_of)
    catalog = load_catalog(language)
    drawn = draw_pictures(list_cards(merged, catalog), find_faces())
    pages = render_pages(merged, catalog, cards=drawn.cards, site_url=setting.site_url, edit_base=setting.edit_base)
    data = render_exports(merged, catalog, site_url=setting.site_url)
    everything = sorted((*pages, *data), key=lambda page: page.path)
    handwritten = choose_handwritten(checked.files.handwritten, language, default)
    return Site(tuple(everything), handwritten, pictures=drawn.files, remark=drawn.remark)


def _known(files: EditionFiles, loaded: Loaded) -> Known:
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
    )


def _without_broken(checked: Checked) -> Checked:
    """The same without the annotations whose files have problems."""
    if checked.edition is None:
        return checked
    broken = {p.place.file for p in checked.problems}
    sound = tuple(a for a in checked.edition.annotations if a.place.file not in broken)
    ids = {a.id for a in sound}
    anchors = tuple(x for x in checked.anchors if x.annotation in ids)
    return replace(checked, edition=replace(checked.edition, annotations=sound), anchors=anchors)
