"""What `--fix` mends, and what it leaves alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.__main__ import main
from build_tools.reading.files import replace_file
from build_tools.reading.transcript import parse_transcript
from build_tools.reading.yamlfile import parse_yaml
from build_tools.rules.checks import Known
from build_tools.rules.examine import check
from build_tools.writing.fixes import Ground, mend_text
from build_tools.writing.mend import mend
from tests.conftest import FERRY, ROOT

TODAY = date(2026, 11, 23)


def transcripts() -> Ground:
    """The ground of the small edition."""
    texts = []
    for language in ("zh-Hant", "en"):
        text = (FERRY / f"docs/transcript/{language}.md").read_text("utf-8")
        texts.append(parse_transcript(text, language, "x.md")[0])
    known = Known(
        topics=frozenset({"service", "seats"}),
        sources=frozenset({"log", "leaflet"}),
        people=frozenset({"chan", "lam"}),
        annotations=frozenset({"fares-rise"}),
        pages=frozenset(),
    )
    return Ground(tuple(texts), known)


GROUND = transcripts()
CLAIM = """\
kind: claim
at: t02.p1
quote: 座位
prefix: 40 個
title: Forty seats
claim:
  type: goal
  says: Seats.
  wording: printed
  due: 2026-Q2
  history:
    - date: 2025-06-01
      status: partly
      note: Some.
      sources: [log]
