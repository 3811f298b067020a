"""What is known of a new annotation or source to the commented YAML text of its file.

A template is made for a kind and an edition's languages; `fill_template` then
looks at one line at a time, so that `assets/draft.js` can fill the same template the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.model.vocabulary import KINDS
from build_tools.site.blueprint import draw_blueprint, draw_list
from build_tools.site.catalog import Catalog

_TEXT = re.compile(r"(?P<lead> *(?P<optional>\?)? *)(?P<name>\w+): \{\{(?P<slot>\w+)(?P<may>\?)?\*\}\}")
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
    others are offered. A text has a slot a language, as in `title.en`; in an
    edition with one language it is a plain string.
    """
    blueprint = draw_blueprint("annotation", {"kind": kind})
    order = {"quote": _first(source_language, languages)}
    return _template(blueprint, catalog.label("draft.annotation"), catalog, order, _first(writes, languages))


def source_template(catalog: Catalog, *, languages: tuple[str, ...], writes: str) -> str:
    """The file of a new source, with slots, in the same way."""
    return _template(draw_blueprint("source"), catalog.label("draft.source"), catalog, {}, _first(writes, languages))


def dialog_templates(catalog: Catalog, *, languages: tuple[str, ...], source_language: str) -> Mapping[str, str]:
    """The files that a dialog in the catalog's language fills, by kind, without what explains them; a fact has its own.

    An address has to hold the whole file, and the dialog explains its fields.
    """
    first, quote = _first(catalog.language, languages), {"quote": _first(source_language, languages)}
    chosen = {kind: {"kind": kind} for kind in KINDS} | {"fact": {"kind": "claim", "type": "fact"}}
    found = {name: draw_blueprint("annotation", choice) for name, choice in chosen.items()}
    found["source"] = draw_blueprint("source")
    return {name: _bare(blueprint, catalog, quote, first) for name, blueprint in found.items()}


def entry_template(catalog: Catalog, *, languages: tuple[str, ...], first: bool) -> str:
    """A claim's next assessment as it stands in the claim's file; the `first` brings the name of the list along."""
    blueprint = draw_list("claim", "history")
    text = _bare(blueprint, catalog, {}, _first(catalog.language, languages))
    return text if first else text.partition("\n")[2]


def fill_template(template: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """The template with `values` in its slots, by four rules a line.

    A line without a slot stays. A value, or several with commas between them,
    takes the slot's place, and the remark behind it goes. Without a value, or
    with an empty one, the slot goes and the remark stays, to mark a blank.
    Without a value a line whose slot ends in `?` becomes a remark.
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
    optional = catalog.label("draft.optional")
    return "\n".join(
        (f"# {head}", f"# {optional}", "", *_explained(_lines(blueprint, catalog, order, languages), catalog))
    )


def _explained(lines: Iterable[str], catalog: Catalog) -> Iterator[str]:
    """The lines with what each field means, and those that are no more than a remark as one."""
    for line in lines:
        before, mark, key = line.partition("#: ")
        shown = f"{before}# {catalog.label(f'field_help.{key}')}" if mark else line
        yield shown.replace("? ", "# ", 1) if shown.lstrip().startswith("? ") else shown


def _bare(blueprint: str, catalog: Catalog, order: Mapping[str, tuple[str, ...]], languages: tuple[str, ...]) -> str:
    """The lines without what they mean, and without those that are no more than a remark."""
    lines = _lines(blueprint, catalog, order, languages)
    return "\n".join(line for line in lines if not line.lstrip().startswith(("#: ", "? ")))


def _lines(
    blueprint: str, catalog: Catalog, order: Mapping[str, tuple[str, ...]], languages: tuple[str, ...]
) -> Iterator[str]:
    """The lines of a blueprint, a text in its languages, with a remark behind each slot."""
    remark = "  # " + catalog.label("draft.blank")
    for drawn in blueprint.split("\n"):
        for line in _in_languages(drawn, order, languages):
            yield line + (remark if "{{" in line else "")


def _in_languages(line: str, order: Mapping[str, tuple[str, ...]], languages: tuple[str, ...]) -> Iterator[str]:
    """A line with a text as lines with a slot a language."""
    text = _TEXT.fullmatch(line)
    if text is None:
        yield line
        return
    lead, name, slot = text["lead"], text["name"], text["slot"]
    first, *others = order.get(slot, languages)
    if not others:
        yield f"{lead}{name}:" + ("" if text["optional"] else f" {{{{{slot}.{first}{text['may'] or ''}}}}}")
        return
    if text["may"]:
        yield f"{lead}{name}: {{{first}: {{{{{slot}.{first}?}}}}}}"
        return
    yield f"{lead}{name}:"
    if text["optional"]:
        yield f"{lead}  {first}:"
        return
    yield f"{lead}  {first}: {{{{{slot}.{first}}}}}"
    yield from (f"{lead}  {other}: {{{{{slot}.{other}?}}}}" for other in others)


def _filled(line: str, values: Mapping[str, str | Sequence[str]]) -> str:
    slot = _SLOT.search(line)
    if slot is None:
        return line
    before, value = line[: slot.start()], values.get(slot["name"])
    if value:
        several = (value,) if isinstance(value, str) else value
        return before + ", ".join(map(yaml_scalar, several)) + slot["after"]
    empty = (before + slot["after"]).rstrip()
    if value is None and slot["optional"]:
        field = empty.lstrip()
        return f"{empty[: len(empty) - len(field)]}# {field}"
    return empty + (slot["remark"] or "")


def _first(language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages, that one first where it is one of them."""
    return tuple(sorted(languages, key=lambda other: other != language))
