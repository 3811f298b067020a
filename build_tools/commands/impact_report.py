"""What a change of the transcript touches to lines for a terminal, or to Markdown for a pull request.

The words of a transcript are untrusted. In Markdown each stands in a code span, where
nothing is interpreted, no address becomes a link and nobody is notified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.problems.problem import legible
from build_tools.rules.impact import Edit, Impact, Touched
from build_tools.rules.wording_change import mark_changes

MAX_MARKDOWN = 60_000
"""Characters; a comment on a pull request may have 65,536."""

Shown = Callable[[str], str]
"""Makes untrusted words safe where they are shown."""
Section = tuple[str, list[str]]
"""A heading and the lines under it."""


def report_as_text(impact: Impact, revision: str) -> str:
    """The report for a terminal."""
    lines = [on_one_line(_summary(impact, revision))]
    for heading, items in _sections(impact, on_one_line):
        lines += ["", heading, *(f"    {item}" for item in items)]
    return "\n".join(lines) + "\n"


def report_as_markdown(impact: Impact, revision: str) -> str:
    """The same in Markdown, cut where it grows too long for a comment."""
    lines = ["## What the change of the transcript touches\n", f"{code(_summary(impact, revision))}\n"]
    for heading, items in _sections(impact, code):
        lines += [f"### {heading}\n", *(f"- {item}" for item in items[:-1]), f"- {items[-1]}\n"]
    size = 0
    for index, line in enumerate(lines):
        size += len(line) + 1
        if size > MAX_MARKDOWN:
            rest = len(lines) - index
            return "\n".join(lines[:index]) + f"\n\n{rest} more lines are left out here; `impact` prints them all.\n"
    return "\n".join(lines)


def on_one_line(words: str) -> str:
    """Untrusted words on one line, every character that would steer a terminal as its number."""
    return legible(re.sub(r"[\r\n\t]+", " ", words))


def code(words: str) -> str:
    """Untrusted words as a code span (CommonMark 6.1), its fence longer than any run of backticks inside."""
    inside = on_one_line(words)
    fence = "`" * (max((len(run) for run in re.findall("`+", inside)), default=0) + 1)
    space = " " if not inside.strip() or inside[0] in "` " or inside[-1] in "` " else ""
    return f"{fence}{space}{inside}{space}{fence}"


def _summary(impact: Impact, revision: str) -> str:
    """One line that says what there is."""
    if not impact.edits and not impact.vanished:
        return f"no paragraph has changed since {revision}"
    kinds = list({edit.paragraph: _kind(edit) for edit in reversed(impact.edits)}.values())
    counts = [f"{kinds.count(kind)} {kind}" for kind in ("changed", "added", "removed") if kind in kinds]
    broken = sum(touched.broke for touched in impact.quotes)
    said = f"{broken} quote{'s' * (broken != 1)} broken" if broken else "every quote that stood still stands"
    gone = f"; permanent ids gone: {', '.join(impact.vanished)}" if impact.vanished else ""
    return f"paragraphs since {revision}: {', '.join(counts) or 'none'}; {said}{gone}"


def _sections(impact: Impact, shown: Shown) -> Iterator[Section]:
    """What there is to tell, the most urgent first."""
    sections = (
        ("Quotes", [_quote_line(touched, shown) for touched in impact.quotes]),
        ("Paragraphs", [_edit_line(edit, shown) for edit in impact.edits]),
        ("Translations left behind", [f"{shown(id)} ({shown(language)})" for id, language in impact.left_behind]),
        ("Pages", [shown(page) for page in impact.pages]),
    )
    yield from (section for section in sections if section[1])


def _quote_line(touched: Touched, shown: Shown) -> str:
    annotation = touched.annotation
    state = "still stands" if touched.stands else "NO LONGER STANDS" if touched.stood else "does not stand, nor did it"
    place = f"{shown(touched.at)} ({shown(touched.language)})"
    return f"{state} in {place}: {annotation.kind} {shown(annotation.id)} ({shown(annotation.place.file)})"


def _edit_line(edit: Edit, shown: Shown) -> str:
    changes = shown(mark_changes(edit.before or "", edit.now or ""))
    return f"{shown(edit.paragraph)} ({shown(edit.language)}) {_kind(edit)}: {changes}"


def _kind(edit: Edit) -> str:
    return "added" if edit.before is None else "removed" if edit.now is None else "changed"
