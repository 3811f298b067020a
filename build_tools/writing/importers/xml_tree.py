"""XML text to elements that know their line; entities and everything outside the file are refused (defusedxml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from build_tools.writing.importers.utterance import UnreadableError

MAX_DEPTH = 100
"""Deeper than any honest document."""
_ENCODING = re.compile(r"""\A(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")
"""What a document says of its bytes, which are text already."""
_DECLARATION = 200
"""Characters in which that is said."""


@dataclass(slots=True)
class Element:
    """An element of a document."""

    name: str
    """Without its namespace's prefix."""
    attributes: dict[str, str]
    """By name without prefix, so that `xml:id` is `id`."""
    line: int
    children: list[Element | str] = field(default_factory=list)
    """Elements and text, in order."""

    def elements(self) -> Iterator[Element]:
        """The elements right inside this one."""
        return (child for child in self.children if isinstance(child, Element))

    def find_all(self, *names: str) -> Iterator[Element]:
        """Every element below this one that has one of the names, in order."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.find_all(*names)

    @property
    def text(self) -> str:
        """All text inside, in order."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def parse_xml(text: str) -> Element:
    """The root element of a document; raises `UnreadableError` with the line where it is none or is hostile."""
    builder = _Builder()
    own = _ENCODING.sub(r"\1", text[:_DECLARATION]) + text[_DECLARATION:]
    try:
        parseString(own.encode("utf-8"), builder)
    except SAXParseException as error:
        raise UnreadableError(f"this is not XML: {error.getMessage()}", error.getLineNumber() or 0) from None
    except DefusedXmlException:
        raise UnreadableError("XML with entities of its own is refused; write the characters out") from None
    return builder.root


class _Builder(ContentHandler):
    """Builds elements from the parser's events; the methods are named as SAX calls them."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, 0)
        self.open: list[Element] = []
        self.place: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        """Keep what knows the line."""
        self.place = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        """Put an element into the one that is open."""
        line = (self.place.getLineNumber() if self.place else None) or 0
        element = Element(_local(name), {_local(key): value for key, value in attrs.items()}, line)
        if len(self.open) > MAX_DEPTH:
            raise UnreadableError(f"elements are nested deeper than {MAX_DEPTH} levels", line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002
        """Close the element that is open."""
        self.open.pop()

    def characters(self, content: str) -> None:
        """Put text into the element that is open."""
        self.open[-1].children.append(content)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
