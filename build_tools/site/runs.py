"""A page whose words are in several languages to the same with every run's language and direction named.

Where an edition's language has no catalog the words of the interface are English ones. Each such label stands between
signs (`wrap`) until its page is written; then the signs become elements, or go where none can stand. So no template
has to know of it, and no voice reads a word as one of another language.
"""

from __future__ import annotations

import re

from build_tools.model.language import direction_of

LABEL, VALUE, END = "\ufdd0", "\ufdd1", "\ufdd2"
"""Noncharacters, which no text may hold (Unicode, 23.7): a label begins, what fills it begins, either ends."""

_SIGNS = re.compile(f"[{LABEL}{VALUE}{END}]")
_PIECE = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)>|<[a-zA-Z/!][^<>]*>)", re.DOTALL)
_WORDS_ONLY = re.compile(r"<(option|title|desc)\b([^<>]*)>([^<]*)</\1>")
"""Elements that hold words and no elements."""
_WHOLE = re.compile(
    rf"<(span|b|strong|a|button|small)\b([^<>]*)>{LABEL}"
    rf"((?:[^<{LABEL}{VALUE}{END}]|{VALUE}[^<{LABEL}{VALUE}{END}]*{END})*){END}</\1>"
)
"""An element in a line of which a label is all; it can name the language itself."""
_READ_OUT = re.compile(rf"\b(?:aria-label|title|alt|placeholder)=\"[^\"]*{LABEL}")
_LANGUAGE = re.compile(r"\slang=\"([^\"]+)\"")


def wrap(words: str) -> str:
    """A label between the signs, which go from labels inside it; without them where it has no letter."""
    if not any(c.isalpha() for c in without_signs(words)):
        return words
    kept, open_signs = [LABEL], [LABEL]
    for piece in re.split(f"({_SIGNS.pattern})", words):
        if piece in (LABEL, VALUE):
            kept.append("" if piece == open_signs[-1] else piece)
            open_signs.append(piece)
        elif piece == END:
            closed = open_signs.pop()
            kept.append("" if closed == open_signs[-1] else END)
        else:
            kept.append(piece)
    return "".join(kept) + END


def wrap_value(value: object) -> str:
    """What fills a label, between the signs; a label has its own, and a number needs none."""
    words = str(value)
    plain = words.startswith((LABEL, "{")) or not any(c.isalpha() for c in words)
    return words if plain else f"{VALUE}{words}{END}"


def without_signs(words: str) -> str:
    """The words alone, for where no element can stand."""
    return _SIGNS.sub("", words)


def name_runs(page: str, language: str, tongue: str) -> str:
    """A page of Markdown for readers of `language` whose labels are in `tongue`, its runs named, its signs gone.

    Its front matter keeps plain words; `title_language` says that its title is a label. Where both directions
    occur, every element that names its language names its direction, too.
    """
    front, body = _part(page)
    named = {tongue, language, *_LANGUAGE.findall(body)} - {""}
    mixed = len({direction_of(tag) for tag in named}) > 1
    if not mixed and not _SIGNS.search(page):
        return page
    foreign = _Names(language, tongue, mixed)
    body = _WORDS_ONLY.sub(foreign.words_only, body)
    body = _WHOLE.sub(foreign.whole, body)
    return foreign.front(front) + "".join(foreign.piece(piece) for piece in _PIECE.split(body))


def _part(page: str) -> tuple[str, str]:
    """Front matter, with its fences, and the rest."""
    end = page.find("\n---\n", 3) + len("\n---\n") if page.startswith("---\n") else 0
    return page[:end], page[end:]


class _Names:
    """The elements that name what a run is."""

    def __init__(self, language: str, tongue: str, mixed: bool) -> None:
        self._own, self._tongue, self._mixed = self._attributes(language, mixed), self._attributes(tongue, mixed), mixed
        self._tag = tongue

    @staticmethod
    def _attributes(language: str, mixed: bool) -> str:
        return f' lang="{language}"' + (f' dir="{direction_of(language)}"' if mixed else "")

    def words_only(self, found: re.Match[str]) -> str:
        name, attributes, words = found.groups()
        own = self._tongue if LABEL in words and not _LANGUAGE.search(attributes) else ""
        return f"<{name}{attributes}{own}>{without_signs(words)}</{name}>"

    def whole(self, found: re.Match[str]) -> str:
        name, attributes, words = found.groups()
        if _LANGUAGE.search(attributes):
            return found[0]
        return f"<{name}{attributes}{self._tongue}>{words}</{name}>"

    def piece(self, piece: str) -> str:
        if piece.startswith(("<script", "<style")):
            return without_signs(piece)
        return self._start(piece) if piece.startswith("<") else self._text(piece)

    def _start(self, tag: str) -> str:
        read_out = _READ_OUT.search(tag) and not _LANGUAGE.search(tag)
        tag = without_signs(tag)
        if read_out:
            tag = re.sub(r"(/?>)$", rf' lang="{self._tag}"\1', tag)
        found = _LANGUAGE.search(tag)
        if not (self._mixed and found) or read_out or " dir=" in tag:
            return tag
        return tag.replace(found[0], f'{found[0]} dir="{direction_of(found[1])}"', 1)

    def _text(self, text: str) -> str:
        text = text.replace(LABEL, f"<span{self._tongue}>").replace(VALUE, f"<span{self._own}>")
        return text.replace(END, "</span>")

    def front(self, front: str) -> str:
        lines = front.split("\n")
        told = [f"title_language: {self._tag}"] if any(x.startswith(f'title: "{LABEL}') for x in lines) else []
        return without_signs("\n".join([*lines[:1], *told, *lines[1:]])) if front else ""
