"""The edition's texts to plain words for a reader of one language, fit for XML and iCalendar."""

from __future__ import annotations

import re

from build_tools.edition.merge import MergedEdition
from build_tools.edition.notes import plain
from build_tools.model.model import Text
from build_tools.site.catalog import Catalog

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2) or RFC 5545 (3.1, CONTROL) cannot hold, or advises against; YAML's escapes can write it."""


def plain_words(text: Text, merged: MergedEdition, catalog: Catalog, *, note: bool = False) -> str:
    """The words on one line, without the marks of a `note`, in the reader's language.

    Where that is missing, in the edition's default language, and says so.
    """
    default = merged.edition.frame.languages[0]
    language = next((found for found in (catalog.language, default) if found in text.languages), text.languages[0])
    words = text.get(language) or ""
    line = " ".join(_UNFIT.sub("", plain(words) if note else words).split())
    if language == catalog.language:
        return line
    return f"{line} {catalog.label('language.missing', language=catalog.language_name(language))}"
