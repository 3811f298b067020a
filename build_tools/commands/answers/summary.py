"""The result of a check to the summary of a job, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.problems.messages import words_of
from build_tools.problems.problem import Problem, legible, phrase

MAX_ROWS = 200
"""GitHub takes a summary of one megabyte; nobody reads more rows than these."""


def render_summary(problems: Sequence[Problem], counts: str, *, language: str = "en") -> str:
    """A table of the problems, or what `counts` says where there are none.

    All that a contributor may have written stands between code tags with every mark as a
    character reference: no Markdown, no HTML, no mention of anybody comes of it.
    """
    phrases = words_of(language).phrases
    title = f"## {phrases['summary-title']}\n\n"
    if not problems:
        return f"{title}{counts}\n"
    rows = [
        f"| {phrases['column-place']} | {phrases['column-message']} | {phrases['column-hint']} |",
        "| --- | --- | --- |",
        *(_row(problem, language) for problem in problems[:MAX_ROWS]),
    ]
    more = len(problems) - MAX_ROWS
    rest = f"\n{phrase('summary-more', count=more).spoken(language)}\n" if more > 0 else ""
    return f"{title}{counts}\n\n" + "\n".join(rows) + f"\n{rest}"


def _row(problem: Problem, language: str) -> str:
    message = f"{problem.message_in(language)} [{problem.code}]"
    return f"| {_code(legible(str(problem.place)))} | {_code(message)} | {_code(problem.hint_in(language))} |"


def _code(text: str) -> str:
    return "<br>".join(f"<code>{_referenced(line)}</code>" for line in text.splitlines() if line.strip())


def _referenced(text: str) -> str:
    """Every ASCII character that is no letter, digit or single blank as a character reference."""
    return "".join(char if char.isalnum() or char == " " or ord(char) > 127 else f"&#{ord(char)};" for char in text)
