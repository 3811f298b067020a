"""YAML nodes to annotations: contexts, claims with their history, corrections."""

from __future__ import annotations

from typing import assert_never

from build_tools.model.fields import BLOCK_OF
from build_tools.model.model import About, Annotation, Context, Ref
from build_tools.problems.problem import Problem
from build_tools.reading.blocks import Values, owner_of, quote_of, read_block
from build_tools.reading.record import Record
from build_tools.reading.yamlfile import Node


def read_annotation(
    node: Node, *, id: str, topic: str, languages: tuple[str, ...], source_language: str
) -> tuple[Annotation | None, list[Problem]]:
    """The annotation in `node`, or None where it has problems of shape; `id` and `topic` come from its path."""
    problems: list[Problem] = []
    with Record(node, problems, owner_of(BLOCK_OF["annotation"]), languages, source_language) as fields:
        values = read_block(fields, "annotation")
        annotation = Annotation(
            id=id,
            about=_about(values),
            quotes=(quote_of(values), *values["also"]),
            topics=(Ref(topic, fields.place), *values["topics"]),
            **{name: values[name] for name in ("title", "note", "sources", "related", "added", "by")},
            place=fields.place,
        )
    return (None if problems else annotation), problems


def _about(values: Values) -> About:
    kind = values["kind"]
    match kind:
        case "context":
            return Context()
        case "claim" | "correction":
            about: About = values[kind]
            return about
        case _:
            assert_never(kind)
