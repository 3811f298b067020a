"""The text of a YAML file to the same text with those slips mended that only one thing can have meant.

Everything that is not mended stays as it is, character for character: edits are made in the text, at known places.
A mended text is taken only if it reads as the old one with the intended values, and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_tools.model.dates import DateSpan, recognize_date
from build_tools.model.fields import BLOCK_OF, BLOCKS, Choice, Field, Id, IdOf, Inside
from build_tools.model.model import Span, Transcript
from build_tools.model.vocabulary import WRITTEN_STATUSES
from build_tools.problems.suggest import meant
from build_tools.reading.mistakes import PLAIN, quoted
from build_tools.reading.yamlfile import Mapping, Node, Scalar, Sequence, parse_yaml
from build_tools.rules.anchoring import find_quote
from build_tools.rules.checks import Known
from build_tools.writing.order import order_fields

MAX_PASSES = 50
"""A pass mends all values, or the order of one mapping; what a longer file has left, the next run mends."""

REGISTER_SHAPES = {
    "annotations/edition.yml": "edition",
    "annotations/topics.yml": "topics",
    "annotations/people.yml": "people",
}
"""The shapes of the files that there is one of."""

_FIELDS = {(block.name, field.name): field for block in BLOCKS for field in block.fields}
_IDS: dict[IdOf, Callable[[Ground], frozenset[str]]] = {
    "topic": lambda ground: ground.known.topics or frozenset(),
    "source": lambda ground: ground.known.sources,
    "annotation": lambda ground: ground.known.annotations,
    "person": lambda ground: ground.known.people or frozenset(),
    "paragraph": lambda ground: _paragraphs(ground) if ground.transcripts else frozenset(),
}
"""The ids that a field may hold."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the slips of a file are judged by."""

    transcripts: tuple[Transcript, ...]
    """First the source text; none where it is broken."""
    known: Known


@dataclass(frozen=True, slots=True)
class _Edit:
    """A value that means another."""

    scalar: Scalar
    value: str


def mend_text(text: str, shape: str, ground: Ground) -> str:
    """The text of a file of this shape (the name of a block) without its safe slips; the same text where it has none.

    `people` and `topics` are shapes too: files whose keys are ids.
    """
    for _ in range(MAX_PASSES):
        mended = _mend_once(text, shape, ground)
        if mended == text:
            break
        text = mended
    return text


def _mend_once(text: str, shape: str, ground: Ground) -> str:
    node, problems = parse_yaml(text.encode("utf-8"), "")
    if node is None or problems:
        return text
    for mended, edits in _ways(text, node, shape, ground):
        if mended != text and _reads_as(mended, node, edits):
            return mended
    return text


def _ways(text: str, node: Node, shape: str, ground: Ground) -> Iterator[tuple[str, list[_Edit]]]:
    """Each way to mend the text, with the values it changes: all slips at once, each alone, blanks, the order."""
    edits = [edit for name, part in _shaped(node, shape) for edit in _edits(part, name, ground)]
    yield _apply(text, edits), edits
    for edit in edits:
        yield _apply(text, [edit]), [edit]
    yield _without_trailing_blanks(text, node), []
    for name, part in _shaped(node, shape):
        ordered = order_fields(text, part, BLOCK_OF[name].names)
        if ordered is not None and _letters(ordered) == _letters(text):
            yield ordered, []


def _shaped(node: Node, shape: str) -> Iterator[tuple[str, Mapping]]:
    """Every mapping of the file whose fields are known, with its shape, the outer before the inner."""
    if not isinstance(node, Mapping):
        return
    if shape in ("people", "topics"):
        inner = {"people": "person", "topics": "topic"}[shape]
        for _, value in node.entries:
            yield from _shaped(value, inner)
        return
    yield shape, node
    for key, value in node.entries:
        field = _FIELDS.get((shape, key.value))
        if field and isinstance(field.holds, Inside):
            for part in value.items if isinstance(value, Sequence) else (value,):
                yield from _shaped(part, field.holds.block)


def _edits(node: Mapping, shape: str, ground: Ground) -> Iterator[_Edit]:
    """The values of one mapping that mean others."""
    for key, value in node.entries:
        field = _FIELDS.get((shape, key.value))
        for item in value.items if isinstance(value, Sequence) else (value,):
            if field and isinstance(item, Scalar):
                better = _better_value(field, item.value.strip(), ground)
                if better is not None and better != item.value.strip():
                    yield _Edit(item, better)
    if shape in ("annotation", "quote"):
        yield from _quotes({key.value: value for key, value in node.entries}, ground)


