"""What a change since a git revision may not take away, on real little repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from build_tools.__main__ import main
from build_tools.problems.problem import NOTICES
from build_tools.reading.files import read_files
from build_tools.reading.revision import RevisionError, read_revision
from build_tools.rules.examine import Checked, check
from tests.conftest import FERRY
from tests.test_problems import OF_A_CHANGE

LINES = "annotations/service/two-lines-by-q2-2026.yml"
FARES = "annotations/service/fares-rise.yml"
NEWER = """
    - date: 2026-08-01
      status: did-not-come-true
      note: {en: "The second line stayed shut [@log].", zh-Hant: "第二條航線仍未開通 [@log]。"}
      sources: [log]
added: """


def git(folder: Path, *arguments: str) -> str:
    """Run git there as somebody, with no configuration but the repository's own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    someone = ("-c", "user.name=tester", "-c", "user.email=tester@ferry.example", "-c", "init.defaultBranch=main")
    run = subprocess.run(
        ["git", "-C", str(folder), *someone, *arguments], capture_output=True, text=True, env=environment, check=True
    )
    return run.stdout


def commit(folder: Path) -> None:
    """Commit all that stands there."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A state")


@pytest.fixture
def repository(ferry: Path) -> Path:
    """The small invented edition, committed, to be changed at will."""
    git(ferry, "init", "--quiet")
    commit(ferry)
    return ferry


def replace(edition: Path, file: str, *pairs: tuple[str, str]) -> None:
    """Replace words that stand once in a file of the edition."""
    text = (edition / file).read_text("utf-8")
    for before, now in pairs:
        assert text.count(before) == 1, f"{before!r} is not there once"
        text = text.replace(before, now)
    (edition / file).write_text(text, "utf-8")


def since(edition: Path, revision: str = "HEAD") -> Checked:
    """The edition checked with its change since a revision."""
    return check(edition, today=date(2026, 11, 23), since=revision)


def problems(edition: Path) -> list[str]:
    """The first line of every problem, without the file where it is that of the lines."""
    return [p.as_text().splitlines()[0].removeprefix(f"{LINES}:") for p in since(edition).problems]


def notices(edition: Path) -> list[str]:
    """Every notice of a change that has no problem."""
    found = since(edition)
    assert found.problems == ()
    return [f"{p.place}: {p.message} [{p.code}]".removeprefix(f"{LINES}:") for p in found.notices]


# what may change


def test_nothing_changed_and_nothing_is_said(repository: Path) -> None:
    assert notices(repository) == []


def test_a_history_may_grow(repository: Path) -> None:
    replace(repository, LINES, ("\nadded: ", NEWER))
    assert notices(repository) == []


def test_a_history_may_grow_in_its_middle(repository: Path) -> None:
    middle = '- date: 2025-09-01\n      status: not-yet-due\n      note: {en: "No news [@leaflet]."}\n      sources: [leaflet]\n    - date: 2026-07-02\n      status: partly'
    replace(repository, LINES, ("- date: 2026-07-02\n      status: partly", middle))
    assert notices(repository) == []


def test_other_words_layout_and_the_order_of_sources_may_change(repository: Path) -> None:
    replace(
        repository, LINES, ("sources: [leaflet]", "sources: [leaflet, log]"), ("date: 2025-06-01", "date: 2026-07-02")
    )
    commit(repository)
    replace(
        repository,
        LINES,
        ("[leaflet, log]", "[log, leaflet]"),
        ("Two lines by the second", "New lines by the second"),
        ('note: {en: "Fares only [@leaflet].", ', 'note:\n        {en: "Fares\n          only [@leaflet].", '),
    )
    assert notices(repository) == []


def test_a_note_may_be_reworded_and_a_reviewer_sees_the_words(repository: Path) -> None:
    replace(repository, LINES, ("One of two lines opened", "One of two lines opend"), ("開通了一條", "開逋了一條"))
    commit(repository)
    replace(repository, LINES, ("One of two lines opend", "One of two lines opened"), ("開逋了一條", "開通了一條"))
    assert notices(repository) == [
        "27:18: the note (en) of the assessment of 2026-07-02 was reworded: One of two lines [-opend-]{+opened+} [@log]. [note-reworded]",
        "27:62: the note (zh-Hant) of the assessment of 2026-07-02 was reworded: 兩條之中開[-逋-]{+通+}了一條 [@log]。 [note-reworded]",
    ]


def test_a_note_may_be_translated(repository: Path) -> None:
    replace(repository, LINES, (', zh-Hant: "只見票價 [@leaflet]。"', ""))
    commit(repository)
    replace(
        repository,
        LINES,
        ('en: "Fares only [@leaflet]."', 'en: "Fares only [@leaflet].", zh-Hant: "只見票價 [@leaflet]。"'),
    )
    assert notices(repository) == ["23:53: the note of the assessment of 2025-06-01 has zh-Hant now [note-translated]"]


# what may not change


@pytest.mark.parametrize(
    ("before", "now", "answer"),
    [
        ("status: partly", "status: came-true", "25:7: the assessment of 2026-07-02 was rewritten: status partly → came-true"),
        ("date: 2025-06-01", "date: 2025-06-02", "21:7: the assessment of 2025-06-01 was rewritten: date 2025-06-01 → 2025-06-02"),
        ("moved_to: 2027", "moved_to: 2028", "29:7: the assessment of 2026-07-02 was rewritten: moved_to 2027 → 2028"),
        ("moved_to: 2027", "status: partly\n      moved_to: 2027", "29:7: the assessment of 2026-07-02 was rewritten: status absent → partly"),
        ("sources: [leaflet]", "sources: [leaflet, log]", None),
        ("One of two lines opened [@log]", "One of two lines opened [@log; @leaflet]", "25:7: the assessment of 2026-07-02 was rewritten: sources with leaflet"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newer", [False, True])
def test_date_status_and_sources_never_change(
    repository: Path, before: str, now: str, answer: str | None, newer: bool
) -> None:
    replace(repository, LINES, (before, now), *([("\nadded: ", NEWER)] if newer else []))
    found = [line for line in problems(repository) if "rewritten" in line]
    expected = answer or "21:7: the assessment of 2025-06-01 was rewritten: sources with log"
    assert found == [f"{expected} [assessment-rewritten]"]


@pytest.mark.parametrize(
    ("before", "now", "answer"),
    [
        ("One of two lines opened", "Nothing much was to be seen", "27:18: the note (en) of the assessment of 2026-07-02 is no longer the same (number, negation changed): [-One of two lines opened-]{+Nothing much was to be seen+} [@log]."),
        ("One of two lines opened", "One of six lines opened", "27:18: the note (en) of the assessment of 2026-07-02 is no longer the same (number changed): One of [-two-]{+six+} lines opened [@…"),
        ("to open in 2027", "to open in 2029", "31:18: the note (en) of the assessment of 2026-07-02 is no longer the same (number changed): …r is to open in [-2027-]{+2029+} [@log]."),
        ("兩條之中開通了一條", "兩條之中沒開通一條", "27:62: the note (zh-Hant) of the assessment of 2026-07-02 is no longer the same (negation changed): 兩條之中{+沒+}開通[-了-]一條 [@log]。"),
        (', zh-Hant: "只見票價 [@leaflet]。"', "", "23:13: the note (zh-Hant) of the assessment of 2025-06-01 is no longer the same: [-只見票價 [@leaflet]。-]"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newer", [False, True])
def test_the_meaning_of_a_note_stays(repository: Path, before: str, now: str, answer: str, newer: bool) -> None:
    replace(repository, LINES, (before, now), *([("\nadded: ", NEWER)] if newer else []))
    assert problems(repository) == [f"{answer} [assessment-reworded]"]


@pytest.mark.parametrize("newer", [False, True])
def test_an_assessment_never_goes(repository: Path, newer: bool) -> None:
    entry = '    - date: 2026-07-02\n      moved_to: 2027\n      note: {en: "The other is to open in 2027 [@log].", zh-Hant: "另一條改於 2027 年開通 [@log]。"}\n      sources: [log]\n'
    replace(repository, LINES, (entry, ""), *([("\nadded: ", NEWER)] if newer else []))
    assert problems(repository) == [
        "25:7: the assessment of 2026-07-02 (moved_to 2027) has gone from the history [assessment-gone]"
    ]


def test_another_entry_of_the_same_day_is_the_same_entry_rewritten(repository: Path) -> None:
    replace(repository, LINES, ("not-yet-due", "came-true"), ("Fares only [@leaflet].", "Ahoy!"))
    found = since(repository)
    assert [(p.code, p.place.line) for p in (*found.problems, *found.notices)] == [
        ("assessment-rewritten", 21),
        ("note-reworded", 23),
    ]


def test_a_new_entry_of_another_day_and_other_words_is_another_entry(repository: Path) -> None:
    replace(
        repository,
        LINES,
        ("date: 2025-06-01", "date: 2025-06-02"),
        ('{en: "Fares only [@leaflet].", zh-Hant: "只見票價 [@leaflet]。"}', '{en: "Ahoy [@leaflet]!"}'),
    )
    assert problems(repository) == [
        "1:1: the assessment of 2025-06-01 (not-yet-due) has gone from the history [assessment-gone]"
    ]


def test_a_history_that_goes_whole_goes_entry_by_entry(repository: Path) -> None:
    text = (repository / LINES).read_text("utf-8")
    start, end = text.index("  history:"), text.index("added: ")
    (repository / LINES).write_text(text[:start] + text[end:], "utf-8")
    assert problems(repository) == [
        "1:1: the assessment of 2025-06-01 (not-yet-due) has gone from the history [assessment-gone]",
        "1:1: the assessment of 2026-07-02 (moved_to 2027) has gone from the history [assessment-gone]",
        "1:1: the assessment of 2026-07-02 (partly) has gone from the history [assessment-gone]",
    ]


def test_every_change_is_told_with_its_cure(repository: Path) -> None:
    replace(repository, LINES, ("status: partly", "status: came-true"))
    (found,) = since(repository).problems
    assert found.hint == "put it back as it was in HEAD; a newer entry supersedes it"


# ids


def test_a_deleted_claim_is_told_with_what_it_held(repository: Path) -> None:
    (repository / LINES).unlink()
    (found,) = since(repository).problems
    assert found.as_text() == (
        f"{LINES}:1:1: the annotation 'two-lines-by-q2-2026' has gone with 3 assessments; its address is permanent "
        f"[annotation-gone]\n    put {LINES} back as it was in HEAD"
    )


def test_a_renamed_claim_is_told_with_its_old_name_and_its_history_followed(repository: Path) -> None:
    new = "annotations/service/two-lines.yml"
    (repository / LINES).rename(repository / new)
    replace(repository, new, ("status: partly", "status: came-true"))
    gone, rewritten = sorted(since(repository).problems, key=lambda p: p.code)
    assert (gone.code, gone.place.file, gone.hint) == ("annotation-gone", LINES, f"rename {new} back to {LINES}")
    assert (rewritten.code, rewritten.place.file, rewritten.place.line) == ("assessment-rewritten", new, 25)


def test_another_annotation_of_the_same_words_is_not_taken_for_a_renamed_one(repository: Path) -> None:
    shutil.copy(repository / FARES, repository / FARES.replace("fares", "prices"))
    commit(repository)
    (repository / FARES.replace("fares", "prices")).unlink()
    (found,) = since(repository).problems
    assert (found.code, found.hint) == (
        "annotation-gone",
        f"put {FARES.replace('fares', 'prices')} back as it was in HEAD",
    )


def test_an_annotation_keeps_its_folder(repository: Path) -> None:
    new = "annotations/seats/fares-rise.yml"
    (repository / FARES).rename(repository / new)
    assert problems(repository) == [
        f"{new}:1:1: the annotation 'fares-rise' lay in 'service'; its first topic is permanent [annotation-moved]"
    ]


def test_an_annotation_keeps_its_kind(repository: Path) -> None:
    text = (repository / FARES).read_text("utf-8")
    start, end = text.index("correction:"), text.index("added: ")
    (repository / FARES).write_text((text[:start] + text[end:]).replace("kind: correction", "kind: context"), "utf-8")
    assert problems(repository) == [
        f"{FARES}:1:1: the annotation 'fares-rise' was a correction; its address, /corrections/#fares-rise, is permanent "
        "[annotation-kind]"
    ]


def test_a_source_keeps_its_id(repository: Path) -> None:
    shutil.copy(repository / "annotations/sources/leaflet.yml", repository / "annotations/sources/spare.yml")
    replace(repository, "annotations/sources/spare.yml", ("/leaflet", "/spare"))
    commit(repository)
    (repository / "annotations/sources/spare.yml").rename(repository / "annotations/sources/spared.yml")
    (found,) = since(repository).problems
    assert found.as_text() == (
        "annotations/sources/spare.yml:1:1: the source 'spare' has gone; its address is permanent [source-gone]\n"
        "    rename annotations/sources/spared.yml back to annotations/sources/spare.yml"
    )


@pytest.mark.parametrize(
    ("file", "entry", "answer"),
    [
        ("topics", "pier:\n  title: {en: The pier, zh-Hant: 碼頭}\n  introduction: {en: Stone., zh-Hant: 石造。}\n", "the topic 'pier' has gone; its address is permanent [topic-gone]"),
        ("people", "mate:\n  kind: person\n  name: {en: A mate, zh-Hant: 大副}\n  role: {en: mate, zh-Hant: 大副}\n", "the person 'mate' has gone; the address is permanent [person-gone]"),
    ],
)  # fmt: skip
def test_a_topic_and_a_person_keep_their_ids(repository: Path, file: str, entry: str, answer: str) -> None:
    register = repository / f"annotations/{file}.yml"
    before = register.read_text("utf-8")
    register.write_text(before + entry, "utf-8")
    commit(repository)
    register.write_text(before, "utf-8")
    assert problems(repository) == [f"annotations/{file}.yml:1:1: {answer}"]


def test_a_paragraph_keeps_its_id(repository: Path) -> None:
    for language, words in (("zh-Hant", "再會。"), ("en", "Farewell.")):
        with (repository / f"docs/transcript/{language}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{words}\n")
    commit(repository)
    for language in ("zh-Hant", "en"):
        shutil.copy(FERRY / f"docs/transcript/{language}.md", repository / f"docs/transcript/{language}.md")
    assert problems(repository) == [
        "docs/transcript/zh-Hant.md:17:1: the paragraph 't02.p3' has gone from the transcript; its address is permanent "
        "[paragraph-gone]"
    ]


def test_every_code_of_a_change_is_shown_here() -> None:
    text = Path(__file__).read_text("utf-8")
    assert [code for code in {*OF_A_CHANGE, *NOTICES} if f"[{code}]" not in text and f'"{code}"' not in text] == []


# states that cannot be compared


def test_a_file_that_was_broken_is_not_compared_and_that_is_told(repository: Path) -> None:
    replace(repository, LINES, ("status: partly", "status: nearly"))
    commit(repository)
    replace(repository, LINES, ("status: nearly", "status: partly"))
    assert notices(repository) == ["1:1: this file had problems in HEAD, so it is not compared [file-not-compared]"]


def test_a_file_that_is_broken_now_has_its_own_problems_only(repository: Path) -> None:
    replace(repository, LINES, ("status: partly", "status: nearly"))
    assert [p.code for p in since(repository).problems] == ["not-a-choice"]


def test_an_edition_younger_than_the_revision_is_told(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "README.md").write_text("A ferry\n", "utf-8")
    commit(tmp_path)
    edition = Path(shutil.copytree(FERRY, tmp_path / "ferry"))
    assert notices(edition) == [
        "annotations/edition.yml:1:1: HEAD has no sound edition, so histories and the transcript are not compared "
        "[edition-not-compared]"
    ]


# reading a revision


def test_a_revision_reads_as_the_folder_did(repository: Path) -> None:
    (repository / "docs/method.md").write_text("# Method\n", "utf-8")
    for path in ("docs/a/c.md", "docs/a-b.md"):
        (repository / path).parent.mkdir(exist_ok=True)
        (repository / path).write_text("# Another\n", "utf-8")
    (repository / "docs/.hidden.md").write_text("no\n", "utf-8")
    (repository / "docs/linked.md").symlink_to("method.md")
    (repository / "annotations/Stray.yml").write_text("kind: context\n", "utf-8")
    (repository / "annotations/seats/船.yml").write_text("kind: context\n", "utf-8")
    (repository / "annotations/seats/linked.yml").symlink_to("forty-seats.yml")
    files, _ = read_files(repository)
    commit(repository)
    shutil.rmtree(repository / "annotations")
    assert read_revision(repository, "HEAD") == files
    assert len(files.annotations) == 4


def test_the_edition_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    edition = Path(shutil.copytree(FERRY, tmp_path / "site/ferry"))
    shutil.copytree(FERRY / "annotations", tmp_path / "annotations")
    commit(tmp_path)
    assert read_revision(edition, "HEAD") == read_files(edition)[0]
    shutil.rmtree(tmp_path / "annotations")
    assert notices(edition) == []
    replace(edition, LINES, ("status: partly", "status: came-true"))
    assert [(p.code, p.place.file) for p in since(edition).problems] == [("assessment-rewritten", LINES)]


def test_nothing_is_written(repository: Path) -> None:
    replace(repository, LINES, ("status: partly", "status: came-true"))
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    since(repository)
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before


def test_a_hook_s_environment_does_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert len(read_revision(repository, "HEAD").annotations) == 4


@pytest.mark.parametrize(
    "revision", ["no-such-branch", "", "--help", "HEAD:annotations", "HEAD~9", "^HEAD", "a b", "x\0y"]
)
def test_what_is_no_revision_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(RevisionError):
        read_revision(repository, revision)


def test_a_repository_that_lacks_a_file_says_so(repository: Path) -> None:
    object = git(repository, "rev-parse", f"HEAD:{LINES}").strip()
    (repository / ".git/objects" / object[:2] / object[2:]).unlink()
    with pytest.raises(RevisionError, match=f"lacks the object {object}"):
        read_revision(repository, "HEAD")


def test_without_git_it_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git cannot be run"):
        read_revision(repository, "HEAD")


# the command line


def test_the_command_line_fails_on_a_problem(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, LINES, ("status: partly", "status: came-true"))
    assert main(["check", "--root", str(repository)]) == 0
    capsys.readouterr()
    assert main(["check", "--root", str(repository), "--since", "HEAD"]) == 1
    assert "status partly → came-true [assessment-rewritten]\n   |\n25 | " in capsys.readouterr().out
    assert main(["check", "--root", str(repository), "--since", "HEAD", "--format", "json"]) == 1
    assert [found["code"] for found in json.loads(capsys.readouterr().out)] == ["assessment-rewritten"]


def test_the_command_line_tells_a_notice_and_passes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(repository, LINES, ("The other is to open", "The othr is to open"))
    assert main(["check", "--root", str(repository), "--since", "HEAD"]) == 0
    out = capsys.readouterr().out
    assert "was reworded: The [-other-]{+othr+} is to open in 2…" in out
    assert out.endswith("no problems\n")


def test_a_revision_that_does_not_exist_is_a_wrong_call(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(repository), "--since", "no-such-branch"]) == 2
    assert "there is no revision 'no-such-branch' here" in capsys.readouterr().err


def test_a_folder_that_is_no_repository_is_a_wrong_call(
    ferry: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(ferry.parent))
    assert main(["check", "--root", str(ferry), "--since", "HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err
