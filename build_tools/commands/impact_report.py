"""What a change of the transcript touches to lines for a terminal, or to Markdown for a pull request.

The words of a transcript are untrusted. In Markdown each stands in a code span,
where nothing is interpreted, no address becomes a link and nobody is notified;
at a terminal what would steer it is shown as a mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from build_tools.rules.difference import find_difference
from build_tools.rules.impact import Affected, Behind, Edit, Fate, Heading, Impact, Touched

MAX_MARKDOWN = 60_000
"""Characters; a comment on a pull request may have 65,536."""
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of writing around, and so may show other words than there are."""

Line = tuple[int, str]
"""How deep a line lies under its heading, which is 0, and its words."""
Shown = Callable[[str], str]
"""Makes untrusted words safe where they are shown."""

_STATES = {
    "holds": "still stands",
    "moved": "still stands, elsewhere in the paragraph",
    "mended": "stands now and did not before",
    "broke": "NO LONGER STANDS",
    "adrift": "stands neither before nor now",
}
_BEHIND = {
    "unchanged": "is as it was; see whether it still says the same",
    "missing": "does not have this paragraph",
    "left": "still has this paragraph",
}


def report_as_text(impact: Impact, revision: str, unread: tuple[str, ...] = ()) -> str:
    """The report for a terminal; `unread` are the files of annotations that could not be read."""
    lines = [legible(summary(impact, revision))]
    for section in _sections(impact, unread, legible):
        lines.append("")
        lines += [f"{'    ' * depth}{words}" for depth, words in section]
    return "\n".join(lines) + "\n"


def report_as_markdown(impact: Impact, revision: str, unread: tuple[str, ...] = ()) -> str:
    """The same in Markdown, cut after a whole section where it grows too long for a comment."""
    text = f"## What the change of the transcript touches\n\n{code(summary(impact, revision))}\n"
    sections = list(_sections(impact, unread, code))
    for index, section in enumerate(sections):
        head, *rest = section
        items = "".join(f"{'  ' * (depth - 1)}- {words}\n" for depth, words in rest)
        added = f"\n### {head[1]}\n\n{items}"
        if len(text) + len(added) > MAX_MARKDOWN:
            return f"{text}\n{len(sections) - index} more are left out here; `impact` prints them all.\n"
        text += added
    return text


def summary(impact: Impact, revision: str) -> str:
    """One line that says what there is."""
    if not (impact.paragraphs or impact.headings or impact.vanished):
        return f"no transcript has changed since {revision}"
    kinds = [_kind(paragraph.edits) for paragraph in impact.paragraphs]
    counts = [f"{kinds.count(kind)} {kind}" for kind in ("changed", "added", "removed") if kind in kinds]
    said = f"paragraphs since {revision}: {', '.join(counts) or 'none'}"
    broken = len(impact.broken)
    said += f"; {broken} quote{'s' * (broken != 1)} broken" if broken else "; every quote that stood still stands"
    return said + (f"; permanent ids gone: {', '.join(impact.vanished)}" if impact.vanished else "")


def legible(words: str) -> str:
    """Untrusted words on one line, with a mark in place of every character that would steer a terminal."""
    one_line = re.sub(r"[\r\n\t]+", " ", words)
    marked = ("\ufffd" if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in one_line)
    return _DIRECTIONS.sub("\ufffd", "".join(marked))


def code(words: str) -> str:
    """Untrusted words as a code span (CommonMark 6.1), its fence longer than any run of backticks inside."""
    inside = legible(words)
    fence = "`" * (max((len(run) for run in re.findall("`+", inside)), default=0) + 1)
    space = " " if not inside.strip() or inside[0] in "` " or inside[-1] in "` " else ""
    return f"{fence}{space}{inside}{space}{fence}"


def _sections(impact: Impact, unread: tuple[str, ...], shown: Shown) -> Iterator[list[Line]]:
    for heading in impact.headings:
        yield list(_heading_lines(heading, shown))
    for paragraph in impact.paragraphs:
        yield list(_paragraph_lines(paragraph, shown))
    if impact.missing:
        lines = (f"{shown(language)} does not have {shown(id)}" for language, id in impact.missing)
        yield [(0, "Translations with gaps"), *((1, line) for line in lines)]
    if unread:
        yield [(0, "Annotations that could not be read, and are left out here"), *((1, shown(path)) for path in unread)]


def _heading_lines(heading: Heading, shown: Shown) -> Iterator[Line]:
    yield 0, f"Heading {shown(heading.id)} changed"
    yield 1, f"{shown(heading.edit.language)}: {shown(_marked(heading.edit))}"
    if heading.claims:
        yield 1, f"claims under it: {', '.join(heading.claims)}"


def _paragraph_lines(paragraph: Affected, shown: Shown) -> Iterator[Line]:
    languages = ", ".join(shown(edit.language) for edit in paragraph.edits)
    yield 0, f"{shown(paragraph.id)} {_kind(paragraph.edits)} ({languages})"
    yield from ((1, f"{shown(edit.language)}: {shown(_marked(edit))}") for edit in paragraph.edits)
    for touched in paragraph.touched:
        yield from _touched_lines(touched, shown)
    yield from ((1, _behind(behind, shown)) for behind in paragraph.behind)
    yield 1, f"pages: {', '.join(shown(page) for page in paragraph.pages)}"


def _touched_lines(touched: Touched, shown: Shown) -> Iterator[Line]:
    annotation = touched.annotation
    named = f"{annotation.kind} {shown(annotation.id)} ({shown(annotation.place.file)})"
    whole = [fate for fate in touched.fates if fate.state not in ("broke", "adrift")]
    said = [f"{shown(fate.language)} {_STATES[fate.state]}" for fate in whole]
    if not touched.fates:
        said = ["quotes nothing of what changed"]
    yield 1, f"{named}: {'; '.join(said)}" if said else named
    yield from ((2, _loss(fate, shown)) for fate in touched.fates if fate not in whole)


def _loss(fate: Fate, shown: Shown) -> str:
    """A quote that does not stand, and where to look for it."""
    said = f"{shown(fate.language)} {_STATES[fate.state]}"
    if fate.nearest:
        verb = "differs" if len(fate.differs) == 1 else "differ"
        differs = f" ({', '.join(fate.differs)} {verb})" if fate.differs else ""
        said += f"; the nearest passage there is {shown(fate.nearest)}{differs}"
    return said + (f"; the words themselves are in {_some(map(shown, fate.elsewhere))}" if fate.elsewhere else "")


def _behind(behind: Behind, shown: Shown) -> str:
    return f"the translation {shown(behind.language)} {_BEHIND[behind.why]}"


def _kind(edits: Iterable[Edit]) -> str:
    """What happened to a paragraph, by the first language in which something did."""
    first = next(iter(edits))
    return "added" if first.before is None else "removed" if first.now is None else "changed"


def _marked(edit: Edit) -> str:
    """Both states in one line: `[-gone-]{+new+}`, as in wdiff."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    parts = find_difference(edit.before or "", edit.now or "")
    return "".join(marks[part.kind].format(part.text) for part in parts)


def _some(words: Iterable[str], most: int = 5) -> str:
    """The first few of many."""
    listed = list(words)
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")
