"""The text of a new file: what its slots take, and that every field of the format stands in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import vocabulary
from build_tools.model.fields import BLOCK_OF, Inside
from build_tools.reading.yamlfile import Mapping, Node, Scalar, Sequence, parse_yaml
from build_tools.site.catalog import load_catalog
from build_tools.site.draft import annotation_template, fill_template, source_template, yaml_scalar
from tests.conftest import ROOT

ENGLISH, CHINESE = load_catalog("en"), load_catalog("zh-Hant")


def template(kind: str = "context", *, languages: tuple[str, ...] = ("en", "zh-Hant"), writes: str = "en") -> str:
    return annotation_template(kind, ENGLISH, languages=languages, source_language=languages[-1], writes=writes)


def fields_only(text: str) -> str:
    """The text without the remarks on lines of their own and without blank lines."""
    return "".join(f"{line}\n" for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#"))


def keys(node: Node | None, prefix: str = "") -> set[str]:
    """Every key by its way from the top; languages are no keys."""
    if isinstance(node, Sequence):
        return {key for item in node.items for key in keys(item, prefix)}
    if not isinstance(node, Mapping):
        return set()
    names = [(f"{prefix}{key.value}", value) for key, value in node.entries if key.value not in ("en", "zh-Hant")]
    return {name for name, _ in names} | {key for name, value in names for key in keys(value, f"{name}.")}


def uncommented(text: str) -> str:
    """The text as it is when somebody takes the `#` away from every field that stands behind one."""
    field = re.compile(r"^( *)# ( *(?:- )?(?:[a-z_]+|zh-Hant):(?: \[\]| \{[\w-]+: \})?)$", re.MULTILINE)
    return field.sub(r"\1\2", text)


def test_a_context_with_its_blanks() -> None:
    text = fill_template(template(), {"at": "t02.p1", "quote.zh-Hant": "兩條航線", "added": "2026-11-23"})
    assert fields_only(text) == (
        'kind: context\nat: t02.p1\nquote:\n  zh-Hant: "兩條航線"\n'
        "title:\n  en:  # to fill in\nnote:\n  en:  # to fill in\nadded: 2026-11-23\nby: []  # to fill in\n"
    )


def test_a_slot_takes_the_remark_s_place() -> None:
    values = {"title.en": "Two lines", "title.zh-Hant": "兩條航線", "by": "lam", "prefix": "open"}
    text = fields_only(fill_template(template(), values))
    assert 'title:\n  en: "Two lines"\n  zh-Hant: "兩條航線"\n' in text
    assert "by: [lam]\n" in text
    assert "prefix: open\n" in text


def test_a_slot_that_may_be_left_out_is_a_remark_or_a_blank() -> None:
    assert "\n  # speaker:\n" in fill_template(template("claim"), {})
    assert "\n  speaker:  # to fill in\n" in fill_template(template("claim"), {"speaker": ""})


def test_the_contributor_s_language_stands_first_and_the_source_language_leads_the_quote() -> None:
    text = fill_template(template(writes="zh-Hant"), {})
    assert "\nquote:\n  zh-Hant:  # to fill in\n  # en:\n" in text
    assert "\ntitle:\n  zh-Hant:  # to fill in\n  # en:\n" in text


def test_in_an_edition_with_one_language_a_text_is_plain() -> None:
    text = fill_template(template("claim", languages=("en",)), {"quote.en": "two lines", "title.en": "Lines"})
    assert 'quote: "two lines"\n' in text
    assert "title: Lines\n" in text
    assert "  says:  # to fill in\n" in text
    assert "zh-Hant" not in fields_only(text)


def test_the_remarks_are_in_the_language_asked_for() -> None:
    text = annotation_template("claim", CHINESE, languages=("en",), source_language="en", writes="en")
    remarks = [line for line in text.split("\n") if line.lstrip().startswith("# ") and ":" not in line]
    assert remarks
    assert [line for line in remarks if not re.search("[\u4e00-\u9fff]", line)] == []


@pytest.mark.parametrize("kind", vocabulary.KINDS)
@pytest.mark.parametrize("languages", [("en",), ("en", "zh-Hant")])
def test_every_field_behind_a_mark_is_a_field(kind: str, languages: tuple[str, ...]) -> None:
    node, problems = parse_yaml(uncommented(fill_template(template(kind, languages=languages), {})).encode(), "x.yml")
    assert problems == []
    own = {kind, *fields_of(kind, f"{kind}.")} if kind in BLOCK_OF else set()
    assert keys(node) == fields_of("annotation") | own


def test_a_source_has_every_field() -> None:
    text = source_template(ENGLISH, languages=("en", "zh-Hant"), writes="en")
    node, problems = parse_yaml(uncommented(fill_template(text, {})).encode(), "x.yml")
    assert problems == []
    assert keys(node) == fields_of("source")


def fields_of(block: str, lead: str = "") -> set[str]:
    """Every field of a block and of those inside it, by its way from the top; of an annotation those of all kinds."""
    found = set()
    for field in BLOCK_OF[block].fields:
        if not (lead == "" and field.needed and field.needed.only):
            found.add(lead + field.name)
            found |= fields_of(field.holds.block, f"{lead}{field.name}.") if isinstance(field.holds, Inside) else set()
    return found


def documented(heading: str) -> list[str]:
    """The fields of a section of the documentation, in its order."""
    section = (ROOT / "docs/format.md").read_text("utf-8").split(f"# {heading}")[1].split("\n#")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def drawn(text: str, *way: str) -> list[str]:
    """The fields of one mapping of the file in their order, by the way that leads to it."""
    node, _ = parse_yaml(uncommented(fill_template(text, {})).encode(), "x.yml")
    for name in way:
        assert isinstance(node, Mapping)
        node = {key.value: value for key, value in node.entries}[name]
        node = node.items[0] if isinstance(node, Sequence) else node
    assert isinstance(node, Mapping)
    return [key.value for key, _ in node.entries]


def test_the_fields_stand_in_the_order_of_the_documentation() -> None:
    claim, correction = template("claim"), template("correction")
    everything = documented("An annotation")
    assert drawn(claim) == [name for name in everything if name != "correction"]
    assert drawn(correction) == [name for name in everything if name != "claim"]
    assert drawn(template("context")) == [name for name in everything if name not in ("claim", "correction")]
    assert drawn(claim, "claim") == documented("`claim`")
    assert drawn(claim, "claim", "history") == documented("An assessment")
    assert drawn(correction, "correction") == documented("`correction`")
    assert drawn(source_template(ENGLISH, languages=("en",), writes="en")) == documented("A source")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("t02.p1", "t02.p1"),
        ("2026-11-23", "2026-11-23"),
        ("https://ferry.example/a?b=1#c", "https://ferry.example/a?b=1#c"),
        ("two lines", '"two lines"'),
        ('說"不"', '"說\\"不\\""'),
        ("a: b", '"a: b"'),
        ("# no remark", '"# no remark"'),
        ("two\nlines", '"two\\nlines"'),
        ("{{at}}", '"{{at}}"'),
        ("\x85\u2028\ufeff", '"\\u0085\\u2028\\ufeff"'),
        ("https:", '"https:"'),
    ],
)
def test_a_value_as_yaml(value: str, written: str) -> None:
    assert yaml_scalar(value) == written


@given(st.text(min_size=1).filter(str.strip))
def test_a_value_is_read_back_as_it_was(value: str) -> None:
    text = fill_template("a: [{{x}}]  # blank\nb: {{x}}  # blank\n", {"x": value})
    node, problems = parse_yaml(text.encode("utf-8"), "x.yml")
    assert problems == []
    assert isinstance(node, Mapping)
    (_, listed), (_, plain) = node.entries
    assert isinstance(listed, Sequence)
    assert [item.value for item in (*listed.items, plain) if isinstance(item, Scalar)] == [value, value]


@given(st.text())
def test_a_value_is_never_taken_for_a_slot(value: str) -> None:
    text = fill_template("a: {{x}}\nb: {{y}}", {"x": value + "{{y}}", "y": "z"})
    assert text.endswith("\nb: z")
    assert text.count("\n") == 1
