"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.reading.files import MAX_TRANSCRIPT_BYTES


def test_check_counts_what_there_is(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(ferry)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "4 annotations (1 context note, 2 claims, 1 correction), 2 sources, 2 people, no problems"
    )


def test_check_as_json_is_an_empty_list_where_all_is_well(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(ferry), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_reports_problems_and_fails(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ferry / "annotations/service/fares-rise.yml").write_text("kind: contxt\n", "utf-8")
    assert main(["check", "--root", str(ferry)]) == 1
    out = capsys.readouterr().out
    assert (
        "annotations/service/fares-rise.yml:1:7: 'contxt' is not one of the values of 'kind' [not-a-choice]\n"
        "  |\n1 | kind: contxt\n  |       ^^^^^^\n  = did you mean context?\n" in out
    )
    assert out.endswith("\n7 problems\n")
    assert main(["check", "--root", str(ferry), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found[0].keys() == {"file", "line", "column", "code", "message", "hint"}
    assert (found[0]["file"], found[0]["code"]) == ("annotations/service/fares-rise.yml", "field-missing")


def test_build_writes_all_or_nothing(ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new/docs"
    assert main(["build", "--root", str(ferry), "--language", "zh-Hant", "--out", str(out)]) == 0
    assert "渡輪訪談" in (out / "index.md").read_text("utf-8")
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["docs"]
    assert main(["build", "--root", str(ferry), "--out", str(out)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err
    (ferry / "annotations/people.yml").unlink()
    assert main(["build", "--root", str(ferry), "--out", str(tmp_path / "other")]) == 1
    assert "people.yml is missing" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_as_of_gives_the_day_s_truth(ferry: Path, tmp_path: Path) -> None:
    for day, status in (
        ("2026-07-01", "Due, not yet assessed"),
        ("2026-07-02", "Partly"),
        ("2025-07-01", "Not yet due"),
    ):
        main(["build", "--root", str(ferry), "--as-of", day, "--out", str(tmp_path / day)])
        page = (tmp_path / day / "claims/two-lines-by-q2-2026.md").read_text("utf-8")
        assert status in page.split('class="verdict"')[1].split("</p>")[0]


def test_import_prints_the_transcript_and_tells_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = tmp_path / "talk.vtt"
    raw.write_text(
        "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v A>Hi\n\n00:05.000 --> 00:06.000\n<v A>there\n", "utf-8"
    )
    assert main(["import", str(raw), "--speakers", "A=Lowe, Ada,B=Bo"]) == 0
    out, err = capsys.readouterr()
    assert out == "## Lowe, Ada {#t01 time=00:00:01}\n\nHi\n\n{time=00:00:05}\nthere\n"
    assert err.splitlines() == [
        f"{raw}: a name is given for 'B', who does not speak here",
        f"{raw}:3: left out: “NOTE x”",
        f"{raw}: WebVTT (--format webvtt), told by its words; turns: 1, paragraphs: 2, speakers: Lowe, Ada",
    ]
    assert main(["import", str(raw), "--pause", "4", "--format", "webvtt"]) == 0
    assert capsys.readouterr().out == "## A {#t01 time=00:00:01}\n\nHi there\n"


def test_import_writes_a_new_file_and_never_over_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, out = tmp_path / "talk.txt", tmp_path / "docs/transcript/zh-Hant.md"
    raw.write_text("你好\n世界\n", "utf-8")
    arguments = ["import", str(raw), "--language", "zh-Hant", "--out", str(out)]
    assert main(arguments) == 0
    assert out.read_text("utf-8") == "## 說話者 {#t01}\n\n你好世界\n"
    out.write_text("mine", "utf-8")
    assert main(arguments) == 2
    assert "is there already" in capsys.readouterr().err
    assert out.read_text("utf-8") == "mine"
    assert main(["import", str(raw), "--unnamed", "Nobody"]) == 0
    assert capsys.readouterr().out.startswith("## Nobody {#t01}")


def test_import_of_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = tmp_path / "talk.json"
    raw.write_text("{\n]", "utf-8")
    assert main(["import", str(raw)]) == 1
    assert f"{raw}: line 2: this is not JSON" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "none.txt")]) == 2
    assert "No such file" in capsys.readouterr().err
    raw.write_bytes(b"a" * (MAX_TRANSCRIPT_BYTES + 1))
    assert main(["import", str(raw)]) == 1
    assert "bytes allowed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "option",
    [["--speakers", "A"], ["--speakers", "A="], ["--pause", "long"], ["--language", "../x"], ["--format", "doc"]],
)
def test_an_import_called_wrong_is_explained(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["import", "talk.txt", *option])
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["check", "--as-of", "yesterday"], ["build"], ["build", "--out", "x", "--language", "french!"], []]
)
def test_a_wrong_call_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_root_that_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--root", str(tmp_path / "none")])
    assert stop.value.code == 2
    assert "is not a folder" in capsys.readouterr().err


def test_a_terminal_without_chinese_still_gets_an_answer(ferry: Path) -> None:
    (ferry / "annotations/service/fares-rise.yml").write_text("kind: 勘誤\n", "utf-8")
    command = [sys.executable, "-m", "build_tools", "check", "--language", "zh-Hant"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run = subprocess.run(command, cwd=ferry, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "")
    assert "[not-a-choice]\n" in run.stdout
