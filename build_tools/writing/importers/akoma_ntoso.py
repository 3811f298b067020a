"""Akoma Ntoso debates to utterances (OASIS LegalDocML, elements speech, question and answer)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt
from build_tools.writing.importers.xml_tree import Element, parse_xml

SPEECHES = ("speech", "question", "answer")
_CLOCKS = ("startTime", "endTime")


def read_akoma_ntoso(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a debate, a paragraph (`p`) each; the speaker is what `from` says, else whom `by` names.

    What stands in the debate outside a speech is a remark. Its times are those of a
    clock, not of a recording, and are left out with a remark.
    """
    root = parse_xml(text)
    if root.name != "akomaNtoso":
        raise UnreadableError(f"the root is <{root.name}>, not <akomaNtoso>", root.line)
    names = {
        e.attributes.get("eId") or e.attributes.get("id", ""): e.attributes.get("showAs", "")
        for e in root.find_all("TLCPerson", "TLCRole")
    }
    utterances: list[Utterance] = []
    remarks: list[Remark] = []
    for body in root.find_all("debateBody", "mainBody", "body"):
        _read(body, names, utterances, remarks)
    return Reading(tuple(utterances), tuple(sorted(remarks)))


def _read(element: Element, names: Mapping[str, str], utterances: list[Utterance], remarks: list[Remark]) -> None:
    """Walk through a part of the debate, speech by speech."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                remarks.append(Remark(element.line, f"left out: {excerpt(child)} in <{element.name}>"))
        elif child.name in SPEECHES:
            utterances.extend(_speech(child, names))
            if any(clock in child.attributes for clock in _CLOCKS):
                remarks.append(Remark(child.line, "left out: the time of the clock"))
        else:
            _read(child, names, utterances, remarks)


def _speech(speech: Element, names: Mapping[str, str]) -> Iterator[Utterance]:
    by = speech.attributes.get("by", "").removeprefix("#")
    named = next((" ".join(e.text.split()).rstrip(":：").rstrip() for e in speech.elements() if e.name == "from"), "")
    speaker = named or names.get(by, "") or by or None
    paragraphs = [(line, words) for line, words in _paragraphs(speech) if words.strip()]
    for line, words in paragraphs or [(speech.line, "")]:
        yield Utterance(speaker, " ".join(words.split()), line)


def _paragraphs(element: Element) -> Iterator[tuple[int, str]]:
    """The words of a speech by paragraph, with their lines; text outside a paragraph is one of its own."""
    loose = ""
    for child in element.children:
        if isinstance(child, str):
            loose += child
        elif child.name == "from":
            continue
        elif child.name == "p" or not any(child.find_all("p")):
            if child.name in ("p", "heading", "block", "li", "blockContainer"):
                yield element.line, loose
                loose = ""
                yield child.line, child.text
            else:
                loose += child.text
        else:
            yield element.line, loose
            loose = ""
            yield from _paragraphs(child)
    yield element.line, loose
