"""Bytes to a Word file that they describe, so that a changed byte is another document and not a broken archive."""

from __future__ import annotations

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2)
)
_AROUND = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("footnotes", "footnotes"))
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="a" Type="{_LINK}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="b" Type="{_LINK}/styles" Target="styles.xml"/>'
    f'<Relationship Id="c" Type="{_LINK}/footnotes" Target="footnotes.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{_MAIN}">{_STYLES}</w:styles>',
}
_OPENING = {
    "p": ("<w:p>", "</w:p>"),
    "r": ("<w:r>", "</w:r>"),
    "b": ("<w:r><w:rPr><w:b/></w:rPr>", "</w:r>"),
    "h": ('<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>', "</w:p>"),
    "T": ("<w:tbl>", "</w:tbl>"),
    "R": ("<w:tr>", "</w:tr>"),
    "C": ("<w:tc>", "</w:tc>"),
    "i": ("<w:ins>", "</w:ins>"),
    "d": ("<w:del>", "</w:del>"),
    "x": ("<w:txbxContent>", "</w:txbxContent>"),
    "s": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
}
_ALONE = {"t": "<w:tab/>", "n": "<w:br/>", "-": "<w:noBreakHyphen/>", "?": "<?x y?>", "!": "<!-- x -->"}


def word_file(data: bytes) -> bytes:
    """A Word file: `<p` opens a paragraph, `<R` a row and so on, `>` closes what was opened last, the rest are words.

    What stands behind a zero byte are the words of a footnote. Nothing that XML cannot hold comes in.
    """
    body, _, side = data.decode("utf-8", "replace").partition("\0")
    note = f'<w:footnotes xmlns:w="{_MAIN}"><w:footnote><w:p>{_words(side)}</w:p></w:footnote></w:footnotes>'
    document = f'<w:document xmlns:w="{_MAIN}"><w:body>{_elements(body)}</w:body></w:document>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, part in {**_AROUND, "word/document.xml": document, "word/footnotes.xml": note}.items():
            packed.writestr(name, part)
    return written.getvalue()


PARTS = ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")  # fmt: skip


def of_parts(data: bytes) -> bytes:
    """A Word file whose parts are bytes between zero bytes, in the order of `PARTS`; those that lack are sound."""
    given = dict(zip(PARTS, data.split(b"\0"), strict=False))
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(b"a"))) as sound, zipfile.ZipFile(written, "w") as packed:
        for name in sound.namelist():
            packed.writestr(name, given.get(name) or sound.read(name))
    return written.getvalue()


def parts_of(data: bytes) -> bytes:
    """The bytes for which `of_parts` gives a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"\0".join(packed.read(name) for name in PARTS)


def _elements(body: str) -> str:
    parts, closing = [], []
    first, *others = body.split("<")
    for piece in (f"p{first}", *others):
        opening, end = _OPENING.get(piece[:1], ("", ""))
        parts.append(opening or _ALONE.get(piece[:1], ""))
        if opening:
            closing.append(end)
        words, *rest = piece[1:].split(">")
        parts.append(_words(words))
        for more in rest:
            parts.append(closing.pop() if closing else "")
            parts.append(_words(more))
    return "".join((*parts, *reversed(closing)))


def _words(words: str) -> str:
    held = "".join(c for c in words if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return f'<w:t xml:space="preserve">{held.replace("&", "&amp;")}</w:t>' if held else ""
