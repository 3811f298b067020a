"""Every message with something harmful in all that it quotes, as a terminal, GitHub's runner and its summary read it.

The messages are those of the catalogs, so that a new one is tried without a word here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from textwrap import indent

import pytest
from markdown_it import MarkdownIt

from build_tools.__main__ import main
from build_tools.commands.answers.diff import render_diff
from build_tools.commands.answers.doubts import render_doubts
from build_tools.commands.answers.github import ERROR, render_command
from build_tools.commands.answers.summary import MAX_ROWS, render_summary
from build_tools.commands.answers.terminal import Look, render_problem
from build_tools.model.fields import BLOCKS
from build_tools.model.place import Place
from build_tools.problems.messages import LANGUAGES
from build_tools.problems.problem import CODES, DOUBTS, GAPS, NOTICES, Phrase, Problem, legible, problem
from tests.conftest import FERRY

TERMINAL = "\x1b[31m\x1b]0;harmed\x07 \x9b31m \x08\x7f \x0b\x0c \u202eharmed\u2066 \u2028harmed\u2029 \x85harmed"
LINES = "a\n::error file=x::harmed\r::stop-commands::harmed\r\n  ::add-mask::harmed\n##[error]harmed"
RUNNER = "::error file=x,line=1::harmed %0A::error::harmed %25 %3A%2C ,title=harmed ##[error]harmed ##[add-mask]h"
SUMMARY = "<img src=x onerror=alert(1)>|harmed|`b` @harmed [a](javascript:b) **c** ![d](e) &lt;i&gt; <!-- ~~f~~ https://a.example"
BLOCK = "\n\n# harmed\n\n| a | b |\n| --- | --- |\n```\nc\n</code></td></table><script>harmed</script>\n- d\n"
FORMAT = "{0} {place.file.__class__} {count!r:>999} %s %(harmed)s $(harmed) ${harmed} \\x1b[31m"
VECTORS = {"terminal": TERMINAL, "lines": LINES, "runner": RUNNER, "summary": SUMMARY, "block": BLOCK, "format": FORMAT}
"""What means something to one of those who read."""
TEXTS = {**CODES, **GAPS, **DOUBTS, **NOTICES}
NUMBERS = frozenset(["count", "limit", "size", "line"])
"""What a message counts, which nobody writes."""
FORBIDDEN = re.compile(r"[^\n\t -~\xa0-\U0010ffff]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Of C0, DEL and C1 a terminal gets new lines, and tabs where they are to be pasted; nothing that turns the direction."""


def named(text: str) -> set[str]:
    """The places to fill in a format string."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def filled(names: set[str], words: str) -> dict[str, object]:
    """A value for each place: the words, and for some a list of them, or a phrase with them in it."""
    values: dict[str, object] = {name: 3 if name in NUMBERS else words for name in names}
    if "choices" in values:
        values["choices"] = (words, words)
    return values


@cache
def messages(words: str) -> tuple[Problem, ...]:
    """Every message, and every phrase in a message, with the words in all that they quote, the file's name too."""
    place = Place(f"annotations/{words}.yml", 2, 5, 4)
    whole = [problem(place, code, **filled(named("".join(texts)), words)) for code, texts in TEXTS.items()]
    phrases = [Phrase(key, tuple(filled(named(text), words).items())) for key, text in LANGUAGES["en"].phrases.items()]
    parts = [problem(place, "unknown-topic", id=words, cure=part) for part in phrases]
    return (*whole, *parts)


@dataclass(frozen=True, slots=True)
class Command:
    """A command, as GitHub's runner understands a line of a log."""

    name: str
    properties: dict[str, str]
    data: str


KNOWN = ("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher",
         "save-state", "set-env", "set-output", "stop-commands", "warning")  # fmt: skip


def commands(log: str) -> list[Command]:
    """What the runner obeys (`ActionCommand.cs` of actions/runner): `::name properties::data`, else `##[name]data`."""
    lines = re.split(r"\r\n|\r|\n", log)
    return [found for line in lines if (found := _second_form(line.lstrip()) or _first_form(line))]


def _second_form(line: str) -> Command | None:
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, listed = line[2:end].partition(" ")
    pairs = (pair.partition("=") for pair in listed.strip().split(",") if pair)
    properties = {key: unescaped(value, ":,") for key, _, value in pairs}
    return Command(name, properties, unescaped(line[end + 2 :])) if name in KNOWN else None


