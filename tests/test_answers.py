"""How a problem looks on a terminal, in a pull request and in the summary of a job."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from build_tools.__main__ import main
from build_tools.commands.answers.github import ERROR, render_command
from build_tools.commands.answers.summary import MAX_ROWS, render_summary
from build_tools.commands.answers.terminal import Look, excerpt, render_problem
from build_tools.model.place import Place
from build_tools.problems.problem import Problem, phrase, problem

ODD = "a::error file=x::\r\nb%0A,c"
HOSTILE = "<img src=x onerror=alert(1)> | `x` @someone [a](javascript:b) ## https://evil.example\n::error::x"


def topic(id: str, place: Place | None = None) -> Problem:
    """A problem that repeats a contributor's words in its message and its cure."""
    return problem(
        place or Place("annotations/a.yml", 2, 5, 4), "unknown-topic", id=id, cure=phrase("did-you-mean", word=id)
    )


def test_the_spot_is_underlined_and_the_cure_set_apart() -> None:
    place = Place("a.yml", 2, 8, 3)
    cure = phrase("nearest", field="quote", words="'the words'")
    found = problem(place, "quote-not-found", at="t01.p1", language="en", differs=phrase("nothing"), cure=cure)
    assert render_problem(found, ("kind: claim", "quote: the words"), Look()) == (
        "a.yml:2:8: quote not found in t01.p1 (en) [quote-not-found]\n"
        "  |\n"
        "2 | quote: the words\n"
        "  |        ^^^\n"
        "  = the nearest passage; if you mean it, paste\n"
        "\n"
        "    quote: 'the words'\n"
    )


def test_a_chinese_character_is_two_cells_wide() -> None:
    found = excerpt("at：t02", 3, 1, 80)
    assert (found.text, found.offset, found.width) == ("at：t02", 2, 2)
    line = "title: {zh-Hant: 羣組🚢, en: x}"
    found = excerpt(line, line.index("en") + 1, 2, 80)
    assert (found.text, found.offset, found.width) == (line, 25, 2)
    found = excerpt(line, line.index("羣") + 1, 3, 80)
    assert (found.offset, found.width) == (17, 6)


@pytest.mark.parametrize(("length", "width"), [(0, 6), (1, 1), (6, 6), (99, 6)])
def test_an_extent_ends_with_its_line(length: int, width: int) -> None:
    assert excerpt("kind: contxt  ", 7, length, 80).width == width


def test_a_tab_and_what_cannot_be_seen_are_shown() -> None:
    found = excerpt("\ta\x1b[31m\u202e: x", 3, 1, 80)
    assert (found.text, found.offset, found.width) == ("→a<U+001B>[31m<U+202E>: x", 2, 8)


def test_a_long_line_is_cut_around_the_spot() -> None:
    line = "note: " + "x" * 300 + " HERE " + "y" * 300
    found = excerpt(line, line.index("HERE") + 1, 4, 60)
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) == 60
    assert found.text[found.offset : found.offset + found.width] == "HERE"


@given(
    line=st.text(st.sampled_from("ab 羣：🚢é\t\x1b"), min_size=1, max_size=200),
    column=st.integers(1, 220),
    length=st.integers(0, 220),
    room=st.integers(20, 90),
)
def test_what_is_shown_fits_and_the_spot_is_in_it(line: str, column: int, length: int, room: int) -> None:
    found = excerpt(line, column, length, room)
    assert wcswidth(found.text) <= room
    assert found.width >= 1
    assert found.offset + found.width <= max(wcswidth(found.text), found.offset + 1)
    assert not re.search(r"[\x00-\x1f]", found.text)


def test_a_problem_without_a_line_shows_none() -> None:
    found = problem(Place("annotations/people.yml"), "file-missing", name="people.yml")
    assert render_problem(found, (), Look()) == (
        "annotations/people.yml:1:1: people.yml is missing [file-missing]\n  = add the file; docs/format.md describes it\n"
    )


