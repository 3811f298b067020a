"""What is known of a new annotation or source to the commented YAML text of its file.

A template is made for a kind and an edition's languages; `fill_template` then
looks at one line at a time, so that a script can fill the same template the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from build_tools.site.catalog import Catalog
from build_tools.writing.blueprint import draw_blueprint

_TEXT = re.compile(r"(?P<lead> *(?P<optional>\?)? *)(?P<name>\w+): \{\{(?P<slot>\w+)\*\}\}")
_SLOT = re.compile(r"\{\{(?P<name>[\w.-]+)(?P<optional>\?)?\}\}(?P<after>\S*)(?P<remark>  # .*)?$")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w.~:/?=&%+@;$#-]*[A-Za-z0-9/=])?", re.ASCII)
"""Values that need no quotes in YAML, be it in a list or not."""
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that JSON leaves as they are and YAML does not take, or takes for a line's end."""


def annotation_template(
    kind: str, catalog: Catalog, *, languages: tuple[str, ...], source_language: str, writes: str
) -> str:
    """The file of a new annotation, with slots; its remarks are in the catalog's language.

    The edition has `languages`; the contributor `writes` in one of them, and the
    others are offered. In an edition with one language a text is a plain string,
    with the slot `title`; else it has a slot a language, as in `title.en`.
    """
    blueprint = draw_blueprint("annotation", kind).replace("{{kind}}", kind)
    order = {"quote": _first(source_language, languages)}
    return _template(blueprint, catalog.label("draft.annotation"), catalog, order, _first(writes, languages))


def source_template(catalog: Catalog, *, languages: tuple[str, ...], writes: str) -> str:
    """The file of a new source, with slots, in the same way."""
    return _template(draw_blueprint("source"), catalog.label("draft.source"), catalog, {}, _first(writes, languages))


def fill_template(template: str, values: Mapping[str, str]) -> str:
    """The template with `values` in its slots, by four rules a line.

    A line without a slot stays. A value takes the slot's place, and the remark
    behind it goes. Without a value, or with an empty one, the slot goes and the
    remark stays, to mark a blank. Without a value a line whose slot ends in `?`
    becomes a remark.
    """
    return "\n".join(_filled(line, values) for line in template.split("\n"))


def yaml_scalar(value: str) -> str:
    """`value` as YAML text on one line that is read back as the same value."""
    if _PLAIN.fullmatch(value):
        return value
    return _UNPRINTABLE.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(value, ensure_ascii=False))


def _template(
    blueprint: str, head: str, catalog: Catalog, order: Mapping[str, tuple[str, ...]], languages: tuple[str, ...]
) -> str:
    optional, blank = catalog.label("draft.optional"), catalog.label("draft.blank")
    lines = [f"# {head}", f"# {optional}", ""]
    for drawn in blueprint.split("\n"):
        for line in _in_languages(drawn, order, languages):
            before, mark, key = line.partition("#: ")
            shown = f"{before}# {catalog.label(f'field_help.{key}')}" if mark else line
            remark = f"  # {blank}" if "{{" in line else ""
            lines.append(shown.replace("? ", "# ", 1) if shown.lstrip().startswith("? ") else shown + remark)
    return "\n".join(lines)


def _in_languages(line: str, order: Mapping[str, tuple[str, ...]], languages: tuple[str, ...]) -> Iterator[str]:
    """A line with a text as lines with a slot a language."""
    text = _TEXT.fullmatch(line)
    if text is None:
        yield line
        return
    lead, name, slot = text["lead"], text["name"], text["slot"]
    first, *others = order.get(slot, languages)
    if not others:
        yield f"{lead}{name}:" + ("" if text["optional"] else f" {{{{{slot}}}}}")
        return
    yield f"{lead}{name}:"
    if text["optional"]:
        yield f"{lead}  {first}:"
        return
    yield f"{lead}  {first}: {{{{{slot}.{first}}}}}"
    yield from (f"{lead}  {other}: {{{{{slot}.{other}?}}}}" for other in others)


def _filled(line: str, values: Mapping[str, str]) -> str:
    slot = _SLOT.search(line)
    if slot is None:
        return line
    before, value = line[: slot.start()], values.get(slot["name"])
    if value:
        return before + yaml_scalar(value) + slot["after"]
    empty = (before + slot["after"]).rstrip()
    if value is None and slot["optional"]:
        field = empty.lstrip()
        return f"{empty[: len(empty) - len(field)]}# {field}"
    return empty + (slot["remark"] or "")


def _first(language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages, that one first where it is one of them."""
    return tuple(sorted(languages, key=lambda other: other != language))
