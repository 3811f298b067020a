"""The place where YAML stops making sense, and the lines before it, to the mistake behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from build_tools.problems.problem import Phrase, phrase

_KEY = r"(?P<lead>\s*(?:- )?)(?P<key>[A-Za-z][\w-]*)"
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
"""YAML has more line breaks than Python's split."""
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\n?:#,\[\]{}]*[^\s?:#,\[\]{}])?")
"""Values that need no quotes anywhere."""
_BLOCK = re.compile(r":\s+[>|][-+\d]*$")
_REMARK = re.compile(r"(?<!\s)\s+#")
_LOOKED_BACK = 200
"""Lines before the stop in which a mistake is looked for, so that the time stays bounded."""
_LONGEST = 4000
"""Characters of a line that are looked at."""
_SMART = "“”‘’„"


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser gave up."""

    lines: tuple[str, ...]
    line: int
    """Counted from 0."""
    column: int
    """Counted from 0."""
    since: int
    """The line in which the construct began that it was reading."""
    reason: str
    """What the parser says."""

    def look_back(self) -> tuple[int, ...]:
        """The lines in which the mistake may stand, the nearest first; not those of a text after `>` or `|`."""
        first = max(min(self.since, self.line) - 1, self.line - _LOOKED_BACK, 0)
        numbers = range(min(self.line, len(self.lines) - 1), first - 1, -1)
        return tuple(number for number in numbers if not self._is_in_block(number))

    def _is_in_block(self, number: int) -> bool:
        depth = _indent(self.lines[number])
        for line in reversed(self.lines[max(0, number - _LOOKED_BACK) : number]):
            if depth == 0:
                return False
            if line.strip() and _indent(line) < depth:
                depth = _indent(line)
                if _BLOCK.search(_without_remark(line)):
                    return True
        return False


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong."""

    line: int
    """Counted from 0."""
    column: int
    """Counted from 0."""
    length: int
    """In characters; 0 for all up to the end of the line."""
    reason: Phrase
    cure: Phrase


def yaml_lines(text: str) -> tuple[str, ...]:
    """The lines of a YAML text as its parser counts them."""
    return tuple(_BREAK.split(text))


def recognize(stop: Stop) -> Mistake:
    """The mistake that made a parser stop, as the first of the rules below that knows it sees it."""
    stop = replace(stop, lines=tuple(line[:_LONGEST] for line in stop.lines))
    for rule in RULES:
        found = rule(stop)
        if found:
            return found
    name = next((name for pattern, name in _REASONS if re.search(pattern, stop.reason)), "other")
    return Mistake(stop.line, stop.column, 1, phrase(f"reason-{name}"), phrase(f"cure-{name}"))


def colon_mistake(words: str) -> tuple[str, str, str] | None:
    """The kind of colon, the key and the value in words that were to be `key: value`; None where they were not."""
    match = re.match(r"(?s)([A-Za-z][\w-]*)\s*(：|:(?=[^\s/]))\s*(.*)", words)
    return ("wide-colon" if match[2] == "：" else "tight-colon", match[1], match[3]) if match else None


def scalar(words: str) -> str:
    """`words` as a YAML scalar, between quotes only where they need them."""
    return words if PLAIN.fullmatch(words) else quoted(words)


def quoted(words: str) -> str:
    """`words` as a YAML scalar that may be pasted."""
    return "'" + words.replace("'", "''") + "'"


def wide_colon(stop: Stop) -> Mistake | None:
    """A full-width colon after a key, as a Chinese keyboard types it."""
    for number in stop.look_back():
        match = re.match(rf"{_KEY}\s*(?P<colon>：)\s*(?P<rest>.*)", stop.lines[number])
        if match:
            line = f"{match['key']}: {match['rest']}".rstrip()
            reason, cure = phrase("reason-wide-colon", name=match["key"]), phrase("cure-wide-colon", line=line)
            return Mistake(number, match.start("colon"), 1, reason, cure)
    return None


def tight_colon(stop: Stop) -> Mistake | None:
    """No blank after the colon of a key."""
    for number in stop.look_back():
        match = re.match(rf"{_KEY}(?P<colon>:)(?P<rest>[^\s:/].*)", stop.lines[number])
        if match:
            line = f"{match['key']}: {match['rest']}".rstrip()
            reason, cure = phrase("reason-tight-colon", name=match["key"]), phrase("cure-tight-colon", line=line)
            return Mistake(number, match.start("colon"), 1, reason, cure)
    return None


