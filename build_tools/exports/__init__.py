"""The merged edition to data files for machines, one module a format."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.catalog import Catalog
from build_tools.merge import MergedEdition
from build_tools.page import Page

Export = Callable[[MergedEdition, Catalog, str], Page]
"""An export takes the edition, the reader's words and the address of the site, and gives one file."""

EXPORTS: tuple[Export, ...] = ()
"""Every format, in the order in which the data page lists them."""


def render_exports(merged: MergedEdition, catalog: Catalog, *, site_url: str) -> tuple[Page, ...]:
    """Every data file of the site in one language; `site_url` is its home page's address, ending in a slash."""
    return tuple(export(merged, catalog, site_url) for export in EXPORTS)
