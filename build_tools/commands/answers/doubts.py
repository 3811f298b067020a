"""The verdicts to look at again to a heading a kind, with a line each or, where there are many, their ids."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from build_tools.commands.answers.terminal import Look
from build_tools.problems.messages import words_of
from build_tools.problems.problem import DOUBTS, Problem, legible, phrase

FEW = 5
"""Up to so many of a kind are told in a line each."""
_INDENT = "    "


def render_doubts(doubts: Sequence[Problem], look: Look) -> str:
    """A heading with the count and the cure of each kind, in the order of `DOUBTS`; empty where there are none."""
    kinds = list(DOUBTS)
    by_kind = sorted(doubts, key=lambda doubt: kinds.index(doubt.code))
    groups = (list(group) for _, group in groupby(by_kind, key=lambda doubt: doubt.code))
    return "".join(_render_kind(group, look) for group in groups)


def _render_kind(doubts: Sequence[Problem], look: Look) -> str:
    code = doubts[0].code
    heading = phrase(f"heading-{code}", count=len(doubts)).spoken(look.language)
    lines = [doubt.headline(look.language) for doubt in doubts] if len(doubts) <= FEW else _ids(doubts, look)
    return (
        "\n".join([heading, *(_INDENT + legible(line) for line in (doubts[0].hint_in(look.language), *lines))]) + "\n"
    )


def _ids(doubts: Sequence[Problem], look: Look) -> list[str]:
    """The ids alone, as many to a line as fit."""
    ids = words_of("en").comma.join(str(dict(doubt.values)["id"]) for doubt in doubts)
    return textwrap.wrap(ids, look.width - len(_INDENT), break_on_hyphens=False)