def tab(stop: Stop) -> Mistake | None:
    """A tab where only spaces indent."""
    for number in stop.look_back()[:2]:
        match = re.match(r" *(?P<tabs>\t+)", stop.lines[number])
        if match:
            cure = phrase("cure-tab", line=" " * _wanted_indent(stop, number) + stop.lines[number].strip())
            return Mistake(number, match.start("tabs"), len(match["tabs"]), phrase("reason-tab"), cure)
    if stop.line < len(stop.lines) and stop.lines[stop.line][stop.column : stop.column + 1] == "\t":
        return Mistake(stop.line, stop.column, 1, phrase("reason-tab"), phrase("cure-tab-inside"))
    return None


def unclosed(stop: Stop) -> Mistake | None:
    """A value whose quotes are never closed, or closed by those of a later value."""
    for number in stop.look_back():
        match = re.match(rf"{_KEY}:\s+(?P<value>(?P<mark>[\"'])(?P<rest>.*))$", stop.lines[number])
        if match and not _closes(match["rest"], match["mark"]):
            if _is_spread(stop, number, match["mark"]):
                return None
            line = f"{match['key']}: {match['value'].rstrip()}{match['mark']}"
            return Mistake(
                number, match.start("value"), 0, phrase("reason-unclosed"), phrase("cure-unclosed", line=line)
            )
    return None


def after_quotes(stop: Stop) -> Mistake | None:
    """Words after the closing quotes, or an apostrophe that closed them."""
    for number in stop.look_back():
        match = re.match(rf"{_KEY}:\s+(?P<value>(?P<mark>[\"'])(?P<rest>.*))$", stop.lines[number].rstrip())
        if not match or match["mark"] not in match["rest"]:
            continue
        end = _closing(match["rest"], match["mark"])
        after = match["rest"][end + 1 :] if end >= 0 else ""
        if after.strip() and not re.match(r"\s+#", after):
            whole = match["rest"].endswith(match["mark"]) and match["mark"] == "'"
            words = match["rest"][:-1] if whole else match["value"]
            cure = phrase("cure-after-quotes", line=f"{match['key']}: {quoted(words)}")
            return Mistake(number, match.start("rest") + end + 1, len(after), phrase("reason-after-quotes"), cure)
    return None


def inner_colon(stop: Stop) -> Mistake | None:
    """`: ` inside a value without quotes."""
    if "mapping values" not in stop.reason:
        return None
    line = stop.lines[stop.line]
    match = re.match(rf"{_KEY}:\s+(?P<value>[^\s\"'\[{{>|#&*!].*)$", _without_remark(line))
    if match is None or match.start("value") > stop.column:
        return None
    value, smart = match["value"], match["value"][0] in _SMART
    words = value.strip(_SMART) if smart else value
    reason = phrase("reason-marks" if smart else "reason-colon")
    cure = phrase("cure-colon", line=f"{match['key']}: {quoted(words)}")
    return Mistake(stop.line, match.start("value"), len(value), reason, cure)


def deeper(stop: Stop) -> Mistake | None:
    """A field indented below one that has a value already."""
    if "mapping values" not in stop.reason:
        return None
    line = stop.lines[stop.line]
    above = next((n for n in range(stop.line - 1, -1, -1) if stop.lines[n].strip()), None)
    if above is None or not re.match(rf"{_KEY}:(?:\s|$)", line):
        return None
    lead = re.match(r"\s*(?:- )?", stop.lines[above])
    indent = len(lead[0]) if lead else 0
    if _indent(line) <= indent:
        return None
    if _opens_block(stop, above - 1, indent):
        return _indented_wrongly(stop, above, _indent(line), like=stop.line)
    words = " " * indent + line.strip()
    cure = phrase("cure-deeper", line=above + 1, words=words)
    return Mistake(stop.line, 0, _indent(line), phrase("reason-deeper", line=above + 1), cure)


