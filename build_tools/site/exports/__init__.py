"""The merged edition to data files for machines, one module a format."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import Catalog
from build_tools.site.exports.assessments import render_assessments
from build_tools.site.exports.bibtex import render_bibtex
from build_tools.site.exports.claims import render_claims_csv, render_claims_json
from build_tools.site.exports.claims_schema import render_claims_schema
from build_tools.site.exports.csl import render_csl
from build_tools.site.exports.due_dates import render_due_dates
from build_tools.site.exports.feed import render_feed
from build_tools.site.exports.file_schemas import render_file_schemas
from build_tools.site.exports.web_annotations import render_web_annotations
from build_tools.site.page import Page

Export = Callable[[MergedEdition, Catalog, str], Page]
"""An export takes the edition, the reader's words and the address of the site, and gives one file."""

EXPORTS: tuple[Export, ...] = (
    render_feed,
    render_due_dates,
    render_web_annotations,
    render_claims_csv,
    render_claims_json,
    render_claims_schema,
    render_assessments,
    render_csl,
    render_bibtex,
)
"""Every format; what stands under `data/` is described in `fields.DATASETS`."""


def render_exports(merged: MergedEdition, catalog: Catalog, *, site_url: str) -> tuple[Page, ...]:
    """Every data file of the site in one language; `site_url` is its home page's address, ending in a slash."""
    return (
        *(export(merged, catalog, site_url) for export in EXPORTS),
        *render_file_schemas(merged, catalog, site_url),
    )
