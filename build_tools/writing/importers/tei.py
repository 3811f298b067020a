"""TEI transcriptions of speech to utterances (TEI P5, chapter 8: elements u, who, timeline; ISO 24624)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken
from build_tools.writing.importers.utterance import Reading, Remark, UnreadableError, Utterance, excerpt
from build_tools.writing.importers.xml_tree import Element, parse_xml

NO_SPEECH = ("vocal", "kinesic", "incident", "writing", "note", "desc", "spanGrp", "shift")
"""What TEI has for sounds, gestures and comments, in an utterance or between two."""
_UNITS = {"": 1000, "s": 1000, "ms": 1, "min": 60_000}


@dataclass(frozen=True, slots=True)
class _Source:
    """What the whole document says, for reading its utterances."""

    names: Mapping[str, str]
    moments: Mapping[str, TimeCode]
    remarks: list[Remark]


@dataclass(slots=True)
class _Seen:
    """Whom the notes between the utterances have named last."""

    speaker: str = ""


def read_tei(text: str, known: Collection[str] = ()) -> Reading:
    """The utterances of a TEI document: each `u`, or each `seg` in it, with the times of the timeline or of its own.

    The speaker is the person whom `who` names; where the document does not say who that
    is, as in ParlaMint, the `note` of the type `speaker` before it says so.
    """
    root = parse_xml(text)
    if root.name not in ("TEI", "TEI.2", "teiCorpus"):
        raise UnreadableError(f"the root is <{root.name}>, not <TEI>", root.line)
    names = {p.attributes["id"]: name for p in root.find_all("person") if "id" in p.attributes and (name := _name(p))}
    source = _Source(names, _moments(root), [])
    utterances: list[Utterance] = []
    for body in root.find_all("text"):
        utterances += _read(body, {}, source, _Seen())
    return Reading(tuple(utterances), tuple(sorted(source.remarks)))


def _read(element: Element, outer: Mapping[str, str], source: _Source, seen: _Seen) -> Iterator[Utterance]:
    """The utterances in a part of the text; an annotation block tells who and when for the utterance in it."""
    given = {**outer, **{k: v for k, v in element.attributes.items() if k in ("who", "start", "end")}}
    if element.name == "u":
        yield from _utterances(element, given, source, seen)
        return
    if element.name == "timeline":
        return
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                source.remarks.append(Remark(element.line, f"left out: {excerpt(child)} in <{element.name}>"))
        elif child.name == "note" and child.attributes.get("type") == "speaker":
            seen.speaker = " ".join(child.text.split()).rstrip(":：").rstrip()
        elif child.name in NO_SPEECH:
            _leave(child, source)
        else:
            yield from _read(child, given, source, seen)


def _leave(element: Element, source: _Source) -> None:
    if element.text.strip():
        source.remarks.append(Remark(element.line, f"left out: {excerpt(element.text)} in <{element.name}>"))


def _utterances(element: Element, given: Mapping[str, str], source: _Source, seen: _Seen) -> Iterator[Utterance]:
    """The paragraphs of a `u`: its `seg` elements, and the words that stand in none."""
    who = given.get("who", "").split(" ")[0].rpartition("#")[2]
    speaker = source.names.get(who) or seen.speaker or who or None
    if seen.speaker and who in source.names and source.names[who] not in seen.speaker:
        note = f"the note says {seen.speaker!r} where `who` means {source.names[who]!r}, who is followed"
        source.remarks.append(Remark(element.line, note))
    seen.speaker = ""
    own = re.fullmatch(r"t\d{2,}", element.attributes.get("id", ""))
    for number, (part, words) in enumerate(_parts(element, source)):
        start = part.attributes.get("start", "") or (given.get("start", "") if number == 0 else "")
        time = source.moments.get(start.removeprefix("#")) or TimeCode.parse(start)
        if start and time is None:
            source.remarks.append(Remark(part.line, f"left out: {start!r} is no moment of the recording"))
        spoken = tuple(words.spoken)
        flat = " ".join(words.text.split())
        yield Utterance(speaker, flat, part.line, time, None, spoken, opens=bool(own) and number == 0)


@dataclass(slots=True)
class _Words:
    """The words of a paragraph, and the moments that stand between them."""

    text: str = ""
    marks: list[tuple[int, TimeCode]] = field(default_factory=list)

    @property
    def spoken(self) -> Iterator[Spoken]:
        """The words from each moment to the next."""
        ends = [*(at for at, _ in self.marks[1:]), len(self.text)][: len(self.marks)]
        for (at, moment), end in zip(self.marks, ends, strict=True):
            if self.text[at:end].strip():
                yield Spoken(self.text[at:end], moment)


def _parts(element: Element, source: _Source) -> Iterator[tuple[Element, _Words]]:
    loose = _Words()
    found = False
    for child in element.children:
        if isinstance(child, Element) and child.name == "seg":
            if loose.text.strip():
                yield element, loose
                loose = _Words()
            found = True
            inside = _Words()
            _collect(child, source, inside)
            yield child, inside
        else:
            _collect_one(child, source, loose)
    if loose.text.strip() or not found:
        yield element, loose


def _collect(element: Element, source: _Source, words: _Words) -> None:
    """The words of an element in order; `w` elements are words even where no blank parts them."""
    for child in element.children:
        _collect_one(child, source, words)


def _collect_one(child: Element | str, source: _Source, words: _Words) -> None:
    if isinstance(child, str):
        words.text += child
    elif child.name in ("anchor", "timestamp"):
        moment = source.moments.get(child.attributes.get("synch", "").removeprefix("#"))
        if moment:
            words.marks.append((len(words.text), moment))
    elif child.name in NO_SPEECH:
        _leave(child, source)
        words.text += " "
    else:
        apart = child.name in ("w", "seg", "pause", "s")
        words.text += " " if apart else ""
        _collect(child, source, words)
        words.text += " " if child.name in ("seg", "pause", "s") else ""


def _name(person: Element) -> str:
    """The name of a person; where it is given in parts, the forenames first."""
    name = next(person.find_all("persName", "name"), None)
    if name is None:
        return ""
    parts = [part for kind in ("forename", "nameLink", "surname") for part in name.find_all(kind)]
    return " ".join(" ".join(part.text for part in parts or [name]).split())


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
