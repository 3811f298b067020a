"""The bytes of a Word file to its paragraphs and rows, and paragraphs to such bytes (by python-docx)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes; a file that unpacks to more is no transcript, and may be a trap."""
MAX_PARTS = 5000
MAX_DEPTH = 50
"""Of tables, text boxes and the like in one another."""
_SIDE = re.compile(r"/word/(?P<what>footnotes|endnotes|comments|header|footer)\d*\.xml")
_GONE = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What was struck out, or stands there a second time."""
_PIECES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, PackageNotFoundError, LookupError, ValueError, OSError,
           SyntaxError, EOFError)  # fmt: skip
"""What is raised of an archive that is damaged or of another kind, and of XML that is none."""
_LOCKED = 1
"""The flag of an entry that takes a password."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that an archive can tell, so that the same words give the same bytes."""

Piece = tuple[str, bool]
"""Words, and whether they are bold."""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph."""

    number: int
    """Counted from 1, with the rows of tables."""
    pieces: tuple[Piece, ...]
    level: int
    """Of its heading; 0 for other paragraphs."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a table."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordText:
    """What stands in a Word file."""

    parts: tuple[WordParagraph | WordRow, ...]
    sides: tuple[tuple[str, str], ...]
    """The words beside the text: the name of their part, and they themselves."""


class NotWordError(Exception):
    """The bytes are no Word file, or one that is too large."""


def read_word(data: bytes) -> WordText:
    """The paragraphs and rows of a Word file, in order.

    What was inserted as a tracked change is read, what was deleted is not. Raises `NotWordError`.
    """
    try:
        _refuse_traps(data)
        document = _open(data)
        body = document.element.find(qn("w:body"))
        if body is None:
            raise NotWordError("its document has no body")
        return WordText(tuple(_number(_parts(body, _levels(document), 0))), tuple(_sides(document)))
    except _BROKEN as error:
        raise NotWordError(str(error)) from None


def write_word(paragraphs: Iterable[tuple[str, str]], *, title: str, language: str) -> bytes:
    """The bytes of a Word file of paragraphs, each with its bold beginning and the rest; the title is no line of it."""
    document = Document()
    document.core_properties.title = title[:255]
    document.core_properties.language = language
    for bold, rest in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    written, again = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _DAY), old.read(entry), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _refuse_traps(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise NotWordError(f"it unpacks to more than the {MAX_UNPACKED} bytes allowed")
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise NotWordError("it is locked by a password")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise NotWordError("it is packed in a way that no Word file is")  # Office Open XML, part 2, 7.3.7


def _open(data: bytes) -> Opened:
    """The document; python-docx takes for granted what the root of each part is, and that its relations are whole."""
    try:
        return Document(io.BytesIO(data))
    except (AttributeError, TypeError, AssertionError):
        raise NotWordError("a part of it is not what it is said to be") from None


def _levels(document: Opened) -> dict[str, int]:
    """The level of its headings for the id of each style."""
    related = (link for link in document.part.rels.values() if link.reltype == RELATIONSHIP_TYPE.STYLES)
    parts = (parse_xml(link.target_part.blob) for link in related if not link.is_external)
    named = [(style, style.find(qn("w:name"))) for part in parts for style in part.iter(qn("w:style"))]
    return {str(style.get(qn("w:styleId"))): _level(str(n.get(qn("w:val")))) for style, n in named if n is not None}


def _level(style: str) -> int:
    found = re.fullmatch(r"heading (\d)", style, re.IGNORECASE)
    return int(found[1]) if found else 1 if style == "Title" else 0


def _number(parts: Iterable[WordParagraph | WordRow]) -> Iterator[WordParagraph | WordRow]:
    for number, part in enumerate(parts, 1):
        if isinstance(part, WordRow):
            yield WordRow(number, part.cells)
        else:
            yield WordParagraph(number, part.pieces, part.level)


def _parts(element: BaseOxmlElement, levels: dict[str, int], depth: int) -> Iterator[WordParagraph | WordRow]:
    """What stands in an element, but not what was struck out."""
    if depth > MAX_DEPTH:
        raise NotWordError(f"its parts lie in one another deeper than {MAX_DEPTH} times")
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            level = levels.get(str(style.get(qn("w:val"))), 0) if style is not None else 0
            yield WordParagraph(0, tuple(_pieces(child)), level)
            for box in child.iter(qn("w:txbxContent")):
                if not any(parent.tag in _GONE for parent in box.iterancestors()):
                    yield from _parts(box, levels, depth + 1)
        elif child.tag == qn("w:tbl"):
            yield from _rows(child)
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _parts(child, levels, depth + 1)


def _rows(table: BaseOxmlElement) -> Iterator[WordRow]:
    for row in table.iter(qn("w:tr")):
        cells = (cell.iter(qn("w:p")) for cell in row.iter(qn("w:tc")))
        yield WordRow(0, tuple("\n".join("".join(text for text, _ in _pieces(p)) for p in cell) for cell in cells))


def _pieces(element: BaseOxmlElement, *, bold: bool = False) -> Iterator[Piece]:
    """The text of a paragraph in order; text boxes are apart."""
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


def _sides(document: Opened) -> Iterator[tuple[str, str]]:
    """The notes, comments, headers and footers that have words."""
    for part in document.part.package.iter_parts():
        found = _SIDE.fullmatch(str(part.partname))
        words = " ".join(t.text or "" for t in parse_xml(part.blob).iter(qn("w:t"))) if found else ""
        if found and words.strip():
            yield found["what"], words
