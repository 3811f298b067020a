"""What a command still has to know: taken from its options, asked for at a terminal, or listed as missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from build_tools.site.catalog import Catalog


class WrongCallError(Exception):
    """A command cannot go on; the message says what it lacks, a line each."""


def _accept(answer: str) -> str:
    return ""


@dataclass
class Asker:
    """Collects answers, and what is wrong with those that were given."""

    catalog: Catalog
    interactive: bool
    """Whether somebody is there to answer; else nothing is asked."""
    wrong: list[str] = field(default_factory=list)

    def settle(
        self,
        option: str,
        given: str | None,
        question: str,
        *,
        suggestion: str = "",
        required: bool = False,
        complaint: Callable[[str], str] = _accept,
    ) -> str:
        """The value of an option: as given, as answered, or as suggested.

        A complaint about a value is empty where it will do. At a terminal what is
        missing or will not do is asked for again; elsewhere it is noted, and the value is empty.
        """
        if given is not None and given.strip():
            reason = complaint(given.strip())
            if not reason:
                return given.strip()
            if not self.interactive:
                self.note("new.wrong", option=option, reason=reason)
                return ""
            self.tell(reason)
        if self.interactive:
            return self._ask(question, suggestion, required, complaint)
        if required and not suggestion:
            self.note("new.missing", option=option, question=question)
        return suggestion

    def _ask(self, question: str, suggestion: str, required: bool, complaint: Callable[[str], str]) -> str:
        label = self.catalog.label
        while True:
            shown = label("new.prompt", question=question)
            if suggestion:
                shown = label("new.prompt_suggested", question=question, suggestion=suggestion)
            print(shown, end="", file=sys.stderr, flush=True)
            answer = input().strip() or suggestion
            if not answer and not required:
                return ""
            reason = complaint(answer) if answer else ""
            if answer and not reason:
                return answer
            if reason:
                self.tell(reason)

    def note(self, key: str, **values: object) -> None:
        """Something is wrong, so that the command cannot go on."""
        self.wrong.append(self.catalog.label(key, **values))

    def tell(self, words: str) -> None:
        """Say something on the way, apart from what the command prints."""
        print(words, file=sys.stderr)

    def stop_if_wrong(self) -> None:
        """Raise `WrongCallError` with all that is wrong so far."""
        if self.wrong:
            raise WrongCallError("\n".join(self.wrong))
