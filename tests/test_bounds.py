"""Whatever is written takes time that grows with its length alone: twice as much takes twice as many steps."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from build_tools.edition.notes import citations, find_markup
from build_tools.model.dates import recognize_date
from build_tools.model.placeholder import find_placeholders
from build_tools.problems.problem import MOST_IN_A_FILE
from build_tools.reading.times import read_times
from build_tools.reading.transcript import parse_transcript
from build_tools.reading.yamlfile import MAX_BYTES, parse_yaml
from build_tools.rules.anchoring import find_quote, fold
from build_tools.rules.differences import find_differences
from build_tools.rules.nearest import nearest_passage
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.utterance import UnreadableError
from build_tools.writing.importers.whole import import_transcript
from tests.bad_files import Case, problems_of

SIZE, SIZE_OF_A_NOTE = 1000, 200
"""Characters of the smaller input."""


def steps(work: Callable[[], object]) -> int:
    """How many functions are called and left, in Python and in C."""
    count = 0

    def step(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    fold.cache_clear()
    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def note(words: str) -> None:
    """Everything that is asked of a note."""
    for ask in (citations, find_markup):
        ask(words)


def yaml(words: str) -> None:
    parse_yaml(words.encode(), "x.yml")


def transcript(words: str) -> None:
    parse_transcript(words, "en", "en.md")


def quote(words: str) -> None:
    """A quote that is looked for, and its nearest passage, in a text of the same length."""
    find_quote(words, words[1:] + "x")
    nearest_passage(words, words[: len(words) // 4] + "x")
    find_differences(words, words + "1")


def imported(name: str, words: str) -> None:
    with contextlib.suppress(UnreadableError):
        import_transcript(words.encode(), name, format="auto", language="en", naming=Naming({}, "Nobody"), pause=2)


def checked(words: str) -> None:
    problems_of(Case("", "annotations/seats/a-file.yml", words.encode(), []))


ANNOTATION = (
    "kind: context\nat: t02.p2\nquote: 座位的數目以後還會增加\ntitle: Seats\nnote: Words.\nadded: 2026-07-03\nby: [x]\n"
)
VECTORS: list[tuple[Callable[[str], object], str, str]] = [
    *((note, "", part) for part in ("[", "]", "*", "_", "`", "<", "![", "[a](", "[a](<", "[a](/x ", "[@a", "[@a;", "&", "&#", "\\", "**a*", "a**b", "- a\n", "> ", "1. ", "{: ", "<a ", "<!--", "<b>", "| a ", "~~", "a\n\n", "[a][b]", "`a``")),
    *((yaml, start, part) for start in ("kind: ", "kind: [\n", "kind: '\n", "- ") for part in ("[", "{", "- ", "a\n", "a: b\n", " ", "\t", "'", '"', "# ", ": ", "&a ", "!a ", "? ", "\n", "a,\n", "：")),
    *((transcript, "## A {#t01}\n\n", part) for part in ("a\n\n", "a\n", "#", "# ", "{#", "\\#\n", "\x01", "\u202e", "## A {#t01}\n\n", "{time=1}\n", " ", "\n")),
    *((quote, "", part) for part in ("a", "a ", "船", "船 ", "1 2 ", "不", "a\u0301", "\u200b", "two 2 二 ")),
    *((find_placeholders, "{{", part) for part in ("{{", " ", "{{ a }}", "`", "``a", "```\n", "````\n`", "}}")),
    *((read_times, "WEBVTT\n\n", part) for part in ("t01\n00:01.000 --> 00:02.000\na\n\n", "<", "<00:01.000>a", "\n", "-->")),
    *((partial(imported, name), start, part) for name, start, part in (
        ("x.txt", "", "a: b\n"), ("x.txt", "", "Ann: b\n\n"), ("x.txt", "", "word "), ("x.txt", "", "(1:02) "), ("x.txt", "", "(" ), ("x.txt", "", ">> a\n"),
        ("x.md", "---\n", "a: b\n"), ("x.md", "", "**A:** b\n\n"), ("x.md", "", "*"), ("x.md", "", "## A\n\nb\n\n"),
        ("x.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\na b\n\n"), ("x.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "<v A>b "), ("x.srt", "", "1\n00:00:01,000 --> 00:00:02,000\na\n\n"),
        ("x.html", "<html>", "<p>a"), ("x.html", "<html>", "<div>"), ("x.html", "<html>", "<!--"), ("x.html", "<html>", "&"), ("x.csv", "time,text\n", "1,a\n"), ("x.csv", "time,text\n", ","), ("x.csv", "time,text\n\"", "a\n"),
        ("x.json", "", "["), ("x.xml", "<TEI><text>", "<u>a</u>"), ("x.xml", "<TEI><text>", "<seg>"),
    )),
    *((checked, ANNOTATION, part) for part in ("a: b\n", "kind: x\n")),
    (checked, ANNOTATION + "also:\n", "  - {at: t02.p2, quote: 座位的數目增加}\n"),
    (checked, ANNOTATION + "also:\n", "  - {at: t77, quote: 座位}\n"),
    (checked, ANNOTATION + "sources:\n", "  - nothing\n"),
    (checked, ANNOTATION.replace("Words.", "|"), "  [@nothing] [a](/b/) <b>\n"),
    (recognize_date, "2026", " "),
]  # fmt: skip


def forget() -> None:
    """Let nothing be known of what was asked before; tables that are read once stay."""
    modules = [module for name, module in sys.modules.items() if name.startswith("build_tools.")]
    for kept in [value for module in modules for value in vars(module).values() if hasattr(value, "cache_parameters")]:
        if kept.cache_parameters()["maxsize"] is not None:
            kept.cache_clear()


@pytest.mark.parametrize("work", dict.fromkeys(work for work, _, _ in VECTORS), ids=lambda work: str(getattr(work, "__name__", work.args if isinstance(work, partial) else "")))  # fmt: skip
def test_twice_as_much_takes_no_more_than_twice_as_many_steps(work: Callable[[str], object]) -> None:
    sizes = (SIZE_OF_A_NOTE, 2 * SIZE_OF_A_NOTE) if work is note else (SIZE, 2 * SIZE)
    for ask, start, part in VECTORS:
        if ask is work:
            small, large = (start + part * (size // len(part)) for size in sizes)
            work(small)  # what is done once is done
            forget()
            first = steps(partial(work, small))
            forget()
            second = steps(partial(work, large))
            assert second <= 2.3 * first + 2000, (part, first, second)


FULL = MAX_BYTES - 200
BLANKS = " " * FULL


@pytest.mark.parametrize(
    "text",
    [
        f'kind: "{BLANKS}x', f"kind: a: {BLANKS}b", f"kind: @{BLANKS}b", "kind: [\n" + "a\n" * (FULL // 2), "kind: '\n" + "  a\n" * (FULL // 4),
        "kind: '\n" + " a\n" * (FULL // 4) + "b: c: d", "".join(f"{' ' * (i % 300)}a{i}:\n" for i in range(300)), ANNOTATION.replace("2026-07-03", f"'2026{BLANKS}x'"),
        ANNOTATION.replace("座位", "座 " * (FULL // 5)), ANNOTATION.replace("Seats", "'" + "<a " * (FULL // 3) + "'"), ANNOTATION.replace("Seats", "'" + "**a" * (FULL // 3) + "'"),
        ANNOTATION.replace("Seats", "'[a](" * 1 + "(" * FULL + "'"), ANNOTATION.replace("Words.", "'" + "<a " * (FULL // 3) + "'"),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_file_as_large_as_one_may_be_gets_its_answer(text: str) -> None:
    """Each of these, but for the bounds, would take minutes in a search or a comparison that counts as one step."""
    assert isinstance(problems_of(Case("", "annotations/seats/a-file.yml", text.encode(), [])), tuple)


@pytest.mark.parametrize(
    "text", ["# " + " " * 1990 + "x", ("# " + " " * 1900 + "x\n") * 50, "## 林記者 {#t03 " + "a " * 900, "a b " * 60_000, "\x01" * 190_000]
)  # fmt: skip
def test_a_transcript_gets_its_answer(text: str) -> None:
    problems = problems_of(Case("", "docs/transcript/zh-Hant.md", f"## 林記者 {{#t01}}\n\n{text}\n".encode(), []))
    assert 0 < len(problems) <= 2 * MOST_IN_A_FILE + 2
