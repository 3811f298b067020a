"""An edition with something harmful in every text that it holds, as it would be had nothing refused it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from build_tools.model.fields import BLOCK_OF, BLOCKS, ByKey, Field, Inside
from build_tools.model.model import Anchor, Annotation, Edition, Quote, Span, Text, Transcript
from build_tools.rules.examine import Checked, check
from tests.test_problems import apply_edits

TODAY = date(2026, 11, 29)
HARM = (
    '"\'><script>window.harmed=1</script></title></textarea></template><img src=x onerror="window.harmed=1">'
    "<svg onload=window.harmed=1> ]]>--> {{ 7*7 }} {% raw %} &lt;b&gt; [l](javascript:window.harmed=1) **b** `c` "
    "\\end{verbatim} \\, @misc{x, } }, harmed = {1 %0A::error file=x::y \x1b[31m\r\n::error::z\r\nEND:VEVENT\r\nX-HARM:1\r\n\r\n# h"
)
"""What means something to HTML, Jinja, Markdown, TeX, calendars, terminals, and to the host of a repository."""

ATTRIBUTES = {("quote", "quote"): "exact", ("source", "date"): "issued"}
"""The fields whose attribute in the model has another name."""
PARTS = {"annotation": ("quote", "prefix", "suffix", "also", "claim", "correction")}
"""The fields that lie deeper in the model, where their own blocks reach them."""
FULL: list[dict[str, object]] = [
    {
        "file": "annotations/edition.yml",
        "append": "recording: {url: https://ferry.example/video, time: '?t={seconds}'}\n"
        "findings: [{of: fares-rise, why: {en: Why}}]\n"
        "errata: [{date: 2026-07-04, text: {en: An erratum}}]\n",
    },
    {
        "file": "annotations/service/two-lines-by-q2-2026.yml",
        "replace": "  judged_by:\n",
        "by": "  looked: {date: 2026-07-05, where: {en: In the papers}}\n  judged_by:\n",
    },
    {"file": "docs/transcript/zh-Hant.md", "replace": "{#t01}", "by": "{#t01 time=00:01}"},
]
"""What the small edition lacks of the blocks that there are."""


@dataclass(frozen=True, slots=True)
class Harm:
    """What was put into one field."""

    field: str
    """As in `claim.says`."""
    tag: str
    """By which it is found again; letters alone."""
    words: str
    """All of it; it begins as a formula does, or as an address."""


def listed() -> tuple[Harm, ...]:
    """A harm for every field that takes words, be they a name, a note or an address, and for the transcript."""
    fields = {
        f"{block.name}.{field.name}": field.holds
        for block in BLOCKS
        for field in block.fields
        if takes_words(field) and field.holds != "quote" and field.name not in PARTS.get(block.name, ())
    }
    tags = (f"harm{first}{second}tag" for first in ascii_lowercase for second in ascii_lowercase)
    return tuple(
        Harm(name, tag, (f"https://harm.example/{tag}?" if holds == "address" else f"=1+1 {tag} ") + HARM)
        for (name, holds), tag in zip([*fields.items(), ("transcript", "text")], tags, strict=False)
    )


def takes_words(field: Field) -> bool:
    """Whether contributors write words of their own into a field."""
    return isinstance(field.holds, ByKey) or field.holds in ("words", "text", "quote", "address")


def harmed(root: Path) -> Checked:
    """The edition in a folder with a harm in every field of every part, made after all that would refuse one."""
    apply_edits(root, FULL)
    checked = check(root, today=TODAY)
    assert checked.edition is not None, checked.problems
    assert checked.problems == ()
    return Harming(listed()).checked(checked)


class Harming:
    """Puts harms into the parts of an edition and remembers where it did."""

    def __init__(self, harms: tuple[Harm, ...]) -> None:
        self.by_field = {harm.field: harm for harm in harms}
        self.done: set[str] = set()

    def checked(self, checked: Checked) -> Checked:
        """All of an edition."""
        edition = checked.edition
        assert edition is not None
        edition = replace(
            edition,
            frame=self.part("edition", edition.frame),
            annotations=tuple(self.annotation(a) for a in edition.annotations),
            sources=tuple(self.part("source", s) for s in edition.sources),
            people=tuple(self.part("person", p) for p in edition.people),
            topics=tuple(self.part("topic", t) for t in edition.topics),
            transcripts=tuple(self.transcript(t) for t in edition.transcripts),
        )
        edition, anchors = _quoting(edition, checked.anchors)
        assert set(self.by_field) - self.done == set()
        return replace(checked, edition=edition, anchors=anchors)

    def annotation(self, a: Annotation) -> Annotation:
        """An annotation, whose parts lie a little deeper than in its file."""
        about = self.part("claim" if a.claim else "correction", a.about) if a.kind != "context" else a.about
        quotes = tuple(self.part("quote", quote) for quote in a.quotes)
        changed: Annotation = self.part("annotation", a)
        return replace(changed, about=about, quotes=quotes)

    def part(self, block: str, part: Any) -> Any:
        """A part of the edition, a block of a file."""
        changes = {}
        either = BLOCK_OF[block].either or ()
        for field in BLOCK_OF[block].fields:
            name = ATTRIBUTES.get((block, field.name), field.name)
            if field.name in PARTS.get(block, ()):
                self.done |= {f"{block}.{field.name}"}
            elif getattr(part, name, None) is not None or (field.name not in either and takes_words(field)):
                value = getattr(part, name)
                changes[name] = self.value(block, field, value)
                if changes[name] is value:  # a property among them, which has nothing to write
                    del changes[name]
        return replace(part, **changes)

    def value(self, block: str, field: Field, value: Any) -> Any:
        """The value of a field with harm in it, or as it was where it takes no words."""
        if isinstance(field.holds, Inside):
            inner = field.holds.block
            return tuple(self.part(inner, v) for v in value) if field.many else self.part(inner, value)
        if not takes_words(field):
            return value
        if field.holds == "quote":  # words of the transcript, which are harmed with it
            return value
        harm = self.by_field[f"{block}.{field.name}"]
        self.done |= {harm.field}
        match field.holds:
            case "text":
                return Text((("en", harm.words), ("zh-Hant", harm.words)))
            case ByKey(keys="label"):
                return tuple((label + harm.words, ref) for label, ref in value)
            case ByKey():
                return tuple((language, (*dict(value).get(language, ()), harm.words)) for language in ("en", "zh-Hant"))
        return (harm.words, harm.words) if field.many else harm.words

    def transcript(self, transcript: Transcript) -> Transcript:
        """The text, with harm behind every paragraph and in the label of every turn."""
        words, label = self.by_field["transcript"].words, self.by_field["edition.speakers"].words
        self.done |= {"transcript"}
        one_line = " ".join(words.split())
        return replace(
            transcript,
            blocks=tuple(
                replace(
                    block,
                    label=block.label + (label if block.kind == "turn" else " ".join(words.split())),
                    paragraphs=tuple(replace(p, text=f"{p.text} {one_line}") for p in block.paragraphs),
                )
                for block in transcript.blocks
            ),
        )


def _quoting(edition: Edition, anchors: tuple[Anchor, ...]) -> tuple[Edition, tuple[Anchor, ...]]:
    """The edition with every quote reaching to the end of its paragraph, and so over the harm."""
    texts = {(t.language, p.id): p.text for t in edition.transcripts for p in t.paragraphs.values()}
    ends = tuple(replace(x, span=Span(x.span.start, len(texts[x.language, x.paragraph]))) for x in anchors)
    words: dict[tuple[str, str], dict[str, str]] = {}
    for x in ends:
        found = texts[x.language, x.paragraph][x.span.start :]
        words.setdefault((x.annotation, x.paragraph), {}).setdefault(x.language, found)

    def quote(a: Annotation, q: Quote) -> Quote:
        at = edition.source_text.find(q.at.id) or q.at.id
        return replace(q, exact=Text(tuple(words[a.id, at].items())))

    annotations = tuple(replace(a, quotes=tuple(quote(a, q) for q in a.quotes)) for a in edition.annotations)
    return replace(edition, annotations=annotations), ends


def strings(value: object) -> Iterator[str]:
    """Every string in some data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
