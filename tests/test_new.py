"""`new`: a file that passes `check` once its blanks are filled in, or a word about what is missing."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.commands.writing import write_new
from build_tools.rules.examine import check
from build_tools.today import utc_today
from tests.conftest import ROOT

NOTES = "annotations/service"
QUOTE = "座位都是木造的"


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer, unless a test says otherwise."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


class _Answers(io.StringIO):
    def isatty(self) -> bool:
        return True


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Somebody types these lines."""
    monkeypatch.setattr("sys.stdin", _Answers("".join(f"{line}\n" for line in answers)))


def new(edition: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--root", str(edition)])


def printed(edition: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The fields of the file that the command prints, without its remarks."""
    capsys.readouterr()
    assert new(edition, *arguments, "--print") == 0
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def fill(file: Path, **blanks: str) -> None:
    """Fill in the blanks as a person does: behind the name, or between the brackets, of each marked line."""
    lines, field = [], ""
    for line in file.read_text("utf-8").split("\n"):
        name = re.match(r" *([\w-]+):", line)
        field = name[1] if name and name[1] not in ("en", "zh-Hant") else field
        if re.search(r"  # (?:to fill in|待填)$", line):
            value = blanks[field]
            line = line.replace("[]", f"[{value}]") if "[]" in line else line.replace(":", f": {value}", 1)
        lines.append(line)
    file.write_text("\n".join(lines), "utf-8")


def problems(edition: Path) -> list[str]:
    return [p.as_text() for p in check(edition, today=utc_today()).problems]


FILLED = {
    "context": {"title": "Wooden seats", "note": "The leaflet has them too [@leaflet].", "by": "tester"},
    "correction": {
        "title": "Wooden seats",
        "note": "The leaflet has plastic [@leaflet].",
        "problem": "contradiction",
        "confidence": "likely",
        "by": "tester",
    },
    "claim": {
        "title": "Wooden seats",
        "type": "prediction",
        "says": "All seats are of wood.",
        "wording": "printed",
        "text": "A look at the seats.",
        "by": "tester",
    },
}


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("kind", FILLED)
def test_a_new_file_passes_the_check_once_it_is_filled_in(kind: str, language: str, ferry: Path) -> None:
    assert new(ferry, kind, "--quote", QUOTE, "--topic", "seats", "--id", "wooden-seats", "--language", language) == 0
    file = ferry / "annotations/seats/wooden-seats.yml"
    found = problems(ferry)
    assert found
    assert all("is empty [field-empty]\n    write " in problem for problem in found)
    blanks = re.findall(r"^.*# (?:to fill in|待填)$", file.read_text("utf-8"), re.MULTILINE)
    assert len(blanks) == len(found) == len(FILLED[kind])
    fill(file, **FILLED[kind])
    assert problems(ferry) == []


@pytest.mark.parametrize("kind", FILLED)
def test_in_an_edition_with_one_language_too(kind: str, ferry: Path) -> None:
    make_chinese_only(ferry)
    assert new(ferry, kind, "--quote", QUOTE, "--topic", "seats", "--id", "wooden-seats") == 0
    file = ferry / "annotations/seats/wooden-seats.yml"
    assert f'\nquote: "{QUOTE}"\n' in file.read_text("utf-8")
    fill(file, **FILLED[kind])
    assert problems(ferry) == []


def make_chinese_only(edition: Path) -> None:
    """The invented edition without its English, and without annotations."""
    (edition / "docs/transcript/en.md").unlink()
    for path in edition.glob("annotations/*/*.yml"):
        if path.parent.name != "sources":
            path.unlink()
    for path in edition.glob("annotations/**/*.yml"):
        text = re.sub(r"\ben: (?:\"[^\"]*\"|\[[^\]]*\]|[^,}]*), ", "", path.read_text("utf-8"))
        path.write_text(text.replace("languages: [en, zh-Hant]", "languages: [zh-Hant]"), "utf-8")
    assert problems(edition) == []


def test_a_blank_is_reported_at_its_place_with_what_to_write(ferry: Path) -> None:
    assert new(ferry, "claim", "--quote", QUOTE, "--topic", "seats", "--id", "wooden-seats", "--by", "tester") == 0
    lines = (ferry / "annotations/seats/wooden-seats.yml").read_text("utf-8").split("\n")
    found = check(ferry, today=utc_today()).problems
    blanks = [(lines[p.place.line - 1].strip(), p.message, p.hint) for p in found]
    says = "write en: the claim in plain words, or remove the field if it may be absent"
    assert ("en:  # to fill in", "'says.en' is empty", says) in blanks
    type = "write type: one of prediction, goal, fact, or remove the field if it may be absent"
    assert ("type:  # to fill in", "'type' is empty", type) in blanks
    assert [lines[p.place.line - 1][p.place.column - 2] for p in found] == [":"] * len(found)


# where the words stand


def test_the_paragraph_is_found_by_the_words(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = printed(ferry, capsys, "context", "--quote", QUOTE)
    assert fields[:4] == ["kind: context", "at: t02.p1", "quote:", f'  zh-Hant: "{QUOTE}"']


def test_the_characters_that_stand_there_are_written(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = printed(
        ferry, capsys, "context", "--at", "t02.p2", "--quote", "這说法".replace("说", "說") + "</b>我在群裡也講過。"
    )
    assert '  zh-Hant: "這説法</b>我在羣裏也講過。"' in fields


def test_the_id_of_a_turn_stands_for_any_of_its_paragraphs(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "at: t02.p2" in printed(ferry, capsys, "context", "--at", "t02", "--quote", "不會超過 100 個")


def test_a_quote_in_the_translation_is_anchored_there(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = printed(ferry, capsys, "context", "--quote", "the seats are all of wood")
    assert fields[1:5] == ["at: t02.p1", "quote:", "  zh-Hant:  # to fill in", '  en: "the seats are all of wood"']
    assert new(ferry, "context", "--quote", "the seats are all of wood") == 0
    assert "these words stand in the en text, not in the source text" in capsys.readouterr().err
    assert any("'quote.zh-Hant' is empty" in problem for problem in problems(ferry))


def test_both_languages_at_once(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = printed(ferry, capsys, "context", "--quote", "all of wood", "--quote", QUOTE)
    assert fields[2:5] == ["quote:", f'  zh-Hant: "{QUOTE}"', '  en: "all of wood"']


def test_two_quotes_from_two_paragraphs(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "context", "--quote", "all of wood", "--quote", "不會超過") == 2
    assert capsys.readouterr().err == "the quotes do not stand in one paragraph\n"


def test_words_in_several_paragraphs_are_listed(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "context", "--quote", "開通兩條航線") == 2
    assert capsys.readouterr().err == (
        "these words stand in 2 paragraphs; name one with --at:\n"
        "    h1.p1: …在 2026 年第二季度[開通兩條航線]。…\n"
        "    t02.p1: …在 2026 年第二季度[開通兩條航線],不會加價。船上有 40…\n"
    )


def test_words_that_repeat_get_what_stands_beside_them(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "context", "--at", "t02.p1", "--quote", "座位") == 2
    assert capsys.readouterr().err.startswith(
        "these words stand 2 times in t02.p1 (zh-Hant); name one with --nth:\n    1: …"
    )
    assert new(ferry, "context", "--at", "t02.p1", "--quote", "座位", "--nth", "3") == 2
    assert capsys.readouterr().err == "there is no occurrence 3, only 1 to 2\n"
    fields = printed(ferry, capsys, "context", "--at", "t02.p1", "--quote", "座位", "--nth", "2")
    assert [field for field in fields if "fix:" in field] == ['prefix: "個座位,"']
    assert (
        new(ferry, "context", "--at", "t02.p1", "--quote", "座位", "--nth", "2", "--topic", "seats", "--id", "x") == 0
    )
    fill(ferry / "annotations/seats/x.yml", **FILLED["context"])
    assert problems(ferry) == []


def test_words_that_stand_once_get_no_surroundings(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [field for field in printed(ferry, capsys, "context", "--quote", QUOTE) if "fix:" in field] == []


def test_a_translation_that_repeats_is_to_be_longer(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "context", "--at", "t02.p1", "--quote", "seats") == 2
    assert capsys.readouterr().err == "these words stand 2 times in t02.p1 (en); give more of them\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--quote", "座位都不是木造的"], "--quote: these words stand nowhere in the transcript\n    the nearest passage, in t02.p1 (zh-Hant): 座位都是木造的 (not the same: negation)\n"),
        (["--at", "t01", "--quote", QUOTE], "--quote: these words stand nowhere in t01.p1\n    they stand in t02.p1\n"),
        (["--quote", "火星"], "--quote: these words stand nowhere in the transcript\n"),
        (["--at", "t99", "--quote", QUOTE], "--at: there is no paragraph 't99'; use one of: dek.p1, h1.p1, headline.p1, t01.p1, t02.p1, t02.p2\n"),
        ([], "--quote is missing: The exact words, in any language of the transcript\n"),
        (["--quote", QUOTE, "--topic", "seat"], "--topic: there is no topic 'seat'; did you mean seats?\n"),
        (["--quote", QUOTE, "--topic", "../out"], "--topic: there is no topic '../out'; use one of: seats, service\n"),
        (["--quote", QUOTE, "--id", "Seats"], "--id: 'Seats' is no name for a file; use small letters, digits and hyphens\n"),
        (["--quote", QUOTE, "--id", "index"], "--id: 'index' is a name that the site has for itself, or that not every system can store; choose another\n"),
        (["--quote", QUOTE, "--id", "con"], "--id: 'con' is a name that the site has for itself, or that not every system can store; choose another\n"),
        (["--quote", QUOTE, "--id", "fares-rise"], "--id: fares-rise is taken by annotations/service/fares-rise.yml\n"),
        (["--quote", QUOTE, "--id", "fares-rise", "--topic", "seat"], "--topic: there is no topic 'seat'; did you mean seats?\n--id: fares-rise is taken by annotations/service/fares-rise.yml\n"),
    ],
)  # fmt: skip
def test_what_will_not_do_is_told_and_nothing_written(
    arguments: list[str], said: str, ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(ferry.rglob("*"))
    assert new(ferry, "context", *arguments) == 2
    assert capsys.readouterr() == ("", said)
    assert sorted(ferry.rglob("*")) == before


def test_it_says_so_in_chinese_too(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "context", "--language", "zh-Hant") == 2
    assert capsys.readouterr().err == "--quote 未有：確切的字句，全文的任何一種語言都可以\n"


def test_without_annotations_the_topic_is_to_be_named(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_chinese_only(ferry)
    assert new(ferry, "context", "--quote", QUOTE) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "--topic is missing: The topic, one of: service, seats"


# topic and id


def test_topic_and_id_are_suggested(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "context", "--quote", QUOTE, "--title", "Café seats, all of wood") == 0
    out, err = capsys.readouterr()
    assert (
        out
        == "annotations/seats/cafe-seats-all-of-wood.yml is written; fill in its blanks, then run: python -m build_tools check\n".replace(
            "seats/", "service/"
        )
    )
    assert "the name cafe-seats-all-of-wood is a suggestion" in err


def test_a_title_without_latin_letters(ferry: Path) -> None:
    for _ in range(2):
        assert new(ferry, "claim", "--quote", QUOTE, "--title", "木造座位") == 0
    written = sorted(path.name for path in (ferry / NOTES).glob("claim*"))
    assert written == ["claim-t02-p1-2.yml", "claim-t02-p1.yml"]
    assert '\ntitle:\n  zh-Hant: "木造座位"\n  # en:\n' in (ferry / NOTES / "claim-t02-p1.yml").read_text("utf-8")


def test_a_claim_outside_a_turn_is_asked_for_its_speaker(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "  speaker:  # to fill in" in printed(ferry, capsys, "claim", "--at", "h1", "--quote", "開通兩條航線")
    assert not [field for field in printed(ferry, capsys, "claim", "--quote", QUOTE) if "speaker" in field]


# where it is written


def test_another_file_may_be_named_and_none_is_overwritten(
    ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "folder/mine.yml"
    assert new(ferry, "context", "--quote", QUOTE, "--out", str(out)) == 0
    first = out.read_text("utf-8")
    assert first.endswith("\n")
    assert new(ferry, "claim", "--quote", QUOTE, "--out", str(out)) == 2
    assert capsys.readouterr().err == f"{out} exists and is left as it is\n"
    assert out.read_text("utf-8") == first
    assert [path.name for path in out.parent.iterdir()] == ["mine.yml"]


def test_a_broken_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "a.yml").symlink_to(tmp_path / "b.yml")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yml", "x")
    assert not (tmp_path / "b.yml").exists()


def test_a_linked_folder_is_not_written_into(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (ferry / "annotations/sources").rename(tmp_path / "sources")
    (ferry / "annotations/sources").symlink_to(tmp_path / "outside")
    assert new(ferry, "source", "https://ferry.example/timetable") == 2
    assert list((tmp_path / "outside").iterdir()) == []


def test_where_there_are_no_links_a_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "a.yml", "x")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yml", "y")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.yml", "x")]


def test_a_broken_edition_is_reported(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ferry / "docs/transcript/zh-Hant.md").unlink()
    assert new(ferry, "context", "--quote", QUOTE) == 1
    assert "docs/transcript/zh-Hant.md is missing [file-missing]" in capsys.readouterr().err


# at a terminal


def test_what_is_missing_is_asked_for(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(
        monkeypatch,
        "",
        "座位都不是木造的",
        "座位",
        "t02",
        "t02.p1",
        "3",
        "2",
        "Seats of wood",
        "lam",
        "seats",
        "fares-rise",
        "",
    )
    assert new(ferry, "context") == 0
    out, err = capsys.readouterr()
    assert out.startswith("annotations/seats/seats-of-wood.yml is written")
    assert "The topic, one of: service, seats [service]: " in err
    assert "The file's name, which becomes a permanent address [seats-of-wood]: " in err
    assert "fares-rise is taken by annotations/service/fares-rise.yml" in err
    text = (ferry / "annotations/seats/seats-of-wood.yml").read_text("utf-8")
    assert '\nprefix: "個座位,"\n' in text
    assert '\n  en: "Seats of wood"\n' in text
    assert "\nby: [lam]\n" in text


def test_it_asks_in_chinese_too(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, QUOTE, "", "", "", "")
    assert new(ferry, "context", "--language", "zh-Hant") == 0
    asked = capsys.readouterr().err
    assert asked.startswith("請填確切的字句，全文的任何一種語言都可以：請填簡短的標題，末尾不加句號：")
    assert asked.endswith("請填檔名，會成為永久網址的一部分（不填即 context-t02-p1）：")


def test_the_words_of_the_source_text_are_asked_for(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "all of wood", "木", "木造", "", "", "")
    assert new(ferry, "context", "--quote", "the seats are all of wood", "--print") == 0
    out, err = capsys.readouterr()
    assert '  zh-Hant: "all of wood"' not in out
    assert "我們計劃在 2026 年第二季度開通兩條航線" in err
    assert '  zh-Hant: "木"\n' in out


@pytest.mark.parametrize("answers", [(), (QUOTE,), (QUOTE, "Seats")])
def test_whoever_stops_writes_nothing(
    answers: tuple[str, ...], ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(ferry.rglob("*"))
    answer(monkeypatch, *answers)
    assert new(ferry, "context") == 2
    assert capsys.readouterr().err.endswith("\nnothing was written\n")
    assert sorted(ferry.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are POSIX's")
def test_at_a_real_terminal_the_text_alone_is_on_standard_output(ferry: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "build_tools", "new", "context", "--root", str(ferry), "--print"]
    with subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        os.close(theirs)
        os.write(ours, f"{QUOTE}\nWooden seats\nlam\n".encode())
        out, err = run.communicate(timeout=60)
    os.close(ours)
    assert run.returncode == 0
    assert out.decode("utf-8").startswith("# Fill in what is still blank")
    assert err.decode("utf-8").startswith("The exact words, in any language of the transcript: ")


# a source


def test_a_new_source_passes_the_check_once_it_is_filled_in(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "source", "https://www.gazette.example/2026/07/02/one-line-opens.html?a=1#top") == 0
    assert capsys.readouterr().out.startswith("annotations/sources/gazette-2026-07-02.yml is written")
    file = ferry / "annotations/sources/gazette-2026-07-02.yml"
    text = file.read_text("utf-8")
    assert "\nurl: https://www.gazette.example/2026/07/02/one-line-opens.html?a=1#top\n" in text
    assert f"\naccessed: {utc_today()}\n" in text
    assert len(problems(ferry)) == text.count("# to fill in") == 4
    fill(file, kind="report", title="One line opens", publisher="The Harbour Gazette", supports="One line opened.")
    assert problems(ferry) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://ferry.example/leaflet/", "the source leaflet has this address; cite that one\n"),
        ("ferry.example/leaflet", "'ferry.example/leaflet' is not a web address; write the whole of it, beginning with https://\n"),
        ("javascript:alert(1)", "'javascript:alert(1)' is not a web address; write the whole of it, beginning with https://\n"),
    ],
)  # fmt: skip
def test_an_address_that_will_not_do(url: str, said: str, ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(ferry, "source", url) == 2
    assert capsys.readouterr().err == said


def test_nothing_is_fetched(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert new(ferry, "source", "https://gazette.example/one-line") == 0


def test_an_edition_with_schemas_gets_a_file_that_names_its_own(ferry: Path) -> None:
    (ferry / "annotations/.schema").mkdir()
    call = [
        "new",
        "context",
        "--root",
        str(ferry),
        "--at",
        "t02.p2",
        "--title",
        "A name",
        "--topic",
        "seats",
        "--by",
        "x",
    ]
    words = paragraph(ferry, "t02.p2")[:4]
    assert main([*call, "--quote", words]) == 0
    (written,) = (ferry / "annotations/seats").glob("a-name*.yml")
    first = written.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../.schema/annotation.schema.json"


def paragraph(root: Path, id: str) -> str:
    """The words of a paragraph of the source text."""
    checked = check(root, today=utc_today())
    assert checked.edition is not None
    return checked.edition.source_text.paragraphs[id].text