def _first_form(line: str) -> Command | None:
    _, found, rest = line.partition("##[")
    name, closed, data = rest.partition("]")
    return Command(name.partition(" ")[0], {}, data) if found and closed and name.partition(" ")[0] in KNOWN else None


def unescaped(text: str, others: str = "") -> str:
    """Words as the runner reads them back."""
    for char in f"\r\n{others}%":
        text = text.replace(f"%{ord(char):02X}", char)
    return text


OF_A_SUMMARY = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "br"}


class Elements(HTMLParser):
    """Counts the elements that come of Markdown, and keeps the words in its cells."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        self.cells: list[str] = []
        self.feed(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.seen[" ".join((tag, *(name for name, _ in attrs)))] += 1
        if tag == "td":
            self.cells.append("")
        elif tag == "br":
            self.cells[-1] += "\n"

    def handle_data(self, data: str) -> None:
        """Words, which mean nothing outside the cells."""
        if self.cells:
            self.cells[-1] += data


def is_set_apart(line: str) -> bool:
    """Whether a line behind the headline is the gutter's, or set in."""
    return re.match(r"\d+ \||  |$", line) is not None


every_vector = pytest.mark.parametrize("vector", VECTORS)


@pytest.mark.parametrize("language", LANGUAGES)
@every_vector
def test_a_terminal_and_a_log_get_words_alone(vector: str, language: str) -> None:
    words = VECTORS[vector]
    line = f"at: {words}".replace("\n", " ")
    for found in messages(words):
        shown, logged = render_problem(found, ("kind: claim", line), Look(language)), found.as_text(language)
        assert FORBIDDEN.findall(shown + logged) == [], found.code
        assert commands(shown + logged) == [], found.code
        headline, *others = shown.split("\n")
        assert re.fullmatch(rf"annotations/.*\.yml:2:5: .+ \[{found.code}\]", headline)
        assert [line for line in others if not is_set_apart(line)] == []
        assert logged.split("\n    ")[0] == headline


@every_vector
def test_a_pull_request_gets_one_command_for_each_problem_with_its_words(vector: str) -> None:
    for found in messages(VECTORS[vector]):
        line = render_command(found, ERROR, folder="one/")
        assert FORBIDDEN.findall(line) == []
        assert commands(line) == [
            Command(
                "error",
                {
                    "file": f"one/{legible(found.place.file)}",
                    "line": "2",
                    "col": "5",
                    "endLine": "2",
                    "endColumn": "9",
                    "title": found.code,
                },
                f"{found.message}\n{found.hint}",
            )
        ]


@every_vector
def test_a_summary_has_a_row_for_each_problem_and_no_element_of_theirs(vector: str) -> None:
    some = messages(VECTORS[vector])[::4]
    assert len(some) <= MAX_ROWS
    summary = render_summary(some, "many problems")
    assert FORBIDDEN.findall(summary) == []
    page = Elements(summary)
    assert set(page.seen) == OF_A_SUMMARY
    assert (page.seen["tr"], page.seen["td"]) == (len(some) + 1, 3 * len(some))
    assert [squeezed(cell) for cell in page.cells[1::3]] == [squeezed(f"{p.message} [{p.code}]") for p in some]
    assert [squeezed(cell) for cell in page.cells[2::3]] == [squeezed(p.hint) for p in some]


def squeezed(words: str) -> str:
    """Words without their blanks, which HTML does not keep."""
    return "".join(words.split())


@every_vector
def test_the_verdicts_to_look_at_again_are_told_in_words_alone(vector: str) -> None:
    found = [p for p in messages(VECTORS[vector]) if p.code in DOUBTS]
    for some in (found, found * 6):
        shown = render_doubts(some, Look())
        assert FORBIDDEN.findall(shown) == []
        assert commands(shown) == []


@every_vector
def test_what_was_mended_is_shown_in_words_alone(vector: str) -> None:
    shown = render_diff(f"annotations/{vector}.yml", f"a\n{VECTORS[vector]}\nb\n", f"c\n{VECTORS[vector]}\n", Look())
    assert FORBIDDEN.findall(shown) == []
    assert commands(shown) == []


# --- The whole way: files on a disk to what `check` prints.


