"""The targets of `make fuzz` hold for the corpus, and for what fuzzing has found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bad_files import CORPUS, cases_of
from tests.fuzz.seeds import seeds, words
from tests.fuzz.targets import TARGETS

FOUND: list[bytes] = [
    b"",
    b"\0",
    b"## Ann {#t01}\n\n\\\\# a\n",
    b"## Ann {#t03\n\nWords.\n\n## Ann {#t03\n\nMore.\n",
    b"[a\r#\n[\n#\n#",
    b"WEBVTT\n\n00:00.000 --> 00:00.000\n<v >\n",
]
"""What once did not hold, or nearly."""
SEEDS = [*FOUND, *(case.data for file in CORPUS for case in cases_of(file) if file.stem in ("transcripts", "yaml"))]


@pytest.mark.parametrize("name", sorted(set(TARGETS) - {"yaml", "registers"}))
def test_a_target_holds_for_all_that_is_kept(name: str) -> None:
    target: Callable[[bytes], None] = TARGETS[name]
    for data in (*SEEDS, *seeds(name)):
        target(data)


def test_every_run_has_words_and_inputs_to_begin_with() -> None:
    assert {name for name in TARGETS if words(name).count("\n") < 3 or not next(seeds(name), b"")} == set()
