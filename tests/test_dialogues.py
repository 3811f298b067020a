"""Random dialogues in every form of line: nobody's words are another's without a remark that tells the line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.whole import import_transcript

LABELS = [
    "ADA LOWE", "MR. CHAN", "Chan, Bo", "Chan, Bo (Extern)", "Speaker 1", "SPEAKER_00", "Dr. J. Lee", "The Chair",
    "man in the audience", "馬斯克", "主持人", "عادل", "עדה לו", "Q1", "Zoé d’Or", "O'Neill", "J. R. R. Smith", "Ｑ", "問", "Host",
]  # fmt: skip
SENTENCES = [
    "Yes.", "I said: no.", "Well, then: go on.", "Note: it rains.", "你可能聽說過這樣一句話：船到橋頭自然直。", "At 10:30 we met.",
    "He said: go", "See https://harbor.example/x.", "(laughs) Why?", "[sic] So.", "Two: three: four.", "No one knows.",
]  # fmt: skip
FORMS: list[tuple[str, Callable[[str, str, int], str], str]] = [
    ("plain", lambda who, words, _: f"{who}: {words}", "\n\n"),
    ("plain", lambda who, words, _: f"{who}: {words}", "\n"),
    ("plain", lambda who, words, _: f"{who}：{words}", "\n\n"),
    ("plain", lambda who, words, _: f"{who}:\n{words}", "\n\n"),
    ("plain", lambda who, words, n: f"[00:{n:02}:03] {who}: {words}", "\n\n"),
    ("plain", lambda who, words, n: f"{who} (00:{n:02}):\n{words}", "\n\n"),
    ("plain", lambda who, words, n: f"{who}  0:{n:02}\n{words}", "\n\n"),
    ("plain", lambda who, words, n: f"[{who}] 00:{n:02}:03\n{words}", "\n\n"),
    ("plain", lambda who, words, _: f"[{who}]: {words}", "\n"),
    ("plain", lambda who, words, _: f"({who}): {words}" if "(" not in who else f"{who}: {words}", "\n\n"),
    ("plain", lambda who, words, _: f">> {who}: {words}", "\n\n"),
    ("plain", lambda who, words, _: f"\u200f{who}\u200e: {words}", "\n\n"),
    ("markdown", lambda who, words, _: f"**{who.replace('_', ' ')}:** {words}", "\n\n"),
    ("srt", lambda who, words, n: f"{n + 1}\n00:{n:02}:00,000 --> 00:{n:02}:09,000\n{who}: {words}", "\n\n"),
    ("webvtt", lambda who, words, n: f"00:{n:02}:00.000 --> 00:{n:02}:09.000\n{who}: {words}", "\n\n"),
]
SAID = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(SENTENCES)), min_size=1, max_size=12)


def clean(label: str) -> str:
    return re.sub(r"[\W_]+", "", label)


@pytest.mark.parametrize("form", range(len(FORMS)))
@given(said=SAID)
def test_no_words_change_their_speaker_in_silence(form: int, said: list[tuple[str, str]]) -> None:
    format, write, between = FORMS[form]
    text = "WEBVTT\n\n" if format == "webvtt" else ""
    lines = []
    for number, (who, words) in enumerate(said):
        lines.append(text.count("\n") + 1)
        text += write(who, f"w{number}w {words}", number) + between
    lines.append(text.count("\n") + 2)
    imported = import_transcript(text.encode(), "x", format=format, language="en", naming=Naming({}, "Nobody"), pause=2)
    told = {remark.line for remark in imported.remarks}
    for number, (who, words) in enumerate(said):
        (block,) = (b for b in imported.transcript.blocks if any(f"w{number}w" in p.text for p in b.paragraphs))
        everything = "".join("".join(p.text.split()) for p in block.paragraphs)
        assert "".join(words.split()) in everything
        if clean(block.label) != clean(who):
            more = [r.message for r in imported.remarks if re.search(r"in \d+ more lines", r.message)]
            own = any(lines[number] <= line < lines[number + 1] for line in told)
            assert own or any(who in message for message in more), (block.label, who, imported.remarks)
