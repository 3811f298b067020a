"""The sources to CSL-JSON, which reference managers read (https://citationstyles.org)."""

from __future__ import annotations

from datetime import date

from build_tools.edition.merge import MergedEdition
from build_tools.model.dates import DateSpan
from build_tools.model.model import Source
from build_tools.site.catalog import Catalog
from build_tools.site.exports.document import by_language, to_json
from build_tools.site.exports.fields import SOURCES
from build_tools.site.page import Page

(PATH,) = SOURCES.files


def render_csl(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """Every source in the order of ids; what CSL has no field for stands under `custom`."""
    default = merged.edition.frame.languages[0]
    return Page(PATH, to_json([_item(source, default) for source in merged.sources.values()]))


def title_of(source: Source, language: str) -> str:
    """The headline, or else our description in a language, in brackets as bibliographies write what is no title."""
    if source.title or source.description is None:
        return source.title or ""
    description = source.description
    return f"[{description.get(language) or description.values[0][1]}]"


def _item(source: Source, default: str) -> dict[str, object]:
    custom: dict[str, object] = {"kind": source.kind, "supports": by_language(source.supports)}
    if source.description:
        custom["description"] = by_language(source.description)
    fields = {
        "id": source.id,
        "type": "webpage",  # all that is known of every document is that it was read at its address
        "title": title_of(source, default),
        "author": [{"literal": name} for name in source.author],
        "publisher": source.publisher,
        "original-publisher": source.original_publisher,
        "issued": _date(source.issued) if source.issued else None,
        "accessed": {"date-parts": [_parts(source.accessed)]} if source.accessed else None,
        "URL": source.url,
        "language": source.language,
        "custom": custom,
    }
    return {name: value for name, value in fields.items() if value}


def _date(span: DateSpan) -> dict[str, list[list[int]]]:
    """A date as coarse as written; a quarter is the range of its months."""
    written = len(span.written.split("-"))
    if "Q" in span.written:
        return {"date-parts": [_parts(span.first)[:2], _parts(span.last)[:2]]}
    return {"date-parts": [_parts(span.first)[:written]]}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
