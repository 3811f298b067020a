"""The sources to BibTeX, which LaTeX and reference managers read."""

from __future__ import annotations

from urllib.parse import quote

from build_tools.edition.merge import MergedEdition
from build_tools.model.dates import DateSpan
from build_tools.model.model import Source
from build_tools.site.catalog import Catalog
from build_tools.site.exports.csl import title_of
from build_tools.site.exports.fields import BIBLIOGRAPHY
from build_tools.site.page import Page

(PATH,) = BIBLIOGRAPHY.files

_ESCAPES = {
    **{mark: f"\\{mark}" for mark in "&%$#_"},
    "{": "\\textbraceleft{}",  # BibTeX counts braces even behind a backslash
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def escape_bibtex(words: str) -> str:
    """`words` on one line for the inside of braces, every character with a meaning to TeX written as a command."""
    return "".join(_ESCAPES.get(c, c) for c in " ".join(words.split()))


def render_bibtex(merged: MergedEdition, catalog: Catalog, site_url: str) -> Page:
    """Every source in the order of ids as a `@misc` entry, in UTF-8; braces keep words as they are."""
    default = merged.edition.frame.languages[0]
    return Page(PATH, "\n".join(_entry(source, default) for source in merged.sources.values()))


def _entry(source: Source, default: str) -> str:
    exact_month = source.issued and source.issued.first.month == source.issued.last.month
    fields = {
        "author": " and ".join(f"{{{escape_bibtex(name)}}}" for name in source.author),
        "title": f"{{{escape_bibtex(title_of(source, default))}}}",
        "howpublished": escape_bibtex(source.publisher),
        "date": _date(source.issued) if source.issued else "",
        "year": str(source.issued.first.year) if source.issued else "",
        "month": str(source.issued.first.month) if source.issued and exact_month else "",
        "url": quote(source.url, safe="!#$%&'()*+,/:;=?@[]~"),  # a brace or a backslash would end the field
        "urldate": source.accessed.isoformat() if source.accessed else "",
        "langid": escape_bibtex(source.language),
        "keywords": source.kind,
        "origpublisher": escape_bibtex(source.original_publisher or ""),
    }
    lines = [f"  {field.name} = {{{fields[field.name]}}},\n" for field in BIBLIOGRAPHY.fields if fields[field.name]]
    return f"@misc{{{source.id},\n{''.join(lines)}}}\n"


def _date(span: DateSpan) -> str:
    """A date as biblatex reads it (ISO 8601-2), as coarse as written; a quarter is the range of its months."""
    if "Q" in span.written:
        return f"{span.first:%Y-%m}/{span.last:%Y-%m}"
    return span.written
