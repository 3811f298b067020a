"""Word files to the lines and tables of a document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from build_tools.writing.importers.document import Row, read_document
from build_tools.writing.importers.heads import Line
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, excerpt
from build_tools.writing.word_file import NotWordError, Piece, WordParagraph, read_word


def read_docx(data: bytes, known: Collection[str] = ()) -> Reading:
    """The utterances of a Word file: its paragraphs, its headings, its tables; their number stands for a line's.

    Notes, comments, headers and footers are left out with a remark.
    """
    try:
        text = read_word(data)
    except NotWordError as error:
        raise UnreadableError(f"this is no Word file that can be opened: {error}") from None
    parts: list[Line | Row] = []
    for part in text.parts:
        if isinstance(part, WordParagraph):
            parts += _lines(part)
        elif any(cell.strip() for cell in part.cells):
            parts.append(Row(part.number, part.cells))
    sides = [Remark(0, f"left out: {excerpt(words)} in the {what} of the Word file") for what, words in text.sides]
    return read_document(parts, sides, known)


def _lines(paragraph: WordParagraph) -> Iterator[Line]:
    """The lines of a paragraph that are not blank."""
    opens = True
    for line in _broken(paragraph.pieces):
        words = "".join(text for text, _ in line)
        if words.strip():
            bold = "" if paragraph.level else _bold(line)
            yield Line(paragraph.number, words, opens, bold, paragraph.level)
            opens = False


def _broken(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for text, bold in pieces:
        first, *rest = text.split("\n")
        line.append((first, bold))
        for more in rest:
            yield line
            line = [(more, bold)]
    yield line


def _bold(line: Sequence[Piece]) -> str:
    """The words in bold with which a line begins."""
    words = ""
    for text, bold in line:
        if text.strip() and not bold:
            break
        words += text
    return words.strip()