def test_colours_add_nothing_but_colours() -> None:
    found, lines = topic("x"), ("kind: claim", "at: x")
    plain, coloured = (render_problem(found, lines, Look(colours=on)) for on in (False, True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False)],
)
def test_a_pipe_gets_colours_only_when_forced(
    environment: dict[str, str],
    coloured: bool,
    ferry: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (ferry / "annotations/people.yml").unlink()
    assert main(["check", "--root", str(ferry)]) == 1
    assert ("\x1b[" in capsys.readouterr().out) == coloured


def test_a_command_for_a_pull_request() -> None:
    assert render_command(topic("seat"), ERROR) == (
        "::error file=annotations/a.yml,line=2,col=5,endLine=2,endColumn=9,title=unknown-topic"
        "::there is no topic 'seat'%0Adid you mean seat?"
    )
    assert render_command(topic("x", Place("a.yml", 1, 1, 0)), ERROR, folder="editions/one/").startswith(
        "::error file=editions/one/a.yml,line=1,col=1,title="
    )


@given(
    words=st.text(st.sampled_from("a:,%\r\n\x1b ##[]"), max_size=30),
    file=st.text(st.sampled_from("a:,%\r\n/"), min_size=1),
)
def test_no_words_can_begin_a_command_of_their_own(words: str, file: str) -> None:
    command = render_command(topic(words + ODD, Place(file, 1, 1, 0)), ERROR)
    assert len(command.splitlines()) == 1
    assert re.fullmatch(r"::error file=[^,:\r\n]*,line=1,col=1,title=unknown-topic::[^\r\n]*", command)


def test_the_pull_request_gets_errors_and_a_summary(
    ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    (ferry / "annotations/service/fares-rise.yml").write_text("kind: contxt\n", "utf-8")
    assert main(["check", "--root", str(ferry), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith("::error file=")]) == 7
    assert lines[-1] == "7 problems"
    written = summary.read_text("utf-8")
    assert written.startswith("before\n## Check of the edition\n\n7 problems\n\n| Place |")
    assert written.count("\n| <code>") == 7


def test_the_summary_of_a_sound_edition_counts(ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "not-asked-for.md"))
    assert main(["check", "--root", str(ferry), "--summary", str(tmp_path / "s.md"), "--language", "zh-Hant"]) == 0
    assert (tmp_path / "s.md").read_text("utf-8") == (
        "## 檢查結果\n\n4 條註解（1 條背景、2 項說法、1 項勘誤）、2 個來源、2 個人物與機構，沒有問題\n"
    )
    assert not (tmp_path / "not-asked-for.md").exists()


def test_nothing_that_was_contributed_becomes_markdown_or_html() -> None:
    summary = render_summary([topic(HOSTILE, Place(f"annotations/{HOSTILE}.yml"))], "1 problem")
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(summary)
    assert set(re.findall(r"<(/?\w+)", html)) <= {
        f"{slash}{tag}"
        for tag in ("h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "br")
        for slash in ("", "/")
    }
    assert html.count("<tr>") == 2
    assert html.count("<td>") == 3
    assert "@" not in summary
    assert "http" not in re.sub(r"https(?=&#58;)", "", summary)


def test_a_long_summary_is_cut_and_says_so() -> None:
    summary = render_summary([topic("x")] * (MAX_ROWS + 3), "203 problems")
    assert summary.count("<tr>") + summary.count("\n| <code>") == MAX_ROWS
    assert summary.endswith("\n3 more\n")


def test_a_wrong_word_on_the_command_line_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, answer in (
        (["chek"], "there is no command 'chek'; did you mean check?"),
        (["check", "--format", "jsn"], "there is no 'jsn'; did you mean json?"),
        (["check", "--language", "ZH_hant"], "there is no 'ZH_hant'; did you mean zh-Hant?"),
        (["check", "--as-of", "30/6/2025"], "'30/6/2025' is not a day; write 2025-06-30"),
    ):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 2
        assert answer in capsys.readouterr().err
