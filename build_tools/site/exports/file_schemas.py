"""The schemas of the YAML files, where readers of the data and editors elsewhere find them."""

from __future__ import annotations

from build_tools.edition import urls
from build_tools.edition.merge import MergedEdition
from build_tools.site.catalog import Catalog
from build_tools.site.exports.document import to_json
from build_tools.site.exports.fields import FILE_SCHEMAS
from build_tools.site.page import Page
from build_tools.site.schemas import NAMES, file_schema


def render_file_schemas(merged: MergedEdition, catalog: Catalog, site_url: str) -> tuple[Page, ...]:
    """One file for each schema, with its published address as its id."""
    return tuple(
        Page(path, to_json(file_schema(name, merged.edition, urls.absolute(path, site_url))))
        for name, path in zip(NAMES, FILE_SCHEMAS.files, strict=True)
    )