added: 2026-07-03
by: [tester]
"""


def mended(text: str, shape: str = "annotation") -> str:
    """The text after mending, which mending again does not change."""
    found = mend_text(text, shape, GROUND)
    assert mend_text(found, shape, GROUND) == found
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("added: 2026-07-03", "added: 2026-07-03"),
        ("added: 2026/07/03 # day", "added: 2026-07-03 # day"),
        ("added: 2026.7.3", "added: 2026-07-03"),
        ("added: 2026-7-3", "added: 2026-07-03"),
        ("added: '2026/07/03'", "added: '2026-07-03'"),
        ('added: "2026/07/03"', 'added: "2026-07-03"'),
        ("added: 30/6/2026", "added: 2026-06-30"),
        ("added: 03/07/2026", "added: 03/07/2026"),
        ("added: July 2026", "added: July 2026"),
        ("added: 2026-06-31", "added: 2026-06-31"),
        ("added: soon", "added: soon"),
    ],
)
def test_a_day_gets_its_form_where_it_can_be_told(before: str, after: str) -> None:
    assert mended(CLAIM.replace("added: 2026-07-03", before)) == CLAIM.replace("added: 2026-07-03", after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("due: 2026Q2", "due: 2026-Q2"),
        ("due: 2026 Q2", "due: 2026-Q2"),
        ("due: Q2 2026", "due: 2026-Q2"),
        ("due: 2026年第二季度", "due: 2026-Q2"),
        ("due: June 2026", "due: 2026-06"),
        ("due: mid-2026", "due: mid-2026"),
    ],
)
def test_a_date_gets_its_form(before: str, after: str) -> None:
    assert mended(CLAIM.replace("due: 2026-Q2", before)) == CLAIM.replace("due: 2026-Q2", after)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("kind: claim", "kind: Claim"),
        ("at: t02.p1", "at: T02.P1"),
        ("wording: printed", "wording: “printed”"),
        ("status: partly", "status: Partly"),
        ("sources: [log]", "sources: [ Log ]"),
        ("date: 2025-06-01", "date: 2025/6/1"),
    ],
)
def test_a_word_gets_its_letters(right: str, wrong: str) -> None:
    assert mended(CLAIM.replace(right, wrong)) == CLAIM.replace(
        right, right.replace("[log]", "[ log ]" if "[ " in wrong else "[log]")
    )


@pytest.mark.parametrize(
    "slip",
    ["status: partially", "status: true", "kind: clam", "sources: [logs]", "speaker: chen", "at: t2.p1", "at: t02.p7"],
)
def test_what_is_only_like_a_word_is_left_to_its_author(slip: str) -> None:
    field = slip.split(":")[0]
    text = re.sub(rf"(?m)^(\s*){field}: .*", rf"\1{slip}", CLAIM)
    assert mended(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("quote: 這說法</b>我在群裡", "quote: 這説法</b>我在羣裏"),
        ("quote: '這說法</b>我在群裡' # said", "quote: '這説法</b>我在羣裏' # said"),
        ("quote:\n  zh-Hant: 這說法\n  en: That</b>  I have", "quote:\n  zh-Hant: 這説法\n  en: That</b> I have"),
        ("quote: >-\n  這說法</b>我\n  在群裡", "quote: >-\n  這説法</b>我在羣裏"),
        ("quote: |\n  這說法\n", "quote: |\n  這説法\n"),
        ("quote: 座位的數目,以後還會增加", "quote: 座位的數目,以後還會增加"),
        ("quote: 座位的數目以後還不會增加", "quote: 座位的數目以後還不會增加"),
        ("quote: 不會超過 120 個", "quote: 不會超過 120 個"),
        ("quote: 會增加，但不會", "quote: '會增加,但不會'"),
    ],
)
def test_a_quote_gets_the_characters_of_the_text_and_a_near_miss_nothing(before: str, after: str) -> None:
    frame = "kind: context\nat: t02.p2\n{}\ntitle: The group\nnote: A group.\nadded: 2026-07-03\nby: [tester]\n"
    assert mended(frame.format(before)) == frame.format(after)


def test_blanks_at_the_ends_of_lines_go_but_not_inside_a_value() -> None:
    text = "kind: context  \nnote: |  \n  two  \n  lines\t\ntitle: 'a  \n  b'  \nadded: 2026-07-03\t # why \nby: [x] \n"
    assert mended(text) == (
        "kind: context\ntitle: 'a  \n  b'\nnote: |  \n  two  \n  lines\t\nadded: 2026-07-03\t # why\nby: [x]\n"
    )


def test_line_ends_and_a_byte_order_mark_stay(ferry: Path) -> None:
    path = ferry / "annotations/seats/what-the-group-is.yml"
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"2026-07-03", b"2026/07/03").replace(b"\n", b"\r\n")
    path.write_bytes(data)
    assert main(["check", "--root", str(ferry), "--fix"]) == 0
    mended = path.read_bytes()
    assert mended == data.replace(b"2026/07/03", b"2026-07-03").replace("說".encode(), "説".encode()).replace(
        "群裡".encode(), "羣裏".encode()
    )


def test_fields_come_in_the_documented_order_with_their_comments() -> None:
    text = (
        "kind: claim # first\n"
        "# the day\n"
        "added: 2026-07-03\n"
        "at: t02.p1\n"
        "quote: 座位\n"
        "title:\n"
        "  en: Seats\n"
        "claim:\n"
        "  wording: printed\n"
        "  # what kind\n"
        "  type: goal\n"
        "  history:\n"
        "    - status: partly # s\n"
        "      date: 2025-06-01\n"
        "      note: >-\n"
        "        # no comment\n"
        "        words\n"
        "    - date: 2025-06-02\n"
        "      note: More.\n"
        "      status: partly\n"
        "by: [tester]\n"
        "# the end\n"
    )
    assert mended(text) == (
        "kind: claim # first\n"
        "at: t02.p1\n"
        "quote: 座位\n"
        "title:\n"
        "  en: Seats\n"
        "claim:\n"
        "  # what kind\n"
        "  type: goal\n"
        "  wording: printed\n"
        "  history:\n"
        "    - date: 2025-06-01\n"
        "      status: partly # s\n"
        "      note: >-\n"
        "        # no comment\n"
        "        words\n"
        "    - date: 2025-06-02\n"
        "      status: partly\n"
        "      note: More.\n"
        "# the day\n"
        "added: 2026-07-03\n"
        "by: [tester]\n"
        "# the end\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "at: t02.p1\n\nkind: claim\n",
        "at: t02.p1\nkind: claim\ncolour: blue\n",
        "at: t02.p1\nkind: claim",
        "# about the place\nat: t02.p1\nkind: claim\n",
        "{at: t02.p1, kind: claim}\n",
        "claim:\n  history:\n    - status: partly\n      # the day\n      date: 2025-06-01\n",
    ],
)
def test_an_order_that_cannot_be_mended_without_loss_is_left(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("text", ["kind: [", "", "- a\n- b\n", "kind: &x claim\nadded: 2026/07/03\n", "a: 1\na: 2  \n"])
def test_a_file_that_cannot_be_read_is_left(text: str) -> None:
    assert mended(text) == text


FIELD_LINES = [
    *(
        "kind: Claim",
        "kind: context",
        "at: T02.p2",
        "at: t02.p1",
        "quote: 這說法",
        "quote: '座位 的數目'",
        "title: x  ",
    ),
    *(
        "added: 2026/7/3",
        "added: 2026-07-03",
        "note: >-\n  a  \n  b",
        "by: [me] # handle",
        "# a comment",
        "",
        "sources: [LOG, leaflet]",
    ),
    *("claim:\n  wording: Printed\n  # why\n  type: goal\n  due: 2026 Q2", "also:\n  - quote: 座位\n    at: t02.p1"),
]


@given(lines=st.lists(st.sampled_from(FIELD_LINES), max_size=9), end=st.sampled_from(["\n", "\r\n"]))
def test_mending_is_done_once_and_keeps_every_comment_and_what_was_meant(lines: list[str], end: str) -> None:
    text = "\n".join([*lines, ""]).replace("\n", end)
    after = mended(text)
    assert sorted(re.findall(r"#[^\r\n]*", after)) == sorted(re.findall(r"#[^\r\n]*", text))
    assert sorted(re.findall(r"\w+(?=:)", after)) == sorted(re.findall(r"\w+(?=:)", text))
    if parse_yaml(text.encode(), "")[1]:
        assert after == text
    else:
        assert parse_yaml(after.encode(), "")[1] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("annotations/sources/*.yml"))[::40], ids=lambda path: path.stem)
def test_a_sound_file_is_never_changed(path: Path) -> None:
    text = path.read_text("utf-8")
    assert mended(text, "source") == text


def test_a_sound_annotation_is_never_changed() -> None:
    assert mended(CLAIM) == CLAIM


def test_mending_an_edition_leaves_no_more_problems_and_nothing_to_mend(ferry: Path) -> None:
    path = ferry / "annotations/service/two-lines-by-q2-2026.yml"
    text = path.read_text("utf-8").replace("date: 2025-06-01", "date: 2025/6/1").replace("partly", "Partly")
    path.write_text(text, "utf-8")
    before = (ferry / "docs/transcript/zh-Hant.md").read_bytes()
    assert len(check(ferry, today=TODAY).problems) == 2
    assert main(["check", "--root", str(ferry), "--fix"]) == 0
    assert check(ferry, today=TODAY).problems == ()
    assert mend(ferry, today=TODAY) == ()
    assert (ferry / "docs/transcript/zh-Hant.md").read_bytes() == before
    assert not [file for file in ferry.rglob("*") if file.name.startswith(".") and file.name != ".cache"]


def test_a_file_that_would_get_more_problems_is_left(ferry: Path) -> None:
    path = ferry / "annotations/service/two-lines-by-q2-2026.yml"
    text = path.read_text("utf-8").replace("date: 2025-06-01", "date: 2024/6/1").replace("[leaflet]", "[leaflets]")
    path.write_text(text, "utf-8")
    before = check(ferry, today=TODAY).problems
    assert [p.code for p in before] == ["not-a-day"]
    assert path.relative_to(ferry).as_posix() not in {found.path for found in mend(ferry, today=TODAY)}


def test_the_difference_is_shown_and_can_be_applied(
    ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ferry / "annotations/seats/what-the-group-is.yml"
    path.write_text(path.read_text("utf-8").replace("2026-07-03", "2026/07/03"), "utf-8")
    copy = Path(shutil.copytree(ferry, tmp_path / "copy"))
    assert main(["check", "--root", str(ferry), "--fix"]) == 0
    out = capsys.readouterr().out
    assert "-added: 2026/07/03\n+added: 2026-07-03\n" in out
    assert "\nmended 5 files\n\n" in out
    diff = out.partition("\nmended")[0]
    subprocess.run(["git", "apply", "-p1", "-"], cwd=copy, input=diff, text=True, check=True, capture_output=True)
    for file in ferry.rglob("*.yml"):
        assert (copy / file.relative_to(ferry)).read_bytes() == file.read_bytes()


def test_the_answer_for_machines_stays_for_machines(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(ferry), "--fix", "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "[]\n"
    assert "+++ b/annotations/" in printed.err
    assert main(["check", "--root", str(ferry), "--fix", "--language", "zh-Hant"]) == 0
    assert capsys.readouterr().out.startswith("沒有可以自動修正的地方\n\n")


def test_only_the_named_files_are_mended(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = "annotations/seats/what-the-group-is.yml", "annotations/service/fares-rise.yml"
    for path in (one, other):
        (ferry / path).write_text((ferry / path).read_text("utf-8").replace("2026-07-03", "2026/07/03"), "utf-8")
    before = (ferry / other).read_bytes()
    assert main(["check", "--root", str(ferry), "--fix", one]) == 1
    monkeypatch.chdir(ferry / "annotations/seats")
    assert main(["check", "--root", str(ferry), "--fix", "what-the-group-is.yml"]) == 1
    assert "nothing to mend" in capsys.readouterr().out
    assert (ferry / other).read_bytes() == before
    assert main(["check", "--root", str(ferry), "--fix", "none.yml"]) == 2
    assert "there is no file 'none.yml'" in capsys.readouterr().err


def test_a_file_saved_meanwhile_is_not_overwritten(ferry: Path) -> None:
    path = "annotations/seats/what-the-group-is.yml"
    assert not replace_file(ferry, path, b"as it was read", b"mended")
    assert (ferry / path).read_bytes() == (FERRY / path).read_bytes()
    (ferry / "annotations/link.yml").symlink_to(ferry / path)
    assert not replace_file(ferry, "annotations/link.yml", (ferry / path).read_bytes(), b"mended")
    (ferry / path).chmod(0o640)
    assert replace_file(ferry, path, (ferry / path).read_bytes(), b"mended")
    assert ((ferry / path).read_bytes(), (ferry / path).stat().st_mode & 0o777) == (b"mended", 0o640)
