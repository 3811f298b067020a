"""`init`: a new edition that checks, builds, serves and tests at once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.__main__ import main
from build_tools.commands.init import find_requirement
from build_tools.model.model import Block, Edition, Paragraph, Transcript
from build_tools.reading.transcript import write_transcript
from build_tools.rules.examine import check
from build_tools.writing.beginning import describe_transcript
from tests.serving import Server
from tests.test_import_round_trip import PIECES

TODAY = date.today()
RAW = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>What is #1?\n\n00:05.000 --> 00:06.000\n<v 陳波>\\# {#t01}: yes &amp; no\n"
)


def make(target: str, edition: Path, *settings: str) -> subprocess.CompletedProcess[str]:
    """Run make as the README of a new edition says, with the program that is installed already."""
    command = ["make", "-s", target, f"BIN={Path(sys.executable).parent}", *settings]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "AS_OF", "PYTEST"))}
    return subprocess.run(
        command, cwd=edition, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


def sound(folder: Path) -> Edition:
    """The edition in a folder, which has no problems."""
    checked = check(folder, today=TODAY)
    assert [problem.as_text() for problem in checked.problems] == []
    assert checked.edition
    return checked.edition


@pytest.mark.parametrize("language", ["en", "zh-Hant", "es", "ja", "ar"])
def test_the_sample_checks_at_once(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "editions/mine"
    assert main(["init", str(folder), "--language", language, "--date", "2026-01-02"]) == 0
    told = capsys.readouterr().out
    assert "make serve" in told
    assert ("words of its own" in told) is (language in ("ja", "ar"))
    assert sorted(p.name for p in folder.parent.iterdir()) == ["mine"]
    frame = sound(folder).frame
    assert (frame.languages, frame.date) == ((language,), date(2026, 1, 2))
    assert make("check", folder).stdout.splitlines()[-1].endswith("no problems")


def test_the_sample_builds_at_once(tmp_path: Path) -> None:
    """In Chinese; that in English is served below."""
    folder = tmp_path / "mine"
    main(["init", str(folder), "--language", "zh-Hant"])
    built = make("build", folder)
    assert built.returncode == 0, built.stderr
    page = (folder / "site/transcript/index.html").read_text("utf-8")
    assert '<span class="time">0:19</span>' in page
    assert '<html lang="zh-Hant"' in page
    assert 'type="application/atom+xml"' in page, "the templates of the package are used"


def test_the_sample_tests_at_once_and_a_test_can_fail(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    main(["init", str(folder)])
    tested = make("test", folder)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "3 passed" in tested.stdout
    note = folder / "annotations/first-topic/first-note.yml"
    note.write_text(note.read_text("utf-8").replace("lighthouse", "light house tower"), "utf-8")
    tested = make("test", folder)
    assert tested.returncode != 0
    assert "quote not found in t01.p1" in tested.stdout


def test_a_new_edition_can_be_served(tmp_path: Path, server: type[Server]) -> None:
    raw = tmp_path / "talk.vtt"
    raw.write_text(RAW, "utf-8")
    folder = tmp_path / "mine"
    assert main(["init", str(folder), "--transcript", str(raw)]) == 0
    with server(folder) as running, urlopen(running.address + "transcript/") as answer:
        page = answer.read().decode("utf-8")
    assert "What is #1?" in page
    assert 'role="alert"' not in page


def test_an_edition_of_a_raw_transcript(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, folder = tmp_path / "a-long_talk.vtt", tmp_path / "mine"
    raw.write_text(RAW, "utf-8")
    assert main(["init", str(folder), "--transcript", str(raw), "--speakers", "A=Ann: Lee"]) == 0
    assert "told by its words; turns: 2" in capsys.readouterr().err
    edition = sound(folder)
    assert edition.frame.title.get("en") == "A long talk"
    assert [(label, ref.id) for label, ref in edition.frame.speakers] == [
        ("Ann: Lee", "ann-lee"),
        ("陳波", "speaker-2"),
    ]
    assert [p.text for p in edition.source_text.paragraphs.values()] == ["What is #1?", "\\# {#t01}: yes & no"]
    (note,) = edition.annotations
    assert (note.at, note.quotes[0].exact.get("en")) == ("t01.p1", "What is #1?")


def test_an_edition_of_an_imported_transcript_has_it_as_it_is(tmp_path: Path) -> None:
    text = "# Title {#headline}\n\nDek.\n\n## Ann {#t01}\n\nHi  there.\n"
    (tmp_path / "en.md").write_text(text, "utf-8")
    title = "“A” & 'b': \"c\" #1 $x"
    assert main(["init", str(tmp_path / "mine"), "--transcript", str(tmp_path / "en.md"), "--title", title]) == 0
    assert (tmp_path / "mine/docs/transcript/en.md").read_text("utf-8") == text
    assert sound(tmp_path / "mine").frame.title.get("en") == title


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/note.txt").write_text("mine", "utf-8")
    assert main(["init", str(tmp_path / "mine")]) == 2
    assert "is not an empty folder" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["note.txt"]
    (tmp_path / "empty").mkdir()
    assert main(["init", str(tmp_path / "empty")]) == 0


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("talk.json", "{", 1, "this is not JSON"),
        ("talk.md", "# Title {#headline}\n", 1, "no words of a turn can be quoted"),
        ("none.txt", None, 2, "No such file"),
        (
            "talk.txt",
            "\n".join(f"Speaker Number {n % 900}: hi\n" for n in range(1800)),
            1,
            "more than the 65536 allowed",
        ),
    ],
)
def test_nothing_is_written_where_there_is_no_edition(
    name: str, text: str | None, code: int, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["init", str(tmp_path / "mine"), "--transcript", str(tmp_path / name)]) == code
    assert message in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ([name] if text is not None else [])


def test_the_program_is_named_as_it_was_installed() -> None:
    requirement = find_requirement()
    kind, _, where = requirement.partition(" ")
    assert kind in ("-e", "annotated-interview") or requirement.startswith("annotated-interview==")
    assert kind != "-e" or (Path(where) / "pyproject.toml").is_file()


LINE = st.lists(
    st.sampled_from([*PIECES, "yes: no", "'", "!tag", "&a", "*a", "...", "。", "? "]), min_size=1, max_size=12
)
WORDS = LINE.map("".join).filter(lambda words: any(c.isalnum() for c in words)).map(str.strip)


@settings(max_examples=25)
@given(st.lists(st.tuples(WORDS.map(lambda label: " ".join(label.split())), st.lists(WORDS, min_size=1, max_size=2)), min_size=1, max_size=3))  # fmt: skip
def test_whatever_is_said_makes_a_sound_edition(turns: list[tuple[str, list[str]]]) -> None:
    blocks = tuple(
        Block(f"t{n:02}", "turn", label, "en", tuple(Paragraph("", words, "en") for words in said))
        for n, (label, said) in enumerate(turns, 1)
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "en.md").write_text(write_transcript(Transcript("en", blocks)), "utf-8")
        arguments = ["init", f"{folder}/mine", "--transcript", f"{folder}/en.md", f"--title={turns[0][0]}"]
        assert main(arguments) == 0


def test_ids_of_speakers_and_the_first_quote() -> None:
    labels = ["Ann Lee", "ANN LEE", "馬斯克", "Zoë 2", "7"]
    long = " ".join(f"word{n}" for n in range(40))
    blocks = tuple(
        Block(f"t{n:02}", "turn", label, "en", (Paragraph(f"t{n:02}.p1", long if n == 1 else "x", "en"),))
        for n, label in enumerate(labels, 1)
    )
    described = describe_transcript(Transcript("en", blocks), title="x", day=TODAY, today=TODAY, role="y")
    assert described["speakers"].splitlines() == [
        '  "Ann Lee": ann-lee',
        '  "ANN LEE": ann-lee-2',
        '  "馬斯克": speaker-3',
        '  "Zoë 2": zoe-2',
        '  "7": speaker-5',
    ]
    assert described["at"] == "t01.p1"
    assert (
        described["quote"]
        == '"word0 word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 word12 word13"'
    )
