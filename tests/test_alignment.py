"""A second text laid on the turns of the first: nothing lost, nothing said twice, every guess told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.__main__ import main
from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timecode import TimeCode
from build_tools.model.timing import TimedCue
from build_tools.reading.transcript import compare_transcripts, parse_transcript, write_transcript
from build_tools.writing.alignment import MISSING, Aligned, align_transcripts

Turns = Sequence[tuple[str, Sequence[str]]]


def text(turns: Turns, language: str, times: Sequence[float] = ()) -> Transcript:
    """A transcript; the times are those of its paragraphs, in order."""
    left = list(times)
    blocks = []
    for number, (speaker, paragraphs) in enumerate(turns, 1):
        made = tuple(
            Paragraph(f"t{number:02}.p{n}", words, language, time=TimeCode(round(left.pop(0) * 1000)) if left else None)
            for n, words in enumerate(paragraphs, 1)
        )
        blocks.append(Block(f"t{number:02}", "turn", speaker, language, made, time=made[0].time))
    return Transcript(language, tuple(blocks))


def align(first: Transcript, second: Transcript, cues: Sequence[TimedCue] = ()) -> Aligned:
    aligned = align_transcripts(first, second, cues, nobody="Speaker")
    assert compare_transcripts(first, aligned.transcript, "en.md") == []
    return aligned


def read(aligned: Aligned) -> dict[str, str]:
    return {p.id: p.text for p in aligned.transcript.paragraphs.values()}


CHINESE = text(
    [("馮美", ["還有多少艘船？"]), ("李濤", ["兩艘。", "最後一艘會離開。"]), ("馮美", ["漁網呢？"])], "zh-Hant"
)


def test_the_same_turns_and_paragraphs_are_no_guess() -> None:
    english = text(
        [("Voss", ["How many boats?"]), ("Reed", ["Two.", "The last one will go."]), ("Voss", ["The nets?"])], "en"
    )
    aligned = align(CHINESE, english)
    assert read(aligned) == {
        "t01.p1": "How many boats?",
        "t02.p1": "Two.",
        "t02.p2": "The last one will go.",
        "t03.p1": "The nets?",
    }
    assert [block.label for block in aligned.transcript.blocks] == ["Voss", "Reed", "Voss"]
    assert aligned.remarks == ()


def test_paragraphs_of_a_turn_are_shared_out_by_length_and_told() -> None:
    english = text(
        [("Voss", ["How many boats?"]), ("Reed", ["Two. The last one will go."]), ("Voss", ["The nets?"])], "en"
    )
    aligned = align(CHINESE, english)
    assert (read(aligned)["t02.p1"], read(aligned)["t02.p2"]) == ("Two. ".strip(), "The last one will go.")
    assert aligned.remarks == ("t02: 1 paragraphs are laid on 2, by length",)


def test_a_turn_too_many_is_told_and_kept() -> None:
    english = text(
        [
            ("Voss", ["How many boats?"]),
            ("Reed", ["Two.", "The last one will go."]),
            ("Voss", ["Go on."]),
            ("Reed", ["Hm."]),
            ("Voss", ["The nets?"]),
        ],
        "en",
    )
    aligned = align(CHINESE, english)
    words = " ".join(read(aligned).values())
    assert "Go on." in words
    assert "Hm." in words
    assert any("turns of the second text are laid on" in remark for remark in aligned.remarks)
    assert any("in the second text, here by" in remark for remark in aligned.remarks)


def test_a_turn_too_few_leaves_a_mark() -> None:
    english = text([("Voss", ["How many boats?"]), ("Reed", ["Two.", "The last one will go."])], "en")
    aligned = align(CHINESE, english)
    assert read(aligned)["t03.p1"] == MISSING
    assert "t03.p1: the second text has no words for it; '…' stands there" in aligned.remarks


def test_times_decide_where_both_texts_have_them() -> None:
    first = text([("馮美", ["還有多少艘船？"]), ("李濤", ["兩艘。", "最後一艘會離開。"])], "zh-Hant", [0, 4, 9])
    english = text([("Speaker", ["How many boats? Two. The last one will go."])], "en", [0])
    cues = [
        TimedCue("t01.p1", TimeCode(200), TimeCode(3000), "How many boats?"),
        TimedCue("t01.p1", TimeCode(4100), TimeCode(5000), "Two."),
        TimedCue("t01.p1", TimeCode(8900), TimeCode(11000), "The last one will go."),
    ]
    aligned = align(first, english, cues)
    assert list(read(aligned).values()) == ["How many boats?", "Two.", "The last one will go."]
    assert [cue.paragraph for cue in aligned.cues] == ["t01.p1", "t02.p1", "t02.p2"]
    assert aligned.remarks == ("t02.p2: “The last one will go.” is said across the border of two paragraphs",)


def test_a_text_without_speakers_is_laid_on_all_paragraphs() -> None:
    english = text([("Speaker", ["How many boats?", "Two.", "The last one will go.", "The nets?"])], "en")
    aligned = align(CHINESE, english)
    assert list(read(aligned).values()) == ["How many boats?", "Two.", "The last one will go.", "The nets?"]
    assert aligned.remarks[0] == "the second text names no speakers, so it was laid on all 4 paragraphs"


SPEECH = st.lists(
    st.tuples(st.sampled_from("AB"), st.lists(st.lists(st.sampled_from(["Yes.", "No!", "Why do you ask?", "It is so,", "你好。", "a"]), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)),
    min_size=1, max_size=8,
)  # fmt: skip


@given(first=SPEECH, second=SPEECH, timed=st.booleans())
def test_no_sentence_is_lost_or_said_twice(first: Turns, second: Turns, timed: bool) -> None:
    numbered = [
        (who, [f"{p} #{n}.{m}" for m, p in enumerate(paragraphs)]) for n, (who, paragraphs) in enumerate(second)
    ]
    times = [float(n) for n in range(100)] if timed else []
    aligned = align(text(first, "zh-Hant", times), text(numbered, "en", times))
    said = "".join("".join(p.split()) for p in read(aligned).values()).replace(MISSING, "")
    assert said == "".join("".join(p.split()) for _, paragraphs in numbered for p in paragraphs)


def test_the_command_writes_a_translation_with_the_ids_of_the_first_text(
    ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = ferry / "raw.txt"
    raw.write_text("Lam: When?\n\nChan: In 2026. There are 40 seats.\n", "utf-8")
    call = [
        "import",
        str(raw),
        "--as",
        "en",
        "--align-to",
        "zh-Hant",
        "--root",
        str(ferry),
        "--out",
        str(ferry / "en.md"),
    ]
    assert main(call) == 0
    told = capsys.readouterr().err
    assert "a guess at t02: 1 paragraphs are laid on 2, by length" in told
    assert "are nobody's" in told or "that nobody says" in told
    path = ferry / "docs/transcript/zh-Hant.md"
    first, _ = parse_transcript(path.read_text("utf-8"), "zh-Hant", "zh-Hant.md")
    second, problems = parse_transcript((ferry / "en.md").read_text("utf-8"), "en", "en.md")
    assert problems == []
    assert compare_transcripts(first, second, "en.md") == []
    assert write_transcript(second) == (ferry / "en.md").read_text("utf-8")
    assert main([*call[:5], "fr", *call[6:]]) == 2