def hostile_files() -> Iterator[tuple[str, str]]:
    """Files of an edition, each vector in names, keys, values, quotes, citations and speakers."""
    seats = "annotations/seats"
    sound = (FERRY / seats / "what-the-group-is.yml").read_text("utf-8")
    for number, words in enumerate(VECTORS.values()):
        value, name = json.dumps(words), re.sub(r"[/\0]", "", words)[:60]
        yield f"{seats}/{name}.yml", sound
        yield f"{seats}/{name}", words
        yield f"annotations/sources/{name}.yml", f"kind: {value}\n"
        yield f"{seats}/raw-{number}.yml", f"title: {words}\n{words}: x\n"
        yield f"{seats}/keys-{number}.yml", f"{value}: x\n? {value}\n: y\n? [{value}]\n: z\n"
        yield f"{seats}/marks-{number}.yml", f"at: &{name.split()[0]} b\nkind: !<{value[1:-1]}> x\n"
        yield f"{seats}/quote-{number}.yml", sound.replace("quote: 這說法</b>我在群裡", f"quote: {value}")
        yield f"{seats}/note-{number}.yml", sound.replace('"A *', f'"[@{value[1:-1]}] [@{number}x] [a]({value[1:-1]}) ')
        for block in BLOCKS:
            fields = "".join(f"{field.name}: {value}\n" for field in block.fields)
            under = "" if block.name in ("annotation", "source") else f"kind: claim\n{block.name}:\n"
            folder = "annotations/sources" if block.name == "source" else seats
            yield f"{folder}/{block.name}-{number}.yml", under + (indent(fields, "  ") if under else fields)
    for register in ("topics", "people"):
        text = (FERRY / f"annotations/{register}.yml").read_text("utf-8")
        yield f"annotations/{register}.yml", text + "".join(f"{json.dumps(words)}: x\n" for words in VECTORS.values())
    english = (FERRY / "docs/transcript/en.md").read_text("utf-8")
    turns = "".join(f"\n## {words} {{#t01 {words}}}\n\n{words}\n" for words in VECTORS.values())
    yield "docs/transcript/en.md", english + turns
    yield f"docs/transcript/{TERMINAL[:5]}.md", turns


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition with those files."""
    folder = Path(shutil.copytree(FERRY, tmp_path_factory.mktemp("hostile") / "ferry"))
    for path, text in hostile_files():
        (folder / path).write_text(text, "utf-8", newline="")
    (folder / os.fsdecode(b"annotations/seats/\xff\x9b.yml")).write_text("", "utf-8")
    return folder


def test_check_prints_no_words_of_a_hostile_edition_that_command(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    told = {}
    for form in ("text", "json", "github"):
        more = ["--summary", str(summary)] if form == "github" else []
        assert main(["check", "--root", str(hostile), "--format", form, *more]) == 1
        told[form], errors = capsys.readouterr()
        assert (FORBIDDEN.findall(told[form]), errors) == ([], "")
    problems = json.loads(told["json"])
    assert len(problems) > 300
    assert {p["file"] for p in problems} > {f"annotations/seats/{words[:60]}.yml" for words in (TERMINAL, FORMAT)}
    headlines = re.findall(r"^(\S.*):(\d+):(\d+): (.*) \[([a-z0-9-]+)\]$", told["text"], re.MULTILINE)
    assert [found[4] for found in headlines] == [p["code"] for p in problems]
    assert [
        line for line in told["text"].split("\n")[:-2] if not re.match(r"\S.*\]$", line) and not is_set_apart(line)
    ] == []
    assert commands(told["text"]) == []
    obeyed = commands(told["github"])
    assert [(c.name, c.properties["title"], c.data) for c in obeyed] == [
        ("error", p["code"], f"{p['message']}\n{p['hint']}") for p in problems
    ]
    assert len(told["github"].splitlines()) == len(problems) + 1
    page = Elements(summary.read_text("utf-8"))
    assert set(page.seen) == OF_A_SUMMARY
    assert page.seen["tr"] == MAX_ROWS + 1


@pytest.mark.parametrize("name", ["a.txt", "a.vtt", "a.csv", "a.md"])
def test_import_tells_of_a_strangers_file_in_words_alone(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / name
    start = {"a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "a.csv": "speaker,text\n"}.get(name, "")
    raw.write_text(start + "\n\n".join(f"Bo\x1b[31m: a\n\n{words}: b" for words in VECTORS.values()), "utf-8")
    main(["import", str(raw), "--language", "en"])
    out, err = capsys.readouterr()
    assert FORBIDDEN.findall(out + err) == []
    assert commands(err) == []
    assert ("U+001B" in err) == (name != "a.csv")  # the reader of tables drops it
