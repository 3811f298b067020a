"""What is said to a Word file (written by python-docx): a paragraph each, its time and speaker in bold."""

from __future__ import annotations

import io
import zipfile

from docx import Document

from build_tools.writing.exporters.said import Said
from build_tools.writing.exporters.text import lines

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that an archive can tell, so that the same words give the same bytes."""


def to_docx(said: Said) -> bytes:
    """The bytes of a Word file, with the title as the document's own and not as a line of it."""
    document = Document()
    document.core_properties.title = said.title[:255]
    document.core_properties.language = said.language
    for head, words in lines(said):
        paragraph = document.add_paragraph()
        paragraph.add_run(head.rstrip()).bold = True
        paragraph.add_run(f" {words}")
    written = io.BytesIO()
    document.save(written)
    return _timeless(written)


def _timeless(written: io.BytesIO) -> bytes:
    """The same archive without the hour at which it was written."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _DAY), old.read(entry), zipfile.ZIP_DEFLATED)
    return again.getvalue()
