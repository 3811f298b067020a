"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.__main__ import main


def test_check_counts_what_there_is(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(ferry)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "4 annotations (2 claims, 1 corrections, 1 contexts), 2 sources, 2 people, no problems"
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
        ("2026-07-01", "status--due"),
        ("2026-07-02", "status--partly"),
        ("2025-07-01", "status--not-yet-due"),
    ):
        main(["build", "--root", str(ferry), "--as-of", day, "--out", str(tmp_path / day)])
        page = (tmp_path / day / "claims/two-lines-by-q2-2026.md").read_text("utf-8")
        assert status in page.split('class="verdict"')[1].split("</p>")[0]


@pytest.mark.parametrize(
    "arguments", [["check", "--as-of", "yesterday"], ["build"], ["build", "--out", "x", "--language", "fr"], []]
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
