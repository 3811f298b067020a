"""YAML to nodes: everything is text, everything has its place, nothing is let in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.place import Place
from build_tools.reading.yamlfile import MAX_BYTES, Mapping, Scalar, Sequence, parse_yaml


def test_values_are_read_as_the_text_that_stands_there() -> None:
    node, problems = parse_yaml(b"a: no\nb: 1.10\nc: 2025-01-08\nd: '0x1F'\ne: ~\n", "x.yml")
    assert problems == []
    assert isinstance(node, Mapping)
    assert [value.value for _, value in node.entries if isinstance(value, Scalar)] == [
        "no",
        "1.10",
        "2025-01-08",
        "0x1F",
        "~",
    ]


def test_places_count_characters_not_bytes() -> None:
    node, _ = parse_yaml("標題: {en: a, 中文: 乙}\n清單:\n  - 🚢\n".encode(), "x.yml")
    assert isinstance(node, Mapping)
    (_, title), (_, items) = node.entries
    assert isinstance(title, Mapping)
    assert isinstance(items, Sequence)
    assert [key.place for key, _ in title.entries] == [Place("x.yml", 1, 6), Place("x.yml", 1, 13)]
    assert items.items[0].place == Place("x.yml", 3, 5)


def test_a_byte_order_mark_is_no_problem() -> None:
    assert parse_yaml(b"\xef\xbb\xbfkind: context\n", "x.yml")[1] == []


@pytest.mark.parametrize(
    "hostile",
    [
        b"a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        b"!!python/object/apply:os.system ['true']\n",
        b"<<: *missing\n",
        b"[" * (MAX_BYTES - 1),
        b"{" * (MAX_BYTES - 1),
        b"- " * 30_000,
        b"? " * 30_000,
        b"a: |\n" + b" " * 60_000,
        b"%YAML 9.9\n---\na: b\n",
        b"\x00",
        "\x85'\u2028\t:".encode(),
        b"'" + b"\\" * 50_000,
    ],
)
def test_hostile_input_ends_in_data_or_problems(hostile: bytes) -> None:
    node, problems = parse_yaml(hostile, "x.yml")
    assert node is not None or problems


YAML_LIKE = st.lists(st.sampled_from(list("ab:-[]{}#&*!|>'\"%@`,? \n\t\r\x85\u2028\ufeff\x07船"))).map("".join)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | YAML_LIKE.map(str.encode))
def test_any_bytes_give_a_node_or_a_problem_never_a_traceback(data: bytes) -> None:
    node, problems = parse_yaml(data, "x.yml")
    assert node is not None or problems
    assert all(p.place.line >= 1 and p.place.column >= 1 and p.message and p.hint for p in problems)
