"""`export transcript`: what is written is read again as the same turns, speakers and times."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.__main__ import main
from build_tools.commands.export import find_differences
from build_tools.model.model import Block, Paragraph, Transcript
from build_tools.model.timecode import TimeCode
from build_tools.model.timing import Spoken, TimedCue
from build_tools.writing.exporters import EXPORTS
from build_tools.writing.exporters.said import NoTimeError, what_is_said
from build_tools.writing.importers.turns import Naming
from build_tools.writing.importers.whole import import_transcript

WORDS = st.lists(
    st.sampled_from(["Yes.", "a & b", "<3", "who sails?", "你好。", "it's \"so\"", "# x", "*no*", "1984.", "Well,", "-", "é"]),
    min_size=1, max_size=8,
).map(" ".join)  # fmt: skip
TURNS = st.lists(
    st.tuples(st.sampled_from(["Ann Lee", "Mr. Chan", "馬斯克", "SPEAKER_00"]), st.lists(WORDS, min_size=1, max_size=3)),
    min_size=2, max_size=7,
)  # fmt: skip


def talk(turns: list[tuple[str, list[str]]]) -> Transcript:
    blocks = []
    moment = 0
    for number, (speaker, paragraphs) in enumerate(turns, 1):
        made = []
        for n, words in enumerate(paragraphs, 1):
            moment += 30_500
            made.append(Paragraph(f"t{number:02}.p{n}", words, "en", time=TimeCode(moment)))
        blocks.append(Block(f"t{number:02}", "turn", speaker, "en", tuple(made), time=made[0].time))
    return Transcript("en", tuple(blocks))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
@given(turns=TURNS)
def test_what_is_written_is_read_again(export: object, turns: list[tuple[str, list[str]]]) -> None:
    assert export in EXPORTS
    chosen = next(e for e in EXPORTS if e is export)
    said = what_is_said(talk(turns), (), "A talk")
    assert list(find_differences(said, chosen.write(said), chosen)) == []


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_the_same_words_give_the_same_bytes(export: object) -> None:
    chosen = next(e for e in EXPORTS if e is export)
    said = what_is_said(talk([("Ann", ["Hi."]), ("Bo", ["Ho."])]), (), "A talk")
    assert chosen.write(said) == chosen.write(said)


def test_the_times_of_words_come_back_from_webvtt() -> None:
    made = talk([("Ann", ["Who sails?"]), ("Bo", ["Nobody."])])
    cue = TimedCue(
        "t01.p1", TimeCode(30_500), TimeCode(33_000), "Who sails?",
        (Spoken("Who ", TimeCode(30_500)), Spoken("sails?", TimeCode(32_000))),
    )  # fmt: skip
    said = what_is_said(made, (cue,), "A talk")
    again = import_transcript(
        EXPORTS[0].write(said), "x.vtt", format="auto", language="en", naming=Naming({}, ""), pause=2
    )
    assert again.transcript == Transcript("en", said.turns)
    assert [(s.words.strip(), s.start) for s in again.cues[0].spoken] == [
        ("Who", TimeCode(30_500)),
        ("sails?", TimeCode(32_000)),
    ]


def test_a_mended_word_is_exported_with_the_times_of_the_others() -> None:
    made = talk([("Ann", ["Who sailed from here? Nobody."])])
    cues = (
        TimedCue("t01.p1", TimeCode(1000), TimeCode(2000), "Who sails from here?"),
        TimedCue("t01.p1", TimeCode(3000), TimeCode(4000), "Nobody."),
    )
    written = EXPORTS[0].write(what_is_said(made, cues, "A talk")).decode()
    assert "00:00:01.000 --> 00:00:02.000\n<v Ann>Who sailed from here?\n" in written
    assert "00:00:03.000 --> 00:00:04.000\n<v Ann>Nobody.\n" in written


def test_subtitles_need_a_time_for_every_turn() -> None:
    made = Transcript("en", (Block("t01", "turn", "Ann", "en", (Paragraph("t01.p1", "Hi.", "en"),)),))
    with pytest.raises(NoTimeError, match=r"t01\.p1 has no time"):
        EXPORTS[0].write(what_is_said(made, (), "A talk"))


@pytest.mark.parametrize("name", ["txt", "tei", "docx"])
def test_the_command_exports_this_edition(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"talk.{name}"
    call = ["export", "transcript", "--format", name, "--out", str(out)]
    assert main(call) == 0
    assert capsys.readouterr().err == ""
    assert main(["import", str(out), "--language", "zh-Hant"]) == 0
    assert "turns: 52" in capsys.readouterr().err
    assert main(call) == 2
    assert "is there already" in capsys.readouterr().err


def test_what_cannot_be_exported_is_said(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "transcript", "--format", "docx"]) == 2
    assert "name a new file with --out" in capsys.readouterr().err
    assert main(["export", "transcript", "--root", str(ferry)]) == 1
    assert "t01.p1 has no time" in capsys.readouterr().err
    assert main(["export", "transcript", "--format", "txt", "--language", "fr", "--root", str(ferry)]) == 2
    assert "there is no transcript in 'fr'; there are: zh-Hant, en" in capsys.readouterr().err
