"""Word files to the lines and tables of a document (opened by python-docx)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from build_tools.writing.importers.document import Row, read_document
from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, excerpt

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes; a file that unpacks to more is no transcript, and may be a trap."""
MAX_PARTS = 5000
_SIDE = re.compile(r"/word/(?P<what>footnotes|endnotes|comments|header|footer)\d*\.xml")
_GONE = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What was struck out, or stands there a second time."""
_PIECES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(data: bytes, known: Collection[str] = ()) -> Reading:
    """The utterances of a Word file: its paragraphs, its headings, its tables; their number stands for a line's.

    What was inserted as a tracked change is read, what was deleted is not. Notes,
    comments, headers and footers are left out with a remark.
    """
    document = _open(data)
    body = _Body(document)
    body.add(document.element.body)
    return read_document(body.parts, [*body.remarks, *_sides(document)], known)


def _open(data: bytes) -> Opened:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise UnreadableError(f"this Word file unpacks to more than the {MAX_UNPACKED} bytes allowed")
        return Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError, EOFError) as error:
        raise UnreadableError(f"this is no Word file that can be opened: {error}") from None


@dataclass(slots=True)
class _Body:
    """Collects the paragraphs and rows of a document, in order."""

    document: Opened
    parts: list[Line | Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    number: int = 0
    """Of the last paragraph."""

    def add(self, element: BaseOxmlElement) -> None:
        """Add what stands in an element, but not what was struck out."""
        for child in element.iterchildren():
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag not in _GONE and isinstance(child.tag, str):
                self.add(child)

    def _paragraph(self, paragraph: BaseOxmlElement) -> None:
        self.number += 1
        level = self._level(paragraph)
        pieces = list(_pieces(paragraph))
        opens = True
        for line in _lines(pieces):
            words = "".join(text for text, _ in line)
            if words.strip():
                self.parts.append(Line(self.number, words, opens, "" if level else _bold(line), level))
                opens = False
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(parent.tag in _GONE for parent in box.iterancestors()):
                self.add(box)

    def _table(self, table: BaseOxmlElement) -> None:
        for row in table.iter(qn("w:tr")):
            self.number += 1
            cells = [
                "\n".join("".join(text for text, _ in _pieces(p)) for p in cell.iter(qn("w:p")))
                for cell in row.iter(qn("w:tc"))
            ]
            if any(cell.strip() for cell in cells):
                self.parts.append(Row(self.number, tuple(cells)))

    def _level(self, paragraph: BaseOxmlElement) -> int:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        id = style.get(qn("w:val")) if style is not None else None
        name = next((s.name or "" for s in self.document.styles if s.style_id == id), "") if id else ""
        found = re.fullmatch(r"heading (\d)", name, re.IGNORECASE)
        return int(found[1]) if found else 1 if name == "Title" else 0


def _pieces(element: BaseOxmlElement, *, bold: bool = False) -> Iterator[tuple[str, bool]]:
    """The text of a paragraph in order, each piece with whether it is bold; text boxes are apart."""
    for child in element.iterchildren():
        if child.tag in _GONE or child.tag == qn("w:txbxContent") or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield child.text or "", bold
        elif child.tag in _PIECES:
            yield _PIECES[child.tag], bold
        elif child.tag == qn("w:r"):
            yield from _pieces(child, bold=_is_bold(child))
        elif child.tag not in (qn("w:pPr"), qn("w:rPr")):
            yield from _pieces(child, bold=bold)


def _is_bold(run: BaseOxmlElement) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    strong = style is not None and style.get(qn("w:val")) == "Strong"
    return strong or (mark is not None and mark.get(qn("w:val")) not in ("0", "false", "off"))


def _lines(pieces: list[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    line: list[tuple[str, bool]] = []
    for text, bold in pieces:
        first, *rest = text.split("\n")
        line.append((first, bold))
        for more in rest:
            yield line
            line = [(more, bold)]
    yield line


def _bold(line: list[tuple[str, bool]]) -> str:
    words = ""
    for text, bold in line:
        if text.strip() and not bold:
            break
        words += text
    return words.strip()


def _sides(document: Opened) -> Iterator[Remark]:
    """A remark for each part of the file that has words beside the text."""
    for part in document.part.package.iter_parts():
        found = _SIDE.fullmatch(str(part.partname))
        if found:
            words = " ".join(t.text or "" for t in parse_xml(part.blob).iter(qn("w:t")))
            if words.strip():
                yield Remark(0, f"left out: {excerpt(words)} in the {found['what']} of the Word file")
