"""The composition root: an edition's folder to a site's pages, every step named in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from build_tools.edition.merge import MergedEdition
from build_tools.edition.urls import PAGES, page_address
from build_tools.problems.problem import EditionError
from build_tools.rules.examine import Checked, check, without_broken
from build_tools.site.accounting import list_owed
from build_tools.site.cards.cards import list_cards
from build_tools.site.cards.fonts import find_faces
from build_tools.site.cards.pictures import draw_pictures
from build_tools.site.cards.store import Store
from build_tools.site.catalog import available_languages, load_catalog
from build_tools.site.docs_folder import Site, choose_handwritten, clashes_of, texts_of
from build_tools.site.exports import render_exports
from build_tools.site.filling import fill_documents, fill_edition
from build_tools.site.pages import environment, render_pages, render_problem_pages
from build_tools.site.recording import frame_sources, media_sources
from build_tools.site.search.index import render_search_index
from build_tools.site.setting import Setting


@dataclass(frozen=True)
class Read:
    """An edition as it stands in its folder at one moment, to be made into a site in each language."""

    root: Path
    checked: Checked
    as_of: date
    """The day for which the sites tell the truth."""

    @cached_property
    def merged(self) -> MergedEdition:
        """The edition as of the day, its texts filled."""
        assert self.checked.edition is not None
        return fill_edition(MergedEdition(self.checked.edition, self.checked.anchors, self.as_of))


def read(root: Path, *, as_of: date, today: date) -> Read:
    """The edition under `root`; raises `EditionError` with every problem where there is any."""
    checked = check(root, today=today)
    if checked.problems or checked.edition is None:
        raise EditionError(checked.problems)
    return Read(root, checked, as_of)


def read_sound(root: Path, *, as_of: date, today: date) -> Read:
    """As `read`, for the editor at work: what is sound of it, with the problems beside it."""
    return Read(root, without_broken(check(root, today=today)), as_of)


def build(root: Path, setting: Setting) -> Site:
    """The site of the edition under `root` in one language, as of a day.

    Raises `EditionError` with every problem where there is any, `LookupError` for a language without a catalog.
    """
    site = make_site(read(root, as_of=setting.as_of, today=setting.today), setting)
    if clashes := clashes_of(site):
        raise EditionError(clashes)
    return site


def preview(root: Path, setting: Setting) -> Site:
    """As `build`, for the editor at work: a site in any case, of what is sound."""
    return make_site(read_sound(root, as_of=setting.as_of, today=setting.today), setting)


def make_site(edition: Read, setting: Setting, only: Collection[str] | None = None) -> Site:
    """The site in one language; with `only` those of its pages, pictures and data files that have these paths.

    A page that cannot be made lists the problems instead, so that an open browser shows them.
    """
    checked = edition.checked
    site = _site(edition, setting, only) if checked.edition else Site((), {})
    if not checked.problems:
        return site
    wanted = (*PAGES, *(f"claims/{Path(path).stem}.md" for path in checked.files.annotations))
    missing = [path for path in dict.fromkeys(wanted) if path not in site.paths and (only is None or path in only)]
    instead = render_problem_pages(
        missing, checked.problems, load_catalog(setting.language or available_languages()[0])
    )
    return replace(site, pages=(*site.pages, *instead), problems=checked.problems)


def forget_words() -> None:
    """Read the catalogs and templates of the program anew, which have changed on disk."""
    load_catalog.cache_clear()
    environment.cache_clear()


def _site(edition: Read, setting: Setting, only: Collection[str] | None) -> Site:
    merged, files = edition.merged, edition.checked.files
    language = setting.language or merged.edition.frame.languages[0]
    catalog = load_catalog(language)
    recording = merged.edition.frame.recording
    frames, media = frame_sources(recording), media_sources(recording)
    addresses = None if only is None else {page_address(path) for path in only if path.endswith(".md")}
    cards = tuple(card for card in list_cards(merged, catalog) if addresses is None or card.address in addresses)
    drawn = draw_pictures(cards, find_faces(), Store.beside(edition.root))
    pages = render_pages(
        merged, catalog, cards=drawn.cards, site_url=setting.site_url, edit_base=setting.edit_base, only=only
    )
    handwritten = choose_handwritten(files.handwritten, language, merged.edition.frame.languages)
    filled = fill_documents(handwritten, files.documents, merged, catalog)
    made = {page.path: page.content for page in filled}
    copied = {path: file for path, file in handwritten.items() if path not in made}
    if only is not None:
        return Site(
            tuple(page for page in (*pages, *filled) if page.path in only),
            copied,
            frame_hosts=frames,
            media_hosts=media,
        )
    data = render_exports(merged, catalog, site_url=setting.site_url)
    prose = texts_of(files.documents, copied)
    index = render_search_index(merged, catalog, {**prose, **made})
    everything = sorted((*pages, *data, *filled, index), key=lambda page: page.path)
    owed = partial(list_owed, merged, language)
    return Site(
        tuple(everything),
        copied,
        pictures=drawn.files,
        remark=drawn.remark,
        owed=owed,
        frame_hosts=frames,
        media_hosts=media,
    )
