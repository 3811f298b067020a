"""TEI transcriptions of speech to utterances (TEI P5, chapter 8: elements u, who, timeline; ISO 24624)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.model.timecode import TimeCode
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt
from build_tools.writing.importers.xml_tree import Element, parse_xml

NO_SPEECH = ("vocal", "kinesic", "incident", "writing", "note", "desc", "spanGrp", "shift")
"""What TEI has for sounds, gestures and comments, in an utterance or between two."""
_UNITS = {"": 1000, "s": 1000, "ms": 1, "min": 60_000}


def read_tei(text: str) -> Reading:
    """The utterances of a TEI document, a `u` each; its times are those of the timeline, or given in the `u` itself."""
    root = parse_xml(text)
    if root.name not in ("TEI", "TEI.2", "teiCorpus"):
        raise UnreadableError(f"the root is <{root.name}>, not <TEI>", root.line)
    names = {p.attributes["id"]: name for p in root.find_all("person") if "id" in p.attributes and (name := _name(p))}
    moments = _moments(root)
    remarks: list[Remark] = []
    utterances: list[Utterance] = []
    for body in root.find_all("text"):
        utterances += _read(body, {}, names, moments, remarks)
    return Reading(tuple(utterances), tuple(sorted(remarks)))


def _read(
    element: Element,
    outer: Mapping[str, str],
    names: Mapping[str, str],
    moments: Mapping[str, TimeCode],
    remarks: list[Remark],
) -> Iterator[Utterance]:
    """The utterances in a part of the text; an annotation block tells who and when for the utterance in it."""
    given = {**outer, **{k: v for k, v in element.attributes.items() if k in ("who", "start")}}
    if element.name == "u":
        who = given.get("who", "").split(" ")[0].removeprefix("#")
        start = given.get("start", "")
        time = moments.get(start.removeprefix("#")) or TimeCode.parse(start)
        if start and time is None:
            remarks.append(Remark(element.line, f"left out: {start!r} is no moment of the recording"))
        words = " ".join("".join(_words(element, remarks)).split())
        yield Utterance(names.get(who, who) or None, words, element.line, time)
        return
    if element.name == "timeline":
        return
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                remarks.append(Remark(element.line, f"left out: {excerpt(child)} in <{element.name}>"))
        elif child.name in NO_SPEECH:
            if child.text.strip():
                remarks.append(Remark(child.line, f"left out: {excerpt(child.text)} in <{child.name}>"))
        else:
            yield from _read(child, given, names, moments, remarks)


def _words(element: Element, remarks: list[Remark]) -> Iterator[str]:
    """The words of an utterance in order; `w` elements are words even where no blank parts them."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name in NO_SPEECH:
            if child.text.strip():
                remarks.append(Remark(child.line, f"left out: {excerpt(child.text)} in <{child.name}>"))
            yield " "
        else:
            yield " " if child.name in ("w", "seg", "pause") else ""
            yield from _words(child, remarks)
            yield " " if child.name in ("seg", "pause") else ""


def _name(person: Element) -> str:
    name = next(person.find_all("persName", "name"), None)
    return " ".join(name.text.split()) if name else ""


def _moments(root: Element) -> dict[str, TimeCode]:
    """The moments of the timelines by their ids, counted from each timeline's origin."""
    found: dict[str, int] = {}
    for timeline in root.find_all("timeline"):
        unit = timeline.attributes.get("unit", "")
        origin = timeline.attributes.get("origin", "").removeprefix("#")
        for when in timeline.find_all("when"):
            id = when.attributes.get("id", "")
            since = when.attributes.get("since", "").removeprefix("#") or origin
            interval = when.attributes.get("interval")
            factor = _UNITS.get(when.attributes.get("unit", unit))
            if interval is None:
                found.setdefault(origin or id, 0)
            elif factor and since in found and (length := _number(interval)) is not None:
                found[id] = found[since] + round(length * factor)
    return {id: TimeCode(ms) for id, ms in found.items() if ms >= 0}


def _number(written: str) -> float | None:
    plain = written.replace(".", "", 1)
    return float(written) if plain.isascii() and plain.isdigit() and len(plain) < 16 else None
