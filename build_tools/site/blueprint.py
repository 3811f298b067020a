"""The fields of a file to its blueprint: every field in its order, with a slot or as a remark.

`#: block.field` stands for the field's help, `{{slot}}` for a value, `{{slot?}}` for one that may be left
out, `{{slot*}}` and `{{slot?*}}` for a text in the languages of the edition, and what stands behind `?` is shown
as a remark, to be used by whoever needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from build_tools.model.fields import BLOCK_OF, Block, Field, Inside

_NOTHING: Mapping[str, str] = {}


def draw_blueprint(name: str, chosen: Mapping[str, str] = _NOTHING) -> str:
    """The blueprint of a file, with what is `chosen` already: an annotation's is that of its `kind`."""
    lines: list[str] = []
    for field in BLOCK_OF[name].fields:
        is_kinds_own = field.needed is not None and field.needed.only
        if is_kinds_own and chosen.get("kind") not in _words(field):
            continue
        if lines and (is_kinds_own or field.name == "added"):
            lines.append("")
        lines += _lines(BLOCK_OF[name], field, "", _manner(field, chosen), chosen=chosen)
    text = "\n".join((*lines, ""))
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: chosen.get(slot[1], slot[0]), text)


def draw_list(block: str, name: str) -> str:
    """The blueprint of a field that holds a list of mappings, with one of them, as it stands in its block."""
    (field,) = (field for field in BLOCK_OF[block].fields if field.name == name)
    return "\n".join((*_lines(BLOCK_OF[block], field, "  ", "slot"), ""))


def _words(field: Field) -> tuple[str, ...]:
    return field.needed.words if field.needed else ()


def _manner(field: Field, chosen: Mapping[str, str]) -> str:
    """`slot`, `optional` or `remark`: as the field says, or by whether it has to be there."""
    if field.needed and chosen.get(field.needed.field) in field.needed.words:
        return "slot"
    if field.draft:
        return field.draft
    if field.needed and field.needed.field in chosen:
        return "remark"
    return "slot" if field.needed else "remark"


def _lines(
    block: Block,
    field: Field,
    lead: str,
    manner: str,
    *,
    dash: str = "",
    holder: str = "",
    chosen: Mapping[str, str] = _NOTHING,
) -> Iterator[str]:
    """The help and the line of a field, and those of the fields inside it.

    In a list the first field stands behind a dash; `holder` is the field that holds the block.
    """
    yield f"{lead}#: {block.name}.{field.name}"
    lead += "? " if manner == "remark" and "?" not in lead else ""
    yield f"{lead}{dash}{field.name}:{_value(field, manner, holder)}".rstrip()
    if isinstance(field.holds, Inside):
        inner = BLOCK_OF[field.holds.block]
        for number, part in enumerate(inner.fields):
            own = "remark" if manner == "remark" else _manner(part, chosen)
            indent = "    " if field.many and number else "  "
            mark = "- " if field.many and not number else ""
            yield from _lines(inner, part, lead + indent, own, dash=mark, holder=field.name, chosen=chosen)


def _value(field: Field, manner: str, holder: str) -> str:
    """What stands behind the colon."""
    slot = holder if field.name == "text" and holder else field.name
    match field.holds:
        case Inside():
            return ""
        case "text" | "quote":
            return f" {{{{{slot}{'?' if manner == 'optional' else ''}*}}}}"
    if manner == "remark":
        return " []" if field.many else ""
    value = f"{{{{{slot}{'?' if manner == 'optional' else ''}}}}}"
    return f" [{value}]" if field.many else f" {value}"
