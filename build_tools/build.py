"""The composition root: an edition's folder to a site's pages, every step named in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from build_tools.edition.merge import MergedEdition
from build_tools.edition.urls import PAGES
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
from build_tools.site.pages import render_pages, render_problem_pages
from build_tools.site.search.index import render_search_index
from build_tools.site.setting import Setting


def build(root: Path, setting: Setting) -> Site:
    """The site of the edition under `root` in one language, as of a day.

    Raises `EditionError` with every problem where there is any, `LookupError` for a language without a catalog.
    """
    checked = check(root, today=setting.today)
    if checked.problems or checked.edition is None:
        raise EditionError(checked.problems)
    site = _site(root, checked, setting)
    if clashes := clashes_of(site):
        raise EditionError(clashes)
    return site


def preview(root: Path, setting: Setting) -> Site:
    """As `build`, for the editor at work: a site in any case, of what is sound, with the problems beside it.

    A page that cannot be made lists the problems instead, so that an open browser shows them.
    """
    checked = check(root, today=setting.today)
    sound = without_broken(checked)
    site = _site(root, sound, setting) if sound.edition else Site((), {})
    if not checked.problems:
        return site
    wanted = (*PAGES, *(f"claims/{Path(path).stem}.md" for path in checked.files.annotations))
    missing = dict.fromkeys(path for path in wanted if path not in site.paths)
    instead = render_problem_pages(
        missing, checked.problems, load_catalog(setting.language or available_languages()[0])
    )
    return replace(site, pages=(*site.pages, *instead), problems=checked.problems)


def _site(root: Path, checked: Checked, setting: Setting) -> Site:
    assert checked.edition is not None
    default = checked.edition.frame.languages[0]
    language = setting.language or default
    merged = fill_edition(MergedEdition(checked.edition, checked.anchors, setting.as_of))
    catalog = load_catalog(language)
    drawn = draw_pictures(list_cards(merged, catalog), find_faces(), Store.beside(root))
    pages = render_pages(merged, catalog, cards=drawn.cards, site_url=setting.site_url, edit_base=setting.edit_base)
    data = render_exports(merged, catalog, site_url=setting.site_url)
    handwritten = choose_handwritten(checked.files.handwritten, language, checked.edition.frame.languages)
    filled = fill_documents(handwritten, checked.files.documents, merged, catalog)
    made = {page.path: page.content for page in filled}
    copied = {path: file for path, file in handwritten.items() if path not in made}
    prose = texts_of(checked.files.documents, copied)
    index = render_search_index(merged, catalog, {**prose, **made})
    everything = sorted((*pages, *data, *filled, index), key=lambda page: page.path)
    owed = partial(list_owed, merged, language)
    return Site(tuple(everything), copied, pictures=drawn.files, remark=drawn.remark, owed=owed)
