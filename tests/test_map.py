"""The tables of `docs/architecture.md` that say where things are: of pages to their parts, of changes to their files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.site.pages import HERE, STYLES
from tests.conftest import ROOT

TEXT = (ROOT / "docs/architecture.md").read_text("utf-8")


def rows(heading: str) -> dict[str, list[str]]:
    """A section's table: the first cell of each row with all that stands in backticks behind it."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)^## ", TEXT, re.MULTILINE | re.DOTALL)
    found = re.findall(r"^\| (.+?) \| (.*) \|$", section, re.MULTILINE)
    return {first: re.findall(r"`([^`]+)`", rest) for first, rest in found[2:] if first}


PAGES = rows("From a page to its parts")
CHANGES = rows("I want to …")


def files_of(change: str) -> set[str]:
    """The files that there are under the names of a row; `<name>` stands for any."""
    return {
        path.relative_to(ROOT).as_posix()
        for name in CHANGES[change]
        for path in ROOT.glob(re.sub(r"<\w+>", "*", name).rstrip("/"))
    }


def test_every_template_sheet_and_script_has_its_page() -> None:
    named = {name for names in PAGES.values() for name in names}
    assert {name for name in named if name.endswith(".md.j2")} == {p.name for p in HERE.glob("templates/*.j2")}
    assert {name for name in named if name.endswith(".css")} == {f"{name}.css" for name in STYLES}
    assert {name for name in named if name.endswith(".js")} == {path.name for path in HERE.glob("assets/*.js")}
    assert [name for name in named if name.endswith((".py", ".html")) and not (HERE / name).is_file()] == []


@pytest.mark.parametrize("change", CHANGES)
def test_every_file_to_touch_is_there(change: str) -> None:
    assert CHANGES[change]
    for name in CHANGES[change]:
        assert list(ROOT.glob(re.sub(r"<\w+>", "*", name).rstrip("/"))), name


@pytest.mark.parametrize(
    ("change", "most"), [("add a status", 4), ("add a field of a claim", 6), ("add a kind of annotation", 13)]
)
def test_a_change_takes_few_files(change: str, most: int) -> None:
    assert len(files_of(change)) <= most


STATUS = {
    "build_tools/model/vocabulary.py": [
        ("\nSTATUSES: .*\n", '    Status("given-up", "forecast", "bad", "⊘", settled=True),\n')
    ],
    "build_tools/site/languages/en.yml": [
        ("\nstatus:\n", "  given-up: Given up\n"),
        ("\nstatus_meaning:\n", "  given-up: The speaker said that it would not be done.\n"),
        ("\noutcome_part:\n", '  given-up: {one: "{number} was given up", other: "{number} were given up"}\n'),
    ],
    "build_tools/site/languages/es.yml": [
        ("\nstatus:\n", "  given-up: Abandonada\n"),
        ("\nstatus_meaning:\n", "  given-up: El hablante dijo que no se haría.\n"),
        ("\noutcome_part:\n", '  given-up: {one: "{number} se abandonó", other: "{number} se abandonaron"}\n'),
    ],
    "build_tools/site/languages/zh-Hant.yml": [
        ("\nstatus:\n", "  given-up: 已放棄\n"),
        ("\nstatus_meaning:\n", "  given-up: 說話者表示不再進行。\n"),
        ("\noutcome_part:\n", "  given-up: {other: '{number}項已放棄'}\n"),
    ],
}
"""What a new status takes: in each file, lines after which others come."""
FIELD = {
    "build_tools/model/fields.py": [
        ('"What the speaker made it depend on."\\),\n', '            may("stake", "text", "What hangs on it."),\n')
    ],
    "build_tools/model/model.py": [("    condition: Text.*\n", "    stake: Text | None\n")],
    "build_tools/site/templates/parts/claim_facts.html.j2": [
        (
            "say\\(a.claim.condition\\).*\n.*\n",
            '{% if a.claim.stake %}\n{{ row(view.label("claim.stake"), say(a.claim.stake)) }}\n{% endif %}\n',
        )
    ],
    "build_tools/site/languages/en.yml": [
        ("\nclaim:\n", "  stake: At stake\n"),
        ("\nfile_field:\n(?:.*\n)*?  claim:\n", '    stake: "text: what hangs on it"\n'),
        ("\nfield_help:\n(?:.*\n)*?  claim:\n", '    stake: "What hangs on it, for example: The fares."\n'),
    ],
    "build_tools/site/languages/es.yml": [
        ("\nclaim:\n", "  stake: En juego\n"),
        ("\nfile_field:\n(?:.*\n)*?  claim:\n", '    stake: "texto: lo que está en juego"\n'),
        ("\nfield_help:\n(?:.*\n)*?  claim:\n", '    stake: "Lo que está en juego, por ejemplo: Las tarifas."\n'),
    ],
    "build_tools/site/languages/zh-Hant.yml": [
        ("\nclaim:\n", "  stake: 利害\n"),
        ("\nfile_field:\n(?:.*\n)*?  claim:\n", "    stake: 文字：利害所在\n"),
        ("\nfield_help:\n(?:.*\n)*?  claim:\n", "    stake: 利害所在，例如：船費。\n"),
    ],
}
"""The same for a new field of a claim."""
CLAIM = "annotations/service/two-lines-by-q2-2026.yml"


def add(root: Path, changes: dict[str, list[tuple[str, str]]]) -> None:
    """Put lines behind others, each where its pattern first ends."""
    for name, places in changes.items():
        text = (root / name).read_text("utf-8")
        for pattern, lines in places:
            found = re.search(pattern, text)
            assert found, f"{name} has no {pattern!r}"
            text = text[: found.end()] + lines + text[found.end() :]
        (root / name).write_text(text, "utf-8")


@pytest.mark.parametrize(("change", "changes"), [("add a status", STATUS), ("add a field of a claim", FIELD)])
def test_what_is_tried_below_touches_the_files_of_the_table(
    change: str, changes: dict[str, list[tuple[str, str]]]
) -> None:
    assert set(changes) == files_of(change)


@pytest.mark.parametrize(("language", "shown"), [("en", ("Given up", "At stake")), ("zh-Hant", ("已放棄", "利害"))])
def test_a_status_and_a_field_take_no_other_file(
    language: str, shown: tuple[str, str], ferry: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "build_tools", tmp_path / "build_tools", ignore=shutil.ignore_patterns("__pycache__"))
    add(tmp_path, STATUS)
    add(tmp_path, FIELD)
    add(ferry, {CLAIM: [("due_reading: .*\n", "  stake: {en: The fares., zh-Hant: 船費。}\n")]})
    claim = (ferry / CLAIM).read_text("utf-8").replace("status: partly", "status: given-up")
    (ferry / CLAIM).write_text(claim, "utf-8")
    where = ("--root", "ferry", "--language", language, "--as-of", "2026-11-23", "--out", "out")
    command = [sys.executable, "-m", "build_tools", "build", *where]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (tmp_path / "out/claims/two-lines-by-q2-2026.md").read_text("utf-8")
    assert [words for words in shown if words not in page] == []