def unlike_above(stop: Stop) -> Mistake | None:
    """A line whose indentation is that of no line it could belong to."""
    if not re.search(r"expected key|expected '-'|expected <block end>|expected ':'", stop.reason):
        return None
    if stop.line >= len(stop.lines):
        return None
    line = stop.lines[stop.line]
    found = _indent(line)
    levels: dict[int, list[int]] = {}
    for number, other in enumerate(stop.lines[: stop.line]):
        if other.strip() and not other.lstrip().startswith("#"):
            indent = _indent(other)
            levels = {level: seen for level, seen in levels.items() if level <= indent}
            levels.setdefault(indent, []).append(number)
            if other.lstrip().startswith("- "):
                levels.setdefault(indent + 2, []).append(number)
    if not line.strip() or found in levels or not levels:
        return None
    wanted = min(levels, key=lambda level: (abs(level - found), -level))
    above = levels[wanted][-1]
    is_odd_one = wanted % 2 and not found % 2 and len(levels[wanted]) == 1
    if is_odd_one or (found > wanted and _opens_block(stop, above - 1, wanted)):
        return _indented_wrongly(stop, above, found, like=stop.line)
    return _indented_wrongly(stop, stop.line, wanted, like=levels[wanted][-1])


def _indented_wrongly(stop: Stop, number: int, wanted: int, *, like: int) -> Mistake:
    line = stop.lines[number]
    cure = phrase("cure-indent", wanted=wanted, line=like + 1, words=" " * wanted + line.strip())
    return Mistake(number, 0, max(_indent(line), 1), phrase("reason-indent", found=_indent(line)), cure)


def _opens_block(stop: Stop, number: int, indent: int) -> bool:
    """Whether a line at this indentation is a key whose value should stand below it."""
    line = stop.lines[number] if number >= 0 else ""
    return _indent(line) == indent and re.match(rf"{_KEY}:$", _without_remark(line)) is not None


def _wanted_indent(stop: Stop, number: int) -> int:
    """The indentation of a line as the one above it has it, or two deeper where that one opens a block."""
    above = next((line for line in reversed(stop.lines[:number]) if line.strip()), "")
    return _indent(above) + (2 if re.match(rf"{_KEY}:$", _without_remark(above)) else 0)


def _without_remark(line: str) -> str:
    """The line without the remark at its end, and without blanks there."""
    found = _REMARK.search(line)
    return line[: found.start()] if found else line.rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def odd_start(stop: Stop) -> Mistake | None:
    """A value that begins with a character that means something in YAML."""
    if stop.line >= len(stop.lines):
        return None
    line = stop.lines[stop.line]
    match = re.match(rf"{_KEY}:\s+(?P<value>(?P<char>[@`%*&!|>,\]}}]).*)$", _without_remark(line))
    if match is None:
        return None
    cure = phrase("cure-start", line=f"{match['key']}: {quoted(match['value'])}")
    reason = phrase("reason-start", char=match["char"])
    return Mistake(stop.line, match.start("value"), len(match["value"]), reason, cure)


RULES: tuple[Callable[[Stop], Mistake | None], ...] = (
    wide_colon,
    tab,
    after_quotes,
    unclosed,
    inner_colon,
    deeper,
    unlike_above,
    tight_colon,
    odd_start,
)
"""The rules, in the order in which they are asked; a rule is asked before those it could be mistaken for."""

_REASONS = (
    (r"mapping values are not allowed", "colon-alone"),
    (r"unknown escape|escape sequence|hexdecimal", "escape"),
    (r"expected ',' or", "bracket"),
    (r"could not find expected ':'", "no-colon"),
    (r"quoted scalar|end of stream", "unclosed-alone"),
    (r"special characters are not allowed|control characters", "invisible"),
    (r"did not find expected|expected <block end>|block sequence entries", "key"),
)
"""What libyaml says, for the mistakes that no rule knows."""


def _closing(rest: str, mark: str) -> int:
    """Where the quotes close that were opened before `rest`; -1 where they do not."""
    pattern = r"(?:[^']|'')*'(?!')" if mark == "'" else r'(?:[^"\\]|\\.)*"'
    match = re.match(pattern, rest)
    return match.end() - 1 if match else -1


def _closes(rest: str, mark: str) -> bool:
    return _closing(rest, mark) >= 0


def _is_spread(stop: Stop, number: int, mark: str) -> bool:
    """Whether quotes are closed in one of the following lines before another field begins."""
    for line in stop.lines[number + 1 : stop.line + 1]:
        if re.match(rf"{_KEY}:(?:\s|$)", line):
            return False
        if mark in line:
            return True
    return False
