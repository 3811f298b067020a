"""Where YAML stops making sense, the mistake is named; `cases/slip-*.yml` have the whole answers."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.reading.mistakes import colon_mistake, quoted, scalar
from build_tools.reading.yamlfile import parse_yaml


def told(text: str) -> tuple[int, int, str]:
    """The line, column and reason of the one problem of a text."""
    (found,) = parse_yaml(text.encode(), "x.yml")[1]
    return found.place.line, found.place.column, str(dict(found.values)["reason"])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a: 1\nb：2\nc: 3\n", (2, 2, "a Chinese colon after b")),
        ("a: 1\nb:2\nc: 3\n", (2, 2, "no space after the colon of b")),
        ("a: 1\nb: x: y\n", (2, 4, "': ' inside a value")),
        ("a: 1\n  b: 2\n", (2, 1, "the line is indented deeper, though line 1 has a value of its own")),
        ("a:\n  b: 1\n c: 2\n", (3, 1, "the line is indented by 1 spaces, unlike those around it")),
        ("a: 'x\nb: 2\n", (1, 4, "quotes that are not closed")),
        ("a: \"x\nb: 'y'\n", (1, 4, "quotes that are not closed")),
        ("a: 'it's'\n", (1, 8, "words after the closing quotes")),
        ("a: @x\n", (1, 4, "a value cannot begin with @")),
        ("a: %x\n", (1, 4, "a value cannot begin with %")),
        ("a:\n\tb: 1\n", (2, 1, "a tab")),
        ("a: [1, 2\nb: 3\n", (2, 2, "a bracket is not closed, or a comma is missing")),
        ('a: "\\d"\n', (1, 5, "a backslash between double quotes that means nothing")),
    ],
)
def test_a_mistake_is_named_where_it_stands(text: str, answer: tuple[int, int, str]) -> None:
    assert told(text) == answer


def test_a_colon_in_a_text_is_not_blamed() -> None:
    assert told("a: >-\n  AI：x\n  ML:y\nb: x: y\n") == (4, 4, "': ' inside a value")


@given(st.text(st.sampled_from("ab:：'\"“#-[]{},@%&*!|>\\ \t\n"), max_size=40))
def test_whatever_is_written_gets_an_answer_inside_the_file(text: str) -> None:
    for found in parse_yaml(text.encode(), "x.yml")[1]:
        assert 1 <= found.place.line <= text.count("\n") + 2
        assert found.message
        assert found.hint_in("zh-Hant")


@given(st.text(st.sampled_from("ab羣:'\"#-[]{},@%&*!|>\\ ?="), min_size=1, max_size=20))
def test_what_is_offered_to_paste_reads_as_the_words(words: str) -> None:
    assert yaml.safe_load(f"a: {quoted(words)}\n") == {"a": words}
    read = yaml.load(f"[{scalar(words)}]", yaml.BaseLoader)
    assert read == [words]


@pytest.mark.parametrize("words", ["https://x.example", "a b", "a: b", "10:30"])
def test_no_slip_is_seen_where_there_is_none(words: str) -> None:
    assert colon_mistake(words) is None