def _better_value(field: Field, value: str, ground: Ground) -> str | None:
    """The one thing that a value can mean, if it is not that already."""
    match field.holds:
        case "day" | "date":
            return _better_date(value, day=field.holds == "day")
        case "status":
            return _better_word(value, frozenset(WRITTEN_STATUSES))
        case Choice(words):
            return _better_word(value, frozenset(words))
        case Id(of):
            known = _IDS[of](ground)
            return _better_word(value, known) if known else None
        case _:
            return None


def _better_date(value: str, *, day: bool) -> str | None:
    spans = recognize_date(value) if DateSpan.parse(value) is None else ()
    return spans[0].written if len(spans) == 1 and (not day or spans[0].first == spans[0].last) else None


def _better_word(value: str, words: frozenset[str]) -> str | None:
    return None if value in words else meant(value, words)


def _paragraphs(ground: Ground) -> frozenset[str]:
    source = ground.transcripts[0]
    return frozenset((*source.paragraphs, *(b.id for b in source.blocks if len(b.paragraphs) == 1)))


def _quotes(fields: dict[str, Node], ground: Ground) -> Iterator[_Edit]:
    """The quotes whose words the text has in other characters."""
    at, quote = fields.get("at"), fields.get("quote")
    if not ground.transcripts or not isinstance(at, Scalar) or quote is None:
        return
    source = ground.transcripts[0]
    paragraph = source.find(_better_word(at.value.strip(), _paragraphs(ground)) or at.value.strip())
    entries = quote.entries if isinstance(quote, Mapping) else ()
    given = {key.value: value for key, value in entries} or {source.language: quote}
    for transcript in ground.transcripts:
        words = given.get(transcript.language)
        if isinstance(words, Scalar) and paragraph in transcript.paragraphs:
            around = [_value(fields.get(name)) if transcript is source else "" for name in ("prefix", "suffix")]
            better = _true_words(transcript.paragraphs[paragraph].text, words.value.strip(), around)
            if better:
                yield _Edit(words, better)


def _true_words(text: str, words: str, around: list[str]) -> str:
    """The characters of the text that the words stand for, where they anchor and differ from them; else nothing."""
    span = find_quote(text, words, *around)
    if not isinstance(span, Span):
        return ""
    true = text[span.start : span.end]
    same = true == words or true != true.strip() or re.search(r"[\r\n]", true)
    return "" if same or find_quote(text, true, *around) != span else true


def _value(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) else ""


def _apply(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.scalar.start):
        scalar = edit.scalar
        text = text[: scalar.start] + _written(text[scalar.start : scalar.end], edit) + text[scalar.end :]
    return text


def _written(raw: str, edit: _Edit) -> str:
    """The value in the manner in which the old one was written, as far as it can be."""
    style, value = edit.scalar.style, edit.value
    if style in (">", "|"):
        block = re.fullmatch(r"([^\r\n]*)(\r\n|\r|\n)([ ]*)(?:.*?)((?:\r\n|\r|\n)*)", raw, re.DOTALL)
        return f"{block[1]}{block[2]}{block[3]}{value}{block[4]}" if block else raw
    if style == '"' and not re.search(r'["\\]', value):
        return f'"{value}"'
    if not style and PLAIN.fullmatch(value):
        return value
    return quoted(value)


def _without_trailing_blanks(text: str, node: Node) -> str:
    """The text without blanks at the ends of lines, those inside values left alone."""
    taken = [(scalar.start, scalar.end) for scalar in _scalars(node)]

    def strip(match: re.Match[str]) -> str:
        return match[0] if any(start <= match.start() < end for start, end in taken) else ""

    return re.sub(r"[ \t]+(?=\r?\n|\r|$)", strip, text)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _letters(text: str) -> Counter[str]:
    """How often each character stands in a text, blanks left out: what an exchange of lines cannot change."""
    return Counter(text.replace(" ", ""))


def _reads_as(text: str, node: Node, edits: list[_Edit]) -> bool:
    """Whether a text reads as a node with the edits made, the order of fields left out of account."""
    read, problems = parse_yaml(text.encode("utf-8"), "")
    if read is None or problems:
        return False
    changed = {edit.scalar.start: edit.value for edit in edits}
    return _data(read, {}) == _data(node, changed)


def _data(node: Node, changed: dict[int, str]) -> object:
    if isinstance(node, Scalar):
        value = node.value
        if node.start in changed:
            body = value.strip()
            return value.replace(body, changed[node.start]) if body else changed[node.start]
        return value
    if isinstance(node, Sequence):
        return [_data(item, changed) for item in node.items]
    return {key.value: _data(value, changed) for key, value in node.entries}
